//! Things that stand in a request as their keys; for `#[serde(with)]`.

use engine::model::metrics::Metric;
use engine::scenario::agents::Agent;
use engine::scenario::inputs::Input;
use engine::scenario::levers::Lever;
use engine::scenario::mechanisms::Mechanism;
use engine::scenario::parameters;
use error::{Error, Result, nearest};
use serde::{Deserialize, Deserializer, Serializer};

/// Key of an input, such as `us.chip_controls`.
pub fn of_input(input: Input) -> String {
    match input {
        Input::Lever(lever) => lever.key().to_owned(),
        // A place in the registry has a key by construction.
        Input::Parameter(place) => parameters::keys().nth(place).unwrap_or_default(),
    }
}

/// The input with this key.
///
/// # Errors
/// There is none.
pub fn input(key: &str) -> Result<Input> {
    Input::from_key(key).ok_or_else(|| Error::Usage(format!("there is no lever or parameter `{key}`")))
}

/// The mechanism with this key.
///
/// # Errors
/// There is none.
pub fn mechanism(key: &str) -> Result<Mechanism> {
    let known = || Mechanism::ALL.into_iter().map(Mechanism::key);
    Mechanism::from_key(key).ok_or_else(|| {
        let hint = match nearest(key, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", known().collect::<Vec<_>>().join(", ")),
        };
        Error::Usage(format!(
            "there is no mechanism `{key}`; {hint} (`detente list --mechanisms` says what each is)"
        ))
    })
}

/// An input.
pub mod one_input {
    use super::*;

    /// Writes an input as its key.
    pub fn serialize<S: Serializer>(input: &Input, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&of_input(*input))
    }

    /// Reads an input by its key.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Input, D::Error> {
        input(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// A metric.
pub mod metric {
    use super::*;

    /// Writes a metric as its key.
    pub fn serialize<S: Serializer>(metric: &Metric, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(metric.key())
    }

    /// Reads a metric by its key.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Metric, D::Error> {
        Metric::named(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// Lists of inputs.
pub mod inputs {
    use super::*;

    /// Writes inputs as their keys.
    pub fn serialize<S: Serializer>(inputs: &[Input], serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(inputs.iter().map(|&one| of_input(one)))
    }

    /// Reads inputs by their keys.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Input>, D::Error> {
        let keys: Vec<String> = Vec::deserialize(deserializer)?;
        keys.iter()
            .map(|key| input(key).map_err(serde::de::Error::custom))
            .collect()
    }
}

/// Lists of levers.
pub mod levers {
    use super::*;

    /// Writes levers as their keys.
    pub fn serialize<S: Serializer>(levers: &[Lever], serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(levers.iter().map(|lever| lever.key()))
    }

    /// Reads levers by their keys.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Lever>, D::Error> {
        let lever = |input: Input| match input {
            Input::Lever(lever) => Ok(lever),
            Input::Parameter(_) => Err(serde::de::Error::custom(format!("{} is no lever", of_input(input)))),
        };
        inputs::deserialize(deserializer)?.into_iter().map(lever).collect()
    }
}

/// A side.
pub mod agent {
    use super::*;

    /// Writes a side as its key.
    pub fn serialize<S: Serializer>(agent: &Agent, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(agent.key())
    }

    /// Reads a side by its key.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Agent, D::Error> {
        let key = String::deserialize(deserializer)?;
        let found = Agent::ALL.into_iter().find(|agent| agent.key() == key);
        found.ok_or_else(|| serde::de::Error::custom(format!("there is no side `{key}`")))
    }
}

/// Lists of parameters, by their places in the registry.
pub mod parameter_places {
    use super::*;

    /// Writes parameters as their keys.
    pub fn serialize<S: Serializer>(places: &[usize], serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(places.iter().map(|&place| of_input(Input::Parameter(place))))
    }

    /// Reads parameters by their keys.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<usize>, D::Error> {
        let place = |input: Input| match input {
            Input::Parameter(place) => Ok(place),
            Input::Lever(lever) => Err(serde::de::Error::custom(format!("{} is a lever", lever.key()))),
        };
        inputs::deserialize(deserializer)?.into_iter().map(place).collect()
    }
}

/// Lists of metrics.
pub mod metrics {
    use super::*;

    /// Writes metrics as their keys.
    pub fn serialize<S: Serializer>(metrics: &[Metric], serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(metrics.iter().map(|metric| metric.key()))
    }

    /// Reads metrics by their keys.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Metric>, D::Error> {
        let keys: Vec<String> = Vec::deserialize(deserializer)?;
        let metrics = keys.iter().map(|key| Metric::named(key)).collect::<Result<_>>();
        metrics.map_err(serde::de::Error::custom)
    }
}

/// Lists of mechanisms.
pub mod mechanisms {
    use super::*;

    /// Writes mechanisms as their keys.
    pub fn serialize<S: Serializer>(mechanisms: &[Mechanism], serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(mechanisms.iter().map(|mechanism| mechanism.key()))
    }

    /// Reads mechanisms by their keys.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Mechanism>, D::Error> {
        let keys: Vec<String> = Vec::deserialize(deserializer)?;
        let mechanisms = keys.iter().map(|key| mechanism(key)).collect::<Result<_>>();
        mechanisms.map_err(serde::de::Error::custom)
    }
}

/// Lists of numbers, some of which may be none: what is not a number stands as null.
pub mod numbers {
    use super::*;

    /// Writes numbers.
    pub fn serialize<S: Serializer>(numbers: &[f64], serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(numbers.iter().map(|number| (!number.is_nan()).then_some(number)))
    }

    /// Reads numbers.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<f64>, D::Error> {
        let numbers: Vec<Option<f64>> = Vec::deserialize(deserializer)?;
        Ok(numbers.into_iter().map(|number| number.unwrap_or(f64::NAN)).collect())
    }
}

/// Lists of metrics with a number each.
pub mod weights {
    use super::*;

    /// Writes metrics as their keys.
    pub fn serialize<S: Serializer>(weights: &[(Metric, f64)], serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(weights.iter().map(|(metric, weight)| (metric.key(), weight)))
    }

    /// Reads metrics by their keys.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> std::result::Result<Vec<(Metric, f64)>, D::Error> {
        let weights: Vec<(String, f64)> = Vec::deserialize(deserializer)?;
        let named = |(key, weight): (String, f64)| Ok((Metric::named(&key)?, weight));
        let named = weights.into_iter().map(named).collect::<Result<_>>();
        named.map_err(serde::de::Error::custom)
    }
}

/// Makes a type stand in a request as the text that people write for it: its `text()`, read by its `parse()`.
macro_rules! stands_as_text {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.text())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use stands_as_text;
