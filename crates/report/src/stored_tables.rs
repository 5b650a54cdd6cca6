//! Tables of finished results, read back by their schemas.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use analysis::stored;
use analysis::study::Kind;
use engine::model::metrics::Metric;
use error::{Error, Result};
use results::column::Schema;
use results::dictionary::{DICTIONARY, DICTIONARY_CSV};
use results::store::failure::cannot;
use results::store::manifest::ResultKind;
use results::store::stored::StoredResult;
use results::table::Table;

/// The study that makes results of this kind.
const fn study(kind: &ResultKind) -> Kind {
    match kind {
        ResultKind::Run(_) => Kind::Run,
        ResultKind::Compare(_) => Kind::Compare,
        ResultKind::Explain(_) => Kind::Explain,
        ResultKind::Sweep(_) => Kind::Sweep,
        ResultKind::Sensitivity(_) => Kind::Sensitivity,
        ResultKind::Adapt(_) => Kind::Adapt,
        ResultKind::Game(_) => Kind::Game,
        ResultKind::Robust(_) => Kind::Robust,
        ResultKind::Discover(_) => Kind::Discover,
        ResultKind::Voi(_) => Kind::Voi,
        ResultKind::Condition(_) => Kind::Condition,
        ResultKind::Score(_) => Kind::Score,
        ResultKind::Validate(_) => Kind::Validate,
    }
}

/// What the columns of the file at `path` are, which is the table `file` of a result of this kind.
///
/// # Errors
/// Such a result has no table of this name; or the file cannot be read.
pub fn schema(kind: &ResultKind, path: &Path, file: &str) -> Result<Schema> {
    let known = match file {
        DICTIONARY_CSV => Some(DICTIONARY.clone()),
        _ => stored::schema(study(kind), file, &head(path)?),
    };
    known.ok_or_else(|| {
        let folder = path.parent().unwrap_or(path).display();
        Error::File(format!("{folder} holds no table {file} that this version knows"))
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
    let path = result.path(file);
    let schema = schema(&result.manifest.kind, &path, file)?;
    Table::read(&path, &schema)
}

/// Refuses a metric at a date that a table of a result has no column of.
///
/// # Errors
/// Such a metric: the message says how to make the result with it; or as [`schema`].
pub fn refuse_unkept(result: &StoredResult, file: &str, metric: Metric) -> Result<()> {
    let key = metric.key();
    if metric.dated().is_none() {
        return Ok(());
    }
    let schema = schema(&result.manifest.kind, &result.path(file), file)?;
    if schema.names().any(|name| name == key) {
        return Ok(());
    }
    let option = match result.manifest.kind {
        ResultKind::Compare(_) => "--outcome",
        _ => "--metric",
    };
    Err(Error::Usage(format!(
        "{} does not hold `{key}`, which was not asked for; make the result again: {} {option} {key}",
        result.folder.display(),
        result.manifest.again(&result.folder)
    )))
}
