//! One world told month by month, under two cases: what happens once, where levers move, and what parts them.

use analysis::replay::{Replay, replay};
use analysis::story::Milestone;
use analysis::story::exemplars::{Role, choose};
use analysis::story::focus::Focus;
use analysis::story::parting::part;
use analysis::story::turning::{Turn, turning_points};
use engine::model::events::EventKind;
use engine::model::metrics::Metric;
use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use error::Result;
use results::message;
use results::message::Message;
use serde::Serialize;

use crate::number::Number;

/// A world under both cases.
#[derive(Debug, Serialize)]
pub struct Told {
    run: u64,
    metric: &'static str,
    /// The outcome under the baseline and under the case.
    values: [Number; 2],
    unit: &'static str,
    /// Decimal years, and what is watched at the end of each month, under the baseline and under the case.
    years: Vec<f64>,
    watched: [Vec<Number>; 2],
    turns: [Vec<Turned>; 2],
    /// What is first clearly apart, in order of time.
    apart: Vec<Apart>,
}

/// Something that happens in a month.
#[derive(Debug, Serialize)]
struct Turned {
    month: String,
    year: f64,
    what: Message,
    agent: Option<&'static str>,
    /// A lever's key and the value it takes.
    lever: Option<(&'static str, f64)>,
    /// What is watched in the month before, and a year on.
    before: Number,
    later: Number,
}

/// A quantity that has parted.
#[derive(Debug, Serialize)]
struct Apart {
    month: String,
    series: String,
    agent: &'static str,
    brief: &'static str,
    unit: &'static str,
    reference: Number,
    policy: Number,
}

/// A world that stands for many.
#[derive(Debug, Serialize)]
pub struct Exemplar {
    run: u64,
    roles: Vec<&'static str>,
    value: Number,
}

/// The worlds that stand for an outcome: the median, the best and the worst.
pub fn exemplars(metric: Metric, values: &[f64]) -> Vec<Exemplar> {
    let runs: Vec<u64> = (0..values.len() as u64).collect();
    let role = |role: &Role| match role {
        Role::Median => "median",
        Role::Best => "best",
        Role::Worst => "worst",
        Role::Highest => "highest",
        Role::Lowest => "lowest",
        Role::First(Some(agent)) => agent.key(),
        Role::First(None) => "nobody",
    };
    choose(metric, &runs, values)
        .into_iter()
        .map(|chosen| Exemplar {
            run: chosen.run,
            roles: chosen.roles.iter().map(role).collect(),
            value: Number(chosen.value),
        })
        .collect()
}

/// Tells world `run` under both, watching what goes with `metric`.
///
/// # Errors
/// Cards that cannot be drawn from.
pub fn tell(baseline: &Scenario, case: &Scenario, metric: Metric, run: u64) -> Result<Told> {
    let worlds = [replay(baseline, run)?, replay(case, run)?];
    let focus = Focus::of(metric);
    let watched = |world: &Replay| {
        (0..world.months)
            .map(|month| Number(focus.value(world, month)))
            .collect()
    };
    let [before, after] = &worlds;
    let parting = part((baseline, before), (case, after));
    Ok(Told {
        run,
        metric: metric.key(),
        values: [before, after].map(|world| Number(world.metrics[metric])),
        unit: focus.unit(),
        years: (0..before.months)
            .map(|month| engine::scenario::time::Month(month).end_year())
            .collect(),
        watched: [watched(before), watched(after)],
        turns: [before, after].map(|world| turns(world, focus)),
        apart: parting
            .chain
            .iter()
            .map(|link| Apart {
                month: link.month.to_string(),
                series: link.series.name(),
                agent: link.series.agent_key(),
                brief: link.series.brief(),
                unit: link.series.unit(),
                reference: Number(link.reference),
                policy: Number(link.policy),
            })
            .collect(),
    })
}

fn turns(world: &Replay, focus: Focus) -> Vec<Turned> {
    let (points, _) = turning_points(world, focus);
    points
        .iter()
        .map(|point| {
            let (what, agent, lever) = match point.turn {
                Turn::Milestone(milestone) => (named(milestone), None, None),
                Turn::Swing if point.later > point.before => (message!("lab-told-rises"), None, None),
                Turn::Swing => (message!("lab-told-falls"), None, None),
                Turn::Event(event) => match event.kind {
                    EventKind::PolicyChange(lever) => {
                        (message!("lab-told-lever"), event.agent, Some((lever.key(), event.size)))
                    }
                    // Of other events only leaps of efficiency are turning points by themselves.
                    _ => (message!("lab-told-leap"), event.agent, None),
                },
            };
            Turned {
                month: point.month.to_string(),
                year: point.month.end_year(),
                what,
                agent: agent.map(Agent::key),
                lever,
                before: Number(point.before),
                later: Number(point.later),
            }
        })
        .collect()
}

fn named(milestone: Milestone) -> Message {
    match milestone {
        Milestone::ToolBreakthrough => message!("milestone-tools"),
        Milestone::Parity => message!("milestone-parity"),
        Milestone::SelfSufficiency => message!("milestone-self_sufficiency"),
        Milestone::ChinaLeads => message!("milestone-china_leads"),
        Milestone::Threshold(Agent::UnitedStates) => message!("milestone-us_threshold"),
        Milestone::Threshold(Agent::China) => message!("milestone-china_threshold"),
        Milestone::TreatySigned => message!("milestone-signed"),
        Milestone::TreatyBroken => message!("milestone-broken"),
        Milestone::Catastrophe => message!("milestone-catastrophe"),
    }
}
