//! What an explanation is asked.

use crate::aim::within;
use crate::compare::{self, Case};
use crate::study::{Input, keys, scenarios};
use engine::ensemble::EXACT_RUNS;
use engine::model::metrics::{Kind, Metric};
use engine::scenario::Scenario;
use engine::scenario::mechanisms::Mechanism;
use error::{Error, Result};
use results::number::counted;
use serde::{Deserialize, Serialize};

/// Orders in which mechanisms are switched on; every second is the one before it backwards.
pub const ORDERS: usize = 32;
/// Fewer worlds leave less than one block of eight to an order.
pub const LEAST_WORLDS: u64 = 8 * ORDERS as u64;
/// Worlds where nothing is said.
pub const USUAL_WORLDS: u64 = 1024;
/// The outcomes that are explained where none is named.
pub const OUTCOMES: [Metric; 3] = [Metric::LagMonths2030, Metric::ParityYear, Metric::WorldRaceCost];

/// A policy and what it is compared with, and what is to be explained by what.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    /// The reference, then the policy.
    #[serde(with = "scenarios::cases")]
    pub cases: Vec<Case>,
    #[serde(with = "keys::metrics")]
    pub outcomes: Vec<Metric>,
    /// The mechanisms that have a part; all others stay as they are.
    #[serde(with = "keys::mechanisms")]
    pub mechanisms: Vec<Mechanism>,
}

impl Request {
    /// Simulations, over all orders, and twice more for the months.
    pub fn worlds(&self) -> u64 {
        let steps = self.mechanisms.len() as u64 + 2;
        2 * steps * self.cases[0].scenario.runs
    }

    /// The texts that decide the result.
    pub(super) fn texts(&self) -> Vec<Input> {
        let outcomes: Vec<&str> = self.outcomes.iter().map(|metric| metric.key()).collect();
        let mechanisms: Vec<&str> = self.mechanisms.iter().map(|mechanism| mechanism.key()).collect();
        let mut texts = compare::inputs(&self.cases);
        texts.push(Input::new("list of outcomes", outcomes.join("\n")));
        texts.push(Input::new("list of mechanisms", mechanisms.join("\n")));
        texts
    }

    /// Refuses what cannot be explained.
    ///
    /// # Errors
    /// As [`compare::check`]; too few worlds; an outcome beyond the horizon, or that is no number in some worlds; a mechanism that is off in
    /// both cases; no mechanism.
    pub(super) fn check(&self) -> Result<()> {
        compare::check(&self.cases)?;
        let [reference, policy] = &self.cases[..] else {
            return Err(Error::Usage("one policy is explained at a time; name one".to_owned()));
        };
        if compare::is_same(&reference.scenario, &policy.scenario) {
            return Err(Error::Usage(format!(
                "`{}` sets nothing that `{}` does not, so there is no effect to explain; name another policy",
                policy.name, reference.name
            )));
        }
        let runs = reference.scenario.runs;
        if !(LEAST_WORLDS..=EXACT_RUNS).contains(&runs) {
            return Err(Error::Usage(format!(
                "{} cannot be dealt out to {ORDERS} orders of mechanisms; allowed: --runs {LEAST_WORLDS} to {EXACT_RUNS}, and {USUAL_WORLDS} \
                 do it well",
                counted(runs, "world")
            )));
        }
        for &metric in &self.outcomes {
            within(metric, reference.scenario.months, "--outcome")?;
            if metric.kind() == Kind::NumberOrNever {
                return Err(Error::Usage(format!(
                    "--outcome: `{}` is a number in some worlds only, so its effect has no parts that add up; take an outcome that every \
                     world has",
                    metric.key()
                )));
            }
        }
        self.mechanisms
            .iter()
            .try_for_each(|&mechanism| can_be_switched(mechanism, &self.cases))
    }
}

/// Refuses a mechanism that is off anyway.
fn can_be_switched(mechanism: Mechanism, cases: &[Case]) -> Result<()> {
    if cases.iter().any(|case| case.scenario.switches.on(mechanism)) {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "--mechanism: `{}` is switched off in this scenario, so it has no part in any effect; leave it out",
        mechanism.key()
    )))
}

/// The mechanisms that can have a part: those that are on in a case.
pub fn on(cases: &[&Scenario]) -> Vec<Mechanism> {
    let is_on = |mechanism: &Mechanism| cases.iter().any(|case| case.switches.on(*mechanism));
    Mechanism::ALL.into_iter().filter(is_on).collect()
}
