//! M3 Chip export controls and leakage (F5): what may be bought, what is smuggled, what is bought ahead of a known date.

use crate::numeric::{Num, Scale};

/// Price of the chip part of one H100-equivalent of frontier compute (accelerator, server, network), USD thousand.
///
/// Eq. (3.1): `P = p k (1 + s), where p' = p (1 - d dt)`
///
/// `per_kw` p: USD thousand per kW of new chips, drifting by d a year; `kw_per_h100e` k of Eq. (6.2), by which the price falls with progress; `scarcity` s of Eq. (3.10).
/// Source: ENERGY020, PROG008.
#[inline(always)]
pub fn price_usd_k_per_h100e<const W: usize>(per_kw: Num<W>, kw_per_h100e: Num<W>, scarcity: Num<W>) -> Num<W> {
    per_kw * kw_per_h100e * (1.0 + scarcity)
}

/// Chips that the agent would buy at the frontier price if no rule barred any, H100e a year.
///
/// Eq. (3.2): `D = 10^6 min(m/P, r/k)`
///
/// `money` m: money for chips in USD bn a year; `price` P in USD thousand; `room` r: power for new chips in GW a year, known when chips are bought; `kw_per_h100e` k. Nobody
/// buys chips that cannot be powered in the month of delivery.
#[inline(always)]
pub fn demand_h100e_per_year<const W: usize>(
    money_usd_bn_per_year: Num<W>,
    price_usd_k_per_h100e: Scale<W>,
    room_gw_per_year: Num<W>,
    kw_per_h100e: Scale<W>,
) -> Num<W> {
    1e6 * (money_usd_bn_per_year / price_usd_k_per_h100e).min(room_gw_per_year / kw_per_h100e)
}

/// How much dearer, per H100e, permitted chips are than those at the frontier.
///
/// Eq. (3.3): `y = 1 + mu c/(1 - c)`
///
/// `stringency` c in 0..1, held below 0.999: the best chip allowed has 1 - c of the frontier's performance; `quality_penalty` mu: how much of the lost performance is not made up by
/// a lower price (CHIP003, CHIP005, CHIP030).
#[inline(always)]
pub fn dearer<const W: usize>(stringency: Num<W>, quality_penalty: Num<W>) -> Num<W> {
    let c = stringency.clamp(0.0, 0.999);
    1.0 + quality_penalty * c / (1.0 - c)
}

/// How much dearer, per H100e, licensed chips are than those at the frontier, with the fee that the state that controls takes for a licence.
///
/// Eq. (3.13): `y_f = y (1 + f) where c > 0, else y`
///
/// `dearer` y of Eq. (3.3); `stringency` c: without controls nothing needs a licence; `fee` f: share of the price, on top of it. Source: POL014, POL019, POL025.
#[inline(always)]
pub fn licensed_price_ratio<const W: usize>(dearer: Num<W>, stringency: Num<W>, fee: Num<W>) -> Num<W> {
    dearer * (1.0 + stringency.gt(Num::ZERO).select(fee, Num::ZERO))
}

/// Most that licences let through, H100e a year.
///
/// Eq. (3.14): `I* <= Q, where Q = v (1 - c)^2 I*_rival where c > 0 and v < 1, else no limit`
///
/// `quota` v: a share of the chips of the licensed class that the rival's own buyers take in the same month. Of all they take, I*_rival, the part 1 - c is taken to be of that class, and
/// a chip of it has 1 - c of the frontier's performance; `stringency` c. Source: POL019, POL025.
#[inline(always)]
pub fn licence_limit_h100e_per_year<const W: usize>(
    quota: Num<W>,
    stringency: Num<W>,
    rival_purchases_h100e_per_year: Num<W>,
) -> Num<W> {
    let limited = stringency.gt(Num::ZERO) & quota.lt(Num::ONE);
    let class = 1.0 - stringency;
    limited.select(quota * class * class * rival_purchases_h100e_per_year, Num::NEVER)
}

/// Share of the number of chips that export controls leave; they bite on numbers near an embargo.
///
/// Eq. (3.9): `n = 1 - c^x where c < 0.999, else 0`
///
/// `number_exponent` x: how late tightening cuts numbers rather than quality.
#[inline(always)]
pub fn allowed_number<const W: usize>(stringency: Num<W>, number_exponent: Num<W>) -> Num<W> {
    let c = stringency.clamp(0.0, 0.999);
    let number = 1.0 - c.max(Num::splat(1e-9)).pow(number_exponent);
    stringency.ge(Num::splat(0.999)).select(Num::ZERO, number)
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

/// Legal purchases of frontier chips wished for, H100e a year, before the world's supply is shared out.
///
/// Eq. (3.5): `I* = min(max(0, L (1 - b) + E - B/tau_B), 10^6 m_I/(y P)), where L = n w min(10^6 m_I/(y P), 10^6 r_I/k)`
///
/// `allowed` L: what the rival's rules let through of what money m_I and power r_I, left by domestic chips, would buy at the price y P; `forbidden_share` b of Eq. (5.1); `ahead` E
/// of Eq. (3.6); `ahead_stock` B: chips bought ahead that replace later purchases over `ahead_years` tau_B; `affordable` 10^6 m_I/(y P).
#[inline(always)]
pub fn imports_wished_h100e_per_year<const W: usize>(
    allowed_h100e_per_year: Num<W>,
    forbidden_share: Num<W>,
    ahead_h100e_per_year: Num<W>,
    ahead_stock_h100e: Num<W>,
    ahead_years: Scale<W>,
    affordable_h100e_per_year: Num<W>,
) -> Num<W> {
    (allowed_h100e_per_year * (1.0 - forbidden_share) + ahead_h100e_per_year - ahead_stock_h100e / ahead_years)
        .positive()
        .min(affordable_h100e_per_year)
}

/// Purchases brought forward because a tightening has been announced, H100e a year.
///
/// Eq. (3.6): `E = beta rise L (1 - b); B' = B + dt (E - min(B/tau_B, L (1 - b) + E))`
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

/// Smuggled chips, H100e a year: what the rival's rules bar, and nothing else.
///
/// Eq. (3.8): `G = (1 - enf) min(lambda (L_0 - L)^+, chi I_rival)`
///
/// `enforcement` enf in 0..1 of the controlling side; `leak_share` lambda of what its rules bar that seeks a way around: purchases at the rule-free price L_0 less those let through L (no more than the quota of Eq. (3.14)), whatever the
/// agent's own mandate says; `diverted_share` chi: the most that can be diverted from the rival's own purchases I_rival. Source: CHIP031, CHIP032, MODEL015.
#[inline(always)]
pub fn smuggled_h100e_per_year<const W: usize>(
    enforcement: Num<W>,
    leak_share: Num<W>,
    barred_h100e_per_year: Num<W>,
    diverted_share: Num<W>,
    rival_purchases_h100e_per_year: Num<W>,
) -> Num<W> {
    (1.0 - enforcement)
        * (leak_share * barred_h100e_per_year.positive()).min(diverted_share * rival_purchases_h100e_per_year)
}

/// Scarcity premium on frontier chips one step later.
///
/// Eq. (3.10): `1 + s' = clamp((1 + s) (N/S)^(kappa dt), 1, 3)`
///
/// `ordered_over_supply` N/S: all orders over what the world makes; `speed_per_year` kappa. The price moves until orders and supply meet.
#[inline(always)]
pub fn next_scarcity<const W: usize>(
    scarcity: Num<W>,
    log_ordered_over_supply: Num<W>,
    speed_per_year: Num<W>,
    step_years: f64,
) -> Num<W> {
    ((1.0 + scarcity) * (step_years * speed_per_year * log_ordered_over_supply).exp()).clamp(1.0, 3.0) - 1.0
}

/// World supply of frontier chips that can be made with the materials there are, GW a year.
///
/// Eq. (3.12): `S_m = S (1 - beta_m c_m)`
///
/// `supply` S; `bite` beta_m: part of it that full controls on materials prevent; `counter_controls` c_m in 0..1. Source: POL017.
#[inline(always)]
pub fn deliverable_supply_gw_per_year<const W: usize>(
    supply_gw_per_year: Num<W>,
    bite: Num<W>,
    counter_controls: Num<W>,
) -> Num<W> {
    supply_gw_per_year * (1.0 - bite * counter_controls)
}

/// World supply of frontier chips one step later, GW of chip power a year (advanced packaging and high-bandwidth memory grow in chips, not in operations).
///
/// Eq. (3.11): `S' = S exp(dt clamp(4 ln(1.1 N/S), -1/2, g_S (S/S_0)^(-theta_S)))`
///
/// `growth_per_year` g_S at the start; `slowing` theta_S: the larger the industry, the slower it can grow; supply follows orders with a tenth to spare. Source: COMP009 to COMP020.
#[inline(always)]
pub fn next_supply_gw_per_year<const W: usize>(
    supply_gw_per_year: Num<W>,
    log_ordered_over_supply: Num<W>,
    growth_per_year: Num<W>,
    supply_at_start_gw_per_year: Scale<W>,
    slowing: Num<W>,
    step_years: f64,
) -> Num<W> {
    let fastest = growth_per_year * (-(slowing * (supply_gw_per_year.ln() - supply_at_start_gw_per_year.ln()))).exp();
    // ln 1.1
    let followed = (4.0 * (log_ordered_over_supply + 0.095_310_179_804_324_93)).max(Num::splat(-0.5));
    supply_gw_per_year * (step_years * followed.min(fastest)).exp()
}
