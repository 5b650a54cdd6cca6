//! Whether the worlds suffice, by one stated criterion.

use super::{Known, Precision};
use engine::ensemble::{Milestone, Statistic, end_year};
use engine::model::metrics::{Kind, Metric};
use engine::numeric::statistics::NORMAL_95;

/// A share of worlds is to be known to one percentage point.
const SHARE_TO: f64 = 0.01;
/// A mean or a median is to be known to this part of its metric's range from the 5 to the 95 % point.
const MIDDLE_TO: f64 = 0.02;
/// Any other quantile to this part.
const QUANTILE_TO: f64 = 0.05;

/// The criterion in words.
pub const CRITERION: &str = "with 95 % confidence every share of worlds is right to 1 percentage point, every mean and median to 2 % of \
                             its metric's range from the 5 to the 95 % point, every other quantile to 5 % of it (or to a month, the \
                             step of the model)";

/// Whether the worlds of a run suffice: with 95 % confidence (1.96 standard errors) every reported figure is known as well as
/// [`CRITERION`] wants. Means and quantiles of what does not happen in half of the worlds are not judged, for they
/// are about a few worlds only; the share of `never` is.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    pub runs: u64,
    /// Figures that were judged.
    pub judged: usize,
    /// Those that are not known well enough.
    pub short: Vec<Judgement>,
}

/// What is wanted of a figure, and what it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    pub known: Known,
    /// Half the width that its 95 % interval may have.
    pub wanted: f64,
    /// How many worlds would do, by the square-root law; as many as there are where they do.
    pub runs: u64,
}

impl Precision {
    /// What is wanted of a figure at the end; `None` where it is not judged.
    pub fn judge(&self, known: &Known) -> Option<Judgement> {
        let milestone = self.last();
        let wanted = wanted(milestone, known, self.months)?;
        let runs = enough_runs(milestone.runs, known.estimate.error * NORMAL_95, wanted);
        Some(Judgement {
            known: *known,
            wanted,
            runs,
        })
    }
}

impl Verdict {
    pub(super) fn of(precision: &Precision) -> Self {
        let runs = precision.last().runs;
        let judged: Vec<Judgement> = Precision::figures(precision.last())
            .filter_map(|known| precision.judge(&known))
            .collect();
        Self {
            runs,
            judged: judged.len(),
            short: judged.into_iter().filter(|one| one.runs > runs).collect(),
        }
    }

    /// Whether every figure is known well enough.
    pub fn is_enough(&self) -> bool {
        self.short.is_empty() && self.judged > 0
    }

    /// The figure that needs most worlds.
    pub fn worst(&self) -> Option<&Judgement> {
        self.short.iter().max_by_key(|short| short.runs)
    }
}

/// How many worlds bring an error down to `wanted` if so many have `error`: by the square-root law, rounded up to two digits.
pub fn enough_runs(runs: u64, error: f64, wanted: f64) -> u64 {
    if error <= wanted {
        return runs;
    }
    let ratio = error / wanted;
    let exact = (runs as f64 * ratio * ratio).ceil();
    let mut unit = 1.0;
    while exact / unit >= 100.0 {
        unit *= 10.0;
    }
    ((exact / unit).ceil() * unit) as u64
}

/// Half the width that the 95 % interval of a figure may have at the most; `None` where it is not judged.
fn wanted(milestone: &Milestone, known: &Known, months: usize) -> Option<f64> {
    if known.statistic.is_share() {
        return Some(SHARE_TO);
    }
    let range = range(milestone, known.metric, months)?;
    let exists = known.estimate.value.is_finite() && known.estimate.error.is_finite();
    match known.statistic {
        _ if !exists => None,
        Statistic::Mean | Statistic::RestrictedMean => Some(MIDDLE_TO * range),
        Statistic::P50 => Some((MIDDLE_TO * range).max(step(known.metric))),
        _ => Some((QUANTILE_TO * range).max(step(known.metric))),
    }
}

/// From the 5 to the 95 % point; what is `never` ends with the horizon. `None` where half of the worlds or more are `never`.
fn range(milestone: &Milestone, metric: Metric, months: usize) -> Option<f64> {
    let at = |statistic| milestone.estimate(metric, statistic).value;
    if !at(Statistic::P50).is_finite() {
        return None;
    }
    let high = match metric.kind() {
        Kind::Year => at(Statistic::P95).min(end_year(months)),
        // The highest point that is a number.
        _ => [Statistic::P95, Statistic::P75, Statistic::P50]
            .map(at)
            .into_iter()
            .find(|value| value.is_finite())?,
    };
    Some(high - at(Statistic::P05))
}

/// The step in which a metric's values come, where they come in months.
fn step(metric: Metric) -> f64 {
    match metric.unit() {
        "months" => 1.0,
        "year" => 1.0 / 12.0,
        _ => 0.0,
    }
}
