//! The search itself, on the training worlds alone.

use super::goal::Goal;
use super::space::{Ranges, near_static, random_static, rule_text};
use crate::study::Sink;
use engine::ensemble::Options;
use engine::ensemble::cells::{Bench, Cell};
use engine::numeric::LANE_WIDTH;
use engine::scenario::Scenario;
use engine::scenario::inputs::{AS_IT_IS, Input};
use engine::scenario::levers::Lever;
use engine::scenario::triggers::{Change, Rule};
use error::Result;
use std::ops::Range;

/// What to search for.
#[derive(Debug, Clone)]
pub struct Task<'a> {
    /// The scenario without a policy, then with each of the static policies that are to be beaten.
    pub scenarios: &'a [Scenario],
    /// Their names.
    pub names: &'a [String],
    /// Levers that may be moved: all of one side.
    pub levers: &'a [Lever],
    pub ranges: &'a Ranges,
    pub goal: Goal,
    /// Worlds of the search: numbers 0 to this.
    pub training: u64,
    /// Random candidates of each stage.
    pub candidates: u64,
    /// Most rules.
    pub rules: usize,
    /// Seed of the candidates.
    pub seed: u64,
}

/// A candidate that has been tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// `static`, `rule 1`, `rule 2`.
    pub stage: String,
    pub what: String,
    /// Worlds it was tried on.
    pub worlds: u64,
    /// Its score on them, in the metric's own direction.
    pub score: f64,
}

impl Task<'_> {
    /// How often a rule is searched at most: twice as often as there may be rules, for some are constants in disguise.
    fn attempts(&self) -> u64 {
        2 * self.rules as u64
    }

    /// About how many worlds the search simulates at most.
    pub fn most_worlds(&self) -> u64 {
        let stages = 1 + self.attempts();
        let mut worlds = FIRST_RUNG.min(self.training);
        let mut candidates = self.candidates;
        let mut rungs = candidates * worlds;
        while worlds < self.training {
            candidates = candidates.div_ceil(KEPT as u64).max(KEPT as u64);
            let next = (worlds * KEPT as u64).min(self.training);
            rungs += candidates * (next - worlds);
            worlds = next;
        }
        let neighbours = 5 * self.levers.len() as u64 + 8 * self.attempts();
        stages * rungs + ROUNDS as u64 * neighbours * self.training
    }
}

/// What was found on the training worlds.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Place of the scenario that the best static policy starts from: 0 for the plain one, else a named policy.
    pub base: usize,
    /// The constant levers of the best static policy on top of it, one for each of the task's levers, or `AS_IT_IS`.
    pub values: Vec<f64>,
    /// The rules on top of that, in the order in which they were found; none if no rule did better, also than its lever set at once.
    pub rules: Vec<Rule>,
    /// Scores on the training worlds: of the plain scenario, the best static policy, and after each rule; more is better.
    pub scores: Vec<f64>,
    /// Everything that was tried to the end of its rung.
    pub tried: Vec<Tried>,
    /// Worlds simulated, over all candidates.
    pub simulated: u64,
}

impl Found {
    /// The constant levers of a policy that does at once, in every world, what the rules do when they fire.
    pub fn at_once(&self, levers: &[Lever]) -> Vec<f64> {
        at_once(&self.values, &self.rules, levers)
    }
}

/// Constant levers with those of the rules set.
fn at_once(values: &[f64], rules: &[Rule], levers: &[Lever]) -> Vec<f64> {
    let mut values = values.to_vec();
    for rule in rules {
        if let (Some(place), Change::Set(value)) = (levers.iter().position(|lever| *lever == rule.lever), rule.change) {
            values[place] = value;
        }
    }
    values
}

/// Worlds of the first rung; each next one has four times as many.
const FIRST_RUNG: u64 = 64;
/// The part of the candidates that goes on to the next rung.
const KEPT: usize = 4;
/// Rounds of changing one number at a time.
const ROUNDS: usize = 4;

/// A setting to be tried: constant levers on a scenario, and rules.
#[derive(Debug, Clone, PartialEq)]
struct Candidate {
    base: usize,
    values: Vec<f64>,
    rules: Vec<Rule>,
}

/// A candidate and how good each world is under it.
struct Trial {
    candidate: Candidate,
    worlds: Vec<f64>,
}

/// Searches.
///
/// # Errors
/// As those of a sink's outcomes; cards that cannot be drawn from; threads that cannot be started.
pub fn search(task: &Task, options: &Options, sink: &mut dyn Sink) -> Result<Found> {
    let mut searcher = Searcher {
        task,
        options,
        inputs: task.levers.iter().map(|&lever| Input::Lever(lever)).collect(),
        simulated: 0,
        tried: Vec::new(),
        sink,
    };
    let nothing = vec![AS_IT_IS; task.levers.len()];
    let named = (0..task.scenarios.len()).map(|base| Candidate {
        base,
        values: nothing.clone(),
        rules: Vec::new(),
    });
    let named: Vec<Candidate> = named.collect();
    let plain = searcher.try_on(vec![named[0].clone()], 0..task.training)?;
    let plain_score = task.goal.score(&plain[0].worlds);
    let random = (1..task.candidates).map(|number| Candidate {
        values: random_static(task.seed, number, task.levers),
        ..named[0].clone()
    });
    let candidates = named.iter().cloned().chain(random).collect();
    let mut best = searcher.best_of("static", candidates)?;
    best = searcher.improve_static(best)?;
    let mut scores = vec![plain_score, task.goal.score(&best.worlds)];
    for attempt in 1..=task.attempts() {
        if best.candidate.rules.len() == task.rules {
            break;
        }
        let stage = format!("rule {}", best.candidate.rules.len() + 1);
        let first = attempt * task.candidates;
        let with = |candidate: &Candidate, rule: Rule| {
            let mut candidate = candidate.clone();
            candidate.rules.push(rule);
            candidate
        };
        let candidates = (first..first + task.candidates)
            .map(|number| with(&best.candidate, task.ranges.random_rule(task.seed, number, task.levers)))
            .collect();
        let found = searcher.best_of(&stage, candidates)?;
        let near = |candidate: &Candidate| {
            let (rule, before) = candidate.rules.split_last().expect("a rule was just added");
            let near = task.ranges.near(rule).into_iter();
            near.map(|rule| {
                let mut rules = before.to_vec();
                rules.push(rule);
                Candidate {
                    rules,
                    ..candidate.clone()
                }
            })
            .collect()
        };
        let found = searcher.improve(&stage, found, near, |_, _| Vec::new())?;
        let score = task.goal.score(&found.worlds);
        // A rule that does nothing better is no rule.
        if score <= scores[scores.len() - 1] {
            break;
        }
        // One that does no better than its lever set at once is a constant in disguise: the static policy takes it, and the search for
        // rules begins anew on top of that.
        let at_once = Candidate {
            values: at_once(&found.candidate.values, &found.candidate.rules, task.levers),
            rules: Vec::new(),
            ..found.candidate.clone()
        };
        let constant = searcher.try_on(vec![at_once], 0..task.training)?.swap_remove(0);
        if task.goal.score(&constant.worlds) >= score {
            best = searcher.improve_static(constant)?;
            scores.truncate(1);
            scores.push(task.goal.score(&best.worlds));
        } else {
            scores.push(score);
            best = found;
        }
    }
    Ok(Found {
        simulated: searcher.simulated,
        base: best.candidate.base,
        values: best.candidate.values,
        rules: best.candidate.rules,
        scores,
        tried: searcher.tried,
    })
}

/// The best two moves of different levers together, the best three, and so on; `better` are the moves that help, best first.
fn together(from: &Candidate, better: &[Candidate]) -> Vec<Candidate> {
    let mut values = from.values.clone();
    let mut moved: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for candidate in better {
        let places = from.values.iter().zip(&candidate.values);
        // Levers left as they are stand as no number, which equals nothing.
        let Some(place) = places
            .into_iter()
            .position(|(before, after)| before.to_bits() != after.to_bits())
        else {
            continue;
        };
        if moved.contains(&place) {
            continue;
        }
        moved.push(place);
        values[place] = candidate.values[place];
        if moved.len() > 1 {
            found.push(Candidate {
                values: values.clone(),
                ..from.clone()
            });
        }
    }
    found
}

struct Searcher<'a, 'sink> {
    task: &'a Task<'a>,
    options: &'a Options,
    inputs: Vec<Input>,
    simulated: u64,
    tried: Vec<Tried>,
    sink: &'a mut (dyn Sink + 'sink),
}

impl Searcher<'_, '_> {
    /// The best of the candidates on all training worlds, the weaker ones having been left behind on fewer.
    fn best_of(&mut self, stage: &str, candidates: Vec<Candidate>) -> Result<Trial> {
        let mut worlds = FIRST_RUNG.min(self.task.training);
        let mut trials = self.try_on(candidates, 0..worlds)?;
        loop {
            self.rank(&mut trials);
            self.note(stage, &trials);
            if worlds == self.task.training {
                // The ranking is stable, so that of equals the first is taken, whatever the threads.
                return Ok(trials.swap_remove(0));
            }
            trials.truncate(trials.len().div_ceil(KEPT).max(KEPT));
            let next = (worlds * KEPT as u64).min(self.task.training);
            let candidates = trials.iter().map(|trial| trial.candidate.clone()).collect();
            let more = self.try_on(candidates, worlds..next)?;
            for (trial, more) in trials.iter_mut().zip(more) {
                trial.worlds.extend(more.worlds);
            }
            worlds = next;
        }
    }

    /// Improves constant levers, one at a time and those that help by themselves together.
    fn improve_static(&mut self, best: Trial) -> Result<Trial> {
        let levers = self.task.levers;
        let near = |candidate: &Candidate| {
            let near = near_static(levers, &candidate.values).into_iter();
            near.map(|values| Candidate {
                values,
                ..candidate.clone()
            })
            .collect()
        };
        self.improve("static", best, near, together)
    }

    /// Takes the best of the neighbours, and of what `combine` makes of those that are better, as long as it is better.
    fn improve(
        &mut self,
        stage: &str,
        mut best: Trial,
        near: impl Fn(&Candidate) -> Vec<Candidate>,
        combine: impl Fn(&Candidate, &[Candidate]) -> Vec<Candidate>,
    ) -> Result<Trial> {
        for _ in 0..ROUNDS {
            let mut trials = self.try_on(near(&best.candidate), 0..self.task.training)?;
            self.rank(&mut trials);
            self.note(stage, &trials);
            let score = self.task.goal.score(&best.worlds);
            let better = trials
                .iter()
                .take_while(|trial| self.task.goal.score(&trial.worlds) > score);
            let better: Vec<Candidate> = better.map(|trial| trial.candidate.clone()).collect();
            let combined = self.try_on(combine(&best.candidate, &better), 0..self.task.training)?;
            self.note(stage, &combined);
            trials.extend(combined);
            self.rank(&mut trials);
            match trials.into_iter().next() {
                Some(found) if self.task.goal.score(&found.worlds) > score => best = found,
                _ => break,
            }
        }
        Ok(best)
    }

    /// Best first; equals in their order.
    fn rank(&self, trials: &mut Vec<Trial>) {
        let scored = |trial: Trial| {
            let score = self.task.goal.score(&trial.worlds);
            (if score.is_nan() { f64::NEG_INFINITY } else { score }, trial)
        };
        let mut scored: Vec<(f64, Trial)> = trials.drain(..).map(scored).collect();
        scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        trials.extend(scored.into_iter().map(|(_, trial)| trial));
    }

    fn note(&mut self, stage: &str, trials: &[Trial]) {
        for trial in trials {
            let score = self.task.goal.shown(self.task.goal.score(&trial.worlds));
            let (worlds, what) = (trial.worlds.len() as u64, self.words(&trial.candidate));
            let stage = stage.to_owned();
            self.tried.push(Tried {
                stage,
                what,
                worlds,
                score,
            });
        }
    }

    fn words(&self, candidate: &Candidate) -> String {
        match candidate.rules.last() {
            Some(rule) => rule_text(rule),
            None => static_text(&self.task.names[candidate.base], self.task.levers, &candidate.values),
        }
    }

    /// How good each of the worlds is under each candidate.
    fn try_on(&mut self, candidates: Vec<Candidate>, runs: Range<u64>) -> Result<Vec<Trial>> {
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let scenarios: Vec<Scenario> = candidates
            .iter()
            .map(|candidate| {
                let mut scenario = self.task.scenarios[candidate.base].clone();
                scenario.rules.extend(candidate.rules.iter().copied());
                scenario
            })
            .collect();
        let bench = Bench::new(&scenarios, &self.inputs, self.options)?;
        let mut trials: Vec<Trial> = candidates
            .into_iter()
            .map(|candidate| Trial {
                candidate,
                worlds: Vec::new(),
            })
            .collect();
        let months = self.task.scenarios[0].months;
        for first in runs.clone().step_by(LANE_WIDTH) {
            let block = first..(first + LANE_WIDTH as u64).min(runs.end);
            let cells: Vec<Cell> = trials
                .iter()
                .enumerate()
                .flat_map(|(scenario, trial)| {
                    let values = trial.candidate.values.as_slice();
                    block.clone().map(move |run| Cell { scenario, values, run })
                })
                .collect();
            let outcomes = self.sink.outcomes(&bench, &cells, &[self.task.goal.aim.metric])?;
            let places: Vec<usize> = cells.iter().map(|cell| cell.scenario).collect();
            for (place, outcome) in places.into_iter().zip(&outcomes) {
                trials[place].worlds.push(self.task.goal.good(outcome, months));
            }
            self.simulated += outcomes.len() as u64;
            self.sink.progress(self.simulated);
        }
        Ok(trials)
    }
}

/// Constant levers on a policy, in words.
pub fn static_text(name: &str, levers: &[Lever], values: &[f64]) -> String {
    let set: Vec<String> = levers
        .iter()
        .zip(values)
        .filter(|(_, value)| !value.is_nan())
        .map(|(lever, value)| format!("{} = {}", lever.key(), (value * 1000.0).round() / 1000.0))
        .collect();
    match set.is_empty() {
        true => name.to_owned(),
        false => format!("{name} with {}", set.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_of_different_levers_are_taken_together_best_first() {
        let candidate = |values: [f64; 3]| Candidate {
            base: 0,
            values: values.to_vec(),
            rules: Vec::new(),
        };
        let from = candidate([AS_IT_IS, 0.5, 0.2]);
        let better = [
            [1.0, 0.5, 0.2],
            [0.0, 0.5, 0.2],
            [AS_IT_IS, 0.5, 0.3],
            [AS_IT_IS, AS_IT_IS, 0.2],
        ]
        .map(candidate);
        let found: Vec<Vec<f64>> = together(&from, &better).into_iter().map(|one| one.values).collect();
        assert_eq!(found[0], [1.0, 0.5, 0.3]);
        assert_eq!((found.len(), found[1][0], found[1][2]), (2, 1.0, 0.3));
        assert!(found[1][1].is_nan());
        assert!(together(&from, &better[..2]).is_empty());
    }
}
