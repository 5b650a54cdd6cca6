//! What a sensitivity analysis says: which inputs an output depends on most, how sure the order is, what has no effect.

use engine::model::metrics::Metric;
use results::claim::{Claim, Role, Value};
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::percent;
use results::table::{Row, Table};

use super::choice::CHANCE;
use super::schema::INDICES_CSV;
use crate::amounts::Amount;
use crate::claims::{Answer, FINDINGS, Subject, caveat, distinct, finding, tipping_point};
use crate::titles;

/// Which index the inputs are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Index {
    /// Share of variance with interactions (Sobol).
    Total,
    /// Mean size of effects (Morris).
    Star,
    /// One input at a time.
    Ends,
}

impl Index {
    fn of(indices: &Table) -> Self {
        match (indices.has("total"), indices.has("mu_star")) {
            (true, _) => Self::Total,
            (false, true) => Self::Star,
            (false, false) => Self::Ends,
        }
    }

    fn estimate(self, row: &Row) -> Estimate {
        let [value, low, high] = match self {
            Self::Total => ["total", "total_low", "total_high"],
            Self::Star => ["mu_star", "mu_star_low", "mu_star_high"],
            Self::Ends => ["difference", "difference_low", "difference_high"],
        }
        .map(|column| row.number(column));
        Estimate::between(value, low, high)
    }
}

/// What was asked, and the answer: of every output its strongest input, of the first, or the one that was asked for, three.
pub fn answer(subject: &Subject) -> Answer {
    let Some(indices) = subject.tables.table(INDICES_CSV) else {
        return Answer {
            question: subject.title.as_str().into(),
            claims: subject.size(),
        };
    };
    let index = Index::of(indices);
    let mut outputs = distinct(indices.iter(), "metric");
    if let Some(place) = outputs
        .iter()
        .position(|output| Metric::from_key(output).is_some_and(|metric| subject.outcomes.contains(&metric)))
    {
        outputs[..=place].rotate_right(1);
    }
    let main = outputs.first().copied().unwrap_or_default();
    let mut claims: Vec<Claim> = Vec::new();
    for (place, output) in outputs.iter().enumerate() {
        let ranked = ranked(indices, index, output);
        let most = if place == 0 { FINDINGS } else { 1 };
        let role = if place == 0 { Role::Answer } else { Role::Finding };
        claims.extend(ranked.iter().take(most).map(|(input, estimate)| Claim {
            role,
            metric: Some((*output).to_owned().into()),
            values: vec![
                ("input".into(), Value::Policy((*input).to_owned())),
                ("index".into(), Value::Estimate(*estimate)),
            ],
            weight: estimate.value.abs(),
            ..told(index, output, called(subject, input), *estimate)
        }));
        if ranked.is_empty() {
            claims.push(finding(
                message!("sensitivity-nothing", title = called_output(output)),
                None,
            ));
        }
    }
    claims.extend(subject.size());
    let ranked = ranked(indices, index, main);
    claims.extend(order(subject, &ranked).map(caveat));
    let all = indices
        .iter()
        .filter(|row| row.text("metric") == main && row.text("input") != CHANCE);
    let still = all.count() - ranked.len();
    claims.extend((still > 0).then(|| caveat(message!("sensitivity-no_effect", count = still))));
    let (interval, turns) = match index {
        Index::Total => (
            message!("sensitivity-intervals_sobol"),
            message!("sensitivity-turns_sobol"),
        ),
        Index::Star => (
            message!("sensitivity-intervals_morris"),
            message!("sensitivity-turns_morris"),
        ),
        Index::Ends => (
            message!("sensitivity-intervals_tornado"),
            message!("sensitivity-turns_tornado"),
        ),
    };
    claims.push(caveat(interval));
    claims.push(tipping_point(turns));
    Answer {
        question: message!("sensitivity-question", title = called_output(main)).into(),
        claims,
    }
}

/// The inputs with an effect on an output, the strongest first.
fn ranked<'a>(indices: &'a Table, index: Index, output: &str) -> Vec<(&'a str, Estimate)> {
    let of = indices
        .iter()
        .filter(|row| row.text("metric") == output && row.text("input") != CHANCE);
    let known = of.map(|row| (row.text("input"), index.estimate(&row)));
    let mut ranked: Vec<_> = known
        .filter(|(_, estimate)| estimate.value.is_finite() && estimate.value != 0.0)
        .collect();
    ranked.sort_by(|one, other| other.1.value.abs().total_cmp(&one.1.value.abs()));
    ranked
}

/// What an output is called: one of another kind than a metric by its name.
fn called_output(output: &str) -> Text {
    titles::title_of_key(output)
}

/// An input by its meaning.
fn called(subject: &Subject, input: &str) -> Text {
    titles::input(input, |key| subject.meaning(key).into())
}

/// Whether the first inputs are clearly ahead of the next.
fn order(subject: &Subject, ranked: &[(&str, Estimate)]) -> Option<Message> {
    let (next, estimate) = ranked.get(FINDINGS)?;
    let reaches = estimate.high.abs().max(estimate.low.abs());
    let ends = ranked[..FINDINGS].iter().map(|(_, of)| of.low.abs().min(of.high.abs()));
    let least = ends.fold(ranked[0].1.value.abs(), f64::min);
    let next = called(subject, next);
    Some(match reaches < least {
        true => message!("sensitivity-order_clear", next = next),
        false => message!("sensitivity-order_unclear", next = next),
    })
}

/// What an index says of an input.
fn told(index: Index, output: &str, input: Text, of: Estimate) -> Claim {
    let input = input.capitalised();
    let amount = Metric::from_key(output).map_or(Amount::Plain, Amount::Of);
    let name = called_output(output);
    let headline = match index {
        Index::Total => {
            let [share, low, high] = [of.value, of.low, of.high].map(|end| percent(end.clamp(0.0, 1.0)));
            message!(
                "sensitivity-total",
                title = name,
                input = input,
                share = share,
                low = low,
                high = high
            )
        }
        Index::Star => {
            let [size, low, high] = [of.value, of.low, of.high].map(|end| amount.size(end.abs()));
            match of.low > 0.0 {
                true => message!(
                    "sensitivity-star",
                    title = name,
                    input = input,
                    size = size,
                    low = low,
                    high = high
                ),
                false => message!(
                    "sensitivity-star_untold",
                    title = name,
                    input = input,
                    size = size,
                    low = low,
                    high = high
                ),
            }
        }
        Index::Ends => {
            let (change, interval) = (amount.change(of.value), amount.interval(of));
            match of.excludes_zero() {
                true => message!(
                    "sensitivity-ends",
                    title = name,
                    input = input,
                    change = change,
                    interval = interval
                ),
                false => message!(
                    "sensitivity-ends_untold",
                    title = name,
                    input = input,
                    change = change,
                    interval = interval
                ),
            }
        }
    };
    finding(headline, None)
}
