//! Elementary functions with the same bits on every machine.
//!
//! `exp` and `ln` follow the argument reductions and polynomials of fdlibm (Sun Microsystems, 1993; see NOTICE), rewritten
//! without branches so that a loop over lanes becomes vector code. They agree bit for bit with the `libm` crate over the
//! range given. The normal quantile is algorithm AS 241 (Wichura 1988), relative error near 1e-16.

// The published coefficients are kept digit for digit, also where a double holds fewer.
#![allow(clippy::excessive_precision)]

const LN2_HI: f64 = 6.93147180369123816490e-01;
const LN2_LO: f64 = 1.90821492927058770002e-10;
/// Adding 1.5 * 2^52 rounds to the nearest integer and leaves it in the low bits: a conversion that vectorises.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// The bits of 2^52: an integer below 2^52 put into its low bits reads as 2^52 + that integer.
const TWO_52_BITS: u64 = 0x4330_0000_0000_0000;

/// e^x for one number; x is held within -708..709.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    const P: [f64; 5] = [
        1.66666666666666019037e-01,
        -2.77777777770155933842e-03,
        6.61375632143793436117e-05,
        -1.65339022054652515390e-06,
        4.13813679705723846039e-08,
    ];
    let x = if x < 709.0 { x } else { 709.0 };
    let x = if x > -708.0 { x } else { -708.0 };
    let rounded = std::f64::consts::LOG2_E * x + ROUND;
    let k = rounded - ROUND;
    let hi = x - k * LN2_HI;
    let lo = k * LN2_LO;
    let r = hi - lo;
    let rr = r * r;
    let c = r - rr * (P[0] + rr * (P[1] + rr * (P[2] + rr * (P[3] + rr * P[4]))));
    let y = 1.0 + (r * c / (2.0 - c) - lo + hi);
    let two_to_k = f64::from_bits((rounded.to_bits() << 52).wrapping_add(1023 << 52));
    y * two_to_k
}

/// Natural logarithm of one positive normal number; anything smaller counts as the smallest normal number.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    const L: [f64; 7] = [
        6.666666666666735130e-01,
        3.999999999940941908e-01,
        2.857142874366239149e-01,
        2.222219843214978396e-01,
        1.818357216161805012e-01,
        1.531383769920937332e-01,
        1.479819860511658591e-01,
    ];
    let x = if x > f64::MIN_POSITIVE { x } else { f64::MIN_POSITIVE };
    // Reduce to m in [sqrt(1/2), sqrt(2)) with x = m 2^k.
    let shifted = x.to_bits().wrapping_add((0x3ff0_0000 - 0x3fe6_a09e) << 32);
    let k = f64::from_bits((shifted >> 52) | TWO_52_BITS) - (4_503_599_627_370_496.0 + 1023.0);
    let m = f64::from_bits((shifted & 0x000f_ffff_ffff_ffff).wrapping_add(0x3fe6_a09e << 32));
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

#[inline(always)]
fn ratio(x: f64, above: &[f64; 8], below: &[f64; 8]) -> f64 {
    let horner =
        |c: &[f64; 8]| ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0];
    horner(above) / horner(below)
}

/// The standard normal number below which a share `p` lies, 0 < p < 1. All three pieces of AS 241 are computed and the
/// right one taken, so that lanes stay together.
#[inline(always)]
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    let centre = q * ratio(0.180625 - q * q, &CENTRE.0, &CENTRE.1);
    let tail_share = if q < 0.0 { p } else { 1.0 - p };
    let r = (-ln(tail_share)).sqrt();
    let near = ratio(r - 1.6, &NEAR.0, &NEAR.1);
    let far = ratio(r - 5.0, &FAR.0, &FAR.1);
    let tail = if r <= 5.0 { near } else { far };
    let tail = if q < 0.0 { -tail } else { tail };
    if q.abs() <= 0.425 { centre } else { tail }
}

/// [`normal_quantile`] with the same bits for shares that are not closer than 1.4e-11 to 0 or 1, in less time: there the
/// outermost piece of AS 241 is never taken, and one division serves both of the others.
#[inline(always)]
pub fn normal_quantile_of_draw(p: f64) -> f64 {
    let horner = |c: &[f64; 8], x: f64| {
        ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0]
    };
    let q = p - 0.5;
    let tail_share = if q < 0.0 { p } else { 1.0 - p };
    let r = (-ln(tail_share)).sqrt();
    let (x, y) = (0.180625 - q * q, r - 1.6);
    let central = q.abs() <= 0.425;
    let above = if central {
        horner(&CENTRE.0, x)
    } else {
        horner(&NEAR.0, y)
    };
    let below = if central {
        horner(&CENTRE.1, x)
    } else {
        horner(&NEAR.1, y)
    };
    let side = if q < 0.0 { -1.0 } else { 1.0 };
    (if central { q } else { side }) * (above / below)
}

/// Share of the standard normal distribution that lies below `z`. Used when configurations are read, never in the month loop.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

type Pieces = ([f64; 8], [f64; 8]);

const CENTRE: Pieces = (
    [
        3.3871328727963666080e0,
        1.3314166789178437745e+2,
        1.9715909503065514427e+3,
        1.3731693765509461125e+4,
        4.5921953931549871457e+4,
        6.7265770927008700853e+4,
        3.3430575583588128105e+4,
        2.5090809287301226727e+3,
    ],
    [
        1.0,
        4.2313330701600911252e+1,
        6.8718700749205790830e+2,
        5.3941960214247511077e+3,
        2.1213794301586595867e+4,
        3.9307895800092710610e+4,
        2.8729085735721942674e+4,
        5.2264952788528545610e+3,
    ],
);
const NEAR: Pieces = (
    [
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ],
    [
        1.0,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ],
);
const FAR: Pieces = (
    [
        6.65790464350110377720e0,
        5.46378491116411436990e0,
        1.78482653991729133580e0,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ],
    [
        1.0,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(low: f64, high: f64) -> impl Iterator<Item = f64> {
        (0..200_000).map(move |i| low + (high - low) * (f64::from(i) + 0.37) / 200_000.0)
    }

    #[test]
    fn exp_and_ln_equal_the_scalar_oracle_bit_for_bit() {
        for x in grid(-700.0, 705.0).chain(grid(-3.0, 3.0)) {
            assert_eq!(exp(x).to_bits(), libm::exp(x).to_bits(), "exp({x})");
        }
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
    fn the_normal_quantile_of_a_draw_is_the_normal_quantile() {
        let edge = 0.5 / 4_294_967_296.0;
        for p in grid(edge, 1.0 - edge)
            .chain(grid(edge, 1e-6))
            .chain([edge, 1.0 - edge, 0.5, 0.075, 0.925])
        {
            assert_eq!(
                normal_quantile_of_draw(p).to_bits(),
                normal_quantile(p).to_bits(),
                "share {p}"
            );
        }
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
