//! A document in its language: words of the data that stand alone in it, and what was to be said later.

use super::{Block, Cell, Document, Inline, Section, Table};
use crate::catalogue::{Catalogue, Fill};

impl Document {
    /// The document with each of its texts put into words; what is marked as data or code stays as it is.
    #[must_use]
    pub fn filled(mut self, words: &Catalogue) -> Self {
        self.sections.iter_mut().for_each(|inner| section(words, inner));
        for entry in &mut self.glossary.entries {
            for text in [&mut entry.unit, &mut entry.meaning, &mut entry.source] {
                *text = words.fill(text);
            }
        }
        self
    }
}

fn section(words: &Catalogue, of: &mut Section) {
    of.blocks.iter_mut().for_each(|inner| block(words, inner));
    of.sections.iter_mut().for_each(|inner| section(words, inner));
}

fn block(words: &Catalogue, of: &mut Block) {
    match of {
        Block::Paragraph(pieces) | Block::Notice(_, pieces) => line(words, pieces),
        Block::List(_, points) => points.iter_mut().for_each(|point| line(words, point)),
        Block::Facts(facts) => facts.iter_mut().for_each(|(_, value)| line(words, value)),
        Block::Finding(finding) => line(words, &mut finding.sentences),
        Block::Table(one) => table(words, one),
        Block::Figure(figure) => table(words, &mut figure.table),
        Block::Details { blocks, .. } => blocks.iter_mut().for_each(|inner| block(words, inner)),
        Block::Code(_) => {}
    }
}

fn line(words: &Catalogue, pieces: &mut [Inline]) {
    for piece in pieces {
        match piece {
            Inline::Text(text)
            | Inline::Strong(text)
            | Inline::Link { text, .. }
            | Inline::File { text, .. }
            | Inline::Term { text, .. } => *text = words.fill(text),
            Inline::Data(_) | Inline::Code(_) => {}
        }
    }
}

fn table(words: &Catalogue, of: &mut Table) {
    for column in &mut of.columns {
        column.header = words.fill(&column.header);
        column.unit = words.fill(&column.unit);
    }
    for Cell { shown, .. } in of.rows.iter_mut().flatten() {
        *shown = words.fill(shown);
    }
}
