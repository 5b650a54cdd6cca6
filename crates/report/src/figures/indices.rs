//! Shares of variance that inputs explain, alone and with all others: two bars a row with their intervals.

use serde::{Deserialize, Serialize};

use super::axis::Extent;
use super::numbers::limit;
use super::page::{Swatch, key, nothing, page, page_for};
use super::plot::{level_ruler, numbers_height};
use super::rows::{RowAxis, RowTexts};
use super::scene::{Anchor, Region, Scene};
use super::spoken::Wording;
use super::{Axis, Interval, Scale};
use crate::theme::{Hue, INK, PAGE_HEIGHT, Palette, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};
use crate::{later, say};

/// An index that was badly estimated may lie outside of 0 to 1; the axis follows it this far.
const FARTHEST: f64 = 0.5;

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexKind {
    /// An input or a group of inputs.
    Input,
    /// Chance, or anything else that is no input: drawn in grey.
    Chance,
}

/// One input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexRow {
    pub label: String,
    pub kind: IndexKind,
    /// First-order index; `None` where there is no estimate.
    pub first: Option<Interval>,
    /// Total-order index.
    pub total: Option<Interval>,
    /// A short remark at the right end; may be empty.
    pub note: String,
}

/// Rows from top to bottom as they are given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexChart {
    pub rows: Vec<IndexRow>,
    /// What the indices are shares of, such as `share of the variance of China's lag in 2030`.
    pub unit: String,
}

impl IndexChart {
    pub(super) fn check(&self) -> Result<(), String> {
        for row in &self.rows {
            for index in [&row.first, &row.total].into_iter().flatten() {
                index.check(&row.label)?;
            }
        }
        Ok(())
    }
}

/// Colours of the first and the total order.
fn colors(kind: IndexKind) -> [plotters::style::RGBColor; 2] {
    match kind {
        IndexKind::Input => [0.6, 0.22].map(|share| Palette::Sequential.color(share)),
        IndexKind::Chance => [Hue::Neutral.color(), crate::theme::MISSING],
    }
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &IndexChart) -> Scene {
    let usual = page(&mut Scene::new(PAGE_HEIGHT), text);
    let [first, total] = colors(IndexKind::Input);
    let mut items = vec![
        (Swatch::FaintBand(first, 1.0), say!(text.words, "chart.first_order")),
        (Swatch::FaintBand(total, 1.0), say!(text.words, "chart.total_order")),
    ];
    if chart.rows.iter().any(|row| row.kind == IndexKind::Chance) {
        let [grey, _] = colors(IndexKind::Chance);
        items.push((Swatch::FaintBand(grey, 1.0), say!(text.words, "chart.no_input")));
    }
    let unit = fit(
        &chart.unit,
        Weight::Regular,
        usual.width() * 0.96,
        (TICK_SIZE, SMALL_SIZE),
        2,
    );
    let texts = RowTexts::new(
        chart.rows.iter().map(|row| (row.label.as_str(), row.note.as_str())),
        usual.width(),
    );
    let above = key(&mut Scene::new(PAGE_HEIGHT), usual, &items) + unit.height() + 10.0;
    let below = numbers_height(TICK_SIZE);
    let height = texts.row_height(usual.height() - above - below);
    let count = chart.rows.len().max(1) as f64;
    let (mut scene, content) = page_for(text, above + height * count + below);
    let unit_top = content.top + key(&mut scene, content, &items);
    scene.block(&unit, content.left, unit_top, Anchor::Start, Weight::Regular, SOFT_INK);

    let region = Region {
        top: content.top + above,
        bottom: content.top + above + height * count,
        ..texts.plot_between(content)
    };
    let indices = chart.rows.iter().flat_map(|row| [&row.first, &row.total]).flatten();
    let ends = indices
        .flat_map(|index| [index.estimate, index.low, index.high])
        .map(|value| value.clamp(-FARTHEST, 1.0 + FARTHEST));
    let (from, to) = ends.fold((0.0f64, 1.0f64), |(from, to), value| (from.min(value), to.max(value)));
    let ruler = level_ruler(
        &Axis::linear("").within(from, to),
        Extent::of([]),
        region.width(),
        TICK_SIZE,
    );
    let axis = RowAxis { region, ruler: &ruler };
    axis.draw(&mut scene);
    for (index, row) in chart.rows.iter().enumerate() {
        let middle = region.top + height * (index as f64 + 0.5);
        let ink = match row.kind {
            IndexKind::Input => INK,
            IndexKind::Chance => Hue::Neutral.ink(),
        };
        texts.draw(&mut scene, index, middle, region, ink);
        let thickness = (height * 0.32).min(18.0);
        for (order, index, color, y) in [
            (
                later!("chart.alone"),
                &row.first,
                colors(row.kind)[0],
                middle - thickness * 0.55,
            ),
            (
                later!("chart.interactions"),
                &row.total,
                colors(row.kind)[1],
                middle + thickness * 0.55,
            ),
        ] {
            if let Some(index) = index {
                bar(&mut scene, &axis, index, color, (y, thickness));
                let value = |value: f64| limit(value, Scale::Linear);
                let ends = later!("figure.to", low = value(index.low), high = value(index.high));
                let numbers = format!("{} ({ends})", value(index.estimate));
                scene.spot(
                    (axis.place(index.estimate), y),
                    format!("{}, {order}: {numbers}", row.label),
                );
            }
        }
    }
    if chart.rows.is_empty() {
        nothing(&mut scene, text.words, region);
    }
    scene
}

/// A bar from zero with its interval.
fn bar(
    scene: &mut Scene,
    axis: &RowAxis,
    index: &Interval,
    color: plotters::style::RGBColor,
    (y, thickness): (f64, f64),
) {
    let (zero, end) = (axis.place(0.0), axis.place(index.estimate));
    let region = Region {
        left: zero.min(end),
        top: y - thickness / 2.0,
        // An index of nothing is still seen.
        right: zero.max(end).max(zero.min(end) + 2.0),
        bottom: y + thickness / 2.0,
    };
    scene.bar(region, color, 1.0);
    axis.interval(scene, (index.low, index.high), y, INK, 1.8);
}
