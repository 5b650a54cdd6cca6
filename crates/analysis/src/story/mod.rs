//! Why a world turned out as it did: which worlds to tell of, what is watched in them, where they turn, and where a policy makes
//! them part.

pub mod exemplars;
pub mod focus;
pub mod parting;
pub mod turning;

use crate::replay::Replay;
use engine::model::events::EventKind;
use engine::model::metrics::Metric;
use engine::scenario::agents::Agent;
use engine::scenario::time::{FIRST_YEAR, Month};

/// Something that happens once in a world, or never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// China's own tools escape the controls.
    ToolBreakthrough,
    /// The best Chinese chip matches the frontier.
    Parity,
    /// Twelve months of self-sufficiency are complete.
    SelfSufficiency,
    /// China has led for six months.
    ChinaLeads,
    /// The agent passes the threshold.
    Threshold(Agent),
    TreatySigned,
    TreatyBroken,
    Catastrophe,
}

impl Milestone {
    /// All, in the order in which they are told where they come in one month.
    pub const ALL: [Self; 9] = [
        Self::ToolBreakthrough,
        Self::Parity,
        Self::SelfSufficiency,
        Self::ChinaLeads,
        Self::Threshold(Agent::UnitedStates),
        Self::Threshold(Agent::China),
        Self::TreatySigned,
        Self::TreatyBroken,
        Self::Catastrophe,
    ];

    /// When it happens in a world for the first time.
    pub fn month(self, replay: &Replay) -> Option<Month> {
        let by_metric = |metric: Metric| month_of_year(replay.metrics[metric]);
        let first = |wanted: &dyn Fn(Option<Agent>, EventKind) -> bool| {
            let found = replay.events.iter().find(|event| wanted(event.agent, event.kind));
            found.map(|event| event.month)
        };
        match self {
            Self::Parity => by_metric(Metric::ParityYear),
            Self::SelfSufficiency => by_metric(Metric::SelfSufficiencyYear),
            Self::ChinaLeads => by_metric(Metric::FirstLeadYear),
            Self::ToolBreakthrough => first(&|_, kind| kind == EventKind::ToolBreakthrough),
            Self::Threshold(agent) => first(&|of, kind| kind == EventKind::Threshold && of == Some(agent)),
            Self::TreatySigned => first(&|_, kind| kind == EventKind::TreatySigned),
            Self::TreatyBroken => first(&|_, kind| kind == EventKind::TreatyBroken),
            Self::Catastrophe => first(&|_, kind| kind == EventKind::Catastrophe),
        }
    }
}

/// The month at whose end a decimal year of a metric lies; `None` for `never`.
pub fn month_of_year(year: f64) -> Option<Month> {
    let months = (year - f64::from(FIRST_YEAR)) * 12.0;
    months
        .is_finite()
        .then(|| Month((months.round() as usize).saturating_sub(1)))
}

#[cfg(test)]
mod tests;
