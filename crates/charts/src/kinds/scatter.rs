//! Points with names, such as the mean and the spread of effects of inputs.

use results::message;
use results::message::Text;

use super::unit_of;
use crate::axis::Axis;
use crate::data::{Data, WordColumn};
use crate::figure::Chart;
use crate::mark::{Mark, Space};
use crate::theme::Hue;

/// One point.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterPoint {
    pub label: Text,
    pub hue: Hue,
    pub x: f64,
    pub y: f64,
}

/// A straight line from the origin: y is `slope` times x.
#[derive(Debug, Clone, PartialEq)]
pub struct SlopeLine {
    pub slope: f64,
    pub label: Text,
}

/// Points on two axes, which start at zero or below.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterChart {
    pub points: Vec<ScatterPoint>,
    pub x_axis: Axis,
    pub y_axis: Axis,
    pub lines: Vec<SlopeLine>,
}

impl From<ScatterChart> for Chart {
    fn from(of: ScatterChart) -> Self {
        let mut label = WordColumn::default();
        for point in &of.points {
            label.push_new(&point.label, Some(point.hue));
        }
        let column = |value: fn(&ScatterPoint) -> f64| of.points.iter().map(value).collect::<Vec<f64>>();
        let data = Data::default()
            .with_words("label", message!("table-label"), label)
            .with_numbers("x", message!("table-x"), unit_of(&of.x_axis), column(|point| point.x))
            .with_numbers("y", message!("table-y"), unit_of(&of.y_axis), column(|point| point.y))
            // Of the lines, which stand below the points.
            .with_numbers("slope", message!("table-slope"), "", column(|_| f64::NAN));
        let mut marks = vec![Mark::NamedPoint {
            y: "y".into(),
            name: "label".into(),
        }];
        marks.extend(of.lines.into_iter().map(|line| Mark::Slope {
            slope: line.slope,
            label: line.label,
        }));
        let space = Space::Plane {
            x: "x".into(),
            x_axis: of.x_axis,
            y_axis: of.y_axis,
        };
        Self::new(data, space, marks)
    }
}
