//! Layer 2: what a run is made of. Agents, levers, mechanisms, trigger rules, parameter cards, scenarios, and the draws of a world.

pub mod agents;
pub mod beta;
pub mod cards;
pub mod copula;
pub mod dated;
pub mod definition;
pub mod distributions;
mod embedded;
pub mod fit;
pub mod histories;
pub mod inputs;
mod kind;
pub mod levers;
pub mod load;
pub mod mechanisms;
pub mod named_events;
pub mod parameters;
pub mod reader;
pub mod series;
pub mod shipped;
pub mod shocks;
pub mod time;
pub mod triggers;
pub mod worlds;

pub use definition::Scenario;
