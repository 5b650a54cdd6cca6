//! What the manifest of a run says in short: shares of worlds and the spread of each metric over them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that may be missing or never happen; in JSON a number, `null` or `"never"`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading(pub f64);

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_nan() {
            serializer.serialize_none()
        } else if self.0.is_infinite() {
            serializer.serialize_str("never")
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Reading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(_) => f64::INFINITY,
            value => value.as_f64().unwrap_or(f64::NAN),
        }))
    }
}

/// One metric over all worlds. Years and other things that may not happen count as larger than any number where they did not, so
/// a median of `never` means that it did not happen in half of the worlds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetricSpread {
    pub metric: String,
    pub unit: String,
    pub meaning: String,
    /// Worlds in which the metric exists, those with `never` included.
    pub worlds: u64,
    /// Share of those worlds in which it never happened.
    pub never_share: Reading,
    /// Mean over the worlds in which it is a number.
    pub mean: Reading,
    pub p05: Reading,
    pub p25: Reading,
    pub p50: Reading,
    pub p75: Reading,
    pub p95: Reading,
}

/// The summary of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Headlines {
    pub worlds: u64,
    pub failed: u64,
    pub last_month: String,
    /// Share of worlds in which China's released capability exceeds that of the United States in some month up to December 2035.
    pub china_leads_by_2035_share: Reading,
    /// Shares of worlds in which the United States, China or nobody is first past the threshold within the horizon.
    pub threshold_first_us_share: Reading,
    pub threshold_first_china_share: Reading,
    pub threshold_first_nobody_share: Reading,
    /// Share of worlds with a loss-of-control catastrophe within the horizon.
    pub catastrophe_share: Reading,
    /// Share of worlds with a governance framework at some time within the horizon.
    pub treaty_share: Reading,
    pub metrics: Vec<MetricSpread>,
}

impl Headlines {
    /// The year in which the simulation ends.
    pub fn last_year(&self) -> &str {
        self.last_month.get(..4).unwrap_or(&self.last_month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_survives_json_also_when_it_is_never_or_missing() {
        for value in [1.25, f64::INFINITY, f64::NAN] {
            let text = serde_json::to_string(&Reading(value)).unwrap();
            let back: Reading = serde_json::from_str(&text).unwrap();
            assert!(back.0 == value || back.0.is_nan() && value.is_nan(), "{text}");
        }
    }
}
