//! The state of a world at the end of a month.

use super::policy::{Levers, Reaction};
use crate::equations::{budget, capability, chip_controls, power};
use crate::numeric::{Mask, Num, Scale};
use crate::scenario::agents::Agent;
use crate::scenario::parameters::{AgentParameters, SharedParameters};
use crate::scenario::worlds::World;

/// State of one agent. Stocks and levels carry over from month to month; flows and levers are those of the month just ended.
#[derive(Debug, Clone, Copy)]
pub struct AgentState<const W: usize> {
    // Perception.
    pub perceived_rival_eci: Num<W>,
    pub perceived_lag_months: Num<W>,
    pub rival_pace_eci_per_year: Num<W>,
    pub own_pace_eci_per_year: Num<W>,
    pub threat: Num<W>,
    pub alarm: Num<W>,
    // Levers in effect, treaty and reactions included.
    pub levers: Levers<W>,
    pub reaction: Reaction<W>,
    // Investment.
    pub gdp_usd_bn: Num<W>,
    pub private_usd_bn_per_year: Num<W>,
    pub rally_per_year: Num<W>,
    pub state_usd_bn_per_year: Num<W>,
    /// Three delay stages of political pressure; the last is mobilisation in effect.
    pub pressure_stages: [Num<W>; 3],
    pub spending_usd_bn: Num<W>,
    // Chip supply.
    pub demand_h100e_per_year: Num<W>,
    pub imports_h100e_per_year: Num<W>,
    pub smuggled_h100e_per_year: Num<W>,
    pub domestic_h100e_per_year: Num<W>,
    pub unmet_h100e_per_year: Num<W>,
    /// Share of the number of foreign chips that the rival's controls let through: kept, since controls change in few months.
    pub allowed_number: Num<W>,
    /// Domestic chips on offer, H100e a year: what is bought of them is `domestic_h100e_per_year`.
    pub domestic_offer_h100e_per_year: Num<W>,
    /// Energy of new domestic chips per operation, over that of frontier chips.
    pub energy_penalty: Num<W>,
    pub node_reach: Num<W>,
    // Money for compute.
    pub compute_share_missing: Num<W>,
    pub budget_usd_bn_per_year: Num<W>,
    pub budget_growth_per_year: Num<W>,
    pub carried_usd_bn: Num<W>,
    pub returned_usd_bn_per_year: Num<W>,
    pub running_paid_usd_bn_per_year: Num<W>,
    pub facility_usd_bn_per_year: Num<W>,
    pub facility_cost_usd_bn_per_gw: Num<W>,
    pub chip_money_usd_bn_per_year: Num<W>,
    pub chip_usd_bn_per_year: Num<W>,
    /// Fees paid for the rival's licences.
    pub licence_fees_usd_bn_per_year: Num<W>,
    pub ai_output_share: Num<W>,
    /// Foreign chips that controls and mandates kept from being bought.
    pub prevented_h100e_per_year: Num<W>,
    pub imports_cumulative_h100e: Num<W>,
    pub smuggled_cumulative_h100e: Num<W>,
    pub domestic_cumulative_h100e: Num<W>,
    pub bought_ahead_h100e: Num<W>,
    pub fab_capacity_h100e_per_year: Num<W>,
    pub fab_yield: Num<W>,
    pub die_bank_h100e: [Num<W>; 2],
    /// High-bandwidth memory in store, own production of it, and the domestic chips that a stack of it serves.
    pub memory_stock_stacks: Num<W>,
    pub own_memory_stacks_per_year: Num<W>,
    pub h100e_per_stack: Num<W>,
    pub chip_gap: Num<W>,
    pub effort: Num<W>,
    pub effort_years: Num<W>,
    /// 1 once the agent's own tools replace the controlled ones.
    pub tools_escaped: Num<W>,
    // Compute.
    pub foreign_stock_h100e: Num<W>,
    pub smuggled_stock_h100e: Num<W>,
    pub domestic_stock_h100e: Num<W>,
    pub power_need_gw: Num<W>,
    pub ai_power_gw: Num<W>,
    pub other_power_gw: Num<W>,
    /// Orders of power on their way, three stages; the last comes on line.
    pub power_stages_gw_per_year: [Num<W>; 3],
    pub powered_share: Num<W>,
    /// Compute rented abroad, H100e, outside the agent's own power.
    pub rented_h100e: Num<W>,
    /// [`log_of_chips`] of the usable ones.
    pub log_usable_h100e: Num<W>,
    /// Share of usable compute that serves users, and the part of the rest that goes to training runs.
    pub inference_share: Num<W>,
    pub training_part: Num<W>,
    /// Compute of training runs over the usual one, Eq. (22.3); of research and of serving users its logarithm.
    pub training_use: Num<W>,
    pub log_research_use: Num<W>,
    pub log_inference_use: Num<W>,
    /// What is served over what would be as compute is usually divided.
    pub served_use: Num<W>,
    pub running_cost_usd_bn_per_year: Num<W>,
    // Talent, data, software.
    pub researchers_thousand: Num<W>,
    /// ln of researchers in thousands.
    pub log_researchers: Num<W>,
    pub arrivals_thousand_per_year: Num<W>,
    pub net_arrivals_thousand_per_year: Num<W>,
    pub data_access: Num<W>,
    pub log_efficiency: Num<W>,
    pub research_quality: Num<W>,
    /// The rival's breakthroughs that are known and not yet put to use, ln.
    pub known_log: Num<W>,
    // Capability.
    pub log_training_flop: Num<W>,
    pub log10_effective: Num<W>,
    pub potential_eci: Num<W>,
    pub released_eci: Num<W>,
    pub years_since_release: Num<W>,
    pub lag_months: Num<W>,
    /// The lag from the leader's releases alone, in whole months, as model cards show it.
    pub lag_months_step: Num<W>,
    pub passed_threshold: Mask<W>,
    // Rules, safety, perception of the rival, world.
    pub regulation: Num<W>,
    pub safety_effort: Num<W>,
    pub incidents_per_year: Num<W>,
    pub incident_alarm: Num<W>,
    /// Loss-of-control catastrophes so far.
    pub catastrophes: Num<W>,
    pub distrust: Num<W>,
    pub alignment: Num<W>,
    /// Share of the models in use in third countries.
    pub usage: Num<W>,
    pub standards: Num<W>,
    /// What the race has cost so far, discounted, by kind; their sum is the cost of the race.
    pub subsidy_usd_bn: Num<W>,
    pub trade_loss_usd_bn: Num<W>,
    pub incident_loss_usd_bn: Num<W>,
    /// What AI has added to the economy so far, discounted.
    pub benefit_usd_bn: Num<W>,
}

/// State of the whole world. Aligned so that no lane straddles two cache lines.
#[repr(align(64))]
#[derive(Debug, Clone, Copy)]
pub struct State<const W: usize> {
    /// In the order of [`Agent::ALL`].
    pub agents: [AgentState<W>; 2],
    pub unaligned: Num<W>,
    pub unaligned_standards: Num<W>,
    pub fragmentation: Num<W>,
    /// 1 while a governance framework is in force, else 0.
    pub treaty: Num<W>,
    /// Months in force over the whole run, and in the present spell.
    pub treaty_months: Num<W>,
    pub treaty_spell_months: Num<W>,
    /// Price of the chip part of frontier compute, USD thousand per kW, without the scarcity premium, and that premium.
    pub price_per_kw_usd_k: Num<W>,
    pub price_scarcity: Num<W>,
    /// World supply of frontier chips, GW of chip power a year.
    pub supply_gw_per_year: Num<W>,
    pub kw_per_h100e: Num<W>,
    /// v of Eq. (18.3).
    pub discount: Num<W>,
    /// Incidents a year, of both agents, that politics has got used to.
    pub incident_norm_per_year: Num<W>,
    pub third_country_cost_usd_bn: Num<W>,
}

/// Natural logarithm of a number of chips, H100e, as equations use it: less than one counts as one.
#[inline(always)]
pub fn log_of_chips<const W: usize>(h100e: Num<W>) -> Num<W> {
    h100e.max(Num::ONE).ln()
}

impl<const W: usize> AgentState<W> {
    /// State of an agent at the end of December 2022.
    fn initial(own: &AgentParameters<W>, rival: &AgentParameters<W>, world: &World<W>) -> Self {
        let shared = &world.shared;
        let compute_share_missing = own.compute_share - own.compute_share_2023;
        let installed = own.imports_cumulative_2023 + own.domestic_stock_2023;
        let log_training_flop = own.training_log10_2023 * std::f64::consts::LN_10;
        let log10_effective = capability::log10_effective_flop(
            log_training_flop,
            own.log_efficiency_2023,
            shared.data_exponent,
            own.data_2023,
        );
        Self {
            perceived_rival_eci: rival.released_2023,
            perceived_lag_months: 12.0 * (rival.released_2023 - own.released_2023) / shared.usual_pace,
            rival_pace_eci_per_year: shared.usual_pace.value(),
            own_pace_eci_per_year: shared.usual_pace.value(),
            threat: Num::splat(0.5),
            alarm: Num::ZERO,
            levers: Levers::neutral(),
            reaction: Reaction::default(),
            gdp_usd_bn: own.gdp_2023,
            private_usd_bn_per_year: own.private_investment_2023,
            rally_per_year: Num::ZERO,
            state_usd_bn_per_year: own.state_funding_2023,
            pressure_stages: [own.mobilised_2023; 3],
            spending_usd_bn: Num::ZERO,
            demand_h100e_per_year: Num::ONE,
            imports_h100e_per_year: Num::ZERO,
            smuggled_h100e_per_year: Num::ZERO,
            domestic_h100e_per_year: own.fab_capacity_2023 * shared.yield_2023,
            unmet_h100e_per_year: Num::ZERO,
            allowed_number: chip_controls::allowed_number(
                Levers::neutral().chip_controls,
                shared.control_number_exponent,
            ),
            domestic_offer_h100e_per_year: own.fab_capacity_2023 * shared.yield_2023,
            energy_penalty: own.domestic_energy_penalty,
            node_reach: Num::ZERO,
            compute_share_missing,
            budget_usd_bn_per_year: budget::compute_budget_usd_bn_per_year(
                own.compute_share,
                compute_share_missing,
                own.private_investment_2023,
                own.state_compute_weight,
                own.state_funding_2023,
            ),
            budget_growth_per_year: own.private_growth_per_year,
            carried_usd_bn: Num::ZERO,
            returned_usd_bn_per_year: Num::ZERO,
            running_paid_usd_bn_per_year: Num::ZERO,
            facility_usd_bn_per_year: Num::ZERO,
            facility_cost_usd_bn_per_gw: shared.facility_cost,
            chip_money_usd_bn_per_year: Num::ZERO,
            chip_usd_bn_per_year: Num::ZERO,
            licence_fees_usd_bn_per_year: Num::ZERO,
            ai_output_share: Num::ZERO,
            prevented_h100e_per_year: Num::ZERO,
            imports_cumulative_h100e: own.imports_cumulative_2023,
            smuggled_cumulative_h100e: Num::ZERO,
            domestic_cumulative_h100e: Num::ZERO,
            bought_ahead_h100e: Num::ZERO,
            fab_capacity_h100e_per_year: own.fab_capacity_2023,
            fab_yield: shared.yield_2023,
            die_bank_h100e: [own.die_bank, Num::ZERO],
            memory_stock_stacks: (1.0 - own.own_frontier_share) * shared.memory_stock,
            own_memory_stacks_per_year: (1.0 - own.own_frontier_share) * shared.memory_2023,
            h100e_per_stack: shared.h100e_per_stack_2023,
            chip_gap: own.chip_gap_2023,
            effort: Num::ZERO,
            effort_years: Num::ZERO,
            tools_escaped: Num::ZERO,
            foreign_stock_h100e: own.imports_cumulative_2023,
            smuggled_stock_h100e: Num::ZERO,
            domestic_stock_h100e: own.domestic_stock_2023,
            power_need_gw: 1e-6 * shared.kw_per_h100e_2023 * installed,
            ai_power_gw: shared.ai_power_share * own.power_2023,
            other_power_gw: (1.0 - shared.ai_power_share) * own.power_2023,
            power_stages_gw_per_year: [own.power_orders_2023; 3],
            powered_share: Num::ONE,
            rented_h100e: Num::ZERO,
            log_usable_h100e: log_of_chips(installed),
            inference_share: own.usual_inference_share,
            training_part: own.usual_training_part,
            training_use: Num::ONE,
            log_research_use: Num::ZERO,
            log_inference_use: Num::ZERO,
            served_use: Num::ONE,
            running_cost_usd_bn_per_year: Num::ZERO,
            researchers_thousand: own.researchers_2023,
            log_researchers: own.researchers_2023.ln(),
            arrivals_thousand_per_year: Num::ZERO,
            net_arrivals_thousand_per_year: Num::ZERO,
            data_access: own.data_2023,
            log_efficiency: own.log_efficiency_2023,
            research_quality: own.research_quality_2023,
            known_log: Num::ZERO,
            log_training_flop,
            log10_effective,
            potential_eci: capability::potential_eci(
                shared.eci_at_reference,
                shared.eci_per_decade,
                log10_effective,
                shared.reference_log10,
            ),
            released_eci: own.released_2023,
            years_since_release: Num::ZERO,
            lag_months: Num::ZERO,
            lag_months_step: Num::ZERO,
            passed_threshold: Mask::NONE,
            regulation: own.regulation_2023,
            safety_effort: own.safety_2023,
            incidents_per_year: own.incidents_per_year,
            incident_alarm: Num::ZERO,
            catastrophes: Num::ZERO,
            distrust: Num::ONE,
            alignment: own.alignment_2023,
            usage: own.usage_2023,
            standards: own.alignment_2023,
            subsidy_usd_bn: Num::ZERO,
            trade_loss_usd_bn: Num::ZERO,
            incident_loss_usd_bn: Num::ZERO,
            benefit_usd_bn: Num::ZERO,
        }
    }

    /// Installed chips of all origins, H100e.
    #[inline(always)]
    pub fn installed_h100e(&self) -> Num<W> {
        self.foreign_stock_h100e + self.smuggled_stock_h100e + self.domestic_stock_h100e
    }

    /// Installed chips that power allows to run, and those rented abroad, H100e.
    #[inline(always)]
    pub fn usable_h100e(&self) -> Num<W> {
        self.installed_h100e() * self.powered_share + self.rented_h100e
    }

    /// Installed chips that count for one large training run, H100e: domestic ones by their `efficiency` in large clusters.
    #[inline(always)]
    pub fn trainable_h100e(&self, efficiency: Num<W>) -> Num<W> {
        (self.installed_h100e() - (1.0 - efficiency) * self.domestic_stock_h100e) * self.powered_share
            + self.rented_h100e
    }

    /// Data-centre power of all uses, GW.
    #[inline(always)]
    pub fn power_gw(&self) -> Num<W> {
        self.ai_power_gw + self.other_power_gw
    }

    /// Power ordered that has not come on line, GW.
    #[inline(always)]
    pub fn power_under_way_gw(&self, delay_years: Scale<W>) -> Num<W> {
        let [first, second, third] = self.power_stages_gw_per_year;
        delay_years.value() / 3.0 * (first + second + third)
    }

    /// Mean draw of AI chips in use at a load of `ai_load`, cooling included, GW.
    #[inline(always)]
    pub fn drawn_gw(&self, ai_load: Num<W>) -> Num<W> {
        self.power_need_gw * self.powered_share * ai_load
    }

    /// Cost of the race so far, discounted, USD bn.
    #[inline(always)]
    pub fn race_cost_usd_bn(&self) -> Num<W> {
        self.subsidy_usd_bn + self.trade_loss_usd_bn + self.incident_loss_usd_bn
    }

    /// Electricity of all data centres, TWh a year, Eq. (6.7).
    #[inline(always)]
    pub fn electricity_twh_per_year(&self, shared: &SharedParameters<W>) -> Num<W> {
        power::electricity_twh_per_year(self.drawn_gw(shared.ai_load), shared.other_load, self.other_power_gw)
    }

    /// Funding of start-ups, USD bn a year.
    ///
    /// Eq. (1.4): `V = (s_0 min(K, K_0) + s_1 max(0, K - K_0)) (1 + b_v rally)`
    #[inline(always)]
    pub fn startup_usd_bn_per_year(&self, own: &AgentParameters<W>, rally_response: Num<W>) -> Num<W> {
        let start = own.private_investment_2023;
        let added = (self.private_usd_bn_per_year - start).positive();
        (own.startup_share * self.private_usd_bn_per_year.min(start) + own.startup_share_of_growth * added)
            * (1.0 + rally_response * self.rally_per_year)
    }

    /// Self-made share of what the agent would buy if no rule barred anything.
    #[inline(always)]
    pub fn self_sufficiency_of_demand(&self, own_frontier_share: Num<W>) -> Num<W> {
        let own = self.domestic_h100e_per_year + own_frontier_share * self.imports_h100e_per_year;
        (own / self.demand_h100e_per_year.max(own).max(Num::splat(1e-6))).min(Num::ONE)
    }

    /// Mobilisation in effect, 0..1: the last stage of Eq. (2.2).
    #[inline(always)]
    pub fn mobilised(&self) -> Num<W> {
        self.pressure_stages[2]
    }

    /// Private and state AI spending, USD bn a year.
    #[inline(always)]
    pub fn spending_usd_bn_per_year(&self) -> Num<W> {
        self.private_usd_bn_per_year + self.state_usd_bn_per_year
    }

    /// Share of new compute that needs no permission of the rival.
    #[inline(always)]
    pub fn self_sufficiency(&self, own_frontier_share: Num<W>) -> Num<W> {
        let own = self.domestic_h100e_per_year + own_frontier_share * self.imports_h100e_per_year;
        let all = self.imports_h100e_per_year + self.smuggled_h100e_per_year + self.domestic_h100e_per_year;
        own / all.max(Num::splat(1e-6))
    }

    /// Best domestic chip over best frontier chip.
    #[inline(always)]
    pub fn chip_quality_ratio(&self, own_frontier_share: Num<W>) -> Num<W> {
        let others = 1.0 - own_frontier_share;
        if others.gt(Num::ZERO).any() {
            own_frontier_share + others * (-self.chip_gap).exp()
        } else {
            own_frontier_share
        }
    }
}

impl<const W: usize> State<W> {
    /// The world at the end of December 2022.
    pub fn initial(world: &World<W>) -> Self {
        let [us, china] = &world.agents;
        let shared = &world.shared;
        let agents = [
            AgentState::initial(us, china, world),
            AgentState::initial(china, us, world),
        ];
        let unaligned = 1.0 - us.alignment_2023 - china.alignment_2023;
        Self {
            unaligned,
            unaligned_standards: unaligned,
            fragmentation: Num::ZERO,
            treaty: Num::ZERO,
            treaty_months: Num::ZERO,
            treaty_spell_months: Num::ZERO,
            price_per_kw_usd_k: shared.price_per_kw_2023,
            price_scarcity: shared.price_scarcity_2023,
            supply_gw_per_year: shared.supply_2023.value(),
            kw_per_h100e: shared.kw_per_h100e_2023,
            discount: Num::ONE,
            incident_norm_per_year: shared.incident_alarm_reference,
            third_country_cost_usd_bn: Num::ZERO,
            agents,
        }
    }

    /// State of one agent.
    #[inline(always)]
    pub fn of(&self, agent: Agent) -> &AgentState<W> {
        &self.agents[agent.index()]
    }

    /// Mean distrust of the two agents.
    #[inline(always)]
    pub fn mean_distrust(&self) -> Num<W> {
        0.5 * (self.agents[0].distrust + self.agents[1].distrust)
    }

    /// Price of a frontier H100-equivalent, USD thousand.
    #[inline(always)]
    pub fn price_usd_k_per_h100e(&self) -> Num<W> {
        chip_controls::price_usd_k_per_h100e(self.price_per_kw_usd_k, self.kw_per_h100e, self.price_scarcity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_than_one_chip_counts_as_one() {
        assert_eq!(log_of_chips(Num([0.0, 0.4, 1.0])), Num::ZERO);
        assert_eq!(log_of_chips(Num([5e6])), Num([5e6]).ln());
    }
}
