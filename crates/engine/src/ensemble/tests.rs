mod checkpoints;
mod dated;
mod parts;
mod summaries;

use super::*;
use crate::model::Record;
use crate::model::events::Event;
use crate::model::metrics::{METRICS, Metric, Metrics};
use crate::model::series::{AgentVariable, Series};
use crate::numeric::dispatch::InstructionSet;
use crate::scenario::Scenario;
use crate::scenario::agents::Agent;
use crate::scenario::cards::Distribution as Drawn;
use crate::scenario::distributions::Sampler;
use crate::scenario::inputs::Imposed;
use crate::scenario::load::{Request, load};
use crate::scenario::reader::Source;
use crate::scenario::shipped;
use crate::scenario::time::Month;
use crate::scenario::worlds::World;
use error::{Error, Result};
use std::num::NonZeroUsize;

/// The shipped baseline over three years.
fn scenario(runs: u64) -> Scenario {
    let source = |name: &str, text: &str| Source {
        name: name.into(),
        text: text.into(),
    };
    let request = Request::new(
        source("baseline.toml", include_str!("../../../../configs/baseline.toml")),
        source("parameters.toml", include_str!("../../../../configs/parameters.toml")),
    );
    let whole = load(&request, &shipped::resolve).unwrap();
    Scenario {
        months: 36,
        runs,
        event_worlds: 5,
        kept_trajectories: 3,
        ..whole
    }
}

/// Everything that the callback was given, as bits, and the state at the end as bytes.
#[derive(PartialEq, Debug, Default)]
struct Output {
    metrics: Vec<[u64; METRICS]>,
    draws: Vec<Vec<u64>>,
    events: Vec<Event>,
    trajectories: Vec<Trajectory>,
    state: Vec<u8>,
}

fn run_on(scenario: &Scenario, options: &Options, state: State, output: &mut Output, stop_at: u64) -> Result<State> {
    let state = run(scenario, options, state, &mut |batch, state| {
        assert_eq!(batch.first_run(), output.metrics.len() as u64);
        assert_eq!(batch.first_run() + batch.runs() as u64, state.next_run());
        output
            .metrics
            .extend(batch.metrics().iter().map(|row| row.fixed().map(f64::to_bits)));
        output.draws.extend(
            batch
                .draws()
                .map(|row| row.iter().map(|value| value.to_bits()).collect()),
        );
        output.events.extend(batch.events());
        output.trajectories.extend_from_slice(batch.trajectories());
        Ok(if state.next_run() >= stop_at {
            Flow::Stop
        } else {
            Flow::Continue
        })
    })?;
    output.state = checkpoint::encode(&state, b"");
    Ok(state)
}

fn output_of(scenario: &Scenario, options: &Options) -> Output {
    let mut output = Output::default();
    run_on(
        scenario,
        options,
        State::new(scenario, Detail::Series).unwrap(),
        &mut output,
        u64::MAX,
    )
    .unwrap();
    output
}

fn threads(count: usize) -> Options {
    Options {
        threads: NonZeroUsize::new(count),
        ..Options::default()
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    let scenario = scenario(1237);
    let one = output_of(&scenario, &threads(1));
    assert_eq!(one.metrics.len(), 1237);
    // Forty workers also make the batches larger.
    for count in [2, 8, 40] {
        assert_eq!(output_of(&scenario, &threads(count)), one, "{count} threads");
    }
}

#[test]
fn instruction_sets_do_not_change_a_byte() {
    let scenario = scenario(50);
    let of = |set| {
        output_of(
            &scenario,
            &Options {
                instruction_set: Some(set),
                ..Options::default()
            },
        )
    };
    let portable = of(InstructionSet::Portable);
    for set in InstructionSet::available() {
        assert_eq!(of(set), portable, "{}", set.key());
    }
}

#[test]
fn twice_the_runs_keep_the_first_half() {
    let (half, whole) = (
        output_of(&scenario(523), &threads(2)),
        output_of(&scenario(1046), &threads(2)),
    );
    assert_eq!(whole.metrics[..523], half.metrics);
    assert_eq!(whole.draws[..523], half.draws);
    assert_eq!((whole.events, whole.trajectories), (half.events, half.trajectories));
}

/// The oracle is the model itself, one world at a time.
#[test]
fn every_run_is_what_the_model_gives_alone() {
    let scenario = scenario(21);
    let output = output_of(&scenario, &threads(2));
    let sampler = Sampler::new(&scenario.cards).unwrap();
    for run in 0..21 {
        let world = World::<1>::draw(&sampler, scenario.draws(), [run], scenario.months);
        let mut series = Vec::new();
        let mut events = Vec::new();
        let metrics = compiled::simulate_one(
            &scenario,
            &Imposed::NONE,
            &world,
            &mut Record {
                series: Some(&mut series),
                events: Some(&mut events),
                ..Record::default()
            },
        );
        let place = run as usize;
        assert_eq!(output.metrics[place], metrics.map(f64::to_bits));
        assert_eq!(
            output.draws[place],
            world
                .parameters
                .iter()
                .map(|value| value.0[0].to_bits())
                .collect::<Vec<_>>()
        );
        let given: Vec<Event> = output.events.iter().filter(|event| event.run == run).copied().collect();
        assert_eq!(given, if run < 5 { events } else { Vec::new() }, "events of run {run}");
        if let Some(trajectory) = output.trajectories.get(place) {
            assert_eq!(trajectory.run, run);
            for one in Series::all() {
                let months = series[one.index()..].iter().step_by(crate::model::series::SERIES);
                let alone: Vec<f64> = months.map(|value| value.0[0]).collect();
                assert_eq!(trajectory.series(one), alone, "{one:?}");
            }
        }
    }
    assert_eq!(output.trajectories.len(), 3);
    assert!(output.events.is_sorted_by_key(|event| (event.run, event.month)));
}

/// The oracle is sorting and adding up the kept trajectories of all runs.
#[test]
fn the_summary_says_what_the_runs_say() {
    let scenario = Scenario {
        kept_trajectories: 300,
        ..scenario(300)
    };
    let mut output = Output::default();
    let state = State::new(&scenario, Detail::Series).unwrap();
    let summary = run_on(&scenario, &threads(2), state, &mut output, u64::MAX)
        .unwrap()
        .summary();
    assert_eq!((summary.runs, summary.failed), (300, 0));
    for series in Series::all() {
        for month in [0, 35] {
            let spread = summary.series(series, Month(month)).unwrap();
            let mut values: Vec<f64> = output
                .trajectories
                .iter()
                .map(|run| run.series(series)[month])
                .collect();
            let mean = values.iter().sum::<f64>() / 300.0;
            let size = values.iter().map(|value| value.abs()).sum::<f64>() / 300.0;
            assert!(
                (spread.mean - mean).abs() <= 1e-13 * size,
                "{series:?} {month}: {} against {mean}",
                spread.mean
            );
            values.sort_unstable_by(f64::total_cmp);
            for (share, found) in [
                (0.05, spread.p05),
                (0.25, spread.p25),
                (0.5, spread.p50),
                (0.95, spread.p95),
            ] {
                let exact = crate::numeric::sketch::quantile_of(300, share, |rank| values[rank as usize]);
                let bound = crate::numeric::sketch::RELATIVE_ERROR * exact.abs() + crate::numeric::sketch::ZERO_BELOW;
                assert!(
                    (found - exact).abs() <= bound,
                    "{series:?} {month} {share}: {found} against {exact}"
                );
            }
        }
    }
    for metric in Metric::ALL {
        let values = output
            .metrics
            .iter()
            .map(|row| f64::from_bits(row[metric.place().unwrap()]));
        let mut values: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
        values.sort_unstable_by(f64::total_cmp);
        let found = summary.metric(metric);
        assert_eq!(found.distribution, Distribution::Exact(values.clone()));
        assert_eq!(found.missing_share, (300 - values.len()) as f64 / 300.0);
        assert_eq!(
            found.never_share,
            values.iter().filter(|value| value.is_infinite()).count() as f64 / 300.0
        );
        if let [.., last] = values[..] {
            assert_eq!(found.distribution.quantile(1.0), last);
            assert!(found.spread.p05 <= found.spread.p50 && found.spread.p50 <= found.spread.p95);
        }
    }
    let who = summary.metric(Metric::ThresholdFirst).who_shares;
    assert!((who.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let eci = Series::Agent(Agent::China, AgentVariable::ReleasedEci);
    assert_eq!(summary.path(eci).len(), 36);
    assert!(summary.series(eci, Month(36)).is_none());
}

#[test]
fn an_error_of_the_caller_ends_the_run_and_comes_back() {
    let scenario = Scenario {
        months: 6,
        ..scenario(2000)
    };
    let mut batches = 0;
    let result = run(
        &scenario,
        &threads(2),
        State::new(&scenario, Detail::Metrics).unwrap(),
        &mut |_, _| {
            batches += 1;
            Err(Error::File("disk full".into()))
        },
    );
    assert_eq!((result.err(), batches), (Some(Error::File("disk full".into())), 1));
}

#[test]
fn more_runs_than_can_be_counted_are_refused() {
    let scenario = Scenario {
        runs: MAX_RUNS + 1,
        ..scenario(1)
    };
    assert!(matches!(State::new(&scenario, Detail::Metrics), Err(Error::Usage(_))));
}

/// The oracle is a run that ends there.
#[test]
fn a_milestone_knows_what_a_run_of_so_many_worlds_knows_at_its_end() {
    let run_of = |runs, count| {
        let mut output = Output::default();
        let state = State::new(&scenario(runs), Detail::Metrics).unwrap();
        run_on(&scenario(runs), &threads(count), state, &mut output, u64::MAX).unwrap()
    };
    let bits = |milestone: &Milestone| -> Vec<u64> {
        let estimates = milestone.estimates.as_flattened();
        estimates
            .iter()
            .flat_map(|one| [one.value.to_bits(), one.error.to_bits()])
            .collect()
    };
    let long = run_of(1100, 40);
    assert_eq!(
        long.milestones().iter().map(|one| one.runs).collect::<Vec<_>>(),
        [125, 250, 500, 1000]
    );
    for milestone in long.milestones() {
        let summary = run_of(milestone.runs, 2).summary();
        assert_eq!(
            bits(milestone),
            bits(&Milestone::of(&summary)),
            "{} runs",
            milestone.runs
        );
        for metric in Metric::ALL {
            let found = |statistic| milestone.estimate(metric, statistic);
            for (statistic, spread) in [
                (Statistic::P05, summary.metric(metric).spread.p05),
                (Statistic::P50, summary.metric(metric).spread.p50),
                (Statistic::Mean, summary.metric(metric).spread.mean),
            ] {
                let value = found(statistic).value;
                let reported = statistic.is_reported_of(metric) && summary.metric(metric).distribution.count() > 0;
                assert!(
                    !reported || value.to_bits() == spread.to_bits(),
                    "{metric:?} {statistic:?}"
                );
            }
            // Equal to the plain formulas, computed from the values themselves.
            let Distribution::Exact(values) = &summary.metric(metric).distribution else {
                panic!("few runs are kept exactly");
            };
            if metric.kind() == crate::model::metrics::Kind::Year {
                let end = end_year(36);
                let restricted: Vec<f64> = values.iter().map(|value| value.min(end)).collect();
                let n = restricted.len() as f64;
                let mean = restricted.iter().sum::<f64>() / n;
                let squares: f64 = restricted.iter().map(|x| (x - mean).powi(2)).sum();
                let error = (squares / (n - 1.0) / n).sqrt();
                let one = found(Statistic::RestrictedMean);
                assert!(
                    (one.value - mean).abs() < 1e-9 && (one.error - error).abs() < 1e-9,
                    "{metric:?}"
                );
            }
        }
    }
}

/// The oracle is the run that collects everything.
#[test]
fn chosen_series_have_the_distributions_that_all_have() {
    const CHOSEN: &[Series] = &[
        Series::World(crate::model::series::WorldVariable::ComputeRatio),
        Series::Agent(Agent::China, AgentVariable::LagMonths),
    ];
    let scenario = scenario(700);
    let of = |detail| {
        let state = State::new(&scenario, detail).unwrap();
        run_on(&scenario, &threads(2), state, &mut Output::default(), u64::MAX).unwrap()
    };
    let (all, chosen) = (of(Detail::Series).summary(), of(Detail::Chosen(CHOSEN)));
    let (copy, _) = checkpoint::decode(&checkpoint::encode(&chosen, b""), &scenario).unwrap();
    for some in [chosen.summary(), copy.summary()] {
        assert_eq!(some.collected(), CHOSEN);
        for &series in CHOSEN {
            assert_eq!(some.path(series).len(), 36);
            assert_eq!(some.path(series), all.path(series));
        }
        assert!(some.path(Series::Agent(Agent::China, AgentVariable::Threat)).is_empty());
        let spending = Metric::UsSpending;
        assert_eq!(some.metric(spending).spread, all.metric(spending).spread);
    }
    let spending = chosen.values(Metric::UsSpending).unwrap();
    assert_eq!(spending.len(), 700);
    let mut sorted = spending.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    assert_eq!(all.metric(Metric::UsSpending).distribution, Distribution::Exact(sorted));
}

/// Economies that grow beyond all numbers in a few worlds. Where trajectories are kept, failed runs are known before their series are counted
/// in; elsewhere they are taken out again. Each way is the other's oracle.
#[test]
fn failed_runs_leave_no_trace_in_the_statistics() {
    let mut scenario = Scenario {
        months: 120,
        event_worlds: 0,
        kept_trajectories: 400,
        ..scenario(400)
    };
    let growth = scenario
        .cards
        .cards
        .iter_mut()
        .find(|card| card.key == "us.gdp_growth_per_year");
    growth.unwrap().distribution = Drawn::Uniform { low: 0.0, high: 5000.0 };
    let kept = output_of(&scenario, &threads(2));
    scenario.kept_trajectories = 0;
    for count in [1, 2] {
        assert!(
            output_of(&scenario, &threads(count)).state == kept.state,
            "{count} threads"
        );
    }
    let (state, _) = checkpoint::decode(&kept.state, &scenario).unwrap();
    assert!((10..200).contains(&state.failed()), "{} runs failed", state.failed());
    let failed: Vec<usize> = (0..400)
        .filter(|&run| f64::from_bits(kept.metrics[run][0]).is_nan())
        .collect();
    assert_eq!(failed.len() as u64, state.failed());
}

/// Not a number where nothing was written: every series has a value in every month.
#[test]
fn every_series_is_recorded_in_every_month() {
    let scenario = scenario(1);
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let world = World::<1>::draw(&sampler, scenario.draws(), [0], scenario.months);
    let mut series = Vec::new();
    let mut record = Record {
        series: Some(&mut series),
        ..Record::default()
    };
    compiled::simulate_one(&scenario, &Imposed::NONE, &world, &mut record);
    assert_eq!(series.len(), crate::model::series::SERIES * scenario.months);
    assert!(series.iter().all(|value| !value.0[0].is_nan()));
}
