//! `detente compare`: policies against a reference on the same worlds.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use detente::analysis::compare::{Case, CaseResult, check, effects, idle_settings};
use detente::analysis::precision::until::Pilot;
use detente::ensemble::{self, Detail, Flow, State, checkpoint};
use detente::error::{Error, Result};
use detente::report::compare::{self, Comparison, DRAWN};
use detente::report::number::{counted, readable};
use detente::results::store::folder::RunSpec;
use detente::results::store::manifest::READING;
use detente::results::store::manifest::{Key, Manifest, ResultKind, quoted};
use detente::results::store::staging::Staging;
use detente::scenario::Scenario;
use detente::scenario::load::alternative::Alternative;
use serde_json::json;

use super::output::{Opened, Outcome, OutputArguments, Work};
use super::progress::Progress;
use super::request::{CommonArguments, default_out, is_plain};
use super::screen;
use super::until::{self, UntilArguments};

/// Longest part of a folder's name that the alternatives may make up.
const LONGEST_NAMES: usize = 80;
/// Most worlds of a pilot where --runs does not say: as many as a comparison keeps.
const MOST_RUNS: u64 = ensemble::EXACT_RUNS;

#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Policies to compare, by name or path; join several into one alternative with `+`. An alternative may also be settings, such as
    /// 'us.chip_controls=0.5, us.enforcement=0.8', and have a label: 'Half: us.chip_controls=0.5'.
    #[arg(value_name = "POLICY")]
    alternatives: Vec<String>,
    /// Another alternative, written in the same way; may be given several times.
    #[arg(long = "policy", value_name = "ALTERNATIVE")]
    more: Vec<String>,
    /// What to compare with, written in the same way; if not given, the plain scenario.
    #[arg(long, value_name = "ALTERNATIVE")]
    reference: Option<String>,
    #[command(flatten)]
    common: CommonArguments,
    #[command(flatten)]
    until: UntilArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let cases = arguments.cases()?;
    check(&cases)?;
    let scenarios: Vec<Scenario> = cases.iter().map(|case| case.scenario.clone()).collect();
    let most_runs = arguments.common.runs().unwrap_or(MOST_RUNS);
    let pilot = arguments.until.settle(
        &scenarios,
        Some(most_runs),
        &arguments.output.options(),
        arguments.output.silent(),
    )?;
    match pilot {
        None => perform_on(arguments, &cases, None),
        Some(pilot) => {
            let arguments = Arguments {
                common: arguments.common.with_runs(pilot.runs),
                ..arguments.clone()
            };
            perform_on(&arguments, &arguments.cases()?, Some(&pilot))
        }
    }
}

fn perform_on(arguments: &Arguments, cases: &[Case], pilot: Option<&Pilot>) -> Result<()> {
    let spec = RunSpec::new(arguments.command(), compare::parts(cases));
    let Opened { out, work } = arguments
        .output
        .open(&place(cases, &spec.key), &spec, &compare::names())?;
    let (manifest, outcome) = match work {
        Work::AlreadyThere(manifest) => (*manifest, Outcome::AlreadyThere),
        Work::Moved(manifest) => (*manifest, Outcome::MOVED),
        Work::Do { staging, replaced } => {
            let begun = Instant::now();
            let manifest = compare(arguments, cases, &spec, staging, replaced.as_deref())?;
            let worlds = cases.iter().map(|case| case.scenario.runs).sum();
            let seconds = begun.elapsed().as_secs_f64();
            (manifest, Outcome::Written { worlds, seconds })
        }
    };
    screen::print(&arguments.report(&cases[0].scenario, pilot, &out, &manifest, outcome)?)
}

/// `outputs/`, the reference and the names of the alternatives; a hash where those make a long or awkward name.
fn place(cases: &[Case], key: &Key) -> PathBuf {
    let reference = default_out(&cases[0].scenario);
    let mut name = reference.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names: Vec<&str> = cases[1..].iter().map(|case| case.name.as_str()).collect();
    let names = names.join("-");
    let names = match is_plain(&names, LONGEST_NAMES) {
        true => &names,
        false => key.short(),
    };
    name.push_str(&format!("-vs-{names}"));
    reference.with_file_name(name)
}

fn compare(
    arguments: &Arguments,
    cases: &[Case],
    spec: &RunSpec,
    staging: Staging,
    replaced: Option<&Manifest>,
) -> Result<Manifest> {
    let options = arguments.output.options();
    let runs = cases[0].scenario.runs;
    let mut progress = Progress::new(runs * cases.len() as u64, 0, arguments.output.silent());
    let mut results = Vec::new();
    for (number, case) in (0..).zip(cases) {
        let done = runs * number;
        let state = match stored(&staging, number, case, spec) {
            Some(state) => state,
            None => {
                let state = State::new(&case.scenario, Detail::Chosen(DRAWN))?;
                let state = ensemble::run(&case.scenario, &options, state, &mut |_, state| {
                    progress.set(done + state.next_run());
                    Ok(Flow::Continue)
                })?;
                let bytes = checkpoint::encode(&state, spec.key.as_str().as_bytes());
                staging.write(&store_name(number), &bytes)?;
                state
            }
        };
        progress.set(done + runs);
        results.push(CaseResult::of(&state)?);
    }
    progress.finish();
    let idle = cases[1..]
        .iter()
        .map(|case| idle_settings(&cases[0].scenario, &case.scenario, &options))
        .collect::<Result<Vec<_>>>()?;
    let values: Vec<_> = results[1..].iter().map(|result| result.values.clone()).collect();
    let scenario = &cases[0].scenario;
    let effects = effects(&results[0].values, &values, scenario.months, scenario.seed);
    let compared = Comparison {
        cases,
        results: &results,
        effects: &effects,
        idle: &idle,
        key: &spec.key,
    };
    for (name, bytes) in compare::tables(&compared) {
        staging.write(name, &bytes)?;
    }
    let pictures = arguments.output.pictures(compare::figures(&compared));
    let kind = ResultKind::Compare(compared.record());
    let tables = &compare::TABLES;
    staging.conclude(spec, scenario.seed, tables, pictures.files()?, kind, replaced)
}

fn store_name(number: u64) -> String {
    format!("case-{number}.bin")
}

/// The finished ensemble of a case that an interrupted attempt left; what cannot be read is simulated again.
fn stored(staging: &Staging, number: u64, case: &Case, spec: &RunSpec) -> Option<State> {
    let bytes = std::fs::read(staging.folder().join(store_name(number))).ok()?;
    let (state, of) = checkpoint::decode(&bytes, &case.scenario).ok()?;
    (of == spec.key.as_str().as_bytes() && state.is_finished()).then_some(state)
}

impl Arguments {
    /// The reference and the alternatives, loaded.
    fn cases(&self) -> Result<Vec<Case>> {
        let mut cases = Vec::new();
        match &self.reference {
            Some(text) => cases.push(self.common.alternative(text)?),
            None => {
                let plain = self.common.load_alternative(&Alternative::default(), "")?;
                let name = plain.scenario.name.clone();
                cases.push(Case { name, ..plain });
            }
        }
        for text in self.alternatives.iter().chain(&self.more) {
            cases.push(self.common.alternative(text)?);
        }
        Ok(cases)
    }

    /// What to type to get the same result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "compare".to_owned()];
        words.extend(self.alternatives.iter().chain(&self.more).map(|text| quoted(text)));
        if let Some(reference) = &self.reference {
            words.extend(["--reference".to_owned(), quoted(reference)]);
        }
        words.extend(self.common.words());
        words.join(" ")
    }

    fn report(
        &self,
        scenario: &Scenario,
        pilot: Option<&Pilot>,
        out: &Path,
        manifest: &Manifest,
        outcome: Outcome,
    ) -> Result<String> {
        let ResultKind::Compare(record) = &manifest.kind else {
            return Err(Error::Usage(format!("{} holds no comparison", out.display())));
        };
        if self.output.json {
            let report = json!({
                "status": outcome.status(),
                "out": out.display().to_string(),
                "command": manifest.command,
                "version": manifest.version,
                "short_hash": manifest.short_hash,
                "seed": manifest.seed,
                "title": record.title,
                "worlds": record.worlds,
                "failed": record.failed,
                "findings": record.findings,
                "until": pilot.map(until::to_json),
                "files": manifest.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
                "reading": manifest.reading,
            });
            return Ok(format!("{report:#}\n"));
        }
        let mut text = String::new();
        if !self.output.quiet {
            let end = readable_year(ensemble::end_year(scenario.months));
            text.push_str(&compare::screen(record, scenario.runs, scenario.seed, &end));
            if record.failed > 0 {
                text.push_str(&format!("{} failed and left out\n", counted(record.failed, "world")));
            }
            text.push_str(&pilot.map(until::text).unwrap_or_default());
            text.push('\n');
        }
        text.push_str(&outcome.place(out, manifest));
        if !self.output.quiet {
            text.push_str(READING);
            text.push('\n');
        }
        Ok(text)
    }
}

/// A year without a mark between thousands; a whole one without decimals.
fn readable_year(year: f64) -> String {
    if year.fract() == 0.0 {
        format!("{year:.0}")
    } else {
        readable(year)
    }
}
