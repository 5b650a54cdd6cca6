//! The first screen of a search for trigger rules.

use super::amounts::{Estimate, signed};
use super::rows::Rows;
use super::screen::{FINDINGS, Screen, finding, point, worlds};
use crate::error::Result;
use crate::report::adaptation::{HELD_OUT_CSV, PATHWAY_CSV};
use crate::report::catalogue::Catalogue;
use crate::report::document::{Finding, Inline};
use crate::report::finished::Finished;
use crate::report::manifest::ExperimentRecord;
use crate::report::number::{percent, readable};
use crate::say;

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
    let mut rules: Vec<(&str, &str, f64)> = Vec::new();
    for row in pathway.iter() {
        let (number, acted) = (row.text("rule"), row.number("acted"));
        match rules.iter_mut().find(|(rule, _, _)| *rule == number) {
            Some((_, _, most)) => *most = most.max(acted),
            None => rules.push((number, row.text("what"), acted)),
        }
    }
    findings.extend(rules.iter().map(|(_, what, acted)| {
        finding(
            say!(words, "adapt.rule", what = *what),
            say!(words, "adapt.acts", share = percent(*acted)),
        )
    }));
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "adapt.covers")));
    Ok(Screen {
        question: vec![Inline::Data(record.title.clone())],
        names: Vec::new(),
        findings,
        sure,
        turns: vec![point(say!(words, "adapt.turns"))],
    })
}
