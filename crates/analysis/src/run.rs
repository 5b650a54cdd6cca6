//! One scenario in many worlds.

pub mod schema;
