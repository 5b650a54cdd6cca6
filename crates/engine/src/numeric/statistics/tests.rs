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

/// Where all or none are part, the end is a root of 0.025 in closed form; the others are from sums of binomial probabilities.
#[test]
fn the_interval_of_a_share_is_that_of_clopper_and_pearson() {
    for ((part, whole), expected) in [
        ((103, 105), [0.932_884_239_7, 0.997_684_863_3]),
        ((9, 10), [0.554_983_883_0, 0.997_471_421_5]),
        ((10, 10), [0.025_f64.powf(0.1), 1.0]),
        ((0, 10), [0.0, 1.0 - 0.025_f64.powf(0.1)]),
    ] {
        let found = exact_share_interval(part, whole);
        let close = found
            .iter()
            .zip(expected)
            .all(|(one, other)| (one - other).abs() < 1e-8);
        assert!(close, "{part} of {whole}: {found:?}");
    }
}

/// `scipy.stats.t.ppf(0.975, degrees)` of scipy 1.17.
#[test]
fn student_intervals_are_those_of_scipy() {
    for (degrees, expected, tolerance) in [
        (1, 12.706_204_736_174_7, 1e-7),
        (2, 4.302_652_729_749_46, 1e-7),
        (3, 3.182_446_305_283_71, 1e-7),
        (4, 2.776_445_105_197_79, 1e-7),
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

/// By hand from Agresti and Min's formula; with no pair that differs among 498 the interval is 1.96/500 to either side.
#[test]
fn no_discordant_pair_is_no_certainty() {
    let none = difference_of_shares(0, 0, 498);
    assert_eq!((none.value, none.error), (0.0, 1.0 / 500.0));
    assert!((none.high - NORMAL_95 / 500.0).abs() < 1e-15 && none.low == -none.high);
    let some = difference_of_shares(9, 2, 98);
    let (sum, apart) = (12.0, 7.0);
    assert!((some.value - 7.0 / 98.0).abs() < 1e-15);
    assert!((some.error - (sum - apart * apart / 100.0_f64).sqrt() / 100.0).abs() < 1e-15);
    assert!(((some.low + some.high) / 2.0 - 0.07).abs() < 1e-15);
}

/// Events of one world in 300 in 500 worlds, each of which moves a date by up to fifteen years: the plain interval of the mean holds the truth in
/// far fewer than 95 of a hundred samples. Of 2,000 intervals at least 93 % must hold it: at a true rate of 95 % a false alarm
/// once in 50,000 seeds.
#[test]
fn intervals_of_rare_differences_cover_the_truth() {
    let streams = Streams::new(5);
    let (chance, size) = (1.0 / 300.0, 8.0);
    let mut covered = [0, 0, 0];
    for sample in 0..2000 {
        let mut reader = streams.open(sample, 0);
        let moved: Vec<f64> = (0..500)
            .map(|_| if reader.uniform() < chance { size } else { 0.0 })
            .collect();
        let still = vec![0.0; 500];
        let gained = moved.iter().filter(|moved| **moved > 0.0).count() as u64;
        let holds = |found: Difference, truth: f64| usize::from((found.low..=found.high).contains(&truth));
        covered[0] += holds(difference_of_shares(gained, 0, 500), chance);
        covered[1] += holds(difference_of_bounded_means(&still, &moved, 15.0), chance * size);
        covered[2] += holds(difference_of_means(&still, &moved), chance * size);
    }
    assert!(covered[0] >= 1860 && covered[1] >= 1860, "{covered:?}");
    assert!(covered[2] < 1860, "the plain interval would do: {covered:?}");
}
