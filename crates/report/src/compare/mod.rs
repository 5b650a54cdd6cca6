//! A comparison of policies as tables, sentences and figures.

mod pictures;
pub mod tables;
mod words;

use super::figures::file_names;
use analysis::compare::{Case, CaseResult, Effect};
use analysis::run::schema::{METRICS_CSV, TRAJECTORIES_CSV};
use engine::model::series::{AgentVariable, Series, WorldVariable};
use engine::scenario::agents::Agent;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use results::store::folder::SpecInput;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key};
use results::table::DICTIONARY_CSV;

pub use analysis::compare::schema::{EFFECTS_CSV, SUMMARY_CSV};
pub use pictures::{figures, names as figure_names};
pub use tables::tables;
pub use words::{findings, screen};

/// The series whose spread over the months is drawn and written: the only ones that are collected.
pub const DRAWN: &[Series] = &[
    Series::Agent(Agent::China, AgentVariable::LagMonths),
    Series::Agent(Agent::China, AgentVariable::ReleasedEci),
    Series::World(WorldVariable::ComputeRatio),
    Series::Agent(Agent::China, AgentVariable::UsableCompute),
    Series::Agent(Agent::China, AgentVariable::ChipQualityRatio),
    Series::Agent(Agent::China, AgentVariable::SelfSufficiency),
    Series::Agent(Agent::China, AgentVariable::Spending),
    Series::Agent(Agent::UnitedStates, AgentVariable::RaceCost),
    Series::Agent(Agent::UnitedStates, AgentVariable::SafetyEffort),
];

/// Everything that was compared. The reference stands first among cases and results.
pub struct Comparison<'a> {
    pub cases: &'a [Case],
    pub results: &'a [CaseResult],
    /// By alternative (the cases after the reference), then metric.
    pub effects: &'a [Vec<Effect>],
    /// By alternative: keys of its settings that change nothing.
    pub idle: &'a [Vec<String>],
    /// Identifies the result; its first digits stand under each figure.
    pub key: &'a Key,
}

impl Comparison<'_> {
    fn reference(&self) -> &Case {
        &self.cases[0]
    }

    /// Each alternative with its effects and idle settings.
    fn alternatives(&self) -> impl Iterator<Item = (&Case, &[Effect], &[String])> {
        let found = self.effects.iter().zip(self.idle);
        self.cases[1..]
            .iter()
            .zip(found)
            .map(|(case, (effects, idle))| (case, &effects[..], &idle[..]))
    }

    fn worlds(&self) -> u64 {
        self.reference().scenario.runs
    }

    /// What the manifest keeps.
    pub fn record(&self) -> ExperimentRecord {
        ExperimentRecord {
            title: title(self.cases),
            findings: findings(self),
            worlds: self.results.iter().map(|result| result.summary.runs).sum(),
            failed: self.results.iter().map(|result| result.summary.failed).sum(),
            cases: self
                .cases
                .iter()
                .map(|case| {
                    CaseRecord::new(&case.name, &case.scenario).beside(&self.reference().scenario, &case.scenario)
                })
                .collect(),
            parameters_toml: parameters_text(&self.reference().scenario.cards),
            specification: String::new(),
        }
    }
}

/// What is compared, in one line.
fn title(cases: &[Case]) -> String {
    let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    match &names[..] {
        [reference, alternatives @ ..] => format!("{} against {reference}", alternatives.join(", ")),
        [] => String::new(),
    }
}

/// The texts that decide a comparison: names, resolved scenarios and parameter cards of its cases.
pub fn parts(cases: &[Case]) -> Vec<SpecInput> {
    let part = |name: String, text: String| SpecInput { name, text };
    let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    let mut parts = vec![part("compared policies".to_owned(), names.join("\n"))];
    for case in cases {
        let scenario = &case.scenario;
        parts.push(part(format!("scenario of `{}`", case.name), scenario_text(scenario)));
        parts.push(part(
            format!("parameters of `{}`", case.name),
            parameters_text(&scenario.cards),
        ));
    }
    parts
}

/// Tables of a comparison in the order of the manifest.
pub const TABLES: [&str; 5] = [EFFECTS_CSV, SUMMARY_CSV, METRICS_CSV, TRAJECTORIES_CSV, DICTIONARY_CSV];

/// Names of all files that a comparison may write.
pub fn names() -> Vec<String> {
    let tables = TABLES.into_iter().map(str::to_owned);
    tables.chain(file_names(figure_names())).collect()
}

#[cfg(test)]
mod tests;
