use super::*;
use crate::scenario::distributions::Sampler;
use crate::scenario::inputs::Imposed;
use crate::scenario::load::{Kind, Request, load};
use crate::scenario::shipped;
use crate::scenario::worlds::{World, in_a_row};

const LANES: usize = 8;

#[test]
fn compute_that_is_rented_already_is_kept_with_no_other_money_and_given_up_with_less() {
    let source = shipped::resolve(Kind::Scenario, "baseline").unwrap();
    let request = Request::new(source, shipped::parameters());
    let scenario = load(&request, &shipped::resolve).unwrap();
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let world = World::<LANES>::draw(&sampler, scenario.draws(), in_a_row(0), scenario.months);
    let context = Context {
        scenario: &scenario,
        imposed: &Imposed::NONE,
        world: &world,
        month: 0,
    };
    let mut now = State::initial(&world);
    // Far more can be rented than China has money for.
    now.agents[0].foreign_stock_h100e = Num::splat(1e9);
    now.agents[1].rented_h100e = Num::splat(1_000.0);
    let rented_with = |spent: f64| {
        let mut next = now;
        next.agents[1].chip_money_usd_bn_per_year = Num::splat(10.0);
        next.agents[1].chip_usd_bn_per_year = Num::splat(spent);
        build_compute(context, &now, &mut next);
        next.agents[1].rented_h100e
    };
    let (kept, less, more) = (rented_with(10.0), rented_with(10.001), rented_with(9.999));
    for lane in 0..LANES {
        assert!((kept.0[lane] - 1_000.0).abs() < 1e-6, "{}", kept.0[lane]);
        assert!(less.0[lane] < kept.0[lane] && more.0[lane] > kept.0[lane]);
    }
}
