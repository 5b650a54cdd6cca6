//! A month of the model: the list of stages.

use super::decide::RuleStates;
use super::stages::{Stage, Watch};
use super::state::State;
use super::{account, capability, decide, knowledge, observe, politics, spending, supply};
use crate::model::capability::History;
use crate::model::events::Log;
use crate::numeric::Num;
use crate::scenario::Scenario;
use crate::scenario::agents::Agent;
use crate::scenario::inputs::Imposed;
use crate::scenario::levers::Lever;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::parameters::{AgentParameters, SharedParameters};
use crate::scenario::shocks::Shock;
use crate::scenario::worlds::World;

/// What every stage may read: the scenario, the world's draws, the month.
#[derive(Clone, Copy)]
pub struct Context<'a, const W: usize> {
    pub scenario: &'a Scenario,
    pub imposed: &'a Imposed<W>,
    pub world: &'a World<W>,
    pub month: usize,
}

impl<'a, const W: usize> Context<'a, W> {
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
        match self.imposed.lever_in(lever, month) {
            Some(setting) => setting.or(dated),
            None => dated,
        }
    }

    /// This month's draw of a process that comes in a pair, for one agent.
    #[inline(always)]
    pub fn shock(&self, us_process: Shock, agent: Agent) -> Num<W> {
        self.world.shock(Shock::of(us_process, agent), self.month)
    }
}

/// What `of` gives for each agent. `map` on an array would leave the work to a function of its own, compiled without the wide
/// instructions.
#[inline(always)]
pub fn both<T>(of: impl Fn(Agent) -> T) -> [T; 2] {
    let [us, china] = Agent::ALL;
    [of(us), of(china)]
}

/// One month. A stage reads `now` and what earlier stages have put into `next`; within a stage no agent reads what the other has
/// just written, so the order of agents cannot matter.
#[inline(always)]
pub fn step<const W: usize>(
    context: Context<'_, W>,
    now: &State<W>,
    next: &mut State<W>,
    history: &mut History<W>,
    rules: &mut RuleStates<W>,
    log: &mut Log<'_>,
    watch: &mut Watch<'_>,
) {
    observe::observe(context, now, next);
    watch.lap(Stage::Observe);
    decide::decide(context, now, next, rules, log);
    watch.lap(Stage::Decide);
    politics::regulate(context, now, next, log);
    watch.lap(Stage::Regulate);
    supply::invest(context, now, next);
    watch.lap(Stage::Invest);
    supply::fund(context, now, next);
    watch.lap(Stage::Fund);
    spending::spend(context, now, next);
    watch.lap(Stage::Spend);
    supply::trade_chips(context, now, next, log);
    watch.lap(Stage::TradeChips);
    supply::build_fabs(context, now, next, log);
    watch.lap(Stage::BuildFabs);
    supply::build_compute(context, now, next);
    watch.lap(Stage::BuildCompute);
    knowledge::move_talent(context, now, next);
    watch.lap(Stage::MoveTalent);
    knowledge::pool_data(context, now, next);
    watch.lap(Stage::PoolData);
    knowledge::improve_algorithms(context, now, next, log);
    watch.lap(Stage::ImproveAlgorithms);
    capability::train_and_release(context, now, next, history, log);
    watch.lap(Stage::TrainAndRelease);
    spending::produce(context, now, next);
    watch.lap(Stage::Produce);
    politics::distrust(context, now, next);
    watch.lap(Stage::Distrust);
    politics::keep_safe(context, now, next, log);
    watch.lap(Stage::KeepSafe);
    politics::align_world(context, now, next);
    watch.lap(Stage::AlignWorld);
    politics::govern(context, now, next, log);
    watch.lap(Stage::Govern);
    account::account(context, now, next);
    watch.lap(Stage::Account);
}
