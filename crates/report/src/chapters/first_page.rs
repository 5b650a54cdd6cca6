//! The first page of a report, and what it leaves to the pages behind it.

use super::source::Source;
use super::summary::Summary;
use super::{Chapter, Request, figures, method};
use crate::catalogue::Catalogue;
use crate::document::{Attachment, Block, Inline, Section, Weight};
use crate::hindcast::{self, Hindcast};
use crate::say;
use error::Result;
use results::store::manifest::{ResultKind, VERSION};
use results::store::stored::{Beside, StoredResult};

/// What the first page does not show of a chapter.
#[derive(Default)]
pub struct Behind {
    /// All that was found.
    pub answers: Vec<Block>,
    pub figures: Vec<Block>,
    /// The tables behind all its figures, and which of them is that of the first page's chart.
    pub data: Vec<Attachment>,
    pub lead: Option<usize>,
}

/// What stands first of all, of each chapter: the answer, a chart, three points, how sure they are, how they were made; and what is left.
///
/// # Errors
/// A file of a result cannot be read or is not what its name says.
pub fn first_page(request: &Request, chapters: &[Chapter]) -> Result<(Section, Vec<Behind>)> {
    let words = request.words;
    let mut section = Section::new("in-short", say!(words, "screen-title"));
    section.blocks.push(Block::Notice(
        Weight::Note,
        vec![Inline::Strong(say!(words, "screen-what_if"))],
    ));
    section.blocks.extend(warnings(words, request.sources));
    let mut left = Vec::new();
    for chapter in chapters {
        let (blocks, behind) = of_chapter(request, chapter)?;
        left.push(behind);
        if chapters.len() == 1 {
            section.blocks.extend(blocks);
        } else {
            let mut inner = Section::new(&format!("{}-in-short", chapter.id), &chapter.title);
            inner.blocks = blocks;
            section.sections.push(inner);
        }
    }
    Ok((section, left))
}

/// What stands first of a chapter, and what is left of it.
fn of_chapter(request: &Request, chapter: &Chapter) -> Result<(Vec<Block>, Behind)> {
    let words = request.words;
    let mut behind = Behind::default();
    let (result, lead) = match chapter.source {
        Source::Unfinished(run) => return Ok((vec![run.notice(words)], behind)),
        Source::History(history) => (&history.result, None),
        Source::Finished(result) => {
            let (mut figures, data) = figures::blocks(words, result, &chapter.id, request.seen_from)?;
            // The lag is what a run is asked for first.
            let wanted = matches!(result.manifest.kind, ResultKind::Run(_)).then_some("china-lag");
            behind.lead = figures::lead(&figures, wanted);
            let lead = behind.lead.map(|place| figures.remove(place));
            (behind.figures, behind.data) = (figures, data);
            (&**result, lead)
        }
    };
    let mut summary = Summary::of(words, result, request.metric)?;
    if matches!(chapter.source, Source::Finished(_)) {
        let history = hindcast_of(request).and_then(|hindcast| meets_history(words, hindcast));
        summary.caveats.extend(history);
    }
    let (first, rest) = summary
        .depths(words, lead, method::in_short(words, &result.manifest))
        .into();
    behind.answers = rest;
    Ok((first, behind))
}

/// The hindcast of a report, if it has one.
pub fn hindcast_of<'a>(request: &Request<'a>) -> Option<&'a Hindcast> {
    let of_source = request.sources.iter().find_map(|source| match source {
        Source::History(history) => Some(&history.hindcast),
        Source::Finished(_) | Source::Unfinished(_) => None,
    });
    of_source.or(request.hindcast)
}

/// How much of the recorded history the model meets, with the way to the page about it.
fn meets_history(words: &Catalogue, hindcast: &Hindcast) -> Option<Vec<Inline>> {
    Some(vec![
        Inline::Text(hindcast.in_short(words)? + " "),
        Inline::Link {
            to: hindcast::NAME.to_owned(),
            text: say!(words, "history-more"),
        },
    ])
}

/// What must be known before anything is believed: changed files, other versions.
fn warnings(words: &Catalogue, sources: &[Source]) -> Vec<Block> {
    let finished: Vec<&StoredResult> = sources.iter().filter_map(Source::finished).collect();
    let mut sentences = Vec::new();
    for result in &finished {
        let folder = result.folder.display().to_string();
        if !result.changed.is_empty() {
            sentences.push(say!(
                words,
                "warning-changed",
                folder = &folder,
                files = result.changed.join(", ")
            ));
        }
        if result.manifest.version != VERSION {
            sentences.push(say!(
                words,
                "warning-version",
                folder = &folder,
                theirs = &result.manifest.version,
                ours = VERSION
            ));
        }
        if let Some(Beside { command, is_live }) = &result.unfinished {
            sentences.push(match is_live {
                true => say!(words, "warning-live", folder = &folder, command = command),
                false => say!(words, "warning-unfinished", folder = &folder, command = command),
            });
        }
    }
    let build = |result: &StoredResult| (result.manifest.version.clone(), result.manifest.sources.clone());
    if let Some(first) = finished.first()
        && let Some(other) = finished.iter().find(|other| build(other) != build(first))
    {
        let [one, two] = [*first, *other].map(|result| result.folder.display().to_string());
        sentences.push(say!(words, "warning-mixed", one = one, two = two));
    }
    sentences
        .into_iter()
        .map(|sentence| Block::Notice(Weight::Warning, vec![Inline::Text(sentence)]))
        .collect()
}
