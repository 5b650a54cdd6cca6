use super::*;
use crate::sweep::design::{Method, Values, Varied};
use engine::ensemble::{Flow, Statistic, run};
use engine::model::metrics::Metric;
use engine::scenario::inputs::Input;
use engine::scenario::load::{Kind, Request, load};
use engine::scenario::shipped;
use std::num::NonZeroUsize;

/// The shipped baseline to 2030, with a policy or none and some settings.
fn scenario(policy: Option<&str>, set: &[String], runs: u64) -> Scenario {
    let find = |kind, name: &str| shipped::resolve(kind, name).unwrap();
    let mut set = set.to_vec();
    set.push("horizon=2030-12".to_owned());
    let request = Request {
        policies: policy.into_iter().map(|name| find(Kind::Policy, name)).collect(),
        set,
        runs: Some(runs),
        ..Request::new(find(Kind::Scenario, "baseline"), shipped::parameters())
    };
    load(&request, &shipped::resolve).unwrap()
}

fn design(scenario: &Scenario) -> Design {
    let varied = [
        ("us.chip_controls", vec![0.2, 0.9]),
        ("china.die_bank_years", vec![1.6, 1.8, 2.1]),
    ]
    .map(|(key, list)| Varied {
        input: Input::from_key(key).unwrap(),
        values: Values::List(list),
    });
    Design::new(Method::Grid, &varied, &scenario.cards).unwrap()
}

fn finished(what: &Sweep, threads: usize, from: usize) -> Vec<Finished> {
    let options = Options {
        threads: NonZeroUsize::new(threads),
        ..Options::default()
    };
    let mut all = Vec::new();
    sweep(what, &options, from..what.design.len(), &mut |news| {
        if let News::Points(points) = news {
            all.extend(points);
        }
        Ok(())
    })
    .unwrap();
    all
}

/// The oracle is the ordinary run with `--set`.
#[test]
fn each_row_and_policy_knows_what_its_own_run_knows() {
    for runs in [3, 21] {
        let scenarios = [scenario(None, &[], runs), scenario(Some("treaty"), &[], runs)];
        let design = design(&scenarios[0]);
        let what = Sweep {
            scenarios: &scenarios,
            design: &design,
            until: &[],
            keep_worlds: true,
        };
        let all = finished(&what, 2, 0);
        assert_eq!(all.len(), 12);
        for (place, one) in all.iter().enumerate() {
            assert_eq!((one.point, one.case), (place / 2, place % 2));
            let row = design.row(one.point);
            let set = [
                format!("us.chip_controls={}", row[0]),
                format!("china.die_bank_years={}", row[1]),
            ];
            let alone = scenario([None, Some("treaty")][one.case], &set, runs);
            let state = State::new(&alone, Detail::Metrics).unwrap();
            let mut worlds = Vec::new();
            let state = run(&alone, &Options::default(), state, &mut |batch, _| {
                worlds.extend_from_slice(batch.metrics());
                Ok(Flow::Continue)
            })
            .unwrap();
            let bits = |worlds: &[Metrics]| {
                worlds
                    .iter()
                    .map(|row| row.fixed().map(f64::to_bits))
                    .collect::<Vec<_>>()
            };
            assert_eq!(bits(&one.worlds), bits(&worlds), "{runs} runs, {place}");
            let known = Milestone::of(&state.summary());
            // The effect is the mean of the differences from the first row's worlds.
            let lag = Metric::LagMonths2030.place().unwrap();
            let first = &all[one.case].worlds;
            let differences = one
                .worlds
                .iter()
                .zip(first)
                .map(|(world, first)| world[Metric::LagMonths2030] - first[Metric::LagMonths2030]);
            let mean = differences.sum::<f64>() / runs as f64;
            assert!((one.effects[lag].value - mean).abs() < 1e-12);
            assert!(one.point > 0 || (one.effects[lag].value, one.effects[lag].error) == (0.0, 0.0));
            for metric in Metric::ALL {
                for statistic in Statistic::of(metric) {
                    let (given, expected) = (one.known.estimate(metric, statistic), known.estimate(metric, statistic));
                    assert_eq!(
                        (given.value.to_bits(), given.error.to_bits()),
                        (expected.value.to_bits(), expected.error.to_bits()),
                        "{} {}",
                        metric.key(),
                        statistic.key()
                    );
                }
            }
        }
    }
}

#[test]
fn threads_and_a_later_start_change_nothing() {
    let scenarios = [scenario(None, &[], 5)];
    let design = design(&scenarios[0]);
    let what = Sweep {
        scenarios: &scenarios,
        design: &design,
        until: &[],
        keep_worlds: false,
    };
    let all = finished(&what, 1, 0);
    let text = |all: &[Finished]| format!("{all:?}");
    assert_eq!(text(&finished(&what, 3, 0)), text(&all));
    assert_eq!(text(&finished(&what, 2, 4)), text(&all[4..]));
}

#[test]
fn a_row_takes_as_many_worlds_as_its_rule_asks_for() {
    let scenarios = [scenario(None, &[], 3000)];
    let design = design(&scenarios[0]);
    let runs_with = |rule: &str| {
        let until = [Rule::parse(rule).unwrap()];
        let what = Sweep {
            scenarios: &scenarios,
            design: &design,
            until: &until,
            keep_worlds: false,
        };
        let all = finished(&what, 2, 5);
        assert!(all.iter().all(|one| {
            let holds = until[0].holds(&one.known);
            holds == (one.known.runs < 3000) || one.known.runs == 3000
        }));
        all.iter().map(|one| one.known.runs).collect::<Vec<_>>()
    };
    // The standard deviation is some months: at once, on the way, and not within 3,000.
    assert_eq!(runs_with("china_lag_months_2030.mean se<5"), [1000]);
    assert_eq!(runs_with("china_lag_months_2030.mean se<0.0001"), [3000]);
}
