//! What a sensitivity analysis writes: its tables, its figures, its findings in words.

pub mod findings;
pub mod log;
pub mod pictures;
pub mod tables;
pub mod words;
pub mod writer;
