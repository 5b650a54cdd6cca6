//! Stage 9, its last part: what usable compute is for.

use super::context::Context;
use super::state::State;
use crate::equations::division;
use crate::numeric::Num;
use crate::scenario::agents::Agent;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::time::STEP_YEARS;

/// M22: Eq. (22.1) to (22.4). Off: compute stays divided as it is, whatever the levers say.
#[inline(always)]
pub fn divide_compute<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    if !context.on(Mechanism::Division) {
        return;
    }
    let returns = context.shared().serving_returns;
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let out = &mut next.agents[agent.index()];
        let (usual, usual_part) = (parameters.usual_inference_share, parameters.usual_training_part);
        let moved = |share, usual, priority| {
            division::next_share(share, usual, priority, parameters.division_years, STEP_YEARS)
        };
        out.inference_share = moved(own.inference_share, usual, out.levers.inference_priority);
        out.training_part = moved(own.training_part, usual_part, out.levers.training_priority);
        let is_moved = out.inference_share.differs(usual) | out.training_part.differs(usual_part);
        if !is_moved.any() {
            // What the lines below come to, without two logarithms.
            out.training_use = Num::ONE;
            out.log_research_use = Num::ZERO;
            out.log_inference_use = Num::ZERO;
            out.served_use = Num::ONE;
            continue;
        }
        let [training, research] = division::development_shares(out.inference_share, out.training_part);
        let [usual_training, usual_research] = division::development_shares(usual, usual_part);
        out.training_use = division::relative_use(training, usual_training);
        out.log_research_use = division::relative_use(research, usual_research).ln();
        out.log_inference_use = division::relative_use(out.inference_share, usual).ln();
        out.served_use = division::served_use(out.log_inference_use, returns);
    }
}
