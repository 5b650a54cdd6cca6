//! CSV tables once more as Parquet: columnar, compressed, with types, for pandas, polars, R, DuckDB.
//!
//! A Parquet file is made from the finished CSV file, a stretch of rows at a time, so that the two cannot differ and memory stays flat.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::staging::{Staging, cannot};
use crate::error::{Error, Result};

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// Whole numbers; 64-bit integers.
    Whole,
    /// Numbers; doubles, infinite where the table says `never`.
    Number,
    /// Words; UTF-8.
    Text,
}

/// Rows of a row group.
const GROUP_ROWS: usize = 1 << 16;

/// Writes `csv`, which stands in `staging`, beside itself as `parquet`. `cells` tells what a column of a name holds. An empty cell
/// becomes a null.
///
/// # Errors
/// A file that cannot be read or written.
pub fn convert(staging: &Staging, csv: &str, parquet: &str, cells: impl Fn(&str) -> Cells) -> Result<()> {
    let (from, to) = (staging.folder().join(csv), staging.folder().join(parquet));
    let source = File::open(&from).map_err(|error| cannot("read", &from, &error))?;
    let target = File::create(&to).map_err(|error| cannot("write", &to, &error))?;
    write(source, target, cells).map_err(|fault| match fault {
        Fault::Csv(error) => Error::File(format!("cannot read {}: {error}", from.display())),
        Fault::Parquet(error) => parquet_error(&to, error),
    })
}

enum Fault {
    Csv(csv::Error),
    Parquet(ParquetError),
}

impl From<csv::Error> for Fault {
    fn from(error: csv::Error) -> Self {
        Self::Csv(error)
    }
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        Self::Parquet(error)
    }
}

/// A full disk must be said as such, wherever it is met.
fn parquet_error(path: &Path, error: ParquetError) -> Error {
    match error {
        ParquetError::External(error) => match error.downcast::<std::io::Error>() {
            Ok(error) => cannot("write", path, &error),
            Err(error) => Error::File(format!("cannot write {}: {error}", path.display())),
        },
        error => Error::File(format!("cannot write {}: {error}", path.display())),
    }
}

fn write(source: File, target: File, cells: impl Fn(&str) -> Cells) -> std::result::Result<(), Fault> {
    let mut reader = csv::Reader::from_reader(source);
    let names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let kinds: Vec<Cells> = names.iter().map(|name| cells(name)).collect();
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("detente {}", super::manifest::VERSION))
        .build();
    let mut writer = SerializedFileWriter::new(target, Arc::new(schema(&names, &kinds)?), Arc::new(properties))?;
    let mut rows: Vec<csv::StringRecord> = Vec::new();
    for record in reader.records() {
        rows.push(record?);
        if rows.len() == GROUP_ROWS {
            write_group(writer.next_row_group()?, &rows, &kinds)?;
            rows.clear();
        }
    }
    if !rows.is_empty() {
        write_group(writer.next_row_group()?, &rows, &kinds)?;
    }
    writer.close()?;
    Ok(())
}

fn schema(names: &[String], kinds: &[Cells]) -> parquet::errors::Result<Type> {
    let column = |(name, kind): (&String, &Cells)| {
        let (physical, logical) = match kind {
            Cells::Whole => (Physical::INT64, None),
            Cells::Number => (Physical::DOUBLE, None),
            Cells::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let column = Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .with_repetition(Repetition::OPTIONAL)
            .build()?;
        Ok(Arc::new(column))
    };
    let columns: Vec<_> = names
        .iter()
        .zip(kinds)
        .map(column)
        .collect::<parquet::errors::Result<_>>()?;
    Type::group_type_builder("table").with_fields(columns).build()
}

fn write_group(
    mut group: SerializedRowGroupWriter<'_, File>,
    rows: &[csv::StringRecord],
    kinds: &[Cells],
) -> parquet::errors::Result<()> {
    for (place, kind) in kinds.iter().enumerate() {
        let Some(mut column) = group.next_column()? else {
            break;
        };
        let cells = || rows.iter().map(move |row| row.get(place).unwrap_or_default());
        let numbers = |cell: &str| {
            if cell == "never" {
                Some(f64::INFINITY)
            } else {
                cell.parse::<f64>().ok()
            }
        };
        let levels: Vec<i16>;
        match kind {
            Cells::Whole => {
                let values: Vec<Option<i64>> = cells().map(|cell| cell.parse().ok()).collect();
                levels = levels_of(&values);
                let there: Vec<i64> = values.into_iter().flatten().collect();
                column.typed::<Int64Type>().write_batch(&there, Some(&levels), None)?;
            }
            Cells::Number => {
                let values: Vec<Option<f64>> = cells().map(numbers).collect();
                levels = levels_of(&values);
                let there: Vec<f64> = values.into_iter().flatten().collect();
                column.typed::<DoubleType>().write_batch(&there, Some(&levels), None)?;
            }
            Cells::Text => {
                let values: Vec<Option<ByteArray>> = cells()
                    .map(|cell| (!cell.is_empty()).then(|| ByteArray::from(cell)))
                    .collect();
                levels = levels_of(&values);
                let there: Vec<ByteArray> = values.into_iter().flatten().collect();
                column
                    .typed::<ByteArrayType>()
                    .write_batch(&there, Some(&levels), None)?;
            }
        }
        column.close()?;
    }
    group.close()?;
    Ok(())
}

/// 1 where there is a value, 0 where there is none.
fn levels_of<T>(values: &[Option<T>]) -> Vec<i16> {
    values.iter().map(|value| i16::from(value.is_some())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::folder::Ticket;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    /// The oracle is the crate's own reader, which takes another way than its writer; that other programs read the files is tried by
    /// hand (docs/sweeps.md).
    #[test]
    fn every_cell_is_read_back_with_its_type() {
        let out = std::env::temp_dir().join(format!("detente-parquet-{}", std::process::id()));
        let staging = Staging::start(&out, &Ticket::new("test".to_owned(), Vec::new())).unwrap();
        let rows = GROUP_ROWS + 3;
        let text: String = (0..rows)
            .map(|row| match row % 3 {
                0 => format!("{row},treaty,{}\n", row as f64 / 7.0),
                1 => format!("{row},none,never\n"),
                _ => format!("{row},,\n"),
            })
            .collect();
        staging
            .write("t.csv", format!("point,policy,value\n{text}").as_bytes())
            .unwrap();
        convert(&staging, "t.csv", "t.parquet", |name| match name {
            "point" => Cells::Whole,
            "policy" => Cells::Text,
            _ => Cells::Number,
        })
        .unwrap();
        let reader = SerializedFileReader::new(File::open(staging.folder().join("t.parquet")).unwrap()).unwrap();
        assert_eq!(reader.num_row_groups(), 2);
        let mut count = 0;
        for (row, record) in reader.get_row_iter(None).unwrap().enumerate() {
            let record = record.unwrap();
            assert_eq!(record.get_long(0).unwrap(), row as i64);
            match row % 3 {
                0 => {
                    assert_eq!(record.get_string(1).unwrap(), "treaty");
                    assert_eq!(record.get_double(2).unwrap(), row as f64 / 7.0);
                }
                1 => assert_eq!(record.get_double(2).unwrap(), f64::INFINITY),
                _ => assert!(record.get_string(1).is_err() && record.get_double(2).is_err()),
            }
            count += 1;
        }
        assert_eq!(count, rows);
        drop(staging);
        std::fs::remove_dir_all(out).unwrap();
    }
}
