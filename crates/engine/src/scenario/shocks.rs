//! The shock processes of a world: each has its own keyed place in the run's random stream and one draw a month.

/// Whether a process draws standard normals or uniforms in 0..1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draw {
    Normal,
    Uniform,
}

macro_rules! shocks {
    ($($variant:ident $draw:ident $meaning:literal,)*) => {
        /// A shock process. Append-only: the position keys the random stream.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Shock { $(#[doc = $meaning] $variant,)* }

        impl Shock {
            /// All processes in stream order.
            pub const ALL: [Self; SHOCKS] = [$(Self::$variant,)*];
            /// What it draws.
            pub const fn draw(self) -> Draw { match self { $(Self::$variant => Draw::$draw,)* } }
        }
    };
}

/// Number of shock processes.
pub const SHOCKS: usize = 28;

shocks! {
    UsInvestment Normal "noise of US private investment",
    ChinaInvestment Normal "noise of Chinese private investment",
    UsRelease Uniform "whether the US releases a model this month",
    ChinaRelease Uniform "whether China releases a model this month",
    UsReleaseQuality Normal "how far a US release is above or below the potential",
    ChinaReleaseQuality Normal "how far a Chinese release is above or below the potential",
    UsBreakthrough Uniform "whether the US makes an efficiency breakthrough",
    ChinaBreakthrough Uniform "whether China makes an efficiency breakthrough",
    UsBreakthroughSize Uniform "size of a US breakthrough",
    ChinaBreakthroughSize Uniform "size of a Chinese breakthrough",
    UsPerception Normal "error of US perception",
    ChinaPerception Normal "error of Chinese perception",
    UsDistrust Normal "political shocks to US distrust",
    ChinaDistrust Normal "political shocks to Chinese distrust",
    UsIncidents Normal "noise of incidents from US models",
    ChinaIncidents Normal "noise of incidents from Chinese models",
    UsCatastrophe Uniform "whether a US model causes a catastrophe",
    ChinaCatastrophe Uniform "whether a Chinese model causes a catastrophe",
    UsToolBreakthrough Uniform "whether the US escapes a rival's tool controls",
    ChinaToolBreakthrough Uniform "whether China escapes the rival's tool controls",
    Treaty Uniform "whether a treaty is agreed, or breaks",
    Alignment Normal "noise of third countries' alignment",
    UsFabs Normal "noise of US substitute chip output growth",
    ChinaFabs Normal "noise of Chinese chip output growth",
    UsResearch Normal "lasting changes in the quality of US research",
    ChinaResearch Normal "lasting changes in the quality of Chinese research",
    UsNode Uniform "whether the US substitute chip chain reaches a new process node",
    ChinaNode Uniform "whether China's chip makers reach a new process node",
}

impl Shock {
    /// The process of one agent, given that of the United States: agents' processes stand in pairs.
    pub const fn of(us_process: Self, agent: super::agents::Agent) -> Self {
        Self::ALL[us_process as usize + agent.index()]
    }
}
