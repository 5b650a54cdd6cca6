//! What a value-of-information analysis says: what is best now, what knowing more would be worth, what would change the choice.

use engine::model::metrics::Metric;
use results::claim::{Claim, Role, Value};
use results::estimate::Estimate;
use results::message;
use results::message::Text;
use results::number::percent;
use results::table::Row;

use super::schema::{INFORMATION, POLICIES};
use crate::amounts::{Amount, of_mean};
use crate::claims::{Answer, FINDINGS, Subject, caveat, finding, tipping_point};
use crate::titles::{self, listed, title};

/// What it is worth to know something, with its 95 % interval: from the lower end of the held-out value, which is too low on the mean, to
/// the upper end of the regression, which is too high. Each is given with its standard error, over `worlds` worlds.
pub fn interval_of_worth(held_out: (f64, f64), regression: (f64, f64), worlds: u64) -> Estimate {
    let of = |(value, error)| of_mean(value, error, worlds);
    Estimate {
        high: of(regression).high.max(held_out.0),
        ..of(held_out)
    }
}

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    // `china_lag_months_2030:more`.
    let metric = subject.specification.split(':').next().and_then(Metric::from_key);
    let amount = metric.map_or(Amount::Plain, Amount::Of);
    let each = subject.worlds_each();
    let names = subject.cases.iter().map(|case| titles::policy(&case.name));
    let mut claims: Vec<Claim> = subject.too_few(each).into_iter().collect();
    claims.extend(best(subject, metric, amount));
    let information = || subject.tables.of(&INFORMATION);
    let mut worth: Vec<Row> = information().filter(|row| row.is("worth") && is_study(row)).collect();
    worth.sort_by(|one, other| other.number("held_out").total_cmp(&one.number("held_out")));
    claims.extend(worth.iter().take(FINDINGS).map(|row| {
        let of = worth_of(row, each);
        Claim {
            values: vec![("worth".into(), Value::Estimate(of))],
            ..finding(
                message!("value-worth", name = named(subject, row), value = known(amount, of)),
                [message!("value-changes", share = percent(row.number("changes")))],
            )
        }
    }));
    if worth.is_empty() {
        let by_gain = |one: &Row, other: &Row| one.number("held_out").total_cmp(&other.number("held_out"));
        let largest = information()
            .filter(|row| is_study(row) && row.number("held_out").is_finite())
            .max_by(by_gain);
        claims.extend(largest.map(|row| {
            let value = known(amount, worth_of(&row, each));
            finding(
                message!("value-nothing"),
                [message!(
                    "value-nothing_means",
                    name = named(subject, &row),
                    value = value
                )],
            )
        }));
    }
    let together = information().find(|row| row.text("kind") == "all" && row.number("held_out").is_finite());
    claims.extend(together.map(|row| {
        let of = worth_of(&row, each);
        match row.is("worth") {
            true => finding(message!("value-together", value = known(amount, of)), None),
            false => finding(message!("value-together_nothing", value = known(amount, of)), None),
        }
    }));
    claims.extend(information().find(|row| row.text("kind") == "total").map(|row| {
        let of = of_mean(row.number("value"), row.number("value_se"), each);
        // Who knows everything loses in no world.
        let of = Estimate {
            low: of.low.max(0.0),
            ..of
        };
        Claim {
            values: vec![("perfect_information".into(), Value::Estimate(of))],
            ..finding(message!("value-perfect", value = known(amount, of)), None)
        }
    }));
    claims.extend(subject.size());
    claims.push(caveat(message!("value-covers")));
    match worth.as_slice() {
        [] => claims.push(tipping_point(message!("value-no_turns"))),
        all => claims.extend(all.iter().take(FINDINGS).map(|row| {
            let share = percent(row.number("changes"));
            tipping_point(message!("value-turn", name = named(subject, row), share = share))
        })),
    }
    Answer {
        question: message!("value-asked", policies = listed(names)).into(),
        claims,
    }
}

/// A parameter by its meaning; a group by its name.
fn named(subject: &Subject, row: &Row) -> Text {
    titles::input(row.text("name"), |key| subject.meaning(key).into()).capitalised()
}

/// Whether a row is about something that a study may find out.
fn is_study(row: &Row) -> bool {
    matches!(row.text("kind"), "parameter" | "correlated" | "group")
}

/// What it is worth to know what a row is about.
fn worth_of(row: &Row, worlds: u64) -> Estimate {
    let of = |column: &str| (row.number(column), row.number(&format!("{column}_se")));
    interval_of_worth(of("held_out"), of("value"), worlds)
}

/// A gain with its interval.
fn known(amount: Amount, of: Estimate) -> Text {
    message!(
        "amount-known",
        value = amount.size(of.value),
        interval = amount.interval(of)
    )
    .into()
}

/// The policy that comes first on the mean, and the one behind it. It is called the best only where every other one is told from it.
fn best(subject: &Subject, metric: Option<Metric>, amount: Amount) -> Option<Claim> {
    let policies = || subject.tables.of(&POLICIES);
    let best = policies().find(|row| row.is("is_best"))?;
    let worlds = subject.worlds_each();
    let mean = of_mean(best.number("mean"), best.number("mean_se"), worlds);
    // Differences are in payoff: of a metric of which less is wanted the other way round.
    let is_less = subject.specification.ends_with(":less");
    let behind = |row: &Row| of_mean(row.number("difference"), row.number("difference_se"), worlds);
    let others = policies().filter(|row| !row.is("is_best"));
    let policy = titles::policy(best.text("policy"));
    let metric_title = metric.map_or_else(Text::default, title);
    let next = others.max_by(|one, other| behind(one).high.total_cmp(&behind(other).high));
    let (headline, detail) = match &next {
        None => (
            message!(
                "value-best",
                policy = policy,
                mean = amount.known(mean),
                metric = metric_title
            ),
            message!("value-only"),
        ),
        Some(next) => {
            let gap = behind(next);
            let is_known = gap.high < 0.0;
            let gap = if is_less { gap.negated() } else { gap };
            let tied = best.number("tied_share");
            let (mean, name) = (amount.known(mean), titles::policy(next.text("policy")));
            let headline = match is_known {
                true => message!("value-best", policy = policy, mean = mean, metric = metric_title),
                false => message!(
                    "value-tied",
                    policy = policy,
                    next = name.clone(),
                    mean = mean,
                    metric = metric_title
                ),
            };
            let detail = message!(
                "value-next",
                policy = name.capitalised(),
                gap = amount.change(gap.value),
                interval = amount.interval(gap),
                share = percent(best.number("best_share")),
                tied = percent(if tied.is_nan() { 0.0 } else { tied })
            );
            (headline, detail)
        }
    };
    Some(Claim {
        role: Role::Answer,
        metric: metric.map(|metric| metric.key().into()),
        values: vec![
            ("best".into(), Value::Policy(best.text("policy").to_owned())),
            ("mean".into(), Value::Estimate(mean)),
        ],
        ..finding(headline, [detail])
    })
}
