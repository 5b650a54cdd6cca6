//! The tables of a comparison.

use super::Comparison;
use crate::number::push_float;
use crate::precision::push_known;
use crate::tables::{push_metrics, push_spread};
use analysis::compare::DRAWN;
use analysis::compare::schema::{self, EFFECTS_CSV, SUMMARY_CSV};
use analysis::compare::{Change, Effect};
use analysis::precision::Precision;
use analysis::run::schema::{METRICS_CSV, TRAJECTORIES_CSV, series_column};
use engine::ensemble::Milestone;
use engine::model::metrics::{Kind, METRICS};
use engine::scenario::time::Month;
use results::cell::{push_number_or_never, push_text};
use results::table::{DICTIONARY_CSV, Dictionary, Table};

/// All tables with their names, the data dictionary last.
pub fn tables(comparison: &Comparison) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        (EFFECTS_CSV, effects(comparison)),
        (SUMMARY_CSV, summary(comparison)),
        (METRICS_CSV, metrics(comparison)),
        (TRAJECTORIES_CSV, trajectories(comparison)),
        (DICTIONARY_CSV, dictionary().to_csv()),
    ]
}

/// A name as a cell.
fn cell(name: &str) -> Vec<u8> {
    let mut cell = Vec::new();
    push_text(&mut cell, name);
    cell
}

fn effects(comparison: &Comparison) -> Vec<u8> {
    let mut text = schema::EFFECTS.head();
    let reference = cell(&comparison.reference().name);
    for (case, effects, _) in comparison.alternatives() {
        let policy = cell(&case.name);
        for effect in effects {
            for change in &effect.changes {
                for word in [&policy, &reference] {
                    text.extend_from_slice(word);
                    text.push(b',');
                }
                push_change(&mut text, effect, change);
                text.push(b'\n');
            }
        }
    }
    text
}

fn push_change(text: &mut Vec<u8>, effect: &Effect, change: &Change) {
    let metric = effect.metric;
    let unit = if change.quantity.is_share() {
        "share"
    } else {
        metric.unit()
    };
    text.extend_from_slice(format!("{},{},{unit}", metric.key(), change.quantity.key()).as_bytes());
    for value in [change.reference, change.policy] {
        text.push(b',');
        push_number_or_never(text, value);
    }
    let difference = change.difference;
    for value in [difference.value, difference.error, difference.low, difference.high] {
        text.push(b',');
        push_number_or_never(text, value);
    }
    text.extend_from_slice(format!(",{}", effect.pairs).as_bytes());
    let better = match metric.favours().more_is_better() {
        Some(true) => effect.larger,
        Some(false) => effect.smaller,
        None => f64::NAN,
    };
    let has_size = metric.kind() != Kind::Who;
    for share in [effect.larger, effect.smaller] {
        text.push(b',');
        push_float(text, if has_size { share } else { f64::NAN });
    }
    text.push(b',');
    push_float(text, better);
    text.extend_from_slice(format!(",{},", metric.favours().key()).as_bytes());
    if effect.variance_reduction.is_infinite() {
        text.extend_from_slice(b"identical");
    } else {
        push_float(text, effect.variance_reduction);
    }
}

fn summary(comparison: &Comparison) -> Vec<u8> {
    let mut text = schema::summary().head();
    for (case, result) in comparison.cases.iter().zip(&comparison.results) {
        let policy = cell(&case.name);
        for known in Precision::figures(&Milestone::of(&result.summary)) {
            text.extend_from_slice(&policy);
            text.push(b',');
            push_known(&mut text, &known);
            text.push(b'\n');
        }
    }
    text
}

fn metrics(comparison: &Comparison) -> Vec<u8> {
    let mut text = schema::metrics().head();
    for (case, result) in comparison.cases.iter().zip(&comparison.results) {
        let policy = cell(&case.name);
        for run in 0..result.summary.runs {
            let row: [f64; METRICS] = std::array::from_fn(|metric| result.values[metric][run as usize]);
            text.extend_from_slice(&policy);
            text.push(b',');
            push_metrics(&mut text, run, &row);
        }
    }
    text
}

fn trajectories(comparison: &Comparison) -> Vec<u8> {
    let mut text = schema::trajectories().head();
    for (case, result) in comparison.cases.iter().zip(&comparison.results) {
        let policy = cell(&case.name);
        for month in (0..result.summary.months).map(Month) {
            for &series in DRAWN {
                if let Some(spread) = result.summary.series(series, month) {
                    text.extend_from_slice(&policy);
                    text.push(b',');
                    push_spread(&mut text, month, series, spread);
                }
            }
        }
    }
    text
}

fn dictionary() -> Table {
    let mut dictionary = Dictionary::default();
    schema::schemas().iter().for_each(|schema| dictionary.columns(schema));
    for &series in DRAWN {
        dictionary.column(TRAJECTORIES_CSV, &series_column(series));
    }
    dictionary.table()
}
