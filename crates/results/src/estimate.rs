//! A number that is known up to Monte Carlo error.

use serde::{Deserialize, Serialize};

/// An estimate with the interval that Monte Carlo error leaves it; the ends may be infinite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The value itself, in the unit of what is estimated.
    pub value: f64,
    /// Its standard error; not a number where none can be given (a quantile, a count by resampling).
    pub error: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Estimate {
    /// Nothing can be said.
    pub const NONE: Self = Self::between(f64::NAN, f64::NAN, f64::NAN);

    /// A value with the ends of its interval, and no standard error.
    pub const fn between(value: f64, low: f64, high: f64) -> Self {
        Self {
            value,
            error: f64::NAN,
            low,
            high,
        }
    }

    /// Half of the interval's width.
    pub fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// Whether the interval leaves zero out, so that the sign is known.
    pub fn excludes_zero(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }

    /// The same thing counted the other way round.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            value: -self.value,
            low: -self.high,
            high: -self.low,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_known_only_where_the_interval_leaves_zero_out() {
        let of = |low: f64, high: f64| Estimate::between(0.5 * (low + high), low, high);
        assert!(of(0.1, 2.0).excludes_zero() && of(-3.0, -1.0).excludes_zero());
        assert!(!of(-1.0, 1.0).excludes_zero() && !of(0.0, 1.0).excludes_zero());
        assert_eq!((of(1.0, 2.0).negated().low, of(1.0, 2.0).negated().high), (-2.0, -1.0));
    }
}
