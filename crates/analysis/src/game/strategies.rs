//! What belongs to a side: a strategy moves its own levers, rules and doctrine only.

use engine::scenario::agents::Agent;
use engine::scenario::load::files::Policy;
use error::{Error, Result};

/// The strategy that leaves its side as the scenario has it.
pub const NONE: &str = "none";

/// The policies that a strategy joins by `+`.
pub fn parts(strategy: &str) -> impl Iterator<Item = &str> {
    strategy.split('+').map(str::trim).filter(|name| *name != NONE)
}

/// Refuses a policy of `agent` that moves what belongs to the other side.
///
/// # Errors
/// The policy and what it moves.
pub fn refuse_foreign(agent: Agent, policy: &Policy) -> Result<()> {
    let layer = &policy.layer;
    let levers = layer.schedules.iter().map(|schedule| schedule.lever);
    let mut levers = levers.chain(layer.rules.iter().map(|rule| rule.lever));
    let lever = levers
        .find(|lever| lever.agent() != agent)
        .map(|lever| lever.key().to_owned());
    let doctrine = layer.doctrines[agent.rival().index()].map(|_| format!("doctrine.{}", agent.rival().key()));
    match lever.or(doctrine) {
        None => Ok(()),
        Some(key) => Err(Error::Usage(format!(
            "the policy `{}` cannot be part of a strategy of {}: it sets {key}, which belongs to {}; write a policy for each side",
            policy.about.name,
            agent.in_sentence(),
            agent.rival().in_sentence()
        ))),
    }
}
