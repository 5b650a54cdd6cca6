//! Words for sides, payoffs and differences.

use crate::number::{readable, span};
use engine::numeric::statistics::Difference;
use engine::scenario::agents::Agent;

/// The side as the beginning of a sentence takes it.
pub const fn who(agent: Agent) -> &'static str {
    match agent {
        Agent::UnitedStates => "The United States",
        Agent::China => "China",
    }
}

/// The side as the owner of something, at the beginning of a sentence.
pub const fn whose(agent: Agent) -> &'static str {
    match agent {
        Agent::UnitedStates => "The United States'",
        Agent::China => "China's",
    }
}

/// A difference that always has its sign, with its unit.
pub fn signed(value: f64, unit: &str) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", span(value, unit))
}

/// A difference with its interval: `+1.2 (95 %: 0.9 to 1.5)`.
pub fn interval(difference: &Difference, unit: &str) -> String {
    let value = signed(difference.value, unit);
    if difference.error == 0.0 {
        return format!("{value} (in every world the same)");
    }
    if !difference.low.is_finite() {
        return format!("{value} (one world: not known how well)");
    }
    format!(
        "{value} (95 %: {} to {})",
        readable(difference.low),
        readable(difference.high)
    )
}
