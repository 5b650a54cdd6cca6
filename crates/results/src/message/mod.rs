//! Texts that are worded when the language is known.
//!
//! A study and a figure say what is to be said: a [`Message`] names a sentence of the catalogue and fills its arguments. Words are
//! made at the last door, for the terminal, the page and the manifest by the same [`Catalogue`].

mod catalogue;
mod filling;
mod language;
mod language_file;
mod month;
mod problem;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use catalogue::{Catalogue, DataWord};
pub use month::month;

/// A sentence of the catalogue with its arguments; made by `message!`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The sentence's name in the catalogue, such as `compare-effect`.
    pub key: Cow<'static, str>,
    /// Name and value of each argument.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

/// What fills an argument of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// Words, or a number that is already written.
    Text(Text),
    /// Written with thousands apart; chooses among the plural forms of its sentence.
    Count(u64),
    /// A number as it is written, such as `−1.5`; chooses among the plural forms too (`1 month`, `1.5 months`).
    Number(String),
}

/// A text whose words may have to be chosen later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// As it stands: a name, a number; a word of the data is put into the language where the catalogue knows it.
    Plain(String),
    /// One after the other, with nothing between. It stands before messages since these, too, could be read from a list, as their key and
    /// their arguments.
    Joined(Vec<Text>),
    /// A sentence or a part of one.
    Message(Box<Message>),
    /// With a capital at its start.
    Capitalised { capitalised: Box<Text> },
}

impl Message {
    /// A sentence without arguments; one with arguments is made by `message!`.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key: key.into(),
            args: Vec::new(),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl Text {
    /// Whether there is nothing to be said.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.is_empty(),
            Self::Message(_) => false,
            Self::Joined(parts) => parts.iter().all(Self::is_empty),
            Self::Capitalised { capitalised } => capitalised.is_empty(),
        }
    }

    /// The same with a capital at its start.
    #[must_use]
    pub fn capitalised(self) -> Self {
        Self::Capitalised {
            capitalised: Box::new(self),
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::Plain(text.clone())
    }
}

impl From<Message> for Text {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl<T: Into<Text>> From<T> for Arg {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

/// A sentence of the catalogue with its arguments: `message!("run-worlds", worlds = 200_u64, title = &title)`.
///
/// A test holds that every key is in the catalogue with the same arguments. So that it finds it, the key is a literal, or a `match`
/// between literals where several sentences have the same arguments.
#[macro_export]
macro_rules! message {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message::Message {
            key: ::std::borrow::Cow::Borrowed($key),
            args: vec![$((::std::borrow::Cow::Borrowed(stringify!($name)), $crate::message::Arg::from($value))),*],
        }
    };
}

#[cfg(test)]
mod tests;
