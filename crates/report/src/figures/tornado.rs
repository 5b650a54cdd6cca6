//! What a result is at the two ends of each input, as bars from its central value.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::axis::{Extent, Ruler};
use super::numbers::written;
use super::page::{Swatch, key, nothing, page, page_for};
use super::plot::{level_ruler, numbers_height};
use super::rows::{self, GAP, RowAxis};
use super::scene::{Anchor, Region, Scene, Type};
use super::spoken::Wording;
use super::spots::measured;
use super::{Axis, exact};
use crate::catalogue::Catalogue;
use crate::say;
use crate::theme::{
    Block, INK, LABEL_SIZE, PAGE_HEIGHT, Palette, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit, text_width,
};

/// Space between the end of a bar and the text beside it.
const BESIDE: f64 = 8.0;
/// Least room at each end of the axis.
const LEAST_ROOM: f64 = 30.0;
/// Rows are at least and at most this high.
const ROW: (f64, f64) = (44.0, 64.0);

/// One end of an input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TornadoEnd {
    /// The input's value there, with its unit.
    pub input: String,
    /// The result there; not a number where there is none.
    #[serde(with = "exact")]
    pub result: f64,
}

/// One input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TornadoRow {
    pub label: String,
    pub low: TornadoEnd,
    pub high: TornadoEnd,
}

/// Inputs from top to bottom as they are given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TornadoChart {
    pub rows: Vec<TornadoRow>,
    /// The result where all inputs have their central values.
    #[serde(with = "exact")]
    pub center: f64,
    /// What is written above the line at the centre, such as `baseline: 8.2 months`.
    pub center_label: String,
    pub axis: Axis,
}

impl TornadoChart {
    pub(super) fn check(&self) -> Result<(), String> {
        if self.center.is_finite() {
            Ok(())
        } else {
            Err(format!("the central value must be a number, not {}", self.center))
        }
    }
}

/// Colours of the low and the high end of inputs, which have nothing to do with states or policies.
fn colors() -> [plotters::style::RGBColor; 2] {
    [0.3, 0.85].map(|share| Palette::Sequential.color(share))
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &TornadoChart) -> Scene {
    let usual = page(&mut Scene::new(PAGE_HEIGHT), text);
    let [low, high] = colors();
    let items = [
        (low, say!(text.words, "chart.low_end")),
        (high, say!(text.words, "chart.high_end")),
    ];
    let items = items.map(|(color, label)| (Swatch::FaintBand(color, 1.0), label));
    let unit = fit(
        &chart.axis.heading(text.words),
        Weight::Regular,
        usual.width() * 0.96,
        (TICK_SIZE, SMALL_SIZE),
        2,
    );
    let center = fit(&chart.center_label, Weight::Regular, 640.0, (SMALL_SIZE, 18.0), 2);
    let labels = rows::labels(
        chart.rows.iter().map(|row| row.label.as_str()),
        usual.width() * 0.34,
        60.0,
        LABEL_SIZE,
    );
    let highest = labels.iter().map(Block::height).fold(ROW.0, f64::max);
    let above = key(&mut Scene::new(PAGE_HEIGHT), usual, &items) + unit.height() + center.height() + 14.0;
    let below = numbers_height(TICK_SIZE);
    let count = chart.rows.len().max(1) as f64;
    let height = ((usual.height() - above - below) / count).clamp(highest, highest.max(ROW.1));
    let (mut scene, content) = page_for(text, above + height * count + below);

    let mut top = content.top + key(&mut scene, content, &items);
    scene.block(&unit, content.left, top, Anchor::Start, Weight::Regular, SOFT_INK);
    top += unit.height();
    let widest = labels
        .iter()
        .map(|block| block.width(Weight::Regular))
        .fold(0.0, f64::max);
    let results = chart.rows.iter().flat_map(|row| [row.low.result, row.high.result]);
    let ruler = level_ruler(
        &chart.axis,
        Extent::of(results.chain([chart.center])),
        usual.width() * 0.5,
        TICK_SIZE,
    );
    let labels_width = widest * 1.04 + GAP;
    let (left, right) = room_beside(text.words, chart, &ruler, content.width() - labels_width);
    let region = Region {
        left: content.left + labels_width + left,
        top: top + center.height() + 14.0,
        right: content.right - right,
        bottom: top + center.height() + 14.0 + height * count,
    };
    let axis = RowAxis { region, ruler: &ruler };
    axis.draw(&mut scene);
    for (index, (row, label)) in chart.rows.iter().zip(&labels).enumerate() {
        let middle = region.top + height * (index as f64 + 0.5);
        let label_top = middle - label.height() / 2.0;
        scene.block(
            label,
            content.left + widest * 1.04,
            label_top,
            Anchor::End,
            Weight::Regular,
            INK,
        );
        draw_row(&mut scene, text.words, row, &axis, chart, (middle, height * 0.64));
    }
    let x = axis.place(chart.center);
    scene.upright(x, region.top - 6.0, region.bottom, INK);
    let half = center.width(Weight::Regular) / 2.0;
    let middle = x.min(content.right - half).max(content.left + half);
    scene.block(&center, middle, top + 4.0, Anchor::Middle, Weight::Regular, SOFT_INK);
    if chart.rows.is_empty() {
        nothing(&mut scene, text.words, region);
    }
    scene
}

fn end_text(words: &Catalogue, end: &TornadoEnd) -> String {
    if end.result.is_nan() {
        say!(words, "chart.input_without_value", input = &end.input)
    } else {
        end.input.clone()
    }
}

/// Whether the bar of the low and that of the high end lie left of the centre. An end that moves nothing is named at the side
/// that the other one leaves free.
fn sides(row: &TornadoRow, center: f64) -> [bool; 2] {
    let ahead = |end: &TornadoEnd| {
        let result = if end.result.is_nan() { center } else { end.result };
        result.partial_cmp(&center).unwrap_or(Ordering::Equal)
    };
    let (low, high) = (ahead(&row.low), ahead(&row.high));
    let low_left = low.is_lt() || (low.is_eq() && high.is_ge());
    [low_left, high.is_lt() || (high.is_eq() && !low_left)]
}

/// Room that the texts at the ends of bars need beyond the left and the right end of the axis, in a chart of this width.
fn room_beside(words: &Catalogue, chart: &TornadoChart, ruler: &Ruler, width: f64) -> (f64, f64) {
    let mut room = (0.0, 0.0);
    // What the texts need shrinks as the plot grows: begin without a plot, then give it what is not needed.
    let mut plot: f64 = 0.0;
    for _ in 0..3 {
        room = (LEAST_ROOM, LEAST_ROOM);
        for row in &chart.rows {
            for (end, left) in [&row.low, &row.high].into_iter().zip(sides(row, chart.center)) {
                let result = if end.result.is_nan() { chart.center } else { end.result };
                let place = ruler.place(result).clamp(0.0, 1.0);
                let needed = text_width(&end_text(words, end), Weight::Regular, SMALL_SIZE) * 1.04 + BESIDE;
                if left {
                    room.0 = room.0.max(needed - place * plot);
                } else {
                    room.1 = room.1.max(needed - (1.0 - place) * plot);
                }
            }
        }
        plot = (width - room.0 - room.1).max(0.0);
    }
    room
}

/// Both bars on one level, or, where they would cover each other, one above the other.
fn draw_row(
    scene: &mut Scene,
    words: &Catalogue,
    row: &TornadoRow,
    axis: &RowAxis,
    chart: &TornadoChart,
    (middle, thickness): (f64, f64),
) {
    let (center, axis_of) = (chart.center, &chart.axis);
    let start = axis.place(center);
    let place = |end: &TornadoEnd| {
        if end.result.is_nan() {
            start
        } else {
            axis.place(end.result)
        }
    };
    let (low, high) = (place(&row.low), place(&row.high));
    let [low_left, high_left] = sides(row, center);
    let apart = low_left != high_left;
    for (end, place, left, color, lane) in [
        (&row.low, low, low_left, colors()[0], -0.25),
        (&row.high, high, high_left, colors()[1], 0.25),
    ] {
        let (y, half, size) = if apart {
            (middle, thickness / 2.0, SMALL_SIZE)
        } else {
            // Two lines of text need more room than the bars have.
            (
                middle + lane * 1.3 * thickness,
                thickness / 4.0,
                (thickness * 0.6).min(SMALL_SIZE),
            )
        };
        let bar = Region {
            left: place.min(start),
            top: y - half,
            right: place.max(start),
            bottom: y + half,
        };
        scene.bar(bar, color, 1.0);
        let look = Type {
            size,
            weight: Weight::Regular,
            color: SOFT_INK,
        };
        let (x, anchor) = if left {
            (bar.left - BESIDE, Anchor::End)
        } else {
            (bar.right + BESIDE, Anchor::Start)
        };
        scene.text(end_text(words, end), (x, y + 0.36 * size), anchor, look);
        let result = measured(&written(end.result, axis_of.scale), "", axis_of);
        scene.spot((place, y), format!("{}, {}: {result}", row.label, end.input));
    }
}
