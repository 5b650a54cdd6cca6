//! Boxes and trees against other programs on a planted box, and the whole search against what was planted.

use super::limits::{Content, Side, binomial_at_least};
use super::prim::{Objective, Peeling, Step, find_box};
use super::search::{Choice, cover, search};
use super::stability::{Resample, Stability, resample, tells_of_others};
use super::tree::{Growth, grow};
use super::{Cases, Limits};
use engine::ensemble::Workers;
use engine::numeric::streams::Streams;

/// Rows of a table with a comment line and a header, cells as texts.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.skip(1).map(|line| line.split(',').collect()).collect()
}

fn planted() -> Cases {
    let rows = rows(include_str!("tests/planted.csv"));
    let column = |place: usize| rows.iter().map(|row| row[place].parse().unwrap()).collect();
    Cases::new(
        (0..6).map(column).collect(),
        rows.iter().map(|row| row[6] == "1").collect(),
    )
}

/// Limits, contents and quasi-p values of every box of a trajectory are those of the EMA Workbench, to the last digit where they are
/// counts and limits.
#[track_caller]
fn same_as_ema(cases: &Cases, all: usize, trajectory: &[Step], expected: &[Vec<&str>]) {
    assert_eq!(trajectory.len(), expected.len());
    for (step, row) in trajectory.iter().zip(expected) {
        let number = |place: usize| row[place].parse::<f64>().unwrap();
        assert_eq!(step.content.rows as f64, number(2), "{row:?}");
        assert_eq!(step.content.interest as f64, number(3), "{row:?}");
        assert_eq!(step.content.interest as f64 / all as f64, number(4));
        assert_eq!(step.content.density(), number(5));
        assert_eq!(step.content.rows as f64 / 800.0, number(6));
        assert_eq!(step.limits.restricted().len() as f64, number(7), "{row:?}");
        let p_values = step.limits.quasi_p(cases);
        for column in 0..6 {
            for side in [Side::Lower, Side::Upper] {
                let at = 8 + 4 * column + side as usize;
                let limit = step.limits.side(column, side);
                match row[at] {
                    "" => assert!(limit.is_infinite(), "{row:?}"),
                    text => assert_eq!(limit, text.parse::<f64>().unwrap(), "{row:?}"),
                }
                let p = p_values.iter().find(|(place, of, _)| (*place, *of) == (column, side));
                match row[at + 2] {
                    "" => assert!(p.is_none()),
                    text => {
                        let (found, expected) = (p.unwrap().2, text.parse::<f64>().unwrap());
                        assert!(
                            (found - expected).abs() < 1e-9 * expected.max(1e-6),
                            "{found} {expected}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn boxes_and_quasi_p_values_are_those_of_the_ema_workbench() {
    let cases = planted();
    let all = cases.interest();
    let expected = rows(include_str!("tests/ema_gain.csv"));
    let (first, second): (Vec<_>, Vec<_>) = expected.into_iter().partition(|row| row[0] == "0");
    let trajectory = find_box(&cases, &Peeling::default(), 800);
    same_as_ema(&cases, all, &trajectory, &first);
    let inside = trajectory.last().unwrap().limits.inside(&cases);
    let outside: Vec<usize> = (0..800).filter(|&row| !inside[row]).collect();
    let left = cases.with_rows(&outside);
    same_as_ema(&left, all, &find_box(&left, &Peeling::default(), 800), &second);
}

#[test]
fn the_other_objective_is_that_of_the_ema_workbench_too() {
    let cases = planted();
    let peeling = Peeling {
        objective: Objective::Density,
        ..Peeling::default()
    };
    let expected = rows(include_str!("tests/ema_density.csv"));
    same_as_ema(&cases, cases.interest(), &find_box(&cases, &peeling, 800), &expected);
}

#[test]
fn a_tree_has_the_leaves_of_scikit_learn() {
    let cases = planted();
    let leaves = grow(
        &cases,
        Growth {
            depth: 3,
            least_rows: 25,
        },
    );
    let expected = rows(include_str!("tests/sklearn_tree.csv"));
    assert_eq!(leaves.len(), expected.len());
    for (leaf, row) in leaves.iter().zip(expected) {
        assert_eq!(leaf.content.rows, row[1].parse::<usize>().unwrap(), "{row:?}");
        assert_eq!(leaf.content.interest, row[2].parse::<usize>().unwrap(), "{row:?}");
        for part in row[0].split(" & ") {
            let column = part[1..2].parse::<usize>().unwrap() - 1;
            let (side, limit) = match part.split_once("<=") {
                Some((_, limit)) => (Side::Upper, limit),
                None => (Side::Lower, part.split_once('>').unwrap().1),
            };
            // A column may be split twice on a branch: the tighter limit stands.
            let found = leaf.limits.side(column, side);
            let limit: f64 = limit.parse().unwrap();
            match side {
                Side::Upper => assert!(found <= limit, "{row:?}"),
                Side::Lower => assert!(found >= limit, "{row:?}"),
            }
        }
        let splits: Vec<f64> = row[0]
            .split(" & ")
            .map(|part| part.split(['=', '>']).next_back().unwrap().parse().unwrap())
            .collect();
        for (column, side) in leaf.limits.restrictions() {
            assert!(splits.contains(&leaf.limits.side(column, side)), "{row:?}");
        }
    }
}

/// Planted where x1 < 0.6, x3 > 0.5 and x6 >= 0.5 with density 0.9 against 0.06 elsewhere.
#[test]
fn the_search_finds_what_was_planted_and_nothing_else() {
    let cases = planted();
    let found = search(&cases, &Peeling::default(), &Choice::default(), 800);
    let step = found.step();
    assert_eq!(step.limits.restricted(), [0, 2, 5]);
    let ((_, x1), (x3, _), (x6, _)) = (step.limits.of(0), step.limits.of(2), step.limits.of(5));
    assert!((0.5..0.65).contains(&x1), "{x1}");
    assert!((0.45..0.6).contains(&x3), "{x3}");
    assert!((0.25..0.5).contains(&x6), "{x6}");
    assert!(step.content.density() > 0.8, "{step:?}");
    assert!(
        step.content.interest as f64 >= 0.5 * cases.interest() as f64,
        "{step:?}"
    );
}

#[test]
fn two_planted_boxes_are_found_one_after_the_other() {
    let mut stream = Streams::new(3).open(0, 0);
    let columns: Vec<Vec<f64>> = (0..5).map(|_| (0..2000).map(|_| stream.uniform()).collect()).collect();
    let of_interest = (0..2000)
        .map(|row| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|place: usize| columns[place][row]);
            a < 0.4 && b > 0.3 || c < 0.3 && d > 0.7
        })
        .collect();
    let cases = Cases::new(columns, of_interest);
    let found = cover(&cases, &Peeling::default(), &Choice::default(), 5);
    let restricted: Vec<Vec<usize>> = found
        .iter()
        .take(2)
        .map(|box_| box_.step().limits.restricted())
        .collect();
    assert_eq!(restricted, [vec![0, 1], vec![2, 3]]);
    for (place, side, limit) in [(0, Side::Upper, 0.4), (1, Side::Lower, 0.3)] {
        let found = found[0].step().limits.side(place, side);
        assert!((found - limit).abs() < 0.05, "{found} for {limit}");
    }
}

#[test]
fn the_order_of_rows_changes_neither_boxes_nor_trees() {
    let cases = planted();
    let mut order: Vec<usize> = (0..800).collect();
    Streams::new(1).open(0, 0).shuffle(&mut order);
    let shuffled = cases.with_rows(&order);
    let growth = Growth {
        depth: 3,
        least_rows: 25,
    };
    assert_eq!(grow(&cases, growth), grow(&shuffled, growth));
    let (peeling, choice) = (Peeling::default(), Choice::default());
    assert_eq!(
        search(&cases, &peeling, &choice, 800),
        search(&shuffled, &peeling, &choice, 800)
    );
}

/// Boxes of resamples restrict what was planted; the density on held-out rows is that of the plant, 0.9, less what limits lose that
/// are a little off.
#[test]
fn resamples_restrict_what_was_planted_and_do_not_depend_on_threads() {
    let cases = planted();
    let on = |threads| {
        let workers = Workers::new(std::num::NonZeroUsize::new(threads)).unwrap();
        resample(&cases, &Peeling::default(), &Choice::default(), 5, 40, &workers)
    };
    let stability = on(1);
    assert_eq!(stability, on(3));
    for column in [0, 2, 5] {
        assert!(stability.restricted_share(column) > 0.9, "{column}");
    }
    for column in [1, 3, 4] {
        assert!(stability.restricted_share(column) < 0.5, "{column}");
    }
    let [low, middle, high] = stability.limit_quantiles(0, Side::Upper);
    assert!(
        low <= middle && middle <= high && (0.55..0.65).contains(&middle),
        "{middle}"
    );
    assert!(stability.limit_quantiles(0, Side::Lower)[1].is_nan() || stability.side_share(0, Side::Lower) < 0.5);
    let (density, coverage) = (stability.held_out_density(), stability.held_out_coverage());
    assert!((0.75..0.95).contains(&density.value), "{density:?}");
    assert!((0.4..0.9).contains(&coverage.value), "{coverage:?}");
    for held_out in [density, coverage] {
        assert!(
            held_out.low < held_out.value && held_out.value < held_out.high,
            "{held_out:?}"
        );
    }
}

/// Two resamples, by hand: boxes of 10 and 30 held-out rows with 8 and 12 of interest, of 16 and 16 that there were.
#[test]
fn what_is_held_out_is_put_together_over_resamples_and_told_apart_by_them() {
    let one = |interest: usize, rows: usize| Resample {
        limits: Vec::new(),
        held_out: Content { rows, interest },
        held_out_interest: 16,
    };
    let stability = Stability {
        resamples: vec![one(8, 10), one(12, 30), one(0, 0)],
    };
    let (density, coverage) = (stability.held_out_density(), stability.held_out_coverage());
    assert_eq!((density.value, coverage.value), (0.5, 20.0 / 48.0));
    // A box that holds no held-out row has no density, but a coverage of none.
    assert!(
        (density.low - 0.42).abs() < 1e-12 && (density.high - 0.78).abs() < 1e-12,
        "{density:?}"
    );
    assert!(
        (coverage.low - 0.05).abs() < 1e-12 && (coverage.high - 0.725).abs() < 1e-12,
        "{coverage:?}"
    );
    let none = Stability::default().held_out_density();
    assert!(none.value.is_nan() && none.low.is_nan() && none.high.is_nan());
    // 100 rows at 20 %: two standard errors are 8 percentage points.
    assert!(tells_of_others(0.29, 0.2, 100.0) && !tells_of_others(0.27, 0.2, 100.0));
}

/// No box is denser than the whole where interest is a coin toss of each row by itself: the quasi-p values of what is found by chance
/// are small, which is why densities are told on held-out rows as well.
#[test]
fn chance_alone_gives_a_density_on_held_out_rows_like_that_of_the_whole() {
    let mut stream = Streams::new(8).open(0, 0);
    let columns: Vec<Vec<f64>> = (0..8).map(|_| (0..1000).map(|_| stream.uniform()).collect()).collect();
    let cases = Cases::new(columns, (0..1000).map(|_| stream.uniform() < 0.3).collect());
    let found = search(&cases, &Peeling::default(), &Choice::default(), 1000);
    let stability = resample(
        &cases,
        &Peeling::default(),
        &Choice::default(),
        1,
        30,
        &Workers::new(None).unwrap(),
    );
    let whole = cases.interest() as f64 / 1000.0;
    let density = stability.held_out_density();
    assert!((density.value - whole).abs() < 0.05, "{density:?}");
    assert!(!tells_of_others(density.value, whole, found.step().content.rows as f64));
    assert!(found.step().content.density() >= whole);
}

#[test]
fn tables_without_rows_interest_or_spread_give_no_restriction() {
    let (peeling, choice) = (Peeling::default(), Choice::default());
    for cases in [
        Cases::new(vec![vec![]; 2], vec![]),
        Cases::new(vec![vec![1.0; 50]; 2], vec![true; 50]),
        Cases::new(vec![vec![2.0; 50], (0..50).map(f64::from).collect()], vec![false; 50]),
        Cases::new(vec![vec![2.0; 50]], (0..50).map(|row| row % 2 == 0).collect()),
    ] {
        let found = search(&cases, &peeling, &choice, cases.rows().max(1));
        assert_eq!(found.step().limits, Limits::none(cases.width()));
        assert_eq!(
            grow(
                &cases,
                Growth {
                    depth: 3,
                    least_rows: 5
                }
            )
            .len(),
            1
        );
    }
    assert_eq!(binomial_at_least(0, 0, 0.5), 1.0);
}
