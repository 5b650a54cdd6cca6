//! What the statistics need of the monthly series of a group of blocks: little enough that many groups can wait to be counted in
//! together. Their values as they are would be eight bytes each, and memory, not arithmetic, would set the pace.

use crate::numeric::dispatch::{Kernel, Processor};
use crate::numeric::sketch::codes::Code;
use crate::numeric::{LANE_WIDTH, Num};

type Lane = Num<LANE_WIDTH>;

/// Blocks of a group. Part of what a mean is: the values of a group are added up first, then groups in order.
pub const GROUP_BLOCKS: usize = 4;
/// Runs of a group.
pub const GROUP_RUNS: usize = GROUP_BLOCKS * LANE_WIDTH;

/// Which values are collected, and how.
#[derive(Debug, Default)]
pub struct Layout {
    /// For each row (month, then collected series) its place among the values of a block.
    pub places: Vec<usize>,
    /// Rows of which every value is needed as it is, ascending: those whose sketch keeps few distinct values.
    pub whole: Vec<usize>,
}

/// Sum and range of the finite values of one row over a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    pub sum: f64,
    pub low: f64,
    pub high: f64,
}

/// The series of a group, by row.
#[derive(Debug, Default)]
pub struct Digest {
    pub edges: Vec<Edge>,
    /// By block, then row.
    codes: Vec<[Code; LANE_WIDTH]>,
    /// By block, then row of [`Layout::whole`].
    whole: Vec<Lane>,
    /// How many lanes of each block are used.
    pub runs: Vec<usize>,
    /// Values too large to have a code, with their rows.
    pub odd: Vec<(usize, f64)>,
}

impl Digest {
    /// Room that a group takes, in bytes.
    pub fn bytes(layout: &Layout) -> usize {
        layout.places.len() * (size_of::<Edge>() + GROUP_BLOCKS * size_of::<[Code; LANE_WIDTH]>())
            + layout.whole.len() * GROUP_BLOCKS * size_of::<Lane>()
    }

    /// Begins with the next group.
    pub fn clear(&mut self, layout: &Layout) {
        const NOTHING: Edge = Edge {
            sum: 0.0,
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
        };
        self.edges.clear();
        self.edges.resize(layout.places.len(), NOTHING);
        self.codes.clear();
        self.whole.clear();
        self.runs.clear();
        self.odd.clear();
    }

    /// Takes in the series of the group's next block, of which `runs` lanes are used.
    pub fn take_in(&mut self, processor: Processor, layout: &Layout, series: &[Lane], runs: usize) {
        processor.run(Taking {
            digest: self,
            layout,
            series,
            runs,
        });
    }

    /// The codes of some rows of one block.
    pub fn codes(&self, block: usize, rows: std::ops::Range<usize>) -> &[[Code; LANE_WIDTH]] {
        let all = &self.codes[block * self.edges.len()..];
        &all[rows]
    }

    /// The values of one block in the row at this place of [`Layout::whole`], of `rows` such rows.
    pub fn whole(&self, block: usize, place: usize, rows: usize) -> Lane {
        self.whole[block * rows + place]
    }
}

struct Taking<'a> {
    digest: &'a mut Digest,
    layout: &'a Layout,
    series: &'a [Lane],
    runs: usize,
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
        } = self;
        let used = Num(std::array::from_fn(|lane| lane as f64)).lt(Num::splat(runs as f64));
        let nobody = Num::splat(f64::NAN);
        let first = digest.codes.len();
        digest
            .codes
            .resize(first + layout.places.len(), [Code::ABSENT; LANE_WIDTH]);
        let rows = digest.edges.iter_mut().zip(&mut digest.codes[first..]);
        for (row, ((edge, codes), &place)) in rows.zip(&layout.places).enumerate() {
            let values = used.select(series[place], nobody);
            let finite = values.abs().lt(Num::NEVER);
            edge.sum += finite.select(values, Num::ZERO).sum();
            edge.low = lower(edge.low, finite.select(values, Num::NEVER).least());
            edge.high = higher(edge.high, finite.select(values, -Num::NEVER).largest());
            *codes = match Code::of_ordinary(values) {
                Some(codes) => codes,
                None => slow_codes(values, runs, row, &mut digest.odd),
            };
        }
        let whole = layout.whole.iter().map(|&row| series[layout.places[row]]);
        digest.whole.extend(whole);
        digest.runs.push(runs);
    }
}

#[inline(always)]
fn lower(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

#[inline(always)]
fn higher(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// Lane by lane, where some are zero, infinite, no number, without a run, or very large.
#[inline(never)]
fn slow_codes(values: Lane, runs: usize, row: usize, odd: &mut Vec<(usize, f64)>) -> [Code; LANE_WIDTH] {
    let mut codes = [Code::ABSENT; LANE_WIDTH];
    for (code, &value) in codes.iter_mut().zip(&values.0[..runs]) {
        match Code::of(value) {
            Some(found) => *code = found,
            None => odd.push((row, value)),
        }
    }
    codes
}
