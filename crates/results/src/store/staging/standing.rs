//! Where the files of a result stand until they are moved up. A table that is written row by row, or that Parquet is made of, stands twice at its
//! end: its rows with all their digits, from which a run that is killed goes on, and the file for readers.

use std::fs::File;
use std::io::{BufReader, ErrorKind};
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::super::failure::cannot;
use super::super::file_record::FileRecord;
use super::super::table_file::TableFile;
use super::Staging;
use crate::column::Schema;
use crate::plain;
use error::Result;

/// Folder inside the staging folder for files for readers.
const PLAIN: &str = "plain";
/// Bytes of rows that are read at once.
const PIECE: usize = 1 << 18;

impl Staging {
    /// Makes the file for readers of a finished table whose rows stand here.
    ///
    /// # Errors
    /// The rows cannot be read or the file cannot be written.
    pub fn make_plain(&mut self, schema: &Schema) -> Result<()> {
        if !plain::differs(schema) {
            return Ok(());
        }
        let name = schema.name();
        let below = format!("{PLAIN}/{name}");
        self.written.note([below.as_str()])?;
        let (folder, from, to) = (
            self.partial.join(PLAIN),
            self.partial.join(name),
            self.partial.join(below),
        );
        let unread = |error: std::io::Error| cannot("read", &from, &error);
        std::fs::create_dir_all(&folder).map_err(|error| cannot("make", &folder, &error))?;
        let mut rows = BufReader::with_capacity(PIECE, File::open(&from).map_err(unread)?);
        let target = File::create(&to).map_err(|error| cannot("write", &to, &error))?;
        let mut table = TableFile::new(name, to, target, 0, Sha256::new());
        let mut row = Vec::new();
        // The head is another one.
        plain::read_row(&mut rows, &mut row).map_err(unread)?;
        table.buffer().extend_from_slice(&plain::head(schema));
        while plain::read_row(&mut rows, &mut row).map_err(unread)? {
            plain::push_row(table.buffer(), &row, schema);
            table.settle()?;
        }
        let record = table.finish()?;
        self.checksums.retain(|known| known.name != name);
        self.checksums.push(record);
        Ok(())
    }

    /// Where a file of the result stands: the one for readers, if there is one beside its rows.
    pub fn standing(&self, name: &str) -> PathBuf {
        self.partial.join(self.below(name))
    }

    fn below(&self, name: &str) -> String {
        let below = format!("{PLAIN}/{name}");
        match self.written.has(&below) {
            true => below,
            false => name.to_owned(),
        }
    }

    /// Size and hash of a file of the result.
    pub(super) fn record(&self, name: &str) -> Result<FileRecord> {
        let record = FileRecord::of(&self.partial, &self.below(name))?;
        Ok(FileRecord {
            name: name.to_owned(),
            ..record
        })
    }

    /// Waits until these files are on the disk.
    pub(super) fn sync_all(&self, files: &[FileRecord]) -> Result<()> {
        for record in files {
            let path = self.standing(&record.name);
            match File::options().write(true).open(&path) {
                Ok(file) => file.sync_all().map_err(|error| cannot("write", &path, &error))?,
                // Moved by an earlier attempt that was interrupted.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(cannot("write", &path, &error)),
            }
        }
        Ok(())
    }
}
