//! The effect of a policy on an outcome in the statistic that says most of it, and in words.

use engine::model::metrics::{Kind, Metric};
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::percent;
use results::table::Row;

use super::reversals::is_rare;
use super::schema::{EFFECTS, SUMMARY_CSV};
use crate::amounts::Amount;
use crate::claims::Subject;
use crate::titles;

/// The effect of one policy on one outcome, in the statistic that says most of it.
#[derive(Debug, Clone, PartialEq)]
pub struct MainEffect {
    pub policy: String,
    pub metric: Metric,
    pub amount: Amount,
    /// Policy less reference, on the mean; of what happens in few worlds the share in which it does.
    pub change: Estimate,
    /// Under the reference and under the policy.
    pub values: [f64; 2],
    /// Shares of the worlds in which it is larger (later) and smaller (earlier).
    pub moved: [f64; 2],
    /// 5 %, 50 % and 95 % point of the differences, world by world.
    pub paired: [f64; 3],
    pub pairs: u64,
    /// Size of the change against the spread of the worlds under the reference.
    pub relative_size: f64,
}

impl MainEffect {
    /// That of a row of effects, if it is the one that says most.
    fn read(row: &Row<'_>, subject: &Subject) -> Option<Self> {
        let metric = Metric::from_key(row.text("metric"))?;
        let amount = match (row.text("quantity"), is_rare(metric)) {
            ("mean" | "restricted_mean", false) => Amount::Of(metric),
            ("never", true) | ("us", _) => Amount::Share,
            _ => return None,
        };
        let mut effect = Self::of_row(row, row.text("policy"), metric, amount);
        // Shares of never are told as shares of worlds in which it happens.
        if is_rare(metric) {
            effect.change = effect.change.negated();
            effect.values = effect.values.map(|never| 1.0 - never);
        }
        let spread = match amount {
            Amount::Share => 1.0,
            Amount::Of(_) | Amount::Plain => spread(subject, row.text("reference"), metric),
        };
        effect.relative_size = (effect.change.value / spread).abs();
        Some(effect)
    }

    /// What the columns of a row say that all tables of effects have; its size against the spread of worlds is not known from them.
    pub fn of_row(row: &Row<'_>, policy: &str, metric: Metric, amount: Amount) -> Self {
        Self {
            policy: policy.to_owned(),
            metric,
            amount,
            change: estimate_of(row, "difference"),
            values: ["reference_value", "policy_value"].map(|column| row.number(column)),
            moved: ["larger", "smaller"].map(|column| row.number(column)),
            paired: ["difference_p05", "difference_p50", "difference_p95"].map(|column| row.number(column)),
            pairs: row.whole("pairs").unwrap_or(0),
            relative_size: f64::NAN,
        }
    }

    /// 1 where it is better for whom the metric favours, -1 where it is worse, 0 where that is not agreed or the sign not known.
    pub fn sign(&self) -> f64 {
        match self.metric.favours().more_is_better() {
            // Rare things are told by how often they happen, and favoured by how late they come.
            Some(more) if self.change.excludes_zero() => {
                let is_more = (self.change.value > 0.0) != is_rare(self.metric);
                if is_more == more { 1.0 } else { -1.0 }
            }
            _ => 0.0,
        }
    }

    /// Whether no world differs.
    pub fn is_nothing(&self) -> bool {
        self.change.value == 0.0 && self.change.error == 0.0
    }
}

/// From the 5th to the 95th percentile under the reference; twice the lower half where the upper end never happens.
fn spread(subject: &Subject, reference: &str, metric: Metric) -> f64 {
    let of = |statistic: &str| {
        let mut rows = subject.tables.rows(SUMMARY_CSV);
        rows.find(|row| {
            (row.text("policy"), row.text("metric"), row.text("statistic")) == (reference, metric.key(), statistic)
        })
        .map_or(f64::NAN, |row| row.number("value"))
    };
    let wide = of("p95") - of("p05");
    if wide.is_finite() {
        wide
    } else {
        2.0 * (of("p50") - of("p05"))
    }
}

/// In which words a metric goes up and down.
fn ways(metric: Metric) -> [&'static str; 2] {
    match metric {
        _ if is_rare(metric) => ["higher", "lower"],
        Metric::LagMonths2027 | Metric::LagMonths2030 | Metric::LagMonths2035 => ["longer", "shorter"],
        Metric::Dated(dated) if dated.series().unit() == "months" => ["longer", "shorter"],
        _ if metric.kind() == Kind::Year => ["later", "earlier"],
        _ => ["higher", "lower"],
    }
}

/// A difference with its direction: `7 months shorter`, `no change`.
fn moved(effect: &MainEffect, change: f64) -> Text {
    let [up, down] = ways(effect.metric);
    let size = effect.amount.size(change.abs());
    let way = match change {
        f64::INFINITY => "to_never",
        f64::NEG_INFINITY => "from_never",
        _ if change > 0.0 => up,
        _ if change < 0.0 => down,
        _ => "none",
    };
    message!("effect-moved", way = way, size = size).into()
}

/// What an effect is, in a sentence without its spread.
pub fn told(effect: &MainEffect) -> Message {
    let title = titles::title(effect.metric);
    let change = effect.amount.change(effect.change.value);
    if effect.is_nothing() {
        return message!("effect-same", title = title);
    }
    if !effect.change.excludes_zero() {
        let interval = effect.amount.interval(effect.change);
        return message!(
            "effect-not_significant",
            title = title,
            change = change,
            interval = interval
        );
    }
    let [before, after] = effect.values.map(|value| effect.amount.value(value));
    if effect.metric.kind() == Kind::Who {
        return message!("effect-first", title = title, before = before, after = after);
    }
    if effect.amount == Amount::Share {
        return message!("effect-share", title = title, before = before, after = after);
    }
    let median = effect.paired[1];
    // A median of nothing hides an effect that some worlds have; a mean is then what there is to say.
    let by_mean = median == 0.0 || !median.is_finite();
    let change = if by_mean { effect.change.value } else { median };
    let [up, down] = ways(effect.metric);
    let way = if change > 0.0 { up } else { down };
    let size = effect.amount.size(change.abs());
    match by_mean {
        true => message!("effect-mean", title = title, way = way, size = size),
        false => message!("effect-median", title = title, way = way, size = size),
    }
}

/// The effect and how it lies over the worlds.
pub fn told_with_spread(effect: &MainEffect) -> Message {
    let known = effect.change.excludes_zero() && !effect.is_nothing();
    match effect.amount {
        Amount::Of(_) if known => {
            let [low, _, high] = effect.paired.map(|change| moved(effect, change));
            message!("effect-with_spread", effect = told(effect), low = low, high = high)
        }
        _ => told(effect),
    }
}

/// In which share of the worlds it goes which way.
pub fn shares(effect: &MainEffect) -> Option<Message> {
    let [more, less] = effect.moved;
    let same = 1.0 - more - less;
    if !same.is_finite() || effect.is_nothing() || effect.amount == Amount::Share {
        return None;
    }
    let [way, _] = ways(effect.metric);
    let (more, less, same) = (percent(more), percent(less), percent(same.max(0.0)));
    Some(message!(
        "effect-shares",
        way = way,
        more = more,
        less = less,
        same = same
    ))
}

/// What stands in the column `value` of a row, with the interval in the columns beside it.
pub fn estimate_of(row: &Row<'_>, value: &str) -> Estimate {
    row.estimate([value, "se", "low_95", "high_95"])
}

/// The effects that say most, by policy in the order of the cases, then metric.
pub fn main_effects(subject: &Subject) -> Vec<MainEffect> {
    let rows = subject.tables.of(&EFFECTS);
    rows.filter_map(|row| MainEffect::read(&row, subject)).collect()
}
