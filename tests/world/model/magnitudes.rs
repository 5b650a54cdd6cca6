//! What every world must keep: accounts that balance, and magnitudes within bounds from outside the model.

use super::bounds::{Dice, wild};
use super::*;
use detente::analysis::facts::SHIPPED as FACTS;
use detente::analysis::observables::SHIPPED as OBSERVABLES;
use detente::analysis::study::{Silent, Study, TextFile};
use detente::analysis::validate::sanity::{self, keeps};
use detente::analysis::{published, validate};
use detente::model::audit::TOLERANCE;

fn shipped_file(name: &str, text: &str) -> TextFile {
    TextFile {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn all_worlds_of_the_baseline_keep_their_accounts_and_the_shipped_bounds_in_all_months() {
    let request = validate::Request {
        scenario: baseline(10_000, &[]),
        observables: shipped_file("configs/observables.toml", OBSERVABLES),
        known: shipped_file("configs/facts.csv", FACTS),
        facts: shipped_file("configs/facts.csv", FACTS),
        sanity: shipped_file(sanity::SHIPPED_NAME, sanity::SHIPPED),
        published: shipped_file("configs/published.csv", published::SHIPPED),
    };
    let found = request.run(&Options::default(), &mut Silent).expect("runs");
    let left_over: Vec<_> = found
        .accounts
        .iter()
        .filter(|audited| audited.residual > TOLERANCE)
        .collect();
    assert!(left_over.is_empty(), "{left_over:#?}");
    assert!(found.magnitudes.len() >= 40);
    let kept = |bound: &sanity::Bound, range: &Option<sanity::Range>| range.is_some_and(|range| keeps(bound, &range));
    let outside: Vec<String> = found
        .magnitudes
        .iter()
        .filter(|(bound, range)| !kept(bound, range))
        .map(|(bound, range)| {
            let range = range.map(|range| (range.low, range.high, range.months.map(|month| month.to_string())));
            format!("{} {}, {}: {range:?}", bound.id, bound.what, bound.of.key())
        })
        .collect();
    assert!(outside.is_empty(), "{outside:#?}");
    // Where the model parts from what others expect, the file says why.
    let apart = found.published.iter().filter(|beside| beside.is_apart());
    let unsaid: Vec<&str> = apart
        .filter(|beside| beside.published.why.is_empty())
        .map(|beside| beside.published.fact.id.as_str())
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}

#[test]
fn accounts_balance_whatever_the_parameters_the_policy_and_the_switches() {
    let mut dice = Dice(11);
    for case in 0..16 {
        let scenario = wild(&mut dice, 256);
        for audited in ensemble::audit(&scenario, &Options::default()).expect("runs") {
            assert!(audited.residual <= TOLERANCE, "case {case}: {audited:?}");
        }
    }
}
