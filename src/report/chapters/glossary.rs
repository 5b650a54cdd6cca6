//! What columns, metrics and parameters mean: the data dictionaries of results, and which of their entries a document asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Rows;
use super::sources;
use crate::error::Result;
use crate::model::metrics::Metric;
use crate::model::series::Series;
use crate::report::dictionary::{DICTIONARY_CSV, metric_meaning};
use crate::report::document::{Block, Definition, Document, Inline, Section, Table};
use crate::report::finished::Finished;
use crate::report::tables::TRAJECTORIES_CSV;
use crate::scenario::levers::Lever;
use crate::scenario::load::cards::read_cards;
use crate::scenario::reader;

/// All that is known, by key: metrics, levers and parameters by their own name, columns after the name of their file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionary {
    entries: BTreeMap<String, Definition>,
}

/// Key of a column of a file.
pub fn column(file: &str, name: &str) -> String {
    format!("{file}: {name}")
}

/// Key of a monthly quantity.
pub fn monthly(series: Series) -> String {
    column(TRAJECTORIES_CSV, &format!("{}.{}", series.agent_key(), series.key()))
}

impl Dictionary {
    /// The metrics, levers and monthly quantities of this version.
    pub fn of_model() -> Self {
        let mut dictionary = Self::default();
        for metric in Metric::ALL {
            dictionary.add(metric.key(), metric.unit(), &metric_meaning(metric), "model");
        }
        for lever in Lever::ALL {
            dictionary.add(lever.key(), lever.unit(), lever.meaning(), "model");
        }
        for series in Series::all() {
            dictionary.add(&monthly(series), series.unit(), series.meaning(), "model");
        }
        dictionary
    }

    /// Takes in the data dictionary of a result. What is there already stays.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(&mut self, result: &Finished) -> Result<()> {
        let cards = read_cards(&reader::Source {
            name: format!("the parameter cards in {}", result.folder.display()),
            text: result.manifest.subject.parameters_toml().to_owned(),
        })?;
        for card in &cards.cards {
            self.add(&card.key, &card.unit, &card.meaning, &card.source);
        }
        for row in Rows::read_or_none(result, DICTIONARY_CSV)?.iter() {
            let [file, name, unit, meaning, source] =
                ["file", "name", "unit", "meaning", "source"].map(|column| row.text(column));
            // A column of an input is what the input is.
            let known = self.entries.get(name).filter(|_| name.contains('.'));
            let meaning = known.map_or(meaning.to_owned(), |known| known.meaning.clone());
            self.add(&column(file, name), unit, &meaning, source);
            if name.contains('.') {
                self.add(name, unit, &meaning, source);
            }
        }
        Ok(())
    }

    /// Takes in one entry, unless its key is there already.
    pub fn add(&mut self, key: &str, unit: &str, meaning: &str, source: &str) {
        self.entries.entry(key.to_owned()).or_insert_with(|| Definition {
            key: key.to_owned(),
            name: String::new(),
            unit: said_unit(unit).to_owned(),
            meaning: meaning.to_owned(),
            source: source.to_owned(),
        });
    }

    /// Takes in entries that a report makes itself, unless their keys are there already.
    pub fn define(&mut self, definitions: impl IntoIterator<Item = Definition>) {
        for definition in definitions {
            self.entries.entry(definition.key.clone()).or_insert(definition);
        }
    }

    /// The unit of a column where it is one.
    pub fn unit(&self, key: &str) -> &str {
        self.entries.get(key).map_or("", |entry| entry.unit.as_str())
    }

    /// The entries that `document` asks for, and the sources that they name, in order of their keys.
    pub fn asked_by(&self, document: &Document) -> Vec<Definition> {
        let mut keys = BTreeSet::new();
        document.sections.iter().for_each(|section| keys_of(section, &mut keys));
        let asked = keys.into_iter().filter_map(|key| self.entries.get(key));
        let mut found: BTreeMap<&str, Definition> = asked.map(|entry| (entry.key.as_str(), entry.clone())).collect();
        let named: BTreeSet<String> = found
            .values()
            .flat_map(|entry| entry.words_of_source().map(str::to_owned))
            .collect();
        for (key, text) in sources::all().filter(|(key, _)| named.contains(*key)) {
            found.entry(key).or_insert_with(|| {
                self.entries.get(key).cloned().unwrap_or_else(|| Definition {
                    key: key.to_owned(),
                    meaning: text,
                    ..Definition::default()
                })
            });
        }
        found.into_values().collect()
    }
}

/// What stands as a unit in a dictionary, where it is none: words, and units of other columns.
fn said_unit(unit: &str) -> &str {
    match unit {
        "text" | "yes or no" | "number" => "",
        unit if unit.starts_with("of ") => "",
        unit => unit,
    }
}

fn keys_of<'a>(section: &'a Section, keys: &mut BTreeSet<&'a str>) {
    section.blocks.iter().for_each(|block| keys_of_block(block, keys));
    section.sections.iter().for_each(|inner| keys_of(inner, keys));
}

fn keys_of_block<'a>(block: &'a Block, keys: &mut BTreeSet<&'a str>) {
    let mut of_line = |pieces: &'a [Inline]| {
        keys.extend(pieces.iter().filter_map(|piece| match piece {
            Inline::Term { key, .. } => Some(key.as_str()),
            _ => None,
        }));
    };
    match block {
        Block::Paragraph(pieces) | Block::Notice(_, pieces) => of_line(pieces),
        Block::List(_, points) => points.iter().for_each(|point| of_line(point)),
        Block::Facts(facts) => facts.iter().for_each(|(_, value)| of_line(value)),
        Block::Finding(finding) => of_line(&finding.sentences),
        Block::Table(table) => keys_of_table(table, keys),
        Block::Figure(figure) => keys_of_table(&figure.table, keys),
        Block::Details { blocks, .. } => blocks.iter().for_each(|block| keys_of_block(block, keys)),
        Block::Code(_) => {}
    }
}

fn keys_of_table<'a>(table: &'a Table, keys: &mut BTreeSet<&'a str>) {
    keys.extend(table.columns.iter().map(|column| column.definition.as_str()));
    keys.extend(table.rows.iter().flatten().map(|cell| cell.definition.as_str()));
}
