//! The tables of a sweep as bytes, and its table of points read back.
//!
//! `design.csv` and `points.csv` have one row a point (and policy) in the order of the design, so that whatever made the design can
//! read the results row for row. `results.csv` is the long form with every statistic and its standard error.

use std::path::Path;

use crate::number::{push_float, push_integer};
use crate::tables::push_metric;
use analysis::sweep::Design;
use analysis::sweep::run::Finished;
use analysis::sweep::schema;
use engine::ensemble::{Estimate, Statistic};
use engine::error::{Error, Result};
use engine::model::metrics::{METRICS, Metric};
use engine::scenario::cards::CardSet;
use results::cell::{push_number_or_never, push_text};
use results::table::Table;

/// The whole of `design.csv`.
pub fn design(design: &Design, cards: &CardSet) -> Vec<u8> {
    let mut text = schema::design(design, cards).head();
    for (place, row) in design.rows().enumerate() {
        push_integer(&mut text, design.number(place));
        push_values(&mut text, row);
        text.push(b'\n');
    }
    text
}

/// A row of `points.csv`.
pub fn push_point(text: &mut Vec<u8>, finished: &Finished, policy: &str, design: &Design) {
    push_place(text, finished, policy, design);
    push_counts(text, finished);
    push_values(text, design.row(finished.point));
    let values = Metric::ALL.map(|metric| finished.known.estimate(metric, Statistic::central(metric)).value);
    push_values(text, &values);
    text.push(b'\n');
}

/// The rows of a point and policy in `results.csv`.
pub fn push_results(text: &mut Vec<u8>, finished: &Finished, policy: &str, design: &Design) {
    for metric in Metric::ALL {
        push_place(text, finished, policy, design);
        for word in [metric.key(), metric.unit()] {
            text.push(b',');
            text.extend_from_slice(word.as_bytes());
        }
        push_counts(text, finished);
        for statistic in Statistic::ALL {
            let Estimate { value, error } = finished.known.estimate(metric, statistic);
            text.push(b',');
            push_number_or_never(text, value);
            text.push(b',');
            push_float(text, error);
        }
        let effect = finished.effects.get(metric as usize).unwrap_or(&Estimate::NONE);
        push_values(text, &[effect.value, effect.error]);
        text.push(b'\n');
    }
}

/// The rows of a point and policy in `worlds.csv`.
pub fn push_worlds(text: &mut Vec<u8>, finished: &Finished, policy: &str, design: &Design) {
    for (run, metrics) in finished.worlds.iter().enumerate() {
        push_place(text, finished, policy, design);
        text.push(b',');
        push_integer(text, run as u64);
        for (metric, value) in Metric::ALL.into_iter().zip(metrics) {
            text.push(b',');
            push_metric(text, metric.kind(), *value);
        }
        text.push(b'\n');
    }
}

fn push_place(text: &mut Vec<u8>, finished: &Finished, policy: &str, design: &Design) {
    push_integer(text, design.number(finished.point));
    text.push(b',');
    push_text(text, policy);
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

/// Reads `points.csv` of a design under these policies: all policies of a point before the next.
///
/// # Errors
/// A file that cannot be read or is not that table.
pub fn read_points(path: &Path, design: &Design, cards: &CardSet, policies: &[String]) -> Result<Vec<Point>> {
    let table = Table::read(path, &schema::points(design, cards))?;
    let mut points = Vec::with_capacity(table.len());
    for row in table.iter() {
        let failed = |why: String| Error::File(format!("cannot read {}: {why}", path.display()));
        let policy = row.text("policy");
        let case = policies.iter().position(|known| known == policy);
        let count = |name: &str| {
            row.whole(name)
                .ok_or_else(|| failed(format!("a cell of `{name}` is empty")))
        };
        let row_of_design = points.len() / policies.len().max(1);
        let number = count("point")?;
        if row_of_design >= design.len() || design.number(row_of_design) != number {
            return Err(failed(format!("it has a point {number} that is not the design's")));
        }
        points.push(Point {
            point: row_of_design,
            case: case.ok_or_else(|| failed(format!("it speaks of a policy `{policy}`")))?,
            runs: count("runs")?,
            failed: count("failed")?,
            central: Metric::ALL.map(|metric| row.number(metric.key())),
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
    let table = Table::read(path, &schema::results())?;
    let mut rows = table.iter();
    for point in points {
        for (metric, error) in Metric::ALL.into_iter().zip(&mut point.error) {
            let row = rows
                .next()
                .ok_or_else(|| Error::File(format!("cannot read {}: it is too short", path.display())))?;
            *error = row.number(&format!("{}_se", Statistic::central(metric).key()));
        }
    }
    Ok(())
}
