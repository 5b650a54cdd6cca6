//! Policies judged by a payoff under other weights: which is best under which weights, and how far a weight may move before another is.
//!
//! A payoff is a sum of parts times weights (ODD, Eq. 18.4). Simulated with one weight at 1 and all others at 0 a world gives the part that
//! this weight counts, whatever it stands for; under any weights its payoff is then known without another simulation. So every
//! statement here is about the same worlds under all policies, and differences are taken world by world.

pub mod claims;
mod regions;
mod tables;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use engine::ensemble::Options;
use engine::ensemble::cells::{Bench, Cell};
use engine::model::metrics::Metric;
use engine::numeric::statistics::{Moments, student_95};
use engine::scenario::Scenario;
use engine::scenario::cards::Card;
use engine::scenario::inputs::Input;
use error::Result;
use results::estimate::Estimate;

use super::Case;
use crate::amounts::{median, of_mean};
use crate::study::Sink;

pub use regions::{MOST_MULTIPLE, Regions};
pub use tables::{ranges_table, regions_table, weightings_table};

/// How the keys of all weights begin.
const WEIGHTS: &str = "shared.payoff_";
/// Worlds in which the parts are simulated, at most: each takes a simulation a weight and policy.
const WORLDS: u64 = 1_000;
/// Blocks share the draws of their worlds when the weights of one block follow each other.
const BLOCK: usize = 8;

/// How many times as much weights count in a view that stresses them. A factor that nobody would call a nuance.
pub const STRESS: f64 = 4.0;

/// Views of what counts: their name, and the keys of the weights that count four times as much in it.
const VIEWS: [(&str, &[&str]); 5] = [
    ("documented", &[]),
    ("lead", &["shared.payoff_lead", "shared.payoff_threshold"]),
    ("third_countries", &["shared.payoff_third_countries"]),
    ("cost", &["shared.payoff_cost"]),
    ("safety", &["shared.payoff_catastrophe", "shared.payoff_neglect"]),
];

/// A weight of the payoff.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    pub key: String,
    pub unit: String,
    /// What it is in the scenario that everything is compared with; the median of one that is drawn.
    pub documented: f64,
}

/// The parts of a payoff in the same worlds under each policy.
#[derive(Debug, Clone)]
pub struct Weightings {
    /// The payoff.
    pub metric: Metric,
    /// The weights that count in it.
    pub weights: Vec<Weight>,
    /// Names of the policies, the reference first.
    pub policies: Vec<String>,
    /// By policy, then world, then weight.
    parts: Vec<Vec<Vec<f64>>>,
    /// Once they have been asked for.
    regions: OnceLock<Option<Regions>>,
}

/// From which value of a weight to which the policy that is best under the documented weights stays it, all other weights being as documented.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    pub low: f64,
    /// The policy that is best below, by place; none where the range begins at zero.
    pub below: Option<usize>,
    /// Infinite where it is best however much the weight counts.
    pub high: f64,
    pub above: Option<usize>,
    /// Between these it is ahead of every other policy by more than chance (95 %); not numbers where it is not under the documented weights.
    pub significant: [f64; 2],
}

/// Simulates the parts of a payoff in the first worlds of all cases.
///
/// # Errors
/// As those of a sink's outcomes.
pub fn weightings(cases: &[Case], metric: Metric, options: &Options, sink: &mut dyn Sink) -> Result<Weightings> {
    let reference = &cases[0].scenario;
    let cards = &reference.cards;
    let weighing = cards.cards.iter().enumerate();
    let (inputs, weights): (Vec<Input>, Vec<Weight>) = weighing
        .filter(|(_, card)| card.key.starts_with(WEIGHTS))
        .map(|(place, card)| (Input::Parameter(place), Weight::of(card)))
        .unzip();
    // Row k counts weight k alone.
    let units: Vec<Vec<f64>> = (0..inputs.len())
        .map(|one| {
            (0..inputs.len())
                .map(|other| f64::from(u8::from(one == other)))
                .collect()
        })
        .collect();
    let scenarios: Vec<Scenario> = cases.iter().map(|case| case.scenario.clone()).collect();
    let bench = Bench::new(&scenarios, &inputs, options)?;
    let runs = reference.runs.min(WORLDS);
    sink.stage(runs * (cases.len() * inputs.len()) as u64);
    let mut parts = Vec::new();
    for scenario in 0..cases.len() {
        let blocks = (0..runs)
            .step_by(BLOCK)
            .map(|first| first..runs.min(first + BLOCK as u64));
        let places: Vec<(u64, usize)> = blocks
            .flat_map(|block| (0..units.len()).flat_map(move |weight| block.clone().map(move |run| (run, weight))))
            .collect();
        let cell = |&(run, weight): &(u64, usize)| Cell {
            scenario,
            values: &units[weight],
            run,
        };
        let cells: Vec<Cell> = places.iter().map(cell).collect();
        let outcomes = sink.outcomes(&bench, &cells, &[metric])?;
        let mut of_case = vec![vec![f64::NAN; units.len()]; runs as usize];
        for ((run, weight), outcome) in places.into_iter().zip(outcomes) {
            of_case[run as usize][weight] = outcome.metrics[metric];
        }
        parts.push(of_case);
        sink.progress(runs * (parts.len() * units.len()) as u64);
    }
    let policies = cases.iter().map(|case| case.name.clone()).collect();
    Ok(Weightings::new(metric, weights, policies, parts))
}

impl Weight {
    fn of(card: &Card) -> Self {
        Self {
            key: card.key.clone(),
            unit: card.unit.clone(),
            documented: median(&card.distribution),
        }
    }
}

impl Weightings {
    /// Of parts by policy, world and weight. Worlds in which a part is no number under some policy are left out, and weights that count
    /// nowhere.
    pub fn new(metric: Metric, weights: Vec<Weight>, policies: Vec<String>, parts: Vec<Vec<Vec<f64>>>) -> Self {
        let worlds = parts.first().map_or(0, Vec::len);
        let is_known = |world: &usize| parts.iter().all(|of| of[*world].iter().all(|part| part.is_finite()));
        let known: Vec<usize> = (0..worlds).filter(is_known).collect();
        let counts = |weight: &usize| {
            let mut of = parts
                .iter()
                .flat_map(|of| known.iter().map(|&world| of[world][*weight]));
            of.any(|part| part != 0.0)
        };
        let counting: Vec<usize> = (0..weights.len()).filter(counts).collect();
        let kept = |of: &Vec<Vec<f64>>| -> Vec<Vec<f64>> {
            let world = |&world: &usize| counting.iter().map(|&weight| of[world][weight]).collect();
            known.iter().map(world).collect()
        };
        Self {
            metric,
            weights: counting.iter().map(|&weight| weights[weight].clone()).collect(),
            policies,
            parts: parts.iter().map(kept).collect(),
            regions: OnceLock::new(),
        }
    }

    /// Which policy is best over the two weights that decide most; none where fewer than two weights count.
    pub fn regions(&self) -> Option<&Regions> {
        self.regions.get_or_init(|| Regions::of(self)).as_ref()
    }

    /// Worlds that have the payoff under all policies.
    pub fn worlds(&self) -> u64 {
        self.parts.first().map_or(0, |of| of.len() as u64)
    }

    /// The documented weights.
    pub fn documented(&self) -> Vec<f64> {
        self.weights.iter().map(|weight| weight.documented).collect()
    }

    /// The views of what counts that differ in this payoff: name and weights.
    pub fn views(&self) -> Vec<(&'static str, Vec<f64>)> {
        let is_there = |key: &&str| self.weights.iter().any(|weight| weight.key == *key);
        let views = VIEWS
            .iter()
            .filter(|(_, keys)| keys.is_empty() || keys.iter().any(is_there));
        let view = |(name, keys): &(&'static str, &[&str])| {
            let weights = self
                .weights
                .iter()
                .map(|weight| match keys.contains(&weight.key.as_str()) {
                    true => STRESS * weight.documented,
                    false => weight.documented,
                });
            (*name, weights.collect())
        };
        views.map(view).collect()
    }

    /// Mean payoff of a policy under these weights.
    pub fn mean(&self, policy: usize, weights: &[f64]) -> f64 {
        Moments::of(self.parts[policy].iter().map(|parts| dot(parts, weights))).mean()
    }

    /// Mean payoff of one policy less that of another, in the same worlds.
    pub fn lead(&self, policy: usize, other: usize, weights: &[f64]) -> Estimate {
        let worlds = self.parts[policy].iter().zip(&self.parts[other]);
        let moments = Moments::of(worlds.map(|(one, other)| dot(one, weights) - dot(other, weights)));
        of_mean(moments.mean(), moments.mean_error(), moments.count)
    }

    /// The policies, best first; the earlier of equals first.
    pub fn ranked(&self, weights: &[f64]) -> Vec<usize> {
        let means: Vec<f64> = (0..self.policies.len())
            .map(|policy| self.mean(policy, weights))
            .collect();
        let mut order: Vec<usize> = (0..means.len()).collect();
        order.sort_by(|&one, &other| means[other].total_cmp(&means[one]));
        order
    }

    /// How far a weight may move before the best policy is another.
    pub fn range(&self, weight: usize) -> Range {
        let documented = self.documented();
        let here = documented[weight];
        let order = self.ranked(&documented);
        let best = order[0];
        let mut range = Range {
            low: 0.0,
            below: None,
            high: f64::INFINITY,
            above: None,
            significant: [0.0, f64::INFINITY],
        };
        for &other in &order[1..] {
            let line = self.line(best, other, weight, &documented);
            let crossing = -line.start / line.slope;
            if crossing.is_finite() && line.slope > 0.0 && crossing >= range.low {
                (range.low, range.below) = (crossing, Some(other));
            }
            if crossing.is_finite() && line.slope < 0.0 && crossing <= range.high {
                (range.high, range.above) = (crossing.max(here), Some(other));
            }
            let [low, high] = line.significant(here, student_95(self.worlds().saturating_sub(1)));
            let [lowest, highest] = range.significant;
            range.significant = match low.is_nan() || lowest.is_nan() {
                true => [f64::NAN; 2],
                false => [lowest.max(low), highest.min(high)],
            };
        }
        if range.below.is_some() {
            range.low = range.low.min(here);
        }
        range
    }

    /// The mean lead of one policy over another as a function of one weight, all others being fixed, with its variance.
    fn line(&self, policy: usize, other: usize, weight: usize, weights: &[f64]) -> Line {
        let mut rest = weights.to_vec();
        rest[weight] = 0.0;
        let pairs: Vec<(f64, f64)> = self.parts[policy]
            .iter()
            .zip(&self.parts[other])
            .map(|(one, other)| (dot(one, &rest) - dot(other, &rest), one[weight] - other[weight]))
            .collect();
        let (start, slope) = (
            Moments::of(pairs.iter().map(|pair| pair.0)),
            Moments::of(pairs.iter().map(|pair| pair.1)),
        );
        let both = Moments::of(pairs.iter().map(|pair| pair.0 + pair.1));
        let square = |moments: &Moments| moments.mean_error() * moments.mean_error();
        Line {
            start: start.mean(),
            slope: slope.mean(),
            variance: [square(&start), square(&slope)],
            covariance: (square(&both) - square(&start) - square(&slope)) / 2.0,
        }
    }
}

/// A mean that is linear in a weight.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: f64,
    slope: f64,
    /// Of start and slope, as means over worlds.
    variance: [f64; 2],
    covariance: f64,
}

impl Line {
    /// The range around `here` in which it is above zero by more than `width` standard errors (Fieller's interval); not numbers where it is
    /// not at `here`.
    fn significant(&self, here: f64, width: f64) -> [f64; 2] {
        let square = width * width;
        let [of_start, of_slope] = self.variance;
        let c = self.start * self.start - square * of_start;
        let b = 2.0 * (self.start * self.slope - square * self.covariance);
        let a = self.slope * self.slope - square * of_slope;
        let is_ahead = self.start + self.slope * here > 0.0 && (a * here + b) * here + c > 0.0;
        if !is_ahead {
            return [f64::NAN; 2];
        }
        let discriminant = b * b - 4.0 * a * c;
        let roots = match (a, discriminant) {
            (0.0, _) => [-c / b; 2],
            // A parabola without roots is above zero everywhere.
            (_, ..0.0) => [f64::NAN; 2],
            _ => [-1.0, 1.0].map(|sign| (-b + sign * discriminant.sqrt()) / (2.0 * a)),
        };
        let below = roots.into_iter().filter(|root| *root <= here).fold(0.0, f64::max);
        let above = roots
            .into_iter()
            .filter(|root| *root >= here)
            .fold(f64::INFINITY, f64::min);
        [below, above]
    }
}

fn dot(parts: &[f64], weights: &[f64]) -> f64 {
    parts.iter().zip(weights).map(|(part, weight)| part * weight).sum()
}
