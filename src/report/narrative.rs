//! A world told in words: the state of each month, what happened, and why it was likely just then.

use super::number::{percent, readable};
use crate::experiment::replay::Replay;
use crate::model::events::{Event, EventKind};
use crate::model::series::{AgentVariable, Series, WorldVariable};
use crate::scenario::agents::Agent;
use crate::scenario::time::{HISTORY_MONTHS, Month};

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
pub fn tell(replay: &Replay, from: Month, to: Month) -> Vec<MonthStory> {
    (from.0..=to.0.min(replay.months.saturating_sub(1)))
        .map(|month| {
            let view = View { replay, month };
            let events = replay.events.iter().filter(|event| event.month.0 == month);
            MonthStory {
                month: Month(month),
                state: view.state(),
                events: events.map(|event| view.explain(event)).collect(),
            }
        })
        .collect()
}

/// A world in one month.
struct View<'a> {
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
        format!(
            "capability US {us_eci}, China {china_eci} ECI; China's {}; compute US/China {} times; China's best chip {} of the \
             frontier's; distrust US {us_distrust}, China {china_distrust}; safety effort US {us_safety}, China {china_safety}",
            standing(self.of(Agent::China, AgentVariable::LagMonths)),
            readable(self.world(WorldVariable::ComputeRatio)),
            percent(self.of(Agent::China, AgentVariable::ChipQualityRatio)),
        )
    }

    fn explain(&self, event: &Event) -> String {
        let agent = event.agent.unwrap_or(Agent::UnitedStates);
        let (name, rival) = (in_text(agent), in_text(agent.rival()));
        match event.kind {
            EventKind::Release => {
                let lag = self.of(agent, AgentVariable::LagMonths);
                let standing = if lag <= 0.0 {
                    format!("it leads {rival}")
                } else {
                    format!("it is {} behind {rival}", months(lag))
                };
                format!(
                    "{} releases a model at {} ECI, {} more than its last. It could have released {}; {standing}.",
                    first_up(name),
                    points(self.of(agent, AgentVariable::ReleasedEci)),
                    readable(event.size),
                    points(self.of(agent, AgentVariable::PotentialEci)),
                )
            }
            EventKind::Breakthrough => format!(
                "{} makes an efficiency breakthrough: software gets {} times as efficient. Such leaps are likelier where compute is \
                 scarce for the talent at hand: {} thousand researchers work with {} H100-equivalents.",
                first_up(name),
                readable(libm::exp(event.size)),
                readable(self.before(agent, AgentVariable::Researchers)),
                readable(self.before(agent, AgentVariable::UsableCompute)),
            ),
            EventKind::ToolBreakthrough => format!(
                "{} gets its own chip tools to work, so {rival}'s tool controls (stringency {}) no longer bind. Funding and unmet \
                 demand drove it.",
                first_up(name),
                readable(self.of(agent.rival(), AgentVariable::ToolControls)),
            ),
            EventKind::PolicyChange(lever) => {
                let reason = if self.month < HISTORY_MONTHS {
                    "as recorded".to_owned()
                } else {
                    format!(
                        "by schedule, trigger rule or doctrine; {name} perceives a threat of {} and a {}",
                        readable(self.of(agent, AgentVariable::Threat)),
                        standing(self.of(agent, AgentVariable::PerceivedLagMonths)),
                    )
                };
                format!(
                    "{} moves {} to {} ({reason}).",
                    first_up(name),
                    lever.key(),
                    readable(event.size)
                )
            }
            EventKind::TreatySigned => format!(
                "A governance framework enters into force at a mean distrust of {}. Incidents and both sides' stance made it likelier; \
                 it limits controls and lifts safety.",
                readable(event.size)
            ),
            EventKind::TreatyBroken => format!(
                "The governance framework breaks after {}. Distrust stands at {} in the United States and {} in China.",
                months(event.size),
                readable(self.of(Agent::UnitedStates, AgentVariable::Distrust)),
                readable(self.of(Agent::China, AgentVariable::Distrust)),
            ),
            EventKind::Catastrophe => format!(
                "A model of {name} gets out of control: {} USD bn of damage. Its safety effort was {} and the hazard {} a year.",
                readable(event.size),
                percent(self.before(agent, AgentVariable::SafetyEffort)),
                percent(self.before(agent, AgentVariable::CatastropheHazard)),
            ),
            EventKind::Threshold => format!(
                "{} passes the transformative-capability threshold with an effective compute of 10^{} FLOP.",
                first_up(name),
                readable(event.size)
            ),
        }
    }
}

const fn in_text(agent: Agent) -> &'static str {
    match agent {
        Agent::UnitedStates => "the United States",
        Agent::China => "China",
    }
}

fn first_up(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Points of the capability index, whose tenths matter.
fn points(value: f64) -> String {
    format!("{value:.1}")
}

fn months(value: f64) -> String {
    let number = readable(value);
    let ending = if number == "1" { "" } else { "s" };
    format!("{number} month{ending}")
}

/// A lag, or a lead where it is below zero.
fn standing(lag: f64) -> String {
    if lag < 0.0 {
        format!("lead of {}", months(-lag))
    } else {
        format!("lag of {}", months(lag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lag_below_zero_is_told_as_a_lead() {
        assert_eq!(standing(-13.8), "lead of 13.8 months");
        assert_eq!(standing(1.0), "lag of 1 month");
        assert_eq!(standing(0.0), "lag of 0 months");
    }
}
