//! Games in which one side wants a payoff to be high and the other wants it low, solved by the simplex method.

/// The chances among its strategies with which the first side secures the most, and how much it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    pub chances: Vec<f64>,
    pub value: f64,
}

/// Smaller than this, beside payoffs scaled to 1..2, is zero.
pub const TINY: f64 = 1e-9;

/// Payoffs moved and stretched to 1..2, which changes no comparison; all 1 if they are equal. With the lowest payoff and the
/// width of their range.
pub fn scaled(payoffs: &[Vec<f64>]) -> (Vec<Vec<f64>>, f64, f64) {
    let all = || payoffs.iter().flatten().copied();
    let low = all().fold(f64::INFINITY, f64::min);
    let width = all().fold(f64::NEG_INFINITY, f64::max) - low;
    let scale = |payoff: f64| if width > 0.0 { 1.0 + (payoff - low) / width } else { 1.0 };
    let scaled = payoffs
        .iter()
        .map(|row| row.iter().map(|&payoff| scale(payoff)).collect())
        .collect();
    (scaled, low, width)
}

/// The maximin mixture of the side that chooses among the rows of `payoffs`, which are rows of equal length.
///
/// With all payoffs positive, the second side's problem is to maximise the sum of u >= 0 with payoffs u <= 1 in every row; the
/// value is one over that sum, and the dual variables are the first side's chances over the value (Dantzig 1951). Bland's rule
/// chooses the pivots, so it ends however many payoffs are equal.
pub fn solve(payoffs: &[Vec<f64>]) -> Solution {
    let (matrix, low, width) = scaled(payoffs);
    let (rows, columns) = (matrix.len(), matrix[0].len());
    let last = columns + rows;
    let mut tableau: Vec<Vec<f64>> = matrix
        .iter()
        .enumerate()
        .map(|(row, payoffs)| {
            let slack = (0..rows).map(|other| f64::from(u8::from(other == row)));
            payoffs.iter().copied().chain(slack).chain([1.0]).collect()
        })
        .collect();
    let mut goal: Vec<f64> = (0..=last)
        .map(|place| if place < columns { -1.0 } else { 0.0 })
        .collect();
    let mut basis: Vec<usize> = (columns..last).collect();
    while let Some(enters) = (0..last).find(|&place| goal[place] < -TINY) {
        let ratio = |row: usize| tableau[row][last] / tableau[row][enters];
        let leaves = (0..rows)
            .filter(|&row| tableau[row][enters] > TINY)
            .min_by(|&a, &b| ratio(a).total_cmp(&ratio(b)).then(basis[a].cmp(&basis[b])));
        // Positive payoffs bound the problem, so a row is always found.
        let Some(row) = leaves else { break };
        basis[row] = enters;
        let pivot = tableau[row][enters];
        tableau[row].iter_mut().for_each(|entry| *entry /= pivot);
        let pivot_row = tableau[row].clone();
        let others = tableau.iter_mut().enumerate().filter(|(other, _)| *other != row);
        for line in others.map(|(_, line)| line).chain([&mut goal]) {
            let factor = line[enters];
            line.iter_mut()
                .zip(&pivot_row)
                .for_each(|(entry, of_pivot)| *entry -= factor * of_pivot);
        }
    }
    let duals: Vec<f64> = goal[columns..last].iter().map(|dual| dual.max(0.0)).collect();
    let sum: f64 = duals.iter().sum();
    Solution {
        chances: duals.iter().map(|dual| dual / sum).collect(),
        value: low + (1.0 / sum - 1.0) * width,
    }
}
