//! With which drawn parameters an outcome goes, in sentences.

use crate::catalogue::Catalogue;
use crate::discover::source::{self, Material};
use crate::document::Inline;
use crate::number::signed;
use crate::say;
use analysis::dependence::Dependences;
use engine::model::metrics::{Kind, Metric};
use engine::scenario::cards::Pedigree;
use engine::scenario::inputs::Input;
use error::Result;
use results::store::stored::StoredResult;

/// Parameters that a first screen names.
const NAMED: usize = 3;

/// How it is said with what something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// A number rises or falls.
    Number,
    /// A year becomes later or earlier.
    Year,
}

/// The points that say what the outcome of a run goes with.
pub fn of_run(words: &Catalogue, result: &StoredResult, metric: Metric, title: &str) -> Vec<Vec<Inline>> {
    let course = match metric.kind() {
        Kind::Year => Course::Year,
        Kind::Number | Kind::NumberOrNever => Course::Number,
        Kind::Who => return vec![point(say!(words, "turns-who", what = title))],
    };
    sentences(words, title, course, || {
        let material = source::of_result(result, None)?;
        let outcome = outcome(&material, metric);
        Ok((material, outcome))
    })
}

/// A point of one sentence.
fn point(sentence: String) -> Vec<Inline> {
    vec![Inline::Text(sentence)]
}

fn outcome(material: &Material, metric: Metric) -> Vec<f64> {
    material.metrics.iter().map(|row| row[metric]).collect()
}

/// The strongest parameters; that none can be told; or why it cannot be said.
fn sentences(
    words: &Catalogue,
    what: &str,
    course: Course,
    material_and_outcome: impl FnOnce() -> Result<(Material, Vec<f64>)>,
) -> Vec<Vec<Inline>> {
    let (material, outcome) = match material_and_outcome() {
        Ok(both) => both,
        Err(error) => return vec![point(say!(words, "turns-unread", reason = error.to_string()))],
    };
    let found = Dependences::of(&outcome, &material.columns);
    let mut points: Vec<Vec<Inline>> = found
        .above_floor()
        .take(NAMED)
        .map(|one| {
            let (key, meaning, pedigree) = describe(&material, material.inputs[one.column]);
            let [rho, low, high] = [one.value, one.low, one.high].map(signed);
            let known = say!(words, "turns-rank_correlation", rho = rho, low = low, high = high);
            let sentence = goes(words, course, one.value > 0.0, [what, &meaning, &known]);
            let mut line = point(sentence);
            line.push(Inline::Term { text: key.clone(), key });
            line.extend(pedigree.map(|pedigree| Inline::Text(format!(" {}", grade(words, pedigree)))));
            line
        })
        .collect();
    if points.is_empty() {
        points.push(point(say!(words, "turns-none", what = what, worlds = found.worlds)));
    } else if !found.explained.is_nan() {
        let share = crate::number::percent(found.explained);
        points.push(point(say!(words, "turns-explained", share = share)));
        if found.worlds < outcome.len() {
            let all = outcome.len().to_string();
            points.push(point(say!(
                words,
                "turns-of_worlds_of_run",
                worlds = found.worlds,
                all = all
            )));
        }
    }
    points
}

/// That something goes up or down with an input.
fn goes(words: &Catalogue, course: Course, rises: bool, [what, meaning, known]: [&str; 3]) -> String {
    say!(
        words,
        match course {
            Course::Number if rises => "turns-rises",
            Course::Number => "turns-falls",
            Course::Year if rises => "turns-later",
            Course::Year => "turns-earlier",
        },
        what = what,
        meaning = meaning,
        known = known
    )
}

/// Key, meaning and grade of an input.
fn describe(material: &Material, input: Input) -> (String, String, Option<Pedigree>) {
    let key = input.key(&material.cards).to_owned();
    let card = material.cards.cards.iter().find(|card| card.key == key);
    match card {
        Some(card) => (key, card.meaning.clone(), Some(card.pedigree)),
        None => (key.clone(), key, None),
    }
}

/// How well a parameter is known, in brackets.
pub fn grade(words: &Catalogue, pedigree: Pedigree) -> String {
    match pedigree {
        Pedigree::Measured => say!(words, "grade-measured"),
        Pedigree::Estimated => say!(words, "grade-estimated"),
        Pedigree::Judged => say!(words, "grade-judged"),
        Pedigree::Assumed => say!(words, "grade-assumed"),
    }
}
