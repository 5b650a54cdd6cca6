//! How many places of a page are put into words, and with which unit.

use super::{Axis, Scale};

/// Places of a page that are named at most (a few more where series are of different length).
const MOST: usize = 500;
/// Units longer than this are left to the axis.
const LONGEST_UNIT: usize = 24;
/// Months from one named time to the next: each month, quarter, half-year or year.
const STEPS: [usize; 4] = [1, 3, 6, 12];

/// Every how many of this number of times are named.
pub fn every(count: usize) -> usize {
    let step = STEPS.into_iter().find(|step| count / step <= MOST);
    step.unwrap_or_else(|| count.div_ceil(MOST))
}

/// The unit after a number, with a space before it; nothing where the number has it already, or where it is long.
pub fn spoken_unit(axis: &Axis) -> String {
    let unit = axis.unit.split(',').next().unwrap_or_default().trim();
    let plain = matches!(axis.scale, Scale::Linear | Scale::Log) && !unit.is_empty();
    if plain && unit.chars().count() <= LONGEST_UNIT && !axis.is_bare {
        format!(" {unit}")
    } else {
        String::new()
    }
}

/// A value with the name of what it is measured on, such as `budget for compute 13`.
pub fn on_axis(value: &str, axis: &Axis) -> String {
    match axis.unit.as_str() {
        "" => value.to_owned(),
        unit => format!("{unit}: {value}"),
    }
}
