//! Numbers in JSON that read back as the same bits: shortest form, and words for what JSON has no number for.
//!
//! For fields: `#[serde(with = "exact")]`. Any number that is not one reads back as the usual one of them.

use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// From here on not every whole number is a double of its own.
const WHOLE: f64 = 9_007_199_254_740_992.0;
/// What stands for infinities and for what is not a number.
const WORDS: [(&str, f64); 3] = [("inf", f64::INFINITY), ("-inf", f64::NEG_INFINITY), ("nan", f64::NAN)];

/// Writes a field.
pub fn serialize<T: Exact, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.to_stored().serialize(serializer)
}

/// Reads a field.
pub fn deserialize<'de, T: Exact, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(T::of(T::Stored::deserialize(deserializer)?))
}

/// A double, or anything made of doubles.
pub trait Exact {
    type Stored: Serialize + DeserializeOwned;
    fn to_stored(&self) -> Self::Stored;
    fn of(stored: Self::Stored) -> Self;
}

/// A double as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(value) = *self;
        let zero_below = value == 0.0 && value.is_sign_negative();
        if value.is_nan() {
            serializer.serialize_str("nan")
        } else if let Some((word, _)) = WORDS.iter().find(|(_, infinite)| *infinite == value) {
            serializer.serialize_str(word)
        } else if value.abs() < WHOLE && value.fract() == 0.0 && !zero_below {
            serializer.serialize_i64(value as i64)
        } else {
            serializer.serialize_f64(value)
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a number, or \"inf\", \"-inf\" or \"nan\"")
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<f64, E> {
        let found = WORDS.iter().find(|(word, _)| *word == text);
        found
            .map(|(_, value)| *value)
            .ok_or_else(|| E::custom(format!("`{text}` is no number")))
    }
}

impl Exact for f64 {
    type Stored = Number;

    fn to_stored(&self) -> Number {
        Number(*self)
    }

    fn of(stored: Number) -> Self {
        stored.0
    }
}

impl<T: Exact> Exact for Option<T> {
    type Stored = Option<T::Stored>;

    fn to_stored(&self) -> Self::Stored {
        self.as_ref().map(T::to_stored)
    }

    fn of(stored: Self::Stored) -> Self {
        stored.map(T::of)
    }
}

impl<T: Exact> Exact for Vec<T> {
    type Stored = Vec<T::Stored>;

    fn to_stored(&self) -> Self::Stored {
        self.iter().map(T::to_stored).collect()
    }

    fn of(stored: Self::Stored) -> Self {
        stored.into_iter().map(T::of).collect()
    }
}

impl<A: Exact, B: Exact> Exact for (A, B) {
    type Stored = (A::Stored, B::Stored);

    fn to_stored(&self) -> Self::Stored {
        (self.0.to_stored(), self.1.to_stored())
    }

    fn of(stored: Self::Stored) -> Self {
        (A::of(stored.0), B::of(stored.1))
    }
}

impl Exact for [f64; 3] {
    type Stored = [Number; 3];

    fn to_stored(&self) -> Self::Stored {
        self.map(Number)
    }

    fn of(stored: Self::Stored) -> Self {
        stored.map(|number| number.0)
    }
}
