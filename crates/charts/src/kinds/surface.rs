//! A number over two axes as coloured cells, with lines of equal value.

use results::message;
use results::message::Text;

use super::{Checked, Here, at, unit_of};
use crate::axis::Axis;
use crate::data::{Data, Values};
use crate::figure::Chart;
use crate::mark::{Coloring, Contours, Mark, Shading, Space};

/// A number on a grid of points, which need not be evenly spaced. Each point has the cell that is nearer to it than to
/// any other.
#[derive(Debug, Clone, PartialEq)]
pub struct SurfaceChart {
    /// Ascending positions of the columns and of the rows, at most 101 of each.
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    /// One value a point, row by row: `z[row * x.len() + column]`. Not a number where there is none, infinite for `never`.
    pub z: Vec<f64>,
    pub x_axis: Axis,
    pub y_axis: Axis,
    /// The axis of the colour.
    pub color: Axis,
    pub shading: Shading,
    pub contours: Contours,
    /// What an infinite value is called in the key, such as `never by 2040`.
    pub never_label: Text,
    /// A place that is marked, such as that of today.
    pub here: Option<Here>,
}

impl SurfaceChart {
    fn check(&self) -> Checked {
        for (name, axis) in [("x", &self.x), ("y", &self.y)] {
            let ascending = axis.windows(2).all(|pair| pair[0] < pair[1]);
            if !ascending || axis.iter().any(|value| !value.is_finite()) {
                return Err(format!("the values of {name} of a surface must be finite and ascend"));
            }
        }
        if self.z.len() != self.x.len() * self.y.len() {
            return Err(format!(
                "a surface of {} x {} points needs {} values, not {}",
                self.x.len(),
                self.y.len(),
                self.x.len() * self.y.len(),
                self.z.len()
            ));
        }
        Ok(())
    }
}

impl From<SurfaceChart> for Chart {
    fn from(of: SurfaceChart) -> Self {
        let found = of.check();
        let points = of.y.iter().flat_map(|y| of.x.iter().map(move |x| (*x, *y)));
        let (x, y): (Vec<f64>, Vec<f64>) = points.unzip();
        let z = (0..x.len()).map(|k| at(&of.z, k)).collect();
        let data = Data::default()
            .with_numbers("x", message!("table-x"), unit_of(&of.x_axis), x)
            .with_numbers("y", message!("table-y"), unit_of(&of.y_axis), y)
            .with("value", message!("table-value"), unit_of(&of.color), Values::Happens(z));
        let space = Space::Plane {
            x: "x".into(),
            x_axis: of.x_axis,
            y_axis: of.y_axis,
        };
        let mark = Mark::Cell {
            color: Coloring {
                value: "value".into(),
                axis: of.color,
                shading: of.shading,
                never: of.never_label,
            },
            y: Some("y".into()),
            text: None,
            contours: of.contours,
        };
        let marks = std::iter::once(mark)
            .chain(of.here.into_iter().flat_map(Here::marks))
            .collect();
        Self::new(data, space, marks).checked(found)
    }
}
