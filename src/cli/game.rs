//! `detente game`: strategies of both sides on the same worlds.

use std::path::{Path, PathBuf};

use clap::Args;
use detente::analysis::asked::refuse_repeats;
use detente::analysis::game::file::{fault, read_weight};
use detente::analysis::game::play::check;
use detente::analysis::game::strategies::{parts, refuse_foreign};
use detente::analysis::game::{GameFile, Payoff, Request};
use detente::error::{Error, Result};
use detente::results::store::manifest::quoted;
use detente::scenario::agents::Agent;
use detente::scenario::load::Kind;
use detente::scenario::load::files::Policy;
use detente::scenario::time::MAX_MONTHS;

use super::configurations::find;
use super::output::OutputArguments;
use super::perform::Asked;
use super::request::{self, HistoryArguments, ScenarioArguments, apart, refuse_set};
use super::settings::SettingArguments;

/// Worlds of a cell where nobody says how many.
const RUNS: u64 = 2000;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Game file, by name (see `detente list`) or path; not needed if --us and --china name the strategies.
    #[arg(value_name = "GAME")]
    file: Option<String>,
    /// A strategy of the United States: a policy by name or path, several joined by `+`, or `none`; give it at least twice. The first is
    /// what the others are compared with.
    #[arg(long = "us", value_name = "STRATEGY")]
    us: Vec<String>,
    /// A strategy of China, in the same way.
    #[arg(long = "china", value_name = "STRATEGY")]
    china: Vec<String>,
    /// What the United States wants, such as china_lag_months_2030=1; several make a weighted sum; us_payoff=1 if nothing says otherwise.
    #[arg(long = "us-payoff", value_name = "METRIC=WEIGHT")]
    us_payoff: Vec<String>,
    /// What China wants, in the same way; china_payoff=1 if nothing says otherwise.
    #[arg(long = "china-payoff", value_name = "METRIC=WEIGHT")]
    china_payoff: Vec<String>,
    /// Scenario, by name or path; `baseline` if neither this nor the game file names one.
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,
    /// Apply a worldview to all cells, by name or path; may be given several times.
    #[arg(long = "worldview", value_name = "NAME")]
    worldviews: Vec<String>,
    #[command(flatten)]
    settings: SettingArguments,
    /// Worlds of each cell; 2,000 if nothing says otherwise.
    #[arg(long, value_name = "WORLDS", value_parser = request::runs, allow_negative_numbers = true)]
    runs: Option<u64>,
    /// Seed of the worlds' random draws.
    #[arg(long, value_parser = request::seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    #[command(flatten)]
    histories: HistoryArguments,
    /// Also write every world's payoffs, to worlds.csv.
    #[arg(long)]
    worlds: bool,
    #[command(flatten)]
    output: OutputArguments,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let (name, study) = arguments.read()?;
    let asked = Asked {
        command: arguments.command(),
        default_out: arguments.default_out(&name),
        study,
    };
    super::perform::perform(&asked, &arguments.output)
}

impl Arguments {
    /// Finds and reads every file and word; gives the name of the game, too.
    fn read(&self) -> Result<(String, Request)> {
        let source = self.file.as_ref().map(|name| find(Kind::Game, name)).transpose()?;
        let file = source.as_ref().map(GameFile::read).transpose()?;
        let strategies = Agent::ALL.map(|agent| self.strategies(agent, file.as_ref()));
        let [us, china] = strategies;
        let strategies = [us?, china?];
        for (agent, names) in Agent::ALL.into_iter().zip(&strategies) {
            for policy in names.iter().flat_map(|name| parts(name)) {
                let policy = Policy::read(&find(Kind::Policy, policy)?, MAX_MONTHS)?;
                refuse_foreign(agent, &policy)?;
                refuse_set(&self.settings.all(), &policy)?;
            }
        }
        let [us, china] = Agent::ALL.map(|agent| self.payoff(agent, file.as_ref()));
        let scenario = self
            .scenario
            .clone()
            .or(file.as_ref().map(|file| file.scenario.clone()));
        let scenario = scenario.unwrap_or_else(|| "baseline".to_owned());
        let runs = self.runs.or(file.as_ref().and_then(|file| file.runs)).unwrap_or(RUNS);
        let seed = self.seed.or(file.as_ref().and_then(|file| file.seed));
        let mut worldviews = file.as_ref().map_or_else(Vec::new, |file| file.worldviews.clone());
        worldviews.extend(self.worldviews.iter().cloned());
        let mut scenarios = Vec::new();
        for us in &strategies[0] {
            for china in &strategies[1] {
                let policies = parts(us).chain(parts(china));
                let cell = ScenarioArguments::of_parts(
                    &scenario,
                    policies,
                    &worldviews,
                    &self.settings.all(),
                    Some(runs),
                    seed,
                    &self.histories,
                );
                scenarios.push(cell.load(None)?);
            }
        }
        let payoffs = [us?, china?];
        check(&scenarios, &payoffs)?;
        let name = file
            .as_ref()
            .map_or_else(|| "game".to_owned(), |file| file.about.name.clone());
        let request = Request {
            title: file.map_or_else(|| "A game".to_owned(), |file| file.about.title),
            specification: source.map_or_else(String::new, |source| source.text),
            strategies,
            payoffs,
            scenarios,
            worlds: self.worlds,
        };
        Ok((name, request))
    }

    /// What the command line says of a side's strategies, or else the file.
    fn strategies(&self, agent: Agent, file: Option<&GameFile>) -> Result<Vec<String>> {
        let said = match agent {
            Agent::UnitedStates => &self.us,
            Agent::China => &self.china,
        };
        let names = match (said.as_slice(), file) {
            ([], Some(file)) => return Ok(file.strategies[agent.index()].clone()),
            ([], None) => {
                return Err(Error::Usage(
                    "no game: name a game file (`detente list` shows those there are), or name at least two strategies of each side with \
                     --us and --china, such as --us none --us strict_controls --china none --china mandate_total"
                        .to_owned(),
                ));
            }
            (names, _) => names.to_vec(),
        };
        match fault(&names) {
            None => Ok(names),
            Some((problem, allowed)) => Err(Error::Usage(format!("--{} {problem}; {allowed}", agent.key()))),
        }
    }

    fn payoff(&self, agent: Agent, file: Option<&GameFile>) -> Result<Payoff> {
        let (said, option) = match agent {
            Agent::UnitedStates => (&self.us_payoff, "--us-payoff"),
            Agent::China => (&self.china_payoff, "--china-payoff"),
        };
        if said.is_empty() {
            let of_file = file.and_then(|file| file.payoffs[agent.index()].clone());
            return Ok(of_file.unwrap_or_else(|| Payoff::usual(agent)));
        }
        let terms = said.iter().map(|text| read_weight(text, option));
        let terms = terms.collect::<Result<Vec<_>>>()?;
        let keys = said
            .iter()
            .map(|text| text.split('=').next().unwrap_or_default().trim());
        let named: Vec<_> = keys.zip(terms.iter().map(|(metric, _)| *metric)).collect();
        refuse_repeats(&named, option)?;
        Ok(Payoff { terms })
    }

    fn default_out(&self, name: &str) -> PathBuf {
        let histories = self.histories.words();
        let apart = apart(&[
            ("--us", &self.us),
            ("--china", &self.china),
            ("--us-payoff", &self.us_payoff),
            ("--china-payoff", &self.china_payoff),
            ("--worldview", &self.worldviews),
            ("--set", &self.settings.all()),
            ("", &histories),
        ]);
        Path::new("outputs").join(format!("{name}{apart}"))
    }

    /// What to type to get the same result: nothing in it that does not change the result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "game".to_owned()];
        words.extend(self.file.iter().map(|file| quoted(file)));
        let mut add = |option: &str, value: String| words.extend([option.to_owned(), quoted(&value)]);
        for (option, values) in [
            ("--us", &self.us),
            ("--china", &self.china),
            ("--us-payoff", &self.us_payoff),
            ("--china-payoff", &self.china_payoff),
            ("--worldview", &self.worldviews),
            ("--set", &self.settings.all()),
        ] {
            values.iter().for_each(|value| add(option, value.clone()));
        }
        self.scenario.iter().for_each(|name| add("--scenario", name.clone()));
        self.runs.iter().for_each(|runs| add("--runs", runs.to_string()));
        self.seed.iter().for_each(|seed| add("--seed", seed.to_string()));
        if self.worlds {
            words.push("--worlds".to_owned());
        }
        words.extend(self.histories.words());
        words.join(" ")
    }
}
