//! Stage 19: what the race costs.

use super::context::Context;
use super::state::State;
use crate::equations::cost;
use crate::numeric::Num;
use crate::scenario::agents::Agent;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::time::STEP_YEARS;

/// M18: Eq. (18.1) to (18.3) and (18.6). Off: no cost is counted.
#[inline(always)]
pub fn account<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    if !context.on(Mechanism::Cost) {
        return;
    }
    let shared = context.shared();
    let price = next.price_usd_k_per_h100e();
    next.discount = now.discount * (1.0 - STEP_YEARS * shared.discount_per_year);
    for agent in Agent::ALL {
        let index = agent.index();
        let (own, rival) = (next.of(agent), next.of(agent.rival()));
        let parameters = context.parameters(agent);
        let usual = parameters.state_funding_2023 / parameters.gdp_2023 * own.gdp_usd_bn;
        let subsidy = cost::race_subsidy_usd_bn_per_year(own.state_usd_bn_per_year, usual);
        let trade = cost::trade_loss_usd_bn_per_year(
            price,
            shared.buyer_loss,
            own.prevented_h100e_per_year,
            shared.seller_loss,
            rival.prevented_h100e_per_year,
        );
        let trade = cost::trade_loss_with_fees_usd_bn_per_year(
            trade,
            own.licence_fees_usd_bn_per_year,
            rival.licence_fees_usd_bn_per_year,
        );
        let catastrophes = own.catastrophes - now.of(agent).catastrophes;
        let both = catastrophes + rival.catastrophes - now.of(agent.rival()).catastrophes;
        let incidents = shared.incident_cost * own.incidents_per_year;
        // A loss-of-control catastrophe hurts both states alike.
        let loss = 0.5 * shared.catastrophe_cost * both;
        let benefit = own.ai_output_share * own.gdp_usd_bn;
        let discount = next.discount;
        let added = |so_far, running, loss| cost::next_cost_usd_bn(so_far, discount, running, loss, STEP_YEARS);
        let before = now.of(agent);
        let out = &mut next.agents[index];
        out.subsidy_usd_bn = added(before.subsidy_usd_bn, subsidy, Num::ZERO);
        out.trade_loss_usd_bn = added(before.trade_loss_usd_bn, trade, Num::ZERO);
        out.incident_loss_usd_bn = added(before.incident_loss_usd_bn, incidents, loss);
        out.benefit_usd_bn = added(before.benefit_usd_bn, benefit, Num::ZERO);
    }
    next.third_country_cost_usd_bn = cost::next_cost_usd_bn(
        now.third_country_cost_usd_bn,
        next.discount,
        shared.fragmentation_cost_per_year * next.fragmentation,
        Num::ZERO,
        STEP_YEARS,
    );
}
