//! Series on top of each other, shares of a whole or regions of a plane, and the names of series at their right ends.

use super::every;
use super::panel::Drawn;
use super::plot::Plot;
use crate::axis::Scale;
use crate::figure::Chart;
use crate::mark::{Mark, Space};
use crate::numbers::percent;
use crate::scene::{Point, Scene};
use crate::theme::{Hue, PAPER};

/// One of the series: its edges at each row.
struct Layer {
    label: String,
    hue: Hue,
    rows: Vec<usize>,
    lower: Vec<f64>,
    upper: Vec<f64>,
}

fn layers(chart: &Chart, y: &str) -> Vec<Layer> {
    let heights = chart.data.numbers(y);
    let mut below: Vec<f64> = Vec::new();
    let series = chart.series_of(0).into_iter();
    series
        .map(|series| {
            below.resize(series.rows.len(), 0.0);
            let lower = below.clone();
            for (edge, row) in below.iter_mut().zip(&series.rows) {
                *edge += heights[*row].max(0.0);
            }
            Layer {
                label: series.label.to_owned(),
                hue: series.hue,
                rows: series.rows,
                lower,
                upper: below.clone(),
            }
        })
        .collect()
}

/// Whether heights are shares of a whole.
fn are_shares(chart: &Chart) -> bool {
    matches!(&chart.space, Space::Plane { y_axis, .. } if y_axis.scale == Scale::Share)
}

/// What stands at the right end of each series: its name, and of shares the last.
pub fn names(chart: &Chart) -> Vec<String> {
    let of_mark = |mark: &Mark| match mark {
        Mark::Line { .. } => {
            let series = chart.series_of(0).into_iter();
            Some(series.map(|series| series.label.to_owned()).collect())
        }
        Mark::Area { y } => {
            let name = |layer: Layer| match (layer.upper.last(), layer.lower.last()) {
                (Some(upper), Some(lower)) if are_shares(chart) => {
                    format!("{} {}", layer.label, percent(upper - lower))
                }
                _ => layer.label,
            };
            Some(layers(chart, y).into_iter().map(name).collect())
        }
        _ => None,
    };
    chart.marks.iter().find_map(of_mark).unwrap_or_default()
}

/// Hue and place of the right end of each: where it has a height for the last time.
pub fn ends(drawn: &Drawn, plot: &Plot, y: &str) -> Vec<(Hue, Option<Point>)> {
    let middle = |layer: &Layer| {
        let has_height = |place: &usize| layer.upper[*place] > layer.lower[*place];
        let last = layer.rows.len().checked_sub(1)?;
        let end = (0..=last).rev().find(has_height).unwrap_or(last);
        let x = match end == last {
            true => plot.region.right,
            false => plot.x(drawn.chart.data.numbers(drawn.plane.x)[layer.rows[end]]),
        };
        Some((x, plot.y((layer.upper[end] + layer.lower[end]) / 2.0)))
    };
    let layers = layers(drawn.chart, y);
    layers.iter().map(|layer| (layer.hue, middle(layer))).collect()
}

/// Draws the areas and says what each is at each time.
pub fn draw(drawn: &Drawn, scene: &mut Scene, plot: &Plot, y: &str) {
    let layers = layers(drawn.chart, y);
    let (count, times) = (layers.len(), layers.first().map_or(0, |layer| layer.rows.len()));
    let step = every(count * times);
    let are_shares = are_shares(drawn.chart);
    for (index, layer) in layers.into_iter().enumerate() {
        let x: Vec<f64> = layer
            .rows
            .iter()
            .map(|row| drawn.chart.data.numbers(drawn.plane.x)[*row])
            .collect();
        let last = x.len().saturating_sub(1);
        for k in (0..x.len()).filter(|k| (last - k).is_multiple_of(step)) {
            let middle = (plot.x(x[k]), plot.y((layer.lower[k] + layer.upper[k]) / 2.0));
            let place = drawn.words.place(x[k], drawn.plane.x_axis);
            let height = layer.upper[k] - layer.lower[k];
            if are_shares {
                scene.tooltip(middle, format!("{}, {place}: {}", layer.label, percent(height)));
            } else if height > 0.0 {
                scene.tooltip(middle, format!("{}, {place}", layer.label));
            }
        }
        let edge = |heights: &[f64]| -> Vec<Point> {
            match (&x[..], heights) {
                // A single time is as wide as the plot.
                ([_], [height]) => [plot.region.left, plot.region.right]
                    .map(|x| (x, plot.y(*height)))
                    .to_vec(),
                _ => x
                    .iter()
                    .zip(heights)
                    .map(|(x, height)| (plot.x(*x), plot.y(*height)))
                    .collect(),
            }
        };
        let (upper, mut lower) = (edge(&layer.upper), edge(&layer.lower));
        lower.reverse();
        scene.area([upper.clone(), lower].concat(), layer.hue.color(), 0.7);
        if index + 1 < count {
            scene.line(upper, PAPER, 2.5);
        }
    }
}
