//! Points with names, such as the mean and the spread of effects of inputs.

use plotters::style::RGBColor;

use super::axis::{Extent, Ruler};
use super::frame::Frame;
use super::names::{self, Named};
use super::page::{SLACK, nothing, page, page_for};
use super::plot::{Plot, level_ruler};
use super::scene::{Anchor, Point, Region, Scene, Type};
use super::{Axis, FigureText};
use crate::report::theme::{Block, Hue, INK, PAGE_HEIGHT, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};

/// With more points than this, numbers stand in the plot and the names in a list below it.
const MOST_NAMES: usize = 30;
/// Radius of a point.
const RADIUS: f64 = 7.0;
/// Space between the two columns of the list.
const GUTTER: f64 = 40.0;

/// One point.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterPoint {
    pub label: String,
    pub hue: Hue,
    pub x: f64,
    pub y: f64,
}

/// A straight line from the origin: y is `slope` times x.
#[derive(Debug, Clone, PartialEq)]
pub struct SlopeLine {
    pub slope: f64,
    pub label: String,
}

/// Points on two axes, which start at zero or below.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterChart {
    pub points: Vec<ScatterPoint>,
    pub x_axis: Axis,
    pub y_axis: Axis,
    pub lines: Vec<SlopeLine>,
}

impl ScatterChart {
    pub(super) fn check(&self) -> Result<(), String> {
        match self.lines.iter().find(|line| !line.slope.is_finite()) {
            Some(line) => Err(format!(
                "the line `{}` needs a finite slope, not {}",
                line.label, line.slope
            )),
            None => Ok(()),
        }
    }
}

/// The whole page: with names at the points if they find room, else with numbers and a list.
pub fn lay_out(text: &FigureText, chart: &ScatterChart) -> Scene {
    let drawn = |point: &&ScatterPoint| point.x.is_finite() && point.y.is_finite();
    let points: Vec<&ScatterPoint> = chart.points.iter().filter(drawn).collect();
    if points.len() <= MOST_NAMES {
        let mut scene = Scene::new(PAGE_HEIGHT);
        let content = page(&mut scene, text);
        let names: Vec<Block> = points
            .iter()
            .map(|point| fit(&point.label, Weight::Regular, 260.0, (SMALL_SIZE, SMALL_SIZE), 2))
            .collect();
        if draw(&mut scene, content, chart, &points, &names, names::NEAR) {
            return scene;
        }
    }
    let list = List::new(&points, page(&mut Scene::new(PAGE_HEIGHT), text).width());
    let usual = page(&mut Scene::new(PAGE_HEIGHT), text);
    let (mut scene, content) = page_for(text, usual.height() + list.height());
    let plot = Region {
        bottom: content.bottom - list.height(),
        ..content
    };
    let numbers: Vec<Block> = (1..=points.len())
        .map(|number| fit(&number.to_string(), Weight::Regular, 100.0, (SMALL_SIZE, SMALL_SIZE), 1))
        .collect();
    draw(&mut scene, plot, chart, &points, &numbers, names::ANYWHERE);
    list.draw(&mut scene, content, plot.bottom);
    scene
}

/// Draws the plot; returns whether every name found a place within `reach` of its point.
fn draw(
    scene: &mut Scene,
    content: Region,
    chart: &ScatterChart,
    points: &[&ScatterPoint],
    names: &[Block],
    reach: f64,
) -> bool {
    let frame = Frame::new(&chart.x_axis, &chart.y_axis, content);
    let from_zero = |axis: &Axis, values: &mut dyn Iterator<Item = f64>| match axis.scale {
        super::Scale::Linear | super::Scale::Share => Extent::of(values.chain([0.0])),
        super::Scale::Log | super::Scale::Year => Extent::of(values),
    };
    let y = Ruler::new(
        &chart.y_axis,
        from_zero(&chart.y_axis, &mut points.iter().map(|point| point.y)),
        5,
    );
    let region = frame.plot(&y, 0.0, 130.0);
    let x_extent = from_zero(&chart.x_axis, &mut points.iter().map(|point| point.x));
    let x = level_ruler(&chart.x_axis, x_extent, region.width(), TICK_SIZE);
    let plot = Plot { region, x: &x, y: &y };
    frame.draw(scene, &plot);
    if points.is_empty() {
        nothing(scene, region);
        return true;
    }
    let places: Vec<Point> = points
        .iter()
        .map(|point| (plot.x(point.x).clamp(region.left, region.right), plot.y_inside(point.y)))
        .collect();
    let mut taken: Vec<Region> = places.iter().map(|place| names::around(*place, RADIUS + 2.0)).collect();
    let bounds = Region {
        left: region.left + 2.0,
        top: region.top - 10.0,
        right: content.right,
        bottom: region.bottom - 2.0,
    };
    for line in &chart.lines {
        slope_line(scene, &plot, line, bounds, &mut taken);
    }
    for (point, place) in points.iter().zip(&places) {
        scene.dot(*place, RADIUS, point.hue.color());
    }
    let named: Vec<Named> = names
        .iter()
        .zip(&places)
        .map(|(block, at)| Named {
            at: *at,
            width: block.width(Weight::Regular) / SLACK,
            height: block.height(),
        })
        .collect();
    let found = names::place(&named, RADIUS, bounds, reach, &mut taken);
    for (((block, point), at), place) in names.iter().zip(points).zip(&places).zip(&found) {
        if let Some(place) = place {
            name(scene, block, point.hue.ink(), *at, *place);
        }
    }
    found.iter().all(Option::is_some)
}

/// A name with a leader where it stands away from its point.
fn name(scene: &mut Scene, block: &Block, ink: RGBColor, at: Point, place: Region) {
    let near = (at.0.clamp(place.left, place.right), at.1.clamp(place.top, place.bottom));
    let (dx, dy) = (near.0 - at.0, near.1 - at.1);
    let distance = (dx * dx + dy * dy).sqrt();
    if distance > 2.2 * RADIUS {
        let start = (RADIUS + 1.5) / distance;
        scene.line(vec![(at.0 + dx * start, at.1 + dy * start), near], SOFT_INK, 1.2);
    }
    let middle = (place.left + place.right) / 2.0;
    scene.block(block, middle, place.top, Anchor::Middle, Weight::Regular, ink);
}

/// A line from the origin to the edge of the plot, with its label at that end.
fn slope_line(scene: &mut Scene, plot: &Plot, line: &SlopeLine, bounds: Region, taken: &mut Vec<Region>) {
    let Region { top, bottom, .. } = plot.region;
    // In many steps, as it is curved where an axis is logarithmic.
    let steps = (0..=200).map(|k| plot.x.from + (plot.x.to - plot.x.from) * f64::from(k) / 200.0);
    let points: Vec<Point> = steps
        .filter(|x| *x >= 0.0 && plot.shows(*x, line.slope * x))
        .map(|x| (plot.x(x), plot.y(line.slope * x)))
        .collect();
    let parts = super::series::clipped(&points, top, bottom);
    let Some(end) = parts.last().and_then(|part| part.last()).copied() else {
        return;
    };
    for part in parts {
        scene.line(part, SOFT_INK, 1.4);
    }
    let block = fit(&line.label, Weight::Regular, 120.0, (SMALL_SIZE, 18.0), 2);
    let (width, height) = (block.width(Weight::Regular) / SLACK, block.height());
    let named = Named { at: end, width, height };
    for place in names::place(&[named], 4.0, bounds, names::ANYWHERE, taken)
        .into_iter()
        .flatten()
    {
        let middle = (place.left + place.right) / 2.0;
        scene.block(&block, middle, place.top, Anchor::Middle, Weight::Regular, SOFT_INK);
    }
}

/// The numbered names below the plot, in two columns.
struct List {
    entries: Vec<Block>,
    colors: Vec<RGBColor>,
    width: f64,
    number_width: f64,
}

impl List {
    const ABOVE: f64 = 18.0;

    fn new(points: &[&ScatterPoint], width: f64) -> Self {
        let (width, number_width) = ((width - GUTTER) / 2.0, 52.0);
        Self {
            entries: points
                .iter()
                .map(|point| {
                    let width = (width - number_width) * SLACK;
                    fit(&point.label, Weight::Regular, width, (SMALL_SIZE, 18.0), 2)
                })
                .collect(),
            colors: points.iter().map(|point| point.hue.ink()).collect(),
            width,
            number_width,
        }
    }

    fn rows(&self) -> usize {
        self.entries.len().div_ceil(2)
    }

    fn row_height(&self) -> f64 {
        self.entries.iter().map(Block::height).fold(0.0, f64::max)
    }

    fn height(&self) -> f64 {
        Self::ABOVE + self.row_height() * self.rows() as f64
    }

    fn draw(&self, scene: &mut Scene, content: Region, top: f64) {
        for (index, (entry, color)) in self.entries.iter().zip(&self.colors).enumerate() {
            let (column, row) = (index / self.rows(), index % self.rows());
            let left = content.left + (self.width + GUTTER) * column as f64 + self.number_width;
            let top = top + Self::ABOVE + self.row_height() * row as f64;
            let look = Type {
                size: SMALL_SIZE,
                weight: Weight::Regular,
                color: INK,
            };
            let number = (index + 1).to_string();
            scene.text(number, (left - 12.0, top + SMALL_SIZE), Anchor::End, look);
            scene.block(entry, left, top, Anchor::Start, Weight::Regular, *color);
        }
    }
}
