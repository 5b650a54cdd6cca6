//! A report of a few pages: the answer, a figure, how sure it is, how it was made.

use super::{Chapter, Drawn, Request, chapters, first_page, foot, method, title_of};
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
    let drawn: Result<Vec<Drawn>> = chapters.iter().map(|chapter| Drawn::of(request, chapter)).collect();
    let mut drawn = drawn?;
    let (first, _) = first_page(request, &chapters, &mut drawn)?;
    document.sections.push(first);
    for (chapter, drawn) in chapters.iter().zip(drawn) {
        let Some(result) = chapter.source.finished() else {
            continue;
        };
        document.attachments.extend(drawn.files);
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
