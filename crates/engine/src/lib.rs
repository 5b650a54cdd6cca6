//! The model of `detente`: numbers, equations, scenarios and worlds, bottom up. No files, no clock; threads only with the feature
//! `parallel`.

// Tests may use the platform's mathematics as an oracle, within a tolerance.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod ensemble;
pub mod equations;
pub mod model;
pub mod numeric;
pub mod scenario;
