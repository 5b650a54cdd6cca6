//! What the runs say together.

use crate::model::metrics::{METRICS, Metric};
use crate::model::series::Series;
use crate::numeric::sketch::Sketch;
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
    /// Months of the horizon; 0 series if they were not collected.
    pub months: usize,
    pub(super) series: Vec<Spread>,
    pub(super) metrics: Vec<MetricSummary>,
}

impl Summary {
    /// One series in one month; `None` if series were not collected or the month lies beyond the horizon.
    pub fn series(&self, series: Series, month: Month) -> Option<&Spread> {
        (month.0 < self.months)
            .then(|| self.series.get(series.index() * self.months + month.0))
            .flatten()
    }

    /// One series over the months; empty if series were not collected.
    pub fn path(&self, series: Series) -> &[Spread] {
        let start = series.index() * self.months;
        self.series.get(start..start + self.months).unwrap_or_default()
    }

    /// One metric.
    pub fn metric(&self, metric: Metric) -> &MetricSummary {
        &self.metrics[metric as usize]
    }

    /// All metrics in table order.
    pub fn metrics(&self) -> &[MetricSummary] {
        debug_assert_eq!(self.metrics.len(), METRICS);
        &self.metrics
    }
}

impl Distribution {
    /// How many values there are, `never` included.
    pub fn count(&self) -> u64 {
        todo!()
    }

    /// The value below which a share `p` of the values lies, 0 <= p <= 1; infinite if it is `never`, not a number if there is no value.
    pub fn quantile(&self, p: f64) -> f64 {
        let _ = p;
        todo!()
    }

    /// Share of the values (`never` included in the whole) that are below `x`: with a year, the probability that it happens before.
    pub fn share_below(&self, x: f64) -> f64 {
        let _ = x;
        todo!()
    }

    /// Smallest and largest finite value.
    pub fn range(&self) -> Option<(f64, f64)> {
        todo!()
    }

    /// Share of all values in each of `bins` equal bins from `low` to `high`, for a histogram. Values outside and `never` are in no bin.
    pub fn histogram(&self, low: f64, high: f64, bins: usize) -> Vec<f64> {
        let _ = (low, high, bins);
        todo!()
    }
}
