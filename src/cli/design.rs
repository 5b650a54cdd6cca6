//! Files of designs: text in the encodings that spreadsheets write, and Parquet.

use std::path::Path;

use detente::analysis::sweep::Design;
use detente::analysis::sweep::table::read_design;
use detente::error::{Error, Result};
use detente::results::store::parquet_text::text_of_parquet;
use detente::scenario::cards::CardSet;

use super::configurations;

/// What files begin with that are neither text nor Parquet, and what to do with them.
const OTHERS: [(&[u8], &str); 4] = [
    (
        b"PK\x03\x04",
        "is a spreadsheet (or another packed file), not a table; export the sheet as CSV and give that",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "is a spreadsheet, not a table; export the sheet as CSV and give that",
    ),
    (b"\x1f\x8b", "is compressed; unpack it"),
    (
        b"ARROW1",
        "is an Arrow file; write the table as CSV or Parquet and give that",
    ),
];

/// Reads a design from a file.
///
/// # Errors
/// A file that cannot be read, or holds no design, with its place.
pub fn read(path: &Path, cards: &CardSet) -> Result<Design> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Error::File(format!("cannot read {name}: {error}")))?;
    if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Error::File(format!("cannot read the design {name}: it {what}")));
    }
    if bytes.starts_with(b"PAR1") {
        return read_design(&name, &text_of_parquet(path)?, cards);
    }
    if let Some(text) = utf_16(&bytes) {
        return read_design(&name, &text, cards);
    }
    drop(bytes);
    read_design(&name, &configurations::read(path)?.text, cards)
}

/// Text that a spreadsheet has saved as "Unicode text"; `None` without its mark at the beginning.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_at_checked(2)?;
    let unit = match mark {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}
