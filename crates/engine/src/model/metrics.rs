//! What is kept of a run: one value a metric.

use error::{Error, Result, nearest};

/// How a metric's value is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A plain number. Not a number where the horizon ends before the metric's date; written as an empty cell.
    Number,
    /// A decimal year, or never within the horizon (infinity in memory, `never` in tables).
    Year,
    /// A number that exists only if something happened; never otherwise.
    NumberOrNever,
    /// A state: 0 nobody, 1 United States, 2 China; written `nobody`, `us`, `china`.
    Who,
}

/// For whom a higher value is better, or a lower one; a later year is a higher value, and `never` the highest. Where states or
/// schools disagree which way is better (spending, a treaty), or it is a state rather than a number, for nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Favours {
    UsMore,
    UsLess,
    ChinaMore,
    ChinaLess,
    WorldMore,
    WorldLess,
    Nobody,
}

impl Favours {
    /// In words, such as `the United States`; `None` for nobody.
    pub const fn whom(self) -> Option<&'static str> {
        match self {
            Self::UsMore | Self::UsLess => Some("the United States"),
            Self::ChinaMore | Self::ChinaLess => Some("China"),
            Self::WorldMore | Self::WorldLess => Some("the world"),
            Self::Nobody => None,
        }
    }

    /// Whether more is better; `None` where nobody's good is agreed.
    pub const fn more_is_better(self) -> Option<bool> {
        match self {
            Self::UsMore | Self::ChinaMore | Self::WorldMore => Some(true),
            Self::UsLess | Self::ChinaLess | Self::WorldLess => Some(false),
            Self::Nobody => None,
        }
    }

    /// As in tables and documents: `us: more`, `world: less`, or `-`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::UsMore => "us: more",
            Self::UsLess => "us: less",
            Self::ChinaMore => "china: more",
            Self::ChinaLess => "china: less",
            Self::WorldMore => "world: more",
            Self::WorldLess => "world: less",
            Self::Nobody => "-",
        }
    }
}

macro_rules! metrics {
    ($($variant:ident $key:literal $unit:literal $kind:ident $favours:ident $meaning:literal,)*) => {
        /// One value a run.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Metric { $(#[doc = $meaning] $variant,)* }

        impl Metric {
            /// All metrics in table order.
            pub const ALL: [Self; METRICS] = [$(Self::$variant,)*];
            /// Column in `metrics.csv`.
            pub const fn key(self) -> &'static str { match self { $(Self::$variant => $key,)* } }
            /// Unit.
            pub const fn unit(self) -> &'static str { match self { $(Self::$variant => $unit,)* } }
            /// How to read the value.
            pub const fn kind(self) -> Kind { match self { $(Self::$variant => Kind::$kind,)* } }
            /// For whom more of it is better, or less.
            pub const fn favours(self) -> Favours { match self { $(Self::$variant => Favours::$favours,)* } }
            /// What it is.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* } }
        }
    };
}

/// Number of metrics.
pub const METRICS: usize = 42;

metrics! {
    ComputeRatio2027 "compute_ratio_2027" "ratio" Number UsMore "usable compute, United States over China, December 2027",
    ComputeRatio2030 "compute_ratio_2030" "ratio" Number UsMore "usable compute, United States over China, December 2030",
    ComputeRatio2035 "compute_ratio_2035" "ratio" Number UsMore "usable compute, United States over China, December 2035",
    LagMonths2027 "china_lag_months_2027" "months" Number UsMore "China's lag behind the released US frontier, December 2027; negative when China leads",
    LagMonths2030 "china_lag_months_2030" "months" Number UsMore "China's lag behind the released US frontier, December 2030; negative when China leads",
    LagMonths2035 "china_lag_months_2035" "months" Number UsMore "China's lag behind the released US frontier, December 2035; negative when China leads",
    LagMonthsMin "china_lag_months_min" "months" Number UsMore "China's smallest lag at any month from July 2023 on; negative when China led",
    ParityYear "china_chip_parity_year" "year" Year UsMore "year when the best Chinese chip first matches the best frontier chip (within the parity margin)",
    SelfSufficiencyYear "china_self_sufficiency_year" "year" Year UsMore "year when 80 % of China's new compute has first come from its own chips for twelve months in a row",
    FirstLeadYear "china_first_lead_year" "year" Year UsMore "year when China's released capability has first exceeded that of the United States for six months in a row",
    ThresholdFirst "threshold_first" "state" Who Nobody "who first passes the transformative-capability threshold",
    ThresholdYear "threshold_year" "year" Year Nobody "year when the transformative-capability threshold is first passed",
    ThresholdMargin "threshold_margin_months" "months" NumberOrNever Nobody "months by which the first state passes the threshold before the other; never if the other does not pass within the horizon",
    UsSpending "us_spending_usd_bn" "USD bn" Number Nobody "cumulative US AI spending, private and state, undiscounted",
    ChinaSpending "china_spending_usd_bn" "USD bn" Number Nobody "cumulative Chinese AI spending, private and state, undiscounted",
    UsRaceCost "us_race_cost_usd_bn" "USD bn" Number UsLess "discounted cost of the race to the United States (state funding beyond its share of 2023, lost trade, incidents, catastrophes)",
    ChinaRaceCost "china_race_cost_usd_bn" "USD bn" Number ChinaLess "discounted cost of the race to China (state funding beyond its share of 2023, lost trade, incidents, catastrophes)",
    WorldRaceCost "world_race_cost_usd_bn" "USD bn" Number WorldLess "discounted cost of the race to both states and third countries",
    UsSubsidy "us_race_subsidy_usd_bn" "USD bn" Number UsLess "part of the cost of the race to the United States: state funding beyond its share of 2023, discounted",
    UsTradeLoss "us_trade_loss_usd_bn" "USD bn" Number UsLess "part of the cost of the race to the United States: sales and purchases that controls and mandates prevent, and licence fees paid less those taken, discounted",
    UsIncidentLoss "us_incident_loss_usd_bn" "USD bn" Number UsLess "part of the cost of the race to the United States: incidents and catastrophes, discounted",
    UsBenefit "us_ai_benefit_usd_bn" "USD bn" Number UsMore "what AI adds to the economy of the United States, discounted",
    ChinaSubsidy "china_race_subsidy_usd_bn" "USD bn" Number ChinaLess "part of the cost of the race to China: state funding beyond its share of 2023, discounted",
    ChinaTradeLoss "china_trade_loss_usd_bn" "USD bn" Number ChinaLess "part of the cost of the race to China: sales and purchases that controls and mandates prevent, and licence fees paid less those taken, discounted",
    ChinaIncidentLoss "china_incident_loss_usd_bn" "USD bn" Number ChinaLess "part of the cost of the race to China: incidents and catastrophes, discounted",
    ChinaBenefit "china_ai_benefit_usd_bn" "USD bn" Number ChinaMore "what AI adds to the economy of China, discounted",
    PeakDistrust "peak_distrust" "index" Number WorldLess "highest mean distrust of the two states (1 = January 2023)",
    UsLowestSafety "us_lowest_safety" "share" Number WorldMore "lowest US safety effort",
    ChinaLowestSafety "china_lowest_safety" "share" Number WorldMore "lowest Chinese safety effort",
    Incidents "incidents" "incidents" Number WorldLess "misinformation and misuse incidents over the horizon, both states",
    CatastropheYear "catastrophe_year" "year" Year WorldMore "year of the first loss-of-control catastrophe",
    TreatyYear "treaty_year" "year" Year Nobody "year when a governance framework first enters into force",
    TreatyMonths "treaty_months" "months" Number Nobody "months during which a governance framework was in force",
    UsThirdCountryShare2035 "us_third_country_share_2035" "share" Number UsMore "third countries aligned with the United States, December 2035",
    ChinaThirdCountryShare2035 "china_third_country_share_2035" "share" Number ChinaMore "third countries aligned with China, December 2035",
    UnalignedShare2035 "unaligned_share_2035" "share" Number Nobody "third countries aligned with neither, December 2035",
    Fragmentation2035 "fragmentation_2035" "index" Number WorldLess "fragmentation of the world, December 2035",
    ChinaSmuggledShare "china_smuggled_share" "share" Number Nobody "smuggled share of all chips China acquired",
    UsCurtailedShare "us_power_curtailed_share" "share" Number UsLess "share of US installed compute that lacked power, mean over the horizon",
    UsPayoff "us_payoff" "score" Number UsMore "US payoff under the documented weights",
    ChinaPayoff "china_payoff" "score" Number ChinaMore "Chinese payoff under the documented weights",
    WorldPayoff "world_payoff" "score" Number WorldMore "payoff of the world: safety, cost and fragmentation under the documented weights",
}

impl Metric {
    /// The metric with this key.
    ///
    /// # Errors
    /// There is none: the message says which is nearest.
    pub fn named(key: &str) -> Result<Self> {
        Self::from_key(key).ok_or_else(|| {
            let near = nearest(key, Self::ALL.map(Self::key));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            let key = key.escape_debug();
            Error::Usage(format!(
                "there is no metric `{key}`{hint} (`detente list --metrics` shows all)"
            ))
        })
    }

    /// The metric with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.key() == key)
    }
}
