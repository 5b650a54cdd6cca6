//! What a value-of-information analysis says and writes.

pub mod findings;
pub mod pictures;
pub mod tables;

use crate::chapters::amounts::{Estimate, of_mean};
use crate::figures::{Figure, file_names};
use crate::study::{Written, write_tables};
use analysis::voi::schema::SCHEMAS;
use analysis::voi::{Analysis, Request};
use engine::error::Result;
use engine::scenario::load::resolved::parameters_text;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::staging::Staging;
use results::table::table_names;

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
            title: findings::title(analysis),
            findings: findings::findings(analysis),
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
}

/// What it is worth to know something, with its 95 % interval: from the lower end of the held-out value, which is too low on the mean, to
/// the upper end of the regression, which is too high. Each is given with its standard error, over `worlds` worlds.
pub fn interval_of_worth(held_out: (f64, f64), regression: (f64, f64), worlds: u64) -> Estimate {
    let of = |(value, error)| of_mean(value, error, worlds);
    Estimate {
        error: f64::NAN,
        high: of(regression).high.max(held_out.0),
        ..of(held_out)
    }
}

#[cfg(test)]
mod tests;
