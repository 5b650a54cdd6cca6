//! The tables of a sweep as bytes, and its table of points read back.
//!
//! `design.csv` and `points.csv` have one row a point (and policy) in the order of the design, so that whatever made the design can
//! read the results row for row. `results.csv` is the long form with every statistic and its standard error.

use std::io::Read;
use std::path::Path;

use crate::number::{push_float, push_integer};
use crate::tables::push_metric;
use analysis::sweep::Design;
use analysis::sweep::run::Finished;
use analysis::sweep::schema;
use csv::StringRecord;
use engine::ensemble::{Estimate, Statistic};
use engine::model::metrics::Metric;
use engine::scenario::cards::CardSet;
use engine::scenario::dated::Dated;
use error::{Error, Result};
use results::cell::{number_of, push_number_or_never, push_text, text_of};
use results::reader::Reader;

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
    let central = |metric| finished.known.estimate(metric, Statistic::central(metric)).value;
    let values: Vec<f64> = finished.known.metrics().into_iter().map(central).collect();
    push_values(text, &values);
    text.push(b'\n');
}

/// The rows of a point and policy in `results.csv`.
pub fn push_results(text: &mut Vec<u8>, finished: &Finished, policy: &str, design: &Design) {
    for (place, metric) in finished.known.metrics().into_iter().enumerate() {
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
        let effect = finished.effects.get(place).unwrap_or(&Estimate::NONE);
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
        for (metric, value) in metrics.iter() {
            text.push(b',');
            push_metric(text, metric.kind(), value);
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

/// A row of `points.csv`, read back: what is spoken of and drawn, for there may be a million of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Row of the design.
    pub point: usize,
    /// Place among the policies.
    pub case: usize,
    pub runs: u64,
    pub failed: u64,
    /// The central value of each metric that was asked for; not a number where there is none.
    pub central: Box<[f64]>,
    /// Its standard error; not a number where there is none. Empty where errors were not read.
    pub error: Box<[f64]>,
    /// The standard error of its difference from the first point under the same policy, in the same worlds; likewise.
    pub effect_error: Box<[f64]>,
    /// What tells points apart that differ in any metric at all.
    pub fingerprint: u64,
}

impl Point {
    /// Worlds that values are taken over.
    pub fn worlds(&self) -> u64 {
        self.runs - self.failed
    }
}

/// The places of columns in a file.
fn places<R: Read>(reader: &Reader<R>, names: &[&str]) -> Vec<usize> {
    let place = |name: &&str| reader.columns().iter().position(|column| column.name == *name);
    // A reader has refused a file without them.
    names.iter().map(|name| place(name).unwrap_or_default()).collect()
}

/// The cell of a column as a number, if it is one.
fn number(row: &StringRecord, place: usize) -> Option<f64> {
    number_of(row.get(place)?)
}

/// Reads `points.csv` of a design with these dates under these policies, all policies of a point before the next, with the values of `metrics`.
///
/// # Errors
/// A file that cannot be read or is not that table.
pub fn read_points(
    path: &Path,
    design: &Design,
    (cards, dated): (&CardSet, &[Dated]),
    policies: &[String],
    metrics: &[Metric],
) -> Result<Vec<Point>> {
    let mut reader = Reader::open(path, &schema::points(design, cards, dated))?;
    let counts = places(&reader, &["point", "policy", "runs", "failed"]);
    let keys: Vec<&str> = Metric::all_with(dated).into_iter().map(Metric::key).collect();
    let all = places(&reader, &keys);
    let places_of: Vec<Option<usize>> = metrics.iter().map(|metric| metric.place_among(dated)).collect();
    let failed = |why: String| Error::File(format!("cannot read {}: {why}", path.display()));
    let mut points = Vec::with_capacity(design.len() * policies.len());
    while let Some(row) = reader.next_row()? {
        let count = |place: usize| row.get(counts[place]).and_then(|cell| cell.parse::<u64>().ok());
        let policy = row.get(counts[1]).map(text_of).unwrap_or_default();
        let case = policies.iter().position(|known| known == policy);
        let row_of_design = points.len() / policies.len().max(1);
        let (Some(number_of_point), Some(runs), Some(failed_worlds)) = (count(0), count(2), count(3)) else {
            let wrong = [0, 2, 3].into_iter().find(|&place| count(place).is_none());
            return Err(reader.wrong(counts[wrong.unwrap_or_default()]));
        };
        if row_of_design >= design.len() || design.number(row_of_design) != number_of_point {
            return Err(failed(format!(
                "it has a point {number_of_point} that is not the design's"
            )));
        }
        let values: Option<Vec<f64>> = all.iter().map(|&place| number(row, place)).collect();
        let Some(values) = values else {
            let wrong = all.iter().find(|&&place| number(row, place).is_none());
            return Err(reader.wrong(wrong.copied().unwrap_or_default()));
        };
        points.push(Point {
            point: row_of_design,
            case: case.ok_or_else(|| failed(format!("it speaks of a policy `{policy}`")))?,
            runs,
            failed: failed_worlds,
            central: places_of
                .iter()
                .map(|place| place.map_or(f64::NAN, |place| values[place]))
                .collect(),
            error: Box::default(),
            effect_error: Box::default(),
            fingerprint: fingerprint(&values),
        });
    }
    Ok(points)
}

/// A number of all bits of some numbers: other numbers have another one but for one chance in 2^64 (FNV-1a).
pub fn fingerprint(values: &[f64]) -> u64 {
    values.iter().fold(0xcbf2_9ce4_8422_2325, |hash, value| {
        let bytes = value.to_bits().to_le_bytes();
        bytes.iter().fold(hash, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    })
}

/// Takes the standard errors of the central values of `metrics` from `results.csv`, which has a row a metric for each of these points in
/// turn.
///
/// # Errors
/// A file that cannot be read or is not that table.
pub fn read_errors(path: &Path, points: &mut [Point], dated: &[Dated], metrics: &[Metric]) -> Result<()> {
    let mut reader = Reader::open(path, &schema::results())?;
    let all = Metric::all_with(dated);
    let errors: Vec<String> = all
        .iter()
        .copied()
        .map(|metric| format!("{}_se", Statistic::central(metric).key()))
        .collect();
    let errors = places(&reader, &errors.iter().map(String::as_str).collect::<Vec<_>>());
    let [of_effect] = places(&reader, &["effect_se"])[..] else {
        return Ok(());
    };
    for point in points {
        let mut of_point = vec![f64::NAN; metrics.len()];
        let mut effects = of_point.clone();
        for (&metric, &place) in all.iter().zip(&errors) {
            let row = reader.next_row()?;
            let row = row.ok_or_else(|| Error::File(format!("cannot read {}: it is too short", path.display())))?;
            if let Some(asked) = metrics.iter().position(|&asked| asked == metric) {
                let (error, effect) = (number(row, place), number(row, of_effect));
                of_point[asked] = error.ok_or_else(|| reader.wrong(place))?;
                effects[asked] = effect.ok_or_else(|| reader.wrong(of_effect))?;
            }
        }
        point.error = of_point.into();
        point.effect_error = effects.into();
    }
    Ok(())
}
