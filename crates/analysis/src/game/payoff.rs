//! What a side wants: a sum of metrics with weights.

use crate::study::keys;
use engine::model::metrics::{Kind, Metric, Metrics};
use engine::scenario::agents::Agent;
use serde::{Deserialize, Serialize};

/// A weighted sum of metrics, worlds being alike: the mean over worlds is what the side maximises.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payoff {
    /// Metrics with their weights, which are finite and not zero.
    #[serde(with = "keys::weights")]
    pub terms: Vec<(Metric, f64)>,
}

/// Why a metric cannot be part of a payoff, and what to do instead; `None` if it can.
pub fn refusal(metric: Metric) -> Option<&'static str> {
    match metric.kind() {
        Kind::Number | Kind::Year => None,
        Kind::NumberOrNever => Some("is no number in worlds in which it never happens, so it cannot be weighed"),
        Kind::Who => Some("says who, which is no number, so it cannot be weighed"),
    }
}

/// Whether a number can be a weight: neither nothing nor so large or small that sums of payoffs would be no numbers.
pub fn is_weight(number: f64) -> bool {
    (1e-12..=1e12).contains(&number.abs())
}

/// Metrics that can be weighed.
pub fn weighable() -> impl Iterator<Item = Metric> {
    Metric::ALL.into_iter().filter(|&metric| refusal(metric).is_none())
}

impl Payoff {
    /// The side's own payoff metric, `us_payoff` or `china_payoff`: where nobody says otherwise.
    pub fn usual(agent: Agent) -> Self {
        let metric = match agent {
            Agent::UnitedStates => Metric::UsPayoff,
            Agent::China => Metric::ChinaPayoff,
        };
        Self {
            terms: vec![(metric, 1.0)],
        }
    }

    /// The payoff in a world with these metrics. A year that is `never` counts as `end`, the end of the horizon: the mean over
    /// worlds is then a restricted mean. Not a number if a metric is not.
    pub fn of(&self, metrics: &Metrics, end: f64) -> f64 {
        self.terms
            .iter()
            .map(|&(metric, weight)| {
                let value = metrics[metric];
                weight * if value == f64::INFINITY { end } else { value }
            })
            .sum()
    }

    /// The sum as it could be written: `us_payoff`, or `2 * china_lag_months_2030 - 0.001 * us_race_cost_usd_bn`.
    pub fn formula(&self) -> String {
        let mut text = String::new();
        for (place, (metric, weight)) in self.terms.iter().enumerate() {
            let sign = match (place, *weight < 0.0) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            };
            text.push_str(sign);
            if weight.abs() != 1.0 {
                text.push_str(&format!("{} * ", weight.abs()));
            }
            text.push_str(metric.key());
        }
        text
    }

    /// Unit of the payoff: that of its metric where there is one with weight 1, else a score.
    pub fn unit(&self) -> &'static str {
        match self.terms[..] {
            [(metric, 1.0)] => metric.unit(),
            _ => "score",
        }
    }
}
