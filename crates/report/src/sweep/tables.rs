//! The tables of a sweep as bytes, and its table of points read back.
//!
//! `design.csv` and `points.csv` have one row a point (and policy) in the order of the design, so that whatever made the design can
//! read the results row for row. `results.csv` is the long form with every statistic and its standard error.

use std::path::Path;

use crate::number::{push_float, push_integer};
use crate::tables::push_metric;
use analysis::sweep::Design;
use analysis::sweep::run::Finished;
use engine::ensemble::{Estimate, Statistic};
use engine::error::{Error, Result};
use engine::model::metrics::{Kind, METRICS, Metric};
use engine::scenario::cards::CardSet;
use results::store::parquet::Cells;

/// One row a point: its number, then a value an input; an empty cell leaves the input as it is.
pub const DESIGN_CSV: &str = "design.csv";
/// One row a point and policy: inputs, then the central value of every metric.
pub const POINTS_CSV: &str = "points.csv";
/// One row a point, policy and metric: every statistic with its standard error.
pub const RESULTS_CSV: &str = "results.csv";
/// One row a world: point, policy, run, then its metrics. Only on request.
pub const WORLDS_CSV: &str = "worlds.csv";
/// The design once more, as Parquet.
pub const DESIGN_PARQUET: &str = "design.parquet";
/// The points once more, as Parquet.
pub const POINTS_PARQUET: &str = "points.parquet";
/// The results once more, as Parquet.
pub const RESULTS_PARQUET: &str = "results.parquet";

/// All tables that a sweep may write.
pub const FILES: [&str; 7] = [
    DESIGN_CSV,
    POINTS_CSV,
    RESULTS_CSV,
    WORLDS_CSV,
    DESIGN_PARQUET,
    POINTS_PARQUET,
    RESULTS_PARQUET,
];

/// What a column of any of these tables holds.
pub fn cells(column: &str) -> Cells {
    match column {
        "point" | "run" | "runs" | "failed" => Cells::Whole,
        "policy" | "metric" | "unit" => Cells::Text,
        _ => Cells::Number,
    }
}

fn line(columns: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<u8> {
    let names: Vec<String> = columns.into_iter().map(|name| name.as_ref().to_owned()).collect();
    format!("{}\n", names.join(",")).into_bytes()
}

/// The whole of `design.csv`.
pub fn design(design: &Design, cards: &CardSet) -> Vec<u8> {
    let keys = design.inputs.iter().map(|input| input.key(cards));
    let mut text = line(std::iter::once("point").chain(keys));
    for (point, row) in design.rows().enumerate() {
        push_integer(&mut text, point as u64);
        push_values(&mut text, row);
        text.push(b'\n');
    }
    text
}

/// Header of `points.csv`.
pub fn points_header(design: &Design, cards: &CardSet) -> Vec<u8> {
    let keys = design.inputs.iter().map(|input| input.key(cards));
    line(
        ["point", "policy", "runs", "failed"]
            .into_iter()
            .chain(keys)
            .chain(Metric::ALL.map(Metric::key)),
    )
}

/// Last columns of `results.csv`: the difference from the first point, and its standard error.
pub const EFFECT: [&str; 2] = ["effect", "effect_se"];

/// Header of `results.csv`.
pub fn results_header() -> Vec<u8> {
    let statistics = Statistic::ALL
        .into_iter()
        .flat_map(|one| [one.key().to_owned(), format!("{}_se", one.key())]);
    let first = ["point", "policy", "metric", "unit", "runs", "failed"].map(str::to_owned);
    let effect = EFFECT.map(str::to_owned);
    line(first.into_iter().chain(statistics).chain(effect))
}

/// Header of `worlds.csv`.
pub fn worlds_header() -> Vec<u8> {
    line(
        ["point", "policy", "run"]
            .into_iter()
            .chain(Metric::ALL.map(Metric::key)),
    )
}

/// A row of `points.csv`.
pub fn push_point(text: &mut Vec<u8>, finished: &Finished, policy: &str, row: &[f64]) {
    push_place(text, finished, policy);
    push_counts(text, finished);
    push_values(text, row);
    let values = Metric::ALL.map(|metric| finished.known.estimate(metric, Statistic::central(metric)).value);
    push_values(text, &values);
    text.push(b'\n');
}

/// The rows of a point and policy in `results.csv`.
pub fn push_results(text: &mut Vec<u8>, finished: &Finished, policy: &str) {
    for metric in Metric::ALL {
        push_place(text, finished, policy);
        for word in [metric.key(), metric.unit()] {
            text.push(b',');
            text.extend_from_slice(word.as_bytes());
        }
        push_counts(text, finished);
        for statistic in Statistic::ALL {
            let Estimate { value, error } = finished.known.estimate(metric, statistic);
            text.push(b',');
            push_metric(text, Kind::Number, value);
            text.push(b',');
            push_float(text, error);
        }
        let effect = finished.effects.get(metric as usize).unwrap_or(&Estimate::NONE);
        push_values(text, &[effect.value, effect.error]);
        text.push(b'\n');
    }
}

/// The rows of a point and policy in `worlds.csv`.
pub fn push_worlds(text: &mut Vec<u8>, finished: &Finished, policy: &str) {
    for (run, metrics) in finished.worlds.iter().enumerate() {
        push_place(text, finished, policy);
        text.push(b',');
        push_integer(text, run as u64);
        for (metric, value) in Metric::ALL.into_iter().zip(metrics) {
            text.push(b',');
            push_metric(text, metric.kind(), *value);
        }
        text.push(b'\n');
    }
}

fn push_place(text: &mut Vec<u8>, finished: &Finished, policy: &str) {
    push_integer(text, finished.point as u64);
    text.push(b',');
    text.extend_from_slice(policy.as_bytes());
}

fn push_counts(text: &mut Vec<u8>, finished: &Finished) {
    for count in [finished.known.runs, finished.failed] {
        text.push(b',');
        push_integer(text, count);
    }
}

fn push_values(text: &mut Vec<u8>, values: &[f64]) {
    for &value in values {
        text.push(b',');
        push_float(text, value);
    }
}

/// A row of `points.csv`, read back.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Row of the design.
    pub point: usize,
    /// Place among the policies.
    pub case: usize,
    pub runs: u64,
    pub failed: u64,
    /// The central value of each metric; not a number where there is none.
    pub central: [f64; METRICS],
    /// Its standard error; not a number where there is none, or where it was not read.
    pub error: [f64; METRICS],
}

impl Point {
    /// Worlds that values are taken over.
    pub fn worlds(&self) -> u64 {
        self.runs - self.failed
    }
}

/// Reads `points.csv` of a design with `inputs` inputs and these policies.
///
/// # Errors
/// A file that cannot be read or is not that table.
pub fn read_points(path: &Path, inputs: usize, policies: &[String]) -> Result<Vec<Point>> {
    let failed = |why: String| Error::File(format!("cannot read {}: {why}", path.display()));
    let mut reader = csv::Reader::from_path(path).map_err(|error| failed(error.to_string()))?;
    let mut points = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| failed(error.to_string()))?;
        let cell = |place: usize| record.get(place).unwrap_or_default();
        let count = |place: usize| cell(place).parse::<u64>().map_err(|error| failed(error.to_string()));
        let case = policies.iter().position(|policy| policy == cell(1));
        points.push(Point {
            point: count(0)? as usize,
            case: case.ok_or_else(|| failed(format!("it speaks of a policy `{}`", cell(1))))?,
            runs: count(2)?,
            failed: count(3)?,
            central: std::array::from_fn(|metric| cell(4 + inputs + metric).parse().unwrap_or(f64::NAN)),
            error: [f64::NAN; METRICS],
        });
    }
    Ok(points)
}

/// Takes the standard errors of central values from `results.csv`, which has a row a metric for each of these points in turn.
///
/// # Errors
/// A file that cannot be read or is not that table.
pub fn read_errors(path: &Path, points: &mut [Point]) -> Result<()> {
    let failed = |why: String| Error::File(format!("cannot read {}: {why}", path.display()));
    let mut reader = csv::Reader::from_path(path).map_err(|error| failed(error.to_string()))?;
    let header = reader.headers().map_err(|error| failed(error.to_string()))?.clone();
    let place = |metric: Metric| {
        let name = format!("{}_se", Statistic::central(metric).key());
        let place = header.iter().position(|column| column == name);
        place.ok_or_else(|| failed(format!("it has no column `{name}`")))
    };
    let mut rows = reader.into_records();
    for point in points {
        for (metric, error) in Metric::ALL.into_iter().zip(&mut point.error) {
            let row = rows.next().ok_or_else(|| failed("it is too short".to_owned()))?;
            let row = row.map_err(|error| failed(error.to_string()))?;
            *error = row
                .get(place(metric)?)
                .and_then(|cell| cell.parse().ok())
                .unwrap_or(f64::NAN);
        }
    }
    Ok(())
}
