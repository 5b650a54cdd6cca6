//! Kinds of configuration files: their words, folders and endings.

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Scenario,
    Policy,
    Worldview,
    /// The file of parameter cards.
    Parameters,
    /// What to vary, see `experiment::sweep`.
    Sweep,
    /// Strategies of two sides, see `experiment::game`.
    Game,
    /// A table of histories, see [`super::histories`].
    Histories,
}

impl Kind {
    /// The word in messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scenario => "scenario",
            Self::Policy => "policy",
            Self::Worldview => "worldview",
            Self::Parameters => "file of parameter cards",
            Self::Sweep => "sweep",
            Self::Game => "game",
            Self::Histories => "table of histories",
        }
    }

    /// Folder of the files of this kind, under the root of the repository or the folder made by `detente init`.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Scenario | Self::Parameters => "configs",
            Self::Policy => "configs/policies",
            Self::Worldview => "configs/worldviews",
            Self::Sweep => "configs/sweeps",
            Self::Game => "configs/games",
            Self::Histories => "configs/histories",
        }
    }

    /// How the names of its files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Histories => ".csv",
            _ => ".toml",
        }
    }
}
