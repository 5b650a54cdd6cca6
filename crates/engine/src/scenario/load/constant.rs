//! Constant levers on a scenario that is loaded already: what a search puts on top of a policy.

use super::title::with_settings;
use crate::scenario::definition::Scenario;
use crate::scenario::levers::{Lever, LeverPath};
use crate::scenario::time::HISTORY_MONTHS;

impl Scenario {
    /// The same with these levers at constant values from January 2026 on, unannounced and out of the doctrine: what `--set` with plain
    /// numbers makes of it. Values must lie within the levers' ranges.
    #[must_use]
    pub fn with_levers(&self, constants: &[(Lever, f64)]) -> Self {
        let mut scenario = self.clone();
        if constants.is_empty() {
            return scenario;
        }
        for &(lever, value) in constants {
            scenario.levers.set(lever, constant(self.lever(lever), value));
        }
        let set = constants
            .iter()
            .map(|(lever, value)| format!("{}={value:?}", lever.key()));
        let set: Vec<String> = set.collect();
        let is_plain = self.policies.is_empty() && self.worldviews.is_empty() && self.set.is_empty();
        let own = if is_plain { &self.name } else { &self.title };
        scenario.title = with_settings(own, &set);
        scenario.set.extend(set);
        scenario
    }
}

/// A path as it was in recorded history, and constant from then on.
fn constant(path: &LeverPath, value: f64) -> LeverPath {
    let mut values = path.values.clone();
    let is_beyond = values.len() > HISTORY_MONTHS;
    if is_beyond {
        values[HISTORY_MONTHS..].fill(value);
    }
    LeverPath {
        values,
        announced_rise: path.announced_in_history.clone(),
        announced_in_history: path.announced_in_history.clone(),
        reactive_from: None,
        policy_from: match path.policy_from {
            Some(from) => Some(from.min(HISTORY_MONTHS)),
            None => is_beyond.then_some(HISTORY_MONTHS),
        },
    }
}
