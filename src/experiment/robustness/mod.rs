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

use crate::model::metrics::Metric;

/// Which way a metric is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    More,
    Less,
}

/// A metric with the way it is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    pub metric: Metric,
    pub wanted: Wanted,
}

impl Wanted {
    /// 1 where more is better, -1 where less is: times a difference it is a gain.
    pub const fn sign(self) -> f64 {
        match self {
            Self::More => 1.0,
            Self::Less => -1.0,
        }
    }

    /// The word on the command line and in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
        }
    }
}
