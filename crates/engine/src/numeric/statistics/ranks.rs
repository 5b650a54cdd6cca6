//! Ranks, and how closely two columns of numbers go together by rank.

use super::NORMAL_95;
use crate::numeric::kernels;

/// Variance of a rank correlation on Fisher's scale over 1/(n - 3): Fieller, Hartley & Pearson 1957, key RANKS1957.
const FIELLER: f64 = 1.06;
/// With fewer pairs than this Fisher's interval means nothing.
const LEAST_PAIRS: usize = 10;

/// Rank of each of `values`, 1 for the smallest; equal ones share the mean of their places. Infinities have their place at the
/// ends; none may be not a number.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&one, &other| values[one].total_cmp(&values[other]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        // Zero and minus zero are equal, although the order has them apart.
        let equal = |&&place: &&usize| values[place] == values[order[start]];
        let count = order[start..].iter().take_while(equal).count();
        let shared = start as f64 + (count as f64 + 1.0) / 2.0;
        for &place in &order[start..start + count] {
            ranks[place] = shared;
        }
        start += count;
    }
    ranks
}

/// Correlation of two columns of one length; not a number if either does not vary. Of ranks, it is Spearman's.
pub fn correlation(first: &[f64], second: &[f64]) -> f64 {
    let n = first.len() as f64;
    let mean = |column: &[f64]| column.iter().sum::<f64>() / n;
    let (first_mean, second_mean) = (mean(first), mean(second));
    let (mut products, mut first_squares, mut second_squares) = (0.0, 0.0, 0.0);
    for (x, y) in first.iter().zip(second) {
        let (x, y) = (x - first_mean, y - second_mean);
        products += x * y;
        first_squares += x * x;
        second_squares += y * y;
    }
    let scale = (first_squares * second_squares).sqrt();
    if scale > 0.0 {
        (products / scale).clamp(-1.0, 1.0)
    } else {
        f64::NAN
    }
}

/// Ends of the 95 % interval of Spearman's rank correlation `value` over `pairs` pairs: Fisher's transformation with the
/// variance 1.06/(n - 3). The whole of -1 to 1 with fewer than ten pairs.
pub fn rank_correlation_interval(value: f64, pairs: usize) -> (f64, f64) {
    if pairs < LEAST_PAIRS || value.is_nan() {
        return (-1.0, 1.0);
    }
    let reach = NORMAL_95 * fisher_error(pairs);
    // At the ends the transformation is infinite, and so is what comes back from it.
    let middle = 0.5 * (kernels::ln(1.0 + value) - kernels::ln(1.0 - value));
    (tanh(middle - reach), tanh(middle + reach))
}

/// The rank correlation that chance alone exceeds, to either side, in one of twenty sets of `columns` columns of `pairs` pairs
/// (Bonferroni's bound): what lies below it is not told from nothing. 1 with fewer than ten pairs.
pub fn rank_correlation_floor(pairs: usize, columns: usize) -> f64 {
    if pairs < LEAST_PAIRS {
        return 1.0;
    }
    let z = -kernels::normal_quantile(0.025 / columns.max(1) as f64);
    tanh(z * fisher_error(pairs))
}

fn fisher_error(pairs: usize) -> f64 {
    (FIELLER / (pairs as f64 - 3.0)).sqrt()
}

fn tanh(x: f64) -> f64 {
    // Beyond this the result is 1 to the last digit.
    let e = kernels::exp(2.0 * x.clamp(-20.0, 20.0));
    (e - 1.0) / (e + 1.0)
}

/// Share of `values` below `value`, those equal to it counted half; not a number without values.
pub fn share_below(values: &[f64], value: f64) -> f64 {
    let counted = values.iter().map(|&other| match other {
        other if other < value => 1.0,
        other if other == value => 0.5,
        _ => 0.0,
    });
    counted.sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fixed column of `n` numbers with many ties.
    fn column(n: usize, step: usize, modulus: usize) -> Vec<f64> {
        (0..n).map(|k| ((k * step + k * k) % modulus) as f64).collect()
    }

    #[test]
    fn equal_values_share_the_mean_of_their_places() {
        let values = [3.0, f64::INFINITY, -1.0, 3.0, f64::INFINITY, 0.0, -0.0];
        assert_eq!(ranks(&values), [4.5, 6.5, 1.0, 4.5, 6.5, 2.5, 2.5]);
        assert!(ranks(&[]).is_empty());
    }

    /// Numbers of scipy 1.x, `scipy.stats.spearmanr`, on the same columns.
    #[test]
    fn spearman_s_correlation_is_that_of_scipy() {
        for (n, one, other, expected) in ORACLE {
            let (x, y) = (column(n, one.0, one.1), column(n, other.0, other.1));
            let found = correlation(&ranks(&x), &ranks(&y));
            assert!((found - expected).abs() < 1e-13, "{found} for {expected}");
        }
        let mut never = column(50, 3, 17);
        never.iter_mut().filter(|x| **x > 3.0).for_each(|x| *x = f64::INFINITY);
        let found = correlation(&ranks(&never), &ranks(&column(50, 7, 23)));
        assert!((found - WITH_NEVER).abs() < 1e-13, "{found}");
    }

    #[test]
    fn a_column_that_does_not_vary_goes_with_nothing() {
        assert!(correlation(&ranks(&[2.0; 9]), &ranks(&column(9, 1, 5))).is_nan());
        assert_eq!(
            correlation(&ranks(&column(40, 1, 1000)), &ranks(&column(40, 1, 1000))),
            1.0
        );
    }

    /// Ends as `numpy.tanh(numpy.arctanh(r) -+ 1.959964 sqrt(1.06/(n - 3)))` gives them.
    #[test]
    fn the_interval_is_fisher_s_with_fieller_s_variance() {
        for (r, n, low, high) in INTERVALS {
            let found = rank_correlation_interval(r, n);
            assert!(
                (found.0 - low).abs() < 1e-9 && (found.1 - high).abs() < 1e-9,
                "{found:?}"
            );
        }
        assert_eq!(rank_correlation_interval(0.5, 9), (-1.0, 1.0));
        let (low, high) = rank_correlation_interval(1.0, 50);
        assert!((low - 1.0).abs() < 1e-12 && high <= 1.0);
    }

    /// 400 sets of 20 unrelated columns: the share of sets in which any correlation passes the floor is at most 5 % (Bonferroni's
    /// bound is 4.9 % for independent columns). More than 37 of 400 has a probability of one in 5,000; the seed is fixed.
    #[test]
    fn chance_passes_the_floor_in_at_most_one_of_twenty_sets() {
        use crate::numeric::streams::Streams;
        let streams = Streams::new(5);
        let (pairs, columns) = (120, 20);
        let floor = rank_correlation_floor(pairs, columns);
        let mut passed = 0;
        for set in 0..400 {
            let mut reader = streams.open(set, 0);
            let mut drawn = || ranks(&(0..pairs).map(|_| reader.uniform()).collect::<Vec<_>>());
            let outcome = drawn();
            let strongest = (0..columns).map(|_| correlation(&outcome, &drawn()).abs());
            passed += u32::from(strongest.fold(0.0, f64::max) > floor);
        }
        assert!((5..=37).contains(&passed), "{passed}");
        assert_eq!(rank_correlation_floor(9, 1), 1.0);
    }

    #[test]
    fn a_share_below_counts_equal_values_half() {
        assert_eq!(share_below(&[1.0, 2.0, 2.0, 3.0], 2.0), 0.5);
        assert_eq!(share_below(&[1.0, 2.0, 2.0, 3.0], 0.0), 0.0);
        assert_eq!(
            share_below(&[1.0, 2.0, f64::INFINITY, f64::INFINITY], f64::INFINITY),
            0.75
        );
        assert!(share_below(&[], 2.0).is_nan());
    }

    /// Length; step and modulus of a column; the same of the other; correlation.
    type Case = (usize, (usize, usize), (usize, usize), f64);
    const ORACLE: [Case; 4] = [
        (50, (3, 17), (7, 23), -0.13242838616514555),
        (200, (11, 101), (5, 97), 0.09056374435709237),
        (37, (1, 1000), (2, 1001), 0.8736885795680875),
        (12, (4, 7), (1, 5), 0.27628948199776887),
    ];
    const WITH_NEVER: f64 = -0.13501959315518974;
    const INTERVALS: [(f64, usize, f64, f64); 4] = [
        (0.3, 100, 0.10425207894374597, 0.4733717693506103),
        (-0.85, 40, -0.9198258928057442, -0.7279774841815572),
        (0.02, 10000, -0.0001794245065594596, 0.040163142769171496),
        (0.0, 10, -0.6426627677210861, 0.6426627677210861),
    ];
}
