//! M10 Efficiency breakthroughs (F4, F15): Poisson jumps, likelier where compute is scarce relative to talent.

use crate::numeric::Num;

/// Rate of breakthroughs a year.
///
/// Eq. (10.1): `r = min(r_max, r_0 (L/L_0)^(1/2) ((L/L_rival) (C_rival/C))^s)`
///
/// `base_per_year` r_0; researchers L, L_rival (thousand) over the reference L_0; usable compute C, C_rival (H100e); `scarcity_exponent` s >= 0: how
/// strongly scarce compute relative to talent pushes toward efficiency; `highest_per_year` r_max. Source: PROG012, F15.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn rate_per_year<const W: usize>(
    base_per_year: Num<W>,
    researchers: Num<W>,
    researchers_reference: Num<W>,
    rival_researchers: Num<W>,
    compute_h100e: Num<W>,
    rival_compute_h100e: Num<W>,
    scarcity_exponent: Num<W>,
    highest_per_year: Num<W>,
) -> Num<W> {
    let compute = compute_h100e.max(Num::ONE);
    let rival_compute = rival_compute_h100e.max(Num::ONE);
    let scarcity = (researchers / rival_researchers * (rival_compute / compute)).pow(scarcity_exponent);
    (base_per_year * (researchers / researchers_reference).sqrt() * scarcity).min(highest_per_year)
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
