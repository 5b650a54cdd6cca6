//! A figure in a language.

use results::message::{Arg, Text};

use crate::figure::{Figure, name_of};
use crate::words::{Words, said};

/// A figure whose texts are words of one language.
#[derive(Debug, Clone)]
pub struct LocalizedFigure<'a> {
    pub(crate) figure: Figure,
    /// What each column of its table means, whatever the language.
    pub(crate) meanings: Vec<String>,
    pub(crate) words: Words<'a>,
}

impl Figure {
    /// The figure in the language of `words`, which puts each of its texts, and those that charts add, into words.
    pub fn localized<'a>(&self, words: &'a (dyn Fn(&Text) -> String + Sync)) -> LocalizedFigure<'a> {
        let words = Words(words);
        let mut figure = self.clone();
        let heads = figure.chart.data.columns.iter();
        let meanings = heads.map(|column| match column.head.is_empty() {
            true => subject(&column.unit),
            false => subject(&column.head),
        });
        let meanings = meanings.collect();
        figure.each_text(&mut |text| *text = Text::Plain(words.of(std::mem::take(text))));
        LocalizedFigure {
            figure,
            meanings,
            words,
        }
    }
}

/// What a head is about: the key of its message, or of the one in its argument `what`; itself where it is no message.
fn subject(head: &Text) -> String {
    if let Text::Message(message) = head
        && let Some((_, Arg::Text(what))) = message.args.iter().find(|(name, _)| name == "what")
    {
        return subject(what);
    }
    name_of(head)
}

impl LocalizedFigure<'_> {
    /// What the figure answers, or the question.
    pub fn title(&self) -> &str {
        said(&self.figure.text.title)
    }
}
