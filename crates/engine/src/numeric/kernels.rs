//! Elementary functions with the same bits on every machine.
//!
//! All are without branches and written with operations on lanes, one for all lanes before the next, so that they become vector code. `ln` follows the argument reduction and polynomial of fdlibm
//! (Sun Microsystems, 1993; see NOTICE) and agrees bit for bit with the `libm` crate; `exp` has its argument reduction and a polynomial of
//! our own.

// The published coefficients are kept digit for digit, also where a double holds fewer.
#![allow(clippy::excessive_precision)]

use super::{Num, normal};

const LN2_HI: f64 = 6.93147180369123816490e-01;
const LN2_LO: f64 = 1.90821492927058770002e-10;
/// Adding 1.5 * 2^52 rounds to the nearest integer and leaves it in the low bits: a conversion that vectorises.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// The bits of 2^52: an integer below 2^52 put into its low bits reads as 2^52 + that integer.
const TWO_52_BITS: u64 = 0x4330_0000_0000_0000;

/// e^x, to within (3 + 1.5 |x|) units in the last place; x is held within -708..709.
///
/// With x log2 e = k + f, 2^f = 1 + f p(f), p such that the error of 2^f is least: 3.1e-16. Its even and odd powers apart are two chains instead of one, and k is
/// added to the exponent, which for normal numbers is the product with 2^k: multiplications are what a month of the model has most of.
#[inline(always)]
pub(super) fn exp_of<const W: usize>(x: Num<W>) -> Num<W> {
    // The first is near ln 2, and not it.
    #[allow(clippy::approx_constant)]
    const P: [f64; 10] = [
        0.69314718055995,
        0.24022650695910097,
        0.05550410866444772,
        0.009618129107606888,
        0.0013333558230164974,
        0.0001540353044173605,
        0.000015252657260200837,
        0.000001321544258792169,
        1.0208690299958306e-7,
        7.072585949269223e-9,
    ];
    let x = x.min(Num::splat(709.0)).max(Num::splat(-708.0));
    let scaled = std::f64::consts::LOG2_E * x;
    let rounded = scaled + ROUND;
    let f = scaled - (rounded - ROUND);
    let f2 = f * f;
    let even = P[0] + (P[2] + (P[4] + (P[6] + P[8] * f2) * f2) * f2) * f2;
    let odd = P[1] + (P[3] + (P[5] + (P[7] + P[9] * f2) * f2) * f2) * f2;
    let two_to_f = 1.0 + (even + odd * f) * f;
    two_to_f.with_bits_of(rounded, |bits, rounded| bits.wrapping_add(rounded << 52))
}

/// Natural logarithm of a positive normal number; anything smaller counts as the smallest normal number.
#[inline(always)]
pub(super) fn ln_of<const W: usize>(x: Num<W>) -> Num<W> {
    const L: [f64; 7] = [
        6.666666666666735130e-01,
        3.999999999940941908e-01,
        2.857142874366239149e-01,
        2.222219843214978396e-01,
        1.818357216161805012e-01,
        1.531383769920937332e-01,
        1.479819860511658591e-01,
    ];
    let x = x.max(Num::splat(f64::MIN_POSITIVE));
    // Reduce to m in [sqrt(1/2), sqrt(2)) with x = m 2^k.
    let shifted = x.with_bits(|bits| bits.wrapping_add((0x3ff0_0000 - 0x3fe6_a09e) << 32));
    let k = shifted.with_bits(|bits| (bits >> 52) | TWO_52_BITS) - (4_503_599_627_370_496.0 + 1023.0);
    let m = shifted.with_bits(|bits| (bits & 0x000f_ffff_ffff_ffff).wrapping_add(0x3fe6_a09e << 32));
    let f = m - 1.0;
    let hfsq = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let t1 = w * (L[1] + w * (L[3] + w * L[5]));
    let t2 = z * (L[0] + w * (L[2] + w * (L[4] + w * L[6])));
    let r = t2 + t1;
    s * (hfsq + r) + k * LN2_LO - hfsq + f + k * LN2_HI
}

/// [`Num::exp`] of one number.
pub fn exp(x: f64) -> f64 {
    Num([x]).exp().0[0]
}

/// [`Num::ln`] of one number.
pub fn ln(x: f64) -> f64 {
    Num([x]).ln().0[0]
}

/// The standard normal number below which a share `p` lies, 0 < p < 1: [`normal::quantile`] of one number.
pub fn normal_quantile(p: f64) -> f64 {
    normal::quantile(Num([p])).0[0]
}

/// Share of the standard normal distribution that lies below `z`. Used when configurations are read, never in the month loop.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(low: f64, high: f64) -> impl Iterator<Item = f64> {
        (0..200_000).map(move |i| low + (high - low) * (f64::from(i) + 0.37) / 200_000.0)
    }

    #[test]
    fn exp_is_within_a_few_units_in_the_last_place_of_the_scalar_oracle() {
        for x in grid(-700.0, 705.0).chain(grid(-3.0, 3.0)).chain(grid(-0.35, 0.35)) {
            let apart = exp(x).to_bits().abs_diff(libm::exp(x).to_bits());
            assert!(apart as f64 <= 3.0 + 1.5 * x.abs(), "exp({x}) is {apart} units off");
        }
    }

    #[test]
    fn ln_equals_the_scalar_oracle_bit_for_bit() {
        for x in grid(1e-12, 4.0).chain(grid(1.0, 1e30)) {
            assert_eq!(ln(x).to_bits(), libm::log(x).to_bits(), "ln({x})");
        }
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn arguments_outside_the_range_are_held_at_its_ends() {
        assert_eq!(exp(1e9), exp(709.0));
        assert_eq!(exp(-1e9), exp(-708.0));
        assert_eq!(ln(0.0), ln(f64::MIN_POSITIVE));
        assert_eq!(ln(-5.0), ln(f64::MIN_POSITIVE));
    }

    #[test]
    fn normal_quantile_inverts_the_distribution_function() {
        for p in grid(1e-9, 1.0 - 1e-9).chain([1e-15, 1e-12, 3e-10, 0.5, 0.075, 0.925]) {
            let back = normal_cdf(normal_quantile(p));
            assert!((back - p).abs() <= 4e-15 + 1e-13 * p, "p {p}, back {back}");
        }
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
    }
}
