//! What a sweep writes: its tables, its figures, its findings in words.

pub mod idle;
pub mod pictures;
pub mod tables;
mod titles;
pub mod writer;

use crate::answers::with_claims;
use crate::cases::recorded;
use crate::figures::{Figure, Pictures};
use analysis::sweep::schema::{FILES, schemas};
use analysis::sweep::{Design, Request};
use engine::model::metrics::{METRICS, Metric};
use engine::scenario::Scenario;
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::dictionary::{DICTIONARY_CSV, dictionary};
use results::store::folder::RunSpec;
use results::store::manifest::{ExperimentRecord, Manifest, ResultKind};
use writer::Writer;

/// A finished sweep.
#[derive(Debug, Clone, Copy)]
pub struct Results<'a> {
    pub design: &'a Design,
    pub policies: &'a [String],
    /// The scenario of the first policy.
    pub scenario: &'a Scenario,
    /// Metrics that are spoken of and drawn.
    pub metrics: &'a [Metric],
    pub points: &'a [tables::Point],
    /// For each metric the largest standard error of its central value over all points; 0 where there is none.
    pub largest_error: &'a [f64],
    /// The same of its difference from the first point, in the same worlds.
    pub largest_effect_error: &'a [f64],
}

impl Results<'_> {
    /// The place of a metric among those that are spoken of.
    pub fn place(&self, metric: Metric) -> Option<usize> {
        self.metrics.iter().position(|&asked| asked == metric)
    }
}

/// Names of all files that a sweep may write, the manifest left out.
pub fn file_names(request: &Request) -> Vec<String> {
    let nothing = vec![0.0; METRICS + request.scenarios[0].dated.len()];
    let figures = pictures::names(&results_of(request, &[], &nothing, &nothing));
    let tables = FILES.into_iter().chain([DICTIONARY_CSV]).map(str::to_owned);
    tables.chain(crate::figures::file_names(figures)).collect()
}

/// Writes what is known only at the end of a sweep whose rows are all written, and moves everything to its place. `drawn` says which of the
/// figures are drawn.
///
/// # Errors
/// A file cannot be read, written or moved.
pub fn conclude(
    request: &Request,
    spec: &RunSpec,
    writer: Writer,
    drawn: &dyn Fn(Vec<Figure>) -> Pictures,
) -> Result<Manifest> {
    let scenario = &request.scenarios[0];
    let finished = writer.finish()?;
    let results = results_of(
        request,
        &finished.points,
        &finished.largest_error,
        &finished.largest_effect_error,
    );
    let figures = pictures::figures(&results, &request.title, &scenario.name, scenario.seed, &spec.key);
    let pictures = drawn(figures);
    let staging = finished.staging;
    let schemas = schemas(&request.design, &scenario.cards, &scenario.dated, request.worlds);
    staging.write_tables(&[dictionary(&schemas, [])])?;
    let mut tables = finished.tables;
    tables.push(DICTIONARY_CSV);
    let idle = idle::idle_inputs(&request.design, request.policies.len(), &finished.points);
    let idle: Vec<String> = idle
        .into_iter()
        .map(|input| input.key(&scenario.cards).to_owned())
        .collect();
    let cases = request.policies.iter().zip(&request.scenarios);
    let record = ExperimentRecord {
        title: request.title.clone(),
        claims: Vec::new(),
        findings: Vec::new(),
        worlds: finished.points.iter().map(|point| point.runs).sum(),
        failed: finished.points.iter().map(|point| point.failed).sum(),
        cases: cases
            .map(|(policy, scenario)| recorded(policy, scenario).with_inert(&idle))
            .collect(),
        parameters_toml: parameters_text(&scenario.cards),
        specification: request.specification.clone(),
    };
    let kind = with_claims(ResultKind::Sweep(record), &staging)?;
    staging.conclude(spec, scenario.seed, &tables, pictures.files()?, kind)
}

fn results_of<'a>(
    request: &'a Request,
    points: &'a [tables::Point],
    largest_error: &'a [f64],
    largest_effect_error: &'a [f64],
) -> Results<'a> {
    Results {
        design: &request.design,
        policies: &request.policies,
        scenario: &request.scenarios[0],
        metrics: &request.metrics,
        points,
        largest_error,
        largest_effect_error,
    }
}
