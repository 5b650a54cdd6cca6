//! The incomplete beta function: the share of a beta distribution below a point.

/// The regularised incomplete beta function I_x(a, b): the share of a beta distribution with shapes `a` and `b` below `x`. Right
/// to about ten digits for shapes up to 1,000.
pub fn regularised(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let ln_beta_function = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - ln_beta_function);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * continued_fraction(a, b, x) / a
    } else {
        1.0 - front * continued_fraction(b, a, 1.0 - x) / b
    }
}

/// The continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method.
pub fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let held = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / held(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..500 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / held(1.0 + even * d);
        c = held(1.0 + even / c);
        fraction *= d * c;
        d = 1.0 / held(1.0 + odd * d);
        c = held(1.0 + odd / c);
        let change = d * c;
        fraction *= change;
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Closed forms: I_x(a, 1) = x^a, I_x(1, b) = 1 - (1 - x)^b, and for whole shapes the upper tail of a binomial.
    #[test]
    fn shares_equal_the_closed_forms() {
        for x in [0.0, 0.01, 0.3, 0.5, 0.77, 0.999, 1.0] {
            for a in [0.3, 1.0, 7.5, 400.0] {
                assert!((regularised(a, 1.0, x) - x.powf(a)).abs() < 1e-11, "{a} {x}");
                assert!(
                    (regularised(1.0, a, x) - (1.0 - (1.0 - x).powf(a))).abs() < 1e-11,
                    "{a} {x}"
                );
            }
            let binomial = |n: i32, j: i32| (0..j).map(|i| f64::from(n - i) / f64::from(i + 1)).product::<f64>();
            let tail: f64 = (3..=7)
                .map(|j| binomial(7, j) * x.powi(j) * (1.0 - x).powi(7 - j))
                .sum();
            assert!((regularised(3.0, 5.0, x) - tail).abs() < 1e-12, "{x}");
        }
    }
}
