//! A report of results: one first screen for all of them, then a chapter each, then how they were made.
//!
//! Everything is made from what the folders hold; nothing is simulated here.

pub mod case_names;
pub mod figures;
pub mod glossary;
pub mod heads;
pub mod influence;
pub mod rows;
pub mod sources;
pub mod summary;
pub mod unfinished;

mod brief;
mod cases;
mod cells;
mod first_page;
mod lab;
pub(crate) mod method;
mod source;
mod tables;

use std::path::Path;

pub use brief::brief;
use case_names::called;
use first_page::{Behind, first_page, hindcast_of};
use glossary::Dictionary;
pub use source::{History, Source};

use super::answers;
use super::catalogue::Catalogue;
use super::document::{Attachment, Block, Document, Glossary, Inline, Order, Section, identifier};
use super::hindcast::{self, Hindcast};
use super::pedigree;
use super::scenario_text::title_of_scenario;
use super::story;
use crate::say;
use analysis::claims::is_bare;
use analysis::run::claims::MAIN;
use engine::model::metrics::Metric;
use error::{Error, Result};
use results::store::manifest::{ExperimentRecord, MANIFEST_JSON, ResultKind, VERSION};
use results::store::stored::StoredResult;

/// Sentences of an analysis that are shown at once; more are folded.
const SHORT_LIST: usize = 12;

/// What a report is made of, and how.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// One at least, in the order of the chapters.
    pub sources: &'a [Source],
    /// The simulated history held against the recorded one, for the page that says what the model gets right and wrong; where a
    /// source is a [`History`], that one is taken.
    pub hindcast: Option<&'a Hindcast>,
    /// The outcome that comes first; each kind of result has one of its own where none is named.
    pub metric: Option<Metric>,
    pub words: &'a Catalogue,
    /// The folder in which the report will lie: a Markdown file names figures as seen from there.
    pub seen_from: &'a Path,
}

/// A result with what its chapter is called and begins the ids of.
struct Chapter<'a> {
    source: &'a Source,
    id: String,
    title: String,
}

/// The report.
///
/// # Errors
/// A file of a result cannot be read or is not what its name says.
pub fn document(request: &Request) -> Result<Document> {
    let words = request.words;
    let chapters = chapters(request)?;
    let mut dictionary = Dictionary::of_model();
    let mut document = Document {
        title: title_of(words, &chapters),
        language: words.language().to_owned(),
        ..Document::default()
    };
    let (first, left) = first_page(request, &chapters)?;
    document.sections.push(first);
    let mut methods = Section::new("method", say!(words, "method-title"));
    let mut results: Vec<&StoredResult> = Vec::new();
    for (chapter, behind) in chapters.iter().zip(left) {
        match chapter.source {
            Source::Finished(result) => {
                dictionary.read(result)?;
                let (section, files) = of_finished(request, result, chapter, &dictionary, behind)?;
                document.sections.push(section);
                document.attachments.extend(files);
                if let Some(record) = result.manifest.kind.experiment() {
                    dictionary.define(cases::definitions(words, record, &chapter.id));
                }
                results.push(result);
            }
            Source::Unfinished(run) => document.sections.push(run.section(words, &chapter.id, &chapter.title)),
            // The page on the recorded history is its chapter.
            Source::History(history) => {
                let mut section = Section::new(&format!("{}-answers", chapter.id), say!(words, "report-answers"));
                section.blocks = behind.answers;
                document.sections.push(section);
                document.attachments.push(manifest_of(&history.result, chapter)?);
            }
        }
        if let Some(result) = chapter.source.finished() {
            let title = match chapters.as_slice() {
                [_] => say!(words, "report-this"),
                _ => chapter.title.clone(),
            };
            let section = method::section(words, result, &chapter.id, &title)?;
            methods.sections.push(section);
        }
    }
    let metric = request.metric.unwrap_or(MAIN);
    if let Some((section, files)) = pedigree::section(words, &results, metric)? {
        document.sections.push(section);
        document.attachments.extend(files);
    }
    if let Some(hindcast) = hindcast_of(request) {
        let (section, files) = hindcast::section(words, hindcast, request.seen_from)?;
        document.sections.push(section);
        document.attachments.extend(files);
        dictionary.define(hindcast.definitions());
    }
    methods.sections.insert(0, method::model(words));
    document.sections.push(methods);
    dictionary.define(heads::definitions(words));
    document.glossary = Glossary {
        title: say!(words, "report-glossary"),
        entries: dictionary.asked_by(&document),
    };
    document.foot = foot(words, &chapters);
    Ok(document.filled(words))
}

/// The title of a report of these chapters.
fn title_of(words: &Catalogue, chapters: &[Chapter]) -> String {
    match chapters {
        [only] => only.title.clone(),
        [first, rest @ ..] => say!(words, "report-several", first = &first.title, count = rest.len()),
        [] => String::new(),
    }
}

/// What stands at the end of every report: which program made it, of which results.
fn foot(words: &Catalogue, chapters: &[Chapter]) -> String {
    let hashes = chapters
        .iter()
        .map(|chapter| chapter.source.key().get(..8).unwrap_or_default());
    say!(
        words,
        "report-foot",
        version = VERSION,
        hashes = hashes.collect::<Vec<_>>().join(", "),
    )
}

/// Title and id of each chapter; the ids differ.
///
/// # Errors
/// A table cannot be read.
fn chapters<'a>(request: &Request<'a>) -> Result<Vec<Chapter<'a>>> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for source in request.sources {
        let name = source.folder().file_name().unwrap_or_default().to_string_lossy();
        let first = identifier(&format!("r {name}"));
        let (mut id, mut number) = (first.clone(), chapters.len());
        while chapters.iter().any(|chapter| chapter.id == id) {
            number += 1;
            id = format!("{first}-{number}");
        }
        let title = match source.finished() {
            Some(result) => title(request.words, result)?,
            None => say!(request.words, "unfinished-title", name = name.as_ref()),
        };
        chapters.push(Chapter { source, id, title });
    }
    Ok(chapters)
}

/// What a result is called: its kind, and what was asked.
///
/// # Errors
/// A table cannot be read.
pub(crate) fn title(words: &Catalogue, result: &StoredResult) -> Result<String> {
    /// Letters that a title has at most.
    const LONGEST: usize = 90;
    let title = whole_title(words, result)?;
    if title.chars().count() <= LONGEST {
        return Ok(title);
    }
    if let ResultKind::Compare(record) = &result.manifest.kind
        && let [reference, policies @ ..] = &record.cases[..]
    {
        let reference = called(words, &reference.name);
        let many = say!(words, "title-policies", count = policies.len(), reference = reference);
        return Ok(say!(words, "title-comparison", title = many));
    }
    let mut short = String::new();
    for word in title.split(' ') {
        if short.chars().count() + word.chars().count() + 2 > LONGEST {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { " " });
        short.push_str(word);
    }
    Ok(short.trim_end_matches([',', ':', ';', '.']).to_owned() + "…")
}

/// The same, however long.
fn whole_title(words: &Catalogue, result: &StoredResult) -> Result<String> {
    let kind = &result.manifest.kind;
    let asked = || -> Result<String> {
        let (_, answer) = answers::of_result(result, &[])?;
        Ok(words.word(&answer.question))
    };
    Ok(match kind {
        ResultKind::Run(record) => {
            let own = title_of_scenario(&record.scenario_toml);
            if is_bare(&own) { asked()? } else { words.term(&own) }
        }
        ResultKind::Compare(record) => {
            let mut names = record.cases.iter().map(|case| called(words, &case.name));
            let reference = names.next().unwrap_or_default();
            let policies = names.collect::<Vec<_>>().join(", ");
            let title = say!(
                words,
                "figure-compare-against",
                policies = policies,
                reference = reference
            );
            say!(words, "title-comparison", title = title)
        }
        ResultKind::Sensitivity(record) => say!(words, "title-sensitivity", title = of_first_case(record)),
        ResultKind::Explain(_) => say!(words, "title-explanation", title = asked()?),
        ResultKind::Sweep(_) => say!(words, "title-sweep", title = asked()?),
        ResultKind::Adapt(_) => say!(words, "title-adaptation", title = asked()?),
        ResultKind::Game(_) => say!(words, "title-game", title = asked()?),
        ResultKind::Robust(record) => say!(words, "title-robustness", title = &record.title),
        ResultKind::Discover(_) => say!(words, "title-discovery", title = asked()?),
        ResultKind::Voi(_) => say!(words, "title-value", title = asked()?),
        ResultKind::Condition(record) => say!(words, "title-conditioning", title = of_first_case(record)),
        ResultKind::Score(record) => say!(words, "title-scores", title = of_first_case(record)),
        ResultKind::Validate(_) => {
            let name = result.folder.file_name().unwrap_or_default().to_string_lossy();
            say!(words, "title-history", name = name.as_ref())
        }
    })
}

/// The title of the scenario that was studied.
fn of_first_case(record: &ExperimentRecord) -> &str {
    record.cases.first().map_or(&record.title, |case| &case.title)
}

/// The chapter of a finished result, and the files that travel with it.
fn of_finished(
    request: &Request,
    result: &StoredResult,
    chapter: &Chapter,
    dictionary: &Dictionary,
    behind: Behind,
) -> Result<(Section, Vec<Attachment>)> {
    let words = request.words;
    let title = match request.sources.len() {
        1 => say!(words, "report-result"),
        _ => chapter.title.clone(),
    };
    let mut section = Section::new(&chapter.id, title);
    let mut part = |name: &str, title: String, blocks: Vec<Block>| {
        if !blocks.is_empty() {
            let mut inner = Section::new(&format!("{}-{name}", chapter.id), title);
            inner.blocks = blocks;
            section.sections.push(inner);
        }
    };
    part("answers", say!(words, "report-answers"), behind.answers);
    part("figures", say!(words, "report-figures"), behind.figures);
    let mut files = behind.data;
    let tables = tables::blocks(words, result, dictionary, &chapter.id)?;
    part("tables", say!(words, "report-tables"), tables);
    let metric = request.metric.unwrap_or(MAIN);
    if let Some((inner, more)) = story::section(words, result, metric, &chapter.id)? {
        section.sections.push(inner);
        files.extend(more);
    }
    let said = said(result);
    // A quotation in one language has no place in a page in another; the first screen says the same from the data.
    if !said.is_empty() && words.language() == method::WRITTEN_IN {
        let mut inner = Section::new(&format!("{}-said", chapter.id), say!(words, "report-said"));
        inner.paragraph(say!(words, "report-said_is"));
        let count = said.len();
        let list = Block::List(
            Order::Free,
            said.into_iter().map(|sentence| vec![Inline::Data(sentence)]).collect(),
        );
        inner.blocks.push(match count > SHORT_LIST {
            false => list,
            true => Block::Details {
                summary: say!(words, "report-said_count", count = count),
                blocks: vec![list],
                printed: true,
            },
        });
        section.sections.push(inner);
    }
    files.insert(0, manifest_of(result, chapter)?);
    Ok((section, files))
}

/// The manifest of a result as a file that travels with the page.
fn manifest_of(result: &StoredResult, chapter: &Chapter) -> Result<Attachment> {
    let path = result.path(MANIFEST_JSON);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Error::File(format!("cannot read {}: {error}", path.display())))?;
    Ok(Attachment {
        name: format!("{}/{MANIFEST_JSON}", chapter.id),
        media: "application/json",
        text,
    })
}

/// The sentences that the analysis itself ended with.
fn said(result: &StoredResult) -> Vec<String> {
    match &result.manifest.kind {
        // What it printed is the summary.
        ResultKind::Run(_) => Vec::new(),
        kind => kind
            .experiment()
            .map_or_else(Vec::new, |record| record.findings.clone()),
    }
}
