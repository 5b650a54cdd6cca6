//! What the runs say together.

use crate::model::metrics::{METRICS, Metric};
use crate::model::series::Series;
use crate::numeric::sketch::{Sketch, quantile_of};
use crate::numeric::statistics::Moments;
use crate::scenario::time::Month;

/// Mean and quantiles over runs. Runs in which the value does not exist are left out; `never` is infinite and sorts last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Mean of the finite values; not a number if there is none.
    pub mean: f64,
    pub p05: f64,
    pub p25: f64,
    pub p50: f64,
    pub p75: f64,
    pub p95: f64,
}

/// All values of one quantity over runs.
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// Every value, ascending; infinities (`never`) last, values that do not exist left out.
    Exact(Vec<f64>),
    Sketch(Sketch),
}

/// One metric over runs.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricSummary {
    pub metric: Metric,
    pub spread: Spread,
    /// Of the values that are numbers.
    pub moments: Moments,
    /// Share of runs in which it never happens (value `never`).
    pub never_share: f64,
    /// Share of runs in which the value does not exist (horizon too short, or the run failed).
    pub missing_share: f64,
    /// For a metric of kind `Who`: shares of nobody, the United States, China. Zeros otherwise.
    pub who_shares: [f64; 3],
    pub distribution: Distribution,
}

/// Means, quantiles and shares of an ensemble.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    pub runs: u64,
    /// Runs with a value that is not a number where it must be one.
    pub failed: u64,
    /// Months of the horizon.
    pub months: usize,
    /// Which series were collected.
    pub(super) collected: Vec<Series>,
    /// In that order, then by month.
    pub(super) series: Vec<Spread>,
    pub(super) metrics: Vec<MetricSummary>,
}

impl Summary {
    /// One series in one month; `None` if it was not collected or the month lies beyond the horizon.
    pub fn series(&self, series: Series, month: Month) -> Option<&Spread> {
        self.path(series).get(month.0)
    }

    /// One series over the months; empty if it was not collected.
    pub fn path(&self, series: Series) -> &[Spread] {
        let place = self.collected.iter().position(|&collected| collected == series);
        place.map_or(&[], |place| &self.series[place * self.months..][..self.months])
    }

    /// The series that were collected.
    pub fn collected(&self) -> &[Series] {
        &self.collected
    }

    /// One metric.
    ///
    /// # Panics
    /// A date that was not asked for.
    pub fn metric(&self, metric: Metric) -> &MetricSummary {
        let is_it = |known: &&MetricSummary| known.metric == metric;
        let found = metric.place().map(|place| &self.metrics[place]);
        found
            .or_else(|| self.metrics.iter().find(is_it))
            .expect("a date that was asked for")
    }

    /// All metrics in table order.
    pub fn metrics(&self) -> &[MetricSummary] {
        debug_assert!(self.metrics.len() >= METRICS);
        &self.metrics
    }
}

impl Spread {
    /// The shares at which quantiles are taken.
    pub(super) const SHARES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

    pub(super) fn new(mean: f64, [p05, p25, p50, p75, p95]: [f64; 5]) -> Self {
        Self {
            mean,
            p05,
            p25,
            p50,
            p75,
            p95,
        }
    }
}

/// Part of `whole`; zero of nothing is zero.
pub(super) fn share_of(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Distribution {
    /// How many values there are, `never` included.
    pub fn count(&self) -> u64 {
        match self {
            Self::Exact(values) => values.len() as u64,
            Self::Sketch(sketch) => sketch.count(),
        }
    }

    /// The value below which a share `p` of the values lies, 0 <= p <= 1; infinite if it is `never`, not a number if there
    /// is no value.
    pub fn quantile(&self, p: f64) -> f64 {
        match self {
            Self::Exact(values) if values.is_empty() => f64::NAN,
            Self::Exact(values) => quantile_of(values.len() as u64, p, |rank| values[rank as usize]),
            Self::Sketch(sketch) => sketch.quantiles([p])[0],
        }
    }

    /// Share of the values (`never` included in the whole) that are below `x`: with a year, the probability that it happens
    /// before. Not a number if there is no value.
    pub fn share_below(&self, x: f64) -> f64 {
        match self {
            Self::Exact(values) => values.partition_point(|value| *value < x) as f64 / values.len() as f64,
            Self::Sketch(sketch) => sketch.share_below(x),
        }
    }

    /// Smallest and largest finite value.
    pub fn range(&self) -> Option<(f64, f64)> {
        match self {
            Self::Exact(values) => {
                let mut finite = values.iter().copied().filter(|value| value.is_finite());
                let first = finite.next()?;
                Some((first, finite.next_back().unwrap_or(first)))
            }
            Self::Sketch(sketch) => sketch.range(),
        }
    }

    /// Share of all values in each of `bins` equal bins from `low` to `high`, for a histogram; a value on an edge belongs to
    /// the bin above. Values outside and `never` are in no bin.
    pub fn histogram(&self, low: f64, high: f64, bins: usize) -> Vec<f64> {
        let edge = |bin: usize| low + (high - low) * (bin as f64 / bins as f64);
        (0..bins)
            .map(|bin| self.share_below(edge(bin + 1)) - self.share_below(edge(bin)))
            .collect()
    }
}
