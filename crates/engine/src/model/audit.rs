//! The accounts that must balance in every month of every world, worked out anew from the states at the two ends of a month.
//!
//! An audit reads states, parameters and equations of prices, and none of the stages that wrote them: money, power, energy, chips and shares are added up a second time.

use super::context::Context;
use super::state::State;
use crate::equations::{budget, chip_controls, division as uses, fabs};
use crate::numeric::Num;
use crate::scenario::agents::Agent;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::time::STEP_YEARS;

macro_rules! accounts {
    ($($variant:ident $key:literal $equations:literal $statement:literal,)*) => {
        /// An identity between quantities of the model.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Account { $(#[doc = $statement] $variant,)* }

        impl Account {
            /// All accounts, in table order.
            pub const ALL: [Self; ACCOUNTS] = [$(Self::$variant,)*];
            /// Name in tables.
            pub const fn key(self) -> &'static str { match self { $(Self::$variant => $key,)* } }
            /// The equations of `docs/ODD.md` that it ties together.
            pub const fn equations(self) -> &'static str { match self { $(Self::$variant => $equations,)* } }
            /// What balances.
            pub const fn statement(self) -> &'static str { match self { $(Self::$variant => $statement,)* } }
        }
    };
}

/// Number of accounts.
pub const ACCOUNTS: usize = 17;

accounts! {
    Money "money" "20.1, 20.3" "money for compute = running cost + power and buildings + chips + money that goes back + what is added to the money carried over",
    ChipBill "chip_bill" "3.1, 3.3, 3.13" "money spent on chips = domestic, permitted and smuggled chips, each at its price, and no more than is left for chips",
    PowerOrders "power_orders" "6.6, 20.5, 2.2" "power for AI and power under way grow by what is paid for",
    PowerRoom "power_room" "3.2, 6.4" "installed chips need no more power than there is for AI and the margin that buyers keep",
    InstalledCost "installed_cost" "3.1, 6.6" "a GW of compute costs at least the bare building and the chips in it at their price without scarcity",
    Electricity "electricity" "6.5, 6.7" "electricity of data centres, the energy bill and the draw of AI chips are one number, within the power that there is",
    WorldSupply "world_supply" "3.5, 3.11" "chips sold to both states and to the rest of the world are no more than the world makes",
    Licences "licences" "3.14, 18.5" "licensed chips keep the quota of what the rival buys of their class, and the fees on them are a share of their price",
    Smuggling "smuggling" "3.8" "what is smuggled is barred by the rival's rules, and can be diverted from the rival's purchases",
    Stocks "stocks" "6.1, 6.2" "installed chips of each origin grow by what is bought and shrink by what is retired",
    Totals "totals" "3.5, 3.8, 4.5" "chips bought so far grow by what is bought",
    Memory "memory" "4.15, 4.16" "memory in store shrinks by what chips took beyond what was let through and made, and no chips are offered without memory",
    SelfSufficiency "self_sufficiency" "3.2, 3.7" "own chips are their share of new compute, and their share of demand; what is not met is demand less both kinds of chips",
    Division "division" "19.1, 22.2, 22.3" "training runs, research and serving users share out all usable compute, and the largest run follows the share of training runs",
    Economy "economy" "21.1, 21.2" "the economy grows at its own rate, more after the threshold; what AI adds moves toward what it could add",
    RaceCost "race_cost" "18.1 to 18.3, 18.6" "cost of the race = discounted state funding beyond its share, lost trade with fees paid less fees taken, incidents and catastrophes",
    Shares "shares" "16.3, 16.5, 16.7" "third countries are aligned with one state, the other or none, and so are standards; the models in use are those of one or the other",
}

/// Residuals up to this share of the larger side are rounding.
pub const TOLERANCE: f64 = 1e-9;

/// The largest relative residual of each account over the months so far, and the month that it was in, lane by lane.
#[derive(Debug, Clone, Copy)]
pub struct Audit<const W: usize> {
    largest: [Num<W>; ACCOUNTS],
    months: [Num<W>; ACCOUNTS],
}

impl<const W: usize> Audit<W> {
    /// Nothing is audited yet.
    pub const NEW: Self = Self {
        largest: [Num::ZERO; ACCOUNTS],
        months: [Num::ZERO; ACCOUNTS],
    };

    /// The largest relative residual of an account in the world of a lane, and its month.
    pub fn largest(&self, account: Account, lane: usize) -> (f64, usize) {
        let place = account as usize;
        (self.largest[place].0[lane], self.months[place].0[lane] as usize)
    }

    /// Audits the month that led from `before` to `after`.
    #[inline(never)]
    pub fn take_month(&mut self, context: Context<'_, W>, before: &State<W>, after: &State<W>) {
        let month = Num::splat(context.month as f64);
        let residuals = residuals(context, before, after);
        for ((largest, at), residual) in self.largest.iter_mut().zip(&mut self.months).zip(residuals) {
            let worse = residual.gt(*largest);
            *at = worse.select(month, *at);
            *largest = worse.select(residual, *largest);
        }
    }
}

/// How far two sides are apart, over the larger one.
fn apart<const W: usize>(left: Num<W>, right: Num<W>) -> Num<W> {
    (left - right).abs() / left.abs().max(right.abs()).max(Num::splat(f64::MIN_POSITIVE))
}

/// By how much a quantity is above its limit, over the quantity; 0 within it.
fn above<const W: usize>(quantity: Num<W>, limit: Num<W>) -> Num<W> {
    (quantity - limit).positive() / quantity.abs().max(Num::splat(f64::MIN_POSITIVE))
}

/// The relative residual of every account, the larger one of both states, in the order of [`Account::ALL`].
fn residuals<const W: usize>(context: Context<'_, W>, before: &State<W>, after: &State<W>) -> [Num<W>; ACCOUNTS] {
    let mut residuals = [Num::ZERO; ACCOUNTS];
    let mut note = |account: Account, residual: Num<W>| {
        // A residual that is not a number is the worst of all.
        let residual = residual.differs(residual).select(Num::NEVER, residual);
        let place = &mut residuals[account as usize];
        *place = place.max(residual);
    };
    for agent in Agent::ALL {
        money(context, before, after, agent, &mut note);
        energy(context, before, after, agent, &mut note);
        chips(context, before, after, agent, &mut note);
        memory(context, before, after, agent, &mut note);
        division(context, before, after, agent, &mut note);
        economy(context, before, after, agent, &mut note);
    }
    world(context, before, after, &mut note);
    residuals
}

fn money<const W: usize>(
    context: Context<'_, W>,
    before: &State<W>,
    after: &State<W>,
    agent: Agent,
    note: &mut impl FnMut(Account, Num<W>),
) {
    let shared = context.shared();
    let (own, out) = (before.of(agent), after.of(agent));
    let carried = (out.carried_usd_bn - own.carried_usd_bn) / STEP_YEARS;
    let spent = out.running_paid_usd_bn_per_year + out.facility_usd_bn_per_year + out.chip_usd_bn_per_year;
    // Against all that could be spent, of which the money carried over is a part.
    let spendable = out.budget_usd_bn_per_year + own.carried_usd_bn / STEP_YEARS;
    let left_over = out.budget_usd_bn_per_year - spent - out.returned_usd_bn_per_year - carried;
    note(Account::Money, left_over.abs() / spendable);

    // Orders are placed at the scarcity of the month before.
    let price =
        chip_controls::price_usd_k_per_h100e(after.price_per_kw_usd_k, after.kw_per_h100e, before.price_scarcity);
    let levers = after.of(agent.rival()).levers;
    let needed = levers.chip_controls.gt(Num::ZERO);
    let fee = needed.select(levers.licence_fee, Num::ZERO);
    let dearer = chip_controls::dearer(levers.chip_controls, shared.control_quality_penalty);
    let permitted = 1e-6 * price * dearer * out.imports_h100e_per_year;
    note(
        Account::Licences,
        (out.licence_fees_usd_bn_per_year - fee * permitted).abs() / spendable,
    );
    let class = 1.0 - levers.chip_controls;
    let quota = levers.licence_quota * class * class * after.of(agent.rival()).imports_h100e_per_year;
    let limit = (needed & levers.licence_quota.lt(Num::ONE)).select(quota, Num::NEVER);
    note(Account::Licences, above(out.imports_h100e_per_year, limit));
    let bill = 1e-6
        * price
        * (shared.domestic_price_ratio.value() * out.domestic_h100e_per_year
            + dearer * (1.0 + fee) * out.imports_h100e_per_year
            + shared.smuggling_premium.value() * out.smuggled_h100e_per_year);
    note(Account::ChipBill, (out.chip_usd_bn_per_year - bill).abs() / spendable);
    note(
        Account::ChipBill,
        above(out.chip_usd_bn_per_year, out.chip_money_usd_bn_per_year),
    );

    let bare = after.price_per_kw_usd_k + shared.facility_cost;
    let cost = price / after.kw_per_h100e + out.facility_cost_usd_bn_per_gw;
    note(Account::InstalledCost, above(bare, cost));
}

fn energy<const W: usize>(
    context: Context<'_, W>,
    before: &State<W>,
    after: &State<W>,
    agent: Agent,
    note: &mut impl FnMut(Account, Num<W>),
) {
    let (shared, parameters) = (context.shared(), context.parameters(agent));
    let (own, out) = (before.of(agent), after.of(agent));
    let delay = parameters.power_delay_years;
    let ordered = out.facility_usd_bn_per_year / out.facility_cost_usd_bn_per_gw;
    let begun = own.ai_power_gw + own.power_under_way_gw(delay) + STEP_YEARS * ordered;
    note(
        Account::PowerOrders,
        apart(out.ai_power_gw + out.power_under_way_gw(delay), begun),
    );
    if context.on(Mechanism::Power) {
        let staying = own.power_need_gw * (1.0 - STEP_YEARS * shared.retirement_per_year);
        let room = (out.ai_power_gw * (1.0 + shared.power_margin)).max(staying);
        note(Account::PowerRoom, above(out.power_need_gw, room));
        note(
            Account::Electricity,
            above(out.power_need_gw * out.powered_share, out.ai_power_gw),
        );
    }
    let rent = budget::rent_usd_bn_per_h100e_year(
        shared.rent_share_per_year,
        after.price_usd_k_per_h100e(),
        shared.facility_cost,
        after.kw_per_h100e,
    );
    let bill = out.running_cost_usd_bn_per_year - rent * out.rented_h100e;
    let drawn_twh = bill / (parameters.energy_price.value() * (1.0 + shared.operation_overhead));
    let electricity = out.electricity_twh_per_year(shared);
    let other_twh = 8.766 * shared.other_load * out.other_power_gw;
    note(Account::Electricity, apart(electricity, drawn_twh + other_twh));
}

fn chips<const W: usize>(
    context: Context<'_, W>,
    before: &State<W>,
    after: &State<W>,
    agent: Agent,
    note: &mut impl FnMut(Account, Num<W>),
) {
    let (shared, parameters) = (context.shared(), context.parameters(agent));
    let (own, out) = (before.of(agent), after.of(agent));
    let rival = after.of(agent.rival());
    let (imports, smuggled, domestic) = (
        out.imports_h100e_per_year,
        out.smuggled_h100e_per_year,
        out.domestic_h100e_per_year,
    );
    let kept = 1.0 - STEP_YEARS * shared.retirement_per_year;
    for (stock, stock_before, inflow) in [
        (out.foreign_stock_h100e, own.foreign_stock_h100e, imports),
        (out.smuggled_stock_h100e, own.smuggled_stock_h100e, smuggled),
        (out.domestic_stock_h100e, own.domestic_stock_h100e, domestic),
    ] {
        note(Account::Stocks, apart(stock, kept * stock_before + STEP_YEARS * inflow));
    }
    for (total, total_before, inflow) in [
        (out.imports_cumulative_h100e, own.imports_cumulative_h100e, imports),
        (out.smuggled_cumulative_h100e, own.smuggled_cumulative_h100e, smuggled),
        (out.domestic_cumulative_h100e, own.domestic_cumulative_h100e, domestic),
    ] {
        note(Account::Totals, apart(total, total_before + STEP_YEARS * inflow));
    }

    let diverted = (1.0 - rival.levers.enforcement)
        * shared.diverted_share
        * before.of(agent.rival()).imports_h100e_per_year
        * (1.0 - parameters.own_frontier_share);
    note(Account::Smuggling, above(smuggled, diverted));
    let barred_none = rival.levers.chip_controls.le(Num::ZERO);
    note(
        Account::Smuggling,
        barred_none.select(above(smuggled, Num::ZERO), Num::ZERO),
    );

    let ours = domestic + parameters.own_frontier_share * imports;
    let acquired = imports + smuggled + domestic;
    let share = out.self_sufficiency(parameters.own_frontier_share);
    note(
        Account::SelfSufficiency,
        (share * acquired.max(Num::splat(1e-6)) - ours).abs() / acquired.max(Num::ONE),
    );
    let demand = out.demand_h100e_per_year;
    let share = out.self_sufficiency_of_demand(parameters.own_frontier_share);
    let wanted = demand.max(ours);
    note(
        Account::SelfSufficiency,
        (share * wanted.max(Num::splat(1e-6)) - ours).abs() / wanted.max(Num::ONE),
    );
    let unmet = (demand - imports - domestic).positive();
    note(
        Account::SelfSufficiency,
        (out.unmet_h100e_per_year - unmet).abs() / demand.max(Num::ONE),
    );
}

fn memory<const W: usize>(
    context: Context<'_, W>,
    before: &State<W>,
    after: &State<W>,
    agent: Agent,
    note: &mut impl FnMut(Account, Num<W>),
) {
    let (shared, parameters) = (context.shared(), context.parameters(agent));
    let (own, out) = (before.of(agent), after.of(agent));
    let levers = after.of(agent.rival()).levers;
    let barred = match context.on(Mechanism::Fabs) {
        true => fabs::binding_controls(
            levers.memory_controls,
            shared.allied_memory_share,
            levers.allied_compliance,
        ),
        false => Num::ZERO,
    };
    let taken = (own.memory_stock_stacks - out.memory_stock_stacks) / STEP_YEARS;
    let most = own.memory_stock_stacks / shared.memory_stock_years;
    let short =
        (barred * out.domestic_h100e_per_year / own.h100e_per_stack - own.own_memory_stacks_per_year).positive();
    note(Account::Memory, (taken - short.min(most)).abs() / most.max(Num::ONE));
    let wafers = out.fab_capacity_h100e_per_year * out.fab_yield + own.die_bank_h100e[1] / parameters.die_bank_years;
    let stored = out.memory_stock_stacks / shared.memory_stock_years;
    let served = out.h100e_per_stack * (out.own_memory_stacks_per_year + stored);
    note(
        Account::Memory,
        above(out.domestic_offer_h100e_per_year - (1.0 - barred) * wafers, served),
    );
    note(Account::Memory, above(out.domestic_offer_h100e_per_year, wafers));
}

fn division<const W: usize>(
    context: Context<'_, W>,
    before: &State<W>,
    after: &State<W>,
    agent: Agent,
    note: &mut impl FnMut(Account, Num<W>),
) {
    let (shared, parameters) = (context.shared(), context.parameters(agent));
    let (own, out) = (before.of(agent), after.of(agent));
    // What the largest run moves toward, over what it would if compute were divided as usual, is what training has of its usual share.
    let aim = own.log_training_flop
        + (out.log_training_flop - own.log_training_flop) * shared.training_build_years.value() / STEP_YEARS;
    let years = ((context.month + 1) as f64 * STEP_YEARS).min(8.0);
    let efficiency = fabs::cluster_efficiency(shared.cluster_gap_response, out.chip_gap);
    let usual_aim = (shared.run_share_growth_per_year * years).exp()
        * parameters.run_share
        * (1.0 + shared.run_mobilisation_response * out.mobilised())
        * out.trainable_h100e(efficiency)
        * shared.flop_per_h100e_month
        * shared.run_months;
    let usual = uses::development_shares(parameters.usual_inference_share, parameters.usual_training_part);
    let [training, research] = uses::development_shares(out.inference_share, out.training_part);
    let followed = aim.exp() / usual_aim;
    note(
        Account::Division,
        apart(followed, uses::relative_use(training, usual[0])),
    );
    for share in [training, research, out.inference_share] {
        note(Account::Division, above(Num::ZERO, share));
    }
    note(
        Account::Division,
        apart(training + research + out.inference_share, Num::ONE),
    );
}

fn economy<const W: usize>(
    context: Context<'_, W>,
    before: &State<W>,
    after: &State<W>,
    agent: Agent,
    note: &mut impl FnMut(Account, Num<W>),
) {
    let (shared, parameters) = (context.shared(), context.parameters(agent));
    let (own, out) = (before.of(agent), after.of(agent));
    let won = match context.on(Mechanism::Output) {
        true => own.passed_threshold.select(shared.threshold_growth_per_year, Num::ZERO),
        false => Num::ZERO,
    };
    let growth = STEP_YEARS * (parameters.gdp_growth_per_year + won);
    note(Account::Economy, apart(out.gdp_usd_bn, own.gdp_usd_bn * (1.0 + growth)));
    // What AI adds is never more than it could add, nor less than it was unless it could add less.
    note(
        Account::Economy,
        above(out.ai_output_share, shared.output_full_share.max(own.ai_output_share)),
    );

    if context.on(Mechanism::Cost) {
        let rival = after.of(agent.rival());
        let usual = parameters.state_funding_2023 / parameters.gdp_2023 * out.gdp_usd_bn;
        let subsidy = (out.state_usd_bn_per_year - usual).positive();
        let trade = 1e-6
            * after.price_usd_k_per_h100e()
            * (shared.buyer_loss * out.prevented_h100e_per_year + shared.seller_loss * rival.prevented_h100e_per_year)
            + out.licence_fees_usd_bn_per_year
            - rival.licence_fees_usd_bn_per_year;
        let incidents = shared.incident_cost * out.incidents_per_year;
        let all = |state: &State<W>| state.agents[0].catastrophes + state.agents[1].catastrophes;
        let catastrophes = 0.5 * shared.catastrophe_cost * (all(after) - all(before));
        let added = after.discount * (STEP_YEARS * (subsidy + trade + incidents) + catastrophes);
        note(
            Account::RaceCost,
            apart(out.race_cost_usd_bn(), own.race_cost_usd_bn() + added),
        );
    }
}

fn world<const W: usize>(
    context: Context<'_, W>,
    before: &State<W>,
    after: &State<W>,
    note: &mut impl FnMut(Account, Num<W>),
) {
    if context.on(Mechanism::WorldSupply) {
        let mut sold = Num::ZERO;
        for agent in Agent::ALL {
            let home = context.parameters(agent).own_frontier_share;
            let elsewhere = context.shared().rest_of_world_ratio * home;
            sold += after.of(agent).imports_h100e_per_year * (1.0 + elsewhere);
        }
        let sold_gw = 1e-6 * after.kw_per_h100e * sold;
        note(Account::WorldSupply, above(sold_gw, before.supply_gw_per_year));
    }
    let [us, china] = &after.agents;
    note(
        Account::Shares,
        apart(us.alignment + china.alignment + after.unaligned, Num::ONE),
    );
    note(Account::Shares, apart(us.usage + china.usage, Num::ONE));
    note(
        Account::Shares,
        apart(us.standards + china.standards + after.unaligned_standards, Num::ONE),
    );
}

#[cfg(test)]
mod tests;
