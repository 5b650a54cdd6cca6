//! M4 Tool controls, import substitution and learning (F17, F18, F20): the agent's own chips.

use crate::numeric::{Num, Scale};

/// Effort put into domestic chips, 0 and up.
///
/// Eq. (4.1): `e = w_U U/D + w_b b + w_m m`
///
/// `unmet_share` U/D in 0..1; `forbidden_share` b of Eq. (5.1); `mobilised` m of Eq. (2.2). Source: F18, F19, F20.
#[inline(always)]
pub fn effort<const W: usize>(
    unmet_weight: Num<W>,
    unmet_share: Num<W>,
    mandate_weight: Num<W>,
    forbidden_share: Num<W>,
    mobilisation_weight: Num<W>,
    mobilised: Num<W>,
) -> Num<W> {
    unmet_weight * unmet_share + mandate_weight * forbidden_share + mobilisation_weight * mobilised
}

/// Controls on tools or on memory as they bind, 0..1.
///
/// Eq. (4.12): `c_b = min(1, c (1 + a (n - 1)))`
///
/// `controls` c: the lever of the state that controls; `allied_share` a of the goods comes from makers in allied countries, which follow its rules n times as far
/// as they do now (`compliance`).
#[inline(always)]
pub fn binding_controls<const W: usize>(controls: Num<W>, allied_share: Num<W>, compliance: Num<W>) -> Num<W> {
    (controls * (1.0 + allied_share * (compliance - 1.0))).min(Num::ONE)
}

/// What tool controls leave of growth and catching up, 0..1.
///
/// Eq. (4.2): `o = 1 - beta c_tool (1 - escaped)`
///
/// `bite` beta in 0..1; `tool_controls` c_tool in 0..1; `escaped` 1 once the agent's own tools replace the controlled ones.
#[inline(always)]
pub fn openness_to_tools<const W: usize>(bite: Num<W>, tool_controls: Num<W>, escaped: Num<W>) -> Num<W> {
    1.0 - bite * tool_controls * (1.0 - escaped)
}

/// Capacity one step later, H100e a year at full yield.
///
/// Eq. (4.3): `F' = F exp(clamp([g_F o (1 + b_e e) + eta_F r_p] (1 - F y/(H max(D, X0))) dt + sigma_F sqrt(dt) eps, -1/2, 1/2))`
///
/// `growth_per_year` g_F: growth in wafers; `chip_progress` r_p: growth of the best domestic chip's performance, of which the part `density_share` eta_F comes out of the same wafer; `tool_openness` o; `effort_response` b_e; `effort` e; `capacity_yield` y; `headroom` H: domestic output beyond
/// home demand D that is still built for; X0 = 1,000 H100e a year keeps the ratio defined. Source: CHIP017, CHIP018, F20.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn next_capacity_h100e_per_year<const W: usize>(
    capacity_h100e_per_year: Num<W>,
    growth_per_year: Num<W>,
    density_share: Num<W>,
    chip_progress_per_year: Num<W>,
    tool_openness: Num<W>,
    effort_response: Num<W>,
    effort: Num<W>,
    fab_yield: Num<W>,
    headroom: Num<W>,
    demand_h100e_per_year: Num<W>,
    noise: Num<W>,
    shock: Num<W>,
    step_years: f64,
) -> Num<W> {
    let limit = headroom * demand_h100e_per_year.max(Num::splat(1000.0));
    let room = 1.0 - capacity_h100e_per_year * fab_yield / limit;
    let wafers = growth_per_year * tool_openness * (1.0 + effort_response * effort);
    let rate = (wafers + density_share * chip_progress_per_year) * room;
    let step = (rate * step_years + noise * shock * step_years.sqrt()).clamp(-0.5, 0.5);
    capacity_h100e_per_year * step.exp()
}

/// Yield from learning by doing, 0..1.
///
/// Eq. (4.4): `y = y_max - (y_max - y_0) (1 + N/N_0)^(-b)`
///
/// `produced` N: domestic chips made since January 2023, H100e; `reference` N_0; `learning_exponent` b. Source: CHIP020.
#[inline(always)]
pub fn fab_yield<const W: usize>(
    highest: Num<W>,
    initial: Num<W>,
    produced_h100e: Num<W>,
    reference_h100e: Scale<W>,
    learning_exponent: Num<W>,
) -> Num<W> {
    highest - (highest - initial) * (1.0 + produced_h100e / reference_h100e).pow(-learning_exponent)
}

/// Domestic chips that wafers and dies give, H100e a year.
///
/// Eq. (4.5): `X_w = F y + B_2/tau_B`
///
/// `bank_release` B_2/tau_B: chips packaged from the one-off die bank (CHIP015, CHIP016), H100e a year.
#[inline(always)]
pub fn domestic_h100e_per_year<const W: usize>(
    capacity_h100e_per_year: Num<W>,
    fab_yield: Num<W>,
    bank_release_h100e_per_year: Num<W>,
) -> Num<W> {
    capacity_h100e_per_year * fab_yield + bank_release_h100e_per_year
}

/// Domestic chips that one stack of high-bandwidth memory serves, one step later, H100e.
///
/// Eq. (4.13): `h' = h (1 + eta_F r_p dt)`
///
/// `density_share` eta_F and `chip_progress` r_p as in Eq. (4.3): the part of a chip's progress that takes no more silicon takes no more memory either. Source: CHIP016, CHIP022.
#[inline(always)]
pub fn next_h100e_per_stack<const W: usize>(
    h100e_per_stack: Num<W>,
    density_share: Num<W>,
    chip_progress_per_year: Num<W>,
    step_years: f64,
) -> Num<W> {
    h100e_per_stack * (1.0 + density_share * chip_progress_per_year * step_years)
}

/// Own production of high-bandwidth memory one step later, stacks a year.
///
/// Eq. (4.14): `O' = O (1 + clamp(g_O o (1 + b_e e) (1 - O/max(X_w/h, O0)) dt, -1/2, 1/2))`
///
/// `growth_per_year` g_O; `tool_openness` o and the answer `effort_response` b_e to `effort` e as for wafers in Eq. (4.3): memory is made with the same tools. `needed` X_w/h: what chips
/// of the wafers would take; O0 = 1,000 stacks a year keeps the ratio defined. Source: CHIP021, FORE005.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn next_own_memory_stacks_per_year<const W: usize>(
    own_stacks_per_year: Num<W>,
    growth_per_year: Num<W>,
    tool_openness: Num<W>,
    effort_response: Num<W>,
    effort: Num<W>,
    needed_stacks_per_year: Num<W>,
    step_years: f64,
) -> Num<W> {
    let room = 1.0 - own_stacks_per_year / needed_stacks_per_year.max(Num::splat(1000.0));
    let rate = growth_per_year * tool_openness * (1.0 + effort_response * effort) * room;
    own_stacks_per_year * (1.0 + (rate * step_years).clamp(-0.5, 0.5))
}

/// Memory in store one step later, stacks.
///
/// Eq. (4.15): `M' = M - dt min(M/tau_M, max(0, c_b X/h - O))`
///
/// `stock` M, drawn down over `years` tau_M at the fastest; `controls` c_b of Eq. (4.12); `used` X/h: what the chips bought took; `own` O. Imports that are let through are used first, then own
/// memory, then what was stored. Source: CHIP016.
#[inline(always)]
pub fn next_memory_stock_stacks<const W: usize>(
    stock_stacks: Num<W>,
    years: Scale<W>,
    controls: Num<W>,
    used_stacks_per_year: Num<W>,
    own_stacks_per_year: Num<W>,
    step_years: f64,
) -> Num<W> {
    let wanted = (controls * used_stacks_per_year - own_stacks_per_year).positive();
    stock_stacks - step_years * wanted.min(stock_stacks / years)
}

/// Domestic chips on offer, H100e a year: what wafers and memory both allow.
///
/// Eq. (4.16): `X = min(X_w, (1 - c_b) X_w + h (O + M/tau_M))`
///
/// `from_wafers` X_w of Eq. (4.5); `controls` c_b of Eq. (4.12) bar that part of the memory which it takes; `h100e_per_stack` h; `own` O and the store M over tau_M make up for it.
#[inline(always)]
pub fn offer_h100e_per_year<const W: usize>(
    from_wafers_h100e_per_year: Num<W>,
    controls: Num<W>,
    h100e_per_stack: Num<W>,
    own_stacks_per_year: Num<W>,
    stock_stacks: Num<W>,
    years: Scale<W>,
) -> Num<W> {
    let let_through = (1.0 - controls) * from_wafers_h100e_per_year;
    let served = let_through + h100e_per_stack * (own_stacks_per_year + stock_stacks / years);
    from_wafers_h100e_per_year.min(served)
}

/// One of the two stages of the die bank one step later, H100e.
///
/// Eq. (4.6): `B_k' = B_k + dt (B_(k-1) - B_k)/tau_B, k = 1, 2, with inflow 0 to the first`
#[inline(always)]
pub fn next_bank_stage_h100e<const W: usize>(
    stage_h100e: Num<W>,
    stage_before_h100e: Num<W>,
    years: Scale<W>,
    step_years: f64,
) -> Num<W> {
    stage_h100e + step_years * (stage_before_h100e - stage_h100e) / years
}

/// Log gap between the best frontier chip and the best domestic chip one step later; 0 when the domestic chip is the frontier.
///
/// Eq. (4.7): `q' = clamp(q + dt [r_f - r_d (1 + b_q e) (1 - beta_q (1 - o)) - kappa z q] - sigma_q sqrt(dt) eps, 0, 4)`
///
/// `frontier_rate` r_f and `own_rate` r_d: log performance a year; `effort_response` b_q; `catch_up` kappa times the reach z of new process nodes, Eq. (4.10); `tool_openness` o; `effort` e;
/// `own_rate_exposure` beta_q: how far tool controls slow own design progress; `noise` sigma_q. Source: CHIP022-CHIP024, PROG008.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn next_quality_gap<const W: usize>(
    gap: Num<W>,
    frontier_rate_per_year: Num<W>,
    own_rate_per_year: Num<W>,
    effort_response: Num<W>,
    own_rate_exposure: Num<W>,
    catch_up_per_year: Num<W>,
    node_reach: Num<W>,
    tool_openness: Num<W>,
    effort: Num<W>,
    noise: Num<W>,
    shock: Num<W>,
    step_years: f64,
) -> Num<W> {
    let own = own_rate_per_year * (1.0 + effort_response * effort) * (1.0 - own_rate_exposure * (1.0 - tool_openness));
    let catching_up = catch_up_per_year * node_reach * gap;
    // Good luck narrows the gap, so a positive shock, which also means more capacity, is subtracted.
    (gap + step_years * (frontier_rate_per_year - own - catching_up) - noise * shock * step_years.sqrt())
        .clamp(0.0, 4.0)
}

/// Hazard that the agent escapes tool controls, a year; its chance in a step follows from Eq. (0.6).
///
/// Eq. (4.8): `hazard = h_E E^2`
///
/// `at_one_effort_year` h_E a year; `effort_years` E: effort of Eq. (4.1) added up since January 2023. Source: FORE001.
#[inline(always)]
pub fn escape_hazard_per_year<const W: usize>(at_one_effort_year: Num<W>, effort_years: Num<W>) -> Num<W> {
    at_one_effort_year * effort_years * effort_years
}

/// Energy per operation of new domestic chips over new frontier chips.
///
/// Eq. (4.9): `pi = min(8, pi_0^(q/q_0))`
///
/// `penalty_at_reference` pi_0 at the gap `reference_gap` q_0: a chip that is further behind needs more energy (CHIP029), up to eight times as much: old nodes fall behind in
/// density more than in energy.
#[inline(always)]
pub fn energy_penalty<const W: usize>(penalty_at_reference: Num<W>, gap: Num<W>, reference_gap: Scale<W>) -> Num<W> {
    penalty_at_reference.pow(gap / reference_gap).min(Num::splat(8.0))
}

/// Reach of new process nodes one step later: how much of what the frontier knows a new node has just opened.
///
/// Eq. (4.10): `z' = z (1 - dt/tau_n) + step, where step comes with hazard h_n o (1 + b_n e)`
///
/// `years` tau_n: time in which a new node is used up; `step` 1 in a month in which a node is reached; `hazard_per_year` h_n without tool controls and effort. While a country stays on one node only design moves its
/// chips, and the frontier moves away.
#[inline(always)]
pub fn next_node_reach<const W: usize>(reach: Num<W>, years: Scale<W>, step: Num<W>, step_years: f64) -> Num<W> {
    reach * (1.0 - step_years / years) + step
}

/// Domestic chips that one training run can use as if they were frontier chips, share.
///
/// Eq. (4.11): `x = exp(-zeta q)`
///
/// `response` zeta: how a wider gap q makes large clusters of domestic chips less efficient (CHIP022, CHIP023).
#[inline(always)]
pub fn cluster_efficiency<const W: usize>(response: Num<W>, gap: Num<W>) -> Num<W> {
    (-(response * gap)).exp()
}
