//! Layer 5: experiments on the ensemble. Here: the hindcast, which holds the simulated past against recorded facts.

pub mod crps;
pub mod dates;
pub mod facts;
pub mod naive;
pub mod observables;
pub mod observation;
pub mod replay;
pub mod scores;
pub mod validate;
