use super::*;
use engine::ensemble::STATISTICS;
use engine::model::metrics::METRICS;

/// A run of 1,000 worlds of which only these figures are known.
fn precision(figures: &[(Metric, Statistic, f64, f64)]) -> Precision {
    let mut estimates = vec![[Estimate::NONE; STATISTICS]; METRICS];
    for &(metric, statistic, value, error) in figures {
        estimates[metric.place().unwrap()][statistic as usize] = Estimate { value, error };
    }
    Precision {
        course: vec![Milestone {
            runs: 1000,
            estimates,
            dated: Vec::new(),
        }],
        months: 216,
    }
}

/// The lag: 5 to 95 % point 0 to 20 months, so a mean may be off by 0.4 and a quantile by a month; spending: 100 to 300 USD bn.
const SPREAD: [(Metric, Statistic, f64, f64); 7] = [
    (Metric::LagMonths2030, Statistic::P05, 0.0, 0.5),
    (Metric::LagMonths2030, Statistic::P50, 10.0, 0.5),
    (Metric::LagMonths2030, Statistic::P95, 20.0, 0.5),
    (Metric::UsSpending, Statistic::P05, 100.0, 5.0),
    (Metric::UsSpending, Statistic::P50, 200.0, 2.0),
    (Metric::UsSpending, Statistic::P95, 300.0, 5.0),
    (Metric::TreatyYear, Statistic::Never, 0.5, 0.005),
];

#[test]
fn worlds_suffice_where_every_interval_is_as_narrow_as_the_criterion_wants() {
    let enough = precision(&SPREAD).verdict();
    assert_eq!((enough.judged, enough.is_enough()), (7, true), "{enough:?}");
    // 1.96 x 2.5 is more than 2 % of 200; 1.96 x 0.01 is more than a percentage point.
    let mut wide = SPREAD;
    wide[4].3 = 2.5;
    wide[6].3 = 0.01;
    let short = precision(&wide).verdict();
    assert!(!short.is_enough());
    let names: Vec<_> = short.short.iter().map(|one| (one.known.metric, one.wanted)).collect();
    assert_eq!(names, [(Metric::UsSpending, 4.0), (Metric::TreatyYear, 0.01)]);
    // (1.96 x 0.01 / 0.01)^2 x 1,000 = 3,842, rounded up to two digits.
    assert_eq!(short.worst().unwrap().runs, 3900);
    assert_eq!(short.worst().unwrap().known.metric, Metric::TreatyYear);
    assert!(!precision(&[]).verdict().is_enough());
}

#[test]
fn quantiles_in_months_need_not_be_known_better_than_to_a_month() {
    let mut coarse = SPREAD;
    coarse[1].3 = 1.0 / 1.96;
    assert!(precision(&coarse).verdict().is_enough());
    coarse[1].3 = 1.01 / 1.96;
    assert!(!precision(&coarse).verdict().is_enough());
}

#[test]
fn what_does_not_happen_in_half_of_the_worlds_is_judged_by_its_share_alone() {
    let never = f64::INFINITY;
    let rare = precision(&[
        (Metric::ParityYear, Statistic::Mean, 2030.0, 9.0),
        (Metric::ParityYear, Statistic::P05, 2029.0, 9.0),
        (Metric::ParityYear, Statistic::P50, never, f64::NAN),
        (Metric::ParityYear, Statistic::Never, 0.9, 0.004),
    ]);
    assert_eq!((rare.verdict().judged, rare.verdict().is_enough()), (1, true));
    // With a median, the range ends with the horizon: 2 % of 2029 to 2041 is 0.24 years.
    let known = precision(&[
        (Metric::ParityYear, Statistic::RestrictedMean, 2034.0, 0.13),
        (Metric::ParityYear, Statistic::P05, 2029.0, 0.1),
        (Metric::ParityYear, Statistic::P50, 2034.0, 0.1),
        (Metric::ParityYear, Statistic::P95, never, f64::NAN),
    ]);
    let verdict = known.verdict();
    assert_eq!(verdict.judged, 3);
    assert_eq!(verdict.short.len(), 1);
    assert_eq!(verdict.short[0].known.statistic, Statistic::RestrictedMean);
    assert!((verdict.short[0].wanted - 0.24).abs() < 1e-9);
}

#[test]
fn a_relative_error_is_given_only_where_it_says_something() {
    let of = |metric, statistic, value, error| {
        let precision = precision(&[(metric, statistic, value, error)]);
        Known::of(precision.last(), metric, statistic).relative_error()
    };
    assert_eq!(of(Metric::UsSpending, Statistic::Mean, -200.0, 2.0), 0.01);
    assert!(of(Metric::LagMonths2030, Statistic::Mean, 0.1, 0.06).is_nan());
    assert!(of(Metric::ParityYear, Statistic::P50, 2034.0, 0.1).is_nan());
    assert_eq!(of(Metric::ParityYear, Statistic::Never, 0.25, 0.01), 0.04);
    assert!(of(Metric::ParityYear, Statistic::P50, f64::INFINITY, f64::NAN).is_nan());
}
