//! Enough runs? Standard errors of every reported figure, how they fall with the number of worlds, whether that is enough, and
//! how many worlds a wanted error takes.
//!
//! **Errors.** Of a mean: the standard deviation over worlds by the root of their number. Of a quantile: Maritz and Jarrett's
//! (`numeric::statistics`). Of a share: the binomial one, two cases of either kind added. They say how far a figure would move
//! with other random draws, not how far the model is from the truth.
//!
//! **Relative error.** Standard error over |value|. It says nothing for a calendar year, whose zero is arbitrary, nor where the
//! value lies within two standard errors of zero; there it is left out and the absolute error stands.

pub mod until;
mod verdict;

use engine::ensemble::{Estimate, Milestone, State, Statistic, Summary};
use engine::model::metrics::{Kind, Metric};

pub use verdict::{CRITERION, Judgement, Verdict, enough_runs};

/// How well the figures of a run are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Precision {
    /// After 125, 250, 500 ... worlds and at the end, which stands last.
    pub course: Vec<Milestone>,
    /// Months of the horizon.
    pub months: usize,
}

/// One figure and its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    pub metric: Metric,
    pub statistic: Statistic,
    pub estimate: Estimate,
}

impl Known {
    /// One figure at a milestone.
    pub fn of(milestone: &Milestone, metric: Metric, statistic: Statistic) -> Self {
        Self {
            metric,
            statistic,
            estimate: milestone.estimate(metric, statistic),
        }
    }

    /// Standard error over |value|; not a number where that says nothing.
    pub fn relative_error(&self) -> f64 {
        let Estimate { value, error } = self.estimate;
        let is_date = self.metric.kind() == Kind::Year && !self.statistic.is_share();
        if is_date || value.abs() <= 2.0 * error {
            f64::NAN
        } else {
            error / value.abs()
        }
    }
}

impl Precision {
    /// Of a finished run.
    pub fn of(state: &State, summary: &Summary) -> Self {
        let mut course = state.milestones().to_vec();
        if course.last().is_none_or(|last| last.runs != summary.runs) {
            course.push(Milestone::of(summary));
        }
        Self {
            course,
            months: summary.months,
        }
    }

    /// What is known at the end.
    pub fn last(&self) -> &Milestone {
        self.course.last().expect("`of` puts the end there")
    }

    /// Every reported figure that exists, by metric.
    pub fn figures(milestone: &Milestone) -> impl Iterator<Item = Known> {
        let all = milestone
            .metrics()
            .into_iter()
            .flat_map(|metric| Statistic::of(metric).map(move |statistic| (metric, statistic)));
        all.map(|(metric, statistic)| Known::of(milestone, metric, statistic))
            .filter(|known| !known.estimate.value.is_nan())
    }

    /// Whether the worlds suffice.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self)
    }
}

#[cfg(test)]
mod tests;
