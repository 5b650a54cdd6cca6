//! Tables of results as Arrow: typed by their schemas, with unit, meaning and source of each column beside it, handed on without a copy
//! through the PyCapsule interface.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, Field, Schema as ArrowSchema, SchemaRef};
use detente::analysis::stored;
use detente::analysis::study::Kind as StudyKind;
use detente::error::{Error, Result};
use detente::results::column::{Column, Kind, Schema};
use detente::results::dictionary::{DICTIONARY, DICTIONARY_CSV};
use detente::results::plain::{Stranger, never_name, sources};
use detente::results::table::Table as Typed;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use rayon::prelude::*;

use crate::errors::raise;

/// Bytes of a file that one thread reads as a piece.
const PIECE: usize = 4 << 20;

/// A table in Arrow's form.
#[pyclass(frozen, module = "detente", name = "ArrowTable")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    /// A stream of Arrow batches, by the Arrow PyCapsule interface; nothing is copied.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets the one who hands on leave a wish for other types aside.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok::<_, ArrowError>);
        let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, self.schema.clone())));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Name, Arrow type, unit, meaning and source of each column.
    #[getter]
    fn columns(&self) -> Vec<(String, String, String, String, String)> {
        let column = |field: &Arc<Field>| {
            let about = |key: &str| field.metadata().get(key).cloned().unwrap_or_default();
            let kind = field.data_type().to_string();
            (
                field.name().clone(),
                kind,
                about("unit"),
                about("meaning"),
                about("source"),
            )
        };
        self.schema.fields().iter().map(column).collect()
    }
}

impl Table {
    /// A table of the program's own.
    pub fn of(table: &Typed) -> Result<Self> {
        let text = table.to_csv();
        read(&text, table.schema.name(), &table.schema, &HashMap::new())
    }
}

/// The table of this name, such as `metrics.csv`, of the result in a folder; `kind` is the word for its study.
#[pyfunction]
pub fn read_table(py: Python<'_>, folder: PathBuf, kind: &str, name: &str) -> PyResult<Table> {
    py.detach(|| stored_table(&folder, kind, name))
        .map_err(|error| raise(py, &error))
}

fn stored_table(folder: &Path, kind: &str, name: &str) -> Result<Table> {
    let path = folder.join(name);
    let place = path.display().to_string();
    let bytes = std::fs::read(&path).map_err(|error| Error::File(format!("cannot read {place}: {error}")))?;
    let head = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let schema = match name {
        DICTIONARY_CSV => Some(DICTIONARY.clone()),
        name => StudyKind::from_key(kind).and_then(|kind| stored::schema(kind, name, &head)),
    };
    let schema = schema.ok_or_else(|| Error::Usage(format!("{place} is no table of `detente {kind}`")))?;
    read(&bytes, &place, &schema, &dictionary(folder, name)?)
}

/// What the data dictionary of a result says of the columns of a table: units and sources that are known only with the scenario.
fn dictionary(folder: &Path, table: &str) -> Result<HashMap<String, [String; 3]>> {
    let path = folder.join(DICTIONARY_CSV);
    if !path.is_file() {
        return Ok(HashMap::new());
    }
    let dictionary = Typed::read(&path, &DICTIONARY)?;
    let rows = dictionary.iter().filter(|row| row.text("file") == table);
    let entry = |row: detente::results::table::Row<'_>| {
        let about = ["unit", "meaning", "source"].map(|column| row.text(column).to_owned());
        (row.text("name").to_owned(), about)
    };
    Ok(rows.map(entry).collect())
}

fn read(bytes: &[u8], place: &str, schema: &Schema, about: &HashMap<String, [String; 3]>) -> Result<Table> {
    let failed = |why: String| Error::File(format!("cannot read {place}: {why}"));
    let end = bytes
        .iter()
        .position(|&byte| byte == b'\n')
        .map_or(bytes.len(), |end| end + 1);
    let (head, body) = bytes.split_at(end);
    let mut head = csv::Reader::from_reader(head);
    let names = head.headers().map_err(|error| failed(error.to_string()))?;
    let (columns, sources) = sources(names.iter(), schema).map_err(|stranger| match stranger {
        Stranger::Unknown(name) => failed(format!("it has an unknown column `{name}`")),
        Stranger::Twice(name) => failed(format!("the column `{name}` stands there twice")),
    })?;
    let fields: Vec<Field> = columns
        .iter()
        .map(|column| field(column, about.get(&*column.name)))
        .collect();
    let arrow: SchemaRef = Arc::new(ArrowSchema::new(fields));
    let pieces = pieces(body);
    let batch = |piece: &&[u8]| -> Result<RecordBatch> {
        let mut builders: Vec<Builder> = columns.iter().map(|column| Builder::new(column.kind)).collect();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(*piece);
        let mut row = csv::ByteRecord::new();
        while reader
            .read_byte_record(&mut row)
            .map_err(|error| failed(error.to_string()))?
        {
            for ((builder, column), source) in builders.iter_mut().zip(&columns).zip(&sources) {
                let cell = source.of(|place| row.get(place)).ok_or_else(|| {
                    let (of, beside) = (&column.name, never_name(&column.name));
                    failed(format!(
                        "`{beside}` may say never or -never, and only where the cell of `{of}` is empty"
                    ))
                })?;
                if !builder.push(cell) {
                    return Err(failed(format!(
                        "column `{}`: `{}` is not allowed; allowed: {}",
                        column.name,
                        String::from_utf8_lossy(cell).escape_debug(),
                        column.kind.allowed()
                    )));
                }
            }
        }
        let arrays = builders.into_iter().map(Builder::finish).collect();
        RecordBatch::try_new(arrow.clone(), arrays).map_err(|error| failed(error.to_string()))
    };
    let batches = pieces.par_iter().map(batch).collect::<Result<_>>()?;
    Ok(Table { schema: arrow, batches })
}

/// A body of rows in pieces that end with a row. A quoted cell may hold the end of a line, so a body with quotes is one piece.
fn pieces(body: &[u8]) -> Vec<&[u8]> {
    if body.len() <= PIECE || body.contains(&b'"') {
        return vec![body];
    }
    let mut pieces = Vec::new();
    let mut rest = body;
    while rest.len() > PIECE {
        let end = rest[PIECE..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map(|end| PIECE + end + 1);
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

fn field(column: &Column, about: Option<&[String; 3]>) -> Field {
    let kind = match column.kind {
        Kind::Number | Kind::NumberOrNever => DataType::Float64,
        Kind::Whole => DataType::Int64,
        Kind::YesNo => DataType::Boolean,
        Kind::Text | Kind::Who | Kind::Month => DataType::Utf8,
    };
    let own = [&column.unit, &column.meaning, &column.source].map(ToString::to_string);
    let [unit, meaning, source] = about.unwrap_or(&own).clone();
    let about = [("unit", unit), ("meaning", meaning), ("source", source)];
    let about: HashMap<String, String> = about.map(|(key, text)| (key.to_owned(), text)).into();
    Field::new(&*column.name, kind, true).with_metadata(about)
}

/// The cells of a column while they are read. An empty cell is a null; `never` is infinite.
enum Builder {
    Number(Float64Builder),
    Whole(Int64Builder),
    YesNo(BooleanBuilder),
    Text(StringBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Number | Kind::NumberOrNever => Self::Number(Float64Builder::new()),
            Kind::Whole => Self::Whole(Int64Builder::new()),
            Kind::YesNo => Self::YesNo(BooleanBuilder::new()),
            Kind::Text | Kind::Who | Kind::Month => Self::Text(StringBuilder::new()),
        }
    }

    /// Takes a cell; says no if it is none of this kind.
    fn push(&mut self, cell: &[u8]) -> bool {
        let text = std::str::from_utf8(cell).ok();
        match self {
            Self::Number(builder) => match cell {
                b"" => builder.append_null(),
                b"never" => builder.append_value(f64::INFINITY),
                b"-never" => builder.append_value(f64::NEG_INFINITY),
                _ => match text.and_then(|text| text.parse().ok()) {
                    Some(value) => builder.append_value(value),
                    None => return false,
                },
            },
            Self::Whole(builder) => match (cell, text.and_then(|text| text.parse().ok())) {
                (b"", _) => builder.append_null(),
                (_, Some(value)) => builder.append_value(value),
                _ => return false,
            },
            Self::YesNo(builder) => match cell {
                b"" => builder.append_null(),
                b"yes" => builder.append_value(true),
                b"no" => builder.append_value(false),
                _ => return false,
            },
            Self::Text(builder) => match text {
                Some("") => builder.append_null(),
                Some(text) => builder.append_value(text),
                None => return false,
            },
        }
        true
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Number(mut builder) => Arc::new(builder.finish()),
            Self::Whole(mut builder) => Arc::new(builder.finish()),
            Self::YesNo(mut builder) => Arc::new(builder.finish()),
            Self::Text(mut builder) => Arc::new(builder.finish()),
        }
    }
}
