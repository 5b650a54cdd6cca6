//! Flip points: how far a parameter must move from its central value before the ranking of two policies turns.

use super::Aim;
use super::simulate::end_of;
use crate::ensemble::cells::{Bench, Cell};
use crate::ensemble::{Options, end_year};
use crate::error::Result;
use crate::model::metrics::METRICS;
use crate::numeric::statistics::difference_of_means;
use crate::numeric::{LANE_WIDTH, Num};
use crate::scenario::Scenario;
use crate::scenario::cards::Distribution;
use crate::scenario::inputs::{AS_IT_IS, Input};

/// Two policies, by their places, whose ranking in a metric is watched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watched {
    pub aim: Aim,
    pub better: usize,
    pub worse: usize,
}

/// Where a ranking turns when one parameter has the same value in all worlds and the others are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// Place among the watched pairs.
    pub watched: usize,
    pub input: Input,
    /// The median of the card, from which it moves.
    pub center: f64,
    /// Where the mean difference changes its sign.
    pub value: f64,
    /// Share of the card's draws that lie below it.
    pub percentile: f64,
    /// What becomes of the difference at the far end of the interval in which the sign was seen to change.
    pub beyond: f64,
}

/// Values at which a parameter is looked at on each side of its center: halfway to the bound, and at it.
pub const LOOKS: [f64; 2] = [0.5, 1.0];
/// Halvings of the interval in which the sign changes: its end is then known to a thousandth of the interval.
const HALVINGS: usize = 10;

/// Looks for flip points of every watched pair along every input, in the first `worlds` worlds of the scenarios, one a policy. A
/// ranking that turns and turns back between two looks is not seen. `hear` is told how many inputs are done.
///
/// # Errors
/// Cards that cannot be drawn from; threads that cannot be started.
pub fn flips(
    scenarios: &[Scenario],
    watched: &[Watched],
    inputs: &[Input],
    worlds: u64,
    options: &Options,
    hear: &mut dyn FnMut(usize),
) -> Result<Vec<Flip>> {
    let bench = Bench::new(scenarios, inputs, options)?;
    let end = end_year(scenarios[0].months);
    let mut found = Vec::new();
    for (place, &input) in inputs.iter().enumerate() {
        let search = Search {
            bench: &bench,
            policies: scenarios.len(),
            inputs: inputs.len(),
            place,
            worlds,
            end,
        };
        let (low, high) = input.bounds(&scenarios[0].cards);
        let center = center(scenarios, input);
        let at_center = search.gains(watched, center);
        for bound in [low, high] {
            let mut near = (center, at_center.clone());
            let mut open: Vec<usize> = (0..watched.len()).filter(|&pair| at_center[pair] > 0.0).collect();
            for look in LOOKS {
                let far = center + (bound - center) * look;
                if far == near.0 || open.is_empty() {
                    continue;
                }
                let at_far = search.gains(watched, far);
                open.retain(|&pair| {
                    if at_far[pair] > 0.0 {
                        return true;
                    }
                    let value = search.halve(&watched[pair], near.0, far);
                    found.push(Flip {
                        watched: pair,
                        input,
                        center,
                        value,
                        percentile: percentile(scenarios, input, value),
                        beyond: at_far[pair],
                    });
                    false
                });
                near = (far, at_far);
            }
        }
        hear(place + 1);
    }
    found.sort_by(|a, b| a.watched.cmp(&b.watched).then(closeness(a).total_cmp(&closeness(b))));
    Ok(found)
}

/// How far out a flip lies among the card's draws: 0 at the median, 0.5 at the ends.
fn closeness(flip: &Flip) -> f64 {
    (flip.percentile - 0.5).abs()
}

fn distribution(scenarios: &[Scenario], input: Input) -> Option<&Distribution> {
    match input {
        Input::Parameter(position) => Some(&scenarios[0].cards.cards[position].distribution),
        Input::Lever(_) => None,
    }
}

/// The median of the card; the middle of the range for a lever.
fn center(scenarios: &[Scenario], input: Input) -> f64 {
    match distribution(scenarios, input) {
        Some(distribution) => distribution.quantile(Num([0.5])).0[0],
        None => {
            let (low, high) = input.bounds(&scenarios[0].cards);
            low + (high - low) * 0.5
        }
    }
}

/// Share of the draws below `value`, by halving the shares whose quantiles lie around it.
fn percentile(scenarios: &[Scenario], input: Input, value: f64) -> f64 {
    let Some(distribution) = distribution(scenarios, input) else {
        return f64::NAN;
    };
    let quantile = distribution.prepared();
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = low + (high - low) * 0.5;
        if quantile.at(Num([middle])).0[0] < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// One input, moved in all worlds at once.
struct Search<'a> {
    bench: &'a Bench<'a>,
    policies: usize,
    inputs: usize,
    place: usize,
    worlds: u64,
    end: f64,
}

impl Search<'_> {
    /// By how much the better policy of each pair is ahead in the mean, as a gain, with the input at `value`.
    fn gains(&self, watched: &[Watched], value: f64) -> Vec<f64> {
        let mut values = vec![AS_IT_IS; self.inputs];
        values[self.place] = value;
        let mut needed: Vec<usize> = watched.iter().flat_map(|pair| [pair.better, pair.worse]).collect();
        needed.sort_unstable();
        needed.dedup();
        let mut cells = Vec::new();
        for block in (0..self.worlds).step_by(LANE_WIDTH) {
            for &scenario in &needed {
                cells.extend((block..(block + LANE_WIDTH as u64).min(self.worlds)).map(|run| Cell {
                    scenario,
                    values: &values,
                    run,
                }));
            }
        }
        let mut of_policy: Vec<Vec<[f64; METRICS]>> = vec![Vec::new(); self.policies];
        for (cell, outcome) in cells.iter().zip(self.bench.simulate(&cells)) {
            of_policy[cell.scenario].push(outcome.metrics);
        }
        watched
            .iter()
            .map(|pair| {
                let of = |policy: usize| -> Vec<f64> {
                    let worlds = of_policy[policy].iter();
                    worlds
                        .map(|metrics| {
                            let value = metrics[pair.aim.metric as usize];
                            // `min` would pass over a value that does not exist.
                            if value.is_nan() {
                                value
                            } else {
                                value.min(end_of(pair.aim, self.end))
                            }
                        })
                        .collect()
                };
                pair.aim.wanted.sign() * difference_of_means(&of(pair.worse), &of(pair.better)).value
            })
            .collect()
    }

    /// Where between `near`, with a gain, and `far`, without one, the gain goes.
    fn halve(&self, pair: &Watched, mut near: f64, mut far: f64) -> f64 {
        for _ in 0..HALVINGS {
            let middle = near + (far - near) * 0.5;
            if self.gains(&[*pair], middle)[0] > 0.0 {
                near = middle;
            } else {
                far = middle;
            }
        }
        near + (far - near) * 0.5
    }
}
