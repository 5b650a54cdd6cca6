//! Layer 6: what people read. Tables, manifest, figures, words, and the folder they land in.

pub mod adaptation;
pub mod columns;
pub mod comparison;
pub mod dictionary;
pub mod discovery;
pub mod figures;
pub mod folder;
pub mod game;
pub mod headlines;
pub mod information;
pub mod manifest;
pub mod narrative;
pub mod number;
pub mod parquet;
pub mod pictures;
pub mod precision;
pub mod robustness;
pub mod selection;
pub mod sensitivity;
pub mod staging;
pub mod sweep;
pub mod tables;
pub mod theme;
pub mod validation;
pub mod writer;
