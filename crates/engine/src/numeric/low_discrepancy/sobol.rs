//! Sobol's sequence with the direction numbers of Joe and Kuo, and its random scrambling after Owen.

use crate::numeric::streams::{Reader, uniform_from_u32};

/// The table "new-joe-kuo-6.21201" (S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional
/// projections, SIAM Journal on Scientific Computing 30, 2008, 2635-2654; licence in NOTICE), from its second dimension
/// on. A line holds the primitive polynomial, all its coefficients as bits, then the first direction numbers m1, m2,
/// ...
const JOE_KUO_D6: &str = include_str!("joe_kuo_d6.txt");
/// Most dimensions: lines of the table, and the first dimension, which needs none.
pub const DIMENSIONS: usize = 1024;
/// Bits of a coordinate.
const BITS: usize = 32;
/// First number that no point has.
pub const POINTS_END: u64 = 1 << BITS;

/// Sobol's sequence in some dimensions. Any point can be had directly.
#[derive(Debug, Clone)]
pub struct Sobol {
    /// For each dimension the direction numbers, the first one in the highest bit.
    directions: Vec<[u32; BITS]>,
}

impl Sobol {
    /// The sequence in `dimensions` dimensions; `None` if there are more than [`DIMENSIONS`].
    pub fn new(dimensions: usize) -> Option<Self> {
        if dimensions > DIMENSIONS {
            return None;
        }
        let van_der_corput = std::array::from_fn(|bit| 1 << (BITS - 1 - bit));
        let directions = std::iter::once(van_der_corput).chain(JOE_KUO_D6.lines().map(directions_of));
        Some(Self {
            directions: directions.take(dimensions).collect(),
        })
    }

    /// How many dimensions.
    pub fn dimensions(&self) -> usize {
        self.directions.len()
    }

    /// Coordinate `dimension` of point `number` as a multiple of 2^-32. Points follow each other in the order of the
    /// Gray code (Antonov and Saleev 1979), as in most programs; the first 2^n points are the same set in any order.
    /// Panics if the sequence has no such dimension.
    pub fn word(&self, number: u32, dimension: usize) -> u32 {
        let directions = &self.directions[dimension];
        let mut gray = number ^ (number >> 1);
        let mut word = 0;
        while gray != 0 {
            word ^= directions[gray.trailing_zeros() as usize];
            gray &= gray - 1;
        }
        word
    }

    /// The same as a number from 0 (which point 0 has in every dimension) to less than 1.
    pub fn coordinate(&self, number: u32, dimension: usize) -> f64 {
        f64::from(self.word(number, dimension)) / POINTS_END as f64
    }
}

/// Direction numbers of a line of the table: its first ones, then the recurrence of its polynomial.
fn directions_of(line: &str) -> [u32; BITS] {
    let mut numbers = line.split(' ').map(|number| {
        number
            .parse::<u32>()
            .expect("the embedded table holds whole numbers alone")
    });
    let polynomial = numbers.next().expect("a line begins with its polynomial");
    let degree = polynomial.ilog2() as usize;
    let mut directions = [0; BITS];
    for (bit, number) in numbers.enumerate() {
        directions[bit] = number << (BITS - 1 - bit);
    }
    for bit in degree..BITS {
        let oldest = directions[bit - degree];
        directions[bit] = (1..degree)
            .filter(|back| polynomial >> (degree - back) & 1 == 1)
            .fold(oldest ^ oldest >> degree, |sum, back| sum ^ directions[bit - back]);
    }
    directions
}

/// Sobol's sequence after Owen's nested uniform scrambling: each point alone is uniformly distributed, all of them
/// together fill the cube as evenly as before, so that means over them are unbiased.
///
/// A bit of a coordinate is flipped or not by a hash of the dimension's key and of all bits above it, which is the
/// scrambling itself (A. B. Owen, Randomly permuted (t, m, s)-nets and (t, s)-sequences, 1995) with the hash in the
/// place of stored coins (as S. Laine and T. Karras, Stratified sampling for stochastic transparency, 2011, and B.
/// Burley, Practical hash-based Owen scrambling, 2020, do with a shorter hash).
#[derive(Debug, Clone)]
pub struct ScrambledSobol {
    sobol: Sobol,
    /// One a dimension.
    keys: Vec<u64>,
}

impl ScrambledSobol {
    /// The sequence in `dimensions` dimensions with keys read from `stream`, one after the other, so that more
    /// dimensions keep the coordinates of fewer; `None` if there are more than [`DIMENSIONS`].
    pub fn new(dimensions: usize, stream: &mut Reader) -> Option<Self> {
        let sobol = Sobol::new(dimensions)?;
        let keys = (0..dimensions).map(|_| stream.word()).collect();
        Some(Self { sobol, keys })
    }

    /// Coordinate `dimension` of point `number`, strictly between 0 and 1. Panics if the sequence has no such
    /// dimension.
    pub fn coordinate(&self, number: u32, dimension: usize) -> f64 {
        uniform_from_u32(scramble(self.sobol.word(number, dimension), self.keys[dimension]))
    }
}

/// Flips each bit of `word` by a coin that belongs to the bits above it.
fn scramble(word: u32, key: u64) -> u32 {
    let mut flips = 0;
    for level in 0..BITS as u32 {
        // A node of the binary tree: a one, then the bits on the way to it.
        let node = 1_u64 << level | u64::from(word) >> (BITS as u32 - level);
        flips = flips << 1 | coin(key, node);
    }
    word ^ flips
}

/// A fair coin for each key and node: the highest bit of the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
fn coin(key: u64, node: u64) -> u32 {
    let mut mixed = key ^ node.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ mixed >> 31) >> 63) as u32
}

#[cfg(test)]
mod tests;
