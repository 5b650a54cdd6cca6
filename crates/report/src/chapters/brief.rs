//! A report of a few pages: the answer, a figure, how sure it is, how it was made.

use super::first_page::first_page;
use super::{Chapter, Request, chapters, foot, method, title_of};
use crate::document::{Block, Document, Section};
use crate::say;
use error::Result;

/// The first page of a report, with what has to stand beside it.
///
/// # Errors
/// A file of a result cannot be read or is not what its name says.
pub fn brief(request: &Request) -> Result<Document> {
    let words = request.words;
    let chapters = chapters(request)?;
    let mut document = Document {
        title: title_of(words, &chapters),
        language: words.language().to_owned(),
        foot: foot(words, &chapters),
        ..Document::default()
    };
    let (first, left) = first_page(request, &chapters)?;
    document.sections.push(first);
    for (chapter, behind) in chapters.iter().zip(left) {
        let Some(result) = chapter.source.finished() else {
            continue;
        };
        let mut data = behind.data.into_iter();
        document.attachments.extend(behind.lead.and_then(|lead| data.nth(lead)));
        let title = heading(chapter, &chapters, say!(words, "method-title"));
        let mut section = Section::new(&format!("{}-method", chapter.id), title);
        section.paragraph(say!(words, "method-again"));
        section.blocks.push(Block::Code(result.manifest.command.clone()));
        section
            .blocks
            .push(Block::Facts(method::facts(words, &result.manifest)));
        document.sections.push(section);
    }
    Ok(document.filled(words))
}

/// What a section is called; with several results each says whose it is.
fn heading(chapter: &Chapter, chapters: &[Chapter], alone: String) -> String {
    match chapters {
        [_] => alone,
        _ => format!("{}: {alone}", chapter.title),
    }
}
