//! The sentences of reports: `messages/en.ftl` holds them in English, in Fluent's syntax; a further language is a file with the same
//! messages.
//!
//! Code words a sentence with `say!`, and tests hold that every message that is asked for is in the file with the same arguments, and
//! the other way round.

mod data_words;
mod later;

use std::borrow::Cow;
use std::path::Path;
use std::sync::LazyLock;

use error::{ConfigProblem, Error, Result};
use results::store::text_file;

pub use later::{Fill, argument, capital, decoded, in_english, later, resolved};
pub use results::message::Catalogue;

/// The language in which the program writes, and which every other one is held against: name, name of the file, file.
const ENGLISH: (&str, &str, &str) = ("en", "en.ftl", include_str!("../../messages/en.ftl"));

/// Other languages that are shipped; one more is one more file and its line here.
const TRANSLATIONS: [(&str, &str, &str); 1] = [("ar", "ar.ftl", include_str!("../../messages/ar.ftl"))];

static IN_ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| {
    let (name, file, text) = ENGLISH;
    Catalogue::read(name, file, text).expect("a test reads the shipped file")
});

/// A sentence of a catalogue in words: `say!(words, "story-median", worlds = 200_u64, title = &title)`.
///
/// The key is a literal, or a `match` between literals where two sentences have the same arguments, so that a test can find it.
#[macro_export]
macro_rules! say {
    ($catalogue:expr, $key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $catalogue.message(&::results::message!($key $(, $name = $crate::catalogue::argument($value))*))
    };
}

/// The sentences in English.
pub fn english() -> &'static Catalogue {
    &IN_ENGLISH
}

/// Names of the languages that are shipped.
pub fn languages() -> impl Iterator<Item = &'static str> {
    std::iter::once(ENGLISH).chain(TRANSLATIONS).map(|(name, ..)| name)
}

/// The file of messages of a language other than English: one that is shipped, or one of one's own.
///
/// # Errors
/// The file cannot be read.
pub fn messages_of(language: &str) -> Result<Cow<'static, str>> {
    match TRANSLATIONS.into_iter().find(|(name, ..)| *name == language) {
        Some((_, _, text)) => Ok(text.into()),
        None => text_file::read(Path::new(language)).map(Cow::Owned),
    }
}

/// The sentences in a language: one that is shipped, or a file of one's own (`--language de.ftl`).
///
/// # Errors
/// There is no such language; the file cannot be read, or is not whole: see [`Catalogue::translation`].
pub fn of_language(language: &str) -> Result<Catalogue> {
    if language == ENGLISH.0 {
        return Ok(english().clone());
    }
    if let Some((name, file, text)) = TRANSLATIONS.into_iter().find(|(name, ..)| *name == language) {
        return english().translation(name, file, text, &data_words::all());
    }
    let path = Path::new(language);
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("ftl") => {
            let text = text_file::read(path)?;
            english().translation(&name, language, &text, &data_words::all())
        }
        Some("toml") => Err(unknown(
            (language, Some(1)),
            "this is a language file of the first edition, which this version does not read",
            &format!("detente list --sentences > {name}.ftl prints the new file in English, to be translated"),
        )),
        _ => {
            let names: Vec<&str> = languages().collect();
            let allowed = format!(
                "shipped: {}; or give a file of messages, such as {language}.ftl",
                names.join(", ")
            );
            Err(unknown(
                ("--language", None),
                &format!("there is no language `{language}`"),
                &allowed,
            ))
        }
    }
}

fn unknown((file, line): (&str, Option<usize>), problem: &str, allowed: &str) -> Error {
    Error::Config(Box::new(ConfigProblem {
        file: file.to_owned(),
        line,
        problem: problem.to_owned(),
        allowed: allowed.to_owned(),
        ..ConfigProblem::default()
    }))
}

/// All of English as a file from which another language is made: the sentences, and the words of the data.
pub fn template() -> String {
    let (_, _, english) = ENGLISH;
    format!("{english}\n{}", data_words::template())
}

#[cfg(test)]
mod tests;
