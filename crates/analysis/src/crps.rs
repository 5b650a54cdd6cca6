//! Continuous ranked probability score of a forecast: smaller is better, in the unit of the value.

use engine::numeric::kernels;

/// Score of an ensemble, exactly: mean |x - y| less half the mean |x - x'|. `sorted` ascends.
pub fn of_sample(sorted: &[f64], recorded: f64) -> f64 {
    let n = sorted.len() as f64;
    let distance: f64 = sorted.iter().map(|x| (x - recorded).abs()).sum();
    let spread: f64 = sorted
        .iter()
        .enumerate()
        .map(|(i, x)| (2.0 * i as f64 + 1.0 - n) * x)
        .sum();
    distance / n - spread / (n * n)
}

/// Score of a normal forecast with `mean` and `sd` > 0 (closed form).
pub fn of_normal(mean: f64, sd: f64, recorded: f64) -> f64 {
    let z = (recorded - mean) / sd;
    let density = kernels::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
    sd * (z * (2.0 * kernels::normal_cdf(z) - 1.0) + 2.0 * density - 1.0 / std::f64::consts::PI.sqrt())
}

/// The value below which a share `p` of an ascending sample lies, linear between order statistics.
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let position = p * (sorted.len() - 1) as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    let along = position - below as f64;
    if along == 0.0 {
        sorted[below]
    } else {
        sorted[below] + along * (sorted[above] - sorted[below])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_score_is_that_of_its_definition() {
        let sample = [-1.0, 0.5, 2.0, 7.0];
        let mut double = 0.0;
        for a in sample {
            for b in sample {
                double += f64::abs(a - b);
            }
        }
        let by_definition = sample.iter().map(|x| f64::abs(x - 1.0)).sum::<f64>() / 4.0 - double / 32.0;
        assert!((of_sample(&sample, 1.0) - by_definition).abs() < 1e-14);
        assert_eq!(of_sample(&[3.0], 5.0), 2.0);
    }

    #[test]
    fn the_score_of_many_normal_quantiles_approaches_the_closed_form() {
        let n = 20_000;
        let sample: Vec<f64> = (0..n)
            .map(|i| 2.0 + 3.0 * kernels::normal_quantile((f64::from(i) + 0.5) / f64::from(n)))
            .collect();
        for recorded in [-9.0, 0.0, 2.0, 2.5, 11.0] {
            let (found, expected) = (of_sample(&sample, recorded), of_normal(2.0, 3.0, recorded));
            assert!(
                (found - expected).abs() < 1e-3 * expected,
                "{recorded}: {found}, {expected}"
            );
        }
        // At its own mean a standard normal scores (sqrt 2 - 1) / sqrt pi.
        let expected = (2.0_f64.sqrt() - 1.0) / std::f64::consts::PI.sqrt();
        assert!((of_normal(0.0, 1.0, 0.0) - expected).abs() < 1e-14);
    }

    #[test]
    fn quantiles_lie_between_order_statistics() {
        let sorted = [0.0, 10.0, 20.0, 30.0, 40.0];
        for (p, expected) in [(0.0, 0.0), (0.05, 2.0), (0.5, 20.0), (0.95, 38.0), (1.0, 40.0)] {
            assert!((quantile(&sorted, p) - expected).abs() < 1e-12);
        }
    }
}
