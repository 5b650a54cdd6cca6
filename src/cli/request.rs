//! From the words of the command line to a checked scenario.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use detente::analysis::aim::PayoffOwner;
use detente::analysis::compare::Case;
use detente::analysis::sweep::NO_POLICY;
use detente::error::{Error, Result};
use detente::results::store::manifest::hex;
use detente::results::store::manifest::quoted;
use detente::scenario::Scenario;
use detente::scenario::levers::Lever;
use detente::scenario::load::alternative::Alternative;
use detente::scenario::load::files::{MAX_RUNS, Policy};
use detente::scenario::load::{Conditioning, Kind, Request, load};
use sha2::{Digest, Sha256};

use super::configurations::find;
use super::search::by_meaning;
use super::settings::SettingArguments;

/// Which past worlds have.
#[derive(Debug, Clone, Default, Args)]
pub struct HistoryArguments {
    /// Take worlds as they are drawn, whether or not they agree with what has been recorded.
    #[arg(long, conflicts_with = "histories")]
    unconditioned: bool,
    /// Table of histories that worlds agree with the record by (`detente condition` makes one), by name or path.
    #[arg(long, value_name = "NAME")]
    histories: Option<String>,
}

impl HistoryArguments {
    /// What they say in the place of the scenario.
    ///
    /// # Errors
    /// A name that stands for nothing, a file that cannot be read.
    fn conditioning(&self) -> Result<Option<Conditioning>> {
        if self.unconditioned {
            return Ok(Some(Conditioning::Unconditioned));
        }
        let named = self.histories.as_ref().map(|name| find(Kind::Histories, name));
        Ok(named.transpose()?.map(Conditioning::Histories))
    }

    /// The options as they would be typed again.
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if self.unconditioned {
            words.push("--unconditioned".to_owned());
        }
        if let Some(name) = &self.histories {
            words.extend(["--histories".to_owned(), quoted(name)]);
        }
        words
    }
}

/// Which scenario, and what to change in it.
#[derive(Debug, Clone, Args)]
pub struct ScenarioArguments {
    /// Name of a scenario (see `detente list`), or path of a scenario file.
    #[arg(default_value = "baseline")]
    scenario: String,
    /// Apply a policy, by name or path; may be given several times.
    #[arg(long = "policy", value_name = "NAME")]
    policies: Vec<String>,
    /// Apply a worldview, by name or path; may be given several times.
    #[arg(long = "worldview", value_name = "NAME")]
    worldviews: Vec<String>,
    #[command(flatten)]
    settings: SettingArguments,
    /// Number of worlds.
    #[arg(long, value_name = "WORLDS", value_parser = runs, allow_negative_numbers = true)]
    runs: Option<u64>,
    /// Seed of all random draws.
    #[arg(long, value_parser = seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    #[command(flatten)]
    histories: HistoryArguments,
}

/// What the alternatives of a comparison have in common.
#[derive(Debug, Clone, Args)]
pub struct CommonArguments {
    /// Name of the scenario (see `detente list`), or path of a scenario file.
    #[arg(long, value_name = "NAME", default_value = "baseline")]
    scenario: String,
    /// Apply a worldview to all, by name or path; may be given several times.
    #[arg(long = "worldview", value_name = "NAME")]
    worldviews: Vec<String>,
    #[command(flatten)]
    settings: SettingArguments,
    /// Number of worlds.
    #[arg(long, value_name = "WORLDS", value_parser = runs, allow_negative_numbers = true)]
    runs: Option<u64>,
    /// Seed of all random draws.
    #[arg(long, value_parser = seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    #[command(flatten)]
    histories: HistoryArguments,
}

impl CommonArguments {
    /// The same with this number of worlds.
    pub fn with_runs(&self, runs: u64) -> Self {
        Self {
            runs: Some(runs),
            ..self.clone()
        }
    }

    /// What `--runs` says.
    pub fn runs(&self) -> Option<u64> {
        self.runs
    }

    /// The scenario with these policies and settings beside those common to all.
    ///
    /// # Errors
    /// As [`ScenarioArguments::load`].
    pub fn load_with(&self, policies: &[String], set: &[String]) -> Result<Scenario> {
        let arguments = ScenarioArguments {
            scenario: self.scenario.clone(),
            policies: policies.to_vec(),
            worldviews: self.worldviews.clone(),
            settings: self.settings.with(set),
            runs: self.runs,
            seed: self.seed,
            histories: self.histories.clone(),
        };
        arguments.load(None)
    }

    /// An alternative as it is typed, loaded without anything that only a single run would write.
    ///
    /// # Errors
    /// As [`Alternative::parse`] and [`ScenarioArguments::load`].
    pub fn alternative(&self, text: &str) -> Result<Case> {
        if text.trim() == NO_POLICY {
            return self.plain();
        }
        let is_file = |text: &str| Path::new(text).is_file();
        self.load_alternative(&Alternative::parse(text, &is_file)?, text)
    }

    /// The scenario without any policy, under its own name.
    ///
    /// # Errors
    /// As [`ScenarioArguments::load`].
    pub fn plain(&self) -> Result<Case> {
        let plain = self.load_alternative(&Alternative::default(), "")?;
        let name = plain.scenario.name.clone();
        Ok(Case { name, ..plain })
    }

    /// The same, already read; `text` is what messages call it.
    ///
    /// # Errors
    /// As [`ScenarioArguments::load`].
    pub fn load_alternative(&self, alternative: &Alternative, text: &str) -> Result<Case> {
        let scenario = self.load_with(&alternative.policies, &alternative.set);
        // The message is to name the alternative where it would name an option that was not typed.
        let scenario = scenario.map_err(|error| match error {
            Error::Config(mut problem)
                if problem.file == "--set"
                    && alternative
                        .set
                        .iter()
                        .any(|set| set.starts_with(&format!("{}=", problem.key))) =>
            {
                problem.file = format!("alternative '{text}'");
                Error::Config(problem)
            }
            other => other,
        })?;
        Ok(Case {
            name: alternative.name(),
            scenario: Scenario {
                event_worlds: 0,
                kept_trajectories: 0,
                ..scenario
            },
        })
    }

    /// The options as they would be typed again.
    pub fn words(&self) -> Vec<String> {
        let mut words = ["--scenario".to_owned(), quoted(&self.scenario)].to_vec();
        words.extend(options(&[
            ("--worldview", &self.worldviews),
            ("--set", &self.settings.all()),
        ]));
        words.extend(numbers(self.runs, self.seed));
        words.extend(self.histories.words());
        words
    }
}

/// Options that may be given several times, as they would be typed again.
fn options(given: &[(&str, &Vec<String>)]) -> Vec<String> {
    given
        .iter()
        .flat_map(|(option, values)| values.iter().flat_map(|value| [(*option).to_owned(), quoted(value)]))
        .collect()
}

/// Number of worlds and seed, as they would be typed again.
fn numbers(runs: Option<u64>, seed: Option<u64>) -> Vec<String> {
    [("--runs", runs), ("--seed", seed)]
        .into_iter()
        .filter_map(|(option, value)| Some([option.to_owned(), value?.to_string()]))
        .flatten()
        .collect()
}

/// A number of worlds; whether so many can be finished is judged later, with its reasons.
pub fn runs(text: &str) -> std::result::Result<u64, String> {
    let answer = |_| format!("write a whole number in digits; allowed: 1 to {MAX_RUNS}");
    text.parse().map_err(answer)
}

pub fn seed(text: &str) -> std::result::Result<u64, String> {
    whole(text, 0, u64::MAX)
}

/// A whole number from `low` to `high`.
pub fn whole(text: &str, low: u64, high: u64) -> std::result::Result<u64, String> {
    match text.parse::<u64>() {
        Ok(number) if (low..=high).contains(&number) => Ok(number),
        _ => Err(format!("write a whole number in digits; allowed: {low} to {high}")),
    }
}

impl ScenarioArguments {
    /// A scenario under some worldviews, otherwise as its file states it.
    pub fn with_worldviews(scenario: &str, worldviews: &[String]) -> Self {
        Self::of_parts(scenario, [], worldviews, &[], None, None, &HistoryArguments::default())
    }

    /// A scenario with these policies, worldviews and settings.
    pub fn of_parts<'a>(
        scenario: &str,
        policies: impl IntoIterator<Item = &'a str>,
        worldviews: &[String],
        set: &[String],
        runs: Option<u64>,
        seed: Option<u64>,
        histories: &HistoryArguments,
    ) -> Self {
        Self {
            scenario: scenario.to_owned(),
            policies: policies.into_iter().map(str::to_owned).collect(),
            worldviews: worldviews.to_vec(),
            settings: SettingArguments::default().with(set),
            runs,
            seed,
            histories: histories.clone(),
        }
    }

    /// What `--runs` says.
    pub fn runs(&self) -> Option<u64> {
        self.runs
    }

    /// The same with this number of worlds.
    pub fn with_runs(&self, runs: u64) -> Self {
        Self {
            runs: Some(runs),
            ..self.clone()
        }
    }

    /// The scenario with everything applied.
    ///
    /// # Errors
    /// A name that stands for nothing, a file that cannot be read, anything in a file or option that cannot be used.
    pub fn load(&self, kept_trajectories: Option<u64>) -> Result<Scenario> {
        self.load_with(self.histories.conditioning()?, kept_trajectories)
    }

    fn load_with(&self, conditioning: Option<Conditioning>, kept_trajectories: Option<u64>) -> Result<Scenario> {
        let find_all = |kind, names: &[String]| names.iter().map(|name| find(kind, name)).collect::<Result<Vec<_>>>();
        let request = Request {
            policies: find_all(Kind::Policy, &self.policies)?,
            worldviews: find_all(Kind::Worldview, &self.worldviews)?,
            set: self.settings.all(),
            runs: self.runs,
            seed: self.seed,
            kept_trajectories,
            conditioning,
            ..Request::new(
                find(Kind::Scenario, &self.scenario)?,
                find(Kind::Parameters, "parameters")?,
            )
        };
        load(&request, &find).map_err(|error| by_meaning(error, &request.parameters))
    }

    /// The scenario with worlds as they are drawn, for designs that draw worlds of their own.
    ///
    /// # Errors
    /// As [`Self::load`]; a table of histories that was asked for.
    pub fn unconditioned(&self) -> Result<Scenario> {
        if let Some(name) = &self.histories.histories {
            return Err(Error::Usage(format!(
                "--histories {name} says nothing here: parameters are not taken from histories, but as they are believed before anything is \
                 recorded"
            )));
        }
        self.load_with(Some(Conditioning::Prior), None)
    }

    /// The scenario with worlds as they are drawn, unless a table of histories was asked for: for what holds them against the record.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn unconditioned_unless_asked(&self) -> Result<Scenario> {
        match self.histories.histories {
            Some(_) => self.load(None),
            None => self.load_with(Some(Conditioning::Prior), None),
        }
    }

    /// The options as they would be typed again.
    pub fn words(&self) -> Vec<String> {
        let mut words = vec![quoted(&self.scenario)];
        words.extend(options(&[
            ("--policy", &self.policies),
            ("--worldview", &self.worldviews),
            ("--set", &self.settings.all()),
        ]));
        words.extend(numbers(self.runs, self.seed));
        words.extend(self.histories.words());
        words
    }
}

/// Refuses words that stand there twice; `option` is where.
pub fn refuse_repeats(words: &[String], option: &str) -> Result<()> {
    let twice = |(place, word): &(usize, &String)| words[..*place].contains(word);
    match words.iter().enumerate().find(twice) {
        Some((_, word)) => Err(Error::Usage(format!("{option} names `{word}` twice; name it once"))),
        None => Ok(()),
    }
}

/// Refuses a `--set` of a lever that a policy of an experiment sets: it would take the policy's place unseen.
pub fn refuse_set(set: &[String], policy: &Policy) -> Result<()> {
    let keys = set.iter().filter_map(|text| text.split_once('='));
    let levers: Vec<Lever> = keys.filter_map(|(key, _)| Lever::from_key(key.trim())).collect();
    let schedules = &policy.layer.schedules;
    match schedules.iter().find(|schedule| levers.contains(&schedule.lever)) {
        None => Ok(()),
        Some(schedule) => Err(Error::Usage(format!(
            "--set sets the lever {}, which the policy `{}` sets too; take it out of one of them",
            schedule.lever.key(),
            policy.about.name
        ))),
    }
}

/// Longest part of a folder's name that words of the command line may make up.
const LONGEST_WORDS: usize = 60;

/// Reads whose payoff an option asks for.
pub fn payoff_parser() -> impl TypedValueParser<Value = PayoffOwner> {
    let words = PossibleValuesParser::new(PayoffOwner::ALL.map(PayoffOwner::key));
    words.map(|word| PayoffOwner::from_key(&word).expect("clap takes these words alone"))
}

/// What to type for it.
pub fn payoff_words(payoff: Option<PayoffOwner>) -> Vec<String> {
    payoff.map_or_else(Vec::new, |payoff| vec!["--payoff".to_owned(), payoff.key().to_owned()])
}

/// Whether words can be a part of a folder's name: no longer than this, and without letters that folders had better not have.
pub fn is_plain(words: &str, longest: usize) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.=+".contains(letter);
    words.len() <= longest && words.chars().all(plain)
}

/// Names that an experiment compares, as a part of its folder's name.
pub fn names_or_hash(names: &[&str]) -> String {
    let names = names.join("-");
    match is_plain(&names, LONGEST_WORDS) {
        true => names,
        false => short_hash(&names),
    }
}

/// What tells a folder from others of its name: a hash of the options that ask for something else; nothing without any.
pub fn apart(options: &[(&str, &[String])]) -> String {
    let words: Vec<String> = options
        .iter()
        .flat_map(|(option, values)| values.iter().map(move |value| format!("{option} {value}")))
        .collect();
    match words.is_empty() {
        true => String::new(),
        false => format!("-{}", short_hash(&words.join("\n"))),
    }
}

/// The beginning of a hash, for a folder's name.
pub fn short_hash(text: &str) -> String {
    hex(&Sha256::digest(text)).chars().take(8).collect()
}

/// Where a study of several policies of a scenario goes if `--out` does not say: beside the scenario without any policy, whose worldviews and
/// settings all share, under its name and `rest`.
pub fn beside_plain(scenario: &Scenario, rest: &str) -> PathBuf {
    let plain = default_out(&Scenario {
        policies: Vec::new(),
        ..scenario.clone()
    });
    let name = plain.file_name().unwrap_or_default().to_string_lossy().into_owned();
    plain.with_file_name(format!("{name}-{rest}"))
}

/// Where results of a scenario go if `--out` does not say: one folder for each combination of policies, worldviews and
/// settings. Settings that make a long name, or one with letters that folders had better not have, stand as a hash.
pub fn default_out(scenario: &Scenario) -> PathBuf {
    let parts: Vec<&str> = std::iter::once(&scenario.name)
        .chain(&scenario.policies)
        .chain(&scenario.worldviews)
        .map(String::as_str)
        .collect();
    let mut name = parts.join("+");
    let settings = scenario.set.join("+");
    if !settings.is_empty() {
        name.push('+');
        name.push_str(&match is_plain(&settings, LONGEST_WORDS) {
            true => settings,
            false => format!("set-{}", short_hash(&settings)),
        });
    }
    Path::new("outputs").join(name)
}
