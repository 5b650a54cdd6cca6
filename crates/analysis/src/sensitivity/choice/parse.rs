//! Inputs and groups as they are typed on the command line.

use super::{CHANCE, Chosen, Domain, is_uncertain};
use engine::scenario::Scenario;
use engine::scenario::cards::{CardSet, Distribution};
use engine::scenario::inputs::Input;
use engine::scenario::levers::Lever;
use error::{Error, Result, nearest};

pub(super) fn read_inputs(cards: &CardSet, texts: &[String]) -> Result<Vec<Chosen>> {
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
pub(super) fn read_group(cards: &CardSet, text: &str, chosen: &mut Vec<Chosen>) -> Result<(String, Vec<Input>)> {
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

pub(super) fn check_groups(cards: &CardSet, groups: &[(String, Vec<Input>)]) -> Result<()> {
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
        let cards = engine::scenario::parameters::keys();
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
pub(super) fn check(scenario: &Scenario, chosen: &mut Chosen) -> Result<()> {
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
