//! Writes the state of a month into the recorded series.

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
    let mut put = |variable: WorldVariable, value: Num<W>| {
        world[variable as usize] = value;
        unsound = unsound | value.differs(value);
    };
    put(WorldVariable::UnalignedShare, state.unaligned);
    put(WorldVariable::Fragmentation, state.fragmentation);
    put(WorldVariable::TreatyInForce, state.treaty);
    let ratio = state.agents[0].usable_h100e() / state.agents[1].usable_h100e();
    put(WorldVariable::ComputeRatio, ratio);
    unsound
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
    let mut unsound = Mask::NONE;
    let mut put = |variable: AgentVariable, value: Num<W>| {
        series[variable as usize] = value;
        unsound = unsound | value.differs(value);
    };
    put(AgentVariable::PrivateInvestment, own.private_usd_bn_per_year);
    put(
        AgentVariable::StartupFunding,
        parameters.startup_share * own.private_usd_bn_per_year,
    );
    put(AgentVariable::StateFunding, own.state_usd_bn_per_year);
    put(AgentVariable::Spending, own.spending_usd_bn);
    put(AgentVariable::Mobilisation, own.mobilised());
    put(AgentVariable::ChipImports, own.imports_h100e_per_year);
    put(AgentVariable::ChipSmuggled, own.smuggled_h100e_per_year);
    put(AgentVariable::ChipDomestic, own.domestic_h100e_per_year);
    put(AgentVariable::ChipImportsCumulative, own.imports_cumulative_h100e);
    put(AgentVariable::FabCapacity, own.fab_capacity_h100e_per_year);
    put(
        AgentVariable::ChipQualityRatio,
        own.chip_quality_ratio(parameters.own_frontier_share),
    );
    put(
        AgentVariable::SelfSufficiency,
        own.self_sufficiency(parameters.own_frontier_share),
    );
    put(AgentVariable::InstalledCompute, own.installed_h100e());
    put(AgentVariable::PowerCapacity, own.power_gw);
    put(AgentVariable::PowerUsed, own.power_need_gw * own.powered_share);
    put(AgentVariable::UsableCompute, own.usable_h100e());
    put(AgentVariable::RunningCost, own.running_cost_usd_bn_per_year);
    put(AgentVariable::Researchers, own.researchers_thousand);
    put(AgentVariable::Migration, own.net_arrivals_thousand_per_year);
    put(AgentVariable::DataAccess, own.data_access);
    put(AgentVariable::SoftwareEfficiency, own.log_efficiency.exp());
    put(AgentVariable::TrainingCompute, own.log_training_flop.exp());
    put(
        AgentVariable::EffectiveCompute,
        (own.log10_effective * std::f64::consts::LN_10).exp(),
    );
    put(AgentVariable::PotentialEci, own.potential_eci);
    put(AgentVariable::ReleasedEci, own.released_eci);
    put(AgentVariable::LagMonths, own.lag_months);
    put(AgentVariable::Regulation, own.regulation);
    put(AgentVariable::SafetyEffort, own.safety_effort);
    put(AgentVariable::PerceivedRivalEci, own.perceived_rival_eci);
    put(AgentVariable::PerceivedLagMonths, own.perceived_lag_months);
    put(AgentVariable::Threat, own.threat);
    put(AgentVariable::Distrust, own.distrust);
    put(AgentVariable::Incidents, own.incidents_per_year);
    put(AgentVariable::CatastropheHazard, own.catastrophe_hazard_per_year);
    put(AgentVariable::ThirdCountryShare, own.alignment);
    put(AgentVariable::StandardsShare, own.standards);
    put(AgentVariable::ChipControls, own.levers.chip_controls);
    put(AgentVariable::ToolControls, own.levers.tool_controls);
    put(AgentVariable::Mandate, own.levers.mandate);
    put(AgentVariable::StateFundingLever, own.levers.state_funding);
    put(AgentVariable::RaceCost, own.race_cost_usd_bn);
    unsound
}
