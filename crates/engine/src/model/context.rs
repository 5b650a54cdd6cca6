//! What a stage of the model reads beside the state.

use crate::numeric::Num;
use crate::scenario::Scenario;
use crate::scenario::agents::Agent;
use crate::scenario::inputs::Imposed;
use crate::scenario::levers::Lever;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::parameters::{AgentParameters, SharedParameters};
use crate::scenario::shocks::{SHOCKS, Shock};
use crate::scenario::worlds::World;

/// What every stage may read: the scenario, the world's draws, the month.
#[derive(Clone, Copy)]
pub struct Context<'a, const W: usize> {
    pub scenario: &'a Scenario,
    pub imposed: &'a Imposed<W>,
    pub world: &'a World<W>,
    pub month: usize,
    /// The draws of the month.
    shocks: &'a [Num<W>; SHOCKS],
}

impl<'a, const W: usize> Context<'a, W> {
    #[inline(always)]
    pub fn new(scenario: &'a Scenario, imposed: &'a Imposed<W>, world: &'a World<W>, month: usize) -> Self {
        Self {
            scenario,
            imposed,
            world,
            month,
            shocks: world.shocks(month),
        }
    }

    /// Whether a mechanism acts in this scenario.
    #[inline(always)]
    pub fn on(&self, mechanism: Mechanism) -> bool {
        self.scenario.switches.on(mechanism)
    }

    /// Parameters of an agent.
    #[inline(always)]
    pub fn parameters(&self, agent: Agent) -> &'a AgentParameters<W> {
        self.world.parameters_of(agent)
    }

    /// Parameters of no one agent.
    #[inline(always)]
    pub fn shared(&self) -> &'a SharedParameters<W> {
        &self.world.shared
    }

    /// What a lever is set to in `month` by date or by an experiment.
    #[inline(always)]
    pub fn scheduled(&self, lever: Lever, month: usize) -> Num<W> {
        let dated = Num::splat(self.scenario.lever(lever).values[month]);
        self.imposed.or(lever, month, dated)
    }

    /// This month's draw of a process.
    #[inline(always)]
    pub fn shock(&self, process: Shock) -> Num<W> {
        self.shocks[process as usize]
    }

    /// The same of a process that comes in a pair, for one agent.
    #[inline(always)]
    pub fn shock_of(&self, us_process: Shock, agent: Agent) -> Num<W> {
        self.shocks[Shock::of(us_process, agent) as usize]
    }
}

/// What `of` gives for each agent. `map` on an array would leave the work to a function of its own, compiled without the wide
/// instructions.
#[inline(always)]
pub fn both<T>(of: impl Fn(Agent) -> T) -> [T; 2] {
    let [us, china] = Agent::ALL;
    [of(us), of(china)]
}
