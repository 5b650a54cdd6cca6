use super::*;
use crate::scenario::Scenario;
use crate::scenario::distributions::Sampler;
use crate::scenario::inputs::Imposed;
use crate::scenario::load::{Kind, Request, load};
use crate::scenario::shipped;
use crate::scenario::worlds::{World, in_a_row};

const LANES: usize = 8;

/// The baseline with worlds that are changed like this, and their states at the start.
fn worlds(change: impl Fn(&mut World<LANES>)) -> (Scenario, World<LANES>, State<LANES>) {
    let source = shipped::resolve(Kind::Scenario, "baseline").unwrap();
    let request = Request::new(source, shipped::parameters());
    let scenario = load(&request, &shipped::resolve).unwrap();
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let mut world = World::<LANES>::draw(&sampler, scenario.draws(), in_a_row(0), scenario.months);
    change(&mut world);
    let state = State::initial(&world);
    (scenario, world, state)
}

#[test]
fn domestic_chips_make_an_offer_dearer_by_their_part_of_all_chips() {
    let (scenario, world, mut state) = worlds(|_| ());
    let china = &mut state.agents[Agent::China.index()];
    china.domestic_stock_h100e = Num::splat(3e5);
    china.smuggled_stock_h100e = Num::splat(2e5);
    let context = Context {
        scenario: &scenario,
        imposed: &Imposed::NONE,
        world: &world,
        month: 60,
    };
    for agent in Agent::ALL {
        let found = offer(context, &state, &state, agent).log_unit_cost;
        let (own, parameters) = (state.of(agent), context.parameters(agent));
        let us_price = context.parameters(Agent::UnitedStates).energy_price.value();
        for lane in 0..LANES {
            let domestic = own.domestic_stock_h100e.0[lane];
            let foreign = own.foreign_stock_h100e.0[lane] + own.smuggled_stock_h100e.0[lane];
            let energy = (foreign + parameters.domestic_energy_penalty.0[lane] * domestic) / (foreign + domestic);
            let ratio = energy * parameters.energy_price.value().0[lane] / us_price.0[lane];
            let wanted = ((ratio + parameters.labour_cost_ratio.0[lane]) / 2.0).ln();
            assert!(
                (found.0[lane] - wanted).abs() < 1e-12,
                "{} in lane {lane}: {}, wanted {wanted}",
                agent.name(),
                found.0[lane]
            );
        }
    }
}

#[test]
fn a_framework_is_agreed_where_the_draw_is_below_the_chance_of_its_rate() {
    // Often enough that what changes the rate changes what happens in some month.
    let (scenario, world, mut state) = worlds(|world| {
        world.shared.treaty_base_per_year = Num::splat(3.0);
        world.shared.treaty_alarm_response = Num::splat(2.0);
    });
    state.treaty = Num::ZERO;
    for (agent, stance, alarm) in [(0, 1.0, 0.6), (1, 0.8, 0.2)] {
        state.agents[agent].levers.treaty_stance = Num::splat(stance);
        state.agents[agent].incident_alarm = Num::splat(alarm);
    }
    let mut agreed = 0;
    for month in HISTORY_MONTHS..scenario.months {
        let context = Context {
            scenario: &scenario,
            imposed: &Imposed::NONE,
            world: &world,
            month,
        };
        let mut next = state;
        govern(context, &state, &mut next, &mut Log::new(None, &world.runs));
        for lane in 0..LANES {
            let distrust = (state.agents[0].distrust.0[lane] + state.agents[1].distrust.0[lane]) / 2.0;
            let trust = (-world.shared.treaty_distrust_response.0[lane] * (distrust - 1.0)).exp();
            let rate = 3.0 * 0.8 * trust * (1.0 + 2.0 * 0.4);
            let draw = world.shock(Shock::Treaty, month).0[lane];
            let wanted = draw < 1.0 - (-rate / 12.0).exp();
            assert_eq!(next.treaty.0[lane] == 1.0, wanted, "month {month}, lane {lane}: {draw}");
            agreed += usize::from(wanted);
        }
    }
    assert!(agreed > 50, "{agreed}");
}
