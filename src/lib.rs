//! `detente` simulates the US-China race in generative AI.
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
