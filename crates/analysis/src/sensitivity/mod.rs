//! What an outcome depends on: variance-based indices after Sobol, screening after Morris, and one input at a time.
//!
//! All three are a [`Design`]: units of a few points each, which [`evaluate()`] hands to a model, and an estimator that
//! reads the model's outputs. The model is whatever the caller says, so that closed forms are held against the very
//! same code as the simulation.

pub mod bootstrap;
pub mod choice;
pub mod claims;
pub mod design;
pub mod evaluate;
pub mod factor;
pub mod morris;
pub mod one_at_a_time;
pub mod output;
pub mod plan;
pub mod request;
pub mod schema;
pub mod sobol;

pub use bootstrap::Bootstrap;
pub use choice::Choice;
pub use design::Design;
pub use evaluate::{Point, evaluate};
pub use factor::Factor;
pub use output::Output;
pub use plan::{Analysis, Indices, Method, Plan};
pub use request::{Asked, Request, Results, Screening};
pub use results::estimate::Estimate;

/// What a random stream of a sensitivity analysis is for: the purposes of `numeric::streams`, far from those of the
/// worlds. Append-only: the numbers key the streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Scrambling of the Sobol points.
    Scrambling = 224,
    /// Trajectories of the screening, one stream each.
    Trajectory = 225,
    /// Resamples of the bootstrap, one stream each.
    Resample = 226,
}

#[cfg(test)]
mod tests;
