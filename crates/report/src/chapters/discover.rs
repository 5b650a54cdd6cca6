//! The first screen of a discovery.

use super::amounts::{interval_of_part, part_is_above, title};
use super::rows::{Row, Rows};
use super::screen::{FINDINGS, Screen, finding, point, worlds};
use crate::catalogue::Catalogue;
use crate::document::{Finding, Inline};
use crate::number::{percent, readable, thousands};
use crate::say;
use crate::sensitivity::words::with_unit;
use analysis::discover::limits::Side;
use analysis::discover::schema::{BOXES_CSV, STABILITY_CSV, TRAJECTORY_CSV, TREE_CSV};
use analysis::discover::stability::tells_of_others;
use engine::error::Result;
use engine::model::metrics::Metric;
use results::store::manifest::ExperimentRecord;
use results::store::stored::StoredResult;

/// Inputs that are named as restricted by resamples.
const NAMED: usize = 3;

/// The first screen of a discovery.
///
/// # Errors
/// A table cannot be read.
pub fn screen(words: &Catalogue, result: &StoredResult, record: &ExperimentRecord) -> Result<Screen> {
    let boxes = Rows::read_or_none(result, BOXES_CSV)?;
    let trajectory = Rows::read_or_none(result, TRAJECTORY_CSV)?;
    let stability = Rows::read_or_none(result, STABILITY_CSV)?;
    let tree = Rows::read_or_none(result, TREE_CSV)?;
    let mut findings: Vec<Finding> = trajectory
        .iter()
        .filter(|row| row.text("chosen") == "yes")
        .take(FINDINGS)
        .map(|row| one(words, row, &boxes, &stability, overall(&tree)))
        .collect();
    if findings.is_empty() {
        let [interest, rows] = overall(&tree);
        findings.push(finding(
            say!(words, "discovery-nothing"),
            say!(
                words,
                "discovery-nothing_means",
                share = percent(interest / rows),
                interval = interval_of_part(words, interest, rows)
            ),
        ));
    }
    let mut sure = worlds(words, record.worlds, record.failed);
    let [interest, rows] = overall(&tree);
    sure.push(point(say!(
        words,
        "discovery-overall",
        share = percent(interest / rows),
        interest = thousands(interest),
        rows = thousands(rows),
        interval = interval_of_part(words, interest, rows),
    )));
    let is_found = boxes.iter().next().is_some();
    if is_found {
        sure.push(point(say!(words, "discovery-covers")));
    }
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
        let (input, share) = (row.text("input"), percent(row.number("restricted_share")));
        let mut line = point(match boxes.iter().any(|limit| limit.text("input") == input) {
            true => say!(words, "discovery-kept", input = input, share = share),
            false if is_found => say!(words, "discovery-stable", input = input, share = share),
            false => say!(words, "discovery-stable_alone", input = input, share = share),
        });
        line.push(Inline::Term {
            key: row.text("input").to_owned(),
            text: String::new(),
        });
        line
    });
    Ok(Screen {
        question: vec![Inline::Text(asked(words, record))],
        warning: None,
        names: Vec::new(),
        findings,
        sure,
        turns: turns.collect(),
    })
}

/// Worlds in which the condition holds, and all: the leaves of the tree hold each world once.
fn overall(tree: &Rows) -> [f64; 2] {
    ["interest", "rows"].map(|column| tree.iter().map(|row| row.number(column)).sum())
}

/// A box: its limits, and how it differs from all worlds. That the limits could lie elsewhere is part of it.
fn one(words: &Catalogue, chosen: Row, boxes: &Rows, stability: &Rows, [interest, rows]: [f64; 2]) -> Finding {
    let limits = || boxes.iter().filter(|row| row.text("box") == chosen.text("box"));
    let headline = limits().map(|row| limit(words, &row)).collect::<Vec<_>>().join("; ");
    let known = limits().map(|row| {
        let of_input = stability.iter().find(|other| other.text("input") == row.text("input"));
        how_sure(words, &row, of_input)
    });
    let known = known.collect::<Vec<_>>().join("; ");
    let (inside, all) = (chosen.number("interest"), chosen.number("rows"));
    let (share, overall) = (chosen.number("density"), interest / rows);
    let interval = interval_of_part(words, inside, all);
    let unseen = limits().next().and_then(|row| Unseen::read(&row));
    let density = match &unseen {
        Some(unseen) => say!(
            words,
            "discovery-inside_and_unseen",
            density = percent(share),
            interval = interval,
            unseen = percent(unseen.density[0]),
            range = percents(words, [unseen.density[1], unseen.density[2]]),
        ),
        None => say!(words, "discovery-inside", density = percent(share), interval = interval),
    };
    let is_told = part_is_above(inside, all, overall)
        && unseen
            .as_ref()
            .is_none_or(|unseen| tells_of_others(unseen.density[0], overall, all));
    let overall = percent(overall);
    let headline = match is_told {
        true => say!(
            words,
            "discovery-box",
            limits = headline,
            inside = density,
            overall = overall
        ),
        false => say!(
            words,
            "discovery-box_untold",
            limits = headline,
            inside = density,
            overall = overall
        ),
    };
    let mut sentences = vec![say!(
        words,
        "discovery-coverage",
        coverage = percent(chosen.number("coverage")),
        mass = percent(chosen.number("mass")),
    )];
    sentences.extend(unseen.map(|unseen| {
        say!(
            words,
            "discovery-coverage_unseen",
            coverage = percent(unseen.coverage[0]),
            range = percents(words, [unseen.coverage[1], unseen.coverage[2]]),
        )
    }));
    sentences.push(say!(words, "discovery-limits", limits = known));
    finding(headline, sentences.join(" "))
}

/// What boxes that were found in the same way hold of worlds that they had not seen: share, 5 % and 95 % point over resamples.
struct Unseen {
    density: [f64; 3],
    coverage: [f64; 3],
}

impl Unseen {
    /// Of a row of a box; `None` where it was not sought again, and in results of earlier versions.
    fn read(row: &Row) -> Option<Self> {
        let of = |name: &str| ["", "_low", "_high"].map(|end| row.number(&format!("held_out_{name}{end}")));
        let unseen = Self {
            density: of("density"),
            coverage: of("coverage"),
        };
        let numbers = [unseen.density, unseen.coverage];
        numbers
            .iter()
            .flatten()
            .all(|number| number.is_finite())
            .then_some(unseen)
    }
}

/// `41 % to 48 %`.
fn percents(words: &Catalogue, ends: [f64; 2]) -> String {
    let [low, high] = ends.map(percent);
    say!(words, "amount-range", low = low, high = high)
}

/// `us.outreach at least 0.4`.
fn limit(words: &Catalogue, row: &Row) -> String {
    let (input, unit) = (row.text("input"), row.text("unit"));
    let [low, high] = [row.number("low"), row.number("high")];
    match (low.is_finite(), high.is_finite()) {
        (true, true) => say!(
            words,
            "discovery-between",
            input = input,
            low = of_input(low, unit),
            high = of_input(high, unit),
        ),
        (true, false) => say!(words, "discovery-at_least", input = input, low = of_input(low, unit)),
        _ => say!(words, "discovery-at_most", input = input, high = of_input(high, unit)),
    }
}

/// A value of an input; a small share keeps its three figures, for the limits of it lie close together.
fn of_input(value: f64, unit: &str) -> String {
    match unit {
        "share" if value.abs() < 0.01 => format!("{} %", readable(100.0 * value)),
        unit => with_unit(value, unit),
    }
}

/// From where to where the input goes in all worlds, and where resamples put its limits.
fn how_sure(words: &Catalogue, row: &Row, stability: Option<Row>) -> String {
    let unit = row.text("unit");
    let range = |row: &Row, columns: [&str; 2]| {
        let [low, high] = columns.map(|column| of_input(row.number(column), unit));
        say!(words, "amount-range", low = low, high = high)
    };
    let mut text = say!(
        words,
        "discovery-input",
        input = row.text("input"),
        range = range(row, ["lowest", "highest"])
    );
    for (limit, side) in [("low", Side::Lower), ("high", Side::Upper)] {
        if !row.number(limit).is_finite() {
            continue;
        }
        let share = stability
            .as_ref()
            .map_or(0.0, |of| of.number(&format!("{limit}_share")));
        let known = stability.as_ref().filter(|_| share > 0.0);
        let ends = known.map_or_else(String::new, |of| {
            range(of, [&format!("{limit}_p05"), &format!("{limit}_p95")])
        });
        text.push_str(", ");
        text.push_str(&match (side, ends.is_empty()) {
            (Side::Lower, false) => say!(words, "discovery-lower", share = percent(share), range = ends),
            (Side::Upper, false) => say!(words, "discovery-upper", share = percent(share), range = ends),
            (Side::Lower, true) => say!(words, "discovery-no_lower"),
            (Side::Upper, true) => say!(words, "discovery-no_upper"),
        });
    }
    text
}

/// What was asked.
pub fn asked(words: &Catalogue, record: &ExperimentRecord) -> String {
    // Whole words of the condition that are metrics are said as such.
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut condition = String::new();
    let mut rest = record.specification.as_str();
    while let Some(start) = rest.find(is_word) {
        let end = rest[start..]
            .find(|letter| !is_word(letter))
            .map_or(rest.len(), |end| start + end);
        condition.push_str(&rest[..start]);
        let word = &rest[start..end];
        condition.push_str(&Metric::from_key(word).map_or(word.to_owned(), |metric| words.term(title(metric))));
        rest = &rest[end..];
    }
    say!(words, "discovery-asked", condition = condition + rest)
}

#[cfg(test)]
mod tests {
    use super::super::screen::tests::{record, text_of};
    use super::*;
    use crate::catalogue::english;

    const STABILITY: &str = "input,unit,restricted_share,low_share,low_p05,low_p95,high_share,high_p05,high_p95
         shared.tool_bite,share,0.4,0,,,0.4,0.73,0.81";

    /// What is said of a box of 400 of 1,000 worlds with 200 of the 250 in which the condition holds.
    fn said(boxes: &str) -> String {
        let chosen = Rows::of("box,rows,interest,density,coverage,mass\n1,400,200,0.5,0.8,0.4");
        let row = chosen.iter().next().unwrap();
        let (boxes, stability) = (Rows::of(boxes), Rows::of(STABILITY));
        text_of(&one(english(), row, &boxes, &stability, [250.0, 1000.0]))
    }

    #[test]
    fn a_box_is_told_with_its_interval_its_ranges_and_where_resamples_put_its_limits() {
        // A result of an earlier version does not say what was held out.
        let said = said(
            "box,input,unit,low,high,lowest,highest
             1,us.outreach,share,0.4,,0,1
             1,shared.tool_bite,share,,0.76,0.24,0.94",
        );
        for piece in [
            "us.outreach at least 40 %; shared.tool_bite at most 76 %: there it holds in 50 % of worlds (95 %: 45.1 % to 54.9 %), against 25 %",
            "us.outreach goes from 0 % to 100 % in all worlds, and no resample has a lower limit of it",
            "40 % of resamples have an upper limit of it (nine of ten of these: 73 % to 81 %)",
        ] {
            assert!(said.contains(piece), "{said}");
        }
    }

    #[test]
    fn a_box_is_told_with_what_such_boxes_hold_of_worlds_they_have_not_seen_and_not_relied_on_where_that_is_no_more() {
        let with = |density: f64| {
            said(&format!(
                "box,input,unit,low,high,lowest,highest,held_out_density,held_out_density_low,held_out_density_high,held_out_coverage,\
                 held_out_coverage_low,held_out_coverage_high
                 1,us.outreach,share,0.4,,0,1,{density},0.2,0.48,0.7,0.6,0.78"
            ))
        };
        let told = with(0.44);
        for piece in [
            "there it holds in 50 % of worlds (95 %: 45.1 % to 54.9 %) and, of worlds that such a box has not seen, in 44 % (nine of ten \
             resamples: 20 % to 48 %), against 25 % of all |",
            "Of unseen worlds in which it holds such boxes have 70 % (nine of ten resamples: 60 % to 78 %).",
        ] {
            assert!(told.contains(piece), "{told}");
        }
        // Two standard errors of a share of 25 % in 400 worlds are 4.3 percentage points.
        assert!(with(0.29).contains("do not rely on these limits"));
        assert!(!with(0.3).contains("do not rely on these limits"));
    }

    #[test]
    fn the_question_names_metrics_as_readers_do() {
        let record = ExperimentRecord {
            specification: "china_lag_months_2030 < 8".to_owned(),
            ..record(&[])
        };
        assert_eq!(
            asked(english(), &record),
            "In which worlds does this hold: China's lag in 2030 < 8?"
        );
    }
}
