//! Stages 7 to 9: chips, fabs, compute.

use super::chance::strikes;
use super::context::{Context, both};
use super::division::divide_compute;
use super::events::{EventKind, Log};
use super::named_events::begins;
use super::policy::Levers;
use super::state::{State, log_of_chips};
use crate::equations::{budget, chip_controls, cost, fabs, mandate, named_events, power};
use crate::numeric::{Num, Scale};
use crate::scenario::agents::Agent;
use crate::scenario::levers::Lever;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::named_events::NamedEvent;
use crate::scenario::shocks::Shock;
use crate::scenario::time::STEP_YEARS;

/// What an agent orders in a month, before the world's supply is shared out.
#[derive(Clone, Copy)]
struct Order<const W: usize> {
    /// Legal purchases wished for, H100e a year.
    wished: Num<W>,
    /// What would be bought of foreign chips if no rule barred any.
    rule_free: Num<W>,
    /// What the rival's rules let through of it.
    allowed: Num<W>,
    ahead: Num<W>,
    forbidden: Num<W>,
    /// Price of permitted chips per H100e over that of frontier chips, without and with the fee for a licence.
    dearer: Num<W>,
    licensed: Num<W>,
    /// Money and power that domestic chips leave, USD bn and GW a year.
    money: Num<W>,
    room: Num<W>,
}

/// M3, M5 and M19: Eq. (3.1) to (3.15), (5.1), (5.2), (18.5) and (20.3). Off (M3): everything may be bought, nothing is smuggled or bought ahead. Off (M19): supply
/// meets all orders and the price carries no changing premium.
#[inline(always)]
pub fn trade_chips<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>, log: &mut Log<'_>) {
    let shared = context.shared();
    let price = chip_controls::price_usd_k_per_h100e(next.price_per_kw_usd_k, next.kw_per_h100e, now.price_scarcity);
    // Both agents divide by the price and by the power of a chip, several times.
    let (price, kw) = (Scale::from(price), Scale::from(next.kw_per_h100e));
    let orders = [
        order(context, now, next, Agent::UnitedStates, price, kw),
        order(context, now, next, Agent::China, price, kw),
    ];
    let limits = both(|agent: Agent| {
        let Levers {
            licence_quota,
            chip_controls,
            ..
        } = next.of(agent.rival()).levers;
        let rival_wished = orders[agent.rival().index()].wished;
        chip_controls::licence_limit_h100e_per_year(licence_quota, chip_controls, rival_wished)
    });
    let wished_by = |agent: Agent| orders[agent.index()].wished.min(limits[agent.index()]);
    let ordered_by = |agent: Agent| {
        let home = context.parameters(agent).own_frontier_share;
        wished_by(agent) * (1.0 + shared.rest_of_world_ratio * home)
    };
    let ordered_gw = 1e-6 * kw.value() * (ordered_by(Agent::UnitedStates) + ordered_by(Agent::China));
    let served = if context.on(Mechanism::WorldSupply) {
        let supply = now.supply_gw_per_year;
        let counter_controls = next.of(Agent::China).levers.counter_controls;
        let deliverable = chip_controls::deliverable_supply_gw_per_year(supply, shared.material_bite, counter_controls);
        let delivered = match context.months_since(NamedEvent::Taiwan) {
            None => deliverable,
            Some(months) => {
                let missing = named_events::missing_supply_share(
                    months,
                    shared.taiwan_loss,
                    shared.taiwan_recovery_years,
                    STEP_YEARS,
                );
                log.push(
                    begins(months),
                    None,
                    EventKind::Named(NamedEvent::Taiwan),
                    shared.taiwan_loss,
                );
                deliverable * (1.0 - missing)
            }
        };
        let log_ratio = (ordered_gw.max(Num::splat(1e-6)) / delivered).ln();
        next.price_scarcity = chip_controls::next_scarcity(
            now.price_scarcity,
            log_ratio,
            shared.scarcity_speed_per_year,
            STEP_YEARS,
        );
        next.supply_gw_per_year = chip_controls::next_supply_gw_per_year(
            supply,
            log_ratio,
            shared.supply_growth_per_year,
            shared.supply_2023,
            shared.supply_slowing,
            STEP_YEARS,
        );
        (delivered / ordered_gw.max(Num::splat(1e-6))).min(Num::ONE)
    } else {
        Num::ONE
    };
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let order = &orders[agent.index()];
        let enforcement = next.of(agent.rival()).levers.enforcement;
        let out = &mut next.agents[agent.index()];
        let imports = served * wished_by(agent);
        let permitted = order.allowed * (1.0 - order.forbidden);
        let used_up = (own.bought_ahead_h100e / shared.stockpile_years).min(permitted + order.ahead);
        let money = order.money - 1e-6 * price.value() * order.licensed * imports;
        let smuggled = if context.on(Mechanism::ChipControls) {
            (chip_controls::smuggled_h100e_per_year(
                enforcement,
                shared.leak_share,
                order.rule_free - order.allowed.min(limits[agent.index()]),
                shared.diverted_share,
                now.of(agent.rival()).imports_h100e_per_year,
            ) * (1.0 - parameters.own_frontier_share))
                .min(1e6 * money.positive() / price / shared.smuggling_premium)
                .min((1e6 * order.room / kw - imports).positive())
        } else {
            Num::ZERO
        };
        let domestic = out.domestic_h100e_per_year;
        out.imports_h100e_per_year = imports;
        out.bought_ahead_h100e = own.bought_ahead_h100e + STEP_YEARS * (order.ahead - used_up);
        out.unmet_h100e_per_year = chip_controls::unmet_h100e_per_year(out.demand_h100e_per_year, imports, domestic);
        out.prevented_h100e_per_year = (served * order.rule_free - imports).positive();
        out.smuggled_h100e_per_year = smuggled;
        out.imports_cumulative_h100e = own.imports_cumulative_h100e + STEP_YEARS * imports;
        out.smuggled_cumulative_h100e = own.smuggled_cumulative_h100e + STEP_YEARS * smuggled;
        out.chip_usd_bn_per_year =
            out.chip_money_usd_bn_per_year - money + 1e-6 * shared.smuggling_premium.value() * price.value() * smuggled;
        out.licence_fees_usd_bn_per_year =
            cost::licence_fees_usd_bn_per_year(price.value(), order.licensed, order.dearer, imports);
        let spent = out.running_paid_usd_bn_per_year + out.facility_usd_bn_per_year + out.chip_usd_bn_per_year;
        out.returned_usd_bn_per_year = own.carried_usd_bn / shared.carried_years;
        out.carried_usd_bn = budget::next_carried_usd_bn(
            own.carried_usd_bn,
            out.budget_usd_bn_per_year,
            spent,
            shared.carried_years,
            STEP_YEARS,
        );
    }
}

/// Domestic chips are bought first, then foreign ones are ordered with what money and power are left.
#[inline(always)]
fn order<const W: usize>(
    context: Context<'_, W>,
    now: &State<W>,
    next: &mut State<W>,
    agent: Agent,
    price: Scale<W>,
    kw: Scale<W>,
) -> Order<W> {
    let shared = context.shared();
    let (own, parameters) = (now.of(agent), context.parameters(agent));
    let Levers {
        chip_controls: stringency,
        licence_fee,
        ..
    } = next.of(agent.rival()).levers;
    let changed = stringency.differs(now.of(agent.rival()).levers.chip_controls);
    let out = &mut next.agents[agent.index()];
    let room = if context.on(Mechanism::Power) {
        let staying = own.power_need_gw * (1.0 - STEP_YEARS * shared.retirement_per_year);
        ((out.ai_power_gw * (1.0 + shared.power_margin) - staying) / STEP_YEARS).positive()
    } else {
        Num::splat(1e6)
    };
    let money = out.chip_money_usd_bn_per_year;
    let demand = chip_controls::demand_h100e_per_year(money, price, room, kw);
    let domestic = own
        .domestic_offer_h100e_per_year
        .min(1e6 * money / price / shared.domestic_price_ratio)
        .min(1e6 * room / kw / own.energy_penalty);
    let (money, room) = (
        (money - 1e-6 * shared.domestic_price_ratio.value() * price.value() * domestic).positive(),
        (room - 1e-6 * own.energy_penalty * kw.value() * domestic).positive(),
    );
    let wish = chip_controls::foreign_wish_share(domestic, demand);
    let allowed_number = if changed.any() {
        chip_controls::allowed_number(stringency, shared.control_number_exponent)
    } else {
        own.allowed_number
    };
    let dearer = chip_controls::dearer(stringency, shared.control_quality_penalty);
    let licensed = chip_controls::licensed_price_ratio(dearer, stringency, licence_fee);
    let affordable_at_par = 1e6 * money / price;
    let affordable = affordable_at_par / licensed;
    let powered = 1e6 * room / kw;
    let allowed = allowed_number * wish * affordable.min(powered);
    let forbidden = mandate::kept_out_share(
        mandate::forbidden_share(out.levers.mandate, parameters.own_frontier_share),
        out.levers.import_block,
        parameters.own_frontier_share,
    );
    let announced = if context.on(Mechanism::ChipControls) {
        announced_rise(context, agent.rival())
    } else {
        Num::ZERO
    };
    let ahead =
        chip_controls::bought_ahead_h100e_per_year(shared.stockpile_response, announced, allowed * (1.0 - forbidden));
    out.demand_h100e_per_year = demand;
    out.domestic_h100e_per_year = domestic;
    out.allowed_number = allowed_number;
    Order {
        wished: chip_controls::imports_wished_h100e_per_year(
            allowed,
            forbidden,
            ahead,
            own.bought_ahead_h100e,
            shared.stockpile_years,
            affordable.min(powered),
        ),
        rule_free: wish * affordable_at_par.min(powered),
        allowed,
        ahead,
        forbidden,
        dearer,
        licensed,
        money,
        room,
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

/// M4: Eq. (4.1) to (4.16). Off: capacity, yield and the quality gap stay as they were in January 2023, and memory does not bind; the die bank is still used.
#[inline(always)]
pub fn build_fabs<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>, log: &mut Log<'_>) {
    let shared = context.shared();
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let Levers {
            tool_controls,
            memory_controls,
            allied_compliance,
            ..
        } = next.of(agent.rival()).levers;
        let out = &mut next.agents[agent.index()];
        let release = own.die_bank_h100e[1] / parameters.die_bank_years;
        let mut inflow = Num::ZERO;
        for (stage, before) in out.die_bank_h100e.iter_mut().zip(own.die_bank_h100e) {
            *stage = fabs::next_bank_stage_h100e(before, inflow, parameters.die_bank_years, STEP_YEARS);
            inflow = before;
        }
        let mut memory_barred = Num::ZERO;
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
            let escapes = strikes(context.shock_of(Shock::UsToolBreakthrough, agent), hazard, STEP_YEARS)
                & own.tools_escaped.lt(Num::ONE)
                & capacity.gt(Num::ZERO);
            let tools_escaped = escapes.select(Num::ONE, own.tools_escaped);
            log.push(escapes, Some(agent), EventKind::ToolBreakthrough, Num::ONE);
            let tool_controls = fabs::binding_controls(tool_controls, shared.allied_tool_share, allied_compliance);
            let openness = fabs::openness_to_tools(shared.tool_bite, tool_controls, tools_escaped);
            let hazard = openness * shared.node_step_per_year * (1.0 + shared.node_effort_response * effort);
            let reached = strikes(context.shock_of(Shock::UsNode, agent), hazard, STEP_YEARS) & capacity.gt(Num::ZERO);
            out.node_reach = fabs::next_node_reach(own.node_reach, shared.node_years, reached.as_num(), STEP_YEARS);
            let shock = context.shock_of(Shock::UsFabs, agent);
            out.chip_gap = fabs::next_quality_gap(
                own.chip_gap,
                shared.frontier_chip_rate_per_year,
                parameters.own_chip_rate_per_year,
                shared.own_rate_effort_response,
                shared.own_rate_exposure,
                shared.chip_catch_up_per_year,
                own.node_reach,
                openness,
                effort,
                shared.chip_gap_noise,
                shock,
                STEP_YEARS,
            );
            let chip_progress = shared.frontier_chip_rate_per_year - (out.chip_gap - own.chip_gap) / STEP_YEARS;
            out.fab_capacity_h100e_per_year = fabs::next_capacity_h100e_per_year(
                capacity,
                parameters.fab_growth_per_year,
                shared.fab_density_share,
                chip_progress,
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
            out.energy_penalty =
                fabs::energy_penalty(parameters.domestic_energy_penalty, out.chip_gap, shared.gap_reference);
            out.effort = effort;
            out.effort_years = effort_years;
            out.tools_escaped = tools_escaped;

            memory_barred = fabs::binding_controls(memory_controls, shared.allied_memory_share, allied_compliance);
            out.h100e_per_stack =
                fabs::next_h100e_per_stack(own.h100e_per_stack, shared.fab_density_share, chip_progress, STEP_YEARS);
            let from_wafers = fabs::domestic_h100e_per_year(out.fab_capacity_h100e_per_year, out.fab_yield, release);
            out.own_memory_stacks_per_year = fabs::next_own_memory_stacks_per_year(
                own.own_memory_stacks_per_year,
                shared.memory_growth_per_year,
                openness,
                shared.fab_effort_response,
                effort,
                from_wafers / out.h100e_per_stack,
                STEP_YEARS,
            );
            out.memory_stock_stacks = fabs::next_memory_stock_stacks(
                own.memory_stock_stacks,
                shared.memory_stock_years,
                memory_barred,
                out.domestic_h100e_per_year / own.h100e_per_stack,
                own.own_memory_stacks_per_year,
                STEP_YEARS,
            );
        }
        out.domestic_offer_h100e_per_year = fabs::offer_h100e_per_year(
            fabs::domestic_h100e_per_year(out.fab_capacity_h100e_per_year, out.fab_yield, release),
            memory_barred,
            out.h100e_per_stack,
            out.own_memory_stacks_per_year,
            out.memory_stock_stacks,
            shared.memory_stock_years,
        );
        out.domestic_cumulative_h100e = own.domestic_cumulative_h100e + STEP_YEARS * out.domestic_h100e_per_year;
    }
}

/// M6: Eq. (6.1) to (6.5). Off: power never binds.
#[inline(always)]
pub fn build_compute<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    let shared = context.shared();
    let kw_per_h100e = next.kw_per_h100e;
    let rent = Scale::from(budget::rent_usd_bn_per_h100e_year(
        shared.rent_share_per_year,
        next.price_usd_k_per_h100e(),
        shared.facility_cost,
        kw_per_h100e,
    ));
    for agent in Agent::ALL {
        let frontier_abroad = now.of(agent.rival()).installed_h100e();
        let Levers {
            enforcement,
            remote_access_controls,
            ..
        } = next.of(agent.rival()).levers;
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let out = &mut next.agents[agent.index()];
        let grown = |stock, inflow| power::next_stock(stock, inflow, shared.retirement_per_year, STEP_YEARS);
        out.foreign_stock_h100e = grown(own.foreign_stock_h100e, out.imports_h100e_per_year);
        out.smuggled_stock_h100e = grown(own.smuggled_stock_h100e, out.smuggled_h100e_per_year);
        out.domestic_stock_h100e = grown(own.domestic_stock_h100e, out.domestic_h100e_per_year);
        let need = power::new_power_need_gw_per_year(
            kw_per_h100e,
            out.imports_h100e_per_year + out.smuggled_h100e_per_year,
            own.energy_penalty,
            out.domestic_h100e_per_year,
        );
        out.power_need_gw = grown(own.power_need_gw, need);
        out.powered_share = if context.on(Mechanism::Power) {
            power::powered_share(out.ai_power_gw, out.power_need_gw)
        } else {
            Num::ONE
        };
        let elsewhere = 1.0 - parameters.own_frontier_share;
        let left = out.chip_money_usd_bn_per_year - out.chip_usd_bn_per_year + rent.value() * own.rented_h100e;
        out.rented_h100e = budget::next_rented_h100e(
            own.rented_h100e,
            shared.rent_adjustment_per_year,
            left.positive() / rent,
            budget::rentable_h100e(
                elsewhere * shared.rentable_share,
                enforcement,
                shared.rest_of_world_ratio,
                frontier_abroad,
                remote_access_controls,
            ),
            STEP_YEARS,
        );
        out.log_usable_h100e = log_of_chips(out.usable_h100e());
        out.running_cost_usd_bn_per_year = power::running_cost_usd_bn_per_year(
            parameters.energy_price.value(),
            out.drawn_gw(shared.ai_load),
            shared.operation_overhead,
        ) + rent.value() * out.rented_h100e;
    }
    divide_compute(context, now, next);
}
