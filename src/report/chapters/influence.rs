//! With which drawn parameters an outcome goes, in sentences.

use super::screen::point;
use crate::error::Result;
use crate::experiment::dependence::Dependences;
use crate::model::metrics::{Kind, Metric};
use crate::report::catalogue::Catalogue;
use crate::report::discovery::source::{self, Material};
use crate::report::document::Inline;
use crate::report::finished::Finished;
use crate::report::number::signed;
use crate::say;
use crate::scenario::cards::Pedigree;
use crate::scenario::inputs::Input;

/// Parameters that a first screen names.
const NAMED: usize = 3;

/// The points that say what the outcome of a run goes with.
pub fn of_run(words: &Catalogue, result: &Finished, metric: Metric, title: &str) -> Vec<Vec<Inline>> {
    sentences(words, title, metric.kind() == Kind::Year, || {
        let material = source::of_result(result, None)?;
        let outcome = outcome(&material, metric);
        Ok((material, outcome))
    })
}

/// The points that say with what the effect of a policy goes, world by world; `what` names the effect.
pub fn of_effect(
    words: &Catalogue,
    result: &Finished,
    metric: Metric,
    what: &str,
    [reference, policy]: [&str; 2],
) -> Vec<Vec<Inline>> {
    sentences(words, what, false, || {
        let before = source::of_result(result, Some(reference))?;
        let after = source::of_result(result, Some(policy))?;
        let pairs = outcome(&before, metric).into_iter().zip(outcome(&after, metric));
        // Never under both is no difference; never under one has none that is a number.
        let effect = pairs.map(|(before, after)| if before == after { 0.0 } else { after - before });
        let effect = effect.map(|effect| if effect.is_finite() { effect } else { f64::NAN });
        Ok((after, effect.collect()))
    })
}

fn outcome(material: &Material, metric: Metric) -> Vec<f64> {
    material.metrics.iter().map(|row| row[metric as usize]).collect()
}

/// The strongest parameters; that none can be told; or why it cannot be said.
fn sentences(
    words: &Catalogue,
    what: &str,
    is_year: bool,
    material_and_outcome: impl FnOnce() -> Result<(Material, Vec<f64>)>,
) -> Vec<Vec<Inline>> {
    let (material, outcome) = match material_and_outcome() {
        Ok(both) => both,
        Err(error) => return vec![point(say!(words, "turns.unread", reason = error.to_string()))],
    };
    let found = Dependences::of(&outcome, &material.columns);
    let mut points: Vec<Vec<Inline>> = found
        .above_floor()
        .take(NAMED)
        .map(|one| {
            let (key, meaning, pedigree) = describe(&material, material.inputs[one.column]);
            let [rho, low, high] = [one.value, one.low, one.high].map(signed);
            let known = say!(words, "turns.rank_correlation", rho = rho, low = low, high = high);
            let sentence = match (is_year, one.value > 0.0) {
                (false, true) => say!(words, "turns.rises", what = what, meaning = meaning, known = known),
                (false, false) => say!(words, "turns.falls", what = what, meaning = meaning, known = known),
                (true, true) => say!(words, "turns.later", what = what, meaning = meaning, known = known),
                (true, false) => say!(words, "turns.earlier", what = what, meaning = meaning, known = known),
            };
            let mut line = point(sentence);
            line.push(Inline::Term { text: key.clone(), key });
            line.extend(pedigree.map(|pedigree| Inline::Text(format!(" {}", grade(words, pedigree)))));
            line
        })
        .collect();
    if points.is_empty() {
        points.push(point(say!(words, "turns.none", what = what, worlds = found.worlds)));
    } else if !found.explained.is_nan() {
        let share = crate::report::number::percent(found.explained);
        points.push(point(say!(words, "turns.explained", share = share)));
    }
    points
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
        Pedigree::Measured => say!(words, "grade.measured"),
        Pedigree::Estimated => say!(words, "grade.estimated"),
        Pedigree::Judged => say!(words, "grade.judged"),
        Pedigree::Assumed => say!(words, "grade.assumed"),
    }
}
