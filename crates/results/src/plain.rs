//! The form in which tables stand in files for readers: what a spreadsheet, R or pandas takes as numbers is numbers, with no more digits than
//! say something.
//!
//! Numbers have [`DIGITS`] significant digits at most, but for whole ones and those of columns that are exact. A number that
//! is `never` is an empty cell, and the word stands in a column behind it. [`Reader`](crate::reader::Reader) puts the two together again.

use std::io::{BufRead, Result};

use crate::cell::push_text;
use crate::column::{Column, Kind, Schema};
use crate::number::{DIGITS, push_float, rounded};

/// What the name of a column of numbers has behind it in the name of the column that says where they are `never`.
const NEVER: &str = "_never";

/// The name of the column that says where the numbers of another are `never`.
pub fn never_name(column: &str) -> String {
    format!("{column}{NEVER}")
}

/// What that column says of a number; nothing where it is one.
pub const fn never_word(value: f64) -> &'static str {
    if value == f64::INFINITY {
        "never"
    } else if value == f64::NEG_INFINITY {
        "-never"
    } else {
        ""
    }
}

/// What that column is.
pub fn never_column(of: &Column) -> Column {
    let meaning = format!(
        "never where {} is empty because it does not happen or has no upper end (-never: no lower end); else empty",
        of.name
    );
    Column::named(never_name(&of.name), "text", meaning, Kind::Text)
}

/// Whether the file for readers of such a table is another one than that of its rows with all their digits.
pub fn differs(schema: &Schema) -> bool {
    schema.columns.iter().any(|column| match column.kind {
        Kind::NumberOrNever => true,
        Kind::Number => !column.exact,
        Kind::Text | Kind::Whole | Kind::YesNo | Kind::Who | Kind::Month => false,
    })
}

/// The head of the file, its line end with it.
pub fn head(schema: &Schema) -> Vec<u8> {
    let mut line = Vec::new();
    for column in schema.columns.iter() {
        push_text(&mut line, &column.name);
        line.push(b',');
        if column.kind == Kind::NumberOrNever {
            push_text(&mut line, &never_name(&column.name));
            line.push(b',');
        }
    }
    end(&mut line);
    line
}

/// Appends a row of the file. `row` is that row with all its digits and `never` among them, a cell for each column of the schema, with its line end.
pub fn push_row(text: &mut Vec<u8>, row: &[u8], schema: &Schema) {
    let mut rest = row.strip_suffix(b"\n").unwrap_or(row);
    for column in schema.columns.iter() {
        let cell;
        (cell, rest) = first_cell(rest);
        match column.kind {
            Kind::NumberOrNever => match cell {
                b"never" | b"-never" => {
                    text.push(b',');
                    text.extend_from_slice(cell);
                }
                _ => {
                    push_number(text, cell, column);
                    text.push(b',');
                }
            },
            Kind::Number => push_number(text, cell, column),
            Kind::Text | Kind::Whole | Kind::YesNo | Kind::Who | Kind::Month => text.extend_from_slice(cell),
        }
        text.push(b',');
    }
    end(text);
}

/// A line end instead of the comma behind the last cell.
fn end(text: &mut Vec<u8>) {
    text.pop();
    text.push(b'\n');
}

fn push_number(text: &mut Vec<u8>, cell: &[u8], column: &Column) {
    let number = || std::str::from_utf8(cell).ok()?.parse::<f64>().ok();
    // So few letters are no more digits.
    let is_short = cell.len() <= DIGITS;
    match number().filter(|number| !is_short && !column.exact && number.is_finite()) {
        Some(number) => push_float(text, rounded(number)),
        None => text.extend_from_slice(cell),
    }
}

/// The whole file, of the file with all digits.
pub fn file(text: &[u8], schema: &Schema) -> Vec<u8> {
    if !differs(schema) {
        return text.to_vec();
    }
    let (mut rest, mut row, mut plain) = (text, Vec::new(), head(schema));
    let mut read = || read_row(&mut rest, &mut row).map(|is_there| is_there.then(|| row.clone()));
    // The head is another one. Reading from memory does not fail.
    let _ = read();
    while let Ok(Some(row)) = read() {
        push_row(&mut plain, &row, schema);
    }
    plain
}

/// Reads the next row with its line end; a quoted cell may hold line ends too. Says no at the end of the file.
///
/// # Errors
/// It cannot be read.
pub fn read_row(rows: &mut impl BufRead, row: &mut Vec<u8>) -> Result<bool> {
    row.clear();
    loop {
        let read = rows.read_until(b'\n', row)?;
        let quotes = row.iter().filter(|&&byte| byte == b'"').count();
        if read == 0 || quotes.is_multiple_of(2) {
            return Ok(!row.is_empty());
        }
    }
}

/// The first cell of a row as it stands there, quotes included, and what comes behind its comma.
fn first_cell(row: &[u8]) -> (&[u8], &[u8]) {
    let mut is_quoted = false;
    let comma = row.iter().position(|&byte| {
        is_quoted ^= byte == b'"';
        byte == b',' && !is_quoted
    });
    match comma {
        Some(comma) => (&row[..comma], &row[comma + 1..]),
        None => (row, &[]),
    }
}

/// Where in a row of a file a cell of its table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    cell: usize,
    /// Where it is said that the number is `never`.
    never: Option<usize>,
}

impl Source {
    /// The cell of the table, of the row of the file; `None` where a number and what is said beside it do not go together.
    pub fn of<'r, T: AsRef<[u8]> + ?Sized + 'r>(self, row: impl Fn(usize) -> Option<&'r T>) -> Option<&'r T> {
        let number = row(self.cell)?;
        let Some(never) = self.never.and_then(row).filter(|never| !never.as_ref().is_empty()) else {
            return Some(number);
        };
        let is_said = number.as_ref().is_empty() && matches!(never.as_ref(), b"never" | b"-never");
        is_said.then_some(never)
    }
}

/// The columns of the table of which a file has columns of these names, in the order of the file, and where their cells stand.
///
/// # Errors
/// A name that the table does not have, or that stands there twice.
pub fn sources<'a>(
    names: impl Iterator<Item = &'a str>,
    schema: &Schema,
) -> std::result::Result<(Vec<Column>, Vec<Source>), Stranger<'a>> {
    let (mut columns, mut sources): (Vec<Column>, Vec<Source>) = Default::default();
    for (cell, name) in names.enumerate() {
        if let Some(column) = schema.column(name) {
            if columns.iter().any(|known| known.name == column.name) {
                return Err(Stranger::Twice(name));
            }
            columns.push(column.into_owned());
            sources.push(Source { cell, never: None });
            continue;
        }
        let of = name.strip_suffix(NEVER).and_then(|of| {
            let is_it = |column: &Column| column.name == of && column.kind.is_number();
            columns.iter().position(is_it)
        });
        match of.map(|of| sources[of].never.replace(cell)) {
            Some(None) => {}
            Some(Some(_)) => return Err(Stranger::Twice(name)),
            None => return Err(Stranger::Unknown(name)),
        }
    }
    Ok((columns, sources))
}

/// A name in the head of a file that cannot stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger<'a> {
    Unknown(&'a str),
    Twice(&'a str),
}

#[cfg(test)]
mod tests;
