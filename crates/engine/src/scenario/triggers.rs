//! Trigger rules: policy that answers what its owner observes, written as data.

use super::agents::Agent;
use super::levers::Lever;

macro_rules! observables {
    ($($variant:ident $key:literal $unit:literal $meaning:literal,)*) => {
        /// A quantity that a trigger rule can watch, as its owner perceives it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Quantity { $(#[doc = $meaning] $variant,)* }

        impl Quantity {
            /// All quantities.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];
            /// Name behind the agent's prefix: `lag_months` in `china.lag_months`.
            pub const fn key(self) -> &'static str { match self { $(Self::$variant => $key,)* } }
            /// Unit of the threshold.
            pub const fn unit(self) -> &'static str { match self { $(Self::$variant => $unit,)* } }
            /// What it is.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* } }
        }
    };
}

observables! {
    LagMonths "lag_months" "months" "the agent's perceived lag behind its rival's released models; negative when it sees itself ahead",
    PerceivedRivalEci "perceived_rival_eci" "ECI" "the rival's released capability as the agent perceives it",
    ReleasedEci "released_eci" "ECI" "the agent's own released capability",
    Distrust "distrust" "index" "the agent's distrust of its rival",
    Threat "threat" "index" "the threat the agent perceives",
    SelfSufficiency "self_sufficiency" "share" "share of the agent's new compute that comes from its own chips",
    ChipQualityRatio "chip_quality_ratio" "ratio" "best domestic chip's performance over the frontier chip's",
    ComputeShare "compute_share" "share" "the agent's share of both states' usable compute",
    Incidents "incidents" "incidents/year" "misinformation incidents a year attributed to the agent's models",
    SafetyEffort "safety_effort" "share" "the agent's safety effort",
    ThirdCountryShare "third_country_share" "share" "share of third countries aligned with the agent",
    TreatyInForce "treaty_in_force" "0 or 1" "whether a governance framework is in force (the same for both agents)",
}

/// What a rule watches: one quantity of one agent, such as `china.lag_months`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observable {
    pub agent: Agent,
    pub quantity: Quantity,
}

/// Which side of the threshold the observable must be on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Test {
    Below(f64),
    Above(f64),
}

/// What a rule does to its lever when it fires.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// Adds to whatever the lever is; the result stays within the lever's range.
    Add(f64),
    /// Sets the lever from then on.
    Set(f64),
}

/// One trigger rule. It fires when the test has held for `for_months` months in a row, acts `lag_months` later, and is
/// armed again once the test has failed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    pub observable: Observable,
    pub test: Test,
    pub for_months: u32,
    pub lever: Lever,
    pub change: Change,
    pub lag_months: u32,
    /// First month in which the rule watches.
    pub from: usize,
}

impl Observable {
    /// The observable with this dotted key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|observable| observable.key() == key)
    }

    /// Every observable of both agents.
    pub fn all() -> impl Iterator<Item = Self> {
        Agent::ALL
            .into_iter()
            .flat_map(|agent| Quantity::ALL.iter().map(move |&quantity| Self { agent, quantity }))
    }

    /// Dotted key, such as `china.lag_months`.
    pub fn key(self) -> String {
        format!("{}.{}", self.agent.key(), self.quantity.key())
    }
}
