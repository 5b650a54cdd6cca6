//! Quantiles of the standard normal distribution in lanes: algorithm AS 241 (Wichura 1988), relative error near 1e-16.
//!
//! Written with operations on lanes throughout. A function of one number handed to [`Num::map`] would be called lane by lane.

// The published coefficients are kept digit for digit, also where a double holds fewer.
#![allow(clippy::excessive_precision)]

use super::Num;

/// How far from a half a share is at most to be in the centre, where no logarithm is needed.
pub const CENTRAL: f64 = 0.425;

/// The standard normal number below which a share `p` lies, 0 < p < 1. All three pieces are computed and the right one taken, so that
/// lanes stay together.
#[inline(always)]
pub fn quantile<const W: usize>(p: Num<W>) -> Num<W> {
    let q = p - 0.5;
    let r = distance(p);
    let tail = r
        .le(Num::splat(5.0))
        .select(ratio(r - 1.6, &NEAR), ratio(r - 5.0, &FAR));
    let tail = q.lt(Num::ZERO).select(-tail, tail);
    q.abs().le(Num::splat(CENTRAL)).select(central_quantile(p), tail)
}

/// [`quantile`] of a share in the centre: not further than [`CENTRAL`] from a half.
#[inline(always)]
pub fn central_quantile<const W: usize>(p: Num<W>) -> Num<W> {
    let q = p - 0.5;
    q * ratio(0.180625 - q * q, &CENTRE)
}

/// [`quantile`] of a share outside the centre, but not closer than 1.4e-11 to 0 or 1: the outermost piece is never taken.
#[inline(always)]
pub fn tail_quantile<const W: usize>(p: Num<W>) -> Num<W> {
    let tail = ratio(distance(p) - 1.6, &NEAR);
    p.lt(Num::splat(0.5)).select(-tail, tail)
}

/// How far out in the tails a share is: the root of minus its logarithm.
#[inline(always)]
fn distance<const W: usize>(p: Num<W>) -> Num<W> {
    (-p.lt(Num::splat(0.5)).select(p, 1.0 - p).ln()).sqrt()
}

#[inline(always)]
fn ratio<const W: usize>(x: Num<W>, (above, below): &Pieces) -> Num<W> {
    horner(x, above) / horner(x, below)
}

#[inline(always)]
fn horner<const W: usize>(x: Num<W>, c: &[f64; 8]) -> Num<W> {
    ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0]
}

/// Coefficients of a numerator and a denominator, the constant first.
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

    #[test]
    fn the_pieces_are_the_whole() {
        let edge = 0.5 / 4_294_967_296.0;
        let grid = |high: f64| (0..200_000).map(move |i| edge + (high - edge) * (f64::from(i) + 0.37) / 200_000.0);
        for p in grid(1.0 - edge)
            .chain(grid(1e-6))
            .chain([edge, 1.0 - edge, 0.5, 0.075, 0.925])
        {
            let piece = if (p - 0.5).abs() <= CENTRAL {
                central_quantile(Num([p]))
            } else {
                tail_quantile(Num([p]))
            };
            assert_eq!(piece.0[0].to_bits(), quantile(Num([p])).0[0].to_bits(), "share {p}");
        }
    }
}
