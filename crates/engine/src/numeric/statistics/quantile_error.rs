//! The standard error of a sample quantile by Maritz & Jarrett (1978): the limit of the bootstrap with ever more resamples.
//!
//! In a resample, drawn with replacement from `n` ordered values, the order statistic number `r` is the `i`-th value with the
//! probability that a beta distribution with shapes `r` and `n - r + 1` has between `(i - 1) / n` and `i / n`. The quantile at
//! `p` stands at place `1 + p (n - 1)`; a place between two order statistics takes the shapes between theirs. So the standard
//! deviation over all resamples is a weighted sum over the values near the quantile, without drawing anything.

use crate::numeric::beta_function::regularised;

/// Up to this many values each weight is a difference of the beta distribution's shares; with more it is its density integrated
/// by Simpson's rule over the value's own stretch, which then is a small part of a standard deviation. The two agree to six
/// digits where they meet (tested).
const EXACT_WEIGHTS: u64 = 512;
/// Values further from the quantile than so many standard deviations of the beta distribution have no weight.
const REACH: f64 = 12.0;
/// Most weights; where there would be more, neighbours share one.
const MOST_WEIGHTS: u64 = 4096;
/// Share of resamples whose quantile may be `never` and still be left out. Above it the quantile has no standard error.
const MOST_NEVER: f64 = 1e-3;

/// Weights of the values around the quantile at one share of a number of values: the same for all quantities with that many.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantileWeights {
    total: u64,
    /// Rank, from 0, of the first value with a weight.
    first: u64,
    /// How many neighbours share one weight.
    stride: u64,
    /// They add up to 1.
    weights: Vec<f64>,
}

impl QuantileWeights {
    /// Weights for the quantile at `share` (strictly between 0 and 1) of `total` values.
    pub fn new(total: u64, share: f64) -> Self {
        let below = share * total.saturating_sub(1) as f64;
        let above = (1.0 - share) * total.saturating_sub(1) as f64;
        Self::with_shapes(total, below + 1.0, above + 1.0)
    }

    fn with_shapes(total: u64, a: f64, b: f64) -> Self {
        if total <= EXACT_WEIGHTS {
            Self::exact(total, a, b)
        } else {
            Self::integrated(total, a, b)
        }
    }

    fn exact(total: u64, a: f64, b: f64) -> Self {
        let shares: Vec<f64> = (0..=total)
            .map(|i| regularised(a, b, i as f64 / total as f64))
            .collect();
        Self {
            total,
            first: 0,
            stride: 1,
            weights: shares.windows(2).map(|pair| pair[1] - pair[0]).collect(),
        }
    }

    fn integrated(total: u64, a: f64, b: f64) -> Self {
        let n = total as f64;
        let mean = a / (a + b);
        let deviation = (mean * (1.0 - mean) / (a + b + 1.0)).sqrt();
        let rank = |x: f64| (x * n).floor().clamp(0.0, n) as u64;
        let first = rank(mean - REACH * deviation);
        let end = (rank(mean + REACH * deviation) + 1).min(total);
        let stride = (end - first).div_ceil(MOST_WEIGHTS);
        // Over the density at the mean, so that nothing runs over; the sum is brought to 1 at the end.
        let height = |x: f64| (a - 1.0) * libm::log(x) + (b - 1.0) * libm::log1p(-x);
        let top = height(mean);
        let density = |x: f64| {
            if x <= 0.0 || x >= 1.0 {
                0.0
            } else {
                libm::exp(height(x) - top)
            }
        };
        let mut weights = Vec::new();
        let mut left = density(first as f64 / n);
        for start in (first..end).step_by(stride as usize) {
            let stop = (start + stride).min(end);
            let middle = density((start as f64 + stop as f64) / (2.0 * n));
            let right = density(stop as f64 / n);
            weights.push((left + 4.0 * middle + right) * (stop - start) as f64);
            left = right;
        }
        let sum = weights.iter().fold(0.0, |sum, weight| sum + weight);
        weights.iter_mut().for_each(|weight| *weight /= sum);
        Self {
            total,
            first,
            stride,
            weights,
        }
    }

    /// How many values the weights are for.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The standard error of the quantile of values of which `ranked` gives the one with a rank, from 0 on. Not a number with
    /// fewer than two values, and where the quantile of a resample is infinite (`never`) more often than once in a thousand.
    pub fn error(&self, ranked: impl Fn(u64) -> f64) -> f64 {
        if self.total < 2 {
            return f64::NAN;
        }
        let last = self.total - 1;
        let rank = |place: usize| (self.first + place as u64 * self.stride + self.stride / 2).min(last);
        let values: Vec<f64> = (0..self.weights.len()).map(|place| ranked(rank(place))).collect();
        // From the first of them on, so that equal values have no error at all.
        let origin = values
            .iter()
            .copied()
            .find(|value| value.is_finite())
            .unwrap_or(f64::NAN);
        let pairs = || {
            let pairs = self.weights.iter().zip(&values).filter(|(_, value)| value.is_finite());
            pairs.map(|(weight, value)| (weight, value - origin))
        };
        let finite = pairs().fold(0.0, |sum, (weight, _)| sum + weight);
        if finite < 1.0 - MOST_NEVER {
            return f64::NAN;
        }
        let mean = pairs().fold(0.0, |sum, (weight, value)| sum + weight * value) / finite;
        let variance = pairs().fold(0.0, |sum, (weight, value)| {
            sum + weight * ((value - mean) * (value - mean))
        });
        (variance / finite).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::kernels::normal_quantile;
    use crate::numeric::sketch::quantile_of;

    /// The oracle is the definition: the standard deviation of the quantile over all 5^5 resamples of five values.
    #[test]
    fn the_error_is_the_standard_deviation_over_all_resamples() {
        let values = [1.0, 2.5, 3.0, 7.0, 19.0];
        for (share, place) in [(0.25, 1), (0.5, 2), (0.75, 3)] {
            let (mut sum, mut squares) = (0.0, 0.0);
            for number in 0..3125_usize {
                let mut sample: Vec<f64> = (0..5).map(|digit| values[number / 5_usize.pow(digit) % 5]).collect();
                sample.sort_unstable_by(f64::total_cmp);
                sum += sample[place];
                squares += sample[place] * sample[place];
            }
            let exact = (squares / 3125.0 - (sum / 3125.0) * (sum / 3125.0)).sqrt();
            let found = QuantileWeights::new(5, share).error(|rank| values[rank as usize]);
            assert!((found - exact).abs() < 1e-9 * exact, "{share}: {found} against {exact}");
        }
    }

    /// `scipy.stats.mstats.mjci` 1.17 takes other shapes (m - 1 and n - m with m = floor(p n + 1/2)) and is otherwise the same.
    /// Its numbers for `numpy.exp(scipy.stats.norm.ppf((numpy.arange(n) + 0.5) / n))`.
    #[test]
    fn errors_equal_those_of_scipy() {
        for line in include_str!("../../../../../tests/oracles/mjci.csv")
            .lines()
            .filter(|line| !line.starts_with(['#', 'n']))
        {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            let (total, share, expected) = (cells[0] as u64, cells[1], cells[2]);
            let m = (share * cells[0] + 0.5).floor();
            let value = |rank: u64| normal_quantile((rank as f64 + 0.5) / cells[0]).exp();
            let found = QuantileWeights::with_shapes(total, m - 1.0, cells[0] - m).error(value);
            assert!((found - expected).abs() < 1e-6 * expected, "{line}: {found}");
        }
    }

    #[test]
    fn the_two_ways_of_weighing_agree_where_they_meet() {
        for share in [0.05, 0.25, 0.5, 0.75, 0.95] {
            let (below, above) = (share * 511.0 + 1.0, (1.0 - share) * 511.0 + 1.0);
            let value = |rank: u64| normal_quantile((rank as f64 + 0.5) / 512.0);
            let exact = QuantileWeights::exact(512, below, above).error(value);
            let integrated = QuantileWeights::integrated(512, below, above).error(value);
            assert!(
                (exact - integrated).abs() < 1e-6 * exact,
                "{share}: {exact} {integrated}"
            );
        }
    }

    /// Closed form for large samples: sqrt(p (1 - p) / n) over the density at the quantile.
    #[test]
    fn with_many_values_the_error_nears_the_large_sample_formula() {
        for (total, tolerance) in [(20_000_u64, 2e-3), (3_000_000, 1e-4), (400_000_000, 1e-4)] {
            for share in [0.05, 0.5, 0.95] {
                let z = normal_quantile(share);
                let density = (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt();
                let formula = (share * (1.0 - share) / total as f64).sqrt() / density;
                let value = |rank: u64| normal_quantile((rank as f64 + 0.5) / total as f64);
                let found = QuantileWeights::new(total, share).error(value);
                assert!(
                    (found / formula - 1.0).abs() < tolerance,
                    "{total} {share}: {found} {formula}"
                );
            }
        }
    }

    #[test]
    fn equal_values_have_no_error_and_never_nearby_leaves_none() {
        let of = |total: u64, never_from: u64| {
            QuantileWeights::new(total, 0.5).error(|rank| if rank < never_from { 2030.0 } else { f64::INFINITY })
        };
        assert_eq!(of(1000, 1000), 0.0);
        // The median stands at 500; the ranks of a resample's median have a standard deviation of sqrt(1000) / 2 = 15.8.
        assert_eq!(of(1000, 600), 0.0);
        assert!(of(1000, 520).is_nan());
        assert!(of(1000, 100).is_nan());
        assert!(of(1, 1).is_nan() && of(0, 0).is_nan());
        assert_eq!(
            quantile_of(1000, 0.5, |rank| if rank < 600 { 2030.0 } else { f64::INFINITY }),
            2030.0
        );
    }

    /// The 95 % interval of a median of 200 exponential values must hold the true median, ln 2, in 95 % of 4,000 samples. The
    /// standard deviation of the share found is 0.0034; the bounds are 4 of them (false alarms: 1 in 16,000) and 0.006 for
    /// the interval being an approximation.
    #[test]
    fn intervals_cover_the_true_median_as_often_as_they_say() {
        let streams = crate::numeric::streams::Streams::new(20_261);
        let weights = QuantileWeights::new(200, 0.5);
        let covers = |sample: u64| {
            let mut reader = streams.open(sample, 0);
            let mut values: Vec<f64> = (0..200).map(|_| -reader.uniform().ln()).collect();
            values.sort_unstable_by(f64::total_cmp);
            let median = quantile_of(200, 0.5, |rank| values[rank as usize]);
            (median - 2.0_f64.ln()).abs() <= 1.96 * weights.error(|rank| values[rank as usize])
        };
        let share = (0..4000).filter(|&sample| covers(sample)).count() as f64 / 4000.0;
        assert!((share - 0.95).abs() < 0.02, "{share}");
    }
}
