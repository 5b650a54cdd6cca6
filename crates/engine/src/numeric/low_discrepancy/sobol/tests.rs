use super::*;
use crate::numeric::streams::Streams;

/// Key streams of no other use.
const PURPOSE: u8 = 241;

fn scrambled(dimensions: usize, seed: u64) -> ScrambledSobol {
    ScrambledSobol::new(dimensions, &mut Streams::new(seed).open(0, PURPOSE)).unwrap()
}

#[test]
fn points_are_those_of_scipy_in_low_and_high_dimensions_and_at_high_numbers() {
    let sobol = Sobol::new(DIMENSIONS).unwrap();
    let mut held = 0;
    for line in include_str!("scipy.csv").lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<u32> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        let [number, dimension, value] = cells[..] else {
            panic!("{line}")
        };
        let coordinate = sobol.coordinate(number, dimension as usize);
        assert_eq!(coordinate * f64::from(1 << 30), f64::from(value), "{line}");
        held += 1;
    }
    assert_eq!(held, 26 * 18);
}

/// All 1024 coordinates of one point: their sum with weights 1, 2, 3, ... from the same direction numbers of scipy
/// 1.17.1.
#[test]
fn every_dimension_is_that_of_scipy() {
    let sobol = Sobol::new(DIMENSIONS).unwrap();
    let sum: u64 = (0..DIMENSIONS)
        .map(|dimension| u64::from(sobol.word(987_654_321, dimension) >> 2) * (dimension as u64 + 1))
        .sum();
    assert_eq!(sum, 283_995_205_404_190);
}

#[test]
fn there_are_no_more_dimensions_than_the_table_has() {
    assert_eq!(Sobol::new(DIMENSIONS).unwrap().dimensions(), DIMENSIONS);
    assert!(Sobol::new(DIMENSIONS + 1).is_none());
}

#[test]
fn every_scrambled_coordinate_has_one_point_in_each_part() {
    let dimensions = 700;
    let points = scrambled(dimensions, 5);
    for bits in [0, 1, 5, 10] {
        let count = 1_u32 << bits;
        for dimension in (0..dimensions).step_by(23) {
            let mut seen = vec![false; count as usize];
            for number in 0..count {
                let u = points.coordinate(number, dimension);
                assert!(0.0 < u && u < 1.0);
                seen[(u * f64::from(count)) as usize] = true;
            }
            assert!(seen.iter().all(|&seen| seen), "dimension {dimension}, {count} points");
        }
    }
}

/// The first two dimensions make a (0, 2)-sequence: each of the 2^n equal rectangles, of whatever shape, holds one of
/// 2^n points, and scrambling keeps it so.
#[test]
fn scrambling_keeps_the_evenness_in_the_plane() {
    let points = scrambled(2, 6);
    let bits = 8;
    for wide in 0..=bits {
        let mut seen = vec![false; 1 << bits];
        for number in 0..1 << bits {
            let cell = |dimension, bits: i32| (points.coordinate(number, dimension) * 2_f64.powi(bits)) as usize;
            seen[cell(0, wide) << (bits - wide) | cell(1, bits - wide)] = true;
        }
        assert!(seen.iter().all(|&seen| seen), "{wide} bits across");
    }
}

/// Over 400 seeds a given point is uniform and uncorrelated between dimensions: mean, second moment and correlation of
/// some points and dimensions, 60 tests at z = 5, a false alarm once in 30,000 sets of seeds.
#[test]
fn a_scrambled_point_alone_is_uniform() {
    let seeds = 400;
    for dimension in [0, 1, 2, 40, 500] {
        let sequences: Vec<ScrambledSobol> = (0..seeds).map(|seed| scrambled(dimension + 2, seed)).collect();
        for number in [0, 1, 2, 77] {
            let pair = |points: &ScrambledSobol| {
                [dimension, dimension + 1].map(|dimension| points.coordinate(number, dimension) - 0.5)
            };
            let pairs: Vec<[f64; 2]> = sequences.iter().map(pair).collect();
            let mean = |f: &dyn Fn([f64; 2]) -> f64| pairs.iter().map(|&pair| f(pair)).sum::<f64>() / seeds as f64;
            let root = (seeds as f64).sqrt();
            let z = [
                mean(&|[x, _]| x) * root * 12_f64.sqrt(),
                (mean(&|[x, _]| x * x) - 1.0 / 12.0) * root * 180_f64.sqrt(),
                mean(&|[x, y]| x * y) * root * 12.0,
            ];
            assert!(
                z.iter().all(|z| z.abs() < 5.0),
                "point {number}, dimension {dimension}: {z:?}"
            );
        }
    }
}

/// A product of five factors 1/2 + u: its integral is 1, its variance (13/12)^5 - 1. With 2^12 points the error is a
/// fiftieth of the standard error of random points or less, for each of ten seeds.
#[test]
fn integration_is_far_more_exact_than_with_random_points() {
    let points = 1 << 12;
    let random = (((13.0_f64 / 12.0).powi(5) - 1.0) / f64::from(points)).sqrt();
    for seed in 0..10 {
        let sequence = scrambled(5, seed);
        let product = |number| -> f64 {
            (0..5)
                .map(|dimension| 0.5 + sequence.coordinate(number, dimension))
                .product()
        };
        let mean = (0..points).map(product).sum::<f64>() / f64::from(points);
        assert!(
            (mean - 1.0).abs() < random / 50.0,
            "seed {seed}: {} against {random}",
            mean - 1.0
        );
    }
}

#[test]
fn more_dimensions_keep_the_coordinates_of_fewer_and_seeds_differ() {
    let (few, many, other) = (scrambled(3, 1), scrambled(9, 1), scrambled(3, 2));
    assert_eq!(few.coordinate(1234, 2), many.coordinate(1234, 2));
    assert_ne!(few.coordinate(1234, 2), other.coordinate(1234, 2));
}
