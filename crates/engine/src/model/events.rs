//! What happened in a run: single events with their month.

use crate::numeric::{Mask, Num};
use crate::scenario::agents::Agent;
use crate::scenario::levers::Lever;
use crate::scenario::named_events::NamedEvent;
use crate::scenario::time::Month;

/// The kind of an event, and what its size means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventKind {
    /// A model release that raised the agent's released capability; size: ECI points gained.
    Release,
    /// An algorithmic efficiency breakthrough; size: natural-log gain of software efficiency.
    Breakthrough,
    /// The agent's own chip tools escape the rival's tool controls; size: 1.
    ToolBreakthrough,
    /// A trigger rule or a dated policy changed a lever; size: the new value.
    PolicyChange(Lever),
    /// A governance framework enters into force; size: mean distrust at that moment.
    TreatySigned,
    /// The governance framework breaks; size: months it was in force.
    TreatyBroken,
    /// A loss-of-control catastrophe; size: cost, USD bn.
    Catastrophe,
    /// A named event of the scenario; size: what it does at once, see [`NamedEvent::unit`].
    Named(NamedEvent),
    /// The agent passes the transformative-capability threshold; size: its effective compute, log10 FLOP.
    Threshold,
}

/// One event of one run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    pub month: Month,
    pub run: u64,
    /// Who; `None` where it concerns both.
    pub agent: Option<Agent>,
    pub kind: EventKind,
    pub size: f64,
}

impl EventKind {
    /// Name in the `kind` column.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Breakthrough => "breakthrough",
            Self::ToolBreakthrough => "tool_breakthrough",
            Self::PolicyChange(_) => "policy_change",
            Self::TreatySigned => "treaty_signed",
            Self::TreatyBroken => "treaty_broken",
            Self::Catastrophe => "catastrophe",
            Self::Threshold => "threshold",
            Self::Named(_) => "named_event",
        }
    }

    /// What the `detail` column adds: the key of the lever that changed or of the named event.
    pub const fn detail(self) -> &'static str {
        match self {
            Self::PolicyChange(lever) => lever.key(),
            Self::Named(event) => event.key(),
            _ => "",
        }
    }

    /// Unit of the size.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Release => "ECI",
            Self::Breakthrough => "ln x",
            Self::ToolBreakthrough => "1",
            Self::PolicyChange(lever) => lever.unit(),
            Self::TreatySigned => "index",
            Self::TreatyBroken => "months",
            Self::Catastrophe => "USD bn",
            Self::Threshold => "log10 FLOP",
            Self::Named(event) => event.unit(),
        }
    }
}

/// Where a block of runs writes its events, month by month; writes nothing when none are asked for.
pub struct Log<'a> {
    events: Option<&'a mut Vec<Event>>,
    runs: &'a [u64],
    month: Month,
}

impl<'a> Log<'a> {
    /// A log for a block whose lanes are these runs.
    pub fn new(events: Option<&'a mut Vec<Event>>, runs: &'a [u64]) -> Self {
        Self {
            events,
            runs,
            month: Month(0),
        }
    }

    /// Whether anybody wants the events.
    pub fn listens(&self) -> bool {
        self.events.is_some()
    }

    /// Sets the month of the events that follow.
    pub fn set_month(&mut self, month: usize) {
        self.month = Month(month);
    }

    /// Notes an event in every run where `happens`.
    #[inline(always)]
    pub fn push<const W: usize>(&mut self, happens: Mask<W>, agent: Option<Agent>, kind: EventKind, size: Num<W>) {
        if self.events.is_some() && happens.any() {
            self.note(happens, agent, kind, size);
        }
    }

    /// Kept out of line: events are rare and their code would crowd the month loop.
    #[inline(never)]
    fn note<const W: usize>(&mut self, happens: Mask<W>, agent: Option<Agent>, kind: EventKind, size: Num<W>) {
        let Some(events) = self.events.as_deref_mut() else {
            return;
        };
        for lane in (0..W).filter(|&lane| happens.lane(lane)) {
            let run = self.runs[lane];
            events.push(Event {
                month: self.month,
                run,
                agent,
                kind,
                size: size.0[lane],
            });
        }
    }
}
