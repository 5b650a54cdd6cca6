//! Tables in memory, typed by their schema: written as CSV and read back.

use std::borrow::Cow;
use std::path::Path;

use error::Result;

use crate::cell::{push_text, who, yes_or_no};
use crate::column::{Kind, Schema};
use crate::column_cells::Cells;
use crate::estimate::Estimate;
use crate::reader::Reader;
pub use crate::value::Value;

/// The cells of a row of a table: `row![metric.key(), 0.5, 12_u64, true]`.
#[macro_export]
macro_rules! row {
    ($($cell:expr),* $(,)?) => {
        [$($crate::value::Value::from($cell)),*]
    };
}

/// A table in memory.
#[derive(Debug, Clone)]
pub struct Table {
    pub schema: Schema,
    cells: Vec<Cells>,
    rows: usize,
    /// Rows of the file that are not here, for there were too many.
    pub beyond: u64,
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    place: usize,
}

impl Table {
    /// A table without rows.
    pub fn new(schema: &Schema) -> Self {
        let cells = schema.columns.iter().map(|column| Cells::new(column.kind)).collect();
        Self {
            schema: schema.clone(),
            cells,
            rows: 0,
            beyond: 0,
        }
    }

    /// Takes a row.
    ///
    /// # Panics
    /// The row is none of this table: it has more or fewer cells, or one of another kind.
    pub fn push<'a>(&mut self, row: impl IntoIterator<Item = Value<'a>>) {
        let mut count = 0;
        for (place, value) in row.into_iter().enumerate() {
            let column = &self.schema.columns[place];
            let fits = self.cells[place].push(&value);
            assert!(
                fits,
                "{}: {value:?} in a column `{}` of {:?}",
                self.schema.file, column.name, column.kind
            );
            count += 1;
        }
        assert_eq!(count, self.cells.len(), "cells of a row of {}", self.schema.file);
        self.rows += 1;
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// All rows in order.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        (0..self.rows).map(|place| Row { table: self, place })
    }

    /// A row by its place.
    ///
    /// # Panics
    /// There are fewer.
    pub fn row(&self, place: usize) -> Row<'_> {
        assert!(place < self.rows, "{}: row {place} of {}", self.schema.file, self.rows);
        Row { table: self, place }
    }

    /// Whether there is a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.place(column).is_some()
    }

    /// The numbers of a column: not a number where there is none, infinite where it is never.
    ///
    /// # Panics
    /// There is no such column of numbers.
    pub fn numbers(&self, column: &str) -> &[f64] {
        match self.place(column).map(|place| &self.cells[place]) {
            Some(Cells::Number(cells)) => cells,
            _ => panic!("{}: there is no column `{column}` of numbers", self.schema.file),
        }
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.schema.names().position(|name| name == column)
    }

    /// The file as bytes.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut text = self.schema.head();
        for row in 0..self.rows {
            for (place, (cells, column)) in self.cells.iter().zip(self.schema.columns.iter()).enumerate() {
                if place > 0 {
                    text.push(b',');
                }
                match cells {
                    Cells::Text { .. } => push_text(&mut text, &cells.text(column.kind, row)),
                    _ => text.extend_from_slice(cells.text(column.kind, row).as_bytes()),
                }
            }
            text.push(b'\n');
        }
        text
    }

    /// Reads the file of a table.
    ///
    /// # Errors
    /// It cannot be read, has other columns than `schema`, or a cell that is none of its column; the message names file, row and column.
    pub fn read(path: &Path, schema: &Schema) -> Result<Self> {
        Self::read_some(path, schema, usize::MAX, |_| true)
    }

    /// The same; rows of which `keep` says no are passed over, and of the others the first `most` are kept.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub fn read_some(
        path: &Path,
        schema: &Schema,
        most: usize,
        keep: impl FnMut(&csv::StringRecord) -> bool,
    ) -> Result<Self> {
        Self::take(Reader::open(path, schema)?, schema, most, keep)
    }

    /// Reads a table from the bytes of its file; `place` is what messages call it.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub fn from_csv(bytes: &[u8], place: &str, schema: &Schema) -> Result<Self> {
        Self::take(
            Reader::new(bytes, place.to_owned(), schema)?,
            schema,
            usize::MAX,
            |_| true,
        )
    }

    fn take<R: std::io::Read>(
        mut reader: Reader<R>,
        schema: &Schema,
        most: usize,
        mut keep: impl FnMut(&csv::StringRecord) -> bool,
    ) -> Result<Self> {
        let mut table = Self::new(&Schema {
            file: schema.file.clone(),
            columns: reader.columns().to_vec().into(),
            further: schema.further,
        });
        loop {
            let Some(row) = reader.next_row()? else {
                return Ok(table);
            };
            if !keep(row) {
                continue;
            }
            if table.rows == most {
                table.beyond += 1;
                continue;
            }
            let columns = table.cells.iter_mut().zip(table.schema.columns.iter()).zip(row);
            let wrong = columns.enumerate().find_map(|(place, ((cells, column), cell))| {
                let fits = cells.read(column.kind, cell);
                (!fits).then_some(place)
            });
            if let Some(place) = wrong {
                return Err(reader.wrong(place));
            }
            table.rows += 1;
        }
    }
}

impl<'a> Row<'a> {
    fn cells(&self, column: &str) -> (&'a Cells, Kind) {
        let place = self.table.place(column);
        let place = place.unwrap_or_else(|| panic!("{}: there is no column `{column}`", self.table.schema.file));
        (&self.table.cells[place], self.table.schema.columns[place].kind)
    }

    /// The cell of a column as it stands in the file.
    ///
    /// # Panics
    /// There is no such column.
    pub fn cell(&self, column: &str) -> Cow<'a, str> {
        let (cells, kind) = self.cells(column);
        cells.text(kind, self.place)
    }

    /// The value of the cell in the column of this place, as it was pushed; who is ahead is a word.
    ///
    /// # Panics
    /// There are fewer columns.
    pub fn value(&self, place: usize) -> Value<'a> {
        match (&self.table.cells[place], self.table.schema.columns[place].kind) {
            (Cells::Text { words, places, .. }, _) => (&*words[places[self.place] as usize]).into(),
            (Cells::Number(cells), _) if cells[self.place].is_nan() => Value::Nothing,
            (Cells::Number(cells), Kind::Who) => who(cells[self.place]).into(),
            (Cells::Number(cells), _) => cells[self.place].into(),
            (Cells::Whole(cells), _) => cells[self.place].into(),
            (Cells::YesNo(cells), _) => cells[self.place].into(),
        }
    }

    /// The word in a column; `yes` and `no` and who is ahead are words too.
    ///
    /// # Panics
    /// There is no such column of words.
    pub fn text(&self, column: &str) -> &'a str {
        match self.cells(column) {
            (Cells::Text { words, places, .. }, _) => &words[places[self.place] as usize],
            (Cells::YesNo(cells), _) => cells[self.place].map_or("", yes_or_no),
            (Cells::Number(cells), Kind::Who) => who(cells[self.place]),
            _ => panic!("{}: the column `{column}` holds no words", self.table.schema.file),
        }
    }

    /// The number in a column, a whole one too: not a number where there is none, infinite where it is never.
    ///
    /// # Panics
    /// There is no such column of numbers.
    pub fn number(&self, column: &str) -> f64 {
        match self.cells(column).0 {
            Cells::Number(cells) => cells[self.place],
            Cells::Whole(cells) => cells[self.place].map_or(f64::NAN, |value| value as f64),
            _ => panic!("{}: the column `{column}` holds no numbers", self.table.schema.file),
        }
    }

    /// The estimate in four columns: value, standard error, lower and upper end.
    ///
    /// # Panics
    /// There is no such column of numbers.
    pub fn estimate(&self, columns: [&str; 4]) -> Estimate {
        let [value, error, low, high] = columns.map(|column| self.number(column));
        Estimate {
            value,
            error,
            low,
            high,
        }
    }

    /// The whole number in a column, where there is one.
    ///
    /// # Panics
    /// There is no such column of whole numbers.
    pub fn whole(&self, column: &str) -> Option<u64> {
        match self.cells(column).0 {
            Cells::Whole(cells) => cells[self.place],
            _ => panic!(
                "{}: the column `{column}` holds no whole numbers",
                self.table.schema.file
            ),
        }
    }

    /// Whether what a column says is so; not so where it says nothing.
    ///
    /// # Panics
    /// There is no such column.
    pub fn is(&self, column: &str) -> bool {
        match self.cells(column).0 {
            Cells::YesNo(cells) => cells[self.place] == Some(true),
            _ => panic!(
                "{}: the column `{column}` does not say yes or no",
                self.table.schema.file
            ),
        }
    }
}

#[cfg(test)]
mod tests;
