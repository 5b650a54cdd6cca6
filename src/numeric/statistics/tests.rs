use super::*;
use crate::numeric::kernels::normal_quantile;
use crate::numeric::streams::Streams;

#[test]
fn moments_equal_the_textbook_formulas() {
    let moments = Moments::of([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
    assert_eq!((moments.count, moments.mean()), (8, 5.0));
    assert!((moments.variance() - 32.0 / 7.0).abs() < 1e-15);
    assert!((moments.mean_error() - (32.0_f64 / 56.0).sqrt()).abs() < 1e-15);
    // Far from zero, where the sum of squares alone would lose every digit.
    let years = Moments::of((0..1000).map(|i| 1e9 + f64::from(i)));
    assert!((years.variance() / (1000.0 * 1001.0 / 12.0) - 1.0).abs() < 1e-12);
    assert_eq!(Moments::of([0.1; 100]).variance(), 0.0);
    assert!(Moments::of([1.0]).variance().is_nan() && Moments::default().mean().is_nan());
}

#[test]
fn equal_numbers_added_at_once_count_like_one_by_one() {
    let one_by_one = Moments::of([2030.0, 2031.5, 2041.0, 2041.0, 2041.0]);
    let at_once = Moments::of([2030.0, 2031.5]).with(2041.0, 3);
    assert_eq!(at_once, one_by_one);
    assert_eq!(Moments::default().with(3.0, 4).variance(), 0.0);
    assert_eq!(Moments::of([1.0, 2.0]).with(5.0, 0), Moments::of([1.0, 2.0]));
}

#[test]
fn a_share_has_the_error_of_its_adjusted_binomial() {
    // (30 + 2) / (100 + 4) = 4 / 13.
    assert!((share_error(30, 100) - (4.0 / 13.0 * 9.0 / 13.0 / 104.0_f64).sqrt()).abs() < 1e-15);
    assert!(share_error(0, 1000) > 0.0 && share_error(1000, 1000) == share_error(0, 1000));
    assert!((share_error(5_000_000, 10_000_000) - 0.5 / 1e7_f64.sqrt()).abs() < 1e-9);
    assert!(share_error(0, 0).is_nan());
}

/// `scipy.stats.t.ppf(0.975, degrees)` of scipy 1.17.
#[test]
fn student_intervals_are_those_of_scipy() {
    for (degrees, expected, tolerance) in [
        (5, 2.570_581_835_636_314, 1e-3),
        (7, 2.364_624_251_592_784, 3e-4),
        (30, 2.042_272_456_301_238, 1e-6),
        (100, 1.983_971_518_523_552, 1e-8),
        (9999, 1.960_201_263_621_357, 1e-9),
    ] {
        let found = student_95(degrees);
        assert!((found / expected - 1.0).abs() < tolerance, "{degrees}: {found}");
    }
    assert_eq!(student_95(0), f64::INFINITY);
    assert!((NORMAL_95 + normal_quantile(TAIL)).abs() < 1e-12);
}

/// Correlated normals (z, 0.6 z + 0.8 w + 0.3): the true difference of means is 0.3. The share of 4,000 intervals that hold it has
/// a standard deviation of 0.0034; the bound is 4.5 of them (false alarms: 1 in 150,000).
#[test]
fn intervals_of_a_difference_of_means_cover_the_truth_as_often_as_they_say() {
    let streams = Streams::new(99);
    let covers = |sample: u64| {
        let mut reader = streams.open(sample, 0);
        let mut normal = || normal_quantile(reader.uniform());
        let pairs: Vec<(f64, f64)> = (0..40)
            .map(|_| {
                let (z, w) = (normal(), normal());
                (z, 0.6 * z + 0.8 * w + 0.3)
            })
            .collect();
        let (first, second): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let found = difference_of_means(&first, &second);
        (found.low..=found.high).contains(&0.3)
    };
    let share = (0..4000).filter(|&sample| covers(sample)).count() as f64 / 4000.0;
    assert!((share - 0.95).abs() < 4.5 * 0.0034, "{share}");
}
