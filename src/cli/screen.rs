//! Printing results on stdout.

use std::borrow::Cow;
use std::io::{ErrorKind, IsTerminal, Write};

use detente::error::{Error, Result};

use super::watch;

/// Writes `text` to stdout, on a terminal as [`harmless`] leaves it, or hands it to a caller that is no shell. A reader that has gone away
/// (`| head`) is no error.
///
/// # Errors
/// Stdout cannot be written for another reason, such as a full disk behind it.
pub fn print(text: &str) -> Result<()> {
    if watch::hear(text) {
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    let text = match out.is_terminal() {
        true => Cow::Owned(harmless(text)),
        false => Cow::Borrowed(text),
    };
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::File(format!("cannot write to the standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a message to stderr as one or more lines; an stderr that is closed or full is no reason to stop. Letters that steer a terminal
/// are written as escapes, since texts of files and names of files stand in messages.
pub fn warn(message: &str) {
    let _ = writeln!(std::io::stderr(), "{}", harmless(message));
}

/// A text in which no letter steers a terminal or turns the direction of writing.
pub fn harmless(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        let turns = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        match letter {
            '\n' => safe.push(letter),
            letter if letter.is_control() || turns => safe.extend(letter.escape_unicode()),
            letter => safe.push(letter),
        }
    }
    safe
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_as_an_escape_and_nothing_else_changes() {
        assert_eq!(
            harmless("0.5\u{1b}[31m\r\u{202e}x\u{7}"),
            "0.5\\u{1b}[31m\\u{d}\\u{202e}x\\u{7}"
        );
        for plain in ["a line\nand another", "China’s lag ± 2 µs, 中"] {
            assert_eq!(harmless(plain), plain);
        }
    }
}
