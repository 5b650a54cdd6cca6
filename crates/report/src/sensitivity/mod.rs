//! What a sensitivity analysis writes: its tables, its figures, its findings in words.

pub mod pictures;
pub mod tables;
pub mod words;

use crate::figures::{Figure, file_names};
use crate::needs::of_numbers;
use crate::number::{counted, thousands};
use crate::study::{Written, write_tables};
use analysis::sensitivity::{Method, Plan, Request, Results, schema};
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
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
        ExperimentRecord {
            title: title(plan),
            claims: Vec::new(),
            findings: Vec::new(),
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

    fn needs(&self) -> Needs {
        let rows = match self.method {
            // Two base samples at least; a trajectory has a start.
            Method::Sobol { points } => 2 * points,
            Method::Morris { trajectories } => trajectories,
            Method::Tornado { worlds } => worlds,
        };
        of_numbers((rows * self.outputs.len()) as u64)
    }
}

/// What was asked, in one line.
fn title(plan: &Plan) -> String {
    let inputs = counted(plan.choice.inputs.len() as u64, "input");
    let size = match plan.method {
        Method::Sobol { points } => format!(
            "Sobol indices of {inputs} and chance from {}",
            counted(points as u64, "base point")
        ),
        Method::Morris { trajectories } => format!(
            "Morris screening of {inputs} with {} {}",
            thousands(trajectories as f64),
            if trajectories == 1 {
                "trajectory"
            } else {
                "trajectories"
            }
        ),
        Method::Tornado { worlds } => format!("{inputs}, one at a time, in {}", counted(worlds as u64, "world")),
    };
    format!("{}: {size}, seed {}", plan.scenario.title, plan.scenario.seed)
}
