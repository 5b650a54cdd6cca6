//! Titles of the figures of a sweep: what each says, in numbers.

use std::ops::Range;

use super::pictures::Page;
use crate::catalogue::{Fill, english, later};
use crate::later;
use crate::number::readable;
use analysis::amounts::{Amount, of_mean};
use analysis::titles;
use engine::model::metrics::{Kind, Metric};
use engine::scenario::agents::Agent;
use engine::scenario::inputs::Input;
use results::message;
use results::message::Text;

/// Letters of a title at most.
const LONGEST: usize = 90;

/// A value of a metric, and where it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub value: f64,
    pub case: usize,
    pub row: usize,
}

/// The lowest and the highest of some; nothing where none is a number.
fn ends(found: impl Iterator<Item = Found> + Clone) -> Option<[Found; 2]> {
    let known = found.filter(|found| found.value.is_finite());
    let by_value = |one: &Found, other: &Found| one.value.total_cmp(&other.value);
    Some([known.clone().min_by(by_value)?, known.max_by(by_value)?])
}

/// The first of several ways of saying something that is no longer than a title may be, in English; the last where none is.
fn short_enough(mut ways: Vec<String>) -> String {
    let is_short = |way: &String| english().fill(way).chars().count() <= LONGEST;
    let place = ways.iter().position(is_short).unwrap_or(ways.len() - 1);
    ways.swap_remove(place)
}

/// How values of a metric are said: those of a state as the share in which it is the United States.
fn amount(metric: Metric) -> Amount {
    match metric.kind() {
        Kind::Who => Amount::Share,
        _ => Amount::Of(metric),
    }
}

impl Page<'_> {
    /// What a metric is called at the start of a title, and under which policy where a figure shows one of several.
    fn called(&self, metric: Metric, case: Option<usize>) -> String {
        let name = match metric.kind() {
            Kind::Who => {
                let us = Agent::UnitedStates.name();
                message!("amount-whose", what = titles::title(metric), states = us).into()
            }
            _ => titles::title(metric),
        };
        match (case, self.results.policies) {
            (Some(case), [_, _, ..]) => later!(
                "figure-sweep-under",
                meaning = name,
                policy = titles::policy(&self.results.policies[case])
            ),
            _ => later(name),
        }
    }

    /// All values of a metric under some of the policies.
    fn values(&self, metric: Metric, cases: Range<usize>) -> impl Iterator<Item = Found> + Clone {
        let rows = 0..self.results.design.len();
        cases.flat_map(move |case| {
            rows.clone().map(move |row| Found {
                value: self.value(metric, case, row),
                case,
                row,
            })
        })
    }

    /// Whether two values differ by more than sampling error, as the findings have it: see [`analysis::sweep::claims`].
    fn is_told(&self, metric: Metric, [low, high]: [Found; 2]) -> bool {
        let place = self.results.place(metric);
        let error = |at: Found| {
            let point = self.point(at.case, at.row)?;
            let errors = match low.case == high.case {
                true => &point.effect_error,
                false => &point.error,
            };
            Some((*errors.get(place?)?, point.worlds()))
        };
        match (error(low), error(high)) {
            (Some((one, worlds)), Some((other, others))) => {
                of_mean(high.value - low.value, one + other, worlds.min(others)).excludes_zero()
            }
            // Errors were not read.
            _ => true,
        }
    }

    /// A title on the lowest and the highest of some values, said in one of some ways.
    fn finding(
        &self,
        (metric, case): (Metric, Option<usize>),
        found: Option<[Found; 2]>,
        ways: impl Fn(String, [Found; 2]) -> Vec<String>,
    ) -> String {
        let title = self.called(metric, case);
        let Some([low, high]) = found else {
            return self.heading(metric, case);
        };
        let said = match low.value == high.value {
            true => vec![later!(
                "sweep-same",
                title = title,
                value = amount(metric).value(low.value)
            )],
            false if !self.is_told(metric, [low, high]) => vec![later!("sweep-untold", title = title)],
            false => ways(title, [low, high]),
        };
        short_enough(said)
    }

    /// `US lead over China in 2030: 11 months to 15 months`.
    fn range(metric: Metric, title: &str, [low, high]: [Found; 2]) -> String {
        let [low, high] = [low, high].map(|end| amount(metric).value(end.value));
        later!("figure-sweep-range", title = title, low = low, high = high)
    }

    /// Of lines over one input: where they are lowest and highest.
    pub(super) fn title_of_lines(&self, metric: Metric) -> String {
        let cases = 0..self.results.policies.len();
        let several = cases.len() > 1;
        let place = |at: Found| -> Text {
            let set = readable(self.results.design.row(at.row)[0]);
            match several {
                true => message!(
                    "amount-whose",
                    what = set,
                    states = titles::policy(&self.results.policies[at.case])
                )
                .into(),
                false => set.into(),
            }
        };
        self.finding(
            (metric, None),
            ends(self.values(metric, cases)),
            |title, [low, high]| {
                let at_ends = later!(
                    "sweep-range",
                    title = &title,
                    low = amount(metric).value(low.value),
                    low_at = place(low),
                    high = amount(metric).value(high.value),
                    high_at = place(high)
                );
                vec![at_ends, Self::range(metric, &title, [low, high])]
            },
        )
    }

    /// Of a surface: how far it reaches.
    pub(super) fn title_of_surface(&self, metric: Metric, case: usize) -> String {
        let found = ends(self.values(metric, case..case + 1));
        self.finding((metric, Some(case)), found, |title, ends| {
            vec![Self::range(metric, &title, ends)]
        })
    }

    /// Of a tornado: the input that moves the metric most, between these rows.
    pub(super) fn title_of_tornado(&self, metric: Metric, case: usize, widest: Option<(Input, [usize; 2])>) -> String {
        let at = |row| Found {
            value: self.value(metric, case, row),
            case,
            row,
        };
        let found = widest.and_then(|(_, rows)| ends(rows.map(at).into_iter()));
        let input = widest.map_or_else(String::new, |(input, _)| self.name(input));
        self.finding((metric, Some(case)), found, |title, [low, high]| {
            let [low_value, high_value] = [low, high].map(|end| amount(metric).value(end.value));
            let range = later!(
                "figure-sweep-moved_range",
                title = &title,
                input = &input,
                low = low_value,
                high = high_value
            );
            let moved = later!("figure-sweep-moved", title = &title, input = &input);
            vec![range, moved, Self::range(metric, &title, [low, high])]
        })
    }

    /// Of parallel axes: how far the first metric reaches over all settings.
    pub(super) fn title_of_parallel(&self, metric: Metric) -> String {
        let cases = 0..self.results.policies.len();
        let settings = self.results.design.len();
        self.finding(
            (metric, None),
            ends(self.values(metric, cases)),
            |title, [low, high]| {
                let [low_value, high_value] = [low, high].map(|end| amount(metric).value(end.value));
                let over = later!(
                    "figure-sweep-range_over",
                    title = &title,
                    low = low_value,
                    high = high_value,
                    count = settings
                );
                vec![over, Self::range(metric, &title, [low, high])]
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_the_lowest_and_the_highest_number() {
        let found = |values: &[f64]| -> Option<[f64; 2]> {
            let all = values
                .iter()
                .enumerate()
                .map(|(row, &value)| Found { value, case: 0, row });
            ends(all).map(|ends| ends.map(|end| end.value))
        };
        assert_eq!(found(&[2.0, f64::NAN, -1.0, f64::INFINITY, 3.0]), Some([-1.0, 3.0]));
        assert_eq!(found(&[f64::NAN]), None);
    }

    #[test]
    fn a_title_says_as_much_as_it_has_room_for() {
        let ways = |letters: &[usize]| letters.iter().map(|&count| "x".repeat(count)).collect::<Vec<_>>();
        assert_eq!(short_enough(ways(&[91, 90, 20])).len(), 90);
        assert_eq!(short_enough(ways(&[90, 20])).len(), 90);
        assert_eq!(short_enough(ways(&[120, 100])).len(), 100);
    }
}
