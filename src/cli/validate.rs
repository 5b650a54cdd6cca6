//! `detente validate`: hold the simulated history against the recorded one.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use detente::analysis::study::{Kind, Silent, Study, TextFile};
use detente::analysis::validate::sanity;
use detente::analysis::validate::{Request, Validation};
use detente::analysis::{facts, observables, published};
use detente::error::Result;
use detente::report::study::{Written, spec};
use detente::report::validation::{self, checks};
use detente::results::store::headlines::Reading;
use detente::results::store::manifest::{ExperimentRecord, READING, quoted};
use detente::scenario::reader::Source;
use serde_json::json;

use super::configurations::read;
use super::output::{Outcome, OutputArguments, found};
use super::perform::{Done, open, write_up};
use super::request::ScenarioArguments;
use super::screen;

/// Output folder where none is given.
const FOLDER: &str = "outputs/validation";
/// Facts of the current folder that stand in for the shipped ones.
const FACTS: &str = "configs/facts.csv";
/// The same of published forecasts.
const PUBLISHED: &str = "configs/published.csv";
/// The same of what is read off a run.
const OBSERVABLES: &str = "configs/observables.toml";

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// File of recorded facts; the shipped one, or `configs/facts.csv` of the current folder, if not given.
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArguments,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let study = arguments.request()?;
    for warning in &study.facts()?.warnings {
        screen::warn(&format!("note: {warning}"));
    }
    // A matter of a second or two, whose scores are shown in any case.
    let begun = Instant::now();
    let result = study.run(&arguments.output.options(), &mut Silent)?;
    let spec = spec(&study, arguments.command());
    let names = study.file_names();
    let done = open(
        Path::new(FOLDER),
        &spec,
        &names,
        study.needs(),
        &arguments.output,
        |staging| {
            let manifest = write_up(&study, &result, &spec, staging, &arguments.output)?;
            let (worlds, seconds) = (result.runs, begun.elapsed().as_secs_f64());
            Ok((manifest, Outcome::Written { worlds, seconds }))
        },
    )?;
    screen::print(&arguments.shown(&result, &done)?)
}

/// The facts of the current folder, or the shipped ones.
pub fn facts_file() -> Result<TextFile> {
    local_or(FACTS, facts::SHIPPED)
}

/// The same of what is read off a run.
pub fn observables_file() -> Result<TextFile> {
    local_or(OBSERVABLES, observables::SHIPPED)
}

/// A file of the current folder if it is there, else what is shipped.
fn local_or(path: &str, shipped: &str) -> Result<TextFile> {
    match Path::new(path) {
        local if local.is_file() => as_read(local),
        _ => Ok(TextFile {
            name: path.to_owned(),
            text: shipped.to_owned(),
        }),
    }
}

/// A file as a request carries it.
pub fn as_read(path: &Path) -> Result<TextFile> {
    let Source { name, text } = read(path)?;
    Ok(TextFile { name, text })
}

impl Arguments {
    fn request(&self) -> Result<Request> {
        let known = facts_file()?;
        Ok(Request {
            observables: observables_file()?,
            facts: match &self.facts {
                Some(path) => as_read(path)?,
                None => known.clone(),
            },
            known,
            published: local_or(PUBLISHED, published::SHIPPED)?,
            sanity: local_or(sanity::SHIPPED_NAME, sanity::SHIPPED)?,
            // Worlds that have seen the record cannot be held against it, unless just that is wanted.
            scenario: self.scenario.unconditioned_unless_asked()?,
        })
    }

    /// What to type to get the same result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "validate".to_owned()];
        words.extend(self.scenario.words());
        if let Some(path) = &self.facts {
            words.extend(["--facts".to_owned(), quoted(&path.display().to_string())]);
        }
        words.join(" ")
    }

    /// Facts and scores for people or for machines; with `--quiet` only where they are.
    fn shown(&self, result: &Validation, done: &Done) -> Result<String> {
        let place = done.outcome.place(&done.out, &done.manifest);
        let record = done.record(Kind::Validate)?;
        Ok(match (self.output.json, self.output.quiet) {
            (true, _) => as_json(result, record, &done.out, done.outcome),
            (false, true) => place,
            (false, false) => format!("{}{}{place}{READING}\n", as_text(result), found(record)),
        })
    }
}

fn as_text(result: &Validation) -> String {
    let header = ["id", "fact", "recorded", "median", "5-95 % band", "", "unit"];
    let mut text = screen::table(&header, &validation::screen_rows(result));
    text.push('\n');
    for missing in &result.not_covered {
        text.push_str(&format!("{}: not covered: {}\n", missing.fact.id, missing.reason));
    }
    let header = [
        "area",
        "facts",
        "inside",
        "band width",
        "score",
        "compared",
        "score",
        "naive score",
        "skill",
    ];
    text.push_str(&screen::table(&header, &validation::score_rows(result)));
    text.push('\n');
    let header = ["account", "equations", "largest residual", ""];
    text.push_str(&screen::table(&header, &checks::account_rows(result)));
    text.push('\n');
    let header = ["id", "magnitude", "dates", "of", "simulated", "bounds", "", "unit"];
    text.push_str(&screen::table(&header, &checks::magnitude_rows(result)));
    text.push('\n');
    text
}

fn as_json(result: &Validation, record: &ExperimentRecord, out: &Path, outcome: Outcome) -> String {
    let scores = |scores: &detente::analysis::scores::Scores| {
        json!({
            "facts": scores.facts,
            "inside_share": Reading(scores.inside_share),
            "mean_log10_width": Reading(scores.mean_log10_width),
            "mean_relative_width": Reading(scores.mean_relative_width),
            "mean_crps": Reading(scores.mean_crps),
            "naive_facts": scores.naive_facts,
            "mean_crps_compared": Reading(scores.mean_crps_compared),
            "mean_crps_naive": Reading(scores.mean_crps_naive),
            "naive_inside_share": Reading(scores.naive_inside_share),
            "skill": Reading(scores.skill),
        })
    };
    let areas: serde_json::Map<String, serde_json::Value> = result
        .areas
        .iter()
        .map(|(area, of)| (area.key().to_owned(), scores(of)))
        .collect();
    let report = json!({
        "status": outcome.status(),
        "runs": result.runs,
        "findings": record.findings,
        "claims": record.claims,
        "known_until": result.known_until.map(|month| month.to_string()),
        "overall": scores(&result.overall),
        "areas": areas,
        "outside": result.judged.iter().filter(|judged| !judged.inside).map(|judged| &judged.fact.id).collect::<Vec<_>>(),
        "accounts": result.accounts.iter().map(|audited| (audited.account.key().to_owned(), json!(audited.residual))).collect::<serde_json::Map<_, _>>(),
        "out_of_bounds": result
            .magnitudes
            .iter()
            .filter(|(bound, range)| range.is_some_and(|range| !sanity::keeps(bound, &range)))
            .map(|(bound, _)| &bound.id)
            .collect::<Vec<_>>(),
        "not_covered": result.not_covered.iter().map(|missing| &missing.fact.id).collect::<Vec<_>>(),
        "out": out.display().to_string(),
        "reading": READING,
    });
    format!("{report:#}\n")
}
