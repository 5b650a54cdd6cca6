//! Simulating a design: tiles of neighbouring rows, all runs of a tile, then the next tile.
//!
//! Within a tile eight worlds are drawn and met by every row and policy before the next eight, so that a draw is paid for once a
//! tile. Memory holds one tile.

use super::Design;
use crate::precision::until::{FIRST_LOOK, Rule};
use engine::ensemble::cells::{Bench, Cell, Outcome};
use engine::ensemble::{Detail, EXACT_RUNS, Estimate, Milestone, Options, State, central_number};
use engine::model::metrics::{METRICS, Metrics};
use engine::numeric::LANE_WIDTH;
use engine::numeric::statistics::Moments;
use engine::scenario::Scenario;
use error::Result;
use std::ops::Range;

/// What to simulate.
#[derive(Debug, Clone, Copy)]
pub struct Sweep<'a> {
    /// One a policy; all with the same number of runs, which is the most where `until` ends sooner.
    pub scenarios: &'a [Scenario],
    pub design: &'a Design,
    /// A row and policy needs no more worlds when all of these hold; none: all runs.
    pub until: &'a [Rule],
    /// Whether each world's metrics are handed over too.
    pub keep_worlds: bool,
}

/// A row under a policy, finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// Row of the design.
    pub point: usize,
    /// Place among the scenarios.
    pub case: usize,
    /// The metrics over the worlds, with standard errors.
    pub known: Milestone,
    /// For each metric the difference of its central value from that of the first row under the same policy, in the same worlds,
    /// with the standard error from the differences world by world. Empty under stop rules, where rows have different numbers of
    /// worlds, and above [`EXACT_RUNS`] worlds, which memory does not hold.
    pub effects: Vec<Estimate>,
    /// Worlds that failed: they count in no statistic.
    pub failed: u64,
    /// Each world's metrics, if they are kept.
    pub worlds: Vec<Metrics>,
}

/// What a sweep tells while it goes on.
#[derive(Debug)]
pub enum News {
    /// So many worlds have been simulated since the start.
    Worlds(u64),
    /// These are finished: neighbouring rows, each under all policies in order.
    Points(Vec<Finished>),
}

/// Worlds of a tile: well below a second of work on two processors, which is what an interrupted sweep loses at most.
const TILE_WORLDS: u64 = 8_192;
/// Most rows of a tile where each has few runs.
const TILE_ROWS: usize = 4096;
/// Cells simulated at once; memory is proportional.
const CELLS_AT_ONCE: u64 = 65_536;

/// Simulates these rows and tells `hear` of them in order. A row is the same whichever others are simulated with it.
///
/// # Errors
/// What `hear` returns; cards that cannot be drawn from; threads that cannot be started.
pub fn sweep(
    sweep: &Sweep,
    options: &Options,
    points: Range<usize>,
    hear: &mut dyn FnMut(News) -> Result<()>,
) -> Result<()> {
    let bench = Bench::new(sweep.scenarios, &sweep.design.inputs, options)?;
    let runs = sweep.scenarios.first().map_or(0, |scenario| scenario.runs);
    let cases = sweep.scenarios.len();
    let rows =
        usize::try_from(TILE_WORLDS / (runs * cases as u64).max(1)).map_or(TILE_ROWS, |rows| rows.clamp(1, TILE_ROWS));
    let reference = Reference::new(sweep, &bench, runs);
    let mut worlds = 0;
    for start in points.clone().step_by(rows) {
        let end = (start + rows).min(points.end);
        let mut tile = Tile::new(sweep, start, end)?;
        while !tile.is_done() {
            worlds += tile.simulate(sweep, &bench, &reference);
            hear(News::Worlds(worlds))?;
        }
        hear(News::Points(tile.finish(&bench)))?;
    }
    Ok(())
}

/// The first row's worlds under each policy, one central number a metric.
struct Reference {
    /// Policy, then world; empty where rows are not compared.
    numbers: Vec<Vec<Vec<f64>>>,
    months: usize,
}

impl Reference {
    fn new(sweep: &Sweep, bench: &Bench, runs: u64) -> Self {
        let months = sweep.scenarios.first().map_or(0, |scenario| scenario.months);
        let is_compared = sweep.until.is_empty() && runs <= EXACT_RUNS && !sweep.design.is_empty();
        let of_case = |scenario: usize| {
            let cells: Vec<Cell> = (0..runs)
                .map(|run| Cell {
                    scenario,
                    values: sweep.design.row(0),
                    run,
                })
                .collect();
            bench
                .simulate(&cells)
                .iter()
                .map(|outcome| central_numbers(outcome, months))
                .collect()
        };
        let cases = if is_compared { sweep.scenarios.len() } else { 0 };
        Self {
            numbers: (0..cases).map(of_case).collect(),
            months,
        }
    }

    fn of(&self, case: usize, run: u64) -> Option<&[f64]> {
        self.numbers.get(case)?.get(run as usize).map(Vec::as_slice)
    }
}

fn central_numbers(outcome: &Outcome, months: usize) -> Vec<f64> {
    let central = |(metric, number)| central_number(metric, number, months);
    outcome.metrics.iter().map(central).collect()
}

/// Rows of a design that are simulated together, each under all policies.
struct Tile {
    entries: Vec<Entry>,
    /// Runs that all entries that are not satisfied have behind them.
    done: u64,
    runs: u64,
}

struct Entry {
    point: usize,
    case: usize,
    state: State,
    /// Whether all stop rules hold.
    is_satisfied: bool,
    /// Differences from the first row, for each metric.
    differences: Vec<Moments>,
    worlds: Vec<Metrics>,
}

impl Tile {
    fn new(sweep: &Sweep, start: usize, end: usize) -> Result<Self> {
        let mut entries = Vec::new();
        for point in start..end {
            for (case, scenario) in sweep.scenarios.iter().enumerate() {
                entries.push(Entry {
                    point,
                    case,
                    state: State::new(scenario, Detail::Metrics)?,
                    is_satisfied: false,
                    differences: vec![Moments::default(); METRICS + scenario.dated.len()],
                    worlds: Vec::new(),
                });
            }
        }
        let runs = sweep.scenarios.first().map_or(0, |scenario| scenario.runs);
        Ok(Self { entries, done: 0, runs })
    }

    fn is_done(&self) -> bool {
        self.done >= self.runs || self.entries.iter().all(|entry| entry.is_satisfied)
    }

    /// Simulates the next runs of every entry that needs them, up to the next look at the stop rules. Says how many worlds it were.
    fn simulate(&mut self, sweep: &Sweep, bench: &Bench, reference: &Reference) -> u64 {
        let mut active: Vec<usize> = (0..self.entries.len())
            .filter(|&place| !self.entries[place].is_satisfied)
            .collect();
        let width = LANE_WIDTH as u64;
        let most = (CELLS_AT_ONCE / active.len() as u64 / width).max(1) * width;
        let end = (self.done + most).min(self.next_look(sweep)).min(self.runs);
        let mut order: Vec<(usize, u64)> = Vec::new();
        if self.runs < width {
            // Too few runs to fill the lanes with: eight rows of one policy go together instead.
            active.sort_by_key(|&place| self.entries[place].case);
            for run in self.done..end {
                order.extend(active.iter().map(|&place| (place, run)));
            }
        } else {
            for first in (self.done..end).step_by(LANE_WIDTH) {
                for &place in &active {
                    order.extend((first..(first + width).min(end)).map(|run| (place, run)));
                }
            }
        }
        let cells: Vec<Cell> = order
            .iter()
            .map(|&(place, run)| Cell {
                scenario: self.entries[place].case,
                values: sweep.design.row(self.entries[place].point),
                run,
            })
            .collect();
        let outcomes = bench.simulate(&cells);
        for (&(place, run), outcome) in order.iter().zip(&outcomes) {
            let entry = &mut self.entries[place];
            entry.take_in(outcome, sweep.keep_worlds);
            if let Some(first) = reference.of(entry.case, run) {
                entry.compare(&central_numbers(outcome, reference.months), first);
            }
        }
        self.done = end;
        if !sweep.until.is_empty() && end == self.next_look_at(end) {
            let known = self.known(bench);
            for (entry, known) in self.entries.iter_mut().zip(&known) {
                entry.is_satisfied = entry.is_satisfied || sweep.until.iter().all(|rule| rule.holds(known));
            }
        }
        outcomes.len() as u64
    }

    /// The number of runs after which the stop rules are looked at next.
    fn next_look(&self, sweep: &Sweep) -> u64 {
        if sweep.until.is_empty() {
            self.runs
        } else {
            self.next_look_at(self.done + 1)
        }
    }

    /// The first look at `runs` runs or later: 1,000, 2,000, 4,000 ...
    fn next_look_at(&self, runs: u64) -> u64 {
        let mut look = FIRST_LOOK;
        while look < runs {
            look *= 2;
        }
        look
    }

    /// What is known of every entry.
    fn known(&self, bench: &Bench) -> Vec<Milestone> {
        let known = |entry: &Entry| Milestone::of(&entry.state.summary());
        bench.workers().map(&self.entries, 1, known)
    }

    fn finish(self, bench: &Bench) -> Vec<Finished> {
        let known = self.known(bench);
        self.entries
            .into_iter()
            .zip(known)
            .map(|(entry, known)| Finished {
                point: entry.point,
                case: entry.case,
                known,
                effects: entry.effects(),
                failed: entry.state.failed(),
                worlds: entry.worlds,
            })
            .collect()
    }
}

impl Entry {
    /// Takes in the difference of a world from the same world of the first row. A world that does not count in one of the two
    /// counts in none.
    fn compare(&mut self, numbers: &[f64], first: &[f64]) {
        for ((moments, number), first) in self.differences.iter_mut().zip(numbers).zip(first) {
            let difference = number - first;
            if !difference.is_nan() {
                moments.add(difference);
            }
        }
    }

    fn effects(&self) -> Vec<Estimate> {
        if self.differences.iter().all(|moments| moments.count == 0) {
            return Vec::new();
        }
        let effect = |moments: &Moments| Estimate {
            value: moments.mean(),
            error: moments.mean_error(),
        };
        self.differences.iter().map(effect).collect()
    }

    fn take_in(&mut self, outcome: &Outcome, keep: bool) {
        self.state.take_outcome(outcome);
        if keep {
            self.worlds.push(outcome.metrics.clone());
        }
    }
}

#[cfg(test)]
mod tests;
