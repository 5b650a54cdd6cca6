//! What can be searched: constant levers, and trigger rules of one side.

use super::Purpose;
use crate::study::Sink;
use engine::ensemble::{self, Detail, Flow, Options, State};
use engine::model::series::{AgentVariable, Series};
use engine::numeric::streams::{Reader, Streams};
use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use engine::scenario::inputs::AS_IT_IS;
use engine::scenario::levers::Lever;
use engine::scenario::time::HISTORY_MONTHS;
use engine::scenario::triggers::{Change, Observable, Quantity, Rule, Test};
use error::Result;

/// Months in a row for which a test must hold.
const FOR_MONTHS: [u32; 4] = [1, 3, 6, 12];
/// Months between firing and acting.
const LAG_MONTHS: [u32; 4] = [0, 3, 6, 12];
/// Worlds from which the ranges of the observables are taken.
const RANGE_RUNS: u64 = 200;

/// Between which values each observable of a side moves from 2026 on: thresholds outside of them would never or always hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranges(Vec<(Observable, f64, f64)>);

/// The monthly variable that an observable is, where it is one.
const fn variable(quantity: Quantity) -> Option<AgentVariable> {
    Some(match quantity {
        Quantity::LagMonths => AgentVariable::PerceivedLagMonths,
        Quantity::PerceivedRivalEci => AgentVariable::PerceivedRivalEci,
        Quantity::ReleasedEci => AgentVariable::ReleasedEci,
        Quantity::Distrust => AgentVariable::Distrust,
        Quantity::Threat => AgentVariable::Threat,
        Quantity::SelfSufficiency => AgentVariable::SelfSufficiency,
        Quantity::ChipQualityRatio => AgentVariable::ChipQualityRatio,
        Quantity::Incidents => AgentVariable::Incidents,
        Quantity::SafetyEffort => AgentVariable::SafetyEffort,
        Quantity::ThirdCountryShare => AgentVariable::ThirdCountryShare,
        Quantity::ComputeShare | Quantity::TreatyInForce => return None,
    })
}

impl Ranges {
    /// The 5 % and 95 % points of `side`'s observables, over worlds and over the months from October 2026 on. An observable that
    /// hardly moves is left out.
    ///
    /// # Errors
    /// As those of a sink's numbers and [`ensemble::run`].
    pub fn of(scenario: &Scenario, side: Agent, options: &Options, sink: &mut dyn Sink) -> Result<Self> {
        let observables = || Observable::all().filter(|observable| observable.agent == side);
        let ends = sink.numbers(2 * observables().count(), || {
            let short = Scenario {
                runs: RANGE_RUNS,
                event_worlds: 0,
                kept_trajectories: 0,
                ..scenario.clone()
            };
            let state = State::new(&short, Detail::Series)?;
            let state = ensemble::run(&short, options, state, &mut |_, _| Ok(Flow::Continue))?;
            let summary = state.summary();
            let ends = |observable: Observable| match variable(observable.quantity) {
                Some(variable) => {
                    let path = summary.path(Series::Agent(side, variable));
                    let later = path.get(HISTORY_MONTHS..).unwrap_or_default();
                    let low = later.iter().map(|spread| spread.p05).fold(f64::INFINITY, f64::min);
                    let high = later.iter().map(|spread| spread.p95).fold(f64::NEG_INFINITY, f64::max);
                    [low, high]
                }
                // A share, or whether something is so.
                None => [0.0, 1.0],
            };
            Ok(observables().flat_map(ends).collect())
        })?;
        let moves = |(observable, &[low, high]): (Observable, &[f64; 2])| {
            let is_wide = low.is_finite() && high.is_finite() && high - low > 1e-6 * high.abs();
            is_wide.then_some((observable, low, high))
        };
        Ok(Self(observables().zip(ends.as_chunks().0).filter_map(moves).collect()))
    }

    /// The range of one observable.
    fn of_observable(&self, observable: Observable) -> (f64, f64) {
        self.0
            .iter()
            .find(|(known, _, _)| *known == observable)
            .map_or((0.0, 1.0), |&(_, low, high)| (low, high))
    }

    /// Rule number `number` of a seed: an observable, a side of a threshold, and what is then done with one of `levers`.
    pub fn random_rule(&self, seed: u64, number: u64, levers: &[Lever]) -> Rule {
        let mut stream = Streams::new(seed).open(number, Purpose::Rule as u8);
        let (observable, low, high) = self.0[stream.below(self.0.len())];
        let threshold = match observable.quantity {
            Quantity::TreatyInForce => 0.5,
            _ => within(&mut stream, low, high),
        };
        let test = if stream.below(2) == 0 {
            Test::Below(threshold)
        } else {
            Test::Above(threshold)
        };
        let lever = levers[stream.below(levers.len())];
        let (low, high) = lever.range();
        Rule {
            observable,
            test,
            for_months: FOR_MONTHS[stream.below(FOR_MONTHS.len())],
            lever,
            change: Change::Set(within(&mut stream, low, high)),
            lag_months: LAG_MONTHS[stream.below(LAG_MONTHS.len())],
            from: HISTORY_MONTHS,
        }
    }

    /// The rules that differ from `rule` in one number: the threshold and the lever's value a tenth of their range to either side,
    /// the value at its ends, and the months a step to either side.
    pub fn near(&self, rule: &Rule) -> Vec<Rule> {
        let mut near = Vec::new();
        if rule.observable.quantity != Quantity::TreatyInForce {
            let (low, high) = self.of_observable(rule.observable);
            for step in [-0.1, 0.1] {
                let moved = |threshold: f64| (threshold + step * (high - low)).clamp(low, high);
                let test = match rule.test {
                    Test::Below(threshold) => Test::Below(moved(threshold)),
                    Test::Above(threshold) => Test::Above(moved(threshold)),
                };
                near.push(Rule { test, ..*rule });
            }
        }
        if let Change::Set(value) = rule.change {
            for value in near_values(rule.lever, value) {
                let change = Change::Set(value);
                near.push(Rule { change, ..*rule });
            }
        }
        for for_months in beside(&FOR_MONTHS, rule.for_months) {
            near.push(Rule { for_months, ..*rule });
        }
        for lag_months in beside(&LAG_MONTHS, rule.lag_months) {
            near.push(Rule { lag_months, ..*rule });
        }
        near.retain(|other| other != rule);
        near
    }
}

/// Static candidate number `number`: number 0 leaves every lever as it is; in the others each lever is left or set to a value within its
/// range, with equal chance.
pub fn random_static(seed: u64, number: u64, levers: &[Lever]) -> Vec<f64> {
    let mut stream = Streams::new(seed).open(number, Purpose::Static as u8);
    levers
        .iter()
        .map(|lever| {
            let (low, high) = lever.range();
            let value = within(&mut stream, low, high);
            let is_set = stream.below(2) == 1;
            if is_set && number > 0 { value } else { AS_IT_IS }
        })
        .collect()
}

/// The settings that differ from `values` in one lever: left as it is, a tenth of the range to either side, or at an end.
pub fn near_static(levers: &[Lever], values: &[f64]) -> Vec<Vec<f64>> {
    let mut near = Vec::new();
    for (place, lever) in levers.iter().enumerate() {
        let value = values[place];
        let with = |value: f64| {
            let mut values = values.to_vec();
            values[place] = value;
            values
        };
        if value.is_nan() {
            let (low, high) = lever.range();
            near.extend([low, high].map(with));
        } else {
            near.push(with(AS_IT_IS));
            near.extend(near_values(*lever, value).into_iter().map(with));
        }
    }
    near
}

fn near_values(lever: Lever, value: f64) -> Vec<f64> {
    let (low, high) = lever.range();
    let step = 0.1 * (high - low);
    let mut values = vec![low, (value - step).max(low), (value + step).min(high), high];
    values.dedup();
    values.retain(|other| *other != value);
    values
}

fn beside(steps: &[u32], now: u32) -> Vec<u32> {
    let place = steps.iter().position(|step| *step == now).unwrap_or(0);
    let below = place.checked_sub(1).and_then(|place| steps.get(place));
    below.into_iter().chain(steps.get(place + 1)).copied().collect()
}

/// A value between `low` and `high`, to three digits of the range: nobody writes more of a threshold into a policy.
fn within(stream: &mut Reader, low: f64, high: f64) -> f64 {
    let thousandths = (stream.uniform() * 1000.0).round() / 1000.0;
    low + (high - low) * thousandths
}

/// A rule in words.
pub fn rule_text(rule: &Rule) -> String {
    let number = |value: f64| format!("{}", (value * 1000.0).round() / 1000.0);
    let (side, threshold) = match rule.test {
        Test::Below(threshold) => ("below", threshold),
        Test::Above(threshold) => ("above", threshold),
    };
    let held = match rule.for_months {
        1 => "in a month".to_owned(),
        months => format!("for {months} months in a row"),
    };
    let later = match rule.lag_months {
        0 => "at once".to_owned(),
        1 => "1 month later".to_owned(),
        months => format!("{months} months later"),
    };
    let done = match rule.change {
        Change::Set(value) => format!("{} is set to {}", rule.lever.key(), number(value)),
        Change::Add(value) => format!("{} is moved by {}", rule.lever.key(), number(value)),
    };
    format!(
        "when {} has been {side} {} ({}) {held}, {done}, {later}",
        rule.observable.key(),
        number(threshold),
        rule.observable.quantity.unit()
    )
}
