//! The simulated world: what configurations load, how the model as a whole behaves, what it makes of recorded history, and pinned results.

mod configs;
mod golden;
mod hindcast;
mod model;
