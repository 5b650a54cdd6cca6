//! Inputs and numbers of an analysis as figures and sentences have them.

use crate::later;
use crate::number::{percent, readable, year};
use crate::phrases::quantity;
use analysis::sensitivity::Output;
use analysis::sensitivity::choice::CHANCE;

/// The name of a factor as figures and sentences have it.
pub fn label(name: &str) -> &str {
    if name == CHANCE {
        "chance (shocks, other parameters)"
    } else {
        name
    }
}

/// A size of an output's change in words: percentage points for shares, years for calendar years.
pub fn change(output: Output, value: f64) -> String {
    match output.unit() {
        "share" => quantity(&readable(100.0 * value), "percentage points"),
        "year" => quantity(&readable(value), "years"),
        unit => with_unit(value, unit),
    }
}

/// A value of an output in words.
pub fn level(output: Output, value: f64) -> String {
    match output.unit() {
        "year" => year(value),
        unit => with_unit(value, unit),
    }
}

/// A number with its unit, where the unit says something.
pub fn with_unit(value: f64, unit: &str) -> String {
    match unit {
        "share" => percent(value),
        "index" | "ratio" | "score" | "1" => readable(value),
        "x" => later!("figure-times", number = readable(value)),
        unit => quantity(&readable(value), unit),
    }
}
