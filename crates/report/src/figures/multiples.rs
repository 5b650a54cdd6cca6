//! Many fans on one page: panels in a grid on one calendar.

use serde::{Deserialize, Serialize};

use super::axis::Ruler;
use super::fan::{Fan, RecordedPoint, Said, draw, extents, say};
use super::page::{Swatch, key, nothing, page};
use super::plot::{Plot, numbers_height, numbers_width};
use super::scene::{Anchor, Region, Scene};
use super::spoken::Wording;
use super::spots::every;
use super::{Axis, exact};
use crate::catalogue::Catalogue;
use crate::say;
use crate::theme::{Block, Hue, INK, PAGE_HEIGHT, SMALL_SIZE, SOFT_INK, Weight, fit};

/// Space between panels beside each other.
const GUTTER: f64 = 44.0;
/// Space below a panel that has another one below it.
const SPACING: f64 = 20.0;
/// Title of a panel, at its largest.
const PANEL_TITLE: f64 = 23.0;

/// One panel: its own title, unit and values, the calendar of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    pub title: String,
    pub fans: Vec<Fan>,
    pub points: Vec<RecordedPoint>,
    pub axis: Axis,
}

/// Panels in reading order. Series of the same label and hue are named once, above the panels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SmallMultiples {
    pub panels: Vec<Panel>,
    /// Panels beside each other.
    pub columns: usize,
    /// Decimal year in which history ends and policy begins.
    #[serde(with = "exact")]
    pub history_end_year: Option<f64>,
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &SmallMultiples) -> Scene {
    let mut scene = Scene::new(PAGE_HEIGHT);
    let mut content = page(&mut scene, text);
    content.top += key(&mut scene, content, &key_items(text.words, chart)) + 8.0;
    let columns = chart.columns.clamp(1, chart.panels.len().max(1));
    let rows = chart.panels.len().div_ceil(columns);

    let (from, to) = calendar(chart);
    let rulers: Vec<Ruler> = chart
        .panels
        .iter()
        .map(|panel| Ruler::new(&panel.axis, extents(&panel.fans, &panel.points).1, 4))
        .collect();
    let numbers: Vec<f64> = (0..columns)
        .map(|column| {
            let rulers = rulers.iter().skip(column).step_by(columns);
            rulers.map(|ruler| numbers_width(ruler, SMALL_SIZE)).fold(0.0, f64::max)
        })
        .collect();
    let gutters = GUTTER * (columns - 1) as f64;
    let width = (content.width() - gutters - 16.0 - numbers.iter().sum::<f64>()) / columns as f64;
    let x = Ruler::years(from, to, (width / 90.0).max(2.0) as usize);

    let heads: Vec<(Block, Block)> = chart
        .panels
        .iter()
        .map(|panel| {
            let title = fit(&panel.title, Weight::Bold, width * 1.05, (PANEL_TITLE, SMALL_SIZE), 1);
            let unit = fit(
                &panel.axis.heading(text.words),
                Weight::Regular,
                width * 1.05,
                (SMALL_SIZE, 18.0),
                1,
            );
            (title, unit)
        })
        .collect();
    let head = heads
        .iter()
        .map(|(title, unit)| title.height() + unit.height())
        .fold(0.0, f64::max)
        + 16.0;
    let fans = chart.panels.iter().flat_map(|panel| &panel.fans);
    let named_every = every(fans.map(|fan| fan.years.len()).sum());
    let below = numbers_height(SMALL_SIZE);
    let height = (content.height() - below + SPACING) / rows.max(1) as f64;

    for (index, panel) in chart.panels.iter().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let before: f64 = numbers[..=column].iter().sum();
        let left = content.left + before + (width + GUTTER) * column as f64;
        let top = content.top + height * row as f64;
        let region = Region {
            left,
            top: top + head,
            right: left + width,
            bottom: top + height - SPACING,
        };
        let plot = Plot {
            region,
            x: &x,
            y: &rulers[index],
        };
        let (title, unit) = &heads[index];
        // Both at the left edge of the numbers, where a reader's eye starts.
        let edge = left - numbers[column];
        scene.block(title, edge, top, Anchor::Start, Weight::Bold, INK);
        scene.block(
            unit,
            edge,
            top + title.height(),
            Anchor::Start,
            Weight::Regular,
            SOFT_INK,
        );
        plot.draw_y(&mut scene, SMALL_SIZE);
        plot.draw_x(&mut scene, SMALL_SIZE, index + columns >= chart.panels.len());
        plot.draw_history_end(&mut scene, chart.history_end_year, region.top);
        draw(&mut scene, &plot, &panel.fans, &panel.points, 3.2);
        let said = Said {
            panel: &panel.title,
            axis: &panel.axis,
            every: named_every,
        };
        say(&mut scene, &plot, &panel.fans, &panel.points, said);
        if extents(&panel.fans, &panel.points).1.ends().is_none() {
            nothing(&mut scene, text.words, region);
        }
    }
    if chart.panels.is_empty() {
        nothing(&mut scene, text.words, content);
    }
    scene
}

/// From the first time of any panel to the last.
fn calendar(chart: &SmallMultiples) -> (f64, f64) {
    let ends = chart
        .panels
        .iter()
        .filter_map(|panel| extents(&panel.fans, &panel.points).0.ends());
    ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        .unwrap_or((2025.0, 2035.0))
}

fn key_items(words: &Catalogue, chart: &SmallMultiples) -> Vec<(Swatch, String)> {
    let mut series: Vec<(&str, Hue)> = Vec::new();
    for fan in chart.panels.iter().flat_map(|panel| &panel.fans) {
        if !series.contains(&(fan.label.as_str(), fan.hue)) {
            series.push((fan.label.as_str(), fan.hue));
        }
    }
    let mut items: Vec<_> = series
        .iter()
        .map(|(label, hue)| (Swatch::Line(hue.color()), (*label).to_owned()))
        .collect();
    if chart.panels.iter().any(|panel| !panel.points.is_empty()) {
        items.push((Swatch::Dot(INK), say!(words, "chart.recorded")));
    }
    let (from, to) = calendar(chart);
    if chart.history_end_year.is_some_and(|year| year > from && year < to) {
        items.push((Swatch::Upright, say!(words, "chart.history_ends")));
    }
    items
}
