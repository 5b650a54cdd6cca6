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
/// Eq. (6.2): `i_P = 10^-6 k (I + G + pi X), where k' = k (1 - e dt)`
///
/// `kw_per_h100e` k of new frontier chips; `frontier` I + G and `domestic` X in H100e a year; `domestic_penalty` pi: energy per
/// operation of domestic chips over frontier chips (CHIP029).
#[inline(always)]
pub fn new_power_need_gw_per_year<const W: usize>(
    kw_per_h100e: Num<W>,
    frontier_h100e_per_year: Num<W>,
    domestic_penalty: Num<W>,
    domestic_h100e_per_year: Num<W>,
) -> Num<W> {
    1e-6 * kw_per_h100e * (frontier_h100e_per_year + domestic_penalty * domestic_h100e_per_year)
}

/// Data-centre power one step later, GW, AI and other uses.
///
/// Eq. (6.3): `W' = W + dt lever g_W W max(0, 1 - W/W_max)`
///
/// `build_lever` >= 0 (permitting speed, compute build-out); `growth_per_year` g_W; `ceiling_gw` W_max. Source: ENERGY006-ENERGY010, ENERGY017.
#[inline(always)]
pub fn next_power_gw<const W: usize>(
    power_gw: Num<W>,
    build_lever: Num<W>,
    growth_per_year: Num<W>,
    ceiling_gw: Scale<W>,
    step_years: f64,
) -> Num<W> {
    let room = (1.0 - power_gw / ceiling_gw).positive();
    power_gw + step_years * build_lever * growth_per_year * power_gw * room
}

/// Share of installed compute that power allows to run.
///
/// Eq. (6.4): `u = min(1, a W / N_P)`
///
/// `ai_share` a: share of data-centre power that AI chips can have; `power_gw` W; `need_gw` N_P: power that all installed chips need.
#[inline(always)]
pub fn powered_share<const W: usize>(ai_share: Num<W>, power_gw: Num<W>, need_gw: Num<W>) -> Num<W> {
    (ai_share * power_gw / need_gw.max(Num::splat(1e-6))).min(Num::ONE)
}

/// Energy and operation of the compute in use, USD bn a year.
///
/// Eq. (6.5): `C_run = 8.766 c_E N_P u (1 + o)`
///
/// `energy_price` c_E in USD per kWh (8.766 thousand hours a year; a GW-year costs 8.766 c_E USD bn); `used_gw` N_P u; `overhead` o: other operation per
/// dollar of energy. Source: ENERGY015, ENERGY016.
#[inline(always)]
pub fn running_cost_usd_bn_per_year<const W: usize>(
    energy_price_usd_per_kwh: Num<W>,
    used_gw: Num<W>,
    overhead: Num<W>,
) -> Num<W> {
    8.766 * energy_price_usd_per_kwh * used_gw * (1.0 + overhead)
}
