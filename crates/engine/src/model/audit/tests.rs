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
    let scenario = baseline();
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let world = World::<LANES>::draw(&sampler, scenario.draws(), in_a_row(0), scenario.months);
    let mut course = Course::begin(&scenario, &world);
    let mut advance = |months| {
        course.advance_to(&scenario, &world, months);
        course.states[months % 2]
    };
    let before = advance(month);
    let mut after = advance(month + 1);
    tamper(&mut after);
    let context = Context {
        scenario: &scenario,
        imposed: &Imposed::NONE,
        world: &world,
        month,
    };
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
