//! Reading TOML by hand, so that every error names file, line, key, value, what is wrong and what is allowed.

use super::time::{MAX_MONTHS, Month};
use error::{ConfigProblem, Error, Result, nearest};
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text with the name under which messages speak of it: a path, or `--set`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub name: String,
    pub text: String,
}

/// The longest piece of a file that a message repeats.
const LONGEST_QUOTE: usize = 60;

impl Source {
    /// Parses the text.
    ///
    /// # Errors
    /// Anything that is not TOML, with its line.
    pub fn parse(&self) -> Result<Spanned<DeTable<'_>>> {
        DeTable::parse(&self.text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            let problem = format!("is not valid TOML: {}", error.message().replace('\n', ", "));
            self.refuse(span.start, "", self.quote(&span), &problem, "")
        })
    }

    /// The outermost table of the parsed text.
    pub fn root<'a>(&'a self, tree: &'a Spanned<DeTable<'a>>) -> Table<'a> {
        Table {
            source: self,
            key: String::new(),
            start: 0,
            entries: tree.get_ref(),
        }
    }

    /// An error at a byte position of the text.
    pub fn refuse(&self, start: usize, key: &str, value: String, problem: &str, allowed: &str) -> Error {
        let before = self.text.bytes().take(start);
        let line = (self.name != "--set").then(|| before.filter(|&byte| byte == b'\n').count() + 1);
        Error::Config(Box::new(ConfigProblem {
            file: self.name.clone(),
            line,
            key: key.to_owned(),
            value,
            problem: problem.to_owned(),
            allowed: allowed.to_owned(),
        }))
    }

    /// The text of `span` on one line, shortened where it is long.
    fn quote(&self, span: &Range<usize>) -> String {
        let text = self.text.get(span.clone()).unwrap_or_default();
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if flat.chars().count() <= LONGEST_QUOTE {
            return flat;
        }
        flat.chars().take(LONGEST_QUOTE - 3).chain("...".chars()).collect()
    }
}

/// A table of a file.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    source: &'a Source,
    /// Dotted key of the table itself; empty for the outermost.
    key: String,
    start: usize,
    entries: &'a DeTable<'a>,
}

/// A value of a file, with its dotted key.
#[derive(Debug, Clone)]
pub struct Value<'a> {
    source: &'a Source,
    key: String,
    /// Where the key stands.
    start: usize,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Table<'a> {
    /// Dotted key of the table itself; empty for the outermost.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// All entries in file order.
    pub fn entries(&self) -> Vec<(&'a str, Value<'a>)> {
        let mut all: Vec<_> = self
            .entries
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), self.value(key, value)))
            .collect();
        all.sort_by_key(|(_, value)| value.start);
        all
    }

    /// The entries under dotted keys of two parts, however they are written: `"us.x" = 1`, `us.x = 1` or a table `us`. The
    /// same key twice is an error.
    pub fn dotted_entries(&self) -> Result<Vec<(String, Value<'a>)>> {
        let mut all: Vec<(String, Value<'a>)> = Vec::new();
        for (name, value) in self.entries() {
            match value.value.get_ref() {
                DeValue::Table(_) if !name.contains('.') => {
                    let inner = value.table()?.entries();
                    all.extend(inner.into_iter().map(|(rest, value)| (format!("{name}.{rest}"), value)));
                }
                _ => all.push((name.to_owned(), value)),
            }
        }
        let mut seen = BTreeSet::new();
        match all.iter().find(|(name, _)| !seen.insert(name.as_str())) {
            Some((_, value)) => Err(value.refuse("is given twice", "give it once")),
            None => Ok(all),
        }
    }

    /// Refuses keys other than `known`, with the nearest of them.
    pub fn only(&self, known: &[&str]) -> Result<()> {
        for (name, value) in self.entries() {
            if !known.contains(&name) {
                return Err(value.unknown(name, known.iter().copied()));
            }
        }
        Ok(())
    }

    /// The value of a key, if given.
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        self.entries
            .get_key_value(name)
            .map(|(key, value)| self.value(key, value))
    }

    /// The value of a key that must be given.
    pub fn need(&self, name: &str) -> Result<Value<'a>> {
        self.get(name)
            .ok_or_else(|| self.refuse(&format!("`{name}` is missing"), "add it"))
    }

    /// The table under a key, if given.
    pub fn table(&self, name: &str) -> Result<Option<Table<'a>>> {
        self.get(name).map(|value| value.table()).transpose()
    }

    /// The list under a key; empty if not given.
    pub fn list(&self, name: &str) -> Result<Vec<Value<'a>>> {
        self.get(name).map_or(Ok(Vec::new()), |value| value.list())
    }

    /// An error about the table as a whole.
    pub fn refuse(&self, problem: &str, allowed: &str) -> Error {
        self.source
            .refuse(self.start, &self.key, String::new(), problem, allowed)
    }

    fn value(&self, key: &'a Spanned<toml::de::DeString<'a>>, value: &'a Spanned<DeValue<'a>>) -> Value<'a> {
        let name = key.get_ref();
        let dotted = if self.key.is_empty() {
            name.to_string()
        } else {
            format!("{}.{name}", self.key)
        };
        Value {
            source: self.source,
            key: dotted,
            start: key.span().start,
            value,
        }
    }
}

impl<'a> Value<'a> {
    /// A value that stands alone: the right side of `--set`.
    pub fn alone(source: &'a Source, key: &str, value: &'a Spanned<DeValue<'a>>) -> Self {
        Self {
            source,
            key: key.to_owned(),
            start: 0,
            value,
        }
    }

    /// Dotted key.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The file.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// Whether the value is a table.
    pub fn is_table(&self) -> bool {
        self.value.get_ref().is_table()
    }

    /// Whether the value is a list.
    pub fn is_list(&self) -> bool {
        self.value.get_ref().is_array()
    }

    /// A number, whole or not; finite.
    pub fn number(&self) -> Result<f64> {
        let text = match self.value.get_ref() {
            DeValue::Float(float) => float.as_str(),
            DeValue::Integer(whole) if whole.radix() == 10 => whole.as_str(),
            _ => return Err(self.wrong_type("a number")),
        };
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(self.refuse("is not a finite number", "give an ordinary number")),
        }
    }

    /// A number within `low..=high`.
    pub fn number_within(&self, low: f64, high: f64, unit: &str) -> Result<f64> {
        let number = self.number()?;
        if number < low || number > high {
            let unit = if unit.is_empty() {
                String::new()
            } else {
                format!(" ({unit})")
            };
            return Err(self.refuse("is out of range", &format!("allowed: {low} to {high}{unit}")));
        }
        Ok(number)
    }

    /// A whole number of at least zero.
    pub fn whole(&self) -> Result<u64> {
        self.whole_or_refuse(&format!("allowed: 0 to {}", u64::MAX))
    }

    /// A whole number of at least zero; `allowed` is the answer to anything else.
    pub fn whole_or_refuse(&self, allowed: &str) -> Result<u64> {
        let DeValue::Integer(whole) = self.value.get_ref() else {
            return Err(self.wrong_type(&format!("a whole number ({allowed})")));
        };
        u64::from_str_radix(whole.as_str(), whole.radix()).map_err(|_| self.refuse("is out of range", allowed))
    }

    /// A whole number within `low..=high`.
    pub fn whole_within(&self, low: u64, high: u64) -> Result<u64> {
        let allowed = format!("allowed: {low} to {high}");
        let whole = self.whole_or_refuse(&allowed)?;
        if whole < low || whole > high {
            return Err(self.refuse("is out of range", &allowed));
        }
        Ok(whole)
    }

    /// `true` or `false`.
    pub fn yes_no(&self) -> Result<bool> {
        self.value
            .get_ref()
            .as_bool()
            .ok_or_else(|| self.wrong_type("`true` or `false`"))
    }

    /// A text.
    pub fn text(&self) -> Result<&'a str> {
        self.value
            .get_ref()
            .as_str()
            .ok_or_else(|| self.wrong_type("a text in quotes"))
    }

    /// A text that says something.
    pub fn some_text(&self) -> Result<&'a str> {
        let text = self.text()?;
        if text.trim().is_empty() {
            return Err(self.refuse("is empty", "write at least a word"));
        }
        Ok(text)
    }

    /// A short name: letters, digits, `-` and `_`.
    pub fn name(&self) -> Result<&'a str> {
        let text = self.text()?;
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if text.is_empty() || text.len() > 64 || !text.bytes().all(fits) || text.starts_with('-') {
            let allowed = "1 to 64 letters a-z A-Z, digits, `-` and `_`, not beginning with `-`";
            return Err(self.refuse("cannot be a name", allowed));
        }
        Ok(text)
    }

    /// One of the given words.
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Result<T> {
        let text = self.text()?;
        let found = choices.iter().find(|(word, _)| *word == text);
        found.map(|(_, choice)| *choice).ok_or_else(|| {
            let words: Vec<String> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            self.refuse("is not known", &format!("allowed: {}", words.join(", ")))
        })
    }

    /// A month such as `"2026-01"`, no later than the longest horizon.
    pub fn month(&self) -> Result<Month> {
        let form = "write a month as \"2026-01\", from 2023-01 to 2060-12";
        let DeValue::String(text) = self.value.get_ref() else {
            let found = self.value.get_ref().type_str();
            return Err(self.refuse(&format!("is of the wrong type ({found})"), form));
        };
        match Month::parse(text) {
            Some(month) if month.0 < MAX_MONTHS => Ok(month),
            _ => Err(self.refuse("is not a month of the simulation", form)),
        }
    }

    /// A table.
    pub fn table(&self) -> Result<Table<'a>> {
        match self.value.get_ref() {
            DeValue::Table(entries) => Ok(Table {
                source: self.source,
                key: self.key.clone(),
                start: self.start,
                entries,
            }),
            _ => Err(self.wrong_type("a table")),
        }
    }

    /// The elements of a list.
    pub fn list(&self) -> Result<Vec<Value<'a>>> {
        let DeValue::Array(elements) = self.value.get_ref() else {
            return Err(self.wrong_type("a list in [ ]"));
        };
        let one = |value: &'a Spanned<DeValue<'a>>| Value {
            source: self.source,
            key: self.key.clone(),
            start: value.span().start,
            value,
        };
        Ok(elements.iter().map(one).collect())
    }

    /// An error about this value.
    pub fn refuse(&self, problem: &str, allowed: &str) -> Error {
        let span = self.value.span();
        let quote = match self.value.get_ref() {
            DeValue::Table(_) | DeValue::Array(_) => String::new(),
            _ => self.source.quote(&span),
        };
        self.source.refuse(self.start, &self.key, quote, problem, allowed)
    }

    /// The error for a key that does not exist, with the nearest of those that do.
    pub fn unknown<'k>(&self, name: &str, known: impl IntoIterator<Item = &'k str>) -> Error {
        self.source.refuse(
            self.start,
            &self.key,
            String::new(),
            "unknown key",
            &suggest(name, known),
        )
    }

    /// The error for a text that should name a `thing` and names none, with the nearest of those that exist.
    pub fn not_among<'k>(&self, name: &str, thing: &str, known: impl IntoIterator<Item = &'k str>) -> Error {
        self.refuse(&format!("there is no {thing} of this name"), &suggest(name, known))
    }

    fn wrong_type(&self, wanted: &str) -> Error {
        let found = self.value.get_ref().type_str();
        self.refuse(&format!("is of the wrong type ({found})"), &format!("give {wanted}"))
    }
}

/// What to write instead of `name`.
fn suggest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.len() <= 24 => format!("allowed: {}", known.join(", ")),
        None => "see `detente list` and `detente params` for the keys that exist".to_owned(),
    }
}
