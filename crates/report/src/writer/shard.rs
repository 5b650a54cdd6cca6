//! Parts of a run: a folder with the rows of its worlds and the state that they make, and such folders put together.

use super::{CHECKPOINT, Progress, Writer, schema_of};
use crate::selection::{AS_PARQUET, Rows, Selection};
use analysis::run::Request;
use engine::ensemble::State;
use engine::scenario::Scenario;
use error::{Error, Result};
use results::store::manifest::LISTED_FAILURES;
use results::store::parquet::convert;
use results::store::shard::{Part, Shard, WHOLE_JSON, Whole};
use results::store::table_file::TableFile;
use serde::{Deserialize, Serialize};
use std::path::Path;

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
    pub fn finish_shard(mut self, state: &State, whole: &Whole, part: Part) -> Result<Shard> {
        self.store(state)?;
        let whole_json = serde_json::to_vec(whole).map_err(|error| Error::File(error.to_string()))?;
        self.staging.write(WHOLE_JSON, &whole_json)?;
        let draws = self.draws.map(|(draws, _)| draws);
        let rows = self.metrics.into_iter().chain(draws);
        let mut names = vec![WHOLE_JSON.to_owned(), CHECKPOINT.to_owned()];
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

    /// Appends the rows of the next shard, which stands in `folder`, and gives its state.
    ///
    /// # Errors
    /// A file of the shard is missing or was changed; a table cannot be written.
    pub fn append(&mut self, folder: &Path, shard: &Shard) -> Result<State> {
        let key = shard.part.spec(&self.spec, String::new()).key;
        let path = folder.join(CHECKPOINT);
        let read = |bytes: &[u8]| Progress::read(bytes, self.scenario, &key);
        let (state, progress) = read(&shard.file(folder, CHECKPOINT)?)
            .map_err(|error| Error::File(format!("cannot merge {}: {error}", path.display())))?;
        for table in self.tables() {
            append_rows(table, folder, shard)?;
        }
        self.event_rows += progress.event_rows;
        let room = LISTED_FAILURES - self.failed_worlds.len().min(LISTED_FAILURES);
        self.failed_worlds.extend(progress.failed_worlds.iter().take(room));
        Ok(state)
    }
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
