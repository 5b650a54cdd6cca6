//! Which of two policies is better, and whether every worldview says the same.

use super::criteria::Values;
use crate::aim::Wanted;
use engine::numeric::statistics::{Difference, difference_of_means};

/// What becomes of the ranking of two policies over the worldviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Survival {
    /// One is better under every worldview, with a 95 % interval that leaves out zero.
    Survives,
    /// One is better under a worldview and the other under another, both so.
    Turns,
    /// Under at least one worldview the worlds do not tell.
    Unknown,
    /// Both have the same mean in the same worlds under every worldview, without any difference in a single world.
    Same,
}

impl Survival {
    /// The word in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Survives => "survives",
            Self::Turns => "turns",
            Self::Unknown => "unknown",
            Self::Same => "same",
        }
    }
}

/// Two policies in one metric. The first is the one that is ahead under the first worldview.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub better: usize,
    pub worse: usize,
    /// Under each worldview the mean difference in the same worlds, better less worse, in the unit of the metric and with its sign.
    pub differences: Vec<Difference>,
    pub survival: Survival,
}

/// Every pair of policies.
pub fn pairs(values: &Values, wanted: Wanted) -> Vec<Pair> {
    let mut found = Vec::new();
    for first in 0..values.len() {
        for second in first + 1..values.len() {
            let differences = |better: usize, worse: usize| -> Vec<Difference> {
                let worldviews = values[better].iter().zip(&values[worse]);
                worldviews
                    .map(|(better, worse)| difference_of_means(worse, better))
                    .collect()
            };
            let (mut better, mut worse) = (first, second);
            if wanted.sign() * differences(better, worse)[0].value < 0.0 {
                (better, worse) = (second, first);
            }
            let differences = differences(better, worse);
            found.push(Pair {
                better,
                worse,
                survival: survival(&differences),
                differences,
            });
        }
    }
    found
}

fn survival(differences: &[Difference]) -> Survival {
    let above = differences.iter().filter(|difference| difference.low > 0.0).count();
    let below = differences.iter().filter(|difference| difference.high < 0.0).count();
    if above == differences.len() || below == differences.len() {
        Survival::Survives
    } else if differences
        .iter()
        .all(|difference| (difference.low, difference.high) == (0.0, 0.0))
    {
        Survival::Same
    } else if above > 0 && below > 0 {
        Survival::Turns
    } else {
        Survival::Unknown
    }
}
