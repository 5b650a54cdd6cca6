//! The judgement on worlds that the search has not seen, and when the rules fire there.

use super::Purpose;
use super::goal::{Criterion, Goal};
use crate::aim::Wanted;
use crate::study::Sink;
use engine::ensemble::cells::{Bench, Cell};
use engine::ensemble::{self, Detail, Flow, Options, State};
use engine::model::events::EventKind;
use engine::numeric::statistics::{Difference, difference_of_means, draw_multiplicities};
use engine::numeric::streams::Streams;
use engine::scenario::Scenario;
use engine::scenario::time::HISTORY_MONTHS;
use engine::scenario::triggers::{Change, Rule};
use error::Result;

/// One policy on the held-out worlds.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldOut {
    pub name: String,
    /// In the metric's own direction.
    pub score: f64,
    /// Difference of the score from that of the best static policy, in the metric's own direction, with its 95 % interval.
    pub difference: Difference,
    /// Share of worlds in which it is better than the best static policy, and worse.
    pub better: f64,
    pub worse: f64,
}

/// When a rule fires.
#[derive(Debug, Clone, PartialEq)]
pub struct Fired {
    /// For each month of the horizon the share of worlds in which it has acted.
    pub by_month: Vec<f64>,
}

/// What held-out worlds say.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Worlds that failed under one of the policies.
    pub failed: u64,
    pub worlds: u64,
    /// In the order in which the policies were given.
    pub policies: Vec<HeldOut>,
    /// The last policy less the one that sets the levers of its rules at once instead, in the metric's own direction: what waiting for the
    /// signposts adds. `None` without rules.
    pub waiting: Option<Difference>,
    /// Mean over worlds of what the best of these policies in each world has above the last one: what perfect foresight among them would
    /// still add; never negative.
    pub regret_left: f64,
    /// One a rule of the last policy.
    pub fired: Vec<Fired>,
}

/// Resamples of an interval that has no closed form.
const RESAMPLES: u64 = 400;

/// Judges `policies` on the worlds from `first` on, `worlds` of them. `reference` is the place of the best static policy; `rules` are those
/// that the last policy has and the reference has not; `twin` is the place of the policy that sets their levers at once.
///
/// # Errors
/// As those of a sink's outcomes; cards that cannot be drawn from; threads that cannot be started.
pub fn judge(
    policies: &[(String, Scenario)],
    (reference, twin): (usize, Option<usize>),
    rules: &[Rule],
    goal: Goal,
    (first, worlds): (u64, u64),
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Verdict> {
    let scenarios: Vec<Scenario> = policies.iter().map(|(_, scenario)| scenario.clone()).collect();
    let bench = Bench::new(&scenarios, &[], options)?;
    let mut good = vec![Vec::new(); policies.len()];
    for (scenario, good) in good.iter_mut().enumerate() {
        let cells: Vec<Cell> = (first..first + worlds)
            .map(|run| Cell {
                scenario,
                values: &[],
                run,
            })
            .collect();
        let months = scenarios[scenario].months;
        let outcomes = sink.outcomes(&bench, &cells, &[goal.aim.metric])?;
        good.extend(outcomes.iter().map(|outcome| goal.good(outcome, months)));
    }
    let is_missing = |world: usize| good.iter().any(|of: &Vec<f64>| of[world].is_nan());
    let failed = (0..worlds as usize).filter(|&world| is_missing(world)).count() as u64;
    let seed = scenarios[0].seed;
    let judged = policies.iter().zip(&good).map(|((name, _), own)| {
        let share = |wins: &dyn Fn(f64, f64) -> bool| {
            let won = own
                .iter()
                .zip(&good[reference])
                .filter(|(own, other)| wins(**own, **other))
                .count();
            won as f64 / worlds as f64
        };
        HeldOut {
            name: name.clone(),
            score: goal.shown(goal.score(own)),
            difference: in_own_direction(goal, difference(goal, &good[reference], own, seed)),
            better: share(&|own, other| own > other),
            worse: share(&|own, other| own < other),
        }
    });
    let policies = judged.collect();
    let waiting = twin
        .zip(good.last())
        .map(|(twin, last)| in_own_direction(goal, difference(goal, &good[twin], last, seed)));
    let last = good.last().map_or(&[][..], Vec::as_slice);
    let foresight = (0..last.len()).map(|world| good.iter().map(|of| of[world]).fold(f64::NEG_INFINITY, f64::max));
    let above: Vec<f64> = foresight
        .zip(last)
        .map(|(best, own)| best - own)
        .filter(|regret| !regret.is_nan())
        .collect();
    Ok(Verdict {
        worlds,
        failed,
        policies,
        waiting,
        regret_left: above.iter().sum::<f64>() / above.len() as f64,
        fired: fired(&scenarios[scenarios.len() - 1], rules, first, worlds, options, sink)?,
    })
}

/// Score of `second` less that of `first`, over the same worlds.
fn difference(goal: Goal, first: &[f64], second: &[f64], seed: u64) -> Difference {
    if goal.criterion == Criterion::Mean {
        return difference_of_means(first, second);
    }
    let value = goal.score(second) - goal.score(first);
    let streams = Streams::new(seed);
    let mut times = vec![0_u16; first.len()];
    let mut resampled: Vec<f64> = (0..RESAMPLES)
        .map(|number| {
            draw_multiplicities(&mut streams.open(number, Purpose::Resample as u8), &mut times);
            let drawn = |worlds: &[f64]| -> Vec<f64> {
                let each = worlds.iter().zip(&times);
                each.flat_map(|(good, times)| std::iter::repeat_n(*good, usize::from(*times)))
                    .collect()
            };
            goal.score(&drawn(second)) - goal.score(&drawn(first))
        })
        .collect();
    resampled.sort_unstable_by(f64::total_cmp);
    let mean = resampled.iter().sum::<f64>() / RESAMPLES as f64;
    let squares: f64 = resampled.iter().map(|x| (x - mean) * (x - mean)).sum();
    let at = |share: f64| resampled[((RESAMPLES - 1) as f64 * share).round() as usize];
    Difference {
        value,
        error: (squares / (RESAMPLES - 1) as f64).sqrt(),
        low: at(0.025),
        high: at(0.975),
    }
}

fn in_own_direction(goal: Goal, difference: Difference) -> Difference {
    if goal.aim.wanted == Wanted::More {
        return difference;
    }
    Difference {
        value: -difference.value,
        error: difference.error,
        low: -difference.high,
        high: -difference.low,
    }
}

/// When each rule acts in the held-out worlds: in the first month in which its lever is moved to where the rule sets it.
fn fired(
    scenario: &Scenario,
    rules: &[Rule],
    first: u64,
    worlds: u64,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Vec<Fired>> {
    let count = rules.len() * scenario.months;
    let shares = sink.numbers(count, || acted(scenario, rules, first, worlds, options))?;
    let by_month = shares.chunks_exact(scenario.months);
    Ok(by_month
        .map(|shares| Fired {
            by_month: shares.to_vec(),
        })
        .collect())
}

/// For each rule and month the share of the worlds in which it has acted.
fn acted(scenario: &Scenario, rules: &[Rule], first: u64, worlds: u64, options: &Options) -> Result<Vec<f64>> {
    let watched = Scenario {
        runs: first + worlds,
        event_worlds: first + worlds,
        kept_trajectories: 0,
        ..scenario.clone()
    };
    let mut months = vec![vec![None; worlds as usize]; rules.len()];
    let state = State::new(&watched, Detail::Metrics)?;
    ensemble::run(&watched, options, state, &mut |batch, _| {
        for event in batch
            .events()
            .iter()
            .filter(|event| event.run >= first && event.month.0 >= HISTORY_MONTHS)
        {
            for (rule, months) in rules.iter().zip(&mut months) {
                let is_its_own = event.kind == EventKind::PolicyChange(rule.lever)
                    && matches!(rule.change, Change::Set(value) if value == event.size);
                let month = &mut months[(event.run - first) as usize];
                if is_its_own && month.is_none() {
                    *month = Some(event.month.0);
                }
            }
        }
        Ok(Flow::Continue)
    })?;
    let shares = |acted: &Vec<Option<usize>>| {
        let by = |month: usize| acted.iter().flatten().filter(|acted| **acted <= month).count() as f64 / worlds as f64;
        (0..scenario.months).map(by).collect::<Vec<f64>>()
    };
    Ok(months.iter().flat_map(shares).collect())
}
