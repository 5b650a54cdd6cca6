//! Writes the state of a month into the recorded series.

use super::series::{AgentVariable, Series, WorldVariable};
use super::state::State;
use super::step::Context;
use crate::numeric::Num;
use crate::scenario::agents::Agent;

/// Writes every series of one month; see [`super::Record::series`] for the layout.
#[inline(always)]
pub fn record<const W: usize>(context: Context<'_, W>, state: &State<W>, series: &mut [Num<W>]) {
    let months = context.scenario.months;
    for agent in Agent::ALL {
        for variable in AgentVariable::ALL {
            let index = Series::Agent(agent, variable).index();
            series[index * months + context.month] = agent_value(context, state, agent, variable);
        }
    }
    for variable in WorldVariable::ALL {
        series[Series::World(variable).index() * months + context.month] = world_value(state, variable);
    }
}

#[inline(always)]
fn agent_value<const W: usize>(
    context: Context<'_, W>,
    state: &State<W>,
    agent: Agent,
    variable: AgentVariable,
) -> Num<W> {
    let own = state.of(agent);
    let parameters = context.parameters(agent);
    match variable {
        AgentVariable::PrivateInvestment => own.private_usd_bn_per_year,
        AgentVariable::StartupFunding => parameters.startup_share * own.private_usd_bn_per_year,
        AgentVariable::StateFunding => own.state_usd_bn_per_year,
        AgentVariable::Spending => own.spending_usd_bn,
        AgentVariable::Mobilisation => own.mobilised(),
        AgentVariable::ChipImports => own.imports_h100e_per_year,
        AgentVariable::ChipSmuggled => own.smuggled_h100e_per_year,
        AgentVariable::ChipDomestic => own.domestic_h100e_per_year,
        AgentVariable::ChipImportsCumulative => own.imports_cumulative_h100e,
        AgentVariable::FabCapacity => own.fab_capacity_h100e_per_year,
        AgentVariable::ChipQualityRatio => own.chip_quality_ratio(parameters.own_frontier_share),
        AgentVariable::SelfSufficiency => own.self_sufficiency(parameters.own_frontier_share),
        AgentVariable::InstalledCompute => own.installed_h100e(),
        AgentVariable::PowerCapacity => own.power_gw,
        AgentVariable::PowerUsed => own.power_need_gw * own.powered_share,
        AgentVariable::UsableCompute => own.usable_h100e(),
        AgentVariable::RunningCost => own.running_cost_usd_bn_per_year,
        AgentVariable::Researchers => own.researchers_thousand,
        AgentVariable::Migration => own.net_arrivals_thousand_per_year,
        AgentVariable::DataAccess => own.data_access,
        AgentVariable::SoftwareEfficiency => own.log_efficiency.exp(),
        AgentVariable::TrainingCompute => own.log_training_flop.exp(),
        AgentVariable::EffectiveCompute => (own.log10_effective * std::f64::consts::LN_10).exp(),
        AgentVariable::PotentialEci => own.potential_eci,
        AgentVariable::ReleasedEci => own.released_eci,
        AgentVariable::LagMonths => own.lag_months,
        AgentVariable::Regulation => own.regulation,
        AgentVariable::SafetyEffort => own.safety_effort,
        AgentVariable::PerceivedRivalEci => own.perceived_rival_eci,
        AgentVariable::PerceivedLagMonths => own.perceived_lag_months,
        AgentVariable::Threat => own.threat,
        AgentVariable::Distrust => own.distrust,
        AgentVariable::Incidents => own.incidents_per_year,
        AgentVariable::CatastropheHazard => own.catastrophe_hazard_per_year,
        AgentVariable::ThirdCountryShare => own.alignment,
        AgentVariable::StandardsShare => own.standards,
        AgentVariable::ChipControls => own.levers.chip_controls,
        AgentVariable::ToolControls => own.levers.tool_controls,
        AgentVariable::Mandate => own.levers.mandate,
        AgentVariable::StateFundingLever => own.levers.state_funding,
        AgentVariable::RaceCost => own.race_cost_usd_bn,
    }
}

#[inline(always)]
fn world_value<const W: usize>(state: &State<W>, variable: WorldVariable) -> Num<W> {
    match variable {
        WorldVariable::UnalignedShare => state.unaligned,
        WorldVariable::Fragmentation => state.fragmentation,
        WorldVariable::TreatyInForce => state.treaty,
        WorldVariable::ComputeRatio => state.agents[0].usable_h100e() / state.agents[1].usable_h100e(),
    }
}
