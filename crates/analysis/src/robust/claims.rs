//! What a study of robustness says: which policy which criterion prefers, which rankings survive every worldview, where they reverse.

use engine::model::metrics::Metric;
use results::claim::{Claim, Role, Value};
use results::estimate::Estimate;
use results::message;
use results::message::Message;
use results::number::percent;
use results::table::Row;

use super::criteria::Criterion;
use super::pairs::Survival;
use super::schema::{CRITERIA, FLIPS, MEANS, PAIRS, SATISFICING};
use crate::amounts::{Amount, input_value, of_mean};
use crate::claims::{Answer, Subject, caveat, distinct, finding, tipping_point};
use crate::titles::{self, listed, title};

/// Reversals that are named.
const FLIPS_TOLD: usize = 4;

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    let criteria = || subject.tables.of(&CRITERIA);
    let question = message!(
        "robust-question",
        policies = listed(distinct(criteria(), "policy").into_iter().map(titles::policy)),
        worldviews = listed(
            distinct(subject.tables.of(&PAIRS), "worldview")
                .into_iter()
                .map(titles::worldview)
        )
    );
    let warning = subject.too_few(subject.worlds_each());
    let are_few = warning.is_some();
    let mut claims: Vec<Claim> = warning.into_iter().collect();
    for (place, metric) in metrics(subject).into_iter().enumerate() {
        claims.push(preferred(subject, metric));
        if place == 0 {
            claims.extend(lead(subject, metric));
        }
    }
    claims.extend(satisficing(subject));
    claims.extend(subject.size());
    claims.extend(survivals(subject).into_iter().map(caveat));
    claims.push(caveat(message!("robust-covers")));
    claims.extend(reversals(subject, are_few));
    Answer {
        question: question.into(),
        claims,
    }
}

/// The metrics that were judged, the one that was asked for first.
fn metrics(subject: &Subject) -> Vec<Metric> {
    let keys = distinct(subject.tables.of(&CRITERIA), "metric");
    let mut metrics: Vec<Metric> = keys.into_iter().filter_map(Metric::from_key).collect();
    if let Some(place) = metrics.iter().position(|metric| subject.outcomes.contains(metric)) {
        metrics[..=place].rotate_right(1);
    }
    metrics
}

/// Which policy most criteria prefer.
fn preferred(subject: &Subject, metric: Metric) -> Claim {
    let of = || {
        subject
            .tables
            .of(&CRITERIA)
            .filter(|row| row.text("metric") == metric.key())
    };
    let best = || of().filter(|row| row.is("best"));
    let all = distinct(of(), "criterion").len();
    let count = |policy: &str| best().filter(|row| row.text("policy") == policy).count();
    let policies = distinct(best(), "policy");
    let most = policies.iter().map(|policy| count(policy)).max().unwrap_or(0);
    let first: Vec<&str> = policies.into_iter().filter(|policy| count(policy) == most).collect();
    let wanted = of().next().map_or("", |row| row.text("wanted")).to_owned();
    let name = message!("robust-wanted", title = title(metric), wanted = wanted);
    let headline = match first.as_slice() {
        [only] if most == all => {
            message!("robust-all_prefer", title = name, policy = titles::policy(only))
        }
        [only] => message!(
            "robust-most_prefer",
            title = name,
            policy = titles::policy(only),
            count = most,
            all = all.to_string()
        ),
        several => message!(
            "robust-split",
            title = name,
            policies = listed(several.iter().copied().map(titles::policy))
        ),
    };
    let by = |criterion: Criterion| best().find(|row| row.text("criterion") == criterion.key());
    let amount = Amount::Of(metric);
    let expected = by(Criterion::Expected).map(|row| {
        message!(
            "robust-expected",
            policy = titles::policy(row.text("policy")),
            value = amount.known(known(subject, metric, &row, None))
        )
    });
    let worst = by(Criterion::WorstWorldview).map(|row| {
        let worldview = row.text("worldview");
        message!(
            "robust-worst",
            policy = titles::policy(row.text("policy")),
            value = amount.known(known(subject, metric, &row, Some(worldview))),
            worldview = titles::worldview(worldview)
        )
    });
    let regret = by(Criterion::Regret90).map(|row| {
        message!(
            "robust-regret",
            policy = titles::policy(row.text("policy")),
            size = amount.size(row.number("value"))
        )
    });
    Claim {
        role: Role::Answer,
        metric: Some(metric.key().into()),
        values: first
            .iter()
            .map(|policy| ("preferred".into(), Value::Policy((*policy).to_owned())))
            .collect(),
        ..finding(headline, [expected, worst, regret].into_iter().flatten())
    }
}

/// What a criterion makes of a policy with the interval of the mean under a worldview, or over all: there the worlds are the same, so
/// that errors may all point the same way and their mean is the most that the error can be.
fn known(subject: &Subject, metric: Metric, row: &Row, worldview: Option<&str>) -> Estimate {
    let rows = subject.tables.of(&MEANS).filter(|mean| {
        let is_it = mean.text("metric") == metric.key() && mean.text("policy") == row.text("policy");
        is_it && worldview.is_none_or(|worldview| mean.text("worldview") == worldview)
    });
    let of: Vec<Row> = rows.collect();
    let error = of.iter().map(|mean| mean.number("mean_se")).sum::<f64>() / of.len() as f64;
    let worlds = of.iter().filter_map(|mean| mean.whole("worlds")).min().unwrap_or(0);
    of_mean(row.number("value"), error, worlds)
}

/// The widest lead of one policy over another under the first worldview, and whether it lasts under the others.
fn lead(subject: &Subject, metric: Metric) -> Option<Claim> {
    let estimate = |row: &Row| {
        let [value, low, high] = ["difference", "difference_low", "difference_high"].map(|column| row.number(column));
        Estimate::between(value, low, high)
    };
    let of = || {
        subject
            .tables
            .of(&PAIRS)
            .filter(|row| row.text("metric") == metric.key())
    };
    let central = of().next()?.text("worldview");
    let known = of().filter(|row| row.text("worldview") == central && estimate(row).excludes_zero());
    let widest = known.max_by(|one, other| estimate(one).value.abs().total_cmp(&estimate(other).value.abs()))?;
    let pair = |row: &Row| (row.text("better").to_owned(), row.text("worse").to_owned());
    let same: Vec<Row> = of().filter(|row| pair(row) == pair(&widest)).collect();
    let sign = estimate(&widest).value.signum();
    let agreeing = same
        .iter()
        .filter(|row| estimate(row).excludes_zero() && estimate(row).value.signum() == sign);
    let amount = Amount::Of(metric);
    Some(Claim {
        metric: Some(metric.key().into()),
        values: vec![("difference".into(), Value::Estimate(estimate(&widest)))],
        ..finding(
            message!(
                "robust-lead",
                better = titles::policy(widest.text("better")).capitalised(),
                worse = titles::policy(widest.text("worse")),
                title = title(metric),
                change = amount.change(estimate(&widest).value),
                interval = amount.interval(estimate(&widest))
            ),
            [message!(
                "robust-lead_lasts",
                worldview = titles::worldview(central),
                agreeing = agreeing.count().to_string(),
                all = same.len().to_string()
            )],
        )
    })
}

/// In which share of all worlds each threshold is met under each policy.
fn satisficing(subject: &Subject) -> Vec<Claim> {
    let all = || {
        subject
            .tables
            .of(&SATISFICING)
            .filter(|row| row.text("worldview") == "all")
    };
    let thresholds = distinct(all(), "threshold").into_iter();
    let claim = |threshold: &str| {
        let mut rows: Vec<Row> = all().filter(|row| row.text("threshold") == threshold).collect();
        rows.sort_by(|one, other| other.number("share").total_cmp(&one.number("share")));
        let what = match threshold {
            "all" => message!("robust-all_thresholds").into(),
            threshold => titles::condition(threshold),
        };
        let shares = rows.iter().map(|row| {
            let share = percent(row.number("share"));
            message!(
                "robust-meets",
                policy = titles::policy(row.text("policy")),
                share = share
            )
            .into()
        });
        finding(
            message!("robust-satisficing", threshold = what, shares = listed(shares)),
            None,
        )
    };
    thresholds.map(claim).collect()
}

/// How many rankings survive every worldview, and what becomes of the others.
fn survivals(subject: &Subject) -> Vec<Message> {
    let mut seen: Vec<[&str; 4]> = Vec::new();
    for row in subject.tables.of(&PAIRS) {
        let pair = ["metric", "better", "worse", "survival"].map(|column| row.text(column));
        if !seen.contains(&pair) {
            seen.push(pair);
        }
    }
    let count = |of: Survival| seen.iter().filter(|pair| pair[3] == of.key()).count();
    let mut sentences = vec![message!(
        "robust-survive",
        all = seen.len().to_string(),
        count = count(Survival::Survives)
    )];
    let others = [
        (Survival::Turns, message!("robust-turn", count = count(Survival::Turns))),
        (
            Survival::Unknown,
            message!("robust-unknown", count = count(Survival::Unknown)),
        ),
        (Survival::Same, message!("robust-same", count = count(Survival::Same))),
    ];
    sentences.extend(
        others
            .into_iter()
            .filter(|(of, _)| count(*of) > 0)
            .map(|(_, sentence)| sentence),
    );
    sentences
}

/// The break-even values that lie nearest to the middle of what the parameter may be. With few worlds none of them is claimed.
fn reversals(subject: &Subject, are_few: bool) -> Vec<Claim> {
    let mut rows: Vec<Row> = subject
        .tables
        .of(&FLIPS)
        .filter(|row| row.number("flip").is_finite())
        .collect();
    let away = |row: &Row| (row.number("percentile") - 0.5).abs();
    rows.sort_by(|one, other| away(one).total_cmp(&away(other)));
    if rows.is_empty() {
        return vec![tipping_point(message!("robust-no_flips"))];
    }
    let claim = |row: &Row| {
        let value = |column: &str| input_value(row.number(column), row.text("unit"));
        let (below, above) = (row.number("percentile"), 1.0 - row.number("percentile"));
        // Where the ranking is turned at the center already, it is turned on the center's side of the break-even value.
        let is_above = (row.number("flip") > row.number("center")) == (row.text("turn") == "turns_beyond");
        let (side, chance) = if is_above { ("above", above) } else { ("below", below) };
        let metric = titles::title_of_key(row.text("metric"));
        let parameter = titles::input(row.text("parameter"), |key| subject.meaning(key).into());
        let (worse, better) = (
            titles::policy(row.text("worse")).capitalised(),
            titles::policy(row.text("better")),
        );
        let (flip, center, chance) = (value("flip"), value("center"), percent(chance));
        Claim {
            values: vec![
                ("parameter".into(), Value::Policy(row.text("parameter").to_owned())),
                (
                    "break_even".into(),
                    Value::Estimate(Estimate::between(
                        row.number("flip"),
                        row.number("flip_near"),
                        row.number("flip_far"),
                    )),
                ),
            ],
            ..tipping_point(match row.number("flip_far").is_finite() && !are_few {
                true => message!(
                    "robust-flip",
                    worse = worse,
                    better = better,
                    title = metric,
                    parameter = parameter,
                    side = side,
                    flip = flip,
                    center = center,
                    chance = chance
                ),
                false => message!(
                    "robust-flip_not_significant",
                    worse = worse,
                    better = better,
                    title = metric,
                    parameter = parameter,
                    side = side,
                    flip = flip,
                    center = center,
                    chance = chance
                ),
            })
        }
    };
    rows.iter().take(FLIPS_TOLD).map(claim).collect()
}
