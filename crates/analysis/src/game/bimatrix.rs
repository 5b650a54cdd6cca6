//! A game of two sides in strategic form, and what follows from comparing its payoffs: best responses, pure equilibria,
//! commitments, security levels.

use super::zero_sum::{Solution, solve};
use engine::scenario::agents::Agent;

/// Payoffs of both sides in every cell. The United States choose the row, China the column.
#[derive(Debug, Clone, PartialEq)]
pub struct Bimatrix {
    rows: usize,
    columns: usize,
    /// Row by row: the United States' payoffs, then China's.
    payoffs: [Vec<f64>; 2],
}

/// What a side gets that announces a strategy and keeps to it, while the other answers with what is best for itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// The leader's strategy.
    pub strategy: usize,
    /// The follower's best responses to it, all of them.
    pub answers: Vec<usize>,
    /// The leader's payoff if the follower takes the answer that the leader likes best, and if it takes the one it likes least.
    pub favourable: f64,
    pub adverse: f64,
}

/// What a side can make sure of, whatever the other does.
#[derive(Debug, Clone, PartialEq)]
pub struct Security {
    /// The strategies whose lowest payoff is highest, and that payoff.
    pub strategies: Vec<usize>,
    pub level: f64,
    /// The same for chances among strategies (a maximin mixture): never lower.
    pub mixed: Solution,
    /// The strategies of the rival that hold the side down most if it answers as well as it can, and the payoff then.
    pub punishments: Vec<usize>,
    pub held_down_to: f64,
}

impl Bimatrix {
    /// A game from payoffs given row by row; both lists hold `rows` times `columns` finite numbers.
    pub fn new(rows: usize, columns: usize, us: Vec<f64>, china: Vec<f64>) -> Self {
        assert!(us.len() == rows * columns && china.len() == rows * columns);
        Self {
            rows,
            columns,
            payoffs: [us, china],
        }
    }

    /// How many strategies a side has.
    pub fn strategies(&self, agent: Agent) -> usize {
        match agent {
            Agent::UnitedStates => self.rows,
            Agent::China => self.columns,
        }
    }

    /// The payoff of `agent` when it plays `own` and its rival plays `other`.
    pub fn payoff(&self, agent: Agent, own: usize, other: usize) -> f64 {
        self.payoffs[agent.index()][cell(agent, own, other, self.columns)]
    }

    /// The payoffs of `agent`, one row for each of its own strategies.
    pub fn of(&self, agent: Agent) -> Vec<Vec<f64>> {
        (0..self.strategies(agent))
            .map(|own| {
                (0..self.strategies(agent.rival()))
                    .map(|other| self.payoff(agent, own, other))
                    .collect()
            })
            .collect()
    }

    /// The strategies with which `agent` does best against `other`; several where they give exactly the same.
    pub fn best_responses(&self, agent: Agent, other: usize) -> Vec<usize> {
        highest((0..self.strategies(agent)).map(|own| self.payoff(agent, own, other)))
    }

    /// Cells (row, column) in which neither side can gain by changing its strategy alone.
    pub fn pure_equilibria(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for row in 0..self.rows {
            for column in 0..self.columns {
                if self.best_responses(Agent::UnitedStates, column).contains(&row)
                    && self.best_responses(Agent::China, row).contains(&column)
                {
                    found.push((row, column));
                }
            }
        }
        found
    }

    /// Cells in which one side has more than in `(row, column)` and the other no less.
    pub fn improvements(&self, row: usize, column: usize) -> Vec<(usize, usize)> {
        let of = |row: usize, column: usize| self.payoffs.each_ref().map(|side| side[row * self.columns + column]);
        let here = of(row, column);
        (0..self.rows)
            .flat_map(|row| (0..self.columns).map(move |column| (row, column)))
            .filter(|&(row, column)| {
                let there = of(row, column);
                there[0] >= here[0] && there[1] >= here[1] && there != here
            })
            .collect()
    }

    /// What each strategy of `leader` brings it as a commitment.
    pub fn commitments(&self, leader: Agent) -> Vec<Commitment> {
        (0..self.strategies(leader))
            .map(|strategy| {
                let answers = self.best_responses(leader.rival(), strategy);
                let payoffs = answers.iter().map(|&answer| self.payoff(leader, strategy, answer));
                Commitment {
                    strategy,
                    favourable: payoffs.clone().fold(f64::NEG_INFINITY, f64::max),
                    adverse: payoffs.fold(f64::INFINITY, f64::min),
                    answers,
                }
            })
            .collect()
    }

    /// What `agent` can make sure of.
    pub fn security(&self, agent: Agent) -> Security {
        let payoffs = self.of(agent);
        let floors: Vec<f64> = payoffs
            .iter()
            .map(|row| row.iter().copied().fold(f64::INFINITY, f64::min))
            .collect();
        let ceilings: Vec<f64> = (0..self.strategies(agent.rival()))
            .map(|other| payoffs.iter().map(|row| row[other]).fold(f64::NEG_INFINITY, f64::max))
            .collect();
        let strategies = highest(floors.iter().copied());
        let punishments = highest(ceilings.iter().map(|ceiling| -ceiling));
        Security {
            level: floors[strategies[0]],
            strategies,
            mixed: solve(&payoffs),
            held_down_to: ceilings[punishments[0]],
            punishments,
        }
    }
}

/// Place of a cell, row by row, when `agent` plays `own` and its rival plays `other`.
pub fn cell(agent: Agent, own: usize, other: usize, columns: usize) -> usize {
    match agent {
        Agent::UnitedStates => own * columns + other,
        Agent::China => other * columns + own,
    }
}

/// The places of the highest of `values`, all of those that are equal.
pub fn highest(values: impl Iterator<Item = f64> + Clone) -> Vec<usize> {
    let most = values.clone().fold(f64::NEG_INFINITY, f64::max);
    values
        .enumerate()
        .filter(|(_, value)| *value == most)
        .map(|(place, _)| place)
        .collect()
}
