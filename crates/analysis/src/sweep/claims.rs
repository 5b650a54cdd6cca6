//! What a sweep says: how far each outcome moves over the settings and where, how well that is known, and what changed nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use engine::ensemble::Statistic;
use engine::model::metrics::{Kind, METRICS, Metric};
use engine::scenario::time::Month;
use error::Result;
use results::cell::number_of;
use results::claim::{Claim, Value};
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::readable;
use results::reader::Reader;

use super::schema::{self, DESIGN_CSV, RESULTS_CSV};
use crate::aim::is_within;
use crate::amounts::{Amount, of_mean};
use crate::claims::{Answer, FINDINGS, Subject, caveat, finding, tipping_point, with_question};
use crate::run::claims::MAIN as FIRST;
use crate::titles::{self, joined, listed, title};

/// Metrics that are spoken of and drawn where the user names none.
pub const MAIN: [Metric; 6] = [
    Metric::LagMonths2030,
    Metric::ComputeRatio2030,
    Metric::ParityYear,
    Metric::WorldRaceCost,
    Metric::ChinaLowestSafety,
    Metric::UsThirdCountryShare2035,
];

/// Those of [`MAIN`] whose date lies within a horizon of `months`.
pub fn usual(months: usize) -> Vec<Metric> {
    MAIN.into_iter().filter(|&metric| is_within(metric, months)).collect()
}

/// A metric at one point of the design, under one policy.
#[derive(Debug, Clone)]
struct Place {
    point: u64,
    policy: String,
    mean: f64,
    error: f64,
    /// Standard error of the effect against the first point under the same policy.
    effect_error: f64,
}

/// What a metric is at the points of the design.
struct Course {
    metric: Metric,
    places: Vec<Place>,
    /// From the 5th to the 95th percentile at the first point.
    spread: f64,
}

/// Lowest and highest mean of a course.
struct Extremes {
    metric: Metric,
    low: Place,
    high: Place,
    difference: Estimate,
    relative_size: f64,
}

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    let design = subject.tables.table(DESIGN_CSV);
    let points = design.map_or(0, |design| design.len() as u64 + design.beyond);
    let inputs = || design.into_iter().flat_map(|design| design.schema.names().skip(1));
    let named = |key: &str| titles::input(key, |key| subject.meaning(key).to_owned().into());
    let question = message!(
        "sweep-question",
        inputs = joined(inputs().map(&named), "; "),
        count = points
    );
    let policies = subject.cases.len();
    let each = subject.worlds / (points * policies as u64).max(1);
    let mut claims: Vec<Claim> = subject.too_few(each).into_iter().collect();
    let main = subject.outcome().unwrap_or(FIRST);
    let mut extremes: Vec<Extremes> = courses(subject)
        .iter()
        .filter_map(|course| course.extremes(each))
        .collect();
    extremes.sort_by(|one, other| {
        let main_first = (other.metric == main).cmp(&(one.metric == main));
        let known_first = other.difference.excludes_zero().cmp(&one.difference.excludes_zero());
        let by_size = other.relative_size.total_cmp(&one.relative_size);
        main_first.then(known_first).then(by_size)
    });
    let several = policies > 1;
    let told = choose(&extremes, |extremes| outcome(extremes.metric));
    claims.extend(told.into_iter().map(|extremes| range(subject, extremes, several)));
    claims.extend(idle_inputs(subject).map(|input| caveat(message!("sweep-idle", input = named(input)))));
    claims.push(caveat(message!(
        "sweep-size",
        points = points,
        policies = policies,
        worlds = each.to_string()
    )));
    claims.extend(subject.failures());
    claims.extend(beyond_horizon(subject).map(caveat));
    claims.push(caveat(message!("sweep-covers")));
    claims.push(tipping_point(message!("sweep-turns")));
    Answer {
        question: with_question(&subject.title, question),
        claims,
    }
}

/// Which of [`MAIN`] are not spoken of because the scenario ends before their date.
fn beyond_horizon(subject: &Subject) -> Option<Message> {
    let months = Month::parse(&subject.last_month)?.0 + 1;
    let beyond: Vec<Text> = MAIN
        .into_iter()
        .filter(|&metric| !is_within(metric, months))
        .map(title)
        .collect();
    (!beyond.is_empty()).then(|| message!("sweep-beyond", outcomes = listed(beyond)))
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

/// Where the means of a metric are in the rows of a table.
struct Rows {
    first: u64,
    low: (f64, u64),
    high: (f64, u64),
}

/// The numbers of the rows of a table of results that claims are made of: of each metric that `is_told` the first, the lowest and the
/// highest, however many points there are.
///
/// # Errors
/// The file cannot be read or is not that table.
pub fn rows_told(path: &Path, is_told: impl Fn(Metric) -> bool) -> Result<BTreeSet<u64>> {
    let mut reader = Reader::open(path, &schema::results())?;
    let place = |name: &str| {
        let found = reader.columns().iter().position(|column| column.name == name);
        // The reader has refused a file without it.
        found.unwrap_or_default()
    };
    let of_metric = place("metric");
    let mut found: BTreeMap<Metric, Rows> = BTreeMap::new();
    let of_statistics = Statistic::ALL.map(|statistic| place(statistic.key()));
    let mut number = 0;
    while let Some(row) = reader.next_row()? {
        let metric = row.get(of_metric).and_then(Metric::from_key);
        if let Some(metric) = metric.filter(|&metric| is_told(metric)) {
            let place = of_statistics[Statistic::central(metric) as usize];
            let Some(mean) = row.get(place).and_then(number_of) else {
                return Err(reader.wrong(place));
            };
            let rows = found.entry(metric).or_insert(Rows {
                first: number,
                low: (f64::INFINITY, number),
                high: (f64::NEG_INFINITY, number),
            });
            if mean.is_finite() && mean < rows.low.0 {
                rows.low = (mean, number);
            }
            if mean.is_finite() && mean >= rows.high.0 {
                rows.high = (mean, number);
            }
        }
        number += 1;
    }
    let rows = found.into_values();
    Ok(rows.flat_map(|rows| [rows.first, rows.low.1, rows.high.1]).collect())
}

fn courses(subject: &Subject) -> Vec<Course> {
    let mut courses: Vec<Course> = Vec::with_capacity(METRICS);
    for row in subject.tables.rows(RESULTS_CSV) {
        let Some(metric) = Metric::from_key(row.text("metric")).filter(|metric| metric.kind() != Kind::Who) else {
            continue;
        };
        let central = Statistic::central(metric).key();
        let place = Place {
            point: row.whole("point").unwrap_or(0),
            policy: row.text("policy").to_owned(),
            mean: row.number(central),
            error: row.number(&format!("{central}_se")),
            effect_error: row.number("effect_se"),
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

impl Course {
    /// Of `worlds` worlds at each point; `None` where no two points have a mean.
    fn extremes(&self, worlds: u64) -> Option<Extremes> {
        let known = || self.places.iter().filter(|place| place.mean.is_finite());
        let low = known().min_by(|one, other| one.mean.total_cmp(&other.mean))?;
        let high = known().max_by(|one, other| one.mean.total_cmp(&other.mean))?;
        let value = high.mean - low.mean;
        // Effects are known against the first point under the same policy; of two policies the means themselves are what is known. The
        // standard error of a difference is at most the sum.
        let error = |place: &Place| match low.policy == high.policy {
            true => place.effect_error,
            false => place.error,
        };
        let relative_size = value / self.spread;
        Some(Extremes {
            metric: self.metric,
            low: low.clone(),
            high: high.clone(),
            difference: of_mean(value, error(high) + error(low), worlds),
            relative_size: if relative_size.is_finite() { relative_size } else { 0.0 },
        })
    }
}

/// `chip controls 0.5, treaty`.
fn setting(subject: &Subject, place: &Place, several: bool) -> Text {
    let mut parts: Vec<Text> = Vec::new();
    if let Some(design) = subject.tables.table(DESIGN_CSV) {
        let row = design.iter().find(|row| row.whole("point") == Some(place.point));
        for (row, input) in row
            .into_iter()
            .flat_map(|row| design.schema.names().skip(1).map(move |input| (row, input)))
        {
            let value = row.number(input);
            if !value.is_nan() {
                let what = titles::input(input, |key| subject.meaning(key).into());
                parts.push(message!("sweep-setting", input = what, value = readable(value)).into());
            }
        }
    }
    if several || parts.is_empty() {
        parts.push(titles::policy(&place.policy));
    }
    listed(parts)
}

fn range(subject: &Subject, extremes: &Extremes, several: bool) -> Claim {
    let Extremes {
        metric,
        low,
        high,
        difference,
        relative_size,
    } = extremes;
    let (amount, name) = (Amount::Of(*metric), title(*metric));
    let claim = if low.mean == high.mean {
        finding(
            message!("sweep-same", title = name, value = amount.value(low.mean)),
            None,
        )
    } else if !difference.excludes_zero() {
        let (range, interval) = (amount.range(low.mean, high.mean), amount.interval(*difference));
        finding(
            message!("sweep-untold", title = name),
            [message!("sweep-untold_range", range = range, interval = interval)],
        )
    } else {
        finding(
            message!(
                "sweep-range",
                title = name,
                low = amount.value(low.mean),
                low_at = setting(subject, low, several),
                high = amount.value(high.mean),
                high_at = setting(subject, high, several)
            ),
            [message!(
                "sweep-where",
                change = amount.change(difference.value),
                interval = amount.interval(*difference)
            )],
        )
    };
    Claim {
        metric: Some(metric.key().into()),
        values: vec![("difference".into(), Value::Estimate(*difference))],
        weight: *relative_size,
        ..claim
    }
}

/// Inputs that were tried and change nothing under any policy.
fn idle_inputs(subject: &Subject) -> impl Iterator<Item = &str> {
    let first = subject.cases.first().map(|case| case.name.as_str());
    subject
        .notes
        .iter()
        .filter_map(move |[policy, input]| (first == Some(policy.as_str())).then_some(input.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::numeric::statistics::student_95;

    fn place(policy: &str, mean: f64, effect_error: f64) -> Place {
        Place {
            point: 0,
            policy: policy.to_owned(),
            mean,
            error: 2.0,
            effect_error,
        }
    }

    fn interval_of(places: Vec<Place>) -> [f64; 2] {
        let course = Course {
            metric: FIRST,
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
