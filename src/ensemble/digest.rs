//! What the statistics need of the monthly series of a group of blocks: little enough that many groups can wait to be counted in
//! together. Their values as they are would be eight bytes each, and memory, not arithmetic, would set the pace.

use crate::numeric::dispatch::{Kernel, Processor};
use crate::numeric::sketch::Sketch;
use crate::numeric::sketch::codes::Code;
use crate::numeric::{LANE_WIDTH, Num};
use std::ops::Range;

type Lane = Num<LANE_WIDTH>;

/// Blocks of a group. Part of what a mean is: the values of a group are added up first, then groups in order.
pub const GROUP_BLOCKS: usize = 4;
/// Runs of a group.
pub const GROUP_RUNS: usize = GROUP_BLOCKS * LANE_WIDTH;
/// Rows that stand together in memory and are counted in together.
pub const CHUNK_ROWS: usize = 64;

/// Which values are collected, and how.
#[derive(Debug, Default)]
pub struct Layout {
    /// For each row (month, then collected series) its place among the values of a block.
    pub places: Vec<usize>,
    /// Rows of which every value is needed as it is, ascending: those whose sketch keeps few distinct values.
    pub whole: Vec<usize>,
}

/// Smallest and largest finite value; the wrong way round while there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    pub low: f64,
    pub high: f64,
}

impl Extent {
    /// Of no values.
    pub const EMPTY: Self = Self {
        low: f64::INFINITY,
        high: f64::NEG_INFINITY,
    };
}

/// The series of a group, by row.
#[derive(Debug, Default)]
pub struct Digest {
    /// Sum of the finite values of each row.
    pub sums: Vec<f64>,
    /// By chunk of rows, then block, then row of the chunk.
    codes: Vec<[Code; LANE_WIDTH]>,
    /// By block, then row of [`Layout::whole`]: the value that all its runs have, or not a number where they differ.
    shared: Vec<f64>,
    /// By block, the others' rows, ascending, and their values.
    mixed: [(Vec<u32>, Vec<Lane>); GROUP_BLOCKS],
    /// How many lanes of each block are used.
    pub runs: Vec<usize>,
    /// Values too large to have a code, with their rows.
    pub odd: Vec<(usize, f64)>,
}

impl Digest {
    /// Room that a group takes, in bytes.
    pub fn bytes(layout: &Layout) -> usize {
        layout.places.len() * (size_of::<f64>() + GROUP_BLOCKS * size_of::<[Code; LANE_WIDTH]>())
            + layout.whole.len() * GROUP_BLOCKS * size_of::<Lane>()
    }

    /// Begins with the next group.
    pub fn clear(&mut self, layout: &Layout) {
        self.sums.clear();
        self.sums.resize(layout.places.len(), 0.0);
        let chunks = layout.places.len().div_ceil(CHUNK_ROWS);
        // What is left of the group before is overwritten block by block.
        self.codes
            .resize(chunks * CHUNK_ROWS * GROUP_BLOCKS, [Code::ABSENT; LANE_WIDTH]);
        self.shared.clear();
        for (rows, values) in &mut self.mixed {
            rows.clear();
            values.clear();
        }
        self.runs.clear();
        self.odd.clear();
    }

    /// Takes in the series of the group's next block, of which `runs` lanes are used, and widens `extents`, by row, to hold them.
    pub fn take_in(
        &mut self,
        processor: Processor,
        layout: &Layout,
        series: &[Lane],
        runs: usize,
        extents: &mut [Extent],
    ) {
        processor.run(Taking {
            digest: self,
            layout,
            series,
            runs,
            extents,
        });
    }

    /// The codes of a chunk of rows, by block, then row of the chunk.
    pub fn chunk(&self, chunk: usize) -> impl Iterator<Item = &[[Code; LANE_WIDTH]]> {
        let all = &self.codes[chunk * CHUNK_ROWS * GROUP_BLOCKS..];
        all.chunks_exact(CHUNK_ROWS).take(self.runs.len())
    }

    /// The rows of [`Layout::whole`] within `rows` whose runs differ in some block, with the values of its runs.
    pub fn mixed(&self, rows: Range<usize>) -> impl Iterator<Item = (usize, &[f64])> {
        self.runs
            .iter()
            .zip(&self.mixed)
            .flat_map(move |(&runs, (mixed, values))| {
                let before = |end: usize| mixed.partition_point(|&row| (row as usize) < end);
                let here = before(rows.start)..before(rows.end);
                let values = values[here.clone()].iter().map(move |values| &values.0[..runs]);
                mixed[here].iter().map(|&row| row as usize).zip(values)
            })
    }

    /// Counts in what the other blocks have in the row at this place of [`Layout::whole`].
    pub fn count_shared(&self, layout: &Layout, place: usize, sketch: &mut Sketch) {
        let (mut value, mut count) = (0.0, 0);
        let blocks = self.runs.iter().zip(self.shared.chunks_exact(layout.whole.len()));
        for (&runs, shared) in blocks {
            if shared[place] == value {
                count += runs as u32;
            } else if !shared[place].is_nan() {
                sketch.insert_often(value, count);
                (value, count) = (shared[place], runs as u32);
            }
        }
        sketch.insert_often(value, count);
    }
}

struct Taking<'a> {
    digest: &'a mut Digest,
    layout: &'a Layout,
    series: &'a [Lane],
    runs: usize,
    extents: &'a mut [Extent],
}

impl Kernel for Taking<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self {
            digest,
            layout,
            series,
            runs,
            extents,
        } = self;
        let block = digest.runs.len();
        let all_used = runs == LANE_WIDTH;
        let chunks = digest.codes.chunks_exact_mut(CHUNK_ROWS * GROUP_BLOCKS);
        let rows = layout.places.chunks(CHUNK_ROWS).zip(digest.sums.chunks_mut(CHUNK_ROWS));
        let rows = rows.zip(extents.chunks_mut(CHUNK_ROWS)).zip(chunks).enumerate();
        for (chunk, (((places, sums), extents), codes)) in rows {
            let codes = &mut codes[block * CHUNK_ROWS..][..CHUNK_ROWS];
            let rows = places.iter().zip(sums).zip(extents).zip(codes).enumerate();
            for (row, (((&place, sum), extent), codes)) in rows {
                let values = series[place];
                let (found, ordinary) = Code::of_all(values);
                let wider = values.lt(Num::splat(extent.low)) | values.gt(Num::splat(extent.high));
                if ordinary && all_used && !wider.any() {
                    *codes = found;
                    *sum += values.sum();
                } else {
                    *codes = slowly(
                        &series[place],
                        runs,
                        sum,
                        extent,
                        chunk * CHUNK_ROWS + row,
                        &mut digest.odd,
                    );
                }
            }
        }
        let (mixed, mixed_values) = &mut digest.mixed[block];
        for &row in &layout.whole {
            let values = series[layout.places[row]];
            let first = values.0[0];
            // A number is not the same as no number, which failed runs have.
            let differ = values.0[..runs].iter().any(|value| *value != first);
            digest.shared.push(if differ { f64::NAN } else { first });
            if differ {
                mixed.push(row as u32);
                mixed_values.push(values);
            }
        }
        digest.runs.push(runs);
    }
}

/// Lane by lane, where some are infinite, no number, without a run or very large, or widen the extent. The sum is added up in the
/// same order as on the short way, which of them is taken being a matter of what the worker has met before.
#[inline(never)]
fn slowly(
    values: &Lane,
    runs: usize,
    sum: &mut f64,
    extent: &mut Extent,
    row: usize,
    odd: &mut Vec<(usize, f64)>,
) -> [Code; LANE_WIDTH] {
    let mut codes = [Code::ABSENT; LANE_WIDTH];
    let mut finite = Lane::ZERO;
    for (lane, &value) in values.0[..runs].iter().enumerate() {
        match Code::of(value) {
            Some(found) => codes[lane] = found,
            None => odd.push((row, value)),
        }
        if value.is_finite() {
            finite.0[lane] = value;
            extent.low = if value < extent.low { value } else { extent.low };
            extent.high = if value > extent.high { value } else { extent.high };
        }
    }
    *sum += finite.sum();
    codes
}
