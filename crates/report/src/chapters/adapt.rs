//! The first screen of a search for trigger rules.

use super::amounts::{Amount, Estimate, interval_of_part, title};
use super::rows::{Row, Rows};
use super::screen::{FINDINGS, Screen, about, finding, point, too_few, worlds};
use crate::adapt::{self, POLICY_TOML, said_rule};
use crate::catalogue::{Catalogue, Fill};
use crate::document::{Finding, Inline};
use crate::number::{percent, readable};
use crate::say;
use analysis::adapt::schema::{HELD_OUT_CSV, PATHWAY_CSV};
use engine::error::{Error, Result};
use engine::model::metrics::Metric;
use engine::scenario::load::levers::Layer;
use engine::scenario::reader::Source;
use engine::scenario::time::MAX_MONTHS;
use engine::scenario::triggers::Rule;
use results::store::manifest::ExperimentRecord;
use results::store::stored::StoredResult;

/// The first screen of a search for trigger rules.
///
/// # Errors
/// A table cannot be read.
pub fn screen(words: &Catalogue, result: &StoredResult, record: &ExperimentRecord) -> Result<Screen> {
    let held_out = Rows::read_or_none(result, HELD_OUT_CSV)?;
    let pathway = Rows::read_or_none(result, PATHWAY_CSV)?;
    // The goal as `us_payoff:more`; results of earlier versions do not have it.
    let metric = record.specification.split(':').next().and_then(Metric::from_key);
    let amount = metric.map_or(Amount::Plain, Amount::Of);
    let what = metric.map_or_else(|| say!(words, "adapt-payoff"), |metric| words.term(title(metric)));
    let gain = |row: &Row| {
        let [value, low, high] = ["difference", "low", "high"].map(|column| row.number(column));
        Estimate::between(value, low, high)
    };
    let mut rows = held_out.iter();
    // Plain scenario, best static policy, then policies of one rule more each: the last is what was found.
    let (plain, fixed, last) = (rows.next(), rows.next(), rows.last());
    let mut findings: Vec<Finding> = Vec::new();
    if let Some(row) = last {
        let of = gain(&row);
        let (change, interval) = (amount.change(words, of.value), amount.interval(words, of));
        findings.push(finding(
            say!(
                words,
                match of.excludes_zero() {
                    true => "adapt-gain",
                    false => "adapt-untold",
                },
                change = change,
                interval = interval,
                metric = what
            ),
            say!(
                words,
                "adapt-shares",
                better = percent(row.number("better")),
                worse = percent(row.number("worse")),
                score = amount.value(words, row.number("score")),
            ),
        ));
    } else if let (Some(plain), Some(fixed)) = (plain, fixed) {
        // The table has the plain scenario against the best static policy: the other way round it is what that policy brings.
        let of = gain(&plain).negated();
        let (change, interval) = (amount.change(words, of.value), amount.interval(words, of));
        findings.push(finding(
            say!(
                words,
                match of.excludes_zero() {
                    true => "adapt-nothing",
                    false => "adapt-nothing_untold",
                },
                change = change,
                interval = interval,
                metric = what
            ),
            say!(
                words,
                "adapt-nothing_means",
                better = percent(plain.number("worse")),
                worse = percent(plain.number("better")),
                score = amount.value(words, fixed.number("score")),
            ),
        ));
    }
    let mut findings: Vec<Finding> = findings.into_iter().map(|finding| about(finding, metric)).collect();
    let policy = Policy::read(result)?;
    let seen = plain.map_or(f64::NAN, |row| row.number("worlds"));
    for (number, rule) in policy.rules.iter().enumerate() {
        let number = (number + 1).to_string();
        let of_rule = pathway.iter().filter(|row| row.text("rule") == number);
        let acted = of_rule.map(|row| row.number("acted")).fold(0.0, f64::max);
        findings.push(finding(
            say!(words, "adapt-rule", what = said_rule(rule)),
            say!(
                words,
                "adapt-acts",
                share = percent(acted),
                interval = interval_of_part(words, acted * seen, seen)
            ),
        ));
    }
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "adapt-covers")));
    let levers = match policy.levers.as_str() {
        "" => say!(words, "adapt-no_lever"),
        levers => levers.to_owned(),
    };
    Ok(Screen {
        question: vec![Inline::Text(asked(words, record))],
        warning: too_few(words, if seen.is_nan() { 0 } else { seen as u64 }),
        names: vec![(say!(words, "adapt-static_policy"), vec![Inline::Text(levers)])],
        findings,
        sure,
        turns: vec![point(match policy.rules.is_empty() {
            true => say!(words, "adapt-turns_none"),
            false => say!(words, "adapt-turns"),
        })],
    })
}

/// The policy that was found.
struct Policy {
    /// What the best static policy sets: `us.chip_controls 0, us.outreach 1`; empty where nothing.
    levers: String,
    rules: Vec<Rule>,
}

impl Policy {
    fn read(result: &StoredResult) -> Result<Self> {
        let path = result.path(POLICY_TOML);
        let text = std::fs::read_to_string(&path)
            .map_err(|error| Error::File(format!("cannot read {}: {error}", path.display())))?;
        let source = Source {
            name: path.display().to_string(),
            text,
        };
        let tree = source.parse()?;
        let layer = Layer::read(&source.root(&tree), MAX_MONTHS)?;
        let levers = layer.schedules.iter().filter_map(|schedule| {
            let step = schedule.steps.first()?;
            Some(format!("{} {}", schedule.lever.key(), readable(step.value)))
        });
        Ok(Self {
            levers: levers.collect::<Vec<_>>().join(", "),
            rules: layer.rules,
        })
    }
}

/// What was sought.
pub fn asked(words: &Catalogue, record: &ExperimentRecord) -> String {
    let scenario = record.cases.first().map_or("", |case| case.title.as_str());
    words.fill(&adapt::asked(&record.title, scenario))
}

#[cfg(test)]
mod tests {
    use super::super::screen::tests::record;
    use super::*;
    use crate::catalogue::english;

    #[test]
    fn the_question_names_the_scenario_by_its_title() {
        let mut experiment = record(&[("baseline", "Policies of late 2025")]);
        experiment.title = "baseline: adaptive policy of China".to_owned();
        let words = english();
        assert!(asked(words, &experiment).contains("do better in “Policies of late 2025” by rules"));
        experiment.cases.clear();
        assert!(asked(words, &experiment).contains("do better in “baseline” by rules"));
    }
}
