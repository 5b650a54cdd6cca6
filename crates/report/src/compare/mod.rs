//! A comparison of policies as tables, sentences and figures.

mod pictures;
pub mod tables;
mod trade_offs;

use super::answers;
use super::figures::{Figure, file_names};
use super::study::{Written, write_files};
use crate::cases::recorded_beside;
use crate::needs::{of_numbers, with_cells};
use analysis::aim::PayoffOwner;
pub use analysis::compare::Comparison;
use analysis::compare::{Case, Request};
use analysis::run::schema::{METRICS_CSV, TRAJECTORIES_CSV};
use analysis::titles;
use engine::model::metrics::METRICS;
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::dictionary::DICTIONARY_CSV;
use results::store::manifest::{ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
use results::store::staging::Staging;

pub use analysis::compare::schema::{
    EFFECTS_CSV, REGIONS_CSV, REVERSALS_CSV, SUMMARY_CSV, WEIGHTINGS_CSV, WEIGHTS_CSV,
};
pub use pictures::{figures, names as figure_names};
pub use tables::tables;
pub use trade_offs::{trade_off_block, trade_off_text};

/// Tables of a comparison in the order of the manifest; those of weights if it judges by a payoff.
pub fn table_names(payoff: Option<PayoffOwner>) -> Vec<&'static str> {
    let weights = [WEIGHTINGS_CSV, WEIGHTS_CSV, REGIONS_CSV];
    let always = [EFFECTS_CSV, REVERSALS_CSV, SUMMARY_CSV, METRICS_CSV, TRAJECTORIES_CSV];
    let weights = weights.into_iter().filter(|_| payoff.is_some());
    always.into_iter().chain(weights).chain([DICTIONARY_CSV]).collect()
}

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        let tables = table_names(self.payoff).into_iter().map(str::to_owned);
        tables
            .chain(file_names(figure_names(self.cases.len() - 1, self.payoff)))
            .collect()
    }

    fn write(&self, comparison: &Comparison<'_>, staging: &Staging) -> Result<Vec<String>> {
        write_files(staging, &tables(comparison))
    }

    fn figures(&self, comparison: &Comparison<'_>, key: &Key) -> Vec<Figure> {
        figures(comparison, key)
    }

    fn record(&self, comparison: &Comparison<'_>) -> ExperimentRecord {
        let reference = &comparison.reference().scenario;
        let results = || comparison.results.iter();
        ExperimentRecord {
            title: title(&self.cases),
            claims: Vec::new(),
            findings: Vec::new(),
            worlds: results().map(|result| result.summary.runs).sum(),
            failed: results().map(|result| result.summary.failed).sum(),
            cases: self
                .cases
                .iter()
                .enumerate()
                .map(|(place, case)| {
                    let inert = place.checked_sub(1).map_or(&[][..], |place| &comparison.idle[place]);
                    recorded_beside(reference, &case.name, &case.scenario).with_inert(inert)
                })
                .collect(),
            parameters_toml: parameters_text(&reference.cards),
            specification: String::new(),
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Compare(record)
    }

    fn seed(&self) -> u64 {
        self.cases[0].scenario.seed
    }

    fn needs(&self) -> Needs {
        let worlds = self.cases[0].scenario.runs * self.cases.len() as u64;
        let values = worlds * (METRICS + self.cases[0].scenario.dated.len()) as u64;
        with_cells(of_numbers(values), values)
    }
}

/// What is compared, in one line.
fn title(cases: &[Case]) -> String {
    let names: Vec<String> = cases
        .iter()
        .map(|case| answers::in_english(&titles::policy(&case.name)))
        .collect();
    match &names[..] {
        [reference, alternatives @ ..] => format!("{} against {reference}", alternatives.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests;
