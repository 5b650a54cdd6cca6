//! Writes the state of a month into the recorded series.

use super::politics;
use super::series::{AGENT_VARIABLES, AgentVariable, SERIES, WorldVariable};
use super::state::State;
use super::step::Context;
use crate::numeric::{Mask, Num};
use crate::scenario::agents::Agent;

/// Writes every series of one month; see [`super::Record::series`] for the layout. Gives the runs in which some value is not a number.
#[inline(always)]
pub fn record<const W: usize>(context: Context<'_, W>, state: &State<W>, series: &mut [Num<W>]) -> Mask<W> {
    let month = &mut series[context.month * SERIES..][..SERIES];
    let (agents, world) = month.split_at_mut(2 * AGENT_VARIABLES);
    let mut unsound = Mask::NONE;
    for (agent, series) in Agent::ALL.into_iter().zip(agents.chunks_exact_mut(AGENT_VARIABLES)) {
        unsound = unsound | record_agent(context, state, agent, series);
    }
    let mut sheet = Sheet::new(world);
    sheet.put(WorldVariable::UnalignedShare as usize, state.unaligned);
    sheet.put(WorldVariable::Fragmentation as usize, state.fragmentation);
    sheet.put(WorldVariable::TreatyInForce as usize, state.treaty);
    let ratio = state.agents[0].usable_h100e() / state.agents[1].usable_h100e();
    sheet.put(WorldVariable::ComputeRatio as usize, ratio);
    unsound | sheet.unsound
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
    let mut sheet = Sheet::new(series);
    sheet.put(AgentVariable::PrivateInvestment as usize, own.private_usd_bn_per_year);
    sheet.put(
        AgentVariable::StartupFunding as usize,
        parameters.startup_share * own.private_usd_bn_per_year,
    );
    sheet.put(AgentVariable::StateFunding as usize, own.state_usd_bn_per_year);
    sheet.put(AgentVariable::Spending as usize, own.spending_usd_bn);
    sheet.put(AgentVariable::Mobilisation as usize, own.mobilised());
    sheet.put(AgentVariable::ChipImports as usize, own.imports_h100e_per_year);
    sheet.put(AgentVariable::ChipSmuggled as usize, own.smuggled_h100e_per_year);
    sheet.put(AgentVariable::ChipDomestic as usize, own.domestic_h100e_per_year);
    sheet.put(
        AgentVariable::ChipImportsCumulative as usize,
        own.imports_cumulative_h100e,
    );
    sheet.put(AgentVariable::FabCapacity as usize, own.fab_capacity_h100e_per_year);
    sheet.put(
        AgentVariable::ChipQualityRatio as usize,
        own.chip_quality_ratio(parameters.own_frontier_share),
    );
    sheet.put(
        AgentVariable::SelfSufficiency as usize,
        own.self_sufficiency(parameters.own_frontier_share),
    );
    sheet.put(AgentVariable::InstalledCompute as usize, own.installed_h100e());
    sheet.put(AgentVariable::PowerCapacity as usize, own.power_gw);
    sheet.put(AgentVariable::PowerUsed as usize, own.power_need_gw * own.powered_share);
    sheet.put(AgentVariable::UsableCompute as usize, own.usable_h100e());
    sheet.put(AgentVariable::RunningCost as usize, own.running_cost_usd_bn_per_year);
    sheet.put(AgentVariable::Researchers as usize, own.researchers_thousand);
    sheet.put(AgentVariable::Migration as usize, own.net_arrivals_thousand_per_year);
    sheet.put(AgentVariable::DataAccess as usize, own.data_access);
    sheet.put(AgentVariable::SoftwareEfficiency as usize, own.log_efficiency.exp());
    sheet.put(AgentVariable::TrainingCompute as usize, own.log_training_flop.exp());
    sheet.put(
        AgentVariable::EffectiveCompute as usize,
        (own.log10_effective * std::f64::consts::LN_10).exp(),
    );
    sheet.put(AgentVariable::PotentialEci as usize, own.potential_eci);
    sheet.put(AgentVariable::ReleasedEci as usize, own.released_eci);
    sheet.put(AgentVariable::LagMonths as usize, own.lag_months);
    sheet.put(AgentVariable::Regulation as usize, own.regulation);
    sheet.put(AgentVariable::SafetyEffort as usize, own.safety_effort);
    sheet.put(AgentVariable::PerceivedRivalEci as usize, own.perceived_rival_eci);
    sheet.put(AgentVariable::PerceivedLagMonths as usize, own.perceived_lag_months);
    sheet.put(AgentVariable::Threat as usize, own.threat);
    sheet.put(AgentVariable::Distrust as usize, own.distrust);
    sheet.put(AgentVariable::Incidents as usize, own.incidents_per_year);
    sheet.put(
        AgentVariable::CatastropheHazard as usize,
        politics::catastrophe_hazard_per_year(context, own),
    );
    sheet.put(AgentVariable::ThirdCountryShare as usize, own.alignment);
    sheet.put(AgentVariable::StandardsShare as usize, own.standards);
    sheet.put(AgentVariable::ChipControls as usize, own.levers.chip_controls);
    sheet.put(AgentVariable::ToolControls as usize, own.levers.tool_controls);
    sheet.put(AgentVariable::Mandate as usize, own.levers.mandate);
    sheet.put(AgentVariable::StateFundingLever as usize, own.levers.state_funding);
    sheet.put(AgentVariable::RaceCost as usize, own.race_cost_usd_bn);
    sheet.unsound
}

/// Where the series of a month are written.
struct Sheet<'a, const W: usize> {
    series: &'a mut [Num<W>],
    /// Runs in which some value so far is not a number.
    unsound: Mask<W>,
}

impl<'a, const W: usize> Sheet<'a, W> {
    fn new(series: &'a mut [Num<W>]) -> Self {
        Self {
            series,
            unsound: Mask::NONE,
        }
    }

    #[inline(always)]
    fn put(&mut self, place: usize, value: Num<W>) {
        self.series[place] = value;
        self.unsound = self.unsound | value.differs(value);
    }
}
