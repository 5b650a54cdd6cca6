//! Dates of recorded facts: a day, or a stretch of whole months, on the simulation's own clock.

use engine::scenario::time::{FIRST_YEAR, Month};

/// The month in which a course of so many months is looked at where one stands for all: the end of 2030, or the last.
pub fn looked_at(months: usize) -> Month {
    let last = Month(months - 1);
    Month::parse("2030-12").filter(|month| *month < last).unwrap_or(last)
}

/// A stretch of time in months since 1 January 2023, 00:00. State recorded for month `m` belongs to time `m + 1`.
/// A single day has `start == end`. Times before 2023 are negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub start: f64,
    pub end: f64,
}

/// The forms a date may take, for messages.
pub const DATE_FORMS: &str = "a day `2025-01-20`, month `2024-12`, quarter `2025-Q4`, half-year `2025-H1`, year `2024`, fiscal year `FY2025` \
     (February 2024 to January 2025), years `2022-2025`, or an interval `2023-07..2025-06`";

impl Span {
    /// Reads one of [`DATE_FORMS`]; `None` for anything else. An interval runs from the first moment of its first part to the
    /// last moment of its second.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((first, last)) = text.split_once("..") {
            return Self::join(Self::parse_simple(first.trim())?, Self::parse_simple(last.trim())?);
        }
        if let Some((first, last)) = text.split_once('-')
            && let (Some(first), Some(last)) = (year(first), year(last))
        {
            return Self::join(months_of(first, 0, 12), months_of(last, 0, 12));
        }
        Self::parse_simple(text)
    }

    fn join(first: Self, last: Self) -> Option<Self> {
        (first.start < last.end).then_some(Self {
            start: first.start,
            end: last.end,
        })
    }

    fn parse_simple(text: &str) -> Option<Self> {
        if let Some(fiscal) = text.strip_prefix("FY") {
            return Some(months_of(year(fiscal)? - 1, 1, 12));
        }
        let mut parts = text.split('-');
        let year = year(parts.next()?)?;
        let Some(second) = parts.next() else {
            return Some(months_of(year, 0, 12));
        };
        let third = parts.next();
        if parts.next().is_some() {
            return None;
        }
        match (second.as_bytes(), third) {
            ([b'H', half @ b'1'..=b'2'], None) => Some(months_of(year, 6 * i32::from(half - b'1'), 6)),
            ([b'Q', quarter @ b'1'..=b'4'], None) => Some(months_of(year, 3 * i32::from(quarter - b'1'), 3)),
            (_, None) => Some(months_of(year, two_digits(second, 12)? - 1, 1)),
            (_, Some(day)) => {
                let month = two_digits(second, 12)?;
                let days = days_in(year, month);
                let day = two_digits(day, days)?;
                let start = months_of(year, month - 1, 0).start + f64::from(day - 1) / f64::from(days);
                Some(Self { start, end: start })
            }
        }
    }

    /// Length in years; zero for a day.
    pub fn years(self) -> f64 {
        (self.end - self.start) / 12.0
    }

    /// The moment in the middle, months since 1 January 2023.
    pub fn middle(self) -> f64 {
        0.5 * (self.start + self.end)
    }
}

/// A moment in months since 1 January 2023 as a decimal year.
pub fn decimal_year(months: f64) -> f64 {
    f64::from(FIRST_YEAR) + months / 12.0
}

fn months_of(year: i32, first_month: i32, length: i32) -> Span {
    let start = (year - FIRST_YEAR as i32) * 12 + first_month;
    Span {
        start: f64::from(start),
        end: f64::from(start + length),
    }
}

fn year(text: &str) -> Option<i32> {
    let valid = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = valid.then(|| text.parse().ok()).flatten()?;
    (1900..=2200).contains(&year).then_some(year)
}

fn two_digits(text: &str, highest: i32) -> Option<i32> {
    let valid = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = valid.then(|| text.parse().ok()).flatten()?;
    (1..=highest).contains(&number).then_some(number)
}

fn days_in(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_date_gives_the_interval_counted_by_hand() {
        let cases = [
            ("2023-01", 0.0, 1.0),
            ("2022-12", -1.0, 0.0),
            ("2024", 12.0, 24.0),
            ("2025-H1", 24.0, 30.0),
            ("2025-H2", 30.0, 36.0),
            ("2025-Q4", 33.0, 36.0),
            ("FY2025", 13.0, 25.0),
            ("2022-2025", -12.0, 36.0),
            ("2023-07..2025-06", 6.0, 30.0),
            ("2023..2025-H1", 0.0, 30.0),
            ("2023-07-01", 6.0, 6.0),
            ("2024-02-15", 13.0 + 14.0 / 29.0, 13.0 + 14.0 / 29.0),
            ("2023-07-01..2023-10-01", 6.0, 9.0),
        ];
        for (text, start, end) in cases {
            assert_eq!(Span::parse(text), Some(Span { start, end }), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "24",
            "2024-13",
            "2024-00",
            "2024-1",
            "2023-02-29",
            "2024-Q5",
            "2024-H3",
            "long run",
            "post-2030",
            "2024-01-01-01",
            "2025..2024",
            "2025-2024",
            "..",
            "2024..",
            "FY24",
            "FY",
            "0000-01",
            "2024-ü1",
            "Q4-2024",
            "2024/01",
        ] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
