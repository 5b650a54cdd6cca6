//! Panels of plots: in a grid, each with its own axis of values, or below each other on common axes.

use results::message;

use super::page::{Swatch, key, nothing, page};
use super::panel::{Drawn, Plane, rules, x_domain, y_domain};
use super::plot::{Plot, level_ruler, numbers_height, numbers_width};
use super::{columns, every};
use crate::axis::{Axis, AxisScale, Domain};
use crate::figure::{Chart, Panel};
use crate::localized::LocalizedFigure;
use crate::mark::{Across, Mark, RuleLabel};
use crate::scene::{Anchor, Region, Scene, Type};
use crate::theme::{Block, Hue, INK, LABEL_SIZE, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit, text_width};
use crate::words::{Words, said};

/// Space between panels beside each other.
const GUTTER: f64 = 44.0;
/// Space below a panel that has another one below it.
const SPACING: f64 = 20.0;
/// Title of a panel of many, at its largest.
const PANEL_TITLE: f64 = 23.0;

/// The whole page.
pub fn lay_out(of: &LocalizedFigure, plane: Plane) -> Scene {
    let (chart, words) = (&of.figure.chart, of.words);
    let mut scene = Scene::new(of.width, of.height);
    let mut content = page(&mut scene, of);
    let panels = &chart.panels;
    let columns = chart.columns.clamp(1, panels.len().max(1));
    let shared = panels.iter().all(|panel| panel.axis.is_none());
    // Panels that are series need no key.
    if chart.series != chart.facet {
        content.top += key(&mut scene, content, &key_items(words, chart, plane)) + 8.0;
    }
    if shared && !panels.is_empty() {
        let unit = words.heading(plane.y_axis);
        let unit = fit(&unit, Weight::Regular, content.width(), (TICK_SIZE, SMALL_SIZE), 2);
        scene.block(
            &unit,
            content.left,
            content.top,
            Anchor::Start,
            Weight::Regular,
            SOFT_INK,
        );
        content.top += unit.height() + 8.0;
    }
    let x_unit = fit(
        &words.heading(plane.x_axis),
        Weight::Regular,
        content.width(),
        (TICK_SIZE, TICK_SIZE),
        1,
    );
    let size = if columns == 1 { TICK_SIZE } else { SMALL_SIZE };
    let scales = scales(chart, plane, shared);
    let numbers: Vec<f64> = (0..columns)
        .map(|column| {
            let scales = scales.iter().skip(column).step_by(columns);
            scales.map(|scale| numbers_width(scale, size)).fold(0.0, f64::max)
        })
        .collect();
    let side = columns::side(chart);
    let gutters = GUTTER * (columns - 1) as f64;
    let width = (content.width() - gutters - side - numbers.iter().sum::<f64>()) / columns as f64;
    let places = x_domain(chart, plane);
    let x = level_ruler(plane.x_axis, places, width, size);

    let heads: Vec<Head> = (0..panels.len())
        .map(|panel| Head::new(words, chart, panel, width, columns == 1))
        .collect();
    let head = heads.iter().map(Head::height).fold(0.0, f64::max) + 16.0;
    let below = numbers_height(size)
        + if x_unit.lines.is_empty() {
            0.0
        } else {
            x_unit.height() + 4.0
        };
    let rows = panels.len().div_ceil(columns).max(1);
    let height = (content.height() - below + SPACING) / rows as f64;
    let all: usize = chart
        .marks
        .iter()
        .filter(|mark| matches!(mark, Mark::Line { .. }))
        .count()
        * chart.data.rows();

    for (index, panel) in panels.iter().enumerate() {
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
            y: &scales[index],
        };
        // Both at the left edge of the numbers, where a reader's eye starts.
        heads[index].draw(&mut scene, left - numbers[column], top, region.right);
        plot.draw_y(&mut scene, size);
        let last = index + columns >= panels.len();
        plot.draw_x(&mut scene, size, last && places.ends().is_some());
        let drawn = Drawn {
            chart,
            plane,
            words,
            panel: index,
            title: said(&panel.title),
            y_axis: panel.axis.as_ref().unwrap_or(plane.y_axis),
            weight: 3.2,
            rule_top: region.top,
            every: every(all),
        };
        drawn.draw(&mut scene, &plot);
        if y_domain(chart, index).ends().is_none() {
            nothing(&mut scene, words, region);
        }
    }
    let under = content.bottom - below + numbers_height(size) + 4.0;
    let middle = (content.left + numbers.first().copied().unwrap_or(0.0) + content.right - side) / 2.0;
    scene.block(&x_unit, middle, under, Anchor::Middle, Weight::Regular, SOFT_INK);
    if let Some(never) = columns::never(chart) {
        columns::name_never(&mut scene, never, content.right, content.bottom - below + 10.0);
    }
    if panels.is_empty() {
        nothing(&mut scene, words, content);
    }
    scene
}

/// The upright axis of each panel: its own, or one for all.
fn scales(chart: &Chart, plane: Plane, shared: bool) -> Vec<AxisScale> {
    let panels = 0..chart.panels.len();
    if shared {
        let ends = panels.clone().filter_map(|panel| y_domain(chart, panel).ends());
        let domain = Domain::of(ends.flat_map(|(low, high)| [low, high]));
        let domain = match domain.ends() {
            Some((low, high)) if low == 0.0 && high == 0.0 => Domain::of([0.0, 0.1]),
            _ => domain,
        };
        return panels.map(|_| AxisScale::new(plane.y_axis, domain, 3)).collect();
    }
    let axis = |panel: usize| chart.panels[panel].axis.as_ref().unwrap_or(plane.y_axis);
    panels
        .map(|panel| AxisScale::new(axis(panel), y_domain(chart, panel), 4))
        .collect()
}

/// What stands above a panel.
enum Head {
    /// Its title, and its unit below.
    Stacked(Block, Block),
    /// Its title in the colour of what it names, and a remark beside it.
    Beside { title: String, note: String, hue: Hue },
}

impl Head {
    fn new(words: Words, chart: &Chart, panel: usize, width: f64, alone: bool) -> Self {
        let Panel { title, note, axis } = &chart.panels[panel];
        if alone {
            let (levels, _) = chart
                .facet
                .as_ref()
                .map_or((&[][..], &[][..]), |facet| chart.data.words(facet));
            return Self::Beside {
                title: said(title).to_owned(),
                note: said(note).to_owned(),
                hue: levels.get(panel).and_then(|level| level.hue).unwrap_or(Hue::Neutral),
            };
        }
        let unit = |axis: &Axis| words.heading(axis);
        let unit = axis.as_ref().map_or_else(String::new, unit);
        Self::Stacked(
            fit(said(title), Weight::Bold, width * 1.05, (PANEL_TITLE, SMALL_SIZE), 1),
            fit(&unit, Weight::Regular, width * 1.05, (SMALL_SIZE, 18.0), 1),
        )
    }

    fn height(&self) -> f64 {
        match self {
            Self::Stacked(title, unit) => title.height() + unit.height(),
            Self::Beside { .. } => LABEL_SIZE * 1.65,
        }
    }

    fn draw(&self, scene: &mut Scene, left: f64, top: f64, right: f64) {
        match self {
            Self::Stacked(title, unit) => {
                scene.block(title, left, top, Anchor::Start, Weight::Bold, INK);
                let below = top + title.height();
                scene.block(unit, left, below, Anchor::Start, Weight::Regular, SOFT_INK);
            }
            Self::Beside { title, note, hue } => {
                const GAP: f64 = 18.0;
                let mut size = LABEL_SIZE;
                let width = |size: f64| text_width(title, Weight::Bold, size) + text_width(note, Weight::Regular, size);
                while size > 14.0 && width(size) + GAP > right - left {
                    size -= 1.0;
                }
                let baseline = top + LABEL_SIZE * 1.25;
                let look = |weight, color| Type { size, weight, color };
                scene.text(
                    title.as_str(),
                    (left, baseline),
                    Anchor::Start,
                    look(Weight::Bold, hue.ink()),
                );
                let beside = left + text_width(title, Weight::Bold, size) * 1.03 + GAP;
                scene.text(
                    note.as_str(),
                    (beside, baseline),
                    Anchor::Start,
                    look(Weight::Regular, SOFT_INK),
                );
            }
        }
    }
}

/// Series of the same name and hue are named once, above the panels.
fn key_items(words: Words, chart: &Chart, plane: Plane) -> Vec<(Swatch, String)> {
    let (levels, _) = chart
        .series
        .as_ref()
        .map_or((&[][..], &[][..]), |key| chart.data.words(key));
    let mut items: Vec<_> = levels
        .iter()
        .map(|level| {
            (
                Swatch::Line(level.hue.unwrap_or(Hue::Neutral).color()),
                said(&level.text).to_owned(),
            )
        })
        .collect();
    let recorded = |mark: &Mark| match mark {
        Mark::Record { y, .. } => chart.data.numbers(y).iter().any(|value| value.is_finite()),
        _ => false,
    };
    if chart.marks.iter().any(recorded) {
        items.push((Swatch::Dot(INK), words.of(message!("chart-recorded"))));
    }
    let (from, to) = x_domain(chart, plane).ends().unwrap_or((0.0, 0.0));
    let sides = rules(chart, Across::X).find_map(|(at, label)| match label {
        RuleLabel::Sides { named, .. } if at > from && at < to => Some(said(named).to_owned()),
        _ => None,
    });
    items.extend(sides.map(|named| (Swatch::Upright, named)));
    items
}
