//! M11 Rally after a breakthrough (F15): a surprising release lifts the releaser's investment and the rival's threat.

use crate::numeric::{Num, Scale};

/// How surprising a release is, 0..1.
///
/// Eq. (11.1): `u = clamp((X' - P_rival - x_0)/x_1, 0, 1) where X' > X, else 0`
///
/// `released_next_eci` X' and `released_eci` X: released capability after and before; `rival_belief_eci` P_rival: what the rival thought the
/// releaser had; `expected_eci` x_0: excess that surprises nobody; `full_eci` x_1 > 0.
#[inline(always)]
pub fn surprise<const W: usize>(
    released_next_eci: Num<W>,
    released_eci: Num<W>,
    rival_belief_eci: Num<W>,
    expected_eci: Num<W>,
    full_eci: Scale<W>,
) -> Num<W> {
    let excess = ((released_next_eci - rival_belief_eci - expected_eci) / full_eci).clamp01();
    released_next_eci.gt(released_eci).select(excess, Num::ZERO)
}

/// Extra growth of the releaser's private investment one step later, a year.
///
/// Eq. (11.2): `rally' = rally (1 - dt/tau_r) + b_r u`
///
/// `gain_per_year` b_r; `memory_years` tau_r > dt. Source: F15, INV025.
#[inline(always)]
pub fn next_rally_per_year<const W: usize>(
    rally_per_year: Num<W>,
    memory_years: Scale<W>,
    gain_per_year: Num<W>,
    surprise: Num<W>,
    step_years: f64,
) -> Num<W> {
    rally_per_year * (1.0 - step_years / memory_years) + gain_per_year * surprise
}

/// The rival's alarm one step later, in units of threat.
///
/// Eq. (11.3): `alarm' = min(2, alarm (1 - dt/tau_r) + b_a u)`
///
/// `gain` b_a; `surprise` u of the other agent's release.
#[inline(always)]
pub fn next_alarm<const W: usize>(
    alarm: Num<W>,
    memory_years: Scale<W>,
    gain: Num<W>,
    rival_surprise: Num<W>,
    step_years: f64,
) -> Num<W> {
    (alarm * (1.0 - step_years / memory_years) + gain * rival_surprise).min(Num::splat(2.0))
}
