use super::*;
use crate::ensemble::{Detail, Flow, State, run};
use crate::scenario::inputs::AS_IT_IS;
use crate::scenario::load::{Kind, Request, load};
use crate::scenario::reader::Source;
use crate::scenario::shipped;
use std::num::NonZeroUsize;

/// The baseline to 2030 with some shipped policies and settings.
fn scenario(policies: &[&str], set: &[String], runs: u64) -> Scenario {
    let policies = policies
        .iter()
        .map(|name| shipped::resolve(Kind::Policy, name).unwrap());
    under(policies.collect(), set, runs)
}

fn under(policies: Vec<Source>, set: &[String], runs: u64) -> Scenario {
    let mut set = set.to_vec();
    set.push("horizon=2030-12".to_owned());
    let request = Request {
        policies,
        set,
        runs: Some(runs),
        ..Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    load(&request, &shipped::resolve).unwrap()
}

/// The metrics of an ordinary run, as bits.
fn run_of(scenario: &Scenario) -> Vec<[u64; METRICS]> {
    let mut rows = Vec::new();
    let state = State::new(scenario, Detail::Metrics).unwrap();
    run(scenario, &Options::default(), state, &mut |batch, _| {
        rows.extend(batch.metrics().iter().map(|row| row.fixed().map(f64::to_bits)));
        Ok(Flow::Continue)
    })
    .unwrap();
    rows
}

fn bits(outcomes: &[Outcome]) -> Vec<[u64; METRICS]> {
    outcomes
        .iter()
        .map(|outcome| outcome.metrics.fixed().map(f64::to_bits))
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
        [AS_IT_IS, 0.2, AS_IT_IS, 1.2, AS_IT_IS],
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

/// Levers alone, so that neighbours share recorded history, in which future controls are announced unless the cell sets them. The oracle
/// is each cell by itself, with nothing before it.
#[test]
fn cells_that_share_their_past_are_what_each_gives_alone() {
    let inputs = ["us.chip_controls", "us.outreach"].map(|key| Input::from_key(key).unwrap());
    const ANNOUNCED: &str = "name = \"announced\"\ntitle = \"Announced\"\ndescription = \"Announced before it can be changed.\"\nclaim = \"assumption\"\n\
         [levers]\n\"us.chip_controls\" = [{ from = \"2026-06\", value = 0.95, announced = \"2025-03\" }]\n";
    let announced = Source {
        name: "announced.toml".to_owned(),
        text: ANNOUNCED.to_owned(),
    };
    let scenarios = [scenario(&[], &[], 1), under(vec![announced], &[], 1)];
    let points = [[0.9, 0.3], [AS_IT_IS, 0.3], [0.2, AS_IT_IS], [AS_IT_IS; 2], [0.5, 0.5]];
    let cells: Vec<Cell> = (0..scenarios.len())
        .flat_map(|scenario| (0..points.len()).map(move |point| (scenario, point)))
        .flat_map(|(scenario, point)| {
            // The second half of the worlds is set to the next point, so that lanes of a block differ.
            let values = move |run| [point, point + 1][usize::from(run > 3)] % 5;
            (0..8).map(move |run| (scenario, values(run), run))
        })
        .map(|(scenario, point, run)| Cell {
            scenario,
            values: &points[point],
            run,
        })
        .collect();
    let bench = Bench::new(&scenarios, &inputs, &Options::default()).unwrap();
    let together = bits(&bench.simulate(&cells));
    for (cell, together) in cells.iter().zip(together) {
        assert_eq!(bits(&bench.simulate(&[*cell])), [together], "{cell:?}");
    }
}

#[test]
fn a_horizon_within_recorded_history_is_no_obstacle() {
    let scenarios = [Scenario {
        months: 18,
        ..scenario(&[], &[], 8)
    }];
    let cells: Vec<Cell> = (0..8)
        .map(|run| Cell {
            scenario: 0,
            values: &[],
            run,
        })
        .collect();
    let bench = Bench::new(&scenarios, &[], &Options::default()).unwrap();
    assert_eq!(bits(&bench.simulate(&cells)), run_of(&scenarios[0]));
}

/// Scenarios on one bench that differ in where their worlds are read. The oracle is the ordinary run of each by itself.
#[test]
fn scenarios_with_other_histories_have_other_worlds() {
    let conditioned = scenario(&[], &[], 8);
    assert!(conditioned.histories.is_some(), "the baseline is conditioned");
    let prior = Scenario {
        histories: None,
        ..conditioned.clone()
    };
    let scenarios = [conditioned, prior];
    let bench = Bench::new(&scenarios, &[], &Options::default()).unwrap();
    let of = |scenario| -> Vec<[u64; METRICS]> {
        let cells = (0..8).map(|run| Cell {
            scenario,
            values: &[],
            run,
        });
        bits(&bench.simulate(&cells.collect::<Vec<_>>()))
    };
    assert_eq!([of(0), of(1)], [run_of(&scenarios[0]), run_of(&scenarios[1])]);
    assert_ne!(of(0), of(1));
    // Both in one call, so that a worker goes from the worlds of one to those of the other.
    let both: Vec<Cell> = [0, 1]
        .into_iter()
        .flat_map(|scenario| {
            (0..8).map(move |run| Cell {
                scenario,
                values: &[],
                run,
            })
        })
        .collect();
    assert_eq!(bits(&bench.simulate(&both)), [of(0), of(1)].concat());
}
