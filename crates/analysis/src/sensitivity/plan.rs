//! An analysis of a scenario: from inputs and outputs to a design, through the simulation, to indices.

use super::bootstrap::Bootstrap;
use super::choice::{CHANCE, Choice, Domain};
use super::design::Design;
use super::evaluate::evaluate;
use super::factor::Factor;
use super::morris::{MorrisDesign, MorrisEffects, morris_effects};
use super::one_at_a_time::{EndEffects, OneAtATimeDesign, end_effects};
use super::output::Output;
use super::sobol::{MOST_COLUMNS, SobolDesign, SobolIndices, sobol_indices};
use crate::study::Sink;
use engine::ensemble::cells::{Bench, Cell};
use engine::ensemble::{Options, Workers};
use engine::model::metrics::dates;
use engine::numeric::Num;
use engine::scenario::Scenario;
use engine::scenario::cards::Correlation;
use engine::scenario::copula::Copula;
use engine::scenario::distributions::Quantile;
use engine::scenario::inputs::{AS_IT_IS, Input};
use error::{Error, Result};
use serde::{Deserialize, Serialize};

/// How an analysis is made, and how large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Variance-based indices from so many base points, a power of two.
    Sobol { points: usize },
    /// Screening with so many trajectories.
    Morris { trajectories: usize },
    /// One input at a time in so many worlds.
    Tornado { worlds: usize },
}

/// Levels of the screening's grid.
pub const LEVELS: usize = 4;
/// Screening and one-at-a-time go from this share of an input's distribution to the same distance from its other end:
/// the ends themselves are cut-offs that hardly any world comes near. A range is gone through whole.
pub const TAIL: f64 = 0.05;
/// Most base points, trajectories or worlds.
pub const MOST_UNITS: usize = 1 << 20;

/// Points that one worker turns into values one after another.
const POINTS_AT_ONCE: usize = 64;

/// Most results, rows times outputs, which are kept in memory until the end: half a gigabyte.
pub const MOST_RESULTS: usize = 1 << 26;

/// A prepared analysis.
#[derive(Debug)]
pub struct Plan<'a> {
    pub scenario: &'a Scenario,
    pub choice: Choice,
    pub outputs: Vec<Output>,
    pub method: Method,
    pub design: Design,
    quantiles: Vec<Quantile>,
    /// The correlations among the inputs; their places are those of the inputs.
    copula: Option<Copula>,
}

/// Indices of every output, in the order of the outputs.
#[derive(Debug, Clone, PartialEq)]
pub enum Indices {
    Sobol(Vec<SobolIndices>),
    Morris(Vec<MorrisEffects>),
    Tornado(Vec<EndEffects>),
}

/// What an analysis found.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    pub indices: Indices,
    /// Places of the factors that changed no output in any world.
    pub idle: Vec<usize>,
    /// Rows whose world failed.
    pub failed: u64,
}

impl<'a> Plan<'a> {
    /// Prepares the design.
    ///
    /// # Errors
    /// No inputs; more results than can be kept; more inputs than Sobol points have dimensions for; a size that is none, or no power of
    /// two.
    pub fn new(scenario: &'a Scenario, choice: Choice, outputs: Vec<Output>, method: Method) -> Result<Self> {
        if choice.inputs.is_empty() {
            return Err(Error::Usage(
                "there is nothing to vary: no parameter of this scenario has uncertainty; give ranges with --input KEY=LOW:HIGH"
                    .to_owned(),
            ));
        }
        let columns = choice.inputs.len();
        let mut factors: Vec<Factor> = choice
            .factors
            .iter()
            .map(|factor| Factor::Columns(factor.columns.clone()))
            .collect();
        let design = match method {
            Method::Sobol { points } => {
                check_points(points)?;
                factors.push(Factor::Chance);
                let design = SobolDesign::new(factors, columns, points as u32, scenario.seed);
                Design::Sobol(design.ok_or_else(|| {
                    Error::Usage(format!(
                        "{columns} inputs are more than Sobol points have dimensions for ({MOST_COLUMNS}); screen them with \
                         --method morris first"
                    ))
                })?)
            }
            Method::Morris { trajectories } => {
                Design::Morris(MorrisDesign::new(factors, columns, LEVELS, trajectories, scenario.seed))
            }
            Method::Tornado { worlds } => Design::OneAtATime(OneAtATimeDesign::new(factors, columns, worlds)),
        };
        let (rows, kept) = (design.rows(), design.rows() * outputs.len());
        if kept > MOST_RESULTS {
            return Err(Error::Usage(format!(
                "this analysis would simulate {rows} worlds and keep {kept} results; take fewer points, inputs or metrics (at \
                 most {MOST_RESULTS} results)"
            )));
        }
        let cards = &scenario.cards;
        let quantiles = choice.inputs.iter().map(|chosen| match (chosen.domain, chosen.input) {
            (Domain::Card, Input::Parameter(position)) => cards.cards[position].distribution.prepared(),
            (Domain::Card, Input::Lever(lever)) => {
                let (low, high) = lever.range();
                Quantile::Uniform { low, high }
            }
            (Domain::Between { low, high }, _) => Quantile::Uniform { low, high },
        });
        Ok(Self {
            quantiles: quantiles.collect(),
            copula: copula(scenario, &choice, method)?,
            scenario,
            choice,
            outputs,
            method,
            design,
        })
    }

    /// Names of the lines of the results.
    pub fn names(&self) -> Vec<&str> {
        let chance = matches!(self.method, Method::Sobol { .. }).then_some(CHANCE);
        let factors = self.choice.factors.iter().map(|factor| factor.name.as_str());
        factors.chain(chance).collect()
    }

    /// Values of the inputs at a point of the design; [`AS_IT_IS`] where it leaves one.
    pub fn values(&self, coordinates: &[f64]) -> Vec<f64> {
        let mut shares: Vec<Num<1>> = coordinates
            .iter()
            .zip(&self.choice.inputs)
            .map(|(&coordinate, chosen)| match (self.method, chosen.domain) {
                (Method::Sobol { .. }, _) | (_, Domain::Between { .. }) => Num([coordinate]),
                (_, Domain::Card) => Num([inner(coordinate)]),
            })
            .collect();
        if let Some(copula) = &self.copula {
            copula.apply(&mut shares);
        }
        let value = |(quantile, share): (&Quantile, Num<1>)| {
            if share.0[0].is_nan() {
                AS_IT_IS
            } else {
                quantile.at(share).0[0]
            }
        };
        self.quantiles.iter().zip(shares).map(value).collect()
    }

    /// Lowest and highest value of an input in this analysis.
    pub fn ends(&self, column: usize) -> (f64, f64) {
        let chosen = self.choice.inputs[column];
        match (self.method, chosen.domain) {
            (_, Domain::Between { low, high }) => (low, high),
            (Method::Sobol { .. }, Domain::Card) => chosen.input.bounds(&self.scenario.cards),
            (_, Domain::Card) => {
                let at = |share| self.quantiles[column].at(Num([share])).0[0];
                (at(inner(0.0)), at(inner(1.0)))
            }
        }
    }

    /// Simulates every row of the design: for each, one number for each output.
    ///
    /// # Errors
    /// The engine's own; those of a sink's numbers.
    pub fn simulate(&self, options: &Options, sink: &mut dyn Sink) -> Result<Vec<f64>> {
        let inputs: Vec<Input> = self.choice.inputs.iter().map(|chosen| chosen.input).collect();
        let bench = Bench::new(std::slice::from_ref(self.scenario), &inputs, options)?;
        let (months, outputs) = (self.scenario.months, self.outputs.len());
        let mut results = Vec::with_capacity(self.design.rows() * outputs);
        let mut done = 0;
        evaluate(
            &self.design,
            0,
            outputs,
            &mut |points| {
                let given = sink.numbers(points.len() * outputs, || {
                    let values = bench
                        .workers()
                        .map(points, POINTS_AT_ONCE, |point| self.values(&point.coordinates));
                    let cells: Vec<Cell> = points
                        .iter()
                        .zip(&values)
                        .map(|(point, values)| Cell {
                            scenario: 0,
                            values,
                            run: point.world,
                        })
                        .collect();
                    let dates = dates(self.outputs.iter().map(|output| output.metric));
                    let outcomes = bench.simulate_for(&cells, Some(&dates));
                    let numbers = outcomes.iter().flat_map(|outcome| {
                        self.outputs
                            .iter()
                            .map(|output| output.of_world(&outcome.metrics, months))
                    });
                    Ok(numbers.collect())
                })?;
                done += points.len() as u64;
                sink.progress(done);
                Ok(given)
            },
            &mut |finished| {
                results.extend(finished.outputs);
                Ok(())
            },
        )?;
        Ok(results)
    }

    /// Indices from `results`: for each row of the design one number for each output.
    pub fn analyse(&self, results: &[f64], workers: &Workers) -> Analysis {
        let bootstrap = Bootstrap {
            seed: self.scenario.seed,
            resamples: Bootstrap::RESAMPLES,
        };
        let outputs = self.outputs.len();
        let column = |place: usize| -> Vec<f64> { results.iter().skip(place).step_by(outputs).copied().collect() };
        let places: Vec<usize> = (0..outputs).collect();
        let indices = match &self.design {
            Design::Sobol(design) => {
                let factors = design.factors().len();
                Indices::Sobol(workers.map(&places, 1, |&place| sobol_indices(&column(place), factors, &bootstrap)))
            }
            Design::Morris(design) => {
                Indices::Morris(workers.map(&places, 1, |&place| morris_effects(design, &column(place), &bootstrap)))
            }
            Design::OneAtATime(design) => {
                let groups = design.groups().len();
                Indices::Tornado(workers.map(&places, 1, |&place| end_effects(&column(place), groups)))
            }
        };
        Analysis {
            indices,
            idle: self.idle(results),
            failed: results
                .chunks_exact(outputs)
                .filter(|row| row.iter().all(|output| output.is_nan()))
                .count() as u64,
        }
    }

    /// Factors that leave every output bit for bit the same wherever they move.
    fn idle(&self, results: &[f64]) -> Vec<usize> {
        let (outputs, width) = (self.outputs.len(), self.design.width());
        let mut idle: Vec<usize> = (0..self.names().len()).collect();
        for (unit, results) in results.chunks_exact(outputs * width).enumerate() {
            let row = |part: usize| {
                results[part * outputs..(part + 1) * outputs]
                    .iter()
                    .map(|x| x.to_bits())
            };
            let steps = self.design.steps(unit);
            idle.retain(|&factor| steps[factor].iter().all(|&(from, to)| row(from).eq(row(to))));
            if idle.is_empty() {
                break;
            }
        }
        idle
    }
}

/// The share of a distribution at a coordinate of a screening or of one input at a time.
fn inner(coordinate: f64) -> f64 {
    TAIL + (1.0 - 2.0 * TAIL) * coordinate
}

/// Refuses a number of base points that is no power of two.
///
/// # Errors
/// As said, with the powers next to it.
pub fn check_points(points: usize) -> Result<()> {
    if points.is_power_of_two() && (2..=MOST_UNITS).contains(&points) {
        return Ok(());
    }
    let near = points.clamp(2, MOST_UNITS).next_power_of_two();
    let below = if near > 2 && near > points {
        format!("{} or ", near / 2)
    } else {
        String::new()
    };
    Err(Error::Usage(format!(
        "--points {points}: Sobol points are even in powers of two only; take {below}{near}"
    )))
}

/// The correlations among the inputs, but for one input at a time, which moves the members of a group to the same end.
fn copula(scenario: &Scenario, choice: &Choice, method: Method) -> Result<Option<Copula>> {
    let place = |position: usize| {
        let input = Input::Parameter(position);
        choice
            .inputs
            .iter()
            .position(|chosen| chosen.input == input && chosen.domain == Domain::Card)
    };
    let among: Vec<Correlation> = scenario
        .cards
        .correlations
        .iter()
        .filter_map(|pair| {
            Some(Correlation {
                first: place(pair.first)?,
                second: place(pair.second)?,
                rank_correlation: pair.rank_correlation,
            })
        })
        .collect();
    if among.is_empty() || matches!(method, Method::Tornado { .. }) {
        return Ok(None);
    }
    // A part of a matrix that the loader found positive definite is so too.
    Copula::new(&among)
        .map(Some)
        .map_err(|_| Error::Usage("the rank correlations between the inputs contradict each other".to_owned()))
}

impl Indices {
    /// Whether an output varies at all.
    pub fn varies(&self, output: usize) -> bool {
        match self {
            Self::Sobol(of) => of[output].varies(),
            Self::Morris(of) => of[output].varies,
            Self::Tornado(of) => of[output].varies,
        }
    }

    /// Units that count for an output: those without a failed world.
    pub fn units(&self, output: usize) -> usize {
        match self {
            Self::Sobol(of) => of[output].units,
            Self::Morris(of) => of[output].units,
            Self::Tornado(of) => of[output].units,
        }
    }
}

impl Analysis {
    /// The most influential lines of a screening, at most `most` of them and without those that changed nothing,
    /// strongest first: by the largest mu* over the outputs, each in units of the output's largest. Empty for other
    /// methods.
    pub fn influential(&self, most: usize) -> Vec<usize> {
        let Indices::Morris(outputs) = &self.indices else {
            return Vec::new();
        };
        let count = outputs.first().map_or(0, |output| output.effects.len());
        let mut scores = vec![0.0_f64; count];
        for output in outputs.iter().filter(|output| output.varies) {
            let sizes: Vec<f64> = output.effects.iter().map(|effect| effect.mu_star.value).collect();
            let largest = sizes.iter().copied().fold(0.0, f64::max);
            for (score, size) in scores.iter_mut().zip(sizes) {
                *score = score.max(size / largest);
            }
        }
        let mut order: Vec<usize> = (0..count).filter(|factor| !self.idle.contains(factor)).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        order.truncate(most);
        order
    }
}

#[cfg(test)]
mod tests;
