//! How well figures over runs are known: standard errors of means, shares and quantiles, and differences between two sets of
//! runs in the same worlds.

mod paired;
mod quantile_error;
mod ranks;

pub use paired::{
    Difference, Order, difference_of_bounded_means, difference_of_means, difference_of_medians, difference_of_shares,
    draw_multiplicities, median_of_resample,
};
pub use quantile_error::QuantileWeights;
pub use ranks::{correlation, rank_correlation_floor, rank_correlation_interval, ranks, share_below};

use super::{beta_function, kernels};

/// Half of what lies outside a 95 % interval.
const TAIL: f64 = 0.025;
/// The standard normal number with 97.5 % below it.
pub const NORMAL_95: f64 = 1.959_963_984_540_054;

/// Mean and variance of numbers as they come, summed in that order about the first of them, so that numbers with a small spread
/// far from zero (years) lose nothing and equal numbers have a variance of exactly zero.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Moments {
    pub count: u64,
    /// The first number.
    pub origin: f64,
    /// Sum of the distances from `origin`.
    pub sum: f64,
    /// Sum of their squares.
    pub squares: f64,
}

impl Moments {
    /// The moments of `values`, all finite.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut moments = Self::default();
        values.into_iter().for_each(|value| moments.add(value));
        moments
    }

    /// Takes in a finite number.
    #[inline(always)]
    pub fn add(&mut self, x: f64) {
        if self.count == 0 {
            self.origin = x;
        }
        self.count += 1;
        let distance = x - self.origin;
        self.sum += distance;
        self.squares += distance * distance;
    }

    /// Not a number if there is none.
    pub fn mean(&self) -> f64 {
        self.origin + self.sum / self.count as f64
    }

    /// Unbiased; not a number with fewer than two numbers.
    pub fn variance(&self) -> f64 {
        if self.count < 2 {
            return f64::NAN;
        }
        let n = self.count as f64;
        let squares = self.squares - self.sum * self.sum / n;
        // Rounding can leave a trace below zero.
        (if squares > 0.0 { squares } else { 0.0 }) / (n - 1.0)
    }

    /// Standard error of the mean; not a number with fewer than two numbers.
    pub fn mean_error(&self) -> f64 {
        (self.variance() / self.count as f64).sqrt()
    }

    /// These numbers and then those of `next`.
    #[must_use]
    pub fn join(self, next: Self) -> Self {
        if self.count == 0 {
            return next;
        }
        if next.count == 0 {
            return self;
        }
        let (n, shift) = (next.count as f64, next.origin - self.origin);
        Self {
            count: self.count + next.count,
            origin: self.origin,
            sum: self.sum + (next.sum + n * shift),
            squares: self.squares + (next.squares + 2.0 * shift * next.sum + n * shift * shift),
        }
    }

    /// These numbers and `count` more that all equal `value`.
    #[must_use]
    pub fn with(mut self, value: f64, count: u64) -> Self {
        if count == 0 {
            return self;
        }
        if self.count == 0 {
            self.origin = value;
        }
        let distance = value - self.origin;
        self.count += count;
        self.sum += distance * count as f64;
        self.squares += distance * distance * count as f64;
        self
    }
}

/// Standard error of a share that was seen as `part` of `whole` cases; not a number if there is no case.
///
/// Two cases of either kind are added before the binomial formula is applied (Agresti & Coull 1998), for a share of zero or one
/// that was seen is not known without error: of `n` cases without one, the formula without them would say that there can be none.
pub fn share_error(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        return f64::NAN;
    }
    let n = whole as f64 + 4.0;
    let (with, without) = (part as f64 + 2.0, (whole - part) as f64 + 2.0);
    (with * without / n).sqrt() / n
}

/// The 95 % interval of a share by C. J. Clopper and E. S. Pearson (1934), of `part` of `whole` cases: its ends are the shares with which
/// so many cases or more, and so many or fewer, come about in one of forty samples each.
pub fn exact_share_interval(part: u64, whole: u64) -> [f64; 2] {
    let n = whole as f64;
    let at_least = |count: u64, share: f64| beta_function::regularised(count as f64, n - count as f64 + 1.0, share);
    // The share up to which `is_below` holds.
    let turning = |is_below: &dyn Fn(f64) -> bool| {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..50 {
            let middle = (low + high) / 2.0;
            if is_below(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    };
    let low = match part {
        0 => 0.0,
        part => turning(&|share| at_least(part, share) < TAIL),
    };
    let high = match part {
        part if part >= whole => 1.0,
        part => turning(&|share| 1.0 - at_least(part + 1, share) > TAIL),
    };
    [low, high]
}

/// How many standard errors a 95 % interval reaches to either side of a mean with `degrees` degrees of freedom: Student's t, from
/// tables below five degrees and then by the Cornish-Fisher expansion (Abramowitz & Stegun 26.7.5), right to 0.1 %; infinite with none.
pub fn student_95(degrees: u64) -> f64 {
    /// With none, one, two, three and four degrees.
    const FEW: [f64; 5] = [f64::INFINITY, 12.706_205, 4.302_653, 3.182_446, 2.776_445];
    if let Some(reach) = FEW.get(usize::try_from(degrees).unwrap_or(usize::MAX)) {
        return *reach;
    }
    let (z, v) = (-kernels::normal_quantile(TAIL), degrees as f64);
    let z2 = z * z;
    let terms = [
        (z2 + 1.0) / 4.0,
        ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0,
        (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0,
        ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92_160.0,
    ];
    z * (1.0 + (terms[0] + (terms[1] + (terms[2] + terms[3] / v) / v) / v) / v)
}

#[cfg(test)]
mod tests;
