//! What a person has set in the lab: the same thing as JSON for the page, as TOML for the program, and as a scenario for the engine.
//!
//! Every case is written as a TOML file and that file is loaded, so that what is taken away runs to the same numbers by construction.

use std::collections::BTreeMap;

use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use engine::scenario::cards::{CardSet, distribution_text};
use engine::scenario::levers::Lever;
use engine::scenario::load::cards::{Overlay, read_cards};
use engine::scenario::load::files::{Policy, ScenarioFile, Settings, Worldview};
use engine::scenario::load::levers::{Doctrine, Layer, Schedule};
use engine::scenario::load::resolved::quoted;
use engine::scenario::load::{Kind, Request, load};
use engine::scenario::reader::Source;
use engine::scenario::time::{MAX_MONTHS, Month};
use engine::scenario::triggers::{Change, Rule, Test};
use engine::scenario::{mechanisms::Mechanism, shipped};
use error::{Error, Result};
use serde::{Deserialize, Serialize};

mod file;

/// The scenario that every case departs from.
pub const BASE: &str = "baseline";
/// What messages call the file that a case is written as.
const FILE: &str = "lab.toml";

/// What differs from the baseline.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Case {
    /// One line for headings; empty for the baseline.
    pub title: String,
    /// Steps by lever key.
    pub levers: BTreeMap<String, Vec<Step>>,
    pub rules: Vec<TriggerRule>,
    /// `reactive` or `fixed`, by agent.
    pub doctrine: BTreeMap<String, String>,
    pub worldviews: Vec<String>,
    /// Values by parameter key: a number, or a table with a distribution, as TOML.
    pub parameters: BTreeMap<String, String>,
    /// Switches by mechanism.
    pub mechanisms: BTreeMap<String, bool>,
    /// When named events happen, by key: a month, `never` or `chance`.
    pub events: BTreeMap<String, String>,
    /// Whether worlds are taken as they are drawn, whatever has been recorded.
    pub unconditioned: bool,
    pub seed: Option<u64>,
    /// Last month, `2040-12`.
    pub horizon: Option<String>,
}

/// A value that a lever has from a month on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub from: String,
    pub value: f64,
    /// Month in which it was announced, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<String>,
}

/// A trigger rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TriggerRule {
    pub observable: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<f64>,
    pub for_months: u32,
    pub lever: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<f64>,
    pub lag_months: u32,
    pub from: String,
}

/// Something that was left out, and what the program says of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    pub what: String,
    pub why: String,
}

impl Case {
    /// The scenario that the engine runs.
    ///
    /// # Errors
    /// Anything in the case that cannot be used: the program's own message.
    pub fn scenario(&self, runs: u64) -> Result<Scenario> {
        let source = Source {
            name: FILE.to_owned(),
            text: self.toml(runs)?,
        };
        load(&Request::new(source, shipped::parameters()), &shipped::resolve)
    }

    /// What a shipped policy sets.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn of_policy(name: &str) -> Result<Self> {
        Self::read(&shipped::resolve(Kind::Policy, name)?)
    }

    /// What a file sets: a policy, a worldview or a scenario on top of the baseline.
    ///
    /// # Errors
    /// What the program says of a file that it cannot use; a scenario with a history of its own, which the lab does not show.
    pub fn read(source: &Source) -> Result<Self> {
        let cards = written_cards()?;
        let tree = source.parse()?;
        let root = source.root(&tree);
        let has = |name: &str| root.get(name).is_some();
        let of_scenarios = [
            "base",
            "horizon",
            "runs",
            "seed",
            "event_worlds",
            "kept_trajectories",
            "histories",
            "policies",
            "worldviews",
        ];
        let is_scenario = of_scenarios.into_iter().any(has) || has("history") || has("mechanisms") || has("events");
        let mut request = shipped::request(BASE)?;
        let mut case = Self::default();
        if is_scenario {
            request.scenario = source.clone();
            let scenario = load(&request, &shipped::resolve)?;
            if let Some(history) = root.get("history").or(root.get("name").filter(|_| !has("base"))) {
                let allowed = "give a policy, a worldview, or a scenario with base = \"baseline\" and no [history]";
                return Err(history.refuse("has a history of its own, which the lab does not show", allowed));
            }
            let settings = Settings::read(&root)?;
            case.horizon = settings.months.map(|months| Month(months - 1).to_string());
            case.seed = settings.seed;
            case.unconditioned = scenario.histories.is_none();
            let file = ScenarioFile::read(&root, &cards, MAX_MONTHS)?;
            case.title.clone_from(&file.about.title);
            case.take_layer(&file.layer);
            case.take_overlays(&file.overlays, &cards);
            for (mechanism, on) in &file.switches {
                case.mechanisms.insert(mechanism.key().to_owned(), *on);
            }
            for (event, when) in &file.events {
                case.events.insert(event.key().to_owned(), when.to_string());
            }
            for policy in &scenario.policies {
                case.take_layer(&Policy::read(&shipped::resolve(Kind::Policy, policy)?, MAX_MONTHS)?.layer);
            }
            for worldview in &scenario.worldviews {
                // A worldview that a file names is stronger than what the file sets itself.
                let read = Worldview::read(&shipped::resolve(Kind::Worldview, worldview)?, &cards)?;
                for overlay in &read.overlays {
                    case.parameters.remove(&cards.cards[overlay.position].key);
                }
                case.worldviews.push(worldview.clone());
            }
        } else if has("parameters") && !has("levers") {
            request.worldviews.push(source.clone());
            load(&request, &shipped::resolve)?;
            let worldview = Worldview::read(source, &cards)?;
            case.title = worldview.about.title;
            case.take_overlays(&worldview.overlays, &cards);
        } else {
            request.policies.push(source.clone());
            load(&request, &shipped::resolve)?;
            let policy = Policy::read(source, MAX_MONTHS)?;
            case.title = policy.about.title;
            case.take_layer(&policy.layer);
        }
        Ok(case)
    }

    fn take_layer(&mut self, layer: &Layer) {
        for Schedule { lever, steps } in &layer.schedules {
            let steps = steps.iter().map(|step| Step {
                from: Month(step.from).to_string(),
                value: step.value,
                announced: step.announced.map(|month| Month(month).to_string()),
            });
            self.levers.insert(lever.key().to_owned(), steps.collect());
        }
        for (agent, doctrine) in Agent::ALL.into_iter().zip(layer.doctrines) {
            if let Some(doctrine) = doctrine {
                let word = Doctrine::CHOICES.into_iter().find(|(_, choice)| *choice == doctrine);
                let word = word.map_or_else(String::new, |(word, _)| word.to_owned());
                self.doctrine.insert(agent.key().to_owned(), word);
            }
        }
        self.rules.extend(layer.rules.iter().map(TriggerRule::of));
    }

    fn take_overlays(&mut self, overlays: &[Overlay], cards: &CardSet) {
        for overlay in overlays {
            self.parameters
                .insert(cards.cards[overlay.position].key.clone(), overlay_text(overlay));
        }
    }

    /// What of the case can be used, each piece tried by itself, and what was left out with the program's own words.
    #[must_use]
    pub fn sieved(&self) -> (Self, Vec<LeftOut>) {
        let mut kept = Self {
            title: self
                .title
                .chars()
                .filter(|letter| !letter.is_control())
                .take(MOST_TITLE)
                .collect(),
            ..Self::default()
        };
        kept.unconditioned = self.unconditioned;
        let mut left_out = Vec::new();
        let mut offer = |what: String, change: &dyn Fn(&mut Self)| {
            let mut tried = kept.clone();
            change(&mut tried);
            match tried.scenario(1) {
                Ok(_) => kept = tried,
                Err(error) => left_out.push(LeftOut {
                    what,
                    why: problem(&error),
                }),
            }
        };
        if let Some(horizon) = &self.horizon {
            offer(format!("horizon {horizon}"), &|case| {
                case.horizon = Some(horizon.clone())
            });
        }
        if let Some(seed) = self.seed {
            offer(format!("seed {seed}"), &|case| case.seed = Some(seed));
        }
        for (agent, word) in &self.doctrine {
            offer(format!("doctrine.{agent}"), &|case| {
                case.doctrine.insert(agent.clone(), word.clone());
            });
        }
        for worldview in &self.worldviews {
            offer(worldview.clone(), &|case| case.worldviews.push(worldview.clone()));
        }
        for (lever, steps) in &self.levers {
            offer(lever.clone(), &|case| {
                case.levers.insert(lever.clone(), steps.clone());
            });
        }
        for (name, on) in &self.mechanisms {
            offer(format!("mechanisms.{name}"), &|case| {
                case.mechanisms.insert(name.clone(), *on);
            });
        }
        for (name, when) in &self.events {
            offer(format!("events.{name}"), &|case| {
                case.events.insert(name.clone(), when.clone());
            });
        }
        for (name, value) in &self.parameters {
            offer(name.clone(), &|case| {
                case.parameters.insert(name.clone(), value.clone());
            });
        }
        for rule in &self.rules {
            offer(format!("{} -> {}", rule.observable, rule.lever), &|case| {
                case.rules.push(rule.clone())
            });
        }
        (kept, left_out)
    }

    /// The same without a mechanism.
    #[must_use]
    pub fn without(&self, mechanism: Mechanism) -> Self {
        let mut case = self.clone();
        case.mechanisms.insert(mechanism.key().to_owned(), false);
        case
    }
}

/// Longest title that a link may bring.
const MOST_TITLE: usize = 120;

/// The shipped cards before any overlay.
pub fn written_cards() -> Result<CardSet> {
    read_cards(&shipped::parameters())
}

/// The message of an error without the file that only the lab knows.
fn problem(error: &Error) -> String {
    match error {
        Error::Config(problem) if problem.file == FILE => {
            let mut problem = problem.clone();
            problem.file = "lab".to_owned();
            problem.line = None;
            problem.to_string()
        }
        other => other.to_string(),
    }
}

impl TriggerRule {
    fn of(rule: &Rule) -> Self {
        let (below, above) = match rule.test {
            Test::Below(threshold) => (Some(threshold), None),
            Test::Above(threshold) => (None, Some(threshold)),
        };
        let (add, set) = match rule.change {
            Change::Add(amount) => (Some(amount), None),
            Change::Set(amount) => (None, Some(amount)),
        };
        Self {
            observable: rule.observable.key(),
            below,
            above,
            for_months: rule.for_months,
            lever: rule.lever.key().to_owned(),
            add,
            set,
            lag_months: rule.lag_months,
            from: Month(rule.from).to_string(),
        }
    }
}

/// An overlay as a file has it.
fn overlay_text(overlay: &Overlay) -> String {
    format!(
        "{{ {}, source = {}, pedigree = \"{}\" }}",
        distribution_text(&overlay.distribution),
        quoted(&overlay.source),
        overlay.pedigree.letter()
    )
}

/// The levers that a policy file sets, with its value at the start of 2026 or at its first step.
pub fn first_values(case: &Case) -> Vec<(Lever, f64)> {
    let value = |steps: &[Step]| steps.last().map(|step| step.value);
    Lever::ALL
        .into_iter()
        .filter_map(|lever| Some((lever, value(case.levers.get(lever.key())?)?)))
        .collect()
}

#[cfg(test)]
mod tests;
