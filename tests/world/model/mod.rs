//! The model as a whole: mechanisms act as they should and can be switched off, levers move what they are meant to move,
//! history's patterns hold at the baseline, and no world leaves its bounds. Every comparison is between the same worlds.

mod bounds;
mod claims;
mod levers;
mod magnitudes;
mod mechanisms;
mod metrics;
mod named_events;
mod patterns;
mod records;
mod rules;

use detente::ensemble::{self, Detail, Flow, Options, State};
use detente::model::metrics::{Metric, Metrics};
use detente::model::series::{AgentVariable, Series, WorldVariable};
use detente::scenario::Scenario;
use detente::scenario::agents::Agent;
use detente::scenario::load::{Conditioning, Kind, Request, load};
use detente::scenario::mechanisms::Mechanism;
use detente::scenario::shipped;
use detente::scenario::time::Month;

/// The baseline with this many worlds, as they are drawn, and these `--set` overrides.
fn baseline(runs: u64, set: &[&str]) -> Scenario {
    let scenario = shipped::resolve(Kind::Scenario, "baseline").expect("shipped");
    let mut request = Request::new(scenario, shipped::parameters());
    request.set = set.iter().map(|text| (*text).to_owned()).collect();
    request.runs = Some(runs);
    request.conditioning = Some(Conditioning::Prior);
    load(&request, &shipped::resolve).expect("loads")
}

/// The baseline under one shipped policy, with worlds as they are drawn.
fn under_policy(runs: u64, policy: &str) -> Scenario {
    let scenario = shipped::resolve(Kind::Scenario, "baseline").expect("shipped");
    let mut request = Request::new(scenario, shipped::parameters());
    request
        .policies
        .push(shipped::resolve(Kind::Policy, policy).expect("shipped"));
    request.runs = Some(runs);
    request.conditioning = Some(Conditioning::Prior);
    load(&request, &shipped::resolve).expect("loads")
}

/// The baseline without one mechanism.
fn without(runs: u64, mechanism: Mechanism) -> Scenario {
    let mut scenario = baseline(runs, &[]);
    scenario.switches.set(mechanism, false);
    scenario
}

/// Everything recorded of an ensemble, world by world.
struct Worlds {
    /// By series, then month, then world.
    series: Vec<Vec<Vec<f64>>>,
    metrics: Vec<Metrics>,
}

impl Worlds {
    fn of(scenario: &Scenario) -> Self {
        let months = scenario.months;
        let count = Series::all().count();
        let mut worlds = Self {
            series: vec![vec![Vec::new(); months]; count],
            metrics: Vec::new(),
        };
        let scenario = Scenario {
            kept_trajectories: scenario.runs,
            ..scenario.clone()
        };
        let state = State::new(&scenario, Detail::Series).expect("a fresh state");
        ensemble::run(&scenario, &Options::default(), state, &mut |batch, _| {
            for world in batch.trajectories() {
                for series in Series::all() {
                    for (month, value) in world.series(series).iter().enumerate() {
                        worlds.series[series.index()][month].push(*value);
                    }
                }
            }
            worlds.metrics.extend_from_slice(batch.metrics());
            Ok(Flow::Continue)
        })
        .expect("runs");
        worlds
    }

    fn at(&self, agent: Agent, variable: AgentVariable, month: &str) -> &[f64] {
        let month = Month::parse(month).expect("a month").0;
        &self.series[Series::Agent(agent, variable).index()][month]
    }

    fn world_at(&self, variable: WorldVariable, month: &str) -> &[f64] {
        let month = Month::parse(month).expect("a month").0;
        &self.series[Series::World(variable).index()][month]
    }

    /// Share of worlds in which a variable of one month is higher here than in `other`.
    fn share_above(&self, other: &Self, agent: Agent, variable: AgentVariable, month: &str) -> f64 {
        share_above(self.at(agent, variable, month), other.at(agent, variable, month))
    }

    fn metric(&self, metric: Metric) -> Vec<f64> {
        self.metrics.iter().map(|values| values[metric]).collect()
    }

    /// Mean over the months `first..=last`, world by world.
    fn mean(&self, agent: Agent, variable: AgentVariable, first: &str, last: &str) -> Vec<f64> {
        let months = Month::parse(first).expect("a month").0..=Month::parse(last).expect("a month").0;
        let path = &self.series[Series::Agent(agent, variable).index()][months];
        (0..self.metrics.len())
            .map(|world| path.iter().map(|values| values[world]).sum::<f64>() / path.len() as f64)
            .collect()
    }
}

fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * share).round() as usize]
}

fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Share of worlds in which `left` is above `right`.
fn share_above(left: &[f64], right: &[f64]) -> f64 {
    assert_eq!(left.len(), right.len());
    let above = left.iter().zip(right).filter(|(left, right)| left > right).count();
    above as f64 / left.len() as f64
}
