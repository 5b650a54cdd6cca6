//! The journal of a study: its finished units of simulation, so that a killed one goes on where it stood.
//!
//! A file to which records are appended: length, checksum, bytes. The checksum covers the number of the record too, so a record is only
//! ever read in its own place. What a kill left half written at the end is cut off. It is as large as its units: eight bytes for each
//! number that the study keeps of a world, and it goes when the study is finished.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::failure::cannot;
use super::staging::Staging;
use error::Result;

/// Name of the file in the staging folder.
const JOURNAL: &str = "journal.bin";
/// Bytes of a record before its unit: its length and its checksum, eight each.
const HEAD: usize = 16;
/// Small units are collected up to this size before they are written.
const PIECE: usize = 1 << 14;

/// The journal of one study; first what an earlier attempt left is read, then records are appended.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: BufReader<File>,
    /// Records read or written so far.
    records: u64,
    /// Bytes of those that have been read.
    sound: u64,
    /// Whether all sound records have been read.
    is_at_end: bool,
    unwritten: Vec<u8>,
}

impl Journal {
    /// The journal of the study that stands in this folder; an empty one if there is none.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn of(staging: &Staging) -> Result<Self> {
        staging.note([JOURNAL])?;
        Self::open(staging.folder())
    }

    fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(JOURNAL);
        let opened = File::options()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(&path);
        let file = opened.map_err(|error| cannot("write", &path, &error))?;
        Ok(Self {
            file: BufReader::new(file),
            path,
            records: 0,
            sound: 0,
            is_at_end: false,
            unwritten: Vec::new(),
        })
    }

    /// Whether all that an earlier attempt left has been read.
    pub fn is_at_end(&self) -> bool {
        self.is_at_end
    }

    /// The next unit that an earlier attempt finished; none when there are no more.
    ///
    /// # Errors
    /// The file cannot be read, or what is damaged in it cannot be cut off.
    pub fn recall(&mut self) -> Result<Option<Vec<u8>>> {
        if self.is_at_end {
            return Ok(None);
        }
        let read = self.read().map_err(|error| cannot("read", &self.path, &error))?;
        if let Some(unit) = read {
            self.records += 1;
            self.sound += (HEAD + unit.len()) as u64;
            return Ok(Some(unit));
        }
        self.is_at_end = true;
        let file = self.file.get_mut();
        let cut = file
            .set_len(self.sound)
            .and_then(|()| file.seek(SeekFrom::Start(self.sound)));
        cut.map_err(|error| cannot("write", &self.path, &error))?;
        Ok(None)
    }

    /// The next record if it is whole.
    fn read(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut head = [0; HEAD];
        if !fill(&mut self.file, &mut head)? {
            return Ok(None);
        }
        let (length, sum) = head.split_at(8);
        let length = u64::from_le_bytes(length.try_into().unwrap_or_default());
        let left = self
            .file
            .get_ref()
            .metadata()?
            .len()
            .saturating_sub(self.sound + HEAD as u64);
        if length > left {
            return Ok(None);
        }
        let mut unit = vec![0; length as usize];
        let is_sound = fill(&mut self.file, &mut unit)? && checksum(self.records, &unit) == sum;
        Ok(is_sound.then_some(unit))
    }

    /// Appends a unit.
    ///
    /// # Errors
    /// The disk is full or the file cannot be written.
    pub fn record(&mut self, unit: &[u8]) -> Result<()> {
        self.unwritten.extend_from_slice(&(unit.len() as u64).to_le_bytes());
        self.unwritten.extend_from_slice(&checksum(self.records, unit));
        self.unwritten.extend_from_slice(unit);
        self.records += 1;
        if self.unwritten.len() < PIECE {
            return Ok(());
        }
        self.write()
    }

    fn write(&mut self) -> Result<()> {
        let written = self.file.get_mut().write_all(&self.unwritten);
        self.unwritten.clear();
        written.map_err(|error| cannot("write", &self.path, &error))
    }
}

impl Drop for Journal {
    /// Writes what was collected: of a study that stops with an error, too. If that fails, only so much is done again.
    fn drop(&mut self) {
        if self.is_at_end {
            let _ = self.write();
        }
    }
}

/// Fills `bytes`; says whether there were enough.
fn fill(file: &mut impl Read, bytes: &mut [u8]) -> std::io::Result<bool> {
    match file.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// The first eight bytes of a hash of a record's number and its unit.
fn checksum(number: u64, unit: &[u8]) -> [u8; 8] {
    let hash = Sha256::new()
        .chain_update(number.to_le_bytes())
        .chain_update(unit)
        .finalize();
    std::array::from_fn(|place| hash[place])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("detente-journal-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn units() -> Vec<Vec<u8>> {
        [0, 1, 7, 100_000, 3]
            .map(|length| (0..length).map(|k| (k * 31 % 251) as u8).collect())
            .to_vec()
    }

    fn all(folder: &Path) -> Vec<Vec<u8>> {
        let mut journal = Journal::open(folder).unwrap();
        std::iter::from_fn(|| journal.recall().unwrap()).collect()
    }

    /// Wherever the file is cut or a byte of it changed, what is read back is a beginning of what was written, and going on from there
    /// gives the same file.
    #[test]
    fn whatever_is_torn_or_damaged_is_cut_off_and_written_again() {
        let folder = folder("torn");
        let units = units();
        let write = |folder: &Path| {
            let mut journal = Journal::open(folder).unwrap();
            let done = std::iter::from_fn(|| journal.recall().unwrap()).count();
            units[done..].iter().for_each(|unit| journal.record(unit).unwrap());
        };
        write(&folder);
        assert_eq!(all(&folder), units);
        let whole = std::fs::read(folder.join(JOURNAL)).unwrap();
        let overhead = HEAD * units.len();
        assert_eq!(whole.len(), overhead + units.iter().map(Vec::len).sum::<usize>());
        for place in (0..whole.len()).step_by(997).chain([15, 16, 17, 40, whole.len() - 1]) {
            std::fs::write(folder.join(JOURNAL), &whole[..place]).unwrap();
            let left = all(&folder);
            assert!(units.starts_with(&left) && left.len() < units.len(), "cut at {place}");
            let mut damaged = whole.clone();
            damaged[place] ^= 4;
            std::fs::write(folder.join(JOURNAL), &damaged).unwrap();
            let left = all(&folder);
            assert!(
                units.starts_with(&left) && left.len() < units.len(),
                "changed at {place}"
            );
            write(&folder);
            assert_eq!(
                std::fs::read(folder.join(JOURNAL)).unwrap(),
                whole,
                "after a change at {place}"
            );
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_record_in_the_place_of_another_is_not_read() {
        let folder = folder("order");
        let mut journal = Journal::open(&folder).unwrap();
        assert_eq!(journal.recall().unwrap(), None);
        journal.record(b"one").unwrap();
        journal.record(b"two").unwrap();
        drop(journal);
        let whole = std::fs::read(folder.join(JOURNAL)).unwrap();
        let (one, two) = whole.split_at(whole.len() / 2);
        std::fs::write(folder.join(JOURNAL), [two, one].concat()).unwrap();
        assert_eq!(all(&folder), Vec::<Vec<u8>>::new());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
