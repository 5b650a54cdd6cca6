//! Designs: which values the inputs take, row by row.

use crate::study::keys;
use engine::numeric::Num;
use engine::numeric::low_discrepancy::{DIMENSIONS, LatinHypercube, MOST_POINTS, ScrambledSobol, Sobol};
use engine::numeric::streams::Streams;
use engine::scenario::cards::CardSet;
use engine::scenario::distributions::Quantile;
use engine::scenario::inputs::{AS_IT_IS, Input};
use error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Most rows of a design.
pub const MOST_ROWS: usize = 1 << 20;

/// How a design was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Every combination of the listed values; the last input changes fastest.
    Grid,
    /// A reference row in which nothing is set, then each input alone through its values.
    OneAtATime,
    /// As many rows as wanted, each input stratified by itself.
    LatinHypercube { points: usize, seed: u64 },
    /// Sobol points with Joe and Kuo's direction numbers, with Owen scrambling.
    Sobol { points: usize, seed: u64 },
    /// The points of the plain sequence in its own order, from point 0 on: what `scipy.stats.qmc.Sobol(d, scramble=False)` and other
    /// programs with the same direction numbers give.
    PlainSobol { points: usize },
    /// A table of the user's.
    Table,
}

/// What is known of an input's values.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// These, in this order.
    List(Vec<f64>),
    /// Evenly from `low` to `high`.
    Between { low: f64, high: f64 },
    /// As the parameter's card distributes it.
    Card,
}

/// An input and its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Varied {
    pub input: Input,
    pub values: Values,
}

/// Rows of values for inputs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Design {
    pub method: Method,
    #[serde(with = "keys::inputs")]
    pub inputs: Vec<Input>,
    /// Row by row, one value an input; [`AS_IT_IS`] where a row leaves it.
    #[serde(with = "keys::numbers")]
    values: Vec<f64>,
    /// What the rows are called; empty where they are numbered from 0 on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    numbers: Vec<u64>,
}

/// Streams of designs: far from those of the worlds.
const LATIN_HYPERCUBE: u8 = 200;
const SOBOL: u8 = 201;

impl Design {
    /// A table of `values`, row by row.
    pub fn of_rows(method: Method, inputs: Vec<Input>, values: Vec<f64>) -> Self {
        Self {
            method,
            inputs,
            values,
            numbers: Vec::new(),
        }
    }

    /// The same with a number for each row; none: from 0 on.
    pub fn numbered(self, numbers: Vec<u64>) -> Self {
        let is_plain = numbers.iter().copied().eq(0..numbers.len() as u64);
        Self {
            numbers: if is_plain { Vec::new() } else { numbers },
            ..self
        }
    }

    /// The number of a row: its place, unless the table it comes from numbers its rows.
    pub fn number(&self, row: usize) -> u64 {
        self.numbers.get(row).copied().unwrap_or(row as u64)
    }

    /// The design that `method` makes of `varied`. A grid and one-at-a-time need lists.
    ///
    /// # Errors
    /// Too many rows or inputs, or nothing to vary.
    pub fn new(method: Method, varied: &[Varied], cards: &CardSet) -> Result<Self> {
        let inputs: Vec<Input> = varied.iter().map(|varied| varied.input).collect();
        if inputs.is_empty() {
            return Err(Error::Usage(
                "nothing is varied; name at least one lever or parameter, for example --vary us.chip_controls=0:1:11"
                    .to_owned(),
            ));
        }
        let values = match method {
            Method::Grid => grid(&lists(varied)?)?,
            Method::OneAtATime => one_at_a_time(&lists(varied)?),
            Method::LatinHypercube { points, seed } => {
                check_points(points, MOST_POINTS)?;
                let streams = Streams::new(seed);
                let sample = LatinHypercube::new(points, inputs.len(), |dimension| {
                    streams.open(dimension as u64, LATIN_HYPERCUBE)
                });
                spread(points, varied, cards, |row, place| sample.coordinate(row, place))
            }
            Method::Sobol { points, seed } => {
                check_power_of_two(points)?;
                let mut stream = Streams::new(seed).open(0, SOBOL);
                let sequence = ScrambledSobol::new(inputs.len(), &mut stream).ok_or_else(too_many_inputs)?;
                spread(points, varied, cards, |row, place| {
                    sequence.coordinate(row as u32, place)
                })
            }
            Method::PlainSobol { points } => {
                check_power_of_two(points)?;
                let sequence = Sobol::new(inputs.len()).ok_or_else(too_many_inputs)?;
                spread(points, varied, cards, |row, place| {
                    sequence.coordinate(row as u32, place)
                })
            }
            Method::Table => Vec::new(),
        };
        Ok(Self::of_rows(method, inputs, values))
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.values.len() / self.inputs.len().max(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// One row: a value an input.
    pub fn row(&self, row: usize) -> &[f64] {
        let width = self.inputs.len();
        &self.values[row * width..(row + 1) * width]
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.inputs.len().max(1))
    }

    /// The distinct values of one input, ascending; those left as they are do not count.
    pub fn levels(&self, place: usize) -> Vec<f64> {
        let mut levels: Vec<f64> = self
            .rows()
            .map(|row| row[place])
            .filter(|value| !value.is_nan())
            .collect();
        levels.sort_unstable_by(f64::total_cmp);
        levels.dedup();
        levels
    }
}

/// `steps` evenly spaced values from `low` to `high`.
pub fn evenly(low: f64, high: f64, steps: usize) -> Vec<f64> {
    let last = steps.saturating_sub(1).max(1) as f64;
    (0..steps)
        .map(|step| match step {
            // Both ends are hit exactly.
            _ if step + 1 == steps && steps > 1 => high,
            _ => low + (high - low) * step as f64 / last,
        })
        .collect()
}

fn lists(varied: &[Varied]) -> Result<Vec<&[f64]>> {
    varied
        .iter()
        .map(|varied| match &varied.values {
            Values::List(list) if !list.is_empty() => Ok(list.as_slice()),
            Values::List(_) => Err(Error::Usage(
                "an input of a grid has no values: the grid is empty".to_owned(),
            )),
            Values::Between { .. } | Values::Card => Err(Error::Usage(
                "a grid and a one-at-a-time design need values: give a list, or `low`, `high` and `steps`".to_owned(),
            )),
        })
        .collect()
}

fn grid(lists: &[&[f64]]) -> Result<Vec<f64>> {
    let rows = lists
        .iter()
        .try_fold(1_usize, |rows, list| rows.checked_mul(list.len()))
        .filter(|&rows| rows <= MOST_ROWS)
        .ok_or_else(|| {
            Error::Usage(format!(
                "the grid has more than {MOST_ROWS} points; take fewer steps, or a Latin hypercube or Sobol points"
            ))
        })?;
    let mut values = Vec::with_capacity(rows * lists.len());
    for row in 0..rows {
        let mut stride = rows;
        for list in lists {
            stride /= list.len();
            values.push(list[row / stride % list.len()]);
        }
    }
    Ok(values)
}

fn one_at_a_time(lists: &[&[f64]]) -> Vec<f64> {
    let nothing = vec![AS_IT_IS; lists.len()];
    let mut values = nothing.clone();
    for (place, list) in lists.iter().enumerate() {
        for &value in *list {
            let mut row = nothing.clone();
            row[place] = value;
            values.extend(row);
        }
    }
    values
}

/// Rows from uniforms: `coordinate(row, input)`.
fn spread(points: usize, varied: &[Varied], cards: &CardSet, coordinate: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let quantiles: Vec<Option<Quantile>> = varied
        .iter()
        .map(|varied| match (&varied.values, varied.input) {
            (Values::Card, Input::Parameter(position)) => Some(cards.cards[position].distribution.prepared()),
            _ => None,
        })
        .collect();
    let mut values = Vec::with_capacity(points * varied.len());
    for row in 0..points {
        for (place, (varied, quantile)) in varied.iter().zip(&quantiles).enumerate() {
            let u = coordinate(row, place);
            values.push(match (quantile, &varied.values) {
                // The plain sequence begins at the origin, where a quantile may be infinite.
                (Some(quantile), _) => quantile.at(Num([u.max(LEAST_UNIFORM)])).0[0],
                (None, Values::List(list)) => list[((u * list.len() as f64) as usize).min(list.len() - 1)],
                (None, Values::Between { low, high }) => low + (high - low) * u,
                (None, Values::Card) => {
                    let (low, high) = varied.input.bounds(cards);
                    low + (high - low) * u
                }
            });
        }
    }
    values
}

/// The middle of the first of 2^33 cells.
const LEAST_UNIFORM: f64 = 1.0 / 8_589_934_592.0;

fn check_points(points: usize, most: usize) -> Result<()> {
    if (1..=most).contains(&points) {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "a design of {points} points is not possible; allowed: 1 to {most}"
    )))
}

/// Sobol points are balanced in powers of two only.
fn check_power_of_two(points: usize) -> Result<()> {
    check_points(points, MOST_ROWS)?;
    if points.is_power_of_two() {
        return Ok(());
    }
    let above = points.next_power_of_two();
    Err(Error::Usage(format!(
        "{points} Sobol points are out of balance: take a power of two, such as {} or {above}",
        above / 2
    )))
}

fn too_many_inputs() -> Error {
    Error::Usage(format!(
        "Sobol points have at most {DIMENSIONS} dimensions; vary fewer inputs"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::scenario::load::cards::read_cards;
    use engine::scenario::shipped;

    fn cards() -> CardSet {
        read_cards(&shipped::parameters()).unwrap()
    }

    fn varied(key: &str, values: Values) -> Varied {
        let input = Input::from_key(key).unwrap();
        Varied { input, values }
    }

    fn two_lists() -> [Varied; 2] {
        [
            varied("us.chip_controls", Values::List(vec![0.0, 0.5, 1.0])),
            varied("us.outreach", Values::List(vec![0.2, 0.7])),
        ]
    }

    #[test]
    fn a_grid_holds_every_combination_once_and_the_last_input_changes_fastest() {
        let design = Design::new(Method::Grid, &two_lists(), &cards()).unwrap();
        let rows: Vec<&[f64]> = design.rows().collect();
        let expected: [[f64; 2]; 6] = [[0.0, 0.2], [0.0, 0.7], [0.5, 0.2], [0.5, 0.7], [1.0, 0.2], [1.0, 0.7]];
        assert_eq!(rows, expected);
        assert_eq!(
            (design.len(), design.levels(0), design.row(3)),
            (6, vec![0.0, 0.5, 1.0], &[0.5, 0.7][..])
        );
    }

    #[test]
    fn one_at_a_time_begins_with_the_reference_and_sets_one_input_a_row() {
        let design = Design::new(Method::OneAtATime, &two_lists(), &cards()).unwrap();
        assert_eq!(design.len(), 6);
        assert!(design.row(0).iter().all(|value| value.is_nan()));
        assert!(
            design
                .rows()
                .skip(1)
                .all(|row| row.iter().filter(|value| !value.is_nan()).count() == 1)
        );
        assert_eq!((design.row(2)[0], design.row(5)[1]), (0.5, 0.7));
    }

    #[test]
    fn even_steps_hit_both_ends() {
        assert_eq!(evenly(0.0, 0.3, 4), [0.0, 0.3 / 3.0, 2.0 * 0.3 / 3.0, 0.3]);
        assert_eq!(evenly(0.1, 0.7, 1), [0.1]);
        assert_eq!(*evenly(0.1, 0.7, 21).last().unwrap(), 0.7);
    }

    /// The oracle is the stratification itself, seen through each input's distribution.
    #[test]
    fn samples_fill_ranges_and_cards_evenly() {
        let cards = cards();
        let inputs = [
            varied("us.chip_controls", Values::Between { low: 0.2, high: 0.6 }),
            varied("china.die_bank_years", Values::Card),
        ];
        let Input::Parameter(position) = inputs[1].input else {
            panic!("a parameter");
        };
        let quantile = |u: f64| cards.cards[position].distribution.quantile(Num([u])).0[0];
        for method in [
            Method::LatinHypercube { points: 64, seed: 4 },
            Method::Sobol { points: 64, seed: 4 },
        ] {
            let design = Design::new(method, &inputs, &cards).unwrap();
            let (ranged, carded) = (design.levels(0), design.levels(1));
            assert_eq!((ranged.len(), carded.len()), (64, 64));
            for (place, (x, y)) in ranged.into_iter().zip(carded).enumerate() {
                let (from, to) = (place as f64 / 64.0, (place + 1) as f64 / 64.0);
                assert!(
                    (0.2 + 0.4 * from..=0.2 + 0.4 * to).contains(&x),
                    "{method:?} {place}: {x}"
                );
                let low = if place == 0 { f64::NEG_INFINITY } else { quantile(from) };
                let high = if place == 63 { f64::INFINITY } else { quantile(to) };
                assert!((low..=high).contains(&y), "{method:?} {place}: {y}");
            }
        }
    }

    #[test]
    fn the_plain_sequence_is_the_published_one() {
        let inputs = [
            varied("us.chip_controls", Values::Between { low: 0.0, high: 1.0 }),
            varied("us.outreach", Values::Between { low: 0.0, high: 1.0 }),
        ];
        let design = Design::new(Method::PlainSobol { points: 8 }, &inputs, &cards()).unwrap();
        // scipy.stats.qmc.Sobol(2, scramble=False).random(8), SciPy 1.17.
        let published: [[f64; 2]; 8] = [
            [0.0, 0.0],
            [0.5, 0.5],
            [0.75, 0.25],
            [0.25, 0.75],
            [0.375, 0.375],
            [0.875, 0.875],
            [0.625, 0.125],
            [0.125, 0.625],
        ];
        assert_eq!(design.rows().collect::<Vec<_>>(), published);
    }

    #[test]
    fn what_cannot_be_a_design_is_refused_with_what_can() {
        let refusal = |method, varied: &[Varied]| Design::new(method, varied, &cards()).unwrap_err().to_string();
        assert!(refusal(Method::Grid, &[]).contains("nothing is varied"));
        let none = varied("us.outreach", Values::List(Vec::new()));
        assert!(refusal(Method::Grid, &[none]).contains("empty"));
        assert!(refusal(Method::Sobol { points: 100, seed: 1 }, &two_lists()).contains("64 or 128"));
        assert!(refusal(Method::LatinHypercube { points: 0, seed: 1 }, &two_lists()).contains("1 to"));
        let long = |key| varied(key, Values::List(evenly(0.0, 1.0, 2000)));
        assert!(refusal(Method::Grid, &[long("us.outreach"), long("us.enforcement")]).contains("more than"));
    }
}
