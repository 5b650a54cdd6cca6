//! M14 Safety neglect, incidents and catastrophe (F9).

use crate::numeric::{Num, Scale};

/// Safety effort that the race leaves, 0..1, before rules and treaties.
///
/// Eq. (14.1): `s_r = s_n max(s_par, min(1, G/(e max(h, 1/20)))) where G > 0, else s_n (1 - exp(G/e) h/(1 + h))`
///
/// `norm` s_n: effort without a race; `gap_eci` G: own released capability less the rival's as perceived; `enmity_eci` e: lead in ECI points
/// that lets a leader with distrust 1 be careful; `distrust` h. Leader: public-information equilibrium of Armstrong, Bostrom and
/// Shulman (MODEL010); follower: cuts corners only when hostile and close (MODEL011).
#[inline(always)]
pub fn race_effort<const W: usize>(norm: Num<W>, gap_eci: Num<W>, enmity_eci: Scale<W>, distrust: Num<W>) -> Num<W> {
    let leader = (gap_eci / enmity_eci / distrust.max(Num::splat(0.05))).min(Num::ONE);
    let at_par = follower_at_par(distrust);
    let effort = leader.max(at_par);
    let ahead = gap_eci.gt(Num::ZERO);
    if !(!ahead).any() {
        return norm * effort;
    }
    let close = (gap_eci.min(Num::ZERO) / enmity_eci).exp();
    let follower = 1.0 - close * distrust * at_par;
    norm * ahead.select(effort, follower)
}

/// What a follower level with the leader still makes, so that effort does not jump as the lead changes hands.
///
/// Eq. (14.2): `s_par = 1/(1 + h)`
///
/// The least share of the norm that a leader makes too.
#[inline(always)]
pub fn follower_at_par<const W: usize>(distrust: Num<W>) -> Num<W> {
    1.0 / (1.0 + distrust)
}

/// Safety effort one step later, 0..1.
///
/// Eq. (14.3): `s' = clamp(s + dt r_s (1 - (1 - s_r) (1 - f_R k_s) (1 - f_T n) - s), 0, 1)`
///
/// `race_effort` s_r; `rules` k_s in 0..1 with effect f_R; `treaty` n 1 in force, 0 not, with effect f_T; `adjustment_per_year` r_s.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn next_effort<const W: usize>(
    effort: Num<W>,
    adjustment_per_year: Num<W>,
    race_effort: Num<W>,
    rules_effect: Num<W>,
    rules: Num<W>,
    treaty_effect: Num<W>,
    treaty: Num<W>,
    step_years: f64,
) -> Num<W> {
    let target = 1.0 - (1.0 - race_effort) * (1.0 - rules_effect * rules) * (1.0 - treaty_effect * treaty);
    (effort + step_years * adjustment_per_year * (target - effort)).clamp01()
}

/// Alarm that incidents leave in politics, 0..1, one step later.
///
/// Eq. (14.4): `J' = clamp(J (1 - dt/tau_J) + dt j max(0, i/i_ref - 1)/10 + catastrophe, 0, 1)`
///
/// `incidents_per_year` i expected of both states over the recorded level `reference_per_year` i_ref; `response_per_year` j; `memory_years` tau_J; a catastrophe sets it to 1.
#[inline(always)]
pub fn next_alarm<const W: usize>(
    alarm: Num<W>,
    memory_years: Scale<W>,
    response_per_year: Num<W>,
    incidents_per_year: Num<W>,
    reference_per_year: Scale<W>,
    catastrophe: Num<W>,
    step_years: f64,
) -> Num<W> {
    let excess = (incidents_per_year / reference_per_year - 1.0).positive() / 10.0;
    (alarm * (1.0 - step_years / memory_years) + step_years * response_per_year * excess + catastrophe).clamp01()
}

/// Expected misinformation and misuse incidents from the agent's models, a year.
///
/// Eq. (14.5): `i = i_0 (k_S C/C_i)^eta (1 - w_s s)`
///
/// `base_per_year` i_0 at usable compute C_i; `log_compute` ln(k_S C) stands for deployment, k_S of Eq. (22.3); `elasticity` eta; `safety_effort` s with effect w_s.
/// Source: HAZ002, HAZ003.
#[inline(always)]
pub fn incidents_per_year<const W: usize>(
    base_per_year: Num<W>,
    log_compute: Num<W>,
    compute_reference: Scale<W>,
    elasticity: Num<W>,
    safety_effect: Num<W>,
    safety_effort: Num<W>,
) -> Num<W> {
    let deployed = (elasticity * (log_compute - compute_reference.ln())).exp();
    base_per_year * deployed * (1.0 - safety_effect * safety_effort)
}

/// Incidents that happen in one step, as a rate a year: a Poisson count by its normal approximation.
///
/// Eq. (14.6): `i_seen = max(0, i + sqrt(i/dt) eps)`
#[inline(always)]
pub fn counted_incidents_per_year<const W: usize>(expected_per_year: Num<W>, shock: Num<W>, step_years: f64) -> Num<W> {
    (expected_per_year + (expected_per_year / step_years).sqrt() * shock).positive()
}

/// Hazard of a loss-of-control catastrophe from the agent's models, a year.
///
/// Eq. (14.7): `z = min(z_max, z_0 10^(gamma (log10 E - theta)) (1 - s)^m)`
///
/// `at_threshold_per_year` z_0: hazard at the transformative threshold theta without any safety effort; `slope` gamma: decades of hazard a
/// decade of effective compute E; `safety_exponent` m; `highest_per_year` z_max. Source: HAZ005-HAZ010.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn catastrophe_hazard_per_year<const W: usize>(
    at_threshold_per_year: Num<W>,
    slope: Num<W>,
    log10_effective: Num<W>,
    threshold_log10: Num<W>,
    safety_effort: Num<W>,
    safety_exponent: Num<W>,
    highest_per_year: Num<W>,
) -> Num<W> {
    let growth = std::f64::consts::LN_10 * slope * (log10_effective - threshold_log10);
    let unsafe_share = (1.0 - safety_effort).max(Num::splat(1e-6));
    let hazard = at_threshold_per_year * (growth + safety_exponent * unsafe_share.ln()).exp();
    hazard.min(highest_per_year)
}

/// Incidents a year that politics has got used to, one step later.
///
/// Eq. (14.8): `n' = n + dt (i - n)/tau_n`
///
/// `norm` n; `expected` i: expected incidents of both agents, Eq. (14.5); `habit_years` tau_n.
#[inline(always)]
pub fn next_incident_norm_per_year<const W: usize>(
    norm_per_year: Num<W>,
    expected_per_year: Num<W>,
    habit_years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    norm_per_year + step_years * (expected_per_year - norm_per_year) / habit_years
}
