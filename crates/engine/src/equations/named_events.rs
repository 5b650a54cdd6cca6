//! Named events (F12, F15, F16): what a happening with a date does to a state.

use crate::numeric::{Num, Scale};

/// Share of the world's supply of frontier chips that is missing `months` after a break in Taiwan's supply.
///
/// Eq. (3.15): `x = lambda exp(-(m - m_T) dt/tau_T) where m >= m_T, else 0`
///
/// `months_since` m - m_T, negative before; `loss` lambda in 0..1: share that is missing at first; `recovery_years` tau_T: what is missing falls to a third in so many years.
#[inline(always)]
pub fn missing_supply_share<const W: usize>(
    months_since: Num<W>,
    loss: Num<W>,
    recovery_years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    let missing = loss * (-(step_years * months_since.positive() / recovery_years)).exp();
    months_since.lt(Num::ZERO).select(Num::ZERO, missing)
}

/// Months until an event that has the same chance in every year, counted from the month from which it can happen.
///
/// Eq. (3.16): `m_T - m_0 = -ln(1 - U)/(h dt)`
///
/// `luck` U in 0..1, drawn once per world; `rate_per_year` h.
#[inline(always)]
pub fn months_until<const W: usize>(luck: Num<W>, rate_per_year: Num<W>, step_years: f64) -> Num<W> {
    -((1.0 - luck).ln()) / (step_years * rate_per_year)
}

/// Regulatory burden in the month in which ChatGPT comes out.
///
/// Eq. (12.3): `R' = clamp(R + kappa, 0, 1)`
///
/// `burden` R without it; `caution` kappa: what the shock adds, negative to take it away. Source: F12, F13.
#[inline(always)]
pub fn burden_with_caution<const W: usize>(burden: Num<W>, caution: Num<W>) -> Num<W> {
    (burden + caution).clamp01()
}
