//! The output folder: what is there already, what may be done with it, and a way of writing that never looks finished before it is.
//!
//! A run writes into `partial/` inside its output folder. Only when everything is written are the files moved up, the manifest
//! last. So a folder with a `manifest.json` holds a finished result, one with `partial/` an unfinished run (which may be a
//! second one beside an older finished result), and files that no run wrote are never touched.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::dictionary::DICTIONARY_CSV;
use super::manifest::{Key, MANIFEST_JSON, Manifest};
use super::{pictures, tables};
use crate::error::{Error, Result};

/// Folder inside the output folder where an unfinished run stands.
pub const PARTIAL: &str = "partial";
const TICKET_JSON: &str = "run.json";
const LOCK: &str = "lock";

/// Which run an unfinished folder belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub key: Key,
    /// What to type to get the same result.
    pub command: String,
}

/// What an output folder holds.
#[derive(Debug, Default)]
pub struct Found {
    pub finished: Option<Manifest>,
    pub unfinished: Option<Ticket>,
    /// Why `manifest.json` says nothing, where there is one that cannot be read.
    pub unreadable: Option<Error>,
    /// A file of the user that stands where a run would write one.
    pub in_the_way: Option<String>,
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
    /// Begin; the manifest is that of the result to be replaced, if there is one.
    Start(Option<Box<Manifest>>),
    /// Go on with the unfinished run.
    Resume(Option<Box<Manifest>>),
}

/// Looks into `out` without changing anything.
///
/// # Errors
/// `out` is a file, or something in it cannot be read.
pub fn inspect(out: &Path) -> Result<Found> {
    let entries = match std::fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::default()),
        Err(error) => return Err(cannot("use the output folder", out, &error)),
    };
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let (finished, unreadable) = match Manifest::read(out) {
        Ok(finished) => (finished, None),
        Err(error) => (None, Some(error)),
    };
    let unfinished = match std::fs::read(out.join(PARTIAL).join(TICKET_JSON)) {
        Ok(bytes) => serde_json::from_slice(&bytes).ok(),
        Err(_) => None,
    };
    let foreign = match finished {
        Some(_) => None,
        None => names.into_iter().find(|name| name != PARTIAL),
    };
    // A broken manifest no longer says what belongs to its result, so all that a run may have written counts as part of it.
    let in_the_way = match unreadable {
        Some(_) => None,
        None => in_the_way(out, finished.as_ref()),
    };
    Ok(Found {
        finished,
        unfinished,
        unreadable,
        in_the_way,
        foreign,
    })
}

/// The first file in `out` that a run would overwrite and that belongs neither to the finished result nor to a run whose files
/// were being moved to their place.
fn in_the_way(out: &Path, finished: Option<&Manifest>) -> Option<String> {
    let moving = Manifest::read(&out.join(PARTIAL)).ok().flatten();
    let owned = |name: &str| {
        finished
            .into_iter()
            .chain(&moving)
            .flat_map(|manifest| &manifest.files)
            .any(|file| file.name == name)
    };
    let tables = [
        tables::METRICS_CSV,
        tables::DRAWS_CSV,
        tables::TRAJECTORIES_CSV,
        tables::EVENTS_CSV,
        tables::KEPT_CSV,
        DICTIONARY_CSV,
    ];
    let figures = pictures::names().flat_map(|name| ["svg", "png"].map(|kind| format!("figures/{name}.{kind}")));
    tables
        .into_iter()
        .map(str::to_owned)
        .chain(figures)
        .find(|name| out.join(name).symlink_metadata().is_ok() && !owned(name))
}

/// Decides what a run with this `key` may do in `out`.
///
/// # Errors
/// Something else is there and neither `--force` nor `--resume` says what to do with it.
pub fn plan(out: &Path, found: Found, key: &Key, intent: Intent, figures: bool) -> Result<Plan> {
    let place = out.display();
    let Found {
        finished,
        unfinished,
        unreadable,
        in_the_way,
        foreign,
    } = found;
    let finished = finished.map(Box::new);
    let clash = |name: String| {
        Error::Usage(format!(
            "{place} holds a file `{name}` that is no part of a known result and would be overwritten; move it away, or use \
             --out to write elsewhere; nothing was changed"
        ))
    };
    if intent == Intent::Force {
        return match in_the_way {
            Some(name) => Err(clash(name)),
            None => Ok(Plan::Start(finished)),
        };
    }
    if let Some(error) = unreadable {
        return Err(error);
    }
    if let Some(ticket) = unfinished {
        return match intent {
            Intent::Resume if ticket.key == *key => Ok(Plan::Resume(finished)),
            Intent::Resume => Err(Error::Usage(format!(
                "{place} holds another unfinished run (`{}`), which this command cannot go on with; type that command with \
                 --resume, or use --force to drop it, or --out to write elsewhere; nothing was changed",
                ticket.command
            ))),
            Intent::Careful | Intent::Force => Err(Error::Usage(format!(
                "{place} holds an unfinished run (`{}`); use --resume to go on with it, --force to start again, or --out to \
                 write elsewhere; nothing was changed",
                ticket.command
            ))),
        };
    }
    match finished {
        Some(manifest) if manifest.key == *key => {
            let changed = manifest.changed_files(out);
            if !changed.is_empty() {
                return Err(Error::Usage(format!(
                    "{place} holds this very result, but {} changed since it was written; use --force to write it again, or \
                     --out to write elsewhere; nothing was changed",
                    list(&changed)
                )));
            }
            // The same numbers without figures: run again to add them.
            match in_the_way {
                _ if !figures || manifest.figures => Ok(Plan::AlreadyThere(manifest)),
                Some(name) => Err(clash(name)),
                None => Ok(Plan::Start(Some(manifest))),
            }
        }
        Some(manifest) => Err(Error::Usage(format!(
            "{place} holds another result ({}); use --force to replace it, or --out to write elsewhere; nothing was changed",
            difference(&manifest, key)
        ))),
        None => match foreign {
            Some(name) => Err(Error::Usage(format!(
                "{place} holds no {MANIFEST_JSON}, so it is not known to be a result, but it holds `{name}`; use --out to write \
                 elsewhere, or --force to write beside what is there; nothing was changed"
            ))),
            None => Ok(Plan::Start(None)),
        },
    }
}

fn difference(manifest: &Manifest, key: &Key) -> String {
    if manifest.version != super::manifest::VERSION {
        format!("of version {}, this is {}", manifest.version, super::manifest::VERSION)
    } else if manifest.sources != super::manifest::SOURCES {
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

/// The folder in which a run stands until it is finished; no other run can write there meanwhile.
#[derive(Debug)]
pub struct Staging {
    out: PathBuf,
    partial: PathBuf,
    lock: File,
}

impl Staging {
    /// An empty staging folder in `out`; an unfinished run that stood there is dropped.
    ///
    /// # Errors
    /// The folder cannot be made or written, or another process is writing there.
    pub fn start(out: &Path, ticket: &Ticket) -> Result<Self> {
        let staging = Self::open(out)?;
        for entry in std::fs::read_dir(&staging.partial)
            .map_err(|error| cannot("read", &staging.partial, &error))?
            .flatten()
        {
            let path = entry.path();
            let removed = match path {
                ref path if path.ends_with(LOCK) => Ok(()),
                ref path if path.is_dir() => std::fs::remove_dir_all(path),
                ref path => std::fs::remove_file(path),
            };
            removed.map_err(|error| cannot("remove", &path, &error))?;
        }
        let text = serde_json::to_vec(ticket).map_err(|error| Error::File(error.to_string()))?;
        staging.write(TICKET_JSON, &text)?;
        Ok(staging)
    }

    /// The staging folder as an earlier run left it.
    ///
    /// # Errors
    /// The folder cannot be written, or another process is writing there.
    pub fn open(out: &Path) -> Result<Self> {
        let partial = out.join(PARTIAL);
        std::fs::create_dir_all(&partial).map_err(|error| cannot("write to the output folder", out, &error))?;
        let path = partial.join(LOCK);
        let lock = File::options()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| cannot("write to the output folder", out, &error))?;
        // A file system without locks is no reason to refuse to run.
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            return Err(Error::Usage(format!(
                "another run is writing to {} at this moment; wait for it, or use --out to write elsewhere",
                out.display()
            )));
        }
        Ok(Self {
            out: out.to_owned(),
            partial,
            lock,
        })
    }

    /// Where the unfinished files are.
    pub fn folder(&self) -> &Path {
        &self.partial
    }

    /// A new, empty table.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn create(&self, name: &str) -> Result<Table> {
        let path = self.partial.join(name);
        let file = File::create(&path).map_err(|error| cannot("write", &path, &error))?;
        Ok(Table {
            path,
            file,
            buffer: Vec::new(),
            flushed: 0,
        })
    }

    /// A table of an unfinished run, cut to the `length` that its checkpoint vouches for.
    ///
    /// # Errors
    /// The file is missing or shorter than that, or cannot be written.
    pub fn reopen(&self, name: &str, length: u64) -> Result<Table> {
        let path = self.partial.join(name);
        let opened = File::options().write(true).open(&path).and_then(|mut file| {
            let there = file.metadata()?.len();
            if there < length {
                return Err(std::io::Error::new(
                    ErrorKind::UnexpectedEof,
                    "it is shorter than its checkpoint says",
                ));
            }
            file.set_len(length)?;
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        });
        match opened {
            Ok(file) => Ok(Table {
                path,
                file,
                buffer: Vec::new(),
                flushed: length,
            }),
            Err(error) => Err(Error::File(format!(
                "cannot go on with {}: {error}; use --force to start again",
                path.display()
            ))),
        }
    }

    /// Writes a whole file at once: it has either its old or its new contents, whatever happens.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.partial.join(name);
        let new = self.partial.join(format!("{name}.new"));
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| cannot("make", folder, &error))?;
        }
        std::fs::write(&new, bytes)
            .and_then(|()| std::fs::rename(&new, &path))
            .map_err(|error| cannot("write", &path, &error))
    }

    /// Moves the finished files up into the output folder, the manifest last, and removes the staging folder. Files of the
    /// result that is replaced and that the new one does not have are removed.
    ///
    /// # Errors
    /// A file cannot be moved. Typing the command again with `--resume` then finishes the move.
    pub fn publish(self, manifest: &Manifest, replaced: Option<&Manifest>) -> Result<()> {
        self.write(MANIFEST_JSON, &manifest.to_bytes()?)?;
        for old in replaced.iter().flat_map(|replaced| &replaced.files) {
            if !manifest.files.iter().any(|new| new.name == old.name) {
                remove_if_there(&self.out.join(&old.name))?;
            }
        }
        remove_if_there(&self.out.join(MANIFEST_JSON))?;
        for record in &manifest.files {
            let (from, to) = (self.partial.join(&record.name), self.out.join(&record.name));
            if let Some(folder) = to.parent() {
                std::fs::create_dir_all(folder).map_err(|error| cannot("make", folder, &error))?;
            }
            match std::fs::rename(&from, &to) {
                // Moved by an earlier attempt that was interrupted.
                Err(error) if error.kind() == ErrorKind::NotFound && to.exists() => {}
                other => other.map_err(|error| cannot("write", &to, &error))?,
            }
        }
        let (from, to) = (self.partial.join(MANIFEST_JSON), self.out.join(MANIFEST_JSON));
        std::fs::rename(&from, &to).map_err(|error| cannot("write", &to, &error))?;
        drop(self.lock);
        std::fs::remove_dir_all(&self.partial).map_err(|error| cannot("remove", &self.partial, &error))
    }

    /// The manifest of a run that was interrupted while its files were being moved up.
    ///
    /// # Errors
    /// The manifest is there but cannot be read.
    pub fn complete(&self) -> Result<Option<Manifest>> {
        Manifest::read(&self.partial)
    }
}

/// Writes a set of finished files into `out`, each as a whole. Says whether anything was written: not if they are all there and
/// the same.
///
/// # Errors
/// A file is there and differs, and `force` does not allow to replace it; or a file cannot be written. Without `force`
/// nothing is changed then.
pub fn write_set(out: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<bool> {
    let differs = |(name, bytes): &&(String, Vec<u8>)| {
        let path = out.join(name);
        path.exists() && std::fs::read(&path).ok().as_ref() != Some(bytes)
    };
    if !force && let Some((name, _)) = files.iter().find(differs) {
        return Err(Error::Usage(format!(
            "{} holds another result (`{name}` differs); use --force to replace it, or --out to write elsewhere; nothing was \
             changed",
            out.display()
        )));
    }
    if files.iter().all(|(name, _)| out.join(name).exists()) && !files.iter().any(|file| differs(&file)) {
        return Ok(false);
    }
    for (name, bytes) in files {
        let path = out.join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| cannot("write to", folder, &error))?;
        }
        let new = path.with_extension("new");
        std::fs::write(&new, bytes)
            .and_then(|()| std::fs::rename(&new, &path))
            .map_err(|error| cannot("write", &path, &error))?;
    }
    Ok(true)
}

fn remove_if_there(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(cannot("replace", path, &error)),
        _ => Ok(()),
    }
}

/// A table being written: rows are collected in memory and written in large pieces.
#[derive(Debug)]
pub struct Table {
    path: PathBuf,
    file: File,
    buffer: Vec<u8>,
    flushed: u64,
}

/// Bytes collected before they are written.
const PIECE: usize = 1 << 20;

impl Table {
    /// Where rows are to be pushed.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    /// Writes what was collected, if it is much.
    ///
    /// # Errors
    /// The disk is full or the file cannot be written.
    pub fn settle(&mut self) -> Result<()> {
        if self.buffer.len() >= PIECE {
            self.flush().map(|_| ())
        } else {
            Ok(())
        }
    }

    /// Writes all that was collected and gives the length of the file.
    ///
    /// # Errors
    /// The disk is full or the file cannot be written.
    pub fn flush(&mut self) -> Result<u64> {
        self.file
            .write_all(&self.buffer)
            .map_err(|error| cannot("write", &self.path, &error))?;
        self.flushed += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(self.flushed)
    }
}

/// The message for a file operation that failed: what, where, why, and what to do.
pub fn cannot(action: &str, path: &Path, error: &std::io::Error) -> Error {
    let place = path.display();
    Error::File(match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => format!(
            "cannot {action} {place}: the disk is full ({error}); what was written so far is kept: make room and type the \
             command again with --resume"
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            format!("cannot {action} {place}: not permitted ({error}); use --out to write elsewhere")
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            format!("cannot {action} {place}: there is a file where a folder is needed; use --out to write elsewhere")
        }
        _ => format!("cannot {action} {place}: {error}"),
    })
}

#[cfg(test)]
mod tests;
