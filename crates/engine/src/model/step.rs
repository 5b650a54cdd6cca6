//! A month of the model: the list of stages.

use super::context::Context;
use super::decide::RuleStates;
use super::stages::{Stage, Watch};
use super::state::State;
use super::{account, capability, decide, knowledge, observe, politics, spending, supply};
use crate::model::capability::History;
use crate::model::events::Log;

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
    spending::invest(context, now, next);
    watch.lap(Stage::Invest);
    spending::fund(context, now, next);
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
