//! Scenario discovery: in which worlds a condition holds, as boxes of few parameters (the patient rule induction method, PRIM) and as
//! a small tree.
//!
//! Sources: Friedman & Fisher 1999 (PRIM); Bryant & Lempert 2010 (its use for scenario discovery: coverage, density, quasi-p values,
//! reproducibility); Breiman, Friedman, Olshen & Stone 1984 (trees). Where these leave room, peeling, pasting and limits follow the
//! EMA Workbench and the sdtoolkit, so that the same table gives the same boxes.

pub mod cases;
pub mod claims;
pub mod condition;
pub mod limits;
pub mod prim;
pub mod schema;
pub mod search;
pub mod stability;
pub mod tree;

pub use cases::Cases;
pub use condition::Condition;
pub use limits::Limits;
pub use prim::{Objective, Peeling, Stage, Step, find_box};
pub use search::{Choice, Found, search};

/// What a random stream of a discovery is for: the purposes of `numeric::streams`, far from those of the worlds. Append-only: the
/// numbers key the streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Resamples of rows, one stream each.
    Resample = 232,
}

#[cfg(test)]
mod tests;
