//! Conditioning: histories that agree with what has been recorded.
//!
//! What is recorded decides which parameters and which luck of the past are believed. [`chains`] looks for draws of both that are as likely
//! as the record makes them, [`target`] says how likely that is, and the result is a table of numbers
//! ([`engine::scenario::histories::Histories`]) that any later study reads its worlds by.

pub mod chains;
pub mod claims;
mod pull;
mod request;
pub mod schema;
pub mod target;

pub use pull::{FactPull, ParameterPull};
pub use request::{Mixing, Request, Results, STRETCH_MONTHS};
