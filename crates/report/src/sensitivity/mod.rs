//! What a sensitivity analysis writes: its tables, its figures, its findings in words.

pub mod findings;
pub mod pictures;
pub mod tables;
pub mod words;

use crate::figures::{Figure, file_names};
use crate::number::thousands;
use crate::study::{Written, write_tables};
use analysis::sensitivity::{Plan, Request, Results, Screening, schema};
use engine::error::Result;
use engine::scenario::load::resolved::parameters_text;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::staging::Staging;

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        let tables = tables::TABLES.into_iter().map(str::to_owned);
        tables.chain(file_names(pictures::names(&self.outputs))).collect()
    }

    fn write(&self, results: &Results<'_>, staging: &Staging) -> Result<Vec<String>> {
        let plan = &results.plan;
        tables::write_rows(staging, plan, &results.results)?;
        let mut whole = vec![tables::indices(plan, &results.analysis, false), tables::inputs(plan)];
        let screening = results.screening.as_ref();
        whole.extend(screening.map(|screening| tables::indices(&screening.plan, &screening.analysis, true)));
        whole.push(tables::dictionary(plan, screening.is_some()));
        let mut names = vec![schema::DESIGN_CSV.to_owned(), schema::RESULTS_CSV.to_owned()];
        names.extend(write_tables(staging, &whole)?);
        Ok(names)
    }

    fn figures(&self, results: &Results<'_>, key: &Key) -> Vec<Figure> {
        pictures::figures(&results.plan, &results.analysis, key)
    }

    fn record(&self, results: &Results<'_>) -> ExperimentRecord {
        let (plan, analysis) = (&results.plan, &results.analysis);
        let screened = results.screening.as_ref();
        let of_screening = screened.map_or((0, 0), |screening| {
            (screening.plan.design.rows() as u64, screening.analysis.failed)
        });
        let words = screened.map(|screening| chosen_by(screening, plan));
        ExperimentRecord {
            title: findings::title(plan),
            findings: words.into_iter().chain(findings::findings(plan, analysis)).collect(),
            worlds: plan.design.rows() as u64 + of_screening.0,
            failed: analysis.failed + of_screening.1,
            cases: vec![CaseRecord::new(&self.scenario.name, &self.scenario)],
            parameters_toml: parameters_text(&self.scenario.cards),
            specification: self.text(),
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Sensitivity(record)
    }

    fn seed(&self) -> u64 {
        self.scenario.seed
    }
}

/// That a screening chose the inputs, in words.
fn chosen_by(screening: &Screening<'_>, plan: &Plan<'_>) -> String {
    format!(
        "Inputs: the {} most influential of {} (correlated ones count as one), by a Morris screening with {} trajectories ({}); everything \
         else is as the worlds have it.",
        plan.choice.factors.len(),
        screening.plan.choice.factors.len(),
        thousands(screening.plan.design.units() as f64),
        schema::SCREENING_CSV
    )
}
