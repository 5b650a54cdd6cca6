//! What is said of all runs together, where a handful of values can be counted by hand.

use super::*;
use crate::ensemble::cells::{Bench, Cell};

#[test]
fn a_histogram_counts_the_values_of_each_bin() {
    let values = vec![
        9.0,
        10.0,
        11.0,
        12.5,
        12.6,
        15.0,
        17.0,
        20.0,
        f64::INFINITY,
        f64::INFINITY,
    ];
    let distribution = Distribution::Exact(values.clone());
    let bins = [(10.0, 12.5), (12.5, 15.0), (15.0, 17.5), (17.5, 20.0)];
    let by_hand = bins.map(|(low, high)| {
        let inside = values.iter().filter(|value| (low..high).contains(*value));
        inside.count() as f64 / 10.0
    });
    assert_eq!(by_hand, [0.2, 0.2, 0.2, 0.0]);
    let found = distribution.histogram(10.0, 20.0, 4);
    assert_eq!(found.len(), 4);
    for (found, by_hand) in found.into_iter().zip(by_hand) {
        assert!((found - by_hand).abs() < 1e-12, "{found} for {by_hand}");
    }
}

/// A lead in December 2035 counts; before the horizon has that month nothing can be said.
#[test]
fn leads_by_2035_are_told_from_a_horizon_on_that_holds_all_of_2035() {
    for (months, is_told) in [(155, false), (156, true), (160, true)] {
        let scenario = Scenario { months, ..scenario(16) };
        let state = State::new(&scenario, Detail::Metrics).unwrap();
        let mut output = Output::default();
        let state = run_on(&scenario, &threads(2), state, &mut output, u64::MAX).unwrap();
        let found = Milestone::of(&state.summary()).estimate(Metric::FirstLeadYear, Statistic::By2035);
        let years = state.values(Metric::FirstLeadYear).unwrap();
        let by_hand = years.iter().filter(|year| **year <= 2036.0 + 1e-9).count() as f64 / 16.0;
        assert_eq!(!found.value.is_nan(), is_told, "{months} months");
        assert!(!is_told || found.value == by_hand, "{}, by hand {by_hand}", found.value);
    }
}

/// The oracle is the run in batches.
#[test]
fn worlds_counted_in_one_by_one_are_those_of_the_run() {
    let scenario = scenario(70);
    let fresh = || State::new(&scenario, Detail::Metrics).unwrap();
    let wanted = run_on(&scenario, &threads(2), fresh(), &mut Output::default(), u64::MAX).unwrap();
    let scenarios = [scenario.clone()];
    let bench = Bench::new(&scenarios, &[], &threads(2)).unwrap();
    let cell = |run| Cell {
        scenario: 0,
        values: &[],
        run,
    };
    let mut state = fresh();
    for outcome in bench.simulate(&(0..70).map(cell).collect::<Vec<_>>()) {
        state.take_outcome(&outcome);
    }
    assert_eq!((state.next_run(), state.is_finished()), (70, true));
    for metric in Metric::ALL {
        let bits = |state: &State| -> Vec<u64> {
            let values = state.values(metric).unwrap();
            values.iter().map(|value| value.to_bits()).collect()
        };
        assert_eq!(bits(&state), bits(&wanted), "{}", metric.key());
        let spread = |state: &State| state.summary().metric(metric).spread.mean.to_bits();
        assert_eq!(spread(&state), spread(&wanted), "{}", metric.key());
    }
}
