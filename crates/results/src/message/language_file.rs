//! A file of messages in Fluent's syntax (projectfluent.org): read, and held to what can be said with it.

use std::collections::{BTreeMap, BTreeSet};

use error::{Error, Result, nearest};
use fluent_syntax::ast::{Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse_runtime;

use super::language::Language;
use super::problem::problem;

/// Arguments that choose a form by a word, and which words these are.
const CHOICES: [(&str, &[&str]); 6] = [
    (
        "way",
        &[
            "longer",
            "shorter",
            "later",
            "earlier",
            "higher",
            "lower",
            "to_never",
            "from_never",
            "none",
        ],
    ),
    ("side", &["above", "below", "lower", "upper"]),
    ("noun", &["simulations", "settings"]),
    ("wanted", &["more", "less"]),
    ("view", &["lead", "third_countries", "cost", "safety"]),
    (
        "weight",
        &[
            "payoff_lead",
            "payoff_third_countries",
            "payoff_threshold",
            "payoff_cost",
            "payoff_catastrophe",
            "payoff_neglect",
        ],
    ),
];

/// Patterns by name: `message`, `message.attribute`, `-term`, `-term.attribute`.
pub(super) type Patterns = BTreeMap<String, Pattern<String>>;

/// A file whose messages are well formed and stand in it once.
pub(super) struct LanguageFile<'a> {
    /// What messages about it call it.
    pub file: &'a str,
    pub language: Language,
    source: &'a str,
    pub patterns: Patterns,
    /// Arguments of each message and attribute, those of what it refers to included.
    pub arguments: BTreeMap<String, BTreeSet<String>>,
}

/// What a pattern takes from elsewhere.
#[derive(Default, Clone)]
struct Uses {
    arguments: BTreeSet<String>,
    /// Names of patterns.
    references: BTreeSet<String>,
}

impl<'a> LanguageFile<'a> {
    /// # Errors
    /// File, line and key of what cannot be read, stands there twice, or refers to what is not there.
    pub(super) fn read(language: &str, file: &'a str, source: &'a str) -> Result<Self> {
        let source = source.trim_start_matches('\u{feff}');
        let resource = parse_runtime(source.to_owned()).map_err(|(_, faults)| {
            let fault = &faults[0];
            let entry = fault.slice.clone().unwrap_or(fault.pos.clone());
            let is_in_names = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
            let name = source[entry].trim_start().split(|letter| !is_in_names(letter)).next();
            problem(
                file,
                Some(1 + source[..fault.pos.start].matches('\n').count()),
                name.unwrap_or_default(),
                &format!("this is no message ({})", fault.kind),
                "write `name = text`, further lines of the text indented, arguments as { $name }, braces as { \"{\" }",
            )
        })?;
        let mut read = Self {
            file,
            language: Language::of(language, file)?,
            source,
            patterns: BTreeMap::new(),
            arguments: BTreeMap::new(),
        };
        for entry in resource.body {
            let (name, value, attributes) = match entry {
                Entry::Message(message) => (message.id.name, message.value, message.attributes),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value), term.attributes),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => continue,
            };
            let attributes = attributes
                .into_iter()
                .map(|of| (format!("{name}.{}", of.id.name), of.value));
            let all: Vec<_> = value
                .map(|value| (name.clone(), value))
                .into_iter()
                .chain(attributes)
                .collect();
            for (key, pattern) in all {
                if read.patterns.insert(key.clone(), pattern).is_some() {
                    return Err(read.problem(&key, "this message stands there twice", "keep one of the two"));
                }
            }
        }
        read.find_arguments()?;
        Ok(read)
    }

    /// The line of a message or attribute, the last one where it stands there more than once.
    fn line(&self, key: &str) -> Option<usize> {
        let (message, attribute) = key
            .split_once('.')
            .map_or((key, None), |(message, name)| (message, Some(name)));
        let opens = |line: &str, name: &str| {
            let rest = line.strip_prefix(name);
            rest.is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let lines: Vec<&str> = self.source.lines().collect();
        let start = lines.iter().rposition(|line| opens(line, message))?;
        let inside = attribute.and_then(|name| {
            let name = format!(".{name}");
            lines[start..].iter().position(|line| opens(line.trim_start(), &name))
        });
        Some(start + inside.unwrap_or(0) + 1)
    }

    /// That something is wrong with a message of this file.
    pub(super) fn problem(&self, key: &str, what: &str, allowed: &str) -> Error {
        problem(self.file, self.line(key), key, what, allowed)
    }

    fn find_arguments(&mut self) -> Result<()> {
        let mut uses = BTreeMap::new();
        for (key, pattern) in &self.patterns {
            let mut used = Uses::default();
            self.pattern(key, pattern, &mut used)?;
            uses.insert(key.as_str(), used);
        }
        let mut all = BTreeMap::new();
        for key in self.patterns.keys().filter(|key| !key.starts_with('-')) {
            let mut arguments = BTreeSet::new();
            self.follow(&uses, key, &mut Vec::new(), &mut arguments)?;
            all.insert(key.clone(), arguments);
        }
        self.arguments = all;
        Ok(())
    }

    fn pattern(&self, key: &str, pattern: &Pattern<String>, uses: &mut Uses) -> Result<()> {
        pattern.elements.iter().try_for_each(|element| match element {
            PatternElement::TextElement { .. } => Ok(()),
            PatternElement::Placeable { expression } => self.expression(key, expression, uses),
        })
    }

    fn expression(&self, key: &str, expression: &Expression<String>, uses: &mut Uses) -> Result<()> {
        let Expression::Select { selector, variants } = expression else {
            let Expression::Inline(inline) = expression else {
                return Ok(());
            };
            return self.inline(key, inline, uses);
        };
        self.inline(key, selector, uses)?;
        // A term may have what it likes to be chosen by, such as its gender; an argument is counted, or one of a few words.
        let choices = match selector {
            InlineExpression::VariableReference { id } => CHOICES.into_iter().find(|(name, _)| *name == id.name),
            _ => None,
        };
        let is_counted = matches!(selector, InlineExpression::VariableReference { .. }) && choices.is_none();
        let forms = self.language.forms();
        for variant in variants {
            match &variant.key {
                VariantKey::Identifier { name } if is_counted && !forms.contains(&name.as_str()) => {
                    let what = format!("the language `{}` has no form [{name}]", self.language.name);
                    let allowed = format!(
                        "its forms are {}, and a number such as [0]; the file is named by its language, such as pl.ftl",
                        forms.join(", ")
                    );
                    return Err(self.problem(key, &what, &allowed));
                }
                VariantKey::Identifier { name }
                    if choices.is_some_and(|(_, words)| !words.contains(&name.as_str())) =>
                {
                    let (argument, words) = choices.unwrap_or_default();
                    let what = format!("{{ ${argument} }} is never [{name}]");
                    return Err(self.problem(key, &what, &format!("it is one of {}", words.join(", "))));
                }
                VariantKey::Identifier { .. } | VariantKey::NumberLiteral { .. } => {}
            }
            self.pattern(key, &variant.value, uses)?;
        }
        Ok(())
    }

    fn inline(&self, key: &str, inline: &InlineExpression<String>, uses: &mut Uses) -> Result<()> {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                uses.arguments.insert(id.name.clone());
            }
            InlineExpression::MessageReference { id, attribute } => {
                uses.references.insert(name_of("", id, attribute.as_ref()));
            }
            InlineExpression::TermReference { id, attribute, .. } => {
                uses.references.insert(name_of("-", id, attribute.as_ref()));
            }
            InlineExpression::FunctionReference { id, .. } => {
                let what = format!("there is no function {}()", id.name);
                return Err(self.problem(key, &what, "numbers are written before they are filled in"));
            }
            InlineExpression::Placeable { expression } => self.expression(key, expression, uses)?,
        }
        Ok(())
    }

    /// Adds the arguments of `key` and of all that it refers to; `within` are the messages from which it was come to.
    fn follow<'b>(
        &self,
        uses: &'b BTreeMap<&str, Uses>,
        key: &'b str,
        within: &mut Vec<&'b str>,
        arguments: &mut BTreeSet<String>,
    ) -> Result<()> {
        if within.contains(&key) {
            return Err(self.problem(key, "this message refers to itself", "write out one of the references"));
        }
        let Some(used) = uses.get(key) else {
            let meant = nearest(key, uses.keys().copied()).map(|meant| format!("did you mean `{meant}`?"));
            let what = format!("it refers to `{key}`, which is not there");
            return Err(self.problem(within.last().unwrap_or(&key), &what, &meant.unwrap_or_default()));
        };
        // The arguments of a term are given where it is used.
        if !key.starts_with('-') {
            arguments.extend(used.arguments.iter().cloned());
        }
        within.push(key);
        for inner in &used.references {
            self.follow(uses, inner, within, arguments)?;
        }
        within.pop();
        Ok(())
    }
}

/// The name of a pattern that is referred to.
pub(super) fn name_of(sign: &str, id: &Identifier<String>, attribute: Option<&Identifier<String>>) -> String {
    let attribute = attribute.map(|attribute| format!(".{}", attribute.name));
    format!("{sign}{}{}", id.name, attribute.unwrap_or_default())
}
