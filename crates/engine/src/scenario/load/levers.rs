//! Reading lever schedules, doctrines and trigger rules.

use crate::scenario::agents::Agent;
use crate::scenario::levers::{Lever, LeverPath, LeverPaths};
use crate::scenario::reader::{Table, Value};
use crate::scenario::time::{HISTORY_MONTHS, MAX_MONTHS, Month};
use crate::scenario::triggers::{Change, Observable, Rule, Test};
use error::Result;

/// Who moves an agent's doctrinal levers from October 2026 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doctrine {
    /// Nobody: the schedule stands.
    Fixed,
    /// The agent answers what it perceives.
    Reactive,
}

impl Doctrine {
    /// The words in a file.
    pub const CHOICES: [(&'static str, Self); 2] = [("reactive", Self::Reactive), ("fixed", Self::Fixed)];
}

/// The doctrine of each agent that one file states, in the order of [`Agent::ALL`].
pub type Doctrines = [Option<Doctrine>; 2];

/// A value that a lever has from a month on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    pub from: usize,
    pub value: f64,
    /// Month in which the step was announced; `None` when it comes unannounced.
    pub announced: Option<usize>,
}

/// Steps of one lever, ascending, at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    pub lever: Lever,
    pub steps: Vec<Step>,
}

/// What one file or command-line option decides about levers.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    pub schedules: Vec<Schedule>,
    pub rules: Vec<Rule>,
    pub doctrines: Doctrines,
}

impl Layer {
    /// Reads `[levers]`, `[[rules]]` and `[doctrine]` of a file. Dates must lie before month `end`.
    pub fn read(root: &Table, end: usize) -> Result<Self> {
        Ok(Self {
            schedules: read_schedules(root, "levers", |lever, value| read_setting(lever, value, end))?,
            rules: root
                .list("rules")?
                .iter()
                .map(|value| read_rule(value, end))
                .collect::<Result<_>>()?,
            doctrines: read_doctrines(root)?,
        })
    }
}

/// Reads `[history]`: for each lever named, dated steps from January 2023 on, each with its source.
pub fn read_history(root: &Table, end: usize) -> Result<Vec<Schedule>> {
    read_schedules(root, "history", |lever, value| {
        let steps = read_steps(lever, value, end, &["from", "value", "announced", "source"])?;
        if steps[0].from != 0 {
            return Err(value.refuse(
                "does not begin at the start of the simulation",
                "the first step is from \"2023-01\"",
            ));
        }
        for step in value.list()? {
            step.table()?.need("source")?.some_text()?;
        }
        Ok(steps)
    })
}

fn read_schedules(
    root: &Table,
    name: &str,
    steps_of: impl Fn(Lever, &Value) -> Result<Vec<Step>>,
) -> Result<Vec<Schedule>> {
    let Some(table) = root.table(name)? else {
        return Ok(Vec::new());
    };
    let read = |(key, value): (String, Value)| {
        let lever = read_lever(&key, &value)?;
        Ok(Schedule {
            lever,
            steps: steps_of(lever, &value)?,
        })
    };
    table.dotted_entries()?.into_iter().map(read).collect()
}

/// The lever called `key`; `place` is where the name stands.
fn read_lever(key: &str, place: &Value) -> Result<Lever> {
    Lever::from_key(key).ok_or_else(|| place.unknown(key, Lever::ALL.map(Lever::key)))
}

/// A constant from October 2026 on, or dated steps.
pub fn read_setting(lever: Lever, value: &Value, end: usize) -> Result<Vec<Step>> {
    if value.is_list() {
        return read_steps(lever, value, end, &["from", "value", "announced"]);
    }
    Ok(vec![Step {
        from: HISTORY_MONTHS,
        value: read_lever_value(lever, value)?,
        announced: None,
    }])
}

fn read_lever_value(lever: Lever, value: &Value) -> Result<f64> {
    let (low, high) = lever.range();
    value.number_within(low, high, lever.unit())
}

fn read_steps(lever: Lever, value: &Value, end: usize, known: &[&str]) -> Result<Vec<Step>> {
    let mut steps: Vec<Step> = Vec::new();
    for entry in value.list()? {
        let table = entry.table()?;
        table.only(known)?;
        let date = table.need("from")?;
        let from = read_month(&date, end)?;
        if steps.last().is_some_and(|before| before.from >= from) {
            return Err(date.refuse(
                "is not later than the step before",
                "write the steps in the order of their dates",
            ));
        }
        let announced = table.get("announced");
        let announced = announced.map(|date| {
            let month = read_month(&date, end)?;
            let known = "the announcement comes before the step; leave it out for a step that comes unannounced";
            if month < from {
                Ok(month)
            } else {
                Err(date.refuse("is not before `from`", known))
            }
        });
        let value = read_lever_value(lever, &table.need("value")?)?;
        steps.push(Step {
            from,
            value,
            announced: announced.transpose()?,
        });
    }
    if steps.is_empty() {
        return Err(value.refuse(
            "has no steps",
            "write a number, or [{ from = \"2026-01\", value = ... }]",
        ));
    }
    Ok(steps)
}

/// A month before month `end`.
fn read_month(value: &Value, end: usize) -> Result<usize> {
    let month = value.month()?.0;
    if month >= end {
        let last = Month(end - 1);
        return Err(value.refuse(
            "is outside the horizon",
            &format!("allowed: 2023-01 to {last}, or a longer `horizon`"),
        ));
    }
    Ok(month)
}

fn read_doctrines(root: &Table) -> Result<Doctrines> {
    let mut doctrines = [None; 2];
    if let Some(table) = root.table("doctrine")? {
        table.only(&Agent::ALL.map(Agent::key))?;
        for agent in Agent::ALL {
            let stated = table.get(agent.key());
            doctrines[agent.index()] = stated.map(|value| value.choice(&Doctrine::CHOICES)).transpose()?;
        }
    }
    Ok(doctrines)
}

fn read_rule(value: &Value, end: usize) -> Result<Rule> {
    const EXAMPLE: &str = "write when = { observable = \"china.lag_months\", below = 6, for_months = 3 }, \
        then = { lever = \"us.chip_controls\", add = 0.1 }";
    let table = value.table()?;
    table.only(&["when", "then", "lag_months", "from"])?;
    let months = |place: Option<Value>, low: u64| -> Result<Option<u32>> {
        let whole = place
            .map(|value| value.whole_within(low, MAX_MONTHS as u64))
            .transpose()?;
        Ok(whole.map(|months| months as u32))
    };

    let when = table
        .get("when")
        .ok_or_else(|| table.refuse("`when` is missing", EXAMPLE))?
        .table()?;
    when.only(&["observable", "below", "above", "for_months"])?;
    let watched = when.need("observable")?;
    let observable = watched.text()?;
    let observable = Observable::from_key(observable).ok_or_else(|| {
        let keys: Vec<String> = Observable::all().map(Observable::key).collect();
        watched.not_among(observable, "observable", keys.iter().map(String::as_str))
    })?;
    let test = match (when.get("below"), when.get("above")) {
        (Some(below), None) => Test::Below(below.number()?),
        (None, Some(above)) => Test::Above(above.number()?),
        _ => return Err(when.refuse("needs exactly one of `below` and `above`", EXAMPLE)),
    };

    let then = table
        .get("then")
        .ok_or_else(|| table.refuse("`then` is missing", EXAMPLE))?
        .table()?;
    then.only(&["lever", "add", "set"])?;
    let moved = then.need("lever")?;
    let lever = Lever::from_key(moved.text()?)
        .ok_or_else(|| moved.not_among(moved.text().unwrap_or_default(), "lever", Lever::ALL.map(Lever::key)))?;
    let (low, high) = lever.range();
    let change = match (then.get("add"), then.get("set")) {
        (Some(add), None) => Change::Add(add.number_within(low - high, high - low, lever.unit())?),
        (None, Some(set)) => Change::Set(read_lever_value(lever, &set)?),
        _ => return Err(then.refuse("needs exactly one of `add` and `set`", EXAMPLE)),
    };
    let from = table.get("from").map(|value| read_month(&value, end)).transpose()?;
    Ok(Rule {
        observable,
        test,
        for_months: months(when.get("for_months"), 1)?.unwrap_or(1),
        lever,
        change,
        lag_months: months(table.get("lag_months"), 0)?.unwrap_or(0),
        from: from.unwrap_or(HISTORY_MONTHS),
    })
}

/// The lever paths of a scenario: history, then each layer on top of the ones before.
///
/// Every lever must have a history. From the month on in which a layer sets a lever, the reactive doctrine leaves it alone.
pub fn build_paths(months: usize, history: &[Schedule], layers: &[&Layer], doctrines: [Doctrine; 2]) -> LeverPaths {
    let path_of = |lever| {
        let of_lever = |schedule: &&Schedule| schedule.lever == lever;
        let set: Vec<&Schedule> = layers
            .iter()
            .flat_map(|layer| &layer.schedules)
            .filter(of_lever)
            .collect();
        let mut steps: Vec<Step> = Vec::new();
        for schedule in history.iter().filter(of_lever).chain(set.iter().copied()) {
            steps.retain(|step| step.from < schedule.steps[0].from);
            steps.extend(&schedule.steps);
        }
        // A step after the end of a shortened run sets nothing.
        let policy_from = set
            .iter()
            .map(|schedule| schedule.steps[0].from)
            .min()
            .filter(|&from| from < months);
        let may_react = lever.is_doctrinal()
            && doctrines[lever.agent().index()] == Doctrine::Reactive
            && policy_from.is_none_or(|from| from > HISTORY_MONTHS);
        let values = monthly_values(&steps, months);
        let in_history: Vec<Step> = steps
            .iter()
            .filter(|step| step.from < HISTORY_MONTHS)
            .copied()
            .collect();
        LeverPath {
            announced_rise: announced_rises(&steps, &values),
            announced_in_history: announced_rises(&in_history, &values),
            values,
            reactive_from: may_react.then_some(HISTORY_MONTHS),
            policy_from,
        }
    };
    LeverPaths::new(Lever::ALL.map(path_of))
}

fn monthly_values(steps: &[Step], months: usize) -> Vec<f64> {
    let mut values = vec![0.0; months];
    for step in steps {
        if let Some(later) = values.get_mut(step.from..) {
            later.fill(step.value);
        }
    }
    values
}

/// For each month the largest rise above its value among the steps announced and not yet in force.
fn announced_rises(steps: &[Step], values: &[f64]) -> Vec<f64> {
    let rise = |(month, value): (usize, &f64)| {
        let known = steps
            .iter()
            .filter(|step| step.announced.is_some_and(|announced| announced <= month));
        known
            .filter(|step| month < step.from)
            .map(|step| step.value - value)
            .fold(0.0, f64::max)
    };
    values.iter().enumerate().map(rise).collect()
}
