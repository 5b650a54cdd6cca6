//! What a study of robustness writes: its tables, its figures, its findings in words.

pub mod pictures;
pub mod tables;

use crate::figures::{Figure, file_names};
use crate::needs::of_numbers;
use crate::study::{Written, write_tables};
use analysis::robust::Request;
pub use analysis::robust::Results;
use analysis::robust::schema::SCHEMAS;
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::dictionary::table_names;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
use results::store::staging::Staging;

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        let tables = table_names(&SCHEMAS).map(str::to_owned);
        tables.chain(file_names(pictures::names(&self.aims))).collect()
    }

    fn write(&self, results: &Results<'_>, staging: &Staging) -> Result<Vec<String>> {
        write_tables(staging, &tables::tables(results))
    }

    fn figures(&self, results: &Results<'_>, key: &Key) -> Vec<Figure> {
        pictures::figures(results, &self.scenarios[0].name, self.seed(), key)
    }

    fn record(&self, results: &Results<'_>) -> ExperimentRecord {
        ExperimentRecord {
            title: "Which policies hold up, and under which views of the world?".to_owned(),
            claims: Vec::new(),
            findings: Vec::new(),
            worlds: self.worlds(),
            failed: results.simulated.failed,
            cases: self
                .cases()
                .map(|(name, scenario)| CaseRecord::new(&name, scenario))
                .collect(),
            parameters_toml: parameters_text(results.cards),
            specification: String::new(),
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Robust(record)
    }

    fn seed(&self) -> u64 {
        self.scenarios[0].seed
    }

    fn needs(&self) -> Needs {
        of_numbers(self.worlds() * self.aims.len() as u64)
    }
}
