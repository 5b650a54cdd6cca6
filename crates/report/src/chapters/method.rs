//! How a result was made: the model in short, what was asked in full, and what the files were.

use super::lab;
use crate::catalogue::Catalogue;
use crate::conditioning::in_words;
use crate::document::{Block, Cell, Column, Inline, Order, Section, Table};
use crate::number::thousands;
use crate::pedigree::distribution;
use crate::phrases::in_unit;
use crate::say;
use engine::scenario::cards::Card;
use engine::scenario::load::cards::read_cards;
use engine::scenario::reader::Source;
use error::Result;
use results::store::manifest::{CaseRecord, ExperimentRecord, Manifest, ResultKind};
use results::store::stored::StoredResult;

/// Texts of scenarios that are shown; the manifest inside the page has all.
const MOST_TEXTS: usize = 12;

/// The model in short, after the ODD protocol.
pub fn model(words: &Catalogue) -> Section {
    let mut section = Section::new("model", say!(words, "odd-title"));
    section.paragraph(say!(words, "odd-about"));
    section.blocks.push(Block::Facts(
        [
            (say!(words, "odd-purpose"), say!(words, "odd-purpose_is")),
            (say!(words, "odd-entities"), say!(words, "odd-entities_are")),
            (say!(words, "odd-scales"), say!(words, "odd-scales_are")),
            (say!(words, "odd-process"), say!(words, "odd-process_is")),
            (say!(words, "odd-concepts"), say!(words, "odd-concepts_are")),
            (say!(words, "odd-start"), say!(words, "odd-start_is")),
            (say!(words, "odd-input"), say!(words, "odd-input_is")),
            (say!(words, "odd-submodels"), say!(words, "odd-submodels_are")),
            (say!(words, "odd-left_out"), say!(words, "odd-left_out_are")),
        ]
        .map(|(what, sentence)| (what, vec![Inline::Text(sentence)]))
        .into(),
    ));
    section
}

/// How one result was made.
///
/// # Errors
/// The parameter cards of a scenario cannot be read.
pub fn section(words: &Catalogue, result: &StoredResult, chapter: &str, title: &str) -> Result<Section> {
    let manifest = &result.manifest;
    let mut section = Section::new(&format!("{chapter}-method"), title);
    section.paragraph(say!(words, "method-again"));
    section.blocks.push(Block::Code(manifest.command.clone()));
    let links = lab::links(manifest);
    if !links.is_empty() {
        section.paragraph(say!(words, "method-lab"));
        let point = |(name, address): (String, String)| vec![Inline::File { address, text: name }];
        section
            .blocks
            .push(Block::List(Order::Free, links.into_iter().map(point).collect()));
    }
    section.blocks.push(Block::Facts(facts(words, manifest)));
    section.paragraph(say!(words, "method-errors"));
    section.blocks.extend(texts(words, &manifest.kind));
    if let Some(record) = manifest.kind.experiment() {
        let points = changed_parameters(words, record)?;
        if !points.is_empty() {
            section.paragraph(say!(words, "method-changed"));
            section.blocks.push(Block::List(Order::Free, points));
        }
    }
    section.blocks.push(Block::Details {
        summary: say!(words, "method-files"),
        blocks: vec![
            Block::paragraph(say!(words, "method-files_are")),
            Block::Table(files(words, manifest, chapter)),
        ],
        printed: false,
    });
    Ok(section)
}

/// The language in which a manifest holds what a study found: a quotation in one language has no place in a page in another.
pub const WRITTEN_IN: &str = "en";

/// Worlds that were simulated, and those that failed.
fn worlds(kind: &ResultKind) -> (u64, u64) {
    match kind {
        ResultKind::Run(record) => (record.counts.worlds, record.counts.failed),
        kind => kind
            .experiment()
            .map_or((0, 0), |record| (record.worlds, record.failed)),
    }
}

/// The paragraph of a first page that says how its result was made, with the way to the page that says all of it.
pub fn in_short(words: &Catalogue, manifest: &Manifest) -> Vec<Inline> {
    let (worlds, _) = worlds(&manifest.kind);
    let conditioning = match &manifest.kind {
        ResultKind::Run(record) => record.conditioning.as_ref(),
        kind => kind
            .experiment()
            .and_then(|record| record.cases.first()?.conditioning.as_ref()),
    };
    let said = say!(
        words,
        "screen-method",
        count = worlds,
        seed = manifest.seed.to_string(),
        version = &manifest.version
    );
    let mut line = vec![Inline::Text(said + " ")];
    if let Some(said) = conditioning.and_then(|said| in_words(words, said)) {
        line.push(Inline::Text(said + " "));
    }
    line.push(Inline::Link {
        to: "method".to_owned(),
        text: say!(words, "method-title"),
    });
    line
}

/// What identifies a result, and how much was simulated.
pub fn facts(words: &Catalogue, manifest: &Manifest) -> Vec<(String, Vec<Inline>)> {
    let data = |text: &str| vec![Inline::Code(text.to_owned())];
    let (worlds, failed) = worlds(&manifest.kind);
    let mut facts = vec![
        (say!(words, "method-worlds"), data(&thousands(worlds as f64))),
        (say!(words, "method-failed"), data(&thousands(failed as f64))),
        (say!(words, "method-seed"), data(&manifest.seed.to_string())),
        (
            say!(words, "method-program"),
            data(&format!("{} {}", manifest.program, manifest.version)),
        ),
    ];
    if let Some(commit) = &manifest.commit {
        facts.push((say!(words, "method-commit"), data(commit)));
    }
    facts.push((say!(words, "method-sources"), data(&manifest.sources)));
    facts.push((say!(words, "method-key"), data(manifest.key.as_str())));
    facts
}

/// The scenarios as they were run, and what each changes of the first.
fn texts(words: &Catalogue, kind: &ResultKind) -> Vec<Block> {
    let record = match (kind, kind.experiment()) {
        (ResultKind::Run(record), _) => {
            return vec![folded(say!(words, "method-scenario"), &record.scenario_toml)];
        }
        (_, Some(record)) => record,
        (_, None) => return Vec::new(),
    };
    let mut blocks = Vec::new();
    if !record.specification.is_empty() {
        blocks.push(folded(say!(words, "method-specification"), &record.specification));
    }
    let Some(first) = record.cases.first() else {
        return blocks;
    };
    let summary = say!(words, "method-case", name = &first.name, title = &first.title);
    blocks.push(folded(summary, &first.scenario_toml));
    for case in record.cases.iter().skip(1).take(MOST_TEXTS) {
        let summary = say!(words, "method-other_case", name = &case.name, title = &case.title);
        blocks.push(folded(summary, &changes(first, case)));
    }
    let more = record.cases.len().saturating_sub(1 + MOST_TEXTS);
    if more > 0 {
        blocks.push(Block::paragraph(say!(words, "method-more_cases", count = more)));
    }
    blocks
}

/// What each parameter is that a scenario has otherwise than the first one, and under which scenarios: those that change it alike stand
/// together.
///
/// # Errors
/// Cards cannot be read.
fn changed_parameters(words: &Catalogue, record: &ExperimentRecord) -> Result<Vec<Vec<Inline>>> {
    let cards = |case: &str, text: &str| {
        read_cards(&Source {
            name: format!("the parameter cards of {case} in the manifest"),
            text: text.to_owned(),
        })
    };
    if record.cases.iter().all(|case| case.parameters_toml.is_none()) {
        return Ok(Vec::new());
    }
    let first = cards("the first scenario", &record.parameters_toml)?.cards;
    let mut changes: Vec<(&Card, Card, Vec<&str>)> = Vec::new();
    for case in &record.cases {
        let Some(text) = &case.parameters_toml else { continue };
        for after in cards(&case.name, text)?.cards {
            let Some(before) = first.iter().find(|card| card.key == after.key) else {
                continue;
            };
            if before.distribution == after.distribution {
                continue;
            }
            match changes.iter_mut().find(|(_, known, _)| *known == after) {
                Some((_, _, cases)) => cases.push(&case.name),
                None => changes.push((before, after, vec![case.name.as_str()])),
            }
        }
    }
    let point = |(before, after, cases): (&Card, Card, Vec<&str>)| {
        let sentence = say!(
            words,
            "method-parameter",
            cases = cases.join(", "),
            what = in_unit(&after.meaning, &after.unit),
            before = distribution(words, &before.distribution),
            after = distribution(words, &after.distribution),
        );
        let term = Inline::Term {
            text: after.key.clone(),
            key: after.key,
        };
        vec![Inline::Text(sentence), Inline::Text(" ".to_owned()), term]
    };
    Ok(changes.into_iter().map(point).collect())
}

/// The lines of a scenario that the first one has not, under the headings they stand under.
fn changes(first: &CaseRecord, case: &CaseRecord) -> String {
    let mut known: std::collections::BTreeSet<(&str, &str)> = std::collections::BTreeSet::new();
    let under_headings = |text: &'_ str| -> Vec<(String, String)> {
        let mut heading = String::new();
        let mut lines = Vec::new();
        for line in text.lines() {
            if line.starts_with('[') {
                heading = line.to_owned();
            } else if !line.trim().is_empty() {
                lines.push((heading.clone(), line.to_owned()));
            }
        }
        lines
    };
    let (before, after) = (
        under_headings(&first.scenario_toml),
        under_headings(&case.scenario_toml),
    );
    known.extend(before.iter().map(|(heading, line)| (heading.as_str(), line.as_str())));
    let (mut text, mut shown) = (String::new(), "");
    for (heading, line) in &after {
        if known.contains(&(heading.as_str(), line.as_str())) {
            continue;
        }
        if heading != shown {
            text.push_str(&format!("\n{heading}\n"));
            shown = heading;
        }
        text.push_str(line);
        text.push('\n');
    }
    text.trim().to_owned()
}

fn folded(summary: String, text: &str) -> Block {
    Block::Details {
        summary,
        blocks: vec![Block::Code(text.trim_end().to_owned())],
        printed: false,
    }
}

fn files(words: &Catalogue, manifest: &Manifest, chapter: &str) -> Table {
    let rows = manifest.files.iter().map(|file| {
        vec![
            Cell::words(&file.name),
            Cell::number(thousands(file.bytes as f64), file.bytes as f64),
            Cell::words(&file.sha256),
        ]
    });
    Table {
        id: format!("{chapter}-files"),
        caption: say!(words, "method-files_caption"),
        columns: vec![
            Column::words(say!(words, "method-file")).defined("method-file"),
            Column::numbers(say!(words, "method-bytes"), "").defined("method-bytes"),
            Column::words("SHA-256").defined("method.hash"),
        ],
        rows: rows.collect(),
        left_out: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::summary::tests::record;
    use super::*;
    use crate::catalogue::english;
    use engine::scenario::cards::Distribution;
    use engine::scenario::load::resolved::parameters_text;
    use engine::scenario::shipped;

    #[test]
    fn a_parameter_that_scenarios_change_alike_is_told_once_with_both_values() {
        let mut cards = read_cards(&shipped::parameters()).unwrap();
        let before = parameters_text(&cards);
        let place = |key: &str| cards.cards.iter().position(|card| card.key == key).unwrap();
        let (growth, share) = (place("china.fab_growth_per_year"), place("shared.leak_share"));
        cards.cards[growth].distribution = Distribution::Fixed(2.0);
        let fast = parameters_text(&cards);
        cards.cards[share].distribution = Distribution::Fixed(0.5);
        let mut experiment = record(&[("baseline", ""), ("fast", ""), ("faster", ""), ("same", "")]);
        experiment.parameters_toml = before;
        experiment.cases[1].parameters_toml = Some(fast);
        experiment.cases[2].parameters_toml = Some(parameters_text(&cards));
        let points = changed_parameters(english(), &experiment).unwrap();
        let said = |point: &Vec<Inline>| match point.as_slice() {
            [Inline::Text(sentence), _, Inline::Term { key, .. }] => format!("{sentence} {key}"),
            _ => String::new(),
        };
        let (growth, share) = (said(&points[0]), said(&points[1]));
        assert!(
            growth.starts_with("Under fast, faster this is 2 instead of normal")
                && growth.ends_with("china.fab_growth_per_year"),
            "{growth}"
        );
        assert!(
            share.starts_with("Under faster this is 0.5 instead of ") && share.ends_with("shared.leak_share"),
            "{share}"
        );
        assert_eq!(points.len(), 2, "the same under two scenarios is said once");
    }
}
