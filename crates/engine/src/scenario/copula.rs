//! Rank correlation between parameters by a Gaussian copula.

use super::cards::Correlation;
use crate::numeric::{Num, kernels, normal};

/// Turns independent uniforms into uniforms with the stated rank correlations. Uniforms of parameters that no correlation
/// names, and of the first parameter of each correlated group, pass untouched.
#[derive(Debug, Clone, Default)]
pub struct Copula {
    rows: Vec<Row>,
}

/// One correlated parameter: its normal number is the sum of factors times independent normals.
#[derive(Debug, Clone)]
struct Row {
    position: usize,
    /// Place among the rows, and factor; ascending, its own place last; zero factors are left out.
    factors: Vec<(usize, f64)>,
}

/// The correlations contradict each other: there are no parameters that have all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotPositiveDefinite {
    /// Registry positions of the parameters of the group, ascending.
    pub positions: Vec<usize>,
}

impl Copula {
    /// Factors the correlation matrix. Spearman's rho becomes the normal correlation 2 sin(pi rho / 6) (Pearson 1907).
    pub fn new(correlations: &[Correlation]) -> Result<Self, NotPositiveDefinite> {
        let mut positions: Vec<usize> = correlations.iter().flat_map(|pair| [pair.first, pair.second]).collect();
        positions.sort_unstable();
        positions.dedup();
        let place = |position: usize| positions.partition_point(|&other| other < position);
        let size = positions.len();
        let mut matrix = vec![vec![0.0; size]; size];
        for (i, row) in matrix.iter_mut().enumerate() {
            row[i] = 1.0;
        }
        for pair in correlations {
            let (first, second) = (place(pair.first), place(pair.second));
            let normal = 2.0 * libm::sin(std::f64::consts::PI / 6.0 * pair.rank_correlation);
            matrix[first][second] = normal;
            matrix[second][first] = normal;
        }
        let factor = cholesky(&matrix).map_err(|failed| NotPositiveDefinite {
            positions: group_of(failed, &matrix, &positions),
        })?;
        let rows = positions
            .iter()
            .zip(factor)
            .map(|(&position, row)| Row {
                position,
                factors: row
                    .into_iter()
                    .enumerate()
                    .filter(|(_, factor)| *factor != 0.0)
                    .collect(),
            })
            .collect();
        Ok(Self { rows })
    }

    /// Correlates `uniforms` (one a parameter, registry order) in place.
    #[inline(always)]
    pub fn apply<const W: usize>(&self, uniforms: &mut [Num<W>]) {
        let normals: Vec<Num<W>> = self
            .rows
            .iter()
            .map(|row| normal::quantile(uniforms[row.position]))
            .collect();
        for row in &self.rows {
            if row.factors.len() > 1 {
                let sum = row
                    .factors
                    .iter()
                    .fold(Num::ZERO, |sum, &(place, factor)| sum + normals[place] * factor);
                // A uniform that rounds to 0 or 1 would have no normal number.
                uniforms[row.position] = sum.map(kernels::normal_cdf).clamp(1e-16, 1.0 - 1.2e-16);
            }
        }
    }
}

/// Lower triangular factor, or the row at which there is none.
fn cholesky(matrix: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, usize> {
    let mut factor: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    for (i, stated) in matrix.iter().enumerate() {
        let mut row = vec![0.0; i + 1];
        for (j, above) in factor.iter().enumerate() {
            let known: f64 = (0..j).map(|k| row[k] * above[k]).sum();
            row[j] = (stated[j] - known) / above[j];
        }
        let known: f64 = row.iter().map(|value| value * value).sum();
        let rest = stated[i] - known;
        // Below this the matrix is singular for all that doubles can tell.
        if rest <= 1e-10 {
            return Err(i);
        }
        row[i] = rest.sqrt();
        factor.push(row);
    }
    Ok(factor)
}

/// Positions of all parameters tied to the one in `row` by a chain of correlations.
fn group_of(row: usize, matrix: &[Vec<f64>], positions: &[usize]) -> Vec<usize> {
    let mut members = vec![row];
    let mut seen = 0;
    while seen < members.len() {
        let current = members[seen];
        for (other, &value) in matrix[current].iter().enumerate() {
            if value != 0.0 && !members.contains(&other) {
                members.push(other);
            }
        }
        seen += 1;
    }
    members.sort_unstable();
    members.into_iter().map(|member| positions[member]).collect()
}
