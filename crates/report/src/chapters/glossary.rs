//! What columns, metrics and parameters mean: the data dictionaries of results, and which of their entries a document asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Rows;
use super::sources;
use crate::dictionary::metric_meaning;
use crate::document::{Block, Definition, Document, Inline, Section, Table};
use analysis::run::schema::TRAJECTORIES_CSV;
use engine::model::metrics::Metric;
use engine::model::series::Series;
use engine::scenario::levers::Lever;
use engine::scenario::load::cards::read_cards;
use engine::scenario::reader;
use error::Result;
use results::dictionary::DICTIONARY_CSV;
use results::store::stored::StoredResult;

/// All that is known, by key: metrics, levers and parameters by their own name, columns after the name of their file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionary {
    entries: BTreeMap<String, Definition>,
    /// Those that the table of parameter cards explains as well.
    cards: BTreeSet<String>,
}

/// Key of a column of a file.
pub fn column(file: &str, name: &str) -> String {
    format!("{file}: {name}")
}

/// Key of a monthly quantity.
pub fn monthly(series: Series) -> String {
    column(TRAJECTORIES_CSV, &series.name())
}

fn definition(key: &str, unit: &str, meaning: &str, source: &str) -> Definition {
    Definition {
        key: key.to_owned(),
        name: String::new(),
        unit: said_unit(unit).to_owned(),
        meaning: meaning.to_owned(),
        source: source.to_owned(),
        ..Definition::default()
    }
}

/// What a metric at a date that someone asked for is.
fn at_a_date(key: &str) -> Option<Definition> {
    let metric = Metric::from_key(key).filter(|metric| metric.dated().is_some())?;
    Some(definition(key, metric.unit(), &metric_meaning(metric), "model"))
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
    pub fn read(&mut self, result: &StoredResult) -> Result<()> {
        let cards = read_cards(&reader::Source {
            name: format!("the parameter cards in {}", result.folder.display()),
            text: result.manifest.kind.parameters_toml().to_owned(),
        })?;
        for card in &cards.cards {
            self.add(&card.key, &card.unit, &card.meaning, &card.source);
            self.cards.insert(card.key.clone());
        }
        for row in Rows::read_or_none(result, DICTIONARY_CSV)?.iter() {
            let [file, name, unit, meaning, source] =
                ["file", "name", "unit", "meaning", "source"].map(|column| row.text(column));
            // A column of an input is what the input is, one of a date what that is in any language.
            let known = self.entries.get(name).filter(|_| name.contains('.'));
            let dated = Metric::from_key(name).filter(|metric| metric.dated().is_some() && metric.meaning() == meaning);
            let meaning = match (known, dated) {
                (Some(known), _) => known.meaning.clone(),
                (None, Some(metric)) => metric_meaning(metric),
                (None, None) => meaning.to_owned(),
            };
            self.add(&column(file, name), unit, &meaning, source);
            if name.contains('.') {
                self.add(name, unit, &meaning, source);
            }
        }
        Ok(())
    }

    /// Takes in one entry, unless its key is there already.
    pub fn add(&mut self, key: &str, unit: &str, meaning: &str, source: &str) {
        let new = || definition(key, unit, meaning, source);
        self.entries.entry(key.to_owned()).or_insert_with(new);
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
        let mut keys = Keys::new();
        document.sections.iter().for_each(|section| keys_of(section, &mut keys));
        let asked = keys.into_iter().filter_map(|(key, on_paper)| {
            let entry = self.entries.get(key).cloned().or_else(|| at_a_date(key))?;
            let on_paper = on_paper && !self.cards.contains(key);
            Some((key, Definition { on_paper, ..entry }))
        });
        let mut found: BTreeMap<&str, Definition> = asked.collect();
        let named: BTreeSet<String> = found
            .values()
            .flat_map(|entry| entry.words_of_source().map(str::to_owned))
            .collect();
        for (key, text) in sources::all().filter(|(key, _)| named.contains(*key)) {
            let entry = found.entry(key).or_insert_with(|| {
                self.entries.get(key).cloned().unwrap_or_else(|| Definition {
                    key: key.to_owned(),
                    meaning: text,
                    ..Definition::default()
                })
            });
            // The table of parameter cards names sources too.
            entry.on_paper = true;
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

/// Keys that are asked for, and whether by something that is printed.
type Keys<'a> = BTreeMap<&'a str, bool>;

fn keys_of<'a>(section: &'a Section, keys: &mut Keys<'a>) {
    section.blocks.iter().for_each(|block| keys_of_block(block, true, keys));
    section.sections.iter().for_each(|inner| keys_of(inner, keys));
}

fn keys_of_block<'a>(block: &'a Block, on_paper: bool, keys: &mut Keys<'a>) {
    let mut of_line = |pieces: &'a [Inline]| {
        for piece in pieces {
            if let Inline::Term { key, .. } = piece {
                *keys.entry(key).or_default() |= on_paper;
            }
        }
    };
    match block {
        Block::Paragraph(pieces) | Block::Notice(_, pieces) => of_line(pieces),
        Block::List(_, points) => points.iter().for_each(|point| of_line(point)),
        Block::Facts(facts) => facts.iter().for_each(|(_, value)| of_line(value)),
        Block::Finding(finding) => of_line(&finding.sentences),
        Block::Table(table) => keys_of_table(table, on_paper, keys),
        // The table behind a figure is folded.
        Block::Figure(figure) => keys_of_table(&figure.table, false, keys),
        Block::Details { blocks, printed, .. } => blocks
            .iter()
            .for_each(|block| keys_of_block(block, on_paper && *printed, keys)),
        Block::Code(_) => {}
    }
}

fn keys_of_table<'a>(table: &'a Table, on_paper: bool, keys: &mut Keys<'a>) {
    let of_columns = table.columns.iter().map(|column| column.definition.as_str());
    let of_cells = table.rows.iter().flatten().map(|cell| cell.definition.as_str());
    for key in of_columns.chain(of_cells) {
        *keys.entry(key).or_default() |= on_paper;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Figure};

    /// A column of each of three tables: one that is printed, one that is folded, one behind a figure.
    #[test]
    fn paper_has_the_meaning_of_what_is_printed_and_of_no_parameter_whose_card_is() {
        let table = |keys: &[&str]| Table {
            columns: keys.iter().map(|key| Column::words(*key).defined(*key)).collect(),
            ..Table::default()
        };
        let mut section = Section::new("one", "One");
        section.blocks = vec![
            Block::Table(table(&["a", "card"])),
            Block::Details {
                summary: String::new(),
                blocks: vec![Block::Table(table(&["a", "b"]))],
                printed: false,
            },
            Block::Figure(Box::new(Figure {
                table: table(&["c"]),
                ..Figure::default()
            })),
        ];
        let document = Document {
            sections: vec![section],
            ..Document::default()
        };
        let mut dictionary = Dictionary::default();
        for key in ["a", "b", "c", "card", "unasked"] {
            dictionary.add(key, "", "what it is", "");
        }
        dictionary.cards.insert("card".to_owned());
        let found = dictionary.asked_by(&document);
        let found: Vec<(&str, bool)> = found.iter().map(|entry| (&*entry.key, entry.on_paper)).collect();
        assert_eq!(found, [("a", true), ("b", false), ("c", false), ("card", false)]);
    }
}
