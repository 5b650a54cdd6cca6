//! Robustness: policies in many worlds under several worldviews, judged by criteria that weigh bad cases differently, each metric by
//! itself, so that no criterion and no metric hides another.

pub mod claims;
pub mod criteria;
pub mod flips;
pub mod pairs;
pub mod request;
pub mod run;
pub mod schema;
pub mod simulate;
pub mod threshold;

pub use request::Request;
pub use run::Results;

/// Name of the worldview that changes nothing.
pub const CENTRAL: &str = "central";

#[cfg(test)]
mod tests;
