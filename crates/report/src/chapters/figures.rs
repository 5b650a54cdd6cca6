//! The figures of a result, drawn again from what it stores, with the tables behind them.

use std::path::Path;

use super::rows::{number, shown};
use crate::catalogue::Catalogue;
use crate::document::{Attachment, Block, Cell, Column, ColumnKind, Figure, Inline, Table, Weight, identifier};
use crate::figures::{self, FIGURES_JSON, FigureTable};
use crate::number::{cell as number_cell, thousands};
use crate::say;
use engine::model::metrics::Metric;
use error::Result;
use results::store::stored::StoredResult;

/// Rows of the table behind a figure up to which all are shown; of longer ones that go month by month one a year is.
const ALL_ROWS: usize = 60;
/// Rows that are shown at most; the file inside the page has all.
const MOST_ROWS: usize = 400;

/// The figures as blocks, and the table behind each as a file. `seen_from` is the folder from which a Markdown file looks at
/// drawings; `chapter` begins all ids.
///
/// # Errors
/// The stored figures cannot be read or drawn.
pub fn blocks(
    words: &Catalogue,
    result: &StoredResult,
    chapter: &str,
    seen_from: &Path,
) -> Result<(Vec<Block>, Vec<Attachment>)> {
    if !result.manifest.figures {
        return Ok((vec![note(say!(words, "figures-none"), result)], Vec::new()));
    }
    if !result.has(FIGURES_JSON) {
        return Ok((vec![note(say!(words, "figures-old"), result)], Vec::new()));
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
    let in_words = figures::in_words(words);
    let spoken = figure.localized(&in_words);
    let embedded = spoken.embedded(&format!("{id}-svg"))?;
    let data = spoken.table();
    let csv = as_drawn(&data).csv();
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
        origin: Some(figure.clone()),
    }));
    let file = Attachment {
        name,
        media: "text/csv",
        text: csv,
    };
    Ok((block, file))
}

/// That there are no figures, and what to type.
fn note(sentence: String, result: &StoredResult) -> Block {
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
        meanings: data.meanings.clone(),
        rows: rows.map(|row| row.iter().map(rounded).collect()).collect(),
        months: data.months,
    }
}

/// The table behind a figure, or as much of it as can be read.
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
    let rows = match data.rows.len() > ALL_ROWS {
        true => data.yearly(),
        false => data.rows.iter().collect(),
    };
    let rows = &rows[..rows.len().min(MOST_ROWS)];
    // Where the month stands, the decimal year says nothing more.
    let years = data.months.map(|month| month + 1);
    let places: Vec<usize> = (0..data.header.len()).filter(|place| Some(*place) != years).collect();
    let columns: Vec<Column> = places
        .iter()
        .map(|&place| (place, &data.header[place]))
        .map(|(place, header)| Column {
            header: header.clone(),
            kind: if is_number(place) {
                ColumnKind::Numbers
            } else {
                ColumnKind::Words
            },
            definition: definition(&data.meanings[place]),
            ..Column::default()
        })
        .collect();
    let year = [say!(words, "table-year"), say!(words, "figure-year")];
    let is_year = |head: &str| {
        let of_unit = |year: &String| head == year || head.ends_with(&format!("({year})"));
        year.iter().any(of_unit)
    };
    let cells = rows.iter().map(|row| {
        let cells = places.iter().map(|&place| &row[place]);
        let cells = cells.zip(&columns).map(|(cell, column)| match column.kind {
            ColumnKind::Words => Cell::words(cell),
            // A calendar year has no thousands.
            ColumnKind::Numbers if is_year(&column.header) => Cell::number(year_or(cell), number(cell)),
            ColumnKind::Numbers => Cell::number(in_short(words, cell), number(cell)),
        });
        cells.collect()
    });
    let cells: Vec<Vec<Cell>> = cells.collect();
    let (columns, unit) = with_one_unit(columns);
    Table {
        id: format!("{figure}-table"),
        caption: match unit {
            Some(unit) => say!(words, "figures-in_unit", title = title, unit = unit),
            None => title.to_owned(),
        },
        rows: cells,
        left_out: left_out(words, file, data, rows.len()),
        columns,
    }
}

/// The key of a definition; axes of outcomes are called by their keys with spaces.
fn definition(meaning: &str) -> String {
    match Metric::from_key(&meaning.replace(' ', "_")) {
        Some(metric) => metric.key().to_owned(),
        None => meaning.to_owned(),
    }
}

/// The columns without the unit that all their numbers have, and that unit: said once it takes less room than in each head.
fn with_one_unit(mut columns: Vec<Column>) -> (Vec<Column>, Option<String>) {
    const FEW: usize = 3;
    let unit = |column: &Column| {
        let (_, unit) = column.header.split_once(" (")?;
        Some(unit.strip_suffix(')')?.to_owned())
    };
    let numbers = || columns.iter().filter(|column| column.kind == ColumnKind::Numbers);
    let first = numbers().next().and_then(unit);
    if numbers().count() < FEW || first.is_none() || numbers().any(|column| unit(column) != first) {
        return (columns, None);
    }
    for column in columns.iter_mut().filter(|column| column.kind == ColumnKind::Numbers) {
        if let Some((what, _)) = column.header.split_once(" (") {
            column.header = what.to_owned();
        }
    }
    (columns, first)
}

/// Which rows are shown, where not all are.
fn left_out(words: &Catalogue, file: &str, data: &FigureTable, shown: usize) -> String {
    let (shown, count) = (thousands(shown as f64), data.rows.len());
    if data.rows.len() <= ALL_ROWS || (data.months.is_none() && count <= MOST_ROWS) {
        String::new()
    } else if data.months.is_some() {
        say!(words, "figures-yearly", shown = shown, count = count, file = file)
    } else {
        say!(words, "figures-left_out", shown = shown, count = count, file = file)
    }
}

/// A number as the figure writes it where it is large: `9.29 bn`.
fn in_short(words: &Catalogue, cell: &str) -> String {
    const LARGE: f64 = 1e6;
    match cell.parse::<f64>() {
        Ok(value) if value.is_finite() && value.abs() >= LARGE => words.word(&figures::short(value)),
        _ => shown(cell),
    }
}

fn year_or(cell: &str) -> String {
    match cell.parse::<f64>() {
        Ok(year) if (1000.0..10_000.0).contains(&year) => format!("{year:.2}"),
        _ => shown(cell),
    }
}

/// The way from a folder to a file, both of which are there; the full path where there is none.
pub fn relative(from: &Path, file: &Path) -> String {
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
