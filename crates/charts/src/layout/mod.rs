//! From marks and columns to places on a page: a file for each space, and what they share.

mod cells;
mod color_key;
mod columns;
mod contours;
mod frame;
mod grid;
mod heads;
mod labels;
mod lines;
mod names;
mod page;
mod panel;
mod parallel;
mod plane;
mod plot;
mod points;
mod row_marks;
mod row_page;
mod rows;
mod series;
mod stack;
mod table;

use crate::localized::LocalizedFigure;
use crate::mark::Space;
use crate::scene::Scene;

/// Places of a page that are named at most (a few more where series are of different length).
const MOST_NAMED: usize = 500;
/// Months from one named time to the next: each month, quarter, half-year or year.
const STEPS: [usize; 4] = [1, 3, 6, 12];

/// The whole page.
pub fn lay_out(of: &LocalizedFigure) -> Scene {
    match &of.figure.chart.space {
        Space::Plane { x, x_axis, y_axis } => plane::lay_out(of, panel::Plane { x, x_axis, y_axis }),
        Space::Rows { label, note, axis } => row_page::lay_out(of, label, note.as_deref(), axis),
        Space::Table { row, column } => table::lay_out(of, row, column),
        Space::Parallel { axes, never } => parallel::lay_out(of, axes, never),
    }
}

/// Every how many of this number of times are named.
fn every(count: usize) -> usize {
    let step = STEPS.into_iter().find(|step| count / step <= MOST_NAMED);
    step.unwrap_or_else(|| count.div_ceil(MOST_NAMED))
}
