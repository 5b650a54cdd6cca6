//! Stages 4 to 8: money, chips, fabs, compute.

use super::chance::strikes;
use super::events::{EventKind, Log};
use super::state::{State, log_of_chips};
use super::step::Context;
use crate::equations::{chip_controls, fabs, mandate, power, private_investment, state_funding};
use crate::numeric::Num;
use crate::scenario::agents::Agent;
use crate::scenario::levers::Lever;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::shocks::Shock;
use crate::scenario::time::STEP_YEARS;

/// M1: Eq. (1.1) to (1.3). Off: private investment keeps its share of the economy of January 2023.
#[inline(always)]
pub fn invest<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    let shared = context.shared();
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let out = &mut next.agents[agent.index()];
        out.gdp_usd_bn = own.gdp_usd_bn * (1.0 + STEP_YEARS * parameters.gdp_growth_per_year);
        out.private_usd_bn_per_year = if context.on(Mechanism::PrivateInvestment) {
            let mood = private_investment::investor_mood(
                parameters.investor_threat_response,
                out.threat,
                parameters.investor_distrust_response,
                own.distrust,
                parameters.investor_progress_response,
                own.own_pace_eci_per_year,
                shared.usual_pace,
            );
            private_investment::next_investment_usd_bn_per_year(
                own.private_usd_bn_per_year,
                private_investment::ceiling_usd_bn_per_year(parameters.private_ceiling_share, out.gdp_usd_bn),
                parameters.private_growth_per_year,
                mood,
                own.rally_per_year,
                parameters.investment_burden_per_year,
                out.regulation,
                parameters.private_noise,
                context.shock(Shock::UsInvestment, agent),
                STEP_YEARS,
            )
        } else {
            own.private_usd_bn_per_year * out.gdp_usd_bn / own.gdp_usd_bn
        };
    }
}

/// M2: Eq. (2.1) to (2.3). Off: mobilisation stays at its level of January 2023.
#[inline(always)]
pub fn fund<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    let shared = context.shared();
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let suffered = next.of(agent.rival()).levers.chip_controls;
        let out = &mut next.agents[agent.index()];
        if context.on(Mechanism::StateFunding) {
            let mut before = state_funding::pressure(
                parameters.standing_pressure,
                shared.pressure_mobilisation_weight,
                out.levers.mobilisation,
                shared.pressure_lag_weight,
                out.perceived_lag_months,
                shared.pressure_controls_weight,
                suffered,
                shared.pressure_distrust_weight,
                own.distrust,
            );
            for (stage, now_stage) in out.pressure_stages.iter_mut().zip(own.pressure_stages) {
                *stage =
                    state_funding::next_delay_stage(now_stage, before, shared.mobilisation_delay_years, STEP_YEARS);
                before = now_stage;
            }
        }
        out.state_usd_bn_per_year = state_funding::next_funding_usd_bn_per_year(
            own.state_usd_bn_per_year,
            shared.state_adjustment_per_year,
            out.levers.state_funding,
            parameters.state_full_share,
            out.gdp_usd_bn,
            out.mobilised(),
            STEP_YEARS,
        );
        out.spending_usd_bn = own.spending_usd_bn + STEP_YEARS * out.spending_usd_bn_per_year();
    }
}

/// M3 and M5: Eq. (3.1) to (3.8) and (5.1). Off (M3): everything may be bought, nothing is smuggled or bought ahead.
#[inline(always)]
pub fn trade_chips<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    let shared = context.shared();
    next.price_trend_usd_k = now.price_trend_usd_k * (1.0 - STEP_YEARS * shared.price_decline_per_year);
    next.price_scarcity = now.price_scarcity * (1.0 - STEP_YEARS / shared.price_scarcity_years);
    let price = next.price_usd_k_per_h100e();
    let on = context.on(Mechanism::ChipControls);
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let rival = &next.of(agent.rival()).levers;
        let (stringency, enforcement) = (rival.chip_controls, rival.enforcement);
        let changed = stringency.differs(now.of(agent.rival()).levers.chip_controls);
        let out = &mut next.agents[agent.index()];
        let demand = chip_controls::demand_h100e_per_year(
            parameters.compute_share,
            out.private_usd_bn_per_year,
            parameters.state_compute_weight,
            out.state_usd_bn_per_year,
            own.powered_share,
            shared.power_shortage_response,
            price,
        );
        let domestic = own.domestic_h100e_per_year;
        let wish = chip_controls::foreign_wish_share(domestic, demand);
        let allowed = if changed.any() {
            chip_controls::allowed_share(
                stringency,
                shared.control_number_exponent,
                shared.control_quality_penalty,
            )
        } else {
            own.allowed_share
        };
        let forbidden = mandate::forbidden_share(out.levers.mandate, parameters.own_frontier_share);
        let permitted = demand * wish * allowed * (1.0 - forbidden);
        let announced = if on {
            announced_rise(context, agent.rival())
        } else {
            Num::ZERO
        };
        let ahead = chip_controls::bought_ahead_h100e_per_year(shared.stockpile_response, announced, permitted);
        let imports = chip_controls::imports_h100e_per_year(
            demand,
            wish,
            allowed,
            forbidden,
            ahead,
            own.bought_ahead_h100e,
            shared.stockpile_years,
        );
        let used_up = (own.bought_ahead_h100e / shared.stockpile_years).min(permitted + ahead);
        let unmet = chip_controls::unmet_h100e_per_year(demand, imports, domestic);
        let smuggled = if on {
            chip_controls::smuggled_h100e_per_year(
                enforcement,
                shared.leak_share,
                unmet,
                shared.diverted_share,
                now.of(agent.rival()).imports_h100e_per_year,
            ) * (1.0 - parameters.own_frontier_share)
        } else {
            Num::ZERO
        };
        out.demand_h100e_per_year = demand;
        out.allowed_share = allowed;
        out.imports_h100e_per_year = imports;
        out.bought_ahead_h100e = own.bought_ahead_h100e + STEP_YEARS * (ahead - used_up);
        out.unmet_h100e_per_year = unmet;
        out.prevented_h100e_per_year = (demand * wish - imports).positive();
        out.smuggled_h100e_per_year = smuggled;
        out.imports_cumulative_h100e = own.imports_cumulative_h100e + STEP_YEARS * imports;
        out.smuggled_cumulative_h100e = own.smuggled_cumulative_h100e + STEP_YEARS * smuggled;
    }
}

/// By how much an agent's chip controls are publicly known to tighten.
#[inline(always)]
fn announced_rise<const W: usize>(context: Context<'_, W>, controller: Agent) -> Num<W> {
    match controller {
        Agent::UnitedStates => {
            let path = context.scenario.lever(Lever::UsChipControls);
            let announced = Num::splat(path.announced_rise[context.month]);
            match context.imposed.lever(Lever::UsChipControls) {
                Some(setting) => setting
                    .is_set
                    .select(Num::splat(path.announced_in_history[context.month]), announced),
                None => announced,
            }
        }
        Agent::China => Num::ZERO,
    }
}

/// M4: Eq. (4.1) to (4.8). Off: capacity, yield and the quality gap stay as they were in January 2023; the die bank is still used.
#[inline(always)]
pub fn build_fabs<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>, log: &mut Log<'_>) {
    let shared = context.shared();
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let tool_controls = next.of(agent.rival()).levers.tool_controls;
        let out = &mut next.agents[agent.index()];
        let release = own.die_bank_h100e[1] / parameters.die_bank_years;
        let mut inflow = Num::ZERO;
        for (stage, before) in out.die_bank_h100e.iter_mut().zip(own.die_bank_h100e) {
            *stage = fabs::next_bank_stage_h100e(before, inflow, parameters.die_bank_years, STEP_YEARS);
            inflow = before;
        }
        // An agent that has no chips but the frontier's has no gap to close either.
        let has_own = own.fab_capacity_h100e_per_year.gt(Num::ZERO) | parameters.own_frontier_share.lt(Num::ONE);
        if context.on(Mechanism::Fabs) && has_own.any() {
            let (capacity, demand) = (own.fab_capacity_h100e_per_year, out.demand_h100e_per_year);
            let unmet_share = out.unmet_h100e_per_year / demand.max(Num::ONE);
            let forbidden = mandate::forbidden_share(out.levers.mandate, parameters.own_frontier_share);
            let effort = fabs::effort(
                shared.effort_unmet_weight,
                unmet_share,
                shared.effort_mandate_weight,
                forbidden,
                shared.effort_mobilisation_weight,
                out.mobilised(),
            );
            let effort_years = own.effort_years + STEP_YEARS * effort;
            let hazard = fabs::escape_hazard_per_year(shared.tool_escape_per_year, effort_years);
            let escapes = strikes(context.shock(Shock::UsToolBreakthrough, agent), hazard, STEP_YEARS)
                & own.tools_escaped.lt(Num::ONE)
                & capacity.gt(Num::ZERO);
            let tools_escaped = escapes.select(Num::ONE, own.tools_escaped);
            log.push(escapes, Some(agent), EventKind::ToolBreakthrough, Num::ONE);
            let openness = fabs::openness_to_tools(shared.tool_bite, tool_controls, tools_escaped);
            let shock = context.shock(Shock::UsFabs, agent);
            out.fab_capacity_h100e_per_year = fabs::next_capacity_h100e_per_year(
                capacity,
                parameters.fab_growth_per_year,
                openness,
                shared.fab_effort_response,
                effort,
                own.fab_yield,
                shared.fab_headroom,
                demand,
                parameters.fab_noise,
                shock,
                STEP_YEARS,
            );
            out.fab_yield = fabs::fab_yield(
                shared.yield_highest,
                shared.yield_2023,
                own.domestic_cumulative_h100e,
                shared.yield_reference,
                shared.yield_learning,
            );
            out.chip_gap = fabs::next_quality_gap(
                own.chip_gap,
                shared.frontier_chip_rate_per_year,
                parameters.own_chip_rate_per_year,
                shared.own_rate_effort_response,
                shared.own_rate_exposure,
                shared.chip_catch_up_per_year,
                openness,
                effort,
                shared.chip_gap_noise,
                shock,
                STEP_YEARS,
            );
            out.effort = effort;
            out.effort_years = effort_years;
            out.tools_escaped = tools_escaped;
        }
        out.domestic_h100e_per_year =
            fabs::domestic_h100e_per_year(out.fab_capacity_h100e_per_year, out.fab_yield, release);
        out.domestic_cumulative_h100e = own.domestic_cumulative_h100e + STEP_YEARS * out.domestic_h100e_per_year;
    }
}

/// M6: Eq. (6.1) to (6.5). Off: power never binds.
#[inline(always)]
pub fn build_compute<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    let shared = context.shared();
    next.kw_per_h100e = now.kw_per_h100e * (1.0 - STEP_YEARS * shared.kw_decline_per_year);
    let kw_per_h100e = next.kw_per_h100e;
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let out = &mut next.agents[agent.index()];
        let grown = |stock, inflow| power::next_stock(stock, inflow, shared.retirement_per_year, STEP_YEARS);
        out.foreign_stock_h100e = grown(own.foreign_stock_h100e, out.imports_h100e_per_year);
        out.smuggled_stock_h100e = grown(own.smuggled_stock_h100e, out.smuggled_h100e_per_year);
        out.domestic_stock_h100e = grown(own.domestic_stock_h100e, out.domestic_h100e_per_year);
        let need = power::new_power_need_gw_per_year(
            kw_per_h100e,
            out.imports_h100e_per_year + out.smuggled_h100e_per_year,
            parameters.domestic_energy_penalty,
            out.domestic_h100e_per_year,
        );
        out.power_need_gw = grown(own.power_need_gw, need);
        out.power_gw = power::next_power_gw(
            own.power_gw,
            out.levers.build_power,
            parameters.power_growth_per_year,
            parameters.power_ceiling,
            STEP_YEARS,
        );
        out.powered_share = if context.on(Mechanism::Power) {
            power::powered_share(shared.ai_power_share, out.power_gw, out.power_need_gw)
        } else {
            Num::ONE
        };
        out.log_usable_h100e = log_of_chips(out.usable_h100e());
        out.running_cost_usd_bn_per_year = power::running_cost_usd_bn_per_year(
            parameters.energy_price.value(),
            out.power_need_gw * out.powered_share,
            shared.operation_overhead,
        );
    }
}
