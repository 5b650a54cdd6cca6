//! The hindcast: recorded facts, their documents, and the baseline held against them.

mod documents;
mod input;

use detente::analysis::facts::FactSet;
use detente::analysis::validate::{Options, validate};
use detente::ensemble;
use detente::scenario::Scenario;
use detente::scenario::load::{self, Conditioning, Kind, Request};
use detente::scenario::shipped;
use std::num::NonZeroUsize;

/// The shipped baseline with `runs` worlds that do not know the record.
fn baseline(runs: u64) -> Scenario {
    let shipped_file = |kind, name| shipped::find(kind, name).unwrap().source();
    let mut request = Request::new(
        shipped_file(Kind::Scenario, "baseline"),
        shipped_file(Kind::Parameters, "parameters"),
    );
    request.runs = Some(runs);
    request.conditioning = Some(Conditioning::Prior);
    load::load(&request, &shipped::resolve).unwrap()
}

#[test]
fn the_baseline_gives_the_same_hindcast_on_one_and_two_threads() {
    let facts = FactSet::shipped().facts;
    let result = |threads| {
        let ensemble = ensemble::Options {
            threads: NonZeroUsize::new(threads),
            ..Default::default()
        };
        validate(
            &baseline(40),
            &facts,
            &Options {
                ensemble,
                known: Vec::new(),
            },
        )
        .unwrap()
    };
    let (one, two) = (result(1), result(2));
    assert_eq!(one.runs, 40);
    assert_eq!(one.judged, two.judged);
    assert_eq!(one.judged.len() + one.not_covered.len(), facts.len());
    assert!(one.judged.iter().all(|entry| entry.lost_worlds == 0));
}

#[test]
fn facts_known_beside_the_judged_ones_serve_only_the_naive_forecast() {
    let shipped = FactSet::shipped().facts;
    let late: Vec<_> = shipped.iter().filter(|fact| fact.span.start >= 24.0).cloned().collect();
    let alone = validate(&baseline(16), &late, &Options::default()).unwrap();
    let informed = validate(
        &baseline(16),
        &late,
        &Options {
            known: shipped,
            ..Options::default()
        },
    )
    .unwrap();
    assert!(informed.overall.naive_facts > alone.overall.naive_facts);
    for (alone, informed) in alone.judged.iter().zip(&informed.judged) {
        assert_eq!((alone.predicted, alone.crps), (informed.predicted, informed.crps));
    }
}
