//! The description of figures as a file: everything that is drawn, so that it can be drawn again without simulating.

use crate::figure::Figure;
use error::{Error, Result};

/// An array with one figure a line.
///
/// # Errors
/// None that figures can cause: all they hold has a form in JSON.
pub fn to_json(figures: &[Figure]) -> Result<Vec<u8>> {
    let mut bytes = b"[".to_vec();
    for (position, figure) in figures.iter().enumerate() {
        bytes.extend_from_slice(if position == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut bytes, figure)
            .map_err(|error| Error::File(format!("cannot write figures: {error}")))?;
    }
    bytes.extend_from_slice(b"\n]\n");
    Ok(bytes)
}

/// The figures of such a file.
///
/// # Errors
/// Why it does not hold figures that can be drawn.
pub fn from_json(bytes: &[u8]) -> std::result::Result<Vec<Figure>, String> {
    let figures: Vec<Figure> = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    for figure in &figures {
        figure.check().map_err(|error| error.to_string())?;
        // Names become names of files.
        if figure.name.is_empty() || figure.name.contains(['/', '\\']) || figure.name.starts_with('.') {
            return Err(format!("`{}` is no name of a figure", figure.name));
        }
    }
    Ok(figures)
}
