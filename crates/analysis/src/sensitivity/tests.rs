//! Estimators against closed forms, through the functions that the command uses, and against SALib's numbers.

use super::morris::{MorrisDesign, morris_effects};
use super::one_at_a_time::{OneAtATimeDesign, end_effects};
use super::sobol::{SobolDesign, SobolIndices, sobol_indices};
use super::*;
use engine::numeric::streams::Streams;
use std::f64::consts::PI;

const BOOTSTRAP: Bootstrap = Bootstrap {
    seed: 8,
    resamples: 400,
};

/// One output a row, in the order of the table.
fn outputs(design: &Design, mut model: impl FnMut(&Point) -> f64) -> Vec<f64> {
    let mut all = Vec::new();
    evaluate(
        design,
        0,
        1,
        &mut |points| Ok(points.iter().map(&mut model).collect()),
        &mut |finished| {
            assert_eq!(finished.units.start * design.width(), all.len());
            all.extend(finished.outputs);
            Ok(())
        },
    )
    .unwrap();
    all
}

fn singles(columns: usize) -> Vec<Factor> {
    (0..columns).map(|column| Factor::Columns(vec![column])).collect()
}

/// Indices of a function of coordinates and world.
fn indices(
    factors: Vec<Factor>,
    columns: usize,
    points: u32,
    seed: u64,
    model: impl FnMut(&Point) -> f64,
) -> SobolIndices {
    let count = factors.len();
    let design = Design::Sobol(SobolDesign::new(factors, columns, points, seed).unwrap());
    sobol_indices(&outputs(&design, model), count, &BOOTSTRAP)
}

#[track_caller]
fn assert_near(found: &[Estimate], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found.value - expected).abs() < tolerance,
            "{found:?} against {expected}"
        );
        assert!(found.low <= found.value && found.value <= found.high, "{found:?}");
    }
}

/// A number of the world that no input knows, uniform between -1/2 and 1/2.
fn luck(world: u64) -> f64 {
    Streams::new(99).open(world, 250).uniform() - 0.5
}

/// Ishigami and Homma (1990), a = 7, b = 0.1; its variances have closed forms.
#[test]
fn indices_of_ishigami_are_those_of_its_closed_form() {
    let (a, b) = (7.0, 0.1);
    let found = indices(singles(3), 3, 1 << 12, 1, |point| {
        let x: Vec<f64> = point.coordinates.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
        x[0].sin() + a * x[1].sin().powi(2) + b * x[2].powi(4) * x[0].sin()
    });
    let (v1, v2) = ((1.0 + b * PI.powi(4) / 5.0).powi(2) / 2.0, a * a / 8.0);
    let v13 = b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
    let v = v1 + v2 + v13;
    assert_near(&found.first, &[v1 / v, v2 / v, 0.0], 0.01);
    assert_near(&found.total, &[(v1 + v13) / v, v2 / v, v13 / v], 0.01);
    assert!(
        (found.mean - a / 2.0).abs() < 0.01 && (found.variance / v - 1.0).abs() < 0.01,
        "{found:?}"
    );
}

const SOBOL_G: [f64; 6] = [0.0, 0.5, 3.0, 9.0, 99.0, 99.0];

fn sobol_g(point: &Point) -> f64 {
    let factors = point.coordinates.iter().zip(SOBOL_G);
    factors.map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product()
}

/// Partial variances of Sobol's g function (Saltelli and Sobol 1995): 1 / (3 (1 + a)^2) each; a set of inputs alone has
/// the product of one plus each, less one.
fn variance_of(inputs: impl Iterator<Item = usize>) -> f64 {
    inputs
        .map(|input| 1.0 + 1.0 / (3.0 * (1.0 + SOBOL_G[input]).powi(2)))
        .product::<f64>()
        - 1.0
}

#[test]
fn indices_of_sobol_g_are_those_of_its_closed_form() {
    let found = indices(singles(6), 6, 1 << 12, 2, sobol_g);
    let v = variance_of(0..6);
    let first: Vec<f64> = (0..6).map(|i| variance_of(i..i + 1) / v).collect();
    let total: Vec<f64> = (0..6)
        .map(|i| 1.0 - variance_of((0..6).filter(|&j| j != i)) / v)
        .collect();
    assert_near(&found.first, &first, 0.01);
    assert_near(&found.total, &total, 0.01);
}

#[test]
fn indices_of_groups_are_those_of_the_closed_form() {
    let groups: [Vec<usize>; 3] = [vec![0, 2], vec![1], vec![3, 4, 5]];
    let factors = groups.iter().cloned().map(Factor::Columns).collect();
    let found = indices(factors, 6, 1 << 12, 3, sobol_g);
    let v = variance_of(0..6);
    let first = groups.clone().map(|group| variance_of(group.into_iter()) / v);
    let total = groups.map(|group| 1.0 - variance_of((0..6).filter(|input| !group.contains(input))) / v);
    assert_near(&found.first, &first, 0.01);
    assert_near(&found.total, &total, 0.01);
}

/// 4 x1 + 2 x2 + x1 luck + 3 luck, with everything centred but x1: chance has first and total shares of its own.
#[test]
fn chance_has_its_own_share_and_its_interactions() {
    let mut factors = singles(2);
    factors.push(Factor::Chance);
    let found = indices(factors, 2, 1 << 14, 4, |point| {
        let [x1, x2] = point.coordinates[..] else {
            panic!("two columns")
        };
        4.0 * x1 + 2.0 * x2 + (6.0 * (x1 - 0.5) + 3.0) * luck(point.world)
    });
    let (v1, v2, chance, both) = (16.0 / 12.0, 4.0 / 12.0, 9.0 / 12.0, 36.0 / 144.0);
    let v = v1 + v2 + chance + both;
    assert_near(&found.first, &[v1 / v, v2 / v, chance / v], 0.03);
    assert_near(&found.total, &[(v1 + both) / v, v2 / v, (chance + both) / v], 0.03);
}

/// Of 3 x 2 intervals from each of 100 seeds, 95 % are to cover; with dependence between the six of a seed, 90 % is
/// more than four standard errors away.
#[test]
fn intervals_cover_the_closed_form_at_their_rate() {
    let truth = [9.0 / 14.0, 4.0 / 14.0, 1.0 / 14.0];
    let mut covered = 0;
    for seed in 0..100 {
        let mut factors = singles(2);
        factors.push(Factor::Chance);
        let found = indices(factors, 2, 256, seed, |point| {
            3.0 * point.coordinates[0] + 2.0 * point.coordinates[1] + luck(point.world + 100_000 * seed)
        });
        let intervals = found.first.iter().zip(truth).chain(found.total.iter().zip(truth));
        covered += intervals
            .filter(|(found, truth)| found.low <= *truth && *truth <= found.high)
            .count();
    }
    assert!(covered >= 540, "{covered} of 600");
}

#[test]
fn an_output_that_does_not_vary_has_no_indices() {
    for nearly in [0.0, 1e-13] {
        let found = indices(singles(2), 2, 64, 1, |point| 1000.0 + nearly * point.coordinates[0]);
        assert!(!found.varies() && found.units == 64);
        assert!(
            found.first.iter().chain(&found.total).all(|index| index.value.is_nan()),
            "{found:?}"
        );
        let design = MorrisDesign::new(singles(2), 2, 4, 8, 1);
        let same = vec![1000.0; Design::Morris(design.clone()).rows()];
        let effects = morris_effects(&design, &same, &BOOTSTRAP);
        assert!(!effects.varies && effects.effects.iter().all(|effect| effect.mu_star.value.is_nan()));
    }
}

#[test]
fn units_with_a_missing_output_are_left_out_and_counted() {
    let design = Design::Sobol(SobolDesign::new(singles(2), 2, 64, 1).unwrap());
    let mut all = outputs(&design, |point| point.coordinates[0] + point.coordinates[1].powi(2));
    let without: Vec<f64> = all[..4 * 20].iter().chain(&all[4 * 21..]).copied().collect();
    all[4 * 20 + 2] = f64::NAN;
    let (found, expected) = (
        sobol_indices(&all, 2, &BOOTSTRAP),
        sobol_indices(&without, 2, &BOOTSTRAP),
    );
    assert_eq!(found.units, 63);
    // Numbers that do not exist, such as standard errors of resampled intervals, are not equal to themselves; their texts are.
    assert_eq!(format!("{found:?}"), format!("{expected:?}"));
}

/// Rows of A, AB_1, ..., B: each mixed point is A but for the columns of its factor, and the worlds go with chance.
#[test]
fn a_unit_has_the_rows_of_salib_and_the_worlds_of_its_halves() {
    let factors = vec![Factor::Columns(vec![0, 2]), Factor::Columns(vec![1]), Factor::Chance];
    let design = Design::Sobol(SobolDesign::new(factors.clone(), 3, 32, 9).unwrap());
    for unit in 0..32 {
        let points = design.coordinates(unit);
        let (a, b) = (&points[0], &points[4]);
        assert!(a.iter().chain(b).all(|u| 0.0 < *u && *u < 1.0));
        for (place, factor) in factors.iter().enumerate() {
            for column in 0..3 {
                let from = if factor.columns().contains(&column) { b } else { a };
                assert_eq!(points[place + 1][column], from[column]);
            }
        }
        let worlds: Vec<u64> = (0..5).map(|part| design.world(unit, part)).collect();
        let (own, other) = (unit as u64, unit as u64 + 32);
        assert_eq!(worlds, [own, own, own, other, other]);
    }
}

#[test]
fn an_evaluation_that_begins_in_the_middle_gives_the_same_rows() {
    let design = Design::Sobol(SobolDesign::new(singles(5), 5, 8192, 9).unwrap());
    let mut model = |points: &[Point]| {
        Ok(points
            .iter()
            .flat_map(|point| [point.coordinates.iter().sum(), luck(point.world)])
            .collect())
    };
    let mut pieces = Vec::new();
    evaluate(&design, 0, 2, &mut model, &mut |finished| {
        pieces.push(finished);
        Ok(())
    })
    .unwrap();
    assert!(pieces.len() > 2);
    for (place, piece) in pieces.iter().enumerate() {
        let mut again = Vec::new();
        evaluate(&design, piece.units.start, 2, &mut model, &mut |finished| {
            again.push(finished);
            Ok(())
        })
        .unwrap();
        assert_eq!(again, pieces[place..]);
    }
}

/// A straight line has its slopes for effects and no spread; x squared has effects of 2/3 and 4/3 on four levels, as
/// often.
#[test]
fn screening_of_a_line_and_a_square_gives_their_closed_forms() {
    let design = MorrisDesign::new(singles(3), 3, 4, 400, 5);
    let all = outputs(&Design::Morris(design.clone()), |point| {
        3.0 * point.coordinates[0] - 2.0 * point.coordinates[1] + point.coordinates[2].powi(2)
    });
    let effects = morris_effects(&design, &all, &BOOTSTRAP).effects;
    for (effect, slope) in effects.iter().zip([3.0, -2.0]) {
        assert!((effect.mu - slope).abs() < 1e-12 && effect.sigma < 1e-12, "{effect:?}");
        assert!((effect.mu_star.value - slope.abs()).abs() < 1e-12);
    }
    // Standard deviation 1/3 and 400 trajectories: five standard errors are 0.083.
    assert!(
        (effects[2].mu - 1.0).abs() < 0.083 && (effects[2].sigma - 1.0 / 3.0).abs() < 0.01,
        "{:?}",
        effects[2]
    );
}

#[test]
fn points_of_a_trajectory_share_their_world_and_move_one_group_by_half_of_the_levels() {
    let groups: Vec<Factor> = [vec![0], vec![1, 2], vec![3]].map(Factor::Columns).to_vec();
    let design = MorrisDesign::new(groups.clone(), 4, 6, 30, 2);
    let delta = design.delta();
    let design = Design::Morris(design);
    for unit in 0..30 {
        let mut moved = Vec::new();
        for (part, points) in design.coordinates(unit).windows(2).enumerate() {
            let columns: Vec<usize> = (0..4)
                .filter(|&column| points[0][column] != points[1][column])
                .collect();
            assert!(
                columns
                    .iter()
                    .all(|&c| ((points[1][c] - points[0][c]).abs() - delta).abs() < 1e-12)
            );
            moved.push(columns);
            assert_eq!(design.world(unit, part), unit as u64);
        }
        moved.sort();
        assert_eq!(moved, [vec![0], vec![1, 2], vec![3]]);
    }
}

/// With an additive input the two ends differ by its slope in every world; with one that is multiplied by luck, on
/// average.
#[test]
fn ends_of_one_input_at_a_time_are_paired_world_by_world() {
    let design = Design::OneAtATime(OneAtATimeDesign::new(singles(2), 2, 500));
    let all = outputs(&design, |point| {
        let own = |column: usize| {
            let given = point.coordinates[column];
            if given.is_nan() { 0.5 } else { given }
        };
        3.0 * own(0) + own(1) * luck(point.world) + 10.0 * luck(point.world)
    });
    let found = end_effects(&all, 2);
    let additive = found.effects[0];
    assert!((additive.difference.value - 3.0).abs() < 1e-12 && additive.difference.half_width() < 1e-12);
    assert!((additive.at_high - found.mean - 1.5).abs() < 1e-12 && (found.mean - additive.at_low - 1.5).abs() < 1e-12);
    // The mean of 500 numbers with variance 1/12: the interval is 1.96 standard errors of 0.0129.
    let multiplied = found.effects[1].difference;
    assert!(
        (multiplied.half_width() - 1.96 * 0.0129).abs() < 0.002,
        "{multiplied:?}"
    );
    assert!(multiplied.low < 0.0 && 0.0 < multiplied.high && found.units == 500);
}

/// Rows of a file made with SALib: its indices, and outputs with coordinates before them.
fn salib(text: &str) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let of = |kind: &str| {
        let rows = text.lines().filter_map(|line| line.strip_prefix(kind));
        rows.map(|row| row.split(',').map(|cell| cell.parse().unwrap()).collect())
            .collect()
    };
    (of("index,"), of("output,"))
}

/// Equal, and the interval about as wide: SALib's is 1.96 standard deviations of its own resamples on each side.
#[track_caller]
fn assert_like_salib(found: Estimate, value: f64, half_width: f64) {
    assert!((found.value - value).abs() < 1e-10, "{found:?} against {value}");
    assert!(
        (found.half_width() - half_width).abs() <= 0.25 * half_width + 1e-12,
        "{found:?} +- {half_width}"
    );
}

#[test]
fn sobol_indices_are_those_of_salib_on_the_same_results() {
    for text in [
        include_str!("tests/salib_sobol.csv"),
        include_str!("tests/salib_sobol_groups.csv"),
    ] {
        let (expected, rows) = salib(text);
        let found = sobol_indices(&rows.concat(), expected.len(), &BOOTSTRAP);
        for (place, expected) in expected.iter().enumerate() {
            assert_like_salib(found.first[place], expected[0], expected[1]);
            assert_like_salib(found.total[place], expected[2], expected[3]);
        }
    }
}

#[test]
fn effects_of_a_screening_are_those_of_salib_on_the_same_design_and_results() {
    let files = [
        (
            include_str!("tests/salib_morris_single.csv"),
            vec![vec![0], vec![1], vec![2]],
        ),
        (
            include_str!("tests/salib_morris_groups.csv"),
            vec![vec![0], vec![1, 2], vec![3]],
        ),
    ];
    for (text, groups) in files {
        let (expected, rows) = salib(text);
        let columns = groups.concat().len();
        let design = MorrisDesign::new(groups.into_iter().map(Factor::Columns).collect(), columns, 4, 12, 77);
        let points: Vec<Vec<f64>> = (0..12).flat_map(|unit| design.coordinates(unit)).collect();
        let (coordinates, outputs): (Vec<Vec<f64>>, Vec<f64>) =
            rows.iter().map(|row| (row[..columns].to_vec(), row[columns])).unzip();
        assert_eq!(
            points, coordinates,
            "the design is no longer the one that SALib was given"
        );
        let found = morris_effects(&design, &outputs, &BOOTSTRAP);
        for (found, expected) in found.effects.iter().zip(&expected) {
            assert!((found.mu - expected[0]).abs() < 1e-10, "{found:?}");
            assert_like_salib(found.mu_star, expected[1], expected[3]);
            let alike = (found.sigma - expected[2]).abs() < 1e-10 || found.sigma.is_nan() && expected[2].is_nan();
            assert!(alike, "{found:?} against {expected:?}");
        }
    }
}
