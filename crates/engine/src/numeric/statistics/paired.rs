//! Differences between two sets of runs in the same worlds. The worlds are the sample, so a pair stays together: in the
//! difference of a mean the variance of the differences counts, and a resample draws whole worlds.

use super::{Moments, NORMAL_95, student_95};
use crate::numeric::streams::Reader;

/// An estimated difference: second less first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    pub value: f64,
    /// Standard error; not a number where there is none (one pair, or a median that is `never` in some resamples).
    pub error: f64,
    /// Ends of the 95 % interval.
    pub low: f64,
    pub high: f64,
}

impl Difference {
    /// Where there is nothing to compare.
    pub const NONE: Self = Self {
        value: f64::NAN,
        error: f64::NAN,
        low: f64::NAN,
        high: f64::NAN,
    };

    /// An estimate whose error is normal.
    pub fn normal(value: f64, error: f64) -> Self {
        Self {
            value,
            error,
            low: value - NORMAL_95 * error,
            high: value + NORMAL_95 * error,
        }
    }
}

/// Mean of `second` less `first` over the pairs in which both are numbers, with the standard error of a paired comparison and
/// Student's interval. All values must be finite or not numbers.
pub fn difference_of_means(first: &[f64], second: &[f64]) -> Difference {
    let differences = first.iter().zip(second).map(|(first, second)| second - first);
    let moments = Moments::of(differences.filter(|difference| !difference.is_nan()));
    let (value, error) = (moments.mean(), moments.mean_error());
    // Without any spread the interval is the value itself, however few pairs there are.
    let reach = if error == 0.0 {
        0.0
    } else {
        student_95(moments.count.saturating_sub(1)) * error
    };
    Difference {
        value,
        error,
        low: value - reach,
        high: value + reach,
    }
}

/// Difference of two shares in the same runs: of `pairs`, `gained` went from no to yes and `lost` from yes to no. The value is the
/// observed difference; its error and interval are those of A. Agresti and Y. Min, Simple improved confidence intervals for comparing
/// matched proportions (2005), which add half a case to each kind of pair: that no pair differs is not taken for certain.
pub fn difference_of_shares(gained: u64, lost: u64, pairs: u64) -> Difference {
    let n = pairs as f64 + 2.0;
    let (gained_more, lost_more) = (gained as f64 + 0.5, lost as f64 + 0.5);
    let center = (gained_more - lost_more) / n;
    let error = (gained_more + lost_more - (gained_more - lost_more) * center).sqrt() / n;
    Difference {
        value: (gained as f64 - lost as f64) / pairs as f64,
        error,
        low: center - NORMAL_95 * error,
        high: center + NORMAL_95 * error,
    }
}

/// Fewer pairs than this that differ say too little about how large rare differences can be.
const FEW_DIFFER: usize = 30;
/// Nor are they rare if more than one in so many differs.
const FEW_SHARE: usize = 10;

/// As [`difference_of_means`], of values that cannot differ by more than `reach`. Where hardly a pair differs, half a pair is added
/// at either extreme, as [`difference_of_shares`] does with shares: an event that was not met may still happen.
pub fn difference_of_bounded_means(first: &[f64], second: &[f64], reach: f64) -> Difference {
    let plain = difference_of_means(first, second);
    let differences = || {
        first
            .iter()
            .zip(second)
            .map(|(first, second)| second - first)
            .filter(|d| !d.is_nan())
    };
    let differ = differences().filter(|difference| *difference != 0.0).count();
    if differ >= FEW_DIFFER || differ * FEW_SHARE > differences().count() {
        return plain;
    }
    let moments = Moments::of(differences());
    let n = moments.count as f64 + 1.0;
    let sum = moments.mean() * moments.count as f64;
    let squares: f64 = differences().map(|difference| difference * difference).sum::<f64>() + reach * reach;
    let center = sum / n;
    let error = ((squares - sum * center) / (n - 1.0) / n).sqrt();
    let width = student_95(moments.count) * error;
    Difference {
        value: plain.value,
        error,
        low: center - width,
        high: center + width,
    }
}

/// How often each world comes in one resample of as many worlds: draws with replacement, read from `reader`.
pub fn draw_multiplicities(reader: &mut Reader, multiplicities: &mut [u16]) {
    const WORDS_AT_ONCE: usize = 1024;
    multiplicities.fill(0);
    let worlds = multiplicities.len();
    let mut bytes = [0_u8; 4 * WORDS_AT_ONCE];
    for start in (0..worlds).step_by(WORDS_AT_ONCE) {
        reader.read(&mut bytes);
        for word in bytes.as_chunks::<4>().0.iter().take(worlds - start) {
            // A multiple of the word's share: no world is likelier than another by more than one part in 2^32 / worlds.
            let world = (u64::from(u32::from_le_bytes(*word)) * worlds as u64) >> 32;
            multiplicities[world as usize] += 1;
        }
    }
}

/// The worlds in which a quantity has a value, from the smallest value to the largest.
#[derive(Debug, Clone, PartialEq)]
pub struct Order(Vec<u32>);

impl Order {
    /// Sorts `values`, one a world; what is not a number is left out.
    pub fn of(values: &[f64]) -> Self {
        let mut pairs: Vec<(f64, u32)> = values
            .iter()
            .copied()
            .zip(0..)
            .filter(|(value, _)| !value.is_nan())
            .collect();
        pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Self(pairs.into_iter().map(|(_, world)| world).collect())
    }

    /// The world with the value of this rank, from 0 on.
    pub fn world(&self, rank: u64) -> usize {
        self.0[rank as usize] as usize
    }

    /// How many worlds have a value.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no world has one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The median of `values` when world `k` comes `multiplicities[k]` times; not a number if no world with a value comes.
pub fn median_of_resample(values: &[f64], order: &Order, multiplicities: &[u16]) -> f64 {
    let times = |world: &u32| u64::from(multiplicities[*world as usize]);
    let total = if order.len() == values.len() {
        // Every world has a value, so nothing that was drawn is left out.
        values.len() as u64
    } else {
        order.0.iter().map(times).sum()
    };
    if total == 0 {
        return f64::NAN;
    }
    // The middle one, or the two in the middle, by rank from 0.
    let (lower, upper) = ((total - 1) / 2, total / 2);
    let mut walk = order.0.iter();
    let mut end = 0;
    let mut reach = |rank: u64, last: f64| {
        if end > rank {
            return last;
        }
        for world in walk.by_ref() {
            end += times(world);
            if end > rank {
                return values[*world as usize];
            }
        }
        last
    };
    let low = reach(lower, f64::NAN);
    let high = reach(upper, low);
    if low == high || high.is_infinite() {
        high
    } else {
        low + (high - low) * 0.5
    }
}

/// Second less first where `never` is infinite: two times `never` are the same.
pub fn difference_of(first: f64, second: f64) -> f64 {
    if first.is_infinite() && second.is_infinite() {
        0.0
    } else {
        second - first
    }
}

/// The difference of two medians (`never` is infinite), from the medians of the same resamples on both sides. The interval
/// reaches between the order statistics number 0.025 (B + 1) and 0.975 (B + 1) of the B resampled differences (percentile
/// bootstrap, Davison & Hinkley 1997, section 5.3); B + 1 should be a multiple of 40.
pub fn difference_of_medians(medians: (f64, f64), resampled: (&[f64], &[f64])) -> Difference {
    let mut differences: Vec<f64> = resampled
        .0
        .iter()
        .zip(resampled.1)
        .map(|(first, second)| difference_of(*first, *second))
        .filter(|difference| !difference.is_nan())
        .collect();
    if differences.is_empty() {
        return Difference::NONE;
    }
    let finite = Moments::of(differences.iter().copied().filter(|difference| difference.is_finite()));
    let all_finite = finite.count == differences.len() as u64;
    differences.sort_unstable_by(f64::total_cmp);
    let outside = (differences.len() + 1) / 40;
    let place = outside.saturating_sub(1);
    Difference {
        value: difference_of(medians.0, medians.1),
        error: if all_finite { finite.variance().sqrt() } else { f64::NAN },
        low: differences[place],
        high: differences[differences.len() - 1 - place],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::kernels::normal_quantile;
    use crate::numeric::sketch::quantile_of;
    use crate::numeric::statistics::QuantileWeights;
    use crate::numeric::streams::Streams;

    const RESAMPLES: u64 = 999;

    fn resampled(values: &[f64], seed: u64) -> Vec<f64> {
        let order = Order::of(values);
        let streams = Streams::new(seed);
        let mut times = vec![0; values.len()];
        (0..RESAMPLES)
            .map(|resample| {
                draw_multiplicities(&mut streams.open(resample, 0), &mut times);
                median_of_resample(values, &order, &times)
            })
            .collect()
    }

    fn median(values: &[f64]) -> f64 {
        let order = Order::of(values);
        quantile_of(order.len() as u64, 0.5, |rank| values[order.0[rank as usize] as usize])
    }

    #[test]
    fn a_resample_draws_as_many_worlds_as_there_are_and_each_equally_often() {
        let streams = Streams::new(5);
        let mut sums = vec![0_u32; 1500];
        let mut times = vec![0; 1500];
        for resample in 0..2000 {
            draw_multiplicities(&mut streams.open(resample, 0), &mut times);
            assert_eq!(times.iter().map(|&n| u32::from(n)).sum::<u32>(), 1500);
            sums.iter_mut().zip(&times).for_each(|(sum, &n)| *sum += u32::from(n));
        }
        // Chi-square with 1,499 degrees of freedom, standard deviation 54.8: six of them are a false alarm in 10^9.
        let chi: f64 = sums.iter().map(|&n| (f64::from(n) - 2000.0).powi(2) / 2000.0).sum();
        assert!((chi - 1499.0).abs() < 6.0 * 54.8, "{chi}");
    }

    /// The oracle is the resample written out and sorted.
    #[test]
    fn the_median_of_a_resample_is_that_of_its_values_written_out() {
        let mut values: Vec<f64> = (0..101).map(|i| f64::from(i * 37 % 101 / 3)).collect();
        values[3] = f64::NAN;
        values[50] = f64::INFINITY;
        let order = Order::of(&values);
        let streams = Streams::new(1);
        let mut times = vec![0; 101];
        for resample in 0..200 {
            draw_multiplicities(&mut streams.open(resample, 0), &mut times);
            let mut sample: Vec<f64> = (0..101)
                .flat_map(|i| std::iter::repeat_n(values[i], times[i].into()))
                .filter(|x| !x.is_nan())
                .collect();
            sample.sort_unstable_by(f64::total_cmp);
            let expected = quantile_of(sample.len() as u64, 0.5, |rank| sample[rank as usize]);
            assert_eq!(median_of_resample(&values, &order, &times), expected);
        }
        assert!(median_of_resample(&values, &order, &[0; 101]).is_nan());
    }

    /// Drawing resamples must give what Maritz and Jarrett give without drawing. The standard deviation of 999 draws is right to
    /// 2.2 %; the bound is 5 times that (false alarms: 1 in 1,700,000).
    #[test]
    fn the_error_from_resamples_is_that_of_maritz_and_jarrett() {
        let values: Vec<f64> = (0..401)
            .map(|i| normal_quantile((f64::from(i) + 0.5) / 401.0))
            .collect();
        let medians = resampled(&values, 77);
        let drawn = Moments::of(medians).variance().sqrt();
        let exact = QuantileWeights::new(401, 0.5).error(|rank| values[rank as usize]);
        assert!((drawn / exact - 1.0).abs() < 0.11, "{drawn} against {exact}");
    }

    #[test]
    fn a_median_that_is_never_in_part_has_an_interval_without_an_end_and_no_error() {
        let finite: Vec<f64> = (0..200).map(|i| 2030.0 + f64::from(i) * 0.01).collect();
        // In the second set the median stands just before `never` begins.
        let second: Vec<f64> = finite
            .iter()
            .enumerate()
            .map(|(i, x)| if i < 103 { *x } else { f64::INFINITY })
            .collect();
        let (first_medians, second_medians) = (resampled(&finite, 3), resampled(&second, 3));
        let difference = difference_of_medians((median(&finite), median(&second)), (&first_medians, &second_medians));
        assert_eq!((difference.value, difference.low), (0.0, 0.0));
        assert_eq!(difference.high, f64::INFINITY);
        assert!(difference.error.is_nan());
        let back = difference_of_medians((median(&second), median(&finite)), (&second_medians, &first_medians));
        assert_eq!((back.low, back.high), (f64::NEG_INFINITY, 0.0));
        assert_eq!(difference_of(f64::INFINITY, f64::INFINITY), 0.0);
    }

    #[test]
    fn two_equal_sets_differ_by_nothing_without_error() {
        let values: Vec<f64> = (0..50).map(|i| f64::from(i * 7 % 50)).collect();
        let none = Difference {
            value: 0.0,
            error: 0.0,
            low: 0.0,
            high: 0.0,
        };
        assert_eq!(difference_of_means(&values, &values), none);
        let medians = resampled(&values, 1);
        assert_eq!(difference_of_medians((24.5, 24.5), (&medians, &medians)), none);
        assert!(difference_of_means(&[1.0], &[1.0]).error.is_nan());
        assert!(difference_of_means(&[], &[]).value.is_nan());
    }
}
