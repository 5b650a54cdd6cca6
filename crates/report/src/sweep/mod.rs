//! What a sweep writes: its tables, its figures, its findings in words.

pub mod findings;
pub mod pictures;
pub mod tables;
pub mod writer;
