//! What a value-of-information analysis says and writes.

pub mod pictures;
pub mod tables;

use crate::answers;
use crate::figures::{Figure, file_names};
use crate::needs::of_numbers;
use crate::study::{Written, write_tables};
use analysis::titles;
use analysis::voi::schema::SCHEMAS;
use analysis::voi::{Analysis, Request};
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::dictionary::table_names;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
use results::store::staging::Staging;

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        let tables = table_names(&SCHEMAS).map(str::to_owned);
        tables.chain(file_names(pictures::names())).collect()
    }

    fn write(&self, analysis: &Analysis<'_>, staging: &Staging) -> Result<Vec<String>> {
        write_tables(staging, &tables::tables(analysis))
    }

    fn figures(&self, analysis: &Analysis<'_>, key: &Key) -> Vec<Figure> {
        pictures::figures(analysis, key)
    }

    fn record(&self, analysis: &Analysis<'_>) -> ExperimentRecord {
        ExperimentRecord {
            title: title(analysis),
            claims: Vec::new(),
            findings: Vec::new(),
            worlds: self.worlds(),
            failed: analysis.left_out,
            cases: self
                .cases
                .iter()
                .map(|case| CaseRecord::new(&case.name, &case.scenario))
                .collect(),
            parameters_toml: parameters_text(analysis.cards()),
            specification: self.goal.text(),
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Voi(record)
    }

    fn seed(&self) -> u64 {
        self.cases[0].scenario.seed
    }

    fn needs(&self) -> Needs {
        of_numbers(self.worlds())
    }
}

/// What is asked, in one line.
fn title(analysis: &Analysis) -> String {
    format!(
        "Which uncertainty is worth resolving before choosing among {}?",
        answers::in_english(&titles::listed(analysis.names().into_iter().map(titles::policy)))
    )
}

#[cfg(test)]
mod tests;
