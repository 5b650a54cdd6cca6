//! Layer 6: what people read. Tables, manifest, figures, words, and the folder they land in.

// Tests may use the platform's mathematics as an oracle, within a tolerance.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod adapt;
pub mod answers;
pub mod cases;
pub mod catalogue;
pub mod chapters;
pub mod compare;
pub mod condition;
pub mod conditioning;
pub mod dictionary;
pub mod discover;
pub mod document;
pub mod explain;
pub mod figures;
pub mod game;
pub mod headlines;
pub mod hindcast;
pub mod narrative;
pub mod needs;
pub mod pdf;
pub mod pedigree;
mod phrases;
pub mod pictures;
pub mod precision;
pub mod replot;
pub mod robust;
mod scenario_text;
pub mod score;
pub mod selection;
pub mod sensitivity;
pub mod stored_tables;
pub mod story;
pub mod study;
pub mod sweep;
pub mod tables;
pub mod validation;
pub mod voi;
pub mod workbook;
pub mod writer;

pub use results::number;
