//! What surrounds a plot with an axis of numbers along its bottom and its left: numbers and units.

use super::page::{Heading, SLACK};
use super::plot::{Plot, numbers_height, numbers_width};
use crate::axis::AxisScale;
use crate::scene::{Anchor, Region, Scene};
use crate::theme::{Block, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};

/// Least space at the right of a plot, for half of the last number.
const HALF_NUMBER: f64 = 24.0;

/// The units of both axes, placed in the part of the page a chart has.
pub struct Frame {
    content: Region,
    left: f64,
    right: f64,
    below: Block,
}

impl Frame {
    /// `x` and `y` are the axes; `right` is kept free for words of the chart.
    pub fn new(x: &str, y: &AxisScale, content: Region, right: f64) -> Self {
        let sizes = (TICK_SIZE, SMALL_SIZE);
        Self {
            content,
            left: content.left + numbers_width(y, TICK_SIZE),
            right: content.right - right.max(HALF_NUMBER),
            below: fit(x, Weight::Regular, content.width() * SLACK, sizes, 1),
        }
    }

    /// Width of the plot.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Where a place of the level axis will be.
    pub fn x(&self, x: &AxisScale, at: f64) -> f64 {
        self.left + self.width() * x.place(at)
    }

    /// The plot itself below words of this height.
    pub fn plot(&self, above: f64) -> Region {
        let below = match self.below.lines.is_empty() {
            true => 0.0,
            false => self.below.height() + 4.0,
        };
        Region {
            left: self.left,
            top: self.content.top + above,
            right: self.right,
            bottom: self.content.bottom - numbers_height(TICK_SIZE) - below,
        }
    }

    /// Numbers and units of both axes, and the level grid; returns where an upright rule starts.
    pub fn draw(&self, scene: &mut Scene, plot: &Plot, heading: &Heading) -> f64 {
        plot.draw_y(scene, TICK_SIZE);
        plot.draw_x(scene, TICK_SIZE, true);
        let half = self.below.width(Weight::Regular) / 2.0;
        let middle = (plot.region.left + plot.region.right) / 2.0;
        scene.block(
            &self.below,
            middle.max(self.content.left + half),
            self.content.bottom - self.below.height(),
            Anchor::Middle,
            Weight::Regular,
            SOFT_INK,
        );
        heading.draw(scene, self.content.left, self.content.top)
    }
}
