//! One table of a finished result, read back as numbers.

use std::path::{Path, PathBuf};

use engine::error::{Error, Result};
use engine::model::metrics::{METRICS, Metric};
use engine::scenario::inputs::Input;
use results::store::manifest::{FileRecord, Manifest};
use results::store::stored::Trust;

/// More rows are not read: the first ones stand for them.
pub const MOST_ROWS: usize = 100_000;

/// A table in memory, by columns.
pub struct Table {
    path: PathBuf,
    header: Vec<String>,
    /// Not a number where a cell is empty or the column holds text, infinite for `never`.
    columns: Vec<Vec<f64>>,
    pub rows: usize,
    /// Rows that were not kept, for there were too many.
    pub beyond: u64,
}

/// Columns of text, which are not read as numbers.
const TEXT: [&str; 1] = ["policy"];

/// What a cell of a table of numbers, years and states holds.
fn number(cell: &str) -> Option<f64> {
    match cell {
        "" => Some(f64::NAN),
        "never" => Some(f64::INFINITY),
        "nobody" => Some(0.0),
        "us" => Some(1.0),
        "china" => Some(2.0),
        text => text.parse().ok(),
    }
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
        let failed = |error: csv::Error| Error::File(format!("cannot read {}: {error}", path.display()));
        let mut reader = csv::Reader::from_path(&path).map_err(failed)?;
        let header: Vec<String> = reader.headers().map_err(failed)?.iter().map(str::to_owned).collect();
        let mut table = Self {
            path: path.clone(),
            columns: vec![Vec::new(); header.len()],
            header,
            rows: 0,
            beyond: 0,
        };
        for record in reader.records() {
            let record = record.map_err(failed)?;
            if !keep(&record) {
                continue;
            }
            if table.rows < MOST_ROWS {
                table.add(&record)?;
            } else {
                table.beyond += 1;
            }
        }
        Ok(table)
    }

    /// What is wrong with this file.
    pub fn problem(&self, problem: &str) -> Error {
        Error::File(format!("cannot use {}: {problem}", self.path.display()))
    }

    /// The numbers of a column.
    pub fn column(&self, name: &str) -> Result<&[f64]> {
        let place = self.header.iter().position(|column| column == name).ok_or_else(|| {
            self.problem(&format!(
                "it has no column {name}, so it was made by another version of the program; make the result again"
            ))
        })?;
        Ok(&self.columns[place])
    }

    fn add(&mut self, record: &csv::StringRecord) -> Result<()> {
        for (place, name) in self.header.iter().enumerate() {
            let cell = record.get(place).unwrap_or_default();
            let value = match TEXT.contains(&name.as_str()) {
                true => f64::NAN,
                false => number(cell).ok_or_else(|| self.problem(&format!("`{cell}` is not a number ({name})")))?,
            };
            self.columns[place].push(value);
        }
        self.rows += 1;
        Ok(())
    }

    /// The metrics of each row.
    pub fn metrics(&self) -> Result<Vec<[f64; METRICS]>> {
        let mut rows = vec![[f64::NAN; METRICS]; self.rows];
        for (place, metric) in Metric::ALL.into_iter().enumerate() {
            for (row, value) in rows.iter_mut().zip(self.column(metric.key())?) {
                row[place] = *value;
            }
        }
        Ok(rows)
    }

    /// Whole numbers of a column, such as runs.
    pub fn counts(&self, name: &str) -> Result<Vec<u64>> {
        let count = |&value: &f64| {
            let whole = (0.0..9e15).contains(&value) && value.floor() == value;
            if whole {
                Ok(value as u64)
            } else {
                Err(self.problem(&format!("`{value}` is not a whole number ({name})")))
            }
        };
        self.column(name)?.iter().map(count).collect()
    }

    /// Columns from `first` up to the first metric (or the end) as inputs, by input then row.
    pub fn inputs(&self, first: usize) -> Result<(Vec<Input>, Vec<Vec<f64>>)> {
        let mut inputs = Vec::new();
        let mut columns = Vec::new();
        for (name, column) in self.header.iter().zip(&self.columns).skip(first) {
            if Metric::from_key(name).is_some() {
                break;
            }
            let input = Input::from_key(name).ok_or_else(|| {
                self.problem(&format!(
                    "this version of the program knows no lever or parameter {name}"
                ))
            })?;
            inputs.push(input);
            columns.push(column.clone());
        }
        Ok((inputs, columns))
    }
}
