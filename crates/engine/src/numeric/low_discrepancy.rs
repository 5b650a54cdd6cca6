//! Points that fill the unit cube more evenly than random ones: Sobol points, scrambled or not, and Latin hypercubes.
//!
//! An integral over 2^n scrambled Sobol points has an error that falls nearly like 2^-n (like 2^-1.5n where the
//! function is smooth), against 2^-n/2 for random points.

mod latin_hypercube;
mod sobol;

pub use latin_hypercube::{LatinHypercube, MOST_POINTS};
pub use sobol::{DIMENSIONS, POINTS_END, ScrambledSobol, Sobol};
