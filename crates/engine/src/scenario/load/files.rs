//! Reading scenario, policy and worldview files.
//!
//! All three begin with `name`, `title`, `description` and `claim` (ids of claims or facts, separated by commas).
//!
//! A **policy** holds levers only:
//!
//! ```toml
//! [levers]
//! "us.chip_controls" = 0.9                                   # from October 2026 on
//! "us.enforcement" = [{ from = "2027-01", value = 0.5 }, { from = "2030-01", value = 0.8, announced = "2029-06" }]
//! [doctrine]                                                 # optional
//! us = "fixed"
//! [[rules]]                                                  # any number
//! when = { observable = "china.lag_months", below = 6, for_months = 3 }
//! then = { lever = "us.tool_controls", add = 0.1 }           # or `set`
//! lag_months = 2                                             # optional, 0 unless given
//! from = "2026-01"                                           # optional, so unless given
//! ```
//!
//! A step before 2026 rewrites history from its month on. A **worldview** holds `[parameters]` only, each a number or a table
//! with one distribution and, if wanted, `source` and `pedigree`.
//!
//! A **scenario** holds `horizon`, `runs`, `seed`, `event_worlds`, `kept_trajectories`, `dated_metrics` (a list such as
//! `["china_lag_months@2032"]`), `histories` (name or path of a table of histories, or `none`), `policies` and `worldviews` (lists of names), `[doctrine]`, `[mechanisms]` (`rally = false`), `[events]` (when each named event happens: `r1 = "never"`), `[history]` (steps of every lever from 2023-01 on, each with its
//! `source`; what stands after 2025 is the baseline's continuation), and whatever a policy or a worldview may hold. With
//! `base = "baseline"` it states only what differs: single values, a lever's whole history, or a whole list replace the base's;
//! levers, parameters, switches and rules come on top of them.

use super::cards::{Overlay, read_overlay};
use super::levers::{Layer, Schedule, read_history};
use crate::scenario::cards::CardSet;
use crate::scenario::dated::Dated;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::named_events::{NamedEvent, When};
use crate::scenario::reader::{Source, Table, Value};
use crate::scenario::time::Month;
use error::Result;

/// What a file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub name: String,
    /// One line.
    pub title: String,
    /// A paragraph: what it means.
    pub description: String,
    /// Claims or facts it rests on, such as `F5`; or `assumption`. Empty where the file states none.
    pub claims: Vec<String>,
}

impl About {
    /// Reads the heading of a scenario, policy or worldview file without the rest, for lists.
    ///
    /// # Errors
    /// A text that is not TOML, or a heading that is not complete.
    pub fn read(source: &Source) -> Result<Self> {
        let tree = source.parse()?;
        Self::of(&source.root(&tree))
    }

    pub(super) fn of(root: &Table) -> Result<Self> {
        let claims = match root.get("claim") {
            None => Vec::new(),
            Some(value) => read_claims(&value)?,
        };
        Ok(Self {
            name: root.need("name")?.name()?.to_owned(),
            title: root.need("title")?.some_text()?.to_owned(),
            description: root.need("description")?.some_text()?.trim().to_owned(),
            claims,
        })
    }
}

/// Ids of claims or facts, separated by commas.
fn read_claims(value: &Value) -> Result<Vec<String>> {
    let is_id = |text: &str| {
        let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
        digits.len() < text.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let ids: Vec<&str> = value.text()?.split(',').map(str::trim).collect();
    match ids.iter().find(|id| !is_id(id) && **id != "assumption") {
        None => Ok(ids.into_iter().map(str::to_owned).collect()),
        Some(wrong) => {
            let problem = format!("holds `{wrong}`, which is not the id of a claim or fact");
            Err(value.refuse(&problem, "write ids such as \"F5, POL019\", or \"assumption\""))
        }
    }
}

/// A policy: levers only.
#[derive(Debug, Clone)]
pub struct Policy {
    pub about: About,
    pub layer: Layer,
}

impl Policy {
    /// Reads a policy file. Dates must lie before month `end`.
    ///
    /// # Errors
    /// Anything in the file that cannot be used, with its place.
    pub fn read(source: &Source, end: usize) -> Result<Self> {
        let tree = source.parse()?;
        let root = source.root(&tree);
        if let Some(parameters) = root.get("parameters") {
            return Err(parameters.refuse(
                "does not belong in a policy",
                "a policy sets levers; parameters go into a worldview",
            ));
        }
        root.only(&["name", "title", "description", "claim", "levers", "rules", "doctrine"])?;
        Ok(Self {
            about: About::of(&root)?,
            layer: Layer::read(&root, end)?,
        })
    }
}

/// A worldview: a contested assumption as overlays on cards.
#[derive(Debug, Clone)]
pub struct Worldview {
    pub about: About,
    pub overlays: Vec<Overlay>,
}

impl Worldview {
    /// Reads a worldview file.
    ///
    /// # Errors
    /// Anything in the file that cannot be used, with its place.
    pub fn read(source: &Source, cards: &CardSet) -> Result<Self> {
        let tree = source.parse()?;
        let root = source.root(&tree);
        if let Some(levers) = root.get("levers") {
            return Err(levers.refuse(
                "does not belong in a worldview",
                "a worldview sets parameters; levers go into a policy",
            ));
        }
        root.only(&["name", "title", "description", "claim", "parameters"])?;
        Ok(Self {
            about: About::of(&root)?,
            overlays: read_overlays(&root, cards)?,
        })
    }
}

/// Reads `[parameters]` of a scenario or worldview.
pub fn read_overlays(root: &Table, cards: &CardSet) -> Result<Vec<Overlay>> {
    let Some(table) = root.table("parameters")? else {
        return Ok(Vec::new());
    };
    table
        .dotted_entries()?
        .iter()
        .map(|(key, value)| read_overlay(key, value, cards))
        .collect()
}

/// Reads `[mechanisms]`.
pub fn read_switches(root: &Table) -> Result<Vec<(Mechanism, bool)>> {
    let Some(table) = root.table("mechanisms")? else {
        return Ok(Vec::new());
    };
    table.only(&Mechanism::ALL.map(Mechanism::key))?;
    let stated = Mechanism::ALL
        .into_iter()
        .filter_map(|mechanism| Some((mechanism, table.get(mechanism.key())?)));
    stated
        .map(|(mechanism, value)| Ok((mechanism, value.yes_no()?)))
        .collect()
}

/// Reads `[events]`. Dates must lie before month `end`.
pub fn read_events(root: &Table, end: usize) -> Result<Vec<(NamedEvent, When)>> {
    let Some(table) = root.table("events")? else {
        return Ok(Vec::new());
    };
    table.only(&NamedEvent::ALL.map(NamedEvent::key))?;
    let stated = NamedEvent::ALL
        .into_iter()
        .filter_map(|event| Some((event, table.get(event.key())?)));
    stated
        .map(|(event, value)| Ok((event, read_when(event, &value, end)?)))
        .collect()
}

/// When a named event happens. A date must lie before month `end`.
pub fn read_when(event: NamedEvent, value: &Value, end: usize) -> Result<When> {
    let allowed = event.allowed();
    match event.parse(value.text()?) {
        None => Err(value.refuse("cannot be read as a date of this event", allowed)),
        Some(When::In(month)) if month.0 >= end => {
            let last = Month(end - 1);
            Err(value.refuse(&format!("lies beyond the horizon, {last}"), allowed))
        }
        Some(when) => Ok(when),
    }
}

/// Keys of a scenario file.
const SCENARIO_KEYS: [&str; 21] = [
    "name",
    "title",
    "description",
    "claim",
    "base",
    "horizon",
    "runs",
    "seed",
    "event_worlds",
    "kept_trajectories",
    "dated_metrics",
    "histories",
    "policies",
    "worldviews",
    "doctrine",
    "mechanisms",
    "events",
    "history",
    "parameters",
    "levers",
    "rules",
];

/// The plain settings of a scenario file; `None` where it states nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// Months simulated.
    pub months: Option<usize>,
    pub runs: Option<u64>,
    pub seed: Option<u64>,
    pub event_worlds: Option<u64>,
    pub kept_trajectories: Option<u64>,
}

impl Settings {
    /// Reads them from the outermost table.
    pub fn read(root: &Table) -> Result<Self> {
        root.only(&SCENARIO_KEYS)?;
        let of = |name, read: for<'v, 't> fn(&'v Value<'t>) -> Result<u64>| {
            root.get(name).map(|value| read(&value)).transpose()
        };
        Ok(Self {
            months: root.get("horizon").map(|value| read_horizon(&value)).transpose()?,
            runs: of("runs", read_runs)?,
            seed: of("seed", |value| value.whole())?,
            event_worlds: of("event_worlds", read_few)?,
            kept_trajectories: of("kept_trajectories", read_few)?,
        })
    }

    /// These settings where stated, `below` where not.
    #[must_use]
    pub fn or(self, below: Self) -> Self {
        Self {
            months: self.months.or(below.months),
            runs: self.runs.or(below.runs),
            seed: self.seed.or(below.seed),
            event_worlds: self.event_worlds.or(below.event_worlds),
            kept_trajectories: self.kept_trajectories.or(below.kept_trajectories),
        }
    }
}

/// Metrics at dates, such as `["china_lag_months@2032"]`, within so many months.
pub fn read_dated(root: &Table, months: usize) -> Result<Vec<Dated>> {
    let mut dates = Vec::new();
    for value in root.list("dated_metrics")? {
        let dated = Dated::parse(value.text()?).map_err(|error| value.refuse(&error.to_string(), ""))?;
        if dated.month() >= months {
            let last = Month(months - 1);
            return Err(value.refuse(
                &format!("lies beyond the horizon, {last}"),
                &format!("allowed: 2023-01 to {last}"),
            ));
        }
        dates.push(dated);
    }
    dates.sort_unstable();
    dates.dedup();
    Ok(dates)
}

/// Months up to and including the month written.
pub fn read_horizon(value: &Value) -> Result<usize> {
    let months = value.month()?.0 + 1;
    if months < 12 {
        return Err(value.refuse("is too early for a horizon", "allowed: 2023-12 to 2060-12"));
    }
    Ok(months)
}

/// A number of worlds that are written out one by one.
pub fn read_few(value: &Value) -> Result<u64> {
    value.whole_within(0, 10_000)
}

/// Most worlds that one run may have.
pub const MAX_RUNS: u64 = 1_000_000_000;

/// A number of runs that can be finished.
pub fn read_runs(value: &Value) -> Result<u64> {
    let runs = value.whole_or_refuse(&format!("allowed: 1 to {MAX_RUNS}"))?;
    check_runs(runs).map_err(|(problem, allowed)| value.refuse(&problem, &allowed))?;
    Ok(runs)
}

/// What is wrong with a number of runs, and what is allowed.
pub fn check_runs(runs: u64) -> std::result::Result<(), (String, String)> {
    let allowed = format!("allowed: 1 to {MAX_RUNS}");
    match runs {
        0 => Err(("asks for no worlds at all".to_owned(), allowed)),
        1..=MAX_RUNS => Ok(()),
        _ => {
            // Rough, and rather too little than too much: a hundred thousand worlds a second, and half a kilobyte a world in
            // `metrics.csv`.
            let hours = runs as f64 / 100_000.0 / 3600.0;
            let terabytes = runs as f64 * 500.0 / 1e12;
            let problem = format!("would take about {hours:.0} hours and write about {terabytes:.0} TB of tables");
            Err((
                problem,
                format!("{allowed}; the error of a median hardly falls beyond a million"),
            ))
        }
    }
}

/// All of a scenario file but its settings.
#[derive(Debug, Clone)]
pub struct ScenarioFile {
    pub about: About,
    pub history: Vec<Schedule>,
    pub layer: Layer,
    pub switches: Vec<(Mechanism, bool)>,
    pub events: Vec<(NamedEvent, When)>,
    pub overlays: Vec<Overlay>,
}

impl ScenarioFile {
    /// Reads it from the outermost table. Dates must lie before month `end`.
    pub fn read(root: &Table, cards: &CardSet, end: usize) -> Result<Self> {
        Ok(Self {
            about: About::of(root)?,
            history: read_history(root, end)?,
            layer: Layer::read(root, end)?,
            switches: read_switches(root)?,
            events: read_events(root, end)?,
            overlays: read_overlays(root, cards)?,
        })
    }
}
