//! Layer 4: many worlds at once.
//!
//! [`run`] simulates the worlds of a scenario in batches, in parallel where the feature `parallel` is on, streams them into
//! the reducers of a [`State`], and hands each finished [`Batch`] to the caller in order. The bytes of every result are the
//! same for any number of threads, any instruction set, and whether the run was interrupted and resumed or not. Memory does
//! not grow with the number of runs.
//!
//! ```ignore
//! let state = State::new(&scenario, Detail::Series)?;
//! let state = ensemble::run(&scenario, &Options::default(), state, &mut |batch, state| {
//!     // append batch.metrics(), batch.draws(), batch.events(), batch.trajectories() to files;
//!     // now and then store checkpoint::encode(state, &user_data)
//!     Ok(Flow::Continue)
//! })?;
//! let summary = state.summary();
//! ```

mod audit;
mod batch;
mod block;
pub mod cells;
pub mod checkpoint;
pub mod compiled;
mod digest;
mod estimates;
mod metric_state;
mod parallel;
pub mod part;
mod reduction;
mod run;
mod state;
mod summary;
mod tree;

pub use audit::{Audited, audit};
pub use batch::{Batch, Trajectory};
pub use block::{first_month, is_broken};
pub use estimates::{Estimate, Estimates, LEAD_BY, Milestone, STATISTICS, Statistic, central_number, end_year};
pub use parallel::Workers;
pub use run::{Flow, Options, run};
pub use state::{Detail, State};
pub use summary::{Distribution, MetricSummary, Spread, Summary};
pub use tree::LEAF_RUNS;

/// Most runs of one ensemble: counts are kept in 32 bits.
pub const MAX_RUNS: u64 = u32::MAX as u64;
/// Up to this many runs the quantiles of metrics are exact; with more they come from a sketch.
pub const EXACT_RUNS: u64 = 100_000;

#[cfg(test)]
mod tests;
