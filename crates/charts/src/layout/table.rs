//! A table of cells coloured by a number, such as policies and metrics.

use super::color_key::{Colors, exceptions};
use super::heads::{Heads, PADDING};
use super::page::{nothing, page, page_for};
use super::rows::{self, GAP};
use crate::axis::Domain;
use crate::localized::LocalizedFigure;
use crate::mark::{Coloring, Mark};
use crate::scene::{Anchor, Region, Scene};
use crate::theme::{Block, INK, LABEL_SIZE, Weight, fit, ink_on, size_of_words};
use crate::words::said;

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

/// One cell: the number of its colour and its words.
#[derive(Clone)]
struct Cell {
    value: f64,
    text: String,
}

/// Cells in rows and columns.
struct Cells<'a> {
    rows: Vec<String>,
    columns: Vec<String>,
    /// Row by row, one cell a column.
    cells: Vec<Vec<Cell>>,
    color: &'a Coloring,
}

impl Cells<'_> {
    fn turned(self) -> Self {
        Self {
            cells: (0..self.columns.len())
                .map(|column| self.cells.iter().map(|row| row[column].clone()).collect())
                .collect(),
            rows: self.columns,
            columns: self.rows,
            color: self.color,
        }
    }
}

/// The whole page. The table is turned where it has many columns and fewer rows.
pub fn lay_out(of: &LocalizedFigure, row: &str, column: &str) -> Scene {
    let data = &of.figure.chart.data;
    let cells = of.figure.chart.marks.iter().find_map(|mark| match mark {
        Mark::Cell { color, text, .. } => Some((color, text.as_deref())),
        _ => None,
    });
    let Some((color, text)) = cells else {
        let mut scene = Scene::new(of.width, of.height);
        let content = page(&mut scene, of);
        nothing(&mut scene, of.words, content);
        return scene;
    };
    let ((rows, row_of), (columns, column_of)) = (data.words(row), data.words(column));
    let none = Cell {
        value: f64::NAN,
        text: String::new(),
    };
    let mut cells = vec![vec![none; columns.len()]; rows.len()];
    for (k, value) in data.numbers(&color.value).iter().enumerate() {
        if let (Some(row), Some(column)) = (row_of[k], column_of[k]) {
            cells[row as usize][column as usize] = Cell {
                value: *value,
                text: text.map_or_else(String::new, |key| data.text(key, k).to_owned()),
            };
        }
    }
    let names = |levels: &[crate::data::Level]| levels.iter().map(|level| said(&level.text).to_owned()).collect();
    let cells = Cells {
        rows: names(rows),
        columns: names(columns),
        cells,
        color,
    };
    let turn = cells.columns.len() > MOST_COLUMNS && cells.rows.len() < cells.columns.len();
    lay_out_cells(of, &if turn { cells.turned() } else { cells })
}

fn lay_out_cells(of: &LocalizedFigure, chart: &Cells) -> Scene {
    let words = of.words;
    let usual = page(&mut Scene::new(of.width, of.height), of);
    let values = chart.cells.iter().flatten().map(|cell| cell.value);
    let colors = Colors::new(
        &chart.color.axis,
        chart.color.shading,
        Domain::of(values.clone()),
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
        .map(|row| {
            row.iter()
                .map(|cell| cell_text(&cell.text, width - 2.0 * PADDING))
                .collect()
        })
        .collect();
    // One size for all but those with very long words.
    let sizes = texts.iter().flatten().map(|block| block.size);
    let common = sizes.filter(|size| *size >= EXCEPTION).fold(CELL_TEXT.0, f64::min);
    let highest = labels.iter().chain(texts.iter().flatten()).map(Block::height);
    let least = highest.fold(24.0, f64::max) + 2.0 * PADDING;
    let above = colors.key_height() + heads.height();
    let rows = chart.rows.len().max(1) as f64;
    let height = ((usual.height() - above) / rows).clamp(least, least.max(56.0)).ceil();
    let (mut scene, content) = page_for(of, above + height * rows + 8.0);

    colors.draw_key(
        &mut scene,
        content,
        &exceptions(words, values, said(&chart.color.never)),
    );
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
            scene.tooltip(middle, format!("{row}, {column}: {}", cell.text));
        }
    }
    if chart.cells.iter().all(Vec::is_empty) {
        nothing(&mut scene, words, Region { top, ..content });
    }
    scene
}

/// Text of a cell in up to three lines.
fn cell_text(text: &str, width: f64) -> Block {
    let largest = size_of_words(text, Weight::Regular, width, CELL_TEXT);
    fit(text, Weight::Regular, width, (largest, CELL_TEXT.1), 3)
}
