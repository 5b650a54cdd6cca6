//! The words of charts in English, from the catalogue of the reports.

use std::sync::LazyLock;

use results::message::{Arg, Text};
use results::number::{capitalised, thousands};
use toml::{Table, Value};

static ENGLISH: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!("../../../report/src/catalogue/en.toml");
    text.parse().expect("it is read by a test of its own")
});

/// A text in English.
pub fn english(text: &Text) -> String {
    let message = match text {
        Text::Plain(text) => return text.clone(),
        Text::Joined(parts) => return parts.iter().map(english).collect(),
        Text::Capitalised { capitalised: text } => return capitalised(&english(text)),
        Text::Message(message) => message,
    };
    let (table, name) = message.key.split_once('.').expect("keys stand in tables");
    let sentence = ENGLISH.get(table).and_then(|table| table.get(name));
    let count = message.args.iter().find_map(|(_, arg)| match arg {
        Arg::Count(count) => Some(*count),
        Arg::Text(_) => None,
    });
    let form = if count == Some(1) { "one" } else { "other" };
    let sentence = match sentence {
        Some(Value::String(sentence)) => sentence,
        Some(Value::Table(forms)) => forms[form].as_str().expect("forms are texts"),
        _ => panic!("no sentence `{}`", message.key),
    };
    message.args.iter().fold(sentence.to_owned(), |sentence, (name, arg)| {
        let value = match arg {
            Arg::Text(text) => english(text),
            Arg::Count(count) => thousands(*count as f64),
        };
        sentence.replace(&format!("{{{name}}}"), &value)
    })
}
