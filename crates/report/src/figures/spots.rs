//! How many places of a page are put into words, and with which unit.

use super::{Axis, Scale};

/// Places of a page that are named at most (a few more where series are of different length).
const MOST: usize = 500;
/// Units longer than this stand at the end.
const LONGEST_UNIT: usize = 24;
/// Months from one named time to the next: each month, quarter, half-year or year.
const STEPS: [usize; 4] = [1, 3, 6, 12];

/// Every how many of this number of times are named.
pub fn every(count: usize) -> usize {
    let step = STEPS.into_iter().find(|step| count / step <= MOST);
    step.unwrap_or_else(|| count.div_ceil(MOST))
}

/// A number with its unit, and what lies around it in brackets if anything does: `14 months (90 %: 5 to 22)`. A unit that is no
/// word for a number of things stands at the end, as the axis has it: `0.54 (90 %: 0.3 to 0.9), ratio; 1 is parity`. Shares and years
/// have theirs already.
pub fn measured(value: &str, around: &str, axis: &Axis) -> String {
    let around = match around {
        "" => String::new(),
        around => format!(" ({around})"),
    };
    let short = axis.unit.split([',', ';']).next().unwrap_or_default().trim();
    match axis.scale {
        Scale::Share | Scale::Year => format!("{value}{around}"),
        Scale::Linear | Scale::Log if short.is_empty() => format!("{value}{around}"),
        _ if axis.is_bare || short.chars().count() > LONGEST_UNIT => format!("{value}{around}, {}", axis.unit),
        _ => format!("{value} {short}{around}"),
    }
}

/// A value with the name of what it is measured on, such as `budget for compute 13`.
pub fn on_axis(value: &str, axis: &Axis) -> String {
    match axis.unit.as_str() {
        "" => value.to_owned(),
        unit => format!("{unit}: {value}"),
    }
}
