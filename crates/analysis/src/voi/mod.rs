//! The value of information: how much better a policy could be chosen if an uncertainty were resolved before the choice.
//!
//! Everything comes from one set of worlds in which every policy was simulated, with no nested simulation: what a policy would give
//! if some parameters were known is the regression of its payoff on them (Strong, Oakley & Brennan 2014). Payoffs are taken as
//! differences from the policy that is best now, in the same worlds, which takes out what all policies share.

pub mod basis;
pub mod claims;
pub mod groups;
pub mod request;
pub mod run;
pub mod schema;
pub mod value;

pub use basis::Basis;
pub use groups::{Group, GroupKind};
pub use request::Request;
pub use run::{Analysis, DRAWN, Lines};
pub use value::{Partial, Payoffs, Perfect};
