//! What a game writes: its tables, its figures, its findings in words.

pub mod findings;
pub mod pictures;
pub mod tables;
pub mod words;

use crate::number::percent;
use analysis::game::Payoff;
use analysis::game::judgement::Judgement;
use analysis::game::play::Play;
use analysis::game::zero_sum::TINY;
use engine::scenario::agents::Agent;

/// A finished game.
#[derive(Debug, Clone, Copy)]
pub struct Results<'a> {
    /// Names of the United States' strategies, then of China's.
    pub strategies: &'a [Vec<String>; 2],
    /// What they want, in the same order.
    pub payoffs: &'a [Payoff; 2],
    /// End of the horizon, a decimal year.
    pub end: f64,
    pub play: &'a Play,
    pub judgement: &'a Judgement,
}

impl Results<'_> {
    /// The name of a strategy.
    pub fn name(&self, agent: Agent, strategy: usize) -> &str {
        &self.strategies[agent.index()][strategy]
    }

    /// The strategies of a mixture with their chances, in words: `none`, or `none 25 %, treaty 75 %`.
    pub fn mixture(&self, agent: Agent, chances: &[(usize, f64)]) -> String {
        match chances {
            [(strategy, _)] => self.name(agent, *strategy).to_owned(),
            several => {
                let parts: Vec<String> = several
                    .iter()
                    .map(|(strategy, chance)| format!("{} {}", self.name(agent, *strategy), percent(*chance)))
                    .collect();
                parts.join(", ")
            }
        }
    }

    /// The same of chances given for all strategies; those that round to nothing are left out.
    pub fn chances(&self, agent: Agent, chances: &[f64]) -> String {
        let played = chances.iter().copied().enumerate();
        let played: Vec<(usize, f64)> = played.filter(|(_, chance)| *chance > TINY).collect();
        self.mixture(agent, &played)
    }
}
