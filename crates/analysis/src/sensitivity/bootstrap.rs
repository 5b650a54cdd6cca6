//! Confidence intervals by resampling whole units of a design.

use super::Purpose;
use engine::numeric::streams::Streams;
use results::estimate::Estimate;

/// Share of resamples outside of an interval, on each side.
const TAIL: f64 = 0.025;

/// How units are resampled: each resample draws as many as there are, with replacement (Efron 1979), from a stream of
/// its own, so that the same seed gives the same intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    pub seed: u64,
    pub resamples: usize,
}

impl Bootstrap {
    /// Resamples where nothing else is said: ends of a 95 % interval then move by about a twentieth of its width with
    /// the seed.
    pub const RESAMPLES: usize = 1000;

    /// Hands each resample to `statistics`, as how often each unit is in it, and gives the percentile intervals around
    /// `values`. `statistics` fills one number for each of `values`.
    pub fn intervals(
        &self,
        units: usize,
        values: &[f64],
        mut statistics: impl FnMut(&[f64], &mut [f64]),
    ) -> Vec<Estimate> {
        let streams = Streams::new(self.seed);
        let mut words = vec![0; 4 * units];
        let mut counts = vec![0.0; units];
        let mut now = vec![0.0; values.len()];
        let mut all: Vec<Vec<f64>> = vec![Vec::with_capacity(self.resamples); values.len()];
        for resample in 0..self.resamples {
            streams.open(resample as u64, Purpose::Resample as u8).read(&mut words);
            counts.fill(0.0);
            for word in words.chunks_exact(4) {
                let word = u32::from_le_bytes([word[0], word[1], word[2], word[3]]);
                counts[((u64::from(word) * units as u64) >> 32) as usize] += 1.0;
            }
            statistics(&counts, &mut now);
            for (all, now) in all.iter_mut().zip(&now) {
                all.push(*now);
            }
        }
        let interval = |(value, mut all): (&f64, Vec<f64>)| {
            all.retain(|number| !number.is_nan());
            all.sort_by(f64::total_cmp);
            Estimate {
                error: f64::NAN,
                value: *value,
                low: quantile(&all, TAIL),
                high: quantile(&all, 1.0 - TAIL),
            }
        };
        values.iter().zip(all).map(interval).collect()
    }
}

/// The number below which a share of `sorted` lies, with straight lines between neighbours (type 7 of Hyndman and Fan
/// 1996); not a number where there are none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = share * last as f64;
    let below = place as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOTSTRAP: Bootstrap = Bootstrap {
        seed: 5,
        resamples: 4000,
    };

    /// The bootstrap distribution of a mean of n numbers has the standard error of the mean. Interval ends from 4,000
    /// resamples are within 8 % of 1.96 standard errors, five times what chance leaves.
    #[test]
    fn the_interval_of_a_mean_is_its_standard_error_times_two() {
        let numbers: Vec<f64> = (0..400).map(|i| f64::from(i * 7919 % 1000) / 1000.0).collect();
        let n = numbers.len() as f64;
        let mean = numbers.iter().sum::<f64>() / n;
        let variance = numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
        let estimate = BOOTSTRAP.intervals(numbers.len(), &[mean], |counts, means| {
            means[0] = counts.iter().zip(&numbers).map(|(count, x)| count * x).sum::<f64>() / n;
        })[0];
        let expected = 1.96 * (variance / n).sqrt();
        assert!(
            (estimate.high - mean - expected).abs() < 0.08 * expected,
            "{estimate:?}"
        );
        assert!((mean - estimate.low - expected).abs() < 0.08 * expected, "{estimate:?}");
        assert!((estimate.half_width() - expected).abs() < 0.08 * expected);
    }

    #[test]
    fn every_resample_has_as_many_units_and_each_is_of_its_own() {
        let mut seen = Vec::new();
        BOOTSTRAP.intervals(13, &[], |counts, _| {
            assert_eq!(counts.iter().sum::<f64>(), 13.0);
            seen.push(counts.iter().map(|&count| count as u32).collect::<Vec<_>>());
        });
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert!(seen.len() * 100 > all * 99, "{} of {all} differ", seen.len());
    }

    #[test]
    fn quantiles_lie_on_straight_lines_between_numbers() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.5), 2.0);
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert_eq!(quantile(&[3.0], 0.975), 3.0);
        assert!(quantile(&[], 0.5).is_nan());
    }
}
