//! Layer 5: experiments on the ensemble. Here: the hindcast, which holds the simulated past against recorded facts.
//!
//! ```no_run
//! # use detente::experiment::{facts::FactSet, observables::Observables, validate::{Options, validate}};
//! # fn example(scenario: detente::scenario::Scenario, bytes: &[u8]) -> detente::error::Result<()> {
//! let set = FactSet::parse("my-facts.csv", bytes, &Observables::shipped())?;
//! let options = Options { known: FactSet::shipped().facts, ..Options::default() };
//! let validation = validate(&scenario, &set.facts, &options)?;
//! println!("{:.0} % inside", 100.0 * validation.overall.inside_share);
//! # Ok(())
//! # }
//! ```

pub mod adaptation;
pub mod aim;
pub mod compare;
pub mod crps;
pub mod dates;
pub mod dependence;
pub mod discovery;
pub mod facts;
pub mod game;
pub mod information;
pub mod naive;
pub mod observables;
pub mod observation;
pub mod precision;
pub mod replay;
pub mod robustness;
pub mod scores;
pub mod sensitivity;
pub mod story;
pub mod sweep;
pub mod validate;
