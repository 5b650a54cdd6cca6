//! `detente shard`: a part of a run or sweep, which `detente merge` puts together with the others.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};
use detente::ensemble::{self, LEAF_RUNS};
use detente::error::{Error, Result};
use detente::report::study::spec;
use detente::report::sweep::writer::Writer as SweepWriter;
use detente::report::writer::shard::WholeRun;
use detente::report::writer::{Pace, Writer};
use detente::results::store::folder::RunSpec;
use detente::results::store::manifest::quoted;
use detente::results::store::shard::{Part, Unit, Whole};
use detente::results::store::shard_folder::{Plan, open};
use detente::results::store::staging::Staging;
use serde::Serialize;

use super::output::HowArguments;
use super::progress::Progress;
use super::request::{ScenarioArguments, whole};
use super::run::TableArguments;
use super::screen;
use super::sweep::{SweepArguments, simulate};

/// Time between two checkpoints.
const CHECKPOINT_TIME: Duration = Duration::from_secs(5);

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    study: Option<Of>,
    #[command(flatten)]
    run: RunShard,
}

#[derive(Debug, Subcommand)]
enum Of {
    /// Make a part of a sweep: some of its points.
    Sweep(SweepShard),
}

#[derive(Debug, Args)]
struct RunShard {
    #[command(flatten)]
    scenario: ScenarioArguments,
    #[command(flatten)]
    tables: TableArguments,
    #[command(flatten)]
    shard: ShardArguments,
}

#[derive(Debug, Args)]
struct SweepShard {
    #[command(flatten)]
    sweep: SweepArguments,
    #[command(flatten)]
    shard: ShardArguments,
}

/// Which part, and where it goes.
#[derive(Debug, Args)]
struct ShardArguments {
    /// First world of the part, from 0: a multiple of 32; of a sweep, the first point (row of the design).
    #[arg(long, value_name = "K", value_parser = number, allow_negative_numbers = true)]
    from: Option<u64>,
    /// First world (or point) of the next part; the end of the run (or sweep) if that is less.
    #[arg(long, value_name = "L", value_parser = number, allow_negative_numbers = true)]
    to: Option<u64>,
    /// The I-th of N parts of about the same size, such as 3/100, in the place of --from and --to.
    #[arg(long, value_name = "I/N", conflicts_with_all = ["from", "to"], value_parser = part)]
    part: Option<(u64, u64)>,
    /// Folder of the part. What a killed attempt left there is gone on with.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace another shard in the folder.
    #[arg(long)]
    force: bool,
    /// Print only where it was written.
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    how: HowArguments,
}

fn number(text: &str) -> std::result::Result<u64, String> {
    whole(text, 0, u64::from(u32::MAX))
}

fn part(text: &str) -> std::result::Result<(u64, u64), String> {
    let numbers = text
        .split_once('/')
        .map(|(place, count)| (place.parse(), count.parse()));
    match numbers {
        Some((Ok(place), Ok(count))) if (1..=count).contains(&place) => Ok((place, count)),
        _ => Err("write it as 3/100: the third of a hundred parts".to_owned()),
    }
}

impl ShardArguments {
    /// The part that is asked for, of a whole of `of` units that can be cut at multiples of `step`.
    fn part(&self, unit: Unit, of: u64, step: u64) -> Result<Part> {
        let steps = of.div_ceil(step);
        let border = |place: u64, count: u64| (u128::from(steps) * u128::from(place) / u128::from(count)) as u64 * step;
        let refuse = |why: String| Err(Error::Usage(why));
        let (from, to) = match (self.part, self.from, self.to) {
            (Some((place, count)), ..) => (border(place - 1, count), border(place, count)),
            (None, Some(from), Some(to)) => (from, to),
            (None, ..) => return refuse("say which part: --from and --to, or --part".to_owned()),
        };
        let to = to.min(of);
        let word = unit.word();
        if let (true, Some((place, count))) = (from >= to, self.part) {
            return refuse(format!(
                "part {place} of {count} is empty: {of} {word} can be cut into {steps} parts at most; take fewer"
            ));
        }
        if from >= to {
            return refuse(format!(
                "--from {from} --to {to} holds no {word}; allowed: --from below --to, both from 0 to {of}"
            ));
        }
        for (option, border) in [("--from", from), ("--to", to)] {
            if !border.is_multiple_of(step) && border != of {
                let below = border / step * step;
                return refuse(format!(
                    "{option} {border} is no multiple of {step}, at which {word} can be cut; take {below} or {}",
                    (below + step).min(of)
                ));
            }
        }
        Ok(Part { unit, from, to, of })
    }

    /// Opens the folder, does `work` there if the shard is not there already, and says so.
    fn perform(
        &self,
        spec: RunSpec,
        request: &impl Serialize,
        part: &Part,
        words: Vec<String>,
        work: impl FnOnce(Staging, &RunSpec, &Whole) -> Result<()>,
    ) -> Result<()> {
        let mut command = vec!["detente".to_owned(), "shard".to_owned()];
        command.extend(words);
        command.push(format!("--from {} --to {}", part.from, part.to));
        let no_place = || Error::Usage("say where the shard goes: --out DIR".to_owned());
        let out = self.out.as_deref().ok_or_else(no_place)?;
        let place = out.display();
        command.push(format!("--out {}", quoted(&place.to_string())));
        let own = part.spec(&spec, command.join(" "));
        let request = serde_json::to_value(request).map_err(|error| Error::File(error.to_string()))?;
        let said = match open(out, &own, &spec.key, part, self.force)? {
            Plan::AlreadyThere => format!("Already there, unchanged: {place}/\n"),
            Plan::Do(staging) => {
                work(staging, &own, &Whole { spec, request })?;
                format!("Written to {place}/\n")
            }
        };
        let (unit, from, last, of) = (part.unit.word(), part.from, part.to - 1, part.of);
        screen::print(&match self.quiet {
            true => said,
            false => format!("{unit} {from} to {last} of {of}\n{said}"),
        })
    }
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    match &arguments.study {
        Some(Of::Sweep(asked)) => of_sweep(asked),
        None => of_run(&arguments.run),
    }
}

fn of_run(asked: &RunShard) -> Result<()> {
    let RunShard {
        scenario: named,
        tables,
        shard,
    } = asked;
    let scenario = tables.load(named)?;
    let part = shard.part(Unit::Worlds, scenario.runs, LEAF_RUNS)?;
    let selection = tables.selection();
    let spec = tables.spec(named, &scenario);
    let whole = WholeRun::new(scenario.clone(), &selection);
    let words = named.words().into_iter().chain(tables.words()).collect();
    shard.perform(spec, &whole, &part, words, |staging, own, whole| {
        let pace = Pace::Every(CHECKPOINT_TIME);
        let (mut writer, state) = Writer::open_part(&scenario, own.clone(), selection, staging, pace, part.range())?;
        let first = part.from;
        let mut progress = Progress::new(part.to - first, state.next_run() - first, shard.quiet);
        let state = ensemble::run(&scenario, &shard.how.options(), state, &mut |batch, state| {
            writer.take(batch, state)?;
            progress.set(state.next_run() - first);
            Ok(progress.flow())
        });
        progress.finish();
        let state = state?;
        if !state.is_finished() {
            writer.store(&state)?;
            return Err(Error::Cancelled);
        }
        writer.finish_shard(&state, whole, part.clone()).map(|_| ())
    })
}

fn of_sweep(asked: &SweepShard) -> Result<()> {
    let SweepShard { sweep, shard } = asked;
    let (_, request) = sweep.read()?;
    let part = shard.part(Unit::Points, request.design.len() as u64, 1)?;
    let spec = spec(&request, sweep.command());
    let words = std::iter::once("sweep".to_owned()).chain(sweep.words()).collect();
    shard.perform(spec, &request, &part, words, |staging, own, whole| {
        let points = part.from as usize..part.to as usize;
        let mut writer = SweepWriter::open_from(
            &request.design,
            (&request.scenarios[0].cards, &request.scenarios[0].dated),
            (&request.policies, &request.metrics),
            own,
            staging,
            request.worlds,
            points.start,
        )?;
        simulate(&request, points, &mut writer, &shard.how.options(), shard.quiet)?;
        writer
            .finish_shard(own.command.clone(), whole, part.clone())
            .map(|_| ())
    })
}
