//! M9 Algorithmic progress and open-source spill-over (F1).

use crate::numeric::{Num, Scale};

/// Own algorithmic progress, natural log of software efficiency a year.
///
/// Eq. (9.1): `a = g_A exp(z) (L/L_0)^lambda (k_R C/C_0)^b A^(-phi) (1 - c_R R) (1 + alpha M)`
///
/// `base_per_year` g_A; `log_researchers` ln L over `researchers_reference` L_0 (thousand) with parallel returns lambda < 1 (MODEL005); `quality` z of Eq. (9.5); `log_compute`
/// ln(k_R C), C usable H100e and k_R research's part of it over the usual one (Eq. 22.3), over `compute_reference` C_0 with exponent b; `log_efficiency` ln A with difficulty phi; `regulation` R with cost c_R;
/// `automation` M of Eq. (9.2) with gain alpha. Source: PROG001, PROG002, MODEL003-MODEL005 (semi-endogenous research law).
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn own_progress_per_year<const W: usize>(
    base_per_year: Num<W>,
    quality: Num<W>,
    log_researchers: Num<W>,
    researchers_reference: Scale<W>,
    parallel_returns: Num<W>,
    log_compute: Num<W>,
    compute_reference: Scale<W>,
    compute_exponent: Num<W>,
    log_efficiency: Num<W>,
    difficulty: Num<W>,
    regulation_cost: Num<W>,
    regulation: Num<W>,
    automation_gain: Num<W>,
    automation: Num<W>,
) -> Num<W> {
    let inputs = quality
        + parallel_returns * (log_researchers - researchers_reference.ln())
        + compute_exponent * (log_compute - compute_reference.ln())
        - difficulty * log_efficiency;
    base_per_year * inputs.exp() * (1.0 - regulation_cost * regulation) * (1.0 + automation_gain * automation)
}

/// Share of research that the agent's own models carry, 0..1.
///
/// Eq. (9.2): `M = 1/(1 + exp(-4 (log10 E - theta)/w))`
///
/// `log10_effective` log10 E of Eq. (19.2); `threshold_log10` theta of Eq. (15.1); `width_decades` w: decades of effective compute from a
/// tenth to nine tenths, roughly (MODEL002: four decades).
#[inline(always)]
pub fn automation<const W: usize>(log10_effective: Num<W>, threshold_log10: Num<W>, width_decades: Scale<W>) -> Num<W> {
    (4.0 * (log10_effective - threshold_log10) / width_decades).logistic()
}

/// What the follower absorbs of the leader's algorithms, natural log a year.
///
/// Eq. (9.3): `s = s_0 (1 - v + v w_rival) min(3/2, exp(-x (h_rival - 1))) max(0, ln A_rival - ln A - f)`
///
/// `absorption_per_year` s_0; `open_share` v: part of absorption that needs open weights and papers, w_rival in 0..1 the rival's openness;
/// `secrecy` x: how distrust of the rival's side closes its laboratories, the factor held at most 1.5; `friction` f: part of a lead
/// that cannot be absorbed. Source: F1, GAP056.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn absorbed_per_year<const W: usize>(
    absorption_per_year: Num<W>,
    open_share: Num<W>,
    rival_open_weights: Num<W>,
    secrecy: Num<W>,
    rival_distrust: Num<W>,
    rival_log_efficiency: Num<W>,
    log_efficiency: Num<W>,
    friction: Num<W>,
) -> Num<W> {
    let ahead = (rival_log_efficiency - log_efficiency - friction).positive();
    // A leader has nothing to absorb.
    if !ahead.gt(Num::ZERO).any() {
        return ahead;
    }
    let openness = 1.0 - open_share + open_share * rival_open_weights;
    let closed = (-(secrecy * (rival_distrust - 1.0))).exp().min(Num::splat(1.5));
    absorption_per_year * openness * closed * ahead
}

/// What security leaves of what is absorbed, natural log a year.
///
/// Eq. (9.6): `s' = s (1 - t sec)`
///
/// `absorbed` s of Eq. (9.3); `theft_share` t: part of it that comes by theft and distillation; `security` sec in 0..1: the rival's lever.
#[inline(always)]
pub fn absorbed_past_security<const W: usize>(absorbed: Num<W>, theft_share: Num<W>, security: Num<W>) -> Num<W> {
    absorbed * (1.0 - theft_share * security)
}

/// Software efficiency one step later, natural log.
///
/// Eq. (9.4): `ln A' = ln A + dt (a (1 - pace) + s) + jump`
///
/// `pace_cost` pace in 0..1 from a treaty, Eq. (17.4); `jump` from Eq. (10.2).
#[inline(always)]
pub fn next_log_efficiency<const W: usize>(
    log_efficiency: Num<W>,
    own_per_year: Num<W>,
    pace_cost: Num<W>,
    absorbed_per_year: Num<W>,
    jump: Num<W>,
    step_years: f64,
) -> Num<W> {
    log_efficiency + step_years * (own_per_year * (1.0 - pace_cost) + absorbed_per_year) + jump
}

/// Lasting quality of an agent's research one step later, natural log.
///
/// Eq. (9.5): `z' = z (1 - dt/tau_q) + sigma_q sqrt(2 dt/tau_q) eps`
///
/// `memory_years` tau_q; `sd` sigma_q: spread of the quality in the long run, also at the start. Teams, methods and luck with paradigms last for years, not for a month.
#[inline(always)]
pub fn next_quality<const W: usize>(
    quality: Num<W>,
    memory_years: Scale<W>,
    sd: Num<W>,
    shock: Num<W>,
    step_years: f64,
) -> Num<W> {
    let share = Num::splat(step_years) / memory_years;
    quality * (1.0 - share) + sd * (2.0 * share).sqrt() * shock
}
