//! Layer 3: the model. State, the list of stages of a month, and what is recorded.

pub mod events;
pub mod metrics;
pub mod series;
