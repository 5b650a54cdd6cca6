//! What is said of a payoff: which policy is best, under which views of what counts, and which weight would change that.

use engine::model::metrics::Metric;
use results::claim::{Claim, Role, Value};
use results::message;
use results::message::Text;
use results::number::readable;
use results::table::Row;

use super::STRESS;
use crate::claims::{Subject, caveat, finding, tipping_point};
use crate::compare::estimate_of;
use crate::compare::schema::{WEIGHTINGS, WEIGHTS};
use crate::titles::{self, joined, listed};

/// All of it; nothing of a result that is judged by no payoff.
pub fn claims(subject: &Subject) -> Vec<Claim> {
    let documented: Vec<Row> = of_view(subject, "documented").collect();
    let Some(metric) = documented.first().and_then(|row| Metric::from_key(row.text("metric"))) else {
        return Vec::new();
    };
    let mut claims: Vec<Claim> = best(subject, metric, &documented).into_iter().collect();
    claims.extend(turning(subject));
    claims.push(caveat(message!("payoff-leaves_out")));
    claims
}

/// The policies under one view of what counts, best first.
fn of_view<'a>(subject: &'a Subject, view: &'static str) -> impl Iterator<Item = Row<'a>> {
    let rows = subject.tables.of(&WEIGHTINGS);
    rows.filter(move |row| row.text("weighting") == view)
}

/// What a weight weighs.
pub fn part(key: &str) -> Text {
    message!("weights-part", weight = key.trim_start_matches("shared.")).into()
}

/// Which policy is best under the documented weights, by how much, and what the weights are.
fn best(subject: &Subject, metric: Metric, rows: &[Row]) -> Option<Claim> {
    let (first, next) = (rows.first()?, rows.get(1)?);
    let title = titles::title(metric);
    let policy = |row: &Row| titles::policy(row.text("policy"));
    let weight = |row: Row| {
        let size = readable(row.number("documented"));
        Text::from(message!("weights-weight", part = part(row.text("weight")), size = size))
    };
    let weights = listed(subject.tables.of(&WEIGHTS).map(weight));
    let views = ["lead", "third_countries", "cost", "safety"].map(|view| {
        let best = of_view(subject, view).next()?;
        Some(Text::from(message!(
            "weights-view",
            view = view,
            policy = policy(&best)
        )))
    });
    let detail = [
        message!("weights-documented", weights = weights),
        message!(
            "weights-views",
            times = STRESS.to_string(),
            views = joined(views.into_iter().flatten(), "; ")
        ),
    ];
    let behind = estimate_of(next, "difference");
    let headline = match behind.excludes_zero() {
        true => message!(
            "weights-best",
            title = title,
            policy = policy(first),
            next = policy(next),
            size = readable(-behind.value),
            low = readable(-behind.high),
            high = readable(-behind.low)
        ),
        false => message!(
            "weights-tied",
            title = title,
            policy = policy(first),
            next = policy(next)
        ),
    };
    Some(Claim {
        role: Role::Answer,
        topic: Some(message!("comparison-topic_payoff")),
        metric: Some(metric.key().into()),
        values: vec![("lead".into(), Value::Estimate(behind.negated()))],
        ..finding(headline, detail)
    })
}

/// How far each weight may move before another policy is best.
fn turning(subject: &Subject) -> Vec<Claim> {
    let rows = || subject.tables.of(&WEIGHTS);
    let (bounded, free): (Vec<Row>, Vec<Row>) =
        rows().partition(|row| !row.text("best_below").is_empty() || !row.text("best_above").is_empty());
    let mut claims: Vec<Claim> = bounded
        .iter()
        .map(|row| {
            let (best, what) = (
                titles::policy(row.text("policy")).capitalised(),
                part(row.text("weight")),
            );
            let [low, here, high] = ["low", "documented", "high"].map(|column| readable(row.number(column)));
            let [below, above] = ["best_below", "best_above"].map(|column| titles::policy(row.text(column)));
            tipping_point(match (row.text("best_below"), row.text("best_above")) {
                (_, "") => message!(
                    "weights-from",
                    policy = best,
                    part = what,
                    low = low,
                    here = here,
                    below = below
                ),
                ("", _) => message!(
                    "weights-until",
                    policy = best,
                    part = what,
                    high = high,
                    here = here,
                    above = above
                ),
                _ => message!(
                    "weights-between",
                    policy = best,
                    part = what,
                    low = low,
                    high = high,
                    here = here,
                    below = below,
                    above = above
                ),
            })
        })
        .collect();
    if !free.is_empty() {
        let parts = listed(free.iter().map(|row| part(row.text("weight"))));
        claims.push(tipping_point(message!("weights-free", parts = parts)));
    }
    claims
}
