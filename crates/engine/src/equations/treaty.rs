//! M17 Governance framework (F22): a treaty can be agreed, limits the race while in force, and can break.

use crate::numeric::{Num, Scale};

/// Rate at which a treaty is agreed, a year.
///
/// Eq. (17.1): `r_T = r_0 n_US n_CN exp(-b_h (h_m - 1)) (1 + b_J J_m)`
///
/// `base_per_year` r_0; treaty stances n in 0..1; `mean_distrust` h_m; `mean_alarm` J_m of Eq. (14.4). Source: POL005, F11, F22.
#[inline(always)]
pub fn agreement_rate_per_year<const W: usize>(
    base_per_year: Num<W>,
    stances: [Num<W>; 2],
    distrust_response: Num<W>,
    mean_distrust: Num<W>,
    alarm_response: Num<W>,
    mean_alarm: Num<W>,
) -> Num<W> {
    let willing = base_per_year * stances[0] * stances[1];
    // Nobody signs alone.
    if !willing.differs(Num::ZERO).any() {
        return Num::ZERO;
    }
    let trust = (-(distrust_response * (mean_distrust - 1.0))).exp();
    willing * trust * (1.0 + alarm_response * mean_alarm)
}

/// Rate at which a treaty breaks, a year.
///
/// Eq. (17.2): `r_B = q_0 (1 + b_q h_m) (1 + exp(-|X_US - X_CN|/x_q)) (2 - n_US - n_CN)/2 + q_1`
///
/// `base_per_year` q_0; `distrust_response` b_q: suspected cheating; closeness of released capability X with scale `closeness_eci` x_q: the
/// temptation; weak stances; `floor_per_year` q_1.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn breaking_rate_per_year<const W: usize>(
    base_per_year: Num<W>,
    distrust_response: Num<W>,
    mean_distrust: Num<W>,
    released_eci: [Num<W>; 2],
    closeness_eci: Scale<W>,
    stances: [Num<W>; 2],
    floor_per_year: Num<W>,
) -> Num<W> {
    let closeness = (-((released_eci[0] - released_eci[1]).abs() / closeness_eci)).exp();
    let reluctance = 0.5 * (2.0 - stances[0] - stances[1]);
    base_per_year * (1.0 + distrust_response * mean_distrust) * (1.0 + closeness) * reluctance + floor_per_year
}

/// A control or mandate in effect while a treaty may be in force.
///
/// Eq. (17.3): `c = c_lever (1 - f_c n)`
///
/// `relief` f_c in 0..1; `treaty` n 1 in force, 0 not.
#[inline(always)]
pub fn limited<const W: usize>(lever: Num<W>, relief: Num<W>, treaty: Num<W>) -> Num<W> {
    lever * (1.0 - relief * treaty)
}

/// Share of algorithmic pace given up while a treaty is in force.
///
/// Eq. (17.4): `pace = f_p n`
#[inline(always)]
pub fn pace_cost<const W: usize>(share: Num<W>, treaty: Num<W>) -> Num<W> {
    share * treaty
}
