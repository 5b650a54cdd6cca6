//! Policies against a reference on the very same worlds.
//!
//! World `k` has the same draws under every policy, so the difference of an outcome is taken world by world: its mean has the
//! standard error of the differences, and the difference of two medians is resampled world by world (bootstrap of pairs). A year
//! that is `never` counts as the end of the horizon in means and their differences (restricted mean); in medians and in the
//! words later and earlier it comes after every year. A number that exists only if something happened is compared in the
//! worlds in which it exists under both. Of a state the shares of worlds are compared.

pub mod claims;
mod effects;
mod idle;
mod main_effect;
mod request;
mod reversals;
pub mod schema;
mod tables;
pub mod trade_offs;
pub mod weightings;

use engine::ensemble::{EXACT_RUNS, State, Summary};
use engine::scenario::Scenario;
use error::{Error, Result};

pub use effects::{Change, Effect, Quantity, RESAMPLES, Values, effect_on, effects};
pub(crate) use effects::{is_rounding, paired_quantiles};
pub use idle::{TRIED_WORLDS, idle_settings};
pub use main_effect::{MainEffect, estimate_of, main_effects, shares, told_with_spread};
pub use request::{Comparison, DRAWN, Request, inputs};
pub use reversals::{Reversal, is_rare, reversals};
pub use tables::{effects_table, reversals_table};

/// One policy, or the reference.
#[derive(Debug, Clone)]
pub struct Case {
    /// What tables and figures call it.
    pub name: String,
    pub scenario: Scenario,
}

/// What the worlds gave under one policy.
#[derive(Debug, Clone)]
pub struct CaseResult {
    pub summary: Summary,
    pub values: Values,
}

impl CaseResult {
    /// Of a finished ensemble.
    ///
    /// # Errors
    /// More worlds than are kept one by one.
    pub fn of(state: &State) -> Result<Self> {
        let values = state
            .collected_metrics()
            .map(|metric| state.values(metric).map(<[f64]>::to_vec));
        Ok(Self {
            summary: state.summary(),
            values: values.collect::<Option<_>>().ok_or_else(too_many)?,
        })
    }
}

fn too_many() -> Error {
    Error::Usage(
        "a comparison keeps every world of every policy, so it takes at most 100,000 worlds; take fewer: on the same worlds a \
         difference is known far better than the figures themselves"
            .to_owned(),
    )
}
const _: () = assert!(EXACT_RUNS == 100_000, "the message says so");

/// Whether two scenarios are the same but for what they are called: every world comes out the same.
pub fn is_same(one: &Scenario, other: &Scenario) -> bool {
    one.levers == other.levers
        && one.rules == other.rules
        && one.switches == other.switches
        && one.events == other.events
        && one.cards == other.cards
        && one.months == other.months
}

/// Refuses cases that cannot be compared; the reference stands first.
///
/// # Errors
/// No policy beside the reference; a name or a setting that comes twice; more worlds than are kept one by one; cases that do not
/// meet the same worlds.
pub fn check(cases: &[Case]) -> Result<()> {
    let [reference, alternatives @ ..] = cases else {
        return Err(Error::Usage("there is nothing to compare".to_owned()));
    };
    if alternatives.is_empty() {
        return Err(Error::Usage(
            "name at least one policy to compare with the reference, such as `detente compare no_controls` (`detente list` shows \
             all), or settings: --policy 'us.chip_controls=0.5, us.enforcement=0.8'"
                .to_owned(),
        ));
    }
    if reference.scenario.runs > EXACT_RUNS {
        return Err(too_many());
    }
    for (place, case) in alternatives.iter().enumerate() {
        let (name, scenario) = (&case.name, &case.scenario);
        if *name == reference.name {
            return Err(Error::Usage(format!(
                "`{name}` is the reference and an alternative at once; leave one out, or give the alternative a label: \
                 'LABEL: ...'"
            )));
        }
        for before in &alternatives[..place] {
            if before.name == *name {
                return Err(Error::Usage(format!(
                    "the alternative `{name}` is given twice; give it once"
                )));
            }
            if is_same(&before.scenario, scenario) {
                return Err(Error::Usage(format!(
                    "the alternatives `{}` and `{name}` set exactly the same; give one of them",
                    before.name
                )));
            }
        }
        let worlds = |of: &Scenario| (of.seed, of.runs, of.months);
        if worlds(scenario) != worlds(&reference.scenario) {
            return Err(Error::Usage(format!(
                "`{name}` would not meet the same worlds as `{}`: seed, number of worlds and horizon must be the same",
                reference.name
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
