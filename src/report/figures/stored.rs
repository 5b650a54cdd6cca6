//! `figures.json`: everything that the figures of a result draw, so that they can be drawn again without simulating.

use std::path::Path;

use super::Figure;
use crate::error::{Error, Result};

/// Name of the file.
pub const FIGURES_JSON: &str = "figures.json";

/// Names of all files that belong to figures of these `names`, below the folder of their result.
pub fn files<'a>(names: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = String> {
    let drawn = names
        .into_iter()
        .flat_map(|name| ["svg", "png"].map(|kind| format!("figures/{name}.{kind}")));
    std::iter::once(FIGURES_JSON.to_owned()).chain(drawn)
}

/// The contents of the file: an array with one figure a line.
///
/// # Errors
/// None that figures can cause: all they hold has a form in JSON.
pub fn to_json(figures: &[Figure]) -> Result<Vec<u8>> {
    let mut bytes = b"[".to_vec();
    for (position, figure) in figures.iter().enumerate() {
        bytes.extend_from_slice(if position == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut bytes, figure)
            .map_err(|error| Error::File(format!("cannot write {FIGURES_JSON}: {error}")))?;
    }
    bytes.extend_from_slice(b"\n]\n");
    Ok(bytes)
}

/// The figures of the finished result in `folder`, as they were drawn (or left out with `--no-figures`).
///
/// # Errors
/// [`Error::File`] if there is no such file (an earlier version of the program wrote none), or if it cannot be read.
pub fn stored(folder: &Path) -> Result<Vec<Figure>> {
    let path = folder.join(FIGURES_JSON);
    let place = path.display();
    let bytes = std::fs::read(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::File(format!(
            "{} has no {FIGURES_JSON}, from which figures are drawn again; results of earlier versions have none: make it again \
             with --force",
            folder.display()
        )),
        _ => Error::File(format!("cannot read {place}: {error}")),
    })?;
    serde_json::from_slice(&bytes).map_err(|error| {
        Error::File(format!(
            "{place} does not hold figures that this version can read ({error})"
        ))
    })
}
