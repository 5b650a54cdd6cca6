//! Lines and areas as short paths: points that make no visible difference left out, coordinates relative and whole.

use std::fmt::Write;

use crate::scene::{Point, Region};
use crate::theme::UNITS;

/// A point may lie this far off the thinned line, in logical pixels: under a third of a pixel of a usual screen.
const TOLERANCE: f64 = 0.35;

/// Positions of the points that a line needs: the first, the last, and all that lie farther off than the tolerance (Ramer, 1972;
/// Douglas and Peucker, 1973).
fn needed(points: &[Point]) -> Vec<usize> {
    let Some(last) = points.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut keep = vec![false; points.len()];
    (keep[0], keep[last]) = (true, true);
    let mut parts = vec![(0, last)];
    while let Some((from, to)) = parts.pop() {
        let farthest = (from + 1..to)
            .map(|k| (distance(points[k], points[from], points[to]), k))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((distance, k)) = farthest.filter(|(distance, _)| *distance > TOLERANCE) {
            debug_assert!(distance.is_finite());
            keep[k] = true;
            parts.extend([(from, k), (k, to)]);
        }
    }
    (0..points.len()).filter(|k| keep[*k]).collect()
}

/// How far a point lies from the stretch between two others.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let along = match length > 0.0 {
        true => (((point.0 - from.0) * dx + (point.1 - from.1) * dy) / length).clamp(0.0, 1.0),
        false => 0.0,
    };
    let (off_x, off_y) = (point.0 - from.0 - along * dx, point.1 - from.1 - along * dy);
    (off_x * off_x + off_y * off_y).sqrt()
}

fn whole(value: f64) -> i64 {
    (value * UNITS).round() as i64
}

/// Appends an open line.
pub fn push_line(path: &mut String, points: &[Point]) {
    let mut before: Option<(i64, i64)> = None;
    for k in needed(points) {
        let at = (whole(points[k].0), whole(points[k].1));
        // Writing to a string cannot fail.
        let _ = match before {
            None => write!(path, "M{} {}l", at.0, at.1),
            Some(before) => write!(
                path,
                "{}{}",
                signed(at.0 - before.0, path),
                signed(at.1 - before.1, "0")
            ),
        };
        before = Some(at);
    }
}

/// A number after others: numbers are kept apart by a sign or a space.
fn signed(number: i64, after: &str) -> String {
    let follows = after.ends_with(|last: char| last.is_ascii_digit());
    if follows && number >= 0 {
        format!(" {number}")
    } else {
        number.to_string()
    }
}

/// Appends a closed outline.
pub fn push_area(path: &mut String, points: &[Point]) {
    push_line(path, points);
    path.push('z');
}

/// Appends an upright rectangle.
pub fn push_bar(path: &mut String, region: Region) {
    let (left, top) = (whole(region.left), whole(region.top));
    let (width, height) = (whole(region.right) - left, whole(region.bottom) - top);
    let _ = write!(path, "M{left} {top}h{width}v{height}h{}z", -width);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thinned_line_keeps_its_ends_and_its_corners_and_is_never_far_off() {
        let points: Vec<Point> = (0..500)
            .map(|k| f64::from(k) * 2.0)
            .map(|x| (x, 100.0 * libm::sin(x / 90.0) + if x > 600.0 { 80.0 } else { 0.0 }))
            .collect();
        let kept = needed(&points);
        assert_eq!((kept[0], kept[kept.len() - 1]), (0, 499));
        assert!(kept.len() < 100, "{}", kept.len());
        for pair in kept.windows(2) {
            for k in pair[0]..=pair[1] {
                assert!(distance(points[k], points[pair[0]], points[pair[1]]) <= TOLERANCE);
            }
        }
    }

    #[test]
    fn paths_are_relative_and_in_tenths() {
        let mut path = String::new();
        push_line(&mut path, &[(1.0, 2.0), (3.04, 1.0), (3.0, 9.0)]);
        assert_eq!(path, "M10 20l20-10 0 80");
        let mut path = String::new();
        let region = Region {
            left: 1.0,
            top: 2.0,
            right: 4.0,
            bottom: 3.0,
        };
        push_bar(&mut path, region);
        assert_eq!(path, "M10 20h30v10h-30z");
    }
}
