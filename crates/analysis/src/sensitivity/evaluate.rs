//! From a design to the model's outputs.

use super::design::Design;
use engine::numeric::LANE_WIDTH;
use error::Result;
use std::ops::Range;

/// A point to be evaluated.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Number of the world.
    pub world: u64,
    /// One a column, see [`Design::coordinates`].
    pub coordinates: Vec<f64>,
}

/// What finished units gave: `outputs` numbers a row, in the order of the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    pub units: Range<usize>,
    pub outputs: Vec<f64>,
}

/// Units that are handed to the model at once: their points make lanes of the same worlds.
const UNITS: usize = LANE_WIDTH;
/// Points in a piece of work, roughly: enough for many threads, few enough that little is lost when the program is
/// stopped.
const POINTS: usize = 16_384;

/// Evaluates the units from `first` on. `model` gets points in an order that suits the engine (the same part of eight
/// units after each other, so that lanes hold eight worlds and the next lanes hold the same ones) and gives `outputs`
/// numbers a point, one point after the other; `on_finished` gets them in the order of the table.
///
/// # Errors
/// Those of `model` and `on_finished`.
pub fn evaluate(
    design: &Design,
    first: usize,
    outputs: usize,
    model: &mut dyn FnMut(&[Point]) -> Result<Vec<f64>>,
    on_finished: &mut dyn FnMut(Finished) -> Result<()>,
) -> Result<()> {
    let width = design.width();
    let units_at_once = POINTS.div_ceil(width * UNITS) * UNITS;
    let mut start = first;
    while start < design.units() {
        let end = (start / units_at_once * units_at_once + units_at_once).min(design.units());
        let mut points = Vec::with_capacity((end - start) * width);
        let mut rows = Vec::with_capacity(points.capacity());
        for lanes in (start..end).step_by(UNITS).map(|unit| unit..(unit + UNITS).min(end)) {
            let mut of_units: Vec<Vec<Vec<f64>>> = lanes.clone().map(|unit| design.coordinates(unit)).collect();
            for part in 0..width {
                for (unit, of_unit) in lanes.clone().zip(&mut of_units) {
                    points.push(Point {
                        world: design.world(unit, part),
                        coordinates: std::mem::take(&mut of_unit[part]),
                    });
                    rows.push((unit - start) * width + part);
                }
            }
        }
        let given = model(&points)?;
        let mut in_order = vec![0.0; given.len()];
        for (&row, values) in rows.iter().zip(given.chunks_exact(outputs)) {
            in_order[row * outputs..(row + 1) * outputs].copy_from_slice(values);
        }
        on_finished(Finished {
            units: start..end,
            outputs: in_order,
        })?;
        start = end;
    }
    Ok(())
}
