use super::*;
use crate::ensemble::{Detail, Flow, State, run};
use crate::scenario::inputs::AS_IT_IS;
use crate::scenario::load::{Kind, Request, load};
use crate::scenario::shipped;
use std::num::NonZeroUsize;

/// A shipped scenario to 2030 with some policies, settings and imposed levers.
fn scenario(policies: &[&str], set: &[String], runs: u64) -> Scenario {
    let find = |kind, name: &str| shipped::resolve(kind, name).unwrap();
    let mut set = set.to_vec();
    set.push("horizon=2030-12".to_owned());
    let request = Request {
        policies: policies.iter().map(|name| find(Kind::Policy, name)).collect(),
        set,
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
    let scenarios = [scenario(&[], &[], 11), scenario(&["treaty"], &[], 11)];
    let points = [
        [0.3, 0.1, 0.9, 1.2, 0.3],
        [0.95, 0.7, 0.0, 0.95, 0.7],
        [AS_IT_IS, 0.2, AS_IT_IS, 1.7, AS_IT_IS],
        [0.6, AS_IT_IS, 0.4, AS_IT_IS, 0.5],
        [AS_IT_IS; 5],
    ];
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
                .filter(|(_, value)| !value.is_nan())
                .map(|(key, value)| format!("{key}={value}"))
                .collect();
            let outcomes = bench.simulate(&cells);
            assert_eq!(
                bits(&outcomes),
                run_of(&scenario(policies, &set, 11)),
                "{policies:?} {values:?}"
            );
        }
    }
}

/// Cells in three orders, on one thread and on several, in blocks that hold other neighbours each time.
#[test]
fn an_outcome_depends_on_nothing_but_its_cell() {
    let inputs = ["us.enforcement", "china.die_bank_years"].map(|key| Input::from_key(key).unwrap());
    let scenarios = [scenario(&[], &[], 1), scenario(&["tool_controls_only"], &[], 1)];
    let points: Vec<[f64; 2]> = (0..30)
        .map(f64::from)
        .map(|i| [if i % 7.0 == 3.0 { AS_IT_IS } else { i / 29.0 }, 1.5 + 0.02 * i])
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
