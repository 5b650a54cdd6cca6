//! Sweeps: many settings of levers and parameters, each under one or more policies, all on the same worlds.
//!
//! A [`file::SweepFile`] or a table of the user's own becomes a [`Design`]: inputs, and rows of values for them. [`run::sweep`]
//! simulates the rows in order, every policy of a row before the next row, and hands over what is finished, so that a sweep that is
//! cut off holds whole rows with all policies.

pub mod claims;
pub mod design;
pub mod file;
pub mod request;
pub mod run;
pub mod schema;
pub mod table;

/// Name of the policy that changes nothing.
pub const NO_POLICY: &str = "none";

pub use design::Design;
pub use file::SweepFile;
pub use request::Request;
