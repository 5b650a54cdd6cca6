//! Effects with their intervals: panels of one metric each, one row a policy.

use serde::{Deserialize, Serialize};

use super::axis::Extent;
use super::numbers::limit;
use super::page::{nothing, page, page_for};
use super::plot::{level_ruler, numbers_height};
use super::rows::{RowAxis, RowTexts};
use super::scene::{Anchor, Region, Scene};
use super::spoken::Wording;
use super::spots::measured;
use super::{Axis, Interval};
use crate::later;
use crate::theme::{Block, Hue, INK, LABEL_SIZE, PAGE_HEIGHT, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};

/// Space below a panel that has another one below it.
const SPACING: f64 = 34.0;
/// Space between the head of a panel and its rows.
const BELOW_HEAD: f64 = 8.0;

/// The effect of one policy on the metric of its panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForestRow {
    /// Whose effect it is, written at the left.
    pub label: String,
    pub hue: Hue,
    /// `None` where there is no estimate: the row then has its note only.
    pub effect: Option<Interval>,
    /// A short remark at the right end, such as `+6.1 months; better in 31 %, worse in 9 %`; may be empty.
    pub note: String,
}

/// One metric with its own unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForestPanel {
    /// The metric in words.
    pub title: String,
    /// The axis of effects; it always shows zero unless its range is given.
    pub axis: Axis,
    pub rows: Vec<ForestRow>,
}

/// Panels below each other; the page is as long as their rows need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForestChart {
    pub panels: Vec<ForestPanel>,
}

impl ForestChart {
    pub(super) fn check(&self) -> Result<(), String> {
        for row in self.panels.iter().flat_map(|panel| &panel.rows) {
            if let Some(effect) = &row.effect {
                effect.check(&row.label)?;
            }
        }
        Ok(())
    }
}

/// Title and unit of a panel.
struct Head {
    title: Block,
    unit: Block,
}

impl Head {
    fn of(panel: &ForestPanel, width: f64) -> Self {
        Self {
            title: fit(&panel.title, Weight::Bold, width, (LABEL_SIZE, SMALL_SIZE), 2),
            unit: fit(&panel.axis.unit, Weight::Regular, width, (TICK_SIZE, SMALL_SIZE), 2),
        }
    }

    fn height(&self) -> f64 {
        self.title.height() + self.unit.height() + BELOW_HEAD
    }

    /// The title at the left edge of the page, the unit where the plot begins if there is room beside it.
    fn draw(&self, scene: &mut Scene, left: f64, top: f64) {
        scene.block(&self.title, left, top, Anchor::Start, Weight::Bold, INK);
        let below = top + self.title.height();
        scene.block(&self.unit, left, below, Anchor::Start, Weight::Regular, SOFT_INK);
    }
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &ForestChart) -> Scene {
    let usual = page(&mut Scene::new(PAGE_HEIGHT), text);
    let heads: Vec<Head> = chart
        .panels
        .iter()
        .map(|panel| Head::of(panel, usual.width() * 0.96))
        .collect();
    let rows = || chart.panels.iter().flat_map(|panel| &panel.rows);
    let texts = RowTexts::new(rows().map(|row| (row.label.as_str(), row.note.as_str())), usual.width());
    let between = SPACING * chart.panels.len().saturating_sub(1) as f64;
    let around: f64 = heads
        .iter()
        .map(|head| head.height() + numbers_height(TICK_SIZE))
        .sum::<f64>()
        + between;
    let row_height = texts.row_height(usual.height() - around);
    let (mut scene, content) = page_for(text, around + row_height * rows().count().max(1) as f64);
    let sides = texts.plot_between(content);

    let mut top = content.top;
    let mut first = 0;
    for (panel, head) in chart.panels.iter().zip(&heads) {
        if first > 0 {
            scene.breaks.push(top - SPACING / 2.0);
        }
        head.draw(&mut scene, content.left, top);
        top += head.height();
        let bottom = top + row_height * panel.rows.len() as f64;
        let region = Region { top, bottom, ..sides };
        if panel.rows.is_empty() {
            let bottom = top + numbers_height(TICK_SIZE);
            nothing(&mut scene, text.words, Region { bottom, ..region });
        } else {
            draw_rows(&mut scene, panel, region, &texts, first);
        }
        first += panel.rows.len();
        top = bottom + numbers_height(TICK_SIZE) + SPACING;
    }
    if chart.panels.is_empty() {
        nothing(&mut scene, text.words, content);
    }
    scene
}

/// The axis of a panel with its rows, whose texts begin at `first`.
fn draw_rows(scene: &mut Scene, panel: &ForestPanel, region: Region, texts: &RowTexts, first: usize) {
    let effects = panel.rows.iter().filter_map(|row| row.effect.as_ref());
    let values = effects.flat_map(|effect| [effect.estimate, effect.low, effect.high]);
    let ruler = level_ruler(&panel.axis, Extent::of(values.chain([0.0])), region.width(), TICK_SIZE);
    let axis = RowAxis { region, ruler: &ruler };
    axis.draw(scene);
    if ruler.from <= 0.0 && ruler.to >= 0.0 && !ruler.logarithmic {
        scene.upright(axis.place(0.0), region.top, region.bottom, SOFT_INK);
    }
    let row_height = region.height() / panel.rows.len() as f64;
    for (index, row) in panel.rows.iter().enumerate() {
        let middle = region.top + row_height * (index as f64 + 0.5);
        texts.draw(scene, first + index, middle, region, row.hue.ink());
        if let Some(effect) = &row.effect {
            axis.interval(scene, (effect.low, effect.high), middle, row.hue.color(), 4.5);
            let at = (axis.place(effect.estimate), middle);
            scene.dot(at, 8.0, row.hue.color());
            let value = |value: f64| limit(value, panel.axis.scale);
            let Interval { estimate, low, high } = *effect;
            let ends = later!("figure.to", low = value(low), high = value(high));
            let numbers = measured(&value(estimate), &ends, &panel.axis);
            scene.spot(at, format!("{}, {}: {numbers}", panel.title, row.label));
        }
    }
}
