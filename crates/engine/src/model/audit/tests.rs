use super::*;
use crate::model::Course;
use crate::model::state::AgentState;
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
    audited_between(month, |_, _, after| tamper(after))
}

/// The same with the states at both ends changed.
fn audited_between(month: usize, tamper: impl Fn(&World<LANES>, &mut State<LANES>, &mut State<LANES>)) -> Audit<LANES> {
    let scenario = baseline();
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let world = World::<LANES>::draw(&sampler, scenario.draws(), in_a_row(0), scenario.months);
    let mut course = Course::begin(&scenario, &world);
    let mut advance = |months| {
        course.advance_to(&scenario, &world, months);
        course.states[months % 2]
    };
    let mut before = advance(month);
    let mut after = advance(month + 1);
    tamper(&world, &mut before, &mut after);
    let imposed = Imposed::NONE;
    let context = Context::new(&scenario, &imposed, &world, month);
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
        ("compute serves users and trains at once", Account::Division, |us| {
            us.inference_share *= Num::splat(1.01)
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

/// A limit is where its statement says: a thousandth below it nothing is found, a thousandth above it the account is broken in every world.
/// Each limit is worked out here from numbers that make it simple.
#[track_caller]
fn assert_limit(account: Account, put: impl Fn(&World<LANES>, &mut State<LANES>, &mut State<LANES>, f64)) {
    for (share, is_broken) in [(0.999, false), (1.001, true)] {
        let audit = audited_between(60, |world, before, after| put(world, before, after, share));
        for lane in 0..LANES {
            let (residual, _) = audit.largest(account, lane);
            assert_eq!(residual > TOLERANCE, is_broken, "{share} of the limit: {residual}");
        }
    }
}

#[test]
fn smuggling_is_limited_by_what_enforcement_lets_be_diverted() {
    assert_limit(Account::Smuggling, |world, before, after, share| {
        let [us, china] = &mut after.agents;
        us.levers.enforcement = Num::splat(0.75);
        us.levers.chip_controls = Num::splat(0.5);
        us.smuggled_h100e_per_year = Num::ZERO;
        before.agents[0].imports_h100e_per_year = Num::splat(1e6);
        china.smuggled_h100e_per_year = share * 0.25e6 * world.shared.diverted_share;
    });
}

/// Who makes the frontier's chips itself has nobody to divert them from, whatever the other forbids.
#[test]
fn the_maker_of_the_frontier_cannot_smuggle() {
    let audit = audited_between(60, |_, _, after| {
        after.agents[1].levers.chip_controls = Num::splat(0.5);
        after.agents[0].smuggled_h100e_per_year = Num::splat(1e-3);
    });
    assert!((0..LANES).all(|lane| audit.largest(Account::Smuggling, lane).0 > TOLERANCE));
}

/// Neither made nor in store: memory controls then leave of the wafers what is not controlled.
#[test]
fn without_memory_only_chips_that_no_control_reaches_are_offered() {
    assert_limit(Account::Memory, |_, before, after, share| {
        for state in [&mut *before, &mut *after] {
            let china = &mut state.agents[1];
            china.memory_stock_stacks = Num::ZERO;
            china.own_memory_stacks_per_year = Num::ZERO;
            china.die_bank_h100e = [Num::ZERO; 2];
        }
        after.agents[0].levers.memory_controls = Num::splat(0.6);
        after.agents[0].levers.allied_compliance = Num::ONE;
        let china = &mut after.agents[1];
        china.domestic_offer_h100e_per_year = share * 0.4 * china.fab_capacity_h100e_per_year * china.fab_yield;
    });
}

/// Under a licence the buyer pays the fee beside the price, and the controller has it.
#[test]
fn a_fee_is_part_of_the_bill_and_no_more() {
    for (fee, paid) in [(0.25, 1.25), (0.25, 1.0), (0.0, 1.0)] {
        let audit = audited_between(60, |world, before, after| {
            after.agents[0].levers.chip_controls = Num::splat(0.5);
            after.agents[0].levers.licence_fee = Num::splat(fee);
            let price = after.price_per_kw_usd_k * after.kw_per_h100e * (1.0 + before.price_scarcity);
            let dearer = crate::equations::chip_controls::dearer(Num::splat(0.5), world.shared.control_quality_penalty);
            let china = &mut after.agents[1];
            china.imports_h100e_per_year = Num::splat(1e5);
            china.smuggled_h100e_per_year = Num::ZERO;
            china.domestic_h100e_per_year = Num::ZERO;
            china.chip_money_usd_bn_per_year = Num::splat(1e3);
            china.chip_usd_bn_per_year = paid * 0.1 * price * dearer;
        });
        for lane in 0..LANES {
            let (residual, _) = audit.largest(Account::ChipBill, lane);
            assert_eq!(
                residual > TOLERANCE,
                paid != 1.0 + fee,
                "a fee of {fee}, {paid} paid: {residual}"
            );
        }
    }
}

/// Half of its cost each, in the month in which it happens, whoever caused it.
#[test]
fn a_catastrophe_is_a_cost_in_its_month_alone() {
    for agent in 0..2 {
        for (before_it, is_booked, is_broken) in [(0.0, false, true), (0.0, true, false), (1.0, false, false)] {
            let audit = audited_between(60, |world, before, after| {
                before.agents[agent].catastrophes = Num::splat(before_it);
                after.agents[agent].catastrophes = Num::ONE;
                let cost = 0.5 * world.shared.catastrophe_cost * after.discount;
                for one in after.agents.iter_mut().filter(|_| is_booked) {
                    one.incident_loss_usd_bn += cost;
                }
            });
            let found = (0..LANES).filter(|&lane| audit.largest(Account::RaceCost, lane).0 > TOLERANCE);
            let wanted = if is_broken { LANES } else { 0 };
            assert_eq!(
                found.count(),
                wanted,
                "agent {agent}, {before_it} before, booked: {is_booked}"
            );
        }
    }
}
