//! The plotting area that charts over time share: its two axes, its grid, the line where history ends.

use super::axis::Ruler;
use super::scene::{Anchor, Point, Region, Scene, Type};
use crate::report::theme::{GRID, RULE, SOFT_INK, Weight, text_width};

/// Space between an axis and its numbers.
const GAP: f64 = 12.0;
/// The same below, where numbers of both axes meet in the corner.
const GAP_BELOW: f64 = 17.0;

/// A part of the page with a ruler along each side.
#[derive(Debug)]
pub struct Plot<'a> {
    pub region: Region,
    pub x: &'a Ruler,
    pub y: &'a Ruler,
}

/// Width that the numbers of an upright axis take at its left.
pub fn numbers_width(ruler: &Ruler, size: f64) -> f64 {
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

    /// The thin line where history ends, from `top` down, if that is inside of the calendar.
    pub fn draw_history_end(&self, scene: &mut Scene, year: Option<f64>, top: f64) {
        if let Some(x) = self.history_end(year) {
            scene.upright(x, top, self.region.bottom, SOFT_INK);
        }
    }

    /// Where that line is.
    pub fn history_end(&self, year: Option<f64>) -> Option<f64> {
        year.filter(|year| *year > self.x.from && *year < self.x.to)
            .map(|year| self.x(year))
    }
}

/// Parts of a line that lie between two heights, cut exactly where it crosses them.
pub fn clipped(points: &[Point], top: f64, bottom: f64) -> Vec<Vec<Point>> {
    let mut parts = Vec::new();
    let mut part: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let at = |y: f64| start.0 + (end.0 - start.0) * (y - start.1) / (end.1 - start.1);
        let inside = |point: Point| {
            let y = point.1.clamp(top, bottom);
            if y == point.1 { point } else { (at(y), y) }
        };
        if start.1.max(end.1) < top || start.1.min(end.1) > bottom {
            continue;
        }
        let (start_inside, end_inside) = (inside(start), inside(end));
        if part.last() != Some(&start_inside) {
            parts.push(std::mem::take(&mut part));
            part.push(start_inside);
        }
        part.push(end_inside);
    }
    parts.push(part);
    parts.retain(|part| part.len() > 1);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clipped_line_is_cut_where_it_crosses_the_edges() {
        let line = [(0.0, 5.0), (10.0, -5.0), (20.0, 15.0), (30.0, 5.0)];
        let parts = clipped(&line, 0.0, 10.0);
        assert_eq!(
            parts,
            [
                vec![(0.0, 5.0), (5.0, 0.0)],
                vec![(12.5, 0.0), (17.5, 10.0)],
                vec![(25.0, 10.0), (30.0, 5.0)]
            ]
        );
        assert_eq!(clipped(&line, -10.0, 20.0), [line.to_vec()]);
        assert!(clipped(&line, 50.0, 60.0).is_empty());
    }
}
