//! Coalitions of mechanisms: every world along an order in which they are switched on, and the parts of an effect that follow.

use super::ORDERS_PURPOSE;
use super::request::{ORDERS, Request};
use super::run::{Explained, Part};
use crate::amounts::of_mean;
use crate::compare::{is_rare, is_rounding, paired_quantiles};
use crate::study::Sink;
use engine::ensemble::cells::{Bench, Cell, Outcome};
use engine::ensemble::{Options, central_number};
use engine::model::metrics::Metric;
use engine::numeric::LANE_WIDTH;
use engine::numeric::statistics::Moments;
use engine::numeric::streams::Streams;
use engine::scenario::Scenario;
use engine::scenario::mechanisms::Mechanism;
use error::{Error, Result};
use results::estimate::Estimate;
use std::collections::BTreeMap;
use std::ops::Range;

/// Groups of worlds whose means tell how well a part is known: a pair of orders each.
const GROUPS: usize = ORDERS / 2;
/// Blocks of worlds that are simulated as one unit.
const BLOCKS_AT_ONCE: usize = 16;
/// Differences that the policy makes, with more and more mechanisms on.
pub(super) struct Stages {
    /// Order of each world, by place among the mechanisms.
    orders: Vec<Vec<usize>>,
    /// By world: which order it has, and by outcome its value without the policy and under it, after so many mechanisms of the order.
    worlds: Vec<(usize, Vec<Vec<[f64; 2]>>)>,
    pub(super) failed: u64,
}

impl Request {
    /// Simulates every world along its order.
    pub(super) fn stages(&self, options: &Options, sink: &mut dyn Sink) -> Result<Stages> {
        let scenario = &self.cases[0].scenario;
        let mut stages = Stages::new(self);
        let mut switched = Switched::new(self);
        // By order, then step: the places of both cases among the scenarios.
        let steps: Vec<Vec<[usize; 2]>> = stages.orders.iter().map(|order| switched.along(order)).collect();
        let scenarios = switched.scenarios;
        let bench = Bench::new(&scenarios, &[], options)?;
        let blocks: Vec<u64> = (0..scenario.runs).step_by(LANE_WIDTH).collect();
        let mut done = 0;
        for blocks in blocks.chunks(BLOCKS_AT_ONCE) {
            let cells: Vec<Cell> = blocks
                .iter()
                .flat_map(|&first| cells_along(&steps[order_of(first)], self.worlds_from(first)))
                .collect();
            let outcomes = sink.outcomes(&bench, &cells, &self.outcomes)?;
            done += cells.len() as u64;
            sink.progress(done);
            let mut left = &outcomes[..];
            for &first in blocks {
                let count = 2 * steps[order_of(first)].len() * self.worlds_from(first).count();
                let (block, rest) = left.split_at(count);
                left = rest;
                stages.take_block(self, first, block);
            }
        }
        Ok(stages)
    }

    /// The worlds that have their order together, from `first` on.
    fn worlds_from(&self, first: u64) -> Range<u64> {
        first..(first + LANE_WIDTH as u64).min(self.cases[0].scenario.runs)
    }
}

/// The order of the worlds from `first` on, which begins a block of them.
fn order_of(first: u64) -> usize {
    (first / LANE_WIDTH as u64) as usize % ORDERS
}

/// What is simulated of `runs`: both scenarios of each step.
fn cells_along(steps: &[[usize; 2]], runs: Range<u64>) -> impl Iterator<Item = Cell<'static>> {
    let cell = |scenario: usize, run: u64| Cell {
        scenario,
        values: &[],
        run,
    };
    steps
        .iter()
        .flatten()
        .flat_map(move |&scenario| runs.clone().map(move |run| cell(scenario, run)))
}

/// An explanation that is made a few worlds at a time, for whoever shows how far it is. What comes out is what [`Study::run`](crate::study::Study::run) gives, without
/// the links on the way.
pub struct Stepwise {
    request: Request,
    stages: Stages,
    /// Worlds that have been along their order.
    done: u64,
}

impl Stepwise {
    /// Begins with no world.
    ///
    /// # Errors
    /// As [`Study::run`](crate::study::Study::run) refuses a request.
    pub fn new(request: Request) -> Result<Self> {
        request.check()?;
        Ok(Self {
            stages: Stages::new(&request),
            request,
            done: 0,
        })
    }

    /// Worlds so far, and how many there will be.
    pub fn progress(&self) -> (u64, u64) {
        (self.done, self.request.cases[0].scenario.runs)
    }

    /// Simulates eight more worlds along their order.
    ///
    /// # Errors
    /// The scenarios cannot be simulated.
    pub fn step(&mut self, options: &Options) -> Result<()> {
        let runs = self.request.worlds_from(self.done);
        if runs.is_empty() {
            return Ok(());
        }
        let mut switched = Switched::new(&self.request);
        let steps = switched.along(&self.stages.orders[order_of(self.done)]);
        let bench = Bench::new(&switched.scenarios, &[], options)?;
        let cells: Vec<Cell> = cells_along(&steps, runs.clone()).collect();
        let outcomes = bench.simulate(&cells);
        self.stages.take_block(&self.request, self.done, &outcomes);
        self.done = runs.end;
        Ok(())
    }

    /// The effects and their parts by the worlds so far.
    ///
    /// # Errors
    /// Too few worlds have an outcome.
    pub fn explained(&self) -> Result<Vec<Explained>> {
        self.stages.explain_all(&self.request)
    }
}

/// Scenarios with some mechanisms off, each once.
struct Switched<'a> {
    request: &'a Request,
    scenarios: Vec<Scenario>,
    /// By the bits of the mechanisms that are on.
    known: BTreeMap<u64, [usize; 2]>,
}

impl<'a> Switched<'a> {
    fn new(request: &'a Request) -> Self {
        Self {
            request,
            scenarios: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    /// Both cases with none of the mechanisms on, then with the first of the order, and so on.
    fn along(&mut self, order: &[usize]) -> Vec<[usize; 2]> {
        let mut bits = 0;
        let mut steps = vec![self.with(bits)];
        for &place in order {
            bits |= 1 << place;
            steps.push(self.with(bits));
        }
        steps
    }

    fn with(&mut self, bits: u64) -> [usize; 2] {
        if let Some(&known) = self.known.get(&bits) {
            return known;
        }
        let places = [0, 1].map(|case| {
            let mut scenario = self.request.cases[case].scenario.clone();
            for (place, &mechanism) in self.request.mechanisms.iter().enumerate() {
                if bits & (1 << place) == 0 {
                    scenario.switches.set(mechanism, false);
                }
            }
            self.scenarios.push(scenario);
            self.scenarios.len() - 1
        });
        self.known.insert(bits, places);
        places
    }
}

/// Orders of so many mechanisms, every second the one before it backwards.
fn orders(seed: u64, mechanisms: usize) -> Vec<Vec<usize>> {
    let streams = Streams::new(seed);
    let mut orders = Vec::new();
    for number in 0..GROUPS as u64 {
        let mut order: Vec<usize> = (0..mechanisms).collect();
        streams.open(number, ORDERS_PURPOSE).shuffle(&mut order);
        let backwards = order.iter().rev().copied().collect();
        orders.extend([order, backwards]);
    }
    orders
}

/// What of an outcome is explained: a year that is never is the end of the horizon; of what happens in few worlds whether it does.
fn number(metric: Metric, value: f64, months: usize) -> f64 {
    match is_rare(metric) {
        true if value.is_nan() => value,
        true => f64::from(u8::from(value.is_finite())),
        false => central_number(metric, value, months),
    }
}

impl Stages {
    fn new(request: &Request) -> Self {
        Self {
            orders: orders(request.cases[0].scenario.seed, request.mechanisms.len()),
            worlds: Vec::new(),
            failed: 0,
        }
    }

    /// Counts in the worlds from `first` on: `outcomes` are those of [`cells_along`] their order.
    fn take_block(&mut self, request: &Request, first: u64, outcomes: &[Outcome]) {
        let runs = request.worlds_from(first).count();
        for world in 0..runs {
            let along: Vec<&Outcome> = outcomes[world..].iter().step_by(runs).collect();
            self.take(
                order_of(first),
                &along,
                &request.outcomes,
                request.cases[0].scenario.months,
            );
        }
    }

    /// The effects on all outcomes of a request.
    pub(super) fn explain_all(&self, request: &Request) -> Result<Vec<Explained>> {
        let outcomes = request.outcomes.iter().enumerate();
        outcomes
            .map(|(place, &metric)| self.explain(place, metric, &request.mechanisms))
            .collect()
    }

    /// Counts in a world: `along` holds the reference, then the policy, of each step.
    fn take(&mut self, order: usize, along: &[&Outcome], metrics: &[Metric], months: usize) {
        if along.iter().any(|outcome| outcome.failed) {
            self.failed += 1;
            return;
        }
        let of = |&metric: &Metric| {
            let value = |outcome: &Outcome| number(metric, outcome.metrics[metric], months);
            along
                .as_chunks()
                .0
                .iter()
                .map(|[one, other]| [value(one), value(other)])
                .collect()
        };
        self.worlds.push((order, metrics.iter().map(of).collect()));
    }

    /// The effect on the outcome at `place` among all, and its parts.
    fn explain(&self, place: usize, metric: Metric, mechanisms: &[Mechanism]) -> Result<Explained> {
        let has = |values: &[[f64; 2]]| values.iter().flatten().all(|value| value.is_finite());
        let worlds = self.worlds.iter().map(|(order, values)| (*order, &values[place][..]));
        let worlds: Vec<(usize, &[[f64; 2]])> = worlds.filter(|(_, values)| has(values)).collect();
        if worlds.len() < GROUPS {
            return Err(Error::Usage(format!(
                "`{}` exists in {} worlds only, whatever is switched off; take another outcome, or more worlds with --runs",
                metric.key(),
                worlds.len()
            )));
        }
        // By part (the rest first), then group of worlds.
        let mut sums = vec![[0.0; GROUPS]; mechanisms.len() + 1];
        let mut counts = [0.0; GROUPS];
        let mut pairs = Vec::new();
        let mut values = [0.0; 2];
        for &(order, along) in &worlds {
            let group = order / 2;
            counts[group] += 1.0;
            let effects: Vec<f64> = along.iter().map(|[before, after]| after - before).collect();
            sums[0][group] += effects[0];
            for (pair, &mechanism) in effects.windows(2).zip(&self.orders[order]) {
                sums[mechanism + 1][group] += pair[1] - pair[0];
            }
            let whole = along[along.len() - 1];
            values.iter_mut().zip(whole).for_each(|(sum, value)| *sum += value);
            pairs.push((whole[0], whole[1]));
        }
        let count = worlds.len() as f64;
        let part = |(place, sums): (usize, &[f64; GROUPS])| Part {
            mechanism: place.checked_sub(1).map(|place| mechanisms[place]),
            of: of_groups(sums, &counts),
        };
        let mut parts: Vec<Part> = sums.iter().enumerate().map(part).collect();
        parts[1..].sort_by(|one, other| other.of.value.abs().total_cmp(&one.of.value.abs()));
        let share = |is: fn(f64, f64) -> bool| {
            let is = |&&(before, after): &&(f64, f64)| is(before, after) && !is_rounding(before, after);
            pairs.iter().filter(is).count() as f64 / count
        };
        let moved = [
            share(|before, after| after > before),
            share(|before, after| after < before),
        ];
        let moments = Moments::of(pairs.iter().map(|(before, after)| after - before));
        Ok(Explained {
            metric,
            values: values.map(|sum| sum / count),
            effect: of_mean(moments.mean(), moments.mean_error(), worlds.len() as u64),
            paired: paired_quantiles(pairs.iter().copied()),
            moved,
            pairs: worlds.len() as u64,
            parts,
        })
    }
}

/// The mean over all worlds, and how far it may be off by the spread of the groups' means.
fn of_groups(sums: &[f64; GROUPS], counts: &[f64; GROUPS]) -> Estimate {
    let mean = sums.iter().sum::<f64>() / counts.iter().sum::<f64>();
    let groups = sums.iter().zip(counts).filter(|(_, count)| **count > 0.0);
    let groups = Moments::of(groups.map(|(sum, count)| sum / count));
    of_mean(mean, groups.mean_error(), groups.count)
}
