//! Rows of the table as lines across parallel axes.

use results::message::Text;

use super::color_key::{Colors, exceptions};
use super::heads::Heads;
use super::page::{Swatch, key, nothing, page};
use super::series;
use crate::axis::{Axis, AxisScale, Domain};
use crate::data::Key;
use crate::localized::LocalizedFigure;
use crate::mark::Mark;
use crate::scene::{Anchor, Point, Region, Scene, Type};
use crate::theme::{Block, INK, PAPER, RULE, Rgb, SMALL_SIZE, SOFT_INK, Weight, fit, size_of_words, text_width};
use crate::words::{measured, said};

/// Lines that are put into words at most.
const MOST_NAMED: usize = 200;
/// Space between an axis and its numbers.
const GAP: f64 = 9.0;
/// Height above the axes on which `never` lies.
const NEVER_ABOVE: f64 = 42.0;
/// Names and units of axes, at their largest and smallest.
const NAME_SIZES: (f64, f64) = (SMALL_SIZE, 13.0);

/// What stands above the axes.
enum AxisHeads {
    /// Names with their units below them.
    Level(Vec<(Block, Block)>),
    /// Both in one, where axes stand too close for their words.
    Upwards(Heads),
}

impl AxisHeads {
    fn new(axes: &[(String, &Axis)], spacing: f64) -> Self {
        let width = (spacing - 14.0).min(320.0);
        let size = |text: &str, weight: Weight| size_of_words(text, weight, width, (NAME_SIZES.0, 1.0));
        let narrow = |axis: &(String, &Axis)| {
            size(&axis.0, Weight::Bold).min(size(said(&axis.1.unit), Weight::Regular)) < NAME_SIZES.1
        };
        if axes.iter().any(narrow) {
            let words = |axis: &(String, &Axis)| match said(&axis.1.unit) {
                "" => axis.0.clone(),
                unit => format!("{}, {unit}", axis.0),
            };
            return Self::Upwards(Heads::upwards(&axes.iter().map(words).collect::<Vec<_>>(), spacing));
        }
        let block = |text: &str, weight: Weight| {
            let size = size(text, weight);
            fit(text, weight, width, (size, size), 8)
        };
        let head = |axis: &(String, &Axis)| (block(&axis.0, Weight::Bold), block(said(&axis.1.unit), Weight::Regular));
        Self::Level(axes.iter().map(head).collect())
    }

    fn height(&self) -> f64 {
        match self {
            Self::Level(heads) => heads
                .iter()
                .map(|(name, unit)| name.height() + unit.height())
                .fold(0.0, f64::max),
            Self::Upwards(heads) => heads.height(),
        }
    }

    fn draw(&self, scene: &mut Scene, column: usize, x: f64, top: f64) {
        match self {
            Self::Level(heads) => {
                let (name, unit) = &heads[column];
                scene.block(name, x, top, Anchor::Middle, Weight::Bold, INK);
                scene.block(unit, x, top + name.height(), Anchor::Middle, Weight::Regular, SOFT_INK);
            }
            Self::Upwards(heads) => heads.draw(scene, column, x, top + heads.height()),
        }
    }
}

/// Heads of the axes and where the axes stand.
struct Columns {
    heads: AxisHeads,
    /// Size of the numbers at the axes.
    number_size: f64,
    rulers: Vec<AxisScale>,
    xs: Vec<f64>,
    top: f64,
    bottom: f64,
    /// Where `never` lies, if any line has it.
    never: Option<f64>,
}

impl Columns {
    fn new(axes: &[(String, &Axis)], values: &[Vec<f64>], content: Region) -> Self {
        let extent = |column: usize| Domain::of(values.iter().map(|line| line[column]));
        let rulers: Vec<AxisScale> = axes
            .iter()
            .enumerate()
            .map(|(column, axis)| AxisScale::new(axis.1, extent(column), 5))
            .collect();
        let count = axes.len();
        // Numbers keep off the axis before theirs.
        let widest = rulers.iter().map(number_width).fold(0.0, f64::max);
        let rough = content.width() / count as f64;
        let number_size = SMALL_SIZE * ((rough - 2.0 * GAP) / widest).clamp(0.5, 1.0);
        let first_numbers = number_width(&rulers[0]) * number_size / SMALL_SIZE + GAP;
        // The heads of the outer axes may reach as far out as the numbers of the first one do, or half the space between axes.
        let spacing = (content.width() - first_numbers) / (count as f64 - 0.5);
        let left = content.left + first_numbers.max(spacing / 2.0);
        let right = content.right - spacing / 2.0;
        let spacing = (right - left) / (count - 1) as f64;
        let heads = AxisHeads::new(axes, spacing);
        let never = values.iter().any(|line| line.contains(&f64::INFINITY));
        let room = if never { NEVER_ABOVE + 12.0 } else { 0.0 };
        let top = content.top + heads.height() + 22.0 + room;
        Self {
            xs: (0..count).map(|column| left + spacing * column as f64).collect(),
            heads,
            number_size,
            rulers,
            top,
            bottom: content.bottom - 16.0,
            never: never.then_some(top - NEVER_ABOVE),
        }
    }

    /// Where a value lies on its axis, or the edge it lies beyond; none where there is no value.
    fn place(&self, column: usize, value: f64) -> Option<Point> {
        let y = match (value, self.never) {
            (f64::INFINITY, Some(never)) => never,
            _ if value.is_nan() || value.is_infinite() => return None,
            _ => self.bottom - self.rulers[column].place(value).clamp(0.0, 1.0) * (self.bottom - self.top),
        };
        Some((self.xs[column], y))
    }

    /// A line in parts, with a gap at each missing value; a value between two gaps is a short stroke.
    fn line(&self, scene: &mut Scene, values: &[f64], color: Rgb, opacity: f64) {
        let places: Vec<Option<Point>> = values
            .iter()
            .enumerate()
            .map(|(column, value)| self.place(column, *value))
            .collect();
        for run in series::runs(places.len(), |column| places[column].is_some()) {
            let mut part: Vec<Point> = places[run].iter().flatten().copied().collect();
            if let [(x, y)] = part[..] {
                part = vec![(x - 9.0, y), (x + 9.0, y)];
            }
            scene.faint_line(part, color, 2.0, opacity);
        }
    }

    /// Axes with their heads, and numbers on a ground that keeps them readable above lines.
    fn draw(&self, scene: &mut Scene, content: Region, never_label: &str) {
        for (column, x) in self.xs.iter().enumerate() {
            scene.upright(*x, self.top, self.bottom, SOFT_INK);
            self.heads.draw(scene, column, *x, content.top);
            for (value, label) in &self.rulers[column].ticks {
                if let Some((_, y)) = self.place(column, *value) {
                    scene.level(y, x - 5.0, x + 5.0, SOFT_INK);
                    number(scene, label, (x - GAP, y), self.number_size);
                }
            }
            if let Some(y) = self.never {
                scene.level(y, x - 9.0, x + 9.0, INK);
            }
        }
        if let Some(y) = self.never {
            let (first, last) = (self.xs[0], self.xs[self.xs.len() - 1]);
            // A dotted line across all axes, with its words above it.
            let mut x = first;
            while x < last {
                scene.level(y, x, (x + 4.0).min(last), RULE);
                x += 12.0;
            }
            let width = content.right - first;
            let block = fit(never_label, Weight::Regular, width, (SMALL_SIZE, 14.0), 1);
            let above = y - block.height() - 4.0;
            scene.block(&block, first, above, Anchor::Start, Weight::Regular, INK);
        }
    }
}

fn number_width(ruler: &AxisScale) -> f64 {
    let widths = ruler
        .ticks
        .iter()
        .map(|(_, label)| text_width(label, Weight::Regular, SMALL_SIZE));
    widths.fold(0.0, f64::max)
}

fn number(scene: &mut Scene, label: &str, (right, y): Point, size: f64) {
    let width = text_width(label, Weight::Regular, size);
    let ground = Region {
        left: right - width - 3.0,
        top: y - 0.6 * size,
        right: right + 3.0,
        bottom: y + 0.6 * size,
    };
    scene.bar(ground, PAPER, 0.8);
    let look = Type {
        size,
        weight: Weight::Regular,
        color: INK,
    };
    scene.text(label, (right, y + 0.36 * size), Anchor::End, look);
}

/// The whole page.
pub fn lay_out(of: &LocalizedFigure, axes: &[(Key, Axis)], never: &Text) -> Scene {
    let (chart, words) = (&of.figure.chart, of.words);
    let mut scene = Scene::new(of.width, of.height);
    let mut content = page(&mut scene, of);
    let head = |key: &Key| {
        let column = chart.data.columns.iter().find(|column| column.key == *key);
        column.map_or_else(String::new, |column| said(&column.head).to_owned())
    };
    let named: Vec<(String, &Axis)> = axes.iter().map(|(key, axis)| (head(key), axis)).collect();
    let columns: Vec<&[f64]> = axes.iter().map(|(key, _)| chart.data.numbers(key)).collect();
    let line = |row: usize| columns.iter().map(|column| column[row]).collect();
    let lines: Vec<Vec<f64>> = (0..chart.data.rows()).map(line).collect();
    let opacity = (120.0 / lines.len().max(1) as f64).clamp(0.08, 0.85);
    let color = chart.marks.iter().find_map(|mark| match mark {
        Mark::Strand { color } => color.as_ref(),
        _ => None,
    });
    let drawn = match color {
        None => {
            let series = chart.series_of(0);
            let items = series.iter().filter(|series| !series.label.is_empty());
            let items: Vec<(Swatch, String)> = items
                .map(|series| (Swatch::Line(series.hue.color()), series.label.to_owned()))
                .collect();
            content.top += key(&mut scene, content, &items) + 14.0;
            let columns = Columns::new(&named, &lines, content);
            // In turn, so that no series lies on top of all others.
            let most = series.iter().map(|series| series.rows.len()).max().unwrap_or(0);
            for k in 0..most {
                for series in &series {
                    if let Some(row) = series.rows.get(k) {
                        columns.line(&mut scene, &lines[*row], series.hue.color(), opacity);
                    }
                }
            }
            let names = series.iter().flat_map(|series| {
                let rows = series.rows.iter();
                rows.map(|row| (series.label.to_owned(), *row))
            });
            (columns, names.collect::<Vec<_>>())
        }
        Some(color) => {
            let numbers = chart.data.numbers(&color.value);
            let domain = Domain::of(numbers.iter().copied());
            let colors = Colors::new(&color.axis, color.shading, domain, content.width() * 0.96).for_lines();
            let others = exceptions(words, numbers.iter().copied(), said(&color.never));
            colors.draw_key(&mut scene, content, &others);
            content.top += colors.key_height();
            let columns = Columns::new(&named, &lines, content);
            for (number, line) in numbers.iter().zip(&lines) {
                columns.line(&mut scene, line, colors.of(*number), opacity);
            }
            let name = |row: usize| {
                let value = match numbers[row] {
                    f64::INFINITY => said(&color.never).to_owned(),
                    number => words.written(number, color.axis.scale),
                };
                (words.on_axis(&value, &color.axis), row)
            };
            (columns, (0..lines.len()).map(name).collect())
        }
    };
    let (columns, names) = drawn;
    columns.draw(&mut scene, content, said(never));
    // What each of at most so many lines is, evenly chosen: one at the first axis, the next at the second, and so on.
    let step = names.len().div_ceil(MOST_NAMED).max(1);
    for (k, (name, row)) in names.iter().step_by(step).enumerate() {
        let values = &lines[*row];
        let mut at = (0..values.len()).map(|shift| (k + shift) % values.len());
        let place = at.find_map(|column| columns.place(column, values[column]));
        let said = named.iter().zip(values).map(|((head, axis), value)| {
            let value = match *value {
                f64::INFINITY => said(never).to_owned(),
                value => measured(&words.written(value, axis.scale), "", axis),
            };
            format!("{head}: {value}")
        });
        if let Some(place) = place {
            scene.tooltip(place, format!("{name}. {}", said.collect::<Vec<_>>().join("; ")));
        }
    }
    if lines.is_empty() {
        nothing(&mut scene, words, content);
    }
    scene
}
