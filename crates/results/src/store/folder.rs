//! The output folder: what is there already, what may be done with it, and a way of writing that never looks finished before it is.
//!
//! A run writes into `partial/` inside its output folder. Only when everything is written are the files moved up, the manifest
//! last. So a folder with a `manifest.json` holds a finished result, one with `partial/` an unfinished run (which may be a
//! second one beside an older finished result), and files that no run wrote are never touched.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::failure::cannot;
use super::key::{Build, Key, VERSION};
use super::manifest::{self, MANIFEST_JSON, Manifest};
use super::partial::{self, is_left_over};
pub use super::spec::{PARTIAL, RUN_JSON, RunSpec, SpecInput};
use super::staging::{Replaced, being_replaced, is_live, not_ours};
use error::{Error, Result};

/// What an output folder holds.
#[derive(Debug, Default)]
pub struct Found {
    pub finished: Option<Manifest>,
    pub unfinished: Option<RunSpec>,
    /// Whether that one is being written at this moment.
    pub is_live: bool,
    /// Why `manifest.json` says nothing, where there is one that is no manifest.
    pub broken: Option<Error>,
    /// A file of the user that stands where a run would write one.
    pub in_the_way: Option<String>,
    /// A file in the folder of unfinished runs that no run wrote; empty for the folder itself.
    pub foreign_partial: Option<String>,
    /// A file or folder that no run wrote, where there is no result.
    pub foreign: Option<String>,
}

/// How the user wants existing contents to be treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// Neither `--force` nor `--resume`: replace nothing.
    Careful,
    /// `--force`: replace whatever result is there.
    Force,
    /// `--resume`: go on where the same run stopped.
    Resume,
}

/// What is to be done.
#[derive(Debug)]
pub enum Plan {
    /// The very same result is there, complete and unchanged.
    AlreadyThere(Box<Manifest>),
    /// Begin a result in the place of what stands there.
    Start(Replaced),
    /// Go on with the unfinished run.
    Resume(Replaced),
}

/// The folder of a result, finished or not, in which `path` would lie, if there is one; `path` and the folders above it need not be
/// there yet. All that belongs into such a folder stands in its manifest.
pub fn result_around(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).ok()?;
    let there = whole.ancestors().find(|folder| folder.is_dir())?.canonicalize().ok()?;
    let holds_result =
        |folder: &&Path| matches!(Manifest::read(folder), Ok(Some(_))) || folder.join(PARTIAL).join(RUN_JSON).is_file();
    there.ancestors().find(holds_result).map(Path::to_owned)
}

/// The result to whose own files those of a folder `path` would belong: it is the folder of a result, or one that its manifest names files
/// of, or that of its unfinished run; `None` where other files may stand there.
pub fn result_of(path: &Path) -> Option<PathBuf> {
    let result = result_around(path)?;
    let whole = std::path::absolute(path).ok()?;
    let there = whole.ancestors().find(|folder| folder.is_dir())?;
    let real = there.canonicalize().ok()?.join(whole.strip_prefix(there).ok()?);
    let below = real.strip_prefix(&result).ok()?;
    let is_own = |manifest: Manifest| {
        manifest
            .files
            .iter()
            .any(|file| Path::new(&file.name).starts_with(below))
    };
    let own = below.as_os_str().is_empty()
        || below.starts_with(PARTIAL)
        || Manifest::read(&result).ok().flatten().is_some_and(is_own);
    own.then_some(result)
}

/// Where the result of `mine` goes that may lie in `out`: there, or in the first of `out-2`, `out-3` ... that holds neither another result nor
/// another unfinished run, so that nothing is in the way of anything.
pub fn free_for(out: &Path, mine: &RunSpec) -> PathBuf {
    let holds_another = |folder: &PathBuf| match unfinished(folder) {
        Some(spec) => spec.key != mine.key,
        None => Manifest::read(folder)
            .ok()
            .flatten()
            .is_some_and(|there| there.key != mine.key),
    };
    let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let others = (2_u64..).map(|number| out.with_file_name(format!("{name}-{number}")));
    let mut places = std::iter::once(out.to_owned()).chain(others);
    places
        .find(|folder| !holds_another(folder))
        .unwrap_or_else(|| out.to_owned())
}

/// Looks into `out` without changing anything, on behalf of a command that would write files of these `names` (below `out`,
/// with `/` between their parts).
///
/// # Errors
/// `out` is a file, or something in it cannot be read.
pub fn inspect(out: &Path, names: &[String]) -> Result<Found> {
    let entries = match std::fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::default()),
        Err(error) => return Err(cannot("use the output folder", out, &error)),
    };
    let mut there: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    let (finished, broken) = match manifest::Found::in_folder(out)? {
        manifest::Found::Nothing => (None, None),
        manifest::Found::Manifest(manifest) => (Some(*manifest), None),
        manifest::Found::Broken(error) => (None, Some(error)),
    };
    let unfinished = unfinished(out);
    let foreign = match finished {
        Some(_) => None,
        None => there.into_iter().find(|name| name != PARTIAL),
    };
    let in_the_way = match broken {
        Some(_) => None,
        None => in_the_way(out, names, finished.as_ref()),
    };
    Ok(Found {
        finished,
        is_live: unfinished.is_some() && is_live(&out.join(PARTIAL)),
        unfinished,
        broken,
        in_the_way,
        foreign_partial: partial::foreign(&out.join(PARTIAL)),
        foreign,
    })
}

/// The run that stands unfinished in `out`, if there is one.
pub fn unfinished(out: &Path) -> Option<RunSpec> {
    let folder = out.join(PARTIAL);
    let bytes = std::fs::read(folder.join(RUN_JSON))
        .ok()
        .filter(|_| !is_left_over(&folder))?;
    serde_json::from_slice(&bytes).ok()
}

/// The first of the files in `out` that would be overwritten and that belongs neither to the finished result nor to one whose
/// files were being moved to their place.
fn in_the_way(out: &Path, names: &[String], finished: Option<&Manifest>) -> Option<String> {
    let partial = out.join(PARTIAL);
    let moving = Manifest::read(&partial).ok().flatten();
    let replaced = being_replaced(&partial).unwrap_or_default();
    let owned = |name: &String| {
        let manifests = finished.into_iter().chain(&moving);
        let mut files = manifests.flat_map(|manifest| &manifest.files);
        replaced.owns(name) || files.any(|file| file.name == *name)
    };
    names
        .iter()
        .find(|name| out.join(name).symlink_metadata().is_ok() && !owned(name))
        .cloned()
}

/// Decides what a command with this spec, which draws figures or only describes them, may do in `out`.
///
/// # Errors
/// Something else is there and neither `--force` nor `--resume` says what to do with it.
pub fn plan(out: &Path, found: Found, mine: &RunSpec, intent: Intent, draws: bool) -> Result<Plan> {
    let place = out.display();
    let Found {
        finished,
        unfinished,
        is_live,
        broken,
        in_the_way,
        foreign_partial,
        foreign,
    } = found;
    let finished = finished.map(Box::new);
    let replaced = match (&finished, &broken) {
        (Some(manifest), _) => Replaced::Result(manifest.clone()),
        (None, Some(_)) => Replaced::Broken,
        (None, None) => Replaced::Nothing,
    };
    let is_there = |manifest: &Manifest| manifest.key == mine.key && (!draws || manifest.figures);
    if let Some(name) = foreign_partial
        && (intent == Intent::Force || unfinished.is_some() || !finished.as_deref().is_some_and(is_there))
    {
        return Err(not_ours(out, &name));
    }
    let clash = |name: String| {
        Error::Usage(format!(
            "{place} holds a file `{name}` that is no part of a known result and would be overwritten; move it away, or use \
             --out to write elsewhere; nothing was changed"
        ))
    };
    if intent == Intent::Force {
        return match in_the_way {
            Some(name) => Err(clash(name)),
            None => Ok(Plan::Start(replaced)),
        };
    }
    if let Some(spec) = unfinished {
        return match intent {
            _ if is_live => Err(Error::Usage(format!(
                "{place} holds a run that is being written at this moment (`{}`); wait for it, or use --out to write elsewhere; nothing was \
                 changed",
                spec.command
            ))),
            // Over a broken manifest it was begun by --force.
            Intent::Resume if spec.key == mine.key => Ok(Plan::Resume(replaced)),
            Intent::Resume => Err(Error::Usage(format!(
                "{place} holds another unfinished run (`{}`), which this command cannot go on with: {}; type that command with \
                 --resume, or use --force to drop it, or --out to write elsewhere; nothing was changed",
                spec.command,
                mine.difference(&spec)
            ))),
            Intent::Careful | Intent::Force => Err(Error::Usage(format!(
                "{place} holds an unfinished run (`{}`); use --resume to go on with it, --force to start again, or --out to \
                 write elsewhere; nothing was changed",
                spec.command
            ))),
        };
    }
    if let Some(error) = broken {
        return Err(error);
    }
    match finished {
        Some(manifest) if manifest.key == mine.key => {
            let changed = manifest.changed_files(out)?;
            if !changed.is_empty() {
                return Err(Error::Usage(format!(
                    "{place} holds this very result, but {} changed since it was written; use --force to write it again, or \
                     --out to write elsewhere; nothing was changed",
                    list(&changed)
                )));
            }
            // The same numbers without figures: run again to add them.
            match in_the_way {
                _ if !draws || manifest.figures => Ok(Plan::AlreadyThere(manifest)),
                Some(name) => Err(clash(name)),
                None => Ok(Plan::Start(Replaced::Result(manifest))),
            }
        }
        Some(manifest) => Err(Error::Usage(format!(
            "{place} holds another result ({}); use --force to replace it, or --out to write elsewhere; nothing was changed",
            difference(&manifest, &mine.key)
        ))),
        None => match foreign {
            Some(name) => Err(Error::Usage(format!(
                "{place} holds no {MANIFEST_JSON}, so it is not known to be a result, but it holds `{name}`; use --out to write \
                 elsewhere, or --force to write beside what is there; nothing was changed"
            ))),
            None => Ok(Plan::Start(Replaced::Nothing)),
        },
    }
}

fn difference(manifest: &Manifest, key: &Key) -> String {
    if manifest.version != VERSION {
        format!("of version {}, this is {}", manifest.version, VERSION)
    } else if manifest.sources != Build::current().sources {
        format!("`{}`, made by a build from other sources", manifest.command)
    } else {
        format!(
            "`{}`, {}; this run would be {}",
            manifest.command,
            manifest.key.short(),
            key.short()
        )
    }
}

fn list(names: &[String]) -> String {
    match names {
        [one] => format!("`{one}`"),
        [first, rest @ ..] => format!("`{first}` and {} more", rest.len()),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests;
