"""Exponential, logarithm and normal quantile without a branch, so that loops over worlds become vector instructions.

Relative errors are a few parts in 10^16. Fused multiply-add is allowed (`contract`); nothing else of fastmath is, for it would change results.
"""

import math

from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

FAST = {"contract"}


def inline(function):
    """Compiled into whatever calls it."""
    return njit(function, error_model="numpy", fastmath=FAST, forceinline=True)


@intrinsic
def bits(_context, x):
    """The 64 bits of a number."""

    def generate(_target, builder, _signature, arguments):
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), generate


@intrinsic
def number(_context, x):
    """The number that these 64 bits are."""

    def generate(_target, builder, _signature, arguments):
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), generate


# 1.5 * 2^52: added to a small number it leaves the nearest integer in the lowest bits.
ROUND = 6755399441055744.0
ROUND_BITS = 0x4338000000000000


@inline
def exp(x):
    x = -708.0 if x < -708.0 else x
    x = 709.0 if x > 709.0 else x
    t = x * 1.4426950408889634 + ROUND
    k = t - ROUND
    r = (x - k * 0.6931471803691238) - k * 1.9082149292705877e-10
    r2 = r * r
    r4 = r2 * r2
    low = (1.0 + r) + r2 * (0.5 + r * 0.16666666666666666)
    middle = (0.041666666666666664 + r * 0.008333333333333333) + r2 * (0.001388888888888889 + r * 1.984126984126984e-4)
    high = (2.48015873015873e-05 + r * 2.7557319223985893e-06) + r2 * (2.755731922398589e-07 + r * 2.505210838544172e-08) + r4 * 2.08767569878681e-09
    return (low + r4 * (middle + r4 * high)) * number((bits(t) + 1023) << 52)


@inline
def log(x):
    i = bits(x)
    e = (i - 0x3FE6A09E667F3BCD) >> 52
    m = number(i - (e << 52)) - 1.0
    s = m / (2.0 + m)
    s2 = s * s
    s4 = s2 * s2
    r = s2 * (0.6666666666666735 + s4 * (0.2857142874366239 + s4 * (0.1818357216161805 + s4 * 0.14798198605116586))) + s4 * (
        0.3999999999940942 + s4 * (0.22222198432149784 + s4 * 0.15313837699209373)
    )
    half = 0.5 * m * m
    k = number(e + ROUND_BITS) - ROUND
    return k * 0.6931471803691238 - ((half - (s * (half + r) + k * 1.9082149292705877e-10)) - m)


@inline
def least(a, b):
    return a if a < b else b


@inline
def most(a, b):
    return a if a > b else b


@inline
def clamp(x, a, b):
    x = x if x > a else a
    return x if x < b else b


@inline
def pick(condition, a, b):
    return a if condition else b


@inline
def square(x):
    return x * x


@inline
def power_of(x, y):
    return exp(y * log(x))


@inline
def logistic(x):
    return 1.0 / (1.0 + exp(-x))


@inline
def chance(hazard):
    """Eq. (0.6), with a month of 1/12 year."""
    return 1.0 - exp(hazard * (-1.0 / 12.0))


# The normal quantile of Wichura's algorithm AS 241.
CENTRE = (
    (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3),
)
NEAR = (
    (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9),
)
FAR = (
    (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15),
)


@inline
def polynomial(c, x):
    x2 = x * x
    x4 = x2 * x2
    return ((c[0] + x * c[1]) + x2 * (c[2] + x * c[3])) + x4 * ((c[4] + x * c[5]) + x2 * (c[6] + x * c[7]))


@inline
def normal_centre(u):
    """The quantile for u from 0.075 to 0.925."""
    q = u - 0.5
    r = 0.180625 - q * q
    return q * polynomial(CENTRE[0], r) / polynomial(CENTRE[1], r)


@inline
def in_centre(u):
    q = u - 0.5
    return (q if q > 0.0 else -q) <= 0.425


@inline
def normal_near(u):
    """The quantile outside, for min(u, 1 - u) of at least exp(-25): all that 32 bits can reach."""
    r = math.sqrt(-log(least(u, 1.0 - u))) - 1.6
    x = polynomial(NEAR[0], r) / polynomial(NEAR[1], r)
    return -x if u < 0.5 else x


@inline
def normal(u):
    """The quantile for any u."""
    r = math.sqrt(-log(least(u, 1.0 - u)))
    if r <= 5.0:
        x = polynomial(NEAR[0], r - 1.6) / polynomial(NEAR[1], r - 1.6)
    else:
        x = polynomial(FAR[0], r - 5.0) / polynomial(FAR[1], r - 5.0)
    return normal_centre(u) if in_centre(u) else (-x if u < 0.5 else x)
