//! M1 to M22: each acts in its direction, and switched off it does nothing.

mod division;
mod economy;
mod knowledge;
mod politics;

use super::*;
use AgentVariable as V;
use detente::scenario::agents::Agent::{China, UnitedStates};

const RUNS: u64 = 128;

/// The baseline's worlds, and the same worlds without a mechanism.
fn with_and_without(mechanism: Mechanism) -> (Worlds, Worlds) {
    (Worlds::of(&baseline(RUNS, &[])), Worlds::of(&without(RUNS, mechanism)))
}

/// Asserts that a variable keeps its value of the first month in every world.
#[track_caller]
fn assert_constant(worlds: &Worlds, agent: Agent, variable: V) {
    let path = &worlds.series[Series::Agent(agent, variable).index()];
    for values in path {
        assert_eq!(values, &path[0], "{} of {} moves", variable.key(), agent.name());
    }
}

/// Asserts that two scenarios give the same series to the last bit.
#[track_caller]
fn assert_same_series(left: &Worlds, right: &Worlds, except: &[Series]) {
    for series in Series::all().filter(|series| !except.contains(series)) {
        let index = series.index();
        assert!(
            left.series[index] == right.series[index],
            "{} of {} differs",
            series.key(),
            series.agent_key()
        );
    }
}

fn sum(left: &[f64], right: &[f64]) -> Vec<f64> {
    left.iter().zip(right).map(|(left, right)| left + right).collect()
}
