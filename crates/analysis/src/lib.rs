//! Layer 5: experiments on the ensemble. Here: the hindcast, which holds the simulated past against recorded facts.
//!
//! ```no_run
//! # use detente_analysis::{facts::FactSet, observables::Observables, validate::{Options, validate}};
//! # fn example(scenario: engine::scenario::Scenario, bytes: &[u8]) -> error::Result<()> {
//! let set = FactSet::parse("my-facts.csv", bytes, &Observables::shipped())?;
//! let options = Options { known: FactSet::shipped().facts, ..Options::default() };
//! let validation = validate(&scenario, &set.facts, &options)?;
//! println!("{:.0} % inside", 100.0 * validation.overall.inside_share);
//! # Ok(())
//! # }
//! ```

// Tests may use the platform's mathematics as an oracle, within a tolerance.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod adapt;
pub mod aim;
pub mod amounts;
pub mod asked;
pub mod claims;
pub mod compare;
pub mod condition;
pub mod crps;
pub mod dates;
pub mod dependence;
pub mod discover;
pub mod explain;
pub mod facts;
pub mod game;
pub mod naive;
pub mod observables;
pub mod observation;
pub mod precision;
pub mod published;
pub mod replay;
pub mod robust;
pub mod run;
pub mod score;
pub mod scores;
pub mod sensitivity;
pub mod stored;
pub mod story;
pub mod study;
pub mod sweep;
pub mod titles;
pub mod validate;
pub mod voi;

/// Fingerprint of what decides the numbers of a result: the sources of engine and analysis, and the embedded data.
pub const SOURCES: &str = env!("DETENTE_SOURCES");
