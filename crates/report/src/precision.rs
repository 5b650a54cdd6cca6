//! Tables and words about how well the figures of a run are known.

use super::tables::push_metric;
use crate::catalogue::english;
use crate::number::{counted, push_float, push_integer, readable, thousands};
use analysis::precision::{CRITERION, Known, Precision, Verdict};
use analysis::run::schema::{CONVERGENCE, PRECISION};
use analysis::titles::title;
use engine::ensemble::Milestone;
use engine::model::metrics::Kind;
use engine::numeric::statistics::NORMAL_95;

/// The contents of [`PRECISION`].
pub fn precision_table(precision: &Precision) -> Vec<u8> {
    let mut text = PRECISION.head();
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

/// The contents of [`CONVERGENCE`].
pub fn convergence_table(precision: &Precision) -> Vec<u8> {
    let mut text = CONVERGENCE.head();
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
    let size = counted(verdict.runs, "simulation");
    let be = if verdict.runs == 1 { "is" } else { "are" };
    let Some(worst) = verdict.worst() else {
        return match verdict.judged {
            0 => format!("{size} {be} too few for the sampling error of any figure."),
            _ => format!("{size} {be} enough: {CRITERION}."),
        };
    };
    let known = &worst.known;
    let unit = match known.statistic.unit(known.metric) {
        "share" | "index" | "ratio" | "score" => String::new(),
        "year" => " years".to_owned(),
        unit => format!(" {unit}"),
    };
    format!(
        "Sampling error is too large for {} of {} figures (precision.csv says which), most for the {} of {}: ±{}{unit} (95 %), ±{} wanted; about \
         {} would do.",
        thousands(verdict.short.len() as f64),
        thousands(verdict.judged as f64),
        known.statistic.key(),
        english().word(&title(known.metric)),
        readable(NORMAL_95 * known.estimate.error),
        readable(worst.wanted),
        counted(worst.runs, "simulation"),
    )
}
