//! Lines of equal value on a grid of points: marching squares, joined into polylines.

use crate::scene::Point;

/// Where a line crosses the grid: on the side of a square that begins at this point and leads to the right or upwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Right(usize),
    Up(usize),
}

/// Polylines on which values interpolated along the sides of the squares are `level`. `xs` and `ys` are positions of columns and
/// rows; `values` holds one value a point, row by row. A square with a corner that is not finite is left out. Where the corners of
/// a square are high and low in turn, the mean of all four decides which are joined.
pub fn contours(xs: &[f64], ys: &[f64], values: &[f64], level: f64) -> Vec<Vec<Point>> {
    let columns = xs.len();
    let mut pieces: Vec<(Side, Side)> = Vec::new();
    for row in 0..ys.len().saturating_sub(1) {
        for column in 0..columns.saturating_sub(1) {
            let first = row * columns + column;
            // Counter-clockwise from the first point.
            let corners = [first, first + 1, first + columns + 1, first + columns];
            if corners.iter().any(|corner| !values[*corner].is_finite()) {
                continue;
            }
            let sides = [
                Side::Right(first),
                Side::Up(first + 1),
                Side::Right(first + columns),
                Side::Up(first),
            ];
            let high = corners.map(|corner| values[corner] >= level);
            let crossed: Vec<usize> = (0..4).filter(|k| high[*k] != high[(k + 1) % 4]).collect();
            match crossed[..] {
                [a, b] => pieces.push((sides[a], sides[b])),
                [_, _, _, _] => {
                    let mean = corners.iter().map(|corner| values[*corner] / 4.0).sum::<f64>();
                    // Corner 0 stands apart from the middle if they are on different sides of the level.
                    if high[0] == (mean >= level) {
                        pieces.extend([(sides[0], sides[1]), (sides[2], sides[3])]);
                    } else {
                        pieces.extend([(sides[3], sides[0]), (sides[1], sides[2])]);
                    }
                }
                _ => {}
            }
        }
    }
    let place = |side: Side| {
        let (from, to) = match side {
            Side::Right(point) => (point, point + 1),
            Side::Up(point) => (point, point + columns),
        };
        let part = (level - values[from]) / (values[to] - values[from]);
        let between = |a: f64, b: f64| a + (b - a) * part;
        (
            between(xs[from % columns], xs[to % columns]),
            between(ys[from / columns], ys[to / columns]),
        )
    };
    joined(&pieces)
        .into_iter()
        .map(|sides| sides.into_iter().map(place).collect())
        .collect()
}

/// Pieces that share an end, end to end; a closed line ends where it begins.
fn joined(pieces: &[(Side, Side)]) -> Vec<Vec<Side>> {
    let mut ends: Vec<(Side, usize)> = pieces
        .iter()
        .enumerate()
        .flat_map(|(piece, (a, b))| [(*a, piece), (*b, piece)])
        .collect();
    ends.sort_unstable();
    let mut used = vec![false; pieces.len()];
    let next = |side: Side, used: &[bool]| {
        let start = ends.partition_point(|(other, _)| *other < side);
        let at_side = ends[start..].iter().take_while(|(other, _)| *other == side);
        at_side.map(|(_, piece)| *piece).find(|piece| !used[*piece])
    };
    let mut lines = Vec::new();
    for start in 0..pieces.len() {
        if used[start] {
            continue;
        }
        used[start] = true;
        let (a, b) = pieces[start];
        let mut halves = [vec![a], vec![b]];
        for half in &mut halves {
            let mut end = half[0];
            while let Some(piece) = next(end, &used) {
                used[piece] = true;
                let (a, b) = pieces[piece];
                end = if a == end { b } else { a };
                half.push(end);
            }
        }
        let [mut line, forwards] = halves;
        line.reverse();
        line.extend(forwards);
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(count: usize, value: impl Fn(f64, f64) -> f64) -> (Vec<f64>, Vec<f64>) {
        let steps: Vec<f64> = (0..count).map(|k| k as f64 / (count - 1) as f64 * 2.0 - 1.0).collect();
        let values = steps.iter().flat_map(|y| steps.iter().map(|x| value(*x, *y))).collect();
        (steps, values)
    }

    #[test]
    fn contours_of_a_plane_are_straight_and_exact() {
        let (steps, values) = grid(9, |x, y| x + 2.0 * y);
        let lines = contours(&steps, &steps, &values, 0.3);
        assert_eq!(lines.len(), 1);
        for (x, y) in &lines[0] {
            assert!((x + 2.0 * y - 0.3).abs() < 1e-12);
        }
        let (first, last) = (lines[0][0], lines[0][lines[0].len() - 1]);
        let length = ((first.0 - last.0) * (first.0 - last.0) + (first.1 - last.1) * (first.1 - last.1)).sqrt();
        // The line leaves the square at x = -1 and at x = 1: two wide and one high.
        assert!((length - 5f64.sqrt()).abs() < 1e-12, "{length}");
    }

    #[test]
    fn a_hill_has_one_closed_contour_of_the_right_area() {
        let (steps, values) = grid(101, |x, y| 1.0 - x * x - y * y);
        let lines = contours(&steps, &steps, &values, 0.5);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
        let twice_area: f64 = lines[0].windows(2).map(|p| p[0].0 * p[1].1 - p[1].0 * p[0].1).sum();
        assert!((twice_area.abs() / 2.0 - std::f64::consts::PI * 0.5).abs() < 1e-3);
    }

    #[test]
    fn a_saddle_is_resolved_by_its_mean_and_missing_corners_break_the_line() {
        let square = |values: [f64; 4]| contours(&[0.0, 1.0], &[0.0, 1.0], &values, 0.5);
        // High corners at (0, 0) and (1, 1); the mean is high, so lines cut off the low corners.
        let lines = square([1.0, 0.2, 0.2, 1.0]);
        assert_eq!(lines.len(), 2);
        for line in &lines {
            let near_low = |low: Point| line.iter().all(|p| (p.0 - low.0).abs() + (p.1 - low.1).abs() < 0.5);
            assert!(near_low((1.0, 0.0)) || near_low((0.0, 1.0)), "{line:?}");
        }
        assert!(square([1.0, 0.0, f64::NAN, 1.0]).is_empty());
        assert!(square([1.0, 0.0, f64::INFINITY, 1.0]).is_empty());
        assert!(square([1.0; 4]).is_empty());
        assert!(contours(&[0.0], &[0.0, 1.0], &[0.0, 1.0], 0.5).is_empty());
    }
}
