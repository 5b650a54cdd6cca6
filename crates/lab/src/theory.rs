//! What game theory says of a shipped game, for the debriefing of one that people have played.

use analysis::game::Payoff;
use analysis::game::file::GameFile;
use analysis::game::judgement::Judgement;
use analysis::game::play::{check, play};
use analysis::game::strategies::parts;
use analysis::study::Silent;
use engine::ensemble::Options;
use engine::scenario::agents::Agent;
use engine::scenario::load::{Kind, Request, load};
use engine::scenario::shipped;
use error::Result;
use serde::Serialize;

/// The equilibria of a game.
#[derive(Debug, Serialize)]
pub struct Theory {
    title: String,
    /// Strategies of the United States, then of China.
    strategies: [Vec<String>; 2],
    equilibria: Vec<Equilibrium>,
    /// Mean payoffs of both where both go on as before: the first cell.
    reference: [f64; 2],
    worlds: u64,
}

#[derive(Debug, Serialize)]
struct Equilibrium {
    /// Chances of each strategy, by side.
    chances: [Vec<f64>; 2],
    payoffs: [f64; 2],
}

/// Plays a shipped game on `runs` worlds, each side wanting its own payoff, under these worldviews.
///
/// # Errors
/// A game or a worldview that does not exist, or that does not fit the others.
pub fn theory(name: &str, worldviews: &[String], runs: u64) -> Result<Theory> {
    let file = GameFile::read(&shipped::resolve(Kind::Game, name)?)?;
    let mut scenarios = Vec::new();
    for us in &file.strategies[0] {
        for china in &file.strategies[1] {
            let named = |kind, names: &mut dyn Iterator<Item = &str>| {
                names
                    .map(|name| shipped::resolve(kind, name))
                    .collect::<Result<Vec<_>>>()
            };
            let request = Request {
                policies: named(Kind::Policy, &mut parts(us).chain(parts(china)))?,
                worldviews: named(Kind::Worldview, &mut worldviews.iter().map(String::as_str))?,
                runs: Some(runs),
                ..shipped::request(&file.scenario)?
            };
            scenarios.push(load(&request, &shipped::resolve)?);
        }
    }
    let payoffs = Agent::ALL.map(Payoff::usual);
    check(&scenarios, &payoffs)?;
    let played = play(
        &scenarios,
        file.strategies[1].len(),
        &payoffs,
        &Options::default(),
        &mut Silent,
    )?;
    let judged = Judgement::of(&played, scenarios[0].seed);
    Ok(Theory {
        title: file.about.title,
        strategies: file.strategies,
        equilibria: judged
            .equilibria
            .list
            .iter()
            .map(|found| Equilibrium {
                chances: found.chances.clone(),
                payoffs: found.payoffs,
            })
            .collect(),
        reference: Agent::ALL.map(|agent| judged.mean(agent, 0, 0).value),
        worlds: played.worlds.len() as u64,
    })
}
