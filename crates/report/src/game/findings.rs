//! What a game says, in sentences.

use super::Results;
use super::words::{interval, signed, whose};
use crate::later;
use crate::number::{amount, counted, percent, readable, thousands, told_apart, year};
use analysis::game::bimatrix::Commitment;
use analysis::game::dominance::{iterated_strict, weakly_dominated};
use analysis::game::equilibria::Equilibrium;
use analysis::game::judgement::{BestResponse, Pay, RESAMPLES, Verdict};
use analysis::game::payoff::Payoff;
use analysis::game::zero_sum::TINY;
use engine::model::metrics::Kind;
use engine::numeric::statistics::Difference;
use engine::scenario::agents::Agent;

/// The findings: what was simulated, equilibria, what is dominated, who gains by moving first, what pays, what is not known.
pub fn findings(results: &Results) -> Vec<String> {
    let mut found = vec![size(results), aims(results)];
    found.extend(equilibria(results));
    found.extend(dominance(results));
    found.extend(Agent::ALL.map(|agent| leadership(results, agent)));
    found.extend(Agent::ALL.map(|agent| security(results, agent)));
    found.extend(results.judgement.pays.iter().map(|pay| payment(results, pay)));
    found.extend(twins(results));
    found.extend(
        results
            .judgement
            .best_responses
            .iter()
            .filter_map(|one| close_race(results, one)),
    );
    found
}

/// The name of a strategy in a sentence.
fn named(results: &Results, agent: Agent, strategy: usize) -> String {
    format!("`{}`", results.name(agent, strategy))
}

/// A mixture in a sentence.
fn mixture(results: &Results, agent: Agent, chances: &[(usize, f64)]) -> String {
    match chances {
        [(strategy, _)] => named(results, agent, *strategy),
        several => results.mixture(agent, several),
    }
}

/// The same of chances given for all strategies.
fn mixed(results: &Results, agent: Agent, chances: &[f64]) -> String {
    let played: Vec<(usize, f64)> = chances
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, chance)| *chance > TINY)
        .collect();
    mixture(results, agent, &played)
}

fn unit(results: &Results, agent: Agent) -> &'static str {
    results.payoffs[agent.index()].unit()
}

fn size(results: &Results) -> String {
    let play = &results.play;
    let cells = (play.rows * play.columns) as u64;
    let mut text = format!(
        "{} x {} strategies, {} in each cell ({} in all), the same worlds in every cell",
        play.rows,
        play.columns,
        counted(play.runs, "world"),
        thousands((play.runs * cells) as f64)
    );
    text.push_str(&match play.failed {
        0 => ".".to_owned(),
        failed => format!("; {} failed in a cell and left out of all.", counted(failed, "world")),
    });
    text
}

fn aims(results: &Results) -> String {
    let [us, china] = results.payoffs.each_ref().map(Payoff::formula);
    let has_year = |payoff: &Payoff| payoff.terms.iter().any(|(metric, _)| metric.kind() == Kind::Year);
    let years = match results.payoffs.iter().any(has_year) {
        true => format!(
            "; a year that is never counts as {}, the end of the horizon",
            year(results.end)
        ),
        false => String::new(),
    };
    format!("The United States wants a high mean of {us}, China wants a high mean of {china}{years}.")
}

fn equilibria(results: &Results) -> Vec<String> {
    let judged = &results.judgement;
    let all = &judged.equilibria;
    let mut found = Vec::new();
    if all.is_degenerate {
        found.push(format!(
            "The game is degenerate: somewhere more strategies are equally good than are played, so there may be infinitely many \
             equilibria; the {} here are the extreme ones, of which the others are mixtures.",
            all.list.len()
        ));
    }
    let count = all.list.len();
    let list = all.list.iter().zip(&judged.equilibrium_shares);
    for (place, ((one, share), expected)) in list.zip(&judged.equilibrium_payoffs).enumerate() {
        let number = match count {
            1 => "The only equilibrium".to_owned(),
            _ => format!("Equilibrium {} of {count}", place + 1),
        };
        found.push(equilibrium(results, &number, one, *share, expected));
    }
    found
}

fn equilibrium(
    results: &Results,
    number: &str,
    one: &Equilibrium,
    share: Option<f64>,
    expected: &[Difference; 2],
) -> String {
    let judged = &results.judgement;
    let [us, china] = Agent::ALL.map(|agent| mixed(results, agent, &one.chances[agent.index()]));
    let payoffs = Agent::ALL.map(|agent| {
        let value = amount(one.payoffs[agent.index()], unit(results, agent));
        let expected = &expected[agent.index()];
        match expected.high.is_finite() {
            true => format!("{value} ± {}", readable((expected.high - expected.low) / 2.0)),
            false => format!("{value} (one world: not known how well)"),
        }
    });
    let kind = if one.cell().is_some() { "" } else { ", by chance" };
    let mut text = format!(
        "{number}{kind}: the United States plays {us}, China plays {china}; payoffs {} and {}.",
        payoffs[0], payoffs[1]
    );
    if let Some(share) = share {
        let what = match one.cell() {
            Some(_) => "It is one",
            None => "One with the same strategies exists",
        };
        text.push_str(&format!(
            " {what} in {} of {RESAMPLES} resamples of the worlds.",
            percent(share)
        ));
    }
    if let Some((row, column)) = one.cell()
        && let Some(&(better, other)) = judged.game.improvements(row, column).first()
    {
        text.push_str(&format!(
            " Both would have as much or more with {} and {}: what is best for each is not best for both.",
            named(results, Agent::UnitedStates, better),
            named(results, Agent::China, other)
        ));
    }
    text
}

fn dominance(results: &Results) -> Vec<String> {
    let game = &results.judgement.game;
    let mut found: Vec<String> = iterated_strict(game)
        .iter()
        .map(|one| {
            let when = match one.round {
                1 => "whatever the other side does".to_owned(),
                round => format!("once the strategies that go in earlier rounds are out (round {round})"),
            };
            format!(
                "{} {} is strictly dominated: in the mean {} gives more, {when}.",
                whose(one.agent),
                named(results, one.agent, one.strategy),
                mixture(results, one.agent, &one.by)
            )
        })
        .collect();
    for agent in Agent::ALL {
        found.extend(weakly_dominated(game, agent).into_iter().map(|(strategy, by)| {
            format!(
                "{} {} is weakly dominated: in the mean it is never better than {}, and somewhere equal.",
                whose(agent),
                named(results, agent, strategy),
                named(results, agent, by)
            )
        }));
    }
    found
}

fn leadership(results: &Results, leader: Agent) -> String {
    let judged = &results.judgement;
    let all = judged.game.commitments(leader);
    let most = all.iter().map(|one| one.favourable).fold(f64::NEG_INFINITY, f64::max);
    let best: Vec<&Commitment> = all.iter().filter(|one| one.favourable == most).collect();
    let one = best[0];
    let follower = leader.rival();
    let unit = unit(results, leader);
    let answers: Vec<String> = one
        .answers
        .iter()
        .map(|&answer| named(results, follower, answer))
        .collect();
    let mut text = format!(
        "If {} {} first and {} to it, {} is best: {} {} with {}, which gives {} {}",
        leader.in_sentence(),
        "commits",
        "keeps",
        named(results, leader, one.strategy),
        follower.in_sentence(),
        "answers",
        answers.join(" or "),
        leader.in_sentence(),
        amount(one.favourable, unit)
    );
    if one.adverse < one.favourable {
        text.push_str(&format!(
            " (if it breaks the tie in favour of the leader; {} if against)",
            amount(one.adverse, unit)
        ));
    }
    if best.len() > 1 {
        let others: Vec<String> = best[1..]
            .iter()
            .map(|other| named(results, leader, other.strategy))
            .collect();
        text.push_str(&format!("; {} would do exactly as well", others.join(" and ")));
    }
    text.push_str(&format!(
        ". It is best in {} of the resamples.",
        percent(judged.commitment_shares[leader.index()][one.strategy])
    ));
    text
}

fn security(results: &Results, agent: Agent) -> String {
    let one = results.judgement.game.security(agent);
    let unit = unit(results, agent);
    let rival = agent.rival();
    let mut text = format!(
        "Whatever {} {}, {} can make sure of {} in the mean, with {}",
        rival.in_sentence(),
        "does",
        agent.in_sentence(),
        amount(one.level, unit),
        named(results, agent, one.strategies[0])
    );
    if one.mixed.value > one.level + 1e-9 * (1.0 + one.level.abs()) {
        text.push_str(&format!(
            " ({} by drawing among {})",
            amount(one.mixed.value, unit),
            mixed(results, agent, &one.mixed.chances)
        ));
    }
    text.push_str(&format!(
        "; {} can hold {} down to {}, with {}.",
        rival.in_sentence(),
        "it",
        amount(one.held_down_to, unit),
        named(results, rival, one.punishments[0])
    ));
    text
}

fn payment(results: &Results, pay: &Pay) -> String {
    let (agent, rival) = (pay.agent, pay.agent.rival());
    let unit = unit(results, agent);
    let (strategy, first) = (named(results, agent, pay.strategy), named(results, agent, 0));
    let [answer, to_first] = pay.answers.map(|answer| named(results, rival, answer));
    let (whom, other, reacts) = (agent.in_sentence(), rival.in_sentence(), "reacts");
    let head = match pay.verdict() {
        Verdict::Always => format!("{strategy} pays for {whom} whether or not {other} {reacts}"),
        Verdict::OnlyUnanswered => {
            let does_not = "does not";
            format!("{strategy} pays for {whom} only if {other} {does_not} react")
        }
        Verdict::OnlyAnswered => format!("{strategy} pays for {whom} only once {other} {reacts}"),
        Verdict::Never => format!("{strategy} does not pay for {whom}, whether or not {other} {reacts}"),
        Verdict::Answered => format!(
            "{strategy} pays for {whom} once {other} {reacts}; whether it does without a reaction is not known from so few worlds"
        ),
        Verdict::NotAnswered => format!(
            "{strategy} does not pay for {whom} once {other} {reacts}; whether it does without a reaction is not known from so few worlds"
        ),
        Verdict::Unanswered => format!(
            "{strategy} pays for {whom} without a reaction; whether it does once {other} {reacts} is not known from so few worlds"
        ),
        Verdict::NotUnanswered => format!(
            "{strategy} does not pay for {whom} without a reaction; whether it does once {other} {reacts} is not known from so few worlds"
        ),
        Verdict::Unknown => format!("Whether {strategy} pays for {whom} is not known from so few worlds"),
    };
    let response = match answer == to_first {
        true => format!(
            "when {other} {} with what is best for itself ({answer} either way)",
            "answers"
        ),
        false => format!(
            "when {other} {} each with what is best for itself ({answer}, against {to_first} after {first})",
            "answers"
        ),
    };
    format!(
        "{head}: compared with {first} it brings {} while {other} {} with {}, and {} {response}.",
        interval(&pay.unanswered, unit),
        "stays",
        named(results, rival, 0),
        interval(&pay.answered, unit),
    )
}

/// Strategies that give the same as an earlier one of their side in every cell and world.
fn twins(results: &Results) -> Vec<String> {
    let play = &results.play;
    let mut found = Vec::new();
    for agent in Agent::ALL {
        let game = &results.judgement.game;
        let cells = |own: usize| {
            (0..game.strategies(agent.rival())).flat_map(move |other| {
                let place = analysis::game::bimatrix::cell(agent, own, other, play.columns);
                play.payoffs.iter().map(move |side| &side[place])
            })
        };
        for strategy in 1..game.strategies(agent) {
            if let Some(like) = (0..strategy).find(|&like| cells(like).eq(cells(strategy))) {
                found.push(format!(
                    "Note: {} and {} of {} give the same payoffs in every world, to the last digit.",
                    named(results, agent, like),
                    named(results, agent, strategy),
                    agent.in_sentence()
                ));
            }
        }
    }
    found
}

/// A best response that these worlds do not tell from the next.
fn close_race(results: &Results, one: &BestResponse) -> Option<String> {
    let (next, ahead) = one.next.as_ref()?;
    let gain = format!(
        "{} best answer to {} is {}, but {} is behind by only {}",
        whose(one.agent),
        named(results, one.agent.rival(), one.against),
        named(results, one.agent, one.best[0]),
        named(results, one.agent, *next),
        interval(ahead, unit(results, one.agent)).trim_start_matches('+')
    );
    if let Some(worlds) = one.worlds_needed {
        return Some(format!(
            "Too few worlds: {gain}; about {} worlds would tell them apart.",
            readable(worlds as f64)
        ));
    }
    ahead
        .error
        .is_nan()
        .then(|| format!("Too few worlds: {gain}; take at least two."))
}

/// How far a side's highest mean payoff lies above its lowest.
fn spread(results: &Results, agent: Agent) -> f64 {
    let means = results.judgement.means[agent.index()].iter().map(|mean| mean.value);
    means.clone().fold(f64::NEG_INFINITY, f64::max) - means.fold(f64::INFINITY, f64::min)
}

/// The cell as a reader of the payoff matrix sees it: both payoffs, `*` at a best response, and whether it is an equilibrium.
pub fn cell_text(results: &Results, row: usize, column: usize) -> String {
    let game = &results.judgement.game;
    let lines = [(Agent::UnitedStates, row, column), (Agent::China, column, row)].map(|(agent, own, other)| {
        let star = if game.best_responses(agent, other).contains(&own) {
            "*"
        } else {
            ""
        };
        let payoff = game.payoff(agent, own, other);
        let shown = match unit(results, agent) {
            "year" => year(payoff),
            _ => told_apart(payoff, spread(results, agent)),
        };
        let payoff = format!("{shown}{star}");
        match agent {
            Agent::UnitedStates => later!("figure-game-us_cell", payoff = payoff),
            Agent::China => later!("figure-game-china_cell", payoff = payoff),
        }
    });
    let both = game.best_responses(Agent::UnitedStates, column).contains(&row)
        && game.best_responses(Agent::China, row).contains(&column);
    let mut lines = lines.to_vec();
    if both {
        lines.push(later!("figure-game-equilibrium"));
    }
    lines.join("\n")
}

/// A gain for a row of a figure.
pub fn gain_text(results: &Results, agent: Agent, value: f64) -> String {
    signed(value, unit(results, agent))
}
