//! What is known of one series in one month over the runs so far, and how a batch is counted in.

use super::digest::{CHUNK_ROWS, Extent, Layout};
use super::run::Group;
use super::summary::Spread;
use super::tree::{self, Node};
use crate::numeric::LANE_WIDTH;
use crate::numeric::dispatch::Kernel;
use crate::numeric::sketch::Sketch;
use crate::numeric::sketch::codes::{Code, Tally};

/// One series in one month over the runs so far.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Sums of the finite values by nodes; a last leaf may be cut short.
    pub nodes: Vec<f64>,
    pub sketch: Sketch,
}

/// Chunks of rows that one worker counts in one after another.
pub(super) const CHUNKS_AT_ONCE: usize = 16;

/// Counts the values of all groups in some chunks of rows in, in run order.
pub(super) struct Reduction<'a> {
    pub first_chunk: usize,
    /// The first leaf of the state, and that of the first group.
    pub first_leaf: u64,
    pub next_leaf: u64,
    pub rows: &'a mut [Row],
    pub layout: &'a Layout,
    pub groups: &'a [Group],
    pub extents: &'a [&'a [Extent]],
}

impl Kernel for Reduction<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self {
            first_chunk,
            first_leaf,
            next_leaf,
            rows,
            layout,
            groups,
            extents,
        } = self;
        let leaves = next_leaf..next_leaf + groups.len() as u64;
        let mut sums = Vec::new();
        let blocks: usize = groups.iter().map(|group| group.digest.runs.len()).sum();
        // A row's codes of all blocks one after another; a row more in between, or they would compete for the same lines of the cache.
        let stride = blocks + 4;
        let mut codes = vec![[Code::ABSENT; LANE_WIDTH]; CHUNK_ROWS * stride];
        let mut tally = Tally::default();
        let first_row = first_chunk * CHUNK_ROWS;
        for Group { digest, .. } in groups {
            for (row, values) in digest.mixed(first_row..first_row + rows.len()) {
                rows[row - first_row].sketch.insert_all(values);
            }
        }
        let first_whole = layout.whole.partition_point(|&row| row < first_row);
        let mut whole = (first_whole..).zip(&layout.whole[first_whole..]).peekable();
        for (chunk, rows) in (first_chunk..).zip(rows.chunks_mut(CHUNK_ROWS)) {
            let first = chunk * CHUNK_ROWS;
            let mut block = 0;
            sums.clear();
            for (leaf, Group { digest, .. }) in leaves.clone().zip(groups) {
                let mut leaf_sums = [0.0; CHUNK_ROWS];
                leaf_sums[..rows.len()].copy_from_slice(&digest.sums[first..first + rows.len()]);
                tree::push(&mut sums, next_leaf, Node::leaf(leaf), leaf_sums, |a, b| {
                    std::array::from_fn(|row| a[row] + b[row])
                });
                for found in digest.chunk(chunk) {
                    for (row, &found) in found.iter().enumerate() {
                        codes[row * stride + block] = found;
                    }
                    block += 1;
                }
            }
            for (node, sums) in tree::nodes(leaves.clone()).zip(&sums) {
                for (row, &sum) in rows.iter_mut().zip(sums) {
                    tree::push(&mut row.nodes, first_leaf, node, sum, |a, b| a + b);
                }
            }
            for ((number, row), codes) in (first..).zip(rows).zip(codes.chunks(stride)) {
                for extents in extents {
                    row.sketch.widen(extents[number].low, extents[number].high);
                }
                // As the batch was made for it: a row that gets its values whole may turn to bins at this.
                if let Some((place, _)) = whole.next_if(|(_, whole)| **whole == number) {
                    for Group { digest, .. } in groups {
                        digest.count_shared(layout, place, &mut row.sketch);
                    }
                } else {
                    row.sketch.count_codes(codes[..blocks].as_flattened(), &mut tally);
                }
            }
        }
    }
}

impl Row {
    pub(super) fn spread(&self) -> Spread {
        Spread::new(
            self.nodes.iter().fold(0.0, |sum, node| sum + node) / self.sketch.finite() as f64,
            self.sketch.quantiles(Spread::SHARES),
        )
    }
}
