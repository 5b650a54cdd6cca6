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
    pub fn metric(&self, metric: Metric) -> &MetricSummary {
        &self.metrics[metric as usize]
    }

    /// All metrics in table order.
    pub fn metrics(&self) -> &[MetricSummary] {
        debug_assert_eq!(self.metrics.len(), METRICS);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Two below a quarter, one on it, two in the middle, one near the end, one on the end and one that never happens.
    const VALUES: [f64; 8] = [0.0, 0.1, 0.25, 0.5, 0.5, 0.9, 1.0, f64::INFINITY];

    #[test]
    fn bins_hold_the_shares_counted_by_hand() {
        let distribution = Distribution::Exact(VALUES.to_vec());
        let eighths = distribution.histogram(0.0, 1.0, 4).into_iter().map(|share| share * 8.0);
        assert_eq!(eighths.collect::<Vec<_>>(), [2.0, 1.0, 2.0, 1.0]);
        assert_eq!(distribution.histogram(-1.0, 3.0, 2), [0.75, 0.125]);
    }

    #[test]
    fn a_sketch_counts_what_is_below_as_its_values_would() {
        let mut sketch = Sketch::with_exact(0);
        assert_eq!(Distribution::Sketch(sketch.clone()).count_below(1.0), 0);
        let values: Vec<f64> = (0..3_000).map(|value| f64::from(value % 1_000) / 250.0).collect();
        sketch.insert_all(&values);
        let sketch = Distribution::Sketch(sketch);
        for x in [0.5, 1.0, 2.1, 3.9, 10.0] {
            let exact = values.iter().filter(|value| **value < x).count() as f64;
            let found = sketch.count_below(x) as f64;
            // A bin is as wide as the sketch's relative error says.
            let bin = 750.0 * x.min(4.0) * crate::numeric::sketch::RELATIVE_ERROR;
            assert!((found - exact).abs() <= bin + 3.0, "{found} below {x}, counted {exact}");
        }
        assert_eq!(sketch.count_below(10.0), 3_000);
    }
}
