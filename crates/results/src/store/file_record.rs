//! What a file of a result is: its name, its size and its hash.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::failure::cannot;
use error::Result;

/// One file of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Path below the output folder, with `/` between its parts.
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl FileRecord {
    /// Size and hash of a file as it is on disk.
    pub fn of(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(name);
        let failed = |error: std::io::Error| cannot("read", &path, &error);
        let mut file = File::open(&path).map_err(failed)?;
        let mut hash = Sha256::new();
        let bytes = hash_rest(&mut file, &mut hash).map_err(failed)?;
        Ok(Self {
            name: name.to_owned(),
            bytes,
            sha256: hex(&hash.finalize()),
        })
    }
}

/// Takes what is left of a file into a hash and says how many bytes that was; the file is then at its end.
pub(super) fn hash_rest(file: &mut File, hash: &mut Sha256) -> std::io::Result<u64> {
    let (mut piece, mut bytes) = (vec![0; 1 << 18], 0);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(bytes),
            read => {
                hash.update(&piece[..read]);
                bytes += read as u64;
            }
        }
    }
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
