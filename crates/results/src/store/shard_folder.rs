//! The folder of a shard: what is there already, and what is to be done.

use std::path::Path;

use super::file_record::FileRecord;
use super::key::Key;
use super::manifest::MANIFEST_JSON;
use super::shard::{Part, Shard};
use super::spec::{PARTIAL, RUN_JSON, RunSpec};
use super::staging::{Replaced, Staging};
use error::{Error, Result};

/// What is to be done for a shard.
#[derive(Debug)]
pub enum Plan {
    /// Nothing: it is there, unchanged.
    AlreadyThere,
    /// Work in this staging folder, which is empty or holds what an attempt that was killed left.
    Do(Staging),
}

/// Opens `out` for a shard: takes up what an attempt left, for whoever starts workers again types the same command again.
///
/// # Errors
/// Something else is there, and `force` does not say to replace it; the folder cannot be written.
pub fn open(out: &Path, spec: &RunSpec, whole: &Key, part: &Part, force: bool) -> Result<Plan> {
    let place = out.display();
    if out.join(MANIFEST_JSON).exists() {
        return Err(Error::Usage(format!(
            "{place} holds a result; use --out to write the shard elsewhere; nothing was changed"
        )));
    }
    match Shard::read(out) {
        Ok(Some(shard)) if shard.whole == *whole && shard.part == *part && !force => {
            let changed = shard
                .files
                .iter()
                .find(|file| FileRecord::of(out, &file.name).ok().as_ref() != Some(file));
            return match changed {
                None => Ok(Plan::AlreadyThere),
                Some(file) => Err(Error::Usage(format!(
                    "{place} holds this very shard, but `{}` changed since it was written; use --force to make it again",
                    file.name
                ))),
            };
        }
        Ok(Some(shard)) if !force => {
            return Err(Error::Usage(format!(
                "{place} holds another shard (`{}`); use --force to replace it, or --out to write elsewhere; nothing was changed",
                shard.command
            )));
        }
        Err(error) if !force => return Err(error),
        _ => {}
    }
    let begun = std::fs::read(out.join(PARTIAL).join(RUN_JSON)).ok();
    let begun: Option<RunSpec> = begun.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    match begun {
        Some(begun) if begun.key == spec.key && !force => {
            let staging = Staging::open(out, Replaced::Nothing)?;
            match Shard::read(staging.folder())? {
                Some(shard) => {
                    staging.move_shard(&shard)?;
                    Ok(Plan::AlreadyThere)
                }
                None => Ok(Plan::Do(staging)),
            }
        }
        Some(begun) if !force => Err(Error::Usage(format!(
            "{place} holds unfinished work (`{}`); use --force to drop it, or --out to write elsewhere; nothing was changed",
            begun.command
        ))),
        _ => Ok(Plan::Do(Staging::start(out, spec, Replaced::Nothing)?)),
    }
}
