//! A finished batch: what the runs of a stretch of run numbers gave, one by one.

use super::block::metrics_of_lane;
use super::run::Group;
use crate::model::events::Event;
use crate::model::metrics::Metrics;
use crate::model::series::{SERIES, Series};
use crate::numeric::{LANE_WIDTH, Num};
use crate::scenario::Scenario;
use std::ops::Range;

/// The results of consecutive runs, in run order.
#[derive(Debug, Default)]
pub struct Batch {
    pub(super) first_run: u64,
    pub(super) metrics: Vec<Metrics>,
    /// Of the runs of each block.
    pub(super) parameters: Vec<Vec<Num<LANE_WIDTH>>>,
    pub(super) failed: Vec<u64>,
    pub(super) events: Vec<Event>,
    pub(super) trajectories: Vec<Trajectory>,
}

/// The monthly series of one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectory {
    pub run: u64,
    pub(super) months: usize,
    pub(super) values: Vec<f64>,
}

impl Trajectory {
    /// Months of the horizon.
    pub fn months(&self) -> usize {
        self.months
    }

    /// The values of one series, month by month.
    pub fn series(&self, series: Series) -> &[f64] {
        let start = series.index() * self.months;
        &self.values[start..start + self.months]
    }
}

impl Batch {
    /// Takes the results of the first of these runs out of `groups`, as many as they hold. Lanes beyond the last run are left.
    pub(super) fn fill(&mut self, scenario: &Scenario, runs: Range<u64>, groups: &mut [Group]) {
        self.first_run = runs.start;
        self.metrics.clear();
        self.parameters.clear();
        self.failed.clear();
        self.events.clear();
        self.trajectories.clear();
        let blocks = groups.iter_mut().flat_map(|group| &mut group.blocks);
        for (block, start) in blocks.zip(runs.clone().step_by(LANE_WIDTH)) {
            self.parameters.push(std::mem::take(&mut block.parameters));
            for (lane, run) in (start..runs.end).take(LANE_WIDTH).enumerate() {
                self.metrics.push(metrics_of_lane(&block.metrics, &block.dated, lane));
                if block.failed[lane] {
                    self.failed.push(run);
                }
                if run < scenario.event_worlds {
                    self.events.extend(block.events.iter().filter(|event| event.run == run));
                }
                if run < scenario.kept_trajectories && !block.kept.is_empty() {
                    let months = |series| block.kept[series..].iter().step_by(SERIES);
                    let values = (0..SERIES).flat_map(months).map(|value| value.0[lane]).collect();
                    self.trajectories.push(Trajectory {
                        run,
                        months: scenario.months,
                        values,
                    });
                }
            }
        }
    }

    /// Number of the first run.
    pub fn first_run(&self) -> u64 {
        self.first_run
    }

    /// How many runs the batch holds.
    pub fn runs(&self) -> usize {
        self.metrics.len()
    }

    /// Metrics, one row a run.
    pub fn metrics(&self) -> &[Metrics] {
        &self.metrics
    }

    /// Parameter values, one row a run, in registry order (`scenario::parameters::keys`).
    pub fn draws(&self) -> impl Iterator<Item = Vec<f64>> {
        let of_run = |run: usize| {
            let block = &self.parameters[run / LANE_WIDTH];
            block.iter().map(|value| value.0[run % LANE_WIDTH]).collect()
        };
        (0..self.runs()).map(of_run)
    }

    /// Runs that failed: a series or a metric is not a number where it must be one. Their rows are kept as they are.
    pub fn failed(&self) -> &[u64] {
        &self.failed
    }

    /// Events of the runs below `Scenario::event_worlds`, by run, then month.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Monthly series of the runs below `Scenario::kept_trajectories`, by run.
    pub fn trajectories(&self) -> &[Trajectory] {
        &self.trajectories
    }
}
