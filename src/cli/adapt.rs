//! `detente adapt`: search trigger rules for one side that beat its best static policy.

use std::path::Path;
use std::time::Instant;

use clap::Args;
use detente::analysis::adapt::search::static_text;
use detente::analysis::adapt::{Criterion, Goal, Ranges, Task, judge, search};
use detente::analysis::aim::Aim;
use detente::error::{Error, Result, nearest};
use detente::model::metrics::Metric;
use detente::report::adapt::{FIGURES, FILES, POLICY_OF, Results, figures, files, findings};
use detente::report::figures::file_names;
use detente::results::store::folder::{RunSpec, SpecInput};
use detente::results::store::manifest::{CaseRecord, ExperimentRecord, Manifest, ResultKind, quoted};
use detente::results::store::staging::Staging;
use detente::scenario::Scenario;
use detente::scenario::agents::Agent;
use detente::scenario::levers::Lever;
use detente::scenario::load::Kind;
use detente::scenario::load::resolved::parameters_text;
use detente::scenario::time::{FIRST_YEAR, Month};

use super::output::{Outcome, OutputArguments, Work};
use super::progress::Progress;
use super::request::{self, CommonArguments, whole};
use super::screen;

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

/// Everything that is asked for, read and checked.
struct Asked {
    side: Agent,
    goal: Goal,
    levers: Vec<Lever>,
    /// The plain scenario, then with each static policy.
    scenarios: Vec<Scenario>,
    names: Vec<String>,
    training: u64,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let asked = arguments.read()?;
    let spec = RunSpec::new(arguments.command(), arguments.parts(&asked));
    let plain = &asked.scenarios[0];
    let name = format!(
        "{}-adapt-{}-{}",
        plain.name,
        asked.side.key(),
        asked.goal.aim.metric.key()
    );
    let tables = FILES.map(str::to_owned);
    let names: Vec<String> = tables.into_iter().chain(file_names(FIGURES)).collect();
    let opened = arguments.output.open(&Path::new("outputs").join(name), &spec, &names)?;
    let (manifest, outcome) = match opened.work {
        Work::AlreadyThere(manifest) => (*manifest, Outcome::AlreadyThere),
        Work::Moved(manifest) => (*manifest, Outcome::MOVED),
        Work::Do { staging, replaced } => arguments.adapt(&asked, &spec, staging, replaced.as_deref())?,
    };
    let ResultKind::Adapt(record) = &manifest.kind else {
        return Err(Error::Usage(format!(
            "{} holds no search for rules",
            opened.out.display()
        )));
    };
    screen::print(&arguments.output.experiment(&opened.out, &manifest, record, outcome))
}

impl Arguments {
    fn read(&self) -> Result<Asked> {
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
            request::names(Kind::Policy)
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
        Ok(Asked {
            side,
            goal,
            levers,
            scenarios,
            names,
            training,
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

    fn adapt(
        &self,
        asked: &Asked,
        spec: &RunSpec,
        staging: Staging,
        replaced: Option<&Manifest>,
    ) -> Result<(Manifest, Outcome)> {
        let begun = Instant::now();
        let options = self.output.options();
        let plain = &asked.scenarios[0];
        let ranges = Ranges::of(plain, asked.side, &options)?;
        let task = Task {
            scenarios: &asked.scenarios,
            names: &asked.names,
            levers: &asked.levers,
            ranges: &ranges,
            goal: asked.goal,
            training: asked.training,
            candidates: self.candidates,
            rules: self.rules as usize,
            seed: plain.seed,
        };
        let mut progress = Progress::new(task.most_worlds(), 0, self.output.silent());
        let mut worlds = 0;
        let found = search(&task, &options, &mut |simulated| {
            worlds = simulated;
            progress.set(simulated);
        });
        progress.finish();
        let found = found?;

        let static_name = static_text(&asked.names[found.base], &asked.levers, &found.values);
        let base = (found.base > 0).then(|| asked.names[found.base].as_str());
        let set = settings(&asked.levers, &found.values);
        let applied: Vec<String> = base.iter().map(|&name| name.to_owned()).collect();
        let best_static = self.common.with_runs(asked.training).load_with(&applied, &set)?;
        let mut policies = vec![
            (asked.names[0].clone(), plain.clone()),
            ("best static policy".to_owned(), best_static.clone()),
        ];
        if !found.rules.is_empty() {
            let at_once = found.at_once(&asked.levers);
            let twin = self
                .common
                .with_runs(asked.training)
                .load_with(&applied, &settings(&asked.levers, &at_once))?;
            policies.push(("the rules' levers set at once".to_owned(), twin));
        }
        for (number, _) in found.rules.iter().enumerate() {
            let mut scenario = best_static.clone();
            scenario.rules.extend(&found.rules[..=number]);
            let plural = if number == 0 { "" } else { "s" };
            policies.push((format!("with {} rule{plural}", number + 1), scenario));
        }
        let held_out = (asked.training, self.held_out);
        let verdict = judge(
            &policies,
            (1, (!found.rules.is_empty()).then_some(2)),
            &found.rules,
            asked.goal,
            held_out,
            &options,
        )?;
        let results = Results {
            goal: asked.goal,
            levers: &asked.levers,
            static_name: &static_name,
            base,
            found: &found,
            verdict: &verdict,
            training: asked.training,
            last_year: FIRST_YEAR + (Month(plain.months - 1).0 / 12) as u32,
        };
        let title = format!("{}{POLICY_OF}{}", plain.name, asked.side.in_sentence());
        let pictures = self.output.pictures(figures(&results, &title, plain.seed, &spec.key));
        let files = files(&results);
        for (name, bytes) in &files {
            staging.write(name, bytes)?;
        }
        let tables: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        let worlds = worlds + self.held_out * (policies.len() as u64 + 1);
        let record = ExperimentRecord {
            title,
            findings: findings(&results),
            worlds,
            failed: verdict.failed,
            cases: policies
                .iter()
                .map(|(name, scenario)| CaseRecord::new(name, scenario))
                .collect(),
            parameters_toml: parameters_text(&plain.cards),
            specification: asked.goal.aim.text(),
        };
        let manifest = staging.conclude(
            spec,
            plain.seed,
            &tables,
            pictures.files()?,
            ResultKind::Adapt(record),
            replaced,
        )?;
        let seconds = begun.elapsed().as_secs_f64();
        Ok((manifest, Outcome::Written { worlds, seconds }))
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

    /// The texts that decide the result.
    fn parts(&self, asked: &Asked) -> Vec<SpecInput> {
        let mut parts = SpecInput::of_scenario(&asked.scenarios[0]);
        let levers: Vec<&str> = asked.levers.iter().map(|lever| lever.key()).collect();
        parts.push(SpecInput::new(
            "search",
            format!(
                "for {}\nmetric {}\ncriterion {}\nlevers {}\nrules {}\ncandidates {}\nheld out {}\n",
                asked.side.key(),
                asked.goal.aim.text(),
                self.criterion,
                levers.join(", "),
                self.rules,
                self.candidates,
                self.held_out
            ),
        ));
        let policies = asked.names.iter().zip(&asked.scenarios).skip(1);
        let texts =
            policies.map(|(name, scenario)| format!("policy {name}\n{}", SpecInput::of_scenario(scenario)[0].text));
        parts.push(SpecInput::new("list of static policies", texts.collect::<String>()));
        parts
    }
}

/// Constant levers as `--set` takes them.
fn settings(levers: &[Lever], values: &[f64]) -> Vec<String> {
    let set = levers.iter().zip(values).filter(|(_, value)| !value.is_nan());
    set.map(|(lever, value)| format!("{}={value:?}", lever.key())).collect()
}

/// Whether a policy moves levers of `side` alone, and leaves the other side's doctrine as it is.
fn moves_only(scenario: &Scenario, plain: &Scenario, side: Agent) -> bool {
    Lever::ALL
        .into_iter()
        .all(|lever| lever.agent() == side || scenario.lever(lever) == plain.lever(lever))
}
