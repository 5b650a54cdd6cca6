//! A report of a few pages: the answer, a figure, how sure it is, how it was made.

use super::{Chapter, Request, chapters, first_screen, foot, method, title_of};
use crate::chapters::figures;
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
    document.sections.push(first_screen(request, &chapters)?);
    for chapter in &chapters {
        let Some(result) = chapter.source.finished() else {
            continue;
        };
        let (figures, files) = figures::blocks(words, result, &chapter.id, request.seen_from)?;
        let place = figures.iter().position(fits_page).unwrap_or(0);
        document.attachments.extend(files.into_iter().skip(place).take(1));
        let mut section = Section::new(&chapter.id, heading(chapter, &chapters, say!(words, "report-figures")));
        section.blocks.extend(figures.into_iter().skip(place).take(1));
        document.sections.push(section);
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

/// Whether a block is a figure that has room on a page of a document: many panels one above the other have not.
fn fits_page(block: &Block) -> bool {
    /// Highest figure, as a multiple of its width.
    const HIGHEST: f64 = 1.25;
    let Block::Figure(figure) = block else {
        return false;
    };
    // One that is long is drawn in pieces, one below the other.
    let pieces = figure.svg.split("viewBox=\"").skip(1).filter_map(|rest| {
        let sides: Vec<f64> = rest
            .split('"')
            .next()?
            .split(' ')
            .filter_map(|side| side.parse().ok())
            .collect();
        let [_, _, width, height] = sides[..] else {
            return None;
        };
        Some(height / width)
    });
    pieces.sum::<f64>() <= HIGHEST
}

/// What a section is called; with several results each says whose it is.
fn heading(chapter: &Chapter, chapters: &[Chapter], alone: String) -> String {
    match chapters {
        [_] => alone,
        _ => format!("{}: {alone}", chapter.title),
    }
}
