//! What surrounds a plot with an axis of numbers along its bottom and its left: numbers and units.

use super::Axis;
use super::axis::Ruler;
use super::page::{Heading, SLACK};
use super::plot::{Plot, numbers_height, numbers_width};
use super::scene::{Anchor, Region, Scene};
use crate::catalogue::Catalogue;
use crate::theme::{Block, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};

/// Least space at the right of a plot, for half of the last number.
const HALF_NUMBER: f64 = 24.0;

/// The units of both axes, placed in the part of the page a chart has.
pub struct Frame {
    content: Region,
    above: Heading,
    below: Block,
}

impl Frame {
    pub fn new(words: &Catalogue, x: &Axis, y: &Axis, content: Region) -> Self {
        let sizes = (TICK_SIZE, SMALL_SIZE);
        Self {
            content,
            above: Heading::new(words, &y.heading(words), None, content.left, content.right),
            below: fit(&x.heading(words), Weight::Regular, content.width() * SLACK, sizes, 1),
        }
    }

    /// The plot itself, where `above` and `right` are kept free for words of the chart.
    pub fn plot(&self, y: &Ruler, above: f64, right: f64) -> Region {
        Region {
            left: self.content.left + numbers_width(y, TICK_SIZE),
            top: self.content.top + self.above.height() + above,
            right: self.content.right - right.max(HALF_NUMBER),
            bottom: self.content.bottom - numbers_height(TICK_SIZE) - self.below.height() - 4.0,
        }
    }

    /// Numbers and units of both axes, and the level grid.
    pub fn draw(&self, scene: &mut Scene, plot: &Plot) {
        plot.draw_y(scene, TICK_SIZE);
        plot.draw_x(scene, TICK_SIZE, true);
        self.above.draw(scene, self.content.left, self.content.top);
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
    }
}
