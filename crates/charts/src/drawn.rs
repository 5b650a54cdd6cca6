//! A figure drawn: as a file, as an element of a page, as a table.

#[cfg(feature = "png")]
use results::message::Text;

#[cfg(feature = "png")]
use crate::document;
use crate::figure::Figure;
use crate::layout;
use crate::localized::LocalizedFigure;
#[cfg(feature = "png")]
use crate::png::{self, Print};
use crate::scene::Scene;
use crate::svg;
use crate::table::{self, FigureTable};
use error::{Error, Result};

/// A figure for an HTML page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedFigure {
    /// One `<svg>` element, as wide as what it stands in, with `aria-label` as its words and no script; of a page that is longer than
    /// a sheet of paper several, to stand below each other without a gap. Their colours are CSS custom properties
    /// ([`crate::dark_colors`] has those of a dark theme) that fall back to those of paper.
    pub svg: String,
    /// What is drawn where, as JSON: `[[x, y, "text"], ...]` in the coordinates of the `viewBox`.
    pub marks_json: String,
}

/// A figure in both formats.
#[cfg(feature = "png")]
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// Stem of the file names: `name.svg`, `name.png`.
    pub name: String,
    /// The SVG document; text is text, in Noto Sans where the reader has it.
    pub svg: String,
    /// The PNG file, 3200 pixels wide.
    pub png: Vec<u8>,
}

impl LocalizedFigure<'_> {
    /// Everything that is drawn, as a tidy table.
    pub fn table(&self) -> FigureTable {
        table::table(&self.figure.chart, &self.meanings, self.words)
    }

    /// The figure as an SVG document.
    ///
    /// # Errors
    /// [`Error::Usage`] if its parts contradict each other.
    pub fn svg(&self) -> Result<String> {
        document::document(&self.scene()?, self.title(), &self.alt())
    }

    /// The figure as a PNG file of this size, made from the SVG document.
    ///
    /// # Errors
    /// As [`LocalizedFigure::svg`]; or there is no memory for so many pixels.
    #[cfg(feature = "png")]
    pub fn png(&self, print: Print) -> Result<Vec<u8>> {
        png::png(&self.svg()?, print)
    }

    /// The figure in both formats at their usual size.
    ///
    /// # Errors
    /// As [`LocalizedFigure::svg`].
    #[cfg(feature = "png")]
    pub fn rendered(&self) -> Result<Rendered> {
        let svg = self.svg()?;
        Ok(Rendered {
            name: self.figure.name.clone(),
            png: png::png(&svg, Print::USUAL)?,
            svg,
        })
    }

    /// The figure as an element of an HTML page. `id` (letters, digits, `-`) is the id of the element and the scope of its style.
    ///
    /// # Errors
    /// As [`LocalizedFigure::svg`].
    pub fn embedded(&self, id: &str) -> Result<EmbeddedFigure> {
        let scene = self.scene()?;
        let whole = |value: f64| value.round() as i32;
        let tooltips = scene.tooltips.iter();
        let places: Vec<(i32, i32, &str)> = tooltips
            .map(|tooltip| (whole(tooltip.at.0), whole(tooltip.at.1), tooltip.text.as_str()))
            .collect();
        Ok(EmbeddedFigure {
            svg: svg::elements(&scene, id, &self.alt()),
            marks_json: serde_json::to_string(&places).map_err(|error| Error::File(error.to_string()))?,
        })
    }

    pub(crate) fn scene(&self) -> Result<Scene> {
        self.figure.check()?;
        Ok(layout::lay_out(self))
    }
}

/// Draws many figures, in parallel where the program is built so; the order stays.
///
/// # Errors
/// As [`LocalizedFigure::svg`], for the first figure that fails.
#[cfg(feature = "png")]
pub fn render_all(figures: &[Figure], words: &(dyn Fn(&Text) -> String + Sync)) -> Result<Vec<Rendered>> {
    let render = |figure: &Figure| figure.localized(words).rendered();
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        figures.par_iter().map(render).collect()
    }
    #[cfg(not(feature = "parallel"))]
    figures.iter().map(render).collect()
}
