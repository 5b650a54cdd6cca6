//! The tables of a comparison.

use super::{Comparison, DRAWN};
use crate::catalogue::in_english;
use crate::dictionary::{DICTIONARY_CSV, RUN_COLUMN, TRAJECTORY_COLUMNS, metric_meaning, of_rows};
use crate::number::push_float;
use crate::precision::{PRECISION_COLUMNS, push_known};
use crate::tables::{
    METRICS_CSV, TRAJECTORIES_CSV, header, metrics_header, push_metric, push_metrics, push_spread, series_column,
    trajectories_header,
};
use analysis::compare::{Change, Effect};
use analysis::precision::Precision;
use engine::ensemble::Milestone;
use engine::error::Result;
use engine::model::metrics::{Kind, METRICS, Metric};
use engine::scenario::time::Month;

/// One row a policy, metric and quantity.
pub const EFFECTS_CSV: &str = "effects.csv";
/// One row a policy, metric and statistic: the policy's own figures.
pub const SUMMARY_CSV: &str = "summary.csv";

/// Columns of [`EFFECTS_CSV`]: name, unit, meaning.
pub const EFFECT_COLUMNS: [(&str, &str, &str); 17] = [
    ("policy", "text", "the alternative"),
    ("reference", "text", "what it is compared with, on the same worlds"),
    ("metric", "text", "a column of metrics.csv"),
    (
        "quantity",
        "text",
        "mean; restricted_mean (of a year, never counted as the end of the horizon); median; never (share of worlds); nobody, us, china \
         (shares of worlds)",
    ),
    (
        "unit",
        "text",
        "unit of the next six columns; years of differences of years",
    ),
    (
        "reference_value",
        "of the unit column",
        "the quantity under the reference",
    ),
    ("policy_value", "of the unit column", "the quantity under the policy"),
    (
        "difference",
        "of the unit column",
        "policy less reference; never where the policy's median never happens and the reference's does, -never the other way round",
    ),
    (
        "se",
        "of the unit column",
        "paired standard error of the difference; of medians from 999 resamples of worlds; empty where there is none",
    ),
    (
        "low_95",
        "of the unit column",
        "lower end of the 95 % interval of the difference",
    ),
    ("high_95", "of the unit column", "upper end"),
    (
        "pairs",
        "worlds",
        "worlds in which the metric exists under both; of a number that may be never, those in which it is a number under both",
    ),
    (
        "larger",
        "share",
        "share of these worlds in which the metric is larger under the policy (a year: later, never the latest)",
    ),
    ("smaller", "share", "share in which it is smaller"),
    (
        "better",
        "share",
        "share in which it is better for whom the next column names; empty where nobody's good is agreed",
    ),
    (
        "better_for",
        "text",
        "for whom more of it, or less, is better; - for nobody",
    ),
    (
        "variance_reduction",
        "ratio",
        "variance of the difference of means with independent worlds over that on the same worlds; identical where no world differs",
    ),
];

/// All tables with their names.
///
/// # Errors
/// None that a user can cause; those of the writer of CSV are passed on.
pub fn tables(comparison: &Comparison) -> Result<Vec<(&'static str, Vec<u8>)>> {
    Ok(vec![
        (EFFECTS_CSV, effects(comparison)),
        (SUMMARY_CSV, summary(comparison)),
        (METRICS_CSV, metrics(comparison)),
        (TRAJECTORIES_CSV, trajectories(comparison)),
        (DICTIONARY_CSV, dictionary()?),
    ])
}

/// A name as a cell: quoted where a comma or a quote stands in it.
fn cell(name: &str) -> Vec<u8> {
    if name.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", name.replace('"', "\"\"")).into_bytes()
    } else {
        name.as_bytes().to_vec()
    }
}

fn effects(comparison: &Comparison) -> Vec<u8> {
    let mut names = EFFECT_COLUMNS.iter().map(|(name, _, _)| *name);
    let mut text = header(names.next().unwrap_or_default(), names);
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
        push_metric(text, Kind::NumberOrNever, value);
    }
    let difference = change.difference;
    for value in [difference.value, difference.error, difference.low, difference.high] {
        text.push(b',');
        if value == f64::NEG_INFINITY {
            text.push(b'-');
        }
        push_metric(text, Kind::NumberOrNever, value);
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
    let mut text = header("policy", ["metric", "statistic", "unit", "value", "se", "cv"]);
    for (case, result) in comparison.cases.iter().zip(comparison.results) {
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
    let mut text = b"policy,".to_vec();
    text.extend(metrics_header());
    for (case, result) in comparison.cases.iter().zip(comparison.results) {
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
    let mut text = b"policy,".to_vec();
    text.extend(trajectories_header());
    for (case, result) in comparison.cases.iter().zip(comparison.results) {
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

fn dictionary() -> Result<Vec<u8>> {
    const MODEL: &str = "model";
    let policy = ("policy", "text", "the alternative, or the reference");
    let meanings = Metric::ALL.map(|metric| in_english(&metric_meaning(metric)));
    let series: Vec<String> = DRAWN.iter().map(|&series| series_column(series)).collect();
    let mut rows: Vec<[&str; 5]> = Vec::new();
    let mut add = |file: &'static str, columns: &[(&'static str, &'static str, &'static str)]| {
        rows.extend(
            columns
                .iter()
                .map(|(name, unit, meaning)| [file, name, unit, meaning, MODEL]),
        );
    };
    add(EFFECTS_CSV, &EFFECT_COLUMNS);
    add(SUMMARY_CSV, &[policy]);
    add(SUMMARY_CSV, &PRECISION_COLUMNS[..6]);
    add(METRICS_CSV, &[policy, RUN_COLUMN]);
    for (metric, meaning) in Metric::ALL.iter().zip(&meanings) {
        rows.push([METRICS_CSV, metric.key(), metric.unit(), meaning, MODEL]);
    }
    let columns = [policy].into_iter().chain(TRAJECTORY_COLUMNS);
    rows.extend(columns.map(|(name, unit, meaning)| [TRAJECTORIES_CSV, name, unit, meaning, MODEL]));
    for (column, series) in series.iter().zip(DRAWN) {
        rows.push([TRAJECTORIES_CSV, column, series.unit(), series.meaning(), MODEL]);
    }
    of_rows(&rows)
}
