//! Simulating policies under worldviews.

use super::criteria::Values;
use super::threshold::Threshold;
use crate::aim::Aim;
use crate::study::Sink;
use engine::ensemble::Options;
use engine::ensemble::cells::{Bench, Cell};
use engine::model::metrics::{Metric, Metrics};
use engine::numeric::LANE_WIDTH;
use engine::scenario::Scenario;
use error::{Error, Result};

/// Most numbers that are kept: a third of a gigabyte.
pub const MOST_VALUES: u64 = 20_000_000;
/// Cells simulated at once; memory beyond the values is proportional.
const CELLS_AT_ONCE: u64 = 16_384;

/// What was simulated.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulated {
    /// For each metric asked for.
    pub values: Vec<Values>,
    /// Worlds that count under each worldview: those that failed under no policy.
    pub worlds: Vec<u64>,
    /// Worlds left out, over all worldviews.
    pub failed: u64,
    /// By policy, by worldview: worlds in which each threshold holds, and last those in which all hold.
    pub satisfied: Vec<Vec<Vec<u64>>>,
}

/// Simulates `scenarios`, given policy by policy under all `worldviews`, and keeps the numbers that `aims` count.
///
/// # Errors
/// As those of a sink's outcomes; every world of a worldview failed; cards that cannot be drawn from; threads that cannot be started.
pub fn simulate(
    scenarios: &[Scenario],
    worldviews: usize,
    aims: &[Aim],
    thresholds: &[Threshold],
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Simulated> {
    let policies = scenarios.len() / worldviews;
    let (runs, months) = (scenarios[0].runs, scenarios[0].months);
    let bench = Bench::new(scenarios, &[], options)?;
    let judged = aims.iter().map(|aim| aim.metric);
    let metrics: Vec<Metric> = judged
        .chain(thresholds.iter().map(|threshold| threshold.metric))
        .collect();
    let mut simulated = Simulated {
        values: vec![vec![vec![Vec::new(); worldviews]; policies]; aims.len()],
        worlds: vec![0; worldviews],
        failed: 0,
        satisfied: vec![vec![vec![0; thresholds.len() + 1]; worldviews]; policies],
    };
    let width = LANE_WIDTH as u64;
    let at_once = (CELLS_AT_ONCE / policies as u64 / width).max(1) * width;
    let mut done = 0;
    for worldview in 0..worldviews {
        for first in (0..runs).step_by(at_once as usize) {
            let last = (first + at_once).min(runs);
            let mut cells = Vec::new();
            for block in (first..last).step_by(LANE_WIDTH) {
                for policy in 0..policies {
                    cells.extend((block..(block + width).min(last)).map(|run| Cell {
                        scenario: policy * worldviews + worldview,
                        values: &[],
                        run,
                    }));
                }
            }
            let outcomes = sink.outcomes(&bench, &cells, &metrics)?;
            let mut of_run: Vec<Vec<Option<&Metrics>>> = vec![vec![None; policies]; (last - first) as usize];
            for (cell, outcome) in cells.iter().zip(&outcomes) {
                let kept = (!outcome.failed).then_some(&outcome.metrics);
                of_run[(cell.run - first) as usize][cell.scenario / worldviews] = kept;
            }
            for policies in &of_run {
                let Some(metrics) = policies.iter().copied().collect::<Option<Vec<_>>>() else {
                    simulated.failed += 1;
                    continue;
                };
                simulated.take_in(worldview, aims, thresholds, months, &metrics);
            }
            done += (last - first) * policies as u64;
            sink.progress(done);
        }
    }
    match simulated.worlds.iter().position(|&worlds| worlds == 0) {
        None => Ok(simulated),
        Some(_) => Err(Error::Usage(
            "under a worldview every world failed under at least one policy, so there is nothing to compare".to_owned(),
        )),
    }
}

impl Simulated {
    /// Takes in one world, in which each policy had these metrics.
    fn take_in(
        &mut self,
        worldview: usize,
        aims: &[Aim],
        thresholds: &[Threshold],
        months: usize,
        metrics: &[&Metrics],
    ) {
        self.worlds[worldview] += 1;
        for (policy, metrics) in metrics.iter().enumerate() {
            for (values, aim) in self.values.iter_mut().zip(aims) {
                values[policy][worldview].push(aim.number(metrics[aim.metric], months));
            }
            let counts = &mut self.satisfied[policy][worldview];
            let mut all = true;
            for (count, threshold) in counts.iter_mut().zip(thresholds) {
                let holds = threshold.holds(metrics);
                *count += u64::from(holds);
                all &= holds;
            }
            counts[thresholds.len()] += u64::from(all);
        }
    }
}
