//! The scenarios of a result as its manifest keeps them, and back.

use analysis::study::scenarios::stated;
use engine::scenario::Scenario;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use error::Result;
use results::store::manifest::{CaseRecord, ResultKind};

use crate::conditioning::conditioning;

/// The record of a scenario under the name it has in an experiment.
pub fn recorded(name: &str, scenario: &Scenario) -> CaseRecord {
    CaseRecord {
        name: name.to_owned(),
        title: scenario.title.clone(),
        scenario_toml: scenario_text(scenario),
        parameters_toml: None,
        inert: Vec::new(),
        conditioning: conditioning(scenario),
    }
}

/// The same, with the cards of the scenario if it has others than `first`, the first of the experiment: a policy may change parameters.
pub fn recorded_beside(first: &Scenario, name: &str, scenario: &Scenario) -> CaseRecord {
    let parameters_toml = (scenario.cards != first.cards).then(|| parameters_text(&scenario.cards));
    CaseRecord {
        parameters_toml,
        ..recorded(name, scenario)
    }
}

/// The scenario of a case; `first` are the cards of the first case.
///
/// # Errors
/// As [`scenario_of`].
pub fn scenario_of_case(case: &CaseRecord, first: &str) -> Result<Scenario> {
    scenario_of(&case.scenario_toml, case.parameters_toml.as_deref().unwrap_or(first))
}

/// Months that the scenario of a result is simulated for; the fewest where an experiment has several. `None` where it names no scenario.
///
/// # Errors
/// As [`scenario_of`].
pub fn months(kind: &ResultKind) -> Result<Option<usize>> {
    let cards = kind.parameters_toml();
    let scenarios = match kind {
        ResultKind::Run(record) => vec![scenario_of(&record.scenario_toml, cards)],
        kind => {
            let cases = kind.experiment().map_or(&[][..], |record| &record.cases);
            cases.iter().map(|case| scenario_of_case(case, cards)).collect()
        }
    };
    let months = scenarios.into_iter().map(|scenario| Ok(scenario?.months));
    Ok(months.collect::<Result<Vec<_>>>()?.into_iter().min())
}

/// The scenario that the texts of a manifest describe.
///
/// # Errors
/// This version cannot load it.
pub fn scenario_of(scenario_toml: &str, parameters_toml: &str) -> Result<Scenario> {
    stated(scenario_toml, parameters_toml, "in the manifest")
}
