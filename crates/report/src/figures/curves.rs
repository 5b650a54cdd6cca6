//! Lines with optional bands over any axis of numbers.

use serde::{Deserialize, Serialize};

use super::axis::{Extent, Ruler};
use super::frame::Frame;
use super::labels::{self, EndLabel};
use super::moments::moment;
use super::numbers::written;
use super::page::{nothing, page};
use super::plot::{Plot, level_ruler};
use super::scene::{Anchor, Region, Scene};
use super::spoken::Wording;
use super::spots::{every, measured, on_axis};
use super::{Axis, Scale, exact, series};
use crate::later;
use crate::theme::{Hue, PAGE_HEIGHT, PAPER, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};

/// Opacity of a band where there is one, and fainter in proportion where there are more than two.
const BAND: f64 = 0.2;
/// Lines of at most this many points show each point as a dot.
const FEW_POINTS: usize = 30;

/// One line with its band. Values that are not finite leave a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Written at the right end.
    pub label: String,
    pub hue: Hue,
    /// In the order in which the line runs; ascending where there is a band.
    #[serde(with = "exact")]
    pub x: Vec<f64>,
    /// One value for each x.
    #[serde(with = "exact")]
    pub y: Vec<f64>,
    /// Edges of the band: one value for each x, or both empty for a line alone.
    #[serde(with = "exact")]
    pub low: Vec<f64>,
    #[serde(with = "exact")]
    pub high: Vec<f64>,
}

/// A value that the reader should compare with, as a thin line across the plot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    #[serde(with = "exact")]
    pub value: f64,
    pub label: String,
}

/// One or more lines on common axes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CurveChart {
    pub curves: Vec<Curve>,
    /// What bands hold, such as `90 %`; empty where there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub band: String,
    pub x_axis: Axis,
    pub y_axis: Axis,
    /// A level line, such as a limit that is to be reached.
    pub level: Option<Rule>,
    /// An upright line, such as the value of a lever in the reference.
    pub reference: Option<Rule>,
}

impl Curve {
    fn check(&self) -> Result<(), String> {
        let banded = !(self.low.is_empty() && self.high.is_empty());
        let columns = [("y", &self.y), ("low", &self.low), ("high", &self.high)];
        for (name, column) in &columns[..if banded { 3 } else { 1 }] {
            if column.len() != self.x.len() {
                return Err(format!(
                    "`{}` has {} values of x but {} of {name}",
                    self.label,
                    self.x.len(),
                    column.len()
                ));
            }
        }
        match self.x.windows(2).find(|pair| banded && pair[0] >= pair[1]) {
            Some(pair) => Err(format!(
                "x of `{}` must ascend where there is a band, but {} is followed by {}",
                self.label, pair[0], pair[1]
            )),
            None => Ok(()),
        }
    }
}

impl CurveChart {
    pub(super) fn check(&self) -> Result<(), String> {
        self.curves.iter().try_for_each(Curve::check)
    }
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &CurveChart) -> Scene {
    let mut scene = Scene::new(PAGE_HEIGHT);
    let content = page(&mut scene, text);
    let curves = &chart.curves;
    let heights = curves
        .iter()
        .flat_map(|curve| [&curve.y, &curve.low, &curve.high])
        .flatten()
        .copied();
    let extent = Extent::of(heights.clone().chain(chart.level.iter().map(|rule| rule.value)));
    let y = Ruler::new(&chart.y_axis, extent, 5);
    let names: Vec<&str> = curves.iter().map(|curve| curve.label.as_str()).collect();
    let blocks = labels::blocks(&names, content.height() - 200.0);
    let frame = Frame::new(text.words, &chart.x_axis, &chart.y_axis, content);
    let reference = chart.reference.as_ref().map(|rule| {
        (
            rule.value,
            fit(&rule.label, Weight::Regular, 600.0, (SMALL_SIZE, 18.0), 2),
        )
    });
    let words = reference.as_ref().map_or(0.0, |(_, block)| block.height());
    let region = frame.plot(&y, words, labels::width(&blocks));
    let xs = curves.iter().flat_map(|curve| &curve.x).copied();
    let x = level_ruler(
        &chart.x_axis,
        Extent::of(xs.chain(reference.iter().map(|(value, _)| *value))),
        region.width(),
        TICK_SIZE,
    );
    let plot = Plot { region, x: &x, y: &y };
    frame.draw(&mut scene, &plot);
    if let Some((value, block)) = &reference
        && (0.0..=1.0).contains(&x.place(*value))
    {
        let (at, half) = (plot.x(*value), block.width(Weight::Regular) / 2.0);
        let middle = at.min(content.right - half).max(content.left + half);
        let top = region.top - words - 14.0;
        scene.block(block, middle, top, Anchor::Middle, Weight::Regular, SOFT_INK);
        scene.upright(at, top + block.height() + 4.0, region.bottom, SOFT_INK);
    }
    draw(&mut scene, &plot, curves);
    if let Some(rule) = &chart.level {
        level(&mut scene, &plot, rule);
    }
    say(&mut scene, &plot, chart);
    let ends: Vec<EndLabel> = curves
        .iter()
        .zip(blocks)
        .filter_map(|(curve, block)| Some(EndLabel::new(block, curve.hue, series::end(&plot, &curve.x, &curve.y)?)))
        .collect();
    labels::draw(&mut scene, region, &ends);
    if ends.is_empty() {
        nothing(&mut scene, text.words, region);
    }
    scene
}

fn draw(scene: &mut Scene, plot: &Plot, curves: &[Curve]) {
    let banded = curves.iter().filter(|curve| !curve.low.is_empty());
    let opacity = BAND * (2.0 / banded.clone().count().max(1) as f64).min(1.0);
    for curve in banded {
        let edges = (curve.low.as_slice(), curve.high.as_slice());
        series::band(scene, plot, &curve.x, edges, curve.hue.color(), opacity);
    }
    for curve in curves {
        series::line(scene, plot, &curve.x, &curve.y, curve.hue.color(), 4.5);
        if curve.x.len() <= FEW_POINTS {
            for (x, y) in curve.x.iter().zip(&curve.y).filter(|(x, y)| plot.shows(**x, **y)) {
                let at = (plot.x(*x), plot.y(*y));
                if (at.1 - plot.y_inside(*y)).abs() < 0.5 {
                    scene.dot(at, 5.5, curve.hue.color());
                }
            }
        }
    }
}

/// Says what each point of each line is, or fewer where there are very many.
fn say(scene: &mut Scene, plot: &Plot, chart: &CurveChart) {
    let step = every(chart.curves.iter().map(|curve| curve.x.len()).sum());
    let value = |value: f64| written(value, chart.y_axis.scale);
    for curve in &chart.curves {
        let last = curve.x.len().saturating_sub(1);
        for k in (0..curve.x.len()).filter(|k| (last - k).is_multiple_of(step) && plot.shows(curve.x[*k], curve.y[*k]))
        {
            let band = match (curve.low.get(k), curve.high.get(k)) {
                (Some(low), Some(high)) if low.is_finite() && high.is_finite() => {
                    let ends = later!("figure.to", low = value(*low), high = value(*high));
                    match chart.band.as_str() {
                        "" => ends,
                        band => format!("{band}: {ends}"),
                    }
                }
                _ => String::new(),
            };
            let x = match chart.x_axis.scale {
                Scale::Year => moment(curve.x[k]),
                scale => on_axis(&written(curve.x[k], scale), &chart.x_axis),
            };
            let text = format!(
                "{}, {x}: {}",
                curve.label,
                measured(&value(curve.y[k]), &band, &chart.y_axis)
            );
            scene.spot((plot.x(curve.x[k]), plot.y_inside(curve.y[k])), text);
        }
    }
}

/// A level line with its label above it at the left, on a ground that keeps it apart from what it crosses.
fn level(scene: &mut Scene, plot: &Plot, rule: &Rule) {
    let Region { left, right, top, .. } = plot.region;
    if !(-1e-9..=1.0 + 1e-9).contains(&plot.y.place(rule.value)) {
        return;
    }
    let y = plot.y(rule.value);
    scene.level(y, left, right, SOFT_INK);
    let block = fit(
        &rule.label,
        Weight::Regular,
        plot.region.width() - 20.0,
        (SMALL_SIZE, 18.0),
        2,
    );
    let above = y - block.height() - 4.0;
    let above = if above < top { y + 4.0 } else { above };
    let ground = Region {
        left: left + 2.0,
        top: above,
        right: left + 18.0 + block.width(Weight::Regular),
        bottom: above + block.height(),
    };
    scene.bar(ground, PAPER, 0.8);
    scene.block(&block, left + 10.0, above, Anchor::Start, Weight::Regular, SOFT_INK);
}
