//! What is kept of a run: one value a metric.

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

macro_rules! metrics {
    ($($variant:ident $key:literal $unit:literal $kind:ident $meaning:literal,)*) => {
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
            /// What it is.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* } }
        }
    };
}

/// Number of metrics.
pub const METRICS: usize = 34;

metrics! {
    ComputeRatio2027 "compute_ratio_2027" "ratio" Number "usable compute, United States over China, December 2027",
    ComputeRatio2030 "compute_ratio_2030" "ratio" Number "usable compute, United States over China, December 2030",
    ComputeRatio2035 "compute_ratio_2035" "ratio" Number "usable compute, United States over China, December 2035",
    LagMonths2027 "china_lag_months_2027" "months" Number "China's lag behind the released US frontier, December 2027; negative when China leads",
    LagMonths2030 "china_lag_months_2030" "months" Number "China's lag behind the released US frontier, December 2030; negative when China leads",
    LagMonths2035 "china_lag_months_2035" "months" Number "China's lag behind the released US frontier, December 2035; negative when China leads",
    LagMonthsMin "china_lag_months_min" "months" Number "China's smallest lag at any month from July 2023 on; negative when China led",
    ParityYear "china_chip_parity_year" "year" Year "year when the best Chinese chip first matches the best frontier chip (within the parity margin)",
    SelfSufficiencyYear "china_self_sufficiency_year" "year" Year "year when 80 % of China's new compute has first come from its own chips for twelve months in a row",
    FirstLeadYear "china_first_lead_year" "year" Year "year when China's released capability has first exceeded that of the United States for six months in a row",
    ThresholdFirst "threshold_first" "state" Who "who first passes the transformative-capability threshold",
    ThresholdYear "threshold_year" "year" Year "year when the transformative-capability threshold is first passed",
    ThresholdMargin "threshold_margin_months" "months" NumberOrNever "months by which the first state passes the threshold before the other; never if the other does not pass within the horizon",
    UsSpending "us_spending_usd_bn" "USD bn" Number "cumulative US AI spending, private and state, undiscounted",
    ChinaSpending "china_spending_usd_bn" "USD bn" Number "cumulative Chinese AI spending, private and state, undiscounted",
    UsRaceCost "us_race_cost_usd_bn" "USD bn" Number "discounted cost of the race to the United States",
    ChinaRaceCost "china_race_cost_usd_bn" "USD bn" Number "discounted cost of the race to China",
    WorldRaceCost "world_race_cost_usd_bn" "USD bn" Number "discounted cost of the race to both states and third countries",
    PeakDistrust "peak_distrust" "index" Number "highest mean distrust of the two states (1 = January 2023)",
    UsLowestSafety "us_lowest_safety" "share" Number "lowest US safety effort",
    ChinaLowestSafety "china_lowest_safety" "share" Number "lowest Chinese safety effort",
    Incidents "incidents" "incidents" Number "misinformation and misuse incidents over the horizon, both states",
    CatastropheYear "catastrophe_year" "year" Year "year of the first loss-of-control catastrophe",
    TreatyYear "treaty_year" "year" Year "year when a governance framework first enters into force",
    TreatyMonths "treaty_months" "months" Number "months during which a governance framework was in force",
    UsThirdCountryShare2035 "us_third_country_share_2035" "share" Number "third countries aligned with the United States, December 2035",
    ChinaThirdCountryShare2035 "china_third_country_share_2035" "share" Number "third countries aligned with China, December 2035",
    UnalignedShare2035 "unaligned_share_2035" "share" Number "third countries aligned with neither, December 2035",
    Fragmentation2035 "fragmentation_2035" "index" Number "fragmentation of the world, December 2035",
    ChinaSmuggledShare "china_smuggled_share" "share" Number "smuggled share of all chips China acquired",
    UsCurtailedShare "us_power_curtailed_share" "share" Number "share of US installed compute that lacked power, mean over the horizon",
    UsPayoff "us_payoff" "score" Number "US payoff under the documented weights",
    ChinaPayoff "china_payoff" "score" Number "Chinese payoff under the documented weights",
    WorldPayoff "world_payoff" "score" Number "payoff of the world: safety, cost and fragmentation under the documented weights",
}

impl Metric {
    /// The metric with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.key() == key)
    }
}
