use super::*;
use crate::scenario::cards::{Card, Correlation, Pedigree};

fn at(distribution: &Distribution, u: f64) -> f64 {
    distribution.prepared().at(Num([u])).0[0]
}

fn cards(distributions: Vec<Distribution>, correlations: &[(usize, usize, f64)]) -> CardSet {
    let card = |(place, distribution)| Card {
        key: format!("shared.p{place}"),
        unit: "1".into(),
        meaning: "a test".into(),
        source: "assumption".into(),
        pedigree: Pedigree::Assumed,
        distribution,
    };
    CardSet {
        cards: distributions.into_iter().enumerate().map(card).collect(),
        correlations: correlations
            .iter()
            .map(|&(first, second, rank_correlation)| Correlation {
                first,
                second,
                rank_correlation,
            })
            .collect(),
    }
}

/// Weyl sequences of square roots of primes: independent enough uniforms without a generator.
fn uniforms(count: usize, run: usize) -> Vec<Num<1>> {
    const PRIMES: [f64; 6] = [2.0, 3.0, 5.0, 7.0, 11.0, 13.0];
    (0..count)
        .map(|i| Num([((run as f64 + 1.0) * PRIMES[i].sqrt()).fract()]))
        .collect()
}

fn rank_correlation(pairs: &[(f64, f64)]) -> f64 {
    let ranks = |values: Vec<f64>| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        let mut ranks = vec![0.0; values.len()];
        for (rank, place) in order.into_iter().enumerate() {
            ranks[place] = rank as f64;
        }
        ranks
    };
    let (x, y) = (
        ranks(pairs.iter().map(|p| p.0).collect()),
        ranks(pairs.iter().map(|p| p.1).collect()),
    );
    let n = pairs.len() as f64;
    let distance: f64 = x.iter().zip(&y).map(|(a, b)| (a - b) * (a - b)).sum();
    1.0 - 6.0 * distance / (n * (n * n - 1.0))
}

#[test]
fn quantiles_equal_their_closed_forms() {
    let triangular = Distribution::Triangular {
        low: 1.0,
        mode: 2.0,
        high: 5.0,
    };
    for (u, x) in [(0.0625, 1.5), (0.25, 2.0), (1.0 - 1.0 / 12.0, 4.0)] {
        assert!((at(&triangular, u) - x).abs() < 1e-14);
    }
    assert_eq!(at(&Distribution::Uniform { low: -2.0, high: 2.0 }, 0.75), 1.0);
    assert_eq!(at(&Distribution::Fixed(7.0), 0.3), 7.0);
    let wide = Distribution::Normal {
        mean: 10.0,
        sd: 2.0,
        low: -20.0,
        high: 40.0,
    };
    assert!((at(&wide, 0.975) - (10.0 + 2.0 * 1.959_963_984_540_054)).abs() < 1e-12);
    let lognormal = Distribution::Lognormal {
        median: 3.0,
        sigma: 0.5,
        low: 0.0,
        high: 1e6,
    };
    assert!((at(&lognormal, 0.5) - 3.0).abs() < 1e-14);
    assert!((at(&lognormal, 0.841_344_746_068_542_9) - 3.0 * libm::exp(0.5)).abs() < 1e-12);
    let beta = Distribution::Beta {
        alpha: 2.0,
        beta: 2.0,
        low: 10.0,
        high: 20.0,
    };
    assert!((at(&beta, 0.5) - 15.0).abs() < 1e-8);
}

#[test]
fn a_cut_normal_holds_the_stated_share_below_each_quantile() {
    for (mean, sd, low, high) in [
        (0.0, 1.0, -1.0, 3.0),
        (0.0, 1.0, 0.0, 9.0),
        (5.0, 2.0, -10.0, 5.5),
        (1.0, 9.0, 0.5, 1.5),
    ] {
        let normal = Distribution::Normal { mean, sd, low, high };
        let share = |x: f64| kernels::normal_cdf((x - mean) / sd);
        for u in [1e-9, 0.01, 0.3, 0.5, 0.9, 0.999] {
            let back = (share(at(&normal, u)) - share(low)) / (share(high) - share(low));
            assert!(
                (back - u).abs() < 1e-13,
                "N({mean}, {sd}) in {low}..{high}: {u} came back as {back}"
            );
        }
    }
}

#[test]
fn a_discrete_value_takes_its_weight_in_shares() {
    let discrete = Distribution::Discrete {
        values: vec![5.0, 1.0, 3.0],
        weights: vec![1.0, 2.0, 1.0],
    };
    let drawn: Vec<f64> = [0.0001, 0.2499, 0.25, 0.7499, 0.75, 0.9999]
        .map(|u| at(&discrete, u))
        .to_vec();
    assert_eq!(drawn, [5.0, 5.0, 1.0, 1.0, 3.0, 3.0]);
}

#[test]
fn every_draw_lies_within_the_bounds_and_rises_with_its_uniform() {
    let all = [
        Distribution::Uniform { low: 0.1, high: 0.3 },
        Distribution::Triangular {
            low: 0.1,
            mode: 0.2,
            high: 0.7,
        },
        Distribution::Normal {
            mean: 0.3,
            sd: 4.0,
            low: 0.1,
            high: 0.3,
        },
        Distribution::Lognormal {
            median: 0.3,
            sigma: 2.0,
            low: 0.1,
            high: 0.35,
        },
        Distribution::Beta {
            alpha: 0.2,
            beta: 0.3,
            low: 0.1,
            high: 0.3,
        },
        Distribution::Beta {
            alpha: 90.0,
            beta: 2.0,
            low: 0.1,
            high: 0.3,
        },
    ];
    for distribution in all {
        let quantile = distribution.prepared();
        let (low, high) = distribution.bounds();
        let mut before = low;
        for i in 1..20_000 {
            let value = quantile.at(Num([f64::from(i) / 20_000.0])).0[0];
            assert!(
                value >= before && value <= high,
                "{distribution:?} at {i}: {value} after {before}"
            );
            before = value;
        }
        for u in [f64::from_bits(1), 1e-300, 1.0 - f64::EPSILON / 2.0] {
            let value = quantile.at(Num([u])).0[0];
            assert!(value >= low && value <= high, "{distribution:?} at {u}: {value}");
        }
    }
}

#[test]
fn lane_width_changes_no_bit() {
    let set = cards(
        vec![
            Distribution::Beta {
                alpha: 2.0,
                beta: 5.0,
                low: 0.0,
                high: 1.0,
            },
            Distribution::Normal {
                mean: 0.0,
                sd: 1.0,
                low: -2.0,
                high: 1.0,
            },
            Distribution::Lognormal {
                median: 1.0,
                sigma: 0.4,
                low: 0.1,
                high: 9.0,
            },
        ],
        &[(0, 2, 0.6)],
    );
    let sampler = Sampler::new(&set).unwrap();
    let eight: Vec<Num<8>> = (0..3)
        .map(|p| Num(std::array::from_fn(|run| uniforms(3, run)[p].0[0])))
        .collect();
    let together = sampler.draw(&eight);
    for run in 0..8 {
        let alone = sampler.draw(&uniforms(3, run));
        for place in 0..3 {
            assert_eq!(alone[place].0[0].to_bits(), together[place].0[run].to_bits());
        }
    }
}

#[test]
fn sampled_rank_correlations_are_the_stated_ones() {
    let uniform = || Distribution::Uniform { low: 0.0, high: 1.0 };
    let skewed = || Distribution::Lognormal {
        median: 1.0,
        sigma: 1.0,
        low: 0.01,
        high: 100.0,
    };
    let stated = [(0, 3, 0.7), (0, 4, -0.4), (3, 4, 0.1)];
    let set = cards(vec![uniform(), uniform(), skewed(), skewed(), uniform()], &stated);
    let sampler = Sampler::new(&set).unwrap();
    let runs: Vec<Vec<f64>> = (0..40_000)
        .map(|run| sampler.draw(&uniforms(5, run)).iter().map(|v| v.0[0]).collect())
        .collect();
    for (first, second, rank) in stated.into_iter().chain([(0, 1, 0.0), (1, 2, 0.0), (2, 3, 0.0)]) {
        let pairs: Vec<(f64, f64)> = runs.iter().map(|run| (run[first], run[second])).collect();
        let found = rank_correlation(&pairs);
        assert!(
            (found - rank).abs() < 0.015,
            "{first} and {second}: stated {rank}, found {found}"
        );
    }
}

#[test]
fn a_correlation_leaves_the_other_parameters_and_the_first_of_its_group_untouched() {
    let uniform = || Distribution::Uniform { low: 0.0, high: 1.0 };
    let free = Sampler::new(&cards(vec![uniform(), uniform(), uniform()], &[])).unwrap();
    let tied = Sampler::new(&cards(vec![uniform(), uniform(), uniform()], &[(1, 2, 0.9)])).unwrap();
    for run in 0..100 {
        let (free, tied) = (free.draw(&uniforms(3, run)), tied.draw(&uniforms(3, run)));
        assert_eq!(free[..2], tied[..2]);
        assert_ne!(free[2], tied[2]);
    }
}

#[test]
fn contradicting_correlations_are_refused_by_name() {
    let uniform = || Distribution::Uniform { low: 0.0, high: 1.0 };
    let set = cards(
        vec![uniform(), uniform(), uniform(), uniform()],
        &[(0, 1, 0.9), (1, 3, 0.9), (0, 3, -0.9)],
    );
    let message = Sampler::new(&set).unwrap_err().to_string();
    assert!(
        message.contains("shared.p0, shared.p1, shared.p3") && message.contains("not positive definite"),
        "{message}"
    );
}

#[test]
fn numbers_that_make_no_distribution_are_refused() {
    let normal = |mean, sd, low, high| Distribution::Normal { mean, sd, low, high };
    let lognormal = |median, sigma, low, high| Distribution::Lognormal {
        median,
        sigma,
        low,
        high,
    };
    let bad = [
        Distribution::Fixed(f64::NAN),
        Distribution::Uniform { low: 1.0, high: 1.0 },
        Distribution::Uniform {
            low: -1e308,
            high: 1.7e308,
        },
        Distribution::Triangular {
            low: 0.0,
            mode: 2.0,
            high: 1.0,
        },
        normal(0.0, 0.0, -1.0, 1.0),
        normal(2.0, 1.0, -1.0, 1.0),
        normal(0.0, 1e9, -1.0, 1.0),
        lognormal(1.0, 0.3, -1.0, 2.0),
        lognormal(3.0, 0.3, 1.0, 2.0),
        Distribution::Beta {
            alpha: 0.0,
            beta: 1.0,
            low: 0.0,
            high: 1.0,
        },
        Distribution::Discrete {
            values: vec![],
            weights: vec![],
        },
        Distribution::Discrete {
            values: vec![1.0, 2.0],
            weights: vec![1.0],
        },
        Distribution::Discrete {
            values: vec![1.0, 2.0],
            weights: vec![1.0, 0.0],
        },
    ];
    for distribution in bad {
        assert!(
            Sampler::new(&cards(vec![distribution.clone()], &[])).is_err(),
            "{distribution:?} was taken"
        );
    }
    let share = Distribution::Uniform { low: 0.5, high: 1.2 };
    assert_eq!(share.check("share").unwrap_err().field, "high");
}
