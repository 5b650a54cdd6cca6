//! Parts against all coalitions simulated one by one, and what has no part.

use super::request::LEAST_WORLDS;
use super::*;
use crate::compare::Case;
use crate::study::tests::{goes_on_after_every_stop, scenario};
use crate::study::{Silent, Study};
use engine::ensemble::Options;
use engine::ensemble::cells::{Bench, Cell};
use engine::model::metrics::Metric;
use engine::scenario::Scenario;
use engine::scenario::mechanisms::Mechanism;

const MECHANISMS: [Mechanism; 3] = [Mechanism::ChipControls, Mechanism::Fabs, Mechanism::Cost];

fn request(runs: u64) -> Request {
    let case = |name: &str, policies: &[&str]| Case {
        name: name.to_owned(),
        scenario: scenario(policies, &[], runs),
    };
    Request {
        cases: vec![case("none", &[]), case("no_controls", &["no_controls"])],
        outcomes: vec![Metric::LagMonths2030, Metric::CatastropheYear],
        mechanisms: MECHANISMS.to_vec(),
    }
}

/// The mean effect on the lead with these mechanisms on, by simulating it.
fn effect(request: &Request, on: &[Mechanism]) -> f64 {
    let scenarios: Vec<Scenario> = request
        .cases
        .iter()
        .map(|case| {
            let mut scenario = case.scenario.clone();
            MECHANISMS
                .into_iter()
                .filter(|mechanism| !on.contains(mechanism))
                .for_each(|mechanism| scenario.switches.set(mechanism, false));
            scenario
        })
        .collect();
    let bench = Bench::new(&scenarios, &[], &Options::default()).unwrap();
    let runs = scenarios[0].runs;
    let mean = |scenario: usize| {
        let cells: Vec<Cell> = (0..runs)
            .map(|run| Cell {
                scenario,
                values: &[],
                run,
            })
            .collect();
        let lag = |outcome: &engine::ensemble::cells::Outcome| outcome.metrics[Metric::LagMonths2030];
        bench.simulate(&cells).iter().map(lag).sum::<f64>() / runs as f64
    };
    mean(1) - mean(0)
}

/// The Shapley value by its definition, over the subsets of the other two, against that over drawn orders with worlds dealt out to them. Five
/// standard errors: a false alarm in less than one of a million runs, were the draws not fixed.
#[test]
fn parts_are_shapley_values_and_add_up() {
    let request = request(1024);
    let found = request.run(&Options::default(), &mut Silent).unwrap();
    let lead = &found.explained[0];
    let sum: f64 = lead.parts.iter().map(|part| part.of.value).sum();
    assert!((sum - lead.effect.value).abs() < 1e-9, "{sum} {:?}", lead.effect);
    assert!((effect(&request, &MECHANISMS) - lead.effect.value).abs() < 1e-9);
    assert!(
        (lead.parts[0].of.value - effect(&request, &[])).abs() < 1e-9,
        "what is left without all of them"
    );
    for part in &lead.parts[1..] {
        let mechanism = part.mechanism.unwrap();
        let others: Vec<Mechanism> = MECHANISMS.into_iter().filter(|&other| other != mechanism).collect();
        let adds = |before: &[Mechanism]| effect(&request, &[before, &[mechanism]].concat()) - effect(&request, before);
        let exact = (2.0 * adds(&[]) + adds(&others[..1]) + adds(&others[1..]) + 2.0 * adds(&others)) / 6.0;
        let off = (part.of.value - exact).abs();
        assert!(
            off <= 5.0 * part.of.error + 1e-9,
            "{mechanism:?}: {:?} against {exact}",
            part.of
        );
    }
    // Who adds up costs moves no lead: its part is nothing, not little.
    let cost = lead
        .parts
        .iter()
        .find(|part| part.mechanism == Some(Mechanism::Cost))
        .unwrap();
    assert_eq!(cost.of.value, 0.0);
    assert!(lead.parts[1].of.excludes_zero(), "{:?}", lead.parts);
    // Shares of worlds, not years, of what happens in few.
    assert!(
        found.explained[1]
            .values
            .iter()
            .all(|share| (0.0..=1.0).contains(share))
    );
    assert!(!found.links.is_empty() && found.links.is_sorted_by_key(|link| link.first.0));
}

#[test]
fn step_by_step_comes_to_the_same() {
    let request = request(LEAST_WORLDS + 3);
    let whole = request.run(&Options::default(), &mut Silent).unwrap().explained;
    let mut stepwise = Stepwise::new(request).unwrap();
    let mut seen = vec![stepwise.progress()];
    assert!(stepwise.explained().is_err(), "nothing is known of no world");
    while stepwise.progress().0 < stepwise.progress().1 {
        stepwise.step(&Options::default()).unwrap();
        seen.push(stepwise.progress());
    }
    assert_eq!(seen.len(), 34);
    assert_eq!(seen.last(), Some(&(LEAST_WORLDS + 3, LEAST_WORLDS + 3)));
    assert_eq!(stepwise.explained().unwrap(), whole);
    stepwise.step(&Options::default()).unwrap();
    assert_eq!(stepwise.progress().0, LEAST_WORLDS + 3, "there is no more");
}

#[test]
fn an_explanation_goes_on() {
    goes_on_after_every_stop(&request(LEAST_WORLDS), 2);
}

#[test]
fn what_cannot_be_explained_is_refused() {
    let refused = |change: fn(&mut Request)| {
        let mut request = request(LEAST_WORLDS);
        change(&mut request);
        request.run(&Options::default(), &mut Silent).unwrap_err().to_string()
    };
    for (said, change) in [
        (
            "cannot be dealt out",
            (|request| request.cases.iter_mut().for_each(|case| case.scenario.runs = 8)) as fn(&mut Request),
        ),
        ("has no part in any effect", |request| {
            for case in &mut request.cases {
                case.scenario.switches.set(Mechanism::Fabs, false);
            }
        }),
        ("no effect to explain", |request| {
            request.cases[1].scenario = request.cases[0].scenario.clone()
        }),
        ("beyond the horizon", |request| {
            request.cases.iter_mut().for_each(|case| case.scenario.months = 60)
        }),
    ] {
        let error = refused(change);
        assert!(error.contains(said), "{said}: {error}");
    }
}
