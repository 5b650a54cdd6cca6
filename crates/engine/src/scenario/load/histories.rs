//! Which table of histories a scenario's worlds come from, if any.

use super::{Kind, Resolver, at_name};
use crate::error::Result;
use crate::scenario::embedded;
use crate::scenario::histories::Histories;
use crate::scenario::reader::{Source, Table, Value};
use std::sync::Arc;

/// The word for worlds that are not to agree with the record.
pub const NONE: &str = "none";

/// What the command line says of histories, in the place of what the scenario says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conditioning {
    /// Worlds as they are drawn, whatever has been recorded.
    Unconditioned,
    /// Worlds of this table.
    Histories(Source),
}

impl Conditioning {
    /// The table.
    ///
    /// # Errors
    /// As [`Histories::parse`].
    pub(super) fn histories(&self) -> Result<Option<Arc<Histories>>> {
        match self {
            Self::Unconditioned => Ok(None),
            Self::Histories(source) => table(source).map(Some),
        }
    }

    /// How it stands among what was set.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Unconditioned => "unconditioned".to_owned(),
            Self::Histories(source) => format!("histories={}", source.name),
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

/// The table that the scenario, or else its base, names.
///
/// # Errors
/// A name that stands for nothing; a table that cannot be read, or that is not the one that was meant.
pub(super) fn find_histories(root: &Table, base: Option<&Table>, resolve: Resolver) -> Result<Option<Arc<Histories>>> {
    let of_base = || base.and_then(|base| base.get("histories"));
    let Some(value) = root.get("histories").or_else(of_base) else {
        return Ok(None);
    };
    if value.is_table() {
        return resolved(&value).map(Some);
    }
    match value.some_text()? {
        NONE => Ok(None),
        name => {
            let source = resolve(Kind::Histories, name).map_err(|error| at_name(&value, error))?;
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
