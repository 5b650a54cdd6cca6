//! The plotting area that charts over time share: its two axes, its grid, the line where history ends.

use crate::axis::{Axis, AxisScale, Domain};
use crate::scene::{Anchor, Region, Scene, Type};
use crate::theme::{GRID, RULE, SOFT_INK, Weight, text_width};

/// Space between an axis and its numbers.
const GAP: f64 = 12.0;
/// The same below, where numbers of both axes meet in the corner.
const GAP_BELOW: f64 = 17.0;

/// A part of the page with a ruler along each side.
#[derive(Debug)]
pub struct Plot<'a> {
    pub region: Region,
    pub x: &'a AxisScale,
    pub y: &'a AxisScale,
}

/// Width that the numbers of an upright axis take at its left.
pub fn numbers_width(ruler: &AxisScale, size: f64) -> f64 {
    ruler
        .ticks
        .iter()
        .map(|(_, label)| text_width(label, Weight::Regular, size))
        .fold(0.0, f64::max)
        + GAP
}

/// Height that the numbers of a level axis take below it.
pub fn numbers_height(size: f64) -> f64 {
    GAP_BELOW + size * 1.2
}

/// A level axis of this width with as many ticks as keep their numbers, of this size, apart.
pub fn level_ruler(axis: &Axis, extent: Domain, width: f64, size: f64) -> AxisScale {
    let crowded = |ruler: &AxisScale| {
        let span = |(value, label): &(f64, String)| {
            let half = text_width(label, Weight::Regular, size) / 2.0;
            let middle = ruler.place(*value) * width;
            (middle - half, middle + half)
        };
        ruler
            .ticks
            .windows(2)
            .any(|pair| span(&pair[0]).1 + 0.7 * size > span(&pair[1]).0)
    };
    let mut wanted = (width / (4.0 * size)).max(1.0) as usize;
    let mut ruler = AxisScale::new(axis, extent, wanted);
    while wanted > 1 && crowded(&ruler) {
        wanted -= 1;
        ruler = AxisScale::new(axis, extent, wanted);
    }
    ruler
}

impl Plot<'_> {
    pub fn x(&self, value: f64) -> f64 {
        self.region.left + self.x.place(value) * self.region.width()
    }

    /// Position of a value, which may lie outside of the region.
    pub fn y(&self, value: f64) -> f64 {
        self.region.bottom - self.y.place(value) * self.region.height()
    }

    /// Position of a value, or the edge it lies beyond.
    pub fn y_inside(&self, value: f64) -> f64 {
        self.y(value).clamp(self.region.top, self.region.bottom)
    }

    /// Whether a point has a place on both axes at all; it may lie above or below the plot.
    pub fn shows(&self, x: f64, y: f64) -> bool {
        (-1e-9..=1.0 + 1e-9).contains(&self.x.place(x)) && y.is_finite() && (!self.y.logarithmic || y > 0.0)
    }

    /// Grid and numbers of the upright axis.
    pub fn draw_y(&self, scene: &mut Scene, size: f64) {
        let Region { left, right, .. } = self.region;
        let look = Type {
            size,
            weight: Weight::Regular,
            color: SOFT_INK,
        };
        for (value, label) in &self.y.ticks {
            let y = self.y(*value);
            let is_zero = !self.y.logarithmic && *value == 0.0;
            scene.level(y, left, right, if is_zero { RULE } else { GRID });
            scene.text(label.as_str(), (left - GAP, y + 0.36 * size), Anchor::End, look);
        }
    }

    /// Ticks of the level axis, with their numbers where wanted.
    pub fn draw_x(&self, scene: &mut Scene, size: f64, numbers: bool) {
        let look = Type {
            size,
            weight: Weight::Regular,
            color: SOFT_INK,
        };
        for (value, label) in &self.x.ticks {
            let x = self.x(*value);
            scene.upright(x, self.region.bottom, self.region.bottom + 7.0, RULE);
            if numbers {
                scene.text(
                    label.as_str(),
                    (x, self.region.bottom + GAP_BELOW + size),
                    Anchor::Middle,
                    look,
                );
            }
        }
    }

    /// Where an upright rule is, if that is inside of the plot.
    pub fn rule(&self, at: f64) -> Option<f64> {
        (at > self.x.from && at < self.x.to).then(|| self.x(at))
    }
}
