//! What a conditioning says: how many histories agree with the record, which facts pulled, and what they moved.

use std::borrow::Cow;

use results::claim::{Claim, Role, Value};
use results::message;
use results::message::{Message, Text};
use results::number::readable;

use super::{FactPull, ParameterPull, Request, Results};
use crate::amounts::input_value;
use crate::claims::{caveat, finding};
use crate::titles::{self, joined};

/// Standard deviations beyond which a fact is a surprise.
const SURPRISING: f64 = 1.0;
/// Standard deviations beyond which a fact is not met.
const FAR: f64 = 2.0;
/// Standard errors by which the likelihood may still move when chains have arrived.
pub const ARRIVED: f64 = 3.0;
/// Facts and parameters that are named.
const NAMED: usize = 5;

/// What was asked.
pub fn question() -> Text {
    message!("condition-question").into()
}

/// What was found.
pub fn claims(request: &Request, results: &Results) -> Vec<Claim> {
    let rows = results.table.rows();
    let mut claims = vec![Claim {
        role: Role::Answer,
        values: vec![
            ("histories".into(), Value::Count(rows as u64)),
            ("facts".into(), Value::Count(results.facts.len() as u64)),
        ],
        ..finding(
            message!(
                "condition-agree",
                count = rows,
                facts = results.facts.len().to_string(),
                until = request.last_month().to_string()
            ),
            [message!("condition-independent")],
        )
    }];
    let mut surprising: Vec<&FactPull> = results.facts.iter().collect();
    surprising.retain(|pull| pull.surprise.abs() > SURPRISING);
    surprising.sort_by(|one, other| other.surprise.abs().total_cmp(&one.surprise.abs()));
    claims.extend(first_of(surprising.into_iter().map(pulled)));
    claims.extend(first_of(
        results.parameters.iter().map(|pull| moved(request, results, pull)),
    ));
    claims.extend(missed(results));
    claims.push(arrived(request, results));
    claims
}

/// The first of some sentences, with the next ones behind it.
fn first_of(mut sentences: impl Iterator<Item = Message>) -> Option<Claim> {
    let first = sentences.next()?;
    let others = sentences.take(NAMED - 1);
    Some(finding(
        first,
        others.map(|text| message!("figure-sentence", text = text)),
    ))
}

/// A value of a fact in words, given on the observable's scale.
fn in_unit(pull: &FactPull, value: f64) -> Text {
    input_value(pull.fact.in_unit(value), &pull.fact.observable.unit)
}

/// A fact that worlds expected otherwise before they knew the record.
fn pulled(pull: &FactPull) -> Message {
    message!(
        "condition-pulled",
        fact = pull.fact.named(),
        recorded = input_value(pull.fact.value, &pull.fact.observable.unit),
        before = in_unit(pull, pull.before.0),
        after = in_unit(pull, pull.after.0)
    )
}

/// A parameter that the record moved.
fn moved(request: &Request, results: &Results, pull: &ParameterPull) -> Message {
    let card = &request.scenario.cards.cards[pull.position];
    let parameter = titles::input(&pull.key, |_| Cow::Borrowed(card.meaning.as_str()));
    let [before, after] = [pull.before.0, pull.after.0].map(|value| input_value(value, &card.unit));
    let spread = readable(pull.narrowing());
    match pull.by.map(|place| results.facts[place].fact.named()) {
        Some(fact) => message!(
            "condition-moved_by",
            parameter = parameter,
            before = before,
            after = after,
            spread = spread,
            fact = fact
        ),
        None => message!(
            "condition-moved",
            parameter = parameter,
            before = before,
            after = after,
            spread = spread
        ),
    }
}

/// The facts that the worlds found do not meet.
fn missed(results: &Results) -> Option<Claim> {
    let missed: Vec<&FactPull> = results.facts.iter().filter(|pull| pull.left.abs() > FAR).collect();
    let named = missed.iter().map(|pull| {
        Text::from(message!(
            "condition-missed_fact",
            fact = pull.fact.named(),
            recorded = input_value(pull.fact.value, &pull.fact.observable.unit),
            after = in_unit(pull, pull.after.0)
        ))
    });
    let facts = joined(named, "; ");
    (!missed.is_empty()).then(|| Claim {
        values: vec![("missed".into(), Value::Count(missed.len() as u64))],
        ..caveat(message!("condition-missed", count = missed.len(), facts = facts))
    })
}

/// Whether the chains have arrived; where they have not, the table is of no use yet.
fn arrived(request: &Request, results: &Results) -> Claim {
    let drift = results.mixing.drift(results.table.rows());
    let (sweeps, errors) = (request.sweeps.to_string(), readable(drift));
    match drift.abs() <= ARRIVED {
        true => caveat(message!(
            "condition-arrived",
            sweeps = sweeps,
            errors = errors,
            moves = readable(results.mixing.least_moves())
        )),
        false => Claim::new(
            Role::Warning,
            message!("condition-moving", sweeps = sweeps, errors = errors),
        ),
    }
}
