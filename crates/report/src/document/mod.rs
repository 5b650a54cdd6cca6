//! A report before it is a file: titles, sentences, tables and figures as plain data, without markup of any kind.
//!
//! Two renderers read it: [`html`], which escapes every text it meets, and [`markdown`]. Words come from the
//! [`catalogue`](super::catalogue) or from the data of a result; nothing in here knows any.

pub mod attachments;
mod escape;
mod filled;
pub mod html;
pub mod markdown;

use crate::figures;

/// A whole report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    pub title: String,
    /// Language of the sentences, as HTML names it: `en`.
    pub language: String,
    /// What stands at the end: program, version, hashes.
    pub foot: String,
    pub sections: Vec<Section>,
    /// What words and columns mean; each is reached from the places that name its key.
    pub glossary: Glossary,
    /// What tells this document from others, hidden in the file; empty for nothing.
    pub mark: String,
    /// Data that travel with the page, so that it can be taken apart again.
    pub attachments: Vec<Attachment>,
}

impl Document {
    /// Every figure, in order of the page, those in folded parts too.
    pub fn figures_mut(&mut self) -> Vec<&mut Figure> {
        fn of_blocks<'a>(blocks: &'a mut [Block], found: &mut Vec<&'a mut Figure>) {
            for block in blocks {
                match block {
                    Block::Figure(figure) => found.push(figure),
                    Block::Details { blocks, .. } => of_blocks(blocks, found),
                    _ => {}
                }
            }
        }
        fn of_sections<'a>(sections: &'a mut [Section], found: &mut Vec<&'a mut Figure>) {
            for section in sections {
                of_blocks(&mut section.blocks, found);
                of_sections(&mut section.sections, found);
            }
        }
        let mut found = Vec::new();
        of_sections(&mut self.sections, &mut found);
        found
    }
}

/// A part with a heading; its depth in the tree is the level of the heading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// Unique in the document, of `a-z`, `0-9` and `-`: see [`identifier`].
    pub id: String,
    pub title: String,
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Paragraph(Vec<Inline>),
    /// Points in no order, or in one.
    List(Order, Vec<Vec<Inline>>),
    /// Pairs of what and how much: `Worlds`, `10,000`.
    Facts(Vec<(String, Vec<Inline>)>),
    /// One result in large type: its number, and the sentence that says what it means.
    Finding(Finding),
    Table(Table),
    Figure(Box<Figure>),
    /// Closed at first; opened by the reader. Printed closed unless `printed`.
    Details {
        summary: String,
        blocks: Vec<Block>,
        printed: bool,
    },
    /// Text to be kept as it is, line by line: a command, a configuration.
    Code(String),
    /// Something the reader must know before believing the rest, or should.
    Notice(Weight, Vec<Inline>),
}

/// Whether the points of a list are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Numbered,
    Free,
}

/// How loud a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Worth knowing.
    Note,
    /// Changes what the numbers are worth.
    Warning,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words of the catalogue, perhaps with data as their arguments.
    Text(String),
    /// The same, heavier.
    Strong(String),
    /// A word of the data that the catalogue does not translate: title of a scenario, name of a file.
    Data(String),
    /// The same, in the type of code.
    Code(String),
    /// To a section of this document, by its id.
    Link { to: String, text: String },
    /// To a file beside the document's folder, by its relative address.
    File { address: String, text: String },
    /// To an entry of the glossary, by its key.
    Term { key: String, text: String },
}

/// One result in large type.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// A few words with the number: `5.2 months shorter (90 %: 1.1 to 9.8)`.
    pub headline: String,
    pub sentences: Vec<Inline>,
}

/// A table that can be sorted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Unique in the document.
    pub id: String,
    pub caption: String,
    pub columns: Vec<Column>,
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// What is not shown and where it is, in words; empty if all is shown.
    pub left_out: String,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Column {
    pub header: String,
    /// Unit of its numbers; empty for words.
    pub unit: String,
    /// Key of its entry in the glossary; empty if it has none.
    pub definition: String,
    pub kind: ColumnKind,
}

/// What a column holds; numbers stand to the right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ColumnKind {
    #[default]
    Words,
    Numbers,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// What is read.
    pub shown: String,
    /// What the table is sorted by, where that is not the text. Infinite for `never`; not a number for what is missing.
    pub value: Option<f64>,
    /// Key of its entry in the glossary; empty if it has none.
    pub definition: String,
}

/// A figure with everything a reader can get out of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    /// Unique in the document.
    pub id: String,
    /// What the figure answers, or the question.
    pub title: String,
    /// What is seen, for those who cannot see it.
    pub alt: String,
    /// The drawing: one `<svg>` element of our own making, which is not escaped again.
    pub svg: String,
    /// The same drawn anew for narrow screens; empty where it needs a wide one.
    pub narrow: String,
    /// Places to point at, in the order in which keys step through them: `[[x, y, "text"], ...]` as JSON, in units of the drawing's
    /// `viewBox`; empty where there are none.
    pub marks_json: String,
    /// The numbers behind it.
    pub table: Table,
    /// Where the drawing lies as a file, seen from a Markdown file; empty if nowhere.
    pub file: String,
    /// What it is drawn from, for files of other kinds.
    pub origin: Option<figures::Figure>,
}

/// Entries in alphabetic order of their keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Glossary {
    /// Heading of the section at the end of the document.
    pub title: String,
    pub entries: Vec<Definition>,
}

/// What a word, column, metric or parameter means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definition {
    /// What tables and [`Inline::Term`] name: the name in the data dictionary, such as `china_lag_months_2030`.
    pub key: String,
    /// What it is called where that is not its key: words of the catalogue.
    pub name: String,
    pub unit: String,
    pub meaning: String,
    /// Where the number comes from: `model`, a source key, a reference.
    pub source: String,
    /// Whether paper needs it: something that is printed asks for it, and no printed table says the same.
    pub on_paper: bool,
}

impl Definition {
    /// The words of its source, any of which may be the key of another entry.
    pub fn words_of_source(&self) -> impl Iterator<Item = &str> {
        let words = self.source.split(|letter: char| !letter.is_ascii_alphanumeric());
        words.filter(|word| !word.is_empty())
    }
}

/// A file inside the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Name it had in its folder, after the name of the folder: `baseline/manifest.json`.
    pub name: String,
    /// `application/json` or `text/csv`.
    pub media: &'static str,
    pub text: String,
}

impl Section {
    /// An empty section; `id` is made of the words given.
    pub fn new(id: &str, title: impl Into<String>) -> Self {
        Self {
            id: identifier(id),
            title: title.into(),
            ..Self::default()
        }
    }

    /// Adds a paragraph of one sentence or more.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::paragraph(text));
    }
}

impl Block {
    /// A paragraph of plain words.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Inline::Text(text.into())])
    }

    /// A list of plain words in no order.
    pub fn list(points: impl IntoIterator<Item = String>) -> Self {
        let points = points.into_iter().map(|point| vec![Inline::Text(point)]);
        Self::List(Order::Free, points.collect())
    }
}

impl Column {
    /// A column of words.
    pub fn words(header: impl Into<String>) -> Self {
        Self {
            header: header.into(),
            ..Self::default()
        }
    }

    /// A column of numbers in `unit`.
    pub fn numbers(header: impl Into<String>, unit: impl Into<String>) -> Self {
        Self {
            header: header.into(),
            unit: unit.into(),
            kind: ColumnKind::Numbers,
            ..Self::default()
        }
    }

    /// With an entry of the glossary.
    #[must_use]
    pub fn defined(mut self, key: impl Into<String>) -> Self {
        self.definition = key.into();
        self
    }
}

impl Cell {
    /// Words, sorted by themselves.
    pub fn words(shown: impl Into<String>) -> Self {
        Self {
            shown: shown.into(),
            ..Self::default()
        }
    }

    /// A number and how it is written.
    pub fn number(shown: impl Into<String>, value: f64) -> Self {
        Self {
            shown: shown.into(),
            value: Some(value),
            ..Self::default()
        }
    }

    /// With an entry of the glossary.
    #[must_use]
    pub fn defined(mut self, key: impl Into<String>) -> Self {
        self.definition = key.into();
        self
    }
}

/// An id made of any text: lower-case ASCII letters and digits, everything else as single hyphens.
pub fn identifier(text: &str) -> String {
    let mut id = String::new();
    for letter in text.chars().map(|letter| letter.to_ascii_lowercase()) {
        if letter.is_ascii_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests;
