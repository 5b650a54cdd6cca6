//! `data-dictionary.csv`: every column, variable, metric and parameter of the other files, with unit, meaning and source.

use super::catalogue::in_english;
use super::precision::{CONVERGENCE_COLUMNS, CONVERGENCE_CSV, PRECISION_COLUMNS, PRECISION_CSV};
use super::selection::Selection;
use super::tables::{DRAWS_CSV, EVENTS_CSV, KEPT_CSV, METRICS_CSV, TRAJECTORIES_CSV, series_column};
use crate::later;
use engine::error::{Error, Result};
use engine::model::metrics::{Kind, Metric};
use engine::model::series::Series;
use engine::scenario::Scenario;

/// Name of the file.
pub const DICTIONARY_CSV: &str = "data-dictionary.csv";

pub const EVENT_KINDS: [(&str, &str, &str); 8] = [
    (
        "release",
        "ECI",
        "a model release that raised the agent's released capability; size: points gained",
    ),
    (
        "breakthrough",
        "ln x",
        "an algorithmic efficiency breakthrough; size: natural logarithm of the gain",
    ),
    (
        "tool_breakthrough",
        "1",
        "the agent's own chip tools escape the rival's tool controls; size: 1",
    ),
    (
        "policy_change",
        "of the lever",
        "a lever moved; detail: the lever; size: its new value",
    ),
    (
        "treaty_signed",
        "index",
        "a governance framework enters into force; size: mean distrust at that moment",
    ),
    (
        "treaty_broken",
        "months",
        "the governance framework breaks; size: months it was in force",
    ),
    ("catastrophe", "USD bn", "a loss-of-control catastrophe; size: its cost"),
    (
        "threshold",
        "log10 FLOP",
        "the agent passes the transformative-capability threshold; size: its effective compute",
    ),
];

/// Columns of `trajectories.csv`: name, unit, meaning.
pub const TRAJECTORY_COLUMNS: [(&str, &str, &str); 10] = [
    ("month", "date", "month at whose end the state is taken"),
    ("agent", "text", "us, china or world"),
    ("variable", "text", "name of the variable; meanings below"),
    ("unit", "text", "unit of the five values that follow"),
    ("mean", "of the variable", "mean over all worlds that did not fail"),
    ("p05", "of the variable", "5th percentile over worlds"),
    ("p25", "of the variable", "25th percentile over worlds"),
    ("p50", "of the variable", "median over worlds"),
    ("p75", "of the variable", "75th percentile over worlds"),
    ("p95", "of the variable", "95th percentile over worlds"),
];

pub const EVENT_COLUMNS: [(&str, &str, &str); 7] = [
    ("month", "date", "month of the event"),
    ("world", "number", "number of the world, as in metrics.csv"),
    ("agent", "text", "us, china, or both where it concerns both"),
    ("kind", "text", "what happened; meanings below"),
    ("detail", "text", "for a policy change, the lever"),
    ("size", "of the kind", "size of the event"),
    ("unit", "text", "unit of the size"),
];

/// The column that numbers worlds: name, unit, meaning.
pub const RUN_COLUMN: (&str, &str, &str) = ("run", "number", "number of the world, from 0; the same in every file");

/// The file as bytes: columns `file`, `name`, `unit`, `meaning`, `source`.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn dictionary(scenario: &Scenario, selection: Selection) -> Result<Vec<u8>> {
    write(scenario, selection).map_err(|error| Error::File(format!("cannot write {DICTIONARY_CSV}: {error}")))
}

/// A dictionary of these rows: `file`, `name`, `unit`, `meaning`, `source`.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn of_rows(rows: &[[&str; 5]]) -> Result<Vec<u8>> {
    let written = || -> std::result::Result<Vec<u8>, Box<dyn std::error::Error>> {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(COLUMNS)?;
        for row in rows {
            table.write_record(row)?;
        }
        Ok(table.into_inner()?)
    };
    written().map_err(|error| Error::File(format!("cannot write {DICTIONARY_CSV}: {error}")))
}

/// A column: name, unit, meaning.
pub type Column = (&'static str, &'static str, &'static str);

/// A dictionary of the columns of some files that the model fills.
///
/// # Errors
/// As [`of_rows`].
pub fn columns_of_files(files: &[(&str, &[Column])]) -> Result<Vec<u8>> {
    let rows = files.iter().flat_map(|(file, columns)| {
        columns
            .iter()
            .map(|(name, unit, meaning)| [*file, *name, *unit, *meaning, "model"])
    });
    of_rows(&rows.collect::<Vec<_>>())
}

/// A table with a header of these columns; cells are quoted where they must be. `name` is what messages call it.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn table<const N: usize>(name: &str, columns: &[Column; N], rows: Vec<[String; N]>) -> Result<Vec<u8>> {
    let written = || -> std::result::Result<Vec<u8>, Box<dyn std::error::Error>> {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(columns.map(|(name, _, _)| name))?;
        for row in rows {
            table.write_record(row)?;
        }
        Ok(table.into_inner()?)
    };
    written().map_err(|error| Error::File(format!("cannot write {name}: {error}")))
}

const COLUMNS: [&str; 5] = ["file", "name", "unit", "meaning", "source"];

/// What the cells of a metric hold, in words of any language.
pub fn metric_meaning(metric: Metric) -> String {
    match metric.kind() {
        Kind::Number => metric.meaning().to_owned(),
        Kind::Year | Kind::NumberOrNever => later!("dictionary.or_never", meaning = metric.meaning()),
        Kind::Who => later!("dictionary.who", meaning = metric.meaning()),
    }
}

fn write(scenario: &Scenario, selection: Selection) -> std::result::Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    let model = "model";
    let (name, unit, meaning) = RUN_COLUMN;
    if selection.has(METRICS_CSV) {
        table.write_record([METRICS_CSV, name, unit, meaning, model])?;
        for metric in Metric::ALL {
            let meaning = in_english(&metric_meaning(metric));
            table.write_record([METRICS_CSV, metric.key(), metric.unit(), &meaning, model])?;
        }
    }
    if selection.has(DRAWS_CSV) {
        table.write_record([DRAWS_CSV, name, unit, meaning, model])?;
        for card in &scenario.cards.cards {
            table.write_record([DRAWS_CSV, &card.key, &card.unit, &card.meaning, &card.source])?;
        }
    }
    for (name, unit, meaning) in TRAJECTORY_COLUMNS {
        table.write_record([TRAJECTORIES_CSV, name, unit, meaning, model])?;
    }
    for series in Series::all() {
        table.write_record([
            TRAJECTORIES_CSV,
            &series_column(series),
            series.unit(),
            series.meaning(),
            model,
        ])?;
    }
    for (name, unit, meaning) in EVENT_COLUMNS.into_iter().chain(EVENT_KINDS) {
        table.write_record([EVENTS_CSV, name, unit, meaning, model])?;
    }
    for (file, columns) in [
        (PRECISION_CSV, &PRECISION_COLUMNS[..]),
        (CONVERGENCE_CSV, &CONVERGENCE_COLUMNS[..]),
    ] {
        for (name, unit, meaning) in columns {
            table.write_record([file, name, unit, meaning, model])?;
        }
    }
    if scenario.kept_trajectories > 0 {
        table.write_record([
            KEPT_CSV,
            "world",
            "number",
            "number of the world, as in metrics.csv",
            model,
        ])?;
        table.write_record([
            KEPT_CSV,
            "month",
            "date",
            "month at whose end the state is taken",
            model,
        ])?;
        for series in Series::all() {
            table.write_record([KEPT_CSV, &series_column(series), series.unit(), series.meaning(), model])?;
        }
    }
    Ok(table.into_inner()?)
}
