//! `detente voi`: which uncertainty is worth resolving before choosing among policies.

use std::path::PathBuf;

use clap::Args;
use detente::analysis::aim::{Aim, PayoffOwner, Wanted};
use detente::analysis::compare::Case;
use detente::analysis::sweep::NO_POLICY;
use detente::analysis::voi::request::check;
use detente::analysis::voi::{Group, GroupKind, Request};
use detente::error::{Error, Result, nearest};
use detente::results::store::manifest::quoted;
use detente::scenario::cards::CardSet;
use detente::scenario::load::alternative::Alternative;

use super::output::OutputArguments;
use super::perform::Asked;
use super::request::{CommonArguments, beside_plain, names_or_hash, payoff_parser, payoff_words};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Policies to choose among, by name or path, several joined by `+`, settings such as 'us.chip_controls=0.5', or `none` for the
    /// plain scenario; at least two.
    #[arg(value_name = "POLICY")]
    policies: Vec<String>,
    /// Judge by this metric (see `detente list --metrics`); add `:more` or `:less` for which way is better.
    #[arg(long, value_name = "KEY[:more|less]", conflicts_with = "payoff")]
    metric: Option<String>,
    /// Judge by a payoff under the documented weights.
    #[arg(long, value_parser = payoff_parser())]
    payoff: Option<PayoffOwner>,
    /// Value the information about these parameters together, such as 'fabs=china.fab_capacity_2023,china.fab_growth_per_year';
    /// `china.*` takes all uncertain ones that begin so. May be given several times.
    #[arg(long = "group", value_name = "NAME=KEY,KEY")]
    groups: Vec<String>,
    #[command(flatten)]
    common: CommonArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let goal = arguments.goal()?;
    let cases = arguments.cases()?;
    check(&cases)?;
    goal.within(cases[0].scenario.months)?;
    let groups = arguments.groups(&cases[0].scenario.cards)?;
    let asked = Asked {
        command: arguments.command(),
        default_out: place(&cases, goal),
        study: Request { cases, goal, groups },
    };
    super::perform::perform(&asked, &arguments.output)
}

/// `outputs/`, the policies and what they are judged by; a hash where that makes a long or awkward name.
fn place(cases: &[Case], goal: Aim) -> PathBuf {
    let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    let names = names_or_hash(&names);
    beside_plain(&cases[0].scenario, &format!("voi-{names}-{}", goal.metric.key()))
}

impl Arguments {
    fn goal(&self) -> Result<Aim> {
        match (&self.metric, self.payoff) {
            (Some(text), _) => Aim::parse(text),
            (None, Some(payoff)) => Ok(Aim {
                metric: payoff.metric(),
                wanted: Wanted::More,
            }),
            (None, None) => Err(Error::Usage(
                "say what the policies are judged by: --payoff us, china or world, or --metric KEY (`detente list --metrics` shows all)"
                    .to_owned(),
            )),
        }
    }

    fn cases(&self) -> Result<Vec<Case>> {
        let case = |text: &String| match text.trim() {
            NO_POLICY => {
                let plain = self.common.load_alternative(&Alternative::default(), text)?;
                let name = NO_POLICY.to_owned();
                Ok(Case { name, ..plain })
            }
            _ => self.common.alternative(text),
        };
        self.policies.iter().map(case).collect()
    }

    fn groups(&self, cards: &CardSet) -> Result<Vec<Group>> {
        let mut groups: Vec<Group> = Vec::new();
        for text in &self.groups {
            let group = read_group(text, cards)?;
            if groups.iter().any(|before| before.name == group.name) {
                return Err(Error::Usage(format!(
                    "--group names `{}` twice; name it once",
                    group.name
                )));
            }
            groups.push(group);
        }
        Ok(groups)
    }

    /// What to type to get the same result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "voi".to_owned()];
        words.extend(self.policies.iter().map(|text| quoted(text)));
        if let Some(metric) = &self.metric {
            words.extend(["--metric".to_owned(), quoted(metric)]);
        }
        words.extend(payoff_words(self.payoff));
        words.extend(self.groups.iter().flat_map(|text| ["--group".to_owned(), quoted(text)]));
        words.extend(self.common.words());
        words.join(" ")
    }
}

/// Reads `NAME=KEY,KEY` with keys of uncertain parameters, or beginnings of keys before a `*`.
fn read_group(text: &str, cards: &CardSet) -> Result<Group> {
    let refuse = |problem: String| Err(Error::Usage(format!("--group '{}': {problem}", text.escape_debug())));
    let (name, keys) = match text.split_once('=') {
        Some((name, keys)) if !name.trim().is_empty() && !keys.trim().is_empty() => (name.trim(), keys),
        _ => {
            return refuse(
                "write NAME=KEY,KEY, such as fabs=china.fab_capacity_2023,china.fab_growth_per_year".to_owned(),
            );
        }
    };
    let varies = |place: &usize| {
        let (low, high) = cards.cards[*place].distribution.bounds();
        low < high
    };
    let mut members = Vec::new();
    for key in keys.split(',').map(str::trim) {
        let matches = |place: &usize| match key.strip_suffix('*') {
            Some(start) => cards.cards[*place].key.starts_with(start),
            None => cards.cards[*place].key == key,
        };
        let found: Vec<usize> = (0..cards.cards.len()).filter(matches).collect();
        if found.is_empty() {
            let known = cards.cards.iter().map(|card| card.key.as_str());
            let hint = nearest(key, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            return refuse(format!("there is no parameter `{key}`{hint}"));
        }
        let uncertain: Vec<usize> = found.into_iter().filter(varies).collect();
        if uncertain.is_empty() {
            return refuse(format!(
                "`{key}` is the same in every world, so there is nothing to learn about it"
            ));
        }
        members.extend(uncertain);
    }
    members.sort_unstable();
    members.dedup();
    Ok(Group {
        name: name.to_owned(),
        kind: GroupKind::Chosen,
        members,
    })
}
