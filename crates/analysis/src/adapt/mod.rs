//! Adaptive policy: trigger rules for one side that do better than its best static policy, searched on some worlds and judged
//! on others.
//!
//! The search is plain and documented (`docs/adapt.md`): random candidates, the better quarter of which goes on to four times as
//! many worlds (successive halving, K. Jamieson and A. Talwalkar, Non-stochastic best arm identification, 2016), then changes of one
//! number at a time as long as they help. First for static levers, then for one rule on top of them, then for a second.

pub mod claims;
pub mod goal;
pub mod request;
pub mod schema;
pub mod search;
pub mod space;
pub mod verdict;

pub use goal::{Criterion, Goal};
pub use request::{Request, Results};
pub use search::{Found, Task, search};
pub use space::{Ranges, rule_text};
pub use verdict::{HeldOut, Verdict, judge};

/// What tables call the best static policy with the rules' levers set at once.
pub const AT_ONCE: &str = "the rules' levers set at once";

/// What a random stream of the search is for; the numbers key the streams, far from those of the worlds. Append-only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Static candidates, one stream each.
    Static = 210,
    /// Rules, one stream each.
    Rule = 211,
    /// Resamples of the judgement, one stream each.
    Resample = 212,
}

#[cfg(test)]
mod tests;
