//! A table of cells coloured by a number, such as policies and metrics.

use serde::{Deserialize, Serialize};

use super::axis::Extent;
use super::color_key::{Colors, exceptions};
use super::heads::{Heads, PADDING};
use super::page::{nothing, page, page_for};
use super::rows::{self, GAP};
use super::scene::{Anchor, Region, Scene};
use super::spoken::Wording;
use super::{Axis, Shading, exact};
use crate::theme::{Block, INK, LABEL_SIZE, PAGE_HEIGHT, Weight, fit, ink_on, size_of_words};

/// White between two cells.
const SEAM: f64 = 2.0;
/// Cells are at most this wide.
const WIDEST: f64 = 220.0;
/// With more columns than this, what is longer goes down the page.
const MOST_COLUMNS: usize = 12;
/// Text of a cell, at its largest and smallest.
const CELL_TEXT: (f64, f64) = (22.0, 12.0);
/// Text smaller than this does not make that of other cells small.
const EXCEPTION: f64 = 16.0;

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeatCell {
    /// Decides the colour: not a number where there is none, infinite for `never`.
    #[serde(with = "exact")]
    pub value: f64,
    /// Written in the cell.
    pub text: String,
}

/// Cells in rows and columns. The table is turned where it has many columns and fewer rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeatMapChart {
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// Row by row, one cell a column.
    pub cells: Vec<Vec<HeatCell>>,
    /// The number that gives the colour.
    pub color: Axis,
    pub shading: Shading,
    /// What an infinite value is called in the key, such as `never by 2040`.
    pub never_label: String,
}

impl HeatMapChart {
    pub(super) fn check(&self) -> Result<(), String> {
        if self.cells.len() != self.rows.len() {
            return Err(format!(
                "there are {} labels of rows but {} rows of cells",
                self.rows.len(),
                self.cells.len()
            ));
        }
        for (label, cells) in self.rows.iter().zip(&self.cells) {
            if cells.len() != self.columns.len() {
                return Err(format!(
                    "row `{label}` has {} cells for {} columns",
                    cells.len(),
                    self.columns.len()
                ));
            }
        }
        Ok(())
    }

    fn turned(&self) -> Self {
        Self {
            rows: self.columns.clone(),
            columns: self.rows.clone(),
            cells: (0..self.columns.len())
                .map(|column| self.cells.iter().map(|row| row[column].clone()).collect())
                .collect(),
            ..self.clone()
        }
    }
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &HeatMapChart) -> Scene {
    if chart.columns.len() > MOST_COLUMNS && chart.rows.len() < chart.columns.len() {
        return lay_out_as_given(text, &chart.turned());
    }
    lay_out_as_given(text, chart)
}

fn lay_out_as_given(text: Wording, chart: &HeatMapChart) -> Scene {
    let usual = page(&mut Scene::new(PAGE_HEIGHT), text);
    let values = chart.cells.iter().flatten().map(|cell| cell.value);
    let colors = Colors::new(
        &chart.color,
        chart.shading,
        Extent::of(values.clone()),
        usual.width() * 0.96,
    );
    let labels = rows::labels(
        chart.rows.iter().map(String::as_str),
        usual.width() * 0.34,
        56.0,
        LABEL_SIZE.min(24.0),
    );
    let widest = labels.iter().map(|block| block.width(Weight::Regular));
    let side = widest.fold(0.0, f64::max) * 1.04 + GAP;
    let count = chart.columns.len().max(1) as f64;
    let width = ((usual.width() - side) / count).min(WIDEST).floor();
    let heads = Heads::new(&chart.columns, width);
    let texts: Vec<Vec<Block>> = chart
        .cells
        .iter()
        .map(|row| row.iter().map(|cell| cell_text(cell, width - 2.0 * PADDING)).collect())
        .collect();
    // One size for all but those with very long words.
    let sizes = texts.iter().flatten().map(|block| block.size);
    let common = sizes.filter(|size| *size >= EXCEPTION).fold(CELL_TEXT.0, f64::min);
    let highest = labels.iter().chain(texts.iter().flatten()).map(Block::height);
    let least = highest.fold(24.0, f64::max) + 2.0 * PADDING;
    let above = colors.key_height() + heads.height();
    let rows = chart.rows.len().max(1) as f64;
    let height = ((usual.height() - above) / rows).clamp(least, least.max(56.0)).ceil();
    let (mut scene, content) = page_for(text, above + height * rows + 8.0);

    colors.draw_key(&mut scene, content, &exceptions(text.words, values, &chart.never_label));
    let (left, top) = ((content.left + side).round(), (content.top + above).round());
    for column in 0..chart.columns.len() {
        heads.draw(&mut scene, column, left + width * (column as f64 + 0.5), top);
    }
    for (row, label) in labels.iter().enumerate() {
        let cell_top = top + height * row as f64;
        let middle = cell_top + height / 2.0;
        let label_top = middle - label.height() / 2.0;
        scene.block(label, left - GAP, label_top, Anchor::End, Weight::Regular, INK);
        for (column, cell) in chart.cells[row].iter().enumerate() {
            let cell_left = left + width * column as f64;
            let ground = colors.of(cell.value);
            let region = Region {
                left: cell_left,
                top: cell_top,
                right: cell_left + width - SEAM,
                bottom: cell_top + height - SEAM,
            };
            scene.on_color(|scene| scene.bar(region, ground, 1.0));
            let text = &texts[row][column];
            let block = Block {
                size: common.min(text.size),
                lines: text.lines.clone(),
            };
            let middle = ((region.left + region.right) / 2.0, (region.top + region.bottom) / 2.0);
            let text_top = middle.1 - block.height() / 2.0;
            let ink = ink_on(ground);
            scene.on_color(|scene| {
                scene.block(&block, middle.0, text_top, Anchor::Middle, Weight::Regular, ink);
            });
            let (row, column) = (&chart.rows[row], &chart.columns[column]);
            scene.spot(middle, format!("{row}, {column}: {}", cell.text));
        }
    }
    if chart.cells.iter().all(Vec::is_empty) {
        nothing(&mut scene, text.words, Region { top, ..content });
    }
    scene
}

/// Text of a cell in up to three lines.
fn cell_text(cell: &HeatCell, width: f64) -> Block {
    let largest = size_of_words(&cell.text, Weight::Regular, width, CELL_TEXT);
    fit(&cell.text, Weight::Regular, width, (largest, CELL_TEXT.1), 3)
}
