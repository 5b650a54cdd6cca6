//! Layer 1: the model's equations, one file a mechanism. Pure algebra over lanes: no configuration, no files, no state.
//!
//! Every function carries its equation number and formula; `docs/ODD.md` lists the same numbers with the same formulas, and a test
//! holds the two together. `dt` is the step in years, `eps` a standard normal number, a prime marks the value one step later.

pub mod algorithms;
pub mod breakthroughs;
pub mod budget;
pub mod capability;
pub mod chip_controls;
pub mod cost;
pub mod data;
pub mod distrust;
pub mod division;
pub mod fabs;
pub mod mandate;
pub mod named_events;
pub mod output;
pub mod perception;
pub mod power;
pub mod private_investment;
pub mod rally;
pub mod regulation;
pub mod safety;
pub mod state_funding;
pub mod talent;
pub mod threshold;
pub mod treaty;
pub mod world;

use crate::numeric::Num;

/// Chance that an event with a constant hazard happens within one step.
///
/// Eq. (0.6): `p = 1 - exp(-hazard dt)`
///
/// `hazard_per_year` >= 0.
#[inline(always)]
pub fn chance<const W: usize>(hazard_per_year: Num<W>, step_years: f64) -> Num<W> {
    1.0 - (-(hazard_per_year * step_years)).exp()
}

#[cfg(test)]
mod tests;
