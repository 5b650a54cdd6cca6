//! The two state agents.

use serde::{Deserialize, Serialize};

/// A state in the race. Both run the same rules with their own cards and levers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Agent {
    #[serde(rename = "us")]
    UnitedStates,
    #[serde(rename = "china")]
    China,
}

impl Agent {
    /// Both agents, in the order in which every table lists them.
    pub const ALL: [Self; 2] = [Self::UnitedStates, Self::China];

    /// Position in arrays that hold one thing an agent.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The state that a value of a metric of kind `Who` stands for: 1 and 2 in their order; none for 0, nobody.
    pub fn of_number(value: f64) -> Option<Self> {
        Self::ALL.into_iter().find(|agent| agent.index() as f64 + 1.0 == value)
    }

    /// The other agent.
    pub const fn rival(self) -> Self {
        match self {
            Self::UnitedStates => Self::China,
            Self::China => Self::UnitedStates,
        }
    }

    /// Prefix of keys and value of the `agent` column: `us`, `china`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::UnitedStates => "us",
            Self::China => "china",
        }
    }

    /// Name within a sentence: `pays for the United States`.
    pub const fn in_sentence(self) -> &'static str {
        match self {
            Self::UnitedStates => "the United States",
            Self::China => "China",
        }
    }

    /// Name in text and figures.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnitedStates => "United States",
            Self::China => "China",
        }
    }
}
