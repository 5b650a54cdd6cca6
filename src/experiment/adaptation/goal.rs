//! What a policy is to achieve.

use crate::ensemble::cells::Outcome;
use crate::ensemble::central_number;
use crate::error::{Error, Result};
use crate::model::metrics::{Kind, Metric};

/// How many worlds are made into one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Criterion {
    /// The mean over worlds.
    Mean,
    /// The mean over the worst tenth of the worlds (conditional value at risk).
    WorstTenth,
}

/// A metric, which way is better, and the criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    pub metric: Metric,
    /// Whether more is better.
    pub more: bool,
    pub criterion: Criterion,
}

impl Goal {
    /// A goal; `more` may be left to what the metric favours.
    ///
    /// # Errors
    /// A metric that is a number in some worlds only, or without an agreed direction.
    pub fn new(metric: Metric, more: Option<bool>, criterion: Criterion) -> Result<Self> {
        if metric.kind() == Kind::NumberOrNever {
            return Err(Error::Usage(format!(
                "{} is a number in some worlds only, so worlds cannot be compared by it; take another metric",
                metric.key()
            )));
        }
        let more = more.or(metric.favours().more_is_better()).ok_or_else(|| {
            Error::Usage(format!(
                "which way {} is better is not agreed; write {}:more or {}:less",
                metric.key(),
                metric.key(),
                metric.key()
            ))
        })?;
        Ok(Self {
            metric,
            more,
            criterion,
        })
    }

    /// How good a world is: the metric's number (a year that is never as the end of the horizon, a state as whether it is the United
    /// States), turned so that more is better. Not a number for a world that failed.
    pub fn good(&self, outcome: &Outcome, months: usize) -> f64 {
        let number = central_number(self.metric, outcome.metrics[self.metric as usize], months);
        if self.more { number } else { -number }
    }

    /// How good a policy is, given how good each of its worlds is. Not a number without worlds.
    pub fn score(&self, worlds: &[f64]) -> f64 {
        let mut there: Vec<f64> = worlds.iter().copied().filter(|good| !good.is_nan()).collect();
        let counted = match self.criterion {
            Criterion::Mean => there.len(),
            Criterion::WorstTenth => {
                there.sort_unstable_by(f64::total_cmp);
                there.len().div_ceil(10)
            }
        };
        there[..counted].iter().sum::<f64>() / counted as f64
    }

    /// A score in the metric's own direction.
    pub fn shown(&self, score: f64) -> f64 {
        if self.more { score } else { -score }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_tenth_is_a_mean_over_the_lowest_values() {
        let goal = |criterion| Goal::new(Metric::LagMonths2030, None, criterion).unwrap();
        let worlds: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert_eq!(goal(Criterion::Mean).score(&worlds), 10.5);
        assert_eq!(goal(Criterion::WorstTenth).score(&worlds), 1.5);
        assert!(goal(Criterion::Mean).score(&[f64::NAN]).is_nan());
    }

    #[test]
    fn a_goal_without_an_agreed_direction_asks_for_one() {
        let refusal = Goal::new(Metric::UsSpending, None, Criterion::Mean)
            .unwrap_err()
            .to_string();
        assert!(refusal.contains("us_spending_usd_bn:less"), "{refusal}");
        assert!(Goal::new(Metric::UsSpending, Some(false), Criterion::Mean).is_ok());
        assert!(Goal::new(Metric::ThresholdMargin, Some(true), Criterion::Mean).is_err());
    }
}
