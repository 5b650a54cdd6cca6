//! What an explanation says and writes.

pub mod pictures;
pub mod tables;

use crate::answers;
use crate::figures::{Figure, file_names};
use crate::needs::of_numbers;
use crate::study::{Written, write_tables};
use analysis::explain::claims::question;
use analysis::explain::schema::SCHEMAS;
use analysis::explain::{Request, Results};
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::dictionary::table_names;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
use results::store::staging::Staging;

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        let tables = table_names(&SCHEMAS).map(str::to_owned);
        tables.chain(file_names(pictures::names(&self.outcomes))).collect()
    }

    fn write(&self, results: &Results<'_>, staging: &Staging) -> Result<Vec<String>> {
        write_tables(staging, &tables::tables(results))
    }

    fn figures(&self, results: &Results<'_>, key: &Key) -> Vec<Figure> {
        pictures::figures(results, key)
    }

    fn record(&self, results: &Results<'_>) -> ExperimentRecord {
        ExperimentRecord {
            title: answers::in_english(&question(&self.cases[0].name, &self.cases[1].name)),
            claims: Vec::new(),
            findings: Vec::new(),
            worlds: self.worlds(),
            failed: results.failed,
            cases: self
                .cases
                .iter()
                .map(|case| CaseRecord::new(&case.name, &case.scenario))
                .collect(),
            parameters_toml: parameters_text(&self.cases[0].scenario.cards),
            specification: String::new(),
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Explain(record)
    }

    fn seed(&self) -> u64 {
        self.cases[0].scenario.seed
    }

    fn needs(&self) -> Needs {
        of_numbers(self.worlds() * (1 + self.outcomes.len() as u64))
    }
}
