//! `Scale`, a number that many others are divided by.

use super::Num;
use std::ops::Div;

/// A positive number, one a run, that many others are measured against: a delay, a reference, a width. Its reciprocal and its logarithm
/// are worked out once, since a division takes about ten times as long as a multiplication: `x / scale` is `x * (1 / scale)`, which may
/// differ from the quotient in the last bit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale<const W: usize> {
    value: Num<W>,
    reciprocal: Num<W>,
    ln: Num<W>,
}

impl<const W: usize> Scale<W> {
    /// The number itself.
    #[inline(always)]
    pub fn value(self) -> Num<W> {
        self.value
    }

    /// Its natural logarithm.
    #[inline(always)]
    pub fn ln(self) -> Num<W> {
        self.ln
    }
}

impl<const W: usize> From<Num<W>> for Scale<W> {
    #[inline(always)]
    fn from(value: Num<W>) -> Self {
        Self {
            value,
            reciprocal: Num::ONE / value,
            ln: value.ln(),
        }
    }
}

impl<const W: usize> Div<Scale<W>> for Num<W> {
    type Output = Self;
    // A product with the reciprocal is the point.
    #[allow(clippy::suspicious_arithmetic_impl)]
    #[inline(always)]
    fn div(self, scale: Scale<W>) -> Self {
        self * scale.reciprocal
    }
}

impl<const W: usize> Div<Scale<W>> for f64 {
    type Output = Num<W>;
    #[allow(clippy::suspicious_arithmetic_impl)]
    #[inline(always)]
    fn div(self, scale: Scale<W>) -> Num<W> {
        self * scale.reciprocal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reciprocal and product round once each: at most two units in the last place beside the quotient.
    #[test]
    fn dividing_by_a_scale_is_dividing_to_the_last_bits() {
        for step in 1..5000 {
            let x = Num([f64::from(step) * 0.731, -1e9 / f64::from(step)]);
            let by = Num([0.013 * f64::from(step), 7.7 + f64::from(step)]);
            let scale = Scale::from(by);
            for (found, exact) in (x / scale).0.into_iter().zip((x / by).0) {
                assert!(
                    (found - exact).abs() <= 2.0 * f64::EPSILON * exact.abs(),
                    "{found}, {exact}"
                );
            }
            assert_eq!(2.0 / scale, 2.0 * (Num::ONE / by));
            assert_eq!((scale.value(), scale.ln()), (by, by.ln()));
        }
    }
}
