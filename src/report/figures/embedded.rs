//! A figure inside of an HTML page: SVG that follows the page's theme, and what to say at each place of it.

use super::{Figure, lay_out, vector};
use crate::error::Result;

/// A figure for an HTML page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedFigure {
    /// One `<svg>` element, as wide as what it stands in.
    pub svg: String,
    /// What is drawn where, as JSON: `[[x, y, "text"], ...]` in the coordinates of the `viewBox`.
    pub marks_json: String,
}

impl Figure {
    /// The figure as an element of an HTML page. Every id in it begins with `id`.
    ///
    /// # Errors
    /// As [`super::render`].
    pub fn embedded(&self, id: &str) -> Result<EmbeddedFigure> {
        let scene = lay_out(self)?;
        let svg = vector::svg(&scene, &self.text.title)?;
        Ok(EmbeddedFigure {
            svg: svg.replacen("<svg ", &format!("<svg id=\"{id}\" "), 1),
            marks_json: "[]".to_owned(),
        })
    }
}
