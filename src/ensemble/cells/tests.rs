use super::*;
use crate::ensemble::{Detail, Flow, State, run};
use crate::scenario::levers::Lever;
use crate::scenario::load::{Kind, Request, load};
use crate::scenario::shipped;
use std::num::NonZeroUsize;

/// A shipped scenario to 2030 with some policies, settings and imposed levers.
fn scenario(policies: &[&str], set: &[String], imposed: &[Lever], runs: u64) -> Scenario {
    let find = |kind, name: &str| shipped::resolve(kind, name).unwrap();
    let mut set = set.to_vec();
    set.push("horizon=2030-12".to_owned());
    let request = Request {
        policies: policies.iter().map(|name| find(Kind::Policy, name)).collect(),
        set,
        imposed: imposed.to_vec(),
        runs: Some(runs),
        ..Request::new(find(Kind::Scenario, "baseline"), shipped::parameters())
    };
    load(&request, &shipped::resolve).unwrap()
}

/// The metrics of an ordinary run, as bits.
fn run_of(scenario: &Scenario) -> Vec<[u64; METRICS]> {
    let mut rows = Vec::new();
    let state = State::new(scenario, Detail::Metrics).unwrap();
    run(scenario, &Options::default(), state, &mut |batch, _| {
        rows.extend(batch.metrics().iter().map(|row| row.map(f64::to_bits)));
        Ok(Flow::Continue)
    })
    .unwrap();
    rows
}

fn bits(outcomes: &[Outcome]) -> Vec<[u64; METRICS]> {
    outcomes
        .iter()
        .map(|outcome| outcome.metrics.map(f64::to_bits))
        .collect()
}

/// The oracle is the ordinary run with `--set`, which goes another way: through the loader.
#[test]
fn a_cell_is_what_set_gives_in_the_same_world() {
    let keys = [
        "us.chip_controls",
        "china.mandate",
        "us.outreach",
        "china.fab_growth_per_year",
        "shared.leak_share",
    ];
    let inputs = keys.map(|key| Input::from_key(key).unwrap());
    let levers = [Lever::UsChipControls, Lever::ChinaMandate, Lever::UsOutreach];
    let scenarios = [scenario(&[], &[], &levers, 11), scenario(&["treaty"], &[], &levers, 11)];
    let points = [[0.3, 0.1, 0.9, 1.2, 0.3], [0.95, 0.7, 0.0, 0.95, 0.7]];
    let bench = Bench::new(&scenarios, &inputs, &Options::default()).unwrap();
    for (place, policies) in [&[][..], &["treaty"]].into_iter().enumerate() {
        for values in &points {
            let cells: Vec<Cell> = (0..11)
                .map(|run| Cell {
                    scenario: place,
                    values,
                    run,
                })
                .collect();
            let set: Vec<String> = keys
                .iter()
                .zip(values)
                .map(|(key, value)| format!("{key}={value}"))
                .collect();
            let outcomes = bench.simulate(&cells);
            assert_eq!(
                bits(&outcomes),
                run_of(&scenario(policies, &set, &[], 11)),
                "{policies:?} {values:?}"
            );
        }
    }
}

/// Cells in three orders, on one thread and on several, in blocks that hold other neighbours each time.
#[test]
fn an_outcome_depends_on_nothing_but_its_cell() {
    let inputs = ["us.enforcement", "china.die_bank_years"].map(|key| Input::from_key(key).unwrap());
    let levers = [Lever::UsEnforcement];
    let scenarios = [
        scenario(&[], &[], &levers, 1),
        scenario(&["tool_controls_only"], &[], &levers, 1),
    ];
    let points: Vec<[f64; 2]> = (0..30)
        .map(|i| [f64::from(i) / 29.0, 1.5 + 0.02 * f64::from(i)])
        .collect();
    let mut cells = Vec::new();
    for scenario in 0..2 {
        for (place, values) in points.iter().enumerate() {
            cells.extend([3, 900 + place as u64].map(|run| Cell { scenario, values, run }));
        }
    }
    let outcomes_on = |threads: usize, cells: &[Cell]| {
        let options = Options {
            threads: NonZeroUsize::new(threads),
            ..Options::default()
        };
        bits(&Bench::new(&scenarios, &inputs, &options).unwrap().simulate(cells))
    };
    let expected = outcomes_on(1, &cells);
    assert_eq!(outcomes_on(3, &cells), expected);
    for step in [7, 49, 71] {
        // Steps without a common factor with 120 visit every cell once.
        let order: Vec<usize> = (0..cells.len()).map(|i| i * step % cells.len()).collect();
        let mixed: Vec<Cell> = order.iter().map(|&place| cells[place]).collect();
        let given = outcomes_on(2, &mixed);
        for (place, outcome) in order.into_iter().zip(given) {
            assert_eq!(outcome, expected[place], "cell {place} in steps of {step}");
        }
    }
}

#[test]
fn a_lever_that_a_policy_or_a_setting_moves_cannot_be_varied_as_well() {
    let find = |kind, name: &str| shipped::resolve(kind, name).unwrap();
    let mut request = Request::new(find(Kind::Scenario, "baseline"), shipped::parameters());
    request.imposed = vec![Lever::UsChipControls];
    let refusal = |request: &Request| load(request, &shipped::resolve).unwrap_err().to_string();
    let mut with_policy = request.clone();
    with_policy.policies = vec![find(Kind::Policy, "no_controls")];
    let text = refusal(&with_policy);
    assert!(
        text.contains("`no_controls`") && text.contains("us.chip_controls"),
        "{text}"
    );
    request.set = vec!["us.chip_controls=0.5".to_owned()];
    let text = refusal(&request);
    assert!(text.contains("--set") && text.contains("varied"), "{text}");
}
