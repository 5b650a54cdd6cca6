//! A case as a scenario file.

use std::collections::BTreeMap;
use std::fmt::Write;

use engine::scenario::load::cards::Overlay;
use engine::scenario::load::files::Worldview;
use engine::scenario::load::resolved::quoted;
use engine::scenario::load::{Kind, NONE};
use engine::scenario::shipped;
use engine::scenario::time::{HISTORY_MONTHS, Month};
use error::Result;

use super::{BASE, Case, Step, TriggerRule, overlay_text, written_cards};

impl Case {
    /// The case as a scenario file.
    ///
    /// # Errors
    /// A worldview that does not exist.
    pub fn toml(&self, runs: u64) -> Result<String> {
        let mut text = String::new();
        self.write(runs, &mut text)
            .expect("writing to a string does not fail")?;
        Ok(text)
    }

    fn write(&self, runs: u64, out: &mut String) -> std::result::Result<Result<()>, std::fmt::Error> {
        let title = if self.title.trim().is_empty() {
            "Made in the lab"
        } else {
            &self.title
        };
        writeln!(out, "name = \"lab\"")?;
        writeln!(out, "title = {}", quoted(title))?;
        writeln!(
            out,
            "description = \"What was set in the policy lab, on top of the baseline.\""
        )?;
        writeln!(out, "base = \"{BASE}\"")?;
        writeln!(out, "runs = {runs}")?;
        if let Some(seed) = self.seed {
            writeln!(out, "seed = {seed}")?;
        }
        if self.unconditioned {
            writeln!(out, "histories = \"{NONE}\"")?;
        }
        if let Some(horizon) = &self.horizon {
            writeln!(out, "horizon = {}", quoted(horizon))?;
        }
        let (worldviews, overlays) = match self.settled() {
            Ok(settled) => settled,
            Err(error) => return Ok(Err(error)),
        };
        if !worldviews.is_empty() {
            let names: Vec<String> = worldviews.iter().map(|name| quoted(name)).collect();
            writeln!(out, "worldviews = [{}]", names.join(", "))?;
        }
        section(
            out,
            "doctrine",
            self.doctrine.iter().map(|(agent, word)| (key(agent), quoted(word))),
        )?;
        section(
            out,
            "mechanisms",
            self.mechanisms.iter().map(|(name, on)| (key(name), on.to_string())),
        )?;
        section(
            out,
            "events",
            self.events.iter().map(|(name, when)| (key(name), quoted(when))),
        )?;
        section(
            out,
            "levers",
            self.levers
                .iter()
                .map(|(lever, steps)| (quoted(lever), steps_text(steps))),
        )?;
        section(
            out,
            "parameters",
            overlays
                .iter()
                .map(|(name, value)| (quoted(name), value.replace(['\n', '\r'], " "))),
        )?;
        for rule in &self.rules {
            rule.write(out)?;
        }
        Ok(Ok(()))
    }

    /// Worldviews that can be named, and all parameters that have to be written out. What a person has set wins over a worldview, which
    /// a file cannot say of a worldview that it names: one that is overruled is written out instead.
    fn settled(&self) -> Result<(Vec<String>, BTreeMap<String, String>)> {
        // Most cases name none, and reading the cards takes a third of the time that loading a case does.
        if self.worldviews.is_empty() {
            return Ok((Vec::new(), self.parameters.clone()));
        }
        let cards = written_cards()?;
        let mut written = BTreeMap::new();
        let mut named = Vec::new();
        for name in &self.worldviews {
            let worldview = Worldview::read(&shipped::resolve(Kind::Worldview, name)?, &cards)?;
            let key_of = |overlay: &Overlay| cards.cards[overlay.position].key.clone();
            if worldview
                .overlays
                .iter()
                .any(|overlay| self.parameters.contains_key(&key_of(overlay)))
            {
                for overlay in &worldview.overlays {
                    written.insert(key_of(overlay), overlay_text(overlay));
                }
            } else {
                named.push(name.clone());
            }
        }
        written.extend(self.parameters.clone());
        Ok((named, written))
    }
}

impl TriggerRule {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        let number =
            |name: &str, value: Option<f64>| value.map_or_else(String::new, |value| format!(", {name} = {value:?}"));
        writeln!(out, "\n[[rules]]")?;
        writeln!(
            out,
            "when = {{ observable = {}{}{}, for_months = {} }}",
            quoted(&self.observable),
            number("below", self.below),
            number("above", self.above),
            self.for_months
        )?;
        writeln!(
            out,
            "then = {{ lever = {}{}{} }}",
            quoted(&self.lever),
            number("add", self.add),
            number("set", self.set)
        )?;
        writeln!(out, "lag_months = {}", self.lag_months)?;
        writeln!(out, "from = {}", quoted(&self.from))
    }
}

/// A key of a table: bare where TOML allows it.
fn key(name: &str) -> String {
    let is_bare = !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if is_bare { name.to_owned() } else { quoted(name) }
}

fn section(out: &mut String, name: &str, entries: impl Iterator<Item = (String, String)>) -> std::fmt::Result {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        writeln!(out, "\n[{name}]")?;
    }
    entries
        .into_iter()
        .try_for_each(|(key, value)| writeln!(out, "{key} = {value}"))
}

/// Steps as a file has them: one unannounced value from January 2026 on is a plain number.
fn steps_text(steps: &[Step]) -> String {
    if let [only] = steps
        && only.announced.is_none()
        && only.from == Month(HISTORY_MONTHS).to_string()
    {
        return format!("{:?}", only.value);
    }
    let steps: Vec<String> = steps
        .iter()
        .map(|step| {
            let announced = step.announced.as_ref();
            let announced = announced.map_or_else(String::new, |month| format!(", announced = {}", quoted(month)));
            format!(
                "{{ from = {}, value = {:?}{announced} }}",
                quoted(&step.from),
                step.value
            )
        })
        .collect();
    format!("[{}]", steps.join(", "))
}
