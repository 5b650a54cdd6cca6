//! The figure that shows how errors fall with the number of worlds.

use super::Page;
use crate::ensemble::Statistic;
use crate::experiment::precision::{Known, Precision};
use crate::model::metrics::Metric;
use crate::report::figures::{Axis, Chart, Curve, CurveChart, Figure};
use crate::report::theme::Hue;

impl Page<'_> {
    /// Relative errors of some main figures over the number of worlds. Of years there are none: their zero is arbitrary.
    pub(super) fn convergence(&self, precision: &Precision) -> Figure {
        const SHOWN: [(&str, Metric, Statistic); 6] = [
            ("China's lag in 2035, mean", Metric::LagMonths2035, Statistic::Mean),
            ("compute ratio 2035, median", Metric::ComputeRatio2035, Statistic::P50),
            ("Chinese spending, 95 % point", Metric::ChinaSpending, Statistic::P95),
            ("US spending, mean", Metric::UsSpending, Statistic::Mean),
            ("parity never, share", Metric::ParityYear, Statistic::Never),
            ("treaty never, share", Metric::TreatyYear, Statistic::Never),
        ];
        let curve = |(place, (label, metric, statistic)): (usize, &(&str, Metric, Statistic))| Curve {
            label: (*label).to_owned(),
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
            x_axis: Axis::log("worlds, log scale"),
            y_axis: Axis::log("standard error over the value, log scale"),
            level: None,
            reference: None,
        };
        Figure {
            name: "convergence".to_owned(),
            text: self.text(
                "How well are the figures known with more worlds?",
                "Standard errors over the first 125, 250, 500 ...",
                None,
            ),
            chart: Chart::Curves(chart),
        }
    }
}
