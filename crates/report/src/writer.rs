//! Writing a run: rows as batches finish, a checkpoint now and then, summaries and figures at the end.

pub mod shard;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::ops::Range;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::answers::with_claims;
use super::dictionary;
use super::figures::{Pictures, file_names};
use super::headlines::headlines;
use super::precision::{convergence_table, precision_table, verdict_text};
use super::selection::{AS_PARQUET, Selection};
use super::tables::DrawsRow;
use super::{pictures, tables};
use crate::conditioning::conditioning;
use analysis::precision::{Precision, Verdict};
use analysis::run::schema::{
    self, CONVERGENCE_CSV, DRAWS_CSV, EVENTS_CSV, KEPT_CSV, METRICS_CSV, PRECISION_CSV, TRAJECTORIES_CSV,
};
use engine::ensemble::{Batch, Detail, State, Summary, checkpoint};
use engine::scenario::Scenario;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use engine::scenario::time::Month;
use error::{Error, Result};
use results::column::Schema;
use results::dictionary::DICTIONARY_CSV;
use results::plain;
use results::store::failure::cannot;
use results::store::folder::RunSpec;
use results::store::manifest::{Counts, Key, LISTED_FAILURES, Manifest, ResultKind, RunRecord};
use results::store::parquet::convert;
use results::store::staging::Staging;
use results::store::table_file::TableFile;

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
    /// Bytes of each table, by name.
    tables: BTreeMap<String, u64>,
    event_rows: u64,
    failed_worlds: Vec<u64>,
}

impl Progress {
    /// Nothing yet.
    fn none(key: &Key) -> Self {
        Self {
            key: key.clone(),
            tables: BTreeMap::new(),
            event_rows: 0,
            failed_worlds: Vec::new(),
        }
    }

    /// What a checkpoint of the run with this key holds.
    fn read(bytes: &[u8], scenario: &Scenario, key: &Key) -> Result<(State, Self)> {
        let (state, progress) = checkpoint::decode(bytes, scenario)?;
        Ok((state, Self::kept(&progress, key)?))
    }

    /// What a state of the run with this key kept.
    fn kept(bytes: &[u8], key: &Key) -> Result<Self> {
        let progress: Self = serde_json::from_slice(bytes).map_err(|error| Error::File(error.to_string()))?;
        match progress.key == *key {
            true => Ok(progress),
            false => Err(Error::File("it belongs to another run".to_owned())),
        }
    }
}

/// The files of a run while it is being made.
#[derive(Debug)]
pub struct Writer<'a> {
    scenario: &'a Scenario,
    staging: Staging,
    spec: RunSpec,
    selection: Selection,
    metrics: Option<TableFile>,
    draws: Option<(TableFile, DrawsRow)>,
    events: TableFile,
    kept: Option<TableFile>,
    event_rows: u64,
    failed_worlds: Vec<u64>,
    pace: Pace,
    stored_at: Instant,
    stored_run: u64,
}

impl<'a> Writer<'a> {
    /// Takes up the run where the last checkpoint in `staging` stands. Where there is none, opens every table anew and stores a
    /// first checkpoint, so that an unwritable place is found before the work.
    ///
    /// # Errors
    /// The checkpoint or a table is damaged or missing, or cannot be written; or there are more runs than an ensemble can hold.
    pub fn open(
        scenario: &'a Scenario,
        spec: RunSpec,
        selection: Selection,
        staging: Staging,
        pace: Pace,
    ) -> Result<(Self, State)> {
        Self::open_part(scenario, spec, selection, staging, pace, 0..scenario.runs)
    }

    /// The same for a part of the run's worlds.
    ///
    /// # Errors
    /// As [`Writer::open`]; a part that the run does not have.
    pub fn open_part(
        scenario: &'a Scenario,
        spec: RunSpec,
        selection: Selection,
        staging: Staging,
        pace: Pace,
        part: Range<u64>,
    ) -> Result<(Self, State)> {
        let path = staging.folder().join(CHECKPOINT);
        let begun = match std::fs::read(&path) {
            Ok(bytes) => Some(Progress::read(&bytes, scenario, &spec.key).map_err(|error| {
                Error::File(format!(
                    "cannot go on from {}: {error}; use --force to start again",
                    path.display()
                ))
            })?),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(cannot("read", &path, &error)),
        };
        let is_new = begun.is_none();
        let (state, progress) = match begun {
            Some(begun) => begun,
            None => {
                let series = selection.series.series();
                let state = State::of_part(scenario, Detail::Chosen(&series), part)?;
                (state, Progress::none(&spec.key))
            }
        };
        let open = |schema: &Schema| -> Result<TableFile> {
            let name = schema.name();
            if is_new {
                let mut table = staging.create(name)?;
                table.buffer().extend_from_slice(&schema.head());
                Ok(table)
            } else {
                staging.reopen(name, progress.tables.get(name).copied().unwrap_or(0))
            }
        };
        let chosen = |schema: Schema| selection.has(schema.name()).then(|| open(&schema)).transpose();
        let metrics = chosen(schema::metrics(&scenario.dated))?;
        let draws = chosen(schema::draws(&scenario.cards))?;
        let events = open(&schema::EVENTS)?;
        let kept = (scenario.kept_trajectories > 0)
            .then(|| open(&schema::kept()))
            .transpose()?;
        let mut writer = Self {
            scenario,
            staging,
            spec,
            selection,
            metrics,
            draws: draws.map(|table| (table, DrawsRow::default())),
            events,
            kept,
            event_rows: progress.event_rows,
            failed_worlds: progress.failed_worlds,
            pace,
            stored_at: Instant::now(),
            stored_run: state.next_run(),
        };
        if is_new {
            writer.store(&state)?;
        }
        Ok((writer, state))
    }

    /// What identifies the result.
    pub fn key(&self) -> &Key {
        &self.spec.key
    }

    /// Appends the rows of a batch, and stores a checkpoint when it is time.
    ///
    /// # Errors
    /// A file cannot be written; what stands up to the last checkpoint can be resumed.
    pub fn take(&mut self, batch: &Batch, state: &State) -> Result<()> {
        if let Some(metrics) = &mut self.metrics {
            for (run, row) in (batch.first_run()..).zip(batch.metrics()) {
                tables::push_metrics(metrics.buffer(), run, row);
            }
        }
        if let Some((draws, as_first)) = &mut self.draws {
            for (run, row) in (batch.first_run()..).zip(batch.draws()) {
                as_first.push(draws.buffer(), run, &row);
            }
        }
        for event in batch.events() {
            tables::push_event(self.events.buffer(), event);
            self.events.settle()?;
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
        self.tables().try_for_each(TableFile::settle)
    }

    /// The tables that rows are pushed onto, in the order of the manifest.
    fn tables(&mut self) -> impl Iterator<Item = &mut TableFile> {
        let draws = self.draws.as_mut().map(|(draws, _)| draws);
        let rows = self.metrics.iter_mut().chain(draws);
        rows.chain([&mut self.events]).chain(&mut self.kept)
    }

    /// Writes everything collected, then the checkpoint that vouches for it.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn store(&mut self, state: &State) -> Result<()> {
        // The checkpoint must not come to the disk before what it vouches for.
        let progress = self.progress()?;
        self.staging.write(CHECKPOINT, &checkpoint::encode(state, &progress))?;
        self.stored_at = Instant::now();
        self.stored_run = state.next_run();
        Ok(())
    }

    /// Writes everything collected; what a state has to keep of it, as bytes.
    fn progress(&mut self) -> Result<Vec<u8>> {
        let lengths = self.tables().map(|table| Ok((table.name().to_owned(), table.sync()?)));
        let tables = lengths.collect::<Result<_>>()?;
        let progress = Progress {
            key: self.spec.key.clone(),
            tables,
            event_rows: self.event_rows,
            failed_worlds: self.failed_worlds.clone(),
        };
        serde_json::to_vec(&progress).map_err(|error| Error::File(error.to_string()))
    }

    /// Writes what is known only at the end, and moves everything to its place.
    ///
    /// A run that fails here (a full disk) is resumed from its last checkpoint.
    ///
    /// # Errors
    /// A file cannot be written or moved.
    pub fn finish(mut self, summary: &Summary, precision: &Precision, pictures: &Pictures) -> Result<Manifest> {
        let record = self.record(summary, &precision.verdict());
        let draws = self.draws.map(|(draws, _)| draws);
        let rows = self.metrics.into_iter().chain(draws);
        for table in rows.chain([self.events]).chain(self.kept) {
            self.staging.record_checksum(table.finish()?);
        }
        if self.selection.has(TRAJECTORIES_CSV) {
            self.staging.write(TRAJECTORIES_CSV, &trajectories(summary))?;
        }
        let precision_csv = plain::file(&precision_table(precision), &schema::PRECISION);
        self.staging.write(PRECISION_CSV, &precision_csv)?;
        let convergence_csv = plain::file(&convergence_table(precision), &schema::CONVERGENCE);
        self.staging.write(CONVERGENCE_CSV, &convergence_csv)?;
        let kind = with_claims(ResultKind::Run(Box::new(record)), &self.staging)?;
        self.staging
            .write_tables(&[dictionary::dictionary(self.scenario, &self.selection)])?;
        let kept = self.scenario.kept_trajectories > 0;
        let written = |name: &str| self.selection.has(name) && (name != KEPT_CSV || kept);
        let mut tables: Vec<&str> = TABLES.into_iter().filter(|name| written(name)).collect();
        for (csv, parquet) in AS_PARQUET.into_iter().filter(|(csv, _)| written(csv)) {
            let schema = schema_of(csv, self.scenario);
            if self.selection.parquet {
                convert(&self.staging, &schema, parquet)?;
                tables.push(parquet);
            }
            self.staging.make_plain(&schema)?;
        }
        self.staging
            .conclude(&self.spec, self.scenario.seed, &tables, pictures.files()?, kind)
    }

    fn record(&self, summary: &Summary, verdict: &Verdict) -> RunRecord {
        let scenario = self.scenario;
        RunRecord {
            counts: Counts {
                worlds: summary.runs,
                failed: summary.failed,
                event_worlds: scenario.event_worlds.min(summary.runs),
                events: self.event_rows,
                kept_trajectories: scenario.kept_trajectories.min(summary.runs),
            },
            failed_worlds: self.failed_worlds.clone(),
            headlines: headlines(summary, scenario.months),
            enough_worlds: verdict.is_enough(),
            precision: verdict_text(verdict),
            claims: Vec::new(),
            conditioning: conditioning(scenario),
            scenario_toml: scenario_text(scenario),
            parameters_toml: parameters_text(&scenario.cards),
        }
    }
}

/// What the columns of one of the tables are that Parquet is made of.
fn schema_of(csv: &str, scenario: &Scenario) -> Schema {
    match csv {
        METRICS_CSV => schema::metrics(&scenario.dated),
        DRAWS_CSV => schema::draws(&scenario.cards),
        TRAJECTORIES_CSV => schema::TRAJECTORIES.clone(),
        EVENTS_CSV => schema::EVENTS.clone(),
        _ => schema::kept(),
    }
}

/// The tables of a run in the order of the manifest.
const TABLES: [&str; 8] = [
    METRICS_CSV,
    DRAWS_CSV,
    TRAJECTORIES_CSV,
    EVENTS_CSV,
    KEPT_CSV,
    PRECISION_CSV,
    CONVERGENCE_CSV,
    DICTIONARY_CSV,
];

/// Names of all files that a run may write.
pub fn names() -> Vec<String> {
    let parquet = AS_PARQUET.into_iter().map(|(_, parquet)| parquet);
    let tables = TABLES.into_iter().chain(parquet).map(str::to_owned);
    tables.chain(file_names(pictures::names())).collect()
}

/// The contents of `trajectories.csv`, by month, then agent and variable.
fn trajectories(summary: &Summary) -> Vec<u8> {
    let mut text = schema::TRAJECTORIES.head();
    for month in (0..summary.months).map(Month) {
        for &series in summary.collected() {
            if let Some(spread) = summary.series(series, month) {
                tables::push_spread(&mut text, month, series, spread);
            }
        }
    }
    text
}
