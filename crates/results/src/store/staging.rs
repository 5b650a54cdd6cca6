//! Writing into an output folder in a way that never looks finished before it is.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::folder::{PARTIAL, RUN_JSON, RunSpec};
use super::manifest::{FileRecord, MANIFEST_JSON, Manifest, ResultKind, hash_rest, hex};
use engine::error::{Error, Result};

const LOCK: &str = "lock";

/// The files that belong to the figures of a result.
#[derive(Debug, Clone, Copy)]
pub struct FigureFiles<'a> {
    /// Name below the output folder, and contents.
    pub files: &'a [(String, Vec<u8>)],
    /// Whether drawings are among them, or descriptions only.
    pub drawn: bool,
}

/// The folder in which a run stands until it is finished; no other run can write there meanwhile.
#[derive(Debug)]
pub struct Staging {
    out: PathBuf,
    partial: PathBuf,
    lock: File,
    /// Files whose hash was taken while they were written.
    checksums: Vec<FileRecord>,
}

impl Staging {
    /// An empty staging folder in `out`; an unfinished run that stood there is dropped.
    ///
    /// # Errors
    /// The folder cannot be made or written, or another process is writing there.
    pub fn start(out: &Path, spec: &RunSpec) -> Result<Self> {
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
        let text = serde_json::to_vec(spec).map_err(|error| Error::File(error.to_string()))?;
        staging.write(RUN_JSON, &text)?;
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
            checksums: Vec::new(),
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
    pub fn create(&self, name: &str) -> Result<TableFile> {
        let path = self.partial.join(name);
        let file = File::create(&path).map_err(|error| cannot("write", &path, &error))?;
        Ok(TableFile {
            name: name.to_owned(),
            path,
            file,
            buffer: Vec::new(),
            flushed: 0,
            hash: Sha256::new(),
        })
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
            Ok(file) => Ok(TableFile {
                name: name.to_owned(),
                path,
                file,
                buffer: Vec::new(),
                flushed: length,
                hash,
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
        replaced: Option<&Manifest>,
    ) -> Result<Manifest> {
        let mut names: Vec<String> = tables.iter().map(|&name| name.to_owned()).collect();
        for (name, bytes) in figures.files {
            self.write(name, bytes)?;
            names.push(name.clone());
        }
        let files = self.records(&names)?;
        let manifest = Manifest::new(spec, seed, figures.drawn, kind, files);
        self.publish(&manifest, replaced)?;
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

/// A table being written: rows are collected in memory, hashed and written in large pieces.
#[derive(Debug)]
pub struct TableFile {
    name: String,
    path: PathBuf,
    file: File,
    buffer: Vec<u8>,
    flushed: u64,
    hash: Sha256,
}

/// Bytes collected before they are written.
const PIECE: usize = 1 << 20;

impl TableFile {
    /// Name below the output folder.
    pub fn name(&self) -> &str {
        &self.name
    }

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
        self.hash.update(&self.buffer);
        self.flushed += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(self.flushed)
    }

    /// SHA-256 of what is written, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }

    /// Writes all that was collected and gives size and hash of the file.
    ///
    /// # Errors
    /// As [`TableFile::flush`].
    pub fn finish(mut self) -> Result<FileRecord> {
        let bytes = self.flush()?;
        Ok(FileRecord {
            bytes,
            sha256: self.sha256(),
            name: self.name,
        })
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
