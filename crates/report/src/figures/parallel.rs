//! Many points of many numbers each, as lines across parallel axes.

use plotters::style::RGBColor;

use serde::{Deserialize, Serialize};

use super::axis::{Extent, Ruler};
use super::color_key::{Colors, exceptions};
use super::heads::Heads;
use super::numbers::written;
use super::page::{Swatch, key, nothing, page};
use super::scene::{Anchor, Point, Region, Scene, Type};
use super::spoken::Wording;
use super::spots::{measured, on_axis};
use super::{Axis, Shading, exact, series};
use crate::theme::{
    Block, Hue, INK, PAGE_HEIGHT, PAPER, RULE, SMALL_SIZE, SOFT_INK, Weight, fit, size_of_words, text_width,
};

/// More axes would stand too close for their names.
const MOST_AXES: usize = 24;
/// Lines that are put into words at most.
const MOST_NAMED: usize = 200;
/// Space between an axis and its numbers.
const GAP: f64 = 9.0;
/// Height above the axes on which `never` lies.
const NEVER_ABOVE: f64 = 42.0;
/// Names and units of axes, at their largest and smallest.
const NAME_SIZES: (f64, f64) = (SMALL_SIZE, 13.0);

/// One of the parallel axes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParallelAxis {
    pub name: String,
    /// Its unit and its ends, which come from the data where no range is given.
    pub axis: Axis,
}

/// The lines of one policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParallelGroup {
    pub label: String,
    pub hue: Hue,
    /// One value an axis: not a number where there is none, infinite for `never`.
    #[serde(with = "exact")]
    pub lines: Vec<Vec<f64>>,
}

/// What gives lines their colour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParallelLines {
    ByPolicy(Vec<ParallelGroup>),
    /// By a number of each line, which comes before its values.
    ByNumber {
        color: Axis,
        shading: Shading,
        #[serde(with = "exact")]
        lines: Vec<(f64, Vec<f64>)>,
    },
}

/// Lines across axes from left to right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParallelChart {
    pub axes: Vec<ParallelAxis>,
    pub lines: ParallelLines,
    /// What is written above the axes on which an infinite value lies, such as `never by 2040`.
    pub never_label: String,
}

impl ParallelChart {
    fn values(&self) -> Vec<&[f64]> {
        match &self.lines {
            ParallelLines::ByPolicy(groups) => groups
                .iter()
                .flat_map(|group| group.lines.iter().map(Vec::as_slice))
                .collect(),
            ParallelLines::ByNumber { lines, .. } => lines.iter().map(|(_, values)| values.as_slice()).collect(),
        }
    }

    pub(super) fn check(&self) -> Result<(), String> {
        let count = self.axes.len();
        if !(2..=MOST_AXES).contains(&count) {
            return Err(format!("parallel axes must be 2 to {MOST_AXES}, not {count}"));
        }
        let values = self.values();
        match values.iter().enumerate().find(|(_, line)| line.len() != count) {
            Some((index, line)) => Err(format!("line {} has {} values for {count} axes", index + 1, line.len())),
            None => Ok(()),
        }
    }
}

/// What stands above the axes.
enum AxisHeads {
    /// Names with their units below them.
    Level(Vec<(Block, Block)>),
    /// Both in one, where axes stand too close for their words.
    Upwards(Heads),
}

impl AxisHeads {
    fn new(axes: &[ParallelAxis], spacing: f64) -> Self {
        let width = (spacing - 14.0).min(320.0);
        let size = |text: &str, weight: Weight| size_of_words(text, weight, width, (NAME_SIZES.0, 1.0));
        let narrow = |axis: &ParallelAxis| {
            size(&axis.name, Weight::Bold).min(size(&axis.axis.unit, Weight::Regular)) < NAME_SIZES.1
        };
        if axes.iter().any(narrow) {
            let words = |axis: &ParallelAxis| match axis.axis.unit.as_str() {
                "" => axis.name.clone(),
                unit => format!("{}, {unit}", axis.name),
            };
            return Self::Upwards(Heads::upwards(&axes.iter().map(words).collect::<Vec<_>>(), spacing));
        }
        let block = |text: &str, weight: Weight| {
            let size = size(text, weight);
            fit(text, weight, width, (size, size), 8)
        };
        let head = |axis: &ParallelAxis| (block(&axis.name, Weight::Bold), block(&axis.axis.unit, Weight::Regular));
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
    rulers: Vec<Ruler>,
    xs: Vec<f64>,
    top: f64,
    bottom: f64,
    /// Where `never` lies, if any line has it.
    never: Option<f64>,
}

impl Columns {
    fn new(chart: &ParallelChart, content: Region) -> Self {
        let values = chart.values();
        let extent = |column: usize| Extent::of(values.iter().map(|line| line[column]));
        let rulers: Vec<Ruler> = chart
            .axes
            .iter()
            .enumerate()
            .map(|(column, axis)| Ruler::new(&axis.axis, extent(column), 5))
            .collect();
        let count = chart.axes.len();
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
        let heads = AxisHeads::new(&chart.axes, spacing);
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
    fn line(&self, scene: &mut Scene, values: &[f64], color: RGBColor, opacity: f64) {
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

fn number_width(ruler: &Ruler) -> f64 {
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
pub fn lay_out(text: Wording, chart: &ParallelChart) -> Scene {
    let mut scene = Scene::new(PAGE_HEIGHT);
    let mut content = page(&mut scene, text);
    let count = chart.values().len();
    let opacity = (120.0 / count.max(1) as f64).clamp(0.08, 0.85);
    match &chart.lines {
        ParallelLines::ByPolicy(groups) => {
            let item = |group: &ParallelGroup| (Swatch::Line(group.hue.color()), group.label.clone());
            let items: Vec<(Swatch, String)> = groups.iter().map(item).collect();
            content.top += key(&mut scene, content, &items) + 14.0;
            let columns = Columns::new(chart, content);
            // In turn, so that no policy lies on top of all others.
            let most = groups.iter().map(|group| group.lines.len()).max().unwrap_or(0);
            for k in 0..most {
                for group in groups {
                    if let Some(line) = group.lines.get(k) {
                        columns.line(&mut scene, line, group.hue.color(), opacity);
                    }
                }
            }
            columns.draw(&mut scene, content, &chart.never_label);
            let named = groups.iter().flat_map(|group| {
                let lines = group.lines.iter();
                lines.map(|line| (group.label.clone(), line.as_slice()))
            });
            say(&mut scene, &columns, chart, &named.collect::<Vec<_>>());
        }
        ParallelLines::ByNumber { color, shading, lines } => {
            let numbers = lines.iter().map(|(number, _)| *number);
            let colors = Colors::new(color, *shading, Extent::of(numbers.clone()), content.width() * 0.96).for_lines();
            colors.draw_key(
                &mut scene,
                content,
                &exceptions(text.words, numbers, &chart.never_label),
            );
            content.top += colors.key_height();
            let columns = Columns::new(chart, content);
            for (number, line) in lines {
                columns.line(&mut scene, line, colors.of(*number), opacity);
            }
            columns.draw(&mut scene, content, &chart.never_label);
            let named = lines.iter().map(|(number, line)| {
                let value = match *number {
                    f64::INFINITY => chart.never_label.clone(),
                    number => colors.written(number),
                };
                (on_axis(&value, color), line.as_slice())
            });
            say(&mut scene, &columns, chart, &named.collect::<Vec<_>>());
        }
    }
    if count == 0 {
        nothing(&mut scene, text.words, content);
    }
    scene
}

/// Says what each of at most [`MOST_NAMED`] lines is, evenly chosen: one at the first axis, the next at the second, and so on.
fn say(scene: &mut Scene, columns: &Columns, chart: &ParallelChart, named: &[(String, &[f64])]) {
    let step = named.len().div_ceil(MOST_NAMED).max(1);
    for (k, (name, values)) in named.iter().step_by(step).enumerate() {
        let at = (0..values.len()).map(|shift| (k + shift) % values.len());
        let place = at.into_iter().find_map(|column| columns.place(column, values[column]));
        let words = chart.axes.iter().zip(*values).map(|(axis, value)| {
            let value = match *value {
                f64::INFINITY => chart.never_label.clone(),
                value => measured(&written(value, axis.axis.scale), "", &axis.axis),
            };
            format!("{}: {value}", axis.name)
        });
        if let Some(place) = place {
            scene.spot(place, format!("{name}. {}", words.collect::<Vec<_>>().join("; ")));
        }
    }
}
