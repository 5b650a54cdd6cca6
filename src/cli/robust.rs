//! `detente robust`: policies under several worldviews, by many criteria.

use std::path::{Path, PathBuf};

use clap::Args;
use detente::analysis::game::strategies::parts;
use detente::analysis::robust::request::{aims, moved};
use detente::analysis::robust::threshold::Threshold;
use detente::analysis::robust::{CENTRAL, Request};
use detente::error::{Error, Result};
use detente::results::store::manifest::quoted;
use detente::scenario::load::Kind;
use detente::scenario::load::files::{MAX_RUNS, Policy};
use detente::scenario::time::MAX_MONTHS;

use super::configurations::{self, find};
use super::output::OutputArguments;
use super::perform::Asked;
use super::request::{self, HistoryArguments, ScenarioArguments, apart, names_or_hash, refuse_repeats, refuse_set};
use super::settings::SettingArguments;

/// Worlds of each policy and worldview where nobody says how many.
const RUNS: u64 = 1000;
/// Most worlds in which parameters are moved where nobody says how many.
const FLIP_WORLDS: u64 = 200;
/// Fewer worlds than these say nothing about where a mean difference turns.
const LEAST_FLIP_WORLDS: u64 = 20;

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
    #[command(flatten)]
    settings: SettingArguments,
    /// Worlds of each policy and worldview; 1,000 if nothing says otherwise.
    #[arg(long, value_name = "WORLDS", value_parser = request::runs, allow_negative_numbers = true)]
    runs: Option<u64>,
    /// Seed of the worlds' random draws.
    #[arg(long, value_parser = request::seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    #[command(flatten)]
    histories: HistoryArguments,
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

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let study = arguments.read()?;
    let asked = Asked {
        command: arguments.command(&study),
        default_out: arguments.default_out(&study.scenarios[0].name),
        study,
    };
    super::perform::perform(&asked, &arguments.output)
}

impl Arguments {
    /// Finds and reads every file and word.
    fn read(&self) -> Result<Request> {
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
            [] => configurations::names(Kind::Worldview),
            named => named.to_vec(),
        });
        if let Some(place) = worldviews[1..].iter().position(|name| name == CENTRAL) {
            worldviews.remove(place + 1);
        }
        let mut scenarios = Vec::new();
        for policy in self.policies.iter().flat_map(|policy| parts(policy)) {
            refuse_set(
                &self.settings.all(),
                &Policy::read(&find(Kind::Policy, policy)?, MAX_MONTHS)?,
            )?;
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
                let one = ScenarioArguments::of_parts(
                    &self.scenario,
                    parts(policy),
                    &applied,
                    &self.settings.all(),
                    runs,
                    self.seed,
                    &self.histories,
                );
                scenarios.push(one.load(None)?);
            }
        }
        let central = &scenarios[0];
        let aims = aims(&self.metrics, central.months)?;
        let moved = match self.no_flips {
            true => Vec::new(),
            false => moved(&self.flips, &central.cards)?,
        };
        let request = Request {
            aims,
            thresholds: self
                .thresholds
                .iter()
                .map(|text| Threshold::parse(text)?.within(central.months))
                .collect::<Result<_>>()?,
            moved,
            flip_worlds: self.flip_worlds.unwrap_or(FLIP_WORLDS).min(central.runs),
            policies: self.policies.clone(),
            worldviews,
            optimism: self.optimism,
            scenarios,
        };
        request.check()?;
        Ok(request)
    }

    fn default_out(&self, scenario: &str) -> PathBuf {
        let policies: Vec<&str> = self.policies.iter().map(String::as_str).collect();
        let histories = self.histories.words();
        let apart = apart(&[
            ("--worldview", &self.worldviews),
            ("--metric", &self.metrics),
            ("--threshold", &self.thresholds),
            ("--flip", &self.flips),
            ("--set", &self.settings.all()),
            ("", &histories),
        ]);
        Path::new("outputs").join(format!("{scenario}-robust-{}{apart}", names_or_hash(&policies)))
    }

    /// What to type to get the same result: nothing in it that does not change the result, and all worldviews by name.
    fn command(&self, asked: &Request) -> String {
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
            ("--set", &self.settings.all()),
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
        words.extend(self.histories.words());
        words.join(" ")
    }
}
