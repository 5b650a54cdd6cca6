//! Every sentence of a report, in one file a language.
//!
//! `en.toml` holds `key = "sentence with {named} {slots}"` in tables; a sentence that depends on a count holds its forms instead:
//! `worlds = { one = "{count} world", other = "{count} worlds" }`. Code asks with `say!`, and tests hold that every key that
//! is asked for is in the file with the same slots, and the other way round. A further language is a file with the same keys.

mod later;
mod terms;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use toml::{Table, Value};

use crate::number::{capitalised, thousands};
use engine::error::{ConfigProblem, Error, Result, nearest};
use results::message::{Arg, Text};

pub use later::{capital, in_english, later, subject};

/// The table of words of the data.
const DATA: &str = "data";
/// Where whoever writes another language finds what is to be said.
const TEMPLATE: &str = "detente list --sentences prints the file in English";

/// Languages that are shipped: name and file.
const SHIPPED: [(&str, &str); 1] = [("en", include_str!("en.toml"))];

/// All sentences in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// Name of the language as HTML names it.
    language: String,
    sentences: BTreeMap<String, Sentence>,
    /// What words of the data are in this language; empty in English, in which they are.
    terms: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq)]
enum Sentence {
    Plain(String),
    /// By the count in it.
    Plural {
        one: String,
        other: String,
    },
}

/// What fills a slot.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    Text(String),
    /// Written with thousands apart; the first count of a sentence chooses its form.
    Count(u64),
}

impl From<&str> for Slot {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Slot {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Slot {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<u64> for Slot {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Slot {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

/// A sentence of a catalogue with its slots filled: `say!(words, "story.median", worlds = 200_u64, title = &title)`.
///
/// The key is a literal, or a `match` between literals where two sentences have the same slots, so that a test can find it.
#[macro_export]
macro_rules! say {
    ($catalogue:expr, $key:expr $(, $slot:ident = $value:expr)* $(,)?) => {
        $catalogue.sentence($key, &[$((stringify!($slot), $crate::catalogue::Slot::from($value))),*])
    };
}

/// The same to be said when the language is known: a text that [`Catalogue::fill`] puts into words.
#[macro_export]
macro_rules! later {
    ($key:literal $(, $slot:ident = $value:expr)* $(,)?) => {
        $crate::catalogue::later($key, &[$((stringify!($slot), $crate::catalogue::Slot::from($value))),*])
    };
}

impl Catalogue {
    /// The sentences in a language: one that is shipped, or a file of one's own (`--language my.toml`).
    ///
    /// # Errors
    /// There is no such language; the file cannot be read, or lacks sentences or slots that the English one has.
    pub fn of(language: &str) -> Result<Self> {
        if let Some((name, text)) = SHIPPED.into_iter().find(|(name, _)| *name == language) {
            return Self::parse(name, &format!("{name}.toml"), text);
        }
        let path = Path::new(language);
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Error::File(format!("cannot read {}: {error}", path.display())))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let catalogue = Self::parse(&name, language, &text)?;
            catalogue.compare(&Self::english(), language)?;
            return Ok(catalogue);
        }
        let names: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
        Err(Error::Usage(format!(
            "there is no language `{language}`; shipped: {}; or give a file of sentences, such as {language}.toml",
            names.join(", ")
        )))
    }

    /// The sentences in English.
    pub fn english() -> Self {
        Self::of("en").expect("the shipped file is read by a test")
    }

    /// Reads a file of sentences; `file` is what messages call it.
    ///
    /// # Errors
    /// It is no TOML, or a value is neither a sentence nor forms of one.
    pub fn parse(language: &str, file: &str, text: &str) -> Result<Self> {
        let mut table: Table = text
            .parse()
            .map_err(|error: toml::de::Error| problem(file, "", error.message(), ""))?;
        let terms = match table.remove(DATA) {
            Some(Value::Table(terms)) => terms,
            Some(_) => return Err(problem(file, DATA, "not a table", "write [data]")),
            None => Table::new(),
        };
        let term = |(english, said): (String, Value)| match said {
            Value::String(said) => Ok((english, said)),
            _ => Err(problem(file, &english, "not a text", "write it between quotes")),
        };
        let mut sentences = BTreeMap::new();
        collect(file, "", table, &mut sentences)?;
        Ok(Self {
            language: language.to_owned(),
            sentences,
            terms: terms.into_iter().map(term).collect::<Result<_>>()?,
        })
    }

    /// All of English as a file from which another language is made: the sentences, and the words of the data.
    pub fn template() -> String {
        let mut text = SHIPPED[0].1.to_owned();
        text.push_str(
            "\n# Words of the data: names, meanings and units of outcomes, series, parameters and columns.\n[data]\n",
        );
        for term in terms::all() {
            // A string of JSON is one of TOML.
            let quoted = serde_json::Value::String(term).to_string();
            text.push_str(&format!("{quoted} = {quoted}\n"));
        }
        text
    }

    /// What a word of the data is in this language: itself where there is no other. A capital at its start stays one.
    pub fn term(&self, english: &str) -> String {
        if let Some(said) = self.terms.get(english) {
            return said.clone();
        }
        let mut letters = english.chars();
        let lower = letters
            .next()
            .map(|first| first.to_lowercase().to_string() + letters.as_str());
        match lower.and_then(|lower| self.terms.get(&lower)) {
            Some(said) => capitalised(said),
            None => english.to_owned(),
        }
    }

    /// Name of the language as HTML names it.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A sentence with its slots filled; use `say!`.
    pub fn sentence(&self, key: &str, slots: &[(&str, Slot)]) -> String {
        let sentence = self.sentences.get(key);
        let sentence =
            sentence.unwrap_or_else(|| panic!("no sentence `{key}`: a test holds code and catalogue together"));
        let count = slots.iter().find_map(|(_, slot)| match slot {
            Slot::Count(count) => Some(*count),
            Slot::Text(_) => None,
        });
        let mut rest = match sentence {
            Sentence::Plain(text) => text.as_str(),
            Sentence::Plural { one, .. } if count == Some(1) => one,
            Sentence::Plural { other, .. } => other,
        };
        let mut text = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            text.push_str(before);
            match slots.iter().find(|(slot, _)| *slot == name) {
                Some((_, Slot::Text(filled))) => text.push_str(&self.fill(filled)),
                Some((_, Slot::Count(count))) => text.push_str(&thousands(*count as f64)),
                None => panic!("no slot `{name}` for `{key}`: a test holds code and catalogue together"),
            }
            rest = after;
        }
        text + rest
    }

    /// A text of a figure in words.
    pub fn word(&self, text: &Text) -> String {
        match text {
            Text::Plain(text) => self.fill(text),
            Text::Joined(parts) => parts.iter().map(|part| self.word(part)).collect(),
            Text::Capitalised { capitalised: text } => capitalised(&self.word(text)),
            Text::Message(message) => {
                let slot = |arg: &Arg| match arg {
                    Arg::Text(text) => Slot::Text(self.word(text)),
                    Arg::Count(count) => Slot::Count(*count),
                };
                let slots = message.args.iter().map(|(name, arg)| (name.as_ref(), slot(arg)));
                self.sentence(&message.key, &slots.collect::<Vec<_>>())
            }
        }
    }

    /// Whether a text of a figure can be put into words.
    ///
    /// # Errors
    /// The key of a sentence that there is not, or that has other slots.
    pub fn check_text(&self, text: &Text) -> std::result::Result<(), String> {
        match text {
            Text::Plain(text) => self.check(text),
            Text::Joined(parts) => parts.iter().try_for_each(|part| self.check_text(part)),
            Text::Capitalised { capitalised } => self.check_text(capitalised),
            Text::Message(message) => {
                let slots = self.sentences.get(message.key.as_ref()).map(Sentence::slots);
                let is_known = slots.is_some_and(|slots| {
                    slots
                        .iter()
                        .all(|slot| message.args.iter().any(|(name, _)| name.as_ref() == *slot))
                });
                if !is_known {
                    return Err(message.key.to_string());
                }
                message.args.iter().try_for_each(|(_, arg)| match arg {
                    Arg::Text(text) => self.check_text(text),
                    Arg::Count(_) => Ok(()),
                })
            }
        }
    }

    /// Keys and the slots of each, all forms taken together.
    pub fn slots(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        self.sentences
            .iter()
            .map(|(key, sentence)| (key.as_str(), sentence.slots()))
            .collect()
    }

    /// Whether all that `english` has is here, and nothing else.
    fn compare(&self, english: &Self, file: &str) -> Result<()> {
        let (mine, theirs) = (self.slots(), english.slots());
        for (key, slots) in &theirs {
            let Some(found) = mine.get(key) else {
                return Err(problem(file, key, "this sentence is missing", TEMPLATE));
            };
            if let Some(slot) = found.difference(slots).next() {
                let text = format!("there is no slot {{{slot}}}");
                let allowed = slots.iter().map(|slot| format!("{{{slot}}}")).collect::<Vec<_>>();
                return Err(problem(file, key, &text, &format!("allowed: {}", allowed.join(", "))));
            }
        }
        if let Some(missing) = terms::all().into_iter().find(|term| !self.terms.contains_key(term)) {
            return Err(problem(
                file,
                &format!("data: {missing}"),
                "this word of the data is missing",
                TEMPLATE,
            ));
        }
        match mine.keys().find(|key| !theirs.contains_key(*key)) {
            None => Ok(()),
            Some(key) => {
                let meant = nearest(key, theirs.keys().copied());
                let allowed = meant
                    .map(|meant| format!("did you mean `{meant}`?"))
                    .unwrap_or_default();
                Err(problem(file, key, "there is no such sentence", &allowed))
            }
        }
    }
}

impl Sentence {
    fn slots(&self) -> BTreeSet<&str> {
        self.forms().into_iter().flat_map(slots_of).collect()
    }

    fn forms(&self) -> Vec<&str> {
        match self {
            Self::Plain(text) => vec![text],
            Self::Plural { one, other } => vec![one, other],
        }
    }
}

/// Names between braces.
fn slots_of(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
}

fn collect(file: &str, prefix: &str, table: Table, sentences: &mut BTreeMap<String, Sentence>) -> Result<()> {
    for (name, value) in table {
        let key = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}.{name}")
        };
        match value {
            Value::String(text) => {
                sentences.insert(key, Sentence::Plain(text));
            }
            Value::Table(mut forms) if forms.contains_key("other") => {
                match (forms.remove("one"), forms.remove("other")) {
                    (Some(Value::String(one)), Some(Value::String(other))) if forms.is_empty() => {
                        sentences.insert(key, Sentence::Plural { one, other });
                    }
                    _ => {
                        return Err(problem(
                            file,
                            &key,
                            "forms that are not understood",
                            "write one = \"...\" and other = \"...\"",
                        ));
                    }
                }
            }
            Value::Table(inner) => collect(file, &key, inner, sentences)?,
            _ => return Err(problem(file, &key, "not a sentence", "write it between quotes")),
        }
    }
    Ok(())
}

fn problem(file: &str, key: &str, problem: &str, allowed: &str) -> Error {
    Error::Config(Box::new(ConfigProblem {
        file: file.to_owned(),
        key: key.to_owned(),
        problem: problem.to_owned(),
        allowed: allowed.to_owned(),
        ..ConfigProblem::default()
    }))
}

#[cfg(test)]
mod tests;
