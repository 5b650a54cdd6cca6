//! `detente robust`: policies under several worldviews, by many criteria.

use std::path::Path;
use std::time::Instant;

use clap::Args;
use detente::analysis::aim::Aim;
use detente::analysis::game::strategies::parts;
use detente::analysis::robust::CENTRAL;
use detente::analysis::robust::criteria::scores;
use detente::analysis::robust::flips::{LOOKS, Watched, flips};
use detente::analysis::robust::pairs::pairs;
use detente::analysis::robust::request::{aims, moved};
use detente::analysis::robust::schema::SCHEMAS;
use detente::analysis::robust::simulate::{MOST_VALUES, simulate};
use detente::analysis::robust::threshold::Threshold;
use detente::error::{Error, Result};
use detente::report::figures::file_names;
use detente::report::robust::findings::{findings, order};
use detente::report::robust::tables::tables;
use detente::report::robust::{Results, pictures};
use detente::results::store::folder::{RunSpec, SpecInput};
use detente::results::store::manifest::{CaseRecord, ExperimentRecord, Manifest, ResultKind, quoted};
use detente::results::store::staging::Staging;
use detente::results::table::table_names;
use detente::scenario::Scenario;
use detente::scenario::inputs::Input;
use detente::scenario::load::Kind;
use detente::scenario::load::files::{MAX_RUNS, Policy};
use detente::scenario::load::resolved::parameters_text;
use detente::scenario::time::MAX_MONTHS;

use super::output::{Outcome, OutputArguments, Work};
use super::progress::Progress;
use super::request::{self, ScenarioArguments, apart, find, names_or_hash, refuse_repeats, refuse_set};
use super::screen;

/// Worlds of each policy and worldview where nobody says how many.
const RUNS: u64 = 1000;
/// Most worlds in which parameters are moved where nobody says how many.
const FLIP_WORLDS: u64 = 200;
/// Fewer worlds than these say nothing about where a mean difference turns.
const LEAST_FLIP_WORLDS: u64 = 20;
/// The best policy's ranking is watched against so many of the next.
const WATCHED: usize = 2;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Policies: names or paths, several joined by `+`, or `none`; at least two.
    #[arg(value_name = "POLICY")]
    policies: Vec<String>,
    /// Judge under this worldview: a name or path, several joined by `+`; may be given several times. All shipped ones if none is given.
    /// The scenario as it is, called central, always comes first.
    #[arg(long = "worldview", value_name = "NAME")]
    worldviews: Vec<String>,
    /// Judge by this metric, wanted as `detente list --metrics` says or as written behind it, such as treaty_months:more; may be given several
    /// times.
    #[arg(long = "metric", value_name = "KEY[:more|less]")]
    metrics: Vec<String>,
    /// Count the worlds in which this holds, such as 'china_lag_months_2030>6'; may be given several times.
    #[arg(long = "threshold", value_name = "CONDITION")]
    thresholds: Vec<String>,
    /// Weight of the best worldview in Hurwicz's criterion, 0 to 1.
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = share, allow_negative_numbers = true)]
    optimism: f64,
    /// Look where the best policies' ranking turns while this parameter moves; may be given several times. All uncertain ones if none is given.
    #[arg(long = "flip", value_name = "PARAMETER", conflicts_with = "no_flips")]
    flips: Vec<String>,
    /// Worlds in which parameters are moved; at most --runs, and 200 if nothing is said.
    #[arg(long, value_name = "WORLDS", value_parser = flip_worlds, conflicts_with = "no_flips")]
    flip_worlds: Option<u64>,
    /// Look for no flip points, which take most of the time.
    #[arg(long)]
    no_flips: bool,
    /// Scenario, by name or path.
    #[arg(long, value_name = "NAME", default_value = "baseline")]
    scenario: String,
    /// Set one thing for all policies, as in `detente run`; may be given several times.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Worlds of each policy and worldview; 1,000 if nothing says otherwise.
    #[arg(long, value_name = "WORLDS", value_parser = request::runs, allow_negative_numbers = true)]
    runs: Option<u64>,
    /// Seed of the worlds' random draws.
    #[arg(long, value_parser = request::seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    #[command(flatten)]
    output: OutputArguments,
}

fn share(text: &str) -> std::result::Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("allowed: 0 to 1".to_owned()),
    }
}

fn flip_worlds(text: &str) -> std::result::Result<u64, String> {
    request::whole(text, LEAST_FLIP_WORLDS, MAX_RUNS)
}

/// Everything that is asked for, read and checked.
struct Asked {
    worldviews: Vec<String>,
    /// Policy by policy, each under all worldviews.
    scenarios: Vec<Scenario>,
    aims: Vec<Aim>,
    thresholds: Vec<Threshold>,
    moved: Vec<Input>,
    flip_worlds: u64,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let asked = arguments.read()?;
    let spec = RunSpec::new(arguments.command(&asked), asked.parts(arguments));
    let figures = pictures::names(&asked.aims);
    let tables = table_names(&SCHEMAS).map(str::to_owned);
    let names: Vec<String> = tables.chain(file_names(figures)).collect();
    let policies: Vec<&str> = arguments.policies.iter().map(String::as_str).collect();
    let default_out = Path::new("outputs").join(format!(
        "{}-robust-{}{}",
        asked.scenarios[0].name,
        names_or_hash(&policies),
        apart(&[
            ("--worldview", &arguments.worldviews),
            ("--metric", &arguments.metrics),
            ("--threshold", &arguments.thresholds),
            ("--flip", &arguments.flips),
            ("--set", &arguments.set),
        ])
    ));
    let opened = arguments.output.open(&default_out, &spec, &names)?;
    let (manifest, outcome) = match opened.work {
        Work::AlreadyThere(manifest) => (*manifest, Outcome::AlreadyThere),
        Work::Moved(manifest) => (*manifest, Outcome::MOVED),
        Work::Do { staging, replaced } => arguments.work(&asked, &spec, staging, replaced.as_deref())?,
    };
    let ResultKind::Robust(record) = &manifest.kind else {
        return Err(Error::Usage(format!(
            "{} holds no study of robustness",
            opened.out.display()
        )));
    };
    screen::print(&arguments.output.experiment(&opened.out, &manifest, record, outcome))
}

impl Arguments {
    /// Finds and reads every file and word.
    fn read(&self) -> Result<Asked> {
        if self.policies.len() < 2 {
            let given = match &self.policies[..] {
                [] => "no policy is named".to_owned(),
                [one, ..] => format!("`{one}` alone is named, so there is nothing to choose"),
            };
            return Err(Error::Usage(format!(
                "{given}; name at least two, such as: detente robust none strict_controls no_controls"
            )));
        }
        refuse_repeats(&self.policies, "the command")?;
        refuse_repeats(&self.worldviews, "--worldview")?;
        let mut worldviews = vec![CENTRAL.to_owned()];
        worldviews.extend(match self.worldviews.as_slice() {
            [] => request::names(Kind::Worldview),
            named => named.to_vec(),
        });
        if let Some(place) = worldviews[1..].iter().position(|name| name == CENTRAL) {
            worldviews.remove(place + 1);
        }
        let mut scenarios = Vec::new();
        for policy in self.policies.iter().flat_map(|policy| parts(policy)) {
            refuse_set(&self.set, &Policy::read(&find(Kind::Policy, policy)?, MAX_MONTHS)?)?;
        }
        for policy in &self.policies {
            for worldview in &worldviews {
                let applied: Vec<String> = worldview
                    .split('+')
                    .map(str::trim)
                    .filter(|name| *name != CENTRAL)
                    .map(str::to_owned)
                    .collect();
                let runs = Some(self.runs.unwrap_or(RUNS));
                let one =
                    ScenarioArguments::of_parts(&self.scenario, parts(policy), &applied, &self.set, runs, self.seed);
                scenarios.push(one.load(None)?);
            }
        }
        let central = &scenarios[0];
        let aims = aims(&self.metrics, central.months)?;
        let values = central.runs.saturating_mul((scenarios.len() * aims.len()) as u64);
        if values > MOST_VALUES {
            return Err(Error::Usage(format!(
                "{} worlds make {values} numbers, more than the {MOST_VALUES} that are kept; take {} worlds or fewer",
                central.runs,
                MOST_VALUES / (scenarios.len() * aims.len()) as u64
            )));
        }
        let moved = match self.no_flips {
            true => Vec::new(),
            false => moved(&self.flips, &central.cards)?,
        };
        Ok(Asked {
            aims,
            thresholds: self
                .thresholds
                .iter()
                .map(|text| Threshold::parse(text)?.within(central.months))
                .collect::<Result<_>>()?,
            moved,
            flip_worlds: self.flip_worlds.unwrap_or(FLIP_WORLDS).min(central.runs),
            worldviews,
            scenarios,
        })
    }

    fn work(
        &self,
        asked: &Asked,
        spec: &RunSpec,
        staging: Staging,
        replaced: Option<&Manifest>,
    ) -> Result<(Manifest, Outcome)> {
        let begun = Instant::now();
        let options = self.output.options();
        let worldviews = asked.worldviews.len();
        let central = &asked.scenarios[0];
        let worlds = central.runs * asked.scenarios.len() as u64;
        let mut progress = Progress::new(worlds, 0, self.output.silent());
        let simulated = simulate(
            &asked.scenarios,
            worldviews,
            &asked.aims,
            &asked.thresholds,
            &options,
            &mut |done| progress.set(done),
        );
        progress.finish();
        let simulated = simulated?;
        let outcome = Outcome::Written {
            worlds,
            seconds: begun.elapsed().as_secs_f64(),
        };
        let (mut all_scores, mut all_pairs, mut watched) = (Vec::new(), Vec::new(), Vec::new());
        for (aim, values) in asked.aims.iter().zip(&simulated.values) {
            let scores = scores(values, aim.wanted, self.optimism);
            let order = order(&scores, aim.wanted);
            let differs = |other: &&usize| scores[**other].means[0].0 != scores[order[0]].means[0].0;
            watched.extend(order[1..].iter().filter(differs).take(WATCHED).map(|&worse| Watched {
                aim: *aim,
                better: order[0],
                worse,
            }));
            all_scores.push(scores);
            all_pairs.push(pairs(values, aim.wanted));
        }
        let centrals: Vec<Scenario> = asked.scenarios.iter().step_by(worldviews).cloned().collect();
        // Where no ranking turns, an input takes so many worlds.
        let an_input = LOOKS * asked.flip_worlds * self.policies.len() as u64;
        let mut progress = Progress::new(asked.moved.len() as u64 * an_input, 0, self.output.silent());
        let found = flips(
            &centrals,
            &watched,
            &asked.moved,
            asked.flip_worlds,
            &options,
            &mut |done| {
                progress.set(done as u64 * an_input);
            },
        );
        progress.finish();
        let found = found?;
        if self.no_flips {
            watched.clear();
        }
        let results = Results {
            policies: &self.policies,
            worldviews: &asked.worldviews,
            aims: &asked.aims,
            thresholds: &asked.thresholds,
            optimism: self.optimism,
            simulated: &simulated,
            scores: &all_scores,
            pairs: &all_pairs,
            watched: &watched,
            flip_worlds: asked.flip_worlds,
            moved: asked.moved.len(),
            flips: &found,
            cards: &central.cards,
            runs: central.runs,
        };
        let tables = tables(&results);
        let names = staging.write_tables(&tables)?;
        let figures = pictures::figures(&results, &central.name, central.seed, &spec.key);
        let pictures = self.output.pictures(figures);
        let record = ExperimentRecord {
            title: "Which policies hold up, and under which views of the world?".to_owned(),
            findings: findings(&results),
            worlds,
            failed: simulated.failed,
            cases: asked
                .cells(&self.policies)
                .map(|(name, one)| CaseRecord::new(&name, one))
                .collect(),
            parameters_toml: parameters_text(&central.cards),
            specification: String::new(),
        };
        let kind = ResultKind::Robust(record);
        let manifest = staging.conclude(spec, central.seed, &names, pictures.files()?, kind, replaced)?;
        Ok((manifest, outcome))
    }

    /// What to type to get the same result: nothing in it that does not change the result, and all worldviews by name.
    fn command(&self, asked: &Asked) -> String {
        let mut words = vec!["detente".to_owned(), "robust".to_owned()];
        words.extend(self.policies.iter().map(|policy| quoted(policy)));
        let mut add = |option: &str, value: String| words.extend([option.to_owned(), quoted(&value)]);
        match &asked.worldviews[1..] {
            [] => add("--worldview", CENTRAL.to_owned()),
            named => named.iter().for_each(|name| add("--worldview", name.clone())),
        }
        for (option, values) in [
            ("--metric", &self.metrics),
            ("--threshold", &self.thresholds),
            ("--flip", &self.flips),
            ("--set", &self.set),
        ] {
            values.iter().for_each(|value| add(option, value.clone()));
        }
        add("--optimism", self.optimism.to_string());
        add("--scenario", self.scenario.clone());
        self.runs.iter().for_each(|runs| add("--runs", runs.to_string()));
        self.seed.iter().for_each(|seed| add("--seed", seed.to_string()));
        self.flip_worlds
            .iter()
            .for_each(|worlds| add("--flip-worlds", worlds.to_string()));
        if self.no_flips {
            words.push("--no-flips".to_owned());
        }
        words.join(" ")
    }
}

impl Asked {
    /// Every policy under every worldview, `policy / worldview`.
    fn cells<'a>(&'a self, policies: &'a [String]) -> impl Iterator<Item = (String, &'a Scenario)> {
        let names = policies.iter().flat_map(|policy| {
            let worldviews = self.worldviews.iter();
            worldviews.map(move |worldview| format!("{policy} / {worldview}"))
        });
        names.zip(&self.scenarios)
    }

    /// The texts that decide the result.
    fn parts(&self, arguments: &Arguments) -> Vec<SpecInput> {
        let mut text = String::new();
        for (name, scenario) in self.cells(&arguments.policies) {
            text.push_str(&format!("case {name}\n{}", SpecInput::of_scenario(scenario)[0].text));
        }
        let cards: Vec<String> = self.scenarios[..self.worldviews.len()]
            .iter()
            .map(|scenario| parameters_text(&scenario.cards))
            .collect();
        let metrics: Vec<String> = self.aims.iter().map(|aim| aim.text()).collect();
        let thresholds: Vec<String> = self.thresholds.iter().map(Threshold::text).collect();
        let moved: Vec<&str> = self
            .moved
            .iter()
            .map(|input| input.key(&self.scenarios[0].cards))
            .collect();
        vec![
            SpecInput::new("scenario", text),
            SpecInput::new("set of parameter cards", cards.join("\n")),
            SpecInput::new("list of metrics", metrics.join("\n")),
            SpecInput::new("list of thresholds", thresholds.join("\n")),
            SpecInput::new("optimism", arguments.optimism.to_string()),
            SpecInput::new(
                "search for flip points",
                format!("{} worlds\n{}", self.flip_worlds, moved.join("\n")),
            ),
        ]
    }
}
