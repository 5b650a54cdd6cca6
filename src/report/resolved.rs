//! The resolved scenario as JSON: everything that decides a result, in one canonical form.

use serde_json::{Map, Value, json};

use crate::scenario::Scenario;
use crate::scenario::cards::{Card, Distribution, Pedigree};
use crate::scenario::levers::{Lever, LeverPath};
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::parameters;
use crate::scenario::time::Month;
use crate::scenario::triggers::{Change, Rule, Test};

/// The whole scenario as it is run: after policies, worldviews, overrides and defaults.
pub fn scenario(scenario: &Scenario) -> Value {
    let keys: Vec<String> = parameters::keys().collect();
    let key = |position: usize| keys.get(position).map_or("", String::as_str);
    json!({
        "name": scenario.name,
        "title": scenario.title,
        "description": scenario.description,
        "first_month": Month(0).to_string(),
        "last_month": Month(scenario.months.saturating_sub(1)).to_string(),
        "runs": scenario.runs,
        "seed": scenario.seed,
        "policies": scenario.policies,
        "worldviews": scenario.worldviews,
        "event_worlds": scenario.event_worlds,
        "kept_trajectories": scenario.kept_trajectories,
        "mechanisms": mechanisms(scenario),
        "levers": levers(scenario),
        "rules": scenario.rules.iter().map(rule).collect::<Vec<_>>(),
        "parameters": scenario.cards.cards.iter().map(|card| (card.key.clone(), self::card(card))).collect::<Map<_, _>>(),
        "correlations": scenario.cards.correlations.iter().map(|pair| json!({
            "first": key(pair.first),
            "second": key(pair.second),
            "rank_correlation": pair.rank_correlation,
        })).collect::<Vec<_>>(),
    })
}

fn mechanisms(scenario: &Scenario) -> Map<String, Value> {
    Mechanism::ALL
        .into_iter()
        .map(|mechanism| (mechanism.key().to_owned(), json!(scenario.switches.on(mechanism))))
        .collect()
}

fn levers(scenario: &Scenario) -> Map<String, Value> {
    Lever::ALL
        .into_iter()
        .map(|lever| (lever.key().to_owned(), path(scenario.lever(lever))))
        .collect()
}

/// A lever's path as the months in which its value changes.
fn path(path: &LeverPath) -> Value {
    let mut schedule = Map::new();
    let mut last = None;
    for (month, &value) in path.values.iter().enumerate() {
        if last != Some(value) {
            schedule.insert(Month(month).to_string(), json!(value));
        }
        last = Some(value);
    }
    json!({
        "values": schedule,
        "reactive_from": path.reactive_from.map(|month| Month(month).to_string()),
        "policy_from": path.policy_from.map(|month| Month(month).to_string()),
    })
}

/// One trigger rule in the words of the configuration files.
pub fn rule(rule: &Rule) -> Value {
    let (side, threshold) = match rule.test {
        Test::Below(value) => ("below", value),
        Test::Above(value) => ("above", value),
    };
    let (change, amount) = match rule.change {
        Change::Add(value) => ("add", value),
        Change::Set(value) => ("set", value),
    };
    json!({
        "when": { "observable": rule.observable.key(), side: threshold, "for_months": rule.for_months },
        "then": { "lever": rule.lever.key(), change: amount },
        "lag_months": rule.lag_months,
        "from": Month(rule.from).to_string(),
    })
}

/// One parameter card.
pub fn card(card: &Card) -> Value {
    json!({
        "unit": card.unit,
        "meaning": card.meaning,
        "source": card.source,
        "pedigree": pedigree(card.pedigree),
        "distribution": distribution(&card.distribution),
    })
}

/// The grade's letter.
pub const fn pedigree(pedigree: Pedigree) -> &'static str {
    match pedigree {
        Pedigree::Measured => "A",
        Pedigree::Estimated => "B",
        Pedigree::Judged => "C",
        Pedigree::Assumed => "D",
    }
}

fn distribution(distribution: &Distribution) -> Value {
    match distribution {
        Distribution::Fixed(value) => json!({ "fixed": value }),
        Distribution::Uniform { low, high } => json!({ "uniform": { "low": low, "high": high } }),
        Distribution::Triangular { low, mode, high } => {
            json!({ "triangular": { "low": low, "mode": mode, "high": high } })
        }
        Distribution::Normal { mean, sd, low, high } => {
            json!({ "normal": { "mean": mean, "sd": sd, "low": low, "high": high } })
        }
        Distribution::Lognormal {
            median,
            sigma,
            low,
            high,
        } => {
            json!({ "lognormal": { "median": median, "sigma": sigma, "low": low, "high": high } })
        }
        Distribution::Beta { alpha, beta, low, high } => {
            json!({ "beta": { "alpha": alpha, "beta": beta, "low": low, "high": high } })
        }
        Distribution::Discrete { values, weights } => json!({ "discrete": { "values": values, "weights": weights } }),
    }
}

/// A distribution in words, for tables on the screen.
pub fn distribution_words(distribution: &Distribution) -> String {
    let number = super::number::readable;
    match distribution {
        Distribution::Fixed(value) => number(*value),
        Distribution::Uniform { low, high } => format!("uniform {} to {}", number(*low), number(*high)),
        Distribution::Triangular { low, mode, high } => {
            format!(
                "triangular {} to {}, mode {}",
                number(*low),
                number(*high),
                number(*mode)
            )
        }
        Distribution::Normal { mean, sd, low, high } => {
            format!(
                "normal {} ± {}, cut at {} and {}",
                number(*mean),
                number(*sd),
                number(*low),
                number(*high)
            )
        }
        Distribution::Lognormal {
            median,
            sigma,
            low,
            high,
        } => format!(
            "lognormal, median {}, sigma {}, cut at {} and {}",
            number(*median),
            number(*sigma),
            number(*low),
            number(*high)
        ),
        Distribution::Beta { alpha, beta, low, high } => {
            format!(
                "beta({}, {}) over {} to {}",
                number(*alpha),
                number(*beta),
                number(*low),
                number(*high)
            )
        }
        Distribution::Discrete { values, .. } => {
            let values: Vec<String> = values.iter().map(|&value| number(value)).collect();
            format!("one of {}", values.join(", "))
        }
    }
}
