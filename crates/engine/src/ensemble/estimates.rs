//! What is reported of a metric over runs, each figure with its standard error.

use super::summary::{Distribution, MetricSummary, Summary};
use crate::model::metrics::{Kind, Metric, dates};
use crate::numeric::sketch::quantile_of;
use crate::numeric::statistics::{QuantileWeights, share_error};
use crate::scenario::dated::Dated;
use crate::scenario::time::Month;

/// Calendar year at whose end a lead still counts as "by 2035".
pub const LEAD_BY: Month = Month(12 * 13 - 1);

/// A figure over runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistic {
    /// Mean over the runs in which the value is a number.
    Mean,
    /// Mean of a year when `never` counts as the end of the horizon: the restricted mean of survival analysis.
    RestrictedMean,
    P05,
    P25,
    P50,
    P75,
    P95,
    /// Share of runs in which it never happens.
    Never,
    /// Share of runs in which it has happened by the end of 2035.
    By2035,
    /// Shares of runs in which a state is the one.
    Nobody,
    UnitedStates,
    China,
}

/// Number of statistics.
pub const STATISTICS: usize = 12;

impl Statistic {
    /// All of them, in table order.
    pub const ALL: [Self; STATISTICS] = [
        Self::Mean,
        Self::RestrictedMean,
        Self::P05,
        Self::P25,
        Self::P50,
        Self::P75,
        Self::P95,
        Self::Never,
        Self::By2035,
        Self::Nobody,
        Self::UnitedStates,
        Self::China,
    ];

    /// Name in tables and stop rules.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::RestrictedMean => "restricted_mean",
            Self::P05 => "p05",
            Self::P25 => "p25",
            Self::P50 => "p50",
            Self::P75 => "p75",
            Self::P95 => "p95",
            Self::Never => "never",
            Self::By2035 => "by_2035",
            Self::Nobody => "nobody",
            Self::UnitedStates => "us",
            Self::China => "china",
        }
    }

    /// The statistic with this name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|statistic| statistic.key() == key)
    }

    /// Those that are reported of a metric.
    pub fn of(metric: Metric) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(move |statistic| statistic.is_reported_of(metric))
    }

    /// Whether it is reported of a metric.
    pub fn is_reported_of(self, metric: Metric) -> bool {
        match self {
            Self::Mean | Self::P05 | Self::P25 | Self::P50 | Self::P75 | Self::P95 => metric.kind() != Kind::Who,
            Self::RestrictedMean => metric.kind() == Kind::Year,
            Self::Never => matches!(metric.kind(), Kind::Year | Kind::NumberOrNever),
            Self::By2035 => metric == Metric::FirstLeadYear,
            Self::Nobody | Self::UnitedStates | Self::China => metric.kind() == Kind::Who,
        }
    }

    /// Whether it is a share of runs, whatever the metric's unit.
    pub const fn is_share(self) -> bool {
        matches!(
            self,
            Self::Never | Self::By2035 | Self::Nobody | Self::UnitedStates | Self::China
        )
    }

    /// The one that stands for a metric where there is room for one number: the mean; for a year the mean in which `never` counts
    /// as the end of the horizon; for a state the share of runs in which it is the United States.
    pub const fn central(metric: Metric) -> Self {
        match metric.kind() {
            Kind::Number | Kind::NumberOrNever => Self::Mean,
            Kind::Year => Self::RestrictedMean,
            Kind::Who => Self::UnitedStates,
        }
    }

    /// What it is.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Mean => "mean over the worlds in which the value is a number",
            Self::RestrictedMean => "mean of a year in which `never` counts as the end of the horizon",
            Self::P05 => "5 % point over worlds, `never` after every number",
            Self::P25 => "25 % point over worlds",
            Self::P50 => "median over worlds",
            Self::P75 => "75 % point over worlds",
            Self::P95 => "95 % point over worlds",
            Self::Never => "share of worlds in which it never happens",
            Self::By2035 => "share of worlds in which it has happened by the end of 2035",
            Self::Nobody => "share of worlds in which it is nobody",
            Self::UnitedStates => "share of worlds in which it is the United States",
            Self::China => "share of worlds in which it is China",
        }
    }

    /// The share at which it is the quantile, if it is one.
    pub const fn quantile(self) -> Option<f64> {
        match self {
            Self::P05 => Some(0.05),
            Self::P25 => Some(0.25),
            Self::P50 => Some(0.5),
            Self::P75 => Some(0.75),
            Self::P95 => Some(0.95),
            _ => None,
        }
    }

    /// Unit of the statistic of a metric.
    pub fn unit(self, metric: Metric) -> &'static str {
        if self.is_share() { "share" } else { metric.unit() }
    }
}

/// A figure with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Infinite where it is `never`, not a number where it does not exist.
    pub value: f64,
    /// Not a number where it has none: fewer than two runs, or a quantile that is `never` or too near to it.
    pub error: f64,
}

impl Estimate {
    /// Of something that does not exist.
    pub const NONE: Self = Self {
        value: f64::NAN,
        error: f64::NAN,
    };
}

/// The statistics of one metric in the order of [`Statistic::ALL`]; [`Estimate::NONE`] where one is not reported of it.
pub type Estimates = [Estimate; STATISTICS];

/// What was known of all metrics after the first `runs` runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    pub runs: u64,
    /// In the order of [`Metric::ALL`], then of the dates.
    pub estimates: Vec<Estimates>,
    /// The dates that were asked for.
    pub dated: Vec<Dated>,
}

/// The first milestone; each next one has twice the runs. The fourth has a thousand.
pub const FIRST_MILESTONE: u64 = 125;

/// Whether the state of knowledge after so many runs is kept.
pub fn is_milestone(runs: u64) -> bool {
    runs.is_multiple_of(FIRST_MILESTONE) && (runs / FIRST_MILESTONE).is_power_of_two()
}

impl Milestone {
    /// What is known at the end.
    pub fn of(summary: &Summary) -> Self {
        let weights = Weights::new(summary.runs - summary.failed);
        let of_metric = |metric| estimates_of(metric, summary.months, &weights);
        Self {
            runs: summary.runs,
            estimates: summary.metrics().iter().map(of_metric).collect(),
            dated: dates(summary.metrics().iter().map(|known| known.metric)),
        }
    }

    /// The metrics that it has, in table order.
    pub fn metrics(&self) -> Vec<Metric> {
        Metric::all_with(&self.dated)
    }

    /// One figure; none of a date that was not asked for.
    pub fn estimate(&self, metric: Metric, statistic: Statistic) -> Estimate {
        let place = metric.place_among(&self.dated);
        place.map_or(Estimate::NONE, |place| self.estimates[place][statistic as usize])
    }
}

/// Weights of the quantiles of [`Statistic`] for one number of values: the same for all metrics that have so many.
#[derive(Debug, Clone)]
pub struct Weights(Vec<(Statistic, QuantileWeights)>);

impl Weights {
    /// Weights for `total` values.
    pub fn new(total: u64) -> Self {
        let quantiles = Statistic::ALL
            .into_iter()
            .filter_map(|statistic| Some((statistic, statistic.quantile()?)));
        Self(
            quantiles
                .map(|(statistic, share)| (statistic, QuantileWeights::new(total, share)))
                .collect(),
        )
    }

    fn total(&self) -> u64 {
        self.0.first().map_or(0, |(_, weights)| weights.total())
    }
}

/// All statistics of a metric over a horizon of `months` months. `weights` are used if they are for as many values as it has.
pub fn estimates_of(summary: &MetricSummary, months: usize, weights: &Weights) -> Estimates {
    let mut found = [Estimate::NONE; STATISTICS];
    let worlds = summary.distribution.count();
    if worlds == 0 {
        return found;
    }
    let mut set = |statistic: Statistic, value, error| {
        if statistic.is_reported_of(summary.metric) {
            found[statistic as usize] = Estimate { value, error };
        }
    };
    let never = worlds - summary.moments.count;
    let share = |part: u64| (part as f64 / worlds as f64, share_error(part, worlds));
    let (value, error) = share(never);
    set(Statistic::Never, value, error);
    set(Statistic::Mean, summary.spread.mean, summary.moments.mean_error());
    let restricted = summary.moments.with(end_year(months), never);
    set(Statistic::RestrictedMean, restricted.mean(), restricted.mean_error());
    // Years are taken at the end of a month: a lead in December 2035 stands as 2036.0.
    if months > LEAD_BY.0 {
        let (value, error) = share(summary.distribution.count_below(LEAD_BY.end_year() + 0.5 / 12.0));
        set(Statistic::By2035, value, error);
    }
    for (state, statistic) in [
        (0.0, Statistic::Nobody),
        (1.0, Statistic::UnitedStates),
        (2.0, Statistic::China),
    ] {
        let below = |x: f64| summary.distribution.count_below(x);
        let (value, error) = share(below(state + 0.5) - below(state - 0.5));
        set(statistic, value, error);
    }
    if summary.metric.kind() == Kind::Who {
        return found;
    }
    let own;
    let weights = if weights.total() == worlds {
        weights
    } else {
        own = Weights::new(worlds);
        &own
    };
    let sorted = summary.distribution.order_statistics();
    for (statistic, weights) in &weights.0 {
        if let Some(share) = statistic.quantile() {
            let value = quantile_of(worlds, share, |rank| sorted.at(rank));
            let error = if value.is_finite() {
                weights.error(|rank| sorted.at(rank))
            } else {
                f64::NAN
            };
            set(*statistic, value, error);
        }
    }
    found
}

/// The number of one run whose mean over runs is the central statistic of a metric; not a number where the run does not count.
pub fn central_number(metric: Metric, value: f64, months: usize) -> f64 {
    match metric.kind() {
        Kind::Number => value,
        Kind::NumberOrNever if value.is_infinite() => f64::NAN,
        Kind::NumberOrNever => value,
        Kind::Year if value.is_infinite() => end_year(months),
        Kind::Year => value,
        Kind::Who if value.is_nan() => value,
        Kind::Who => f64::from(u8::from(value == 1.0)),
    }
}

/// The decimal year at which a horizon of `months` months ends.
pub fn end_year(months: usize) -> f64 {
    Month(months.saturating_sub(1)).end_year()
}

/// The values of a distribution by rank, from 0 on.
pub enum OrderStatistics<'a> {
    Exact(&'a [f64]),
    Sketch(crate::numeric::sketch::Ranked),
}

impl OrderStatistics<'_> {
    /// The value number `rank`, from the smallest on.
    pub fn at(&self, rank: u64) -> f64 {
        match self {
            Self::Exact(values) => values[rank as usize],
            Self::Sketch(ranked) => ranked.at(rank),
        }
    }
}

impl Distribution {
    /// The values by rank.
    pub fn order_statistics(&self) -> OrderStatistics<'_> {
        match self {
            Self::Exact(values) => OrderStatistics::Exact(values),
            Self::Sketch(sketch) => OrderStatistics::Sketch(sketch.ranked()),
        }
    }

    /// How many values are below `x`; to the nearest whole number where they are known in bins only.
    pub fn count_below(&self, x: f64) -> u64 {
        match self {
            Self::Exact(values) => values.partition_point(|value| *value < x) as u64,
            Self::Sketch(sketch) if sketch.count() == 0 => 0,
            Self::Sketch(sketch) => (sketch.share_below(x) * sketch.count() as f64).round() as u64,
        }
    }
}
