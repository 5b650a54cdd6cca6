//! Lines and bands of a series in a plot, with gaps where values are missing.

use std::ops::Range;

use super::plot::Plot;
use crate::scene::{Point, Scene};
use crate::theme::Rgb;

/// Half the width of a stretch that has a single value.
const HALF_STEP: f64 = 9.0;

/// The line through all points that have a place on the axes, cut at the edges of the plot.
pub fn line(scene: &mut Scene, plot: &Plot, xs: &[f64], ys: &[f64], color: Rgb, weight: f64) {
    for run in runs(xs.len(), |k| plot.shows(xs[k], ys[k])) {
        let mut line: Vec<Point> = run.map(|k| (plot.x(xs[k]), plot.y(ys[k]))).collect();
        if let [(x, y)] = line[..] {
            line = vec![(x - HALF_STEP, y), (x + HALF_STEP, y)];
        }
        for part in clipped(&line, plot.region.top, plot.region.bottom) {
            scene.line(part, color, weight);
        }
    }
}

/// The area between two edges, where both have a place.
pub fn band(scene: &mut Scene, plot: &Plot, xs: &[f64], (low, high): (&[f64], &[f64]), color: Rgb, opacity: f64) {
    for run in runs(xs.len(), |k| low[k].is_finite() && plot.shows(xs[k], high[k])) {
        let edge =
            |values: &[f64]| -> Vec<Point> { run.clone().map(|k| (plot.x(xs[k]), plot.y_inside(values[k]))).collect() };
        let (upper, mut lower) = (edge(high), edge(low));
        lower.reverse();
        let mut outline = [upper, lower].concat();
        if let [(x, top), (_, bottom)] = outline[..] {
            let (left, right) = (x - HALF_STEP, x + HALF_STEP);
            outline = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        }
        scene.area(outline, color, opacity);
    }
}

/// The end of a line for its label: the last point that has a place, moved to the edge where it lies beyond.
pub fn end(plot: &Plot, xs: &[f64], ys: &[f64]) -> Option<Point> {
    let last = (0..xs.len()).rev().find(|k| plot.shows(xs[*k], ys[*k]))?;
    let half = if xs.len() == 1 { HALF_STEP } else { 0.0 };
    Some((plot.x(xs[last]) + half, plot.y_inside(ys[last])))
}

/// Unbroken stretches of positions below `count` for which `holds` is true.
pub fn runs(count: usize, holds: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for k in (0..count).filter(|k| holds(*k)) {
        match runs.last_mut() {
            Some(run) if run.end == k => run.end = k + 1,
            _ => runs.push(k..k + 1),
        }
    }
    runs
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
