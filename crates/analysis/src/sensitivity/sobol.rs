//! Variance-based sensitivity: which share of an output's variance comes from which input.

use super::Purpose;
use super::bootstrap::Bootstrap;
use super::factor::{Factor, is_constant, whole_units};
use engine::numeric::low_discrepancy::{DIMENSIONS, ScrambledSobol};
use engine::numeric::streams::Streams;
use results::estimate::Estimate;

/// The design of Saltelli et al. (2010): from 2^n scrambled Sobol points in twice as many dimensions as there are
/// columns, whose first half makes the matrix A and whose second half B, each unit has the points A, AB_1, ..., AB_k,
/// B, where AB_i is A with factor i taken from B. That is the order of rows of SALib's `sample.sobol` without second
/// order.
///
/// Where chance is a factor, unit j has world j in A and world N + j in B, with N the number of units.
#[derive(Debug, Clone)]
pub struct SobolDesign {
    factors: Vec<Factor>,
    columns: usize,
    points: u32,
    sequence: ScrambledSobol,
}

/// Most columns of a design.
pub const MOST_COLUMNS: usize = DIMENSIONS / 2;

impl SobolDesign {
    /// A design of `points` units in `columns` columns; `None` with more than [`MOST_COLUMNS`] columns.
    pub fn new(factors: Vec<Factor>, columns: usize, points: u32, seed: u64) -> Option<Self> {
        let mut stream = Streams::new(seed).open(0, Purpose::Scrambling as u8);
        Some(Self {
            sequence: ScrambledSobol::new(2 * columns, &mut stream)?,
            factors,
            columns,
            points,
        })
    }

    /// The factors, in the order of the points AB_1, ..., AB_k.
    pub fn factors(&self) -> &[Factor] {
        &self.factors
    }

    /// Dimensions of a point.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Units: the N of the literature.
    pub fn points(&self) -> usize {
        self.points as usize
    }

    /// Coordinates of a unit's points, strictly between 0 and 1.
    pub(super) fn coordinates(&self, unit: usize) -> Vec<Vec<f64>> {
        let half = |first: usize| -> Vec<f64> {
            (first..first + self.columns)
                .map(|dimension| self.sequence.coordinate(unit as u32, dimension))
                .collect()
        };
        let (a, b) = (half(0), half(self.columns));
        let mixed = self.factors.iter().map(|factor| {
            let mut point = a.clone();
            for &column in factor.columns() {
                point[column] = b[column];
            }
            point
        });
        std::iter::once(a.clone()).chain(mixed).chain([b.clone()]).collect()
    }

    /// World of a point.
    pub(super) fn world(&self, unit: usize, part: usize) -> u64 {
        let of_b = match part.checked_sub(1) {
            None => false,
            Some(place) => self.factors.get(place).is_none_or(|factor| *factor == Factor::Chance),
        };
        unit as u64 + if of_b { u64::from(self.points) } else { 0 }
    }
}

/// Indices of one output.
#[derive(Debug, Clone, PartialEq)]
pub struct SobolIndices {
    /// For each factor the share of variance that would vanish if it alone were known (first order).
    pub first: Vec<Estimate>,
    /// For each factor the share of variance that would remain if all others were known (total order): its own and its
    /// part in every interaction.
    pub total: Vec<Estimate>,
    /// Mean and variance of the output over A and B.
    pub mean: f64,
    pub variance: f64,
    /// Units that count: those in which every output is a number.
    pub units: usize,
}

impl SobolIndices {
    /// Whether the output varies at all; if it does not, no index is a number.
    pub fn varies(&self) -> bool {
        self.variance > 0.0
    }
}

/// Indices of one output, which has a number for each row of a design with `factors` factors. First order after
/// Saltelli et al. (2010), mean of f(B) (f(AB_i) - f(A)); total order after Jansen (1999), half the mean of (f(A) -
/// f(AB_i))^2; both over the variance of f(A) and f(B) together, with outputs standardised over all rows, as SALib does
/// it.
pub fn sobol_indices(outputs: &[f64], factors: usize, bootstrap: &Bootstrap) -> SobolIndices {
    let units = whole_units(outputs, factors + 2);
    let all = || units.iter().flat_map(|unit| unit.iter().copied());
    if is_constant(all()) || is_constant(units.iter().flat_map(|unit| [unit[0], unit[factors + 1]])) {
        let mean = units.first().map_or(f64::NAN, |unit| unit[0]);
        return SobolIndices {
            first: vec![Estimate::NONE; factors],
            total: vec![Estimate::NONE; factors],
            mean,
            variance: 0.0,
            units: units.len(),
        };
    }
    let count = (units.len() * (factors + 2)) as f64;
    let mean = all().sum::<f64>() / count;
    let variance = all().map(|y| (y - mean) * (y - mean)).sum::<f64>() / count;
    let deviation = variance.sqrt();
    let terms = Terms::new(&units, factors, mean, deviation);
    let mut sums = vec![0.0; terms.width()];
    let mut values = vec![0.0; 2 * factors];
    let ones = vec![1.0; units.len()];
    let (mean_ab, variance_ab) = terms.indices(&ones, &mut sums, &mut values);
    let mut estimates = bootstrap.intervals(units.len(), &values, |counts, values| {
        terms.indices(counts, &mut sums, values);
    });
    let total = estimates.split_off(factors);
    SobolIndices {
        first: estimates,
        total,
        mean: mean + deviation * mean_ab,
        variance: variance * variance_ab,
        units: units.len(),
    }
}

/// What each unit adds to the sums that make the indices.
struct Terms {
    factors: usize,
    /// Unit, then: a + b, a^2 + b^2, the terms of the first order, the terms of the total order.
    terms: Vec<f64>,
}

impl Terms {
    fn new(units: &[&[f64]], factors: usize, mean: f64, deviation: f64) -> Self {
        let mut terms = Vec::with_capacity(units.len() * (2 + 2 * factors));
        let standard = |y: f64| (y - mean) / deviation;
        for unit in units {
            let (a, b) = (standard(unit[0]), standard(unit[factors + 1]));
            terms.extend([a + b, a * a + b * b]);
            let mixed = &unit[1..=factors];
            terms.extend(mixed.iter().map(|&y| b * (standard(y) - a)));
            terms.extend(mixed.iter().map(|&y| 0.5 * (a - standard(y)) * (a - standard(y))));
        }
        Self { factors, terms }
    }

    fn width(&self) -> usize {
        2 + 2 * self.factors
    }

    /// Fills first and total indices, with each unit counted so many times; gives mean and variance of a and b.
    fn indices(&self, counts: &[f64], sums: &mut [f64], values: &mut [f64]) -> (f64, f64) {
        sums.fill(0.0);
        let mut units = 0.0;
        for (terms, &count) in self.terms.chunks_exact(self.width()).zip(counts) {
            if count > 0.0 {
                units += count;
                for (sum, term) in sums.iter_mut().zip(terms) {
                    *sum += count * term;
                }
            }
        }
        let mean = sums[0] / (2.0 * units);
        let variance = sums[1] / (2.0 * units) - mean * mean;
        for (value, sum) in values.iter_mut().zip(&sums[2..]) {
            *value = if variance > 0.0 {
                sum / units / variance
            } else {
                f64::NAN
            };
        }
        (mean, variance)
    }
}
