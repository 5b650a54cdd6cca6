//! The distribution of very many numbers in little memory, whatever order they come in.
//!
//! Numbers are counted in bins that are cut out of the number format itself: a sign, a power of two, and the first
//! [`MANTISSA_BITS`] bits behind it, so that a bin is found with a shift. Counts are integers, so that neither the order of
//! the numbers nor the way in which sketches are merged can change a bit.

pub mod codes;
mod packed;
mod side;
mod stored;

use side::Side;

/// Bits of the fraction that choose the bin: 256 bins between a power of two and the next.
pub const MANTISSA_BITS: u32 = 8;
/// A quantile lies in the bin of the true one: its relative error is below 1/256. With smooth distributions it is
/// typically twenty times smaller; with few distinct values ([`Sketch::with_exact`]) there is none.
pub const RELATIVE_ERROR: f64 = 1.0 / (1 << MANTISSA_BITS) as f64;
/// Numbers closer to zero than this, 2^-40 or 9.1e-13, count as zero.
pub const ZERO_BELOW: f64 = 1.0 / (1_u64 << 40) as f64;
/// Distinct values (other than zero and the infinities) that a sketch keeps as they are, unless it is told otherwise.
pub const FEW: u32 = 64;

const SHIFT: u32 = 52 - MANTISSA_BITS;
const MAGNITUDES: u32 = 1 << (11 + MANTISSA_BITS);

/// A mergeable quantile sketch. Holds up to 2^32 - 1 numbers.
#[derive(Debug, Clone)]
pub struct Sketch {
    /// Positive numbers, negative numbers. Empty while there are few distinct values.
    sides: [Side; 2],
    /// Distinct values and how often they came, ascending; `None` once there were too many.
    few: Option<Vec<(f64, u32)>>,
    /// Most distinct values that are kept.
    most_few: u32,
    zeros: u32,
    /// Counts of plus and minus infinity.
    infinite: [u32; 2],
    missing: u32,
    /// Smallest and largest finite number; the wrong way round while there is none.
    range: (f64, f64),
}

/// Some numbers of a sketch, spread evenly from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    low: f64,
    high: f64,
    count: u32,
}

/// The numbers of a sketch in ascending order.
#[derive(Debug, Clone)]
pub struct Ranked {
    cells: Vec<Cell>,
    /// How many numbers there are up to the end of each cell.
    ends: Vec<u64>,
}

impl Ranked {
    /// The number with this rank, from 0 on: the numbers of a cell are taken to stand evenly in it.
    pub fn at(&self, rank: u64) -> f64 {
        let place = self.ends.partition_point(|&end| end <= rank);
        let cell = self.cells[place];
        if cell.low == cell.high {
            return cell.low;
        }
        let below = self.ends[place] - u64::from(cell.count);
        let share = ((rank - below) as f64 + 0.5) / f64::from(cell.count);
        cell.low + (cell.high - cell.low) * share
    }
}

impl Default for Sketch {
    fn default() -> Self {
        Self::with_exact(FEW)
    }
}
/// Sign (0 plus, 1 minus) and number of the bin of a finite number that does not count as zero.
#[inline(always)]
fn bin_of(x: f64) -> (usize, u32) {
    let top = (x.to_bits() >> SHIFT) as u32;
    ((top / MAGNITUDES) as usize, top % MAGNITUDES)
}

/// The smallest magnitude in a bin.
fn start_of(bin: u32) -> f64 {
    f64::from_bits(u64::from(bin) << SHIFT)
}

impl Sketch {
    /// An empty sketch that keeps values as they are while there are no more than `most_few` distinct ones (zero and the
    /// infinities apart), and from then on counts them in bins. A relative error says little about calendar years, say, of
    /// which there are few.
    pub const fn with_exact(most_few: u32) -> Self {
        Self {
            sides: [const { Side::EMPTY }, const { Side::EMPTY }],
            few: Some(Vec::new()),
            most_few,
            zeros: 0,
            infinite: [0; 2],
            missing: 0,
            range: (f64::INFINITY, f64::NEG_INFINITY),
        }
    }

    /// Counts a number in.
    #[inline(always)]
    pub fn insert(&mut self, x: f64) {
        let (sign, bin) = bin_of(x);
        // A number that widens the range takes the long way, so that the common one need not look.
        let is_common = x >= self.range.0 && x <= self.range.1;
        if !(is_common && self.sides[sign].add_known(bin)) {
            self.insert_rare(x);
        }
    }

    /// Counts many numbers in, faster than one by one.
    #[inline(always)]
    pub fn insert_all(&mut self, values: &[f64]) {
        let Some(&first) = values.first() else { return };
        let (mut low, mut high, mut others) = (first, first, 0_u64);
        for &x in values {
            low = if x < low { x } else { low };
            high = if x > high { x } else { high };
            others += u64::from(x.is_nan());
        }
        let one_sign = low >= ZERO_BELOW || high <= -ZERO_BELOW;
        if others == 0 && low == high {
            self.add(first, values.len() as u32);
        } else if others == 0 && one_sign && low.is_finite() && high.is_finite() && self.few.is_none() {
            self.widen(low, high);
            let side = &mut self.sides[usize::from(high < 0.0)];
            side.reach(bin_of(low).1);
            side.reach(bin_of(high).1);
            side.add_each(values.iter().map(|&x| bin_of(x).1), values.len() as u32);
        } else {
            values.iter().for_each(|&x| self.insert(x));
        }
    }

    /// Counts the same number in several times.
    #[inline(never)]
    pub fn insert_often(&mut self, x: f64, count: u32) {
        if count > 0 {
            self.add(x, count);
        }
    }

    /// Numbers outside the bins and the range so far, few distinct ones, zeros, infinities, and not a number.
    #[inline(never)]
    fn insert_rare(&mut self, x: f64) {
        self.add(x, 1);
    }

    fn add(&mut self, x: f64, count: u32) {
        if x.is_nan() {
            self.missing += count;
        } else if x.is_infinite() {
            self.infinite[usize::from(x < 0.0)] += count;
        } else if x.abs() < ZERO_BELOW {
            self.zeros += count;
            self.widen(0.0, 0.0);
        } else {
            self.widen(x, x);
            self.add_ordinary(x, count);
        }
    }

    /// Brings in the smallest and the largest of some finite numbers, as zero where they count as zero.
    #[inline(always)]
    pub fn widen(&mut self, low: f64, high: f64) {
        let [low, high] = [low, high].map(|x| if x.abs() < ZERO_BELOW { 0.0 } else { x });
        self.range = (
            if low < self.range.0 { low } else { self.range.0 },
            if high > self.range.1 { high } else { self.range.1 },
        );
    }

    fn add_ordinary(&mut self, x: f64, count: u32) {
        if let Some(few) = &mut self.few {
            match few.binary_search_by(|(value, _)| value.total_cmp(&x)) {
                Ok(place) => few[place].1 += count,
                Err(place) if few.len() < self.most_few as usize => few.insert(place, (x, count)),
                Err(_) => {
                    self.spill();
                    self.add_ordinary(x, count);
                }
            }
        } else {
            let (sign, bin) = bin_of(x);
            self.sides[sign].add(bin, count);
        }
    }

    /// Too many distinct values: from now on bins alone.
    fn spill(&mut self) {
        for (value, count) in self.few.take().into_iter().flatten() {
            self.add_ordinary(value, count);
        }
    }

    /// Counts in all that `other` holds. Both must keep equally many values exactly.
    pub fn merge(&mut self, other: &Self) {
        self.zeros += other.zeros;
        self.missing += other.missing;
        for (own, more) in self.infinite.iter_mut().zip(other.infinite) {
            *own += more;
        }
        self.widen(other.range.0, other.range.1);
        match &other.few {
            Some(few) => few.iter().for_each(|&(value, count)| self.add_ordinary(value, count)),
            None => {
                self.spill();
                for (own, more) in self.sides.iter_mut().zip(&other.sides) {
                    more.filled().for_each(|(bin, count)| own.add(bin, count));
                }
            }
        }
    }

    /// Numbers counted in, infinities included, those that are not a number left out.
    pub fn count(&self) -> u64 {
        self.finite() + self.infinite.iter().map(|&count| u64::from(count)).sum::<u64>()
    }

    /// Finite numbers counted in.
    pub fn finite(&self) -> u64 {
        let few = self.few.iter().flatten().map(|(_, count)| u64::from(*count));
        let binned = self.sides.iter().map(|side| u64::from(side.total()));
        u64::from(self.zeros) + few.chain(binned).sum::<u64>()
    }

    /// How often plus infinity came: the runs in which something never happens.
    pub fn never(&self) -> u64 {
        u64::from(self.infinite[0])
    }

    /// How often "not a number" came.
    pub fn missing(&self) -> u64 {
        u64::from(self.missing)
    }

    /// Smallest and largest finite number.
    pub fn range(&self) -> Option<(f64, f64)> {
        (self.range.0 <= self.range.1).then_some(self.range)
    }

    /// What is known of the numbers, ascending.
    fn cells(&self) -> Vec<Cell> {
        let point = |at: f64, count: u32| Cell {
            low: at,
            high: at,
            count,
        };
        let bin = |sign: f64| {
            move |(bin, count)| {
                let (near, far) = (sign * start_of(bin), sign * start_of(bin + 1));
                if sign < 0.0 {
                    Cell {
                        low: far,
                        high: near,
                        count,
                    }
                } else {
                    Cell {
                        low: near,
                        high: far,
                        count,
                    }
                }
            }
        };
        let few = |negative: bool| {
            let few = self
                .few
                .iter()
                .flatten()
                .filter(move |(value, _)| (*value < 0.0) == negative);
            few.map(move |&(value, count)| point(value, count))
        };
        let most = self.few.iter().flatten().count() + self.sides.iter().map(Side::bins).sum::<usize>();
        let mut cells = Vec::with_capacity(most + 3);
        cells.push(point(f64::NEG_INFINITY, self.infinite[1]));
        cells.extend(few(true));
        cells.extend(self.sides[1].filled().rev().map(bin(-1.0)));
        cells.push(point(0.0, self.zeros));
        cells.extend(few(false));
        cells.extend(self.sides[0].filled().map(bin(1.0)));
        cells.push(point(f64::INFINITY, self.infinite[0]));
        cells.retain(|cell| cell.count > 0);
        // No number lies beyond the range: the outermost bins end there.
        if let Some((lowest, highest)) = self.range() {
            for cell in cells.iter_mut().filter(|cell| cell.low < cell.high) {
                cell.low = if cell.low < lowest { lowest } else { cell.low };
                cell.high = if cell.high > highest { highest } else { cell.high };
            }
        }
        cells
    }

    /// The numbers by rank, as well as they are known.
    pub fn ranked(&self) -> Ranked {
        let cells = self.cells();
        let mut ends = Vec::with_capacity(cells.len());
        let mut total = 0_u64;
        for cell in &cells {
            total += u64::from(cell.count);
            ends.push(total);
        }
        Ranked { cells, ends }
    }

    /// The quantiles at `shares` (each in 0..=1): the order statistic number share * (count - 1), between two of them the
    /// straight line. Not a number if nothing was counted in; infinite where a neighbour is.
    pub fn quantiles<const N: usize>(&self, shares: [f64; N]) -> [f64; N] {
        let ranked = self.ranked();
        let total = ranked.ends.last().copied().unwrap_or(0);
        shares.map(|share| {
            if total == 0 {
                f64::NAN
            } else {
                quantile_of(total, share, |rank| ranked.at(rank))
            }
        })
    }

    /// Share of all numbers, infinities included, that are below `x`. Not a number if nothing was counted in.
    pub fn share_below(&self, x: f64) -> f64 {
        let below = |cell: &Cell| {
            let part = if cell.high < x || (cell.low < x && x == cell.high && cell.low < cell.high) {
                1.0
            } else if cell.low < x {
                (x - cell.low) / (cell.high - cell.low)
            } else {
                0.0
            };
            part * f64::from(cell.count)
        };
        self.cells().iter().map(below).sum::<f64>() / self.count() as f64
    }
}

/// The quantile at `share` of `total` ordered numbers, of which `ranked` gives the one with a number from 0 on.
pub fn quantile_of(total: u64, share: f64, ranked: impl Fn(u64) -> f64) -> f64 {
    let position = share * (total - 1) as f64;
    let rank = position as u64;
    let (low, part) = (ranked(rank), position - rank as f64);
    if part == 0.0 {
        return low;
    }
    let high = ranked(rank + 1);
    if low == high {
        low
    } else if high.is_infinite() {
        high
    } else {
        low + (high - low) * part
    }
}

#[cfg(test)]
mod tests;
