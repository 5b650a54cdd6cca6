//! What a study hands on: typed tables, estimates, claims and messages, and the folder they are kept in.

// Tests may use the platform's mathematics as an oracle, within a tolerance.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod cell;
pub mod claim;
pub mod column;
mod column_cells;
pub mod dictionary;
pub mod direction;
pub mod estimate;
pub mod message;
pub mod number;
pub mod plain;
pub mod reader;
#[cfg(feature = "store")]
pub mod store;
pub mod table;
pub mod value;
