//! Scenarios within a request: as the texts that say everything, so that a request read elsewhere needs no files. The names of policies,
//! worldviews and settings that were applied stand beside them; the parameter cards, which many share, stand once.

use engine::scenario::Scenario;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use engine::scenario::load::{Request, load};
use engine::scenario::reader::Source;
use error::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize, Deserialize)]
struct Stored {
    /// Files of parameter cards, each once.
    cards: Vec<String>,
    scenarios: Vec<One>,
}

#[derive(Serialize, Deserialize)]
struct One {
    scenario: String,
    /// Place among the cards.
    cards: usize,
    policies: Vec<String>,
    worldviews: Vec<String>,
    set: Vec<String>,
}

/// Writes scenarios into a request; for `#[serde(with)]`.
pub fn serialize<S: Serializer>(scenarios: &[Scenario], serializer: S) -> std::result::Result<S::Ok, S::Error> {
    let mut cards: Vec<&engine::scenario::cards::CardSet> = Vec::new();
    let scenarios = scenarios.iter().map(|scenario| {
        let known = cards.iter().position(|known| **known == scenario.cards);
        let place = known.unwrap_or_else(|| {
            cards.push(&scenario.cards);
            cards.len() - 1
        });
        One {
            scenario: scenario_text(scenario),
            cards: place,
            policies: scenario.policies.clone(),
            worldviews: scenario.worldviews.clone(),
            set: scenario.set.clone(),
        }
    });
    let scenarios = scenarios.collect();
    let cards = cards.into_iter().map(parameters_text).collect();
    Stored { cards, scenarios }.serialize(serializer)
}

/// Reads scenarios of a request; for `#[serde(with)]`.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Scenario>, D::Error> {
    let Stored { cards, scenarios } = Stored::deserialize(deserializer)?;
    let scenario = |one: One| {
        let cards = cards.get(one.cards).map_or("", String::as_str);
        let scenario = stated(&one.scenario, cards, "of the request").map_err(serde::de::Error::custom)?;
        Ok(Scenario {
            policies: one.policies,
            worldviews: one.worldviews,
            set: one.set,
            ..scenario
        })
    };
    scenarios.into_iter().map(scenario).collect()
}

/// Scenarios with the names that they have in a study.
pub mod cases {
    use super::*;
    use crate::compare::Case;

    #[derive(Serialize, Deserialize)]
    struct Named {
        names: Vec<String>,
        #[serde(with = "super")]
        scenarios: Vec<Scenario>,
    }

    /// Writes cases into a request.
    pub fn serialize<S: Serializer>(cases: &[Case], serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let named = Named {
            names: cases.iter().map(|case| case.name.clone()).collect(),
            scenarios: cases.iter().map(|case| case.scenario.clone()).collect(),
        };
        named.serialize(serializer)
    }

    /// Reads cases of a request.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Case>, D::Error> {
        let Named { names, scenarios } = Named::deserialize(deserializer)?;
        let cases = names.into_iter().zip(scenarios);
        Ok(cases.map(|(name, scenario)| Case { name, scenario }).collect())
    }
}

/// One scenario.
pub mod one {
    use super::*;

    /// Writes a scenario into a request.
    pub fn serialize<S: Serializer>(scenario: &Scenario, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        super::serialize(std::slice::from_ref(scenario), serializer)
    }

    /// Reads the scenario of a request.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Scenario, D::Error> {
        let scenario = super::deserialize(deserializer)?.pop();
        scenario.ok_or_else(|| serde::de::Error::custom("a scenario is missing"))
    }
}

/// The scenario that two texts state wholly, its own and that of its cards; `whose` it is, messages say: `of the request`.
///
/// # Errors
/// This version cannot load it, or it names what it does not state.
pub fn stated(scenario: &str, cards: &str, whose: &str) -> Result<Scenario> {
    let source = |name: String, text: &str| Source {
        name,
        text: text.to_owned(),
    };
    let request = Request::new(
        source(format!("the scenario {whose}"), scenario),
        source(format!("the parameter cards {whose}"), cards),
    );
    load(&request, &|kind, name| {
        Err(Error::Usage(format!(
            "the scenario {whose} names the {} {name}, but must state everything itself",
            kind.word()
        )))
    })
}
