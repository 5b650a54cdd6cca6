//! Figures from plain data, as SVG with real text and as PNG at twice the size.
//!
//! A [`Figure`] holds everything that is drawn and nothing of the engine, so it can be filled from a finished ensemble
//! or from its CSV files alike. [`render`] is a pure function: equal figures give equal bytes.

#[cfg(test)]
mod again;
mod axis;
mod color_key;
mod contours;
mod curves;
mod data;
mod describe;
mod distribution;
mod embedded;
mod exact;
#[cfg(test)]
mod experiment_limits;
#[cfg(test)]
mod experiments;
mod fan;
mod forest;
mod frame;
mod heads;
mod heat_map;
mod histogram;
mod indices;
mod labels;
#[cfg(test)]
mod limits;
pub mod moments;
mod multiples;
mod names;
mod numbers;
mod outline;
mod page;
mod palette;
mod parallel;
mod plot;
mod raster;
mod rows;
#[cfg(test)]
mod samples;

mod scatter;
mod scene;
mod series;
mod shares;
mod spoken;
mod spots;
mod stored;
mod surface;
#[cfg(test)]
mod tests;
mod tornado;
mod validation;
mod vector;

use serde::{Deserialize, Serialize};

use spoken::Wording;

use crate::catalogue::Catalogue;
use crate::say;
use engine::error::{Error, Result};

pub use curves::{Curve, CurveChart, Rule};
pub use data::FigureTable;
pub use distribution::DistributionChart;
pub use embedded::EmbeddedFigure;
pub use fan::{Fan, FanChart, RecordedPoint};
pub use forest::{ForestChart, ForestPanel, ForestRow};
pub use heat_map::{HeatCell, HeatMapChart};
pub use histogram::{Distribution, Observed};
pub use indices::{IndexChart, IndexKind, IndexRow};
pub use multiples::{Panel, SmallMultiples};
pub use numbers::three_figures;
pub use palette::dark_colors;
pub use parallel::{ParallelAxis, ParallelChart, ParallelGroup, ParallelLines};
pub use raster::Print;
pub use scatter::{ScatterChart, ScatterPoint, SlopeLine};
pub use shares::{ShareBand, SharesChart};
pub use spoken::Spoken;
pub use stored::{Drawing, FIGURES_JSON, Pictures, drawn_names, file_names, stored, to_json};
pub use surface::{Contours, SurfaceChart};
pub use tornado::{TornadoChart, TornadoEnd, TornadoRow};
pub use validation::{ValidationChart, ValidationRow};

/// The words around a chart. They wrap and shrink to fit; they are never cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureText {
    /// What the figure answers, or the question, in words and with the unit.
    pub title: String,
    /// What is drawn: which statistics of how many worlds, what the dots are.
    pub subtitle: String,
    /// Scenario, seed, version, short hash, source of recorded points.
    pub foot: String,
}

/// How the values of an axis are placed and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Evenly, with thousands separators.
    Linear,
    /// By powers of ten, written 1, 10, 100 k, 1 M; starts at the first positive value.
    Log,
    /// Shares of 0 to 1, written as percentages.
    Share,
    /// Decimal years, written without separators.
    Year,
}

/// An axis of values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// The unit in words, such as `months` or `H100-equivalents`.
    pub unit: String,
    pub scale: Scale,
    /// First and last value of the axis; `None` takes them from the data. What lies outside is drawn at the edge.
    #[serde(with = "exact")]
    pub range: Option<(f64, f64)>,
    /// Whether its unit cannot stand right behind a number; found when the figure is put into words.
    #[serde(skip)]
    is_bare: bool,
}

impl Axis {
    fn new(unit: impl Into<String>, scale: Scale) -> Self {
        Self {
            unit: unit.into(),
            scale,
            range: None,
            is_bare: false,
        }
    }

    /// An evenly spaced axis with its ends taken from the data.
    pub fn linear(unit: impl Into<String>) -> Self {
        Self::new(unit, Scale::Linear)
    }

    /// A logarithmic axis with its ends taken from the data.
    pub fn log(unit: impl Into<String>) -> Self {
        Self::new(unit, Scale::Log)
    }

    /// An axis of shares, 0 to 1, written as percentages.
    pub fn share(unit: impl Into<String>) -> Self {
        Self::new(unit, Scale::Share)
    }

    /// An axis of decimal years.
    pub fn year(unit: impl Into<String>) -> Self {
        Self::new(unit, Scale::Year)
    }

    /// What is drawn at the axis: the unit, and where it is logarithmic that it is.
    fn heading(&self, words: &Catalogue) -> String {
        match (self.scale, self.unit.as_str()) {
            (Scale::Log, unit) if !unit.is_empty() => say!(words, "chart.log", unit = unit),
            (_, unit) => unit.to_owned(),
        }
    }

    /// The same axis with fixed ends.
    pub fn within(self, from: f64, to: f64) -> Self {
        Self {
            range: Some((from, to)),
            ..self
        }
    }
}

/// How numbers become colours.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shading {
    /// Light to dark of one hue, from the lowest to the highest.
    Sequential,
    /// Blue below this value, near white at it, orange above it.
    Diverging {
        #[serde(with = "exact")]
        middle: f64,
    },
}

/// An estimate with the ends of its interval, say of 95 %; the ends may be infinite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    #[serde(with = "exact")]
    pub estimate: f64,
    #[serde(with = "exact")]
    pub low: f64,
    #[serde(with = "exact")]
    pub high: f64,
}

impl Interval {
    fn check(&self, label: &str) -> std::result::Result<(), String> {
        let Self { estimate, low, high } = *self;
        if low <= high && estimate.is_finite() {
            Ok(())
        } else {
            Err(format!(
                "the interval of `{label}` must ascend around a finite estimate, not {low} to {high} around {estimate}"
            ))
        }
    }
}

/// One page with one chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Stem of the file names.
    pub name: String,
    pub text: FigureText,
    pub chart: Chart,
}

/// What is drawn on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chart {
    /// Medians and bands over time.
    Fan(FanChart),
    /// Histograms of one number a world, with a bar for `never`.
    Distribution(DistributionChart),
    /// Many fans on one page.
    Multiples(SmallMultiples),
    /// Simulated bands against recorded facts, one row a fact.
    Validation(ValidationChart),
    /// Shares of a whole over time, stacked.
    Shares(SharesChart),
    /// Effects with their intervals, panels of one metric each.
    Forest(ForestChart),
    /// Lines with optional bands over any axis.
    Curves(CurveChart),
    /// A table coloured by a number.
    HeatMap(HeatMapChart),
    /// A number over two axes.
    Surface(SurfaceChart),
    /// Results at both ends of each input.
    Tornado(TornadoChart),
    /// Shares of variance, first and total order.
    Indices(IndexChart),
    /// Points with names.
    Scatter(ScatterChart),
    /// Lines across parallel axes.
    Parallel(ParallelChart),
}

/// A figure in both formats.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// Stem of the file names: `name.svg`, `name.png`.
    pub name: String,
    /// The SVG document; text is text, in Noto Sans where the reader has it.
    pub svg: String,
    /// The PNG file, 3200 pixels wide.
    pub png: Vec<u8>,
}

/// Draws a figure in both formats, in English.
///
/// # Errors
/// [`Error::Usage`] if its series contradict themselves: columns of different length or times that do not ascend.
pub fn render(figure: &Figure) -> Result<Rendered> {
    let english = Catalogue::english();
    let spoken = figure.spoken(&english);
    let scene = spoken.lay_out()?;
    Ok(Rendered {
        name: figure.name.clone(),
        svg: vector::svg(&scene, spoken.title(), &spoken.alt())?,
        png: raster::png(&scene, Print::USUAL)?,
    })
}

impl Spoken<'_> {
    /// What the figure answers, or the question.
    pub fn title(&self) -> &str {
        &self.figure.text.title
    }

    /// The figure as an SVG document, as [`render`] draws it.
    ///
    /// # Errors
    /// As [`render`].
    pub fn svg(&self) -> Result<String> {
        vector::svg(&self.lay_out()?, self.title(), &self.alt())
    }

    /// The figure as a PNG file of this size.
    ///
    /// # Errors
    /// As [`render`]; or there is no memory for so many pixels.
    pub fn png(&self, print: Print) -> Result<Vec<u8>> {
        raster::png(&self.lay_out()?, print)
    }

    fn lay_out(&self) -> Result<scene::Scene> {
        check(&self.figure)?;
        let text = Wording {
            text: &self.figure.text,
            words: self.words,
        };
        Ok(match &self.figure.chart {
            Chart::Fan(chart) => fan::lay_out(text, chart),
            Chart::Distribution(chart) => distribution::lay_out(text, chart),
            Chart::Multiples(chart) => multiples::lay_out(text, chart),
            Chart::Validation(chart) => validation::lay_out(text, chart),
            Chart::Shares(chart) => shares::lay_out(text, chart),
            Chart::Forest(chart) => forest::lay_out(text, chart),
            Chart::Curves(chart) => curves::lay_out(text, chart),
            Chart::HeatMap(chart) => heat_map::lay_out(text, chart),
            Chart::Surface(chart) => surface::lay_out(text, chart),
            Chart::Tornado(chart) => tornado::lay_out(text, chart),
            Chart::Indices(chart) => indices::lay_out(text, chart),
            Chart::Scatter(chart) => scatter::lay_out(text, chart),
            Chart::Parallel(chart) => parallel::lay_out(text, chart),
        })
    }
}

/// Draws many figures, in parallel where the program is built so; the order stays.
///
/// # Errors
/// As [`render`], for the first figure that fails.
pub fn render_all(figures: &[Figure]) -> Result<Vec<Rendered>> {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        figures.par_iter().map(render).collect()
    }
    #[cfg(not(feature = "parallel"))]
    figures.iter().map(render).collect()
}

/// Whether the parts of a figure fit together.
fn check(figure: &Figure) -> Result<()> {
    let checked = match &figure.chart {
        Chart::Fan(chart) => chart.fans.iter().try_for_each(Fan::check),
        Chart::Distribution(chart) => chart.groups.iter().try_for_each(Distribution::check),
        Chart::Multiples(chart) => {
            let mut fans = chart.panels.iter().flat_map(|panel| &panel.fans);
            fans.try_for_each(Fan::check)
        }
        Chart::Validation(_) => Ok(()),
        Chart::Shares(chart) => chart.check(),
        Chart::Forest(chart) => chart.check(),
        Chart::Curves(chart) => chart.check(),
        Chart::HeatMap(chart) => chart.check(),
        Chart::Surface(chart) => chart.check(),
        Chart::Tornado(chart) => chart.check(),
        Chart::Indices(chart) => chart.check(),
        Chart::Scatter(chart) => chart.check(),
        Chart::Parallel(chart) => chart.check(),
    };
    checked.map_err(|problem| Error::Usage(format!("figure `{}`: {problem}", figure.name)))
}

/// The series of one thing share their times, which ascend.
fn check_series(label: &str, years: &[f64], columns: &[(&str, &[f64])]) -> std::result::Result<(), String> {
    for (name, column) in columns {
        if column.len() != years.len() {
            return Err(format!(
                "`{label}` has {} times but {} values of {name}",
                years.len(),
                column.len()
            ));
        }
    }
    match years
        .windows(2)
        .find(|pair| !matches!(pair[0].partial_cmp(&pair[1]), Some(std::cmp::Ordering::Less)))
    {
        Some(pair) => Err(format!(
            "the times of `{label}` must ascend, but {} is followed by {}",
            pair[0], pair[1]
        )),
        None => Ok(()),
    }
}
