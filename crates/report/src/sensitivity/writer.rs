//! Making an analysis: simulating what is not yet in its log, then writing everything at once.

use super::findings::{findings, title};
use super::log::Log;
use super::{pictures, tables};
use crate::figures::{Drawing, Pictures, file_names};
use crate::number::thousands;
use analysis::sensitivity::schema;
use analysis::sensitivity::{Analysis, Output, Plan};
use engine::ensemble::Options;
use engine::error::Result;
use engine::scenario::load::resolved::parameters_text;
use results::store::folder::RunSpec;
use results::store::manifest::{CaseRecord, ExperimentRecord, Manifest, ResultKind};
use results::store::staging::Staging;

/// Log of the analysis itself.
pub const ANALYSIS_LOG: &str = "analysis.log";
/// Log of the screening before it.
pub const SCREENING_LOG: &str = "screening.log";

/// Names of all files that an analysis of these outputs may write.
pub fn names(outputs: &[Output]) -> Vec<String> {
    let figures = pictures::names(outputs);
    let tables = tables::TABLES.into_iter().map(str::to_owned);
    tables.chain(file_names(figures)).collect()
}

/// The outputs of every row of the design: those in the log, and the rest simulated now and appended to it. `on_rows`
/// is told how many rows are done.
///
/// # Errors
/// The engine's own; a log that cannot be read or written.
pub fn results(
    staging: &Staging,
    log: &str,
    plan: &Plan,
    options: &Options,
    on_rows: &mut dyn FnMut(u64),
) -> Result<Vec<f64>> {
    let (mut log, mut results) = Log::open(staging, log, plan)?;
    let outputs = plan.outputs.len();
    let first = results.len() / (outputs * plan.design.width());
    results.reserve(plan.design.rows() * outputs - results.len());
    on_rows((results.len() / outputs) as u64);
    plan.simulate(options, first, &mut |finished| {
        log.append(&finished)?;
        results.extend(finished.outputs);
        on_rows((results.len() / outputs) as u64);
        Ok(())
    })?;
    Ok(results)
}

/// A finished screening that chose the inputs.
pub struct Screening<'a> {
    pub plan: &'a Plan<'a>,
    pub analysis: &'a Analysis,
}

impl Screening<'_> {
    fn words(&self, plan: &Plan) -> String {
        format!(
            "Inputs: the {} most influential of {} (correlated ones count as one), by a Morris screening with {} trajectories \
             ({}); everything else is as the worlds have it.",
            plan.choice.factors.len(),
            self.plan.choice.factors.len(),
            thousands(self.plan.design.units() as f64),
            schema::SCREENING_CSV
        )
    }
}

/// Everything that is known when an analysis is done.
pub struct Complete<'a> {
    pub plan: &'a Plan<'a>,
    pub results: &'a [f64],
    pub analysis: &'a Analysis,
    pub screening: Option<Screening<'a>>,
    /// What was asked, as text.
    pub specification: String,
    /// Whether figures are drawn now.
    pub drawing: Drawing,
}

impl Complete<'_> {
    /// Writes tables and figures and moves everything to its place.
    ///
    /// # Errors
    /// A file cannot be written or moved.
    pub fn write(&self, staging: Staging, spec: &RunSpec, replaced: Option<&Manifest>) -> Result<Manifest> {
        let (plan, analysis) = (self.plan, self.analysis);
        tables::write_rows(&staging, plan, self.results)?;
        let mut whole = vec![tables::indices(plan, analysis, false), tables::inputs(plan)];
        let screening = self.screening.as_ref();
        whole.extend(screening.map(|screening| tables::indices(screening.plan, screening.analysis, true)));
        whole.push(tables::dictionary(plan, screening.is_some()));
        let mut names = vec![schema::DESIGN_CSV, schema::RESULTS_CSV];
        names.extend(staging.write_tables(&whole)?);
        let pictures = Pictures::new(pictures::figures(plan, analysis, &spec.key), self.drawing);
        let kind = ResultKind::Sensitivity(self.record());
        let seed = plan.scenario.seed;
        staging.conclude(spec, seed, &names, pictures.files()?, kind, replaced)
    }

    fn record(&self) -> ExperimentRecord {
        let (plan, analysis) = (self.plan, self.analysis);
        let screened = self.screening.as_ref();
        let of_screening = screened.map_or((0, 0), |screening| {
            (screening.plan.design.rows() as u64, screening.analysis.failed)
        });
        let words = screened.map(|screening| screening.words(plan));
        ExperimentRecord {
            title: title(plan),
            findings: words.into_iter().chain(findings(plan, analysis)).collect(),
            worlds: plan.design.rows() as u64 + of_screening.0,
            failed: analysis.failed + of_screening.1,
            cases: vec![CaseRecord::new(&plan.scenario.name, plan.scenario)],
            parameters_toml: parameters_text(&plan.scenario.cards),
            specification: self.specification.clone(),
        }
    }
}
