//! The scenario written back as texts: what the manifest keeps, and what a later run can be made from.

use crate::scenario::agents::Agent;
use crate::scenario::cards::{CardSet, distribution_text};
use crate::scenario::definition::Scenario;
use crate::scenario::embedded;
use crate::scenario::histories::Histories;
use crate::scenario::levers::{Lever, LeverPath};
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::named_events::NamedEvent;
use crate::scenario::parameters;
use crate::scenario::time::Month;
use crate::scenario::triggers::{Change, Rule, Test};
use std::fmt::Write;

/// A scenario file that states everything itself (no base, no policies or worldviews by name). Loaded together with
/// [`parameters_text`] it gives the same scenario, but for the lists of applied policies, worldviews and settings, which stand in it as
/// comments, and for announcements of steps that a shortened horizon cut off.
pub fn scenario_text(scenario: &Scenario) -> String {
    let mut text = String::new();
    write_scenario(scenario, &mut text).expect("writing to a string does not fail");
    text
}

/// A file of parameter cards as they are after all overlays.
pub fn parameters_text(cards: &CardSet) -> String {
    let mut text = String::new();
    write_cards(cards, &mut text).expect("writing to a string does not fail");
    text
}

fn write_scenario(scenario: &Scenario, out: &mut String) -> std::fmt::Result {
    let applied = [
        ("policies", &scenario.policies),
        ("worldviews", &scenario.worldviews),
        ("--set", &scenario.set),
    ];
    for (what, names) in applied {
        if !names.is_empty() {
            writeln!(out, "# {what} applied: {}", names.join(", "))?;
        }
    }
    writeln!(out, "name = {}", quoted(&scenario.name))?;
    writeln!(out, "title = {}", quoted(&scenario.title))?;
    writeln!(out, "description = {}", quoted(&scenario.description))?;
    writeln!(out, "horizon = \"{}\"", Month(scenario.months - 1))?;
    writeln!(out, "runs = {}", scenario.runs)?;
    writeln!(out, "seed = {}", scenario.seed)?;
    writeln!(out, "event_worlds = {}", scenario.event_worlds)?;
    writeln!(out, "kept_trajectories = {}", scenario.kept_trajectories)?;
    if !scenario.dated.is_empty() {
        let keys: Vec<String> = scenario.dated.iter().map(|dated| quoted(dated.key())).collect();
        writeln!(out, "dated_metrics = [{}]", keys.join(", "))?;
    }
    if let Some(histories) = &scenario.histories {
        write_histories(histories, out)?;
    }
    writeln!(out, "\n[doctrine]")?;
    for agent in Agent::ALL {
        let doctrine = if scenario.reacts(agent) { "reactive" } else { "fixed" };
        writeln!(out, "{} = \"{doctrine}\"", agent.key())?;
    }
    writeln!(out, "\n[mechanisms]")?;
    for mechanism in Mechanism::ALL {
        writeln!(out, "{} = {}", mechanism.key(), scenario.switches.on(mechanism))?;
    }
    writeln!(out, "\n[events]")?;
    for event in NamedEvent::ALL {
        writeln!(out, "{} = \"{}\"", event.key(), scenario.events.when(event))?;
    }
    writeln!(
        out,
        "\n# Written back from monthly values: a step is announced in the first month that gives the same path of what is known"
    )?;
    writeln!(
        out,
        "# beforehand; sources stand in the files of the scenario.\n[history]"
    )?;
    for lever in Lever::ALL {
        let end = scenario.lever(lever).policy_from.unwrap_or(scenario.months).max(1);
        write_steps(scenario, lever, 0..end, ", source = \"resolved\"", out)?;
    }
    writeln!(out, "\n[levers]")?;
    for lever in Lever::ALL {
        if let Some(from) = scenario.lever(lever).policy_from {
            write_steps(scenario, lever, from..scenario.months, "", out)?;
        }
    }
    scenario.rules.iter().try_for_each(|rule| write_rule(rule, out))
}

/// A shipped table by its name and fingerprint, any other whole.
fn write_histories(histories: &Histories, out: &mut String) -> std::fmt::Result {
    let (name, checksum) = (quoted(&histories.name), histories.checksum());
    match embedded::histories()
        .iter()
        .any(|(_, table)| table.checksum() == checksum)
    {
        true => writeln!(out, "histories = {{ name = {name}, checksum = \"{checksum:016x}\" }}"),
        false => writeln!(
            out,
            "histories = {{ name = {name}, table = {} }}",
            quoted(&histories.text())
        ),
    }
}

/// One line for a lever: a step at the first month and wherever the value changes.
fn write_steps(
    scenario: &Scenario,
    lever: Lever,
    months: std::ops::Range<usize>,
    more: &str,
    out: &mut String,
) -> std::fmt::Result {
    let path = scenario.lever(lever);
    let first = months.start;
    let steps: Vec<String> = months
        .filter(|&month| month == first || path.values[month].to_bits() != path.values[month - 1].to_bits())
        .map(|month| {
            let announced = announcement(path, month).map(|known| format!(", announced = \"{}\"", Month(known)));
            let value = path.values[month];
            format!(
                "{{ from = \"{}\", value = {value:?}{}{more} }}",
                Month(month),
                announced.unwrap_or_default()
            )
        })
        .collect();
    writeln!(out, "\"{}\" = [{}]", lever.key(), steps.join(", "))
}

/// The first month from which the announced rises leave room for the step at `from` to have been known, and in which knowing
/// it matters. Announcing every step as early as that gives the same monthly rises again.
fn announcement(path: &LeverPath, from: usize) -> Option<usize> {
    let rise = |month: usize| path.values[from] - path.values[month];
    let known = (0..from)
        .rev()
        .take_while(|&month| path.announced_rise[month] >= rise(month));
    known.filter(|&month| rise(month) > 0.0).last()
}

/// Trigger rules as they are written in a policy file.
pub fn rules_text(rules: &[Rule]) -> String {
    let mut text = String::new();
    for rule in rules {
        write_rule(rule, &mut text).expect("writing to a string does not fail");
    }
    text
}

fn write_rule(rule: &Rule, out: &mut String) -> std::fmt::Result {
    let (side, threshold) = match rule.test {
        Test::Below(threshold) => ("below", threshold),
        Test::Above(threshold) => ("above", threshold),
    };
    let (verb, amount) = match rule.change {
        Change::Add(amount) => ("add", amount),
        Change::Set(amount) => ("set", amount),
    };
    writeln!(out, "\n[[rules]]")?;
    writeln!(
        out,
        "when = {{ observable = \"{}\", {side} = {threshold:?}, for_months = {} }}",
        rule.observable.key(),
        rule.for_months
    )?;
    writeln!(
        out,
        "then = {{ lever = \"{}\", {verb} = {amount:?} }}",
        rule.lever.key()
    )?;
    writeln!(out, "lag_months = {}", rule.lag_months)?;
    writeln!(out, "from = \"{}\"", Month(rule.from))
}

fn write_cards(cards: &CardSet, out: &mut String) -> std::fmt::Result {
    for card in &cards.cards {
        writeln!(out, "[{}]", card.key)?;
        writeln!(out, "{}", distribution_text(&card.distribution))?;
        writeln!(out, "unit = {}", quoted(&card.unit))?;
        writeln!(out, "meaning = {}", quoted(&card.meaning))?;
        writeln!(out, "source = {}", quoted(&card.source))?;
        writeln!(out, "pedigree = \"{}\"\n", card.pedigree.letter())?;
    }
    let keys: Vec<String> = parameters::keys().collect();
    for pair in &cards.correlations {
        writeln!(out, "[[correlation]]")?;
        writeln!(out, "between = [\"{}\", \"{}\"]", keys[pair.first], keys[pair.second])?;
        writeln!(out, "rank = {:?}", pair.rank_correlation)?;
        writeln!(out, "source = \"resolved\"\n")?;
    }
    Ok(())
}

/// A text as a TOML basic string.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", control as u32)),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
