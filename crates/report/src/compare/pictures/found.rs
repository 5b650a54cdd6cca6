//! What the figures of a comparison say: their titles.

use super::super::Comparison;
use super::is_significant;
use crate::later;
use analysis::amounts::Amount;
use analysis::compare::effect_on;
use analysis::titles::{self, title};
use engine::model::metrics::Metric;
use results::message::Text;

/// A policy and its mean effect on something.
struct Mean {
    policy: Text,
    difference: f64,
}

/// The significant mean effects on a metric, by policy.
fn significant(comparison: &Comparison, metric: Metric) -> Vec<Mean> {
    let of = comparison.alternatives().filter_map(|(case, effects, _)| {
        let effect = effect_on(effects, metric);
        let difference = effect.mean()?.difference.value;
        (is_significant(effect) && difference.is_finite()).then(|| Mean {
            policy: titles::policy(&case.name),
            difference,
        })
    });
    of.collect()
}

/// Which policy changes an outcome most.
pub fn largest(comparison: &Comparison, metric: Metric) -> String {
    let effects = significant(comparison, metric);
    let count = comparison.cases.len() - 1;
    let most = effects
        .into_iter()
        .max_by(|one, other| one.difference.abs().total_cmp(&other.difference.abs()));
    match most {
        Some(Mean { policy, difference }) => later!(
            "figure-compare-largest",
            title = title(metric),
            change = Amount::Of(metric).change(difference),
            policy = policy,
            count = count
        ),
        None => later!("figure-compare-largest_none", title = title(metric)),
    }
}

/// Which policy buys the most lead, and which saves the most.
pub fn trade_off(comparison: &Comparison, lead: Metric, cost: Metric) -> String {
    let best = |metric: Metric, sign: f64| {
        let effects = significant(comparison, metric).into_iter();
        effects
            .filter(|mean| sign * mean.difference > 0.0)
            .max_by(|one, other| (sign * one.difference).total_cmp(&(sign * other.difference)))
            .map(|Mean { policy, difference }| (policy, Amount::Of(metric).change(difference)))
    };
    match (best(lead, 1.0), best(cost, -1.0)) {
        (Some((policy, lead)), Some((cheap, cost))) => later!(
            "figure-compare-trade_off_both",
            policy = policy.capitalised(),
            lead = lead,
            cheap = cheap,
            cost = cost
        ),
        (Some((policy, lead)), None) => {
            later!(
                "figure-compare-trade_off_lead",
                policy = policy.capitalised(),
                lead = lead
            )
        }
        (None, Some((cheap, cost))) => {
            later!(
                "figure-compare-trade_off_cost",
                cheap = cheap.capitalised(),
                cost = cost
            )
        }
        (None, None) => later!("figure-compare-trade_off_none"),
    }
}

/// Which effect is largest beside how much its outcome differs from world to world.
pub fn most_moved(comparison: &Comparison, metrics: &[Metric]) -> String {
    let effects = comparison.alternatives().flat_map(|(case, effects, _)| {
        let size = |metric: Metric| {
            let effect = effect_on(effects, metric);
            let difference = effect.mean()?.difference.value;
            let size = (difference / effect.reference_deviation).abs();
            (is_significant(effect) && size.is_finite()).then_some((size, metric, difference))
        };
        metrics
            .iter()
            .filter_map(move |&metric| size(metric))
            .map(|of| (titles::policy(&case.name), of))
    });
    let most = effects.max_by(|(_, one), (_, other)| one.0.total_cmp(&other.0));
    match most {
        Some((policy, (_, metric, difference))) => later!(
            "figure-compare-moved",
            policy = policy,
            title = title(metric),
            change = Amount::Of(metric).change(difference)
        ),
        None => later!("figure-compare-moved_none"),
    }
}
