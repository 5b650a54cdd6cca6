//! M5 Self-reliance mandate (F19): the state forbids part of what could be bought abroad.

use crate::numeric::Num;

/// Share of permitted foreign purchases that the agent's own state forbids.
///
/// Eq. (5.1): `b = mandate (1 - f_own)`
///
/// `mandate` the lever in 0..1; `own_frontier_share` f_own 1 where frontier chips come from the agent's own firms. The learning side of the
/// mandate is the term `w_b b` of Eq. (4.1). Source: F19, POL016, CHIP034.
#[inline(always)]
pub fn forbidden_share<const W: usize>(mandate: Num<W>, own_frontier_share: Num<W>) -> Num<W> {
    mandate * (1.0 - own_frontier_share)
}

/// Share of permitted foreign purchases that the agent's own state keeps out, by its mandate or at the border.
///
/// Eq. (5.2): `b_i = b + block (1 - f_own) (1 - b)`
///
/// `forbidden` b of Eq. (5.1); `block` the lever in 0..1. A block keeps chips out and does no more: it is no order to buy at home and lifts no effort beyond what unmet
/// demand does. Source: POL020, POL026.
#[inline(always)]
pub fn kept_out_share<const W: usize>(forbidden: Num<W>, block: Num<W>, own_frontier_share: Num<W>) -> Num<W> {
    forbidden + block * (1.0 - own_frontier_share) * (1.0 - forbidden)
}
