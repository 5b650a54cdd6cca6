//! The first screen of a value-of-information analysis.

use super::amounts::{Amount, Estimate, title};
use super::rows::{Row, Rows};
use super::screen::{FINDINGS, Screen, finding, names, point, worlds};
use crate::error::Result;
use crate::model::metrics::{Kind, Metric};
use crate::numeric::statistics::NORMAL_95;
use crate::report::catalogue::Catalogue;
use crate::report::document::{Finding, Inline};
use crate::report::finished::Finished;
use crate::report::information::tables::{INFORMATION_CSV, POLICIES_CSV};
use crate::report::manifest::ExperimentRecord;
use crate::report::number::{percent, readable};
use crate::say;

/// The first screen of a value-of-information analysis.
///
/// # Errors
/// A table cannot be read.
pub fn screen(words: &Catalogue, result: &Finished, record: &ExperimentRecord) -> Result<Screen> {
    let policies = Rows::read_or_none(result, POLICIES_CSV)?;
    let information = Rows::read_or_none(result, INFORMATION_CSV)?;
    // `china_lag_months_2030:more`.
    let goal = record.specification.split(':').next();
    let metric = goal.and_then(Metric::from_key);
    let mut findings: Vec<Finding> = Vec::new();
    findings.extend(best(words, &policies, metric));
    let mut worth: Vec<Row> = information
        .iter()
        .filter(|row| row.text("worth") == "yes" && matches!(row.text("kind"), "parameter" | "correlated" | "group"))
        .collect();
    worth.sort_by(|one, other| other.number("held_out").total_cmp(&one.number("held_out")));
    match worth.first() {
        Some(first) => findings.push(finding(
            say!(
                words,
                "value.first",
                name = first.text("name"),
                value = with_margin(words, metric, first.number("held_out"), first.number("held_out_se")),
            ),
            say!(
                words,
                "value.changes",
                share = percent(first.number("changes")),
                source = first.text("source"),
            ),
        )),
        None => findings.push(finding(
            say!(words, "value.nothing"),
            say!(words, "value.nothing_means"),
        )),
    }
    findings.extend(information.iter().find(|row| row.text("kind") == "total").map(|row| {
        finding(
            say!(
                words,
                "value.perfect",
                value = with_margin(words, metric, row.number("value"), row.number("value_se")),
            ),
            say!(words, "value.perfect_means"),
        )
    }));
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "value.covers")));
    let turns = match worth.as_slice() {
        [] => vec![point(say!(words, "value.no_turns"))],
        all => all
            .iter()
            .take(FINDINGS)
            .map(|row| {
                let share = percent(row.number("changes"));
                let mut line = point(say!(words, "value.turn", name = row.text("name"), share = share));
                line.push(Inline::Term {
                    key: row.text("name").to_owned(),
                    text: String::new(),
                });
                line
            })
            .collect(),
    };
    Ok(Screen {
        question: vec![Inline::Text(asked(words, record))],
        names: names(record),
        findings,
        sure,
        turns,
    })
}

/// The best policy on the mean, and the one behind it.
fn best(words: &Catalogue, policies: &Rows, metric: Option<Metric>) -> Option<Finding> {
    let best = policies.iter().find(|row| row.text("is_best") == "yes")?;
    let mean = best.number("mean");
    let mean = metric.map_or_else(|| readable(mean), |metric| Amount::Of(metric).value(words, mean));
    let headline = say!(
        words,
        "value.best",
        policy = best.text("policy"),
        mean = mean,
        metric = metric.map_or("", title),
    );
    let next = policies
        .iter()
        .filter(|row| row.text("is_best") != "yes")
        .max_by(|one, other| one.number("difference").total_cmp(&other.number("difference")))?;
    let (behind, error) = (-next.number("difference"), next.number("difference_se"));
    let gap = Estimate {
        value: behind,
        low: behind - NORMAL_95 * error,
        high: behind + NORMAL_95 * error,
    };
    let name = next.text("policy");
    let sentence = match gap.is_told_from_zero() {
        true => say!(
            words,
            "value.next",
            policy = name,
            gap = readable(gap.value),
            low = readable(gap.low),
            high = readable(gap.high),
            share = percent(best.number("best_share")),
        ),
        false => say!(
            words,
            "value.next_untold",
            policy = name,
            low = readable(gap.low),
            high = readable(gap.high),
            share = percent(best.number("best_share")),
        ),
    };
    Some(finding(headline, sentence))
}

/// `0.12 (95 %: 0.08 to 0.16)` in the unit of the metric; an expected gain is never below zero.
fn with_margin(words: &Catalogue, metric: Option<Metric>, value: f64, error: f64) -> String {
    let unit = match metric {
        Some(metric) if metric.kind() == Kind::Year => say!(words, "value.years"),
        Some(metric) if !matches!(metric.unit(), "ratio" | "score" | "index" | "share") => metric.unit().to_owned(),
        _ => String::new(),
    };
    let gap = if unit.is_empty() { "" } else { " " };
    let interval = match error.is_finite() {
        true => say!(
            words,
            "amount.interval",
            low = readable((value - NORMAL_95 * error).max(0.0)),
            high = readable((value + NORMAL_95 * error).max(0.0)),
        ),
        false => say!(words, "amount.no_interval"),
    };
    format!("{}{gap}{unit} ({interval})", readable(value))
}

/// What was asked.
pub fn asked(words: &Catalogue, record: &ExperimentRecord) -> String {
    let policies: Vec<&str> = record.cases.iter().map(|case| case.name.as_str()).collect();
    say!(words, "value.asked", policies = policies.join(", "))
}
