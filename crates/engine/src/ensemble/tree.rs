//! Sums of which the shape depends on the numbers of the runs alone, so that parts summed elsewhere join to the same bits.
//!
//! The runs stand in leaves of [`LEAF_RUNS`]. Two neighbouring leaves make a node of the next level, two of these one of the level above,
//! always the even one and the odd one behind it. A stretch of leaves is kept as a list of the largest whole nodes in it: at most two a
//! level, whatever the number of runs. Lists of stretches that touch join to the list of both.

use super::digest::GROUP_RUNS;
use std::ops::Range;

/// Runs of a leaf. A stretch of runs that is to be joined with others begins at a multiple of it.
pub const LEAF_RUNS: u64 = GROUP_RUNS as u64;

/// The sum of `1 << level` leaves, the first of which is `index << level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    level: u32,
    index: u64,
}

impl Node {
    /// A single leaf.
    pub const fn leaf(index: u64) -> Self {
        Self { level: 0, index }
    }

    /// Whether it makes a larger node with the one before it, in a list that begins with the leaf `first`.
    const fn has_partner(self, first: u64) -> bool {
        self.index % 2 == 1 && ((self.index - 1) << self.level) >= first
    }
}

/// The leaves that hold these runs; the last may be cut short.
pub const fn leaves(first_run: u64, next_run: u64) -> Range<u64> {
    first_run / LEAF_RUNS..next_run.div_ceil(LEAF_RUNS)
}

/// The nodes of a list of these leaves, in order.
pub fn nodes(leaves: Range<u64>) -> impl Iterator<Item = Node> {
    let mut next = leaves.start;
    std::iter::from_fn(move || {
        let left = leaves.end.checked_sub(next)?.checked_ilog2()?;
        let level = left.min(next.trailing_zeros());
        let node = Node {
            level,
            index: next >> level,
        };
        next += 1 << level;
        Some(node)
    })
}

/// Puts the next node behind a list that begins with the leaf `first`.
#[inline(always)]
pub fn push<T>(list: &mut Vec<T>, first: u64, mut node: Node, mut value: T, add: impl Fn(T, T) -> T) {
    while node.has_partner(first)
        && let Some(before) = list.pop()
    {
        value = add(before, value);
        node = Node {
            level: node.level + 1,
            index: node.index / 2,
        };
    }
    list.push(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which leaves a node holds, with brackets for its shape.
    fn list(first: u64, nodes: impl Iterator<Item = (Node, String)>) -> Vec<String> {
        let mut list = Vec::new();
        for (node, text) in nodes {
            push(&mut list, first, node, text, |a, b| format!("({a} {b})"));
        }
        list
    }

    fn one_by_one(leaves: Range<u64>) -> Vec<String> {
        let first = leaves.start;
        list(first, leaves.map(|leaf| (Node::leaf(leaf), leaf.to_string())))
    }

    #[test]
    fn leaves_come_to_the_largest_whole_nodes() {
        assert_eq!(one_by_one(3..11), ["3", "((4 5) (6 7))", "(8 9)", "10"]);
        assert_eq!(one_by_one(0..6), ["((0 1) (2 3))", "(4 5)"]);
    }

    #[test]
    fn stretches_that_touch_join_to_the_list_of_both_wherever_they_are_cut() {
        for start in 0..12 {
            for end in start..30 {
                let whole = one_by_one(start..end);
                assert_eq!(nodes(start..end).count(), whole.len());
                for cut in start..=end {
                    let (left, right) = (one_by_one(start..cut), one_by_one(cut..end));
                    let both = nodes(start..cut).zip(left).chain(nodes(cut..end).zip(right));
                    assert_eq!(list(start, both), whole, "{start}..{cut}..{end}");
                }
            }
        }
    }
}
