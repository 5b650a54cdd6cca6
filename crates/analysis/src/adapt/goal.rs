//! What a policy is to achieve.

use crate::aim::Aim;
use engine::ensemble::cells::Outcome;
use serde::{Deserialize, Serialize};

/// How many worlds are made into one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// The mean over worlds.
    Mean,
    /// The mean over the worst tenth of the worlds (conditional value at risk).
    WorstTenth,
}

impl Criterion {
    /// The word on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::WorstTenth => "worst-tenth",
        }
    }
}

/// What counts in a world, and how the worlds are made into one number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    pub aim: Aim,
    pub criterion: Criterion,
}

impl Goal {
    /// How good a world is, more being better. Not a number for a world that failed.
    pub fn good(&self, outcome: &Outcome, months: usize) -> f64 {
        self.aim.good(outcome.metrics[self.aim.metric], months)
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
        self.aim.wanted.sign() * score
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_tenth_is_a_mean_over_the_lowest_values() {
        let aim = Aim::parse("china_lag_months_2030").unwrap();
        let goal = |criterion| Goal { aim, criterion };
        let worlds: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert_eq!(goal(Criterion::Mean).score(&worlds), 10.5);
        assert_eq!(goal(Criterion::WorstTenth).score(&worlds), 1.5);
        assert!(goal(Criterion::Mean).score(&[f64::NAN]).is_nan());
    }
}
