//! `detente new`: a policy, worldview or scenario file to begin with, from flags or from answers to questions.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente::error::{Error, Result};
use detente::results::store::failure::cannot_at_once;
use detente::results::store::manifest::quoted;
use detente::results::store::write_set::write_whole;
use detente::scenario::load::{self, Kind, Request};
use detente::scenario::reader::Source;
use detente::scenario::shipped;

use super::configurations::find;
use super::request::{ScenarioArguments, runs, seed};
use super::screen;

mod asking;
mod text;

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

#[cfg(test)]
mod tests;
