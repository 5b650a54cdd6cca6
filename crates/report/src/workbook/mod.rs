//! Results as one workbook for a spreadsheet: what was found, charts of its own, and the tables with real numbers.
//!
//! Every kind of result is served by the same code: sheets are made of the stored tables and of what their schemas say of each column.

mod charts;
mod cover;
mod look;
mod sheet;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::catalogue::Catalogue;
use crate::chapters::{self, Source};
use crate::stored_tables;
use analysis::run::schema::{DRAWS_CSV, EVENTS_CSV};
use engine::model::metrics::Metric;
use error::{Error, Result};
use look::Looks;
use results::column::{Column, Kind, Schema};
use results::row;
use results::store::headlines::{MetricSpread, Reading};
use results::store::manifest::ResultKind;
use results::store::stored::StoredResult;
use results::table::Table;
use sheet::Sheet;

/// Rows and columns that a sheet has in the programs that open it, the head among the rows.
const SHEET_ROWS: usize = 1_048_576;
const SHEET_COLUMNS: usize = 16_384;
/// Cells of a table that is taken in: more make a file that spreadsheets open slowly, and fill the memory of this program.
const MOST_CELLS: usize = 3_000_000;

/// What a workbook is made of, and how.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Finished results, one at least.
    pub sources: &'a [Source],
    /// The outcome that comes first; each kind of result has one of its own where none is named.
    pub metric: Option<Metric>,
    pub words: &'a Catalogue,
}

/// A table that is no sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LeftOut {
    file: String,
    why: Why,
}

/// Why a table is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It has so many rows and columns.
    TooLarge { rows: u64, columns: usize },
    /// It holds what single simulations drew or went through: long, and nothing to be read row by row.
    Raw,
}

/// A result as sheets.
struct Part<'a> {
    result: &'a StoredResult,
    title: String,
    sheets: Vec<Sheet>,
    left_out: Vec<LeftOut>,
}

/// The workbook as the bytes of its file. Equal results give equal bytes.
///
/// # Errors
/// A result is not finished; a table cannot be read.
pub fn workbook(request: &Request) -> Result<Vec<u8>> {
    let words = request.words;
    let mut names = BTreeSet::new();
    // The first sheets have their names before all others.
    let cover_name = sheet::free_name(&crate::say!(words, "screen-title"), &mut names);
    let charts_name = sheet::free_name(&crate::say!(words, "workbook-charts"), &mut names);
    let mut parts = Vec::new();
    for source in request.sources {
        let result = source.finished().ok_or_else(|| {
            Error::Usage(format!(
                "{} holds an unfinished result, and a workbook is made of finished ones; finish it first, or leave it out",
                source.folder().display()
            ))
        })?;
        parts.push(Part::of(words, result, &mut names)?);
    }
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    let made = |error| unwritten(&error);
    let properties = DocProperties::new()
        .set_title(parts.first().map_or("", |part| part.title.as_str()))
        .set_comment(mark(request.sources))
        // No moment of its own: the same results are the same bytes.
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1).map_err(made)?);
    workbook.set_properties(&properties);
    let mut cover = cover::cover(request, &parts, &looks)?;
    cover.set_name(&cover_name).map_err(made)?;
    workbook.push_worksheet(cover);
    if let Some(mut charts) = charts::charts(words, &parts).map_err(made)? {
        charts.set_name(&charts_name).map_err(made)?;
        workbook.push_worksheet(charts);
    }
    for sheet in parts.iter().flat_map(|part| &part.sheets) {
        workbook.push_worksheet(sheet.write(&looks).map_err(made)?);
    }
    workbook.save_to_buffer().map_err(made)
}

/// What tells a workbook of these results from others.
fn mark(sources: &[Source]) -> String {
    let keys: Vec<&str> = sources.iter().map(Source::key).collect();
    format!("detente {}", keys.join(" "))
}

/// The error of the library; nothing of a result can bring it about.
fn unwritten(error: &XlsxError) -> Error {
    Error::File(format!("the workbook cannot be made: {error}"))
}

impl<'a> Part<'a> {
    fn of(words: &Catalogue, result: &'a StoredResult, names: &mut BTreeSet<String>) -> Result<Self> {
        let mut part = Self {
            result,
            title: chapters::title(words, result)?,
            sheets: Vec::new(),
            left_out: Vec::new(),
        };
        if let ResultKind::Run(record) = &result.manifest.kind {
            part.add(outcomes(&record.headlines.metrics), names);
        }
        let files = result.manifest.files.iter().map(|file| file.name.as_str());
        for file in files.filter(|file| file.ends_with(".csv") && !file.contains('/')) {
            if [DRAWS_CSV, EVENTS_CSV].contains(&file) {
                part.leave_out(file, Why::Raw);
                continue;
            }
            let schema = stored_tables::schema(&result.manifest.kind, &result.folder, file)?;
            let most = most_rows(schema.columns.len());
            let table = Table::read_some(&result.path(file), &schema, most, |_| true)?;
            let (rows, columns) = (table.len() as u64 + table.beyond, table.schema.columns.len());
            match table.beyond > 0 || columns > SHEET_COLUMNS {
                true => part.leave_out(file, Why::TooLarge { rows, columns }),
                false => part.add(table, names),
            }
        }
        Ok(part)
    }

    fn add(&mut self, table: Table, names: &mut BTreeSet<String>) {
        let stem = table.schema.name().trim_end_matches(".csv");
        let name = sheet::free_name(stem, names);
        self.sheets.push(Sheet::new(name, table));
    }

    fn leave_out(&mut self, file: &str, why: Why) {
        let file = file.to_owned();
        self.left_out.push(LeftOut { file, why });
    }

    /// The sheet of a file, if it is among them.
    fn sheet(&self, file: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.table.schema.name() == file)
    }
}

/// Rows that a table of so many columns may have.
fn most_rows(columns: usize) -> usize {
    (MOST_CELLS / columns.max(1)).min(SHEET_ROWS - 1)
}

/// The spread of each outcome over the worlds of a run, which its manifest has and no table.
fn outcomes(spreads: &[MetricSpread]) -> Table {
    let number = |name, meaning| Column::named(name, "of the unit column", meaning, Kind::NumberOrNever);
    let schema = Schema::of(
        "outcomes.csv",
        [
            Column::entry("metric", "a column of metrics.csv"),
            Column::text("meaning", "what it is"),
            Column::text("unit", "unit of the mean and of the percentiles"),
            Column::whole("worlds", "worlds", "worlds in which it exists"),
            Column::number("never_share", "share", "share of these in which it never happens"),
        ],
    )
    .with([
        number("mean", "mean over the worlds in which it is a number"),
        number("p05", "5th percentile; never comes after every number"),
        number("p25", "25th percentile"),
        number("p50", "median"),
        number("p75", "75th percentile"),
        number("p95", "95th percentile"),
    ]);
    let mut table = Table::new(&schema);
    for spread in spreads {
        let MetricSpread {
            metric,
            unit,
            meaning,
            worlds,
            never_share,
            mean,
            p05,
            p25,
            p50,
            p75,
            p95,
        } = spread;
        let [never_share, mean, p05, p25, p50, p75, p95] =
            [never_share, mean, p05, p25, p50, p75, p95].map(|&Reading(value)| value);
        table.push(row![
            metric,
            meaning,
            unit,
            *worlds,
            never_share,
            mean,
            p05,
            p25,
            p50,
            p75,
            p95
        ]);
    }
    table
}
