//! What a manifest says of each kind of result.

use serde::{Deserialize, Serialize};

use super::headlines::Headlines;
use crate::claim::Claim;
use crate::message::Text;

/// How many failed worlds a manifest names.
pub const LISTED_FAILURES: usize = 100;

/// Kinds of results, by the command that makes them; `kind` in the file. The first edition had other words for some.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ResultKind {
    /// One scenario (`detente run`).
    Run(Box<RunRecord>),
    /// Policies against a reference (`detente compare`).
    #[serde(alias = "comparison")]
    Compare(ExperimentRecord),
    /// The effect of a policy broken down by mechanism (`detente explain`).
    Explain(ExperimentRecord),
    /// Many settings (`detente sweep`).
    Sweep(ExperimentRecord),
    /// What the outcome depends on (`detente sensitivity`).
    Sensitivity(ExperimentRecord),
    /// Trigger rules that were searched for (`detente adapt`).
    #[serde(alias = "adaptation")]
    Adapt(ExperimentRecord),
    /// Strategies of two sides against each other (`detente game`).
    Game(ExperimentRecord),
    /// Policies under worldviews, by many criteria (`detente robust`).
    #[serde(alias = "robustness")]
    Robust(ExperimentRecord),
    /// In which worlds a condition holds (`detente discover`).
    #[serde(alias = "discovery")]
    Discover(ExperimentRecord),
    /// What information is worth before a choice (`detente voi`).
    #[serde(alias = "value")]
    Voi(ExperimentRecord),
    /// Histories that agree with the record (`detente condition`).
    Condition(ExperimentRecord),
    /// Forecasts from earlier dates against what came after (`detente score`).
    Score(ExperimentRecord),
    /// The simulated history against the recorded one (`detente validate`).
    #[serde(alias = "validation")]
    Validate(ExperimentRecord),
}

impl ResultKind {
    /// The record of an experiment; `None` for a run.
    pub fn experiment(&self) -> Option<&ExperimentRecord> {
        match self {
            Self::Run(_) => None,
            Self::Compare(record)
            | Self::Explain(record)
            | Self::Sweep(record)
            | Self::Sensitivity(record)
            | Self::Adapt(record)
            | Self::Game(record)
            | Self::Robust(record)
            | Self::Discover(record)
            | Self::Voi(record)
            | Self::Condition(record)
            | Self::Score(record)
            | Self::Validate(record) => Some(record),
        }
    }

    /// The parameter cards of the run or of the reference, as a file of cards.
    pub fn parameters_toml(&self) -> &str {
        match self {
            Self::Run(record) => &record.parameters_toml,
            _ => self.experiment().map_or("", |record| &record.parameters_toml),
        }
    }

    /// The texts of its scenario (the reference, where there are several; empty where an experiment names none) and of its
    /// parameter cards.
    pub fn scenario(&self) -> (&str, &str) {
        let first = || self.experiment()?.cases.first();
        let scenario = match self {
            Self::Run(record) => &record.scenario_toml,
            _ => first().map_or("", |case| &case.scenario_toml),
        };
        (scenario, self.parameters_toml())
    }
}

/// What the manifest of a run has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunRecord {
    pub counts: Counts,
    /// The first failed worlds (at most [`LISTED_FAILURES`]): a series or a metric was not a number where it must be one.
    pub failed_worlds: Vec<u64>,
    pub headlines: Headlines,
    /// Whether the worlds suffice for every figure of `precision.csv`.
    pub enough_worlds: bool,
    /// The same in words, with the criterion or with what is not known well enough.
    pub precision: String,
    /// What came out: claims with their numbers.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// Whether and how its worlds agree with what has been recorded; nothing where they are as they were drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditioning: Option<Text>,
    /// The full resolved scenario, after policies, worldviews, overrides and defaults, as a scenario file.
    pub scenario_toml: String,
    /// The parameter cards it was run with, after all overlays, as a file of cards.
    pub parameters_toml: String,
}

/// What the manifest of an experiment on many scenarios has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExperimentRecord {
    /// What was asked, in one line.
    pub title: String,
    /// What came out: claims with their numbers.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// The same in sentences.
    pub findings: Vec<String>,
    /// Worlds simulated, over all scenarios and settings.
    pub worlds: u64,
    /// Those that failed: they count in no statistic.
    pub failed: u64,
    /// The scenarios, the reference first.
    pub cases: Vec<CaseRecord>,
    /// The parameter cards of the reference, after all overlays, as a file of cards.
    pub parameters_toml: String,
    /// The specification of the experiment as it was read, such as the sweep file; empty where the command says it all.
    pub specification: String,
}

/// One scenario of an experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseRecord {
    pub name: String,
    pub title: String,
    /// The full resolved scenario as a scenario file.
    pub scenario_toml: String,
    /// Its parameter cards, where they are not those of the first case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters_toml: Option<String>,
    /// Keys of its settings that were tried and change nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inert: Vec<String>,
    /// Whether and how its worlds agree with what has been recorded; nothing where they are as they were drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditioning: Option<Text>,
}

impl CaseRecord {
    /// The same with the settings that change nothing.
    #[must_use]
    pub fn with_inert(self, inert: &[String]) -> Self {
        Self {
            inert: inert.to_vec(),
            ..self
        }
    }
}

/// What was written of how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Worlds simulated, failed ones included.
    pub worlds: u64,
    /// Worlds that failed: their rows stand in the tables as they are, but they count in no statistic.
    pub failed: u64,
    /// `events.csv` holds the events of this many worlds, the first ones.
    pub event_worlds: u64,
    /// Rows of `events.csv`.
    pub events: u64,
    /// `kept-trajectories.csv` holds this many worlds, the first ones; zero when the file was not asked for.
    pub kept_trajectories: u64,
}
