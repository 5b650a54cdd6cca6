//! Printing results on stdout.

use std::io::{ErrorKind, Write};

use detente::error::{Error, Result};

/// Writes `text` to stdout. A reader that has gone away (`| head`) is no error.
///
/// # Errors
/// Stdout cannot be written for another reason, such as a full disk behind it.
pub fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::File(format!("cannot write to the standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Rows under a header, columns as wide as their widest cell, two spaces apart; the last column runs free.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let header: Vec<String> = header.iter().map(|&cell| cell.to_owned()).collect();
    let mut text = String::new();
    for row in std::iter::once(&header).chain(rows) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, &width)| format!("{cell:width$}"))
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}
