//! A number that is known up to Monte Carlo error.

use serde::{Deserialize, Serialize};

use crate::value::Value;

/// An estimate with the interval that Monte Carlo error leaves it; the ends may be infinite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The value itself, in the unit of what is estimated.
    #[serde(with = "written")]
    pub value: f64,
    /// Its standard error; not a number where none can be given (a quantile, a count by resampling).
    #[serde(with = "written")]
    pub error: f64,
    /// Lower end of the interval.
    #[serde(with = "written")]
    pub low: f64,
    /// Upper end of the interval.
    #[serde(with = "written")]
    pub high: f64,
}

/// A number in a file that may be missing or never come: `null`, `"never"` and `"-never"`.
mod written {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        match *value {
            value if value.is_nan() => serializer.serialize_none(),
            f64::INFINITY => serializer.serialize_str("never"),
            f64::NEG_INFINITY => serializer.serialize_str("-never"),
            value => serializer.serialize_f64(value),
        }
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(f64),
        Word(String),
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        Ok(match Option::<Written>::deserialize(deserializer)? {
            Some(Written::Number(value)) => value,
            Some(Written::Word(word)) if word.starts_with('-') => f64::NEG_INFINITY,
            Some(Written::Word(_)) => f64::INFINITY,
            None => f64::NAN,
        })
    }
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

    /// The cells of its four columns: value, standard error, lower and upper end.
    pub fn cells(self) -> [Value<'static>; 4] {
        [self.value, self.error, self.low, self.high].map(Value::Number)
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
        let odd = Estimate::between(0.1, f64::NEG_INFINITY, f64::INFINITY);
        let back: Estimate = serde_json::from_str(&serde_json::to_string(&odd).unwrap()).unwrap();
        assert_eq!((back.value, back.low, back.high), (0.1, odd.low, odd.high));
        assert!(back.error.is_nan(), "what is missing stays missing");
        assert_eq!((of(1.0, 2.0).negated().low, of(1.0, 2.0).negated().high), (-2.0, -1.0));
    }
}
