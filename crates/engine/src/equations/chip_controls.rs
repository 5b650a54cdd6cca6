//! M3 Chip export controls and leakage (F5): what may be bought, what is smuggled, what is bought ahead of a known date.

use crate::numeric::{Num, Scale};

/// All-in price of one H100-equivalent of frontier compute, USD thousand.
///
/// Eq. (3.1): `P = p (1 + s), where p' = p (1 - d dt) and s' = s (1 - dt/tau_s)`
///
/// `trend` p, `scarcity` s: both fall by a constant factor a month. Source: PROG008; INV014 and INV015
/// against COMP014 and COMP015.
#[inline(always)]
pub fn price_usd_k_per_h100e<const W: usize>(trend: Num<W>, scarcity: Num<W>) -> Num<W> {
    trend * (1.0 + scarcity)
}

/// Chips that the agent would buy at the frontier price, H100e a year.
///
/// Eq. (3.2): `D = 10^6 phi (K + psi S) u^x / P`
///
/// `compute_share` phi: share of AI spending that buys compute; `private` K and `state` S in USD bn a year; `state_compute_weight`
/// psi: how far state money buys compute; `powered_share` u in 0..1: share of installed chips that power allows to run (chips that
/// cannot be powered are not bought, the more strictly the larger `shortage_response` x); `price` P in USD thousand.
#[inline(always)]
pub fn demand_h100e_per_year<const W: usize>(
    compute_share: Num<W>,
    private_usd_bn_per_year: Num<W>,
    state_compute_weight: Num<W>,
    state_usd_bn_per_year: Num<W>,
    powered_share: Num<W>,
    shortage_response: Num<W>,
    price_usd_k_per_h100e: Num<W>,
) -> Num<W> {
    let powered = powered_share.max(Num::splat(1e-3)).pow(shortage_response);
    1e6 * compute_share * (private_usd_bn_per_year + state_compute_weight * state_usd_bn_per_year) * powered
        / price_usd_k_per_h100e
}

/// Share of demand that export controls leave: the quality cut makes compute dearer, the number cut bites near an embargo.
///
/// Eq. (3.3): `a = (1 - c^n) / (1 + mu c/(1 - c))`
///
/// `stringency` c in 0..1: the best chip allowed has 1 - c of the frontier's performance; `number_exponent` n: how late the number
/// of chips is cut; `quality_penalty` mu: how much of the lost performance is not made up by a lower price (CHIP003, CHIP005,
/// CHIP030). At c = 1 nothing is left.
#[inline(always)]
pub fn allowed_share<const W: usize>(stringency: Num<W>, number_exponent: Num<W>, quality_penalty: Num<W>) -> Num<W> {
    let c = stringency.clamp(0.0, 0.999);
    let number = 1.0 - c.max(Num::splat(1e-9)).pow(number_exponent);
    let dearer = 1.0 + quality_penalty * c / (1.0 - c);
    let share = number / dearer;
    stringency.ge(Num::splat(0.999)).select(Num::ZERO, share)
}

/// Share of demand still wished from abroad when domestic chips cover part of it.
///
/// Eq. (3.4): `w = 1 - min(1, X/D)^2`
///
/// `domestic` X and `demand` D in H100e a year. Squared because early domestic output adds to foreign chips more than it replaces them.
#[inline(always)]
pub fn foreign_wish_share<const W: usize>(domestic_h100e_per_year: Num<W>, demand_h100e_per_year: Num<W>) -> Num<W> {
    let covered = (domestic_h100e_per_year / demand_h100e_per_year.max(Num::splat(1.0))).clamp01();
    1.0 - covered * covered
}

/// Legal purchases of frontier chips, H100e a year.
///
/// Eq. (3.5): `I = max(0, D w a (1 - b) + E - B/tau_B)`
///
/// `allowed_share` a of Eq. (3.3); `forbidden_share` b of Eq. (5.1); `ahead` E of Eq. (3.6); `ahead_stock` B: chips bought ahead
/// that replace later purchases over `ahead_years` tau_B.
#[inline(always)]
pub fn imports_h100e_per_year<const W: usize>(
    demand_h100e_per_year: Num<W>,
    foreign_wish_share: Num<W>,
    allowed_share: Num<W>,
    forbidden_share: Num<W>,
    ahead_h100e_per_year: Num<W>,
    ahead_stock_h100e: Num<W>,
    ahead_years: Scale<W>,
) -> Num<W> {
    (demand_h100e_per_year * foreign_wish_share * allowed_share * (1.0 - forbidden_share) + ahead_h100e_per_year
        - ahead_stock_h100e / ahead_years)
        .positive()
}

/// Purchases brought forward because a tightening has been announced, H100e a year.
///
/// Eq. (3.6): `E = beta rise D w a (1 - b); B' = B + dt (E - min(B/tau_B, D w a (1 - b) + E))`
///
/// `announced_rise` >= 0: by how much the control is known to rise; `response` beta. The stock B bought ahead is kept by the model. Source: CHIP016 (stockpiles before December 2024).
#[inline(always)]
pub fn bought_ahead_h100e_per_year<const W: usize>(
    response: Num<W>,
    announced_rise: Num<W>,
    permitted_h100e_per_year: Num<W>,
) -> Num<W> {
    response * announced_rise * permitted_h100e_per_year
}

/// Demand that neither permitted imports nor domestic chips meet, H100e a year.
///
/// Eq. (3.7): `U = max(0, D - I - X)`
#[inline(always)]
pub fn unmet_h100e_per_year<const W: usize>(
    demand_h100e_per_year: Num<W>,
    imports_h100e_per_year: Num<W>,
    domestic_h100e_per_year: Num<W>,
) -> Num<W> {
    (demand_h100e_per_year - imports_h100e_per_year - domestic_h100e_per_year).positive()
}

/// Smuggled chips, H100e a year.
///
/// Eq. (3.8): `G = (1 - enf) min(lambda U, chi I_rival)`
///
/// `enforcement` enf in 0..1 of the controlling side; `leak_share` lambda of unmet demand that seeks a way around; `diverted_share` chi:
/// the most that can be diverted from the rival's own purchases I_rival. Source: CHIP031, CHIP032, MODEL015.
#[inline(always)]
pub fn smuggled_h100e_per_year<const W: usize>(
    enforcement: Num<W>,
    leak_share: Num<W>,
    unmet_h100e_per_year: Num<W>,
    diverted_share: Num<W>,
    rival_purchases_h100e_per_year: Num<W>,
) -> Num<W> {
    (1.0 - enforcement) * (leak_share * unmet_h100e_per_year).min(diverted_share * rival_purchases_h100e_per_year)
}
