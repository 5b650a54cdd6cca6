//! Files of text that people write, read in one way: whatever the editor, the same text is the same input.

use std::path::Path;

use error::{ConfigProblem, Error, Result};

use super::failure::cannot_at_once;

/// Reads a file as text, without a mark of its byte order and with the line ends of Unix.
///
/// # Errors
/// It cannot be read, or is no UTF-8; the message names the line.
pub fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|error| cannot_at_once("read", path, &error))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n")),
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            Err(Error::Config(Box::new(ConfigProblem {
                file: path.display().to_string(),
                line: Some(valid.iter().filter(|&&byte| byte == b'\n').count() + 1),
                problem: "the file is not UTF-8 text".to_owned(),
                allowed: "save it as UTF-8".to_owned(),
                ..ConfigProblem::default()
            })))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_a_mark_at_the_beginning_make_no_other_text_and_other_encodings_are_told_with_their_line() {
        let path = std::env::temp_dir().join(format!("detente-text-{}", std::process::id()));
        let text_of = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            read(&path).map_err(|error| error.to_string())
        };
        for bytes in [
            &b"a = 1\nb = 2\n"[..],
            b"a = 1\r\nb = 2\r\n",
            b"\xef\xbb\xbfa = 1\r\nb = 2\n",
        ] {
            assert_eq!(text_of(bytes).as_deref(), Ok("a = 1\nb = 2\n"));
        }
        let said = text_of(b"a = 1\nb = \xe4\n").unwrap_err();
        assert!(
            said.ends_with(":2: the file is not UTF-8 text; save it as UTF-8"),
            "{said}"
        );
        std::fs::remove_file(path).unwrap();
    }
}
