//! The whole study: the judgement of all policies, then where the rankings of the best turn.

use super::criteria::{Criterion, Scores, scores};
use super::flips::{Flip, LOOKS, Watched, flips};
use super::pairs::{Pair, pairs};
use super::request::Request;
use super::simulate::{Simulated, simulate};
use super::threshold::Threshold;
use crate::aim::{Aim, Wanted};
use crate::study::{Input, Kind, Sink, Study};
use engine::ensemble::Options;
use engine::scenario::Scenario;
use engine::scenario::cards::CardSet;
use error::Result;

/// The best policy's ranking is watched against so many of the next.
const WATCHED: usize = 2;

/// A finished study.
#[derive(Debug)]
pub struct Results<'a> {
    pub policies: &'a [String],
    /// The first is the scenario as it is.
    pub worldviews: &'a [String],
    pub aims: &'a [Aim],
    pub thresholds: &'a [Threshold],
    /// Hurwicz's alpha.
    pub optimism: f64,
    pub simulated: Simulated,
    /// For each aim those of every policy.
    pub scores: Vec<Vec<Scores>>,
    /// For each aim those of every two policies.
    pub pairs: Vec<Vec<Pair>>,
    /// Whose rankings were watched while parameters moved, in how many worlds; and where they turned.
    pub watched: Vec<Watched>,
    pub flip_worlds: u64,
    /// How many parameters were moved.
    pub moved: usize,
    pub flips: Vec<Flip>,
    /// The cards of the scenario as it is.
    pub cards: &'a CardSet,
    pub runs: u64,
}

impl Study for Request {
    const KIND: Kind = Kind::Robust;
    type Results<'a> = Results<'a>;

    fn inputs(&self) -> Vec<Input> {
        self.texts()
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Results<'_>> {
        self.check()?;
        let worldviews = self.worldviews.len();
        sink.stage(self.worlds());
        let simulated = simulate(&self.scenarios, worldviews, &self.aims, &self.thresholds, options, sink)?;
        let (mut all_scores, mut all_pairs, mut watched) = (Vec::new(), Vec::new(), Vec::new());
        for (aim, values) in self.aims.iter().zip(&simulated.values) {
            let scores = scores(values, aim.wanted, self.optimism);
            let order = order(&scores, aim.wanted);
            let differs = |other: &&usize| scores[**other].means[0].0 != scores[order[0]].means[0].0;
            watched.extend(order[1..].iter().filter(differs).take(WATCHED).map(|&worse| Watched {
                aim: *aim,
                better: order[0],
                worse,
            }));
            all_scores.push(scores);
            all_pairs.push(pairs(values, aim.wanted));
        }
        if self.moved.is_empty() {
            watched.clear();
        }
        let plain: Vec<Scenario> = self.scenarios.iter().step_by(worldviews).cloned().collect();
        // Where no ranking turns, an input takes so many worlds.
        let an_input = LOOKS * self.flip_worlds * self.policies.len() as u64;
        sink.stage(self.moved.len() as u64 * an_input);
        let flips = flips(&plain, &watched, &self.moved, self.flip_worlds, options, sink)?;
        Ok(Results {
            policies: &self.policies,
            worldviews: &self.worldviews,
            aims: &self.aims,
            thresholds: &self.thresholds,
            optimism: self.optimism,
            simulated,
            scores: all_scores,
            pairs: all_pairs,
            watched,
            flip_worlds: self.flip_worlds,
            moved: self.moved.len(),
            flips,
            cards: &self.scenarios[0].cards,
            runs: self.scenarios[0].runs,
        })
    }
}

/// Policies from the best to the worst mean under the first worldview.
pub fn order(scores: &[Scores], wanted: Wanted) -> Vec<usize> {
    let gain = |policy: usize| wanted.sign() * scores[policy].means[0].0;
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| gain(b).total_cmp(&gain(a)).then(a.cmp(&b)));
    order
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
