//! Which inputs are analysed, over what values, and which of them move together.

mod parse;

use crate::study::keys;
use engine::scenario::Scenario;
use engine::scenario::cards::CardSet;
use engine::scenario::inputs::Input;
use error::{Error, Result};
use parse::{check, check_groups, read_group, read_inputs};
use serde::{Deserialize, Serialize};

/// Over what values an input goes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Domain {
    /// As its card distributes it.
    Card,
    /// Evenly over a range of the user's, or the range of a lever.
    Between { low: f64, high: f64 },
}

/// One input.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    #[serde(with = "keys::one_input")]
    pub input: Input,
    pub domain: Domain,
}

/// What gets one line of the results: an input under its key, or a group under its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub name: String,
    /// Places among the inputs.
    pub columns: Vec<usize>,
}

/// The inputs of an analysis, those of a group next to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub inputs: Vec<Chosen>,
    pub factors: Vec<Named>,
}

/// Name of the line for all that is no input.
pub const CHANCE: &str = "chance";

impl Choice {
    /// The inputs of `--input` and the groups of `--group`, as they were typed. An input is `KEY`, `KEY=LOW:HIGH`, or
    /// `PREFIX*` for all uncertain parameters that begin so; a group is `NAME=KEY,KEY`, and its members are inputs
    /// whether or not they were named before.
    ///
    /// # Errors
    /// A key that nothing has, that stands twice or in two groups; a range that is none or leaves the bounds; a
    /// parameter without uncertainty; a lever that is set already; an input whose correlated partners are not in its
    /// group.
    pub fn read(scenario: &Scenario, inputs: &[String], groups: &[String]) -> Result<Self> {
        let cards = &scenario.cards;
        let mut chosen = read_inputs(cards, inputs)?;
        let groups = groups
            .iter()
            .map(|text| read_group(cards, text, &mut chosen))
            .collect::<Result<Vec<_>>>()?;
        check_groups(cards, &groups)?;
        for chosen in &mut chosen {
            check(scenario, chosen)?;
        }
        let choice = Self::grouped(cards, &chosen, &groups);
        choice.check_correlations(cards)?;
        Ok(choice)
    }

    /// Every parameter whose card has uncertainty; correlated ones make a group.
    pub fn everything(cards: &CardSet) -> Self {
        let uncertain: Vec<Chosen> = Input::all()
            .filter(|input| is_uncertain(cards, *input))
            .map(|input| Chosen {
                input,
                domain: Domain::Card,
            })
            .collect();
        let mut groups: Vec<(String, Vec<Input>)> = Vec::new();
        for chosen in &uncertain {
            let members = partners(cards, chosen.input);
            if members.len() > 1 && members[0] == chosen.input {
                let keys: Vec<&str> = members.iter().map(|member| member.key(cards)).collect();
                groups.push((keys.join(" + "), members));
            }
        }
        Self::grouped(cards, &uncertain, &groups)
    }

    /// The same with these lines alone, in this order.
    pub fn only(&self, factors: &[usize]) -> Self {
        let mut only = Self {
            inputs: Vec::new(),
            factors: Vec::new(),
        };
        for factor in factors.iter().map(|&place| &self.factors[place]) {
            let members = factor.columns.iter().map(|&column| self.inputs[column]);
            only.add(&factor.name, members);
        }
        only
    }

    fn grouped(cards: &CardSet, chosen: &[Chosen], groups: &[(String, Vec<Input>)]) -> Self {
        let mut choice = Self {
            inputs: Vec::new(),
            factors: Vec::new(),
        };
        for one in chosen {
            let of = |input: &Input| *chosen.iter().find(|other| other.input == *input).unwrap_or(one);
            match groups.iter().find(|(_, members)| members.contains(&one.input)) {
                None => choice.add(one.input.key(cards), [*one]),
                Some((name, _)) if choice.factors.iter().any(|factor| factor.name == *name) => {}
                Some((name, members)) => choice.add(name, members.iter().map(of)),
            }
        }
        choice
    }

    fn add(&mut self, name: &str, members: impl IntoIterator<Item = Chosen>) {
        let first = self.inputs.len();
        self.inputs.extend(members);
        self.factors.push(Named {
            name: name.to_owned(),
            columns: (first..self.inputs.len()).collect(),
        });
    }

    /// An index of one of two correlated inputs says nothing that could be taken apart: the same variance would be
    /// counted for both, or for neither. Indices of the whole cluster are as sound as ever.
    fn check_correlations(&self, cards: &CardSet) -> Result<()> {
        for factor in &self.factors {
            let inside = |input: &Input| factor.columns.iter().any(|&column| self.inputs[column].input == *input);
            for &column in &factor.columns {
                let chosen = self.inputs[column];
                let cluster = partners(cards, chosen.input);
                let key = chosen.input.key(cards);
                let others: Vec<&str> = cluster
                    .iter()
                    .filter(|&&member| member != chosen.input)
                    .map(|member| member.key(cards))
                    .collect();
                if !cluster.iter().all(inside) {
                    let keys: Vec<&str> = cluster.iter().map(|member| member.key(cards)).collect();
                    return Err(Error::Usage(format!(
                        "`{key}` is correlated with {}: an index of it alone would be of no meaning; analyse them together: \
                         --group \"{}={}\"",
                        listed(&others),
                        name_of(&keys),
                        keys.join(",")
                    )));
                }
                if cluster.len() > 1 && chosen.domain != Domain::Card {
                    return Err(Error::Usage(format!(
                        "`{key}` is correlated with {}, so it has to keep the distribution of its card; leave out LOW:HIGH, or fix \
                         the others with --set",
                        listed(&others)
                    )));
                }
            }
        }
        Ok(())
    }
}

/// `` `a`, `b` and `c` ``.
fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

/// A name for a group of these keys: the last parts, each once.
fn name_of(keys: &[&str]) -> String {
    let mut parts: Vec<&str> = keys
        .iter()
        .map(|key| key.split_once('.').map_or(*key, |(_, name)| name))
        .collect();
    parts.dedup();
    parts.join("+")
}

/// Whether an input is a parameter that differs from world to world.
fn is_uncertain(cards: &CardSet, input: Input) -> bool {
    match input {
        Input::Lever(_) => false,
        Input::Parameter(position) => {
            let (low, high) = cards.cards[position].distribution.bounds();
            low < high
        }
    }
}

/// The uncertain parameters tied to this one by a chain of correlations, itself among them, in registry order.
fn partners(cards: &CardSet, input: Input) -> Vec<Input> {
    let mut members = vec![input];
    let mut seen = 0;
    while let Some(&current) = members.get(seen) {
        for pair in &cards.correlations {
            let ends = [pair.first, pair.second].map(Input::Parameter);
            let tied = pair.rank_correlation != 0.0 && ends.iter().all(|&end| is_uncertain(cards, end));
            if tied && ends.contains(&current) {
                members.extend(ends.into_iter().find(|end| !members.contains(end)));
            }
        }
        seen += 1;
    }
    members.sort_unstable();
    members
}

#[cfg(test)]
mod tests;
