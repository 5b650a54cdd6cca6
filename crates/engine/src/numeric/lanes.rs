//! `Num`, a lane of `W` runs in lockstep, and `Mask`, the answer to a question asked of each of them.
//!
//! Every equation of the model is written once over `Num<W>` and then advances `W` worlds at a time. All operations are
//! branch-free and use only `+ - * /`, square roots, comparisons and bit operations, so that the bytes of a result do not
//! depend on `W`, on the instruction set the compiler chose, or on the platform's mathematical library.

use super::kernels;
use std::ops::{Add, AddAssign, BitAnd, BitOr, Div, Mul, MulAssign, Neg, Not, Sub, SubAssign};

/// Runs that one lane of the production path advances together.
pub const LANE_WIDTH: usize = 8;

/// One number for each of `W` runs.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(transparent)]
pub struct Num<const W: usize>(pub [f64; W]);

/// One yes (`u64::MAX`) or no (`0`) for each of `W` runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(transparent)]
pub struct Mask<const W: usize>(pub [u64; W]);

impl<const W: usize> Default for Num<W> {
    fn default() -> Self {
        Self::ZERO
    }
}

impl<const W: usize> Default for Mask<W> {
    fn default() -> Self {
        Self::NONE
    }
}

/// Does `$body` for every lane, with `$lane` its number. `$width` is 1 to 8.
///
/// Written out rather than looped over: a month is one function of some thousand such operations, and a compiler that has to take as many loops
/// apart in it needs minutes for what takes seconds.
macro_rules! in_every_lane {
    ($width:ident, $lane:ident => $body:expr) => {
        const { assert!(1 <= $width && $width <= 8) };
        in_every_lane!(@ $width, $lane => $body; 0, 1, 2, 3, 4, 5, 6, 7)
    };
    (@ $width:ident, $lane:ident => $body:expr; $($number:literal),*) => {$(
        if const { $number < $width } {
            let $lane = $number;
            $body;
        }
    )*};
}
pub(crate) use in_every_lane;

impl<const W: usize> Num<W> {
    pub const ZERO: Self = Self([0.0; W]);
    pub const ONE: Self = Self([1.0; W]);
    /// "This never happens in the run": the value of a date that was not reached. Written as `never` in tables.
    pub const NEVER: Self = Self([f64::INFINITY; W]);

    /// The same number for every run.
    #[inline(always)]
    pub const fn splat(value: f64) -> Self {
        let mut out = Self::ZERO.0;
        in_every_lane!(W, lane => out[lane] = value);
        Self(out)
    }

    /// `f` of each run's number. `f` must be without branches and `#[inline(always)]`, or the lanes are computed one by one.
    #[inline(always)]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        let mut out = Self::ZERO.0;
        in_every_lane!(W, lane => out[lane] = f(self.0[lane]));
        Self(out)
    }

    /// The numbers whose bits are `f` of these numbers' bits.
    #[inline(always)]
    pub(super) fn with_bits(self, f: impl Fn(u64) -> u64) -> Self {
        self.map(|x| f64::from_bits(f(x.to_bits())))
    }

    /// The same of two numbers.
    #[inline(always)]
    pub(super) fn with_bits_of(self, other: Self, f: impl Fn(u64, u64) -> u64) -> Self {
        self.zip(other, |a, b| f64::from_bits(f(a.to_bits(), b.to_bits())))
    }

    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let mut out = Self::ZERO.0;
        in_every_lane!(W, lane => out[lane] = f(self.0[lane], other.0[lane]));
        Self(out)
    }

    #[inline(always)]
    fn ask(self, other: Self, f: impl Fn(f64, f64) -> bool) -> Mask<W> {
        let mut out = Mask::<W>::NONE.0;
        in_every_lane!(W, lane => out[lane] = if f(self.0[lane], other.0[lane]) { u64::MAX } else { 0 });
        Mask(out)
    }

    /// e to the power of `self`; the argument is held within -708..709, where the result is a normal number.
    #[inline(always)]
    pub fn exp(self) -> Self {
        kernels::exp_of(self)
    }

    /// Natural logarithm of a positive, normal number (smaller numbers, zero and negatives give the smallest normal's).
    #[inline(always)]
    pub fn ln(self) -> Self {
        kernels::ln_of(self)
    }

    /// Logarithm to base ten of a positive number.
    #[inline(always)]
    pub fn log10(self) -> Self {
        self.ln() * std::f64::consts::LOG10_E
    }

    /// `self` to the power `exponent`, for a positive base and a finite exponent. A base of one gives one, which takes no time
    /// where all runs have it.
    #[inline(always)]
    pub fn pow(self, exponent: Self) -> Self {
        if self.differs(Self::ONE).any() {
            (self.ln() * exponent).exp()
        } else {
            Self::ONE
        }
    }

    /// The sum over all runs, halves first: the order is part of the result. `W` must be a power of two.
    #[inline(always)]
    pub fn sum(self) -> f64 {
        let mut values = self.0;
        let mut left = W;
        while left > 1 {
            left /= 2;
            for lane in 0..left {
                values[lane] += values[lane + left];
            }
        }
        values[0]
    }

    /// Square root.
    #[inline(always)]
    pub fn sqrt(self) -> Self {
        self.map(f64::sqrt)
    }

    /// Magnitude.
    #[inline(always)]
    pub fn abs(self) -> Self {
        self.map(f64::abs)
    }

    /// The larger of the two. Written as a comparison because `f64::max` leaves the sign of a zero open.
    #[inline(always)]
    pub fn max(self, other: Self) -> Self {
        self.zip(other, |a, b| if a > b { a } else { b })
    }

    /// The smaller of the two.
    #[inline(always)]
    pub fn min(self, other: Self) -> Self {
        self.zip(other, |a, b| if a < b { a } else { b })
    }

    /// `self` held within `low..=high`.
    #[inline(always)]
    pub fn clamp(self, low: f64, high: f64) -> Self {
        self.max(Self::splat(low)).min(Self::splat(high))
    }

    /// `self` held within 0..=1.
    #[inline(always)]
    pub fn clamp01(self) -> Self {
        self.clamp(0.0, 1.0)
    }

    /// `self` where it is positive, zero elsewhere.
    #[inline(always)]
    pub fn positive(self) -> Self {
        self.max(Self::ZERO)
    }

    /// 1 / (1 + e^-x): rises from 0 to 1 with its middle at zero.
    #[inline(always)]
    pub fn logistic(self) -> Self {
        Self::ONE / (Self::ONE + (-self).exp())
    }

    #[inline(always)]
    pub fn gt(self, other: Self) -> Mask<W> {
        self.ask(other, |a, b| a > b)
    }

    #[inline(always)]
    pub fn ge(self, other: Self) -> Mask<W> {
        self.ask(other, |a, b| a >= b)
    }

    #[inline(always)]
    pub fn lt(self, other: Self) -> Mask<W> {
        self.ask(other, |a, b| a < b)
    }

    #[inline(always)]
    pub fn le(self, other: Self) -> Mask<W> {
        self.ask(other, |a, b| a <= b)
    }

    /// Whether the two are different numbers, or one of them is none.
    #[inline(always)]
    pub fn differs(self, other: Self) -> Mask<W> {
        self.ask(other, |a, b| a != b)
    }

    /// Whether the date was not reached in the run (see [`Num::NEVER`]).
    #[inline(always)]
    pub fn is_never(self) -> Mask<W> {
        self.ask(Self::NEVER, |a, b| a == b)
    }
}

impl<const W: usize> Mask<W> {
    pub const NONE: Self = Self([0; W]);
    pub const ALL: Self = Self([u64::MAX; W]);

    /// The same answer for every run.
    #[inline(always)]
    pub const fn splat(answer: bool) -> Self {
        let mut out = Mask::<W>::NONE.0;
        in_every_lane!(W, lane => out[lane] = if answer { u64::MAX } else { 0 });
        Self(out)
    }

    /// `yes` in the runs where the answer is yes, `no` in the others.
    #[inline(always)]
    pub fn select(self, yes: Num<W>, no: Num<W>) -> Num<W> {
        let mut out = Num::<W>::ZERO.0;
        in_every_lane!(W, lane => {
            let bits = (yes.0[lane].to_bits() & self.0[lane]) | (no.0[lane].to_bits() & !self.0[lane]);
            out[lane] = f64::from_bits(bits);
        });
        Num(out)
    }

    /// 1 where yes, 0 where no.
    #[inline(always)]
    pub fn as_num(self) -> Num<W> {
        self.select(Num::ONE, Num::ZERO)
    }

    /// Whether the answer is yes in at least one run.
    #[inline(always)]
    pub fn any(self) -> bool {
        let mut all = 0;
        in_every_lane!(W, lane => all |= self.0[lane]);
        all != 0
    }

    /// Whether the answer is yes in the run that sits in `lane`.
    #[inline(always)]
    pub fn lane(self, lane: usize) -> bool {
        self.0[lane] != 0
    }

    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(u64, u64) -> u64) -> Self {
        let mut out = Mask::<W>::NONE.0;
        in_every_lane!(W, lane => out[lane] = f(self.0[lane], other.0[lane]));
        Self(out)
    }
}

impl<const W: usize> BitAnd for Mask<W> {
    type Output = Self;
    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        self.zip(other, |a, b| a & b)
    }
}

impl<const W: usize> BitOr for Mask<W> {
    type Output = Self;
    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        self.zip(other, |a, b| a | b)
    }
}

impl<const W: usize> Not for Mask<W> {
    type Output = Self;
    #[inline(always)]
    fn not(self) -> Self {
        self.zip(Self::ALL, |a, b| a ^ b)
    }
}

impl<const W: usize> Neg for Num<W> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.map(|a| -a)
    }
}

macro_rules! arithmetic {
    ($($trait:ident $method:ident $operator:tt),*) => {$(
        impl<const W: usize> $trait for Num<W> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.zip(other, |a, b| a $operator b)
            }
        }
        impl<const W: usize> $trait<Num<W>> for f64 {
            type Output = Num<W>;
            #[inline(always)]
            fn $method(self, other: Num<W>) -> Num<W> {
                other.map(|b| self $operator b)
            }
        }
    )*};
}
arithmetic!(Add add +, Sub sub -, Mul mul *, Div div /);

macro_rules! with_one_number {
    ($($trait:ident $method:ident $operator:tt),*) => {$(
        impl<const W: usize> $trait<f64> for Num<W> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: f64) -> Self {
                self.map(|a| a $operator other)
            }
        }
    )*};
}
with_one_number!(Add add +, Sub sub -, Mul mul *);

impl<const W: usize> Div<f64> for Num<W> {
    type Output = Self;
    /// The product with the reciprocal, as with a [`super::Scale`].
    #[allow(clippy::suspicious_arithmetic_impl)]
    #[inline(always)]
    fn div(self, other: f64) -> Self {
        self * (1.0 / other)
    }
}

macro_rules! in_place {
    ($($trait:ident $method:ident $operator:tt),*) => {$(
        impl<const W: usize> $trait for Num<W> {
            #[inline(always)]
            fn $method(&mut self, other: Self) {
                *self = *self $operator other;
            }
        }
    )*};
}
in_place!(AddAssign add_assign +, SubAssign sub_assign -, MulAssign mul_assign *);
