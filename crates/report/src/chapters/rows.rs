//! A table of a result, read back as text by names of columns: whole where it is small, row by row where it may be large.

use csv::StringRecord;

use crate::number::readable;
use crate::stored_tables;
use error::Result;
use results::cell::text_of;
use results::column::Kind;
use results::reader::Reader;
use results::store::stored::StoredResult;

/// The rows of a file, or those of them that were asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// Name of the file below the folder of its result.
    pub name: String,
    pub header: StringRecord,
    pub records: Vec<StringRecord>,
    /// Rows of the file, and how many of them were asked for, which may be more than there are here.
    pub all: usize,
    pub asked: usize,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    header: &'a StringRecord,
    cells: &'a StringRecord,
}

impl Rows {
    /// Reads `name`; `None` where the result has no such file.
    ///
    /// # Errors
    /// The file cannot be read, or is not that table: it has a column or a cell that cannot be in it.
    pub fn read(result: &StoredResult, name: &str) -> Result<Option<Self>> {
        Self::read_some(result, name, usize::MAX, |_| true)
    }

    /// The same of the first `most` rows of which `keep` says yes.
    ///
    /// # Errors
    /// As [`Rows::read`].
    pub fn read_some(
        result: &StoredResult,
        name: &str,
        most: usize,
        mut keep: impl FnMut(&Row) -> bool,
    ) -> Result<Option<Self>> {
        if !result.has(name) {
            return Ok(None);
        }
        let schema = stored_tables::schema(&result.manifest.kind, &result.folder, name)?;
        let mut reader = Reader::open(&result.path(name), &schema)?;
        let columns = reader.columns().to_vec();
        let mut rows = Self {
            name: name.to_owned(),
            header: columns.iter().map(|column| &*column.name).collect(),
            ..Self::default()
        };
        let mut cells = StringRecord::new();
        while let Some(row) = reader.next_row()? {
            let wrong = columns
                .iter()
                .zip(row)
                .position(|(column, cell)| !column.kind.takes(cell));
            cells.clear();
            for (column, cell) in columns.iter().zip(row) {
                cells.push_field(if column.kind == Kind::Text { text_of(cell) } else { cell });
            }
            if let Some(place) = wrong {
                return Err(reader.wrong(place));
            }
            rows.all += 1;
            let row = Row {
                header: &rows.header,
                cells: &cells,
            };
            if keep(&row) {
                rows.asked += 1;
                if rows.records.len() < most {
                    rows.records.push(cells.clone());
                }
            }
        }
        Ok(Some(rows))
    }

    /// The same, empty where the result has no such file.
    ///
    /// # Errors
    /// As [`Rows::read`].
    pub fn read_or_none(result: &StoredResult, name: &str) -> Result<Self> {
        Ok(Self::read(result, name)?.unwrap_or_default())
    }

    /// All rows in order.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|cells| Row {
            header: &self.header,
            cells,
        })
    }
}

impl<'a> Row<'a> {
    /// The text of a column; empty where there is no such column.
    pub fn text(&self, column: &str) -> &'a str {
        let place = self.header.iter().position(|name| name == column);
        place.and_then(|place| self.cells.get(place)).unwrap_or("")
    }

    /// The number in a column: infinite for `never`, not a number where there is none.
    pub fn number(&self, column: &str) -> f64 {
        number(self.text(column))
    }
}

/// The number in a cell: infinite for `never`, not a number where there is none.
pub fn number(cell: &str) -> f64 {
    match cell {
        "never" => f64::INFINITY,
        "-never" => f64::NEG_INFINITY,
        text => text.parse().unwrap_or(f64::NAN),
    }
}

/// A cell for people: numbers to three significant figures, everything else as it is.
pub fn shown(cell: &str) -> String {
    match cell.parse::<f64>() {
        Ok(value) if value.is_finite() => readable(value),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
impl Rows {
    /// A table as a file would hold it.
    pub fn of(text: &str) -> Self {
        let mut lines = text
            .lines()
            .map(|line| line.split(',').map(str::trim).collect::<StringRecord>());
        let header = lines.next().unwrap_or_default();
        let records: Vec<StringRecord> = lines.collect();
        Self {
            name: String::new(),
            all: records.len(),
            asked: records.len(),
            header,
            records,
        }
    }
}
