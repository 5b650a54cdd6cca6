//! What a comparison is asked, and the whole of it.

use super::weightings::{Weightings, weightings};
use super::{Case, CaseResult, Effect, Reversal, check, effects, idle_settings, reversals};
use crate::aim::PayoffOwner;
use crate::study::{Input, Kind, Sink, Study, scenarios};
use engine::ensemble::{Detail, Options};
use engine::model::series::{AgentVariable, Series, WorldVariable};
use engine::scenario::agents::Agent;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use error::Result;
use serde::{Deserialize, Serialize};

/// The series whose spread over the months is drawn and written: the only ones that are collected.
pub const DRAWN: &[Series] = &[
    Series::Agent(Agent::China, AgentVariable::LagMonths),
    Series::Agent(Agent::China, AgentVariable::ReleasedEci),
    Series::World(WorldVariable::ComputeRatio),
    Series::Agent(Agent::China, AgentVariable::UsableCompute),
    Series::Agent(Agent::China, AgentVariable::ChipQualityRatio),
    Series::Agent(Agent::China, AgentVariable::SelfSufficiency),
    Series::Agent(Agent::China, AgentVariable::Spending),
    Series::Agent(Agent::UnitedStates, AgentVariable::RaceCost),
    Series::Agent(Agent::UnitedStates, AgentVariable::SafetyEffort),
];

/// Policies and what they are compared with, which stands first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    #[serde(with = "scenarios::cases")]
    pub cases: Vec<Case>,
    /// The payoff that the policies are judged by, under its own and under other weights.
    #[serde(default)]
    pub payoff: Option<PayoffOwner>,
}

/// Everything that was compared. The reference stands first among cases and results.
#[derive(Debug)]
pub struct Comparison<'a> {
    pub cases: &'a [Case],
    pub results: Vec<CaseResult>,
    /// By alternative (the cases after the reference), then metric.
    pub effects: Vec<Vec<Effect>>,
    /// By alternative, then metric: where the effect would be the other way round.
    pub reversals: Vec<Vec<Reversal>>,
    /// By alternative: keys of its settings that change nothing.
    pub idle: Vec<Vec<String>>,
    /// If they are judged by a payoff.
    pub weightings: Option<Weightings>,
}

/// The texts that decide a comparison: names, resolved scenarios and parameter cards of its cases.
pub fn inputs(cases: &[Case]) -> Vec<Input> {
    let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    let mut inputs = vec![Input::new("compared policies", names.join("\n"))];
    for case in cases {
        let scenario = &case.scenario;
        inputs.push(Input::new(
            format!("scenario of `{}`", case.name),
            scenario_text(scenario),
        ));
        inputs.push(Input::new(
            format!("parameters of `{}`", case.name),
            parameters_text(&scenario.cards),
        ));
    }
    inputs
}

impl Study for Request {
    const KIND: Kind = Kind::Compare;
    type Results<'a> = Comparison<'a>;

    fn inputs(&self) -> Vec<Input> {
        let payoff = self.payoff.map(|payoff| Input::new("payoff", payoff.key()));
        inputs(&self.cases).into_iter().chain(payoff).collect()
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Comparison<'_>> {
        check(&self.cases)?;
        let reference = &self.cases[0].scenario;
        sink.stage(reference.runs * self.cases.len() as u64);
        let mut results = Vec::new();
        for (number, case) in (0..).zip(&self.cases) {
            let before = reference.runs * number;
            let state = sink.ensemble_after(before, &case.scenario, Detail::Chosen(DRAWN), options)?;
            results.push(CaseResult::of(&state)?);
        }
        let mut idle = Vec::new();
        for case in &self.cases[1..] {
            idle.push(idle_settings(reference, &case.scenario, options, sink)?);
        }
        let values: Vec<_> = results[1..].iter().map(|result| result.values.clone()).collect();
        let effects = effects(
            &results[0].values,
            &values,
            &reference.dated,
            reference.months,
            reference.seed,
        );
        let reversals = reversals(reference, &results[0].values, &values)?;
        let weightings = match self.payoff {
            Some(payoff) => Some(weightings(&self.cases, payoff.metric(), options, sink)?),
            None => None,
        };
        Ok(Comparison {
            cases: &self.cases,
            results,
            effects,
            reversals,
            idle,
            weightings,
        })
    }
}

impl Comparison<'_> {
    /// What the others are compared with.
    pub fn reference(&self) -> &Case {
        &self.cases[0]
    }

    /// Each alternative with its effects and idle settings.
    pub fn alternatives(&self) -> impl Iterator<Item = (&Case, &[Effect], &[String])> {
        let found = self.effects.iter().zip(&self.idle);
        self.cases[1..]
            .iter()
            .zip(found)
            .map(|(case, (effects, idle))| (case, &effects[..], &idle[..]))
    }

    /// Worlds of each case.
    pub fn worlds(&self) -> u64 {
        self.reference().scenario.runs
    }
}
