//! What the statistics need of the monthly series of a group of blocks: little enough that many groups can wait to be counted in
//! together. Their values as they are would be eight bytes each, and memory, not arithmetic, would set the pace.

use crate::model::SeriesSink;
use crate::model::series::SERIES;
use crate::numeric::dispatch::{Kernel, Processor};
use crate::numeric::sketch::Sketch;
use crate::numeric::sketch::codes::Code;
use crate::numeric::{LANE_WIDTH, Mask, Num};
use std::iter::Peekable;
use std::ops::Range;
use std::slice::Iter;

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
    /// The places of the collected series among all.
    pub series: Vec<usize>,
    pub months: usize,
    /// Rows of which every value is needed as it is, ascending: those whose sketch keeps few distinct values.
    pub whole: Vec<usize>,
}

impl Layout {
    /// Number of rows: month, then collected series.
    pub fn rows(&self) -> usize {
        self.months * self.series.len()
    }
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
    /// Rows whose extent this group has widened, with what it was before.
    widened: Vec<(usize, Extent)>,
}

impl Digest {
    /// Room that a group takes, in bytes.
    pub fn bytes(layout: &Layout) -> usize {
        layout.rows() * (size_of::<f64>() + GROUP_BLOCKS * size_of::<[Code; LANE_WIDTH]>())
            + layout.whole.len() * GROUP_BLOCKS * size_of::<Lane>()
    }

    /// Begins with the next group.
    pub fn clear(&mut self, layout: &Layout) {
        self.sums.clear();
        self.sums.resize(layout.rows(), 0.0);
        let chunks = layout.rows().div_ceil(CHUNK_ROWS);
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
        self.widened.clear();
    }

    /// Begins with the group's next block, of which `runs` lanes are used. `extents`, by row, are widened to hold its values.
    pub fn begin_block<'a>(
        &'a mut self,
        processor: Processor,
        layout: &'a Layout,
        runs: usize,
        extents: &'a mut [Extent],
    ) -> Taking<'a> {
        self.runs.push(runs);
        Taking {
            digest: self,
            processor,
            layout,
            whole: layout.whole.iter().peekable(),
            row: 0,
            extents,
        }
    }

    /// Takes back what this group has done to the extents.
    pub fn restore(&mut self, extents: &mut [Extent]) {
        for (row, before) in self.widened.drain(..).rev() {
            extents[row] = before;
        }
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

/// A block's series on their way into a digest.
pub struct Taking<'a> {
    digest: &'a mut Digest,
    processor: Processor,
    layout: &'a Layout,
    /// What is left of [`Layout::whole`].
    whole: Peekable<Iter<'a, usize>>,
    /// The first row of the next month.
    row: usize,
    extents: &'a mut [Extent],
}

impl SeriesSink<LANE_WIDTH> for Taking<'_> {
    fn take_month(&mut self, values: &[Lane; SERIES]) {
        self.processor.run(Month { taking: self, values });
    }
}

struct Month<'a, 'taking> {
    taking: &'a mut Taking<'taking>,
    values: &'a [Lane; SERIES],
}

impl Kernel for Month<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { taking, values } = self;
        let Taking {
            digest,
            layout,
            whole,
            row: first,
            extents,
            ..
        } = taking;
        let block = digest.runs.len() - 1;
        let runs = digest.runs[block];
        let all_used = runs == LANE_WIDTH;
        let used = Mask(std::array::from_fn(|lane| if lane < runs { u64::MAX } else { 0 }));
        let end = *first + layout.series.len();
        let mut places = layout.series.as_slice();
        let mut row = *first;
        while row < end {
            // As far as the rows stand together in the digest.
            let chunk = row / CHUNK_ROWS;
            let here = row..end.min((chunk + 1) * CHUNK_ROWS);
            let (now, later) = places.split_at(here.len());
            places = later;
            let codes =
                &mut digest.codes[(chunk * GROUP_BLOCKS + block) * CHUNK_ROWS + row % CHUNK_ROWS..][..here.len()];
            let rows = now
                .iter()
                .zip(&mut digest.sums[here.clone()])
                .zip(&mut extents[here])
                .zip(codes);
            for (((&place, sum), extent), codes) in rows {
                let values = &values[place];
                let (found, ordinary) = Code::of_all(*values);
                let wider = values.lt(Num::splat(extent.low)) | values.gt(Num::splat(extent.high));
                if ordinary && all_used && !wider.any() {
                    *codes = found;
                    *sum += values.sum();
                } else {
                    let before = *extent;
                    *codes = slowly(values, runs, sum, extent, row, &mut digest.odd);
                    if *extent != before {
                        digest.widened.push((row, before));
                    }
                }
                row += 1;
            }
        }
        let (mixed, mixed_values) = &mut digest.mixed[block];
        while let Some(&row) = whole.next_if(|row| **row < end) {
            let values = values[layout.series[row - *first]];
            let first = values.0[0];
            // A number is not the same as no number, which failed runs have.
            let differ = (values.differs(Num::splat(first)) & used).any();
            digest.shared.push(if differ { f64::NAN } else { first });
            if differ {
                mixed.push(row as u32);
                mixed_values.push(values);
            }
        }
        *first = end;
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
