//! What an explanation says: the effect, the mechanisms that it goes through and those that work against it, and what moves on the way.

use engine::model::metrics::{Kind, Metric};
use engine::scenario::agents::Agent;
use engine::scenario::mechanisms::Mechanism;
use engine::scenario::time::Month;
use results::claim::{Claim, Role, Value};
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::signed;
use results::table::Row;

use super::request::ORDERS;
use super::schema::{EFFECTS, LINKS, PARTS};
use crate::amounts::Amount;
use crate::claims::{Answer, Subject, caveat, finding, tipping_point};
use crate::compare::{MainEffect, estimate_of, is_rare, shares, told_with_spread};
use crate::titles::{self, joined, listed};

/// Mechanisms that are named of those that carry an effect, and of those that work against it.
const NAMED: [usize; 2] = [3, 2];
/// Smaller parts than this share of the largest are not named.
const TOO_SMALL: f64 = 0.05;
/// Quantities on the way that are named.
const LINKS_NAMED: usize = 6;

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    let name = |place: usize| subject.cases.get(place).map_or("", |case| case.name.as_str());
    let mut claims = Vec::new();
    for effect in subject.tables.of(&EFFECTS).filter_map(|row| effect(name(1), &row)) {
        let of: Vec<(Row, Estimate)> = subject
            .tables
            .of(&PARTS)
            .filter(|row| row.text("metric") == effect.metric.key())
            .map(|row| {
                let part = estimate_of(&row, "part");
                (row, part)
            })
            .collect();
        claims.push(Claim {
            role: match claims.is_empty() {
                true => Role::Answer,
                false => Role::Finding,
            },
            metric: Some(effect.metric.key().into()),
            values: vec![("effect".into(), Value::Estimate(effect.change))],
            ..finding(
                told_with_spread(&effect),
                shares(&effect).into_iter().chain([through(&effect, &of)]),
            )
        });
    }
    claims.extend(way(subject));
    let count = subject.tables.of(&PARTS).filter(|row| row.text("mechanism") != REST);
    let outcomes = subject.tables.of(&EFFECTS).count().max(1);
    claims.push(caveat(message!(
        "explain-method",
        mechanisms = count.count() / outcomes,
        orders = ORDERS.to_string()
    )));
    claims.push(caveat(message!("explain-covers")));
    claims.extend(subject.failures());
    claims.push(tipping_point(message!("explain-turns")));
    Answer {
        question: question(name(0), name(1)),
        claims,
    }
}

/// What is asked of a policy and its reference.
pub fn question(reference: &str, policy: &str) -> Text {
    message!(
        "explain-question",
        policy = titles::policy(policy),
        reference = titles::policy(reference)
    )
    .into()
}

/// What stands for what is left with all mechanisms off.
pub const REST: &str = "rest";

/// What a mechanism is called in a sentence.
pub fn called(mechanism: Option<Mechanism>) -> Text {
    Text::from(match mechanism {
        None => message!("mechanism-rest"),
        Some(Mechanism::PrivateInvestment) => message!("mechanism-private_investment"),
        Some(Mechanism::StateFunding) => message!("mechanism-state_funding"),
        Some(Mechanism::ChipControls) => message!("mechanism-chip_controls"),
        Some(Mechanism::Fabs) => message!("mechanism-fabs"),
        Some(Mechanism::Mandate) => message!("mechanism-mandate"),
        Some(Mechanism::Power) => message!("mechanism-power"),
        Some(Mechanism::Talent) => message!("mechanism-talent"),
        Some(Mechanism::Data) => message!("mechanism-data"),
        Some(Mechanism::Algorithms) => message!("mechanism-algorithms"),
        Some(Mechanism::Breakthroughs) => message!("mechanism-breakthroughs"),
        Some(Mechanism::Rally) => message!("mechanism-rally"),
        Some(Mechanism::Regulation) => message!("mechanism-regulation"),
        Some(Mechanism::Distrust) => message!("mechanism-distrust"),
        Some(Mechanism::Safety) => message!("mechanism-safety"),
        Some(Mechanism::Threshold) => message!("mechanism-threshold"),
        Some(Mechanism::World) => message!("mechanism-world"),
        Some(Mechanism::Treaty) => message!("mechanism-treaty"),
        Some(Mechanism::Cost) => message!("mechanism-cost"),
        Some(Mechanism::WorldSupply) => message!("mechanism-world_supply"),
        Some(Mechanism::Output) => message!("mechanism-output"),
        Some(Mechanism::Rivalry) => message!("mechanism-rivalry"),
        Some(Mechanism::Division) => message!("mechanism-division"),
    })
}

/// In which amounts an effect on a metric is told, of what happens in few worlds and of who is first in shares of worlds.
pub fn amount(metric: Metric) -> Amount {
    match is_rare(metric) || metric.kind() == Kind::Who {
        true => Amount::Share,
        false => Amount::Of(metric),
    }
}

fn effect(policy: &str, row: &Row) -> Option<MainEffect> {
    let metric = Metric::from_key(row.text("metric"))?;
    Some(MainEffect::of_row(row, policy, metric, amount(metric)))
}

/// The mechanisms that an effect goes through, and those that work against it.
fn through(effect: &MainEffect, parts: &[(Row, Estimate)]) -> Message {
    let sign = effect.change.value.signum();
    let largest = parts.iter().map(|(_, part)| part.value.abs()).fold(0.0, f64::max);
    let named = |way: f64, most: usize| {
        let is_meant = |part: &Estimate| part.excludes_zero() && part.value * way > TOO_SMALL * largest;
        let of = parts.iter().filter(|(_, part)| is_meant(part));
        let of = of.take(most).map(|(row, part)| {
            Text::from(message!(
                "explain-part",
                mechanism = called(Mechanism::from_key(row.text("mechanism"))),
                change = effect.amount.change(part.value)
            ))
        });
        listed(of)
    };
    let (along, against) = (named(sign, NAMED[0]), named(-sign, NAMED[1]));
    match (along.is_empty(), against.is_empty()) {
        (true, _) => message!("explain-through_nothing"),
        (false, true) => message!("explain-through", mechanisms = along),
        (false, false) => message!("explain-through_against", mechanisms = along, against = against),
    }
}

/// What moves first, and how far all has moved when it is looked at.
fn way(subject: &Subject) -> Option<Claim> {
    let links = || subject.tables.of(&LINKS);
    let first = links().next()?;
    let mut named: Vec<Row> = links().collect();
    // Those that move most, in the order in which they begin.
    named.sort_by(|one, other| other.number("change").abs().total_cmp(&one.number("change").abs()));
    let least = named.get(LINKS_NAMED - 1).map_or(0.0, |row| row.number("change").abs());
    let named = links().filter(|row| row.number("change").abs() >= least);
    let change = |row: &Row| {
        let change = message!(
            "explain-link",
            what = quantity(row),
            change = signed_percent(row.number("change"))
        );
        Text::from(change)
    };
    let month = |row: &Row, column: &str| in_words(row.text(column));
    Some(finding(
        message!(
            "explain-way",
            first = quantity(&first),
            when = month(&first, "first"),
            by = month(&first, "month"),
            changes = joined(named.map(|row| change(&row)), "; ")
        ),
        None,
    ))
}

/// `+35 %`, with the sign that sentences have.
fn signed_percent(share: f64) -> Text {
    format!("{} %", signed(100.0 * share)).into()
}

/// A quantity on the way, with its state.
fn quantity(row: &Row) -> Text {
    let what = Text::from(match row.text("variable") {
        "private_investment" => message!("link-private_investment"),
        "state_funding" => message!("link-state_funding"),
        "chip_imports" => message!("link-chip_imports"),
        "chip_smuggled" => message!("link-chip_smuggled"),
        "chip_domestic" => message!("link-chip_domestic"),
        "chip_quality_ratio" => message!("link-chip_quality_ratio"),
        "installed_compute" => message!("link-installed_compute"),
        "usable_compute" => message!("link-usable_compute"),
        "researchers" => message!("link-researchers"),
        "training_compute" => message!("link-training_compute"),
        "software_efficiency" => message!("link-software_efficiency"),
        "released_eci" => message!("link-released_eci"),
        "distrust" => message!("link-distrust"),
        "safety_effort" => message!("link-safety_effort"),
        other => return other.into(),
    });
    let agent = Agent::ALL.into_iter().find(|agent| agent.key() == row.text("agent"));
    let state = agent.map_or("", |agent| agent.name());
    message!("explain-quantity", what = what, state = state).into()
}

/// `2026-10` as it stands in sentences.
fn in_words(month: &str) -> Text {
    Month::parse(month).map_or_else(|| month.into(), |month| month.to_string().into())
}
