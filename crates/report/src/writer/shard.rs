//! Parts of a run: a folder with the rows of its worlds and the state that they make, and such folders put together.

use super::{Progress, Writer, schema_of};
use crate::selection::{AS_PARQUET, Rows, Selection};
use analysis::run::Request;
use engine::ensemble::part::{self, Part};
use engine::ensemble::{State, Workers};
use engine::scenario::Scenario;
use error::{Error, Result};
use results::store::folder::RunSpec;
use results::store::manifest::LISTED_FAILURES;
use results::store::parquet::convert;
use results::store::shard::{self, Shard, WHOLE_JSON, Whole};
use results::store::table_file::TableFile;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What is known of the worlds of a shard.
const STATE: &str = "state.bin";
/// Values of series that only a run of very few worlds needs; only shards of few worlds have them.
const VALUES: &str = "values.bin";
/// Bytes of shards that are held in memory together.
const BYTES_AT_ONCE: u64 = 32 << 20;

/// The run of which a shard is a part, as the shard keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WholeRun {
    #[serde(flatten)]
    pub request: Request,
    rows: String,
    parquet: bool,
}

impl WholeRun {
    /// A run of this scenario that writes these tables.
    pub fn new(scenario: Scenario, selection: &Selection) -> Self {
        Self {
            request: Request {
                scenario,
                series: selection.series.clone(),
            },
            rows: selection.rows.key().to_owned(),
            parquet: selection.parquet,
        }
    }

    /// Which tables it writes.
    ///
    /// # Errors
    /// This version has no such choice.
    pub fn selection(&self) -> Result<Selection> {
        let rows = Rows::from_key(&self.rows);
        let rows = rows.ok_or_else(|| Error::File(format!("a shard has rows `{}`, which are unknown", self.rows)))?;
        Ok(Selection {
            rows,
            series: self.request.series.clone(),
            parquet: self.parquet,
        })
    }
}

impl Writer<'_> {
    /// Ends a shard: its rows, once more as Parquet where that was asked for, and its state.
    ///
    /// # Errors
    /// A file cannot be written or moved.
    pub fn finish_shard(mut self, state: &State, whole: &Whole, part: shard::Part) -> Result<Shard> {
        let packed = part::encode(state, &self.progress()?);
        let whole_json = serde_json::to_vec(whole).map_err(|error| Error::File(error.to_string()))?;
        let own = [
            (WHOLE_JSON, &whole_json),
            (STATE, &packed.state),
            (VALUES, &packed.values),
        ];
        let mut names = Vec::new();
        for (name, bytes) in own {
            if !bytes.is_empty() {
                self.staging.write(name, bytes)?;
                names.push(name.to_owned());
            }
        }
        let draws = self.draws.map(|(draws, _)| draws);
        let rows = self.metrics.into_iter().chain(draws);
        for table in rows.chain([self.events]).chain(self.kept) {
            let record = table.finish()?;
            names.push(record.name.clone());
            self.staging.record_checksum(record);
        }
        if self.selection.parquet {
            for (csv, parquet) in AS_PARQUET {
                if names.iter().any(|name| name == csv) {
                    convert(&self.staging, &schema_of(csv, self.scenario), parquet)?;
                    names.push(parquet.to_owned());
                }
            }
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (command, key) = (self.spec.command, whole.spec.key.clone());
        self.staging.publish_shard(command, key, part, &names)
    }

    /// Appends the rows of all shards, which stand in these folders and follow each other, and puts their states together. They are read by
    /// all workers, a few at a time, so that memory does not grow with their number.
    ///
    /// # Errors
    /// There is no shard; a file of one is missing or was changed; a table cannot be written.
    pub fn append(&mut self, shards: &[(PathBuf, Shard)], workers: &Workers) -> Result<State> {
        let (scenario, whole) = (self.scenario, self.spec.clone());
        let mut state = None;
        let mut left = shards;
        while !left.is_empty() {
            let (now, later) = left.split_at(at_once(left, workers.count()));
            let now: Vec<&(PathBuf, Shard)> = now.iter().collect();
            let read = workers.map(&now, 1, |&(folder, shard)| read(folder, shard, scenario, &whole));
            let mut parts = Vec::with_capacity(now.len());
            for ((folder, shard), read) in now.into_iter().zip(read) {
                let (part, progress) = read?;
                for table in self.tables() {
                    append_rows(table, folder, shard)?;
                }
                self.event_rows += progress.event_rows;
                let room = LISTED_FAILURES - self.failed_worlds.len().min(LISTED_FAILURES);
                self.failed_worlds.extend(progress.failed_worlds.iter().take(room));
                parts.push(part);
            }
            state = part::join(state, &parts, workers)?;
            left = later;
        }
        state.ok_or_else(|| Error::Usage("there is no shard".to_owned()))
    }
}

/// How many of the next shards are read together: some for each worker, unless they are large.
fn at_once(shards: &[(PathBuf, Shard)], workers: usize) -> usize {
    let mut bytes = 0;
    let few = shards.iter().take_while(|(_, shard)| {
        let fits = bytes < BYTES_AT_ONCE;
        bytes += shard.bytes(STATE);
        fits
    });
    few.count().max(workers).min(shards.len())
}

/// The state of a shard of this whole, and what it kept.
fn read<'s>(folder: &'s Path, shard: &'s Shard, scenario: &Scenario, whole: &RunSpec) -> Result<(Part<'s>, Progress)> {
    let key = shard.part.spec(whole, String::new()).key;
    let path = folder.join(STATE);
    let state = shard.file(folder, STATE)?;
    let values = || shard.file(folder, VALUES);
    Part::decode(state, scenario, Box::new(values))
        .and_then(|(part, progress)| Ok((part, Progress::kept(&progress, &key)?)))
        .map_err(|error| Error::File(format!("cannot merge {}: {error}", path.display())))
}

/// Appends the rows of a table of a shard, its head left out.
///
/// # Errors
/// The table is missing or was changed; a file cannot be written.
pub fn append_rows(table: &mut TableFile, folder: &Path, shard: &Shard) -> Result<()> {
    let name = table.name().to_owned();
    let mut in_head = true;
    shard.copy(folder, &name, &mut |mut piece| {
        if in_head {
            let Some(end) = piece.iter().position(|&byte| byte == b'\n') else {
                return Ok(());
            };
            piece = &piece[end + 1..];
            in_head = false;
        }
        table.buffer().extend_from_slice(piece);
        table.settle()
    })
}
