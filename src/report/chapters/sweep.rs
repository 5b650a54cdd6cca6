//! The first screen of a sweep.

use super::amounts::{Amount, Estimate, title};
use super::rows::Rows;
use super::run::MAIN;
use super::screen::{FINDINGS, Screen, finding, point, worlds};
use crate::error::Result;
use crate::model::metrics::{Kind, METRICS, Metric};
use crate::numeric::statistics::NORMAL_95;
use crate::report::catalogue::Catalogue;
use crate::report::document::{Finding, Inline};
use crate::report::finished::Finished;
use crate::report::headlines::title_of;
use crate::report::manifest::ExperimentRecord;
use crate::report::sweep::tables::{DESIGN_CSV, RESULTS_CSV};
use crate::say;

/// What a metric is at the points of the design.
struct Course {
    metric: Metric,
    /// Point and policy, mean, effect against the first setting and its standard error.
    points: Vec<(String, f64, f64, f64)>,
    /// From the 5th to the 95th percentile at the first point.
    spread: f64,
}

/// Lowest and highest mean of a course.
struct Extremes<'a> {
    low: &'a (String, f64, f64, f64),
    high: &'a (String, f64, f64, f64),
    difference: Estimate,
    relative_size: f64,
}

/// The first screen of a sweep; `metric` comes first if one was asked for.
///
/// # Errors
/// A table cannot be read.
pub fn screen(
    words: &Catalogue,
    result: &Finished,
    record: &ExperimentRecord,
    metric: Option<Metric>,
) -> Result<Screen> {
    let results = Rows::read_or_none(result, RESULTS_CSV)?;
    let design = Rows::read_or_none(result, DESIGN_CSV)?;
    let main = metric.unwrap_or(MAIN);
    let courses = courses(&results, &design, record);
    let mut extremes: Vec<(Metric, Extremes)> = courses
        .iter()
        .filter(|course| course.metric == main || title_of(course.metric).is_some())
        .filter_map(|course| Some((course.metric, course.extremes()?)))
        .collect();
    extremes.sort_by(|(one, a), (other, b)| {
        let main_first = (*other == main).cmp(&(*one == main));
        let told_first = b.difference.is_told_from_zero().cmp(&a.difference.is_told_from_zero());
        main_first
            .then(told_first)
            .then(b.relative_size.total_cmp(&a.relative_size))
    });
    let findings = extremes
        .iter()
        .take(FINDINGS)
        .map(|(metric, extremes)| told(words, *metric, extremes));
    let inputs: Vec<&str> = design.header.iter().skip(1).map(String::as_str).collect();
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "sweep.same_worlds")));
    sure.push(point(say!(words, "sweep.covers")));
    Ok(Screen {
        question: vec![Inline::Text(say!(
            words,
            "sweep.question",
            inputs = inputs.join(", "),
            count = design.records.len(),
        ))],
        names: Vec::new(),
        findings: findings.collect(),
        sure,
        turns: vec![point(say!(words, "sweep.turns"))],
    })
}

fn courses(results: &Rows, design: &Rows, record: &ExperimentRecord) -> Vec<Course> {
    let mut courses: Vec<Course> = Vec::with_capacity(METRICS);
    for row in results.iter() {
        let Some(metric) = Metric::from_key(row.text("metric")) else {
            continue;
        };
        if metric.kind() == Kind::Who {
            continue;
        }
        let mean = match metric.kind() {
            Kind::Year => row.number("restricted_mean"),
            _ => row.number("mean"),
        };
        let setting = setting(design, row.text("point"), row.text("policy"), record.cases.len() > 1);
        let entry = (setting, mean, row.number("effect"), row.number("effect_se"));
        match courses.iter_mut().find(|course| course.metric == metric) {
            Some(course) => course.points.push(entry),
            None => courses.push(Course {
                metric,
                points: vec![entry],
                spread: row.number("p95") - row.number("p05"),
            }),
        }
    }
    courses
}

/// `us.chip_controls = 0.5, treaty`.
fn setting(design: &Rows, point: &str, policy: &str, several: bool) -> String {
    let row = design
        .records
        .iter()
        .find(|record| record.first().is_some_and(|first| first == point));
    let values = row.into_iter().flat_map(|row| design.header.iter().zip(row).skip(1));
    let mut parts: Vec<String> = values
        .filter(|(_, value)| !value.is_empty())
        .map(|(input, value)| format!("{input} = {}", super::rows::shown(value)))
        .collect();
    if several || parts.is_empty() {
        parts.push(policy.to_owned());
    }
    parts.join(", ")
}

impl Course {
    /// `None` where no two points have a mean.
    fn extremes(&self) -> Option<Extremes<'_>> {
        let known = || self.points.iter().filter(|point| point.1.is_finite());
        let low = known().min_by(|a, b| a.1.total_cmp(&b.1))?;
        let high = known().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let value = high.1 - low.1;
        // Both effects are known against the first setting. The standard error of their difference is at most the sum.
        let margin = NORMAL_95 * (high.3 + low.3);
        let difference = Estimate {
            value,
            low: value - margin,
            high: value + margin,
        };
        Some(Extremes {
            low,
            high,
            difference,
            relative_size: if self.spread.is_finite() {
                value / self.spread
            } else {
                0.0
            },
        })
    }
}

fn told(words: &Catalogue, metric: Metric, extremes: &Extremes) -> Finding {
    let Extremes {
        low, high, difference, ..
    } = extremes;
    let amount = Amount::Of(metric);
    if low.1 == high.1 {
        let sentence = say!(words, "sweep.same_everywhere", value = amount.value(words, low.1));
        return finding(say!(words, "sweep.same", title = title(metric)), sentence);
    }
    let margin = amount.interval(words, *difference);
    if !difference.is_told_from_zero() {
        return finding(
            say!(words, "sweep.untold", title = title(metric)),
            say!(
                words,
                "sweep.untold_range",
                range = amount.range(words, low.1, high.1),
                interval = margin,
            ),
        );
    }
    finding(
        say!(
            words,
            "sweep.range",
            title = title(metric),
            low = amount.value(words, low.1),
            high = amount.value(words, high.1),
        ),
        say!(
            words,
            "sweep.where",
            low = &low.0,
            high = &high.0,
            change = amount.change(words, difference.value),
            interval = margin,
        ),
    )
}
