//! Stage 1: each agent sees its rival's released models, late and with error, and feels a threat.

use super::context::Context;
use super::state::State;
use crate::equations::perception;
use crate::scenario::agents::Agent;
use crate::scenario::shocks::Shock;
use crate::scenario::time::STEP_YEARS;

/// Eq. (0.1) to (0.4).
#[inline(always)]
pub fn observe<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    let shared = context.shared();
    for agent in Agent::ALL {
        let own = now.of(agent);
        let rival = now.of(agent.rival());
        let out = &mut next.agents[agent.index()];
        out.perceived_rival_eci = perception::next_perceived_eci(
            own.perceived_rival_eci,
            rival.released_eci,
            shared.perception_error,
            context.shock_of(Shock::UsPerception, agent),
            shared.perception_delay_years,
            STEP_YEARS,
        );
        out.perceived_lag_months =
            perception::perceived_lag_months(out.perceived_rival_eci, own.released_eci, shared.usual_pace);
        out.rival_pace_eci_per_year = perception::next_pace(
            own.rival_pace_eci_per_year,
            own.perceived_rival_eci,
            out.perceived_rival_eci,
            shared.pace_memory_years,
            STEP_YEARS,
        );
        out.threat = perception::threat(
            out.perceived_lag_months,
            shared.threat_offset_months,
            shared.threat_width_months,
            shared.threat_pace_weight,
            out.rival_pace_eci_per_year,
            shared.usual_pace,
            own.alarm,
        );
    }
}
