//! A table that is written row by row.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::failure::cannot;
use super::file_record::{FileRecord, hex};
use error::Result;

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
    /// A file that stands at its end after `flushed` bytes, of which `hash` is.
    pub(super) fn new(name: &str, path: PathBuf, file: File, flushed: u64, hash: Sha256) -> Self {
        Self {
            name: name.to_owned(),
            path,
            file,
            buffer: Vec::new(),
            flushed,
            hash,
        }
    }

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

    /// Writes all that was collected and waits until it is on the disk; gives the length of the file.
    ///
    /// # Errors
    /// As [`TableFile::flush`].
    pub fn sync(&mut self) -> Result<u64> {
        let length = self.flush()?;
        self.file
            .sync_data()
            .map_err(|error| cannot("write", &self.path, &error))?;
        Ok(length)
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
