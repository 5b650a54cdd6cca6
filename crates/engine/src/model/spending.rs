//! Stages 4 to 6 and 14: investment and state funding, money for compute and orders of power, and what AI gives back to the economy.

use super::context::Context;
use super::state::State;
use crate::equations::{budget, output, power, private_investment, state_funding};
use crate::numeric::{Num, Scale};
use crate::scenario::agents::Agent;
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
        let growth = parameters.gdp_growth_per_year + threshold_growth_per_year(context, now, agent);
        out.gdp_usd_bn = own.gdp_usd_bn * (1.0 + STEP_YEARS * growth);
        out.private_usd_bn_per_year = if context.on(Mechanism::PrivateInvestment) {
            // Without rivalry investors look at progress alone.
            let felt = |response| {
                if context.on(Mechanism::Rivalry) {
                    response
                } else {
                    Num::ZERO
                }
            };
            let mood = private_investment::investor_mood(
                felt(parameters.investor_threat_response),
                out.threat,
                felt(parameters.investor_distrust_response),
                own.distrust,
                parameters.investor_progress_response,
                own.own_pace_eci_per_year,
                shared.usual_pace,
            );
            private_investment::next_investment_usd_bn_per_year(
                own.private_usd_bn_per_year,
                private_investment::ceiling_usd_bn_per_year(
                    parameters.private_ceiling_share,
                    shared.output_reinvested,
                    own.ai_output_share,
                    out.gdp_usd_bn,
                ),
                parameters.private_growth_per_year,
                shared.idle_money_brake,
                own.carried_usd_bn / own.budget_usd_bn_per_year,
                mood,
                own.rally_per_year,
                parameters.investment_burden_per_year,
                out.regulation,
                parameters.private_noise,
                context.shock_of(Shock::UsInvestment, agent),
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
            // Without rivalry officials press for what the lever asks, whatever the rival does.
            let felt = |weight| {
                if context.on(Mechanism::Rivalry) {
                    weight
                } else {
                    Num::ZERO
                }
            };
            let mut before = state_funding::pressure(
                parameters.standing_pressure,
                shared.pressure_mobilisation_weight,
                out.levers.mobilisation,
                felt(shared.pressure_lag_weight),
                out.perceived_lag_months,
                felt(shared.pressure_controls_weight),
                suffered,
                felt(shared.pressure_distrust_weight),
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

/// Eq. (20.1), (20.2), (20.4), (20.5), (6.3), (6.6): last month's compute is paid for first, then power and buildings are ordered and paid for; what is left is for chips. Orders come on
/// line through three stages, Eq. (2.2).
#[inline(always)]
pub fn spend<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    let shared = context.shared();
    next.kw_per_h100e =
        now.kw_per_h100e - STEP_YEARS * shared.kw_decline_per_year * (now.kw_per_h100e - shared.kw_per_h100e_limit);
    next.price_per_kw_usd_k = now.price_per_kw_usd_k * (1.0 - STEP_YEARS * shared.price_decline_per_year);
    // Last month's scarcity: this month's orders are not yet known.
    let full_cost = Scale::from(next.price_per_kw_usd_k * (1.0 + now.price_scarcity) + shared.facility_cost);
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let out = &mut next.agents[agent.index()];
        out.compute_share_missing = own.compute_share_missing * (1.0 - STEP_YEARS / shared.compute_share_years);
        let money = budget::compute_budget_usd_bn_per_year(
            parameters.compute_share,
            out.compute_share_missing,
            out.private_usd_bn_per_year,
            parameters.state_compute_weight,
            out.state_usd_bn_per_year,
        );
        out.budget_usd_bn_per_year = money;
        out.budget_growth_per_year = budget::next_budget_growth_per_year(
            own.budget_growth_per_year,
            own.budget_usd_bn_per_year,
            money,
            STEP_YEARS,
        );
        let spendable = budget::spendable_usd_bn_per_year(money, own.carried_usd_bn);
        let running = own.running_cost_usd_bn_per_year.min(spendable);
        let left = spendable - running;
        let permitted = power::permitted_gw_per_year(
            own.power_gw(),
            out.levers.build_power,
            parameters.power_growth_per_year,
            parameters.power_ceiling,
        );
        let delay = parameters.power_delay_years;
        let wanted = budget::power_wanted_gw_per_year(
            left,
            full_cost,
            shared.facility_cost,
            shared.retirement_per_year * own.power_need_gw,
            out.budget_growth_per_year,
            delay.value(),
            own.power_need_gw,
            shared.power_margin,
            own.ai_power_gw,
            own.power_under_way_gw(delay),
        );
        let cost =
            power::facility_cost_usd_bn_per_gw(shared.facility_cost, shared.facility_congestion, wanted, permitted);
        let ordered = wanted.min(permitted).min(left / cost);
        let mut before = ordered;
        for (stage, now_stage) in out
            .power_stages_gw_per_year
            .iter_mut()
            .zip(own.power_stages_gw_per_year)
        {
            *stage = state_funding::next_delay_stage(now_stage, before, delay, STEP_YEARS);
            before = now_stage;
        }
        out.ai_power_gw = own.ai_power_gw + STEP_YEARS * before;
        out.other_power_gw = power::next_other_power_gw(
            own.other_power_gw,
            shared.other_power_growth_per_year,
            shared.other_power_share,
            parameters.power_ceiling,
            STEP_YEARS,
        );
        out.running_paid_usd_bn_per_year = running;
        out.facility_cost_usd_bn_per_gw = cost;
        out.facility_usd_bn_per_year = cost * ordered;
        // Rounding may not leave less than nothing.
        out.chip_money_usd_bn_per_year = (left - cost * ordered).positive();
    }
}

/// M20: Eq. (21.1) and (21.2). Off: AI adds nothing to the economy.
#[inline(always)]
pub fn produce<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    if !context.on(Mechanism::Output) {
        return;
    }
    let shared = context.shared();
    for agent in Agent::ALL {
        let out = &mut next.agents[agent.index()];
        let reachable = output::reachable_share(
            shared.output_full_share,
            out.log10_effective,
            shared.threshold_log10,
            shared.output_width,
            out.served_use,
        );
        out.ai_output_share = output::next_share(
            now.of(agent).ai_output_share,
            reachable,
            shared.output_years,
            STEP_YEARS,
        );
    }
}

/// Growth that passing the threshold adds, a year: none before it.
#[inline(always)]
fn threshold_growth_per_year<const W: usize>(context: Context<'_, W>, now: &State<W>, agent: Agent) -> Num<W> {
    if context.on(Mechanism::Output) {
        now.of(agent)
            .passed_threshold
            .select(context.shared().threshold_growth_per_year, Num::ZERO)
    } else {
        Num::ZERO
    }
}
