//! Where a policy makes a world part from the same world under the reference, and what follows from it.

use super::Milestone;
use crate::replay::Replay;
use engine::model::series::{AgentVariable, Series, WorldVariable};
use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use engine::scenario::levers::Lever;
use engine::scenario::time::Month;

/// A quantity whose size runs over orders of magnitude has parted when it differs by this share.
const PARTED_SHARE: f64 = 0.05;
/// The same for shares and indices, which lie around 1 or below, for months, and for points of the capability index.
const PARTED_INDEX: f64 = 0.05;
const PARTED_MONTHS: f64 = 1.0;
const PARTED_ECI: f64 = 1.0;

/// What is looked at, roughly from cause to effect.
const CHAIN: [Series; 19] = {
    use Agent::{China, UnitedStates};
    use AgentVariable as Variable;
    [
        Series::Agent(China, Variable::ChipImports),
        Series::Agent(China, Variable::ChipSmuggled),
        Series::Agent(China, Variable::ChipDomestic),
        Series::Agent(China, Variable::ChipQualityRatio),
        Series::Agent(UnitedStates, Variable::PrivateInvestment),
        Series::Agent(China, Variable::StateFunding),
        Series::Agent(UnitedStates, Variable::UsableCompute),
        Series::Agent(China, Variable::UsableCompute),
        Series::Agent(UnitedStates, Variable::SoftwareEfficiency),
        Series::Agent(China, Variable::SoftwareEfficiency),
        Series::Agent(UnitedStates, Variable::ReleasedEci),
        Series::Agent(China, Variable::ReleasedEci),
        Series::Agent(China, Variable::LagMonths),
        Series::Agent(UnitedStates, Variable::Distrust),
        Series::Agent(China, Variable::Distrust),
        Series::Agent(UnitedStates, Variable::SafetyEffort),
        Series::Agent(China, Variable::SafetyEffort),
        Series::Agent(China, Variable::ThirdCountryShare),
        Series::World(WorldVariable::Fragmentation),
    ]
};

/// A lever that the two scenarios set differently.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeverStep {
    pub lever: Lever,
    /// First month in which its path differs.
    pub month: Month,
    pub reference: f64,
    pub policy: f64,
}

/// A quantity that has parted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    pub series: Series,
    /// First month at whose end it clearly differs.
    pub month: Month,
    pub reference: f64,
    pub policy: f64,
    /// At the end of the horizon.
    pub reference_end: f64,
    pub policy_end: f64,
}

/// A milestone and its month in either world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shifted {
    pub milestone: Milestone,
    pub reference: Option<Month>,
    pub policy: Option<Month>,
}

/// How one world differs between reference and policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Parting {
    /// Paths that differ; a rule or a doctrine may differ where none does.
    pub levers: Vec<LeverStep>,
    /// First month at whose end any recorded quantity differs at all; `None` if the policy changes nothing in this world.
    pub first: Option<Month>,
    /// In order of time, then from cause to effect.
    pub chain: Vec<Link>,
    /// Milestones that come in another month or under one of the two alone.
    pub shifted: Vec<Shifted>,
}

/// Holds the same world under two scenarios of one horizon against each other.
pub fn part(reference: (&Scenario, &Replay), policy: (&Scenario, &Replay)) -> Parting {
    let (old, new) = (reference.1, policy.1);
    let months = old.months.min(new.months);
    let levers = Lever::ALL.into_iter().filter_map(|lever| {
        let paths = [reference.0, policy.0].map(|scenario| &scenario.lever(lever).values);
        let month = (0..months).find(|&month| paths[0][month] != paths[1][month])?;
        Some(LeverStep {
            lever,
            month: Month(month),
            reference: paths[0][month],
            policy: paths[1][month],
        })
    });
    let differs = |month: usize| Series::all().any(|series| old.value(series, month) != new.value(series, month));
    let mut chain: Vec<Link> = CHAIN
        .into_iter()
        .filter_map(|series| {
            let values = |month| (old.value(series, month), new.value(series, month));
            let month = (0..months).find(|&month| has_parted(series, values(month)))?;
            let ((reference, policy), (reference_end, policy_end)) = (values(month), values(months - 1));
            Some(Link {
                series,
                month: Month(month),
                reference,
                policy,
                reference_end,
                policy_end,
            })
        })
        .collect();
    chain.sort_by_key(|link| link.month);
    let shifted = Milestone::ALL.into_iter().filter_map(|milestone| {
        let (reference, policy) = (milestone.month(old), milestone.month(new));
        (reference != policy).then_some(Shifted {
            milestone,
            reference,
            policy,
        })
    });
    Parting {
        levers: levers.collect(),
        first: (0..months).find(|&month| differs(month)).map(Month),
        chain,
        shifted: shifted.collect(),
    }
}

/// Whether two values of a series are clearly apart.
fn has_parted(series: Series, (one, other): (f64, f64)) -> bool {
    let limit = match series.unit() {
        "months" => PARTED_MONTHS,
        "ECI" => PARTED_ECI,
        "share" | "index" | "ratio" => PARTED_INDEX,
        _ => PARTED_SHARE * one.abs().max(other.abs()),
    };
    let distance = (one - other).abs();
    distance >= limit && distance > 0.0
}
