//! M22 Division of compute between training runs, research and serving users.

use crate::numeric::{Num, Scale};

/// Most of all compute that may serve users, and most of what is left that may go to training runs: neither research nor training ever ends.
const MOST: f64 = 0.9;
/// Least part of its usual compute with which a use is counted: a guard for logarithms.
const LEAST: f64 = 0.01;

/// Share of usable compute that serves users, or part of the rest that goes to training runs, one step later, 0..0.9.
///
/// Eq. (22.1): `s' = s + dt (min(9/10, m s_0) - s)/tau_d`
///
/// `usual` s_0: the share as things are; `priority` m: the lever, a multiple of it; `years` tau_d: time over which contracts and clusters move. At m = 1 the
/// share stays at s_0 to the last bit.
#[inline(always)]
pub fn next_share<const W: usize>(
    share: Num<W>,
    usual: Num<W>,
    priority: Num<W>,
    years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    let aim = (priority * usual).min(Num::splat(MOST));
    share + step_years * (aim - share) / years
}

/// Shares of usable compute for training runs and for research (experiments, synthetic data), each 0..1.
///
/// Eq. (22.2): `t = q (1 - s), r = (1 - q) (1 - s)`
///
/// `inference_share` s; `training_part` q: part of what does not serve users that goes to training runs. With s they add up to one.
#[inline(always)]
pub fn development_shares<const W: usize>(inference_share: Num<W>, training_part: Num<W>) -> [Num<W>; 2] {
    let rest = 1.0 - inference_share;
    [training_part * rest, (1.0 - training_part) * rest]
}

/// Compute of a use over what it would have as things are.
///
/// Eq. (22.3): `k = max(1/100, x/x_0)`
///
/// `share` x of a use (t, r or s), `usual` x_0 > 0 the same as things are: exactly 1 where they are the same.
#[inline(always)]
pub fn relative_use<const W: usize>(share: Num<W>, usual: Num<W>) -> Num<W> {
    (share / usual).max(Num::splat(LEAST))
}

/// What is served over what would be served as things are.
///
/// Eq. (22.4): `u = k_S^b`
///
/// `log_inference_use` ln k_S; `returns` b in 0..1: the uses of most worth are served first.
#[inline(always)]
pub fn served_use<const W: usize>(log_inference_use: Num<W>, returns: Num<W>) -> Num<W> {
    (returns * log_inference_use).exp()
}
