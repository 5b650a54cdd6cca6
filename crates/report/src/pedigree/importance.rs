//! How important each parameter is for an outcome, from whatever the results hold.

use crate::chapters::rows::{Row, Rows};
use crate::discover::source;
use crate::figures::kinds::Interval;
use analysis::dependence::Dependences;
use analysis::run::schema::METRICS_CSV;
use analysis::sensitivity::schema::INDICES_CSV;
use engine::model::metrics::Metric;
use engine::scenario::cards::CardSet;
use engine::scenario::inputs::Input;
use error::Result;
use results::store::manifest::{ExperimentRecord, ResultKind};
use results::store::stored::StoredResult;

/// What importance is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// Size of the rank correlation over worlds; below the floor it is not told from nothing.
    Correlation { worlds: usize, floor: f64 },
    /// Total-order share of the variance (Sobol).
    Total,
    /// Mean size of the elementary effects (Morris).
    Elementary,
    /// Difference between both ends of the parameter.
    Ends,
}

/// One parameter's importance, zero or above.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// Place in the registry.
    pub parameter: usize,
    pub interval: Interval,
}

/// The importance of parameters for one outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Importance {
    pub metric: Metric,
    pub measure: Measure,
    /// The case whose outcome it is of, where the result has several: not of the differences between them.
    pub under: Option<String>,
    /// The most important first.
    pub all: Vec<Weight>,
}

impl Importance {
    /// From the first sensitivity analysis of `metric`, else of any outcome, else from the worlds of the first result that has
    /// some; with the result that it is from.
    ///
    /// # Errors
    /// A table cannot be read.
    pub fn of<'a>(
        results: &[&'a StoredResult],
        cards: &CardSet,
        metric: Metric,
    ) -> Result<Option<(Self, &'a StoredResult)>> {
        for wanted in [Some(metric), None] {
            for result in results {
                if matches!(result.manifest.kind, ResultKind::Sensitivity(_))
                    && let Some(found) = from_indices(result, cards, wanted)?
                {
                    return Ok(Some((found, *result)));
                }
            }
        }
        for result in results {
            if let Some(found) = from_worlds(result, metric)? {
                return Ok(Some((found, *result)));
            }
        }
        Ok(None)
    }

    /// Those that are told from nothing, the most important first.
    pub fn above_floor(&self) -> impl Iterator<Item = &Weight> {
        let floor = match self.measure {
            Measure::Correlation { floor, .. } => floor,
            Measure::Total | Measure::Elementary | Measure::Ends => 0.0,
        };
        self.all.iter().filter(move |weight| match self.measure {
            Measure::Correlation { .. } => weight.interval.estimate > floor,
            _ => weight.interval.low > floor,
        })
    }

    /// Upper end of an axis that holds all.
    pub fn largest(&self) -> f64 {
        let ends = self.all.iter().map(|weight| weight.interval.high);
        ends.filter(|end| end.is_finite()).fold(0.0, f64::max)
    }

    fn sorted(metric: Metric, measure: Measure, mut all: Vec<Weight>) -> Self {
        all.sort_by(|one, other| {
            let by_size = other.interval.estimate.total_cmp(&one.interval.estimate);
            by_size.then(one.parameter.cmp(&other.parameter))
        });
        Self {
            metric,
            measure,
            under: None,
            all,
        }
    }
}

/// The size of an estimate that may have either sign, with the interval of the size.
fn size(estimate: f64, low: f64, high: f64) -> Interval {
    let (one, other) = (low.abs(), high.abs());
    let spans_zero = low <= 0.0 && high >= 0.0;
    Interval {
        estimate: estimate.abs(),
        low: if spans_zero { 0.0 } else { one.min(other) },
        high: one.max(other),
    }
}

fn from_worlds(result: &StoredResult, metric: Metric) -> Result<Option<Importance>> {
    let first = |record: &ExperimentRecord| record.cases.first().map(|case| case.name.clone());
    let under = match &result.manifest.kind {
        ResultKind::Run(_) if !result.has(METRICS_CSV) => return Ok(None),
        ResultKind::Run(_) => None,
        ResultKind::Compare(record) | ResultKind::Sweep(record) => first(record),
        _ => return Ok(None),
    };
    let material = source::of_result(result, under.as_deref())?;
    if material.runs.is_empty() {
        return Ok(None);
    }
    let outcome: Vec<f64> = material.metrics.iter().map(|row| row[metric]).collect();
    let found = Dependences::of(&outcome, &material.columns);
    let weights = found
        .all
        .iter()
        .filter_map(|dependence| match material.inputs[dependence.column] {
            Input::Parameter(parameter) => Some(Weight {
                parameter,
                interval: size(dependence.value, dependence.low, dependence.high),
            }),
            Input::Lever(_) => None,
        });
    let measure = Measure::Correlation {
        worlds: found.worlds,
        floor: found.floor,
    };
    let several = result
        .manifest
        .kind
        .experiment()
        .is_some_and(|record| record.cases.len() > 1);
    Ok(Some(Importance {
        under: under.filter(|_| several),
        ..Importance::sorted(metric, measure, weights.collect())
    }))
}

/// `None` where the analysis has no row on the outcome that is asked for, or none on single parameters.
fn from_indices(result: &StoredResult, cards: &CardSet, metric: Option<Metric>) -> Result<Option<Importance>> {
    let table = Rows::read_or_none(result, INDICES_CSV)?;
    let of_metric = |row: &Row| Metric::from_key(row.text("metric"));
    let Some(metric) = metric.or_else(|| table.iter().find_map(|row| of_metric(&row))) else {
        return Ok(None);
    };
    let has = |name: &str| table.header.iter().any(|column| column == name);
    let (measure, names) = if has("total") {
        (Measure::Total, ["total", "total_low", "total_high"])
    } else if has("mu_star") {
        (Measure::Elementary, ["mu_star", "mu_star_low", "mu_star_high"])
    } else {
        (Measure::Ends, ["difference", "difference_low", "difference_high"])
    };
    let mut weights = Vec::new();
    for row in table.iter().filter(|row| of_metric(row) == Some(metric)) {
        let place = cards.cards.iter().position(|card| card.key == row.text("input"));
        let [estimate, low, high] = names.map(|name| row.number(name));
        if let Some(parameter) = place
            && estimate.is_finite()
        {
            weights.push(Weight {
                parameter,
                interval: size(estimate, low, high),
            });
        }
    }
    Ok((!weights.is_empty()).then(|| Importance::sorted(metric, measure, weights)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_an_estimate_has_the_interval_of_the_size() {
        let of = |estimate, low, high| {
            let found = size(estimate, low, high);
            (found.estimate, found.low, found.high)
        };
        assert_eq!(of(-0.4, -0.5, -0.3), (0.4, 0.3, 0.5));
        assert_eq!(of(0.1, -0.05, 0.25), (0.1, 0.0, 0.25));
        assert_eq!(of(-0.1, -0.3, 0.1), (0.1, 0.0, 0.3));
        assert_eq!(of(0.4, 0.3, 0.5), (0.4, 0.3, 0.5));
    }
}
