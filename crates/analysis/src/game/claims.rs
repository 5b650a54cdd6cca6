//! What a game says: equilibria, what pays once it is answered, what each side can make sure of, and on what that rests.

use engine::model::metrics::Metric;
use engine::scenario::agents::Agent;
use results::claim::{Claim, Role, Value};
use results::dictionary::DICTIONARY_CSV;
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::percent;
use results::table::Row;

use super::schema::{BEST_RESPONSES, CELLS, DOMINATED, EQUILIBRIA, PAYS, SECURITY};
use crate::amounts::{Amount, quantity};
use crate::claims::{Answer, Subject, caveat, distinct, finding, tipping_point, with_question};
use crate::titles::{self, joined, listed};

/// Best answers that are named as tied with the next.
const CLOSE_CALLS: usize = 3;

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    let cells = || subject.tables.of(&CELLS);
    let strategies = |column| listed(distinct(cells(), column).into_iter().map(titles::policy));
    let question = message!("game-asked", us = strategies("us"), china = strategies("china"));
    let worlds = cells().next().and_then(|row| row.whole("worlds")).unwrap_or(0);
    let mut claims: Vec<Claim> = subject.too_few(worlds).into_iter().collect();
    claims.push(equilibrium(subject));
    claims.extend(paying(subject));
    claims.extend(dominated(subject));
    claims.extend(subject.tables.of(&SECURITY).map(|row| security(subject, &row)));
    claims.extend(subject.size());
    claims.extend(["us", "china"].map(|who| {
        let formula = payoff(subject, who).map_or(Text::default(), |row| in_words(row.text("source")));
        caveat(message!("game-payoff", side = side(who), formula = formula))
    }));
    claims.push(caveat(message!("payoff-leaves_out")));
    claims.extend(twins(subject));
    let close = subject
        .tables
        .of(&BEST_RESPONSES)
        .filter(|row| row.number("ahead_low") <= 0.0);
    let mut close: Vec<Claim> = close.take(CLOSE_CALLS).map(|row| tied(subject, &row)).collect();
    if close.is_empty() {
        close.push(tipping_point(message!("game-no_close_call")));
    }
    claims.extend(close);
    Answer {
        question: with_question(&subject.title, question),
        claims,
    }
}

/// A state at the start of a sentence.
fn side(who: &str) -> Message {
    match who {
        "china" => message!("side-china"),
        _ => message!("side-us"),
    }
}

/// The row of the dictionary that says what a side maximises.
fn payoff<'a>(subject: &'a Subject, who: &str) -> Option<Row<'a>> {
    let mut rows = subject.tables.rows(DICTIONARY_CSV);
    rows.find(|row| row.text("file") == "payoff" && row.text("name") == who)
}

/// How a payoff is written: in the unit of its metric where it is one.
fn unit<'a>(subject: &'a Subject, who: &str) -> &'a str {
    payoff(subject, who).map_or("score", |row| row.text("unit"))
}

/// A formula with its metrics by what they are called.
fn in_words(formula: &str) -> Text {
    let words = formula.split(' ').map(|word| {
        let (sign, key) = word.strip_prefix('-').map_or(("", word), |key| ("\u{2212}", key));
        match (Metric::from_key(key), word) {
            (Some(metric), _) => Text::Joined(vec![sign.into(), titles::title(metric)]),
            (None, "*") => "\u{d7}".into(),
            (None, "-") => "\u{2212}".into(),
            (None, word) => word.into(),
        }
    });
    joined(words, " ")
}

/// A payoff with its interval.
fn known(of: Estimate, unit: &str) -> Text {
    let interval = Amount::Plain.interval(of);
    message!("amount-known", value = amount(of.value, unit), interval = interval).into()
}

fn amount(value: f64, unit: &str) -> Text {
    match unit {
        "year" => results::number::year(value).into(),
        unit => quantity(&results::number::readable(value), unit),
    }
}

/// A difference of payoffs with its sign and its unit.
fn change(value: f64, unit: &str) -> Text {
    let unit = results::number::span_unit(unit);
    quantity(&results::number::signed(value), unit)
}

/// One side of an equilibrium: its strategies with their chances, and its payoff.
fn played(subject: &Subject, number: u64, who: &str) -> (Text, Estimate) {
    let rows = || {
        let all = subject.tables.of(&EQUILIBRIA);
        all.filter(|row| row.whole("equilibrium") == Some(number) && row.text("side") == who)
    };
    let is_pure = rows().count() == 1;
    let strategies = rows().map(|row| {
        let name = titles::policy(row.text("strategy"));
        match is_pure {
            true => name,
            false => message!("game-chance", strategy = name, chance = percent(row.number("chance"))).into(),
        }
    });
    let [value, low, high] =
        ["payoff", "payoff_low", "payoff_high"].map(|column| rows().next().map_or(f64::NAN, |row| row.number(column)));
    (listed(strategies), Estimate::between(value, low, high))
}

/// The equilibrium that most resamples have, one in pure strategies if there is one.
fn equilibrium(subject: &Subject) -> Claim {
    let share_of = |row: &Row| {
        // A share that is not judged is less than one that is.
        Some(row.number("share"))
            .filter(|share| share.is_finite())
            .unwrap_or(-1.0)
    };
    let most = |kind: &str| {
        let of_kind = subject.tables.of(&EQUILIBRIA).filter(|row| row.text("kind") == kind);
        of_kind.reduce(|best, next| if share_of(&next) > share_of(&best) { next } else { best })
    };
    let pure = most("pure");
    let Some(best) = pure.or_else(|| most("mixed")) else {
        return finding(message!("game-no_equilibrium"), None);
    };
    let number = best.whole("equilibrium").unwrap_or(0);
    let [us, china] = ["us", "china"].map(|who| played(subject, number, who));
    let payoffs = message!(
        "game-equilibrium_payoffs",
        us_payoff = known(us.1, unit(subject, "us")),
        china_payoff = known(china.1, unit(subject, "china"))
    );
    let share = Some(best.number("share"))
        .filter(|share| share.is_finite())
        .map(percent);
    let mut sentences = Vec::new();
    let headline = match pure {
        Some(_) => message!("game-equilibrium", us = us.0, china = china.0),
        None => {
            let without = 1.0 - best.number("pure_share");
            sentences.push(match without.is_finite() {
                true => message!("game-no_pure_in", share = percent(without)),
                false => message!("game-no_pure"),
            });
            message!("game-mixed", us = us.0, china = china.0)
        }
    };
    sentences.push(payoffs);
    sentences.extend(share.map(|share| message!("game-stable", share = share)));
    let all = subject
        .tables
        .of(&EQUILIBRIA)
        .filter_map(|row| row.whole("equilibrium"))
        .max()
        .unwrap_or(0);
    if all > 1 {
        sentences.push(message!("game-more_equilibria", count = all - 1));
    }
    Claim {
        role: Role::Answer,
        values: vec![
            ("us_payoff".into(), Value::Estimate(us.1)),
            ("china_payoff".into(), Value::Estimate(china.1)),
        ],
        ..finding(headline, sentences)
    }
}

/// For each side the strategy that gains most once the other side answers, of those whose gain is significant.
fn paying(subject: &Subject) -> Vec<Claim> {
    let gain = |row: &Row, which: &str| {
        let [value, low, high] = ["", "_low", "_high"].map(|end| row.number(&format!("{which}{end}")));
        Estimate::between(value, low, high)
    };
    let mut claims = Vec::new();
    for who in ["us", "china"] {
        let rival = if who == "us" { Agent::China } else { Agent::UnitedStates };
        let of_side = || subject.tables.of(&PAYS).filter(|row| row.text("side") == who);
        let by_gain = |one: &Row, other: &Row| gain(one, "answered").value.total_cmp(&gain(other, "answered").value);
        let best = of_side().filter(|row| gain(row, "answered").low > 0.0).max_by(by_gain);
        let nearest = of_side()
            .filter(|row| gain(row, "answered").value.is_finite())
            .max_by(by_gain);
        let Some(row) = best.or(nearest) else { continue };
        let (answered, alone) = (gain(&row, "answered"), gain(&row, "unanswered"));
        let strategy = titles::policy(row.text("strategy"));
        let instead = titles::policy(row.text("instead_of"));
        let unit = unit(subject, who);
        let gained = change(answered.value, unit);
        let interval = Amount::Plain.interval(answered);
        let headline = match best {
            Some(_) => message!(
                "game-pays",
                side = side(who),
                strategy = strategy,
                gain = gained,
                interval = interval
            ),
            None => message!(
                "game-pays_nothing",
                side = side(who),
                strategy = strategy,
                gain = gained,
                interval = interval
            ),
        };
        let detail = message!(
            "game-pays_when",
            instead = instead,
            rival = rival.in_sentence(),
            answer = titles::policy(row.text("answer")),
            unanswered = change(alone.value, unit),
            interval = Amount::Plain.interval(alone)
        );
        claims.push(Claim {
            values: vec![
                ("strategy".into(), Value::Policy(row.text("strategy").to_owned())),
                ("gain_answered".into(), Value::Estimate(answered)),
                ("gain_unanswered".into(), Value::Estimate(alone)),
            ],
            ..finding(headline, [detail])
        });
    }
    claims
}

/// Strategies that another one beats whatever the other side does.
fn dominated(subject: &Subject) -> Vec<Claim> {
    let strict = |who: &'static str| {
        let rows = subject
            .tables
            .of(&DOMINATED)
            .filter(move |row| row.text("side") == who && row.text("kind") == "strict");
        rows.map(|row| titles::policy(row.text("strategy"))).collect::<Vec<_>>()
    };
    let claims = ["us", "china"].into_iter().filter_map(|who| {
        let strategies = strict(who);
        (!strategies.is_empty()).then(|| {
            finding(
                message!("game-dominated", side = side(who), strategies = listed(strategies)),
                None,
            )
        })
    });
    claims.collect()
}

/// Strategies of a side that give both sides the same as an earlier one in every cell.
fn twins(subject: &Subject) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (own, other) in [("us", "china"), ("china", "us")] {
        let cells = |strategy: &str| -> Vec<(String, [u64; 2])> {
            let rows = subject.tables.of(&CELLS).filter(|row| row.text(own) == strategy);
            let bits = |row: &Row| ["us_payoff", "china_payoff"].map(|column| row.number(column).to_bits());
            rows.map(|row| (row.text(other).to_owned(), bits(&row))).collect()
        };
        let strategies = distinct(subject.tables.of(&CELLS), own);
        for (place, strategy) in strategies.iter().enumerate() {
            if let Some(like) = strategies[..place].iter().find(|like| cells(like) == cells(strategy)) {
                let (one, same) = (titles::policy(like).capitalised(), titles::policy(strategy));
                claims.push(caveat(message!(
                    "game-twins",
                    one = one,
                    other = same,
                    side = side(own)
                )));
            }
        }
    }
    claims
}

/// What a side can make sure of.
fn security(subject: &Subject, row: &Row) -> Claim {
    let who = row.text("side");
    let strategies = row.text("strategies").split(';').map(titles::policy);
    finding(
        message!(
            "game-security",
            side = side(who),
            level = amount(row.number("level"), unit(subject, who)),
            strategies = listed(strategies)
        ),
        None,
    )
}

/// A best response that these worlds do not tell from the next.
fn tied(subject: &Subject, row: &Row) -> Claim {
    let who = row.text("side");
    let ahead = Estimate::between(row.number("ahead"), row.number("ahead_low"), row.number("ahead_high"));
    tipping_point(message!(
        "game-tied",
        side = side(who),
        best = listed(row.text("best").split(';').map(titles::policy)).capitalised(),
        next = titles::policy(row.text("next")),
        against = titles::policy(row.text("against")),
        ahead = change(ahead.value, unit(subject, who)),
        interval = Amount::Plain.interval(ahead)
    ))
}
