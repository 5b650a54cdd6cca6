//! Training and release: from compute and software to released capability. Not a mechanism with a switch; the race's output.

use crate::numeric::{Num, Scale};

/// Largest training run possible one step later, natural log of FLOP.
///
/// Eq. (19.1): `ln T' = ln T + (dt/tau_T) (ln(phi_T exp(g_T min(t, 8)) (1 + b_m m) k_T C_T f m_T) - ln T)`
///
/// `run_share` phi_T: share of trainable compute C_T (H100e; domestic chips count less, Eq. 4.11) that one run can have as compute is usually divided, `compute_h100e` k_T C_T with k_T of Eq. (22.3), growing by `share_growth` g_T times `years` t since January 2023, for eight years at most (PROG004, PROG010), raised by `mobilisation_response` b_m times `mobilised` m; `flop_per_h100e_month` f;
/// `run_months` m_T; `build_years` tau_T: time to turn chips into one cluster and a run. Source: COMP047-COMP058.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn next_log_training_flop<const W: usize>(
    log_training_flop: Num<W>,
    build_years: Scale<W>,
    run_share: Num<W>,
    share_growth: Num<W>,
    years: Num<W>,
    mobilisation_response: Num<W>,
    mobilised: Num<W>,
    compute_h100e: Num<W>,
    flop_per_h100e_month: Num<W>,
    run_months: Num<W>,
    step_years: f64,
) -> Num<W> {
    let share = run_share * (share_growth * years.min(Num::splat(8.0))).exp();
    let aim = share * (1.0 + mobilisation_response * mobilised) * compute_h100e * flop_per_h100e_month * run_months;
    log_training_flop + (step_years / build_years) * (aim.ln() - log_training_flop)
}

/// Effective training compute, log10 of FLOP at January 2023 algorithms.
///
/// Eq. (19.2): `log10 E = (ln T + ln A + eta_d ln d)/ln 10`
///
/// `data_exponent` eta_d: returns to `data_access` d.
#[inline(always)]
pub fn log10_effective_flop<const W: usize>(
    log_training_flop: Num<W>,
    log_efficiency: Num<W>,
    data_exponent: Num<W>,
    data_access: Num<W>,
) -> Num<W> {
    (log_training_flop + log_efficiency + data_exponent * data_access.ln()) * std::f64::consts::LOG10_E
}

/// Capability that could be released now, ECI points.
///
/// Eq. (19.3): `Z = X_ref + k (log10 E - log10 E_ref)`
///
/// `eci_at_reference` X_ref at `reference_log10` log10 E_ref; `eci_per_decade` k. Source: GAP044, COMP055.
#[inline(always)]
pub fn potential_eci<const W: usize>(
    eci_at_reference: Num<W>,
    eci_per_decade: Num<W>,
    log10_effective: Num<W>,
    reference_log10: Num<W>,
) -> Num<W> {
    eci_at_reference + eci_per_decade * (log10_effective - reference_log10)
}

/// Chance that the agent releases a frontier model in this step.
///
/// Eq. (19.4): `p = 1 - exp(-(pi/2) (r_R (1 - c_d R))^2 t dt)`
///
/// `releases_per_year` r_R; `regulation_delay` c_d in 0..1: how far the burden R holds releases back; `years_since` t: time since the last release. The hazard grows with t
/// (Weibull, shape 2, mean interval 1/r_R): laboratories release at fairly regular intervals. Source: POL003, POL023.
#[inline(always)]
pub fn release_chance<const W: usize>(
    releases_per_year: Num<W>,
    regulation_delay: Num<W>,
    regulation: Num<W>,
    years_since: Num<W>,
    step_years: f64,
) -> Num<W> {
    let rate = releases_per_year * (1.0 - regulation_delay * regulation);
    super::chance(std::f64::consts::FRAC_PI_2 * rate * rate * years_since, step_years)
}

/// Best released capability one step later, ECI points.
///
/// Eq. (19.5): `X' = max(X, Z + sigma_X eps) where a model is released, else X`
///
/// `potential_eci` Z; `quality_sd_eci` sigma_X: a model's luck; `shock` eps.
#[inline(always)]
pub fn released_eci<const W: usize>(
    released_eci: Num<W>,
    potential_eci: Num<W>,
    quality_sd_eci: Num<W>,
    shock: Num<W>,
) -> Num<W> {
    released_eci.max(potential_eci + quality_sd_eci * shock)
}
