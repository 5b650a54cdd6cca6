//! What is asked of an analysis, and the whole of it: a screening where one chooses the inputs, then the analysis itself.

use super::bootstrap::Bootstrap;
use super::choice::{Choice, Domain};
use super::output::Output;
use super::plan::{Analysis, LEVELS, Method, Plan};
use crate::study::{Input, Kind, Sink, Study, scenarios};
use engine::ensemble::{Options, Workers};
use engine::scenario::Scenario;
use error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Where the inputs come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    #[serde(with = "scenarios::one")]
    pub scenario: Scenario,
    pub method: Method,
    pub asked: Asked,
    pub outputs: Vec<Output>,
}

impl Request {
    /// The request as text, with everything that decides the result beside the scenario.
    pub fn text(&self) -> String {
        let scenario = &self.scenario;
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

/// A finished screening that chose the inputs.
#[derive(Debug)]
pub struct Screening<'a> {
    pub plan: Plan<'a>,
    pub analysis: Analysis,
}

/// Everything that is known when an analysis is done.
#[derive(Debug)]
pub struct Results<'a> {
    pub plan: Plan<'a>,
    /// For each row of the design one number for each output.
    pub results: Vec<f64>,
    pub analysis: Analysis,
    pub screening: Option<Screening<'a>>,
}

impl Request {
    /// The first thing that is simulated, prepared.
    ///
    /// # Errors
    /// As [`Plan::new`].
    pub fn first_plan(&self) -> Result<Plan<'_>> {
        let (choice, method) = match &self.asked {
            Asked::Chosen(choice) => (choice, self.method),
            Asked::MostInfluential { of, trajectories, .. } => {
                let trajectories = *trajectories;
                (of, Method::Morris { trajectories })
            }
        };
        Plan::new(&self.scenario, choice.clone(), self.outputs.clone(), method)
    }
}

impl Study for Request {
    const KIND: Kind = Kind::Sensitivity;
    type Results<'a> = Results<'a>;

    fn inputs(&self) -> Vec<Input> {
        let mut inputs = Input::of_scenario(&self.scenario);
        inputs.push(Input::new("analysis", self.text()));
        inputs
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Results<'_>> {
        let workers = Workers::new(options.threads)?;
        let mut make = |plan: &Plan| {
            sink.stage(plan.design.rows() as u64);
            let results = plan.simulate(options, sink)?;
            let analysis = plan.analyse(&results, &workers);
            Ok((results, analysis))
        };
        let plan = self.first_plan()?;
        let (results, analysis) = make(&plan)?;
        let Asked::MostInfluential { most, .. } = self.asked else {
            return Ok(Results {
                plan,
                results,
                analysis,
                screening: None,
            });
        };
        let screening = Screening { plan, analysis };
        let influential = screening.analysis.influential(most);
        if influential.is_empty() {
            let problem = "the screening found no input that changes any of these metrics; name other metrics";
            return Err(Error::Usage(problem.to_owned()));
        }
        let choice = screening.plan.choice.only(&influential);
        let plan = Plan::new(&self.scenario, choice, self.outputs.clone(), self.method)?;
        let (results, analysis) = make(&plan)?;
        Ok(Results {
            plan,
            results,
            analysis,
            screening: Some(screening),
        })
    }
}
