//! What an agent sees of its rival: delayed, noisy, and turned into a lag and a threat.

use crate::numeric::{Num, Scale};

/// Rival capability as perceived one step later.
///
/// Eq. (0.1): `P' = P + (dt/tau) (X_rival + sigma eps - P)`
///
/// `perceived_eci` P and `rival_released_eci` X_rival in ECI points; `error_sd_eci` sigma >= 0; `shock` eps standard normal;
/// `delay_years` tau > `step_years` dt. Source: architecture of noisy, delayed observation (assumption).
#[inline(always)]
pub fn next_perceived_eci<const W: usize>(
    perceived_eci: Num<W>,
    rival_released_eci: Num<W>,
    error_sd_eci: Num<W>,
    shock: Num<W>,
    delay_years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    perceived_eci + (step_years / delay_years) * (rival_released_eci + error_sd_eci * shock - perceived_eci)
}

/// Lag behind the rival as perceived, months; negative when the agent sees itself ahead; held within +-60.
///
/// Eq. (0.2): `l = clamp(12 (P - X_own)/v, -60, 60)`
///
/// `own_released_eci` X_own in ECI points; `usual_pace_eci_per_year` v > 0, the pace that turns points into months (GAP044).
#[inline(always)]
pub fn perceived_lag_months<const W: usize>(
    perceived_eci: Num<W>,
    own_released_eci: Num<W>,
    usual_pace_eci_per_year: Scale<W>,
) -> Num<W> {
    (12.0 * (perceived_eci - own_released_eci) / usual_pace_eci_per_year).clamp(-60.0, 60.0)
}

/// Pace of a capability as perceived, ECI points a year, smoothed over `memory_years`.
///
/// Eq. (0.3): `v' = max(0, v + (dt/m) ((Y' - Y)/dt - v))`
///
/// `level_next_eci` Y' and `level_eci` Y: the level at the two ends of the step; `memory_years` m > dt.
#[inline(always)]
pub fn next_pace<const W: usize>(
    pace_eci_per_year: Num<W>,
    level_eci: Num<W>,
    level_next_eci: Num<W>,
    memory_years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    let seen = (level_next_eci - level_eci) / step_years;
    (pace_eci_per_year + (step_years / memory_years) * (seen - pace_eci_per_year)).positive()
}

/// Threat: from the rival's perceived level, its pace, and alarm after a surprise.
///
/// Eq. (0.4): `T = min(3, 1/(1 + exp(-(l + o)/w)) + r clamp(v_rival/v - 1, 0, 1) + alarm)`
///
/// `lag_months` l; `closeness_offset_months` o: lead at which a rival is half a threat; `closeness_width_months` w > 0;
/// `pace_weight` r >= 0; `alarm` >= 0 from Eq. (11.3). Source: F10; shape is an assumption.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn threat<const W: usize>(
    lag_months: Num<W>,
    closeness_offset_months: Num<W>,
    closeness_width_months: Scale<W>,
    pace_weight: Num<W>,
    rival_pace_eci_per_year: Num<W>,
    usual_pace_eci_per_year: Scale<W>,
    alarm: Num<W>,
) -> Num<W> {
    let level = ((lag_months + closeness_offset_months) / closeness_width_months).logistic();
    let pace = (rival_pace_eci_per_year / usual_pace_eci_per_year - 1.0).clamp01();
    (level + pace_weight * pace + alarm).min(Num::splat(3.0))
}

/// A lever's reaction under the reactive doctrine, in the lever's own unit.
///
/// Eq. (0.5): `z' = z + (dt/tau_d) (gain signal - z)`
///
/// `signal` is the excess of what the doctrine watches over its normal level; `reaction_years` tau_d > dt. Source: F10, F14;
/// POL022 counts nine US control moves in 44 months.
#[inline(always)]
pub fn next_reaction<const W: usize>(
    reaction: Num<W>,
    gain: Num<W>,
    signal: Num<W>,
    reaction_years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    reaction + (step_years / reaction_years) * (gain * signal - reaction)
}
