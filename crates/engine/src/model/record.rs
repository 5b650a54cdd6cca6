//! Writes the state of a month into the recorded series.

use super::context::Context;
use super::politics;
use super::series::{AGENT_VARIABLES, AgentVariable, SERIES, WorldVariable};
use super::state::State;
use crate::numeric::{Mask, Num};
use crate::scenario::agents::Agent;

/// The series of one month, aligned so that no lane straddles two cache lines.
#[repr(align(64))]
pub struct Sheet<const W: usize>(pub [Num<W>; SERIES]);

impl<const W: usize> Sheet<W> {
    /// Nothing is written yet.
    pub const EMPTY: Self = Self([Num::splat(f64::NAN); SERIES]);
}

/// Writes every series of one month. Gives the runs in which some value is not a finite number.
#[inline(always)]
pub fn record<const W: usize>(context: Context<'_, W>, state: &State<W>, sheet: &mut Sheet<W>) -> Mask<W> {
    let (agents, world) = sheet.0.split_at_mut(2 * AGENT_VARIABLES);
    let mut unsound = Mask::NONE;
    for (agent, series) in Agent::ALL.into_iter().zip(agents.chunks_exact_mut(AGENT_VARIABLES)) {
        unsound = unsound | record_agent(context, state, agent, series);
    }
    let mut pen = Pen::new(world);
    pen.put(WorldVariable::UnalignedShare as usize, state.unaligned);
    pen.put(WorldVariable::Fragmentation as usize, state.fragmentation);
    pen.put(WorldVariable::TreatyInForce as usize, state.treaty);
    let ratio = state.agents[0].usable_h100e() / state.agents[1].usable_h100e();
    pen.put(WorldVariable::ComputeRatio as usize, ratio);
    let price = state.price_usd_k_per_h100e();
    pen.put(WorldVariable::ChipPrice as usize, price);
    pen.put(
        WorldVariable::InstalledCost as usize,
        price / state.kw_per_h100e + state.agents[0].facility_cost_usd_bn_per_gw,
    );
    pen.put(
        WorldVariable::ChipSupply as usize,
        1e6 * state.supply_gw_per_year / state.kw_per_h100e,
    );
    unsound | pen.unsound
}

/// One statement a variable rather than a match in a loop, so that no jump has to be guessed.
#[inline(always)]
fn record_agent<const W: usize>(
    context: Context<'_, W>,
    state: &State<W>,
    agent: Agent,
    series: &mut [Num<W>],
) -> Mask<W> {
    let own = state.of(agent);
    let parameters = context.parameters(agent);
    let mut pen = Pen::new(series);
    pen.put(AgentVariable::PrivateInvestment as usize, own.private_usd_bn_per_year);
    pen.put(
        AgentVariable::StartupFunding as usize,
        own.startup_usd_bn_per_year(parameters, context.shared().startup_rally_response),
    );
    pen.put(AgentVariable::StateFunding as usize, own.state_usd_bn_per_year);
    pen.put(AgentVariable::Spending as usize, own.spending_usd_bn);
    pen.put(AgentVariable::Mobilisation as usize, own.mobilised());
    pen.put(AgentVariable::ChipImports as usize, own.imports_h100e_per_year);
    pen.put(AgentVariable::ChipSmuggled as usize, own.smuggled_h100e_per_year);
    pen.put(AgentVariable::ChipDomestic as usize, own.domestic_h100e_per_year);
    pen.put(
        AgentVariable::ChipImportsCumulative as usize,
        own.imports_cumulative_h100e,
    );
    pen.put(AgentVariable::FabCapacity as usize, own.fab_capacity_h100e_per_year);
    pen.put(
        AgentVariable::ChipQualityRatio as usize,
        own.chip_quality_ratio(parameters.own_frontier_share),
    );
    pen.put(
        AgentVariable::SelfSufficiency as usize,
        own.self_sufficiency(parameters.own_frontier_share),
    );
    pen.put(AgentVariable::InstalledCompute as usize, own.installed_h100e());
    pen.put(AgentVariable::PowerCapacity as usize, own.power_gw());
    pen.put(AgentVariable::PowerUsed as usize, own.power_need_gw * own.powered_share);
    pen.put(AgentVariable::UsableCompute as usize, own.usable_h100e());
    pen.put(AgentVariable::RunningCost as usize, own.running_cost_usd_bn_per_year);
    pen.put(AgentVariable::Researchers as usize, own.researchers_thousand);
    pen.put(AgentVariable::Migration as usize, own.net_arrivals_thousand_per_year);
    pen.put(AgentVariable::DataAccess as usize, own.data_access);
    pen.put(AgentVariable::SoftwareEfficiency as usize, own.log_efficiency.exp());
    pen.put(AgentVariable::TrainingCompute as usize, own.log_training_flop.exp());
    pen.put(
        AgentVariable::EffectiveCompute as usize,
        (own.log10_effective * std::f64::consts::LN_10).exp(),
    );
    pen.put(AgentVariable::PotentialEci as usize, own.potential_eci);
    pen.put(AgentVariable::ReleasedEci as usize, own.released_eci);
    pen.put(AgentVariable::LagMonths as usize, own.lag_months);
    pen.put(AgentVariable::Regulation as usize, own.regulation);
    pen.put(AgentVariable::SafetyEffort as usize, own.safety_effort);
    pen.put(AgentVariable::PerceivedRivalEci as usize, own.perceived_rival_eci);
    pen.put(AgentVariable::PerceivedLagMonths as usize, own.perceived_lag_months);
    pen.put(AgentVariable::Threat as usize, own.threat);
    pen.put(AgentVariable::Distrust as usize, own.distrust);
    pen.put(AgentVariable::Incidents as usize, own.incidents_per_year);
    pen.put(
        AgentVariable::CatastropheHazard as usize,
        politics::catastrophe_hazard_per_year(context, own),
    );
    pen.put(AgentVariable::ThirdCountryShare as usize, own.alignment);
    pen.put(AgentVariable::StandardsShare as usize, own.standards);
    pen.put(AgentVariable::ChipControls as usize, own.levers.chip_controls);
    pen.put(AgentVariable::ToolControls as usize, own.levers.tool_controls);
    pen.put(AgentVariable::Mandate as usize, own.levers.mandate);
    pen.put(AgentVariable::StateFundingLever as usize, own.levers.state_funding);
    pen.put(AgentVariable::RaceCost as usize, own.race_cost_usd_bn());
    pen.put(AgentVariable::ComputeBudget as usize, own.budget_usd_bn_per_year);
    pen.put(AgentVariable::ChipSpending as usize, own.chip_usd_bn_per_year);
    pen.put(AgentVariable::FacilitySpending as usize, own.facility_usd_bn_per_year);
    pen.put(AgentVariable::MoneyCarried as usize, own.carried_usd_bn);
    pen.put(AgentVariable::MoneyReturned as usize, own.returned_usd_bn_per_year);
    pen.put(
        AgentVariable::Electricity as usize,
        own.electricity_twh_per_year(context.shared()),
    );
    pen.put(
        AgentVariable::SelfSufficiencyOfDemand as usize,
        own.self_sufficiency_of_demand(parameters.own_frontier_share),
    );
    pen.put(AgentVariable::LagMonthsStep as usize, own.lag_months_step);
    pen.put(AgentVariable::Arrivals as usize, own.arrivals_thousand_per_year);
    pen.put(AgentVariable::ModelUsage as usize, own.usage);
    pen.put(AgentVariable::AiOutput as usize, own.ai_output_share * own.gdp_usd_bn);
    pen.put(AgentVariable::MemoryStock as usize, own.memory_stock_stacks);
    pen.put(AgentVariable::MemoryProduction as usize, own.own_memory_stacks_per_year);
    pen.put(AgentVariable::LicenceFees as usize, own.licence_fees_usd_bn_per_year);
    pen.unsound
}

/// As many worlds as their values are added up of, and more.
const SUMMED: f64 = 1e12;

/// Writes series of a month.
struct Pen<'a, const W: usize> {
    series: &'a mut [Num<W>],
    /// Runs in which some value so far is not a finite number.
    unsound: Mask<W>,
}

impl<'a, const W: usize> Pen<'a, W> {
    fn new(series: &'a mut [Num<W>]) -> Self {
        Self {
            series,
            unsound: Mask::NONE,
        }
    }

    #[inline(always)]
    fn put(&mut self, place: usize, value: Num<W>) {
        self.series[place] = value;
        // Zero of every number of which sums over worlds can be taken; not a number of what is none, infinite or at the end of the exponential.
        let zero = value * SUMMED * 0.0;
        self.unsound = self.unsound | zero.differs(zero);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_summed_over_worlds_is_unsound_and_large_numbers_are_not() {
        for (value, unsound) in [
            (0.0, false),
            (-1e290, false),
            (1e295, false),
            // The largest numbers are finite, but a sum over many worlds is not.
            (1e297, true),
            (-f64::MAX, true),
            (f64::INFINITY, true),
            (f64::NAN, true),
        ] {
            let mut series = [Num::ZERO; 3];
            let mut pen = Pen::<2>::new(&mut series);
            pen.put(1, Num([1.0, value]));
            assert_eq!((pen.unsound.lane(0), pen.unsound.lane(1)), (false, unsound), "{value}");
        }
    }
}
