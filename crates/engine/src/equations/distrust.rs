//! M13 Distrust and the arms-race spiral (F10, F11), after Richardson (MODEL012).

use crate::numeric::Num;

/// Hostile acts of a state, as its rival counts them.
///
/// Eq. (13.1): `A = c_chip + c_tool + b_i + c_m`
///
/// Chip controls and controls of tools or memory, whichever are stricter, in effect, what mandate and block keep out (Eq. (5.2)) and controls on materials, each in 0..1.
#[inline(always)]
pub fn hostile_acts<const W: usize>(
    chip_controls: Num<W>,
    tool_controls: Num<W>,
    kept_out: Num<W>,
    counter_controls: Num<W>,
) -> Num<W> {
    chip_controls + tool_controls + kept_out + counter_controls
}

/// Distrust one step later, index (1 = January 2023), 0 and up.
///
/// Eq. (13.2): `h' = max(0, h + dt [k T + c A_rival + s h_rival - (a + a_K x) h + g - z h] + sigma_h sqrt(dt) eps)`
///
/// `threat_response` k times threat T; `acts_response` c times the rival's acts A_rival; `echo` s: the rival's distrust answered with one's own;
/// `fatigue` a, and `cost_fatigue` a_K per spending share of the economy x; `grievance` g; `treaty_relief` z while a treaty is in force;
/// `noise` sigma_h. The sum of the two states' distrust is stable where fatigue exceeds echo. Source: MODEL012, F11.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn next_distrust<const W: usize>(
    distrust: Num<W>,
    threat_response: Num<W>,
    threat: Num<W>,
    acts_response: Num<W>,
    rival_acts: Num<W>,
    echo: Num<W>,
    rival_distrust: Num<W>,
    fatigue_per_year: Num<W>,
    cost_fatigue: Num<W>,
    spending_share: Num<W>,
    grievance: Num<W>,
    treaty_relief_per_year: Num<W>,
    noise: Num<W>,
    shock: Num<W>,
    step_years: f64,
) -> Num<W> {
    let rate = threat_response * threat + acts_response * rival_acts + echo * rival_distrust
        - (fatigue_per_year + cost_fatigue * spending_share) * distrust
        + grievance
        - treaty_relief_per_year * distrust;
    (distrust + step_years * rate + noise * shock * step_years.sqrt()).positive()
}
