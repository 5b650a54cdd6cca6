//! CSV tables once more as Parquet: columnar, compressed, with types, for pandas, polars, R, DuckDB.
//!
//! A Parquet file is made from the finished CSV file, a stretch of rows at a time, so that the two cannot differ, memory stays flat,
//! and an interrupted run has nothing to take up in a file that cannot be appended to.

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, mpsc};

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnPath, Type};

use super::failure::cannot;
use super::staging::Staging;
use crate::column::{Kind, Schema};
use error::{Error, Result};

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cells {
    /// Whole numbers; 64-bit integers.
    Whole,
    /// Numbers; doubles, infinite where the table says `never`.
    Number,
    /// Words; UTF-8.
    Text,
}

impl Cells {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Whole => Self::Whole,
            Kind::Number | Kind::NumberOrNever => Self::Number,
            Kind::Text | Kind::YesNo | Kind::Who | Kind::Month => Self::Text,
        }
    }
}

/// Most rows of a row group.
const GROUP_ROWS: usize = 1 << 16;
/// Most cells of a row group, so that one of a wide table takes no more memory: some 20 MB.
const GROUP_CELLS: usize = 1 << 21;

/// Writes the table of this schema, which stands in `staging`, beside itself as `parquet`. An empty cell becomes a null.
///
/// # Errors
/// A file that cannot be read or written.
pub fn convert(staging: &Staging, schema: &Schema, parquet: &str) -> Result<()> {
    let csv = schema.name();
    staging.note([parquet])?;
    let (from, to) = (staging.folder().join(csv), staging.folder().join(parquet));
    let source = File::open(&from).map_err(|error| cannot("read", &from, &error))?;
    let target = File::create(&to).map_err(|error| cannot("write", &to, &error))?;
    write(source, target, schema).map_err(|fault| match fault {
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

/// One thread reads numbers from text, which takes longest, while this one compresses and writes the row group before.
fn write(source: File, target: File, schema: &Schema) -> std::result::Result<(), Fault> {
    let mut reader = csv::Reader::from_reader(source);
    let names: Vec<String> = schema.names().map(str::to_owned).collect();
    let kinds: Vec<Cells> = schema.columns.iter().map(|column| Cells::of(column.kind)).collect();
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by(format!("detente {}", super::manifest::VERSION));
    for (name, _) in names.iter().zip(&kinds).filter(|(_, kind)| **kind == Cells::Number) {
        // Hardly a measured number comes twice: a dictionary of them costs more time than it saves room.
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(name.as_str()), false);
    }
    let properties = properties.build();
    let mut writer =
        SerializedFileWriter::new(target, Arc::new(parquet_schema(&names, &kinds)?), Arc::new(properties))?;
    // Without room, so that there are never more than two groups: the one being read and the one being written.
    let (ready, groups) = mpsc::sync_channel(0);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            loop {
                let group = read_group(&mut reader, &kinds);
                let is_last = group.as_ref().map_or(true, |group| group.rows == 0);
                // Nobody listens any more if the file could not be written.
                if ready.send(group).is_err() || is_last {
                    return;
                }
            }
        });
        for group in groups {
            let group = group?;
            if group.rows > 0 {
                write_group(writer.next_row_group()?, &group)?;
            }
        }
        Ok::<(), Fault>(())
    })?;
    writer.close()?;
    Ok(())
}

/// Some rows by columns.
struct Group {
    rows: usize,
    columns: Vec<Column>,
}

/// The cells of a column that are not empty, and for each row 1 where there is one and 0 where there is none.
struct Column {
    values: Values,
    levels: Vec<i16>,
}

enum Values {
    Whole(Vec<i64>),
    Number(Vec<f64>),
    Text(Vec<ByteArray>),
}

impl Column {
    fn new(kind: Cells) -> Self {
        let values = match kind {
            Cells::Whole => Values::Whole(Vec::new()),
            Cells::Number => Values::Number(Vec::new()),
            Cells::Text => Values::Text(Vec::new()),
        };
        Self {
            values,
            levels: Vec::new(),
        }
    }

    fn push(&mut self, cell: &[u8]) {
        let text = || std::str::from_utf8(cell).ok();
        let is_there = match &mut self.values {
            Values::Whole(values) => kept(values, text().and_then(|text| text.parse().ok())),
            Values::Number(values) if cell == b"never" => kept(values, Some(f64::INFINITY)),
            Values::Number(values) => kept(values, text().and_then(|text| text.parse().ok())),
            Values::Text(values) => kept(values, (!cell.is_empty()).then(|| ByteArray::from(cell))),
        };
        self.levels.push(i16::from(is_there));
    }
}

/// Keeps a value, if there is one, and says whether there is.
fn kept<T>(values: &mut Vec<T>, value: Option<T>) -> bool {
    let before = values.len();
    values.extend(value);
    values.len() > before
}

/// The next rows; none at the end of the table.
fn read_group(reader: &mut csv::Reader<File>, kinds: &[Cells]) -> csv::Result<Group> {
    let most_rows = (GROUP_CELLS / kinds.len().max(1)).clamp(1, GROUP_ROWS);
    let mut group = Group {
        rows: 0,
        columns: kinds.iter().map(|&kind| Column::new(kind)).collect(),
    };
    let mut record = csv::ByteRecord::new();
    while group.rows < most_rows && reader.read_byte_record(&mut record)? {
        for (column, cell) in group.columns.iter_mut().zip(&record) {
            column.push(cell);
        }
        group.rows += 1;
    }
    Ok(group)
}

fn parquet_schema(names: &[String], kinds: &[Cells]) -> parquet::errors::Result<Type> {
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

fn write_group(mut file: SerializedRowGroupWriter<'_, File>, group: &Group) -> parquet::errors::Result<()> {
    for Column { values, levels } in &group.columns {
        let Some(mut column) = file.next_column()? else {
            break;
        };
        let levels = Some(levels.as_slice());
        match values {
            Values::Whole(values) => column.typed::<Int64Type>().write_batch(values, levels, None)?,
            Values::Number(values) => column.typed::<DoubleType>().write_batch(values, levels, None)?,
            Values::Text(values) => column.typed::<ByteArrayType>().write_batch(values, levels, None)?,
        };
        column.close()?;
    }
    file.close()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::Column;
    use crate::schema;
    use crate::store::folder::RunSpec;
    use crate::store::staging::Replaced;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    schema! {
        TABLE = "t.csv";
        [
            Column::whole("point", "number", "a row"),
            Column::text("policy", "a word"),
            Column::number_or_never("value", "1", "a number"),
        ]
    }

    /// The oracle is the crate's own reader, which takes another way than its writer; that other programs read the files is tried by
    /// hand (docs/sweeps.md).
    #[test]
    fn every_cell_is_read_back_with_its_type() {
        let out = std::env::temp_dir().join(format!("detente-parquet-{}", std::process::id()));
        let staging = Staging::start(&out, &RunSpec::new("test".to_owned(), Vec::new()), Replaced::Nothing).unwrap();
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
        convert(&staging, &TABLE, "t.parquet").unwrap();
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
