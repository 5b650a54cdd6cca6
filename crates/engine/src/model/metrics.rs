//! What is kept of a run: one value a metric.

use crate::scenario::agents::Agent;
use crate::scenario::dated::{Dated, DatedValues};
use crate::scenario::series::{AgentVariable, Series, WorldVariable};
use error::{Error, Result, nearest};
use std::ops::{Index, IndexMut};

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
        pub enum Metric {
            $(#[doc = $meaning] $variant,)*
            /// A monthly series at the end of a month that someone asked for.
            Dated(Dated),
        }

        /// Places of the metrics of every run.
        enum Place { $($variant,)* }

        impl Metric {
            /// All metrics of every run in table order; those at dates that someone asked for come after them.
            pub const ALL: [Self; METRICS] = [$(Self::$variant,)*];
            /// Place among [`Self::ALL`]; none of a date that someone asked for.
            #[inline(always)]
            pub const fn place(self) -> Option<usize> {
                match self { $(Self::$variant => Some(Place::$variant as usize),)* Self::Dated(_) => None }
            }
            /// Column in `metrics.csv`.
            pub fn key(self) -> &'static str { match self { $(Self::$variant => $key,)* Self::Dated(dated) => dated.key() } }
            /// Unit.
            pub fn unit(self) -> &'static str { match self { $(Self::$variant => $unit,)* Self::Dated(dated) => dated.series().unit() } }
            /// How to read the value.
            pub const fn kind(self) -> Kind { match self { $(Self::$variant => Kind::$kind,)* Self::Dated(_) => Kind::Number } }
            /// For whom more of it is better, or less.
            pub fn favours(self) -> Favours { match self { $(Self::$variant => Favours::$favours,)* Self::Dated(dated) => favours(dated.series()) } }
            /// What it is.
            pub fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* Self::Dated(dated) => dated.meaning() } }
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
    /// The metric with this key, or the series at the date that it names.
    ///
    /// # Errors
    /// There is none: the message says which is nearest, or what is wrong with the date.
    pub fn named(key: &str) -> Result<Self> {
        if Dated::is_meant(key) {
            return dated(key).map(Self::Dated);
        }
        Self::from_key(key).ok_or_else(|| {
            let near = nearest(key, Self::ALL.map(Self::key));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            let key = key.escape_debug();
            Error::Usage(format!(
                "there is no metric `{key}`{hint} (`detente list --metrics` shows all)"
            ))
        })
    }

    /// The metric with this key, or the series at the date that it names.
    pub fn from_key(key: &str) -> Option<Self> {
        if Dated::is_meant(key) {
            return Dated::parse(key).ok().map(Self::Dated);
        }
        Self::ALL.into_iter().find(|metric| metric.key() == key)
    }

    /// What is wrong with a key that names a date; `None` of one that names none, or is right.
    pub fn refused_date(key: &str) -> Option<String> {
        let refused = || Self::named(key).err().map(|error| error.to_string());
        Dated::is_meant(key).then(refused).flatten()
    }

    /// The date that someone asked for.
    pub const fn dated(self) -> Option<Dated> {
        match self {
            Self::Dated(dated) => Some(dated),
            _ => None,
        }
    }

    /// Place among [`Self::ALL`] and the dates that were asked for, in that order; none of a date that was not.
    pub fn place_among(self, asked: &[Dated]) -> Option<usize> {
        match self {
            Self::Dated(dated) => asked
                .iter()
                .position(|&other| other == dated)
                .map(|place| METRICS + place),
            fixed => fixed.place(),
        }
    }

    /// All metrics of a run of which these dates were asked for, in table order.
    pub fn all_with(asked: &[Dated]) -> Vec<Self> {
        Self::ALL
            .into_iter()
            .chain(asked.iter().copied().map(Self::Dated))
            .collect()
    }
}

/// A metric at a date, with what is wrong where the quantity is a metric that has none.
fn dated(text: &str) -> Result<Dated> {
    Dated::parse(text).map_err(|error| {
        let quantity = text.split('@').next().unwrap_or_default();
        let Some(metric) = Metric::from_key(quantity) else {
            return error;
        };
        let why = match metric.kind() {
            Kind::Year => "it is a date itself",
            Kind::Who | Kind::NumberOrNever => "it is known at the end of a world alone",
            Kind::Number if metric.key().ends_with(|letter: char| letter.is_ascii_digit()) => "it has its date already",
            Kind::Number => "it sums up all months of a world",
        };
        Error::Usage(format!(
            "`{}`: {quantity} cannot be dated, since {why}; what can is a monthly series, such as china_lag_months@2032 (`detente list \
             --variables` shows all)",
            text.escape_debug()
        ))
    })
}

/// The dates among metrics, in table order, each once.
pub fn dates(metrics: impl IntoIterator<Item = Metric>) -> Vec<Dated> {
    let mut dates: Vec<Dated> = metrics.into_iter().filter_map(Metric::dated).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// For whom more of a series is better, as of the metrics that are made of it.
const fn favours(series: Series) -> Favours {
    match series {
        Series::Agent(Agent::China, AgentVariable::LagMonths | AgentVariable::LagMonthsStep)
        | Series::Agent(Agent::UnitedStates, AgentVariable::ThirdCountryShare)
        | Series::World(WorldVariable::ComputeRatio) => Favours::UsMore,
        Series::Agent(Agent::UnitedStates, AgentVariable::LagMonths | AgentVariable::LagMonthsStep) => Favours::UsLess,
        Series::Agent(Agent::China, AgentVariable::ThirdCountryShare) => Favours::ChinaMore,
        Series::Agent(Agent::UnitedStates, AgentVariable::RaceCost) => Favours::UsLess,
        Series::Agent(Agent::China, AgentVariable::RaceCost) => Favours::ChinaLess,
        Series::Agent(_, AgentVariable::SafetyEffort) => Favours::WorldMore,
        Series::Agent(_, AgentVariable::Distrust | AgentVariable::Incidents | AgentVariable::CatastropheHazard)
        | Series::World(WorldVariable::Fragmentation) => Favours::WorldLess,
        Series::Agent(..) | Series::World(_) => Favours::Nobody,
    }
}

/// The metrics of one world: those of [`Metric::ALL`], then the dates that were asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Metrics {
    fixed: [f64; METRICS],
    dated: DatedValues<f64>,
}

impl Metrics {
    /// Nothing is known: not a number anywhere.
    pub const NONE: Self = Self::new([f64::NAN; METRICS], Vec::new());

    /// Values in the order of [`Metric::ALL`], and dates in table order.
    pub const fn new(fixed: [f64; METRICS], dated: DatedValues<f64>) -> Self {
        Self { fixed, dated }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        METRICS + self.dated.len()
    }

    /// All values in table order.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.fixed
            .iter()
            .copied()
            .chain(self.dated.iter().map(|&(_, value)| value))
    }

    /// The values from one place of the table on.
    pub fn values_from(&self, first: usize) -> impl Iterator<Item = f64> {
        let fixed = &self.fixed[first.min(METRICS)..];
        let dated = &self.dated[first.saturating_sub(METRICS).min(self.dated.len())..];
        fixed.iter().copied().chain(dated.iter().map(|&(_, value)| value))
    }

    /// All metrics with their values, in table order.
    pub fn iter(&self) -> impl Iterator<Item = (Metric, f64)> {
        let fixed = Metric::ALL.into_iter().zip(self.fixed);
        fixed.chain(self.dated.iter().map(|&(dated, value)| (Metric::Dated(dated), value)))
    }

    /// Those of [`Metric::ALL`].
    pub const fn fixed(&self) -> &[f64; METRICS] {
        &self.fixed
    }
}

impl From<[f64; METRICS]> for Metrics {
    fn from(fixed: [f64; METRICS]) -> Self {
        Self::new(fixed, Vec::new())
    }
}

/// A date that was not asked for is not a number.
impl Index<Metric> for Metrics {
    type Output = f64;

    fn index(&self, metric: Metric) -> &f64 {
        let dated = |dated| self.dated.iter().find(|(other, _)| Some(*other) == dated);
        match metric.place() {
            Some(place) => &self.fixed[place],
            None => dated(metric.dated()).map_or(&f64::NAN, |(_, value)| value),
        }
    }
}

/// A date that was not asked for is added.
impl IndexMut<Metric> for Metrics {
    fn index_mut(&mut self, metric: Metric) -> &mut f64 {
        match metric {
            Metric::Dated(dated) => {
                let found = self.dated.iter().position(|(other, _)| *other == dated);
                let place = found.unwrap_or_else(|| {
                    let place = self.dated.partition_point(|(other, _)| *other < dated);
                    self.dated.insert(place, (dated, f64::NAN));
                    place
                });
                &mut self.dated[place].1
            }
            fixed => &mut self.fixed[fixed.place().unwrap_or_default()],
        }
    }
}
