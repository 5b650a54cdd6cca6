//! Which result a run is to make: the texts that decide it, and what to type for it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::key::Key;

/// Folder inside the output folder where an unfinished run stands.
pub const PARTIAL: &str = "partial";
/// File inside it that says which result it is for.
pub const RUN_JSON: &str = "run.json";

/// Which run an unfinished folder belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSpec {
    pub key: Key,
    /// What to type to get the same result.
    pub command: String,
    /// The texts that decide the result.
    #[serde(default, alias = "parts")]
    pub inputs: Vec<SpecInput>,
}

/// A text that decides a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecInput {
    /// What it is: `scenario`, `sweep file` ...
    pub name: String,
    pub text: String,
}

impl SpecInput {
    /// A text and what it is.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, text) = (name.into(), text.into());
        Self { name, text }
    }
}

impl RunSpec {
    /// The spec of a result under this build that these inputs decide.
    pub fn new(command: String, inputs: Vec<SpecInput>) -> Self {
        let texts: Vec<&str> = inputs.iter().map(|input| input.text.as_str()).collect();
        Self {
            key: Key::of_parts(&texts),
            command,
            inputs,
        }
    }

    /// What to type to go on with it in `out`.
    pub fn resumed(&self, out: &Path) -> String {
        format!("{} --out {} --resume", self.command, quoted(&out.display().to_string()))
    }

    /// What this one has and `begun` had not, in words.
    pub(super) fn difference(&self, begun: &Self) -> String {
        for input in &self.inputs {
            let Some(before) = begun.inputs.iter().find(|before| before.name == input.name) else {
                return format!("this one has a {} and that one has none", input.name);
            };
            if before.text == input.text {
                continue;
            }
            let mut lines = before.text.lines();
            let changed = input.text.lines().find_map(|now| {
                let then = lines.next();
                (then != Some(now)).then_some((then, now))
            });
            return match changed.or(lines.next().map(|then| (Some(then), ""))) {
                Some((then, now)) => format!(
                    "the {} differs: `{}` then, `{}` now",
                    input.name,
                    shortened(then.unwrap_or_default()),
                    shortened(now)
                ),
                None => format!("the {} differs", input.name),
            };
        }
        match begun
            .inputs
            .iter()
            .find(|before| self.inputs.iter().all(|input| input.name != before.name))
        {
            Some(before) => format!("that one has a {} and this one has none", before.name),
            None => "it was begun by another build of the program".to_owned(),
        }
    }
}

/// A line of a file, cut where it is long.
fn shortened(line: &str) -> String {
    const LONGEST: usize = 80;
    if line.chars().count() <= LONGEST {
        return line.trim().to_owned();
    }
    line.trim().chars().take(LONGEST - 3).chain("...".chars()).collect()
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=+:,@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
