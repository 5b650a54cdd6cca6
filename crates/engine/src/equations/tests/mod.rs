//! Tests of the equations: for each function a value worked by hand and how it answers to every argument, then its limits.
//!
//! The numbers were computed outside this program, from the formula that the document gives, with the working above each
//! (`^` is a power). Arguments are plain numbers chosen so that no term vanishes; they need not be realistic.

mod algorithms;
mod breakthroughs;
mod budget;
mod capability;
mod chip_controls;
mod cost;
mod data;
mod distrust;
mod division;
mod events;
mod fabs;
mod named_events;
mod output;
mod perception;
mod power;
mod private_investment;
mod rally;
mod regulation;
mod safety;
mod state_funding;
mod talent;
mod treaty;
mod world;

use super::*;
use Answer::{Falls, Rises, Stays};
use proptest::prelude::*;

/// How a result answers when one argument rises a little.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Answer {
    Rises,
    Falls,
    Stays,
}

/// A function of `N` named arguments at one point.
struct Worked<F, const N: usize> {
    of: F,
    at: [(&'static str, f64, Answer); N],
}

/// Holds a function to its `value` at one point, and to its answer when each argument in turn rises by a thousandth.
#[track_caller]
fn worked<F, const N: usize>(of: F, at: [(&'static str, f64, Answer); N], value: f64) -> Worked<F, N>
where
    F: Fn([Num<1>; N]) -> Num<1>,
{
    let point = at.map(|(_, argument, _)| Num([argument]));
    let Num([found]) = of(point);
    assert!(
        (found - value).abs() <= 1e-12 * value.abs(),
        "{found}, worked by hand {value}"
    );
    for (place, (name, argument, answer)) in at.into_iter().enumerate() {
        let mut raised = point;
        raised[place] = Num([argument + 1e-3 * argument.abs()]);
        let Num([then]) = of(raised);
        let seen = if then > found {
            Rises
        } else if then < found {
            Falls
        } else {
            Stays
        };
        assert_eq!(seen, answer, "as {name} rises: {found} to {then}");
    }
    Worked { of, at }
}

impl<F: Fn([Num<1>; N]) -> Num<1>, const N: usize> Worked<F, N> {
    /// The same at another point, which differs from the one before by some arguments or answers.
    #[track_caller]
    fn and<const M: usize>(mut self, changed: [(&'static str, f64, Answer); M], value: f64) -> Self {
        for change in changed {
            let place = self.at.iter().position(|(name, ..)| *name == change.0);
            self.at[place.expect("an argument of this name")] = change;
        }
        worked(self.of, self.at, value)
    }
}

/// Equal but for rounding.
#[track_caller]
fn near(found: Num<1>, expected: f64) {
    let Num([found]) = found;
    assert!(
        (found - expected).abs() <= 1e-12 * expected.abs().max(1e-3),
        "{found}, not {expected}"
    );
}

/// Settings of the tests that draw their arguments.
fn drawn() -> ProptestConfig {
    ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
