//! `detente validate`: hold the simulated history against the recorded one.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use detente::analysis::facts::{self, FactSet};
use detente::analysis::observables::{self, Observables};
use detente::analysis::validate::schema::VALIDATION_CSV;
use detente::analysis::validate::{Options, Validation, validate};
use detente::error::Result;
use detente::report::figures::file_names;
use detente::report::validation::{self};
use detente::results::store::folder::{RunSpec, SpecInput};
use detente::results::store::headlines::Reading;
use detente::results::store::manifest::READING;
use detente::results::store::manifest::{CaseRecord, ExperimentRecord, Manifest, ResultKind, quoted};
use detente::scenario::Scenario;
use detente::scenario::load::resolved::parameters_text;
use detente::scenario::reader::Source;
use serde_json::json;

use super::output::{Outcome, OutputArguments, Work};
use super::request::{ScenarioArguments, read};
use super::screen;

/// Output folder where none is given.
const FOLDER: &str = "outputs/validation";
/// Facts of the current folder that stand in for the shipped ones.
const FACTS: &str = "configs/facts.csv";
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

/// What the history is held against, as texts.
struct Records {
    observables: Source,
    /// The facts that every validation knows: naive forecasts go on from them.
    known: Source,
    /// The facts that are judged.
    facts: Source,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let begun = Instant::now();
    let records = arguments.records()?;
    let observables = Observables::parse(&records.observables.name, &records.observables.text)?;
    let parse = |source: &Source| FactSet::parse(&source.name, source.text.as_bytes(), &observables);
    let (known, facts) = (parse(&records.known)?, parse(&records.facts)?);
    for warning in &facts.warnings {
        eprintln!("note: {warning}");
    }
    let scenario = arguments.scenario.load(None)?;
    let options = Options {
        ensemble: arguments.output.options(),
        known: known.facts,
    };
    // A matter of a second or two, whose scores are shown in any case.
    let result = validate(&scenario, &facts.facts, &options)?;
    let spec = RunSpec::new(arguments.command(), records.parts(&scenario));
    let figures = validation::figures(&result, &scenario, &spec.key);
    let names: Vec<String> = std::iter::once(VALIDATION_CSV.to_owned())
        .chain(file_names(figures.iter().map(|figure| &figure.name)))
        .collect();
    let opened = arguments.output.open(Path::new(FOLDER), &spec, &names)?;
    let (manifest, outcome) = match opened.work {
        Work::AlreadyThere(manifest) => (*manifest, Outcome::AlreadyThere),
        Work::Moved(manifest) => (*manifest, Outcome::MOVED),
        Work::Do { staging, replaced } => {
            staging.write_tables(&[validation::table(&result)])?;
            let kind = ResultKind::Validate(records.record(&result, &scenario));
            let pictures = arguments.output.pictures(figures);
            let (seed, tables) = (scenario.seed, [VALIDATION_CSV]);
            let manifest = staging.conclude(&spec, seed, &tables, pictures.files()?, kind, replaced.as_deref())?;
            let (worlds, seconds) = (result.runs, begun.elapsed().as_secs_f64());
            (manifest, Outcome::Written { worlds, seconds })
        }
    };
    screen::print(&arguments.shown(&result, &opened.out, &manifest, outcome))
}

/// A file of the current folder if it is there, else what is shipped.
fn local_or(path: &str, shipped: &str) -> Result<Source> {
    match Path::new(path) {
        local if local.is_file() => read(local),
        _ => Ok(Source {
            name: path.to_owned(),
            text: shipped.to_owned(),
        }),
    }
}

impl Records {
    /// The texts that decide the result.
    fn parts(&self, scenario: &Scenario) -> Vec<SpecInput> {
        let mut parts = SpecInput::of_scenario(scenario);
        parts.push(SpecInput::new("facts file", &self.facts.text));
        parts.push(SpecInput::new("file of known facts", &self.known.text));
        parts.push(SpecInput::new("file of observables", &self.observables.text));
        parts
    }

    fn record(&self, result: &Validation, scenario: &Scenario) -> ExperimentRecord {
        ExperimentRecord {
            title: format!("{}: the simulated history against the recorded one", scenario.title),
            findings: validation::findings(result),
            worlds: result.runs,
            failed: 0,
            cases: vec![CaseRecord::new(&scenario.name, scenario)],
            parameters_toml: parameters_text(&scenario.cards),
            specification: match self.facts.text == facts::SHIPPED {
                true => String::new(),
                false => self.facts.text.clone(),
            },
        }
    }
}

impl Arguments {
    fn records(&self) -> Result<Records> {
        let known = local_or(FACTS, facts::SHIPPED)?;
        Ok(Records {
            observables: local_or(OBSERVABLES, observables::SHIPPED)?,
            facts: match &self.facts {
                Some(path) => read(path)?,
                None => known.clone(),
            },
            known,
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
    fn shown(&self, result: &Validation, out: &Path, manifest: &Manifest, outcome: Outcome) -> String {
        let place = outcome.place(out, manifest);
        match (self.output.json, self.output.quiet) {
            (true, _) => as_json(result, out, outcome),
            (false, true) => place,
            (false, false) => format!("{}{place}{READING}\n", as_text(result)),
        }
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
    for finding in validation::findings(result) {
        text.push_str(&format!("{finding}\n"));
    }
    text
}

fn as_json(result: &Validation, out: &Path, outcome: Outcome) -> String {
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
        "overall": scores(&result.overall),
        "areas": areas,
        "outside": result.judged.iter().filter(|judged| !judged.inside).map(|judged| &judged.fact.id).collect::<Vec<_>>(),
        "not_covered": result.not_covered.iter().map(|missing| &missing.fact.id).collect::<Vec<_>>(),
        "out": out.display().to_string(),
        "reading": READING,
    });
    format!("{report:#}\n")
}
