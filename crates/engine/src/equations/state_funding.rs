//! M2 State funding and mobilisation (F2, F3, F7): pressure works after a delay of about nine months.

use crate::numeric::{Num, Scale};

/// Political pressure to catch up, 0..1, before the delay.
///
/// Eq. (2.1): `p = clamp(p_0 + w_m m_lever + w_l clamp(l/24, 0, 1) + w_c c + w_h max(0, h - 1), 0, 1)`
///
/// `standing` p_0; `mobilisation` m_lever the lever in 0..1; `lag_months` l perceived; `controls_suffered` c in 0..1; `distrust` h >= 0.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn pressure<const W: usize>(
    standing: Num<W>,
    mobilisation_weight: Num<W>,
    mobilisation: Num<W>,
    lag_weight: Num<W>,
    lag_months: Num<W>,
    controls_weight: Num<W>,
    controls_suffered: Num<W>,
    distrust_weight: Num<W>,
    distrust: Num<W>,
) -> Num<W> {
    (standing
        + mobilisation_weight * mobilisation
        + lag_weight * (lag_months / 24.0).clamp01()
        + controls_weight * controls_suffered
        + distrust_weight * (distrust - 1.0).positive())
    .clamp01()
}

/// One of the three equal stages through which pressure passes before it works.
///
/// Eq. (2.2): `s_k' = s_k + (3 dt/D) (s_(k-1) - s_k), k = 1..3, s_0 = p`
///
/// `delay_years` D: mean delay of the whole chain (SEED002: 9 months, 6 to 12).
#[inline(always)]
pub fn next_delay_stage<const W: usize>(
    stage: Num<W>,
    stage_before: Num<W>,
    delay_years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    stage + (3.0 * step_years / delay_years) * (stage_before - stage)
}

/// State funding one step later, USD bn a year.
///
/// Eq. (2.3): `S' = S + dt r (lever sigma_S Y m - S)`
///
/// `funding_usd_bn_per_year` S; `adjustment_per_year` r; `funding_lever` >= 0; `full_share` sigma_S: share of the economy under
/// full mobilisation; `gdp_usd_bn` Y; `mobilised` m, the delayed pressure. Source: INV020-INV022.
#[inline(always)]
pub fn next_funding_usd_bn_per_year<const W: usize>(
    funding_usd_bn_per_year: Num<W>,
    adjustment_per_year: Num<W>,
    funding_lever: Num<W>,
    full_share: Num<W>,
    gdp_usd_bn: Num<W>,
    mobilised: Num<W>,
    step_years: f64,
) -> Num<W> {
    let target = funding_lever * full_share * gdp_usd_bn * mobilised;
    funding_usd_bn_per_year + step_years * adjustment_per_year * (target - funding_usd_bn_per_year)
}
