//! Money for compute: what is spent on energy, power, chips, and what is carried over, month by month.

use crate::numeric::{Num, Scale};

/// Money for compute, USD bn a year.
///
/// Eq. (20.1): `M = phi (K + psi S), where phi = phi_1 - z and z' = z (1 - dt/tau_z) from phi_1 - phi_0`
///
/// `compute_share` phi_1: share of AI spending that goes to compute in the long run, approached from its share at the start phi_0 (in 2023 most capital
/// spending of the large cloud firms was not yet for AI); `share_missing` z; `private` K and `state` S in USD bn a year; `state_compute_weight`
/// psi: how far state money buys compute. Source: INV014, INV015, INV016 against COMP014 to COMP016.
#[inline(always)]
pub fn compute_budget_usd_bn_per_year<const W: usize>(
    compute_share: Num<W>,
    share_missing: Num<W>,
    private_usd_bn_per_year: Num<W>,
    state_compute_weight: Num<W>,
    state_usd_bn_per_year: Num<W>,
) -> Num<W> {
    (compute_share - share_missing) * (private_usd_bn_per_year + state_compute_weight * state_usd_bn_per_year)
}

/// What may be spent in this month, USD bn a year: this month's money, and what is carried over within half a year.
///
/// Eq. (20.2): `a = M + 2 Q`
///
/// `carried` Q in USD bn.
#[inline(always)]
pub fn spendable_usd_bn_per_year<const W: usize>(budget_usd_bn_per_year: Num<W>, carried_usd_bn: Num<W>) -> Num<W> {
    budget_usd_bn_per_year + 2.0 * carried_usd_bn
}

/// Money carried over one step later, USD bn.
///
/// Eq. (20.3): `Q' = max(0, Q + dt (M - R - F - C - Q/tau_Q))`
///
/// `spent` R + F + C: energy, operation and rent of what is used, new power and buildings, chips, in USD bn a year; `return_years` tau_Q: time after which money that finds nothing to buy
/// goes back to its owners. This is the account that must balance: what comes in is spent, goes back or is carried.
#[inline(always)]
pub fn next_carried_usd_bn<const W: usize>(
    carried_usd_bn: Num<W>,
    budget_usd_bn_per_year: Num<W>,
    spent_usd_bn_per_year: Num<W>,
    return_years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    (carried_usd_bn + step_years * (budget_usd_bn_per_year - spent_usd_bn_per_year - carried_usd_bn / return_years))
        .positive()
}

/// Growth of the money for compute as planners see it, a year.
///
/// Eq. (20.4): `v' = v + dt (ln(M/M_before)/dt - v)`
///
/// Smoothed over a year.
#[inline(always)]
pub fn next_budget_growth_per_year<const W: usize>(
    growth_per_year: Num<W>,
    budget_before_usd_bn_per_year: Num<W>,
    budget_usd_bn_per_year: Num<W>,
    step_years: f64,
) -> Num<W> {
    let seen = (budget_usd_bn_per_year / budget_before_usd_bn_per_year).ln();
    growth_per_year + seen - step_years * growth_per_year
}

/// New power that the money would ask for if nothing but money held it back, GW a year.
///
/// Eq. (20.5): `O* = max(0, j exp(D clamp(v, -1/2, 3/10)) - d N_P + (N_P (1 + b) + D (j - d N_P) - W_A - B)/1 year), where j = (a - R + c d N_P)/(P/k + c)`
///
/// j: power of the chips that the money buys together with the power they need, GW a year (`money` a - R; `full_cost` P/k + c of chips and buildings and `facility_cost` c in
/// USD bn per GW; `retiring` d N_P: power that retired chips set free, GW a year). Planners order for the day of delivery, `delay_years` D ahead, from the growth v that they
/// see, and correct within a year what they have too little or too much of: `need` N_P with the margin b, `ai_power` W_A, `under_way` B, all in GW.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn power_wanted_gw_per_year<const W: usize>(
    money_usd_bn_per_year: Num<W>,
    full_cost_usd_bn_per_gw: Scale<W>,
    facility_cost_usd_bn_per_gw: Num<W>,
    retiring_gw_per_year: Num<W>,
    growth_per_year: Num<W>,
    delay_years: Num<W>,
    need_gw: Num<W>,
    margin: Num<W>,
    ai_power_gw: Num<W>,
    under_way_gw: Num<W>,
) -> Num<W> {
    let installed = (money_usd_bn_per_year.positive() + facility_cost_usd_bn_per_gw * retiring_gw_per_year)
        / full_cost_usd_bn_per_gw;
    let ahead = (growth_per_year.clamp(-0.5, 0.3) * delay_years).exp();
    let missing =
        need_gw * (1.0 + margin) + delay_years * (installed - retiring_gw_per_year) - ai_power_gw - under_way_gw;
    (installed * ahead - retiring_gw_per_year + missing).positive()
}

/// Yearly rent of one H100e of compute abroad, USD bn.
///
/// Eq. (20.6): `r = 10^-6 x (P + c_0 k)`
///
/// `share_per_year` x of the cost of installing it: chip part P (USD thousand) and power and building c_0 k.
#[inline(always)]
pub fn rent_usd_bn_per_h100e_year<const W: usize>(
    share_per_year: Num<W>,
    price_usd_k_per_h100e: Num<W>,
    facility_cost_usd_bn_per_gw: Num<W>,
    kw_per_h100e: Num<W>,
) -> Num<W> {
    1e-6 * share_per_year * (price_usd_k_per_h100e + facility_cost_usd_bn_per_gw * kw_per_h100e)
}

/// Compute of the rest of the world that an agent can rent, H100e.
///
/// Eq. (20.8): `R_w = n_w (1 - enf) C_w (1 - acc)`
///
/// `most` n_w of it where the rival's `enforcement` enf does not reach and its rules on remote access acc do not hold; C_w: `rest_of_world_ratio` times the rival's
/// `installed` chips. Source: CHIP033, COMP065, POL021, POL027.
#[inline(always)]
pub fn rentable_h100e<const W: usize>(
    most: Num<W>,
    enforcement: Num<W>,
    rest_of_world_ratio: Num<W>,
    installed_h100e: Num<W>,
    access_controls: Num<W>,
) -> Num<W> {
    most * (1.0 - enforcement) * rest_of_world_ratio * installed_h100e * (1.0 - access_controls)
}

/// Compute rented abroad one step later, H100e.
///
/// Eq. (20.7): `N' = N + dt r_N (min((m_l + r N)/r, R_w) - N)`
///
/// `affordable` (m_l + r N)/r: what is paid in rent now and what chips leave of the money; `offered` R_w of Eq. (20.8); `adjustment_per_year` r_N. Source: CHIP033, COMP065, POL021, POL027.
#[inline(always)]
pub fn next_rented_h100e<const W: usize>(
    rented_h100e: Num<W>,
    adjustment_per_year: Num<W>,
    affordable_h100e: Num<W>,
    offered_h100e: Num<W>,
    step_years: f64,
) -> Num<W> {
    rented_h100e + step_years * adjustment_per_year * (affordable_h100e.min(offered_h100e) - rented_h100e)
}
