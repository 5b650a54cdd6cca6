//! A bridge for figures whose texts are strings: a text whose words are chosen later, written into one.
//!
//! It stands between two characters that no text of people has, as JSON, and can be joined with words around it.
//! [`Fill::fill`] puts it into words.

use results::message::{Arg, Catalogue, Message, Text};

/// Start and end of a text that is put into words later.
const START: char = '\u{2}';
const END: char = '\u{3}';

/// A sentence to be said later, as a string.
#[macro_export]
macro_rules! later {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::catalogue::later(::results::message!($key $(, $name = $crate::catalogue::argument($value))*))
    };
}

/// A text as a string; use `later!`.
pub fn later(text: impl Into<Text>) -> String {
    let text = serde_json::to_string(&text.into()).expect("a text has a form in JSON");
    format!("{START}{text}{END}")
}

/// The text that a string stands for.
pub fn decoded(string: &str) -> Text {
    let mut parts = Vec::new();
    let mut rest = string;
    while let Some((before, after)) = rest.split_once(START) {
        let (text, after) = after.split_once(END).unwrap_or((after, ""));
        if !before.is_empty() {
            parts.push(before.into());
        }
        // What is no text is a sentence that no catalogue has.
        parts.push(serde_json::from_str(text).unwrap_or_else(|_| Message::new(text.to_owned()).into()));
        rest = after;
    }
    match (parts.len(), rest.is_empty()) {
        (0, _) => rest.into(),
        (1, true) => parts.remove(0),
        (_, true) => Text::Joined(parts),
        (_, false) => {
            parts.push(rest.into());
            Text::Joined(parts)
        }
    }
}

/// A text in which each string is the text that it stands for.
pub fn resolved(text: &Text) -> Text {
    match text {
        Text::Plain(string) => decoded(string),
        Text::Joined(parts) => Text::Joined(parts.iter().map(resolved).collect()),
        Text::Capitalised { capitalised } => resolved(capitalised).capitalised(),
        Text::Message(message) => {
            let args = message.args.iter();
            let args = args.map(|(name, value)| (name.clone(), argument(value.clone())));
            let (key, args) = (message.key.clone(), args.collect());
            Message { key, args }.into()
        }
    }
}

/// An argument, which may be a string that stands for a text.
pub fn argument(value: impl Into<Arg>) -> Arg {
    match value.into() {
        Arg::Text(text) => Arg::Text(resolved(&text)),
        value => value,
    }
}

/// The same with a capital at its start.
pub fn capital(string: &str) -> String {
    later(decoded(string).capitalised())
}

/// A string in English, such as the terminal and the manifest have.
pub fn in_english(string: &str) -> String {
    super::english().fill(string)
}

/// Putting strings into words.
pub trait Fill {
    /// A string with the texts in it put into words. One that is as a whole a word of the data is put into the language.
    fn fill(&self, string: &str) -> String;
}

impl Fill for Catalogue {
    fn fill(&self, string: &str) -> String {
        self.word(&decoded(string))
    }
}

#[cfg(test)]
mod tests {
    use results::message::DataWord;

    use super::*;

    fn small() -> Catalogue {
        let text = "a = on { $who } { $count }\nb = <{ $a }>\n";
        let english = Catalogue::read("en", "small.ftl", text).unwrap();
        let months = DataWord {
            key: "unit-months".to_owned(),
            english: "months".to_owned(),
            is_citation: false,
        };
        let text = format!("{text}unit-months = Monate\n");
        english.translation("de", "de.ftl", &text, &[months]).unwrap()
    }

    #[test]
    fn sentences_within_sentences_are_put_into_words_with_what_stands_around_them() {
        let inner = later!("a", who = "months", count = 1200_u64);
        let text = format!("x {} y {inner}", later!("b", a = &inner));
        assert_eq!(small().fill(&text), "x <on Monate 1,200> y on Monate 1,200");
        assert_eq!(small().check(&decoded(&text)), Ok(()));
        assert_eq!(small().fill(&capital(&inner)), "On Monate 1,200");
        assert_eq!(
            (&*small().fill("Months"), &*small().fill("us.months")),
            ("Monate", "us.months")
        );
    }

    #[test]
    fn what_no_catalogue_knows_is_told_and_breaks_nothing() {
        let check = |string: &str| small().check(&decoded(string));
        let unknown = later!("c");
        assert_eq!(check(&later!("b", a = &unknown)), Err("c".to_owned()));
        assert_eq!(check(&later!("b")), Err("b".to_owned()));
        assert_eq!(
            check(&format!("x{START}b")),
            Err("b".to_owned()),
            "a string that was cut off"
        );
    }
}
