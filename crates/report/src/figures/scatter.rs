//! Points with names, such as the mean and the spread of effects of inputs.

use plotters::style::RGBColor;

use serde::{Deserialize, Serialize};

use super::axis::{Extent, Ruler};
use super::frame::Frame;
use super::names::{self, Named, Reach, Room};
use super::numbers::written;
use super::page::{SLACK, nothing, page, page_for};
use super::plot::{Plot, level_ruler};
use super::scene::{Anchor, Point, Region, Scene, Type};
use super::spoken::Wording;
use super::spots::on_axis;
use super::{Axis, Scale, exact, series};
use crate::catalogue::Catalogue;
use crate::theme::{Block, Hue, INK, PAGE_HEIGHT, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};

/// With more points than this, numbers stand in the plot and the names in a list below it.
const MOST_NAMES: usize = 30;
/// Radius of a point.
const RADIUS: f64 = 7.0;
/// Space between neighbouring labels.
const APART: f64 = 5.0;
/// Space between the two columns of the list.
const GUTTER: f64 = 40.0;

/// One point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScatterPoint {
    pub label: String,
    pub hue: Hue,
    #[serde(with = "exact")]
    pub x: f64,
    #[serde(with = "exact")]
    pub y: f64,
}

/// A straight line from the origin: y is `slope` times x.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SlopeLine {
    #[serde(with = "exact")]
    pub slope: f64,
    pub label: String,
}

/// Points on two axes, which start at zero or below.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

/// What stands at the points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Names,
    /// Positions in the list, where points that cover each other share a place.
    Numbers,
}

/// The whole page: with names at the points if they find room, else with numbers and a list.
pub fn lay_out(text: Wording, chart: &ScatterChart) -> Scene {
    let drawn = |point: &&ScatterPoint| point.x.is_finite() && point.y.is_finite();
    let points: Vec<&ScatterPoint> = chart.points.iter().filter(drawn).collect();
    if points.len() <= MOST_NAMES {
        let mut scene = Scene::new(PAGE_HEIGHT);
        let content = page(&mut scene, text);
        if draw(&mut scene, text.words, content, chart, &points, Shown::Names) {
            return scene;
        }
    }
    let usual = page(&mut Scene::new(PAGE_HEIGHT), text);
    let list = List::new(&points, usual.width());
    let (mut scene, content) = page_for(text, usual.height() + list.height());
    let plot = Region {
        bottom: content.bottom - list.height(),
        ..content
    };
    draw(&mut scene, text.words, plot, chart, &points, Shown::Numbers);
    list.draw(&mut scene, content, plot.bottom);
    scene
}

/// The axis of values that start at zero where it is evenly spaced.
fn from_zero(axis: &Axis, values: impl Iterator<Item = f64>) -> Extent {
    let zero = matches!(axis.scale, Scale::Linear | Scale::Share).then_some(0.0);
    Extent::of(values.chain(zero))
}

/// Draws the plot; returns whether every name found a place near its point.
fn draw(
    scene: &mut Scene,
    words: &Catalogue,
    content: Region,
    chart: &ScatterChart,
    points: &[&ScatterPoint],
    shown: Shown,
) -> bool {
    let frame = Frame::new(words, &chart.x_axis, &chart.y_axis, content);
    let y_extent = from_zero(&chart.y_axis, points.iter().map(|point| point.y));
    let y = Ruler::new(&chart.y_axis, y_extent, 5);
    let line_labels: Vec<Block> = chart
        .lines
        .iter()
        .map(|line| fit(&line.label, Weight::Regular, 240.0, (SMALL_SIZE, 18.0), 1))
        .collect();
    let widest = line_labels
        .iter()
        .map(|block| block.width(Weight::Regular) / SLACK + 12.0);
    let region = frame.plot(&y, 0.0, widest.fold(100.0, f64::max));
    let x_extent = from_zero(&chart.x_axis, points.iter().map(|point| point.x));
    let x = level_ruler(&chart.x_axis, x_extent, region.width(), TICK_SIZE);
    let plot = Plot { region, x: &x, y: &y };
    frame.draw(scene, &plot);
    if points.is_empty() {
        nothing(scene, words, region);
        return true;
    }
    let places: Vec<Point> = points
        .iter()
        .map(|point| (plot.x(point.x).clamp(region.left, region.right), plot.y_inside(point.y)))
        .collect();
    let bounds = Region {
        left: region.left + 2.0,
        top: region.top - 14.0,
        right: content.right,
        bottom: region.bottom - 2.0,
    };
    let mut room = Room::new(bounds, &places, RADIUS);
    slope_lines(scene, &plot, &chart.lines, &line_labels, &mut room);
    for (point, place) in points.iter().zip(&places) {
        scene.dot(*place, RADIUS, point.hue.color());
        let at = [(&chart.x_axis, point.x), (&chart.y_axis, point.y)];
        let [at_x, at_y] = at.map(|(axis, value)| on_axis(&written(value, axis.scale), axis));
        scene.spot(*place, format!("{}: {at_x}; {at_y}", point.label));
    }
    let labels = match shown {
        Shown::Names => (0..points.len())
            .map(|index| (index, points[index].label.clone()))
            .collect(),
        Shown::Numbers => shared_numbers(&places),
    };
    let reach = match shown {
        Shown::Names => Reach::Near,
        Shown::Numbers => Reach::Anywhere,
    };
    let mut all_found = true;
    for (index, label) in labels {
        let block = fit(&label, Weight::Regular, 260.0, (SMALL_SIZE, SMALL_SIZE), 2);
        let named = Named {
            at: places[index],
            // Numbers that touch read as one.
            width: block.width(Weight::Regular) / SLACK + APART,
            height: block.height(),
        };
        match room.place(named, reach) {
            Some(place) => name(scene, &block, points[index].hue.ink(), places[index], place),
            None => all_found = false,
        }
    }
    all_found
}

/// For each point that no earlier one covers: its position and the numbers of all points at that place.
fn shared_numbers(places: &[Point]) -> Vec<(usize, String)> {
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let covered = |first: usize| {
            let (dx, dy) = (places[first].0 - place.0, places[first].1 - place.1);
            dx * dx + dy * dy < RADIUS * RADIUS
        };
        match groups.iter_mut().find(|(first, _)| covered(*first)) {
            Some((_, numbers)) => numbers.push(index + 1),
            None => groups.push((index, vec![index + 1])),
        }
    }
    groups
        .into_iter()
        .map(|(first, numbers)| (first, ranges(&numbers)))
        .collect()
}

/// Ascending numbers in words, neighbours drawn together: `1, 4–7, 9`.
fn ranges(numbers: &[usize]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = numbers;
    while let Some(first) = rest.first() {
        let run = rest
            .iter()
            .zip(*first..)
            .take_while(|(number, expected)| *number == expected)
            .count();
        match run {
            1 | 2 => words.extend(rest[..run].iter().map(usize::to_string)),
            _ => words.push(format!("{first}–{}", rest[run - 1])),
        }
        rest = &rest[run..];
    }
    words.join(", ")
}

/// A name with a leader where it stands away from its point.
fn name(scene: &mut Scene, block: &Block, ink: RGBColor, at: Point, place: Region) {
    let near = names::nearest(at, place);
    let (dx, dy) = (near.0 - at.0, near.1 - at.1);
    let distance = (dx * dx + dy * dy).sqrt();
    if distance > 2.2 * RADIUS {
        let start = (RADIUS + 1.5) / distance;
        scene.line(vec![(at.0 + dx * start, at.1 + dy * start), near], SOFT_INK, 1.2);
    }
    let middle = (place.left + place.right) / 2.0;
    scene.block(block, middle, place.top, Anchor::Middle, Weight::Regular, ink);
}

/// Lines from the origin to the edge of the plot, each with its label at that end.
fn slope_lines(scene: &mut Scene, plot: &Plot, lines: &[SlopeLine], labels: &[Block], room: &mut Room) {
    let Region { top, bottom, .. } = plot.region;
    let mut drawn = Vec::new();
    for (line, label) in lines.iter().zip(labels) {
        // In many steps, as it is curved where an axis is logarithmic.
        let steps = (0..=200).map(|k| plot.x.from + (plot.x.to - plot.x.from) * f64::from(k) / 200.0);
        let points: Vec<Point> = steps
            .filter(|x| *x >= 0.0 && plot.shows(*x, line.slope * x))
            .map(|x| (plot.x(x), plot.y(line.slope * x)))
            .collect();
        let parts = series::clipped(&points, top, bottom);
        if let Some(end) = parts.last().and_then(|part| part.last()) {
            // Below the upper edge, where only the line itself comes from the left.
            let named = Named {
                at: (end.0, end.1.max(top + 16.0)),
                width: label.width(Weight::Regular) / SLACK,
                height: label.height(),
            };
            if let Some(place) = room.place(named, Reach::Anywhere) {
                let middle = (place.left + place.right) / 2.0;
                scene.block(label, middle, place.top, Anchor::Middle, Weight::Regular, SOFT_INK);
            }
        }
        drawn.extend(parts);
    }
    for part in drawn {
        room.add_line(&part);
        scene.line(part, SOFT_INK, 1.4);
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

    /// Height of all rows before this one.
    fn height_before(&self, row: usize) -> f64 {
        let height = |row: usize| {
            let beside = self.entries.iter().skip(row).step_by(self.rows());
            beside.map(Block::height).fold(0.0, f64::max)
        };
        (0..row).map(height).sum()
    }

    fn height(&self) -> f64 {
        Self::ABOVE + self.height_before(self.rows())
    }

    fn draw(&self, scene: &mut Scene, content: Region, top: f64) {
        for (index, (entry, color)) in self.entries.iter().zip(&self.colors).enumerate() {
            let (column, row) = (index / self.rows(), index % self.rows());
            let left = content.left + (self.width + GUTTER) * column as f64 + self.number_width;
            let top = top + Self::ABOVE + self.height_before(row);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_that_cover_each_other_share_their_numbers() {
        let places = [
            (0.0, 0.0),
            (50.0, 0.0),
            (1.0, 1.0),
            (0.0, 2.0),
            (0.0, -1.0),
            (90.0, 0.0),
            (3.0, 0.0),
        ];
        let expected = [(0, "1, 3–5, 7"), (1, "2"), (5, "6")].map(|(first, numbers)| (first, numbers.to_owned()));
        assert_eq!(shared_numbers(&places), expected);
        assert_eq!(ranges(&[1, 2, 5, 6, 7]), "1, 2, 5–7");
    }
}
