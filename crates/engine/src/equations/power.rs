//! M6 Compute, power and running cost (F6, F7).

use crate::numeric::{Num, Scale};

/// A stock one step later: inflow less retirement.
///
/// Eq. (6.1): `Q' = Q + dt (I - d Q)`
///
/// `stock` Q >= 0 and `inflow_per_year` I >= 0 in the same unit (H100e for chips of one origin; GW for the power they need);
/// `retirement_per_year` d in 0..1.
#[inline(always)]
pub fn next_stock<const W: usize>(
    stock: Num<W>,
    inflow_per_year: Num<W>,
    retirement_per_year: Num<W>,
    step_years: f64,
) -> Num<W> {
    stock + step_years * (inflow_per_year - retirement_per_year * stock)
}

/// Power that newly installed chips need, GW a year, cooling included.
///
/// Eq. (6.2): `i_P = 10^-6 k (I + G + pi X), where k' = k - e dt (k - k_min)`
///
/// `kw_per_h100e` k of new frontier chips, which falls toward a physical limit k_min; `frontier` I + G and `domestic` X in H100e a year; `domestic_penalty` pi of
/// Eq. (4.9): energy per operation of domestic chips over frontier chips.
#[inline(always)]
pub fn new_power_need_gw_per_year<const W: usize>(
    kw_per_h100e: Num<W>,
    frontier_h100e_per_year: Num<W>,
    domestic_penalty: Num<W>,
    domestic_h100e_per_year: Num<W>,
) -> Num<W> {
    1e-6 * kw_per_h100e * (frontier_h100e_per_year + domestic_penalty * domestic_h100e_per_year)
}

/// Most power for AI that may be ordered, GW a year.
///
/// Eq. (6.3): `O_max = lever g_W W max(0, 1 - W/W_max)`
///
/// `build_lever` >= 0 (permitting speed, compute build-out); `power_gw` W: data-centre power of all uses; `growth_per_year` g_W; `ceiling_gw` W_max.
/// Source: ENERGY006-ENERGY010, ENERGY017.
#[inline(always)]
pub fn permitted_gw_per_year<const W: usize>(
    power_gw: Num<W>,
    build_lever: Num<W>,
    growth_per_year: Num<W>,
    ceiling_gw: Scale<W>,
) -> Num<W> {
    let room = (1.0 - power_gw / ceiling_gw).positive();
    build_lever * growth_per_year * power_gw * room
}

/// Cost of one GW of power and building for AI, chips apart, USD bn.
///
/// Eq. (6.6): `c = c_0 (1 + x min(1, O*/O_max)^2)`
///
/// `bare` c_0; `congestion` x: what is added when everything that may be built is wanted (own generation, scarce turbines and transformers); `wanted` O* of
/// Eq. (20.5), `permitted` O_max. Source: ENERGY020.
#[inline(always)]
pub fn facility_cost_usd_bn_per_gw<const W: usize>(
    bare_usd_bn_per_gw: Num<W>,
    congestion: Num<W>,
    wanted_gw_per_year: Num<W>,
    permitted_gw_per_year: Num<W>,
) -> Num<W> {
    let pressed = (wanted_gw_per_year / permitted_gw_per_year.max(Num::splat(1e-3))).min(Num::ONE);
    bare_usd_bn_per_gw * (1.0 + congestion * pressed * pressed)
}

/// Share of installed compute that power allows to run.
///
/// Eq. (6.4): `u = min(1, W_A/N_P)`
///
/// `ai_power_gw` W_A: data-centre power built for AI; `need_gw` N_P: power that all installed chips need at full load.
#[inline(always)]
pub fn powered_share<const W: usize>(ai_power_gw: Num<W>, need_gw: Num<W>) -> Num<W> {
    (ai_power_gw / need_gw.max(Num::splat(1e-6))).min(Num::ONE)
}

/// Energy and operation of the compute in use, USD bn a year.
///
/// Eq. (6.5): `C_run = 8.766 c_E N_P u l (1 + o)`
///
/// `energy_price` c_E in USD per kWh (8.766 thousand hours a year; a GW-year costs 8.766 c_E USD bn); `drawn_gw` N_P u l: mean draw at the load l; `overhead` o: other operation per
/// dollar of energy. Source: ENERGY015, ENERGY016.
#[inline(always)]
pub fn running_cost_usd_bn_per_year<const W: usize>(
    energy_price_usd_per_kwh: Num<W>,
    drawn_gw: Num<W>,
    overhead: Num<W>,
) -> Num<W> {
    8.766 * energy_price_usd_per_kwh * drawn_gw * (1.0 + overhead)
}

/// Electricity of all data centres, TWh a year.
///
/// Eq. (6.7): `E = 8.766 (N_P u l + l_o W_o)`
///
/// `drawn_gw` N_P u l: mean draw of AI chips, cooling included; `other_power_gw` W_o with mean load l_o: all other uses. Source: ENERGY001, ENERGY006.
#[inline(always)]
pub fn electricity_twh_per_year<const W: usize>(
    drawn_gw: Num<W>,
    other_load: Num<W>,
    other_power_gw: Num<W>,
) -> Num<W> {
    8.766 * (drawn_gw + other_load * other_power_gw)
}

/// Data-centre power for uses other than AI one step later, GW.
///
/// Eq. (6.8): `W_o' = W_o (1 + g_o dt max(0, 1 - W_o/(f_o W_max)))`
///
/// `growth_per_year` g_o; `ceiling_share` f_o of the long-run ceiling W_max. Source: ENERGY006, ENERGY007.
#[inline(always)]
pub fn next_other_power_gw<const W: usize>(
    other_power_gw: Num<W>,
    growth_per_year: Num<W>,
    ceiling_share: Num<W>,
    ceiling_gw: Scale<W>,
    step_years: f64,
) -> Num<W> {
    let room = (1.0 - other_power_gw / ceiling_gw / ceiling_share).positive();
    other_power_gw * (1.0 + step_years * growth_per_year * room)
}
