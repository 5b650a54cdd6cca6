//! A language as far as counting goes: its name, and the plural forms that CLDR has for it.

use std::str::FromStr;

use error::Result;
use fixed_decimal::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules, PluralRulesPreferences};

use super::Arg;
use super::problem::problem;
use crate::direction;
use crate::number::{MINUS, thousands};

/// What chooses a form of a sentence, and what stands in it.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Words(String),
    /// A word of the data, which chooses as it is and stands there in the language.
    Word {
        written: String,
        plain: String,
    },
    Number {
        written: String,
        operands: PluralOperands,
    },
}

impl Value {
    /// A number as it is written, sign and marks between thousands included; `never` and the like are words.
    pub(super) fn number(written: &str) -> Self {
        let digits = written.replace(',', "");
        let digits = digits.trim_start_matches(MINUS).trim_start_matches(['+', '-']);
        match Decimal::from_str(digits) {
            Ok(number) => Self::Number {
                written: written.to_owned(),
                operands: (&number).into(),
            },
            Err(_) => Self::Words(written.to_owned()),
        }
    }

    /// An argument, where words are put into the language by `word`.
    pub(super) fn of(argument: &Arg, word: impl Fn(&super::Text) -> String) -> Self {
        match argument {
            Arg::Text(super::Text::Plain(plain)) => Self::Word {
                written: word(&super::Text::Plain(plain.clone())),
                plain: plain.clone(),
            },
            Arg::Text(text) => Self::Words(word(text)),
            Arg::Count(count) => Self::Number {
                written: thousands(*count as f64),
                operands: (*count).into(),
            },
            Arg::Number(written) => Self::number(written),
        }
    }

    pub(super) fn written(self) -> String {
        match self {
            Self::Words(text) | Self::Word { written: text, .. } | Self::Number { written: text, .. } => text,
        }
    }
}

/// A language by its tag.
#[derive(Debug, Clone)]
pub(super) struct Language {
    /// As HTML names it.
    pub name: String,
    /// Whether it is written from right to left.
    pub is_right_to_left: bool,
    preferences: PluralRulesPreferences,
}

impl Language {
    /// # Errors
    /// The name of `file` is no tag of a language.
    pub(super) fn of(name: &str, file: &str) -> Result<Self> {
        let locale = Locale::from_str(name).map_err(|_| {
            let what = format!("`{name}` is no tag of a language");
            problem(
                file,
                None,
                "",
                &what,
                "name the file by one, such as de.ftl, zh.ftl or pt-BR.ftl",
            )
        })?;
        Ok(Self {
            name: name.to_owned(),
            is_right_to_left: direction::is_of_language(name),
            preferences: PluralRulesPreferences::from(&locale),
        })
    }

    /// A text with what the direction of the language asks for.
    pub(super) fn settled(&self, text: String) -> String {
        match self.is_right_to_left {
            true => direction::settled(&text),
            false => text,
        }
    }

    /// The same of what fills a sentence.
    pub(super) fn placed(&self, text: String) -> String {
        match self.is_right_to_left {
            true => direction::isolated(direction::settled(&text)),
            false => text,
        }
    }

    fn rules(&self) -> PluralRules {
        PluralRules::try_new_cardinal(self.preferences).expect("languages without rules have those of the root")
    }

    /// The forms that the language has, by their names in CLDR; `other` alone where nothing is known of it.
    pub(super) fn forms(&self) -> Vec<&'static str> {
        self.rules().categories().map(name_of).collect()
    }

    /// The form that goes with a number.
    pub(super) fn form(&self, number: PluralOperands) -> &'static str {
        name_of(self.rules().category_for(number))
    }
}

const fn name_of(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
