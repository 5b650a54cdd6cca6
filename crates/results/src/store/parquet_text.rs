//! Parquet files of other programs, and the own ones, as text.

use std::fs::File;
use std::path::Path;

use error::{Error, Result};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

/// The table of a Parquet file as comma-separated text; numbers keep their bits, and what is not there is an empty cell.
///
/// # Errors
/// A file that cannot be read, is none, or is compressed in a way that this program does not know.
pub fn text_of_parquet(path: &Path) -> Result<String> {
    let failed = |error: &dyn std::fmt::Display| {
        let way = "write it as CSV, or as Parquet with Snappy compression or none";
        Error::File(format!("cannot read {}: {error}; {way}", path.display()))
    };
    let file = File::open(path).map_err(|error| failed(&error))?;
    let reader = SerializedFileReader::new(file).map_err(|error| failed(&error))?;
    let mut text = String::new();
    let columns = reader.metadata().file_metadata().schema().get_fields();
    push_line(&mut text, columns.iter().map(|column| column.name().to_owned()));
    for row in reader.get_row_iter(None).map_err(|error| failed(&error))? {
        let row = row.map_err(|error| failed(&error))?;
        push_line(&mut text, row.get_column_iter().map(|(_, field)| cell(field)));
    }
    Ok(text)
}

fn cell(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Double(number) => number.to_string(),
        Field::Float(number) => f64::from(*number).to_string(),
        other => other.to_string(),
    }
}

fn push_line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            text.push(',');
        }
        match cell.contains([',', '"', '\n', '\r']) {
            true => text.push_str(&format!("\"{}\"", cell.replace('"', "\"\""))),
            false => text.push_str(&cell),
        }
    }
    text.push('\n');
}
