//! The folder of an unfinished run: which of its files the program wrote, so that no other is ever removed.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::failure::cannot;
use super::manifest::MANIFEST_JSON;
use super::spec::RUN_JSON;
use error::Result;

/// File that is locked while a run writes.
pub const LOCK: &str = "lock";
/// File that names all others, each before it is made; a line each.
pub const WRITTEN: &str = "written.txt";
/// What is being replaced: stands here from the moment at which finished files begin to be moved up.
pub const REPLACED_JSON: &str = "replaced.json";

/// Files that need not be named.
const ALWAYS: [&str; 5] = [LOCK, WRITTEN, RUN_JSON, MANIFEST_JSON, REPLACED_JSON];

/// Ending of a file that is being written.
pub const NEW: &str = ".new";

/// The names of the files that the program wrote in a folder.
#[derive(Debug)]
pub struct Written {
    file: PathBuf,
    names: Mutex<BTreeSet<String>>,
}

impl Written {
    /// Of a folder as it is.
    pub fn of(partial: &Path) -> Self {
        let file = partial.join(WRITTEN);
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let names = text.lines().map(str::to_owned).collect();
        Self {
            file,
            names: Mutex::new(names),
        }
    }

    /// Takes the names of files that are about to be made, and waits until they are on the disk: a file must not outlive its name.
    ///
    /// # Errors
    /// They cannot be written down.
    pub fn note<'n>(&self, files: impl IntoIterator<Item = &'n str>) -> Result<()> {
        let mut names = self.names.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut lines = String::new();
        for name in files {
            if !ALWAYS.contains(&name) && names.insert(name.to_owned()) {
                lines.push_str(name);
                lines.push('\n');
            }
        }
        if lines.is_empty() {
            return Ok(());
        }
        std::fs::File::options()
            .create(true)
            .append(true)
            .open(&self.file)
            .and_then(|mut file| {
                file.write_all(lines.as_bytes())?;
                file.sync_data()
            })
            .map_err(|error| cannot("write", &self.file, &error))
    }

    /// Whether the program wrote the file of this name.
    fn has(&self, name: &str) -> bool {
        let name = name.strip_suffix(NEW).unwrap_or(name);
        let names = self.names.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        ALWAYS.contains(&name) || names.contains(name)
    }
}

/// A file in an unfinished folder that the program did not write, or the folder itself where it is a link or a file; `None` where there
/// is none.
pub fn foreign(partial: &Path) -> Option<String> {
    let there = partial.symlink_metadata().ok()?;
    if !there.is_dir() {
        return Some(String::new());
    }
    let written = Written::of(partial);
    files(partial).into_iter().find(|name| !written.has(name))
}

/// Whether all that stands here was moved up already: the run ended between its last move and the removal of its folder, or while it removed
/// it, so that of its files the lock, which is empty, goes last.
pub fn is_left_over(partial: &Path) -> bool {
    let has = |name: &str| partial.join(name).exists();
    if has(MANIFEST_JSON) {
        return false;
    }
    let is_lock = std::fs::metadata(partial.join(LOCK)).is_ok_and(|lock| lock.is_file() && lock.len() == 0);
    partial.join(REPLACED_JSON).is_file() || (is_lock && !has(RUN_JSON) && foreign(partial).is_none())
}

/// Removes what the program wrote, but for the lock; then folders that are empty. Other files stay.
///
/// # Errors
/// A file cannot be removed.
pub fn clear(partial: &Path) -> Result<()> {
    let written = Written::of(partial);
    let mut ours = files(partial);
    ours.retain(|name| name != LOCK && written.has(name));
    // What says that there is a run to go on with goes first, and the list of all last, so that an interrupted removal can be finished.
    ours.sort_by_key(|name| match name.as_str() {
        RUN_JSON => 0,
        WRITTEN => 2,
        _ => 1,
    });
    for name in ours {
        remove_if_there(&partial.join(name))?;
    }
    for folder in folders(partial) {
        // It may hold a file of the user's.
        let _ = std::fs::remove_dir(folder);
    }
    Ok(())
}

/// Removes a file, unless it is gone.
///
/// # Errors
/// It is there and cannot be removed.
pub fn remove_if_there(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(cannot("replace", path, &error)),
        _ => Ok(()),
    }
}

/// Names of all files below a folder, with `/` between their parts; links are files.
fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for (entry, is_folder) in entries(folder) {
        if is_folder {
            names.extend(
                files(&folder.join(&entry))
                    .into_iter()
                    .map(|name| format!("{entry}/{name}")),
            );
        } else {
            names.push(entry);
        }
    }
    names
}

/// The folders within a folder.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let found = entries(folder).into_iter().filter(|(_, is_folder)| *is_folder);
    found.map(|(entry, _)| folder.join(entry)).collect()
}

fn entries(folder: &Path) -> Vec<(String, bool)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<(String, bool)> = entries
        .map(|entry| {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            (entry.file_name().to_string_lossy().into_owned(), is_folder)
        })
        .collect();
    found.sort();
    found
}
