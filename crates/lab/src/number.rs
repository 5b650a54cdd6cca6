//! Numbers as the page reads them: JSON has neither infinity, which stands for `never`, nor what is not a number.

use serde::{Serialize, Serializer};

/// A number; `"never"` where it is infinite, `null` where there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            number if number.is_nan() => serializer.serialize_none(),
            number if number.is_infinite() => serializer.serialize_str("never"),
            number => serializer.serialize_f64(number),
        }
    }
}
