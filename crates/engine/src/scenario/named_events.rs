//! Named events: single happenings of the record, or feared ones, that a scenario can move, remove or bring about.

use super::time::Month;
use std::fmt;

/// Number of named events.
pub const NAMED_EVENTS: usize = 3;

/// A happening with a name and a date. A scenario says when each happens under `[events]`, the command line with `--event`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedEvent {
    /// ChatGPT comes out, and China's rules turn cautious.
    ChatGpt,
    /// DeepSeek-R1 comes out: a jump of China's software and a release in the same month.
    R1,
    /// The supply of chips from Taiwan breaks off.
    Taiwan,
}

/// When a named event happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In November 2022: what it did is part of the state in which the simulation begins.
    BeforeStart,
    /// In this month in every world.
    In(Month),
    /// In no world.
    Never,
    /// In a month of its own in each world, drawn with a yearly chance from October 2026 on.
    ByChance,
}

impl NamedEvent {
    /// All of them, in the order of every list.
    pub const ALL: [Self; NAMED_EVENTS] = [Self::ChatGpt, Self::R1, Self::Taiwan];

    /// Key in a scenario file and after `--event`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ChatGpt => "chatgpt",
            Self::R1 => "r1",
            Self::Taiwan => "taiwan",
        }
    }

    /// What happens, in one line.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::ChatGpt => "ChatGPT comes out: China's rules turn cautious",
            Self::R1 => "DeepSeek-R1 comes out: China's software jumps and its best model is released",
            Self::Taiwan => "chips from Taiwan fail to come: the world's supply collapses and recovers over years",
        }
    }

    /// Unit of the event's size in lists of events.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::ChatGpt | Self::Taiwan => "share",
            Self::R1 => "ln x",
        }
    }

    /// When it happened; what a scenario has that does not say otherwise. Source: F12, POL010.
    pub const fn recorded(self) -> When {
        match self {
            Self::ChatGpt => When::BeforeStart,
            Self::R1 => When::In(Month(24)),
            Self::Taiwan => When::Never,
        }
    }

    /// The event with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.key() == key)
    }

    /// What may be written for it.
    pub const fn allowed(self) -> &'static str {
        match self {
            Self::ChatGpt => "write 2022-11, a month such as 2023-06, or never",
            Self::R1 => "write a month such as 2025-01, or never",
            Self::Taiwan => "write a month such as 2028-01, never, or chance (a yearly chance in each world)",
        }
    }

    /// Reads what is written for it; `None` where that cannot be.
    pub fn parse(self, text: &str) -> Option<When> {
        match (self, text) {
            (_, "never") => Some(When::Never),
            (Self::Taiwan, "chance") => Some(When::ByChance),
            (Self::ChatGpt, BEFORE_START) => Some(When::BeforeStart),
            _ => Month::parse(text).map(When::In),
        }
    }
}

/// The month of [`When::BeforeStart`] as it is written.
const BEFORE_START: &str = "2022-11";

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BeforeStart => f.write_str(BEFORE_START),
            Self::In(month) => month.fmt(f),
            Self::Never => f.write_str("never"),
            Self::ByChance => f.write_str("chance"),
        }
    }
}

/// When each named event happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedEvents([When; NAMED_EVENTS]);

impl Default for NamedEvents {
    fn default() -> Self {
        Self(NamedEvent::ALL.map(NamedEvent::recorded))
    }
}

impl NamedEvents {
    /// When `event` happens.
    pub const fn when(&self, event: NamedEvent) -> When {
        self.0[event as usize]
    }

    /// Lets `event` happen at another time.
    pub fn set(&mut self, event: NamedEvent, when: When) {
        self.0[event as usize] = when;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_written_again() {
        for event in NamedEvent::ALL {
            assert_eq!(NamedEvent::from_key(event.key()), Some(event));
            for when in [event.recorded(), When::Never, When::In(Month(30))] {
                assert_eq!(event.parse(&when.to_string()), Some(when), "{event:?}");
            }
        }
        assert_eq!(NamedEvent::Taiwan.parse("chance"), Some(When::ByChance));
        for (event, text) in [
            (NamedEvent::R1, "chance"),
            (NamedEvent::R1, "2022-11"),
            (NamedEvent::ChatGpt, "2022-12"),
            (NamedEvent::Taiwan, "soon"),
        ] {
            assert_eq!(event.parse(text), None, "{event:?} {text}");
        }
    }
}
