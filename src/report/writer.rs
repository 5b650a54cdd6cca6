//! Writing a run: rows as batches finish, a checkpoint now and then, summaries and figures at the end.

use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::dictionary::{self, DICTIONARY_CSV};
use super::figures::Rendered;
use super::folder::{Staging, Table, Ticket, cannot};
use super::headlines::{Headlines, READING};
use super::manifest::{COMMIT, Counts, FileRecord, Key, LISTED_FAILURES, Manifest, SOURCES, VERSION};
use super::tables;
use crate::ensemble::{Batch, Detail, State, Summary, checkpoint};
use crate::error::{Error, Result};
use crate::model::series::Series;
use crate::scenario::Scenario;
use crate::scenario::load::resolved::{parameters_text, scenario_text};
use crate::scenario::time::Month;

/// File inside the staging folder from which a killed run goes on.
const CHECKPOINT: &str = "checkpoint.bin";

/// When to store a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// When this much time has passed.
    Every(Duration),
    /// After so many worlds, or at the next batch that ends later.
    Worlds(u64),
}

/// What a checkpoint keeps beside the state of the ensemble: how much of each table it vouches for.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Progress {
    key: Key,
    metrics: u64,
    draws: u64,
    events: u64,
    kept: Option<u64>,
    event_rows: u64,
    failed_worlds: Vec<u64>,
}

/// The files of a run while it is being made.
#[derive(Debug)]
pub struct Writer<'a> {
    scenario: &'a Scenario,
    staging: Staging,
    ticket: Ticket,
    metrics: Table,
    draws: Table,
    events: Table,
    kept: Option<Table>,
    event_rows: u64,
    failed_worlds: Vec<u64>,
    pace: Pace,
    stored_at: Instant,
    stored_run: u64,
}

impl<'a> Writer<'a> {
    /// Opens every table anew in `out` and stores a first checkpoint, so that an unwritable place is found before the work.
    ///
    /// # Errors
    /// The folder or a file cannot be written, or there are more runs than an ensemble can hold.
    pub fn start(scenario: &'a Scenario, ticket: Ticket, out: &Path, pace: Pace) -> Result<(Self, State)> {
        let state = State::new(scenario, Detail::Series)?;
        let staging = Staging::start(out, &ticket)?;
        let table = |name, header: Vec<u8>| -> Result<Table> {
            let mut table = staging.create(name)?;
            table.buffer().extend_from_slice(&header);
            Ok(table)
        };
        let metrics = table(tables::METRICS_CSV, tables::metrics_header())?;
        let draws = table(tables::DRAWS_CSV, tables::draws_header())?;
        let events = table(tables::EVENTS_CSV, tables::events_header())?;
        let kept = match scenario.kept_trajectories {
            0 => None,
            _ => Some(table(tables::KEPT_CSV, tables::kept_header())?),
        };
        let stored_at = Instant::now();
        let failed_worlds = Vec::new();
        let mut writer = Self {
            scenario,
            staging,
            ticket,
            metrics,
            draws,
            events,
            kept,
            event_rows: 0,
            failed_worlds,
            pace,
            stored_at,
            stored_run: 0,
        };
        writer.store(&state)?;
        Ok((writer, state))
    }

    /// Whether an unfinished run got as far as its first checkpoint.
    pub fn has_checkpoint(staging: &Staging) -> bool {
        staging.folder().join(CHECKPOINT).exists()
    }

    /// Takes up an unfinished run of the same scenario where its last checkpoint stands.
    ///
    /// # Errors
    /// The checkpoint or a table is damaged or missing, or cannot be written.
    pub fn resume(scenario: &'a Scenario, ticket: Ticket, staging: Staging, pace: Pace) -> Result<(Self, State)> {
        let path = staging.folder().join(CHECKPOINT);
        let bytes = std::fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        let damaged = |why: &str| {
            Error::File(format!(
                "cannot go on from {}: {why}; use --force to start again",
                path.display()
            ))
        };
        let (state, progress) = checkpoint::decode(&bytes, scenario).map_err(|error| damaged(&error.to_string()))?;
        let progress: Progress = serde_json::from_slice(&progress).map_err(|error| damaged(&error.to_string()))?;
        if progress.key != ticket.key {
            return Err(damaged("it belongs to another run"));
        }
        let metrics = staging.reopen(tables::METRICS_CSV, progress.metrics)?;
        let draws = staging.reopen(tables::DRAWS_CSV, progress.draws)?;
        let events = staging.reopen(tables::EVENTS_CSV, progress.events)?;
        let kept = progress
            .kept
            .map(|length| staging.reopen(tables::KEPT_CSV, length))
            .transpose()?;
        let writer = Self {
            scenario,
            staging,
            ticket,
            metrics,
            draws,
            events,
            kept,
            event_rows: progress.event_rows,
            failed_worlds: progress.failed_worlds,
            pace,
            stored_at: Instant::now(),
            stored_run: state.next_run(),
        };
        Ok((writer, state))
    }

    /// What identifies the result.
    pub fn key(&self) -> &Key {
        &self.ticket.key
    }

    /// Appends the rows of a batch, and stores a checkpoint when it is time.
    ///
    /// # Errors
    /// A file cannot be written; what stands up to the last checkpoint can be resumed.
    pub fn take(&mut self, batch: &Batch, state: &State) -> Result<()> {
        for (run, row) in (batch.first_run()..).zip(batch.metrics()) {
            tables::push_metrics(self.metrics.buffer(), run, row);
        }
        for (run, row) in (batch.first_run()..).zip(batch.draws()) {
            tables::push_draws(self.draws.buffer(), run, row.iter().copied());
        }
        for event in batch.events() {
            tables::push_event(self.events.buffer(), event);
        }
        self.event_rows += batch.events().len() as u64;
        if let Some(kept) = &mut self.kept {
            for trajectory in batch.trajectories() {
                tables::push_kept(kept.buffer(), trajectory);
                kept.settle()?;
            }
        }
        let room = LISTED_FAILURES - self.failed_worlds.len().min(LISTED_FAILURES);
        self.failed_worlds.extend(batch.failed().iter().take(room));
        let due = match self.pace {
            Pace::Every(time) => self.stored_at.elapsed() >= time,
            Pace::Worlds(worlds) => state.next_run() >= self.stored_run.saturating_add(worlds),
        };
        if due {
            return self.store(state);
        }
        self.metrics.settle()?;
        self.draws.settle()?;
        self.events.settle()
    }

    /// Writes everything collected, then the checkpoint that vouches for it.
    fn store(&mut self, state: &State) -> Result<()> {
        let progress = Progress {
            key: self.ticket.key.clone(),
            metrics: self.metrics.flush()?,
            draws: self.draws.flush()?,
            events: self.events.flush()?,
            kept: self.kept.as_mut().map(Table::flush).transpose()?,
            event_rows: self.event_rows,
            failed_worlds: self.failed_worlds.clone(),
        };
        let progress = serde_json::to_vec(&progress).map_err(|error| Error::File(error.to_string()))?;
        self.staging.write(CHECKPOINT, &checkpoint::encode(state, &progress))?;
        self.stored_at = Instant::now();
        self.stored_run = state.next_run();
        Ok(())
    }

    /// Writes what is known only at the end, and moves everything to its place.
    ///
    /// A run that fails here (a full disk) is resumed from its last checkpoint.
    ///
    /// # Errors
    /// A file cannot be written or moved.
    pub fn finish(
        mut self,
        summary: &Summary,
        figures: Option<&[Rendered]>,
        replaced: Option<&Manifest>,
    ) -> Result<Manifest> {
        for table in [&mut self.metrics, &mut self.draws, &mut self.events]
            .into_iter()
            .chain(&mut self.kept)
        {
            table.flush()?;
        }
        let mut names = vec![tables::METRICS_CSV.to_owned(), tables::DRAWS_CSV.to_owned()];
        self.staging.write(tables::TRAJECTORIES_CSV, &trajectories(summary))?;
        names.extend([tables::TRAJECTORIES_CSV.to_owned(), tables::EVENTS_CSV.to_owned()]);
        if self.kept.is_some() {
            names.push(tables::KEPT_CSV.to_owned());
        }
        self.staging
            .write(DICTIONARY_CSV, &dictionary::dictionary(self.scenario)?)?;
        names.push(DICTIONARY_CSV.to_owned());
        for figure in figures.into_iter().flatten() {
            for (kind, bytes) in [("svg", figure.svg.as_bytes()), ("png", &figure.png)] {
                let name = format!("figures/{}.{kind}", figure.name);
                self.staging.write(&name, bytes)?;
                names.push(name);
            }
        }
        let files = names
            .iter()
            .map(|name| FileRecord::of(self.staging.folder(), name))
            .collect::<Result<Vec<_>>>()?;
        let manifest = self.manifest(summary, figures.is_some(), files);
        self.staging.publish(&manifest, replaced)?;
        Ok(manifest)
    }

    fn manifest(&self, summary: &Summary, figures: bool, files: Vec<FileRecord>) -> Manifest {
        let scenario = self.scenario;
        Manifest {
            program: "detente".to_owned(),
            version: VERSION.to_owned(),
            commit: COMMIT.map(str::to_owned),
            sources: SOURCES.to_owned(),
            command: self.ticket.command.clone(),
            key: self.ticket.key.clone(),
            short_hash: self.ticket.key.short().to_owned(),
            reading: READING.to_owned(),
            seed: scenario.seed,
            counts: Counts {
                worlds: summary.runs,
                failed: summary.failed,
                event_worlds: scenario.event_worlds.min(summary.runs),
                events: self.event_rows,
                kept_trajectories: scenario.kept_trajectories.min(summary.runs),
            },
            failed_worlds: self.failed_worlds.clone(),
            figures,
            headlines: Headlines::new(summary, scenario.months),
            scenario_toml: scenario_text(scenario),
            parameters_toml: parameters_text(&scenario.cards),
            files,
        }
    }
}

/// The contents of `trajectories.csv`, by month, then agent and variable.
fn trajectories(summary: &Summary) -> Vec<u8> {
    let mut text = tables::trajectories_header();
    for month in (0..summary.months).map(Month) {
        for series in Series::all() {
            if let Some(spread) = summary.series(series, month) {
                tables::push_spread(&mut text, month, series, spread);
            }
        }
    }
    text
}
