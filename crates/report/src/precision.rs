//! Tables and words about how well the figures of a run are known.

use super::tables::{header, push_metric};
use crate::number::{counted, push_float, push_integer, readable, thousands, year};
use analysis::precision::{CRITERION, Known, Precision, Verdict};
use engine::ensemble::Milestone;
use engine::model::metrics::Kind;
use engine::numeric::statistics::NORMAL_95;

/// One row a metric and statistic: the figure, its standard error, and whether the worlds suffice for it.
pub const PRECISION_CSV: &str = "precision.csv";
/// The same figures after 125, 250, 500 ... worlds.
pub const CONVERGENCE_CSV: &str = "convergence.csv";

/// Columns of [`PRECISION_CSV`]: name, unit, meaning.
pub const PRECISION_COLUMNS: [(&str, &str, &str); 9] = [
    ("metric", "text", "a column of metrics.csv"),
    (
        "statistic",
        "text",
        "mean (of the worlds where it is a number), restricted_mean (of a year, never counted as the end of the horizon), p05 to p95, \
         never (share of worlds), by_2035 (share of worlds), nobody, us, china (shares of worlds)",
    ),
    ("unit", "text", "unit of value and se; a share for shares of worlds"),
    ("value", "of the unit column", "the figure"),
    (
        "se",
        "of the unit column",
        "its standard error over other sets of worlds; empty where it is never, or too near to it",
    ),
    (
        "cv",
        "ratio",
        "se over the size of the value; empty for calendar years and for values within two se of zero",
    ),
    (
        "wanted_95",
        "of the unit column",
        "half the width that the 95 % interval (1.96 se to either side) may have for the worlds to suffice; empty where the figure is not judged",
    ),
    (
        "enough",
        "text",
        "yes or no: whether the interval is as narrow as wanted",
    ),
    (
        "worlds_enough",
        "worlds",
        "how many worlds would do, by the square-root law; as many as there are where they do",
    ),
];

/// Columns of [`CONVERGENCE_CSV`].
pub const CONVERGENCE_COLUMNS: [(&str, &str, &str); 7] = [
    ("worlds", "worlds", "the first so many worlds"),
    ("metric", "text", "as in precision.csv"),
    ("statistic", "text", "as in precision.csv"),
    ("unit", "text", "as in precision.csv"),
    ("value", "of the unit column", "the figure over these worlds"),
    ("se", "of the unit column", "its standard error"),
    ("cv", "ratio", "as in precision.csv"),
];

/// The contents of [`PRECISION_CSV`].
pub fn precision_table(precision: &Precision) -> Vec<u8> {
    let mut text = header_of(&PRECISION_COLUMNS);
    let milestone = precision.last();
    for known in Precision::figures(milestone) {
        push_known(&mut text, &known);
        text.push(b',');
        if let Some(judgement) = precision.judge(&known) {
            push_float(&mut text, judgement.wanted);
            let enough = judgement.runs <= milestone.runs;
            text.extend_from_slice(if enough { b",yes," } else { b",no," });
            push_integer(&mut text, judgement.runs);
        } else {
            text.extend_from_slice(b",,");
        }
        text.push(b'\n');
    }
    text
}

/// The contents of [`CONVERGENCE_CSV`].
pub fn convergence_table(precision: &Precision) -> Vec<u8> {
    let mut text = header_of(&CONVERGENCE_COLUMNS);
    for milestone in &precision.course {
        let Milestone { runs, .. } = milestone;
        for known in Precision::figures(milestone) {
            push_integer(&mut text, *runs);
            text.push(b',');
            push_known(&mut text, &known);
            text.push(b'\n');
        }
    }
    text
}

fn header_of(columns: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut names = columns.iter().map(|(name, _, _)| *name);
    header(names.next().unwrap_or_default(), names)
}

/// Metric, statistic, unit, value, standard error and relative error.
pub fn push_known(text: &mut Vec<u8>, known: &Known) {
    let (metric, statistic) = (known.metric, known.statistic);
    for word in [metric.key(), statistic.key(), statistic.unit(metric)] {
        text.extend_from_slice(word.as_bytes());
        text.push(b',');
    }
    push_metric(text, Kind::NumberOrNever, known.estimate.value);
    text.push(b',');
    push_float(text, known.estimate.error);
    text.push(b',');
    push_float(text, known.relative_error());
}

/// Whether the worlds of a run suffice, in one sentence or two.
pub fn verdict_text(verdict: &Verdict) -> String {
    let worlds = counted(verdict.runs, "world");
    let be = if verdict.runs == 1 { "is" } else { "are" };
    let Some(worst) = verdict.worst() else {
        return match verdict.judged {
            0 => format!("{worlds} {be} too few to say how well any figure is known."),
            _ => format!("{worlds} {be} enough: {CRITERION}."),
        };
    };
    let known = &worst.known;
    let unit = match known.statistic.unit(known.metric) {
        "share" | "index" | "ratio" | "score" => String::new(),
        "year" => " years".to_owned(),
        unit => format!(" {unit}"),
    };
    let is_year = known.metric.kind() == Kind::Year && !known.statistic.is_share();
    let shown = if is_year { year } else { readable };
    format!(
        "{worlds} {be} not enough for {} of {} figures (precision.csv says which). Furthest from it: {}.{} is {} +/- {}{unit} with 95 % \
         confidence, where +/- {} is wanted; about {} would do.",
        thousands(verdict.short.len() as f64),
        thousands(verdict.judged as f64),
        known.metric.key(),
        known.statistic.key(),
        shown(known.estimate.value),
        readable(NORMAL_95 * known.estimate.error),
        readable(worst.wanted),
        counted(worst.runs, "world"),
    )
}
