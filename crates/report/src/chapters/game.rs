//! The first screen of a game.

use super::amounts::Estimate;
use super::rows::{Row, Rows};
use super::screen::{FINDINGS, Screen, called, called_second, finding, point, too_few, with_question, worlds};
use crate::catalogue::Catalogue;
use crate::document::{Finding, Inline};
use crate::number::{percent, readable, signed, year};
use crate::phrases::{amount, signed_span};
use crate::say;
use analysis::game::schema::{BEST_RESPONSES_CSV, CELLS_CSV, EQUILIBRIA_CSV, PAYS_CSV};
use analysis::sweep::NO_POLICY;
use engine::error::Result;
use results::store::manifest::ExperimentRecord;
use results::store::stored::StoredResult;
use results::table::DICTIONARY_CSV;

/// Best answers that are named as not told from the next.
const CLOSE_CALLS: usize = 3;

/// The first screen of a game.
///
/// # Errors
/// A table cannot be read.
pub fn screen(words: &Catalogue, result: &StoredResult, record: &ExperimentRecord) -> Result<Screen> {
    let equilibria = Rows::read_or_none(result, EQUILIBRIA_CSV)?;
    let pays = Rows::read_or_none(result, PAYS_CSV)?;
    let answers = Rows::read_or_none(result, BEST_RESPONSES_CSV)?;
    let units = units(result)?;
    let unit = |side: &str| units[usize::from(side == "china")].as_str();
    let mut findings = vec![equilibrium(words, record, &equilibria, &unit)];
    findings.extend(paying(words, record, &pays, &unit));
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "game-covers")));
    let close: Vec<Vec<Inline>> = answers
        .iter()
        .filter(|row| row.number("ahead_low") <= 0.0)
        .take(CLOSE_CALLS)
        .map(|row| {
            point(say!(
                words,
                "game-close_call",
                side = side(words, row.text("side")),
                against = strategy(words, record, rival(row.text("side")), row.text("against")),
                best = strategy(words, record, row.text("side"), row.text("best")),
                next = strategy(words, record, row.text("side"), row.text("next")),
                ahead = signed_span(row.number("ahead"), unit(row.text("side"))),
                low = signed(row.number("ahead_low")),
                high = signed(row.number("ahead_high")),
            ))
        })
        .collect();
    let turns = match close.is_empty() {
        true => vec![point(say!(words, "game-no_close_call"))],
        false => close,
    };
    Ok(Screen {
        question: vec![Inline::Text(asked(words, result, record)?)],
        warning: too_few(words, record.worlds / (record.cases.len() as u64).max(1)),
        names: Vec::new(),
        findings,
        sure,
        turns,
    })
}

fn side(words: &Catalogue, side: &str) -> String {
    match side {
        "us" => say!(words, "side-us"),
        "china" => say!(words, "side-china"),
        other => other.to_owned(),
    }
}

/// What is asked: the title of the game where that is a question, else which of the strategies hold against each other.
pub fn asked(words: &Catalogue, result: &StoredResult, record: &ExperimentRecord) -> Result<String> {
    if record.title.ends_with('?') {
        return Ok(record.title.clone());
    }
    let cells = Rows::read_or_none(result, CELLS_CSV)?;
    let strategies = |column| {
        let mut names: Vec<String> = Vec::new();
        for row in cells.iter() {
            let name = strategy(words, record, column, row.text(column));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    };
    let question = say!(words, "game-asked", us = strategies("us"), china = strategies("china"));
    Ok(with_question(words, &record.title, question))
}

/// What a strategy of a side is called.
fn strategy(words: &Catalogue, record: &ExperimentRecord, side: &str, name: &str) -> String {
    match (side, name) {
        (_, NO_POLICY) => say!(words, "game-as_before"),
        ("us", name) => called(words, record, name),
        (_, name) => called_second(words, record, name),
    }
}

/// The other side.
fn rival(side: &str) -> &'static str {
    if side == "us" { "china" } else { "us" }
}

/// Units of the payoffs of the United States and of China.
fn units(result: &StoredResult) -> Result<[String; 2]> {
    let dictionary = Rows::read_or_none(result, DICTIONARY_CSV)?;
    Ok(["us", "china"].map(|side| {
        let row = dictionary
            .iter()
            .find(|row| row.text("file") == "payoff" && row.text("name") == side);
        row.map_or(String::new(), |row| row.text("unit").to_owned())
    }))
}

/// One side of an equilibrium.
struct Played {
    /// One strategy, or several with their chances.
    what: String,
    payoff: Estimate,
}

impl Played {
    /// The payoff with its interval.
    fn payoff(&self, words: &Catalogue, unit: &str) -> String {
        let Estimate { value, low, high, .. } = self.payoff;
        let interval = match low.is_finite() && high.is_finite() {
            true => say!(words, "amount-interval", low = end(low, unit), high = end(high, unit)),
            false => say!(words, "amount-no_interval"),
        };
        say!(words, "amount-known", value = amount(value, unit), interval = interval)
    }
}

/// A payoff without its unit.
fn end(payoff: f64, unit: &str) -> String {
    if unit == "year" { year(payoff) } else { readable(payoff) }
}

/// What a side plays in the equilibrium of this number, and what it has of it.
fn played(words: &Catalogue, record: &ExperimentRecord, equilibria: &Rows, number: &str, side: &str) -> Played {
    let name = |row: &Row| strategy(words, record, side, row.text("strategy"));
    let rows = || {
        equilibria
            .iter()
            .filter(|row| row.text("equilibrium") == number && row.text("side") == side)
    };
    let strategies: Vec<String> = match rows().count() {
        1 => rows().map(|row| name(&row)).collect(),
        _ => rows()
            .map(|row| format!("{} {}", name(&row), percent(row.number("chance"))))
            .collect(),
    };
    let [value, low, high] =
        ["payoff", "payoff_low", "payoff_high"].map(|column| rows().next().map_or(f64::NAN, |row| row.number(column)));
    Played {
        what: strategies.join(", "),
        payoff: Estimate::between(value, low, high),
    }
}

/// Where neither side gains by changing its own strategy: the equilibrium that most resamples have, one of single strategies if there
/// is one. How often resamples of the worlds have it is part of the finding.
fn equilibrium<'a>(
    words: &Catalogue,
    record: &ExperimentRecord,
    equilibria: &Rows,
    unit: &dyn Fn(&str) -> &'a str,
) -> Finding {
    let most = |kind: &str| {
        let of_kind = equilibria.iter().filter(|row| row.text("kind") == kind);
        // A share that is not judged is less than one that is.
        let share = |row: &Row| {
            Some(row.number("share"))
                .filter(|share| share.is_finite())
                .unwrap_or(-1.0)
        };
        of_kind.reduce(|best, next| if share(&next) > share(&best) { next } else { best })
    };
    let pure = most("pure");
    let Some(best) = pure.or_else(|| most("mixed")) else {
        return finding(say!(words, "game-no_equilibrium"), String::new());
    };
    let [us, china] = ["us", "china"].map(|side| played(words, record, equilibria, best.text("equilibrium"), side));
    let payoffs = say!(
        words,
        "game-equilibrium_payoffs",
        us_payoff = us.payoff(words, unit("us")),
        china_payoff = china.payoff(words, unit("china")),
    );
    let share = Some(best.number("share")).filter(|share| share.is_finite());
    let (headline, mut sentences) = match pure {
        Some(_) => (
            match share {
                Some(share) => say!(
                    words,
                    "game-equilibrium_in",
                    us = us.what,
                    china = china.what,
                    share = percent(share)
                ),
                None => say!(words, "game-equilibrium", us = us.what, china = china.what),
            },
            vec![payoffs],
        ),
        None => {
            let without = 1.0 - best.number("pure_share");
            let mixed = say!(words, "game-mixed", us = us.what, china = china.what);
            let mut sentences = vec![mixed, payoffs];
            sentences.extend(share.map(|share| say!(words, "game-mixed_in", share = percent(share))));
            let headline = match without.is_finite() {
                true => say!(words, "game-no_pure_in", share = percent(without)),
                false => say!(words, "game-no_pure"),
            };
            (headline, sentences)
        }
    };
    let count = equilibria
        .iter()
        .fold(0.0, |most: f64, row| most.max(row.number("equilibrium"))) as u64;
    if count > 1 {
        sentences.push(say!(words, "game-more_equilibria", count = count - 1));
    }
    finding(headline, sentences.join(" "))
}

/// For each side the strategy that gains most once the other side answers, of those whose gain is told from nothing; whether it also
/// gains without an answer is said by the same intervals as in the figure.
fn paying<'a>(
    words: &Catalogue,
    record: &ExperimentRecord,
    pays: &Rows,
    unit: &dyn Fn(&str) -> &'a str,
) -> Vec<Finding> {
    let gain = |row: &Row, which: &str| {
        let ends = [which.to_owned(), format!("{which}_low"), format!("{which}_high")];
        let [value, low, high] = ends.map(|column| row.number(&column));
        Estimate::between(value, low, high)
    };
    let mut findings = Vec::new();
    for who in ["us", "china"] {
        let of_side = || pays.iter().filter(|row| row.text("side") == who);
        let largest = |one: &Row, other: &Row| gain(one, "answered").value.total_cmp(&gain(other, "answered").value);
        let best = of_side().filter(|row| gain(row, "answered").low > 0.0).max_by(largest);
        if let Some(row) = best {
            let (answered, alone) = (gain(&row, "answered"), gain(&row, "unanswered"));
            let instead = strategy(words, record, who, row.text("instead_of"));
            let answer = strategy(words, record, rival(who), row.text("answer"));
            let [low, high] = [alone.low, alone.high].map(signed);
            findings.push(finding(
                say!(
                    words,
                    "game-pays",
                    side = side(words, who),
                    strategy = strategy(words, record, who, row.text("strategy")),
                    gain = signed_span(answered.value, unit(who)),
                    low = signed(answered.low),
                    high = signed(answered.high),
                ),
                match alone.excludes_zero() {
                    true => say!(
                        words,
                        "game-pays_when",
                        instead = instead,
                        answer = answer,
                        unanswered = signed_span(alone.value, unit(who)),
                        low = low,
                        high = high,
                    ),
                    false => say!(
                        words,
                        "game-pays_untold",
                        instead = instead,
                        answer = answer,
                        low = low,
                        high = high
                    ),
                },
            ));
            continue;
        }
        // Nothing gains: the one that comes nearest, with its interval.
        let nearest = of_side()
            .filter(|row| gain(row, "answered").value.is_finite())
            .max_by(largest);
        findings.extend(nearest.map(|row| {
            let of = gain(&row, "answered");
            finding(
                say!(words, "game-pays_nothing", side = side(words, who)),
                say!(
                    words,
                    "game-pays_nothing_means",
                    strategy = strategy(words, record, who, row.text("strategy")),
                    instead = strategy(words, record, who, row.text("instead_of")),
                    gain = signed_span(of.value, unit(who)),
                    low = signed(of.low),
                    high = signed(of.high),
                ),
            )
        }));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::screen::tests::{record, text_of};
    use super::*;
    use crate::catalogue::english;

    fn unit(_: &str) -> &'static str {
        "score"
    }

    #[test]
    fn a_game_without_an_equilibrium_of_single_strategies_names_the_mixed_one_and_how_sure_that_is() {
        let equilibria = Rows::of(
            "equilibrium,kind,side,strategy,chance,payoff,share,payoff_low,payoff_high,pure_share
             1,mixed,us,push,0.25,1.5,0.7,1.2,1.8,0.2
             1,mixed,us,wait,0.75,1.5,0.7,1.2,1.8,0.2
             1,mixed,china,push,0.4,-2,0.7,-2.5,-1.5,0.2
             1,mixed,china,wait,0.6,-2,0.7,-2.5,-1.5,0.2",
        );
        let words = english();
        let said = text_of(&equilibrium(words, &record(&[]), &equilibria, &unit));
        for piece in [
            "it holds in 80 % of resamples",
            "the United States push 25 %, wait 75 %; China push 40 %, wait 60 %",
            "the United States 1.5 (95 %: 1.2 to 1.8), China −2 (95 %: −2.5 to −1.5)",
            "exists in 70 % of the resamples",
        ] {
            assert!(said.contains(piece), "{said}");
        }
    }

    #[test]
    fn of_several_equilibria_the_one_that_most_resamples_have_is_told_with_its_share() {
        let equilibria = Rows::of(
            "equilibrium,kind,side,strategy,chance,payoff,share,payoff_low,payoff_high,pure_share
             1,pure,us,push,1,1,0.3,0.9,1.1,1
             1,pure,china,push,1,2,0.3,1.9,2.1,1
             2,pure,us,wait,1,3,0.9,2.9,3.1,1
             2,pure,china,hold,1,4,0.9,3.9,4.1,1",
        );
        let said = text_of(&equilibrium(english(), &record(&[]), &equilibria, &unit));
        assert!(
            said.contains("from wait (United States) and hold (China): it holds in 90 %"),
            "{said}"
        );
        assert!(said.contains("have 1 more equilibrium."), "{said}");
    }

    /// The gain with an answer is told, that without is not: neither hides the other.
    #[test]
    fn what_is_known_of_a_strategy_with_an_answer_does_not_wait_for_what_is_not_known_without() {
        let pays = Rows::of(
            "side,strategy,instead_of,unanswered,unanswered_low,unanswered_high,answer,answered,answered_low,answered_high,verdict
             us,push,wait,0.1,-0.1,0.3,hold,0.5,0.2,0.8,answered
             us,worse,wait,0.9,0.8,1,hold,-0.2,-0.3,-0.1,only_unanswered
             china,push,wait,0.1,0,0.2,hold,-0.5,-0.8,-0.2,not_answered",
        );
        let said: Vec<String> = paying(english(), &record(&[]), &pays, &unit)
            .iter()
            .map(text_of)
            .collect();
        assert!(
            said[0].contains("push brings +0.5 of payoff when it is answered (95 %: +0.2 to +0.8)"),
            "{said:?}"
        );
        assert!(
            said[0].contains("Whether it gains without an answer is not known (95 %: −0.1 to +0.3)"),
            "{said:?}"
        );
        assert!(
            said[1].contains("no strategy is known to pay"),
            "a told loss is no gain: {said:?}"
        );
        assert!(said[1].contains("−0.5 (95 %: −0.8 to −0.2)"), "{said:?}");
    }
}
