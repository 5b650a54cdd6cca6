//! Which of several is best over two numbers: regions that fill the plane.

use results::message;
use results::message::Text;

use super::{Checked, Here, unit_of};
use crate::axis::Axis;
use crate::data::{Data, WordColumn};
use crate::figure::{Chart, name_of};
use crate::mark::{Mark, Space};
use crate::theme::Hue;

/// Where one of them is best.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionBand {
    pub label: Text,
    pub hue: Hue,
    /// From where to where on the upright axis, at each place along; empty where it is best nowhere. A band begins where the one below it
    /// ends.
    pub intervals: Vec<[f64; 2]>,
}

/// Regions of a plane, of which each place belongs to one.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionsChart {
    /// Places along, ascending; every band has an interval for each.
    pub along: Vec<f64>,
    /// From the bottom up.
    pub bands: Vec<RegionBand>,
    pub x_axis: Axis,
    pub y_axis: Axis,
    pub here: Option<Here>,
}

impl Default for RegionsChart {
    /// A plane without any region.
    fn default() -> Self {
        Self {
            along: Vec::new(),
            bands: Vec::new(),
            x_axis: Axis::linear(""),
            y_axis: Axis::linear(""),
            here: None,
        }
    }
}

impl RegionsChart {
    fn check(&self) -> Checked {
        for band in &self.bands {
            if band.intervals.len() != self.along.len() {
                return Err(format!(
                    "`{}` has {} intervals for {} places",
                    name_of(&band.label),
                    band.intervals.len(),
                    self.along.len()
                ));
            }
        }
        Ok(())
    }
}

impl From<RegionsChart> for Chart {
    fn from(of: RegionsChart) -> Self {
        let found = of.check();
        let mut region = WordColumn::default();
        let [mut x, mut low, mut high, mut height] = [const { Vec::new() }; 4];
        for band in &of.bands {
            let level = region.add(&band.label, Some(band.hue));
            for (place, [from, to]) in of.along.iter().zip(&band.intervals) {
                region.push_level(level);
                x.push(*place);
                low.push(*from);
                high.push(*to);
                height.push(to - from);
            }
        }
        let unit = unit_of(&of.y_axis);
        let data = Data::default()
            .with_words("region", message!("table-series"), region)
            .with_numbers("x", message!("table-x"), unit_of(&of.x_axis), x)
            .with_numbers("low", message!("table-low"), unit.clone(), low)
            .with_numbers("high", message!("table-high"), unit.clone(), high)
            .with_numbers("height", message!("table-height"), unit, height);
        let space = Space::Plane {
            x: "x".into(),
            x_axis: of.x_axis,
            y_axis: of.y_axis,
        };
        let area = Mark::Area { y: "height".into() };
        let marks = std::iter::once(area)
            .chain(of.here.into_iter().flat_map(Here::marks))
            .collect();
        Self::new(data, space, marks).by_series("region").checked(found)
    }
}
