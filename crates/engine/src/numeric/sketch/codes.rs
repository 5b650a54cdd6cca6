//! Numbers as the bins they fall into, in 16 bits each: what is kept of many numbers between making them and counting them in.

use super::{MANTISSA_BITS, SHIFT, Sketch};
use crate::numeric::Num;

/// Bins between a power of two and the next.
const OCTAVE: u32 = 1 << MANTISSA_BITS;
/// The first bin that counts: that of [`ZERO_BELOW`], 2^-40.
const FIRST: u32 = (1023 - 40) * OCTAVE;
/// Positive numbers have codes of their own up to 2^150.
const POSITIVE: u32 = (40 + 150) * OCTAVE;
/// Negative numbers have, up to -2^25; their codes follow those of the positive ones.
const NEGATIVE: u32 = (40 + 25) * OCTAVE;
/// Codes from here on are not of bins.
const SPECIAL: u32 = POSITIVE + NEGATIVE;

/// The bin of a number, or what else is to be said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(u16);

impl Code {
    /// Nothing to be counted.
    pub const ABSENT: Self = Self(SPECIAL as u16);
    const ZERO: Self = Self(SPECIAL as u16 + 1);
    const INFINITE: Self = Self(SPECIAL as u16 + 2);
    const MINUS_INFINITE: Self = Self(SPECIAL as u16 + 3);
    const MISSING: Self = Self(SPECIAL as u16 + 4);

    /// The code of any number; `None` for the few that are too large to have one and must be counted in as they are.
    pub fn of(x: f64) -> Option<Self> {
        if x.is_nan() {
            Some(Self::MISSING)
        } else if x == f64::INFINITY {
            Some(Self::INFINITE)
        } else if x == f64::NEG_INFINITY {
            Some(Self::MINUS_INFINITE)
        } else {
            let ([code], ordinary) = Self::of_all(Num([x]));
            ordinary.then_some(code)
        }
    }

    /// The codes of numbers, a few shifts for all lanes together, and whether all of them have one. If not, the codes mean nothing and
    /// each number has to be looked at by itself.
    #[inline(always)]
    pub fn of_all<const W: usize>(values: Num<W>) -> ([Self; W], bool) {
        const MAGNITUDE: u32 = (1 << (11 + MANTISSA_BITS)) - 1;
        let mut codes = [Self::ABSENT; W];
        let mut beyond = [false; W];
        for lane in 0..W {
            let top = (values.0[lane].to_bits() >> SHIFT) as u32;
            let bin = (top & MAGNITUDE) as i32 - FIRST as i32;
            let negative = top > MAGNITUDE;
            let room = if negative { NEGATIVE } else { POSITIVE };
            beyond[lane] = bin >= room as i32;
            let shifted = bin + if negative { POSITIVE as i32 } else { 0 };
            let code = if bin < 0 { i32::from(Self::ZERO.0) } else { shifted };
            codes[lane] = Self(code as u16);
        }
        (codes, !beyond.iter().fold(false, |any, &one| any | one))
    }
}

const _: () = assert!(SPECIAL + 4 <= u16::MAX as u32);

impl Sketch {
    /// Whether it still keeps distinct values as they are, so that codes would not do.
    pub fn keeps_values(&self) -> bool {
        self.few.is_some()
    }

    /// Counts in numbers by their codes; `tally` is a place to work in. The caller brings the range of the finite numbers in with
    /// [`Sketch::widen`].
    ///
    /// The sketch must no longer keep values as they are.
    #[inline(always)]
    pub fn count_codes(&mut self, codes: &[Code], tally: &mut Tally) {
        for codes in codes.chunks(Tally::MOST) {
            tally.count(codes);
            let bounds = bounds(codes);
            for ((side, (low, high)), shift) in self.sides.iter_mut().zip(bounds).zip([0, POSITIVE]) {
                if low <= high {
                    let counted = &mut tally.0[(low + shift) as usize..=(high + shift) as usize];
                    side.add_all(FIRST + low, counted);
                    counted.fill(0);
                }
            }
            let mut special = |code: Code| u32::from(std::mem::take(&mut tally.0[usize::from(code.0)]));
            special(Code::ABSENT);
            self.zeros += special(Code::ZERO);
            self.infinite[0] += special(Code::INFINITE);
            self.infinite[1] += special(Code::MINUS_INFINITE);
            self.missing += special(Code::MISSING);
        }
    }
}

/// How often each code came, while codes are counted. The counters of a sketch lie far apart in memory: counting here first, where
/// everything is at hand, and adding up in one sweep is several times as fast.
pub struct Tally(Box<[u16; 1 << 16]>);

impl Tally {
    /// Most codes that can be counted at once.
    const MOST: usize = u16::MAX as usize;

    #[inline(always)]
    fn count(&mut self, codes: &[Code]) {
        for code in codes {
            self.0[usize::from(code.0)] += 1;
        }
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self(Box::new([0; 1 << 16]))
    }
}

/// The least and the largest of the bins of positive, and of negative numbers, counted from the first of that sign; the wrong way round
/// where there are none.
#[inline(always)]
fn bounds(codes: &[Code]) -> [(u32, u32); 2] {
    const MOST: u16 = u16::MAX;
    let (mut low, mut high) = ([MOST; 2], [0_u16; 2]);
    for code in codes {
        let positive = if code.0 < POSITIVE as u16 { code.0 } else { MOST };
        let shifted = code.0.wrapping_sub(POSITIVE as u16);
        let negative = if shifted < NEGATIVE as u16 { shifted } else { MOST };
        for (side, bin) in [positive, negative].into_iter().enumerate() {
            low[side] = if bin < low[side] { bin } else { low[side] };
            // One more, so that none becomes zero.
            let above = bin.wrapping_add(1);
            high[side] = if above > high[side] { above } else { high[side] };
        }
    }
    [0, 1].map(|side| {
        if high[side] == 0 {
            (1, 0)
        } else {
            (u32::from(low[side]), u32::from(high[side]) - 1)
        }
    })
}
