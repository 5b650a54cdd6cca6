//! `detente run`: simulate a scenario and write tables and figures.

use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;
use detente::analysis::precision::Precision;
use detente::analysis::precision::until::Pilot;
use detente::analysis::run::schema::{DRAWS_CSV, KEPT_CSV};
use detente::ensemble::{self, Flow, Workers};
use detente::error::{Error, Result};
use detente::report::headlines;
use detente::report::number::{counted, readable, thousands};
use detente::report::pictures;
use detente::report::selection::{MOST_DRAWS, Rows, Selection};
use detente::report::writer::{self, Pace, Writer};
use detente::results::store::folder::{RunSpec, SpecInput};
use detente::results::store::manifest::READING;
use detente::results::store::manifest::{Manifest, ResultKind, RunRecord};
use detente::scenario::Scenario;
use detente::scenario::load::files::MAX_RUNS;
use serde_json::json;

use super::output::{Outcome, OutputArguments};
use super::perform::open;
use super::profile::{Ledger, Part as Stretch, Profile};
use super::progress::Progress;
use super::request::{ScenarioArguments, default_out, whole};
use super::screen;
use super::until::{self, UntilArguments};

/// Time between two checkpoints.
const CHECKPOINT_TIME: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    #[command(flatten)]
    until: UntilArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// Also write the monthly series of the first N worlds one by one.
    #[arg(long, value_name = "N", value_parser = kept, allow_negative_numbers = true)]
    keep_trajectories: Option<u64>,
    /// Tables with one row a world: `all` (metrics.csv, 0.5 kB a world, and draws.csv, 4 kB a world: 4 GB for a million), `metrics`, or
    /// `none` (summaries only). If not given: all up to 200,000 worlds, metrics beyond.
    #[arg(long, value_name = "WHICH", value_parser = rows)]
    rows: Option<Rows>,
    /// Also write the tables as Parquet: columns with types, compressed, for pandas, polars, DuckDB, R.
    #[arg(long)]
    parquet: bool,
    /// Say at the end where the time went: draws, each stage of a month, statistics, rows, figures, files.
    #[arg(long)]
    profile: bool,
    /// Store a checkpoint after so many worlds instead of every few seconds.
    #[arg(long, value_name = "WORLDS", value_parser = pace, allow_negative_numbers = true)]
    checkpoint_every: Option<u64>,
}

fn kept(text: &str) -> std::result::Result<u64, String> {
    whole(text, 0, MAX_RUNS)
}

fn rows(text: &str) -> std::result::Result<Rows, String> {
    Rows::from_key(text).ok_or_else(|| format!("allowed: {}", Rows::ALL.map(Rows::key).join(", ")))
}

fn pace(text: &str) -> std::result::Result<u64, String> {
    whole(text, 1, MAX_RUNS)
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let asked = arguments.scenario.load(arguments.keep_trajectories)?;
    let pilot = arguments.until.settle(
        std::slice::from_ref(&asked),
        arguments.scenario.runs(),
        &arguments.output.options(),
        arguments.output.silent(),
    )?;
    match pilot {
        None => perform_on(arguments, &asked, None),
        Some(pilot) => {
            // From here on it is the command with that number of worlds.
            let arguments = Arguments {
                scenario: arguments.scenario.with_runs(pilot.runs),
                ..arguments.clone()
            };
            let scenario = arguments.scenario.load(arguments.keep_trajectories)?;
            perform_on(&arguments, &scenario, Some(&pilot))
        }
    }
}

fn perform_on(arguments: &Arguments, scenario: &Scenario, pilot: Option<&Pilot>) -> Result<()> {
    let selection = arguments.selection(scenario);
    let mut parts = SpecInput::of_scenario(scenario);
    parts.extend(selection.part());
    let spec = RunSpec::new(arguments.command(scenario), parts);
    let mut profile = None;
    let (place, names) = (default_out(scenario), writer::names());
    let done = open(&place, &spec, &names, &arguments.output, |staging, replaced| {
        let (writer, state) = Writer::open(scenario, spec.clone(), selection, staging, arguments.pace())?;
        let (manifest, outcome, where_time_went) = simulate(arguments, scenario, writer, state, replaced)?;
        profile = where_time_went;
        Ok((manifest, outcome))
    })?;
    let report = Report {
        scenario,
        pilot,
        out: &done.out,
        manifest: &done.manifest,
        outcome: done.outcome,
        profile: profile.as_ref(),
    };
    screen::print(&arguments.report(&report)?)
}

fn simulate(
    arguments: &Arguments,
    scenario: &Scenario,
    mut writer: Writer,
    state: ensemble::State,
    replaced: Option<&Manifest>,
) -> Result<(Manifest, Outcome, Option<Profile>)> {
    let mut ledger = Ledger::open(arguments.profile);
    ledger.enter(Stretch::SettingUp);
    let begun = Instant::now();
    let first = state.next_run();
    let mut progress = Progress::new(scenario.runs, first, arguments.output.silent());
    let state = ensemble::run(scenario, &arguments.output.options(), state, &mut |batch, state| {
        ledger.rows(|| writer.take(batch, state))?;
        progress.set(state.next_run());
        Ok(Flow::Continue)
    });
    progress.finish();
    let state = state?;
    ledger.enter(Stretch::Simulation);
    let outcome = Outcome::Written {
        worlds: state.next_run() - first,
        seconds: begun.elapsed().as_secs_f64(),
    };
    let summary = state.summary_on(&Workers::new(arguments.output.options().threads)?);
    let precision = Precision::of(&state, &summary);
    ledger.enter(Stretch::Summaries);
    let figures = pictures::of_run(scenario, &summary, &precision, writer.key());
    let pictures = arguments.output.pictures(figures);
    pictures.files()?;
    ledger.enter(Stretch::Figures);
    let manifest = writer.finish(&summary, &precision, &pictures, replaced)?;
    ledger.enter(Stretch::Files);
    let profile = ledger.profile(
        scenario,
        arguments.output.options().instruction_set,
        state.next_run() - first,
    )?;
    Ok((manifest, outcome, profile))
}

impl Arguments {
    /// What to type to get the same result: nothing in it that does not change the result.
    fn command(&self, scenario: &Scenario) -> String {
        let mut words = vec!["detente".to_owned(), "run".to_owned()];
        words.extend(self.scenario.words());
        if let Some(kept) = self.keep_trajectories {
            words.extend(["--keep-trajectories".to_owned(), kept.to_string()]);
        }
        let rows = self.selection(scenario).rows;
        if rows != Rows::default_of(scenario.runs) {
            words.extend(["--rows".to_owned(), rows.key().to_owned()]);
        }
        if self.parquet {
            words.push("--parquet".to_owned());
        }
        words.join(" ")
    }

    fn selection(&self, scenario: &Scenario) -> Selection {
        Selection {
            rows: self.rows.unwrap_or_else(|| Rows::default_of(scenario.runs)),
            parquet: self.parquet,
        }
    }

    fn pace(&self) -> Pace {
        self.checkpoint_every.map_or(Pace::Every(CHECKPOINT_TIME), Pace::Worlds)
    }

    fn report(&self, report: &Report<'_>) -> Result<String> {
        let Report {
            scenario,
            pilot,
            out,
            manifest,
            outcome,
            profile,
        } = *report;
        let ResultKind::Run(record) = &manifest.kind else {
            return Err(Error::Usage(format!("{} holds no run", out.display())));
        };
        if self.output.json {
            return Ok(json_report(report, record));
        }
        let mut text = String::new();
        if !self.output.quiet {
            text.push_str(&headlines::text(&record.headlines, &scenario.title, scenario.seed));
            text.push_str(&format!("{}\n", record.precision));
            text.push_str(&pilot.map(until::text).unwrap_or_default());
            text.push('\n');
        }
        text.push_str(&outcome.place(out, manifest));
        if let Outcome::Written { .. } = outcome
            && record.counts.event_worlds < record.counts.worlds
        {
            text.push_str(&format!(
                "  (events.csv holds the first {} of {})\n",
                thousands(record.counts.event_worlds as f64),
                counted(record.counts.worlds, "world")
            ));
        }
        if self.rows.is_none() && outcome != Outcome::AlreadyThere && !self.selection(scenario).has(DRAWS_CSV) {
            text.push_str(&format!(
                "  ({} is left out of more than {}; `--rows all` writes it, 4 kB a world)\n",
                DRAWS_CSV,
                counted(MOST_DRAWS, "world")
            ));
        }
        if self.output.quiet {
            return Ok(text);
        }
        let there = record.counts.kept_trajectories;
        if let Some(asked) = self.keep_trajectories.filter(|&asked| asked > there) {
            text.push_str(&format!(
                "  ({} holds all {}; {} were asked for)\n",
                KEPT_CSV,
                counted(there, "world"),
                thousands(asked as f64)
            ));
        }
        if let Some(speed) = outcome.speed() {
            text.push_str(&format!("{} worlds per second\n", readable(speed)));
        }
        text.push_str(&profile.map(Profile::text).unwrap_or_default());
        text.push_str(READING);
        text.push('\n');
        Ok(text)
    }
}

/// What there is to say at the end.
#[derive(Clone, Copy)]
struct Report<'a> {
    scenario: &'a Scenario,
    pilot: Option<&'a Pilot>,
    out: &'a Path,
    manifest: &'a Manifest,
    outcome: Outcome,
    profile: Option<&'a Profile>,
}

fn json_report(report: &Report<'_>, record: &RunRecord) -> String {
    let Report {
        pilot,
        out,
        manifest,
        outcome,
        profile,
        ..
    } = *report;
    let report = json!({
        "status": outcome.status(),
        "out": out.display().to_string(),
        "command": manifest.command,
        "version": manifest.version,
        "short_hash": manifest.short_hash,
        "seed": manifest.seed,
        "counts": record.counts,
        "headlines": record.headlines,
        "enough_worlds": record.enough_worlds,
        "precision": record.precision,
        "until": pilot.map(until::to_json),
        "files": manifest.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
        "worlds_per_second": outcome.speed().map(f64::round),
        "profile": profile.map(Profile::to_json),
        "reading": manifest.reading,
    });
    format!("{report:#}\n")
}
