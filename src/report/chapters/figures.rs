//! The figures of a result, drawn again from what it stores, with the tables behind them.

use std::path::Path;

use super::rows::{number, shown};
use crate::error::{Error, Result};
use crate::report::catalogue::Catalogue;
use crate::report::document::{Attachment, Block, Cell, Column, ColumnKind, Figure, Inline, Table, Weight, identifier};
use crate::report::figures::{self, FIGURES_JSON, FigureTable};
use crate::report::finished::Finished;
use crate::report::number::{cell as number_cell, thousands};
use crate::say;

/// Rows of the table behind a figure that are shown; the file inside the page has all.
const MOST_ROWS: usize = 60;

/// The figures as blocks, and the table behind each as a file. `seen_from` is the folder from which a Markdown file looks at
/// drawings; `chapter` begins all ids.
///
/// # Errors
/// The stored figures cannot be read or drawn.
pub fn blocks(
    words: &Catalogue,
    result: &Finished,
    chapter: &str,
    seen_from: &Path,
) -> Result<(Vec<Block>, Vec<Attachment>)> {
    if !result.manifest.figures {
        return Ok((vec![note(say!(words, "figures.none"), result)], Vec::new()));
    }
    if !result.has(FIGURES_JSON) {
        return Ok((vec![note(say!(words, "figures.old"), result)], Vec::new()));
    }
    let (mut blocks, mut files) = (Vec::new(), Vec::new());
    for figure in figures::stored(&result.folder)? {
        let [_, png] = figures::drawn_names(&figure.name);
        let drawing = match result.has(&png) {
            true => relative(seen_from, &result.path(&png)),
            false => String::new(),
        };
        let (block, file) = block(words, &figure, chapter, drawing)?;
        blocks.push(block);
        files.push(file);
    }
    Ok((blocks, files))
}

/// A figure as a block, and the table behind it as a file; `drawing` is where a Markdown file finds it drawn, if anywhere.
///
/// # Errors
/// It cannot be drawn.
pub fn block(
    words: &Catalogue,
    figure: &figures::Figure,
    chapter: &str,
    drawing: String,
) -> Result<(Block, Attachment)> {
    let id = format!("{chapter}-{}", identifier(&figure.name));
    let spoken = figure.spoken(words);
    let embedded = spoken.embedded(&format!("{id}-svg"))?;
    let data = spoken.data();
    let csv = String::from_utf8(as_drawn(&data).csv()?)
        .map_err(|error| Error::File(format!("cannot write the table of a figure: {error}")))?;
    let name = format!("{chapter}/{}.csv", figure.name);
    let title = spoken.title().to_owned();
    let block = Block::Figure(Box::new(Figure {
        alt: spoken.alt(),
        svg: embedded.svg,
        marks_json: embedded.marks_json,
        table: behind(words, &id, &title, &name, &data),
        file: drawing,
        title,
        id,
    }));
    let file = Attachment {
        name,
        media: "text/csv",
        text: csv,
    };
    Ok((block, file))
}

/// That there are no figures, and what to type.
fn note(sentence: String, result: &Finished) -> Block {
    let command = Inline::Code(format!("{} --force", result.manifest.command));
    Block::Notice(Weight::Note, vec![Inline::Text(format!("{sentence} ")), command])
}

/// The table with six significant figures, which is finer than anything that is drawn: a page of many figures stays small. The files of
/// the result have all figures.
fn as_drawn(data: &FigureTable) -> FigureTable {
    const LONG: usize = 8;
    let rounded = |cell: &String| match cell.parse::<f64>() {
        Ok(value) if value.is_finite() && cell.len() > LONG => {
            let short: f64 = format!("{value:.5e}").parse().unwrap_or(value);
            number_cell(short)
        }
        _ => cell.clone(),
    };
    let rows = data.rows.iter();
    FigureTable {
        header: data.header.clone(),
        rows: rows.map(|row| row.iter().map(rounded).collect()).collect(),
    }
}

/// The first rows of the table behind a figure.
fn behind(words: &Catalogue, figure: &str, title: &str, file: &str, data: &FigureTable) -> Table {
    let is_number = |place: usize| {
        let mut cells = data
            .rows
            .iter()
            .map(|row| row[place].as_str())
            .filter(|cell| !cell.is_empty());
        let mut any = false;
        cells.all(|cell| {
            any = true;
            !number(cell).is_nan()
        }) && any
    };
    let columns: Vec<Column> = data
        .header
        .iter()
        .enumerate()
        .map(|(place, header)| Column {
            header: header.clone(),
            kind: if is_number(place) {
                ColumnKind::Numbers
            } else {
                ColumnKind::Words
            },
            ..Column::default()
        })
        .collect();
    let rows = data.rows.iter().take(MOST_ROWS).map(|row| {
        let cells = row.iter().zip(&columns).map(|(cell, column)| match column.kind {
            ColumnKind::Words => Cell::words(cell),
            // A calendar year has no thousands.
            ColumnKind::Numbers if column.header.contains("year") => Cell::number(year_or(cell), number(cell)),
            ColumnKind::Numbers => Cell::number(shown(cell), number(cell)),
        });
        cells.collect()
    });
    Table {
        id: format!("{figure}-table"),
        caption: title.to_owned(),
        rows: rows.collect(),
        left_out: match data.rows.len() > MOST_ROWS {
            true => say!(
                words,
                "figures.left_out",
                shown = thousands(MOST_ROWS as f64),
                count = data.rows.len(),
                file = file,
            ),
            false => String::new(),
        },
        columns,
    }
}

fn year_or(cell: &str) -> String {
    match cell.parse::<f64>() {
        Ok(year) if (1000.0..10_000.0).contains(&year) => format!("{year:.2}"),
        _ => shown(cell),
    }
}

/// The way from a folder to a file, both of which are there; the full path where there is none.
fn relative(from: &Path, file: &Path) -> String {
    let (Ok(from), Ok(file)) = (from.canonicalize(), file.canonicalize()) else {
        return file.display().to_string();
    };
    let mut rest = from.as_path();
    let mut up = String::new();
    loop {
        if let Ok(below) = file.strip_prefix(rest) {
            return up + &below.to_string_lossy().replace('\\', "/");
        }
        match rest.parent() {
            Some(parent) => rest = parent,
            None => return file.display().to_string(),
        }
        up.push_str("../");
    }
}
