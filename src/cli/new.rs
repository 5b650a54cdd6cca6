//! `detente new`: a policy, worldview or scenario file to begin with, from flags or from answers to questions.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente::error::{Error, Result};
use detente::results::store::failure::cannot_at_once;
use detente::results::store::manifest::quoted;
use detente::results::store::write_set::write_whole;
use detente::scenario::Scenario;
use detente::scenario::cards::{Card, distribution_text};
use detente::scenario::levers::Lever;
use detente::scenario::load::{self, Kind, Request};
use detente::scenario::mechanisms::Mechanism;
use detente::scenario::reader::Source;
use detente::scenario::shipped;
use detente::scenario::time::{HISTORY_MONTHS, Month};

use super::configurations::find;
use super::request::{ScenarioArguments, runs, seed};
use super::screen;
use super::search::by_meaning;

mod asking;

/// What can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// What a state does: levers, rules, doctrine.
    Policy,
    /// How the world works: parameters.
    Worldview,
    /// All of it together, with horizon, simulations and seed.
    Scenario,
}

impl What {
    const fn kind(self) -> Kind {
        match self {
            Self::Policy => Kind::Policy,
            Self::Worldview => Kind::Worldview,
            Self::Scenario => Kind::Scenario,
        }
    }
}

#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// What to make.
    #[arg(value_enum)]
    what: What,
    /// Its name: letters, digits, `-` and `_`. Without one, questions are asked on the terminal.
    name: Option<String>,
    /// One line for headings and figures; the name if not given.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// What it means, in a sentence or two.
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Ids of the claims or facts it rests on, such as "F5, POL019".
    #[arg(long, value_name = "IDS", default_value = "assumption")]
    claim: String,
    /// A lever, parameter, mechanism or doctrine and its value, as in `detente run --set`; may be given several times.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Month from which levers have the values that --set gives them, such as 2027-01; October 2026 if not given.
    #[arg(long, value_name = "MONTH")]
    from: Option<String>,
    /// Policy of a scenario, by name or path; may be given several times.
    #[arg(long = "policy", value_name = "NAME")]
    policies: Vec<String>,
    /// Worldview of a scenario, by name or path; may be given several times.
    #[arg(long = "worldview", value_name = "NAME")]
    worldviews: Vec<String>,
    /// Last month of a scenario, such as 2035-12.
    #[arg(long, value_name = "MONTH")]
    horizon: Option<String>,
    /// Number of worlds of a scenario.
    #[arg(long, value_name = "WORLDS", value_parser = runs, allow_negative_numbers = true)]
    runs: Option<u64>,
    /// Seed of a scenario.
    #[arg(long, value_parser = seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    /// File to write; if not given, where commands find it by its name: `configs/policies/NAME.toml` and the like.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let baseline = ScenarioArguments::with_worldviews("baseline", &[]).load(None)?;
    let asked = match &arguments.name {
        Some(_) => arguments.clone(),
        None if std::io::stdin().is_terminal() => {
            arguments.answered(&baseline, &mut std::io::stdin().lock(), &mut std::io::stderr())?
        }
        None => {
            return Err(Error::Usage(format!(
                "name it: detente new {} NAME --set KEY=VALUE (on a terminal, questions are asked without a name)",
                arguments.what.kind().word()
            )));
        }
    };
    let name = asked.name.as_deref().unwrap_or_default();
    asked.refuse_misplaced()?;
    let kind = asked.what.kind();
    check_name(name)?;
    if asked.out.is_none() && shipped::of_kind(kind).any(|file| file.name == name) {
        return Err(Error::Usage(format!(
            "the {} `{name}` comes with the program; choose another name",
            kind.word()
        )));
    }
    let usual = PathBuf::from(kind.folder()).join(format!("{name}{}", kind.ending()));
    let path = asked.out.clone().unwrap_or_else(|| usual.clone());
    if path.symlink_metadata().is_ok() {
        return Err(Error::Usage(format!(
            "{} is there already; choose another name, or another file with --out; nothing was written",
            path.display()
        )));
    }
    let text = asked.text(&baseline)?;
    asked.check(&text)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| cannot_at_once("make the folder", folder, &error))?;
    }
    write_whole(&path, text.as_bytes())?;
    let called = match path == usual {
        true => name.to_owned(),
        false => quoted(&path.display().to_string()),
    };
    screen::print(&format!("Wrote {}. Next:\n  {}\n", path.display(), asked.next(&called)))
}

/// Refuses what cannot be a name, in the words of the reader of files.
fn check_name(name: &str) -> Result<()> {
    let source = Source {
        name: "--set".to_owned(),
        text: format!("name = {}", string(name)),
    };
    let tree = source.parse()?;
    let checked = source.root(&tree).need("name").and_then(|value| value.name().map(drop));
    checked.map_err(|error| blamed(error, "NAME"))
}

/// The error with `place` for its file: what was typed rather than what was made of it.
fn blamed(error: Error, place: &str) -> Error {
    match error {
        Error::Config(mut problem) => {
            problem.file = place.to_owned();
            problem.line = None;
            Error::Config(problem)
        }
        other => other,
    }
}

/// A text as TOML has it.
fn string(text: &str) -> String {
    // A string of JSON is one of TOML but for the last control letter.
    serde_json::Value::from(text.replace('\u{7f}', "")).to_string()
}

/// Tables of a file, in their order there.
const SECTIONS: [&str; 4] = ["levers", "parameters", "mechanisms", "doctrine"];

/// What a key is.
enum Key<'a> {
    Lever(Lever),
    Parameter(&'a Card),
    Mechanism(Mechanism),
    Doctrine(&'a str),
}

impl<'a> Key<'a> {
    fn of(key: &'a str, cards: &'a [Card]) -> Option<Self> {
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
    fn belongs(&self) -> (&'static str, &'static [What]) {
        match self {
            Self::Lever(_) => ("lever", &[What::Policy, What::Scenario]),
            Self::Parameter(_) => ("parameter", &[What::Worldview, What::Scenario]),
            Self::Mechanism(_) => ("mechanism", &[What::Scenario]),
            Self::Doctrine(_) => ("doctrine", &[What::Policy, What::Scenario]),
        }
    }
}

impl Arguments {
    /// Refuses options that say nothing of what is made.
    fn refuse_misplaced(&self) -> Result<()> {
        let of_scenarios = [
            ("--policy", !self.policies.is_empty()),
            ("--worldview", !self.worldviews.is_empty()),
            ("--horizon", self.horizon.is_some()),
            ("--runs", self.runs.is_some()),
            ("--seed", self.seed.is_some()),
        ];
        let misplaced = match self.what {
            What::Scenario => None,
            _ => of_scenarios.iter().find(|(_, given)| *given).map(|(option, _)| *option),
        };
        let misplaced = misplaced.or((self.what == What::Worldview && self.from.is_some()).then_some("--from"));
        match misplaced {
            None => Ok(()),
            Some(option) => Err(Error::Usage(format!(
                "{option} says nothing in a {}; leave it out{}",
                self.what.kind().word(),
                if option == "--from" { "" } else { ", or make a scenario" }
            ))),
        }
    }

    /// The text of the file.
    fn text(&self, baseline: &Scenario) -> Result<String> {
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

    /// Holds the text against all that a run of it would refuse.
    fn check(&self, text: &str) -> Result<()> {
        let source = Source {
            name: "--set".to_owned(),
            text: text.to_owned(),
        };
        let (baseline_file, cards) = (find(Kind::Scenario, "baseline")?, find(Kind::Parameters, "parameters")?);
        let request = match self.what {
            What::Scenario => Request::new(source, cards),
            What::Policy => Request {
                policies: vec![source],
                ..Request::new(baseline_file, cards)
            },
            What::Worldview => Request {
                worldviews: vec![source],
                ..Request::new(baseline_file, cards)
            },
        };
        let failed = |error: Error| {
            let place = match &error {
                Error::Config(problem) if problem.file == "--set" => match problem.key.as_str() {
                    "title" => "--title",
                    "description" => "--description",
                    "claim" => "--claim",
                    "horizon" => "--horizon",
                    "runs" => "--runs",
                    "policies" => "--policy",
                    "worldviews" => "--worldview",
                    _ => "--set",
                },
                _ => return error,
            };
            blamed(error, place)
        };
        load::load(&request, &find).map(drop).map_err(failed)
    }

    /// What to type to see what it does.
    fn next(&self, called: &str) -> String {
        match self.what {
            What::Policy => format!("detente compare {called}"),
            What::Worldview => format!("detente run --worldview {called}"),
            What::Scenario => format!("detente run {called}"),
        }
    }
}

/// What a lever means, with its range.
fn about(lever: Lever) -> String {
    let (low, high) = lever.range();
    format!("{}; {low} to {high}", lever.meaning())
}

/// The value of a lever once history has ended.
fn now(baseline: &Scenario, lever: Lever) -> f64 {
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

#[cfg(test)]
mod tests;
