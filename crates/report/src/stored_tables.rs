//! Tables of finished results, read back by their schemas.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use analysis::run::schema as run;
use analysis::{adapt, compare, discover, game, robust, sensitivity, sweep, validate, voi};
use engine::error::{Error, Result};
use results::column::Schema;
use results::store::failure::cannot;
use results::store::manifest::ResultKind;
use results::store::stored::StoredResult;
use results::table::{DICTIONARY, DICTIONARY_CSV, Table};

/// What the columns of a file in `folder` are, which holds a result of this kind.
///
/// # Errors
/// Such a result has no table of this name; or the file cannot be read.
pub fn schema(kind: &ResultKind, folder: &Path, file: &str) -> Result<Schema> {
    let fixed = |schemas: &[&Schema]| {
        schemas
            .iter()
            .find(|schema| schema.name() == file)
            .map(|&schema| schema.clone())
    };
    let known = match kind {
        _ if file == DICTIONARY_CSV => Some(DICTIONARY.clone()),
        ResultKind::Run(_) => run::stored(file),
        ResultKind::Compare(_) => compare::schema::schemas()
            .into_iter()
            .find(|schema| schema.name() == file),
        ResultKind::Sweep(_) => sweep::schema::stored(file),
        ResultKind::Sensitivity(_) => sensitivity::schema::stored(file, &head(&folder.join(file))?),
        // The unit of a score does not matter to a reader.
        ResultKind::Adapt(_) => adapt::schema::schemas("of the metric")
            .into_iter()
            .find(|schema| schema.name() == file),
        ResultKind::Game(_) => fixed(&game::schema::SCHEMAS),
        ResultKind::Robust(_) => fixed(&robust::schema::SCHEMAS),
        ResultKind::Discover(_) => fixed(&discover::schema::SCHEMAS),
        ResultKind::Voi(_) => fixed(&voi::schema::SCHEMAS),
        ResultKind::Validate(_) => fixed(&[&validate::schema::VALIDATION]),
    };
    known.ok_or_else(|| {
        Error::File(format!(
            "{} holds no table {file} that this version knows",
            folder.display()
        ))
    })
}

/// The first line of a file.
fn head(path: &Path) -> Result<String> {
    const LONGEST: u64 = 1 << 20;
    let failed = |error: std::io::Error| cannot("read", path, &error);
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut line = Vec::new();
    BufReader::new(file.take(LONGEST))
        .read_until(b'\n', &mut line)
        .map_err(failed)?;
    Ok(String::from_utf8_lossy(&line).into_owned())
}

/// Reads a table of a result.
///
/// # Errors
/// As [`schema`] and [`Table::read`].
pub fn read(result: &StoredResult, file: &str) -> Result<Table> {
    let schema = schema(&result.manifest.kind, &result.folder, file)?;
    Table::read(&result.path(file), &schema)
}
