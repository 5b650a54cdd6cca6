//! A number over two axes as coloured cells, with lines of equal value.

use results::message;

use super::color_key::{Colors, exceptions};
use super::contours::contours;
use super::panel::Plane;
use super::plot::{Plot, level_ruler};
use crate::axis::{Axis, AxisScale, Domain, Scale};
use crate::figure::{Chart, places};
use crate::mark::{Coloring, Contours, Mark};
use crate::scene::{Anchor, Point, Region, Scene, Type};
use crate::theme::{BLACK, PAPER, SMALL_SIZE, TICK_SIZE, Weight, text_width};
use crate::words::{Words, measured, said};

/// Points that are put into words at most.
const MOST_NAMED: usize = 900;

/// The cells of a plane: each point has the cell that is nearer to it than to any other.
pub struct Cells<'a> {
    plane: Plane<'a>,
    color: &'a Coloring,
    contours: &'a Contours,
    colors: Colors,
    x: Vec<f64>,
    y: Vec<f64>,
    /// One value a point, row by row; not a number where the table has none.
    z: Vec<f64>,
}

impl<'a> Cells<'a> {
    /// Those of a chart that has some, on a page of this width.
    pub fn of(chart: &'a Chart, plane: Plane<'a>, width: f64) -> Option<Self> {
        let (color, y, contours) = chart.marks.iter().find_map(|mark| match mark {
            Mark::Cell {
                color,
                y: Some(y),
                contours,
                ..
            } => Some((color, y, contours)),
            _ => None,
        })?;
        let (xs, ys) = (chart.data.numbers(plane.x), chart.data.numbers(y));
        let values = chart.data.numbers(&color.value);
        let (x, y) = (places(xs), places(ys));
        let mut z = vec![f64::NAN; x.len() * y.len()];
        let place = |places: &[f64], value: f64| places.iter().position(|place| *place == value);
        for ((at_x, at_y), value) in xs.iter().zip(ys).zip(values) {
            if let (Some(column), Some(row)) = (place(&x, *at_x), place(&y, *at_y)) {
                z[row * x.len() + column] = *value;
            }
        }
        let domain = Domain::of(z.iter().copied());
        Some(Self {
            plane,
            color,
            contours,
            colors: Colors::new(&color.axis, color.shading, domain, width * 0.96),
            x,
            y,
            z,
        })
    }

    pub fn is_empty(&self) -> bool {
        self.z.is_empty()
    }

    pub fn key_height(&self) -> f64 {
        self.colors.key_height()
    }

    pub fn draw_key(&self, scene: &mut Scene, words: Words, content: Region) {
        let others = exceptions(words, self.z.iter().copied(), said(&self.color.never));
        self.colors.draw_key(scene, content, &others);
    }

    pub fn y_scale(&self) -> AxisScale {
        let domain = Domain::of(self.y.iter().copied());
        let mut scale = AxisScale::new(&fitted(self.plane.y_axis, &self.y), domain, 6);
        keep_ticks(&mut scale, &self.y);
        scale
    }

    pub fn x_scale(&self, width: f64) -> AxisScale {
        let domain = Domain::of(self.x.iter().copied());
        let mut scale = level_ruler(&fitted(self.plane.x_axis, &self.x), domain, width, TICK_SIZE);
        keep_ticks(&mut scale, &self.x);
        scale
    }

    /// Cells, lines of equal value with their numbers, and what each point is.
    pub fn draw(&self, scene: &mut Scene, words: Words, plot: &Plot) {
        if self.is_empty() {
            return;
        }
        let columns: Vec<f64> = self.x.iter().map(|value| plot.x(*value)).collect();
        let rows: Vec<f64> = self.y.iter().map(|value| plot.y(*value)).collect();
        scene.on_color(|scene| self.paint(scene, plot, (&columns, &rows)));
        let ticks = self.colors.ruler.ticks.iter();
        let levels: Vec<(f64, String)> = match self.contours {
            Contours::None => Vec::new(),
            Contours::AtTicks => ticks.cloned().collect(),
            Contours::At(levels) => {
                let written = |level: f64| words.written(level, self.color.axis.scale);
                levels.iter().map(|level| (*level, written(*level))).collect()
            }
        };
        let mut placed = Vec::new();
        let mut lines = Vec::new();
        scene.on_color(|scene| {
            for (level, label) in &levels {
                for line in contours(&columns, &rows, &self.z, *level) {
                    scene.faint_line(line.clone(), PAPER, 4.5, 0.6);
                    scene.line(line.clone(), BLACK, 1.8);
                    lines.push((line, label));
                }
            }
            for (line, label) in lines {
                label_line(scene, plot.region, &line, label, &mut placed);
            }
        });
        self.say(scene, words, (&columns, &rows));
    }

    /// Says what each point is; where there are very many, points of every second (third ...) row and column.
    fn say(&self, scene: &mut Scene, words: Words, (columns, rows): (&[f64], &[f64])) {
        let step = (1..).find(|step| columns.len().div_ceil(*step) * rows.len().div_ceil(*step) <= MOST_NAMED);
        let step = step.unwrap_or(1);
        let color = &self.color.axis;
        let on = |axis: &Axis, value: f64| words.on_axis(&words.written(value, axis.scale), axis);
        for (row, y) in rows.iter().enumerate().step_by(step) {
            for (column, x) in columns.iter().enumerate().step_by(step) {
                let value = match self.z[row * columns.len() + column] {
                    f64::INFINITY => said(&self.color.never).to_owned(),
                    z if z.is_nan() => words.of(message!("chart-no_value")),
                    z => measured(&words.written(z, color.scale), "", color),
                };
                let at_x = on(self.plane.x_axis, self.x[column]);
                let at_y = on(self.plane.y_axis, self.y[row]);
                scene.tooltip((*x, *y), format!("{at_x}; {at_y}: {value}"));
            }
        }
    }

    /// The cells, each painted a little over the next ones so that no seam shows.
    fn paint(&self, scene: &mut Scene, plot: &Plot, places: (&[f64], &[f64])) {
        let Region {
            left,
            top,
            right,
            bottom,
        } = plot.region;
        // On whole pixels.
        let limits = |places: &[f64], low: f64, high: f64, from: f64, to: f64| -> Vec<f64> {
            let between = places.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0);
            let inner = between.map(|edge| edge.clamp(low, high).round());
            [from.round()].into_iter().chain(inner).chain([to.round()]).collect()
        };
        let across = limits(places.0, left, right, left, right);
        let upwards = limits(places.1, top, bottom, bottom, top);
        for row in 0..self.y.len() {
            let line = &self.z[row * self.x.len()..(row + 1) * self.x.len()];
            let mut column = 0;
            while column < line.len() {
                // Neighbours of one colour are one bar.
                let color = self.colors.of(line[column]);
                let alike = line[column..]
                    .iter()
                    .take_while(|z| self.colors.of(**z) == color)
                    .count();
                let region = Region {
                    left: across[column],
                    top: upwards[row + 1],
                    right: (across[column + alike] + 1.0).min(right.round()),
                    bottom: upwards[row],
                };
                scene.bar(region, color, 1.0);
                column += alike;
            }
        }
    }
}

/// Leaves out the numbers beyond the outermost values, where cells still reach but nothing was simulated.
fn keep_ticks(ruler: &mut AxisScale, values: &[f64]) {
    if let (Some(first), Some(last)) = (values.first(), values.last())
        && first < last
    {
        let slack = 1e-9 * (last - first);
        let inside = |value: f64| (first - slack..=last + slack).contains(&value);
        if ruler.ticks.iter().filter(|(value, _)| inside(*value)).count() > 1 {
            ruler.ticks.retain(|(value, _)| inside(*value));
        }
    }
}

/// The axis with ends where the outermost cells end, whatever its range.
fn fitted(axis: &Axis, values: &[f64]) -> Axis {
    if values.len() < 2 {
        return axis.clone();
    }
    let edges = edges(axis, values);
    axis.clone().within(edges[0], edges[values.len()])
}

/// Limits of the cells on an axis, one more than values: midway between them, and as far beyond the outermost.
fn edges(axis: &Axis, values: &[f64]) -> Vec<f64> {
    let log = axis.scale == Scale::Log && values.first().is_some_and(|first| *first > 0.0);
    let places: Vec<f64> = values
        .iter()
        .map(|value| if log { libm::log(*value) } else { *value })
        .collect();
    let last = places.len() - 1;
    let between = |k: usize| (places[k - 1] + places[k]) / 2.0;
    let edge = |k: usize| match k {
        0 => places[0] - (between(1) - places[0]),
        k if k > last => places[last] + (places[last] - between(last)),
        k => between(k),
    };
    (0..=values.len())
        .map(|k| if log { libm::exp(edge(k)) } else { edge(k) })
        .collect()
}

/// Writes the level on its line, as near to the middle of the line as other labels and the edges of the plot allow; a line too
/// short for its label has none.
fn label_line(scene: &mut Scene, region: Region, line: &[Point], label: &str, placed: &mut Vec<Region>) {
    let (half, rise) = (text_width(label, Weight::Regular, SMALL_SIZE) / 2.0 + 4.0, 12.0);
    let reach = |values: &dyn Fn(&Point) -> f64| {
        let (low, high) = Domain::of(line.iter().map(values)).ends().unwrap_or((0.0, 0.0));
        high - low
    };
    if reach(&|point| point.0).max(reach(&|point| point.1)) < 3.0 * half {
        return;
    }
    let middle = line.len() / 2;
    let outwards = (0..line.len()).map(|k| {
        let step = k.div_ceil(2);
        if k % 2 == 0 { middle + step } else { middle - step }
    });
    for (x, y) in outwards.filter_map(|k| line.get(k)) {
        let ground = Region {
            left: x - half,
            top: y - rise,
            right: x + half,
            bottom: y + rise,
        };
        let inside = ground.left > region.left
            && ground.right < region.right
            && ground.top > region.top
            && ground.bottom < region.bottom;
        if inside && placed.iter().all(|other| other.is_apart(&ground)) {
            scene.bar(ground, PAPER, 0.85);
            let look = Type {
                size: SMALL_SIZE,
                weight: Weight::Regular,
                color: BLACK,
            };
            scene.text(label, (*x, y + 0.36 * SMALL_SIZE), Anchor::Middle, look);
            placed.push(ground);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_end_midway_between_uneven_points() {
        let linear = edges(&Axis::linear("x"), &[0.0, 1.0, 4.0]);
        assert_eq!(linear, [-0.5, 0.5, 2.5, 5.5]);
        let log = edges(&Axis::log("x"), &[1.0, 100.0]);
        for (edge, expected) in log.iter().zip([0.1, 10.0, 1000.0]) {
            assert!((edge / expected - 1.0).abs() < 1e-12);
        }
    }
}
