//! What is watched month by month to see how a metric comes about.

use crate::replay::Replay;
use engine::model::metrics::Metric;
use engine::model::series::{AgentVariable, Series, WorldVariable};
use engine::scenario::agents::Agent;

/// A monthly quantity that a metric is read from, or that goes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    Lag,
    ComputeRatio,
    ChipQuality,
    SelfSufficiency,
    /// Effective compute of the state that leads.
    LeaderEffectiveCompute,
    Spending(Agent),
    RaceCost(Agent),
    /// Sum of both states' costs.
    BothRaceCosts,
    /// What AI adds to the economy.
    Output(Agent),
    /// Mean of both.
    Distrust,
    Safety(Agent),
    /// Mean of both.
    MeanSafety,
    /// Sum of both states' rates.
    Incidents,
    Hazard,
    ThirdCountries(Agent),
    Unaligned,
    Fragmentation,
    Smuggled,
    /// Share of US compute that has power.
    UsPowered,
    /// A series that someone asked for at a date.
    Monthly(Series),
}

/// How a monthly quantity is made of series.
enum Made {
    Alone(Series),
    Sum(AgentVariable),
    Mean(AgentVariable),
    Larger(AgentVariable),
    Ratio(Series, Series),
}

impl Focus {
    /// What to watch for a metric.
    pub fn of(metric: Metric) -> Self {
        use Agent::{China, UnitedStates};
        match metric {
            Metric::ComputeRatio2027 | Metric::ComputeRatio2030 | Metric::ComputeRatio2035 => Self::ComputeRatio,
            Metric::LagMonths2027
            | Metric::LagMonths2030
            | Metric::LagMonths2035
            | Metric::LagMonthsMin
            | Metric::FirstLeadYear
            | Metric::ThresholdFirst
            | Metric::ThresholdMargin
            | Metric::UsPayoff
            | Metric::ChinaPayoff => Self::Lag,
            Metric::ParityYear => Self::ChipQuality,
            Metric::SelfSufficiencyYear => Self::SelfSufficiency,
            Metric::ThresholdYear => Self::LeaderEffectiveCompute,
            Metric::UsSpending => Self::Spending(UnitedStates),
            Metric::ChinaSpending => Self::Spending(China),
            Metric::UsRaceCost | Metric::UsSubsidy | Metric::UsTradeLoss | Metric::UsIncidentLoss => {
                Self::RaceCost(UnitedStates)
            }
            Metric::ChinaRaceCost | Metric::ChinaSubsidy | Metric::ChinaTradeLoss | Metric::ChinaIncidentLoss => {
                Self::RaceCost(China)
            }
            Metric::UsBenefit => Self::Output(UnitedStates),
            Metric::ChinaBenefit => Self::Output(China),
            Metric::WorldRaceCost => Self::BothRaceCosts,
            Metric::PeakDistrust | Metric::TreatyYear | Metric::TreatyMonths => Self::Distrust,
            Metric::UsLowestSafety => Self::Safety(UnitedStates),
            Metric::ChinaLowestSafety => Self::Safety(China),
            Metric::WorldPayoff => Self::MeanSafety,
            Metric::Incidents => Self::Incidents,
            Metric::CatastropheYear => Self::Hazard,
            Metric::UsThirdCountryShare2035 => Self::ThirdCountries(UnitedStates),
            Metric::ChinaThirdCountryShare2035 => Self::ThirdCountries(China),
            Metric::UnalignedShare2035 => Self::Unaligned,
            Metric::Fragmentation2035 => Self::Fragmentation,
            Metric::ChinaSmuggledShare => Self::Smuggled,
            Metric::UsCurtailedShare => Self::UsPowered,
            Metric::Dated(dated) => match dated.series() {
                Series::Agent(China, AgentVariable::LagMonths) => Self::Lag,
                Series::Agent(agent, AgentVariable::ThirdCountryShare) => Self::ThirdCountries(agent),
                Series::World(WorldVariable::ComputeRatio) => Self::ComputeRatio,
                Series::World(WorldVariable::UnalignedShare) => Self::Unaligned,
                Series::World(WorldVariable::Fragmentation) => Self::Fragmentation,
                series => Self::Monthly(series),
            },
        }
    }

    const fn made(self) -> Made {
        use Agent::{China, UnitedStates};
        const fn of(agent: Agent, variable: AgentVariable) -> Made {
            Made::Alone(Series::Agent(agent, variable))
        }
        match self {
            Self::Lag => of(China, AgentVariable::LagMonths),
            Self::ComputeRatio => Made::Alone(Series::World(WorldVariable::ComputeRatio)),
            Self::ChipQuality => of(China, AgentVariable::ChipQualityRatio),
            Self::SelfSufficiency => of(China, AgentVariable::SelfSufficiency),
            Self::LeaderEffectiveCompute => Made::Larger(AgentVariable::EffectiveCompute),
            Self::Spending(agent) => of(agent, AgentVariable::Spending),
            Self::RaceCost(agent) => of(agent, AgentVariable::RaceCost),
            Self::BothRaceCosts => Made::Sum(AgentVariable::RaceCost),
            Self::Output(agent) => of(agent, AgentVariable::AiOutput),
            Self::Distrust => Made::Mean(AgentVariable::Distrust),
            Self::Safety(agent) => of(agent, AgentVariable::SafetyEffort),
            Self::MeanSafety => Made::Mean(AgentVariable::SafetyEffort),
            Self::Incidents => Made::Sum(AgentVariable::Incidents),
            Self::Hazard => Made::Sum(AgentVariable::CatastropheHazard),
            Self::ThirdCountries(agent) => of(agent, AgentVariable::ThirdCountryShare),
            Self::Monthly(series) => Made::Alone(series),
            Self::Unaligned => Made::Alone(Series::World(WorldVariable::UnalignedShare)),
            Self::Fragmentation => Made::Alone(Series::World(WorldVariable::Fragmentation)),
            Self::Smuggled => of(China, AgentVariable::ChipSmuggled),
            Self::UsPowered => Made::Ratio(
                Series::Agent(UnitedStates, AgentVariable::UsableCompute),
                Series::Agent(UnitedStates, AgentVariable::InstalledCompute),
            ),
        }
    }

    /// Its value at the end of a month of a world.
    pub fn value(self, replay: &Replay, month: usize) -> f64 {
        let [us, china] = [Agent::UnitedStates, Agent::China];
        let both = |variable| [us, china].map(|agent| replay.value(Series::Agent(agent, variable), month));
        match self.made() {
            Made::Alone(series) => replay.value(series, month),
            Made::Sum(variable) => both(variable).iter().sum(),
            Made::Mean(variable) => both(variable).iter().sum::<f64>() / 2.0,
            Made::Larger(variable) => both(variable).into_iter().fold(f64::NEG_INFINITY, f64::max),
            Made::Ratio(over, under) => replay.value(over, month) / replay.value(under, month),
        }
    }

    /// The series that it is, where it is one alone: of that the tables hold the spread over all worlds.
    pub const fn series(self) -> Option<Series> {
        match self.made() {
            Made::Alone(series) => Some(series),
            Made::Sum(_) | Made::Mean(_) | Made::Larger(_) | Made::Ratio(..) => None,
        }
    }

    /// Its unit.
    pub const fn unit(self) -> &'static str {
        match self.made() {
            Made::Alone(series) => series.unit(),
            Made::Sum(variable) | Made::Mean(variable) | Made::Larger(variable) => variable.unit(),
            Made::Ratio(..) => "share",
        }
    }

    /// Whether it grows over orders of magnitude, so that its changes are factors.
    pub const fn is_logarithmic(self) -> bool {
        matches!(self, Self::ComputeRatio | Self::LeaderEffectiveCompute)
    }
}
