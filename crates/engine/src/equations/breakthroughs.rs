//! M10 Efficiency breakthroughs (F4, F15): Poisson jumps, likelier where compute is scarce relative to talent.

use crate::numeric::{Num, Scale};

/// Rate of breakthroughs a year.
///
/// Eq. (10.1): `r = min(r_max, r_0 (L/L_0)^(1/2) ((L/L_rival) (C_rival/C))^s)`
///
/// `base_per_year` r_0; logarithms of researchers L, L_rival (thousand) over the reference L_0, and of usable compute C, C_rival (H100e); `scarcity_exponent` s >= 0: how
/// strongly scarce compute relative to talent pushes toward efficiency; `highest_per_year` r_max. Source: PROG012, F15.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn rate_per_year<const W: usize>(
    base_per_year: Num<W>,
    log_researchers: Num<W>,
    researchers_reference: Scale<W>,
    log_rival_researchers: Num<W>,
    log_compute: Num<W>,
    log_rival_compute: Num<W>,
    scarcity_exponent: Num<W>,
    highest_per_year: Num<W>,
) -> Num<W> {
    let scarcity = log_researchers - log_rival_researchers + (log_rival_compute - log_compute);
    let researchers = 0.5 * (log_researchers - researchers_reference.ln());
    (base_per_year * (researchers + scarcity_exponent * scarcity).exp()).min(highest_per_year)
}

/// Size of a breakthrough, natural log of software efficiency: exponentially distributed.
///
/// Eq. (10.2): `jump = min(4 m, -m ln(1 - U))`
///
/// `mean_log` m; `uniform` U in 0..1. Source: PROG012 (eight times less compute for the same capability).
#[inline(always)]
pub fn jump_log<const W: usize>(mean_log: Num<W>, uniform: Num<W>) -> Num<W> {
    (-(mean_log * (1.0 - uniform).ln())).min(4.0 * mean_log)
}

/// Mean size of a breakthrough at the present level of software, natural log: what is left to find gets smaller.
///
/// Eq. (10.3): `m = m_0 A^(-phi)`
///
/// `mean_at_start_log` m_0 at A = 1; `log_efficiency` ln A with difficulty phi, the same as in Eq. (9.1).
#[inline(always)]
pub fn mean_jump_log<const W: usize>(mean_at_start_log: Num<W>, log_efficiency: Num<W>, difficulty: Num<W>) -> Num<W> {
    mean_at_start_log * (-(difficulty * log_efficiency)).exp()
}

/// Breakthroughs of the rival that are known but not yet put to use, natural log, one step later.
///
/// Eq. (10.4): `V' = V + (1 - v + v w_rival) jump_rival - dt V/tau_v; the agent gains dt V/tau_v`
///
/// `published` 1 - v + v w_rival: how much of a breakthrough gets out, as in Eq. (9.3); `years` tau_v: time to put it to use. Source: F1, GAP056.
#[inline(always)]
pub fn next_known_log<const W: usize>(
    known: Num<W>,
    published: Num<W>,
    rival_jump: Num<W>,
    years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    known + published * rival_jump - step_years * known / years
}
