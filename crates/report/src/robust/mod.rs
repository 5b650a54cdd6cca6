//! What a study of robustness writes: its tables, its figures, its findings in words.

pub mod findings;
pub mod pictures;
pub mod tables;

use analysis::aim::{Aim, Wanted};
use analysis::robust::criteria::{Criterion, Scores};
use analysis::robust::flips::{Flip, Watched};
use analysis::robust::pairs::Pair;
use analysis::robust::simulate::Simulated;
use analysis::robust::threshold::Threshold;
use engine::scenario::cards::CardSet;

/// A finished study.
#[derive(Debug, Clone, Copy)]
pub struct Results<'a> {
    pub policies: &'a [String],
    /// The first is the scenario as it is.
    pub worldviews: &'a [String],
    pub aims: &'a [Aim],
    pub thresholds: &'a [Threshold],
    /// Hurwicz's alpha.
    pub optimism: f64,
    pub simulated: &'a Simulated,
    /// For each aim those of every policy.
    pub scores: &'a [Vec<Scores>],
    /// For each aim those of every two policies.
    pub pairs: &'a [Vec<Pair>],
    /// Whose rankings were watched while parameters moved, in how many worlds; and where they turned.
    pub watched: &'a [Watched],
    pub flip_worlds: u64,
    /// How many parameters were moved.
    pub moved: usize,
    pub flips: &'a [Flip],
    /// The cards of the scenario as it is.
    pub cards: &'a CardSet,
    pub runs: u64,
}

impl Results<'_> {
    /// The rank of every policy by a criterion, from 1; equal ones have the same.
    pub fn ranks(&self, aim: usize, criterion: Criterion) -> Vec<usize> {
        let scores = &self.scores[aim];
        let sign = match criterion.is_regret() {
            true => Wanted::Less.sign(),
            false => self.aims[aim].wanted.sign(),
        };
        let gain = |policy: &Scores| sign * criterion.of(policy);
        scores
            .iter()
            .map(|one| 1 + scores.iter().filter(|other| gain(other) > gain(one)).count())
            .collect()
    }
}
