//! Flip points: how far a parameter must move from its central value before the ranking of two policies turns.

use crate::aim::Aim;
use crate::amounts::median;
use crate::study::Sink;
use engine::ensemble::Options;
use engine::ensemble::cells::{Bench, Cell};
use engine::model::metrics::{Metric, Metrics};
use engine::numeric::statistics::{Difference, difference_of_means};
use engine::numeric::{LANE_WIDTH, Num};
use engine::scenario::Scenario;
use engine::scenario::cards::Distribution;
use engine::scenario::inputs::{AS_IT_IS, Input};
use error::Result;

/// Two policies, by their places, whose ranking in a metric is watched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watched {
    pub aim: Aim,
    pub better: usize,
    pub worse: usize,
}

/// What becomes of a ranking when one parameter has the same value in all worlds and the others are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It holds with the parameter at its center and turns beyond the flip point.
    Beyond,
    /// It is turned with the parameter at its center and holds beyond the flip point.
    HoldsBeyond,
    /// It is turned wherever the parameter was looked at; there is no flip point.
    Everywhere,
}

impl Turn {
    /// The word in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Beyond => "turns_beyond",
            Self::HoldsBeyond => "holds_beyond",
            Self::Everywhere => "turned_everywhere",
        }
    }
}

/// Where a ranking turns along one parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// Place among the watched pairs.
    pub watched: usize,
    pub input: Input,
    pub turn: Turn,
    /// The median of the card, from which it moves.
    pub center: f64,
    /// Where the mean difference changes its sign; not a number where it does not.
    pub value: f64,
    /// Where the flip point may lie, given that means of so few worlds have errors: from the place nearest to the center to the farthest.
    /// The nearest is the center itself if these worlds do not tell the ranking even there; the farthest is not a number if they do not
    /// tell that it turns at all.
    pub between: [f64; 2],
    /// Share of the card's draws that lie below the flip point.
    pub percentile: f64,
    /// By how much the better policy is ahead at the far end of the interval in which the sign was seen to change: a loss is below zero.
    pub beyond: f64,
}

/// Values at which every parameter is looked at: its center and both bounds of its card.
pub const LOOKS: u64 = 3;
/// Halvings of the interval in which the sign changes: its end is then known to a thousandth of the interval.
const HALVINGS: usize = 10;

/// One value of a parameter, and by how much the better policy of a pair is ahead there, as a gain.
type Look = (f64, Difference);

/// Looks for flip points of every watched pair along every input, in the first `worlds` worlds of the scenarios, one a policy. A
/// ranking that turns and turns back between center and bound is not seen.
///
/// # Errors
/// As those of a sink's outcomes; cards that cannot be drawn from; threads that cannot be started.
pub fn flips(
    scenarios: &[Scenario],
    watched: &[Watched],
    inputs: &[Input],
    worlds: u64,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Vec<Flip>> {
    let bench = Bench::new(scenarios, inputs, options)?;
    let mut found = Vec::new();
    for (place, &input) in inputs.iter().enumerate() {
        let search = Search {
            bench: &bench,
            policies: scenarios.len(),
            inputs: inputs.len(),
            place,
            worlds,
            months: scenarios[0].months,
        };
        let (low, high) = input.bounds(&scenarios[0].cards);
        let center = center(scenarios, input);
        let at_center = search.gains(watched, center, sink)?;
        let at_bounds = [
            (low, search.gains(watched, low, sink)?),
            (high, search.gains(watched, high, sink)?),
        ];
        for (pair, watch) in watched.iter().enumerate() {
            let near = (center, at_center[pair]);
            let is_ahead = near.1.value > 0.0;
            let mut turns = false;
            for (bound, gains) in &at_bounds {
                let far = (*bound, gains[pair]);
                if (far.1.value > 0.0) == is_ahead {
                    continue;
                }
                turns = true;
                let (value, looks) = search.halve(watch, near, far, sink)?;
                found.push(Flip {
                    watched: pair,
                    input,
                    turn: if is_ahead { Turn::Beyond } else { Turn::HoldsBeyond },
                    center,
                    value,
                    between: between(&looks, value, is_ahead),
                    percentile: percentile(scenarios, input, value),
                    beyond: far.1.value,
                });
            }
            if !is_ahead && !turns {
                found.push(Flip {
                    watched: pair,
                    input,
                    turn: Turn::Everywhere,
                    center,
                    value: f64::NAN,
                    between: [f64::NAN; 2],
                    percentile: f64::NAN,
                    beyond: at_center[pair].value,
                });
            }
        }
        sink.progress((place as u64 + 1) * LOOKS * worlds * scenarios.len() as u64);
    }
    found.sort_by(|a, b| a.watched.cmp(&b.watched).then(closeness(a).total_cmp(&closeness(b))));
    Ok(found)
}

/// How far out a flip lies among the card's draws: 0 at the median, 0.5 at the ends.
fn closeness(flip: &Flip) -> f64 {
    (flip.percentile - 0.5).abs()
}

/// Where the 95 % band of the gain leaves one side of zero and arrives at the other, on the way from the center to the bound. Between
/// two looks the band's edges are taken for straight.
fn between(looks: &[Look], flip: f64, is_ahead: bool) -> [f64; 2] {
    // Turned so that the gain falls through zero: the lower edge of its band does so first.
    let edges = |is_lower: bool| {
        let edge = move |(value, gain): &Look| match (is_ahead, is_lower) {
            (true, true) => (*value, gain.low),
            (true, false) => (*value, gain.high),
            (false, true) => (*value, -gain.high),
            (false, false) => (*value, -gain.low),
        };
        first_zero(looks.iter().map(edge))
    };
    [edges(true).unwrap_or(flip), edges(false).unwrap_or(f64::NAN)]
}

/// Where the broken line through these points first comes down to zero; the first point if it begins there.
fn first_zero(points: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let mut before: Option<(f64, f64)> = None;
    for (value, height) in points {
        if height <= 0.0 {
            return Some(before.map_or(value, |(near, above)| {
                near + (value - near) * (above / (above - height))
            }));
        }
        before = Some((value, height));
    }
    None
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
        Some(distribution) => median(distribution),
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
    months: usize,
}

impl Search<'_> {
    /// By how much the better policy of each pair is ahead in the mean, as a gain, with the input at `value`.
    fn gains(&self, watched: &[Watched], value: f64, sink: &mut dyn Sink) -> Result<Vec<Difference>> {
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
        let mut metrics: Vec<Metric> = watched.iter().map(|pair| pair.aim.metric).collect();
        metrics.dedup();
        let outcomes = sink.outcomes(self.bench, &cells, &metrics)?;
        let mut of_policy: Vec<Vec<Metrics>> = vec![Vec::new(); self.policies];
        for (cell, outcome) in cells.iter().zip(outcomes) {
            of_policy[cell.scenario].push(outcome.metrics);
        }
        let gain = |pair: &Watched| {
            let of = |policy: usize| -> Vec<f64> {
                let worlds = of_policy[policy].iter();
                worlds
                    .map(|metrics| pair.aim.good(metrics[pair.aim.metric], self.months))
                    .collect()
            };
            difference_of_means(&of(pair.worse), &of(pair.better))
        };
        Ok(watched.iter().map(gain).collect())
    }

    /// Where between `near` and `far`, at one of which the pair's better policy is ahead and at the other not, that changes; and the gains
    /// at all values that were looked at, from `near` to `far`.
    fn halve(&self, pair: &Watched, near: Look, far: Look, sink: &mut dyn Sink) -> Result<(f64, Vec<Look>)> {
        let is_ahead = near.1.value > 0.0;
        let (mut before, mut after) = (vec![near], vec![far]);
        let middle = |before: &[Look], after: &[Look]| {
            let (near, far) = (before[before.len() - 1].0, after[after.len() - 1].0);
            near + (far - near) * 0.5
        };
        for _ in 0..HALVINGS {
            let value = middle(&before, &after);
            let look = (value, self.gains(&[*pair], value, sink)?[0]);
            match (look.1.value > 0.0) == is_ahead {
                true => before.push(look),
                false => after.push(look),
            }
        }
        let value = middle(&before, &after);
        before.extend(after.into_iter().rev());
        Ok((value, before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A gain of 4 - x with a half-width of 1: the band's lower edge comes to zero at 3 and its upper one at 5.
    #[test]
    fn a_flip_of_a_straight_gain_lies_between_where_the_edges_of_its_band_come_to_zero() {
        let look = |x: f64, sign: f64| {
            let value = sign * (4.0 - x);
            let (error, low, high) = (0.5, value - 1.0, value + 1.0);
            (
                x,
                Difference {
                    value,
                    error,
                    low,
                    high,
                },
            )
        };
        let looks = |far: f64, sign: f64| [0.0, 2.0, 3.5, far].map(|x| look(x, sign));
        assert_eq!(between(&looks(6.0, 1.0), 4.0, true), [3.0, 5.0]);
        assert_eq!(between(&looks(6.0, -1.0), 4.0, false), [3.0, 5.0]);
        // The bound comes before the upper edge does: these worlds do not tell that it turns at all.
        let [near, far] = between(&looks(4.5, 1.0), 4.0, true);
        assert_eq!(near, 3.0);
        assert!(far.is_nan());
        // Not told even at the center.
        assert_eq!(between(&[look(3.5, 1.0), look(6.0, 1.0)], 4.0, true), [3.5, 5.0]);
    }
}
