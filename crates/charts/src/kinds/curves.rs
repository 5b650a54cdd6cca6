//! Lines with optional bands over any axis of numbers.

use results::message;
use results::message::Text;

use super::{Checked, at, rule, unit_of};
use crate::axis::{Axis, Scale};
use crate::data::{Data, Values, WordColumn};
use crate::figure::{Chart, name_of};
use crate::mark::{Across, Mark, RuleLabel, Space};
use crate::theme::Hue;

/// Opacity of a band.
const BAND: f64 = 0.15;

/// One line with its band. Values that are not finite leave a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Written at the right end.
    pub label: Text,
    pub hue: Hue,
    /// In the order in which the line runs; ascending where there is a band.
    pub x: Vec<f64>,
    /// One value for each x.
    pub y: Vec<f64>,
    /// Edges of the band: one value for each x, or both empty for a line alone.
    pub low: Vec<f64>,
    pub high: Vec<f64>,
}

/// A value that the reader should compare with, as a thin line across the plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub value: f64,
    pub label: Text,
}

/// One or more lines on common axes.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveChart {
    pub curves: Vec<Curve>,
    /// What bands hold, such as `90 %`; empty where there are none.
    pub band: Text,
    pub x_axis: Axis,
    pub y_axis: Axis,
    /// A level line, such as a limit that is to be reached.
    pub level: Option<Rule>,
    /// An upright line, such as the value of a lever in the reference.
    pub reference: Option<Rule>,
}

impl Rule {
    fn mark(self, across: Across) -> Mark {
        rule(across, self.value, RuleLabel::Value(self.label))
    }
}

impl Curve {
    fn is_banded(&self) -> bool {
        !(self.low.is_empty() && self.high.is_empty())
    }

    fn check(&self) -> Checked {
        let label = name_of(&self.label);
        let columns = [("y", &self.y), ("low", &self.low), ("high", &self.high)];
        for (name, column) in &columns[..if self.is_banded() { 3 } else { 1 }] {
            if column.len() != self.x.len() {
                return Err(format!(
                    "`{label}` has {} values of x but {} of {name}",
                    self.x.len(),
                    column.len()
                ));
            }
        }
        match self.x.windows(2).find(|pair| self.is_banded() && pair[0] >= pair[1]) {
            Some(pair) => Err(format!(
                "x of `{label}` must ascend where there is a band, but {} is followed by {}",
                pair[0], pair[1]
            )),
            None => Ok(()),
        }
    }
}

impl From<CurveChart> for Chart {
    fn from(of: CurveChart) -> Self {
        let found = of.curves.iter().try_for_each(Curve::check);
        let banded = of.curves.iter().any(Curve::is_banded);
        let mut series = WordColumn::default();
        let [mut x, mut y, mut low, mut high]: [Vec<f64>; 4] = Default::default();
        for curve in &of.curves {
            let level = series.add(&curve.label, Some(curve.hue));
            for (k, place) in curve.x.iter().enumerate() {
                series.push_level(level);
                x.push(*place);
                y.push(at(&curve.y, k));
                low.push(at(&curve.low, k));
                high.push(at(&curve.high, k));
            }
        }
        let mut data = Data::default().with_words("series", message!("table-series"), series);
        data = match of.x_axis.scale {
            Scale::Year => data.with("x", message!("table-year"), "", Values::Time(x)),
            _ => data.with_numbers("x", message!("table-x"), unit_of(&of.x_axis), x),
        };
        data = data.with_numbers("y", message!("table-y"), unit_of(&of.y_axis), y);
        let mut marks = Vec::new();
        marks.extend(of.reference.map(|line| line.mark(Across::X)));
        // A table of lines that have no band has no columns for one.
        if banded {
            let unit = unit_of(&of.y_axis);
            let head = |what: Text| match of.band.is_empty() {
                true => what,
                false => message!("table-with_unit", what = what, unit = of.band.clone()).into(),
            };
            data = data.with_numbers("low", head(message!("table-low").into()), unit.clone(), low);
            data = data.with_numbers("high", head(message!("table-high").into()), unit, high);
            marks.push(Mark::Band {
                low: "low".into(),
                high: "high".into(),
                opacity: BAND,
                named: of.band,
            });
        }
        marks.push(Mark::Line {
            y: "y".into(),
            dots: true,
        });
        marks.extend(of.level.map(|line| line.mark(Across::Y)));
        let space = Space::Plane {
            x: "x".into(),
            x_axis: of.x_axis,
            y_axis: of.y_axis,
        };
        Self::new(data, space, marks).by_series("series").checked(found)
    }
}
