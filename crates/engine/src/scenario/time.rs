//! Months of the simulation: month 0 is January 2023.

use std::fmt;

/// Length of a step, years.
pub const STEP_YEARS: f64 = 1.0 / 12.0;
/// First simulated calendar year.
pub const FIRST_YEAR: u32 = 2023;
/// Months whose levers follow the recorded schedule: January 2023 to September 2026.
pub const HISTORY_MONTHS: usize = 45;
/// Longest horizon that can be asked for: December 2060.
pub const MAX_MONTHS: usize = 38 * 12;

/// A month, counted from January 2023.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(pub usize);

impl Month {
    /// Reads `2026-01`. Anything else, or a month before 2023-01, gives `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        let year: usize = year.parse().ok()?;
        let month: usize = month.parse().ok()?;
        let first = FIRST_YEAR as usize;
        (year >= first && (1..=12).contains(&month)).then(|| Self((year - first) * 12 + month - 1))
    }

    /// The month as a decimal year at its end: month 0 gives 2023 + 1/12. State is recorded at the end of a month.
    pub fn end_year(self) -> f64 {
        f64::from(FIRST_YEAR) + (self.0 + 1) as f64 / 12.0
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", FIRST_YEAR as usize + self.0 / 12, self.0 % 12 + 1)
    }
}
