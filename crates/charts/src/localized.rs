//! A figure in a language: drawn, described, and made into a table.

use results::message::Text;

use crate::data::{self, FigureTable};
use crate::figure::{Figure, name_of};
use crate::layout;
use crate::scene::Scene;
use crate::svg;
use crate::theme::PAGE_WIDTH;
use crate::words::{Words, said};
use engine::error::{Error, Result};

/// Length of an inch, millimetres.
const INCH: f64 = 25.4;

/// A figure whose texts are words of one language.
#[derive(Debug, Clone)]
pub struct LocalizedFigure<'a> {
    pub(crate) figure: Figure,
    /// What each column of its table means, whatever the language.
    meanings: Vec<String>,
    pub(crate) words: Words<'a>,
}

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

/// How large a PNG is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// Width in pixels.
    pub pixels: u32,
    /// Pixels in an inch of paper, which the file states, so that it enters a document at its size.
    pub dots_per_inch: u32,
}

impl Print {
    /// Twice the logical size at 300 dots an inch: a page 27 cm wide.
    pub const USUAL: Self = Self {
        pixels: 3200,
        dots_per_inch: 300,
    };

    /// For a width on paper.
    pub fn of_width(millimetres: f64, dots_per_inch: u32) -> Self {
        Self {
            pixels: (millimetres / INCH * f64::from(dots_per_inch)).round() as u32,
            dots_per_inch,
        }
    }

    /// Pixels in one logical pixel.
    pub(crate) fn scale(self) -> f64 {
        f64::from(self.pixels) / PAGE_WIDTH
    }

    /// Pixels in a metre.
    #[cfg(feature = "png")]
    pub(crate) fn per_metre(self) -> u32 {
        (f64::from(self.dots_per_inch) * 1000.0 / INCH).round() as u32
    }
}

impl Figure {
    /// The figure in the language of `words`, which puts each of its texts, and those that charts add, into words.
    pub fn localized<'a>(&self, words: &'a (dyn Fn(&Text) -> String + Sync)) -> LocalizedFigure<'a> {
        let words = Words(words);
        let mut figure = self.clone();
        let heads = figure.chart.data.columns.iter();
        let meanings = heads.map(|column| match column.head.is_empty() {
            true => name_of(&column.unit),
            false => name_of(&column.head),
        });
        let meanings = meanings.collect();
        figure.each_text(&mut |text| *text = Text::Plain(words.of(std::mem::take(text))));
        LocalizedFigure {
            figure,
            meanings,
            words,
        }
    }
}

impl LocalizedFigure<'_> {
    /// What the figure answers, or the question.
    pub fn title(&self) -> &str {
        said(&self.figure.text.title)
    }

    /// Everything that is drawn, as a tidy table.
    pub fn table(&self) -> FigureTable {
        data::table(&self.figure.chart, &self.meanings, self.words)
    }

    /// The figure as an SVG document.
    ///
    /// # Errors
    /// [`Error::Usage`] if its parts contradict each other.
    pub fn svg(&self) -> Result<String> {
        Ok(svg::document(&self.scene()?, self.title(), &self.alt()))
    }

    /// The figure as a PNG file of this size, made from the SVG document.
    ///
    /// # Errors
    /// As [`LocalizedFigure::svg`]; or there is no memory for so many pixels.
    #[cfg(feature = "png")]
    pub fn png(&self, print: Print) -> Result<Vec<u8>> {
        crate::png::png(&self.svg()?, print)
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
            png: crate::png::png(&svg, Print::USUAL)?,
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
