//! `detente` simulates the US-China race in generative AI.

// Tests may use the platform's mathematics as an oracle, within a tolerance.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod ensemble;
pub mod equations;
pub mod error;
#[cfg(feature = "report")]
pub mod experiment;
pub mod model;
pub mod numeric;
#[cfg(feature = "report")]
pub mod report;
pub mod scenario;
