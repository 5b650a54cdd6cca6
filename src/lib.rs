//! `detente` simulates the US-China race in generative AI.
pub mod error;
pub mod numeric;
pub mod scenario;
pub mod model;
