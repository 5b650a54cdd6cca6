//! `detente run`: simulate a scenario and write tables and figures.

use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;
use detente::analysis::asked::metrics;
use detente::analysis::precision::Precision;
use detente::analysis::precision::until::Pilot;
use detente::analysis::run::recorded::Recorded;
use detente::analysis::run::schema::KEPT_CSV;
use detente::ensemble::{self, Workers};
use detente::error::{Error, Result};
use detente::model::metrics::Metric;
use detente::report::answers;
use detente::report::catalogue::english;
use detente::report::needs;
use detente::report::number::{counted, readable, thousands};
use detente::report::pictures;
use detente::report::selection::{Rows, Selection};
use detente::report::study::scenario_inputs;
use detente::report::writer::{self, Pace, Writer};
use detente::results::claim::Role;
use detente::results::store::folder::RunSpec;
use detente::results::store::manifest::{Manifest, READING, ResultKind, RunRecord, quoted};
use detente::results::store::seed::Seed;
use detente::scenario::Scenario;
use detente::scenario::dated::Dated;
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
    #[command(flatten)]
    tables: TableArguments,
    /// Say at the end where the time went: draws, each stage of a month, statistics, rows, figures, files.
    #[arg(long)]
    profile: bool,
    /// Store a checkpoint after so many worlds instead of every few seconds.
    #[arg(long, value_name = "WORLDS", value_parser = pace, allow_negative_numbers = true)]
    checkpoint_every: Option<u64>,
}

/// Which tables are written.
#[derive(Debug, Clone, Args)]
pub struct TableArguments {
    /// Also write the monthly series of the first N worlds one by one.
    #[arg(long, value_name = "N", value_parser = kept, allow_negative_numbers = true)]
    keep_trajectories: Option<u64>,
    /// Tables with one row a world: `metrics` (metrics.csv, 0.5 kB a world), `all` (draws.csv too, 4 kB a world: 40 MB for ten thousand), or
    /// `none` (summaries only).
    #[arg(long, value_name = "WHICH", default_value = "metrics", value_parser = rows)]
    rows: Rows,
    /// Monthly series whose spread over worlds is counted and written (trajectories.csv): `none`, which is fastest; `drawn`, what figures
    /// and pages show; `all`; or names with commas between them, such as `drawn,china.migration` (`detente list --variables`).
    #[arg(long, value_name = "WHICH", default_value = "drawn", value_parser = recorded)]
    series: Recorded,
    /// Also keep a monthly series at a date in every world, such as 'china_lag_months@2032' (the end of the year) or '...@2032-06'; may be
    /// given several times. It stands in all tables beside the other metrics.
    #[arg(long = "metric", value_name = "SERIES@DATE")]
    metrics: Vec<String>,
    /// Also write the tables as Parquet: columns with types, compressed, for pandas, polars, DuckDB, R.
    #[arg(long)]
    parquet: bool,
}

impl TableArguments {
    /// The scenario with everything applied.
    ///
    /// # Errors
    /// As [`ScenarioArguments::load`]; what `--metric` names is no series at a date within the horizon.
    pub fn load(&self, scenario: &ScenarioArguments) -> Result<Scenario> {
        let mut loaded = scenario.load(self.keep_trajectories)?;
        let metrics = metrics(&self.metrics, "--metric")?;
        let dates = self.metrics.iter().zip(metrics).map(|(key, metric)| dated(key, metric));
        let dates = dates.collect::<Result<Vec<_>>>()?;
        loaded
            .ask(&dates)
            .map_err(|error| Error::Usage(format!("--metric: {error}")))?;
        Ok(loaded)
    }

    /// The tables of a run of this scenario.
    pub fn selection(&self) -> Selection {
        Selection {
            rows: self.rows,
            series: self.series.clone(),
            parquet: self.parquet,
        }
    }

    /// What identifies the run of a scenario that `asked` names, and what to type for it.
    pub fn spec(&self, asked: &ScenarioArguments, scenario: &Scenario) -> RunSpec {
        let mut parts = scenario_inputs(scenario);
        parts.extend(self.selection().part());
        RunSpec::new(self.command(asked), parts)
    }

    /// What to type to get the same result: nothing in it that does not change the result.
    fn command(&self, asked: &ScenarioArguments) -> String {
        let mut words = vec!["detente".to_owned(), "run".to_owned()];
        words.extend(asked.words());
        words.extend(self.words());
        words.join(" ")
    }

    /// The options as they would be typed again.
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(kept) = self.keep_trajectories {
            words.extend(["--keep-trajectories".to_owned(), kept.to_string()]);
        }
        if self.rows != Rows::USUAL {
            words.extend(["--rows".to_owned(), self.rows.key().to_owned()]);
        }
        if self.series != Recorded::Drawn {
            words.extend(["--series".to_owned(), self.series.key()]);
        }
        for key in &self.metrics {
            words.extend(["--metric".to_owned(), quoted(key)]);
        }
        if self.parquet {
            words.push("--parquet".to_owned());
        }
        words
    }
}

/// The date of a metric that is to be kept beside those of every world.
fn dated(key: &str, metric: Metric) -> Result<Dated> {
    metric.dated().ok_or_else(|| {
        Error::Usage(format!(
            "--metric {key}: the tables of a run hold this metric already; a series at a date is written SERIES@YEAR, such as \
             china_lag_months@2032"
        ))
    })
}

fn kept(text: &str) -> std::result::Result<u64, String> {
    whole(text, 0, MAX_RUNS)
}

fn rows(text: &str) -> std::result::Result<Rows, String> {
    Rows::from_key(text).ok_or_else(|| format!("allowed: {}", Rows::ALL.map(Rows::key).join(", ")))
}

fn recorded(text: &str) -> std::result::Result<Recorded, String> {
    Recorded::parse(text).map_err(|error| error.to_string())
}

fn pace(text: &str) -> std::result::Result<u64, String> {
    whole(text, 1, MAX_RUNS)
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let asked = arguments.tables.load(&arguments.scenario)?;
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
            let scenario = arguments.tables.load(&arguments.scenario)?;
            perform_on(&arguments, &scenario, Some(&pilot))
        }
    }
}

fn perform_on(arguments: &Arguments, scenario: &Scenario, pilot: Option<&Pilot>) -> Result<()> {
    let selection = arguments.tables.selection();
    let spec = arguments.tables.spec(&arguments.scenario, scenario);
    let mut profile = None;
    let (place, names) = (default_out(scenario), writer::names());
    let needs = needs::of_run(scenario, &selection);
    let done = open(&place, &spec, &names, needs, &arguments.output, |staging| {
        let (writer, state) = Writer::open(scenario, spec.clone(), selection.clone(), staging, arguments.pace())?;
        let (manifest, outcome, where_time_went) = simulate(arguments, scenario, writer, state)?;
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
) -> Result<(Manifest, Outcome, Option<Profile>)> {
    let mut ledger = Ledger::open(arguments.profile);
    ledger.enter(Stretch::SettingUp);
    let begun = Instant::now();
    let first = state.next_run();
    let mut progress = Progress::new(scenario.runs, first, arguments.output.silent());
    let state = ensemble::run(scenario, &arguments.output.options(), state, &mut |batch, state| {
        ledger.rows(|| writer.take(batch, state))?;
        progress.set(state.next_run());
        Ok(progress.flow())
    });
    progress.finish();
    let state = state?;
    if !state.is_finished() {
        writer.store(&state)?;
        return Err(Error::Cancelled);
    }
    ledger.enter(Stretch::Simulation);
    let outcome = Outcome::Written {
        worlds: state.next_run() - first,
        seconds: begun.elapsed().as_secs_f64(),
    };
    let worlds = state.next_run() - first;
    let has_series = state.has_series();
    let manifest = conclude(scenario, writer, state, &arguments.output, &mut ledger)?;
    let profile = ledger.profile(scenario, arguments.output.options().instruction_set, has_series, worlds)?;
    Ok((manifest, outcome, profile))
}

/// Writes what is known when all worlds are in, and moves everything to its place. The counts are given back before anything is drawn: pixels take
/// as much room as they do.
///
/// # Errors
/// Threads that cannot be started; a file cannot be written or moved.
pub fn conclude(
    scenario: &Scenario,
    writer: Writer,
    state: ensemble::State,
    output: &OutputArguments,
    ledger: &mut Ledger,
) -> Result<Manifest> {
    let summary = state.summary_on(&Workers::new(output.options().threads)?);
    let precision = Precision::of(&state, &summary);
    drop(state);
    ledger.enter(Stretch::Summaries);
    let figures = pictures::of_run(scenario, &summary, &precision, writer.key());
    let pictures = output.pictures(figures);
    pictures.files()?;
    ledger.enter(Stretch::Figures);
    let manifest = writer.finish(&summary, &precision, &pictures)?;
    ledger.enter(Stretch::Files);
    Ok(manifest)
}

impl Arguments {
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
            text.push_str(&shown(record, scenario));
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
        if self.output.quiet {
            return Ok(text);
        }
        let there = record.counts.kept_trajectories;
        if let Some(asked) = self.tables.keep_trajectories.filter(|&asked| asked > there) {
            text.push_str(&format!(
                "  ({} holds all {}; {} were asked for)\n",
                KEPT_CSV,
                counted(there, "world"),
                thousands(asked as f64)
            ));
        }
        if let Some(speed) = outcome.speed() {
            let ending = if profile.is_some() { '\n' } else { ' ' };
            text.push_str(&format!("{} simulations per second.{ending}", readable(speed)));
        }
        text.push_str(&profile.map(Profile::text).unwrap_or_default());
        text.push_str(READING);
        text.push('\n');
        Ok(text)
    }
}

/// What the run found: one line a question, and what must be known before it is believed.
pub fn shown(record: &RunRecord, scenario: &Scenario) -> String {
    let (words, headlines) = (english(), &record.headlines);
    let mut text = format!(
        "{}: {} to {}, seed {}\n",
        scenario.title,
        counted(headlines.worlds, "simulation"),
        headlines.last_month,
        scenario.seed
    );
    let of = |role: Role| -> String {
        let claims = record.claims.iter().filter(|claim| claim.role == role);
        claims.map(|claim| answers::in_words(words, claim) + "\n").collect()
    };
    text.push_str(&of(Role::Warning));
    text.push_str(&answers::answers(words, &record.claims));
    text.push_str(&of(Role::Precision));
    if let Some(conditioning) = &record.conditioning {
        text.push_str(&(words.word(conditioning) + "\n"));
    }
    text
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
        "seed": Seed(manifest.seed),
        "counts": record.counts,
        "headlines": record.headlines,
        "claims": record.claims,
        "enough_worlds": record.enough_worlds,
        "precision": record.precision,
        "conditioning": record.conditioning.as_ref().map(|said| english().word(said)),
        "until": pilot.map(until::to_json),
        "files": manifest.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
        "worlds_per_second": outcome.speed().map(f64::round),
        "profile": profile.map(Profile::to_json),
        "reading": manifest.reading,
    });
    format!("{report:#}\n")
}
