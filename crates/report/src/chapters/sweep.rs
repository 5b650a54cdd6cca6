//! The first screen of a sweep.

use super::amounts::{Amount, Estimate, of_mean, title};
use super::rows::Rows;
use super::run::MAIN;
use super::screen::{FINDINGS, Screen, about, finding, point, too_few, with_question, worlds};
use crate::catalogue::Catalogue;
use crate::document::{Finding, Inline};
use crate::headlines::title_of;
use crate::say;
use analysis::sweep::schema::{DESIGN_CSV, RESULTS_CSV};
use engine::ensemble::Statistic;
use engine::error::Result;
use engine::model::metrics::{Kind, METRICS, Metric};
use engine::scenario::levers::Lever;
use results::store::manifest::ExperimentRecord;
use results::store::stored::StoredResult;

/// A metric at one point of the design, under one policy.
struct Place<'a> {
    point: &'a str,
    policy: &'a str,
    mean: f64,
    mean_se: f64,
    /// Standard error of the effect against the first point under the same policy.
    effect_se: f64,
}

/// What a metric is at the points of the design.
struct Course<'a> {
    metric: Metric,
    places: Vec<Place<'a>>,
    /// From the 5th to the 95th percentile at the first point.
    spread: f64,
}

/// Lowest and highest mean of a course.
struct Extremes<'a> {
    low: &'a Place<'a>,
    high: &'a Place<'a>,
    difference: Estimate,
    relative_size: f64,
}

/// The first screen of a sweep; `metric` comes first if one was asked for.
///
/// # Errors
/// A table cannot be read.
pub fn screen(
    words: &Catalogue,
    result: &StoredResult,
    record: &ExperimentRecord,
    metric: Option<Metric>,
) -> Result<Screen> {
    let results = Rows::read_or_none(result, RESULTS_CSV)?;
    let design = Rows::read_or_none(result, DESIGN_CSV)?;
    let main = metric.unwrap_or(MAIN);
    let courses = courses(&results);
    let several = record.cases.len() > 1;
    let each = record.worlds / (design.records.len() as u64 * record.cases.len() as u64).max(1);
    let setting = |place: &Place| setting(&design, place.point, place.policy, several);
    let mut extremes: Vec<(Metric, Extremes)> = courses
        .iter()
        .filter(|course| course.metric == main || title_of(course.metric).is_some())
        .filter_map(|course| Some((course.metric, course.extremes(each)?)))
        .collect();
    extremes.sort_by(|(one, a), (other, b)| {
        let main_first = (*other == main).cmp(&(*one == main));
        let told_first = b.difference.excludes_zero().cmp(&a.difference.excludes_zero());
        main_first
            .then(told_first)
            .then(b.relative_size.total_cmp(&a.relative_size))
    });
    let findings = choose(&extremes, |(metric, _)| outcome(*metric))
        .into_iter()
        .map(|(metric, extremes)| about(told(words, *metric, extremes, &setting), *metric));
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "sweep-same_worlds")));
    sure.push(point(say!(words, "sweep-covers")));
    Ok(Screen {
        question: vec![Inline::Text(asked(words, result, record)?)],
        warning: too_few(words, each),
        names: Vec::new(),
        findings: findings.collect(),
        sure,
        turns: vec![point(say!(words, "sweep-turns"))],
    })
}

/// What is asked: the title where that is a question, else what was varied.
///
/// # Errors
/// A table cannot be read.
pub fn asked(words: &Catalogue, result: &StoredResult, record: &ExperimentRecord) -> Result<String> {
    let design = Rows::read_or_none(result, DESIGN_CSV)?;
    let inputs: Vec<String> = design.header.iter().skip(1).map(|key| named(words, key)).collect();
    let question = say!(
        words,
        "sweep-question",
        inputs = inputs.join(", "),
        count = design.records.len(),
    );
    Ok(with_question(words, &record.title, question))
}

/// A lever by what it does and its key; a parameter by its key.
fn named(words: &Catalogue, key: &str) -> String {
    let Some(lever) = Lever::from_key(key) else {
        return key.to_owned();
    };
    format!("{} ({key})", words.term(lever.brief()))
}

/// What a metric is about, whatever the year that it is read in.
fn outcome(metric: Metric) -> &'static str {
    let key = metric.key();
    match key.rsplit_once('_') {
        Some((stem, year)) if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => stem,
        _ => key,
    }
}

/// The first [`FINDINGS`] of `sorted`, each about another outcome as long as there are others.
fn choose<T>(sorted: &[T], outcome: impl Fn(&T) -> &'static str) -> Vec<&T> {
    let is_first = |place: usize| {
        sorted[..place]
            .iter()
            .all(|before| outcome(before) != outcome(&sorted[place]))
    };
    let (first, again): (Vec<usize>, Vec<usize>) = (0..sorted.len()).partition(|&place| is_first(place));
    let mut chosen: Vec<usize> = first.into_iter().chain(again).take(FINDINGS).collect();
    chosen.sort_unstable();
    chosen.into_iter().map(|place| &sorted[place]).collect()
}

fn courses(results: &Rows) -> Vec<Course<'_>> {
    let mut courses: Vec<Course> = Vec::with_capacity(METRICS);
    for row in results.iter() {
        let Some(metric) = Metric::from_key(row.text("metric")) else {
            continue;
        };
        if metric.kind() == Kind::Who {
            continue;
        }
        let central = Statistic::central(metric).key();
        let place = Place {
            point: row.text("point"),
            policy: row.text("policy"),
            mean: row.number(central),
            mean_se: row.number(&format!("{central}_se")),
            effect_se: row.number("effect_se"),
        };
        match courses.iter_mut().find(|course| course.metric == metric) {
            Some(course) => course.places.push(place),
            None => courses.push(Course {
                metric,
                places: vec![place],
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

impl Course<'_> {
    /// Of `worlds` worlds at each point; `None` where no two points have a mean.
    fn extremes(&self, worlds: u64) -> Option<Extremes<'_>> {
        let known = || self.places.iter().filter(|place| place.mean.is_finite());
        let low = known().min_by(|a, b| a.mean.total_cmp(&b.mean))?;
        let high = known().max_by(|a, b| a.mean.total_cmp(&b.mean))?;
        let value = high.mean - low.mean;
        // Effects are known against the first point under the same policy; of two policies the means themselves are what is known. The
        // standard error of a difference is at most the sum.
        let error = |place: &Place| match low.policy == high.policy {
            true => place.effect_se,
            false => place.mean_se,
        };
        let difference = of_mean(value, error(high) + error(low), worlds);
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

fn told(words: &Catalogue, metric: Metric, extremes: &Extremes, setting: &dyn Fn(&Place) -> String) -> Finding {
    let Extremes {
        low, high, difference, ..
    } = extremes;
    let amount = Amount::Of(metric);
    if low.mean == high.mean {
        let sentence = say!(words, "sweep-same_everywhere", value = amount.value(words, low.mean));
        return finding(say!(words, "sweep-same", title = title(metric)), sentence);
    }
    let margin = amount.interval(words, *difference);
    if !difference.excludes_zero() {
        return finding(
            say!(words, "sweep-untold", title = title(metric)),
            say!(
                words,
                "sweep-untold_range",
                range = amount.range(words, low.mean, high.mean),
                interval = margin,
            ),
        );
    }
    finding(
        say!(
            words,
            "sweep-range",
            title = title(metric),
            low = amount.value(words, low.mean),
            high = amount.value(words, high.mean),
        ),
        say!(
            words,
            "sweep-where",
            low = setting(low),
            high = setting(high),
            change = amount.change(words, difference.value),
            interval = margin,
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::numeric::statistics::student_95;

    fn place(policy: &'static str, mean: f64, effect_se: f64) -> Place<'static> {
        Place {
            point: "0",
            policy,
            mean,
            mean_se: 2.0,
            effect_se,
        }
    }

    fn interval_of(places: Vec<Place<'static>>) -> [f64; 2] {
        let course = Course {
            metric: MAIN,
            places,
            spread: 1.0,
        };
        let found = course.extremes(3).unwrap().difference;
        [found.low, found.high]
    }

    #[test]
    fn findings_are_about_different_outcomes_while_there_are_others() {
        let sorted = [
            Metric::LagMonths2030,
            Metric::LagMonths2035,
            Metric::ComputeRatio2030,
            Metric::LagMonths2027,
            Metric::ParityYear,
            Metric::UsSpending,
        ];
        let about = |metric: &Metric| outcome(*metric);
        let chosen: Vec<Metric> = choose(&sorted, about).into_iter().copied().collect();
        assert_eq!(
            chosen,
            [Metric::LagMonths2030, Metric::ComputeRatio2030, Metric::ParityYear]
        );
        let few: Vec<Metric> = choose(&sorted[..4], about).into_iter().copied().collect();
        assert_eq!(
            few,
            [Metric::LagMonths2030, Metric::LagMonths2035, Metric::ComputeRatio2030]
        );
    }

    /// The first point of each policy has no effect of its own, and no error of one; its mean has.
    #[test]
    fn two_policies_differ_no_more_surely_than_their_means_are_known() {
        let reach = student_95(2);
        let margin = 4.0 * reach;
        let across = interval_of(vec![place("none", 10.0, 0.0), place("treaty", 11.0, 0.0)]);
        assert_eq!(across, [1.0 - margin, 1.0 + margin]);
        let within = interval_of(vec![place("none", 10.0, 0.0), place("none", 11.0, 0.25)]);
        assert_eq!(within, [1.0 - 0.25 * reach, 1.0 + 0.25 * reach]);
    }
}
