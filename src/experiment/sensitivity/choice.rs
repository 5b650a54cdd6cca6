//! Which inputs are analysed, over what values, and which of them move together.

use crate::error::{Error, Result, nearest};
use crate::scenario::Scenario;
use crate::scenario::cards::{CardSet, Distribution};
use crate::scenario::inputs::Input;
use crate::scenario::levers::Lever;

/// Over what values an input goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Domain {
    /// As its card distributes it.
    Card,
    /// Evenly over a range of the user's, or the range of a lever.
    Between { low: f64, high: f64 },
}

/// One input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen {
    pub input: Input,
    pub domain: Domain,
}

/// What gets one line of the results: an input under its key, or a group under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    /// Places among the inputs.
    pub columns: Vec<usize>,
}

/// The inputs of an analysis, those of a group next to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub inputs: Vec<Chosen>,
    pub factors: Vec<Named>,
}

/// Name of the line for all that is no input.
pub const CHANCE: &str = "chance";

impl Choice {
    /// The inputs of `--input` and the groups of `--group`, as they were typed. An input is `KEY`, `KEY=LOW:HIGH`, or `PREFIX*` for all
    /// uncertain parameters that begin so; a group is `NAME=KEY,KEY`, and its members are inputs whether or not they were named
    /// before.
    ///
    /// # Errors
    /// A key that nothing has, that stands twice or in two groups; a range that is none or leaves the bounds; a parameter without
    /// uncertainty; a lever that is set already; an input whose correlated partners are not in its group.
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

    /// An index of one of two correlated inputs says nothing that could be taken apart: the same variance would be counted for both,
    /// or for neither. Indices of the whole cluster are as sound as ever.
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

fn read_inputs(cards: &CardSet, texts: &[String]) -> Result<Vec<Chosen>> {
    let mut chosen: Vec<Chosen> = Vec::new();
    let mut explicit: Vec<Input> = Vec::new();
    for text in texts {
        let (key, range) = match text.split_once('=') {
            Some((key, range)) => (key.trim(), Some(range.trim())),
            None => (text.trim(), None),
        };
        if key.ends_with('*') {
            if range.is_some() {
                return Err(Error::Usage(format!(
                    "--input {}: a range is for one key; write KEY=LOW:HIGH for each",
                    text.escape_debug()
                )));
            }
            for input in matching(cards, key)? {
                if !chosen.iter().any(|one| one.input == input) {
                    let domain = Domain::Card;
                    chosen.push(Chosen { input, domain });
                }
            }
            continue;
        }
        let input = find(key)?;
        if explicit.contains(&input) {
            return Err(Error::Usage(format!("--input names `{key}` twice; give each key once")));
        }
        explicit.push(input);
        let domain = range.map_or(Ok(Domain::Card), |range| read_range(key, range))?;
        match chosen.iter_mut().find(|one| one.input == input) {
            // A key by its name is more than a key by a pattern.
            Some(one) => one.domain = domain,
            None => chosen.push(Chosen { input, domain }),
        }
    }
    Ok(chosen)
}

/// `NAME=KEY,KEY`; members that are not among `chosen` are added.
fn read_group(cards: &CardSet, text: &str, chosen: &mut Vec<Chosen>) -> Result<(String, Vec<Input>)> {
    let refuse = |problem: &str| {
        Err(Error::Usage(format!(
            "--group \"{}\": {problem}; write for example --group \"fabs=china.fab_capacity_2023,china.fab_growth_per_year\"",
            text.escape_debug()
        )))
    };
    let Some((name, keys)) = text.split_once('=') else {
        return refuse("there is no `=`");
    };
    let name = name.trim();
    if name.is_empty() || name == CHANCE || name.chars().any(char::is_control) {
        return refuse("a group needs a name of its own");
    }
    let mut members = Vec::new();
    for key in keys.split(',').map(str::trim).filter(|key| !key.is_empty()) {
        let found = match key.ends_with('*') {
            true => matching(cards, key)?,
            false => vec![find(key)?],
        };
        for input in found {
            if members.contains(&input) {
                return refuse(&format!("`{}` stands in it twice", input.key(cards)));
            }
            members.push(input);
            if !chosen.iter().any(|one| one.input == input) {
                let domain = Domain::Card;
                chosen.push(Chosen { input, domain });
            }
        }
    }
    if members.is_empty() {
        return refuse("it has no members");
    }
    Ok((name.to_owned(), members))
}

fn check_groups(cards: &CardSet, groups: &[(String, Vec<Input>)]) -> Result<()> {
    for (place, (name, members)) in groups.iter().enumerate() {
        let earlier = &groups[..place];
        if earlier.iter().any(|(other, _)| other == name) || Input::from_key(name).is_some() {
            return Err(Error::Usage(format!(
                "--group: the name `{name}` is taken; give each group a name of its own"
            )));
        }
        for (other, others) in earlier {
            if let Some(both) = members.iter().find(|member| others.contains(member)) {
                return Err(Error::Usage(format!(
                    "`{}` stands in the groups `{other}` and `{name}`; a key belongs to one group",
                    both.key(cards)
                )));
            }
        }
    }
    Ok(())
}

/// Uncertain parameters whose keys begin like this pattern.
fn matching(cards: &CardSet, pattern: &str) -> Result<Vec<Input>> {
    let prefix = pattern.trim_end_matches('*');
    let begins = |input: &Input| input.key(cards).starts_with(prefix);
    let found: Vec<Input> = Input::all()
        .filter(|&input| begins(&input) && is_uncertain(cards, input))
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let levers: Vec<&str> = Lever::ALL
        .into_iter()
        .map(Lever::key)
        .filter(|key| key.starts_with(prefix))
        .collect();
    let hint = match levers[..] {
        [] => "see `detente params`".to_owned(),
        _ => format!("levers are named one by one: {}", levers.join(", ")),
    };
    Err(Error::Usage(format!(
        "no uncertain parameter begins like `{}`; {hint}",
        pattern.escape_debug()
    )))
}

fn find(key: &str) -> Result<Input> {
    Input::from_key(key).ok_or_else(|| {
        let cards = crate::scenario::parameters::keys();
        let known: Vec<String> = Lever::ALL
            .map(|lever| lever.key().to_owned())
            .into_iter()
            .chain(cards)
            .collect();
        // The right name under the wrong owner is nearer than any other spelling.
        let name = key.split_once('.').map_or(key, |(_, name)| name);
        let owned = known
            .iter()
            .find(|known| known.split_once('.').is_some_and(|(_, of)| of == name));
        let near = owned
            .map(String::as_str)
            .or_else(|| nearest(key, known.iter().map(String::as_str)));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "see `detente list --levers` and `detente params`".to_owned(),
        };
        Error::Usage(format!(
            "there is no lever or parameter `{}`; {hint}",
            key.escape_debug()
        ))
    })
}

fn read_range(key: &str, text: &str) -> Result<Domain> {
    let refuse = |problem: &str| {
        Err(Error::Usage(format!(
            "--input {key}={}: {problem}; write LOW:HIGH, such as 0.2:0.8",
            text.escape_debug()
        )))
    };
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let Some((low, high)) = text.split_once(':') else {
        return refuse("this is no range");
    };
    match (number(low), number(high)) {
        (Some(low), Some(high)) if low < high => Ok(Domain::Between { low, high }),
        (Some(_), Some(_)) => refuse("LOW is not below HIGH"),
        _ => refuse("LOW and HIGH must be numbers"),
    }
}

/// Refuses what cannot be analysed, and gives a lever its whole range where none was typed.
fn check(scenario: &Scenario, chosen: &mut Chosen) -> Result<()> {
    let cards = &scenario.cards;
    let (input, key) = (chosen.input, chosen.input.key(cards));
    let (lowest, highest) = input.bounds(cards);
    if let Input::Lever(lever) = input {
        if scenario.lever(lever).policy_from.is_some() {
            return Err(Error::Usage(format!(
                "the lever `{key}` is set by the scenario, a policy or --set, so it cannot be an input too; leave out one of the two"
            )));
        }
        if chosen.domain == Domain::Card {
            let (low, high) = (lowest, highest);
            chosen.domain = Domain::Between { low, high };
        }
    }
    match (chosen.domain, input) {
        (Domain::Card, Input::Parameter(position)) if !is_uncertain(cards, input) => {
            let value = match cards.cards[position].distribution {
                Distribution::Fixed(value) => format!(" ({value} in every world)"),
                _ => String::new(),
            };
            Err(Error::Usage(format!(
                "the parameter `{key}` has no uncertainty{value}; give its range: --input {key}=LOW:HIGH"
            )))
        }
        (Domain::Between { low, high }, Input::Parameter(position)) if lowest == highest => {
            let card = &cards.cards[position];
            Distribution::Uniform { low, high }.check(&card.unit).map_err(|fault| {
                Error::Usage(format!(
                    "--input {key}={low}:{high}: {} {}; allowed: {}",
                    fault.field, fault.problem, fault.allowed
                ))
            })
        }
        (Domain::Between { low, high }, _) if low < lowest || high > highest => Err(Error::Usage(format!(
            "--input {key}={low}:{high}: this leaves the bounds of `{key}`; allowed: {lowest} to {highest} ({})",
            input.unit(cards)
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
