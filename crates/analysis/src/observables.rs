//! Observables: what a recorded fact may speak of, and how it is read off a simulated run.

mod table;

pub use table::{Observables, SHIPPED};

use serde::Deserialize;

use engine::model::series::{AgentVariable, Series, WorldVariable};
use engine::numeric::kernels;
use engine::scenario::agents::Agent;

/// Group of an observable in tables and charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    Investment,
    Compute,
    Chips,
    Talent,
    Progress,
    Capability,
    Energy,
    Adoption,
    Hazards,
    Forecasts,
}

impl Area {
    /// All groups in table order.
    pub const ALL: [Self; 10] = [
        Self::Investment,
        Self::Compute,
        Self::Chips,
        Self::Talent,
        Self::Progress,
        Self::Capability,
        Self::Energy,
        Self::Adoption,
        Self::Hazards,
        Self::Forecasts,
    ];

    /// Name in tables and charts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Investment => "investment",
            Self::Compute => "compute",
            Self::Chips => "chips",
            Self::Talent => "talent",
            Self::Progress => "progress",
            Self::Capability => "capability",
            Self::Energy => "energy",
            Self::Adoption => "adoption",
            Self::Hazards => "hazards",
            Self::Forecasts => "forecasts",
        }
    }
}

/// Whom a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    Us,
    China,
    World,
}

impl Subject {
    /// All of them in table order.
    pub const ALL: [Self; 3] = [Self::Us, Self::China, Self::World];

    /// Value of the `agent` column.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Us => Agent::UnitedStates.key(),
            Self::China => Agent::China.key(),
            Self::World => "world",
        }
    }
}

/// How a series, or a sum of series, becomes one number. The comments in `configs/observables.toml` say what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Read {
    Stock,
    Mean,
    Flow,
    Growth,
    Slope,
    PerDecade,
    YearsUntil,
}

impl Read {
    /// Whether it takes a stretch of time: nothing comes to anything in a day.
    pub const fn needs_stretch(self) -> bool {
        matches!(self, Self::Flow | Self::Growth | Self::Slope | Self::PerDecade)
    }
}

/// Where errors, bands and scores are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    Log,
    Linear,
}

/// What a row's low and high say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Bounds {
    /// 5 % and 95 % points of the value.
    #[default]
    #[serde(rename = "5-95")]
    Quantiles,
    /// Something else (the smallest and largest value over time, say); the observable's own error is used.
    #[serde(rename = "range")]
    Range,
}

/// A series times a factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    pub factor: f64,
    pub series: Series,
}

/// One observable for one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Observable {
    pub name: String,
    /// The name in words, for charts.
    pub title: String,
    pub area: Area,
    pub subject: Subject,
    pub unit: String,
    pub meaning: String,
    /// Fact id or key of `docs/sources.md` from which coverage and errors come.
    pub source: String,
    pub read: Read,
    /// Level that [`Read::YearsUntil`] waits for; 0 elsewhere.
    pub level: f64,
    pub sum: Vec<Term>,
    /// Denominator; empty where there is none.
    pub per: Vec<Term>,
    /// Coverage factors at moments (months since January 2023), ascending; never empty.
    coverage: Vec<(f64, f64)>,
    pub scale: Scale,
    /// How far the source's notion may differ from the model's: standard deviation on the scale.
    pub representation_error: f64,
    /// A fact's own error where it states none: standard deviation on the scale.
    pub error: f64,
    pub bounds: Bounds,
}

impl Observable {
    /// What the source counts of the model's quantity at a moment (months since January 2023): log-linear between the moments
    /// stated, flat outside them.
    pub fn coverage_at(&self, moment: f64) -> f64 {
        let after = self.coverage.partition_point(|&(at, _)| at <= moment);
        match (
            after.checked_sub(1).map(|before| self.coverage[before]),
            self.coverage.get(after),
        ) {
            (Some((t0, c0)), Some(&(t1, c1))) => {
                c0 * kernels::exp((moment - t0) / (t1 - t0) * (kernels::ln(c1) - kernels::ln(c0)))
            }
            (Some((_, c)), None) | (None, Some(&(_, c))) => c,
            (None, None) => 1.0,
        }
    }

    /// Any series of the model, read as it stands: a yearly rate, share, index or ratio as its mean over the date's interval,
    /// anything else at the interval's end.
    fn direct(series: Series, subject: Subject) -> Self {
        let unit = series.unit();
        let averaged =
            unit.ends_with("/year") || matches!(unit, "share" | "index" | "ratio" | "months" | "x" | "1/year");
        let signed_or_bounded = matches!(unit, "share" | "index" | "months" | "ECI" | "thousand/year");
        let (scale, error) = match (signed_or_bounded, unit) {
            (true, "months" | "ECI") => (Scale::Linear, 1.2),
            (true, _) => (Scale::Linear, 0.05),
            (false, _) => (Scale::Log, 0.15),
        };
        Self {
            name: series.key().to_owned(),
            title: in_words(series.key()),
            area: area_of(series),
            subject,
            unit: unit.to_owned(),
            meaning: series.meaning().to_owned(),
            source: "the model's own series".to_owned(),
            read: if averaged { Read::Mean } else { Read::Stock },
            level: 0.0,
            sum: vec![Term { factor: 1.0, series }],
            per: Vec::new(),
            coverage: vec![(0.0, 1.0)],
            scale,
            representation_error: 0.0,
            error,
            bounds: Bounds::Quantiles,
        }
    }
}

/// A key as words that begin a line.
fn in_words(key: &str) -> String {
    let words = key.replace('_', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn area_of(series: Series) -> Area {
    use AgentVariable as V;
    match series {
        Series::World(WorldVariable::UnalignedShare | WorldVariable::Fragmentation) => Area::Adoption,
        Series::World(WorldVariable::TreatyInForce) => Area::Forecasts,
        Series::World(WorldVariable::ComputeRatio) => Area::Compute,
        Series::World(WorldVariable::ChipPrice | WorldVariable::ChipSupply) => Area::Chips,
        Series::World(WorldVariable::InstalledCost) => Area::Energy,
        Series::Agent(_, variable) => match variable {
            V::PrivateInvestment
            | V::StartupFunding
            | V::StateFunding
            | V::Spending
            | V::Mobilisation
            | V::StateFundingLever
            | V::RaceCost
            | V::ComputeBudget
            | V::ChipSpending
            | V::FacilitySpending
            | V::MoneyCarried
            | V::MoneyReturned
            | V::LicenceFees
            | V::AiOutput => Area::Investment,
            V::InstalledCompute
            | V::UsableCompute
            | V::TrainingCompute
            | V::EffectiveCompute
            | V::TrainingShare
            | V::ResearchShare
            | V::InferenceShare => Area::Compute,
            V::ChipImports
            | V::ChipSmuggled
            | V::ChipDomestic
            | V::ChipImportsCumulative
            | V::FabCapacity
            | V::MemoryStock
            | V::MemoryProduction
            | V::ChipQualityRatio
            | V::SelfSufficiency
            | V::SelfSufficiencyOfDemand
            | V::ChipControls
            | V::ToolControls
            | V::Mandate => Area::Chips,
            V::PowerCapacity | V::PowerUsed | V::RunningCost | V::Electricity => Area::Energy,
            V::Researchers | V::Migration | V::Arrivals => Area::Talent,
            V::DataAccess | V::SoftwareEfficiency => Area::Progress,
            V::PotentialEci
            | V::ReleasedEci
            | V::LagMonths
            | V::LagMonthsStep
            | V::PerceivedRivalEci
            | V::PerceivedLagMonths => Area::Capability,
            V::ThirdCountryShare | V::StandardsShare | V::ModelUsage => Area::Adoption,
            V::Regulation | V::SafetyEffort | V::Threat | V::Distrust | V::Incidents | V::CatastropheHazard => {
                Area::Hazards
            }
        },
    }
}

/// A unit of the file of observables as it stands on a chart and in sentences.
pub fn unit_in_words(unit: &str) -> String {
    match unit {
        "H100e" => "H100-equivalents",
        "x/year" => "factor a year",
        "ECI" => "ECI points",
        "ECI/year" => "ECI points a year",
        "ECI/tenfold" => "ECI points for each tenfold of effective compute",
        "thousand" => "thousands",
        other => return other.replace("/year", " a year"),
    }
    .to_owned()
}
