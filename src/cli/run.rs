//! `detente run`: simulate a scenario and write tables and figures.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use detente::ensemble::{self, Flow, Options};
use detente::error::Result;
use detente::report::figures::render_all;
use detente::report::folder::{self, Intent, Plan, Staging, Ticket};
use detente::report::headlines::READING;
use detente::report::manifest::{Key, MANIFEST_JSON, Manifest};
use detente::report::number::{counted, thousands};
use detente::report::pictures;
use detente::report::tables;
use detente::report::writer::{Pace, Writer};
use detente::scenario::Scenario;
use detente::scenario::load::files::MAX_RUNS;
use serde_json::json;

use super::request::{ScenarioArguments, default_out, whole};
use super::screen;

/// Time between two checkpoints.
const CHECKPOINT_TIME: Duration = Duration::from_secs(5);

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// Output folder; if not given, `outputs/` and the names of scenario, policies, worldviews and settings.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace another result in the output folder.
    #[arg(long, conflicts_with = "resume")]
    force: bool,
    /// Go on with a run that was interrupted.
    #[arg(long)]
    resume: bool,
    /// Threads; all processors if not given. Results are the same for any number.
    #[arg(long, value_name = "N", value_parser = threads, allow_negative_numbers = true)]
    threads: Option<NonZeroUsize>,
    /// Also write the monthly series of the first N worlds one by one.
    #[arg(long, value_name = "N", value_parser = kept, allow_negative_numbers = true)]
    keep_trajectories: Option<u64>,
    /// Write no figures.
    #[arg(long)]
    no_figures: bool,
    /// Print only the paths of what was written.
    #[arg(long)]
    quiet: bool,
    /// Print the summary as JSON.
    #[arg(long, conflicts_with = "quiet")]
    json: bool,
    /// Store a checkpoint after so many worlds instead of every few seconds.
    #[arg(long, value_name = "WORLDS", value_parser = pace, allow_negative_numbers = true)]
    checkpoint_every: Option<u64>,
}

/// A number of threads that a machine can start.
pub fn threads(text: &str) -> std::result::Result<NonZeroUsize, String> {
    match text.parse::<NonZeroUsize>() {
        Ok(threads) if threads.get() <= 1024 => Ok(threads),
        _ => Err("allowed: 1 to 1024".to_owned()),
    }
}

fn kept(text: &str) -> std::result::Result<u64, String> {
    whole(text, 0, MAX_RUNS)
}

fn pace(text: &str) -> std::result::Result<u64, String> {
    whole(text, 1, MAX_RUNS)
}

/// How a result came to be there.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Outcome {
    AlreadyThere,
    /// Simulated now: so many worlds in so many seconds.
    Written {
        worlds: u64,
        seconds: f64,
    },
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let scenario = arguments.scenario.load(arguments.keep_trajectories)?;
    let out = arguments.out.clone().unwrap_or_else(|| default_out(&scenario));
    let ticket = Ticket {
        key: Key::of(&scenario),
        command: arguments.command(),
    };
    let intent = match (arguments.force, arguments.resume) {
        (true, _) => Intent::Force,
        (false, true) => Intent::Resume,
        (false, false) => Intent::Careful,
    };
    let plan = folder::plan(&out, folder::inspect(&out)?, &ticket.key, intent, !arguments.no_figures)?;
    let (manifest, outcome) = match plan {
        Plan::AlreadyThere(manifest) => (*manifest, Outcome::AlreadyThere),
        Plan::Start(replaced) => {
            if arguments.resume && !arguments.json {
                eprintln!(
                    "There is nothing to go on with in {}: starting from the beginning.",
                    out.display()
                );
            }
            let (writer, state) = Writer::start(&scenario, ticket, &out, arguments.pace())?;
            simulate(arguments, &scenario, writer, state, replaced.as_deref())?
        }
        Plan::Resume(replaced) => {
            let staging = Staging::open(&out)?;
            if let Some(manifest) = staging.complete()? {
                // Everything was written; only the move to its place was interrupted.
                staging.publish(&manifest, replaced.as_deref())?;
                (
                    manifest,
                    Outcome::Written {
                        worlds: 0,
                        seconds: 0.0,
                    },
                )
            } else if !Writer::has_checkpoint(&staging) {
                // Interrupted before it had anything to go on from. The folder is let go of, to be opened anew.
                drop(staging);
                let (writer, state) = Writer::start(&scenario, ticket, &out, arguments.pace())?;
                simulate(arguments, &scenario, writer, state, replaced.as_deref())?
            } else {
                let (writer, state) = Writer::resume(&scenario, ticket, staging, arguments.pace())?;
                simulate(arguments, &scenario, writer, state, replaced.as_deref())?
            }
        }
    };
    screen::print(&arguments.report(&scenario, &out, &manifest, outcome))
}

fn simulate(
    arguments: &Arguments,
    scenario: &Scenario,
    mut writer: Writer,
    state: ensemble::State,
    replaced: Option<&Manifest>,
) -> Result<(Manifest, Outcome)> {
    let begun = Instant::now();
    let first = state.next_run();
    let bar = screen::progress(scenario.runs, arguments.quiet || arguments.json);
    bar.set_position(first);
    bar.reset_eta();
    let options = Options {
        threads: arguments.threads,
        ..Options::default()
    };
    let state = ensemble::run(scenario, &options, state, &mut |batch, state| {
        writer.take(batch, state)?;
        bar.set_position(state.next_run());
        Ok(Flow::Continue)
    });
    bar.finish_and_clear();
    let state = state?;
    let outcome = Outcome::Written {
        worlds: state.next_run() - first,
        seconds: begun.elapsed().as_secs_f64(),
    };
    let summary = state.summary();
    let figures = match arguments.no_figures {
        true => None,
        false => Some(render_all(&pictures::of_run(scenario, &summary, writer.key()))?),
    };
    let manifest = writer.finish(&summary, figures.as_deref(), replaced)?;
    Ok((manifest, outcome))
}

impl Arguments {
    /// What to type to get the same result: nothing in it that does not change the result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "run".to_owned()];
        words.extend(self.scenario.words());
        if let Some(kept) = self.keep_trajectories {
            words.extend(["--keep-trajectories".to_owned(), kept.to_string()]);
        }
        words.join(" ")
    }

    fn pace(&self) -> Pace {
        self.checkpoint_every.map_or(Pace::Every(CHECKPOINT_TIME), Pace::Worlds)
    }

    fn report(&self, scenario: &Scenario, out: &Path, manifest: &Manifest, outcome: Outcome) -> String {
        if self.json {
            return json_report(out, manifest, outcome);
        }
        let mut text = String::new();
        if !self.quiet {
            text.push_str(&manifest.headlines.text(&scenario.title, scenario.seed));
            text.push('\n');
        }
        text.push_str(&match outcome {
            Outcome::AlreadyThere => format!("Already there, unchanged: {}/\n", out.display()),
            Outcome::Written { .. } => format!("Written to {}/:\n{}", out.display(), listing(manifest)),
        });
        if self.quiet {
            return text;
        }
        let there = manifest.counts.kept_trajectories;
        if let Some(asked) = self.keep_trajectories.filter(|&asked| asked > there) {
            text.push_str(&format!(
                "  ({} holds all {}; {} were asked for)\n",
                tables::KEPT_CSV,
                counted(there, "world"),
                thousands(asked as f64)
            ));
        }
        if let Outcome::Written { worlds, seconds } = outcome
            && worlds > 0
        {
            let speed = worlds as f64 / seconds.max(1e-9);
            text.push_str(&format!(
                "{} worlds per second\n",
                detente::report::number::readable(speed)
            ));
        }
        text.push_str(READING);
        text.push('\n');
        text
    }
}

/// The files of a result, figures on one line.
fn listing(manifest: &Manifest) -> String {
    let (figures, tables): (Vec<_>, Vec<_>) = manifest
        .files
        .iter()
        .partition(|file| file.name.starts_with("figures/"));
    let mut text = format!("  {MANIFEST_JSON}\n");
    for file in tables {
        text.push_str(&format!("  {}\n", file.name));
    }
    if !figures.is_empty() {
        let names: Vec<&str> = figures
            .iter()
            .filter_map(|file| file.name.strip_prefix("figures/")?.strip_suffix(".svg"))
            .collect();
        text.push_str(&format!("  figures/*.svg and *.png: {}\n", names.join(", ")));
    }
    if manifest.counts.event_worlds < manifest.counts.worlds {
        text.push_str(&format!(
            "  (events.csv holds the first {} of {})\n",
            thousands(manifest.counts.event_worlds as f64),
            counted(manifest.counts.worlds, "world")
        ));
    }
    text
}

fn json_report(out: &Path, manifest: &Manifest, outcome: Outcome) -> String {
    let (status, speed) = match outcome {
        Outcome::AlreadyThere => ("already there", None),
        Outcome::Written { worlds: 0, .. } => ("written", None),
        Outcome::Written { worlds, seconds } => ("written", Some((worlds as f64 / seconds.max(1e-9)).round())),
    };
    let report = json!({
        "status": status,
        "out": out.display().to_string(),
        "command": manifest.command,
        "version": manifest.version,
        "short_hash": manifest.short_hash,
        "seed": manifest.seed,
        "counts": manifest.counts,
        "headlines": manifest.headlines,
        "files": manifest.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
        "worlds_per_second": speed,
        "reading": manifest.reading,
    });
    format!("{report:#}\n")
}
