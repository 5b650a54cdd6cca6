//! A world: all draws of `W` runs, made before any policy is read.

use super::agents::Agent;
use super::parameters::{AgentParameters, SharedParameters};
use super::shocks::Shock;
use crate::numeric::Num;

/// The draws of `W` consecutive runs: parameters and monthly shocks.
#[derive(Debug, Clone)]
pub struct World<const W: usize> {
    /// Number of the run in lane 0.
    pub first_run: u64,
    /// Parameters of both agents, in the order of [`Agent::ALL`].
    pub agents: [AgentParameters<W>; 2],
    pub shared: SharedParameters<W>,
    /// The same parameters in registry order, for `draws.csv`.
    pub parameters: Vec<Num<W>>,
    months: usize,
    /// Shocks by process, then month.
    shocks: Vec<Num<W>>,
}

impl<const W: usize> World<W> {
    /// The draw of `process` in `month`: a standard normal, or a uniform strictly between 0 and 1.
    #[inline(always)]
    pub fn shock(&self, process: Shock, month: usize) -> Num<W> {
        self.shocks[process as usize * self.months + month]
    }

    /// Parameters of one agent.
    #[inline(always)]
    pub fn parameters_of(&self, agent: Agent) -> &AgentParameters<W> {
        &self.agents[agent.index()]
    }
}
