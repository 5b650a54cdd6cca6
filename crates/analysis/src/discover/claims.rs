//! What a discovery says: in which worlds the condition holds, how that fares out of sample, how stable the limits are.

use results::claim::{Claim, Role, Value};
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::{percent, thousands};
use results::table::Row;

use super::limits::Side;
use super::schema::{BOXES, STABILITY, TRAJECTORY, TREE};
use super::stability::tells_of_others;
use crate::amounts::{input_value, interval_of_part, part_is_above};
use crate::claims::{Answer, FINDINGS, Subject, caveat, finding, tipping_point};
use crate::titles::{self, joined};

/// Inputs that are named as restricted by resamples.
const NAMED: usize = 3;
/// A quasi-p value from here on is told; smaller ones are all very small.
const TOLD_P: f64 = 0.001;

/// Whether the rows are settings of a sweep, with means over their simulations, and not simulations: none of these are counted then.
const fn noun(subject: &Subject) -> &'static str {
    if subject.worlds == 0 { "settings" } else { "simulations" }
}

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    let condition = titles::condition(&subject.specification);
    let overall = overall(subject);
    let [interest, rows] = overall;
    let (share, interval) = (percent(interest / rows), interval_of_part(interest, rows));
    let mut claims: Vec<Claim> = Vec::new();
    let chosen = subject.tables.of(&TRAJECTORY).filter(|row| row.is("chosen"));
    claims.extend(chosen.take(FINDINGS).map(|row| one(subject, &row, overall)));
    let is_found = !claims.is_empty();
    if !is_found {
        let means = message!(
            "discovery-nothing_means",
            noun = noun(subject),
            share = share.clone(),
            interval = interval.clone()
        );
        claims.push(Claim {
            role: Role::Answer,
            ..finding(message!("discovery-nothing"), [means])
        });
    }
    claims.push(caveat(message!(
        "discovery-overall",
        noun = noun(subject),
        share = share,
        interest = thousands(interest),
        rows = thousands(rows),
        interval = interval
    )));
    claims.extend((subject.failed > 0).then(|| caveat(message!("discovery-left_out", count = subject.failed))));
    claims.extend(weakest(subject).map(caveat));
    if is_found {
        claims.push(caveat(message!("discovery-covers")));
    }
    let restricted = |row: &Row| row.number("restricted_share");
    let mut often: Vec<Row> = subject
        .tables
        .of(&STABILITY)
        .filter(|row| restricted(row) > 0.0)
        .collect();
    often.sort_by(|one, other| restricted(other).total_cmp(&restricted(one)));
    claims.extend(often.iter().take(NAMED).map(|row| {
        let key = row.text("input");
        let (input, share) = (called(subject, key), percent(restricted(row)));
        tipping_point(
            match (
                is_found,
                subject.tables.of(&BOXES).any(|limit| limit.text("input") == key),
            ) {
                (false, _) => message!("discovery-resamples", input = input, share = share),
                (true, true) => message!("discovery-kept", input = input, share = share),
                (true, false) => message!("discovery-stable", input = input, share = share),
            },
        )
    }));
    Answer {
        question: message!("discovery-asked", noun = noun(subject), condition = condition).into(),
        claims,
    }
}

/// Worlds in which the condition holds, and all: the leaves of the tree hold each world once.
fn overall(subject: &Subject) -> [f64; 2] {
    ["interest", "rows"].map(|column| subject.tables.of(&TREE).map(|row| row.number(column)).sum())
}

fn called(subject: &Subject, input: &str) -> Text {
    titles::input(input, |key| subject.meaning(key).into())
}

/// A box: its limits, and how it differs from all worlds.
fn one(subject: &Subject, chosen: &Row, [interest, rows]: [f64; 2]) -> Claim {
    let limits = || {
        subject
            .tables
            .of(&BOXES)
            .filter(|row| row.whole("box") == chosen.whole("box"))
    };
    let said = joined(limits().map(|row| limit(subject, &row).into()), "; ").capitalised();
    let (inside, all) = (chosen.number("interest"), chosen.number("rows"));
    let (share, overall) = (chosen.number("density"), interest / rows);
    let unseen = limits().next().and_then(|row| Unseen::read(&row));
    let is_known = part_is_above(inside, all, overall)
        && unseen
            .as_ref()
            .is_none_or(|unseen| tells_of_others(unseen.density[0], overall, all));
    let (density, of_all) = (percent(share), percent(overall));
    let headline = match is_known {
        true => message!(
            "discovery-box",
            limits = said,
            noun = noun(subject),
            inside = density,
            overall = of_all
        ),
        false => message!(
            "discovery-box_untold",
            limits = said,
            noun = noun(subject),
            inside = density,
            overall = of_all
        ),
    };
    let mut sentences = vec![message!(
        "discovery-coverage",
        noun = noun(subject),
        coverage = percent(chosen.number("coverage")),
        mass = percent(chosen.number("mass"))
    )];
    sentences.extend(unseen.map(|unseen| {
        message!(
            "discovery-out_of_sample",
            density = percent(unseen.density[0]),
            density_range = percents([unseen.density[1], unseen.density[2]]),
            coverage = percent(unseen.coverage[0]),
            coverage_range = percents([unseen.coverage[1], unseen.coverage[2]])
        )
    }));
    sentences.extend(limits().flat_map(|row| stability(subject, &row)));
    Claim {
        role: Role::Answer,
        values: vec![(
            "density".into(),
            Value::Estimate(Estimate::between(share, f64::NAN, f64::NAN)),
        )],
        ..finding(headline, sentences)
    }
}

/// What boxes that were found in the same way hold of worlds that they had not seen: share, 5 % and 95 % point over resamples.
struct Unseen {
    density: [f64; 3],
    coverage: [f64; 3],
}

impl Unseen {
    /// Of a row of a box; `None` where it was not sought again.
    fn read(row: &Row) -> Option<Self> {
        let of = |name: &str| ["", "_low", "_high"].map(|end| row.number(&format!("held_out_{name}{end}")));
        let unseen = Self {
            density: of("density"),
            coverage: of("coverage"),
        };
        let mut numbers = unseen.density.iter().chain(&unseen.coverage);
        numbers.all(|number| number.is_finite()).then_some(unseen)
    }
}

/// `41 % to 48 %`.
fn percents(ends: [f64; 2]) -> Message {
    let [low, high] = ends.map(percent);
    message!("amount-range", low = low, high = high)
}

/// `effort to win third countries (United States) at least 40 %`.
fn limit(subject: &Subject, row: &Row) -> Message {
    let (input, unit) = (called(subject, row.text("input")), row.text("unit"));
    let [low, high] = [row.number("low"), row.number("high")];
    match (low.is_finite(), high.is_finite()) {
        (true, true) => message!(
            "discovery-between",
            input = input,
            low = input_value(low, unit),
            high = input_value(high, unit)
        ),
        (true, false) => message!("discovery-at_least", input = input, low = input_value(low, unit)),
        _ => message!("discovery-at_most", input = input, high = input_value(high, unit)),
    }
}

/// In how many resamples each side of an input has a limit, and where.
fn stability(subject: &Subject, row: &Row) -> Vec<Message> {
    let (key, unit) = (row.text("input"), row.text("unit"));
    let of_input = subject.tables.of(&STABILITY).find(|other| other.text("input") == key);
    let sides = [("low", Side::Lower), ("high", Side::Upper)].into_iter();
    let limited = sides.filter(|(limit, _)| row.number(limit).is_finite());
    let said = limited.map(|(limit, side)| {
        let share = of_input.as_ref().map_or(0.0, |of| of.number(&format!("{limit}_share")));
        let side = match side {
            Side::Lower => "lower",
            Side::Upper => "upper",
        };
        let input = called(subject, key).capitalised();
        match of_input.as_ref().filter(|_| share > 0.0) {
            Some(of) => {
                let [low, high] = ["p05", "p95"].map(|end| input_value(of.number(&format!("{limit}_{end}")), unit));
                let range = message!("amount-range", low = low, high = high);
                message!(
                    "discovery-limit",
                    input = input,
                    side = side,
                    share = percent(share),
                    range = range
                )
            }
            None => message!("discovery-no_limit", input = input, side = side),
        }
    });
    said.collect()
}

/// The limit of the first box that is most likely chance.
fn weakest(subject: &Subject) -> Option<Message> {
    let first = subject.tables.of(&BOXES).filter(|row| row.whole("box") == Some(1));
    let limits = first.flat_map(|row| ["low_quasi_p", "high_quasi_p"].map(|column| (row, row.number(column))));
    let told = limits.filter(|(_, p)| *p >= TOLD_P);
    let (row, p) = told.max_by(|one, other| one.1.total_cmp(&other.1))?;
    let input = called(subject, row.text("input"));
    Some(message!(
        "discovery-weakest",
        input = input,
        p = results::number::readable(p)
    ))
}
