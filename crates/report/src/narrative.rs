//! A world told in words: the state of each month, what happened, and why it was likely just then.

use super::catalogue::{Catalogue, Fill};
use super::phrases::span;
use crate::number::{capitalised, percent, readable};
use crate::say;
use analysis::replay::Replay;
use engine::model::events::{Event, EventKind};
use engine::model::series::{AgentVariable, Series, WorldVariable};
use engine::scenario::agents::Agent;
use engine::scenario::named_events::NamedEvent;
use engine::scenario::time::{HISTORY_MONTHS, Month};

/// One month in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthStory {
    pub month: Month,
    /// The key state at the end of the month.
    pub state: String,
    /// What happened in it, one sentence or two each.
    pub events: Vec<String>,
}

/// The months `from..=to` of a world in words.
pub fn tell(words: &Catalogue, replay: &Replay, from: Month, to: Month) -> Vec<MonthStory> {
    (from.0..=to.0.min(replay.months.saturating_sub(1)))
        .map(|month| {
            let view = View { words, replay, month };
            let events = replay.events.iter().filter(|event| event.month.0 == month);
            MonthStory {
                month: Month(month),
                state: view.state(),
                events: events.map(|event| view.explain(event)).collect(),
            }
        })
        .collect()
}

/// An event of a world in words, with what made it likely.
pub fn explain(words: &Catalogue, replay: &Replay, event: &Event) -> String {
    let month = event.month.0;
    View { words, replay, month }.explain(event)
}

/// A world in one month.
struct View<'a> {
    words: &'a Catalogue,
    replay: &'a Replay,
    month: usize,
}

impl View<'_> {
    fn of(&self, agent: Agent, variable: AgentVariable) -> f64 {
        self.replay.value(Series::Agent(agent, variable), self.month)
    }

    fn before(&self, agent: Agent, variable: AgentVariable) -> f64 {
        self.replay
            .value(Series::Agent(agent, variable), self.month.saturating_sub(1))
    }

    fn world(&self, variable: WorldVariable) -> f64 {
        self.replay.value(Series::World(variable), self.month)
    }

    fn state(&self) -> String {
        let [us_eci, china_eci] = Agent::ALL.map(|agent| points(self.of(agent, AgentVariable::ReleasedEci)));
        let [us_distrust, china_distrust] = Agent::ALL.map(|agent| readable(self.of(agent, AgentVariable::Distrust)));
        let [us_safety, china_safety] = Agent::ALL.map(|agent| percent(self.of(agent, AgentVariable::SafetyEffort)));
        say!(
            self.words,
            "narrative-state",
            us_eci = us_eci,
            china_eci = china_eci,
            standing = standing(self.words, self.of(Agent::China, AgentVariable::LagMonths)),
            compute = readable(self.world(WorldVariable::ComputeRatio)),
            chip = percent(self.of(Agent::China, AgentVariable::ChipQualityRatio)),
            us_distrust = us_distrust,
            china_distrust = china_distrust,
            us_safety = us_safety,
            china_safety = china_safety,
        )
    }

    fn explain(&self, event: &Event) -> String {
        let words = self.words;
        let agent = event.agent.unwrap_or(Agent::UnitedStates);
        let (name, rival) = (name(words, agent), name(words, agent.rival()));
        let text = match event.kind {
            EventKind::Release => {
                let lag = self.of(agent, AgentVariable::LagMonths);
                let leads =
                    self.of(agent, AgentVariable::ReleasedEci) > self.of(agent.rival(), AgentVariable::ReleasedEci);
                let standing = if leads {
                    say!(words, "narrative-leads", rival = rival)
                } else if lag < 1.0 {
                    say!(words, "narrative-level", rival = rival)
                } else {
                    say!(words, "narrative-behind", months = months(words, lag), rival = rival)
                };
                say!(
                    words,
                    "narrative-release",
                    name = name,
                    eci = points(self.of(agent, AgentVariable::ReleasedEci)),
                    more = readable(event.size),
                    potential = points(self.of(agent, AgentVariable::PotentialEci)),
                    standing = standing,
                )
            }
            EventKind::Breakthrough => say!(
                words,
                "narrative-breakthrough",
                name = name,
                times = readable(libm::exp(event.size)),
                researchers = readable(self.before(agent, AgentVariable::Researchers)),
                compute = readable(self.before(agent, AgentVariable::UsableCompute)),
            ),
            EventKind::ToolBreakthrough => say!(
                words,
                "narrative-tools",
                name = name,
                rival = rival,
                stringency = readable(self.of(agent.rival(), AgentVariable::ToolControls)),
            ),
            EventKind::PolicyChange(lever) => {
                let reason = if self.month < HISTORY_MONTHS {
                    say!(words, "narrative-recorded")
                } else {
                    say!(
                        words,
                        "narrative-decided",
                        name = &name,
                        threat = readable(self.of(agent, AgentVariable::Threat)),
                        standing = standing(words, self.of(agent, AgentVariable::PerceivedLagMonths)),
                    )
                };
                say!(
                    words,
                    "narrative-policy",
                    name = name,
                    lever = lever.brief(),
                    value = readable(event.size),
                    reason = reason,
                )
            }
            EventKind::TreatySigned => say!(words, "narrative-signed", distrust = readable(event.size)),
            EventKind::TreatyBroken => say!(
                words,
                "narrative-broken",
                months = months(words, event.size),
                us_distrust = readable(self.of(Agent::UnitedStates, AgentVariable::Distrust)),
                china_distrust = readable(self.of(Agent::China, AgentVariable::Distrust)),
            ),
            EventKind::Catastrophe => say!(
                words,
                "narrative-catastrophe",
                name = name,
                cost = readable(event.size),
                safety = percent(self.before(agent, AgentVariable::SafetyEffort)),
                hazard = percent(self.before(agent, AgentVariable::CatastropheHazard)),
            ),
            EventKind::Threshold => {
                say!(words, "narrative-threshold", name = name, size = readable(event.size))
            }
            EventKind::Named(NamedEvent::ChatGpt) => {
                say!(words, "narrative-chatgpt", name = name, burden = percent(event.size))
            }
            EventKind::Named(NamedEvent::R1) => {
                say!(
                    words,
                    "narrative-r1",
                    name = name,
                    times = readable(libm::exp(event.size))
                )
            }
            EventKind::Named(NamedEvent::Taiwan) => {
                say!(words, "narrative-taiwan", missing = percent(event.size))
            }
        };
        capitalised(&text)
    }
}

/// A state's name inside of a sentence.
pub fn name(words: &Catalogue, agent: Agent) -> String {
    match agent {
        Agent::UnitedStates => say!(words, "narrative-us"),
        Agent::China => say!(words, "narrative-china"),
    }
}

/// Points of the capability index, whose tenths matter.
fn points(value: f64) -> String {
    format!("{value:.1}")
}

fn months(words: &Catalogue, value: f64) -> String {
    words.fill(&span(value, "months"))
}

/// A lag, or a lead where it is below zero.
pub fn standing(words: &Catalogue, lag: f64) -> String {
    if lag < 0.0 {
        say!(words, "narrative-lead", months = months(words, -lag))
    } else {
        say!(words, "narrative-lag", months = months(words, lag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::english;

    #[test]
    fn a_lag_below_zero_is_told_as_a_lead() {
        let words = english();
        assert_eq!(standing(words, -13.8), "lead of 13.8 months");
        assert_eq!(standing(words, 1.0), "lag of 1 month");
        assert_eq!(standing(words, 0.0), "lag of 0 months");
    }
}
