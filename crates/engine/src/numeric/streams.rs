//! Keyed random streams: what is drawn depends on the seed, the run and the purpose, and on nothing else.
//!
//! A stream is the key stream of ChaCha with eight rounds. The seed makes the key; the run and the purpose make the stream
//! number. No generator is passed around: whoever needs draws opens the stream and reads from its start, in whole blocks,
//! so that a draw's place in its stream is its address.

use super::lanes::{Num, in_every_lane};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Bits of a stream number that hold the purpose; the run has the rest.
const PURPOSE_BITS: u32 = 8;
/// First run number that has no stream any more.
pub const RUNS_END: u64 = 1 << (u64::BITS - PURPOSE_BITS);

/// All streams of one seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streams {
    key: [u8; 32],
}

impl Streams {
    /// The streams of `seed`. The rest of the key is a fixed text, so that no other use of the same seed meets them.
    pub fn new(seed: u64) -> Self {
        let mut key = *b"--seed--detente worlds, edition1";
        key[..8].copy_from_slice(&seed.to_le_bytes());
        Self { key }
    }

    /// The stream of one run and purpose, at its start. Panics if `run` is not below [`RUNS_END`].
    pub fn open(&self, run: u64, purpose: u8) -> Reader {
        let mut generator = ChaCha8Rng::from_seed(self.key);
        generator.set_stream(stream_number(run, purpose));
        Reader(generator)
    }

    /// The streams of these runs and one purpose. Panics if a run is not below [`RUNS_END`].
    pub fn lanes<const W: usize>(&self, runs: [u64; W], purpose: u8) -> Lanes<W> {
        let word = |place: usize| u32::from_le_bytes(std::array::from_fn(|byte| self.key[4 * place + byte]));
        let streams = runs.map(|run| stream_number(run, purpose));
        Lanes {
            key: std::array::from_fn(word),
            stream: [
                streams.map(|stream| stream as u32),
                streams.map(|stream| (stream >> 32) as u32),
            ],
        }
    }
}

fn stream_number(run: u64, purpose: u8) -> u64 {
    assert!(run < RUNS_END, "run numbers end at 2^56");
    run << PURPOSE_BITS | u64::from(purpose)
}

/// Reads a stream from its start.
#[derive(Debug, Clone)]
pub struct Reader(ChaCha8Rng);

/// Words of 32 bits in a block of the cipher.
pub const BLOCK_WORDS: usize = 16;

/// The streams of several runs side by side, for whoever reads many blocks of all of them: the same words as from a [`Reader`], but worked
/// out a lane a run, in which order they are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Lanes<const W: usize> {
    key: [u32; 8],
    /// Number of the stream, lower half first.
    stream: [[u32; W]; 2],
}

impl<const W: usize> Lanes<W> {
    /// Block number `block` of every stream, by word, then lane.
    #[inline(always)]
    pub fn block(&self, block: u32) -> [[u32; W]; BLOCK_WORDS] {
        /// "expand 32-byte k", the cipher's constant.
        const START: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];
        const ROUNDS: usize = 8;
        /// Columns, then diagonals.
        const QUARTERS: [[usize; 4]; 8] = [
            [0, 4, 8, 12],
            [1, 5, 9, 13],
            [2, 6, 10, 14],
            [3, 7, 11, 15],
            [0, 5, 10, 15],
            [1, 6, 11, 12],
            [2, 7, 8, 13],
            [3, 4, 9, 14],
        ];
        let mut first = [[0; W]; BLOCK_WORDS];
        for (word, value) in first.iter_mut().zip(START.iter().chain(&self.key)) {
            *word = [*value; W];
        }
        first[12] = [block; W];
        [first[14], first[15]] = self.stream;
        let mut words = first;
        for _ in 0..ROUNDS / 2 {
            for places in QUARTERS {
                quarter(&mut words, places);
            }
        }
        for (word, first) in words.iter_mut().zip(first) {
            in_every_lane!(W, lane => word[lane] = word[lane].wrapping_add(first[lane]));
        }
        words
    }
}

/// A quarter round of the cipher on four words (Bernstein 2008).
#[inline(always)]
fn quarter<const W: usize>(words: &mut [[u32; W]; BLOCK_WORDS], [a, b, c, d]: [usize; 4]) {
    let (mut wa, mut wb, mut wc, mut wd) = (words[a], words[b], words[c], words[d]);
    (wa, wd) = mixed::<W, 16>(wa, wb, wd);
    (wc, wb) = mixed::<W, 12>(wc, wd, wb);
    (wa, wd) = mixed::<W, 8>(wa, wb, wd);
    (wc, wb) = mixed::<W, 7>(wc, wd, wb);
    (words[a], words[b], words[c], words[d]) = (wa, wb, wc, wd);
}

/// `sum + more`, and `other` mixed with that and turned.
#[inline(always)]
fn mixed<const W: usize, const TURN: u32>(
    mut sum: [u32; W],
    more: [u32; W],
    mut other: [u32; W],
) -> ([u32; W], [u32; W]) {
    in_every_lane!(W, lane => sum[lane] = sum[lane].wrapping_add(more[lane]));
    in_every_lane!(W, lane => other[lane] = (other[lane] ^ sum[lane]).rotate_left(TURN));
    (sum, other)
}

impl Reader {
    /// The next bytes. Multiples of 256 are quickest.
    pub fn read(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }

    /// The next 64 bits.
    pub fn word(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.read(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// The next 64 bits as a uniform number strictly between 0 and 1, see [`uniform_from_u64`].
    pub fn uniform(&mut self) -> f64 {
        uniform_from_u64(self.word())
    }

    /// The next 64 bits as a whole number below `end`, all of them equally likely but for a part in 2^64 / `end`. Panics if
    /// `end` is zero.
    pub fn below(&mut self, end: usize) -> usize {
        assert!(end > 0, "no number is below zero");
        ((u128::from(self.word()) * end as u128) >> 64) as usize
    }

    /// Puts `items` into a random order, each equally likely (Fisher and Yates 1938).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// 2^52, whose bits with an integer below 2^52 put into the lowest places read as 2^52 + that integer: a conversion that
/// becomes vector code on every instruction set.
const TWO_52: f64 = 4_503_599_627_370_496.0;

/// A uniform number from 32 random bits: the middle of one of 2^32 equal cells of 0..1, so never 0 nor 1. Fine enough for
/// a monthly shock: the outermost cell is 1.2e-10 from the end.
#[inline(always)]
pub fn uniform_from_u32(word: u32) -> f64 {
    const CELL: f64 = 1.0 / 4_294_967_296.0;
    (f64::from_bits(TWO_52.to_bits() | word as u64) - TWO_52 + 0.5) * CELL
}

/// A uniform number from the upper 52 of 64 random bits: the middle of one of 2^52 equal cells of 0..1, so never 0 nor 1.
#[inline(always)]
pub fn uniform_from_u64(word: u64) -> f64 {
    const CELL: f64 = 1.0 / TWO_52;
    (f64::from_bits(TWO_52.to_bits() | word >> 12) - TWO_52 + 0.5) * CELL
}

/// [`uniform_from_u32`] of one word a run.
#[inline(always)]
pub fn uniforms<const W: usize>(words: &[u32; W]) -> Num<W> {
    let mut out = Num::<W>::ZERO.0;
    in_every_lane!(W, lane => out[lane] = uniform_from_u32(words[lane]));
    Num(out)
}

/// [`uniform_from_u64`] of two words a run, the lower half first.
#[inline(always)]
pub fn fine_uniforms<const W: usize>(low: &[u32; W], high: &[u32; W]) -> Num<W> {
    let mut out = Num::<W>::ZERO.0;
    in_every_lane!(W, lane => out[lane] = uniform_from_u64(u64::from(high[lane]) << 32 | u64::from(low[lane])));
    Num(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(seed: u64, run: u64, purpose: u8, count: usize) -> Vec<u32> {
        let mut bytes = vec![0; 4 * count];
        Streams::new(seed).open(run, purpose).read(&mut bytes);
        bytes
            .chunks_exact(4)
            .map(|word| u32::from_le_bytes(word.try_into().unwrap()))
            .collect()
    }

    fn uniforms(seed: u64, run: u64, purpose: u8, count: usize) -> Vec<f64> {
        words(seed, run, purpose, count)
            .into_iter()
            .map(uniform_from_u32)
            .collect()
    }

    /// Pearson correlation of two samples of uniforms times the square root of their number: standard normal if independent.
    fn correlation_z(x: &[f64], y: &[f64]) -> f64 {
        let sum: f64 = x.iter().zip(y).map(|(x, y)| (x - 0.5) * (y - 0.5)).sum();
        12.0 * sum / (x.len() as f64).sqrt()
    }

    #[test]
    fn a_stream_keeps_its_values_between_versions() {
        assert_eq!(words(1, 0, 0, 4), PINNED_FIRST);
        assert_eq!(words(20_260, 4711, 18, 4), PINNED_OTHER);
    }
    // Computed with another implementation of ChaCha, written from its description.
    const PINNED_FIRST: [u32; 4] = [4_223_901_879, 2_618_794_782, 3_788_961_129, 4_015_586_291];
    const PINNED_OTHER: [u32; 4] = [1_099_639_402, 4_176_015_207, 1_224_052_104, 1_764_606];

    #[test]
    fn a_longer_reading_starts_with_the_shorter_one_and_pieces_join() {
        let whole = words(9, 3, 2, 1000);
        assert_eq!(words(9, 3, 2, 37), whole[..37]);
        let mut reader = Streams::new(9).open(3, 2);
        let mut pieces = Vec::new();
        for size in [4, 12, 256, 1000, 8, 512] {
            let mut bytes = vec![0; size];
            reader.read(&mut bytes);
            pieces.extend(
                bytes
                    .chunks_exact(4)
                    .map(|word| u32::from_le_bytes(word.try_into().unwrap())),
            );
        }
        assert_eq!(pieces, whole[..pieces.len()]);
    }

    #[test]
    fn lanes_are_the_streams_word_for_word() {
        let runs = [0, 7, 1 << 40, RUNS_END - 1, 7, 3, 12_345, 2];
        let lanes = Streams::new(20_260).lanes(runs, 17);
        for (lane, run) in runs.into_iter().enumerate() {
            let expected = words(20_260, run, 17, 40 * BLOCK_WORDS);
            let found = (0..40).flat_map(|block| lanes.block(block).map(|word| word[lane]));
            assert!(found.eq(expected), "run {run}");
        }
    }

    #[test]
    fn uniforms_lie_strictly_inside_and_in_the_middle_of_their_cells() {
        assert_eq!(uniform_from_u32(0), 0.5 / 4_294_967_296.0);
        assert_eq!(uniform_from_u32(u32::MAX), 1.0 - 0.5 / 4_294_967_296.0);
        assert_eq!(uniform_from_u32(1 << 31), 0.5 + 0.5 / 4_294_967_296.0);
        assert_eq!(uniform_from_u64(0), 0.5 / TWO_52);
        assert!(uniform_from_u64(u64::MAX) < 1.0);
        assert_eq!(uniform_from_u64(u64::MAX), 1.0 - 0.5 / TWO_52);
    }

    /// Chi-square over 256 cells of 2^18 uniforms, for 40 streams. False alarms: one in a million for all together (bound
    /// from the Wilson-Hilferty approximation at z = 5.5 for each).
    #[test]
    fn uniforms_are_uniform() {
        let bound = 255.0 * (1.0 - 2.0 / (9.0 * 255.0) + 5.5 * (2.0_f64 / (9.0 * 255.0)).sqrt()).powi(3);
        for stream in 0..40 {
            let mut counts = [0_u32; 256];
            let draws = 1 << 18;
            for u in uniforms(7, stream, (stream % 5) as u8, draws) {
                counts[(u * 256.0) as usize] += 1;
            }
            let expected = draws as f64 / 256.0;
            let chi_square: f64 = counts
                .iter()
                .map(|&n| (f64::from(n) - expected).powi(2) / expected)
                .sum();
            assert!(chi_square < bound, "stream {stream}: {chi_square} >= {bound}");
        }
    }

    /// Pairs of neighbouring runs, purposes and seeds, and a stream against itself one draw later. 120 standard normal
    /// correlations; the bound of 5.2 gives a false alarm once in 40,000 seeds for all together.
    #[test]
    fn runs_purposes_and_seeds_are_independent() {
        let draws = 20_000;
        for i in 0..30 {
            let base = uniforms(11, i, 3, draws);
            let others = [
                uniforms(11, i + 1, 3, draws),
                uniforms(11, i, 4, draws),
                uniforms(12, i, 3, draws),
                {
                    let mut later = base.clone();
                    later.rotate_left(1);
                    later
                },
            ];
            for (kind, other) in others.iter().enumerate() {
                let z = correlation_z(&base, other);
                assert!(z.abs() < 5.2, "run {i}, kind {kind}: z {z}");
            }
        }
    }

    /// Two streams that begin with the same 128 bits are the same stream: by chance it happens once in 10^30 sets like this.
    #[test]
    fn run_numbers_up_to_two_to_the_forty_do_not_collide() {
        let runs = (0..=40).flat_map(|bit| {
            let power = 1_u64 << bit;
            [power - 1, power, power + 1, power ^ 0x5555]
        });
        let mut runs: Vec<u64> = runs.chain([RUNS_END - 1]).collect();
        runs.sort_unstable();
        runs.dedup();
        let mut starts: Vec<Vec<u32>> = Vec::new();
        for &run in &runs {
            for purpose in [0, 1, 2, 16, 17, 255] {
                starts.push(words(5, run, purpose, 4));
            }
        }
        let all = starts.len();
        starts.sort_unstable();
        starts.dedup();
        assert_eq!(starts.len(), all);
    }

    /// Chi-square over the 24 orders of four items: 23 degrees of freedom; a bound of 75 is met by chance once in five million.
    #[test]
    fn every_order_is_equally_likely() {
        let mut stream = Streams::new(4).open(0, 9);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut items = [0, 1, 2, 3];
            stream.shuffle(&mut items);
            *counts.entry(items).or_insert(0) += 1;
        }
        let chi_square: f64 = counts.values().map(|&n| f64::from(n - 1000_i32).powi(2) / 1000.0).sum();
        assert!(counts.len() == 24 && chi_square < 75.0, "{chi_square}");
    }

    #[test]
    #[should_panic(expected = "run numbers end")]
    fn a_run_number_without_a_stream_is_refused() {
        Streams::new(0).open(RUNS_END, 0);
    }
}
