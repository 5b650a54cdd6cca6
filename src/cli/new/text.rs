//! The text of a file that is made: what was set, and in comments what might be.

use detente::error::{Error, Result};
use detente::scenario::Scenario;
use detente::scenario::cards::{Card, distribution_text};
use detente::scenario::levers::Lever;
use detente::scenario::load::Kind;
use detente::scenario::mechanisms::Mechanism;
use detente::scenario::reader::Source;
use detente::scenario::time::{HISTORY_MONTHS, Month};

use super::{Arguments, What, string};
use crate::cli::configurations::find;
use crate::cli::search::by_meaning;

/// Tables of a file, in their order there.
const SECTIONS: [&str; 4] = ["levers", "parameters", "mechanisms", "doctrine"];

/// What a key is.
pub(super) enum Key<'a> {
    Lever(Lever),
    Parameter(&'a Card),
    Mechanism(Mechanism),
    Doctrine(&'a str),
}

impl<'a> Key<'a> {
    pub(super) fn of(key: &'a str, cards: &'a [Card]) -> Option<Self> {
        if let Some(lever) = Lever::from_key(key) {
            return Some(Self::Lever(lever));
        }
        if let Some(card) = cards.iter().find(|card| card.key == key) {
            return Some(Self::Parameter(card));
        }
        if let Some(mechanism) = key.strip_prefix("mechanisms.").and_then(Mechanism::from_key) {
            return Some(Self::Mechanism(mechanism));
        }
        let agent = key.strip_prefix("doctrine.");
        agent
            .filter(|agent| ["us", "china"].contains(agent))
            .map(Self::Doctrine)
    }

    /// What it is, and what may have it.
    pub(super) fn belongs(&self) -> (&'static str, &'static [What]) {
        match self {
            Self::Lever(_) => ("lever", &[What::Policy, What::Scenario]),
            Self::Parameter(_) => ("parameter", &[What::Worldview, What::Scenario]),
            Self::Mechanism(_) => ("mechanism", &[What::Scenario]),
            Self::Doctrine(_) => ("doctrine", &[What::Policy, What::Scenario]),
        }
    }
}

impl Arguments {
    /// The text of the file.
    pub(super) fn text(&self, baseline: &Scenario) -> Result<String> {
        let name = self.name.as_deref().unwrap_or_default();
        let title = self.title.as_deref().unwrap_or(name);
        let description = self.description.as_deref().unwrap_or(title);
        let mut text = match self.what {
            What::Policy => "# A policy: what a state does. docs/scenarios.md says what may stand here.\n",
            What::Worldview => "# A worldview: how the world works. docs/scenarios.md says what may stand here.\n",
            What::Scenario => {
                "# A scenario: what differs from the baseline. docs/scenarios.md says what may stand here.\n"
            }
        }
        .to_owned();
        text.push_str(&format!(
            "name = {}\ntitle = {}\ndescription = {}\n",
            string(name),
            string(title),
            string(description)
        ));
        text.push_str(
            "# Ids of the claims or facts it rests on, such as \"F5, POL019\" (docs/claims.md), or \"assumption\".\n",
        );
        text.push_str(&format!("claim = {}\n", string(&self.claim)));
        if self.what == What::Scenario {
            text.push_str(&self.settings(baseline));
        }
        let mut sections = SECTIONS.map(|section| (section, String::new()));
        for assignment in &self.set {
            let (key, value) = assignment
                .split_once('=')
                .map(|(key, value)| (key.trim(), value.trim()))
                .ok_or_else(|| {
                    Error::Usage(format!(
                        "--set {assignment}: write KEY=VALUE, such as --set us.chip_controls=0.9"
                    ))
                })?;
            let (section, comment, line) = self.line(key, value, baseline)?;
            sections[section].1.push_str(&format!("# {comment}\n{line}\n"));
        }
        // What might be set too, to be uncommented.
        if self.what == What::Policy {
            let is_set = |lever: &Lever| {
                self.set
                    .iter()
                    .any(|set| set.split('=').next().map(str::trim) == Some(lever.key()))
            };
            for lever in Lever::ALL.into_iter().filter(|lever| !is_set(lever)) {
                let value = now(baseline, lever);
                let line = format!("# {} = {value}  # {}\n", string(lever.key()), about(lever));
                sections[0].1.push_str(&line);
            }
        }
        let needed = |section: &str| match self.what {
            What::Policy => section == "levers",
            What::Worldview => section == "parameters",
            What::Scenario => false,
        };
        for (section, lines) in &sections {
            if lines.is_empty() && !needed(section) {
                continue;
            }
            text.push_str(&format!("\n[{section}]\n"));
            if lines.is_empty() {
                text.push_str(
                    "# A number, the same in every world, or a distribution; `detente params WORD` finds the keys.\n",
                );
                text.push_str("# \"shared.yield_learning\" = 0.05\n");
                text.push_str(
                    "# \"china.fab_growth_per_year\" = { triangular = { low = 0.6, mode = 0.8, high = 1.3 } }\n",
                );
            }
            text.push_str(lines);
        }
        if self.what == What::Policy {
            text.push_str(
                "\n# A rule answers what is seen (`detente list --observables`):\n\
                 # [[rules]]\n\
                 # when = { observable = \"china.lag_months\", below = 6.0, for_months = 3 }\n\
                 # then = { lever = \"us.enforcement\", add = 0.2 }\n",
            );
        }
        Ok(text)
    }

    /// The settings of a scenario; those that are as in the baseline are commented.
    fn settings(&self, baseline: &Scenario) -> String {
        let names = |names: &[String]| names.iter().map(|name| string(name)).collect::<Vec<_>>().join(", ");
        let line = |stated: bool, line: String| {
            if stated {
                format!("{line}\n")
            } else {
                format!("# {line}\n")
            }
        };
        let last = Month(baseline.months - 1).to_string();
        [
            "base = \"baseline\"\n".to_owned(),
            line(
                self.horizon.is_some(),
                format!("horizon = {}", string(self.horizon.as_deref().unwrap_or(&last))),
            ),
            line(
                self.runs.is_some(),
                format!("runs = {}", self.runs.unwrap_or(baseline.runs)),
            ),
            "# The same seed gives the same worlds, so that differences are effects.\n".to_owned(),
            line(
                self.seed.is_some(),
                format!("seed = {}", self.seed.unwrap_or(baseline.seed)),
            ),
            line(
                !self.policies.is_empty(),
                format!("policies = [{}]", names(&self.policies)),
            ),
            line(
                !self.worldviews.is_empty(),
                format!("worldviews = [{}]", names(&self.worldviews)),
            ),
        ]
        .concat()
    }

    /// A line of the file with the place of its table in [`SECTIONS`] and what is said above it.
    fn line(&self, key: &str, value: &str, baseline: &Scenario) -> Result<(usize, String, String)> {
        let cards = &baseline.cards.cards;
        let Some(known) = Key::of(key, cards) else {
            return Err(unknown(key, value)?);
        };
        let (what, places) = known.belongs();
        if !places.contains(&self.what) {
            let other = places.first().map_or("", |place| place.kind().word());
            return Err(Error::Usage(format!(
                "`{key}` is a {what}, which belongs in a {other}: detente new {other} NAME --set {key}={value}"
            )));
        }
        let value = as_toml(value);
        Ok(match known {
            Key::Lever(lever) => {
                let value = match &self.from {
                    Some(from) if value.parse::<f64>().is_ok() => {
                        format!("[{{ from = {}, value = {value} }}]", string(from))
                    }
                    _ => value,
                };
                let comment = format!("{}; {} in the baseline", about(lever), now(baseline, lever));
                (0, comment, format!("{} = {value}", string(key)))
            }
            Key::Parameter(card) => {
                let comment = format!(
                    "{} ({}); card: {}, source {}, grade {}",
                    card.meaning,
                    card.unit,
                    distribution_text(&card.distribution),
                    card.source,
                    card.pedigree.letter()
                );
                (1, comment, format!("{} = {value}", string(key)))
            }
            Key::Mechanism(mechanism) => (
                2,
                mechanism.meaning().to_owned(),
                format!("{} = {value}", mechanism.key()),
            ),
            Key::Doctrine(agent) => {
                let comment =
                    "reactive: the state answers what it sees; fixed: only schedules and rules move its levers";
                (3, comment.to_owned(), format!("{agent} = {value}"))
            }
        })
    }
}

/// What a lever means, with its range.
pub(super) fn about(lever: Lever) -> String {
    let (low, high) = lever.range();
    format!("{}; {low} to {high}", lever.meaning())
}

/// The value of a lever once history has ended.
pub(super) fn now(baseline: &Scenario, lever: Lever) -> f64 {
    let values = &baseline.lever(lever).values;
    values.get(HISTORY_MONTHS).or(values.last()).copied().unwrap_or(0.0)
}

/// A value as TOML has it: a word stands in quotes there.
fn as_toml(value: &str) -> String {
    let is_word = value.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !["true", "false"].contains(&value);
    if is_word { string(value) } else { value.to_owned() }
}

/// The error for a key that nothing has.
fn unknown(key: &str, value: &str) -> Result<Error> {
    let source = Source {
        name: "--set".to_owned(),
        text: String::new(),
    };
    let error = source.refuse(
        0,
        key,
        value.to_owned(),
        "unknown key",
        "see `detente list --levers` and `detente params`",
    );
    Ok(by_meaning(error, &find(Kind::Parameters, "parameters")?))
}
