//! What is recorded, and how likely it is in a world.
//!
//! A fact is read off a world, and held against its recorded value on the observable's scale. The difference has three parts: the source's
//! own error; a discrepancy between what the source counts and what the model simulates, which all dates of an observable share; and one
//! of each date. The last two have half of the observable's representation variance each. The facts of an observable together have a
//! multivariate t distribution with [`FREEDOM`] degrees of freedom: an observable that the model or the source has plainly wrong pulls
//! less than one that is met nearly, and cannot outweigh all others.

use crate::facts::Fact;
use crate::observables::{Read, Scale, Subject};
use crate::observation::Reading;
use engine::model::series::Series;
use engine::numeric::kernels;
use engine::scenario::time::Month;

/// Degrees of freedom of an observable's differences.
pub const FREEDOM: f64 = 4.0;
/// Part of an observable's representation variance that all its dates share.
pub const SHARED: f64 = 0.5;
/// A simulated value counts as at least this part of the recorded one on a log scale, so that a zero has a distance.
const SMALLEST_PART: f64 = 1e-6;

/// Facts that decide, ready to be read off worlds.
#[derive(Debug, Clone)]
pub struct Target {
    facts: Vec<Fact>,
    readings: Vec<Reading>,
    /// Places of the facts of one observable and agent.
    groups: Vec<Vec<usize>>,
    /// Facts that have no part, and why.
    pub left_out: Vec<(Fact, String)>,
}

impl Target {
    /// The facts that were known when month `until` had ended, for worlds of `months` months.
    pub fn new(facts: &[Fact], until: Month, months: usize) -> Self {
        let mut target = Self {
            facts: Vec::new(),
            readings: Vec::new(),
            groups: Vec::new(),
            left_out: Vec::new(),
        };
        let end = (until.0 + 1) as f64;
        let mut names: Vec<(String, Subject)> = Vec::new();
        for fact in facts {
            let reading = if fact.span.end > end {
                Err(format!("is of a time after {until}"))
            } else if fact.observable.read == Read::YearsUntil {
                Err("is an expectation, not a record".to_owned())
            } else {
                Reading::prepare(&fact.observable, fact.span, months)
            };
            match reading {
                Ok(reading) => {
                    let name = (fact.observable.name.clone(), fact.observable.subject);
                    let place = target.facts.len();
                    match names.iter().position(|known| *known == name) {
                        Some(group) => target.groups[group].push(place),
                        None => {
                            names.push(name);
                            target.groups.push(vec![place]);
                        }
                    }
                    target.facts.push(fact.clone());
                    target.readings.push(reading);
                }
                Err(reason) => target.left_out.push((fact.clone(), reason)),
            }
        }
        target
    }

    /// The facts that decide.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// What a world says of each, on the observable's scale. `value` gives a series at the end of a month.
    pub fn read(&self, value: &impl Fn(Series, usize) -> f64) -> Vec<f64> {
        let read = |(fact, reading): (&Fact, &Reading)| {
            let found = reading.read(value);
            match fact.observable.scale {
                Scale::Log => kernels::ln(found.max(SMALLEST_PART * fact.value)),
                Scale::Linear => found,
            }
        };
        self.facts.iter().zip(&self.readings).map(read).collect()
    }

    /// Log likelihood of the record where the worlds say `values`, up to a constant; no number if one of them is none.
    pub fn log_likelihood(&self, values: &[f64]) -> f64 {
        let group = |places: &Vec<usize>| {
            let (mut precision, mut weighted, mut squares, mut shared) = (0.0, 0.0, 0.0, 0.0);
            for &place in places {
                let fact = &self.facts[place];
                let difference = fact.centre() - values[place];
                let own = fact.own_error();
                let own = if difference > 0.0 { own.below } else { own.above };
                let representation = fact.observable.representation_error;
                shared = SHARED * representation * representation;
                let weight = 1.0 / (own * own + (1.0 - SHARED) * representation * representation);
                precision += weight;
                weighted += weight * difference;
                squares += weight * difference * difference;
            }
            // The inverse of a diagonal matrix with a constant added to all its elements (Sherman and Morrison 1950).
            let distance = squares - shared * weighted * weighted / (1.0 + shared * precision);
            -0.5 * (FREEDOM + places.len() as f64) * kernels::ln(1.0 + distance / FREEDOM)
        };
        self.groups.iter().map(group).sum()
    }

    /// Distance of a world's value from the recorded one, in standard deviations of the fact's full error.
    pub fn distance(&self, place: usize, value: f64) -> f64 {
        let fact = &self.facts[place];
        let difference = fact.centre() - value;
        let full = fact.full_error();
        difference / if difference > 0.0 { full.below } else { full.above }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::FactSet;
    use crate::observables::Observables;

    fn target(rows: &str, until: &str) -> Target {
        let text = format!("id,observable,agent,date,value,low,high,unit,source\n{rows}");
        let set = FactSet::parse("f.csv", text.as_bytes(), &Observables::shipped()).unwrap();
        Target::new(&set.facts, Month::parse(until).unwrap(), 48)
    }

    /// Two facts with own errors 0.25 and a representation error 0.1: the covariance has 0.0625 + 0.01 on its diagonal and 0.005 beside it,
    /// inverted by hand.
    #[test]
    fn dates_of_an_observable_share_half_of_its_discrepancy() {
        let target = target(
            "A,compute_total,china,2023-12,100,,,H100e,s\nB,compute_total,china,2024-12,200,,,H100e,s\n",
            "2025-12",
        );
        let observable = &target.facts()[0].observable;
        assert_eq!((observable.error, observable.representation_error), (0.25, 0.1));
        let (a, b) = (0.3, -0.2);
        let (diagonal, beside) = (0.0625 + 0.01, 0.005);
        let determinant = diagonal * diagonal - beside * beside;
        let distance = (diagonal * (a * a + b * b) - 2.0 * beside * a * b) / determinant;
        let expected = -0.5 * 6.0 * f64::ln(1.0 + distance / 4.0);
        let found = target.log_likelihood(&[f64::ln(100.0) - a, f64::ln(200.0) - b]);
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }

    #[test]
    fn the_nearer_world_is_the_likelier_one_and_a_far_one_does_not_outweigh_all() {
        let target = target(
            "A,compute_total,china,2023-12,100,,,H100e,s\nB,gap_months,china,2024-06-01,7,,,months,s\n",
            "2025-12",
        );
        let at = |stock: f64, gap: f64| target.log_likelihood(&[f64::ln(stock), gap]);
        assert!(at(100.0, 7.0) > at(110.0, 7.0) && at(110.0, 7.0) > at(130.0, 7.0));
        // From there on each further doubling costs the same.
        let cost = at(100.0 * 2.0_f64.powi(30), 7.0) - at(100.0 * 2.0_f64.powi(60), 7.0);
        assert!((cost - 5.0 * f64::ln(2.0)).abs() < 0.05, "{cost}");
    }

    #[test]
    fn what_was_not_yet_known_and_what_was_only_expected_have_no_part() {
        let target = target(
            "A,compute_total,china,2023-12,100,,,H100e,s\nB,compute_total,china,2024-12,200,,,H100e,s\n\
             C,years_to_chip_parity,china,2023-12,12,,,years,s\nD,hyperscaler_capex,us,2024,251,,,USD bn,s\n",
            "2024-06",
        );
        let ids: Vec<&str> = target.facts().iter().map(|fact| fact.id.as_str()).collect();
        assert_eq!(ids, ["A"]);
        let left: Vec<&str> = target.left_out.iter().map(|(fact, _)| fact.id.as_str()).collect();
        assert_eq!(left, ["B", "C", "D"]);
    }
}
