//! Robustness: policies in many worlds under several worldviews, judged by criteria that weigh bad cases differently, each metric by
//! itself, so that no criterion and no metric hides another.

pub mod criteria;
pub mod flips;
pub mod pairs;
pub mod request;
pub mod simulate;
pub mod threshold;

#[cfg(test)]
mod tests;
