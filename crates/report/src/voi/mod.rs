//! What a value-of-information analysis computes, says and writes.

pub mod findings;
pub mod pictures;
pub mod tables;

use crate::chapters::amounts::{Estimate, of_mean};
use crate::number::counted;
use analysis::aim::Aim;
use analysis::compare::{Case, is_same};
use analysis::voi::basis::WORLDS_A_COLUMN;
use analysis::voi::{Basis, Partial, Payoffs, Perfect};
use engine::ensemble::cells::{Bench, Cell};
use engine::ensemble::{Options, Workers};
use engine::error::{Error, Result};
use engine::numeric::kernels::normal_quantile;
use engine::scenario::cards::CardSet;
use engine::scenario::distributions::Sampler;
use engine::scenario::worlds::drawn_parameters;

/// Fewer worlds do not tell the value of any parameter.
pub const LEAST_WORLDS: u64 = 200;
/// Worlds simulated at once; memory is proportional.
const WORLDS_AT_ONCE: u64 = 4096;
/// Chance that any parameter is called worth resolving which is worth nothing.
const FALSE_ALARM: f64 = 0.05;

/// Parameters whose value is asked for together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    pub kind: GroupKind,
    /// Places in the registry.
    pub members: Vec<usize>,
}

/// Why parameters stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// One parameter.
    Single,
    /// Parameters that are correlated, directly or through others.
    Correlated,
    /// As the user says.
    Chosen,
    /// All that vary.
    All,
}

impl GroupKind {
    /// As in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Single => "parameter",
            Self::Correlated => "correlated",
            Self::Chosen => "group",
            Self::All => "all",
        }
    }
}

/// All groups: every uncertain parameter, clusters of correlated ones, the user's, all together.
pub fn groups(cards: &CardSet, chosen: &[Group]) -> Vec<Group> {
    let varies = |place: usize| {
        let (low, high) = cards.cards[place].distribution.bounds();
        low < high
    };
    let uncertain: Vec<usize> = (0..cards.cards.len()).filter(|&place| varies(place)).collect();
    let single = |&place: &usize| Group {
        name: cards.cards[place].key.clone(),
        kind: GroupKind::Single,
        members: vec![place],
    };
    let mut groups: Vec<Group> = uncertain.iter().map(single).collect();
    groups.extend(clusters(cards).into_iter().map(|members| {
        let keys: Vec<&str> = members.iter().map(|&place| cards.cards[place].key.as_str()).collect();
        Group {
            name: keys.join(" + "),
            kind: GroupKind::Correlated,
            members,
        }
    }));
    groups.extend(chosen.iter().cloned());
    groups.push(Group {
        name: "all parameters".to_owned(),
        kind: GroupKind::All,
        members: uncertain,
    });
    groups
}

/// Parameters that stated correlations join, each cluster ascending.
fn clusters(cards: &CardSet) -> Vec<Vec<usize>> {
    let mut first: Vec<usize> = (0..cards.cards.len()).collect();
    for correlation in cards.correlations.iter().filter(|one| one.rank_correlation != 0.0) {
        let (one, other) = (first[correlation.first], first[correlation.second]);
        let (low, high) = (one.min(other), one.max(other));
        first
            .iter_mut()
            .filter(|root| **root == high)
            .for_each(|root| *root = low);
    }
    let of = |root: usize| {
        (0..first.len())
            .filter(|&place| first[place] == root)
            .collect::<Vec<_>>()
    };
    (0..first.len()).map(of).filter(|members| members.len() > 1).collect()
}

/// Refuses policies that cannot be chosen among.
///
/// # Errors
/// Fewer than two; names or settings that come twice; policies that do not meet the same worlds; too few worlds or too many.
pub fn check(cases: &[Case]) -> Result<()> {
    let [first, rest @ ..] = cases else {
        return Err(Error::Usage(
            "name the policies to choose among, such as `detente voi none treaty no_controls`".to_owned(),
        ));
    };
    if rest.is_empty() {
        return Err(Error::Usage(format!(
            "with `{}` alone there is nothing to choose, so no information has a value; name another policy, or `none` for the plain \
             scenario",
            first.name
        )));
    }
    for (place, case) in cases.iter().enumerate() {
        for before in &cases[..place] {
            if before.name == case.name {
                return Err(Error::Usage(format!(
                    "the policy `{}` is given twice; give it once",
                    case.name
                )));
            }
            if is_same(&before.scenario, &case.scenario) {
                return Err(Error::Usage(format!(
                    "the policies `{}` and `{}` set exactly the same; give one of them",
                    before.name, case.name
                )));
            }
        }
        let (one, other) = (&first.scenario, &case.scenario);
        if (one.seed, one.runs, one.months) != (other.seed, other.runs, other.months) || one.cards != other.cards {
            return Err(Error::Usage(format!(
                "`{}` would not meet the same worlds as `{}`: parameters, seed, number of worlds and horizon must be the same; set \
                 parameters with --set for all",
                case.name, first.name
            )));
        }
    }
    let runs = first.scenario.runs;
    if runs < LEAST_WORLDS {
        return Err(Error::Usage(format!(
            "{} are too few to tell what information is worth; --runs {LEAST_WORLDS} would do, and 10,000 do it well",
            counted(runs, "world")
        )));
    }
    if runs > engine::ensemble::EXACT_RUNS {
        return Err(Error::Usage(format!(
            "a value of information keeps all worlds in memory, at most {}; take fewer with --runs",
            counted(engine::ensemble::EXACT_RUNS, "world")
        )));
    }
    Ok(())
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

/// Simulates every policy in the same worlds and values information about each group. `hear` is told of simulated worlds.
///
/// # Errors
/// As [`Bench::new`]; a metric that no world has.
pub fn analyse<'a>(
    cases: &'a [Case],
    goal: Aim,
    chosen: &[Group],
    options: &Options,
    hear: &mut dyn FnMut(u64),
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
        let outcomes = bench.simulate(&cells);
        let worlds = (end - first) as usize;
        for world in 0..worlds {
            let payoffs: Vec<f64> = outcomes[world..]
                .iter()
                .step_by(worlds)
                .map(|outcome| goal.good(outcome.metrics[goal.metric as usize], scenario.months))
                .collect();
            if payoffs.iter().all(|payoff| payoff.is_finite()) {
                kept.push(first + world as u64);
                values
                    .iter_mut()
                    .zip(payoffs)
                    .for_each(|(values, payoff)| values.push(payoff));
            }
        }
        hear(end * scenarios.len() as u64);
        first = end;
    }
    if (kept.len() as u64) < LEAST_WORLDS {
        return Err(Error::Usage(format!(
            "{} exists under all policies in {} only, and at least {LEAST_WORLDS} are needed",
            goal.metric.key(),
            counted(kept.len() as u64, "world")
        )));
    }
    let parameters = drawn_parameters(&Sampler::new(&scenario.cards)?, scenario.seed, &kept);
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

/// What it is worth to know something, with its 95 % interval: from the lower end of the held-out value, which is too low on the mean, to
/// the upper end of the regression, which is too high. Each is given with its standard error, over `worlds` worlds.
pub fn interval_of_worth(held_out: (f64, f64), regression: (f64, f64), worlds: u64) -> Estimate {
    let of = |(value, error)| of_mean(value, error, worlds);
    Estimate {
        high: of(regression).high.max(held_out.0),
        ..of(held_out)
    }
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
}

#[cfg(test)]
mod tests;
