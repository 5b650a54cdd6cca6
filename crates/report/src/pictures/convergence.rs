//! The figure that shows how errors fall with the number of worlds.

use super::Page;
use super::fans::Words;
use crate::figures::kinds::{Curve, CurveChart};
use crate::figures::{Axis, Chart, Figure, Hue};
use crate::later;
use crate::number::percent;
use analysis::precision::{Known, Precision};
use engine::ensemble::Statistic;
use engine::model::metrics::Metric;

impl Page<'_> {
    /// Relative errors of some main figures over the number of worlds. Of years there are none: their zero is arbitrary.
    pub(super) fn convergence(&self, precision: &Precision) -> Figure {
        const SHOWN: [(Words, Metric, Statistic); 6] = [
            (
                || later!("figure-run-error_lag"),
                Metric::LagMonths2035,
                Statistic::Mean,
            ),
            (
                || later!("figure-run-error_ratio"),
                Metric::ComputeRatio2035,
                Statistic::P50,
            ),
            (
                || later!("figure-run-error_china_spending"),
                Metric::ChinaSpending,
                Statistic::P95,
            ),
            (
                || later!("figure-run-error_us_spending"),
                Metric::UsSpending,
                Statistic::Mean,
            ),
            (
                || later!("figure-run-error_parity_never"),
                Metric::ParityYear,
                Statistic::Never,
            ),
            (
                || later!("figure-run-error_treaty_never"),
                Metric::TreatyYear,
                Statistic::Never,
            ),
        ];
        let curve = |(place, (label, metric, statistic)): (usize, &(Words, Metric, Statistic))| Curve {
            label: label().into(),
            hue: Hue::Policy(place),
            x: precision.course.iter().map(|milestone| milestone.runs as f64).collect(),
            y: precision
                .course
                .iter()
                .map(|milestone| Known::of(milestone, *metric, *statistic).relative_error())
                .collect(),
            low: Vec::new(),
            high: Vec::new(),
        };
        let chart = CurveChart {
            curves: SHOWN.iter().enumerate().map(curve).collect(),
            band: "".into(),
            x_axis: Axis::log(later!("figure-run-error_x")),
            y_axis: Axis::log(later!("figure-run-error_y")),
            level: None,
            reference: None,
        };
        // What is known at the end, of all that is drawn.
        let last = |curve: &Curve| curve.y.last().copied().filter(|error| error.is_finite());
        let largest = chart.curves.iter().filter_map(last).reduce(f64::max);
        let count = precision.course.last().map_or(0, |milestone| milestone.runs);
        let title = match largest {
            Some(largest) => later!("figure-run-error", count = count, share = percent(largest)),
            None => later!("figure-run-error_none", count = count),
        };
        Figure {
            name: "convergence".to_owned(),
            text: self.text(title, later!("figure-run-error_drawn"), None),
            chart: Chart::from(chart),
        }
    }
}
