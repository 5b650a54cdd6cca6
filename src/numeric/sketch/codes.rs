//! Numbers as the bins they fall into, in 16 bits each: what is kept of many numbers between making them and counting them in.

use super::{MANTISSA_BITS, SHIFT, Sketch, ZERO_BELOW};
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
        } else if x.abs() < ZERO_BELOW {
            Some(Self::ZERO)
        } else {
            let [code] = Self::of_ordinary(Num([x]))?;
            Some(code)
        }
    }

    /// The codes of numbers that all have a bin: a few shifts for all lanes together. `None` if any has none.
    #[inline(always)]
    pub fn of_ordinary<const W: usize>(values: Num<W>) -> Option<[Self; W]> {
        let mut codes = [Self::ABSENT; W];
        let mut beyond = 0_u32;
        for (lane, code) in codes.iter_mut().enumerate() {
            let top = (values.0[lane].to_bits() >> SHIFT) as u32;
            let sign = top >> (11 + MANTISSA_BITS);
            let bin = (top & ((1 << (11 + MANTISSA_BITS)) - 1)).wrapping_sub(FIRST);
            let room = POSITIVE - sign * (POSITIVE - NEGATIVE);
            beyond |= u32::from(bin >= room);
            *code = Self(bin.wrapping_add(sign * POSITIVE) as u16);
        }
        (beyond == 0).then_some(codes)
    }
}

const _: () = assert!(SPECIAL + 4 <= u16::MAX as u32);

impl Sketch {
    /// Whether it still keeps distinct values as they are, so that codes would not do.
    pub fn keeps_values(&self) -> bool {
        self.few.is_some()
    }

    /// Counts in numbers by their codes. The caller brings the range of the finite ones in with [`Sketch::widen`].
    ///
    /// The sketch must no longer keep values as they are.
    #[inline(always)]
    pub fn count_codes<const W: usize>(&mut self, codes: &[Code; W]) {
        for &code in codes {
            let number = u32::from(code.0);
            let negative = number >= POSITIVE;
            let bin = FIRST + if negative { number - POSITIVE } else { number };
            let side = &mut self.sides[usize::from(negative)];
            match side.counts.get_mut(bin.wrapping_sub(side.base) as usize) {
                Some(count) if number < SPECIAL => *count += 1,
                _ => self.count_rare(code),
            }
        }
    }

    /// A bin that had nothing yet, or no bin at all.
    #[inline(never)]
    fn count_rare(&mut self, code: Code) {
        let number = u32::from(code.0);
        match code {
            Code::ABSENT => {}
            Code::ZERO => self.zeros += 1,
            Code::INFINITE => self.infinite[0] += 1,
            Code::MINUS_INFINITE => self.infinite[1] += 1,
            Code::MISSING => self.missing += 1,
            _ if number < POSITIVE => self.sides[0].add(FIRST + number, 1),
            _ => self.sides[1].add(FIRST + number - POSITIVE, 1),
        }
    }
}
