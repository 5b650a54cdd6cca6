use super::*;
use crate::model::state::AgentState;
use crate::model::{Course, Record};
use crate::scenario::Scenario;
use crate::scenario::distributions::Sampler;
use crate::scenario::inputs::Imposed;
use crate::scenario::load::{Kind, Request, load};
use crate::scenario::shipped;
use crate::scenario::worlds::{World, in_a_row};

const LANES: usize = 8;

fn baseline() -> Scenario {
    let source = shipped::resolve(Kind::Scenario, "baseline").unwrap();
    let request = Request {
        runs: Some(LANES as u64),
        ..Request::new(source, shipped::parameters())
    };
    load(&request, &shipped::resolve).unwrap()
}

/// What an audit of the month that leads to the end of `month` finds, with the state at its end changed by `tamper`.
fn audited(month: usize, tamper: impl Fn(&mut State<LANES>)) -> Audit<LANES> {
    audited_with(month, |_, _, after| tamper(after))
}

/// The same where `tamper` reads what stood before, too.
fn audited_with(month: usize, tamper: impl Fn(Context<'_, LANES>, &State<LANES>, &mut State<LANES>)) -> Audit<LANES> {
    let scenario = baseline();
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let world = World::<LANES>::draw(&sampler, scenario.draws(), in_a_row(0), scenario.months);
    let mut course = Course::begin(&scenario, &world);
    let mut advance = |months| {
        course.advance(&scenario, &Imposed::NONE, &world, &mut Record::default(), months);
        course.states[months % 2]
    };
    let before = advance(month);
    let mut after = advance(month + 1);
    let context = Context {
        scenario: &scenario,
        imposed: &Imposed::NONE,
        world: &world,
        month,
    };
    tamper(context, &before, &mut after);
    let mut audit = Audit::NEW;
    audit.take_month(context, &before, &after);
    audit
}

/// The accounts that do not balance in some lane.
fn broken(audit: &Audit<LANES>) -> Vec<Account> {
    let is_broken = |account: &Account| (0..LANES).any(|lane| audit.largest(*account, lane).0 > TOLERANCE);
    Account::ALL.into_iter().filter(is_broken).collect()
}

#[test]
fn untouched_months_balance() {
    for month in [1, 30, 60, 120, 215] {
        assert_eq!(broken(&audited(month, |_| ())), [], "month {month}");
    }
}

#[test]
fn what_vanishes_or_appears_is_found_in_its_account() {
    type Tamper = fn(&mut AgentState<LANES>);
    let faults: &[(&str, Account, Tamper)] = &[
        ("money vanishes", Account::Money, |us| {
            us.carried_usd_bn *= Num::splat(0.999)
        }),
        ("chips are given away", Account::ChipBill, |us| {
            us.chip_usd_bn_per_year *= Num::splat(0.999)
        }),
        ("power comes from nowhere", Account::PowerOrders, |us| {
            us.ai_power_gw *= Num::splat(1.001)
        }),
        ("chips are bought without power", Account::PowerRoom, |us| {
            us.power_need_gw *= Num::splat(1.5)
        }),
        ("buildings cost nothing", Account::InstalledCost, |us| {
            us.facility_cost_usd_bn_per_gw = Num::ZERO
        }),
        ("energy is not paid for", Account::Electricity, |us| {
            us.running_cost_usd_bn_per_year *= Num::splat(0.9)
        }),
        ("more is sold than made", Account::WorldSupply, |us| {
            us.imports_h100e_per_year *= Num::splat(4.0)
        }),
        ("a fee is paid for nothing", Account::Licences, |us| {
            us.licence_fees_usd_bn_per_year = Num::ONE
        }),
        ("the controller smuggles", Account::Smuggling, |us| {
            us.smuggled_h100e_per_year = Num::ONE
        }),
        ("chips appear", Account::Stocks, |us| {
            us.foreign_stock_h100e *= Num::splat(1.001)
        }),
        ("purchases are not counted", Account::Totals, |us| {
            us.imports_cumulative_h100e *= Num::splat(0.999)
        }),
        ("memory appears", Account::Memory, |us| {
            us.memory_stock_stacks += Num::ONE
        }),
        ("unmet demand is made up", Account::SelfSufficiency, |us| {
            us.unmet_h100e_per_year += Num::splat(1e6)
        }),
        ("the economy jumps", Account::Economy, |us| {
            us.gdp_usd_bn *= Num::splat(1.001)
        }),
        ("a cost is forgotten", Account::RaceCost, |us| {
            us.trade_loss_usd_bn *= Num::splat(0.99)
        }),
        ("a country is counted twice", Account::Shares, |us| {
            us.alignment += Num::splat(0.01)
        }),
    ];
    assert_eq!(faults.len(), ACCOUNTS);
    for (what, account, tamper) in faults {
        let found = broken(&audited(60, |state| tamper(&mut state.agents[0])));
        assert!(found.contains(account), "{what}: {found:?}");
    }
}

#[test]
fn a_residual_that_is_not_a_number_is_the_worst() {
    let audit = audited(60, |state| state.agents[1].carried_usd_bn = Num::splat(f64::NAN));
    assert_eq!(audit.largest(Account::Money, 0), (f64::INFINITY, 60));
}

#[test]
fn a_limit_is_broken_from_one_part_in_a_thousand_above_it_on_and_not_below() {
    type Set = fn(Context<'_, LANES>, &State<LANES>, &mut State<LANES>, f64);
    let limits: &[(&str, Account, Set)] = &[
        (
            "supply of the world",
            Account::WorldSupply,
            |context, before, after, part| {
                let ratio = context.shared().rest_of_world_ratio;
                let sold = Agent::ALL.map(|agent| {
                    let home = context.parameters(agent).own_frontier_share;
                    let own = after.of(agent).imports_h100e_per_year;
                    own + ratio * home * own
                });
                let share = before.supply_gw_per_year / (1e-6 * after.kw_per_h100e * (sold[0] + sold[1]));
                for agent in &mut after.agents {
                    agent.imports_h100e_per_year *= share * part;
                }
            },
        ),
        ("quota of licences", Account::Licences, |_, _, after, part| {
            let [us, china] = &mut after.agents;
            us.levers.chip_controls = Num::splat(0.5);
            us.levers.licence_quota = Num::splat(0.4);
            us.levers.licence_fee = Num::ZERO;
            china.licence_fees_usd_bn_per_year = Num::ZERO;
            // The quota is of the class that half of the controls leave, a quarter.
            china.imports_h100e_per_year = us.imports_h100e_per_year * (0.4 * 0.25 * part);
        }),
        (
            "what can be diverted",
            Account::Smuggling,
            |context, before, after, part| {
                let [us, china] = &mut after.agents;
                us.levers.chip_controls = Num::splat(0.5);
                let diverted = context.shared().diverted_share * before.agents[0].imports_h100e_per_year;
                let foreign = 1.0 - context.parameters(Agent::China).own_frontier_share;
                china.smuggled_h100e_per_year = (1.0 - us.levers.enforcement) * diverted * foreign * part;
            },
        ),
        ("what AI could add", Account::Economy, |context, before, after, part| {
            let most = context.shared().output_full_share.max(before.agents[1].ai_output_share);
            after.agents[1].ai_output_share = most * part;
        }),
        ("room for power", Account::PowerRoom, |context, before, after, part| {
            let shared = context.shared();
            let us = &mut after.agents[0];
            let margin = us.ai_power_gw + shared.power_margin * us.ai_power_gw;
            let need = before.agents[0].power_need_gw;
            let staying = need - STEP_YEARS * shared.retirement_per_year * need;
            us.power_need_gw = margin.max(staying) * part;
        }),
        ("money for chips", Account::ChipBill, |_, _, after, part| {
            let us = &mut after.agents[0];
            us.chip_money_usd_bn_per_year = us.chip_usd_bn_per_year / part;
        }),
        (
            "cost of a building",
            Account::InstalledCost,
            |context, before, after, part| {
                let price = chip_controls::price_usd_k_per_h100e(
                    after.price_per_kw_usd_k,
                    after.kw_per_h100e,
                    before.price_scarcity,
                );
                let bare = after.price_per_kw_usd_k + context.shared().facility_cost;
                after.agents[0].facility_cost_usd_bn_per_gw = bare / part - price / after.kw_per_h100e;
            },
        ),
        ("memory for chips", Account::Memory, |context, before, after, part| {
            let shared = context.shared();
            let controls = after.agents[0].levers;
            let barred = fabs::binding_controls(
                controls.memory_controls,
                shared.allied_memory_share,
                controls.allied_compliance,
            );
            let years = context.parameters(Agent::China).die_bank_years;
            let china = &mut after.agents[1];
            let wafers =
                china.fab_capacity_h100e_per_year * china.fab_yield + before.agents[1].die_bank_h100e[1] / years;
            let stacks = china.own_memory_stacks_per_year + china.memory_stock_stacks / shared.memory_stock_years;
            let most = wafers.min(wafers - barred * wafers + china.h100e_per_stack * stacks);
            china.domestic_offer_h100e_per_year = most * part;
        }),
    ];
    for (what, account, set) in limits {
        for (part, is_broken) in [(0.999, false), (1.001, true)] {
            let audit = audited_with(60, |context, before, after| set(context, before, after, part));
            for lane in 0..LANES {
                let (residual, _) = audit.largest(*account, lane);
                assert_eq!(
                    residual > TOLERANCE,
                    is_broken,
                    "{what}, {part} of it, lane {lane}: {residual}"
                );
            }
        }
    }
}
