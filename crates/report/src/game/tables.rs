//! The tables of a game as bytes.

use super::Results;
use super::columns::{BEST_RESPONSES, CELLS, COMMITMENTS, DOMINATED, EQUILIBRIA, PAYS, SECURITY, WORLDS};
use crate::columns::{Column, dictionary_of, number, write, yes_no};
use crate::dictionary::DICTIONARY_CSV;
use analysis::game::dominance::{iterated_strict, weakly_dominated};
use analysis::game::payoff::Payoff;
use engine::error::Result;
use engine::numeric::statistics::{Difference, student_95};
use engine::scenario::agents::Agent;

/// One row a cell: payoffs of both sides, and whether it is an equilibrium.
pub const CELLS_CSV: &str = "cells.csv";
/// One row for each side and strategy of its rival.
pub const BEST_RESPONSES_CSV: &str = "best_responses.csv";
/// One row for each equilibrium, side and strategy played in it.
pub const EQUILIBRIA_CSV: &str = "equilibria.csv";
/// One row for each dominated strategy; only the header where there is none.
pub const DOMINATED_CSV: &str = "dominated.csv";
/// One row for each leader and strategy that it may announce.
pub const COMMITMENTS_CSV: &str = "commitments.csv";
/// One row a side.
pub const SECURITY_CSV: &str = "security.csv";
/// One row for each strategy but the first of a side.
pub const PAYS_CSV: &str = "pays.csv";
/// One row a world and cell. Only on request.
pub const WORLDS_CSV: &str = "worlds.csv";

/// All tables that a game may write, the data dictionary left out.
pub const FILES: [&str; 8] = [
    CELLS_CSV,
    BEST_RESPONSES_CSV,
    EQUILIBRIA_CSV,
    DOMINATED_CSV,
    COMMITMENTS_CSV,
    SECURITY_CSV,
    PAYS_CSV,
    WORLDS_CSV,
];

/// What the columns of all tables mean.
pub const DESCRIBED: [&[Column]; 8] = [
    CELLS,
    BEST_RESPONSES,
    EQUILIBRIA,
    DOMINATED,
    COMMITMENTS,
    SECURITY,
    PAYS,
    WORLDS,
];

/// Every table with its bytes, the data dictionary last. `worlds` asks for each world's payoffs.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn tables(results: &Results, worlds: bool) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let mut tables = vec![
        (CELLS_CSV, CELLS, cells(results)),
        (BEST_RESPONSES_CSV, BEST_RESPONSES, best_responses(results)),
        (EQUILIBRIA_CSV, EQUILIBRIA, equilibria(results)),
        (DOMINATED_CSV, DOMINATED, dominated(results)),
        (COMMITMENTS_CSV, COMMITMENTS, commitments(results)),
        (SECURITY_CSV, SECURITY, security(results)),
        (PAYS_CSV, PAYS, pays(results)),
    ];
    if worlds {
        tables.push((WORLDS_CSV, WORLDS, each_world(results)));
    }
    let mut written = Vec::new();
    for (name, columns, rows) in &tables {
        written.push((*name, write(name, columns, rows)?));
    }
    let meaning = "what the side maximises; years that are never count as the end of the horizon";
    let formulas = results.payoffs.each_ref().map(Payoff::formula);
    let [us, china] = results.payoffs.each_ref().map(Payoff::unit);
    let payoffs = [
        ["payoff", "us", us, meaning, &formulas[0]],
        ["payoff", "china", china, meaning, &formulas[1]],
    ];
    let columns = tables.iter().map(|(name, columns, _)| (*name, *columns));
    written.push((DICTIONARY_CSV, dictionary_of(columns, &payoffs)?));
    Ok(written)
}

fn of_difference(difference: &Difference) -> [String; 4] {
    let Difference {
        value,
        error,
        low,
        high,
    } = *difference;
    [value, error, low, high].map(number)
}

fn names(results: &Results, agent: Agent, strategies: &[usize]) -> String {
    let names: Vec<&str> = strategies.iter().map(|&one| results.name(agent, one)).collect();
    names.join(";")
}

/// Every cell: row, column, and its place.
fn places(results: &Results) -> impl Iterator<Item = (usize, usize, usize)> {
    let columns = results.play.columns;
    (0..results.play.rows * columns).map(move |place| (place / columns, place % columns, place))
}

fn cells(results: &Results) -> Vec<Vec<String>> {
    let judged = results.judgement;
    let reach = student_95((results.play.worlds.len() as u64).saturating_sub(1));
    places(results)
        .map(|(row, column, place)| {
            let mut cells = vec![
                results.name(Agent::UnitedStates, row).to_owned(),
                results.name(Agent::China, column).to_owned(),
                results.play.worlds.len().to_string(),
            ];
            for agent in Agent::ALL {
                let mean = judged.mean(agent, row, column);
                let half = reach * mean.error;
                cells.extend([mean.value, mean.error, mean.value - half, mean.value + half].map(number));
            }
            let us = judged.game.best_responses(Agent::UnitedStates, column).contains(&row);
            let china = judged.game.best_responses(Agent::China, row).contains(&column);
            cells.extend([us, china, us && china].map(yes_no));
            cells.push(number(judged.cell_shares[place]));
            cells.push(judged.game.improvements(row, column).len().to_string());
            cells
        })
        .collect()
}

fn best_responses(results: &Results) -> Vec<Vec<String>> {
    let judged = results.judgement;
    let rows = judged.best_responses.iter().map(|one| {
        let mut cells = vec![
            one.agent.key().to_owned(),
            results.name(one.agent.rival(), one.against).to_owned(),
            names(results, one.agent, &one.best),
            number(judged.game.payoff(one.agent, one.best[0], one.against)),
            number(one.share),
        ];
        match &one.next {
            Some((next, ahead)) => {
                cells.push(results.name(one.agent, *next).to_owned());
                cells.extend(of_difference(ahead));
            }
            None => cells.extend(vec![String::new(); 5]),
        }
        cells.push(one.worlds_needed.map_or_else(String::new, |worlds| worlds.to_string()));
        cells
    });
    rows.collect()
}

fn equilibria(results: &Results) -> Vec<Vec<String>> {
    let judged = results.judgement;
    let mut rows = Vec::new();
    let list = judged.equilibria.list.iter().zip(&judged.equilibrium_shares);
    for (place, ((one, share), expected)) in list.zip(&judged.equilibrium_payoffs).enumerate() {
        for agent in Agent::ALL {
            for strategy in one.support(agent) {
                rows.push(vec![
                    (place + 1).to_string(),
                    if one.cell().is_some() { "pure" } else { "mixed" }.to_owned(),
                    agent.key().to_owned(),
                    results.name(agent, strategy).to_owned(),
                    number(one.chances[agent.index()][strategy]),
                    number(one.payoffs[agent.index()]),
                    share.map_or_else(String::new, number),
                    number(expected[agent.index()].low),
                    number(expected[agent.index()].high),
                    number(judged.pure_share),
                ]);
            }
        }
    }
    rows
}

fn dominated(results: &Results) -> Vec<Vec<String>> {
    let game = &results.judgement.game;
    let strict = iterated_strict(game).into_iter().map(|one| {
        vec![
            one.agent.key().to_owned(),
            results.name(one.agent, one.strategy).to_owned(),
            "strict".to_owned(),
            one.round.to_string(),
            results.mixture(one.agent, &one.by),
        ]
    });
    let weak = Agent::ALL.into_iter().flat_map(|agent| {
        weakly_dominated(game, agent).into_iter().map(move |(strategy, by)| {
            vec![
                agent.key().to_owned(),
                results.name(agent, strategy).to_owned(),
                "weak".to_owned(),
                String::new(),
                results.name(agent, by).to_owned(),
            ]
        })
    });
    strict.chain(weak).collect()
}

fn commitments(results: &Results) -> Vec<Vec<String>> {
    let judged = results.judgement;
    let mut rows = Vec::new();
    for leader in Agent::ALL {
        let all = judged.game.commitments(leader);
        let best = all.iter().map(|one| one.favourable).fold(f64::NEG_INFINITY, f64::max);
        for one in all {
            let follower = judged.game.payoff(leader.rival(), one.answers[0], one.strategy);
            let mut cells = vec![
                leader.key().to_owned(),
                results.name(leader, one.strategy).to_owned(),
                names(results, leader.rival(), &one.answers),
            ];
            cells.extend([one.favourable, one.adverse, follower].map(number));
            cells.push(yes_no(one.favourable == best));
            cells.push(number(judged.commitment_shares[leader.index()][one.strategy]));
            rows.push(cells);
        }
    }
    rows
}

fn security(results: &Results) -> Vec<Vec<String>> {
    let rows = Agent::ALL.into_iter().map(|agent| {
        let one = results.judgement.game.security(agent);
        vec![
            agent.key().to_owned(),
            number(one.level),
            names(results, agent, &one.strategies),
            number(one.mixed.value),
            results.chances(agent, &one.mixed.chances),
            number(one.held_down_to),
            names(results, agent.rival(), &one.punishments),
        ]
    });
    rows.collect()
}

fn pays(results: &Results) -> Vec<Vec<String>> {
    let rows = results.judgement.pays.iter().map(|one| {
        let rival = one.agent.rival();
        let mut cells = vec![
            one.agent.key().to_owned(),
            results.name(one.agent, one.strategy).to_owned(),
            results.name(one.agent, 0).to_owned(),
        ];
        cells.extend(of_difference(&one.unanswered));
        cells.extend(one.answers.map(|answer| results.name(rival, answer).to_owned()));
        cells.extend(of_difference(&one.answered));
        cells.push(one.verdict().key().to_owned());
        cells
    });
    rows.collect()
}

fn each_world(results: &Results) -> Vec<Vec<String>> {
    let play = results.play;
    let mut rows = Vec::new();
    for (world, run) in play.worlds.iter().enumerate() {
        for (row, column, place) in places(results) {
            let mut cells = vec![
                run.to_string(),
                results.name(Agent::UnitedStates, row).to_owned(),
                results.name(Agent::China, column).to_owned(),
            ];
            cells.extend(play.payoffs.each_ref().map(|side| number(side[place][world])));
            rows.push(cells);
        }
    }
    rows
}
