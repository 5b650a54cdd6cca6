//! The usual kinds of charts: each takes what it shows and makes a table with marks of it.

mod counts;
mod curves;
mod distribution;
mod fan;
mod forest;
mod heat_map;
mod indices;
mod parallel;
mod regions;
mod scatter;
mod shares;
mod surface;
mod tornado;
mod validation;
mod waterfall;

use std::cmp::Ordering;

use results::message::Text;
use serde::{Deserialize, Serialize};

use crate::axis::{Axis, Scale};
use crate::figure::name_of;
use crate::mark::{Across, Mark, RuleLabel};

pub use counts::CountChart;
pub use curves::{Curve, CurveChart, Rule};
pub use distribution::DistributionChart;
pub use fan::{Fan, FanChart, FanPanel, RecordedPoint, SmallMultiples};
pub use forest::{ForestChart, ForestPanel, ForestRow};
pub use heat_map::{HeatCell, HeatMapChart};
pub use indices::{IndexChart, IndexKind, IndexRow};
pub use parallel::{ParallelAxis, ParallelChart, ParallelGroup, ParallelLines};
pub use regions::{RegionBand, RegionsChart};
pub use scatter::{ScatterChart, ScatterPoint, SlopeLine};
pub use shares::{ShareBand, SharesChart};
pub use surface::SurfaceChart;
pub use tornado::{TornadoChart, TornadoEnd, TornadoRow};
pub use validation::{ValidationChart, ValidationRow};
pub use waterfall::{WaterfallChart, WaterfallRow};

/// What came of looking for contradictions.
type Checked = Result<(), String>;

/// An estimate with the ends of its interval, say of 95 %; the ends may be infinite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// Estimate and ends as cells of a table, which are empty where there is no estimate.
    fn cells(of: Option<&Self>) -> [f64; 3] {
        of.map_or([f64::NAN; 3], |of| [of.estimate, of.low, of.high])
    }
}

/// A place in a plane that the reader should compare with, as two thin lines: values along and up, and what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Here {
    pub at: [f64; 2],
    pub label: Text,
}

impl Here {
    fn marks(self) -> [Mark; 2] {
        let [x, y] = self.at;
        [
            rule(Across::X, x, RuleLabel::Value(self.label)),
            rule(Across::Y, y, RuleLabel::None),
        ]
    }
}

/// A thin line across the plots of all panels.
fn rule(across: Across, at: f64, label: RuleLabel) -> Mark {
    Mark::Rule {
        across,
        at,
        label,
        panel: None,
    }
}

/// The unit of an axis, or that it is one of shares or of years.
fn unit_of(axis: &Axis) -> Text {
    match axis.scale {
        Scale::Share if axis.unit.is_empty() => "share".into(),
        Scale::Year if axis.unit.is_empty() => "year".into(),
        _ => axis.unit.clone(),
    }
}

/// The series of one thing share their times, which ascend.
fn check_series(label: &Text, years: &[f64], columns: &[(&str, &[f64])]) -> Checked {
    let label = name_of(label);
    for (name, column) in columns {
        if column.len() != years.len() {
            return Err(format!(
                "`{label}` has {} times but {} values of {name}",
                years.len(),
                column.len()
            ));
        }
    }
    let pair = years
        .windows(2)
        .find(|pair| pair[0].partial_cmp(&pair[1]) != Some(Ordering::Less));
    pair.map_or(Ok(()), |pair| {
        Err(format!(
            "the times of `{label}` must ascend, but {} is followed by {}",
            pair[0], pair[1]
        ))
    })
}

/// One value a row even of what contradicts itself, so that there is a table to refuse.
fn at(values: &[f64], row: usize) -> f64 {
    values.get(row).copied().unwrap_or(f64::NAN)
}
