//! How well the worlds tell what the mean game says: paired differences, and the same statements in bootstrapped worlds.

use super::bimatrix::{Bimatrix, cell, highest};
use super::equilibria::{Equilibria, Equilibrium, equilibria, has_supports};
use super::play::Play;
use engine::numeric::statistics::{Difference, Moments, difference_of_means, draw_multiplicities};
use engine::numeric::streams::Streams;
use engine::scenario::agents::Agent;

/// Resamples of the worlds: a share seen in them is known to 2.5 percentage points or better (one standard error).
pub const RESAMPLES: usize = 400;
/// Purpose of the streams from which worlds are resampled, far from those of the worlds' draws.
const RESAMPLING: u8 = 230;

/// A payoff's mean over the worlds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    pub value: f64,
    pub error: f64,
}

/// What one side does best against one strategy of the other.
#[derive(Debug, Clone, PartialEq)]
pub struct BestResponse {
    pub agent: Agent,
    /// The rival's strategy.
    pub against: usize,
    /// All that give exactly the highest mean.
    pub best: Vec<usize>,
    /// The best of the others, and by how much the best is ahead in the same worlds; none if all are equally good.
    pub next: Option<(usize, Difference)>,
    /// Share of the resamples in which `best[0]` is a best response.
    pub share: f64,
    /// About so many worlds would tell the best from the next, where these do not.
    pub worlds_needed: Option<u64>,
}

/// Whether a strategy pays against the first of its side, which stands for going on as before.
#[derive(Debug, Clone, PartialEq)]
pub struct Pay {
    pub agent: Agent,
    pub strategy: usize,
    /// Gain while the rival stays with its own first strategy.
    pub unanswered: Difference,
    /// The rival's best response to the strategy, and to the first one.
    pub answers: [usize; 2],
    /// Gain when the rival answers either with its best response.
    pub answered: Difference,
}

/// What the worlds say of a strategy against the first of its side: each of the two gains is judged by its own interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It gains, whether the rival answers or not.
    Always,
    /// It gains only while the rival does not react.
    OnlyUnanswered,
    /// It gains only once the rival answers.
    OnlyAnswered,
    Never,
    /// It gains once the rival answers; whether it does without an answer is not known.
    Answered,
    /// It does not gain once the rival answers; without an answer is not known.
    NotAnswered,
    /// It gains while the rival does not react; with an answer is not known.
    Unanswered,
    /// It does not gain while the rival does not react; with an answer is not known.
    NotUnanswered,
    /// Both gains may be above zero or below.
    Unknown,
}

impl Verdict {
    /// The word in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::OnlyUnanswered => "only_unanswered",
            Self::OnlyAnswered => "only_answered",
            Self::Never => "never",
            Self::Answered => "answered",
            Self::NotAnswered => "not_answered",
            Self::Unanswered => "unanswered",
            Self::NotUnanswered => "not_unanswered",
            Self::Unknown => "unknown",
        }
    }
}

impl Pay {
    /// Judged by on which side of zero the 95 % interval of each gain lies.
    pub fn verdict(&self) -> Verdict {
        match (gains(&self.unanswered), gains(&self.answered)) {
            (Some(true), Some(true)) => Verdict::Always,
            (Some(true), Some(false)) => Verdict::OnlyUnanswered,
            (Some(false), Some(true)) => Verdict::OnlyAnswered,
            (Some(false), Some(false)) => Verdict::Never,
            (None, Some(true)) => Verdict::Answered,
            (None, Some(false)) => Verdict::NotAnswered,
            (Some(true), None) => Verdict::Unanswered,
            (Some(false), None) => Verdict::NotUnanswered,
            (None, None) => Verdict::Unknown,
        }
    }
}

/// Whether a difference is above zero; `None` where its interval holds zero but not only zero.
fn gains(difference: &Difference) -> Option<bool> {
    let Difference { low, high, .. } = *difference;
    if low > 0.0 {
        Some(true)
    } else {
        (high < 0.0 || (low, high) == (0.0, 0.0)).then_some(false)
    }
}

/// Everything said about a simulated game.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    pub game: Bimatrix,
    /// The United States' means, then China's, row by row.
    pub means: [Vec<Mean>; 2],
    pub equilibria: Equilibria,
    /// For each equilibrium the share of resamples in which the game has one with the same strategies played; `None` where the
    /// sides play different numbers of strategies, which only a degenerate game has.
    pub equilibrium_shares: Vec<Option<f64>>,
    /// 95 % intervals of the payoffs of both sides in each equilibrium, its strategies and their chances taken as they are.
    pub equilibrium_payoffs: Vec<[Difference; 2]>,
    /// For each cell, row by row, the share of resamples in which it is an equilibrium.
    pub cell_shares: Vec<f64>,
    /// Share of the resamples in which any cell is one.
    pub pure_share: f64,
    /// Those of the United States, then China's, in order of the rival's strategies.
    pub best_responses: Vec<BestResponse>,
    pub pays: Vec<Pay>,
    /// For each leader and strategy the share of resamples in which it is the best commitment, the follower breaking ties for
    /// the leader.
    pub commitment_shares: [Vec<f64>; 2],
}

impl Judgement {
    /// Judges a game; equal seeds resample equally.
    pub fn of(play: &Play, seed: u64) -> Self {
        let means = play
            .payoffs
            .each_ref()
            .map(|cells| cells.iter().map(|payoffs| mean(payoffs)).collect::<Vec<_>>());
        let values = means
            .each_ref()
            .map(|means| means.iter().map(|mean| mean.value).collect::<Vec<_>>());
        let [us, china] = values;
        let game = Bimatrix::new(play.rows, play.columns, us, china);
        let equilibria = equilibria(&game);
        let resampled = Resampled::count(play, &game, &equilibria, seed);
        let best_responses = Agent::ALL
            .into_iter()
            .flat_map(|agent| (0..game.strategies(agent.rival())).map(move |against| (agent, against)))
            .map(|(agent, against)| best_response(play, &game, agent, against, &resampled))
            .collect();
        let pays = Agent::ALL
            .into_iter()
            .flat_map(|agent| (1..game.strategies(agent)).map(move |strategy| (agent, strategy)))
            .map(|(agent, strategy)| pay(play, &game, agent, strategy))
            .collect();
        Self {
            equilibrium_shares: resampled.equilibria,
            equilibrium_payoffs: equilibria.list.iter().map(|one| payoffs_in(play, one)).collect(),
            pure_share: resampled.pure,
            cell_shares: resampled.cells,
            commitment_shares: resampled.commitments,
            means,
            equilibria,
            best_responses,
            pays,
            game,
        }
    }

    /// The mean payoff of a side in a cell.
    pub fn mean(&self, agent: Agent, row: usize, column: usize) -> Mean {
        self.means[agent.index()][row * self.game.strategies(Agent::China) + column]
    }
}

fn mean(payoffs: &[f64]) -> Mean {
    let moments = Moments::of(payoffs.iter().copied());
    Mean {
        value: moments.mean(),
        error: moments.mean_error(),
    }
}

/// Mean payoffs of both sides over the worlds when they draw among their strategies as in an equilibrium.
fn payoffs_in(play: &Play, equilibrium: &Equilibrium) -> [Difference; 2] {
    let [us, china] = &equilibrium.chances;
    play.payoffs.each_ref().map(|cells| {
        let mut expected = vec![0.0; play.worlds.len()];
        for (row, of_row) in us.iter().enumerate() {
            for (column, of_column) in china.iter().enumerate() {
                let payoffs = &cells[row * play.columns + column];
                for (sum, payoff) in expected.iter_mut().zip(payoffs) {
                    *sum += of_row * of_column * payoff;
                }
            }
        }
        difference_of_means(&vec![0.0; expected.len()], &expected)
    })
}

/// Payoffs of a side in one cell, world by world.
fn worlds(play: &Play, agent: Agent, own: usize, other: usize) -> &[f64] {
    &play.payoffs[agent.index()][cell(agent, own, other, play.columns)]
}

fn best_response(play: &Play, game: &Bimatrix, agent: Agent, against: usize, resampled: &Resampled) -> BestResponse {
    let best = game.best_responses(agent, against);
    let others: Vec<usize> = (0..game.strategies(agent)).filter(|own| !best.contains(own)).collect();
    let next = highest(others.iter().map(|&own| game.payoff(agent, own, against)));
    let next = next.first().map(|&place| {
        let next = others[place];
        let (low, high) = (
            worlds(play, agent, next, against),
            worlds(play, agent, best[0], against),
        );
        (next, difference_of_means(low, high))
    });
    BestResponse {
        agent,
        against,
        share: resampled.best_responses[agent.index()][against][best[0]],
        worlds_needed: next.and_then(|(_, difference)| worlds_needed(&difference, play.worlds.len() as u64)),
        best,
        next,
    }
}

/// About how many worlds would put the whole 95 % interval of a difference above zero, if its estimate is right; `None` if these
/// `worlds` do, or if there is nothing to go by.
pub fn worlds_needed(difference: &Difference, worlds: u64) -> Option<u64> {
    let Difference { value, low, high, .. } = *difference;
    if low > 0.0 || high < 0.0 || value == 0.0 || !(value - low).is_finite() {
        return None;
    }
    let ratio = (value - low) / value.abs();
    // Half as many again: the estimate that turns up next is as likely below the true difference as above it.
    Some((worlds as f64 * ratio * ratio * 1.5).ceil() as u64)
}

fn pay(play: &Play, game: &Bimatrix, agent: Agent, strategy: usize) -> Pay {
    let gain = |of: [usize; 2], against: [usize; 2]| {
        difference_of_means(
            worlds(play, agent, of[1], against[1]),
            worlds(play, agent, of[0], against[0]),
        )
    };
    let answers = [strategy, 0].map(|own| {
        // Of answers that are equally good for the rival, the one that is worst for this side.
        let best = game.best_responses(agent.rival(), own);
        let harm = highest(best.iter().map(|&answer| -game.payoff(agent, own, answer)));
        best[harm[0]]
    });
    Pay {
        agent,
        strategy,
        unanswered: gain([strategy, 0], [0, 0]),
        answers,
        answered: gain([strategy, 0], answers),
    }
}

/// Shares of the resamples in which something holds.
struct Resampled {
    equilibria: Vec<Option<f64>>,
    cells: Vec<f64>,
    /// In which any cell is an equilibrium.
    pure: f64,
    /// By side, the rival's strategy, own strategy.
    best_responses: [Vec<Vec<f64>>; 2],
    commitments: [Vec<f64>; 2],
}

impl Resampled {
    fn count(play: &Play, game: &Bimatrix, equilibria: &Equilibria, seed: u64) -> Self {
        let streams = Streams::new(seed);
        let supports: Vec<[Vec<usize>; 2]> = equilibria
            .list
            .iter()
            .map(|one| Agent::ALL.map(|agent| one.support(agent)))
            .collect();
        let is_judged = |supports: &[Vec<usize>; 2]| supports[0].len() == supports[1].len();
        let sizes = Agent::ALL.map(|agent| game.strategies(agent));
        let mut shares = Self {
            equilibria: supports.iter().map(|one| is_judged(one).then_some(0.0)).collect(),
            cells: vec![0.0; play.rows * play.columns],
            pure: 0.0,
            best_responses: Agent::ALL.map(|agent| vec![vec![0.0; sizes[agent.index()]]; sizes[agent.rival().index()]]),
            commitments: sizes.map(|size| vec![0.0; size]),
        };
        let mut times = vec![0; play.worlds.len()];
        for resample in 0..RESAMPLES {
            draw_multiplicities(&mut streams.open(resample as u64, RESAMPLING), &mut times);
            let [us, china] = play
                .payoffs
                .each_ref()
                .map(|cells| cells.iter().map(|payoffs| weighted_mean(payoffs, &times)).collect());
            let now = Bimatrix::new(play.rows, play.columns, us, china);
            for (share, supports) in shares.equilibria.iter_mut().zip(&supports) {
                if let Some(share) = share
                    && has_supports_or_cell(&now, supports)
                {
                    *share += 1.0;
                }
            }
            let pure = now.pure_equilibria();
            shares.pure += f64::from(u8::from(!pure.is_empty()));
            for (row, column) in pure {
                shares.cells[row * play.columns + column] += 1.0;
            }
            for agent in Agent::ALL {
                for (against, of_own) in shares.best_responses[agent.index()].iter_mut().enumerate() {
                    now.best_responses(agent, against)
                        .into_iter()
                        .for_each(|own| of_own[own] += 1.0);
                }
                let worth = now.commitments(agent);
                highest(worth.iter().map(|one| one.favourable))
                    .into_iter()
                    .for_each(|own| shares.commitments[agent.index()][own] += 1.0);
            }
        }
        let counts = shares.equilibria.iter_mut().flatten().chain(&mut shares.cells);
        let counts = counts.chain(std::iter::once(&mut shares.pure));
        let counts = counts.chain(shares.best_responses.iter_mut().flatten().flatten());
        for count in counts.chain(shares.commitments.iter_mut().flatten()) {
            *count /= RESAMPLES as f64;
        }
        shares
    }
}

/// Equal payoffs must stay equal where a side plays one strategy, so there the payoffs themselves are compared.
fn has_supports_or_cell(game: &Bimatrix, supports: &[Vec<usize>; 2]) -> bool {
    match (&supports[0][..], &supports[1][..]) {
        (&[row], &[column]) => {
            game.best_responses(Agent::UnitedStates, column).contains(&row)
                && game.best_responses(Agent::China, row).contains(&column)
        }
        _ => has_supports(game, supports),
    }
}

/// The mean of `payoffs` when world `k` comes `times[k]` times.
fn weighted_mean(payoffs: &[f64], times: &[u16]) -> f64 {
    let sum: f64 = payoffs
        .iter()
        .zip(times)
        .map(|(payoff, &n)| payoff * f64::from(n))
        .sum();
    sum / payoffs.len() as f64
}
