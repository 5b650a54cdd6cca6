//! `detente adapt`: search trigger rules for one side that beat its best static policy.

use std::path::Path;

use clap::Args;
use detente::analysis::adapt::{Criterion, Goal, Request};
use detente::analysis::aim::Aim;
use detente::error::{Error, Result, nearest};
use detente::model::metrics::Metric;
use detente::results::store::manifest::quoted;
use detente::scenario::Scenario;
use detente::scenario::agents::Agent;
use detente::scenario::levers::Lever;
use detente::scenario::load::Kind;

use super::configurations;
use super::output::OutputArguments;
use super::perform::Asked;
use super::request::{CommonArguments, whole};

/// Worlds of the search where `--runs` says nothing.
const TRAINING: u64 = 1000;
/// Fewer worlds than these say nothing about a tail.
const LEAST_WORLDS: u64 = 64;
/// Most worlds of search and judgement together: as many as their events are kept for.
const MOST_WORLDS: u64 = 100_000;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Static policies of the side to be beaten, by name or path, beside those that the search finds; if none is given, all shipped ones
    /// that move levers of this side alone.
    #[arg(value_name = "POLICY")]
    policies: Vec<String>,
    /// Whose policy is searched: us or china.
    #[arg(long = "for", value_name = "SIDE", value_parser = ["us", "china"])]
    side: String,
    /// What to improve (see `detente list --metrics`), with `:more` or `:less` where it is not agreed which way is better; if not given, the
    /// side's own payoff.
    #[arg(long, value_name = "KEY[:more|less]")]
    metric: Option<String>,
    /// What counts over the worlds: mean, or worst-tenth (the mean of the worst tenth of them).
    #[arg(long, value_name = "CRITERION", value_parser = ["mean", "worst-tenth"], default_value = "mean")]
    criterion: String,
    /// A lever that may be moved; may be given several times. All of the side if none is given.
    #[arg(long = "lever", value_name = "KEY")]
    levers: Vec<String>,
    /// Most rules.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u64).range(1..=4))]
    rules: u64,
    /// Random candidates of each stage of the search.
    #[arg(long, value_name = "N", default_value_t = 128, value_parser = clap::value_parser!(u64).range(8..=4096))]
    candidates: u64,
    /// Worlds on which the outcome is judged; the search uses others (--runs of them, 1,000 if not given).
    #[arg(long, value_name = "WORLDS", default_value = "4000", value_parser = held_out, allow_negative_numbers = true)]
    held_out: u64,
    #[command(flatten)]
    common: CommonArguments,
    #[command(flatten)]
    output: OutputArguments,
}

fn held_out(text: &str) -> std::result::Result<u64, String> {
    whole(text, LEAST_WORLDS, MOST_WORLDS)
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let study = arguments.read()?;
    let (scenario, side, metric) = (&study.scenarios[0].name, study.side.key(), study.goal.aim.metric.key());
    let asked = Asked {
        command: arguments.command(),
        default_out: Path::new("outputs").join(format!("{scenario}-adapt-{side}-{metric}")),
        study,
    };
    super::perform::perform(&asked, &arguments.output)
}

impl Arguments {
    fn read(&self) -> Result<Request> {
        let side = if self.side == "us" {
            Agent::UnitedStates
        } else {
            Agent::China
        };
        let goal = self.goal(side)?;
        let levers = self.levers(side)?;
        let training = self.common.runs().unwrap_or(TRAINING);
        if training < LEAST_WORLDS || training + self.held_out > MOST_WORLDS {
            return Err(Error::Usage(format!(
                "{training} worlds of search and {} to judge: too few, or too many; --runs must be at least {LEAST_WORLDS}, and both together \
                 at most {MOST_WORLDS}",
                self.held_out
            )));
        }
        let common = self.common.with_runs(training);
        let plain = common.load_with(&[], &[])?;
        if let Some(lever) = levers.iter().find(|&&lever| plain.lever(lever).policy_from.is_some()) {
            return Err(Error::Usage(format!(
                "the lever {} is set by the scenario or --set and may be moved by the search; leave it out with --lever, or do not set it",
                lever.key()
            )));
        }
        goal.aim.within(plain.months)?;
        let mut names = vec![plain.name.clone()];
        let mut scenarios = vec![plain];
        let given = if self.policies.is_empty() {
            configurations::names(Kind::Policy)
        } else {
            self.policies.clone()
        };
        for name in given {
            let scenario = common.load_with(std::slice::from_ref(&name), &[])?;
            let is_ours = scenario.rules.is_empty() && moves_only(&scenario, &scenarios[0], side);
            match (is_ours, self.policies.is_empty()) {
                (true, _) => {
                    names.push(name);
                    scenarios.push(scenario);
                }
                (false, true) => {}
                (false, false) => {
                    return Err(Error::Usage(format!(
                        "{name} is not a static policy of {} alone: it has rules, or moves levers or the doctrine of the other side",
                        side.in_sentence()
                    )));
                }
            }
        }
        Ok(Request {
            side,
            goal,
            levers,
            names,
            scenarios,
            training,
            held_out: self.held_out,
            candidates: self.candidates,
            rules: self.rules as usize,
        })
    }

    fn goal(&self, side: Agent) -> Result<Goal> {
        let own = match side {
            Agent::UnitedStates => Metric::UsPayoff.key(),
            Agent::China => Metric::ChinaPayoff.key(),
        };
        let criterion = match self.criterion.as_str() {
            "mean" => Criterion::Mean,
            _ => Criterion::WorstTenth,
        };
        let aim = Aim::parse(self.metric.as_deref().unwrap_or(own))?;
        Ok(Goal { aim, criterion })
    }

    fn levers(&self, side: Agent) -> Result<Vec<Lever>> {
        let of_side = || Lever::ALL.into_iter().filter(|lever| lever.agent() == side);
        if self.levers.is_empty() {
            return Ok(of_side().collect());
        }
        let mut levers = Vec::new();
        for key in &self.levers {
            let lever = of_side().find(|lever| lever.key() == key).ok_or_else(|| {
                let near = nearest(key, of_side().map(Lever::key));
                let hint = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
                Error::Usage(format!(
                    "there is no lever `{key}` of {}; {hint}(`detente list --levers` shows all)",
                    side.in_sentence()
                ))
            })?;
            if levers.contains(&lever) {
                return Err(Error::Usage(format!("--lever names `{key}` twice; name it once")));
            }
            levers.push(lever);
        }
        Ok(levers)
    }

    /// What to type to get the same result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "adapt".to_owned()];
        words.extend(self.policies.iter().map(|name| quoted(name)));
        words.extend(["--for".to_owned(), self.side.clone()]);
        let mut add = |option: &str, value: String| words.extend([option.to_owned(), quoted(&value)]);
        self.metric.iter().for_each(|metric| add("--metric", metric.clone()));
        add("--criterion", self.criterion.clone());
        self.levers.iter().for_each(|lever| add("--lever", lever.clone()));
        add("--rules", self.rules.to_string());
        add("--candidates", self.candidates.to_string());
        add("--held-out", self.held_out.to_string());
        words.extend(self.common.words());
        words.join(" ")
    }
}

/// Whether a policy moves levers of `side` alone, and leaves the other side's doctrine as it is.
fn moves_only(scenario: &Scenario, plain: &Scenario, side: Agent) -> bool {
    Lever::ALL
        .into_iter()
        .all(|lever| lever.agent() == side || scenario.lever(lever) == plain.lever(lever))
}
