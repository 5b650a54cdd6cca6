//! A small classification tree (Breiman, Friedman, Olshen & Stone 1984): a second opinion on a box, found in another way. Each branch
//! is split where the Gini impurity falls most, down to a depth and a least number of rows in a leaf.

use super::Cases;
use super::limits::{Content, Limits, Side};

/// How far a tree grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Growth {
    /// Splits from the root to a leaf at most.
    pub depth: usize,
    /// Least rows in a leaf.
    pub least_rows: usize,
}

/// A leaf: the box of its branch and what lies in it. Values at a split belong to the lower side, so a leaf's upper limits are
/// within and its lower limits are not.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    pub limits: Limits,
    pub content: Content,
}

/// A split: rows with at most `limit` in `column` go one way, the rest the other.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Split {
    column: usize,
    limit: f64,
    /// Impurity of both sides, rows times Gini index.
    impurity: f64,
}

/// Grows a tree; its leaves from left to right.
pub fn grow(cases: &Cases, growth: Growth) -> Vec<Leaf> {
    let orders: Vec<Vec<u32>> = (0..cases.width()).map(|place| cases.order(place)).collect();
    let mut leaves = Vec::new();
    let root = Node {
        orders,
        limits: Limits::none(cases.width()),
        content: Limits::none(cases.width()).content(cases),
    };
    root.grow(cases, growth, &mut leaves);
    leaves
}

/// A branch: its rows in the order of each column.
struct Node {
    orders: Vec<Vec<u32>>,
    limits: Limits,
    content: Content,
}

impl Node {
    fn grow(self, cases: &Cases, growth: Growth, leaves: &mut Vec<Leaf>) {
        let split = if growth.depth > 0 {
            self.split(cases, growth.least_rows)
        } else {
            None
        };
        let Some(Split { column, limit, .. }) = split else {
            leaves.push(Leaf {
                limits: self.limits,
                content: self.content,
            });
            return;
        };
        let deeper = Growth {
            depth: growth.depth - 1,
            ..growth
        };
        let is_lower = |row: &u32| cases.column(column)[*row as usize] <= limit;
        let side = |lower: bool| {
            let orders: Vec<Vec<u32>> = self
                .orders
                .iter()
                .map(|order| order.iter().copied().filter(|row| is_lower(row) == lower).collect())
                .collect();
            let mut content = Content::default();
            for &row in orders.first().into_iter().flatten() {
                content.add(cases.of_interest()[row as usize]);
            }
            let bounded = if lower { Side::Upper } else { Side::Lower };
            Self {
                orders,
                limits: self.limits.with(column, bounded, limit),
                content,
            }
        };
        side(true).grow(cases, deeper, leaves);
        side(false).grow(cases, deeper, leaves);
    }

    /// The split after which the branch is least impure; among equals the first column, then the lowest limit. None where no split
    /// leaves enough rows on both sides and less impurity than before.
    fn split(&self, cases: &Cases, least_rows: usize) -> Option<Split> {
        let whole = impurity(self.content);
        let mut best: Option<Split> = None;
        for (column, order) in self.orders.iter().enumerate() {
            let values = cases.column(column);
            let mut left = Content::default();
            for pair in order.windows(2) {
                let [here, next] = [pair[0] as usize, pair[1] as usize];
                left.add(cases.of_interest()[here]);
                let right = Content {
                    rows: self.content.rows - left.rows,
                    interest: self.content.interest - left.interest,
                };
                if values[here] == values[next] || left.rows < least_rows || right.rows < least_rows {
                    continue;
                }
                let impurity = impurity(left) + impurity(right);
                if impurity < best.map_or(whole, |best| best.impurity) {
                    let middle = (values[here] + values[next]) / 2.0;
                    // Rounding must not put the middle on the upper number.
                    let limit = if middle < values[next] { middle } else { values[here] };
                    best = Some(Split {
                        column,
                        limit,
                        impurity,
                    });
                }
            }
        }
        best
    }
}

/// Rows times the Gini index: the expected number of wrong guesses if each row is guessed to be what another one of them is.
fn impurity(content: Content) -> f64 {
    let (rows, interest) = (content.rows as f64, content.interest as f64);
    if content.rows == 0 {
        return 0.0;
    }
    2.0 * interest * (rows - interest) / rows
}
