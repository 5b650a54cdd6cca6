//! Writing into an output folder in a way that never looks finished before it is.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::failure::cannot;
use super::file_record::{FileRecord, hash_rest};
use super::key::Key;
use super::manifest::{MANIFEST_JSON, Manifest};
use super::partial::{LOCK, NEW, REPLACED_JSON, Written, clear, foreign, remove_if_there};
use super::record::ResultKind;
use super::shard::{Part, SHARD_JSON, Shard};
use super::spec::{PARTIAL, RUN_JSON, RunSpec};
use super::table_file::TableFile;
use crate::table::Table;
use error::{Error, Result};

/// How long whoever asks whether a run is live may hold its lock.
const MOMENT: Duration = Duration::from_millis(20);

/// The files that belong to the figures of a result.
#[derive(Debug, Clone, Copy)]
pub struct FigureFiles<'a> {
    /// Name below the output folder, and contents.
    pub files: &'a [(String, Vec<u8>)],
    /// Whether drawings are among them, or descriptions only.
    pub drawn: bool,
}

/// What stood in the output folder when a run began, and goes when its result comes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Replaced {
    #[default]
    Nothing,
    /// A finished result.
    Result(Box<Manifest>),
    /// A result whose manifest no longer says what belongs to it: all that a run may have written counts as part of it.
    Broken,
}

impl Replaced {
    /// The files of it that are known.
    pub(super) fn files(&self) -> &[FileRecord] {
        match self {
            Self::Result(manifest) => &manifest.files,
            Self::Nothing | Self::Broken => &[],
        }
    }

    /// Whether a file of this name, which a run may write, is part of it.
    pub(super) fn owns(&self, name: &str) -> bool {
        *self == Self::Broken || self.files().iter().any(|file| file.name == name)
    }
}

/// The folder in which a run stands until it is finished; no other run can write there meanwhile.
#[derive(Debug)]
pub struct Staging {
    out: PathBuf,
    partial: PathBuf,
    lock: File,
    replaced: Replaced,
    written: Written,
    /// Files whose hash was taken while they were written.
    checksums: Vec<FileRecord>,
}

impl Staging {
    /// An empty staging folder in `out` for a result in the place of what is `replaced`; an unfinished run that stood there is dropped.
    ///
    /// # Errors
    /// The folder cannot be made or written, or another process is writing there.
    pub fn start(out: &Path, spec: &RunSpec, replaced: Replaced) -> Result<Self> {
        let mut staging = Self::open(out, replaced)?;
        clear(&staging.partial)?;
        staging.written = Written::of(&staging.partial);
        let text = serde_json::to_vec(spec).map_err(|error| Error::File(error.to_string()))?;
        staging.write(RUN_JSON, &text)?;
        Ok(staging)
    }

    /// The staging folder as an earlier run left it.
    ///
    /// # Errors
    /// The folder cannot be written, or another process is writing there.
    pub fn open(out: &Path, replaced: Replaced) -> Result<Self> {
        let partial = out.join(PARTIAL);
        if let Some(name) = foreign(&partial) {
            return Err(not_ours(out, &name));
        }
        std::fs::create_dir_all(&partial).map_err(|error| cannot("write to the output folder", out, &error))?;
        let path = partial.join(LOCK);
        let lock = File::options()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| cannot("write to the output folder", out, &error))?;
        if is_locked(&lock, File::try_lock) {
            return Err(Error::Usage(format!(
                "another run is writing to {} at this moment; wait for it, or use --out to write elsewhere",
                out.display()
            )));
        }
        Ok(Self {
            out: out.to_owned(),
            written: Written::of(&partial),
            partial,
            lock,
            replaced,
            checksums: Vec::new(),
        })
    }

    /// Where the unfinished files are.
    pub fn folder(&self) -> &Path {
        &self.partial
    }

    /// Takes the names of files that are about to be made in the staging folder, so that they are known as the program's own.
    ///
    /// # Errors
    /// They cannot be written down.
    pub fn note<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Result<()> {
        self.written.note(names)
    }

    /// A new, empty table.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn create(&self, name: &str) -> Result<TableFile> {
        self.written.note([name])?;
        let path = self.partial.join(name);
        let file = File::create(&path).map_err(|error| cannot("write", &path, &error))?;
        Ok(TableFile::new(name, path, file, 0, Sha256::new()))
    }

    /// A table of an unfinished run, cut to the `length` that its checkpoint vouches for.
    ///
    /// # Errors
    /// The file is missing or shorter than that, or cannot be written.
    pub fn reopen(&self, name: &str, length: u64) -> Result<TableFile> {
        let path = self.partial.join(name);
        let mut hash = Sha256::new();
        let opened = File::options().read(true).write(true).open(&path).and_then(|mut file| {
            let there = file.metadata()?.len();
            if there < length {
                return Err(std::io::Error::new(
                    ErrorKind::UnexpectedEof,
                    "it is shorter than its checkpoint says",
                ));
            }
            file.set_len(length)?;
            // Reading it through leaves the file at its end, where rows are to be appended.
            hash_rest(&mut file, &mut hash)?;
            Ok(file)
        });
        match opened {
            Ok(file) => Ok(TableFile::new(name, path, file, length, hash)),
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
        self.written.note([name])?;
        let path = self.partial.join(name);
        let new = self.partial.join(format!("{name}{NEW}"));
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| cannot("make", folder, &error))?;
        }
        File::create(&new)
            .and_then(|mut file| {
                file.write_all(bytes)?;
                // A name must not come to stand for contents that a loss of power takes away.
                file.sync_data()
            })
            .and_then(|()| std::fs::rename(&new, &path))
            .map_err(|error| cannot("write", &path, &error))
    }

    /// Writes whole tables and gives the names of their files.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write_tables<'t>(&self, tables: &'t [Table]) -> Result<Vec<&'t str>> {
        let write = |table: &'t Table| {
            let name = table.schema.name();
            self.write(name, &table.to_csv()).map(|()| name)
        };
        tables.iter().map(write).collect()
    }

    /// Moves the finished files up into the output folder, the manifest last, and removes the staging folder. Files of the
    /// result that is replaced and that the new one does not have are removed.
    ///
    /// # Errors
    /// A file cannot be moved, or one of the user's stands where it would come. Typing the command again with `--resume` then finishes
    /// the move.
    pub fn publish(mut self, manifest: &Manifest) -> Result<()> {
        sync_all(&self.partial, &manifest.files)?;
        self.write(MANIFEST_JSON, &manifest.to_bytes()?)?;
        self.begin_to_move()?;
        self.check_targets(manifest)?;
        remove_if_there(&self.out.join(MANIFEST_JSON))?;
        for old in self.replaced.files() {
            if !manifest.files.iter().any(|new| new.name == old.name) {
                remove_if_there(&self.out.join(&old.name))?;
            }
        }
        let mut folders = vec![self.out.clone()];
        for record in &manifest.files {
            let (from, to) = (self.partial.join(&record.name), self.out.join(&record.name));
            if let Some(folder) = to.parent() {
                std::fs::create_dir_all(folder).map_err(|error| cannot("make", folder, &error))?;
                if folders.iter().all(|known| known != folder) {
                    folders.push(folder.to_owned());
                }
            }
            match std::fs::rename(&from, &to) {
                // Moved by an earlier attempt that was interrupted.
                Err(error) if error.kind() == ErrorKind::NotFound && to.exists() => {}
                other => other.map_err(|error| cannot("write", &to, &error))?,
            }
        }
        folders.iter().for_each(|folder| sync_folder(folder));
        let (from, to) = (self.partial.join(MANIFEST_JSON), self.out.join(MANIFEST_JSON));
        std::fs::rename(&from, &to).map_err(|error| cannot("write", &to, &error))?;
        sync_folder(&self.out);
        self.remove();
        Ok(())
    }

    /// Ends a shard: takes the hash of each of the files of these `names`, which stand here, and moves them up, `shard.json` last.
    ///
    /// # Errors
    /// A file cannot be written or moved.
    pub fn publish_shard(self, command: String, whole: Key, part: Part, names: &[&str]) -> Result<Shard> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let shard = Shard::new(command, whole, part, self.records(&names)?);
        sync_all(&self.partial, &shard.files)?;
        self.write(SHARD_JSON, &shard.to_bytes()?)?;
        self.move_shard(&shard)?;
        Ok(shard)
    }

    /// Moves the files of a shard that is finished up, or those of them that an attempt that was killed left here. Files of a shard that
    /// is replaced and that the new one does not have are removed.
    ///
    /// # Errors
    /// A file cannot be moved.
    pub(super) fn move_shard(self, shard: &Shard) -> Result<()> {
        let old = Shard::read(&self.out)
            .ok()
            .flatten()
            .map_or(Vec::new(), |old| old.files);
        remove_if_there(&self.out.join(SHARD_JSON))?;
        for old in old
            .iter()
            .filter(|old| shard.files.iter().all(|new| new.name != old.name))
        {
            remove_if_there(&self.out.join(&old.name))?;
        }
        let names = shard.files.iter().map(|file| file.name.as_str());
        for name in names.chain([SHARD_JSON]) {
            let to = self.out.join(name);
            match std::fs::rename(self.partial.join(name), &to) {
                Err(error) if error.kind() == ErrorKind::NotFound && to.exists() => {}
                other => other.map_err(|error| cannot("write", &to, &error))?,
            }
        }
        sync_folder(&self.out);
        self.remove();
        Ok(())
    }

    /// Writes down what is being replaced, before its manifest goes; what an interrupted attempt wrote down holds.
    fn begin_to_move(&mut self) -> Result<()> {
        if let Some(begun) = being_replaced(&self.partial) {
            self.replaced = begun;
            return Ok(());
        }
        let text = serde_json::to_vec(&self.replaced).map_err(|error| Error::File(error.to_string()))?;
        self.write(REPLACED_JSON, &text)?;
        sync_folder(&self.partial);
        Ok(())
    }

    /// Refuses to move a file to where one has appeared that belongs to no result.
    fn check_targets(&self, manifest: &Manifest) -> Result<()> {
        let appeared = manifest.files.iter().find(|record| {
            let is_to_move = self.partial.join(&record.name).symlink_metadata().is_ok();
            let is_there = self.out.join(&record.name).symlink_metadata().is_ok();
            is_to_move && is_there && !self.replaced.owns(&record.name)
        });
        match appeared {
            None => Ok(()),
            Some(record) => Err(Error::Usage(format!(
                "a file `{}` that is no part of this result has appeared in {} meanwhile and was not replaced; the result is finished and \
                 kept: move that file away and type the command again with --resume",
                record.name,
                self.out.display()
            ))),
        }
    }

    /// Removes the staging folder, all of which was moved up. What cannot be removed now is found and removed by the next command.
    fn remove(self) {
        let _ = clear(&self.partial);
        drop(self.lock);
        let _ = std::fs::remove_file(self.partial.join(LOCK));
        let _ = std::fs::remove_dir(&self.partial);
    }

    /// Removes what an interrupted command left in `out` after its result had been moved to its place.
    pub fn remove_left_over(out: &Path) {
        if super::partial::is_left_over(&out.join(PARTIAL))
            && let Ok(staging) = Self::open(out, Replaced::Nothing)
        {
            staging.remove();
        }
    }

    /// Ends a result: writes the figures beside the `tables` (names of files that stand here already), takes the hash of each
    /// file, writes the manifest and moves everything to its place.
    ///
    /// # Errors
    /// A file cannot be written or moved.
    pub fn conclude(
        self,
        spec: &RunSpec,
        seed: u64,
        tables: &[&str],
        figures: FigureFiles<'_>,
        kind: ResultKind,
    ) -> Result<Manifest> {
        let mut names: Vec<String> = tables.iter().map(|&name| name.to_owned()).collect();
        for (name, bytes) in figures.files {
            self.write(name, bytes)?;
            names.push(name.clone());
        }
        let files = self.records(&names)?;
        let manifest = Manifest::new(spec, seed, figures.drawn, kind, files);
        self.publish(&manifest)?;
        Ok(manifest)
    }

    /// Takes the record of a table that stands here, so that the file need not be read once more for its hash.
    pub fn record_checksum(&mut self, record: FileRecord) {
        self.checksums.push(record);
    }

    /// Size and hash of files that stand here; those not known yet are read side by side.
    fn records(&self, names: &[String]) -> Result<Vec<FileRecord>> {
        let record = |name: &String| match self.checksums.iter().find(|record| record.name == *name) {
            Some(record) => Ok(record.clone()),
            None => FileRecord::of(&self.partial, name),
        };
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            names.par_iter().map(record).collect()
        }
        #[cfg(not(feature = "parallel"))]
        names.iter().map(record).collect()
    }

    /// The manifest of a run that was interrupted while its files were being moved up.
    ///
    /// # Errors
    /// The manifest is there but cannot be read.
    pub fn complete(&self) -> Result<Option<Manifest>> {
        Manifest::read(&self.partial)
    }
}

/// What an interrupted move was replacing.
pub(super) fn being_replaced(partial: &Path) -> Option<Replaced> {
    let bytes = std::fs::read(partial.join(REPLACED_JSON)).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Whether a run is writing in this folder of an unfinished run at this moment.
pub fn is_live(partial: &Path) -> bool {
    // Shared, so that those who look do not see each other.
    File::open(partial.join(LOCK)).is_ok_and(|lock| is_locked(&lock, File::try_lock_shared))
}

/// Whether another process holds a lock, which is taken if not. A file system without locks is no reason to refuse to run.
fn is_locked(lock: &File, take: impl Fn(&File) -> std::result::Result<(), TryLockError>) -> bool {
    let is_taken = || matches!(take(lock), Err(TryLockError::WouldBlock));
    // Whoever only looks holds it for a moment.
    is_taken() && {
        std::thread::sleep(MOMENT);
        is_taken()
    }
}

/// The refusal of a folder in which a file stands that the program did not write.
pub(super) fn not_ours(out: &Path, name: &str) -> Error {
    let what = match name {
        "" => format!("a `{PARTIAL}` that is no folder of the program's own"),
        name => format!("a file `{PARTIAL}/{name}` that is no part of an unfinished run"),
    };
    Error::Usage(format!(
        "{} holds {what}, and the program needs the folder `{PARTIAL}` while it works; move it away, or use --out to write elsewhere; \
         nothing was changed",
        out.display()
    ))
}

/// Waits until the files that stand in `folder` are on the disk.
fn sync_all(folder: &Path, files: &[FileRecord]) -> Result<()> {
    for record in files {
        let path = folder.join(&record.name);
        match File::options().write(true).open(&path) {
            Ok(file) => file.sync_all().map_err(|error| cannot("write", &path, &error))?,
            // Moved by an earlier attempt that was interrupted.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(cannot("write", &path, &error)),
        }
    }
    Ok(())
}

/// Waits until the names in a folder are on the disk, where the system can.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests;
