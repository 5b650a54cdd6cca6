//! M12 Regulation (F12, F13, F14): caution first, then fear of missing out.

use crate::numeric::Num;

/// Regulatory burden one step later, 0..1.
///
/// Eq. (12.1): `R' = clamp(R + dt r_R (k (1 - f_l clamp(l/24, 0, 1)) (1 - f_c c) + i_R J - R), 0, 1)`
///
/// `strictness` k in 0..1: what the rules ask for; `lag_relief` f_l and `controls_relief` f_c in 0..1: how far the fear of falling
/// behind, seen in the perceived lag l (months), and controls suffered c loosen them; `incident_response` i_R times `incident_alarm` J
/// (0..1, Eq. 14.4); `adjustment_per_year` r_R. Source: POL002, POL003, F13, F14.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn next_burden<const W: usize>(
    burden: Num<W>,
    adjustment_per_year: Num<W>,
    strictness: Num<W>,
    lag_relief: Num<W>,
    lag_months: Num<W>,
    controls_relief: Num<W>,
    controls_suffered: Num<W>,
    incident_response: Num<W>,
    incident_alarm: Num<W>,
    step_years: f64,
) -> Num<W> {
    let fear = (1.0 - lag_relief * (lag_months / 24.0).clamp01()) * (1.0 - controls_relief * controls_suffered);
    let target = strictness * fear + incident_response * incident_alarm;
    (burden + step_years * adjustment_per_year * (target - burden)).clamp01()
}

/// What the rules ask for: the strictness of content rules, or of safety rules where they weigh on developers.
///
/// Eq. (12.2): `k = 1 - (1 - strictness) (1 - w_s safety_rules)`
///
/// `safety_burden` w_s in 0..1: burden of full safety rules.
#[inline(always)]
pub fn asked_strictness<const W: usize>(strictness: Num<W>, safety_burden: Num<W>, safety_rules: Num<W>) -> Num<W> {
    1.0 - (1.0 - strictness) * (1.0 - safety_burden * safety_rules)
}
