//! `detente merge`: the result of which all parts have been made.

use std::path::{Path, PathBuf};

use clap::Args;
use detente::analysis::study::Kind;
use detente::analysis::sweep::Request as SweepRequest;
use detente::ensemble::Workers;
use detente::error::{Error, Result};
use detente::report::needs;
use detente::report::sweep::writer::Writer as SweepWriter;
use detente::report::sweep::{conclude as conclude_sweep, file_names};
use detente::report::writer::shard::WholeRun;
use detente::report::writer::{self, Pace, Writer};
use detente::results::store::manifest::{READING, ResultKind};
use detente::results::store::shard::{Shard, Unit, Whole, in_order};
use serde::de::DeserializeOwned;

use super::output::{Outcome, OutputArguments};
use super::perform::open;
use super::profile::Ledger;
use super::request::default_out;
use super::run::{conclude, shown};
use super::screen;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Folders of `detente shard`, in any order: all parts of one run or sweep.
    #[arg(value_name = "DIR", required = true)]
    shards: Vec<PathBuf>,
    #[command(flatten)]
    output: OutputArguments,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let shards = in_order(&arguments.shards)?;
    let (folder, first) = &shards[0];
    let whole = first.whole(folder)?;
    match first.part.unit {
        Unit::Worlds => of_run(&shards, &whole, &arguments.output),
        Unit::Points => of_sweep(&shards, &whole, &arguments.output),
    }
}

/// The request that the shards keep.
fn request<T: DeserializeOwned>(whole: &Whole, folder: &Path) -> Result<T> {
    serde_json::from_value(whole.request.clone())
        .map_err(|error| Error::File(format!("cannot read the request of {}: {error}", folder.display())))
}

fn of_run(shards: &[(PathBuf, Shard)], whole: &Whole, output: &OutputArguments) -> Result<()> {
    let asked: WholeRun = request(whole, &shards[0].0)?;
    let scenario = &asked.request.scenario;
    let selection = asked.selection()?;
    let (place, names) = (default_out(scenario), writer::names());
    let done = open(
        &place,
        &whole.spec,
        &names,
        needs::of_run(scenario, &selection),
        output,
        |staging| {
            let (mut writer, _) = Writer::open(
                scenario,
                whole.spec.clone(),
                selection.clone(),
                staging,
                Pace::Worlds(u64::MAX),
            )?;
            let workers = Workers::new(output.options().threads)?;
            let state = writer.append(shards, &workers)?;
            let mut ledger = Ledger::open(false);
            let manifest = conclude(scenario, writer, state, output, &mut ledger)?;
            Ok((manifest, Outcome::MOVED))
        },
    )?;
    let ResultKind::Run(record) = &done.manifest.kind else {
        return Err(Error::Usage(format!("{} holds no run", done.out.display())));
    };
    let place = done.outcome.place(&done.out, &done.manifest);
    screen::print(&if output.json {
        format!(
            "{:#}\n",
            serde_json::json!({
                "status": done.outcome.status(),
                "out": done.out.display().to_string(),
                "command": done.manifest.command,
                "version": done.manifest.version,
                "short_hash": done.manifest.short_hash,
                "seed": done.manifest.seed,
                "shards": shards.len(),
                "counts": record.counts,
                "headlines": record.headlines,
                "reading": READING,
            })
        )
    } else if output.quiet {
        place
    } else {
        format!("{}\n{place}{READING}\n", shown(record, scenario))
    })
}

fn of_sweep(shards: &[(PathBuf, Shard)], whole: &Whole, output: &OutputArguments) -> Result<()> {
    let asked: SweepRequest = request(whole, &shards[0].0)?;
    let (design, scenario) = (&asked.design, &asked.scenarios[0]);
    let place = Path::new("outputs").join(format!("sweep-{}", whole.spec.key.short()));
    let names = file_names(&asked);
    let done = open(
        &place,
        &whole.spec,
        &names,
        needs::of_sweep(&asked),
        output,
        |staging| {
            let mut writer = SweepWriter::open(
                design,
                (&scenario.cards, &scenario.dated),
                (&asked.policies, &asked.metrics),
                &whole.spec,
                staging,
                asked.worlds,
            )?;
            for (folder, shard) in shards {
                writer.append(folder, shard)?;
            }
            let figures = |figures| output.pictures(figures);
            let manifest = conclude_sweep(&asked, &whole.spec, writer, &figures)?;
            Ok((manifest, Outcome::MOVED))
        },
    )?;
    let record = done.record(Kind::Sweep)?;
    screen::print(&output.experiment(&done.out, &done.manifest, record, done.outcome))
}
