//! One table of a finished result, read back as numbers.

use std::path::{Path, PathBuf};

use crate::stored_tables;
use engine::model::metrics::{Metric, Metrics};
use engine::scenario::inputs::Input;
use error::{Error, Result};
use results::store::manifest::{FileRecord, Manifest};
use results::store::stored::Trust;

/// More rows are not read: the first ones stand for them.
pub const MOST_ROWS: usize = 100_000;

/// A table in memory.
pub struct Table {
    path: PathBuf,
    table: results::table::Table,
    pub rows: usize,
    /// Rows that were not kept, for there were too many.
    pub beyond: u64,
}

impl Table {
    /// Reads a table that the manifest names, unless its bytes are not the ones that were written and that is not trusted. Rows of which `keep` says no are passed
    /// over.
    ///
    /// # Errors
    /// A file that is not there, was changed, or is no such table.
    pub fn read(
        folder: &Path,
        manifest: &Manifest,
        trust: Trust,
        name: &str,
        keep: &dyn Fn(&csv::StringRecord) -> bool,
    ) -> Result<Self> {
        let path = folder.join(name);
        let record = manifest.files.iter().find(|file| file.name == name);
        let record = record.ok_or_else(|| Error::File(format!("{} has no {name}", folder.display())))?;
        if trust == Trust::Unchanged && FileRecord::of(folder, name)? != *record {
            return Err(Error::Usage(format!(
                "{} was changed since it was written; make the result again with `{}`",
                path.display(),
                manifest.again(folder)
            )));
        }
        let schema = stored_tables::schema(&manifest.kind, &path, name)?;
        let table = results::table::Table::read_some(&path, &schema, MOST_ROWS, keep)?;
        Ok(Self {
            path,
            rows: table.len(),
            beyond: table.beyond,
            table,
        })
    }

    /// What is wrong with this file.
    pub fn problem(&self, problem: &str) -> Error {
        Error::File(format!("cannot use {}: {problem}", self.path.display()))
    }

    /// The metrics of each row.
    pub fn metrics(&self) -> Vec<Metrics> {
        let mut rows = vec![Metrics::NONE; self.rows];
        for metric in self.columns_of_metrics() {
            for (row, value) in rows.iter_mut().zip(self.table.numbers(metric.key())) {
                row[metric] = *value;
            }
        }
        rows
    }

    /// The metrics that have columns.
    pub fn columns_of_metrics(&self) -> impl Iterator<Item = Metric> {
        let columns = self.table.schema.columns.iter();
        columns.filter_map(|column| Metric::from_key(&column.name))
    }

    /// Whole numbers of a column, such as runs.
    pub fn counts(&self, name: &str) -> Result<Vec<u64>> {
        let count = |row: results::table::Row| {
            row.whole(name)
                .ok_or_else(|| self.problem(&format!("a cell of the column {name} is empty")))
        };
        self.table.iter().map(count).collect()
    }

    /// Columns from `first` up to the first metric (or the end) as inputs, by input then row.
    pub fn inputs(&self, first: usize) -> Result<(Vec<Input>, Vec<Vec<f64>>)> {
        let mut inputs = Vec::new();
        let mut columns = Vec::new();
        for column in self.table.schema.columns.iter().skip(first) {
            let name = &*column.name;
            if Metric::from_key(name).is_some() {
                break;
            }
            let input = Input::from_key(name).ok_or_else(|| {
                self.problem(&format!(
                    "this version of the program knows no lever or parameter {name}"
                ))
            })?;
            inputs.push(input);
            columns.push(self.table.numbers(name).to_vec());
        }
        Ok((inputs, columns))
    }
}
