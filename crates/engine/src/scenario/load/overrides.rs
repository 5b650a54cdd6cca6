//! `--set key=value` from the command line.

use super::cards::{Overlay, read_overlay};
use super::files::{Settings, read_few, read_horizon, read_runs, read_when};
use super::levers::{Doctrine, Layer, Schedule, read_setting};
use crate::scenario::agents::Agent;
use crate::scenario::cards::CardSet;
use crate::scenario::levers::Lever;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::named_events::{NamedEvent, When};
use crate::scenario::parameters;
use crate::scenario::reader::{Source, Value};
use error::{ConfigProblem, Error, Result};
use std::borrow::Cow;
use toml::Spanned;
use toml::de::DeValue;

/// One `key=value`.
#[derive(Debug, Clone)]
pub struct Assignment {
    key: String,
    value: Source,
}

/// What all assignments together decide.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    pub layer: Layer,
    pub switches: Vec<(Mechanism, bool)>,
    pub events: Vec<(NamedEvent, When)>,
    pub overlays: Vec<Overlay>,
}

/// Settings that make another case of a scenario.
const CASE_SETTINGS: [&str; 1] = ["horizon"];
/// Settings that say how much of the same case is simulated and written.
const SIZE_SETTINGS: [&str; 4] = ["runs", "seed", "event_worlds", "kept_trajectories"];

impl Assignment {
    /// Splits `key=value`.
    ///
    /// # Errors
    /// A text without `=`, or with nothing before it.
    pub fn parse(text: &str) -> Result<Self> {
        let (key, value) = text.split_once('=').unwrap_or(("", text));
        if key.trim().is_empty() {
            return Err(Error::Config(Box::new(ConfigProblem {
                file: "--set".to_owned(),
                problem: format!("`{}` is not of the form key=value", text.escape_debug()),
                allowed: "write for example --set us.chip_controls=0.9".to_owned(),
                ..ConfigProblem::default()
            })));
        }
        let value = Source {
            name: "--set".to_owned(),
            text: value.trim().to_owned(),
        };
        Ok(Self {
            key: key.trim().to_owned(),
            value,
        })
    }

    /// `key=value` on one line, if it makes another case of the scenario.
    pub fn shown(&self) -> Option<String> {
        (!SIZE_SETTINGS.contains(&self.key.as_str()))
            .then(|| format!("{}={}", self.key, self.value.text.escape_debug()))
    }

    /// Hands the value to `read`: as TOML where it is TOML, else as a plain word.
    fn with_value<T>(&self, read: impl FnOnce(&Value) -> Result<T>) -> Result<T> {
        let text = self.value.text.as_str();
        let word = || Spanned::new(0..text.len(), DeValue::String(Cow::Borrowed(text)));
        let parsed = DeValue::parse(text).unwrap_or_else(|_| word());
        read(&Value::alone(&self.value, &self.key, &parsed))
    }
}

/// Refuses two assignments of the same key: neither is meant more than the other.
pub fn refuse_repeats(assignments: &[Assignment]) -> Result<()> {
    for (place, assignment) in assignments.iter().enumerate() {
        if assignments[..place].iter().any(|earlier| earlier.key == assignment.key) {
            return Err(Error::Config(Box::new(ConfigProblem {
                file: "--set".to_owned(),
                key: assignment.key.clone(),
                value: assignment.value.text.escape_debug().to_string(),
                problem: "is set twice".to_owned(),
                allowed: "give --set once for each key".to_owned(),
                ..ConfigProblem::default()
            })));
        }
    }
    Ok(())
}

/// The plain settings among the assignments.
pub fn read_settings(assignments: &[Assignment]) -> Result<Settings> {
    let mut settings = Settings::default();
    for assignment in assignments {
        assignment.with_value(|value| {
            match assignment.key.as_str() {
                "horizon" => settings.months = Some(read_horizon(value)?),
                "runs" => settings.runs = Some(read_runs(value)?),
                "seed" => settings.seed = Some(value.whole()?),
                "event_worlds" => settings.event_worlds = Some(read_few(value)?),
                "kept_trajectories" => settings.kept_trajectories = Some(read_few(value)?),
                _ => {}
            }
            Ok(())
        })?;
    }
    Ok(settings)
}

/// Everything but the settings. `cards` are the cards as written, whose bounds hold; dates must lie before month `end`.
pub fn read_overrides(assignments: &[Assignment], cards: &CardSet, end: usize) -> Result<Overrides> {
    let mut overrides = Overrides::default();
    for assignment in assignments {
        assignment.with_value(|value| overrides.read(&assignment.key, value, cards, end))?;
    }
    Ok(overrides)
}

impl Overrides {
    fn read(&mut self, key: &str, value: &Value, cards: &CardSet, end: usize) -> Result<()> {
        let mechanism = key.strip_prefix("mechanisms.").and_then(Mechanism::from_key);
        let event = key.strip_prefix("events.").and_then(NamedEvent::from_key);
        let agent = Agent::ALL
            .into_iter()
            .find(|agent| key.strip_prefix("doctrine.") == Some(agent.key()));
        if let Some(lever) = Lever::from_key(key) {
            self.layer.schedules.push(Schedule {
                lever,
                steps: read_setting(lever, value, end)?,
            });
        } else if let Some(card) = cards.cards.iter().find(|card| card.key == key) {
            let (low, high) = card.distribution.bounds();
            if low < high && !value.is_table() {
                value.number_within(low, high, &format!("{}, the bounds of the card", card.unit))?;
            }
            self.overlays.push(read_overlay(key, value, cards)?);
        } else if let Some(mechanism) = mechanism {
            self.switches.push((mechanism, value.yes_no()?));
        } else if let Some(event) = event {
            self.events.push((event, read_when(event, value, end)?));
        } else if let Some(agent) = agent {
            self.layer.doctrines[agent.index()] = Some(value.choice(&Doctrine::CHOICES)?);
        } else if !CASE_SETTINGS.contains(&key) && !SIZE_SETTINGS.contains(&key) {
            return Err(unknown(key, value));
        }
        Ok(())
    }
}

/// The error for a key that nothing has, with the nearest of all that can be set.
fn unknown(key: &str, value: &Value) -> Error {
    let mut known: Vec<String> = Lever::ALL.map(|lever| lever.key().to_owned()).to_vec();
    known.extend(parameters::keys());
    known.extend(Mechanism::ALL.map(|mechanism| format!("mechanisms.{}", mechanism.key())));
    known.extend(NamedEvent::ALL.map(|event| format!("events.{}", event.key())));
    known.extend(Agent::ALL.map(|agent| format!("doctrine.{}", agent.key())));
    known.extend(CASE_SETTINGS.into_iter().chain(SIZE_SETTINGS).map(str::to_owned));
    // The right name under the wrong owner is nearer than any other spelling.
    let name = key.split_once('.').map_or(key, |(_, name)| name);
    let owned = known
        .iter()
        .find(|known| known.split_once('.').is_some_and(|(_, of)| of == name));
    if let Some(owned) = owned {
        return value.unknown(owned, [owned.as_str()]);
    }
    value.unknown(key, known.iter().map(String::as_str))
}
