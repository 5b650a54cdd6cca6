//! What a game writes: its tables, its figures, its findings in words.

pub mod pictures;
pub mod tables;

use crate::figures::{Figure, file_names};
use crate::needs::{of_numbers, with_cells};
use crate::study::{Written, write_tables};
use analysis::game::Request;
pub use analysis::game::Results;
use analysis::game::schema::SCHEMAS;
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::dictionary::table_names;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
use results::store::staging::Staging;

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        let tables = table_names(&SCHEMAS).map(str::to_owned);
        tables.chain(file_names(pictures::NAMES)).collect()
    }

    fn write(&self, results: &Results<'_>, staging: &Staging) -> Result<Vec<String>> {
        write_tables(staging, &tables::tables(results, self.worlds))
    }

    fn figures(&self, results: &Results<'_>, key: &Key) -> Vec<Figure> {
        pictures::figures(results, &self.title, &self.scenarios[0].name, self.seed(), key)
    }

    fn record(&self, results: &Results<'_>) -> ExperimentRecord {
        ExperimentRecord {
            title: self.title.clone(),
            claims: Vec::new(),
            findings: Vec::new(),
            worlds: results.play.runs * self.scenarios.len() as u64,
            failed: results.play.failed,
            cases: self
                .cells()
                .map(|(name, scenario)| CaseRecord::new(&name, scenario))
                .collect(),
            parameters_toml: parameters_text(&self.scenarios[0].cards),
            specification: self.specification.clone(),
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Game(record)
    }

    fn seed(&self) -> u64 {
        self.scenarios[0].seed
    }

    fn needs(&self) -> Needs {
        let payoffs = 2 * self.scenarios[0].runs * self.scenarios.len() as u64;
        with_cells(of_numbers(payoffs), if self.worlds { payoffs } else { 0 })
    }
}
