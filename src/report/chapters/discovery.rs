//! The first screen of a discovery.

use super::rows::{Row, Rows};
use super::screen::{FINDINGS, Screen, finding, point, worlds};
use crate::error::Result;
use crate::report::catalogue::Catalogue;
use crate::report::discovery::tables::{BOXES_CSV, STABILITY_CSV, TRAJECTORY_CSV};
use crate::report::document::{Finding, Inline};
use crate::report::finished::Finished;
use crate::report::manifest::ExperimentRecord;
use crate::report::number::{percent, readable};
use crate::report::sensitivity::words::with_unit;
use crate::say;

/// Inputs that are named as restricted by resamples.
const NAMED: usize = 3;

/// The first screen of a discovery.
///
/// # Errors
/// A table cannot be read.
pub fn screen(words: &Catalogue, result: &Finished, record: &ExperimentRecord) -> Result<Screen> {
    let boxes = Rows::read_or_none(result, BOXES_CSV)?;
    let trajectory = Rows::read_or_none(result, TRAJECTORY_CSV)?;
    let stability = Rows::read_or_none(result, STABILITY_CSV)?;
    let start = trajectory.iter().find(|row| row.number("mass") == 1.0);
    let overall = start.map_or(f64::NAN, |row| row.number("density"));
    let mut findings: Vec<Finding> = trajectory
        .iter()
        .filter(|row| row.text("chosen") == "yes")
        .take(FINDINGS)
        .map(|row| one(words, row, &boxes, overall))
        .collect();
    if findings.is_empty() {
        findings.push(finding(
            say!(words, "discovery.nothing"),
            say!(words, "discovery.nothing_means"),
        ));
    }
    let mut sure = worlds(words, record.worlds, record.failed);
    if let Some(start) = start {
        sure.push(point(say!(
            words,
            "discovery.overall",
            share = percent(overall),
            interest = readable(start.number("interest")),
            rows = readable(start.number("rows")),
        )));
    }
    sure.push(point(say!(words, "discovery.covers")));
    let mut often: Vec<Row> = stability
        .iter()
        .filter(|row| row.number("restricted_share") > 0.0)
        .collect();
    often.sort_by(|one, other| {
        other
            .number("restricted_share")
            .total_cmp(&one.number("restricted_share"))
    });
    let turns = often.into_iter().take(NAMED).map(|row| {
        let share = percent(row.number("restricted_share"));
        let mut line = point(say!(
            words,
            "discovery.stable",
            input = row.text("input"),
            share = share
        ));
        line.push(Inline::Term {
            key: row.text("input").to_owned(),
            text: String::new(),
        });
        line
    });
    Ok(Screen {
        question: vec![Inline::Text(asked(words, record))],
        names: Vec::new(),
        findings,
        sure,
        turns: turns.collect(),
    })
}

/// A box: its limits, and how it differs from all worlds.
fn one(words: &Catalogue, chosen: Row, boxes: &Rows, overall: f64) -> Finding {
    let limits = boxes
        .iter()
        .filter(|row| row.text("box") == chosen.text("box"))
        .map(|row| {
            let (input, unit) = (row.text("input"), row.text("unit"));
            let [low, high] = [row.number("low"), row.number("high")];
            match (low.is_finite(), high.is_finite()) {
                (true, true) => say!(
                    words,
                    "discovery.between",
                    input = input,
                    low = with_unit(low, unit),
                    high = with_unit(high, unit),
                ),
                (true, false) => say!(words, "discovery.at_least", input = input, low = with_unit(low, unit),),
                _ => say!(words, "discovery.at_most", input = input, high = with_unit(high, unit),),
            }
        });
    let limits: Vec<String> = limits.collect();
    finding(
        say!(
            words,
            "discovery.box",
            limits = limits.join("; "),
            density = percent(chosen.number("density")),
            overall = percent(overall),
        ),
        say!(
            words,
            "discovery.coverage",
            coverage = percent(chosen.number("coverage")),
            mass = percent(chosen.number("mass")),
        ),
    )
}

/// What was asked.
pub fn asked(words: &Catalogue, record: &ExperimentRecord) -> String {
    say!(words, "discovery.asked", condition = &record.specification)
}
