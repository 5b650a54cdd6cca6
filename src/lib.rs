//! `detente` simulates the US-China race in generative AI.

pub use analysis;
pub use engine::{ensemble, equations, error, model, numeric, scenario};
pub use report;
pub use results;
