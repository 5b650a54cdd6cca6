//! A finished batch: what the runs of a stretch of run numbers gave, one by one.

use crate::model::events::Event;
use crate::model::metrics::METRICS;
use crate::model::series::Series;

/// The results of consecutive runs, in run order.
#[derive(Debug, Default)]
pub struct Batch {
    pub(super) first_run: u64,
    pub(super) metrics: Vec<[f64; METRICS]>,
    pub(super) parameters: usize,
    pub(super) draws: Vec<f64>,
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
    /// Number of the first run.
    pub fn first_run(&self) -> u64 {
        self.first_run
    }

    /// How many runs the batch holds.
    pub fn runs(&self) -> usize {
        self.metrics.len()
    }

    /// Metrics, one row a run, in the order of `Metric::ALL`.
    pub fn metrics(&self) -> &[[f64; METRICS]] {
        &self.metrics
    }

    /// Parameter values, one row a run, in registry order (`scenario::parameters::keys`).
    pub fn draws(&self) -> impl Iterator<Item = &[f64]> {
        self.draws.chunks_exact(self.parameters.max(1))
    }

    /// Runs that failed: a series or a metric is not a number where it must be one. Their rows are kept as they are.
    pub fn failed(&self) -> &[u64] {
        &self.failed
    }

    /// Events of the runs below `Scenario::event_worlds`, by run, then month.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Monthly series of the runs below `Scenario::kept_trajectories`, by run. Empty with `Detail::Metrics`.
    pub fn trajectories(&self) -> &[Trajectory] {
        &self.trajectories
    }
}
