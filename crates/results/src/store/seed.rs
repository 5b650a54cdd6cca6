//! Seeds in JSON: as text where other readers of the file would round them.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// JSON's numbers are doubles to most readers, which are exact up to here.
const MOST_EXACT: u64 = 1 << 53;

/// A seed as it stands in a file for machines.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Number(u64),
    Text(String),
}

/// A seed that is to stand in a file for machines.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Seed(#[serde(serialize_with = "serialize")] pub u64);

/// Writes a seed.
pub fn serialize<S: Serializer>(seed: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    match *seed {
        seed if seed <= MOST_EXACT => Written::Number(seed),
        seed => Written::Text(seed.to_string()),
    }
    .serialize(serializer)
}

/// Reads a seed, as a number or as text.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    match Written::deserialize(deserializer)? {
        Written::Number(seed) => Ok(seed),
        Written::Text(text) => text.parse().map_err(D::Error::custom),
    }
}

#[cfg(test)]
mod tests {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Holder(#[serde(with = "super")] u64);

    #[test]
    fn seeds_survive_readers_that_round_numbers() {
        for (seed, text) in [
            (0, "0"),
            (1 << 53, "9007199254740992"),
            (u64::MAX, "\"18446744073709551615\""),
        ] {
            assert_eq!(serde_json::to_string(&Holder(seed)).unwrap(), text);
            assert_eq!(serde_json::from_str::<Holder>(text).unwrap().0, seed);
        }
        // As the first edition wrote it.
        assert_eq!(
            serde_json::from_str::<Holder>("18446744073709551615").unwrap().0,
            u64::MAX
        );
    }
}
