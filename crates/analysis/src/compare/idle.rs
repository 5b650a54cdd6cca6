//! Settings of a policy that change nothing.

use crate::study::Sink;
use engine::ensemble::{Detail, Options};
use engine::scenario::Scenario;
use engine::scenario::levers::Lever;
use engine::scenario::named_events::NamedEvent;
use error::Result;

/// Worlds in which each setting is taken back.
pub const TRIED_WORLDS: u64 = 64;

/// Keys of the levers and parameters that `policy` sets, among others, and that change no metric in any of the first 64 worlds:
/// taken back to what they are under the reference, every metric keeps its bits. Nothing is tried where there is only
/// one setting, which then is the whole policy.
///
/// # Errors
/// As those of a sink's ensembles.
pub fn idle_settings(
    reference: &Scenario,
    policy: &Scenario,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Vec<String>> {
    let levers = Lever::ALL
        .into_iter()
        .filter(|&lever| policy.lever(lever).policy_from.is_some() && policy.lever(lever) != reference.lever(lever));
    let mut without: Vec<(String, Scenario)> = levers
        .map(|lever| {
            let mut scenario = policy.clone();
            scenario.levers.set(lever, reference.lever(lever).clone());
            (lever.key().to_owned(), scenario)
        })
        .collect();
    for (place, (mine, its)) in policy.cards.cards.iter().zip(&reference.cards.cards).enumerate() {
        if mine.distribution != its.distribution {
            let mut scenario = policy.clone();
            scenario.cards.cards[place].clone_from(its);
            without.push((mine.key.clone(), scenario));
        }
    }
    for event in NamedEvent::ALL {
        if policy.events.when(event) != reference.events.when(event) {
            let mut scenario = policy.clone();
            scenario.events.set(event, reference.events.when(event));
            without.push((format!("events.{}", event.key()), scenario));
        }
    }
    let others = policy.rules != reference.rules || policy.switches != reference.switches;
    if without.len() + usize::from(others) < 2 {
        return Ok(Vec::new());
    }
    let with = metrics_of(policy, options, sink)?;
    let mut idle = Vec::new();
    for (key, scenario) in &without {
        if metrics_of(scenario, options, sink)? == with {
            idle.push(key.clone());
        }
    }
    Ok(idle)
}

/// The bits of all metrics in the first worlds.
fn metrics_of(scenario: &Scenario, options: &Options, sink: &mut dyn Sink) -> Result<Vec<u64>> {
    let scenario = Scenario {
        runs: scenario.runs.min(TRIED_WORLDS),
        event_worlds: 0,
        kept_trajectories: 0,
        ..scenario.clone()
    };
    let state = sink.ensemble(&scenario, Detail::Metrics, options)?;
    let values = state.collected_metrics().filter_map(|metric| state.values(metric));
    Ok(values.flatten().map(|value| value.to_bits()).collect())
}
