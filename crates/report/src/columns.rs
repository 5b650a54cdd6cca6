//! Small tables whose columns are described where they are made, so that table and data dictionary cannot part.

use super::dictionary::of_rows;
use crate::number::push_float;
use engine::error::{Error, Result};

/// A column: name, unit, meaning.
pub type Column = [&'static str; 3];

/// A table as bytes.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn write(name: &str, columns: &[Column], rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let written = || -> std::result::Result<Vec<u8>, Box<dyn std::error::Error>> {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(columns.iter().map(|column| column[0]))?;
        for row in rows {
            table.write_record(row)?;
        }
        Ok(table.into_inner()?)
    };
    written().map_err(|error| Error::File(format!("cannot write {name}: {error}")))
}

/// The data dictionary of tables with these names and columns, and `more` rows: file, name, unit, meaning, source.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn dictionary_of<'a>(
    tables: impl IntoIterator<Item = (&'a str, &'a [Column])>,
    more: &[[&str; 5]],
) -> Result<Vec<u8>> {
    let mut rows: Vec<[&str; 5]> = Vec::new();
    for (name, columns) in tables {
        rows.extend(
            columns
                .iter()
                .map(|[column, unit, meaning]| [name, column, unit, meaning, "model"]),
        );
    }
    rows.extend(more);
    of_rows(&rows)
}

/// A number in its shortest form; empty where there is none.
pub fn number(value: f64) -> String {
    let mut text = Vec::new();
    push_float(&mut text, value);
    String::from_utf8_lossy(&text).into_owned()
}

/// `yes` or `no`.
pub fn yes_no(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}
