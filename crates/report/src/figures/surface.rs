//! A number over two axes as coloured cells, with lines of equal value.

use serde::{Deserialize, Serialize};

use super::axis::{Extent, Ruler};
use super::color_key::{Colors, exceptions};
use super::contours::contours;
use super::frame::Frame;
use super::numbers::written;
use super::page::{nothing, page};
use super::plot::{Plot, level_ruler};
use super::scene::{Anchor, Point, Region, Scene, Type};
use super::spoken::Wording;
use super::spots::{measured, on_axis};
use super::{Axis, Scale, Shading, exact};
use crate::later;
use crate::theme::{BLACK, PAGE_HEIGHT, PAPER, SMALL_SIZE, TICK_SIZE, Weight, text_width};

/// Points along an axis at most.
const MOST_POINTS: usize = 101;
/// Points that are put into words at most.
const MOST_NAMED: usize = 900;

/// Which lines of equal value are drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contours {
    None,
    /// At the numbers of the colour key.
    AtTicks,
    At(#[serde(with = "exact")] Vec<f64>),
}

/// A number on a grid of points, which need not be evenly spaced. Each point has the cell that is nearer to it than to
/// any other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurfaceChart {
    /// Ascending positions of the columns and of the rows, at most 101 of each.
    #[serde(with = "exact")]
    pub x: Vec<f64>,
    #[serde(with = "exact")]
    pub y: Vec<f64>,
    /// One value a point, row by row: `z[row * x.len() + column]`. Not a number where there is none, infinite for `never`.
    #[serde(with = "exact")]
    pub z: Vec<f64>,
    pub x_axis: Axis,
    pub y_axis: Axis,
    /// The axis of the colour.
    pub color: Axis,
    pub shading: Shading,
    pub contours: Contours,
    /// What an infinite value is called in the key, such as `never by 2040`.
    pub never_label: String,
}

impl SurfaceChart {
    pub(super) fn check(&self) -> Result<(), String> {
        for (name, axis) in [("x", &self.x), ("y", &self.y)] {
            if axis.len() > MOST_POINTS {
                return Err(format!(
                    "a surface has at most {MOST_POINTS} values of {name}, not {}",
                    axis.len()
                ));
            }
            let ascending = axis.windows(2).all(|pair| pair[0] < pair[1]);
            if !ascending || axis.iter().any(|value| !value.is_finite()) {
                return Err(format!("the values of {name} of a surface must be finite and ascend"));
            }
        }
        if self.z.len() != self.x.len() * self.y.len() {
            return Err(format!(
                "a surface of {} x {} points needs {} values, not {}",
                self.x.len(),
                self.y.len(),
                self.x.len() * self.y.len(),
                self.z.len()
            ));
        }
        Ok(())
    }
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &SurfaceChart) -> Scene {
    let mut scene = Scene::new(PAGE_HEIGHT);
    let mut content = page(&mut scene, text);
    let extent = Extent::of(chart.z.iter().copied());
    let colors = Colors::new(&chart.color, chart.shading, extent, content.width() * 0.96);
    colors.draw_key(
        &mut scene,
        content,
        &exceptions(text.words, chart.z.iter().copied(), &chart.never_label),
    );
    content.top += colors.key_height();

    let frame = Frame::new(text.words, &chart.x_axis, &chart.y_axis, content);
    let mut y = Ruler::new(&fitted(&chart.y_axis, &chart.y), Extent::of(chart.y.iter().copied()), 6);
    keep_ticks(&mut y, &chart.y);
    let region = frame.plot(&y, 0.0, 0.0);
    let mut x = level_ruler(
        &fitted(&chart.x_axis, &chart.x),
        Extent::of(chart.x.iter().copied()),
        region.width(),
        TICK_SIZE,
    );
    keep_ticks(&mut x, &chart.x);
    let plot = Plot { region, x: &x, y: &y };
    frame.draw(&mut scene, &plot);
    if chart.z.is_empty() {
        nothing(&mut scene, text.words, region);
        return scene;
    }
    let columns: Vec<f64> = chart.x.iter().map(|value| plot.x(*value)).collect();
    let rows: Vec<f64> = chart.y.iter().map(|value| plot.y(*value)).collect();
    scene.on_color(|scene| cells(scene, &plot, chart, &colors, (&columns, &rows)));
    let ticks = || colors.ruler.ticks.iter();
    let levels: Vec<(f64, String)> = match &chart.contours {
        Contours::None => Vec::new(),
        Contours::AtTicks => ticks().cloned().collect(),
        Contours::At(levels) => levels.iter().map(|level| (*level, colors.written(*level))).collect(),
    };
    let mut placed = Vec::new();
    let mut lines = Vec::new();
    scene.on_color(|scene| {
        for (level, label) in &levels {
            for line in contours(&columns, &rows, &chart.z, *level) {
                scene.faint_line(line.clone(), PAPER, 4.5, 0.6);
                scene.line(line.clone(), BLACK, 1.8);
                lines.push((line, label));
            }
        }
        for (line, label) in lines {
            label_line(scene, region, &line, label, &mut placed);
        }
    });
    say(&mut scene, chart, (&columns, &rows));
    scene
}

/// Says what each point is; where there are very many, points of every second (third ...) row and column.
fn say(scene: &mut Scene, chart: &SurfaceChart, (columns, rows): (&[f64], &[f64])) {
    let step = (1..).find(|step| columns.len().div_ceil(*step) * rows.len().div_ceil(*step) <= MOST_NAMED);
    let step = step.unwrap_or(1);
    for (row, y) in rows.iter().enumerate().step_by(step) {
        for (column, x) in columns.iter().enumerate().step_by(step) {
            let z = chart.z[row * columns.len() + column];
            let value = match z {
                z if z == f64::INFINITY => chart.never_label.clone(),
                z if z.is_nan() => later!("chart.no_value"),
                z => measured(&written(z, chart.color.scale), "", &chart.color),
            };
            let at = [(&chart.x_axis, chart.x[column]), (&chart.y_axis, chart.y[row])];
            let [at_x, at_y] = at.map(|(axis, value)| on_axis(&written(value, axis.scale), axis));
            scene.spot((*x, *y), format!("{at_x}; {at_y}: {value}"));
        }
    }
}

/// Leaves out the numbers beyond the outermost values, where cells still reach but nothing was simulated.
fn keep_ticks(ruler: &mut Ruler, values: &[f64]) {
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

/// The cells, each painted a little over the next ones so that no seam shows.
fn cells(scene: &mut Scene, plot: &Plot, chart: &SurfaceChart, colors: &Colors, places: (&[f64], &[f64])) {
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
    for row in 0..chart.y.len() {
        let line = &chart.z[row * chart.x.len()..(row + 1) * chart.x.len()];
        let mut column = 0;
        while column < line.len() {
            // Neighbours of one colour are one bar.
            let color = colors.of(line[column]);
            let alike = line[column..].iter().take_while(|z| colors.of(**z) == color).count();
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

/// Writes the level on its line, as near to the middle of the line as other labels and the edges of the plot allow; a line too
/// short for its label has none.
fn label_line(scene: &mut Scene, region: Region, line: &[Point], label: &str, placed: &mut Vec<Region>) {
    let (half, rise) = (text_width(label, Weight::Regular, SMALL_SIZE) / 2.0 + 4.0, 12.0);
    let reach = |values: &dyn Fn(&Point) -> f64| {
        let (low, high) = Extent::of(line.iter().map(values)).ends().unwrap_or((0.0, 0.0));
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
