//! Named events: moved, removed or forced, they do what they are for, and nothing before their date.

use super::*;
use AgentVariable as V;
use detente::model::events::{Event, EventKind};
use detente::scenario::agents::Agent::{China, UnitedStates};
use detente::scenario::named_events::NamedEvent;

const RUNS: u64 = 256;

fn with_events(events: &[&str]) -> Worlds {
    Worlds::of(&baseline(RUNS, events))
}

/// Whether every variable is the same, bit for bit, in all months up to and including this one.
fn same_until(one: &Worlds, other: &Worlds, month: &str) -> bool {
    let months = Month::parse(month).expect("a month").0;
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    Series::all().all(|series| {
        (0..=months).all(|month| bits(&one.series[series.index()][month]) == bits(&other.series[series.index()][month]))
    })
}

#[test]
fn recorded_dates_change_nothing() {
    let recorded = with_events(&["events.chatgpt=2022-11", "events.r1=2025-01", "events.taiwan=never"]);
    assert!(same_until(&recorded, &with_events(&[]), "2040-12"));
}

#[test]
fn without_r1_china_has_less_software_and_a_larger_lag_and_nothing_changes_before() {
    let (recorded, never) = (with_events(&[]), with_events(&["events.r1=never"]));
    assert!(same_until(&recorded, &never, "2024-12"));
    for month in ["2025-01", "2026-01"] {
        let share = recorded.share_above(&never, China, V::SoftwareEfficiency, month);
        assert_eq!(share, 1.0, "{month}");
    }
    let share = recorded.share_above(&never, China, V::ReleasedEci, "2025-01");
    assert!(share > 0.9, "China releases R1 in {share} of worlds");
    let lag = never.share_above(&recorded, China, V::LagMonths, "2025-06");
    assert!(lag > 0.8, "{lag}");
}

#[test]
fn r1_acts_in_exactly_its_month() {
    let (moved, never) = (with_events(&["events.r1=2025-09"]), with_events(&["events.r1=never"]));
    assert!(same_until(&moved, &never, "2025-08"));
    let gain = |month: &str| {
        let (with, without) = (
            moved.at(China, V::SoftwareEfficiency, month),
            never.at(China, V::SoftwareEfficiency, month),
        );
        let gains: Vec<f64> = with
            .iter()
            .zip(without)
            .map(|(with, without)| libm::log(with / without))
            .collect();
        median(&gains)
    };
    // The mode of the card is 0.8, its range 0.4 to 1.2.
    assert!((gain("2025-09") - 0.8).abs() < 0.05, "{}", gain("2025-09"));
}

#[test]
fn a_break_in_taiwans_supply_cuts_both_sides_chips_for_years_and_recovers() {
    let (calm, broken) = (with_events(&[]), with_events(&["events.taiwan=2028-01"]));
    assert!(same_until(&calm, &broken, "2027-12"));
    let bought = |worlds: &Worlds, month| median(worlds.at(UnitedStates, V::ChipImports, month));
    let left = |month| bought(&broken, month) / bought(&calm, month);
    // The mode of the loss is 0.75.
    assert!(left("2028-01") < 0.4, "{}", left("2028-01"));
    assert!(
        left("2028-01") < left("2029-12") && left("2029-12") > 0.5,
        "{} {}",
        left("2028-01"),
        left("2029-12")
    );
    for agent in [UnitedStates, China] {
        let share = calm.share_above(&broken, agent, V::UsableCompute, "2028-12");
        assert!(share > 0.9, "{} has less compute in {share} of worlds", agent.name());
    }
    let dearer = share_above(
        broken.world_at(WorldVariable::ChipPrice, "2028-12"),
        calm.world_at(WorldVariable::ChipPrice, "2028-12"),
    );
    assert!(dearer > 0.95, "{dearer}");
}

/// With the cards' hazard h a world has had its event by the end of 2040 with probability 1 - exp(-14.25 h): 0.190 on average over
/// the triangular card. In 4,096 worlds the standard error is 0.0061; the bounds are 4 of them, a false alarm in 16,000.
#[test]
fn by_chance_the_event_comes_as_often_as_its_hazard_says() {
    let scenario = baseline(4096, &["events.taiwan=chance", "event_worlds=4096"]);
    let mut months = Vec::new();
    let state = State::new(&scenario, Detail::Metrics).expect("a fresh state");
    ensemble::run(&scenario, &Options::default(), state, &mut |batch, _| {
        let is_break = |event: &&Event| event.kind == EventKind::Named(NamedEvent::Taiwan);
        let named = batch.events().iter().filter(is_break);
        months.extend(named.map(|event| (event.run, event.month.0)));
        Ok(Flow::Continue)
    })
    .expect("runs");
    let share = months.len() as f64 / 4096.0;
    assert!((share - 0.190).abs() < 0.0244, "{share}");
    let mut worlds: Vec<u64> = months.iter().map(|(run, _)| *run).collect();
    worlds.sort_unstable();
    worlds.dedup();
    assert_eq!(worlds.len(), months.len(), "an event comes twice in a world");
    assert!(months.iter().all(|(_, month)| *month >= 45));
}

#[test]
fn without_chatgpt_china_is_less_cautious_and_a_later_one_makes_up_for_it() {
    let (recorded, never) = (with_events(&[]), with_events(&["events.chatgpt=never"]));
    let share = recorded.share_above(&never, China, V::Regulation, "2023-06");
    assert!(share > 0.98, "{share}");
    let later = with_events(&["events.chatgpt=2024-03"]);
    assert!(same_until(&never, &later, "2024-02"));
    let rises: Vec<f64> = later
        .at(China, V::Regulation, "2024-03")
        .iter()
        .zip(never.at(China, V::Regulation, "2024-03"))
        .map(|(later, never)| later - never)
        .collect();
    // The range of the card.
    assert!(
        rises.iter().all(|rise| (0.1..=0.35 + 1e-12).contains(rise)),
        "{rises:?}"
    );
}
