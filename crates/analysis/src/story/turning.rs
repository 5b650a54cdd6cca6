//! The months in which a world takes its turn.

use super::Milestone;
use super::focus::Focus;
use crate::replay::Replay;
use engine::model::events::{Event, EventKind};
use engine::numeric::kernels;
use engine::scenario::agents::Agent;
use engine::scenario::time::{HISTORY_MONTHS, Month};

/// A turning point is held against what is watched this many months later.
pub const LATER: usize = 12;
/// Efficiency breakthroughs of each state that are told, the largest ones.
const BREAKTHROUGHS: usize = 2;
/// Changes of levers that are told at most: a doctrine or a rule may move one every few months.
const POLICY_CHANGES: usize = 8;
/// Stretches of a year that are told in each direction.
const SWINGS: usize = 2;

/// What happens at a turning point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Turn {
    Milestone(Milestone),
    /// A large leap of efficiency, or a change of a lever after the recorded history.
    Event(Event),
    /// What is watched changes more in the twelve months from this one on than in any other twelve.
    Swing,
}

/// A month in which the world turns, and what is watched around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TurningPoint {
    pub month: Month,
    pub turn: Turn,
    /// At the end of the month before (of the first month, where there is none before), and [`LATER`] months after that or at the end
    /// of the horizon.
    pub before: f64,
    pub later: f64,
}

/// The turning points of a world in order of time, and how many changes of levers were left out.
pub fn turning_points(replay: &Replay, focus: Focus) -> (Vec<TurningPoint>, usize) {
    let mut turns: Vec<(Month, Turn)> = Vec::new();
    for milestone in Milestone::ALL {
        turns.extend(milestone.month(replay).map(|month| (month, Turn::Milestone(milestone))));
    }
    for agent in Agent::ALL {
        let of = |event: &&Event| event.kind == EventKind::Breakthrough && event.agent == Some(agent);
        let mut leaps: Vec<&Event> = replay.events.iter().filter(of).collect();
        // Stable: of equal leaps the earlier one.
        leaps.sort_by(|one, other| other.size.total_cmp(&one.size));
        turns.extend(
            leaps
                .iter()
                .take(BREAKTHROUGHS)
                .map(|event| (event.month, Turn::Event(**event))),
        );
    }
    let changes: Vec<&Event> = replay
        .events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::PolicyChange(_)) && event.month.0 >= HISTORY_MONTHS)
        .collect();
    turns.extend(
        changes
            .iter()
            .take(POLICY_CHANGES)
            .map(|event| (event.month, Turn::Event(**event))),
    );
    turns.extend(swings(replay, focus).into_iter().map(|month| (month, Turn::Swing)));
    turns.sort_by_key(|(month, _)| *month);
    let points = turns
        .into_iter()
        .map(|(month, turn)| {
            let (before, later) = around(replay, focus, month);
            TurningPoint {
                month,
                turn,
                before,
                later,
            }
        })
        .collect();
    (points, changes.len().saturating_sub(POLICY_CHANGES))
}

fn around(replay: &Replay, focus: Focus, month: Month) -> (f64, f64) {
    let before = month.0.saturating_sub(1);
    let later = (before + LATER).min(replay.months - 1);
    (focus.value(replay, before), focus.value(replay, later))
}

/// First months of the twelve in which what is watched rises most and falls most after the recorded history; no two overlap.
fn swings(replay: &Replay, focus: Focus) -> Vec<Month> {
    let level = |month: usize| match focus.value(replay, month) {
        value if focus.is_logarithmic() => kernels::ln(value),
        value => value,
    };
    let last = replay.months.saturating_sub(LATER);
    let change = |month: usize| level(month + LATER - 1) - level(month - 1);
    let mut candidates: Vec<(usize, f64)> = (HISTORY_MONTHS..=last)
        .map(|month| (month, change(month)))
        .filter(|(_, change)| change.is_finite() && *change != 0.0)
        .collect();
    candidates.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()));
    let mut chosen: Vec<(usize, f64)> = Vec::new();
    for (month, change) in candidates {
        let same_way = chosen
            .iter()
            .filter(|(_, other)| other.signum() == change.signum())
            .count();
        if same_way < SWINGS && chosen.iter().all(|(other, _)| other.abs_diff(month) >= LATER) {
            chosen.push((month, change));
        }
    }
    // What only ever grows, such as a sum, turns nowhere.
    let [up, down] = [1.0, -1.0].map(|sign| chosen.iter().any(|(_, change)| change.signum() == sign));
    if up && down {
        chosen.into_iter().map(|(month, _)| Month(month)).collect()
    } else {
        Vec::new()
    }
}
