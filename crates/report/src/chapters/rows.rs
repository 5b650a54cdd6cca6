//! A small table of a result, read back as text by names of columns.

use crate::number::readable;
use crate::stored_tables;
use engine::error::Result;
use results::store::stored::StoredResult;

/// All rows of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// Name of the file below the folder of its result.
    pub name: String,
    pub header: Vec<String>,
    pub records: Vec<Vec<String>>,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    header: &'a [String],
    cells: &'a [String],
}

impl Rows {
    /// Reads `name`; `None` where the result has no such file.
    ///
    /// # Errors
    /// The file cannot be read, or is not that table: it has a column or a cell that cannot be in it.
    pub fn read(result: &StoredResult, name: &str) -> Result<Option<Self>> {
        if !result.has(name) {
            return Ok(None);
        }
        let table = stored_tables::read(result, name)?;
        let header: Vec<String> = table.schema.names().map(str::to_owned).collect();
        let cells = |row: results::table::Row| header.iter().map(|column| row.cell(column).into_owned()).collect();
        Ok(Some(Self {
            name: name.to_owned(),
            records: table.iter().map(cells).collect(),
            header,
        }))
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
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
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
            .map(|line| line.split(',').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
        Self {
            name: String::new(),
            header: lines.next().unwrap_or_default(),
            records: lines.collect(),
        }
    }
}
