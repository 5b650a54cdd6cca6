//! M1 Private investment (F5): logistic growth to a ceiling that is a share of the economy.

use crate::numeric::{Num, Scale};

/// Ceiling of private investment, USD bn a year.
///
/// Eq. (1.1): `Kmax = (kappa + iota y) Y, where Y' = Y (1 + g_Y dt)`
///
/// `ceiling_share` kappa: share of the economy that investors risk ahead of income; `gdp_usd_bn` Y: the economy's size in the present month, without what AI adds; `ai_output_share` y of
/// Eq. (21.2), of which the part `reinvested` iota can be spent on AI again.
#[inline(always)]
pub fn ceiling_usd_bn_per_year<const W: usize>(
    ceiling_share: Num<W>,
    reinvested: Num<W>,
    ai_output_share: Num<W>,
    gdp_usd_bn: Num<W>,
) -> Num<W> {
    (ceiling_share + reinvested * ai_output_share) * gdp_usd_bn
}

/// What moves investors besides growth itself: the race, distrust and the pace of progress that promises revenue.
///
/// Eq. (1.2): `f = b_T (T - 1/2) + b_h (h - 1) + b_v (v_own/v - 1)`
///
/// `threat` T, `distrust` h, `own_pace` v_own and `usual_pace` v in ECI points a year. The pace of the own potential capability stands in
/// for revenue growth, which the model does not follow in dollars.
#[inline(always)]
pub fn investor_mood<const W: usize>(
    threat_response: Num<W>,
    threat: Num<W>,
    distrust_response: Num<W>,
    distrust: Num<W>,
    progress_response: Num<W>,
    own_pace_eci_per_year: Num<W>,
    usual_pace_eci_per_year: Scale<W>,
) -> Num<W> {
    threat_response * (threat - 0.5)
        + distrust_response * (distrust - 1.0)
        + progress_response * (own_pace_eci_per_year / usual_pace_eci_per_year - 1.0)
}

/// Private investment one step later, USD bn a year.
///
/// Eq. (1.3): `K' = K exp(clamp([g max(0, 1 + f) (min(0, r) + max(0, r) max(0, 1 - b_Q max(0, Q/M - 1/8))) + rally - b_R R] dt + sigma sqrt(dt) eps, -1/2, 1/2)), where r = 1 - (K/Kmax)^2`
///
/// `growth_per_year` g; `idle_share` Q/M: money carried over, Eq. (20.3), over a year's money for compute, with the brake b_Q: while money finds nothing to buy, plans stop growing, and never fall for that alone; `mood` f; `rally_per_year` from Eq. (11.2); `burden_cost_per_year` b_R; `regulation` R in 0..1;
/// `noise` sigma a year^(1/2); `shock` eps. Source: INV003-INV006, INV014, INV015.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn next_investment_usd_bn_per_year<const W: usize>(
    investment_usd_bn_per_year: Num<W>,
    ceiling_usd_bn_per_year: Num<W>,
    growth_per_year: Num<W>,
    idle_brake: Num<W>,
    idle_share: Num<W>,
    mood: Num<W>,
    rally_per_year: Num<W>,
    burden_cost_per_year: Num<W>,
    regulation: Num<W>,
    noise: Num<W>,
    shock: Num<W>,
    step_years: f64,
) -> Num<W> {
    let filled = investment_usd_bn_per_year / ceiling_usd_bn_per_year;
    let room = 1.0 - filled * filled;
    let unhurried = (1.0 - idle_brake * (idle_share - 0.125).positive()).positive();
    let pull = room.min(Num::ZERO) + room.positive() * unhurried;
    let wanted = growth_per_year * (1.0 + mood).positive() * pull;
    let rate = wanted + rally_per_year - burden_cost_per_year * regulation;
    let step = (rate * step_years + noise * shock * step_years.sqrt()).clamp(-0.5, 0.5);
    investment_usd_bn_per_year * step.exp()
}
