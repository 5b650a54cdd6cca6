//! Which table of histories a scenario's worlds come from, if any.

use super::{Kind, Resolver, at_name};
use crate::scenario::embedded;
use crate::scenario::histories::Histories;
use crate::scenario::reader::{Source, Table, Value};
use error::{Error, Result};
use std::sync::Arc;

/// The word for worlds that are not to agree with the record.
pub const NONE: &str = "none";

/// What is asked of histories, in the place of what the scenario says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conditioning {
    /// Worlds as they are drawn, whatever has been recorded, by somebody's choice: it stands among what was set.
    Unconditioned,
    /// The same for designs that know no other worlds, so that there is nothing to tell of it.
    Prior,
    /// Worlds of this table.
    Histories(Source),
}

/// The word by which [`Conditioning::Unconditioned`] stands among what was set.
pub const UNCONDITIONED: &str = "unconditioned";

/// The table that worlds come from, and how it stands among what was set if it is not the one that the scenario, or else its base, names. A
/// table that is not asked for is not read: where nothing but another one will do, it may be one that can no longer be read.
///
/// # Errors
/// A name that stands for nothing; a table that cannot be read, or that is not the one that was meant.
pub(super) fn decide(
    asked: Option<&Conditioning>,
    root: &Table,
    base: Option<&Table>,
    resolve: Resolver,
) -> Result<(Option<Arc<Histories>>, Option<String>)> {
    let stated = root
        .get("histories")
        .or_else(|| base.and_then(|base| base.get("histories")));
    match asked {
        None => Ok((stated.map_or(Ok(None), |value| read(&value, resolve))?, None)),
        Some(Conditioning::Prior) => Ok((None, None)),
        Some(Conditioning::Unconditioned) => {
            let names_one = stated.map_or(Ok(false), |value| {
                Ok::<_, Error>(value.is_table() || value.some_text()? != NONE)
            })?;
            Ok((None, names_one.then(|| UNCONDITIONED.to_owned())))
        }
        Some(Conditioning::Histories(source)) => {
            let table = Some(table(source)?);
            let is_stated = stated.is_some_and(|value| read(&value, resolve).is_ok_and(|stated| stated == table));
            Ok((table, (!is_stated).then(|| format!("histories={}", source.name))))
        }
    }
}

/// A table from its text; a shipped one is read once.
fn table(source: &Source) -> Result<Arc<Histories>> {
    let shipped = embedded::histories().iter().find(|(file, _)| file.text == source.text);
    match shipped {
        Some((_, table)) => Ok(Arc::clone(table)),
        None => Histories::parse(&source.name, &source.text).map(Arc::new),
    }
}

/// The table that a scenario names, if it names one.
fn read(value: &Value, resolve: Resolver) -> Result<Option<Arc<Histories>>> {
    if value.is_table() {
        return resolved(value).map(Some);
    }
    match value.some_text()? {
        NONE => Ok(None),
        name => {
            let source = resolve(Kind::Histories, name).map_err(|error| at_name(value, error))?;
            table(&source).map(Some)
        }
    }
}

/// A table as a resolved scenario has it: a shipped one by name and fingerprint, any other whole.
fn resolved(value: &Value) -> Result<Arc<Histories>> {
    let entries = value.table()?;
    entries.only(&["name", "checksum", "table"])?;
    let name = entries.need("name")?.some_text()?;
    if let Some(text) = entries.get("table") {
        return Histories::parse(name, text.text()?).map(Arc::new);
    }
    let stated = entries.need("checksum")?;
    let checksum = stated.text()?;
    let meant = |(_, table): &&(_, Arc<Histories>)| format!("{:016x}", table.checksum()) == checksum;
    match embedded::histories().iter().find(meant) {
        Some((_, table)) => Ok(Arc::clone(table)),
        None => Err(stated.refuse(
            &format!("names a table `{name}` that this version does not ship"),
            "use the version that made the result, or name a file of histories",
        )),
    }
}
