//! Decimal years as months: the simulation records at the ends of months.

use std::fmt;

use results::message;
use results::message::{Text, month};

/// A month of a calendar year; written `2027-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarMonth {
    year: i64,
    /// 0 for January.
    month: usize,
}

impl CalendarMonth {
    /// In words: `March 2027`.
    pub fn words(self) -> Text {
        month(self.year, self.month).into()
    }
}

impl fmt::Display for CalendarMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month + 1)
    }
}

/// The month that ends at this decimal year, if one does: 2031.0 is the end of December 2030.
pub fn month_of(year: f64) -> Option<CalendarMonth> {
    let months = (year * 12.0).round();
    let near = (year * 12.0 - months).abs() < 1e-6 && (1.0..1e6).contains(&months);
    near.then(|| {
        let before = months as i64 - 1;
        CalendarMonth {
            year: before / 12,
            month: (before % 12) as usize,
        }
    })
}

/// A decimal year in words: the month that ends there, or the year with one decimal.
pub fn moment(year: f64) -> Text {
    month_of(year).map_or_else(|| format!("{year:.1}").into(), CalendarMonth::words)
}

/// A date of the facts file in words: months by their names, years, quarters and half-years as they are. Where there is none, the
/// moment in decimal years.
pub fn date_in_words(date: &str, year: f64) -> Text {
    if date.is_empty() {
        return moment(year);
    }
    let one = |date: &str| -> Text {
        let mut parts = date.splitn(3, '-');
        let month = match (parts.next().map(str::parse), parts.next().map(str::parse::<usize>)) {
            (Some(Ok(year)), Some(Ok(month @ 1..=12))) => CalendarMonth { year, month: month - 1 },
            _ => return Text::from(date),
        };
        match parts.next() {
            Some(day) => message!("month-day", day = day.trim_start_matches('0'), month = month.words()).into(),
            None => month.words(),
        }
    };
    match date.split_once("..") {
        Some((from, to)) => message!("figure-to", low = one(from), high = one(to)).into(),
        None => one(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::english;

    #[test]
    fn the_end_of_a_month_is_named_by_it() {
        assert_eq!(month_of(2027.25).unwrap().to_string(), "2027-03");
        assert_eq!(english(&moment(2027.25)), "March 2027");
        assert_eq!(english(&moment(2031.0)), "December 2030");
        assert_eq!(english(&moment(2025.33)), "2025.3");
    }

    #[test]
    fn a_recorded_date_is_said_as_precisely_as_it_was_written() {
        let said = |date: &str| english(&date_in_words(date, 2025.2));
        assert_eq!(said("2025-03"), "March 2025");
        assert_eq!(said("2025-01-20"), "20 January 2025");
        assert_eq!(said("2023-07..2025-06"), "July 2023 to June 2025");
        for plain in ["2024", "2025-Q4", "2025-H1", "FY2025", "2022-2025"] {
            assert_eq!(said(plain), plain);
        }
        assert_eq!(said(""), "2025.2");
    }
}
