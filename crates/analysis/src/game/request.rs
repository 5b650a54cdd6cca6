//! What a game is asked, and the whole of it.

use super::Payoff;
use super::judgement::Judgement;
use super::play::{Play, check, play};
use super::zero_sum::TINY;
use crate::study::{Input, Kind, Sink, Study, scenarios};
use engine::ensemble::{Options, end_year};
use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use error::Result;
use results::number::percent;
use serde::{Deserialize, Serialize};

/// Strategies of two sides, and what each side wants.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    pub title: String,
    /// The game file as it was read; empty without one.
    pub specification: String,
    /// The United States' strategies, then China's. The first of a side is what its others are compared with.
    pub strategies: [Vec<String>; 2],
    pub payoffs: [Payoff; 2],
    /// One a cell, row by row: a row for each strategy of the United States.
    #[serde(with = "scenarios")]
    pub scenarios: Vec<Scenario>,
    /// Whether every world's payoffs are wanted, too.
    pub worlds: bool,
}

/// A finished game.
#[derive(Debug)]
pub struct Results<'a> {
    /// Names of the United States' strategies, then of China's.
    pub strategies: &'a [Vec<String>; 2],
    /// What they want, in the same order.
    pub payoffs: &'a [Payoff; 2],
    /// End of the horizon, a decimal year.
    pub end: f64,
    pub play: Play,
    pub judgement: Judgement,
}

impl Request {
    /// Every cell, called `us strategy / china strategy`.
    pub fn cells(&self) -> impl Iterator<Item = (String, &Scenario)> {
        let [us, china] = &self.strategies;
        let names = us
            .iter()
            .flat_map(move |us| china.iter().map(move |china| format!("{us} / {china}")));
        names.zip(&self.scenarios)
    }
}

impl Study for Request {
    const KIND: Kind = Kind::Game;
    type Results<'a> = Results<'a>;

    fn inputs(&self) -> Vec<Input> {
        let mut text = String::new();
        for (name, scenario) in self.cells() {
            text.push_str(&format!("cell {name}\n{}", scenario_text(scenario)));
        }
        let payoffs: Vec<String> = self.payoffs.iter().map(Payoff::formula).collect();
        vec![
            Input::new("scenario", text),
            Input::new("set of parameter cards", parameters_text(&self.scenarios[0].cards)),
            Input::new("pair of payoffs", payoffs.join("\n")),
            Input::new("title", self.title.clone()),
            Input::new("choice of tables", if self.worlds { "worlds.csv" } else { "" }),
        ]
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Results<'_>> {
        check(&self.scenarios, &self.payoffs)?;
        let scenario = &self.scenarios[0];
        sink.stage(scenario.runs * self.scenarios.len() as u64);
        let play = play(&self.scenarios, self.strategies[1].len(), &self.payoffs, options, sink)?;
        Ok(Results {
            strategies: &self.strategies,
            payoffs: &self.payoffs,
            end: end_year(scenario.months),
            judgement: Judgement::of(&play, scenario.seed),
            play,
        })
    }
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
