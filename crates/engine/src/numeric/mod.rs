//! Layer 0: numbers. Lanes of runs in lockstep, portable elementary functions, keyed random streams, points that
//! fill a cube evenly, mergeable statistics.

pub mod beta_function;
pub mod bytes;
pub mod dispatch;
pub mod kernels;
pub mod lanes;
pub mod low_discrepancy;
pub mod normal;
pub mod scale;
pub mod sketch;
pub mod statistics;
pub mod streams;

pub use lanes::{LANE_WIDTH, Mask, Num};
pub use scale::Scale;
