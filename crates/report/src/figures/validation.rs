//! Simulated bands against recorded facts, one row a fact.

use serde::{Deserialize, Serialize};

use super::axis::{Extent, Ruler};
use super::numbers::written;
use super::page::{Swatch, diamond, key, nothing, page, page_for};
use super::plot::numbers_height;
use super::rows::{self, GAP, RowAxis};
use super::scene::{Anchor, Region, Scene};
use super::spoken::Wording;
use super::spots::measured;
use super::{Axis, exact};
use crate::theme::{Hue, INK, LABEL_SIZE, OUTSIDE, PAGE_HEIGHT, SOFT_INK, TICK_SIZE, Weight, fit};
use crate::{later, say};

/// Rows are at least and at most this high; the page is as long as its rows need.
const ROW: (f64, f64) = (36.0, 76.0);
/// Opacity of the predicted band, and that laid over it by the simulated one.
const PREDICTED: f64 = 0.14;
const SIMULATED: f64 = 0.30;

/// One recorded fact and what the model says about it, in the unit of the chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValidationRow {
    pub label: String,
    /// Whose fact it is; gives the colour of the simulated band.
    pub hue: Hue,
    #[serde(with = "exact")]
    pub value: f64,
    /// Recorded error bar; equal to `value` where none is known.
    #[serde(with = "exact")]
    pub low: f64,
    #[serde(with = "exact")]
    pub high: f64,
    #[serde(with = "exact")]
    pub sim_p05: f64,
    #[serde(with = "exact")]
    pub sim_p50: f64,
    #[serde(with = "exact")]
    pub sim_p95: f64,
    /// What the source should have said if the model is right: the simulated spread together with the source's error.
    #[serde(with = "exact")]
    pub predicted_p05: f64,
    #[serde(with = "exact")]
    pub predicted_p95: f64,
    /// Whether the recorded value counts as inside of the predicted band.
    pub inside: bool,
}

/// Facts of one group that share a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValidationChart {
    pub rows: Vec<ValidationRow>,
    pub axis: Axis,
}

impl ValidationRow {
    /// What was recorded, and its error bar; what was simulated; what was predicted.
    pub(super) fn numbers(&self) -> [f64; 8] {
        [
            self.value,
            self.low,
            self.high,
            self.sim_p05,
            self.sim_p50,
            self.sim_p95,
            self.predicted_p05,
            self.predicted_p95,
        ]
    }

    /// All that the row shows.
    fn words(&self, axis: &Axis) -> String {
        let value = |value: f64| written(value, axis.scale);
        let range = |low: f64, high: f64| later!("figure.to", low = value(low), high = value(high));
        let error = match self.low < self.high {
            true => range(self.low, self.high),
            false => String::new(),
        };
        let recorded = measured(&value(self.value), &error, axis);
        let predicted = range(self.predicted_p05, self.predicted_p95);
        let (median, simulated) = (value(self.sim_p50), range(self.sim_p05, self.sim_p95));
        match self.inside {
            true => later!(
                "hover.inside",
                label = &self.label,
                recorded = recorded,
                predicted = predicted,
                median = median,
                simulated = simulated,
            ),
            false => later!(
                "hover.outside",
                label = &self.label,
                recorded = recorded,
                predicted = predicted,
                median = median,
                simulated = simulated,
            ),
        }
    }
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &ValidationChart) -> Scene {
    let content = page(&mut Scene::new(PAGE_HEIGHT), text);
    let count = chart.rows.len().max(1) as f64;
    let outside = chart.rows.iter().any(|row| !row.inside);
    let mut items = vec![
        (Swatch::Band(Hue::Neutral.color()), say!(text.words, "chart.simulated")),
        (
            Swatch::FaintBand(Hue::Neutral.color(), PREDICTED),
            say!(text.words, "chart.predicted"),
        ),
        (Swatch::Dot(INK), say!(text.words, "chart.inside")),
    ];
    if outside {
        items.push((Swatch::Diamond(OUTSIDE), say!(text.words, "chart.outside")));
    }
    // The height of all that is not rows, found by laying it out once.
    let mut trial = Scene::new(PAGE_HEIGHT);
    let unit = fit(
        &chart.axis.heading(text.words),
        Weight::Regular,
        content.width() * 0.6,
        (TICK_SIZE, TICK_SIZE),
        1,
    );
    let above = key(&mut trial, content, &items) + unit.height() + 16.0;
    let below = numbers_height(TICK_SIZE);
    let room = content.height() - above - below;
    let row_height = (room / count).clamp(ROW.0, ROW.1);
    let (mut scene, content) = page_for(text, above + row_height * count + below);
    key(&mut scene, content, &items);

    let labels = rows::labels(
        chart.rows.iter().map(|row| row.label.as_str()),
        content.width() * 0.42,
        row_height,
        LABEL_SIZE.min(row_height * 0.62),
    );
    let widest = labels
        .iter()
        .map(|block| block.width(Weight::Regular))
        .fold(0.0, f64::max);
    let left = content.left + widest * 1.03 + GAP;
    let top = content.top + above;
    let region = Region {
        left,
        top,
        right: content.right - 30.0,
        bottom: top + row_height * count,
    };
    let values = chart.rows.iter().flat_map(ValidationRow::numbers);
    let extent = Extent::of(values);
    let x = Ruler::new(&chart.axis, extent, (region.width() / 150.0) as usize);
    let axis = RowAxis { region, ruler: &x };

    scene.block(
        &unit,
        left,
        region.top - unit.height() - 10.0,
        Anchor::Start,
        Weight::Regular,
        SOFT_INK,
    );
    axis.draw(&mut scene);
    for (index, (row, label)) in chart.rows.iter().zip(&labels).enumerate() {
        let middle = region.top + row_height * (index as f64 + 0.5);
        let color = if row.inside { INK } else { OUTSIDE };
        let label_top = middle - label.height() / 2.0;
        scene.block(label, left - GAP, label_top, Anchor::End, Weight::Regular, color);
        draw_row(&mut scene, row, middle, (row_height * 0.3).min(13.0), &axis);
        let place = [row.value, row.sim_p50].into_iter().find(|value| value.is_finite());
        if let Some(place) = place {
            scene.spot((axis.place(place), middle), row.words(&chart.axis));
        }
    }
    if extent.ends().is_none() {
        nothing(&mut scene, text.words, region);
    }
    scene
}

fn draw_row(scene: &mut Scene, row: &ValidationRow, middle: f64, half: f64, axis: &RowAxis) {
    let place = |value: f64| axis.place(value);
    let color = row.hue.color();
    let mut band = |low: f64, high: f64, half: f64, opacity: f64| {
        if low.is_finite() && high.is_finite() {
            // A band without width is still seen.
            let (left, right) = (place(low), place(high));
            let right = right.max(left + 3.0);
            let (top, bottom) = (middle - half, middle + half);
            scene.bar(
                Region {
                    left,
                    top,
                    right,
                    bottom,
                },
                color,
                opacity,
            );
        }
    };
    band(row.predicted_p05, row.predicted_p95, half, PREDICTED);
    band(row.sim_p05, row.sim_p95, 0.62 * half, SIMULATED);
    if row.sim_p50.is_finite() {
        let x = place(row.sim_p50);
        scene.line(vec![(x, middle - half - 1.0), (x, middle + half + 1.0)], color, 5.0);
    }
    if !row.value.is_finite() {
        return;
    }
    let ink = if row.inside { INK } else { OUTSIDE };
    let (low, high) = (place(row.low), place(row.high));
    if high - low > 2.0 {
        axis.interval(scene, (row.low, row.high), middle, ink, 2.2);
    }
    if row.inside {
        scene.dot((place(row.value), middle), 7.5, ink);
    } else {
        diamond(scene, (place(row.value), middle), 11.0, ink);
    }
}
