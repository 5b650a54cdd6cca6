//! The state of a world at the end of a month.

use crate::equations::{capability, chip_controls};
use crate::numeric::{Mask, Num};
use crate::scenario::agents::Agent;
use crate::scenario::parameters::AgentParameters;
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
    /// Share of foreign chips wished for that the rival's controls let through: kept, since controls change in few months.
    pub allowed_share: Num<W>,
    /// Foreign chips that controls and mandates kept from being bought.
    pub prevented_h100e_per_year: Num<W>,
    pub imports_cumulative_h100e: Num<W>,
    pub smuggled_cumulative_h100e: Num<W>,
    pub domestic_cumulative_h100e: Num<W>,
    pub bought_ahead_h100e: Num<W>,
    pub fab_capacity_h100e_per_year: Num<W>,
    pub fab_yield: Num<W>,
    pub die_bank_h100e: [Num<W>; 2],
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
    pub power_gw: Num<W>,
    pub powered_share: Num<W>,
    /// [`log_of_chips`] of the usable ones.
    pub log_usable_h100e: Num<W>,
    pub running_cost_usd_bn_per_year: Num<W>,
    // Talent, data, software.
    pub researchers_thousand: Num<W>,
    /// ln of researchers in thousands.
    pub log_researchers: Num<W>,
    pub net_arrivals_thousand_per_year: Num<W>,
    pub data_access: Num<W>,
    pub log_efficiency: Num<W>,
    // Capability.
    pub log_training_flop: Num<W>,
    pub log10_effective: Num<W>,
    pub potential_eci: Num<W>,
    pub released_eci: Num<W>,
    pub lag_months: Num<W>,
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
    pub standards: Num<W>,
    pub race_cost_usd_bn: Num<W>,
}

/// Levers in effect for one agent in one month; a lever that the agent does not have stands at 0 (or 1 for a multiple).
#[derive(Debug, Clone, Copy)]
pub struct Levers<const W: usize> {
    pub chip_controls: Num<W>,
    pub tool_controls: Num<W>,
    pub enforcement: Num<W>,
    pub state_funding: Num<W>,
    pub mobilisation: Num<W>,
    pub mandate: Num<W>,
    pub build_power: Num<W>,
    pub immigration_openness: Num<W>,
    pub talent_return: Num<W>,
    pub data_pooling: Num<W>,
    pub regulatory_strictness: Num<W>,
    pub safety_rules: Num<W>,
    pub open_weights: Num<W>,
    pub outreach: Num<W>,
    pub treaty_stance: Num<W>,
}

/// How far the reactive doctrine has moved an agent's levers, each in the lever's unit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reaction<const W: usize> {
    pub controls: Num<W>,
    pub funding: Num<W>,
    pub mobilisation: Num<W>,
    pub mandate: Num<W>,
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
    /// All-in price of a frontier H100-equivalent, USD thousand: its trend and the scarcity premium.
    pub price_trend_usd_k: Num<W>,
    pub price_scarcity: Num<W>,
    pub kw_per_h100e: Num<W>,
    /// v of Eq. (18.3).
    pub discount: Num<W>,
    /// N of Eq. (18.1), for each agent.
    pub cooperative_usd_bn_per_year: [Num<W>; 2],
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
            allowed_share: chip_controls::allowed_share(
                Levers::neutral().chip_controls,
                shared.control_number_exponent,
                shared.control_quality_penalty,
            ),
            prevented_h100e_per_year: Num::ZERO,
            imports_cumulative_h100e: own.imports_cumulative_2023,
            smuggled_cumulative_h100e: Num::ZERO,
            domestic_cumulative_h100e: Num::ZERO,
            bought_ahead_h100e: Num::ZERO,
            fab_capacity_h100e_per_year: own.fab_capacity_2023,
            fab_yield: shared.yield_2023,
            die_bank_h100e: [own.die_bank, Num::ZERO],
            chip_gap: own.chip_gap_2023,
            effort: Num::ZERO,
            effort_years: Num::ZERO,
            tools_escaped: Num::ZERO,
            foreign_stock_h100e: own.imports_cumulative_2023,
            smuggled_stock_h100e: Num::ZERO,
            domestic_stock_h100e: own.domestic_stock_2023,
            power_need_gw: 1e-6 * shared.kw_per_h100e_2023 * installed,
            power_gw: own.power_2023,
            powered_share: Num::ONE,
            log_usable_h100e: log_of_chips(installed),
            running_cost_usd_bn_per_year: Num::ZERO,
            researchers_thousand: own.researchers_2023,
            log_researchers: own.researchers_2023.ln(),
            net_arrivals_thousand_per_year: Num::ZERO,
            data_access: own.data_2023,
            log_efficiency: own.log_efficiency_2023,
            log_training_flop,
            log10_effective,
            potential_eci: capability::potential_eci(
                shared.eci_at_reference,
                shared.eci_per_decade,
                log10_effective,
                shared.reference_log10,
            ),
            released_eci: own.released_2023,
            lag_months: Num::ZERO,
            passed_threshold: Mask::NONE,
            regulation: own.regulation_2023,
            safety_effort: own.safety_2023,
            incidents_per_year: own.incidents_per_year,
            incident_alarm: Num::ZERO,
            catastrophes: Num::ZERO,
            distrust: Num::ONE,
            alignment: own.alignment_2023,
            standards: own.alignment_2023,
            race_cost_usd_bn: Num::ZERO,
        }
    }

    /// Installed chips of all origins, H100e.
    #[inline(always)]
    pub fn installed_h100e(&self) -> Num<W> {
        self.foreign_stock_h100e + self.smuggled_stock_h100e + self.domestic_stock_h100e
    }

    /// Installed chips that power allows to run, H100e.
    #[inline(always)]
    pub fn usable_h100e(&self) -> Num<W> {
        self.installed_h100e() * self.powered_share
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

impl<const W: usize> Levers<W> {
    /// No policy: shares at 0, multiples at 1.
    pub fn neutral() -> Self {
        let (zero, one) = (Num::ZERO, Num::ONE);
        Self {
            chip_controls: zero,
            tool_controls: zero,
            enforcement: zero,
            state_funding: one,
            mobilisation: zero,
            mandate: zero,
            build_power: one,
            immigration_openness: zero,
            talent_return: zero,
            data_pooling: zero,
            regulatory_strictness: zero,
            safety_rules: zero,
            open_weights: zero,
            outreach: zero,
            treaty_stance: zero,
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
            price_trend_usd_k: shared.price_2023,
            price_scarcity: shared.price_scarcity_2023,
            kw_per_h100e: shared.kw_per_h100e_2023,
            discount: Num::ONE,
            cooperative_usd_bn_per_year: agents.map(|agent| agent.spending_usd_bn_per_year()),
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
        chip_controls::price_usd_k_per_h100e(self.price_trend_usd_k, self.price_scarcity)
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
