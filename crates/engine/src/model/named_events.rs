//! Named events as they come about in the months of a world.

use super::context::Context;
use super::state::State;
use crate::equations::named_events::{burden_with_caution, months_until};
use crate::numeric::{Mask, Num};
use crate::scenario::Scenario;
use crate::scenario::agents::Agent;
use crate::scenario::named_events::{NamedEvent, When};
use crate::scenario::time::{HISTORY_MONTHS, STEP_YEARS};
use crate::scenario::worlds::World;

impl<const W: usize> Context<'_, W> {
    /// Months since a named event in each world, negative before it; `None` where the scenario has none of that kind.
    #[inline(always)]
    pub fn months_since(&self, event: NamedEvent) -> Option<Num<W>> {
        let month = Num::splat(self.month as f64);
        match self.scenario.events.when(event) {
            When::BeforeStart | When::Never => None,
            When::In(date) => Some(month - date.0 as f64),
            When::ByChance => {
                let shared = self.shared();
                let until = months_until(shared.taiwan_luck, shared.taiwan_per_year, STEP_YEARS);
                Some(month - (until + HISTORY_MONTHS as f64))
            }
        }
    }

    /// Whether this is the month in which R1 comes out, for the agent that makes it.
    #[inline(always)]
    pub fn is_r1_of(&self, agent: Agent) -> bool {
        match self.scenario.events.when(NamedEvent::R1) {
            When::In(date) => agent == Agent::China && date.0 == self.month,
            _ => false,
        }
    }
}

/// Where an event happens in the month that is so many months after it.
#[inline(always)]
pub fn begins<const W: usize>(months_since: Num<W>) -> Mask<W> {
    months_since.ge(Num::ZERO) & months_since.lt(Num::ONE)
}

/// The state at the start in a scenario whose ChatGPT does not come out in November 2022: without China's caution.
#[inline(always)]
pub fn at_the_start<const W: usize>(scenario: &Scenario, world: &World<W>, recorded: State<W>) -> State<W> {
    let mut state = recorded;
    if scenario.events.when(NamedEvent::ChatGpt) != When::BeforeStart {
        let china = &mut state.agents[Agent::China.index()];
        china.regulation = burden_with_caution(china.regulation, -world.shared.chatgpt_caution);
    }
    state
}
