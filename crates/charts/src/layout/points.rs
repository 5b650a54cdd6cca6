//! Points with names, placed beside them where they find room, else numbered and listed below the plot.

use super::frame::Frame;
use super::names::{self, Named as Wanted, Reach, Room};
use super::page::{Heading, SLACK, nothing, page, page_for};
use super::panel::Plane;
use super::plot::{Plot, level_ruler};
use super::series;
use crate::axis::{Axis, AxisScale, Domain, Scale};
use crate::data::Key;
use crate::figure::Chart;
use crate::localized::LocalizedFigure;
use crate::mark::Mark;
use crate::scene::{Anchor, Point, Region, Scene, Type};
use crate::theme::{Block, Hue, INK, Rgb, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};
use crate::words::said;

/// With more points than this, numbers stand in the plot and the names in a list below it.
const MOST_NAMES: usize = 30;
/// Radius of a point.
const RADIUS: f64 = 7.0;
/// Space between neighbouring labels.
const APART: f64 = 5.0;
/// Space between the two columns of the list.
const GUTTER: f64 = 40.0;

/// A point and its name.
struct Named {
    label: String,
    hue: Hue,
    x: f64,
    y: f64,
}

/// What stands at the points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Names,
    /// Positions in the list, where points that cover each other share a place.
    Numbers,
}

/// The columns of heights and names of a chart that has such points.
pub fn named(chart: &Chart) -> Option<(&Key, &Key)> {
    chart.marks.iter().find_map(|mark| match mark {
        Mark::NamedPoint { y, name } => Some((y, name)),
        _ => None,
    })
}

/// The whole page: with names at the points if they find room, else with numbers and a list.
pub fn lay_out(of: &LocalizedFigure, plane: Plane, (y, name): (&Key, &Key)) -> Scene {
    let chart = &of.figure.chart;
    let (levels, rows) = chart.data.words(name);
    let point = |row: usize| {
        let level = &levels[rows[row]? as usize];
        let (x, y) = (chart.data.numbers(plane.x)[row], chart.data.numbers(y)[row]);
        (x.is_finite() && y.is_finite()).then(|| Named {
            label: said(&level.text).to_owned(),
            hue: level.hue.unwrap_or(Hue::Neutral),
            x,
            y,
        })
    };
    let points: Vec<Named> = (0..chart.data.rows()).filter_map(point).collect();
    if points.len() <= MOST_NAMES {
        let mut scene = Scene::new(of.width, of.height);
        let content = page(&mut scene, of);
        if draw(&mut scene, of, plane, content, &points, Shown::Names) {
            return scene;
        }
    }
    let usual = page(&mut Scene::new(of.width, of.height), of);
    let list = List::new(&points, usual.width());
    let (mut scene, content) = page_for(of, usual.height() + list.height());
    let plot = Region {
        bottom: content.bottom - list.height(),
        ..content
    };
    draw(&mut scene, of, plane, plot, &points, Shown::Numbers);
    list.draw(&mut scene, content, plot.bottom);
    scene
}

/// The axis of values that start at zero where it is evenly spaced.
fn from_zero(axis: &Axis, values: impl Iterator<Item = f64>) -> Domain {
    let zero = matches!(axis.scale, Scale::Linear | Scale::Share).then_some(0.0);
    Domain::of(values.chain(zero))
}

/// Draws the plot; returns whether every name found a place near its point.
fn draw(
    scene: &mut Scene,
    of: &LocalizedFigure,
    plane: Plane,
    content: Region,
    points: &[Named],
    shown: Shown,
) -> bool {
    let words = of.words;
    let y = AxisScale::new(
        plane.y_axis,
        from_zero(plane.y_axis, points.iter().map(|point| point.y)),
        5,
    );
    let lines = of.figure.chart.marks.iter().filter_map(|mark| match mark {
        Mark::Slope { slope, label } => Some((*slope, said(label))),
        _ => None,
    });
    let (slopes, labels): (Vec<f64>, Vec<&str>) = lines.unzip();
    let line_labels: Vec<Block> = labels
        .iter()
        .map(|label| fit(label, Weight::Regular, 240.0, (SMALL_SIZE, 18.0), 1))
        .collect();
    let widest = line_labels
        .iter()
        .map(|block| block.width(Weight::Regular) / SLACK + 12.0);
    let frame = Frame::new(&words.heading(plane.x_axis), &y, content, widest.fold(100.0, f64::max));
    let x_domain = from_zero(plane.x_axis, points.iter().map(|point| point.x));
    let x = level_ruler(plane.x_axis, x_domain, frame.width(), TICK_SIZE);
    let heading = Heading::new(&words.heading(plane.y_axis), None, content.left, content.right);
    let region = frame.plot(heading.height());
    let plot = Plot { region, x: &x, y: &y };
    frame.draw(scene, &plot, &heading);
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
    if points.iter().any(|point| point.y < 0.0) {
        // The line of zero is dark where there is something below it: it would strike a name out.
        let zero = plot.y_inside(0.0);
        room.add_line(&[(region.left, zero), (region.right, zero)]);
    }
    slope_lines(scene, &plot, &slopes, &line_labels, &mut room);
    for (point, place) in points.iter().zip(&places) {
        scene.dot(*place, RADIUS, point.hue.color());
        let at = [(plane.x_axis, point.x), (plane.y_axis, point.y)];
        let [at_x, at_y] = at.map(|(axis, value)| words.on_axis(&words.written(value, axis.scale), axis));
        scene.tooltip(*place, format!("{}: {at_x}; {at_y}", point.label));
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
        let wanted = Wanted {
            at: places[index],
            // Numbers that touch read as one.
            width: block.width(Weight::Regular) / SLACK + APART,
            height: block.height(),
        };
        match room.place(wanted, reach) {
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
fn name(scene: &mut Scene, block: &Block, ink: Rgb, at: Point, place: Region) {
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
fn slope_lines(scene: &mut Scene, plot: &Plot, slopes: &[f64], labels: &[Block], room: &mut Room) {
    let Region { top, bottom, .. } = plot.region;
    let mut drawn = Vec::new();
    for (slope, label) in slopes.iter().zip(labels) {
        // In many steps, as it is curved where an axis is logarithmic.
        let steps = (0..=200).map(|k| plot.x.from + (plot.x.to - plot.x.from) * f64::from(k) / 200.0);
        let points: Vec<Point> = steps
            .filter(|x| *x >= 0.0 && plot.shows(*x, slope * x))
            .map(|x| (plot.x(x), plot.y(slope * x)))
            .collect();
        let parts = series::clipped(&points, top, bottom);
        if let Some(end) = parts.last().and_then(|part| part.last()) {
            // Below the upper edge, where only the line itself comes from the left.
            let wanted = Wanted {
                at: (end.0, end.1.max(top + 16.0)),
                width: label.width(Weight::Regular) / SLACK,
                height: label.height(),
            };
            if let Some(place) = room.place(wanted, Reach::Anywhere) {
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
    colors: Vec<Rgb>,
    width: f64,
    number_width: f64,
}

impl List {
    const ABOVE: f64 = 18.0;

    fn new(points: &[Named], width: f64) -> Self {
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
