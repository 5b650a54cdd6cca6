//! Outcomes at dates that someone asks for, held against the metrics that have the same date and against the monthly series.

use super::*;
use crate::ensemble::cells::{Bench, Cell, Outcome};
use crate::model::metrics::dates;
use crate::scenario::dated::Dated;
use crate::scenario::inputs::Input;
use crate::scenario::load::resolved::{parameters_text, scenario_text};

/// Metrics with a date of their own, and how it is asked for.
const PAIRS: [(Metric, &str); 10] = [
    (Metric::ComputeRatio2027, "compute_ratio@2027"),
    (Metric::ComputeRatio2030, "compute_ratio@2030"),
    (Metric::ComputeRatio2035, "compute_ratio@2035"),
    (Metric::LagMonths2027, "lag_months@2027"),
    (Metric::LagMonths2030, "china_lag_months@2030"),
    (Metric::LagMonths2035, "china.lag_months@2035-12"),
    (Metric::UsThirdCountryShare2035, "us_third_country_share@2035"),
    (Metric::ChinaThirdCountryShare2035, "china_third_country_share@2035"),
    (Metric::UnalignedShare2035, "unaligned_share@2035"),
    (Metric::Fragmentation2035, "fragmentation@2035"),
];

/// A scenario that is asked for these.
fn asked(months: usize, runs: u64, keys: &[&str]) -> Scenario {
    let mut scenario = Scenario {
        months,
        ..scenario(runs)
    };
    let found = keys.iter().map(|key| Dated::parse(key).unwrap()).collect::<Vec<_>>();
    scenario.ask(&found).unwrap();
    scenario
}

/// The rows of a run.
fn rows(scenario: &Scenario, count: usize) -> Vec<Metrics> {
    let mut rows = Vec::new();
    let state = State::new(scenario, Detail::Metrics).unwrap();
    run(scenario, &threads(count), state, &mut |batch, _| {
        rows.extend_from_slice(batch.metrics());
        Ok(Flow::Continue)
    })
    .unwrap();
    rows
}

/// A row as bits: what is not a number is equal to itself.
fn bits(row: &Metrics) -> Vec<u64> {
    row.values().map(f64::to_bits).collect()
}

#[test]
fn a_date_that_a_metric_has_gives_the_metric_in_every_world() {
    let keys = PAIRS.map(|(_, key)| key);
    let scenario = asked(156, 200, &keys);
    for row in rows(&scenario, 2) {
        for (metric, key) in PAIRS {
            let dated = Metric::named(key).unwrap();
            assert_eq!(row[dated].to_bits(), row[metric].to_bits(), "{key}");
            assert!(row[metric].is_finite());
            assert_eq!(
                (dated.unit(), dated.favours()),
                (metric.unit(), metric.favours()),
                "{key}"
            );
        }
    }
}

/// Without series, and without another date, a month is recorded for this date alone.
#[test]
fn a_date_asked_for_alone_is_that_of_its_month() {
    for (metric, key) in PAIRS {
        for row in rows(&asked(156, 16, &[key]), 1) {
            assert_eq!(
                row[Metric::named(key).unwrap()].to_bits(),
                row[metric].to_bits(),
                "{key}"
            );
        }
    }
}

#[test]
fn every_series_in_any_month_is_that_of_the_kept_trajectory() {
    let months = [0, 17, 44, 45, 70];
    let all = |month: usize| Series::all().map(move |series| Dated::new(series, Month(month)));
    let mut scenario = Scenario {
        months: 71,
        kept_trajectories: 20,
        ..scenario(20)
    };
    let dates: Vec<Dated> = months.into_iter().flat_map(all).collect();
    scenario.ask(&dates).unwrap();
    let state = State::new(&scenario, Detail::Metrics).unwrap();
    let mut compared = 0;
    run(&scenario, &threads(1), state, &mut |batch, _| {
        for (row, world) in batch.metrics().iter().zip(batch.trajectories()) {
            for dated in &dates {
                let value = world.series(dated.series())[dated.month()];
                assert_eq!(row[Metric::Dated(*dated)].to_bits(), value.to_bits(), "{}", dated.key());
                compared += 1;
            }
        }
        Ok(Flow::Continue)
    })
    .unwrap();
    assert_eq!(compared, 20 * dates.len());
}

#[test]
fn asking_moves_no_other_metric_and_threads_move_no_byte() {
    let dated = asked(60, 300, &["lag_months@2026", "us_distrust@2027-03"]);
    let plain = Scenario {
        dated: Vec::new(),
        ..dated.clone()
    };
    let one = rows(&dated, 1);
    let all = |rows: &[Metrics]| -> Vec<Vec<u64>> { rows.iter().map(bits).collect() };
    assert_eq!(all(&one), all(&rows(&dated, 8)));
    for (asked, plain) in one.iter().zip(rows(&plain, 2)) {
        assert_eq!(asked.fixed().map(f64::to_bits), plain.fixed().map(f64::to_bits));
        assert_eq!((asked.count(), plain.count()), (METRICS + 2, METRICS));
    }
    let state = |scenario: &Scenario| output_of(scenario, &threads(2)).state;
    assert_eq!(state(&dated), output_of(&dated, &threads(1)).state);
}

/// Cells share recorded history; a date within it must not be lost on the way, and what is imposed must move the later one.
#[test]
fn cells_have_the_dates_of_a_run_and_feel_what_is_imposed() {
    let scenario = asked(96, 24, &["us_usable_compute@2024-02", "compute_ratio@2030"]);
    let scenarios = [scenario];
    let run_rows = rows(&scenarios[0], 2);
    let [past, later] = [0, 1].map(|place| Metric::Dated(scenarios[0].dated[place]));
    let inputs = [Input::from_key("us.chip_controls").unwrap()];
    let bench = Bench::new(&scenarios, &inputs, &threads(2)).unwrap();
    let cells = |value: &'static [f64]| -> Vec<Cell<'static>> {
        let cell = |run| Cell {
            scenario: 0,
            values: value,
            run,
        };
        (0..24).map(cell).collect()
    };
    let plain = bench.simulate(&cells(&[f64::NAN]));
    for (outcome, row) in plain.iter().zip(&run_rows) {
        assert_eq!(bits(&outcome.metrics), bits(row));
    }
    let mut all = cells(&[f64::NAN]);
    all.extend(cells(&[0.0]));
    let both = bench.simulate_for(&all, Some(&dates([past, later])));
    let (untouched, freed) = both.split_at(24);
    let is_same = |(one, other): (&Outcome, &Outcome)| bits(&one.metrics) == bits(&other.metrics);
    assert!(untouched.iter().zip(&plain).all(is_same));
    assert!(
        freed
            .iter()
            .zip(&plain)
            .all(|(one, other)| one.metrics[past] == other.metrics[past])
    );
    assert!(
        freed
            .iter()
            .zip(&plain)
            .any(|(one, other)| one.metrics[later] != other.metrics[later])
    );
    let none = bench.simulate_for(&cells(&[f64::NAN]), Some(&[]));
    assert!(none[0].metrics[later].is_nan());
}

#[test]
fn a_checkpoint_keeps_the_dates_and_goes_on_with_no_others() {
    let dated = asked(48, 700, &["lag_months@2025", "fragmentation@2026-05"]);
    let whole = output_of(&dated, &threads(2));
    let mut output = Output::default();
    let state = run_on(
        &dated,
        &threads(1),
        State::new(&dated, Detail::Series).unwrap(),
        &mut output,
        200,
    )
    .unwrap();
    let bytes = checkpoint::encode(&state, b"");
    let (state, _) = checkpoint::decode(&bytes, &dated).unwrap();
    run_on(&dated, &threads(2), state, &mut output, u64::MAX).unwrap();
    assert_eq!(output, whole);
    for other in [&["lag_months@2025"][..], &[]] {
        let refusal = checkpoint::decode(&bytes, &asked(48, 700, other)).unwrap_err();
        assert!(refusal.to_string().contains("dated metrics"), "{refusal}");
    }
}

#[test]
fn a_scenario_written_out_asks_for_the_same_dates_and_none_lies_beyond_the_horizon() {
    let dated = asked(
        216,
        10,
        &["lag_months@2032-06", "compute_ratio@2040", "lag_months@2032-06"],
    );
    let text = scenario_text(&dated);
    assert!(
        text.contains(r#"dated_metrics = ["china_lag_months@2032-06", "compute_ratio@2040"]"#),
        "{text}"
    );
    let source = |name: &str, text: String| Source {
        name: name.into(),
        text,
    };
    let request = Request::new(source("resolved", text), source("cards", parameters_text(&dated.cards)));
    assert_eq!(load(&request, &shipped::resolve).unwrap().dated, dated.dated);
    let mut short = asked(96, 10, &[]);
    let refusal = short
        .ask(&[Dated::parse("lag_months@2031").unwrap()])
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("allowed: 2023-01 to 2030-12"), "{refusal}");
}

#[test]
fn what_has_no_monthly_series_is_refused_with_the_reason() {
    for (key, words) in [
        ("us_payoff@2032", "sums up all months"),
        ("catastrophe_year@2032", "is a date itself"),
        ("threshold_first@2032", "at the end of a world alone"),
        ("china_lag_months_2030@2032", "has its date already"),
        ("china_lag_month@2032", "near: china_lag_months"),
    ] {
        let refusal = Metric::named(key).unwrap_err().to_string();
        assert!(refusal.contains(words), "{key}: {refusal}");
    }
}
