//! The first screen of a game.

use super::amounts::{Estimate, signed};
use super::rows::Rows;
use super::screen::{FINDINGS, Screen, finding, point, worlds};
use crate::error::Result;
use crate::report::catalogue::Catalogue;
use crate::report::document::{Finding, Inline};
use crate::report::finished::Finished;
use crate::report::game::tables::{BEST_RESPONSES_CSV, EQUILIBRIA_CSV, PAYS_CSV};
use crate::report::manifest::ExperimentRecord;
use crate::report::number::{percent, readable};
use crate::say;

/// Best answers that are named as not told from the next.
const CLOSE_CALLS: usize = 3;

/// The first screen of a game.
///
/// # Errors
/// A table cannot be read.
pub fn screen(words: &Catalogue, result: &Finished, record: &ExperimentRecord) -> Result<Screen> {
    let equilibria = Rows::read_or_none(result, EQUILIBRIA_CSV)?;
    let pays = Rows::read_or_none(result, PAYS_CSV)?;
    let answers = Rows::read_or_none(result, BEST_RESPONSES_CSV)?;
    let mut findings = vec![equilibrium(words, &equilibria)];
    findings.extend(paying(words, &pays));
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "game.covers")));
    let close: Vec<Vec<Inline>> = answers
        .iter()
        .filter(|row| row.number("ahead_low") <= 0.0)
        .take(CLOSE_CALLS)
        .map(|row| {
            point(say!(
                words,
                "game.close_call",
                side = side(words, row.text("side")),
                against = row.text("against"),
                best = row.text("best"),
                next = row.text("next"),
                ahead = readable(row.number("ahead")),
                low = signed(row.number("ahead_low")),
                high = signed(row.number("ahead_high")),
            ))
        })
        .collect();
    let turns = match close.is_empty() {
        true => vec![point(say!(words, "game.no_close_call"))],
        false => close,
    };
    Ok(Screen {
        question: vec![Inline::Text(record.title.clone())],
        names: Vec::new(),
        findings,
        sure,
        turns,
    })
}

fn side(words: &Catalogue, side: &str) -> String {
    match side {
        "us" => say!(words, "side.us"),
        "china" => say!(words, "side.china"),
        other => other.to_owned(),
    }
}

/// Where neither side gains by changing its own strategy: the equilibrium that most resamples have.
fn equilibrium(words: &Catalogue, equilibria: &Rows) -> Finding {
    let pure = || equilibria.iter().filter(|row| row.text("kind") == "pure");
    let best = pure().max_by(|one, other| one.number("share").total_cmp(&other.number("share")));
    let Some(best) = best else {
        return finding(
            say!(words, "game.no_equilibrium"),
            say!(words, "game.no_equilibrium_means", count = equilibria.iter().count()),
        );
    };
    let number = best.text("equilibrium");
    let of = |side: &str| {
        let row = pure().find(|row| row.text("equilibrium") == number && row.text("side") == side);
        row.map_or((String::new(), f64::NAN), |row| {
            (row.text("strategy").to_owned(), row.number("payoff"))
        })
    };
    let ((us, us_payoff), (china, china_payoff)) = (of("us"), of("china"));
    let mut sentence = say!(
        words,
        "game.equilibrium_payoffs",
        us_payoff = readable(us_payoff),
        china_payoff = readable(china_payoff),
    );
    let share = best.number("share");
    if share.is_finite() {
        sentence.push(' ');
        sentence.push_str(&say!(words, "game.equilibrium_share", share = percent(share)));
    }
    finding(say!(words, "game.equilibrium", us = us, china = china), sentence)
}

/// For each side the strategy whose gain is told best from nothing once the other side answers.
fn paying(words: &Catalogue, pays: &Rows) -> Vec<Finding> {
    let mut findings = Vec::new();
    for who in ["us", "china"] {
        let known = pays.iter().filter(|row| row.text("side") == who).map(|row| {
            let [value, low, high] = ["answered", "answered_low", "answered_high"].map(|column| row.number(column));
            (row, Estimate { value, low, high })
        });
        let best = known
            .filter(|(_, gain)| gain.value.is_finite() && gain.is_told_from_zero())
            .max_by(|(_, one), (_, other)| one.value.total_cmp(&other.value));
        findings.push(match best {
            Some((row, gain)) => finding(
                say!(
                    words,
                    "game.pays",
                    side = side(words, who),
                    strategy = row.text("strategy"),
                    gain = signed(gain.value),
                    low = signed(gain.low),
                    high = signed(gain.high),
                ),
                say!(
                    words,
                    "game.pays_when",
                    instead = row.text("instead_of"),
                    answer = row.text("answer"),
                    unanswered = signed(row.number("unanswered")),
                    low = signed(row.number("unanswered_low")),
                    high = signed(row.number("unanswered_high")),
                ),
            ),
            None => finding(
                say!(words, "game.pays_nothing", side = side(words, who)),
                say!(words, "game.pays_nothing_means"),
            ),
        });
    }
    findings
}
