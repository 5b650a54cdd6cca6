//! The first screen of a search for trigger rules.

use super::amounts::{Estimate, signed};
use super::rows::Rows;
use super::screen::{FINDINGS, Screen, finding, point, worlds};
use crate::error::{Error, Result};
use crate::report::adaptation::{HELD_OUT_CSV, PATHWAY_CSV};
use crate::report::adaptation::{POLICY_TOML, said_rule, sought};
use crate::report::catalogue::Catalogue;
use crate::report::document::{Finding, Inline};
use crate::report::finished::Finished;
use crate::report::manifest::ExperimentRecord;
use crate::report::number::{percent, readable};
use crate::say;
use crate::scenario::load::levers::Layer;
use crate::scenario::reader::Source;
use crate::scenario::time::MAX_MONTHS;
use crate::scenario::triggers::Rule;

/// The first screen of a search for trigger rules.
///
/// # Errors
/// A table cannot be read.
pub fn screen(words: &Catalogue, result: &Finished, record: &ExperimentRecord) -> Result<Screen> {
    let held_out = Rows::read_or_none(result, HELD_OUT_CSV)?;
    let pathway = Rows::read_or_none(result, PATHWAY_CSV)?;
    // Plain scenario, best static policy, then policies of one rule more each: the last is what was found.
    let last = held_out.iter().skip(2).last();
    let mut findings: Vec<Finding> = Vec::new();
    match last {
        Some(row) => {
            let [value, low, high] = ["difference", "low", "high"].map(|column| row.number(column));
            let gain = Estimate { value, low, high };
            let interval = say!(words, "amount.interval", low = signed(low), high = signed(high));
            findings.push(finding(
                match gain.is_told_from_zero() {
                    true => say!(words, "adapt.gain", change = signed(value), interval = interval),
                    false => say!(words, "adapt.untold", interval = interval),
                },
                say!(
                    words,
                    "adapt.shares",
                    better = percent(row.number("better")),
                    worse = percent(row.number("worse")),
                    score = readable(row.number("score")),
                ),
            ));
        }
        None => findings.push(finding(
            say!(words, "adapt.nothing"),
            say!(words, "adapt.nothing_means"),
        )),
    }
    for (number, rule) in rules(result)?.iter().enumerate() {
        let number = (number + 1).to_string();
        let of_rule = pathway.iter().filter(|row| row.text("rule") == number);
        let acted = of_rule.map(|row| row.number("acted")).fold(0.0, f64::max);
        findings.push(finding(
            say!(words, "adapt.rule", what = said_rule(rule)),
            say!(words, "adapt.acts", share = percent(acted)),
        ));
    }
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "adapt.covers")));
    Ok(Screen {
        question: vec![Inline::Text(asked(words, record))],
        names: Vec::new(),
        findings,
        sure,
        turns: vec![point(say!(words, "adapt.turns"))],
    })
}

/// The rules of the policy that was found.
fn rules(result: &Finished) -> Result<Vec<Rule>> {
    let path = result.path(POLICY_TOML);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Error::File(format!("cannot read {}: {error}", path.display())))?;
    let source = Source {
        name: path.display().to_string(),
        text,
    };
    let tree = source.parse()?;
    Ok(Layer::read(&source.root(&tree), MAX_MONTHS)?.rules)
}

/// What was sought.
pub fn asked(words: &Catalogue, record: &ExperimentRecord) -> String {
    words.fill(&sought(&record.title))
}
