//! Labelled rows on a level axis, in panels below each other: effects, facts, inputs.

use super::page::{SLACK, Swatch, key, nothing, page, page_for};
use super::plot::{level_ruler, numbers_height};
use super::row_marks;
use super::rows::{Row, RowAxis, RowTexts};
use crate::axis::Axis;
use crate::data::Level;
use crate::figure::{Chart, Panel};
use crate::localized::LocalizedFigure;
use crate::mark::{Across, Mark, RuleLabel};
use crate::scene::{Anchor, Region, Scene};
use crate::theme::{Block, INK, LABEL_SIZE, OUTSIDE, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};
use crate::words::{Words, said};

/// Space below a panel that has another one below it.
const SPACING: f64 = 34.0;
/// Space between the head of a panel and its rows.
const BELOW_HEAD: f64 = 10.0;

/// The rows of a panel in the order of the table.
fn rows_of(chart: &Chart, panel: usize, label: &str) -> Vec<Row> {
    let (levels, of) = chart.data.words(label);
    let mut rows: Vec<(u32, Row)> = Vec::new();
    for row in chart.rows_of(panel) {
        let Some(level) = of[row] else { continue };
        match rows.iter_mut().find(|(other, _)| *other == level) {
            Some((_, found)) => found.of_table.push(row),
            None => {
                let Level { text, hue } = &levels[level as usize];
                let label = said(text).to_owned();
                let (hue, of_table) = (*hue, vec![row]);
                rows.push((level, Row { label, hue, of_table }));
            }
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Title and unit of a panel, and the words of a rule above its plot.
struct Head {
    title: Block,
    unit: Block,
    rule: Option<(f64, Block)>,
}

impl Head {
    fn new(words: Words, chart: &Chart, panel: &Panel, axis: &Axis, width: f64) -> Self {
        let rule = chart.marks.iter().find_map(|mark| match mark {
            Mark::Rule {
                across: Across::X,
                at,
                label: RuleLabel::Value(label),
                ..
            } => Some((*at, fit(said(label), Weight::Regular, 640.0, (SMALL_SIZE, 18.0), 2))),
            _ => None,
        });
        Self {
            title: fit(said(&panel.title), Weight::Bold, width, (LABEL_SIZE, SMALL_SIZE), 2),
            unit: fit(&words.heading(axis), Weight::Regular, width, (TICK_SIZE, SMALL_SIZE), 2),
            rule,
        }
    }

    fn height(&self) -> f64 {
        let rule = self.rule.as_ref().map_or(0.0, |(_, block)| block.height() + 4.0);
        self.title.height() + self.unit.height() + rule + BELOW_HEAD
    }

    fn draw(&self, scene: &mut Scene, left: f64, top: f64) {
        scene.block(&self.title, left, top, Anchor::Start, Weight::Bold, INK);
        let below = top + self.title.height();
        scene.block(&self.unit, left, below, Anchor::Start, Weight::Regular, SOFT_INK);
    }

    /// The rule through the rows with its words above them, inside of the page.
    fn draw_rule(&self, scene: &mut Scene, axis: &RowAxis, content: Region) {
        if let Some((at, block)) = &self.rule {
            let (x, half) = (axis.place(*at), block.width(Weight::Regular) / 2.0);
            scene.upright(x, axis.region.top - 6.0, axis.region.bottom, INK);
            let middle = x.min(content.right - half).max(content.left + half);
            let top = axis.region.top - BELOW_HEAD - block.height();
            scene.block(block, middle, top, Anchor::Middle, Weight::Regular, SOFT_INK);
        }
    }
}

/// The whole page.
pub fn lay_out(of: &LocalizedFigure, label: &str, note: Option<&str>, axis: &Axis) -> Scene {
    let (chart, words) = (&of.figure.chart, of.words);
    let usual = page(&mut Scene::new(of.width, of.height), of);
    let alone = [Panel::default()];
    let panels = if chart.facet.is_some() {
        &chart.panels[..]
    } else {
        &alone
    };
    let axes: Vec<&Axis> = panels.iter().map(|panel| panel.axis.as_ref().unwrap_or(axis)).collect();
    let heads: Vec<Head> = panels
        .iter()
        .zip(&axes)
        .map(|(panel, axis)| Head::new(words, chart, panel, axis, usual.width() * SLACK))
        .collect();
    let rows: Vec<Vec<Row>> = (0..panels.len()).map(|panel| rows_of(chart, panel, label)).collect();
    let note_of = |row: &Row| note.map_or("", |note| chart.data.text(note, row.of_table[0]));
    let flat = || rows.iter().flatten();
    let texts = RowTexts::new(flat().map(|row| (row.label.as_str(), note_of(row))), usual.width());
    let items: Vec<(Swatch, String)> = row_marks::key_items(words, chart);
    let key_height = key(&mut Scene::new(of.width, of.height), usual, &items);
    let key_height = if key_height > 0.0 { key_height + 8.0 } else { 0.0 };
    let between = SPACING * panels.len().saturating_sub(1) as f64;
    let heights = heads.iter().map(|head| head.height() + numbers_height(TICK_SIZE));
    let around = key_height + heights.sum::<f64>() + between;
    let row_height = texts.row_height(usual.height() - around, row_marks::heights(chart));
    let (mut scene, content) = page_for(of, around + row_height * flat().count().max(1) as f64);
    key(&mut scene, content, &items);
    let sides = texts.plot_between(content);

    let mut top = content.top + key_height;
    let mut first = 0;
    for (index, head) in heads.iter().enumerate() {
        if first > 0 {
            scene.breaks.push(top - SPACING / 2.0);
        }
        head.draw(&mut scene, content.left, top);
        top += head.height();
        let rows = &rows[index];
        let bottom = top + row_height * rows.len() as f64;
        let region = Region { top, bottom, ..sides };
        if rows.is_empty() {
            let bottom = top + numbers_height(TICK_SIZE);
            nothing(&mut scene, words, Region { bottom, ..region });
        } else {
            let title = said(&panels[index].title);
            let drawn = row_marks::Drawn {
                chart,
                words,
                title,
                axis: axes[index],
            };
            let domain = drawn.domain(rows);
            let rough = level_ruler(axes[index], domain, region.width(), TICK_SIZE);
            let (left, right) = drawn.room_beside(rows, &rough, region.width());
            let region = Region {
                left: region.left + left,
                right: region.right - right,
                ..region
            };
            let ruler = level_ruler(axes[index], domain, region.width(), TICK_SIZE);
            let row_axis = RowAxis { region, ruler: &ruler };
            row_axis.draw(&mut scene);
            drawn.draw_zero(&mut scene, &row_axis);
            for (place, row) in rows.iter().enumerate() {
                let middle = top + row_height * (place as f64 + 0.5);
                let ink = match drawn.verdict(row) {
                    Some(true) => INK,
                    Some(false) => OUTSIDE,
                    None => row.hue.map_or(INK, |hue| hue.ink()),
                };
                texts.draw(&mut scene, first + place, middle, sides, ink);
                drawn.draw(&mut scene, &row_axis, row, (middle, row_height));
            }
            head.draw_rule(&mut scene, &row_axis, content);
            if domain.ends().is_none() {
                nothing(&mut scene, words, region);
            }
        }
        first += rows.len();
        top = bottom + numbers_height(TICK_SIZE) + SPACING;
    }
    if panels.is_empty() {
        nothing(&mut scene, words, content);
    }
    scene
}
