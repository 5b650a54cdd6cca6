//! `detente game`: strategies of both sides on the same worlds.

use std::path::Path;
use std::time::Instant;

use clap::Args;
use detente::analysis::game::file::{fault, read_weight};
use detente::analysis::game::judgement::Judgement;
use detente::analysis::game::play::{check, play};
use detente::analysis::game::schema::{SCHEMAS, WORLDS_CSV};
use detente::analysis::game::strategies::{parts, refuse_foreign};
use detente::analysis::game::{GameFile, Payoff};
use detente::ensemble::end_year;
use detente::error::{Error, Result};
use detente::report::figures::file_names;
use detente::report::game::findings::findings;
use detente::report::game::tables::tables;
use detente::report::game::{Results, pictures};
use detente::results::store::folder::{RunSpec, SpecInput};
use detente::results::store::manifest::{CaseRecord, ExperimentRecord, Manifest, ResultKind, quoted};
use detente::results::store::staging::Staging;
use detente::results::table::table_names;
use detente::scenario::Scenario;
use detente::scenario::agents::Agent;
use detente::scenario::load::Kind;
use detente::scenario::load::files::Policy;
use detente::scenario::load::resolved::parameters_text;
use detente::scenario::time::MAX_MONTHS;

use super::output::{Outcome, OutputArguments, Work};
use super::progress::Progress;
use super::request::{self, ScenarioArguments, apart, find, refuse_set};
use super::screen;

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
    /// Set one thing in all cells, as in `detente run`; may be given several times.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Worlds of each cell; 2,000 if nothing says otherwise.
    #[arg(long, value_name = "WORLDS", value_parser = request::runs, allow_negative_numbers = true)]
    runs: Option<u64>,
    /// Seed of the worlds' random draws.
    #[arg(long, value_parser = request::seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    /// Also write every world's payoffs, to worlds.csv.
    #[arg(long)]
    worlds: bool,
    #[command(flatten)]
    output: OutputArguments,
}

/// Everything that is asked for, read and checked.
struct Asked {
    name: String,
    title: String,
    /// The game file as it was read; empty without one.
    specification: String,
    /// The United States' strategies, then China's.
    strategies: [Vec<String>; 2],
    payoffs: [Payoff; 2],
    /// One a cell, row by row.
    scenarios: Vec<Scenario>,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let asked = arguments.read()?;
    let spec = RunSpec::new(arguments.command(), asked.parts(arguments.worlds));
    let tables = table_names(&SCHEMAS).map(str::to_owned);
    let names: Vec<String> = tables.chain(file_names(pictures::NAMES)).collect();
    let folder = format!(
        "{}{}",
        asked.name,
        apart(&[
            ("--us", &arguments.us),
            ("--china", &arguments.china),
            ("--us-payoff", &arguments.us_payoff),
            ("--china-payoff", &arguments.china_payoff),
            ("--worldview", &arguments.worldviews),
            ("--set", &arguments.set),
        ])
    );
    let opened = arguments
        .output
        .open(&Path::new("outputs").join(folder), &spec, &names)?;
    let (manifest, outcome) = match opened.work {
        Work::AlreadyThere(manifest) => (*manifest, Outcome::AlreadyThere),
        Work::Moved(manifest) => (*manifest, Outcome::MOVED),
        Work::Do { staging, replaced } => arguments.work(&asked, &spec, staging, replaced.as_deref())?,
    };
    let ResultKind::Game(record) = &manifest.kind else {
        return Err(Error::Usage(format!("{} holds no game", opened.out.display())));
    };
    screen::print(&arguments.output.experiment(&opened.out, &manifest, record, outcome))
}

impl Arguments {
    /// Finds and reads every file and word.
    fn read(&self) -> Result<Asked> {
        let source = self.file.as_ref().map(|name| find(Kind::Game, name)).transpose()?;
        let file = source.as_ref().map(GameFile::read).transpose()?;
        let strategies = Agent::ALL.map(|agent| self.strategies(agent, file.as_ref()));
        let [us, china] = strategies;
        let strategies = [us?, china?];
        for (agent, names) in Agent::ALL.into_iter().zip(&strategies) {
            for policy in names.iter().flat_map(|name| parts(name)) {
                let policy = Policy::read(&find(Kind::Policy, policy)?, MAX_MONTHS)?;
                refuse_foreign(agent, &policy)?;
                refuse_set(&self.set, &policy)?;
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
                let cell = ScenarioArguments::of_parts(&scenario, policies, &worldviews, &self.set, Some(runs), seed);
                scenarios.push(cell.load(None)?);
            }
        }
        let payoffs = [us?, china?];
        check(&scenarios, &payoffs)?;
        Ok(Asked {
            name: file
                .as_ref()
                .map_or_else(|| "game".to_owned(), |file| file.about.name.clone()),
            title: file.map_or_else(|| "A game".to_owned(), |file| file.about.title),
            specification: source.map_or_else(String::new, |source| source.text),
            strategies,
            payoffs,
            scenarios,
        })
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
        let mut terms = Vec::new();
        for text in said {
            let (metric, weight) = read_weight(text, option)?;
            if terms.iter().any(|(other, _)| *other == metric) {
                return Err(Error::Usage(format!(
                    "{option} weighs {} twice; weigh it once",
                    metric.key()
                )));
            }
            terms.push((metric, weight));
        }
        Ok(Payoff { terms })
    }

    fn work(
        &self,
        asked: &Asked,
        spec: &RunSpec,
        staging: Staging,
        replaced: Option<&Manifest>,
    ) -> Result<(Manifest, Outcome)> {
        let begun = Instant::now();
        let scenario = &asked.scenarios[0];
        let cells = asked.scenarios.len() as u64;
        let mut progress = Progress::new(scenario.runs * cells, 0, self.output.silent());
        let played = play(
            &asked.scenarios,
            asked.strategies[1].len(),
            &asked.payoffs,
            &self.output.options(),
            &mut |done| progress.set(done),
        );
        progress.finish();
        let played = played?;
        let outcome = Outcome::Written {
            worlds: played.runs * cells,
            seconds: begun.elapsed().as_secs_f64(),
        };
        let judgement = Judgement::of(&played, scenario.seed);
        let results = Results {
            strategies: &asked.strategies,
            payoffs: &asked.payoffs,
            end: end_year(scenario.months),
            play: &played,
            judgement: &judgement,
        };
        let tables = tables(&results, self.worlds);
        let names = staging.write_tables(&tables)?;
        let figures = pictures::figures(&results, &asked.title, &scenario.name, scenario.seed, &spec.key);
        let pictures = self.output.pictures(figures);
        let record = ExperimentRecord {
            title: asked.title.clone(),
            findings: findings(&results),
            worlds: played.runs * cells,
            failed: played.failed,
            cases: asked
                .cells()
                .map(|(name, scenario)| CaseRecord::new(&name, scenario))
                .collect(),
            parameters_toml: parameters_text(&scenario.cards),
            specification: asked.specification.clone(),
        };
        let kind = ResultKind::Game(record);
        let manifest = staging.conclude(spec, scenario.seed, &names, pictures.files()?, kind, replaced)?;
        Ok((manifest, outcome))
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
            ("--set", &self.set),
        ] {
            values.iter().for_each(|value| add(option, value.clone()));
        }
        self.scenario.iter().for_each(|name| add("--scenario", name.clone()));
        self.runs.iter().for_each(|runs| add("--runs", runs.to_string()));
        self.seed.iter().for_each(|seed| add("--seed", seed.to_string()));
        if self.worlds {
            words.push("--worlds".to_owned());
        }
        words.join(" ")
    }
}

impl Asked {
    /// Every cell with its name, `us strategy / china strategy`.
    fn cells(&self) -> impl Iterator<Item = (String, &Scenario)> {
        let [us, china] = &self.strategies;
        let names = us
            .iter()
            .flat_map(move |us| china.iter().map(move |china| format!("{us} / {china}")));
        names.zip(&self.scenarios)
    }

    /// The texts that decide the result.
    fn parts(&self, worlds: bool) -> Vec<SpecInput> {
        let mut text = String::new();
        for (name, scenario) in self.cells() {
            text.push_str(&format!("cell {name}\n{}", SpecInput::of_scenario(scenario)[0].text));
        }
        let payoffs: Vec<String> = self.payoffs.iter().map(Payoff::formula).collect();
        vec![
            SpecInput::new("scenario", text),
            SpecInput::new("set of parameter cards", parameters_text(&self.scenarios[0].cards)),
            SpecInput::new("pair of payoffs", payoffs.join("\n")),
            SpecInput::new("title", self.title.clone()),
            SpecInput::new("choice of tables", if worlds { WORLDS_CSV } else { "" }),
        ]
    }
}
