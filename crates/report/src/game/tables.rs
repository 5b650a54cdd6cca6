//! The tables of a game.

use super::Results;
use analysis::amounts::estimate;
use analysis::game::dominance::{iterated_strict, weakly_dominated};
use analysis::game::payoff::Payoff;
use analysis::game::schema;
use engine::numeric::statistics::student_95;
use engine::scenario::agents::Agent;
use results::dictionary::dictionary;
use results::row;
use results::table::{Table, Value};

/// Every table, the data dictionary last. `worlds` asks for each world's payoffs.
pub fn tables(results: &Results, worlds: bool) -> Vec<Table> {
    let mut tables = vec![
        cells(results),
        best_responses(results),
        equilibria(results),
        dominated(results),
        commitments(results),
        security(results),
        pays(results),
    ];
    if worlds {
        tables.push(each_world(results));
    }
    let meaning = "what the side maximises; years that are never count as the end of the horizon";
    let formulas = results.payoffs.each_ref().map(Payoff::formula);
    let [us, china] = results.payoffs.each_ref().map(Payoff::unit);
    let payoffs = [
        ["payoff", "us", us, meaning, &formulas[0]],
        ["payoff", "china", china, meaning, &formulas[1]],
    ];
    let dictionary = dictionary(tables.iter().map(|table| &table.schema), payoffs);
    tables.push(dictionary);
    tables
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

fn cells(results: &Results) -> Table {
    let mut table = Table::new(&schema::CELLS);
    let judged = &results.judgement;
    let reach = student_95((results.play.worlds.len() as u64).saturating_sub(1));
    for (row, column, place) in places(results) {
        let mut cells = Vec::from(row![
            results.name(Agent::UnitedStates, row),
            results.name(Agent::China, column),
            results.play.worlds.len(),
        ]);
        for agent in Agent::ALL {
            let mean = judged.mean(agent, row, column);
            let half = reach * mean.error;
            cells.extend(row![mean.value, mean.error, mean.value - half, mean.value + half]);
        }
        let us = judged.game.best_responses(Agent::UnitedStates, column).contains(&row);
        let china = judged.game.best_responses(Agent::China, row).contains(&column);
        let better_for_both = judged.game.improvements(row, column).len();
        cells.extend(row![us, china, us && china, judged.cell_shares[place], better_for_both]);
        table.push(cells);
    }
    table
}

fn best_responses(results: &Results) -> Table {
    let mut table = Table::new(&schema::BEST_RESPONSES);
    let judged = &results.judgement;
    for one in &judged.best_responses {
        let mut cells = Vec::from(row![
            one.agent.key(),
            results.name(one.agent.rival(), one.against),
            names(results, one.agent, &one.best),
            judged.game.payoff(one.agent, one.best[0], one.against),
            one.share,
        ]);
        match &one.next {
            Some((next, ahead)) => {
                cells.push(results.name(one.agent, *next).into());
                cells.extend(estimate(*ahead).cells());
            }
            None => cells.extend(vec![Value::Nothing; 5]),
        }
        cells.push(one.worlds_needed.into());
        table.push(cells);
    }
    table
}

fn equilibria(results: &Results) -> Table {
    let mut table = Table::new(&schema::EQUILIBRIA);
    let judged = &results.judgement;
    let list = judged.equilibria.list.iter().zip(&judged.equilibrium_shares);
    for (place, ((one, share), expected)) in list.zip(&judged.equilibrium_payoffs).enumerate() {
        for agent in Agent::ALL {
            for strategy in one.support(agent) {
                table.push(row![
                    place + 1,
                    if one.cell().is_some() { "pure" } else { "mixed" },
                    agent.key(),
                    results.name(agent, strategy),
                    one.chances[agent.index()][strategy],
                    one.payoffs[agent.index()],
                    *share,
                    expected[agent.index()].low,
                    expected[agent.index()].high,
                    judged.pure_share,
                ]);
            }
        }
    }
    table
}

fn dominated(results: &Results) -> Table {
    let mut table = Table::new(&schema::DOMINATED);
    let game = &results.judgement.game;
    for one in iterated_strict(game) {
        table.push(row![
            one.agent.key(),
            results.name(one.agent, one.strategy),
            "strict",
            one.round,
            results.mixture(one.agent, &one.by),
        ]);
    }
    for agent in Agent::ALL {
        for (strategy, by) in weakly_dominated(game, agent) {
            table.push(row![
                agent.key(),
                results.name(agent, strategy),
                "weak",
                Value::Nothing,
                results.name(agent, by),
            ]);
        }
    }
    table
}

fn commitments(results: &Results) -> Table {
    let mut table = Table::new(&schema::COMMITMENTS);
    let judged = &results.judgement;
    for leader in Agent::ALL {
        let all = judged.game.commitments(leader);
        let best = all.iter().map(|one| one.favourable).fold(f64::NEG_INFINITY, f64::max);
        for one in all {
            let follower = judged.game.payoff(leader.rival(), one.answers[0], one.strategy);
            table.push(row![
                leader.key(),
                results.name(leader, one.strategy),
                names(results, leader.rival(), &one.answers),
                one.favourable,
                one.adverse,
                follower,
                one.favourable == best,
                judged.commitment_shares[leader.index()][one.strategy],
            ]);
        }
    }
    table
}

fn security(results: &Results) -> Table {
    let mut table = Table::new(&schema::SECURITY);
    for agent in Agent::ALL {
        let one = results.judgement.game.security(agent);
        table.push(row![
            agent.key(),
            one.level,
            names(results, agent, &one.strategies),
            one.mixed.value,
            results.chances(agent, &one.mixed.chances),
            one.held_down_to,
            names(results, agent.rival(), &one.punishments),
        ]);
    }
    table
}

fn pays(results: &Results) -> Table {
    let mut table = Table::new(&schema::PAYS);
    for one in &results.judgement.pays {
        let rival = one.agent.rival();
        let mut cells = Vec::from(row![
            one.agent.key(),
            results.name(one.agent, one.strategy),
            results.name(one.agent, 0),
        ]);
        cells.extend(estimate(one.unanswered).cells());
        cells.extend(one.answers.map(|answer| Value::from(results.name(rival, answer))));
        cells.extend(estimate(one.answered).cells());
        cells.push(one.verdict().key().into());
        table.push(cells);
    }
    table
}

fn each_world(results: &Results) -> Table {
    let mut table = Table::new(&schema::WORLDS);
    let play = &results.play;
    for (world, run) in play.worlds.iter().enumerate() {
        for (row, column, place) in places(results) {
            let [us, china] = play.payoffs.each_ref().map(|side| side[place][world]);
            table.push(row![
                *run,
                results.name(Agent::UnitedStates, row),
                results.name(Agent::China, column),
                us,
                china,
            ]);
        }
    }
    table
}
