//! What the model gets right and wrong: the hindcast as a page of a report, from a folder of `detente validate` or made on the spot.

mod pictures;
mod tables;

use std::path::{Path, PathBuf};

use super::answers;
use super::catalogue::{Catalogue, later};
use super::document::{Attachment, Block, Definition, Inline, Section, Weight};
use super::figures::{self, FIGURES_JSON, Figure};
use super::validation;
use crate::number::readable;
use crate::say;
use analysis::claims::{Answer, Subject, Tables};
use analysis::discover::limits::binomial_at_least;
use analysis::facts::FactSet;
use analysis::validate::held::{Held, Means, areas};
use analysis::validate::schema::{VALIDATION, VALIDATION_CSV};
use analysis::validate::{Options, claims, validate};
use engine::scenario::Scenario;
use error::Result;
use results::claim::Role;
use results::store::manifest::Key;
use results::store::stored::StoredResult;
use results::table::Table;

/// Worlds of a hindcast that a report makes itself.
pub const WORLDS: u64 = 1000;
/// Name of this part in ids and file names.
pub const NAME: &str = "hindcast";

/// An area with fewer facts than this hardly tests the model.
const FEW_FACTS: usize = 5;
/// A median this many times the fact's own error off is a bad one, also where the wide band holds the fact.
const BADLY: f64 = 2.0;

/// Where a hindcast comes from.
#[derive(Debug, Clone, PartialEq)]
enum Origin {
    Folder(PathBuf),
    Simulated(u64),
}

/// The recorded facts held against a simulation.
#[derive(Debug, Clone, PartialEq)]
pub struct Hindcast {
    origin: Origin,
    facts: Vec<Held>,
    /// What the validation says of itself.
    answer: Answer,
    figures: Vec<Figure>,
}

impl Hindcast {
    /// What `detente validate` left.
    ///
    /// # Errors
    /// The table or the stored figures cannot be read.
    pub fn read(result: &StoredResult) -> Result<Self> {
        let table = Table::read(&result.path(VALIDATION_CSV), &VALIDATION)?;
        let figures = match result.has(FIGURES_JSON) {
            true => figures::stored(&result.folder)?,
            false => Vec::new(),
        };
        let origin = Origin::Folder(result.folder.clone());
        let (_, answer) = answers::of_result(result, &[])?;
        Ok(Self::of(origin, &table, answer, figures))
    }

    /// Holds `worlds` worlds of a scenario against the shipped facts, as they are drawn: those that have seen the record cannot be held
    /// against it.
    ///
    /// # Errors
    /// As [`validate`].
    pub fn simulate(scenario: &Scenario, worlds: u64) -> Result<Self> {
        let scenario = Scenario {
            runs: worlds,
            histories: None,
            ..scenario.clone()
        };
        let result = validate(&scenario, &FactSet::shipped().facts, &Options::default())?;
        let figures = validation::figures(&result, &scenario, &Key::of(&scenario));
        let table = validation::table(&result);
        let subject = Subject {
            tables: Tables::new(vec![table.clone()]),
            ..Subject::default()
        };
        let answer = claims::answer(&subject);
        Ok(Self::of(Origin::Simulated(worlds), &table, answer, figures))
    }

    fn of(origin: Origin, table: &Table, answer: Answer, figures: Vec<Figure>) -> Self {
        let (facts, _) = Held::of_table(table);
        Self {
            origin,
            facts,
            answer,
            figures,
        }
    }

    /// How much of the recorded history it meets, in a sentence; none where no fact was held against it.
    pub fn in_short(&self, words: &Catalogue) -> Option<String> {
        let met = self.answer.claims.iter().find(|claim| claim.role == Role::Answer)?;
        let found = say!(words, "figure-sentence", text = words.message(&met.headline));
        Some(format!("{found} {}", say!(words, "hindcast-expected")))
    }

    /// What each fact is and who says so, by its number.
    pub fn definitions(&self) -> Vec<Definition> {
        let of = |held: &Held| Definition {
            key: held.id.clone(),
            name: String::new(),
            unit: held.unit.clone(),
            meaning: later(held.what()),
            source: held.source.clone(),
            ..Definition::default()
        };
        self.facts.iter().map(of).collect()
    }
}

/// The page, and the tables behind its figures. `seen_from` is the folder from which a Markdown file looks at drawings.
///
/// # Errors
/// A figure cannot be drawn.
pub fn section(words: &Catalogue, hindcast: &Hindcast, seen_from: &Path) -> Result<(Section, Vec<Attachment>)> {
    let mut section = Section::new(NAME, say!(words, "hindcast-title"));
    section.paragraph(match &hindcast.origin {
        Origin::Simulated(worlds) => say!(words, "hindcast-simulated", count = *worlds),
        Origin::Folder(folder) => say!(words, "hindcast-folder", folder = folder.display().to_string()),
    });
    let all = Means::of(hindcast.facts.iter());
    if all.facts == 0 {
        let text = say!(words, "hindcast-no_fact");
        section
            .blocks
            .push(Block::Notice(Weight::Warning, vec![Inline::Text(text)]));
        return Ok((section, Vec::new()));
    }
    // Of a folder the first screen says it.
    if let Origin::Simulated(_) = hindcast.origin {
        let claims = hindcast.answer.claims.iter();
        let points = claims.map(|claim| answers::in_words(words, claim));
        section.blocks.push(Block::list(points));
    }
    section.blocks.push(Block::Paragraph(vec![Inline::Strong(say!(
        words,
        "hindcast-wrong_title"
    ))]));
    section.blocks.push(Block::Table(tables::missed(words, hindcast)));
    let weak = weaknesses(words, hindcast);
    if !weak.is_empty() {
        section.blocks.push(Block::Paragraph(vec![Inline::Strong(say!(
            words,
            "hindcast-weak_title"
        ))]));
        section.blocks.push(Block::list(weak));
    }
    section
        .blocks
        .push(Block::Table(tables::by_area(words, hindcast, &all)));
    let (drawings, files) = pictures::blocks(words, hindcast, seen_from)?;
    section.blocks.extend(drawings);
    section.blocks.push(Block::Details {
        summary: say!(words, "hindcast-all", count = hindcast.facts.len()),
        blocks: vec![Block::Table(tables::all_facts(words, hindcast))],
        printed: false,
    });
    Ok((section, files))
}

/// What is known to be weak, each said only where the numbers show it.
fn weaknesses(words: &Catalogue, hindcast: &Hindcast) -> Vec<String> {
    let mut found = Vec::new();
    for area in areas(&hindcast.facts) {
        let facts = || hindcast.facts.iter().filter(|held| held.area == area);
        let means = Means::of(facts());
        if means.facts < FEW_FACTS {
            found.push(say!(words, "hindcast-few", count = means.facts, area = area));
        }
        if means.compared > 0 && means.skill < 0.0 {
            let [model, naive] = [means.crps_compared, means.crps_naive].map(readable);
            found.push(say!(
                words,
                "hindcast-area_loses",
                area = area,
                model = model,
                naive = naive
            ));
        }
        let signs = [1.0, -1.0].map(|sign| facts().filter(|held| held.error * sign > 0.0).count());
        // Sides of a coin: one in a hundred areas of a right model is that one-sided, if its facts were independent.
        let [above, below] = signs;
        if is_one_sided(above, below) {
            found.push(match above > below {
                true => say!(
                    words,
                    "hindcast-low",
                    area = area,
                    count = above,
                    all = means.facts.to_string()
                ),
                false => say!(
                    words,
                    "hindcast-high",
                    area = area,
                    count = below,
                    all = means.facts.to_string()
                ),
            });
        }
    }
    found
}

/// Whether so uneven a split of heads and tails has a probability of at most 1 %, either way.
fn is_one_sided(above: usize, below: usize) -> bool {
    2.0 * binomial_at_least(above.max(below), above + below, 0.5) <= 0.01
}

#[cfg(test)]
mod tests;
