//! What is asked of an analysis, before anything is simulated.

use super::bootstrap::Bootstrap;
use super::choice::{Choice, Domain};
use super::output::Output;
use super::plan::{LEVELS, Method};
use engine::scenario::Scenario;

/// Where the inputs come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// These.
    Chosen(Choice),
    /// The most influential ones of these, by a screening with so many trajectories.
    MostInfluential {
        of: Choice,
        most: usize,
        trajectories: usize,
    },
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub method: Method,
    pub asked: Asked,
    pub outputs: Vec<Output>,
}

impl Request {
    /// The request as text, with everything that decides the result beside the scenario.
    pub fn text(&self, scenario: &Scenario) -> String {
        let seed = scenario.seed;
        let screening =
            |trajectories| format!("Morris screening, {trajectories} trajectories on {LEVELS} levels, seed {seed}");
        let mut lines = vec![match self.method {
            Method::Sobol { points } => format!(
                "method: Sobol indices, {points} base points of Sobol's sequence (direction numbers of Joe and Kuo), Owen scrambling, seed {seed}"
            ),
            Method::Morris { trajectories } => format!("method: {}", screening(trajectories)),
            Method::Tornado { worlds } => format!("method: one at a time, {worlds} worlds"),
        }];
        let choice = match &self.asked {
            Asked::Chosen(choice) => choice,
            Asked::MostInfluential { of, most, trajectories } => {
                lines.push(format!(
                    "inputs: the {most} most influential of those below, by a {}",
                    screening(*trajectories)
                ));
                of
            }
        };
        for factor in &choice.factors {
            let members = factor.columns.iter().map(|&column| {
                let chosen = choice.inputs[column];
                let key = chosen.input.key(&scenario.cards);
                match chosen.domain {
                    Domain::Card => key.to_owned(),
                    Domain::Between { low, high } => format!("{key}={low}:{high}"),
                }
            });
            let members: Vec<String> = members.collect();
            lines.push(match members.as_slice() {
                [one] => format!("input: {one}"),
                _ => format!("group: {}={}", factor.name, members.join(",")),
            });
        }
        lines.extend(self.outputs.iter().map(|output| format!("metric: {}", output.key())));
        lines.push(format!(
            "intervals: 95 %, {} bootstrap resamples, seed {seed}",
            Bootstrap::RESAMPLES
        ));
        lines.push(String::new());
        lines.join("\n")
    }
}
