//! Games: strategies of two sides, every cell simulated on the same worlds, and what game theory says of the payoffs.
//!
//! [`play::play`] simulates the cells and keeps both sides' payoffs of each world. Their means make a [`Bimatrix`], whose best
//! responses, dominated strategies, equilibria, commitments and security levels are exact statements about the mean game;
//! [`judgement::Judgement`] says how well the worlds tell them.

pub mod bimatrix;
pub mod claims;
pub mod dominance;
pub mod equilibria;
pub mod file;
pub mod judgement;
pub mod payoff;
pub mod play;
pub mod request;
pub mod schema;
pub mod strategies;
pub mod zero_sum;

#[cfg(test)]
mod tests;

pub use bimatrix::Bimatrix;
pub use file::GameFile;
pub use payoff::Payoff;
pub use request::{Request, Results};

/// Most strategies of a side: with more, all mixed equilibria would take minutes to find.
pub const MOST_STRATEGIES: usize = 10;
