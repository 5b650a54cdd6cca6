//! All sentences in one language.

use std::collections::{BTreeMap, BTreeSet};

use error::{Result, nearest};

use super::filling::Filling;
use super::language::{Language, Value};
use super::language_file::{LanguageFile, Patterns};
use super::problem::problem;
use super::{Arg, Message, Text};
use crate::number::capitalised;

/// Where whoever writes another language finds what is to be said.
const TEMPLATE: &str = "detente list --sentences prints the file in English";

/// The sentences of a language, and its words for those of the data.
///
/// It knows no sentence of its own: whoever words results hands it a file in Fluent's syntax. What fills a sentence stands in it as
/// it is, with marks of its [direction](crate::direction) only in a language that runs from right to left; a count chooses the plural
/// form that the language has for it.
#[derive(Debug, Clone)]
pub struct Catalogue {
    language: Language,
    patterns: Patterns,
    /// Arguments of each sentence.
    arguments: BTreeMap<String, BTreeSet<String>>,
    /// What words of the data are in this language; empty in English, in which they are.
    data: BTreeMap<String, String>,
}

/// A word that the data have in English: a name, a meaning or a unit of an outcome, a series, a parameter or a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataWord {
    /// The message that a language has for it, such as `metric-treaty_months`, or an attribute of one:
    /// `metric-treaty_months.meaning`.
    pub key: String,
    pub english: String,
    /// Whether a language may leave it out and has it in English: what is cited stands as it was published.
    pub is_citation: bool,
}

impl Catalogue {
    /// The language that all others are held against; `file` is what messages call the file.
    ///
    /// # Errors
    /// [`error::Error::Config`] with file, line and key of what is wrong in it.
    pub fn read(language: &str, file: &str, source: &str) -> Result<Self> {
        LanguageFile::read(language, file, source).map(Self::of)
    }

    /// Another language, which must say all that this one says and have a word for each of `data`.
    ///
    /// # Errors
    /// [`error::Error::Config`] with file, line and key of what is malformed, missing, unknown, or takes an argument that is
    /// never given.
    pub fn translation(&self, language: &str, file: &str, source: &str, data: &[DataWord]) -> Result<Self> {
        let read = LanguageFile::read(language, file, source)?;
        let mut wanted = self.arguments.clone();
        wanted.extend(data.iter().map(|word| (word.key.clone(), BTreeSet::new())));
        for (key, found) in &read.arguments {
            let Some(given) = wanted.get(key) else {
                let meant = nearest(key, wanted.keys().map(String::as_str));
                let meant = meant.map(|meant| format!("did you mean `{meant}`?"));
                return Err(read.problem(key, "nothing asks for this message", &meant.unwrap_or_default()));
            };
            if let Some(unknown) = found.difference(given).next() {
                let meant = nearest(unknown, given.iter().map(String::as_str))
                    .map(|meant| format!("did you mean {}? ", shown(meant)))
                    .unwrap_or_default();
                let given: Vec<_> = given.iter().map(|name| shown(name)).collect();
                let allowed = match given.as_slice() {
                    [] => "it has none".to_owned(),
                    given => format!("{meant}allowed: {}", given.join(", ")),
                };
                return Err(read.problem(key, &format!("there is no argument {}", shown(unknown)), &allowed));
            }
        }
        let citations = data.iter().filter(|word| word.is_citation);
        citations.for_each(|word| _ = wanted.remove(&word.key));
        if let Some(missing) = wanted.keys().find(|key| !read.arguments.contains_key(*key)) {
            return Err(problem(file, None, missing, "this message is missing", TEMPLATE));
        }
        let mut other = Self::of(read);
        for word in data {
            if other.arguments.remove(&word.key).is_none() {
                continue;
            }
            let message = Message::new(word.key.clone());
            other.data.insert(word.english.clone(), other.message(&message));
        }
        Ok(other)
    }

    fn of(read: LanguageFile) -> Self {
        Self {
            language: read.language,
            patterns: read.patterns,
            arguments: read.arguments,
            data: BTreeMap::new(),
        }
    }

    /// Name of the language as HTML names it.
    pub fn language(&self) -> &str {
        &self.language.name
    }

    /// Whether the language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.language.is_right_to_left
    }

    /// A sentence in words. One that the catalogue has not is given by its name, and an argument that is not filled by its own: see
    /// [`check`](Self::check) for sentences that another build has stored.
    pub fn message(&self, message: &Message) -> String {
        let arguments = message.args.iter();
        let filling = Filling {
            language: &self.language,
            patterns: &self.patterns,
            arguments: arguments
                .map(|(name, value)| (&**name, Value::of(value, |text| self.word(text))))
                .collect(),
        };
        filling
            .words(&message.key)
            .map(|words| self.language.settled(words))
            .unwrap_or_else(|| message.key.clone().into_owned())
    }

    /// A text in words.
    pub fn word(&self, text: &Text) -> String {
        match text {
            Text::Plain(text) => self.term(text),
            Text::Message(message) => self.message(message),
            Text::Joined(parts) => self
                .language
                .settled(parts.iter().map(|part| self.word(part)).collect()),
            Text::Capitalised { capitalised: text } => capitalised(&self.word(text)),
        }
    }

    /// What a word of the data is in this language: itself where there is no other. A capital at its start stays one.
    pub fn term(&self, english: &str) -> String {
        if let Some(said) = self.data.get(english) {
            return said.clone();
        }
        let mut letters = english.chars();
        let lower = letters
            .next()
            .map(|first| first.to_lowercase().to_string() + letters.as_str());
        if let Some(said) = lower.and_then(|lower| self.data.get(&lower)) {
            return capitalised(said);
        }
        // Titles of several configurations stand in one line.
        let parts: Vec<&str> = english.split("; ").collect();
        let words = match parts.iter().any(|part| self.data.contains_key(*part)) {
            true => parts.iter().map(|part| self.term(part)).collect::<Vec<_>>().join("; "),
            false => english.to_owned(),
        };
        self.language.settled(words)
    }

    /// Whether each sentence of a text is one of this catalogue with all its arguments filled.
    ///
    /// # Errors
    /// The key of one that is not.
    pub fn check(&self, text: &Text) -> std::result::Result<(), String> {
        match text {
            Text::Plain(_) => Ok(()),
            Text::Joined(parts) => parts.iter().try_for_each(|part| self.check(part)),
            Text::Capitalised { capitalised } => self.check(capitalised),
            Text::Message(message) => {
                let wanted = self.arguments.get(&*message.key);
                let is_filled = |name: &String| message.args.iter().any(|(given, _)| given == name);
                if !wanted.is_some_and(|wanted| wanted.iter().all(is_filled)) {
                    return Err(message.key.clone().into_owned());
                }
                message.args.iter().try_for_each(|(_, value)| match value {
                    Arg::Text(text) => self.check(text),
                    Arg::Count(_) | Arg::Number(_) => Ok(()),
                })
            }
        }
    }

    /// Each sentence with its arguments.
    pub fn arguments(&self) -> &BTreeMap<String, BTreeSet<String>> {
        &self.arguments
    }
}

/// The name of an argument as sentences have it.
fn shown(name: &str) -> String {
    format!("{{ ${name} }}")
}
