//! Lines, bands, records and rules in a plot, and what each place of them is.

use results::message;
use results::message::Text;

use super::panel::Drawn;
use super::plot::Plot;
use super::{columns, series, stack};
use crate::data::Key;
use crate::figure::Series;
use crate::mark::{Across, Mark, RuleLabel};
use crate::moments::date_in_words;
use crate::scene::Anchor;
use crate::scene::{Region, Scene};
use crate::theme::{Hue, PAPER, SMALL_SIZE, SOFT_INK, Weight, fit};
use crate::words::{measured, said};

/// Above this number of series their bands are drawn fainter.
const MANY_BANDS: f64 = 3.0;
/// Lines of at most this many points may show each point as a dot.
const FEW_POINTS: usize = 30;

impl Drawn<'_> {
    /// Draws all marks of the panel.
    pub fn draw(&self, scene: &mut Scene, plot: &Plot) {
        let all = self.chart.series_of(self.panel);
        for mark in &self.chart.marks {
            match mark {
                Mark::Line { y, dots } => {
                    for series in &all {
                        self.line(scene, plot, series, y, *dots);
                    }
                }
                Mark::Band { low, high, opacity, .. } => {
                    let edges = |series: &Series| [low, high].map(|key| self.numbers(key, series));
                    let banded = all
                        .iter()
                        .filter(|series| edges(series)[0].iter().any(|low| low.is_finite()));
                    // Many bands over each other would hide the lines and the grid.
                    let thinner = (MANY_BANDS / banded.clone().count().max(1) as f64).min(1.0);
                    for series in banded {
                        let [low, high] = edges(series);
                        match columns::ends(self.chart) {
                            Some(ends) => self.band_of_columns(scene, plot, series, ends, [&low, &high], *opacity),
                            None => {
                                let x = self.numbers(self.plane.x, series);
                                series::band(scene, plot, &x, (&low, &high), series.hue.color(), opacity * thinner);
                            }
                        }
                    }
                }
                Mark::Record { y, low, high } => {
                    for series in &all {
                        self.records(scene, plot, series, [y, low, high]);
                    }
                }
                Mark::Area { y } => stack::draw(self, scene, plot, y),
                Mark::Column { .. } => columns::draw(self, scene, plot, mark),
                Mark::Rule {
                    across,
                    at,
                    label,
                    panel,
                } if panel.is_none_or(|panel| panel == self.panel) => {
                    self.rule(scene, plot, (*across, *at), label);
                }
                _ => {}
            }
        }
    }

    /// A band across columns from the start of each to its end, told from them by its colour and by lines at its edges.
    fn band_of_columns(
        &self,
        scene: &mut Scene,
        plot: &Plot,
        series: &Series,
        ends: [&[f64]; 2],
        edges: [&[f64]; 2],
        opacity: f64,
    ) {
        let x: Vec<f64> = series.rows.iter().flat_map(|&row| ends.map(|end| end[row])).collect();
        let [low, high] = edges.map(|edge| edge.iter().flat_map(|&value| [value; 2]).collect::<Vec<f64>>());
        series::band(scene, plot, &x, (&low, &high), SOFT_INK, opacity);
        for edge in [&low, &high] {
            series::line(scene, plot, &x, edge, SOFT_INK, 1.0);
        }
    }

    /// Hue and place of the ends of all series, where they have one.
    pub fn ends(&self, plot: &Plot) -> Vec<(Hue, Option<(f64, f64)>)> {
        let all = self.chart.series_of(self.panel);
        let of_mark = |mark: &Mark| match mark {
            Mark::Line { y, .. } => {
                let end =
                    |series: &Series| series::end(plot, &self.numbers(self.plane.x, series), &self.numbers(y, series));
                Some(all.iter().map(|series| (series.hue, end(series))).collect())
            }
            Mark::Area { y } => Some(stack::ends(self, plot, y)),
            _ => None,
        };
        self.chart.marks.iter().find_map(of_mark).unwrap_or_default()
    }

    /// A line, its points, and what they are: every month, or fewer where there are very many.
    fn line(&self, scene: &mut Scene, plot: &Plot, series: &Series, key: &str, dots: bool) {
        let (x, y) = (self.numbers(self.plane.x, series), self.numbers(key, series));
        series::line(scene, plot, &x, &y, series.hue.color(), self.weight);
        let shown: Vec<usize> = (0..x.len()).filter(|k| plot.shows(x[*k], y[*k])).collect();
        if dots && x.len() <= FEW_POINTS {
            for at in shown.iter().map(|k| (plot.x(x[*k]), plot.y(y[*k]))) {
                if (plot.region.top - 0.5..=plot.region.bottom + 0.5).contains(&at.1) {
                    scene.dot(at, 5.5, series.hue.color());
                }
            }
        }
        let last = shown.last().copied().unwrap_or(0);
        for k in shown.into_iter().filter(|k| (last - k).is_multiple_of(self.every)) {
            let value = self.words.written(y[k], self.y_axis.scale);
            let around = self.around(series.rows[k]);
            let place = self.words.place(x[k], self.plane.x_axis);
            let label = self.named(series.label);
            let comma = if label.is_empty() { "" } else { ", " };
            let text = format!("{label}{comma}{place}: {}", measured(&value, &around, self.y_axis));
            scene.tooltip((plot.x(x[k]), plot.y_inside(y[k])), text);
        }
    }

    /// The bands of a row in words, the narrowest first.
    pub fn around(&self, row: usize) -> String {
        let bands = self.chart.marks.iter().rev().filter_map(|mark| match mark {
            Mark::Band { low, high, named, .. } => {
                let [low, high] = [low, high].map(|key| self.chart.data.numbers(key)[row]);
                let range = self.words.range(low, high, self.y_axis.scale);
                let text = match said(named) {
                    "" => range,
                    named => format!("{named}: {range}"),
                };
                (low.is_finite() && high.is_finite()).then_some(text)
            }
            _ => None,
        });
        bands.collect::<Vec<_>>().join("; ")
    }

    fn records(&self, scene: &mut Scene, plot: &Plot, series: &Series, columns: [&Key; 3]) {
        let data = &self.chart.data;
        for &row in &series.rows {
            let x = data.numbers(self.plane.x)[row];
            let [value, low, high] = columns.map(|key| data.numbers(key)[row]);
            if !plot.shows(x, value) {
                continue;
            }
            record(scene, plot, x, [value, low, high], series.hue, self.weight);
            let scale = self.y_axis.scale;
            let error = match low < high {
                true => self.words.range(low, high, scale),
                false => String::new(),
            };
            let text = self.words.of(message!(
                "hover-recorded",
                label = self.named(series.label),
                year = date_in_words(data.date(row).unwrap_or_default(), x),
                value = measured(&self.words.written(value, scale), &error, self.y_axis),
            ));
            scene.tooltip((plot.x(x), plot.y_inside(value)), text);
        }
    }

    fn rule(&self, scene: &mut Scene, plot: &Plot, (across, at): (Across, f64), label: &RuleLabel) {
        match across {
            Across::X => {
                let inside = (0.0..=1.0).contains(&plot.x.place(at));
                match label {
                    // The median of a histogram.
                    RuleLabel::None if inside => columns::median(scene, plot, at),
                    RuleLabel::Value(_) if inside => {
                        scene.upright(plot.x(at), self.rule_top, plot.region.bottom, SOFT_INK);
                    }
                    RuleLabel::Sides { .. } => {
                        if let Some(x) = plot.rule(at) {
                            scene.upright(x, self.rule_top, plot.region.bottom, SOFT_INK);
                        }
                    }
                    _ => {}
                }
            }
            Across::Y => match label {
                RuleLabel::Value(label) => level(scene, plot, at, label),
                _ if (0.0..=1.0).contains(&plot.y.place(at)) => {
                    let Region { left, right, .. } = plot.region;
                    let y = plot.y(at);
                    scene.line(vec![(left, y), (right, y)], SOFT_INK, 1.5);
                }
                _ => {}
            },
        }
    }
}

/// A dot with its error bar; beyond the ends of the axis, an arrow head at the edge.
fn record(scene: &mut Scene, plot: &Plot, x: f64, [value, low, high]: [f64; 3], hue: Hue, weight: f64) {
    let Region { top, bottom, .. } = plot.region;
    let (x, y, ink) = (plot.x(x), plot.y(value), hue.ink());
    let radius = 3.0 + weight;
    for error in [low, high] {
        let end = plot.y_inside(error);
        // An error that ends within the dot or just beyond it would only smudge it.
        if error.is_finite() && (end - y).abs() > radius + 4.0 {
            scene.line(vec![(x, plot.y_inside(value)), (x, end)], ink, weight * 0.5);
            if plot.y(error) == end {
                let (left, right) = (x - 0.8 * radius, x + 0.8 * radius);
                scene.line(vec![(left, end), (right, end)], ink, weight * 0.5);
            }
        }
    }
    if y < top || y > bottom {
        let (tip, base) = if y < top {
            (top, top + 1.8 * radius)
        } else {
            (bottom, bottom - 1.8 * radius)
        };
        scene.area(vec![(x, tip), (x + radius, base), (x - radius, base)], ink, 1.0);
    } else {
        scene.dot((x, y), radius, ink);
    }
}

/// A level line with its label above it at the left, on a ground that keeps it apart from what it crosses.
fn level(scene: &mut Scene, plot: &Plot, at: f64, label: &Text) {
    let Region { left, right, top, .. } = plot.region;
    if !(-1e-9..=1.0 + 1e-9).contains(&plot.y.place(at)) {
        return;
    }
    let y = plot.y(at);
    scene.level(y, left, right, SOFT_INK);
    let width = plot.region.width() - 20.0;
    let block = fit(said(label), Weight::Regular, width, (SMALL_SIZE, 18.0), 2);
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
