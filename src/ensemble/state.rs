//! The reducers: what is known of all runs so far.

use super::Summary;
use crate::error::Result;
use crate::scenario::Scenario;

/// What is collected besides metrics and draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Metrics alone: for grids of scenarios.
    Metrics,
    /// The distribution of every series in every month as well.
    Series,
}

/// The reduced results of the runs below `next_run`.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub(super) next_run: u64,
}

impl State {
    /// Nothing yet.
    ///
    /// # Errors
    /// More runs than [`super::MAX_RUNS`].
    pub fn new(scenario: &Scenario, detail: Detail) -> Result<Self> {
        let _ = (scenario, detail);
        Ok(Self { next_run: 0 })
    }

    /// The first run that is not yet in.
    pub fn next_run(&self) -> u64 {
        self.next_run
    }

    /// Failed runs so far.
    pub fn failed(&self) -> u64 {
        0
    }

    /// Means, quantiles and shares of the runs so far.
    pub fn summary(&self) -> Summary {
        todo!()
    }
}
