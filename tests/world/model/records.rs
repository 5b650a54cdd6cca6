//! What stands in the months of a world beside its metrics, worked out again from its parameters and its other columns.

use super::*;
use AgentVariable as V;
use detente::ensemble::Trajectory;
use detente::model::events::EventKind;
use detente::scenario::agents::Agent::{China, UnitedStates};
use detente::scenario::cards::Distribution;
use detente::scenario::parameters;
use std::collections::BTreeMap;
use std::f64::consts::FRAC_PI_2;

/// A parameter of a world, by key.
type Parameter<'a> = dyn Fn(&str) -> f64 + 'a;

/// Shows every world of a scenario with its parameters.
fn each(scenario: &Scenario, look: &mut (dyn FnMut(&Trajectory, &Parameter) + Send)) {
    let places: BTreeMap<String, usize> = parameters::keys().zip(0..).collect();
    let scenario = Scenario {
        kept_trajectories: scenario.runs,
        ..scenario.clone()
    };
    let state = State::new(&scenario, Detail::Metrics).expect("a fresh state");
    ensemble::run(&scenario, &Options::default(), state, &mut |batch, _| {
        for (world, draws) in batch.trajectories().iter().zip(batch.draws()) {
            look(world, &|key| draws[places[key]]);
        }
        Ok(Flow::Continue)
    })
    .expect("runs");
}

/// Fixes what a card draws.
fn fix(scenario: &mut Scenario, key: &str, value: f64) {
    let card = scenario.cards.cards.iter_mut().find(|card| card.key == key);
    card.expect(key).distribution = Distribution::Fixed(value);
}

#[test]
fn start_ups_have_one_share_of_what_was_invested_in_2023_and_another_of_what_was_added() {
    let (mut below, mut above) = (0, 0);
    each(&baseline(64, &["mechanisms.rally=false"]), &mut |world, parameter| {
        for agent in [UnitedStates, China] {
            let of = |name: &str| parameter(&format!("{}.{name}", agent.key()));
            let start = of("private_investment_2023");
            let funded = world.series(Series::Agent(agent, V::StartupFunding));
            for (&all, &found) in world
                .series(Series::Agent(agent, V::PrivateInvestment))
                .iter()
                .zip(funded)
            {
                let by_hand = match all <= start {
                    true => of("startup_share") * all,
                    false => of("startup_share") * start + of("startup_share_of_growth") * (all - start),
                };
                *(if all <= start { &mut below } else { &mut above }) += 1;
                assert!((found - by_hand).abs() <= 1e-9 * by_hand, "{found}, by hand {by_hand}");
            }
        }
    });
    assert!(below > 0 && above > 10_000, "{below} months below, {above} above");
}

/// Before December 2022 the leader is taken to have risen at the usual pace.
#[test]
fn who_is_behind_where_history_begins_has_the_lag_of_the_usual_pace_before_it() {
    let mut looked_at = 0;
    each(&baseline(64, &[]), &mut |world, parameter| {
        let lags = world.series(Series::Agent(China, V::LagMonthsStep));
        let released = world.series(Series::Agent(China, V::ReleasedEci));
        let leader = parameter("us.released_2023");
        for (month, (&lag, &own)) in lags.iter().zip(released).enumerate() {
            if own < leader {
                let years_before = (leader - own) / parameter("shared.usual_pace");
                let by_hand = (month + 1) as f64 + 12.0 * years_before;
                assert!(
                    (lag - by_hand).abs() <= 1e-9 * by_hand,
                    "world {}, {}: {lag}, by hand {by_hand}",
                    world.run,
                    Month(month)
                );
                looked_at += 1;
            }
        }
    });
    assert!(looked_at >= 64, "{looked_at} months");
}

/// Releases of 256 worlds and twelve years against the mean of the intervals that the chances of their months make. Nothing but chance
/// decides here: models come out as good as they can be, so that each is a record. Some 10,000 releases have a standard error of half a
/// percent; one seed in a billion is six of these away.
#[test]
fn releases_come_the_more_likely_the_longer_none_came() {
    let mut scenario = baseline(256, &["mechanisms.regulation=false"]);
    fix(&mut scenario, "shared.release_quality_sd", 0.0);
    fix(&mut scenario, "us.releases_per_year", 4.0);
    let (mut counted, mut expected) = (0.0, 0.0);
    each(&scenario, &mut |world, parameter| {
        let released = world.series(Series::Agent(UnitedStates, V::ReleasedEci));
        let burden = parameter("us.regulation_2023") * parameter("shared.release_regulation_delay");
        let rate = 4.0 * (1.0 - burden);
        let (mut mean_interval, mut none_yet) = (0.0, 1.0);
        for months in 1..60 {
            mean_interval += none_yet;
            none_yet *= libm::exp(-FRAC_PI_2 * rate * rate * f64::from(months) / 144.0);
        }
        let months = &released[35..180];
        counted += months.windows(2).filter(|pair| pair[1] > pair[0]).count() as f64;
        expected += (months.len() - 1) as f64 / mean_interval;
    });
    assert!(
        (counted / expected - 1.0).abs() < 0.03,
        "{counted} releases, {expected} expected"
    );
}

/// Nearly all chips of January 2023 were there before it, so that they draw what such a chip drew.
#[test]
fn chips_of_the_first_month_draw_the_power_of_a_chip_of_2023() {
    each(&baseline(64, &[]), &mut |world, parameter| {
        let first = |variable| world.series(Series::Agent(UnitedStates, variable))[0];
        let by_hand = 1e-6 * parameter("shared.kw_per_h100e_2023") * first(V::InstalledCompute);
        let found = first(V::PowerUsed);
        assert!((found / by_hand - 1.0).abs() < 0.03, "{found} GW, by hand {by_hand}");
    });
}

/// Its chance grows with the square of the effort so far: none at once, and in many of the worlds where it is likeliest.
#[test]
fn effort_of_years_makes_tools_of_ones_own() {
    let mut scenario = baseline(256, &[]);
    fix(&mut scenario, "shared.tool_escape_per_year", 0.09);
    scenario.event_worlds = 256;
    let state = State::new(&scenario, Detail::Metrics).expect("a fresh state");
    let mut years = Vec::new();
    ensemble::run(&scenario, &Options::default(), state, &mut |batch, _| {
        let made = batch
            .events()
            .iter()
            .filter(|event| event.kind == EventKind::ToolBreakthrough);
        years.extend(made.map(|event| {
            assert_eq!(event.agent, Some(China), "who has the tools needs none");
            event.month.0 / 12
        }));
        Ok(Flow::Continue)
    })
    .expect("runs");
    let within = |first: usize, end: usize| years.iter().filter(|year| (first..end).contains(*year)).count();
    assert!(years.len() > 25, "in {} of 256 worlds", years.len());
    assert!(
        within(0, 2) < within(2, 4),
        "{} early, {} later",
        within(0, 2),
        within(2, 4)
    );
}

#[test]
fn every_series_says_what_it_is_in_words_of_its_own() {
    let mut known = BTreeMap::new();
    for series in Series::all() {
        let meaning = series.meaning();
        let of_variable = match series {
            Series::Agent(_, variable) => variable.meaning(),
            Series::World(variable) => variable.meaning(),
        };
        assert_eq!(meaning, of_variable);
        assert!(meaning.split(' ').count() > 1, "{}: `{meaning}`", series.name());
        let same = known.insert(meaning, series.key()).unwrap_or(series.key());
        assert_eq!(same, series.key(), "two series are said to be `{meaning}`");
    }
}

/// The United States rent nothing abroad, so what their chips cost to run is power at its price, and overhead on it.
#[test]
fn american_chips_cost_the_power_they_use_and_overhead() {
    const HOURS: f64 = 8.766;
    each(&baseline(32, &[]), &mut |world, parameter| {
        let per_gw = HOURS * parameter("us.energy_price") * parameter("shared.ai_load");
        let overhead = 1.0 + parameter("shared.operation_overhead");
        let used = world.series(Series::Agent(UnitedStates, V::PowerUsed));
        let costs = world.series(Series::Agent(UnitedStates, V::RunningCost));
        for (&used, &cost) in used.iter().zip(costs) {
            let by_hand = per_gw * used * overhead;
            assert!((cost - by_hand).abs() <= 1e-9 * by_hand, "{cost}, by hand {by_hand}");
        }
    });
}
