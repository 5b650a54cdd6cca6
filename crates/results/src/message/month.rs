//! Months by their names.

use super::Message;
use crate::message;

/// A month of a year, `December 2032`: 0 is January.
pub fn month(year: i64, month: usize) -> Message {
    let year = year.to_string();
    match month {
        0 => message!("month-january", year = year),
        1 => message!("month-february", year = year),
        2 => message!("month-march", year = year),
        3 => message!("month-april", year = year),
        4 => message!("month-may", year = year),
        5 => message!("month-june", year = year),
        6 => message!("month-july", year = year),
        7 => message!("month-august", year = year),
        8 => message!("month-september", year = year),
        9 => message!("month-october", year = year),
        10 => message!("month-november", year = year),
        _ => message!("month-december", year = year),
    }
}
