//! The whole analysis: every policy in the same worlds, then what knowing something would be worth.

use super::basis::WORLDS_A_COLUMN;
use super::groups::{Group, GroupKind, groups};
use super::request::{LEAST_WORLDS, Request, check};
use super::{Basis, Partial, Payoffs, Perfect};
use crate::aim::Aim;
use crate::compare::Case;
use crate::study::{Input, Kind, Sink, Study};
use engine::ensemble::cells::{Bench, Cell};
use engine::ensemble::{Options, Workers};
use engine::numeric::kernels::normal_quantile;
use engine::scenario::cards::CardSet;
use engine::scenario::distributions::Sampler;
use engine::scenario::worlds::drawn_parameters;
use error::{Error, Result};
use results::number::counted;

/// Worlds simulated at once; memory is proportional.
const WORLDS_AT_ONCE: u64 = 4096;
/// Chance that any parameter is called worth resolving which is worth nothing.
const FALSE_ALARM: f64 = 0.05;
/// Parameters of which the curves are written and drawn.
pub const DRAWN: usize = 4;
/// Values of a parameter at which its curve is written.
const POINTS: usize = 81;

impl Study for Request {
    const KIND: Kind = Kind::Voi;
    type Results<'a> = Analysis<'a>;

    fn inputs(&self) -> Vec<Input> {
        self.texts()
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Analysis<'_>> {
        check(&self.cases)?;
        sink.stage(self.worlds());
        analyse(&self.cases, self.goal, &self.groups, options, sink)
    }
}

/// Everything that was found.
#[derive(Debug)]
pub struct Analysis<'a> {
    pub cases: &'a [Case],
    pub goal: Aim,
    pub payoffs: Payoffs,
    pub perfect: Perfect,
    pub groups: Vec<Group>,
    /// For each group; none where there are too few worlds for its regression.
    pub partial: Vec<Option<Partial>>,
    /// Parameters, by place in the registry then world.
    pub parameters: Vec<Vec<f64>>,
    /// Worlds that failed, or in which the metric does not exist, under one of the policies.
    pub left_out: u64,
}

/// Simulates every policy in the same worlds and values information about each group.
///
/// # Errors
/// As those of a sink's outcomes; a metric that hardly any world has.
fn analyse<'a>(
    cases: &'a [Case],
    goal: Aim,
    chosen: &[Group],
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Analysis<'a>> {
    let scenario = &cases[0].scenario;
    let scenarios: Vec<_> = cases.iter().map(|case| case.scenario.clone()).collect();
    let bench = Bench::new(&scenarios, &[], options)?;
    let mut values = vec![Vec::new(); cases.len()];
    let mut kept: Vec<u64> = Vec::new();
    let mut first = 0;
    while first < scenario.runs {
        let end = (first + WORLDS_AT_ONCE).min(scenario.runs);
        let cells: Vec<Cell> = (0..scenarios.len())
            .flat_map(|scenario| {
                (first..end).map(move |run| Cell {
                    scenario,
                    values: &[],
                    run,
                })
            })
            .collect();
        let outcomes = sink.outcomes(&bench, &cells, &[goal.metric])?;
        let worlds = (end - first) as usize;
        for world in 0..worlds {
            let payoffs: Vec<f64> = outcomes[world..]
                .iter()
                .step_by(worlds)
                .map(|outcome| goal.good(outcome.metrics[goal.metric], scenario.months))
                .collect();
            if payoffs.iter().all(|payoff| payoff.is_finite()) {
                kept.push(first + world as u64);
                values
                    .iter_mut()
                    .zip(payoffs)
                    .for_each(|(values, payoff)| values.push(payoff));
            }
        }
        sink.progress(end * scenarios.len() as u64);
        first = end;
    }
    if (kept.len() as u64) < LEAST_WORLDS {
        return Err(Error::Usage(format!(
            "{} exists under all policies in {} only, and at least {LEAST_WORLDS} are needed",
            goal.metric.key(),
            counted(kept.len() as u64, "world")
        )));
    }
    let parameters = drawn_parameters(&Sampler::new(&scenario.cards)?, scenario.draws(), &kept);
    let payoffs = Payoffs::new(values);
    let groups = groups(&scenario.cards, chosen);
    let mut partial: Vec<(usize, Option<Partial>)> = (0..groups.len()).map(|place| (place, None)).collect();
    Workers::new(options.threads)?.each_piece(&mut partial, 1, |_, piece| {
        for (place, found) in piece {
            let columns: Vec<&[f64]> = groups[*place]
                .members
                .iter()
                .map(|&member| &parameters[member][..])
                .collect();
            *found = Basis::of(&columns).map(|basis| payoffs.partial(&basis));
        }
    });
    Ok(Analysis {
        cases,
        goal,
        perfect: payoffs.perfect(),
        payoffs,
        partial: partial.into_iter().map(|(_, found)| found).collect(),
        groups,
        parameters,
        left_out: scenario.runs - kept.len() as u64,
    })
}

/// What policies would give if a parameter were known, along the parameter.
pub struct Lines {
    /// Place of the parameter in the registry.
    pub parameter: usize,
    /// Values of the parameter, ascending.
    pub values: Vec<f64>,
    /// By policy: expected payoff less that of the policy that is best on the mean.
    pub differences: Vec<Vec<f64>>,
}

impl Analysis<'_> {
    /// How many standard errors a held-out value must be above zero to be told from nothing: such that of all groups together one
    /// that is worth nothing is called worth something with a chance of at most 5 % (Bonferroni).
    pub fn bar(&self) -> f64 {
        -normal_quantile(FALSE_ALARM / self.groups.len() as f64)
    }

    /// Whether knowing a group is worth something beyond chance.
    pub fn is_worth(&self, place: usize) -> bool {
        let clear =
            |partial: &Partial| partial.held_out > self.bar() * partial.held_out_error && partial.held_out > 0.0;
        self.partial[place].as_ref().is_some_and(clear)
    }

    /// Groups of a kind, those worth most first; those that could not be valued last.
    pub fn ranked(&self, wanted: impl Fn(GroupKind) -> bool) -> Vec<usize> {
        let value = |place: usize| {
            self.partial[place]
                .as_ref()
                .map_or(f64::NEG_INFINITY, |partial| partial.held_out)
        };
        let mut places: Vec<usize> = (0..self.groups.len())
            .filter(|&place| wanted(self.groups[place].kind))
            .collect();
        places.sort_by(|&a, &b| value(b).total_cmp(&value(a)));
        places
    }

    /// Worlds that a group's plainest regression needs.
    pub fn worlds_needed(&self, place: usize) -> u64 {
        ((self.groups[place].members.len() + 1) * WORLDS_A_COLUMN) as u64
    }

    /// The parameter cards.
    pub fn cards(&self) -> &CardSet {
        &self.cases[0].scenario.cards
    }

    /// Names of the policies.
    pub fn names(&self) -> Vec<&str> {
        self.cases.iter().map(|case| case.name.as_str()).collect()
    }

    /// The lines of the parameters that are worth most; fewer where fewer are worth anything.
    pub fn lines(&self) -> Vec<Lines> {
        let singles = self.ranked(|kind| kind == GroupKind::Single);
        let worth = singles.into_iter().filter(|&place| self.is_worth(place)).take(DRAWN);
        worth
            .filter_map(|place| self.lines_of(self.groups[place].members[0]))
            .collect()
    }

    fn lines_of(&self, parameter: usize) -> Option<Lines> {
        let column = &self.parameters[parameter];
        let basis = Basis::of(&[column])?;
        let fitted = self.payoffs.fitted(&basis);
        let mut order: Vec<usize> = (0..column.len()).collect();
        order.sort_by(|&a, &b| column[a].total_cmp(&column[b]));
        let mut worlds: Vec<usize> = (0..POINTS)
            .map(|point| order[point * (order.len() - 1) / (POINTS - 1)])
            .collect();
        worlds.dedup_by(|a, b| column[*a] == column[*b]);
        let mut differences = vec![vec![0.0; worlds.len()]; self.cases.len()];
        for (policy, fitted) in fitted {
            differences[policy] = worlds.iter().map(|&world| fitted[world]).collect();
        }
        Some(Lines {
            parameter,
            values: worlds.iter().map(|&world| column[world]).collect(),
            differences,
        })
    }
}
