//! Strategies that another strategy, or a mixture of others, beats whatever the rival does.

use super::bimatrix::Bimatrix;
use super::zero_sum::{TINY, solve};
use engine::scenario::agents::Agent;

/// A strategy that nobody who wants a higher payoff plays.
#[derive(Debug, Clone, PartialEq)]
pub struct Dominated {
    pub agent: Agent,
    pub strategy: usize,
    /// Round of the elimination in which it goes, from 1: later ones are dominated only once those of earlier rounds are gone.
    pub round: usize,
    /// What beats it: strategies with their chances, one strategy alone where that suffices.
    pub by: Vec<(usize, f64)>,
}

/// Strategies that go in iterated elimination of strictly dominated ones, in order: each is worse than one mixture of others,
/// whatever the rival does among what is left. The order of elimination changes nothing in what is left at the end.
pub fn iterated_strict(game: &Bimatrix) -> Vec<Dominated> {
    let mut alive = Agent::ALL.map(|agent| (0..game.strategies(agent)).collect::<Vec<_>>());
    let mut gone: Vec<Dominated> = Vec::new();
    for round in 1.. {
        let mut found = Vec::new();
        for agent in Agent::ALL {
            let (own, others) = (&alive[agent.index()], &alive[agent.rival().index()]);
            for &strategy in own {
                if let Some(by) = strict_dominator(game, agent, strategy, own, others) {
                    found.push(Dominated {
                        agent,
                        strategy,
                        round,
                        by,
                    });
                }
            }
        }
        if found.is_empty() {
            break;
        }
        for one in &found {
            alive[one.agent.index()].retain(|&strategy| strategy != one.strategy);
        }
        gone.extend(found);
    }
    gone
}

fn strict_dominator(
    game: &Bimatrix,
    agent: Agent,
    strategy: usize,
    own: &[usize],
    others: &[usize],
) -> Option<Vec<(usize, f64)>> {
    let rivals: Vec<usize> = own.iter().copied().filter(|&one| one != strategy).collect();
    let gains = |better: usize| {
        others
            .iter()
            .map(|&other| game.payoff(agent, better, other) - game.payoff(agent, strategy, other))
            .collect::<Vec<f64>>()
    };
    if let Some(&better) = rivals
        .iter()
        .find(|&&better| gains(better).iter().all(|gain| *gain > 0.0))
    {
        return Some(vec![(better, 1.0)]);
    }
    if rivals.len() < 2 {
        return None;
    }
    // A mixture beats it everywhere if and only if it can secure a gain above zero.
    let matrix: Vec<Vec<f64>> = rivals.iter().map(|&better| gains(better)).collect();
    let size = matrix.iter().flatten().fold(0.0_f64, |size, gain| size.max(gain.abs()));
    let solution = solve(&matrix);
    (solution.value > TINY * size).then(|| {
        let chances = rivals.into_iter().zip(solution.chances);
        chances.filter(|(_, chance)| *chance > TINY).collect()
    })
}

/// Strategies of the whole game for which another single one is never worse and somewhere better, but not better everywhere:
/// strategy and what beats it. Which of them are left after an elimination depends on its order, so none is made.
pub fn weakly_dominated(game: &Bimatrix, agent: Agent) -> Vec<(usize, usize)> {
    let strategies = 0..game.strategies(agent);
    let gains = |strategy: usize, better: usize| {
        (0..game.strategies(agent.rival()))
            .map(move |other| game.payoff(agent, better, other) - game.payoff(agent, strategy, other))
    };
    strategies
        .clone()
        .filter_map(|strategy| {
            let beats = |better: &usize| {
                gains(strategy, *better).all(|gain| gain >= 0.0)
                    && gains(strategy, *better).any(|gain| gain > 0.0)
                    && gains(strategy, *better).any(|gain| gain == 0.0)
            };
            strategies.clone().find(beats).map(|better| (strategy, better))
        })
        .collect()
}
