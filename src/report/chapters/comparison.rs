//! The first screen of a comparison.

use super::amounts::{Amount, Estimate, title};
use super::influence;
use super::rows::{Row, Rows};
use super::run::MAIN;
use super::screen::{FINDINGS, Screen, finding, names, point, worlds};
use crate::error::Result;
use crate::model::metrics::{Kind, Metric};
use crate::report::catalogue::Catalogue;
use crate::report::comparison::tables::{EFFECTS_CSV, SUMMARY_CSV};
use crate::report::document::{Finding, Inline};
use crate::report::finished::Finished;
use crate::report::manifest::ExperimentRecord;
use crate::report::number::percent;
use crate::say;

/// Outcomes that a first screen speaks of, after the main one.
const IMPORTANT: [Metric; 12] = [
    Metric::LagMonths2030,
    Metric::ComputeRatio2030,
    Metric::SelfSufficiencyYear,
    Metric::ParityYear,
    Metric::WorldRaceCost,
    Metric::FirstLeadYear,
    Metric::CatastropheYear,
    Metric::TreatyYear,
    Metric::PeakDistrust,
    Metric::UsLowestSafety,
    Metric::ChinaLowestSafety,
    Metric::UsThirdCountryShare2035,
];

/// One effect of one policy.
#[derive(Debug, Clone)]
struct Effect<'a> {
    policy: &'a str,
    metric: Metric,
    amount: Amount,
    change: Estimate,
    /// Under the reference and under the policy.
    values: [f64; 2],
    /// Shares of worlds in which it is larger and smaller.
    moved: [f64; 2],
    /// Size of the change against the spread of the worlds under the reference.
    relative_size: f64,
}

/// The first screen of a comparison; `metric` comes first if one was asked for.
///
/// # Errors
/// A table cannot be read.
pub fn screen(
    words: &Catalogue,
    result: &Finished,
    record: &ExperimentRecord,
    metric: Option<Metric>,
) -> Result<Screen> {
    let effects = Rows::read_or_none(result, EFFECTS_CSV)?;
    let summary = Rows::read_or_none(result, SUMMARY_CSV)?;
    let main = metric.unwrap_or(MAIN);
    let all: Vec<Effect> = effects.iter().filter_map(|row| effect(row, &summary)).collect();
    let reference = record.cases.first().map_or("", |case| case.name.as_str());
    let policies: Vec<&str> = record.cases.iter().skip(1).map(|case| case.name.as_str()).collect();
    let chosen = choose(&all, main);
    let mut findings: Vec<Finding> = Vec::new();
    if chosen.first().is_none_or(|effect| effect.metric != main) {
        findings.extend(nothing(words, &all, main));
    }
    findings.extend(chosen.iter().map(|effect| told(words, effect, reference)));
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "comparison.same_worlds")));
    let told_apart = all.iter().filter(|effect| effect.change.is_told_from_zero()).count();
    sure.push(point(say!(
        words,
        "comparison.told_apart",
        told = told_apart,
        all = all.len().to_string()
    )));
    sure.push(point(say!(words, "comparison.covers")));
    let turns = match chosen.first() {
        Some(effect) => influence::of_effect(
            words,
            result,
            effect.metric,
            title(effect.metric),
            [reference, effect.policy],
        ),
        None => Vec::new(),
    };
    Ok(Screen {
        question: vec![Inline::Text(say!(
            words,
            "comparison.question",
            policies = policies.join(", "),
            reference = reference,
        ))],
        names: names(record),
        findings,
        sure,
        turns,
    })
}

/// A row of `effects.csv` that is about a mean, or about how often something never happens.
fn effect<'a>(row: Row<'a>, summary: &Rows) -> Option<Effect<'a>> {
    let metric = Metric::from_key(row.text("metric"))?;
    let is_rare = matches!(
        metric,
        Metric::FirstLeadYear | Metric::CatastropheYear | Metric::TreatyYear
    );
    let amount = match (row.text("quantity"), is_rare) {
        ("mean" | "restricted_mean", false) => Amount::Of(metric),
        // Of rare things the share of worlds says more than a mean year.
        ("never", true) => Amount::ShareOfWorlds,
        _ => return None,
    };
    let [value, low, high] = ["difference", "low_95", "high_95"].map(|column| row.number(column));
    let values = ["reference_value", "policy_value"].map(|column| row.number(column));
    let (change, values) = match amount {
        // Shares of never are told as shares of worlds in which it happens.
        Amount::ShareOfWorlds => (
            Estimate {
                value: -value,
                low: -high,
                high: -low,
            },
            values.map(|never| 1.0 - never),
        ),
        Amount::Of(_) => (Estimate { value, low, high }, values),
    };
    let reference = row.text("reference");
    let spread = match amount {
        Amount::ShareOfWorlds => 1.0,
        Amount::Of(_) => spread(summary, reference, metric),
    };
    Some(Effect {
        policy: row.text("policy"),
        metric,
        amount,
        change,
        values,
        moved: [row.number("larger"), row.number("smaller")],
        relative_size: (change.value / spread).abs(),
    })
}

/// From the 5th to the 95th percentile under the reference; the quartiles where those never happen.
fn spread(summary: &Rows, reference: &str, metric: Metric) -> f64 {
    let of = |statistic: &str| {
        summary
            .iter()
            .find(|row| {
                (row.text("policy"), row.text("metric"), row.text("statistic")) == (reference, metric.key(), statistic)
            })
            .map_or(f64::NAN, |row| row.number("value"))
    };
    let wide = of("p95") - of("p05");
    if wide.is_finite() {
        wide
    } else {
        2.0 * (of("p50") - of("p05"))
    }
}

/// The effects to tell: on the main metric first, then the largest against the spread of the worlds, each on another outcome and, while
/// there are others, by another policy. Only what is told apart from nothing.
fn choose<'a>(all: &'a [Effect<'a>], main: Metric) -> Vec<&'a Effect<'a>> {
    let mut told: Vec<&Effect> = all
        .iter()
        .filter(|effect| effect.change.is_told_from_zero() && effect.relative_size.is_finite())
        .filter(|effect| effect.metric == main || IMPORTANT.contains(&effect.metric))
        .collect();
    told.sort_by(|one, other| {
        let main_first = (other.metric == main).cmp(&(one.metric == main));
        main_first.then(other.relative_size.total_cmp(&one.relative_size))
    });
    let mut chosen: Vec<&Effect> = Vec::new();
    while chosen.len() < FINDINGS {
        let fresh = |effect: &&&Effect| chosen.iter().all(|before| before.metric != effect.metric);
        let other = |effect: &&&Effect| chosen.iter().all(|before| before.policy != effect.policy);
        let next = told
            .iter()
            .filter(fresh)
            .find(other)
            .or_else(|| told.iter().find(fresh))
            .copied();
        match next {
            Some(effect) => chosen.push(effect),
            None => break,
        }
    }
    chosen
}

fn told(words: &Catalogue, effect: &Effect, reference: &str) -> Finding {
    let Effect {
        amount,
        change,
        values,
        moved,
        ..
    } = effect;
    let (change, interval) = (amount.change(words, change.value), amount.interval(words, *change));
    let [before, after] = values.map(|value| amount.value(words, value));
    let (policy, title) = (effect.policy, title(effect.metric));
    let Amount::Of(metric) = amount else {
        return finding(
            say!(
                words,
                "comparison.share_effect",
                policy = policy,
                title = title,
                change = change,
                interval = interval
            ),
            say!(
                words,
                "comparison.shares",
                before = before,
                after = after,
                policy = policy,
                reference = reference
            ),
        );
    };
    let shares = moved.map(percent);
    let mut sentences = vec![
        say!(
            words,
            "comparison.values",
            before = before,
            after = after,
            policy = policy,
            reference = reference
        ),
        say!(words, "comparison.moved", larger = &shares[0], smaller = &shares[1]),
    ];
    if metric.kind() == Kind::Year {
        sentences.push(say!(words, "comparison.restricted"));
    }
    let headline = say!(
        words,
        "comparison.effect",
        policy = policy,
        title = title,
        change = change,
        interval = interval
    );
    finding(headline, sentences.join(" "))
}

/// That no policy's effect on the main metric is told apart from nothing.
fn nothing(words: &Catalogue, all: &[Effect], main: Metric) -> Option<Finding> {
    let of: Vec<&Effect> = all.iter().filter(|effect| effect.metric == main).collect();
    let first = of.first()?;
    let (low, high) = of
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), effect| {
            (low.min(effect.change.low), high.max(effect.change.high))
        });
    let widest = Estimate { value: 0.0, low, high };
    let sentence = match low.is_finite() && high.is_finite() {
        true => say!(
            words,
            "comparison.nothing_known",
            interval = first.amount.interval(words, widest)
        ),
        false => say!(words, "comparison.nothing_unknown"),
    };
    Some(finding(
        say!(words, "comparison.nothing", title = title(main)),
        sentence,
    ))
}
