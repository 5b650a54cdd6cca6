//! A figure in a language.

use results::message::{Arg, Text};

use crate::figure::{Figure, name_of};
use crate::mark::Space;
use crate::theme::{NARROW_HEIGHT, NARROW_WIDTH, PAGE_HEIGHT, PAGE_WIDTH};
use crate::words::{Words, said};

/// A figure whose texts are words of one language.
#[derive(Debug, Clone)]
pub struct LocalizedFigure<'a> {
    pub(crate) figure: Figure,
    /// What each column of its table means, whatever the language.
    pub(crate) meanings: Vec<String>,
    pub(crate) words: Words<'a>,
    /// How wide its page is, in logical pixels.
    pub(crate) width: f64,
    /// How high it is usually; a chart may need more.
    pub(crate) height: f64,
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
            width: PAGE_WIDTH,
            height: PAGE_HEIGHT,
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
    /// The same for a narrow page, such as a phone's: drawn anew for that width, not shrunk.
    /// Nothing of strands over many axes, which need a wide one.
    pub fn narrow(&self) -> Option<Self> {
        /// What stands above panels and below them, and what a panel takes.
        const HEAD: f64 = 400.0;
        const PANEL: f64 = 380.0;
        if matches!(self.figure.chart.space, Space::Parallel { .. }) {
            return None;
        }
        let mut narrow = self.clone();
        // One panel below the other, each as high as one by itself is wide enough for.
        let panels = narrow.figure.chart.panels.len();
        narrow.figure.chart.columns = 1;
        narrow.width = NARROW_WIDTH;
        narrow.height = NARROW_HEIGHT.max(HEAD + PANEL * panels as f64);
        Some(narrow)
    }

    /// What the figure answers, or the question.
    pub fn title(&self) -> &str {
        said(&self.figure.text.title)
    }
}
