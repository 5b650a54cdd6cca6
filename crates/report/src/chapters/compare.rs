//! The first screen of a comparison.

use super::amounts::{Amount, Estimate, title};
use super::influence::{self, Measure};
use super::method::end_of;
use super::rows::{Row, Rows};
use super::run::MAIN;
use super::screen::{ENOUGH_WORLDS, FINDINGS, Screen, about, called, finding, names, point, too_few, worlds};
use crate::catalogue::Catalogue;
use crate::document::{Finding, Inline};
use crate::number::percent;
use crate::say;
use analysis::compare::schema::{EFFECTS_CSV, SUMMARY_CSV};
use engine::error::Result;
use engine::model::metrics::{Kind, Metric};
use results::store::manifest::ExperimentRecord;
use results::store::stored::StoredResult;

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
    result: &StoredResult,
    record: &ExperimentRecord,
    metric: Option<Metric>,
) -> Result<Screen> {
    let effects = Rows::read_or_none(result, EFFECTS_CSV)?;
    let summary = Rows::read_or_none(result, SUMMARY_CSV)?;
    let main = metric.unwrap_or(MAIN);
    let all: Vec<Effect> = effects.iter().filter_map(|row| effect(row, &summary)).collect();
    let reference = record.cases.first().map_or("", |case| case.name.as_str());
    let pairs = effects.iter().map(|row| row.number("pairs")).fold(0.0, f64::max) as u64;
    let mut chosen = choose(&all, main);
    if pairs < ENOUGH_WORLDS {
        // Of so many effects some always look large over a handful of worlds: the largest say nothing then.
        chosen.retain(|effect| effect.metric == main);
    }
    let mut findings: Vec<Finding> = Vec::new();
    if chosen.first().is_none_or(|effect| effect.metric != main) {
        findings.extend(nothing(words, record, &all, main).map(|finding| about(finding, main)));
    }
    findings.extend(
        chosen
            .iter()
            .map(|effect| about(told(words, record, effect), effect.metric)),
    );
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "comparison-same_worlds")));
    sure.extend(told_apart(words, &all, pairs).map(point));
    sure.push(point(say!(words, "comparison-covers")));
    if !all.iter().any(|effect| effect.metric == main) {
        sure.push(point(say!(words, "comparison-not_main", title = title(main))));
    }
    let turns = match chosen.first() {
        Some(effect) => influence::of_effect(
            words,
            result,
            (effect.metric, measure(effect, record)),
            effect.change.value > 0.0,
            &say!(
                words,
                "turns-effect",
                policy = called(words, record, effect.policy),
                title = title(effect.metric)
            ),
            [reference, effect.policy],
        ),
        None => Vec::new(),
    };
    Ok(Screen {
        question: vec![Inline::Text(asked(words, record))],
        warning: too_few(words, pairs),
        names: names(record),
        findings,
        sure,
        turns,
    })
}

/// How many effects are told from none; nothing where `pairs` worlds are too few for that to be known.
fn told_apart(words: &Catalogue, all: &[Effect], pairs: u64) -> Option<String> {
    let told = all.iter().filter(|effect| effect.change.excludes_zero()).count();
    let all = all.len().to_string();
    (pairs >= ENOUGH_WORLDS).then(|| say!(words, "comparison-told_apart", told = told, all = all))
}

/// In what an effect is measured world by world: as its headline has it.
fn measure(effect: &Effect, record: &ExperimentRecord) -> Measure {
    match effect.amount {
        Amount::ShareOfWorlds => Measure::Happens,
        Amount::Of(_) | Amount::Plain => Measure::Value {
            end_year: record
                .cases
                .first()
                .map_or(f64::NAN, |case| end_of(&case.scenario_toml)),
        },
    }
}

/// What the policies are called, all in one line, and the reference.
fn sides(words: &Catalogue, record: &ExperimentRecord) -> (String, String) {
    let mut names = record.cases.iter().map(|case| called(words, record, &case.name));
    let reference = names.next().unwrap_or_default();
    let policies: Vec<String> = names.collect();
    (policies.join(", "), reference)
}

/// What is asked.
pub fn asked(words: &Catalogue, record: &ExperimentRecord) -> String {
    let (policies, reference) = sides(words, record);
    say!(words, "comparison-question", policies = policies, reference = reference)
}

/// What is compared with what, as a title.
pub fn compared(words: &Catalogue, record: &ExperimentRecord) -> String {
    let (policies, reference) = sides(words, record);
    say!(
        words,
        "figure-compare-against",
        policies = policies,
        reference = reference
    )
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
            Estimate::between(value, low, high).negated(),
            values.map(|never| 1.0 - never),
        ),
        Amount::Of(_) | Amount::Plain => (Estimate::between(value, low, high), values),
    };
    let reference = row.text("reference");
    let spread = match amount {
        Amount::ShareOfWorlds => 1.0,
        Amount::Of(_) | Amount::Plain => spread(summary, reference, metric),
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
        .filter(|effect| effect.change.excludes_zero() && effect.relative_size.is_finite())
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

fn told(words: &Catalogue, record: &ExperimentRecord, effect: &Effect) -> Finding {
    let Effect {
        amount,
        change,
        values,
        moved,
        ..
    } = effect;
    let headline = say!(
        words,
        "comparison-effect",
        policy = called(words, record, effect.policy),
        title = title(effect.metric),
        change = match amount {
            Amount::ShareOfWorlds => say!(words, "amount-of_worlds", share = amount.change(words, change.value)),
            _ => amount.change(words, change.value),
        },
        interval = amount.interval(words, *change)
    );
    let [before, after] = values.map(|value| amount.value(words, value));
    let Amount::Of(metric) = amount else {
        return finding(
            headline,
            say!(words, "comparison-shares", before = before, after = after),
        );
    };
    let [larger, smaller] = moved.map(percent);
    let mut sentences = vec![say!(words, "comparison-values", before = before, after = after)];
    if metric.kind() == Kind::Year {
        sentences.push(say!(words, "comparison-moved_year", later = larger, earlier = smaller));
        sentences.push(say!(words, "comparison-restricted"));
    } else {
        sentences.push(say!(words, "comparison-moved", larger = larger, smaller = smaller));
    }
    finding(headline, sentences.join(" "))
}

/// That no policy's effect on the main metric is told apart from nothing, with each effect and its interval.
fn nothing(words: &Catalogue, record: &ExperimentRecord, all: &[Effect], main: Metric) -> Option<Finding> {
    let of: Vec<&Effect> = all.iter().filter(|effect| effect.metric == main).collect();
    if of.is_empty() {
        return None;
    }
    let effects = of.iter().take(FINDINGS).map(|effect| {
        let interval = match effect.change {
            Estimate { low, high, .. } if low.is_finite() && high.is_finite() => match low == high {
                true => say!(words, "amount-everywhere"),
                false => effect.amount.interval(words, effect.change),
            },
            _ => say!(words, "amount-no_interval"),
        };
        let change = effect.amount.change(words, effect.change.value);
        let policy = called(words, record, effect.policy);
        say!(
            words,
            "comparison-one",
            policy = policy,
            change = change,
            interval = interval
        )
    });
    let effects = effects.collect::<Vec<_>>().join("; ");
    let is_known = |effect: &&Effect| effect.change.low.is_finite() && effect.change.high.is_finite();
    let mut sentence = match of.iter().all(is_known) {
        true => say!(words, "comparison-all", effects = effects),
        false => say!(words, "comparison-all_some", effects = effects),
    };
    if let Some(more) = of.len().checked_sub(FINDINGS).filter(|more| *more > 0) {
        sentence.push(' ');
        sentence.push_str(&say!(words, "comparison-more", count = more));
    }
    Some(finding(
        say!(words, "comparison-nothing", title = title(main)),
        sentence,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::screen::tests::{record, text_of};
    use super::*;
    use crate::catalogue::english;

    fn effects(lines: &str) -> Rows {
        Rows::of(&format!(
            "policy,reference,metric,quantity,reference_value,policy_value,difference,low_95,high_95,larger,smaller,pairs\n{lines}"
        ))
    }

    fn experiment() -> ExperimentRecord {
        record(&[("baseline", "Baseline"), ("treaty", "A treaty")])
    }

    #[test]
    fn a_year_comes_later_or_earlier_and_is_not_larger() {
        let rows =
            effects("treaty,baseline,china_self_sufficiency_year,restricted_mean,2035,2036,1,0.5,1.5,0.7,0.1,100");
        let effect = effect(rows.iter().next().unwrap(), &Rows::default()).unwrap();
        let said = text_of(&told(english(), &experiment(), &effect));
        assert!(
            said.contains("“A treaty”: China makes 80 % of its new compute itself, 1 year later"),
            "{said}"
        );
        assert!(
            said.contains("It comes later in 70 % of the worlds and earlier in 10 %."),
            "{said}"
        );
    }

    #[test]
    fn what_is_not_told_from_none_has_its_number_and_interval_too() {
        let rows = effects(
            "treaty,baseline,china_lag_months_2030,mean,14,14.2,0.2,-0.1,0.5,0.1,0.1,100
             same,baseline,china_lag_months_2030,mean,14,14,0,0,0,0,0,100",
        );
        let all: Vec<Effect> = rows.iter().filter_map(|row| effect(row, &Rows::default())).collect();
        let words = english();
        assert!(told_apart(words, &all, ENOUGH_WORLDS).is_some_and(|text| text.contains("0 of 2")));
        assert_eq!(
            told_apart(words, &all, ENOUGH_WORLDS - 1),
            None,
            "its screen warns of few worlds"
        );
        let said = text_of(&nothing(english(), &experiment(), &all, MAIN).unwrap());
        assert!(
            said.contains("“A treaty” +0.2 months (95 %: −0.1 to +0.5); same 0 months (the same in every world)"),
            "{said}"
        );
    }
}
