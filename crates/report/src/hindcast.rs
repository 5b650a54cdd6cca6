//! What the model gets right and wrong: the hindcast as a page of a report, from a folder of `detente validate` or made on the spot.

mod pictures;
mod summary;
mod tables;

use std::path::{Path, PathBuf};

use super::catalogue::Catalogue;
use super::document::{Attachment, Block, Definition, Inline, Section, Weight};
use super::figures::{self, FIGURES_JSON, Figure};
use super::validation::{self};
use crate::number::{percent, readable};
use crate::say;
use analysis::discover::limits::binomial_at_least;
use analysis::facts::FactSet;
use analysis::observables::{Observables, Scale, Subject};
use analysis::validate::schema::{VALIDATION, VALIDATION_CSV};
use analysis::validate::{Options, validate};
use engine::error::Result;
use engine::numeric::kernels;
use engine::numeric::statistics::exact_share_interval;
use engine::scenario::Scenario;
use results::store::manifest::Key;
use results::store::stored::StoredResult;
use results::table::Table;

/// Worlds of a hindcast that a report makes itself.
pub const WORLDS: u64 = 1000;
/// Name of this part in ids and file names.
pub const NAME: &str = "hindcast";

pub use summary::summary;

/// Share of facts inside a band of the right width.
const RIGHT_SHARE: f64 = 0.9;
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
    /// Whether the worlds were made to agree with the record, so that their meeting it says little.
    knows_record: bool,
    facts: Vec<Held>,
    /// Facts about which the simulation says nothing.
    not_covered: usize,
    figures: Vec<Figure>,
}

/// One fact, as a row of `validation.csv` has it.
#[derive(Debug, Clone, PartialEq)]
struct Held {
    id: String,
    area: String,
    /// What was recorded, of whom, when.
    what: String,
    unit: String,
    source: String,
    is_log: bool,
    recorded: f64,
    /// 5 %, 50 % and 95 % point of what the source should have said.
    predicted: [f64; 3],
    inside: bool,
    /// Recorded less predicted median, on the fact's scale.
    error: f64,
    relative_width: f64,
    crps: f64,
    normalised_crps: f64,
    /// Score of the naive forecast; not a number where there is none.
    naive_crps: f64,
}

impl Held {
    /// The fact's full error on its scale: what scores are normalised with.
    fn full_error(&self) -> f64 {
        self.crps / self.normalised_crps
    }

    /// The distance of the median in full errors.
    fn misses_by(&self) -> f64 {
        (self.error / self.full_error()).abs()
    }
}

/// Scores over some facts, as [`analysis::scores::Scores`] has them.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Means {
    facts: usize,
    inside: usize,
    relative_width: f64,
    crps: f64,
    compared: usize,
    crps_compared: f64,
    crps_naive: f64,
    skill: f64,
}

impl Means {
    fn of<'a>(facts: impl Iterator<Item = &'a Held> + Clone) -> Self {
        let mean = |values: &mut dyn Iterator<Item = f64>| {
            let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            sum / count
        };
        let compared = facts.clone().filter(|held| held.naive_crps.is_finite());
        let log_ratio = mean(&mut compared.clone().map(|held| {
            kernels::ln(held.crps.max(f64::MIN_POSITIVE)) - kernels::ln(held.naive_crps.max(f64::MIN_POSITIVE))
        }));
        Self {
            facts: facts.clone().count(),
            inside: facts.clone().filter(|held| held.inside).count(),
            relative_width: mean(&mut facts.clone().map(|held| held.relative_width)),
            crps: mean(&mut facts.map(|held| held.normalised_crps)),
            compared: compared.clone().count(),
            crps_compared: mean(&mut compared.clone().map(|held| held.normalised_crps)),
            crps_naive: mean(&mut compared.map(|held| held.naive_crps / held.full_error())),
            // Without a fact to compare there is no skill.
            skill: match log_ratio.is_nan() {
                true => f64::NAN,
                false => 1.0 - kernels::exp(log_ratio),
            },
        }
    }

    fn inside_share(&self) -> f64 {
        self.inside as f64 / self.facts as f64
    }

    /// Its exact 95 % interval, as if facts were independent of each other.
    fn inside_interval(&self) -> [f64; 2] {
        exact_share_interval(self.inside as u64, self.facts as u64)
    }
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
        let cases = result
            .manifest
            .kind
            .experiment()
            .map_or(&[][..], |record| &record.cases);
        Ok(Self {
            knows_record: cases.iter().any(|case| case.conditioning.is_some()),
            ..Self::of(Origin::Folder(result.folder.clone()), &table, figures)
        })
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
        Ok(Self::of(
            Origin::Simulated(worlds),
            &validation::table(&result),
            figures,
        ))
    }

    fn of(origin: Origin, table: &Table, figures: Vec<Figure>) -> Self {
        let observables = Observables::shipped();
        let mut hindcast = Self {
            origin,
            knows_record: false,
            facts: Vec::new(),
            not_covered: 0,
            figures,
        };
        for row in table.iter() {
            if row.text("inside").is_empty() {
                hindcast.not_covered += 1;
                continue;
            }
            let subject = Subject::ALL
                .into_iter()
                .find(|subject| subject.key() == row.text("agent"));
            let observable = subject.and_then(|subject| observables.find(row.text("observable"), subject));
            let what = observable
                .as_ref()
                .map_or(row.text("observable"), |found| found.title.as_str());
            hindcast.facts.push(Held {
                id: row.text("id").to_owned(),
                area: row.text("area").to_owned(),
                what: validation::in_words(what, subject, row.text("date")),
                unit: row.text("unit").to_owned(),
                source: row.text("source").to_owned(),
                is_log: observable.is_some_and(|found| found.scale == Scale::Log),
                recorded: row.number("recorded"),
                predicted: ["predicted_p05", "predicted_p50", "predicted_p95"].map(|column| row.number(column)),
                inside: row.is("inside"),
                error: row.number("error"),
                relative_width: row.number("relative_band_width"),
                crps: row.number("crps"),
                normalised_crps: row.number("normalised_crps"),
                naive_crps: row.number("naive_crps"),
            });
        }
        hindcast
    }

    /// How much of the recorded history it meets, in a sentence; none where no fact was held against it.
    pub fn in_short(&self, words: &Catalogue) -> Option<String> {
        let all = Means::of(self.facts.iter());
        (all.facts > 0).then(|| inside_of_right(words, &all))
    }

    /// What each fact is and who says so, by its number.
    pub fn definitions(&self) -> Vec<Definition> {
        let of = |held: &Held| Definition {
            key: held.id.clone(),
            name: String::new(),
            unit: held.unit.clone(),
            meaning: held.what.clone(),
            source: held.source.clone(),
            ..Definition::default()
        };
        self.facts.iter().map(of).collect()
    }

    fn areas(&self) -> Vec<&str> {
        let mut areas: Vec<&str> = Vec::new();
        for held in &self.facts {
            if !areas.contains(&held.area.as_str()) {
                areas.push(&held.area);
            }
        }
        areas
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
        section.blocks.push(Block::list(verdict(words, hindcast, &all)));
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

/// How good the model is as a whole, in points.
fn verdict(words: &Catalogue, hindcast: &Hindcast, all: &Means) -> Vec<String> {
    let mut points = vec![inside_of_right(words, all), width(words, all), scores(words, all)];
    points.extend(limits(words, hindcast));
    points
}

/// How many facts lie in their bands.
fn inside(words: &Catalogue, all: &Means) -> String {
    let [low, high] = all.inside_interval().map(percent);
    say!(
        words,
        "hindcast-inside",
        inside = all.inside,
        facts = all.facts.to_string(),
        share = percent(all.inside_share()),
        low = low,
        high = high,
    )
}

/// The same as a sentence, with how many should.
fn inside_of_right(words: &Catalogue, all: &Means) -> String {
    let found = say!(words, "figure-sentence", text = inside(words, all));
    format!("{found} {}", say!(words, "hindcast-expected"))
}

/// What that says of the width of the bands.
fn width(words: &Catalogue, all: &Means) -> String {
    let [low, high] = all.inside_interval();
    let width = readable(all.relative_width);
    if low > RIGHT_SHARE {
        say!(words, "hindcast-too_wide", width = width)
    } else if high < RIGHT_SHARE {
        say!(words, "hindcast-too_sure", width = width)
    } else {
        say!(words, "hindcast-right_width", width = width)
    }
}

/// How near the model comes, and how much nearer than an extrapolation.
fn scores(words: &Catalogue, all: &Means) -> String {
    let mut text = say!(words, "hindcast-score", crps = readable(all.crps));
    if all.compared > 0 {
        let [model, naive, skill] = [all.crps_compared, all.crps_naive, all.skill].map(readable);
        text.push(' ');
        text.push_str(&match all.skill > 0.0 {
            true => say!(
                words,
                "hindcast-beats",
                count = all.compared,
                model = model,
                naive = naive,
                skill = skill
            ),
            false => say!(
                words,
                "hindcast-loses",
                count = all.compared,
                model = model,
                naive = naive,
                skill = skill
            ),
        });
    }
    text
}

/// What it does not say.
fn limits(words: &Catalogue, hindcast: &Hindcast) -> Vec<String> {
    let mut points = Vec::new();
    if hindcast.not_covered > 0 {
        points.push(say!(words, "hindcast-not_covered", count = hindcast.not_covered));
    }
    points.push(match hindcast.knows_record {
        true => say!(words, "hindcast-conditioned"),
        false => say!(words, "hindcast-fitted"),
    });
    points
}

/// What is known to be weak, each said only where the numbers show it.
fn weaknesses(words: &Catalogue, hindcast: &Hindcast) -> Vec<String> {
    let mut found = Vec::new();
    for area in hindcast.areas() {
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
