//! With which drawn parameters an outcome goes, in sentences.

use super::screen::point;
use crate::catalogue::Catalogue;
use crate::discover::source::{self, Material};
use crate::document::Inline;
use crate::number::signed;
use crate::say;
use analysis::dependence::Dependences;
use engine::error::Result;
use engine::model::metrics::{Kind, Metric};
use engine::scenario::cards::Pedigree;
use engine::scenario::inputs::Input;
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
    /// An effect, this far above zero or below, becomes larger or smaller, whichever way it goes.
    Effect { is_positive: bool },
}

/// What is compared of an outcome that may never come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// Whether it happens.
    Happens,
    /// Its value; a year that never comes counts as this one.
    Value { end_year: f64 },
}

impl Measure {
    fn of(self, metric: Metric, value: f64) -> f64 {
        match self {
            Self::Happens => f64::from(u8::from(value.is_finite())),
            Self::Value { end_year } if metric.kind() == Kind::Year && value == f64::INFINITY => end_year,
            Self::Value { .. } => value,
        }
    }
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

/// The points that say with what the effect of a policy goes, world by world, where it is known whether its mean is above zero; `what` names
/// the effect.
pub fn of_effect(
    words: &Catalogue,
    result: &StoredResult,
    (metric, measure): (Metric, Measure),
    is_positive: bool,
    what: &str,
    [reference, policy]: [&str; 2],
) -> Vec<Vec<Inline>> {
    sentences(words, what, Course::Effect { is_positive }, || {
        let before = source::of_result(result, Some(reference))?;
        let after = source::of_result(result, Some(policy))?;
        let of = |material| {
            outcome(material, metric)
                .into_iter()
                .map(|value| measure.of(metric, value))
        };
        let pairs = of(&before).zip(of(&after));
        // Never under both is no difference; never under one has none that is a number, unless it is a year.
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
            points.push(point(about(words, course, found.worlds, outcome.len())));
        }
    }
    points
}

/// That `worlds` of all worlds are spoken of, and what the others lack.
fn about(words: &Catalogue, course: Course, worlds: usize, all: usize) -> String {
    say!(
        words,
        match course {
            Course::Effect { .. } => "turns-of_worlds",
            Course::Number | Course::Year => "turns-of_worlds_of_run",
        },
        worlds = worlds,
        all = all.to_string()
    )
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
            Course::Effect { is_positive } if rises == is_positive => "turns-larger",
            Course::Effect { .. } => "turns-smaller",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::english;

    /// A difference of -2 that becomes -3 has become larger.
    #[test]
    fn an_effect_below_zero_that_falls_is_the_larger() {
        let words = english();
        for (is_positive, rises, said) in [
            (true, true, "is the larger"),
            (true, false, "is the smaller"),
            (false, true, "is the smaller"),
            (false, false, "is the larger"),
        ] {
            let text = goes(words, Course::Effect { is_positive }, rises, ["It", "this", "known"]);
            assert!(text.contains(said), "{text}");
        }
    }

    #[test]
    fn worlds_that_are_left_out_of_an_effect_lack_it_under_one_policy_and_those_of_a_run_lack_the_number() {
        let words = english();
        let of_effect = about(words, Course::Effect { is_positive: true }, 40, 48);
        assert!(
            of_effect.contains("40 of 48 worlds: in the others one of the two"),
            "{of_effect}"
        );
        for course in [Course::Number, Course::Year] {
            let of_run = about(words, course, 40, 48);
            assert!(
                of_run.contains("40 of 48 worlds: the others have no such number"),
                "{of_run}"
            );
        }
    }

    #[test]
    fn a_year_that_never_comes_is_the_end_of_the_horizon_and_other_things_that_never_come_are_no_number() {
        let value = Measure::Value { end_year: 2041.0 };
        assert_eq!(value.of(Metric::ParityYear, f64::INFINITY), 2041.0);
        assert_eq!(value.of(Metric::ParityYear, 2033.5), 2033.5);
        assert_eq!(value.of(Metric::ThresholdMargin, f64::INFINITY), f64::INFINITY);
        assert_eq!(Measure::Happens.of(Metric::TreatyYear, f64::INFINITY), 0.0);
        assert_eq!(Measure::Happens.of(Metric::TreatyYear, 2030.0), 1.0);
    }
}
