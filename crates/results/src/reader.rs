//! A CSV file read row by row, held against its schema.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use error::{Error, Result};

use crate::column::{Column, Schema};

/// A file of rows that is read from its beginning to its end, held against its schema.
pub struct Reader<R> {
    rows: csv::Reader<R>,
    row: csv::StringRecord,
    /// What messages call it.
    place: String,
    /// In the order of the file.
    columns: Vec<Column>,
    count: u64,
}

impl Reader<File> {
    /// Opens the file of a table.
    ///
    /// # Errors
    /// It cannot be read; it has a column that is not in `schema`, or lacks one; the message names file and column.
    pub fn open(path: &Path, schema: &Schema) -> Result<Self> {
        let place = path.display().to_string();
        let file = File::open(path).map_err(|error| Error::File(format!("cannot read {place}: {error}")))?;
        Self::new(file, place, schema)
    }
}

impl<R: Read> Reader<R> {
    /// Reads the head of what messages call `place`.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn new(source: R, place: String, schema: &Schema) -> Result<Self> {
        let failed = |why: String| Error::File(format!("cannot read {place}: {why}"));
        let mut rows = csv::Reader::from_reader(source);
        let head = rows.headers().map_err(|error| failed(error.to_string()))?.clone();
        let mut columns: Vec<Column> = Vec::new();
        for name in &head {
            let known = schema.column(name).ok_or_else(|| {
                let names: Vec<&str> = schema.names().collect();
                failed(format!(
                    "there is no column `{name}` in such a table; its columns are {}",
                    names.join(", ")
                ))
            })?;
            if columns.iter().any(|column| column.name == known.name) {
                return Err(failed(format!("the column `{name}` stands there twice")));
            }
            columns.push(known.into_owned());
        }
        for name in schema.names() {
            if head.iter().all(|other| other != name) {
                return Err(failed(format!(
                    "it has no column `{name}`, so it was made by another version of the program; make the result again"
                )));
            }
        }
        Ok(Self {
            rows,
            row: csv::StringRecord::new(),
            place,
            columns,
            count: 0,
        })
    }

    /// The columns in the order of the file.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The next row as text, by column; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read or is no table: a row has more or fewer cells than the head.
    pub fn next_row(&mut self) -> Result<Option<&csv::StringRecord>> {
        let is_there = self
            .rows
            .read_record(&mut self.row)
            .map_err(|error| Error::File(format!("cannot read {}: {error}", self.place)))?;
        self.count += 1;
        Ok(is_there.then_some(&self.row))
    }

    /// The message for a cell of the row that was read last.
    pub fn wrong(&self, column: usize) -> Error {
        let (of, cell) = (&self.columns[column], self.row.get(column).unwrap_or_default());
        Error::File(format!(
            "cannot read {}: row {}, column `{}`: `{}` is not allowed; allowed: {}",
            self.place,
            self.count,
            of.name,
            cell.escape_debug(),
            of.kind.allowed()
        ))
    }
}
