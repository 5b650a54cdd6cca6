//! Outputs of finished units while an analysis is being made: what a killed analysis goes on from.

use std::path::Path;

use analysis::sensitivity::Plan;
use analysis::sensitivity::evaluate::Finished;
use engine::ensemble::checkpoint::checksum;
use engine::error::Result;
use engine::numeric::bytes::{Cursor, put_float};
use results::store::failure::cannot;
use results::store::staging::Staging;
use results::store::table_file::TableFile;

/// A file of pieces, each with its length and checksum before it, so that a piece that was being written is known for
/// what it is.
#[derive(Debug)]
pub struct Log(TableFile);

/// Bytes before a piece: its length and its checksum.
const HEAD: usize = 16;

impl Log {
    /// Opens the log of `plan`, and gives the outputs that stand in it: those of the first units, whole ones.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn open(staging: &Staging, name: &str, plan: &Plan) -> Result<(Self, Vec<f64>)> {
        let path = staging.folder().join(name);
        let bytes = if path.exists() { read(&path)? } else { Vec::new() };
        let (outputs, length) = pieces(&bytes);
        let unit = plan.outputs.len() * plan.design.width();
        if length == 0 || !outputs.len().is_multiple_of(unit) {
            return Ok((Self(staging.create(name)?), Vec::new()));
        }
        Ok((Self(staging.reopen(name, length as u64)?), outputs))
    }

    /// Appends a piece.
    ///
    /// # Errors
    /// The disk is full or the file cannot be written.
    pub fn append(&mut self, finished: &Finished) -> Result<()> {
        let mut piece = Vec::with_capacity(8 * finished.outputs.len());
        for &output in &finished.outputs {
            put_float(&mut piece, output);
        }
        let buffer = self.0.buffer();
        buffer.extend((piece.len() as u64).to_le_bytes());
        buffer.extend(checksum(&piece).to_le_bytes());
        buffer.extend(piece);
        self.0.flush().map(|_| ())
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| cannot("read", path, &error))
}

/// The outputs of all whole pieces, and where the last of them ends.
fn pieces(bytes: &[u8]) -> (Vec<f64>, usize) {
    let mut outputs = Vec::new();
    let mut end = 0;
    while let Some((piece, length)) = piece(&bytes[end..]) {
        let mut cursor = Cursor(piece);
        outputs.extend(std::iter::from_fn(|| cursor.float()));
        end += length;
    }
    (outputs, end)
}

/// The first piece, if it is whole, and its length with its head.
fn piece(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let (head, rest) = bytes.split_at_checked(HEAD)?;
    let (length, sum) = head.split_at_checked(8)?;
    let length = usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?;
    let (piece, _) = rest.split_at_checked(length)?;
    let whole = checksum(piece).to_le_bytes() == *sum;
    whole.then_some((piece, HEAD + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes_of(pieces: &[&[f64]]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for piece in pieces {
            let mut floats = Vec::new();
            piece.iter().for_each(|&x| put_float(&mut floats, x));
            bytes.extend((floats.len() as u64).to_le_bytes());
            bytes.extend(checksum(&floats).to_le_bytes());
            bytes.extend(floats);
        }
        bytes
    }

    #[test]
    fn whole_pieces_come_back_and_a_torn_or_damaged_one_does_not() {
        let bytes = bytes_of(&[&[1.0, f64::INFINITY], &[3.0, 4.0, 5.0]]);
        let first = bytes_of(&[&[1.0, f64::INFINITY]]).len();
        assert_eq!(pieces(&bytes), (vec![1.0, f64::INFINITY, 3.0, 4.0, 5.0], bytes.len()));
        for cut in first..bytes.len() {
            assert_eq!(pieces(&bytes[..cut]), (vec![1.0, f64::INFINITY], first), "{cut}");
        }
        let mut damaged = bytes;
        *damaged.last_mut().unwrap() ^= 1;
        assert_eq!(pieces(&damaged).1, first);
    }
}
