//! Outcomes at a date that a user names: a monthly series at the end of one month, written `china_lag_months@2032` or `@2032-06`.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::agents::Agent;
use super::series::{AgentVariable, Series, WorldVariable};
use super::time::{FIRST_YEAR, MAX_MONTHS, Month};
use error::{Error, Result, nearest};

/// What stands between a quantity and its date.
const SIGN: char = '@';
/// The months as people write them.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A monthly series at the end of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dated {
    /// Index of the series.
    series: usize,
    /// From January 2023.
    month: usize,
}

/// What a dated outcome is called.
struct Texts {
    key: String,
    meaning: String,
}

/// Texts of those that have been asked for. They stay for good, but there are no more than series times months.
static TEXTS: LazyLock<Mutex<BTreeMap<Dated, &'static Texts>>> = LazyLock::new(Mutex::default);

impl Dated {
    /// A series at the end of a month.
    pub const fn new(series: Series, month: Month) -> Self {
        Self {
            series: series.index(),
            month: month.0,
        }
    }

    /// Whether a text is meant as one: it has an `@`.
    pub fn is_meant(text: &str) -> bool {
        text.contains(SIGN)
    }

    /// Reads `QUANTITY@YEAR`, which is the end of the year, or `QUANTITY@YEAR-MONTH`. The quantity is a series' key with its state before
    /// it: `china_lag_months` or `china.lag_months`; `lag_months` alone is the lag of China, as in the metrics.
    ///
    /// # Errors
    /// A quantity that is no series, or does not say whose it is; a date that is none, or that no horizon reaches.
    pub fn parse(text: &str) -> Result<Self> {
        let refuse = |problem: String| Error::Usage(format!("`{}`: {problem}", text.escape_debug()));
        let (quantity, date) = text.split_once(SIGN).ok_or_else(|| {
            refuse("a dated metric is written QUANTITY@YEAR, such as china_lag_months@2032".to_owned())
        })?;
        let series = series_of(quantity).map_err(&refuse)?;
        let month = month_of(date).map_err(refuse)?;
        Ok(Self::new(series, month))
    }

    /// The series.
    ///
    /// # Panics
    /// Never: it was made of one.
    pub fn series(self) -> Series {
        Series::all().nth(self.series).expect("made of a series")
    }

    /// Place of the series among those of a month.
    pub const fn series_index(self) -> usize {
        self.series
    }

    /// The month at whose end the value is taken, from January 2023.
    pub const fn month(self) -> usize {
        self.month
    }

    /// As it is written in full: `china_lag_months@2032`, or `china_lag_months@2032-06` for a month before December.
    pub fn key(self) -> &'static str {
        &self.texts().key
    }

    /// What it is: `China's lag behind the released US frontier, December 2032`.
    pub fn meaning(self) -> &'static str {
        &self.texts().meaning
    }

    fn texts(self) -> &'static Texts {
        // What panicked elsewhere has left whole texts.
        let mut known = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(self).or_insert_with(|| Box::leak(Box::new(self.worded())))
    }

    fn worded(self) -> Texts {
        let series = self.series();
        let (year, month) = (FIRST_YEAR as usize + self.month / 12, self.month % 12);
        let date = match month {
            11 => year.to_string(),
            _ => Month(self.month).to_string(),
        };
        let moment = format!("{} {year}", MONTHS[month]);
        let owner = match series {
            Series::Agent(agent, _) if main(series).is_none() => format!(", {}", agent.name()),
            _ => String::new(),
        };
        let what = main(series).map_or_else(|| series.brief(), |(_, what)| what);
        Texts {
            key: format!("{}{SIGN}{date}", key_of(series)),
            meaning: format!("{what}{owner}, {moment}"),
        }
    }
}

/// What the main quantities are called in a sentence, and what they are: those that have metrics at dates of their own.
pub const fn main(series: Series) -> Option<(&'static str, &'static str)> {
    Some(match series {
        Series::Agent(Agent::China, AgentVariable::LagMonths) => {
            ("US lead over China", "China's lag behind the released US frontier")
        }
        Series::Agent(Agent::UnitedStates, AgentVariable::ThirdCountryShare) => (
            "Third countries aligned with the United States",
            "third countries aligned with the United States",
        ),
        Series::Agent(Agent::China, AgentVariable::ThirdCountryShare) => (
            "Third countries aligned with China",
            "third countries aligned with China",
        ),
        Series::World(WorldVariable::UnalignedShare) => (
            "Third countries aligned with neither",
            "third countries aligned with neither",
        ),
        Series::World(WorldVariable::ComputeRatio) => {
            ("US/China compute ratio", "usable compute, United States over China")
        }
        _ => return None,
    })
}

/// A series as it stands before the date: `china_lag_months`, `compute_ratio`.
pub fn key_of(series: Series) -> String {
    match series {
        Series::Agent(agent, variable) => format!("{}_{}", agent.key(), variable.key()),
        Series::World(variable) => variable.key().to_owned(),
    }
}

fn series_of(quantity: &str) -> std::result::Result<Series, String> {
    if quantity == AgentVariable::LagMonths.key() {
        return Ok(Series::Agent(Agent::China, AgentVariable::LagMonths));
    }
    let is_it = |series: &Series| key_of(*series) == quantity || series.name() == quantity;
    if let Some(series) = Series::all().find(is_it) {
        return Ok(series);
    }
    let both: Vec<String> = Series::all()
        .filter(|series| series.key() == quantity)
        .map(key_of)
        .collect();
    if !both.is_empty() {
        return Err(format!("say whose: {}", both.join(" or ")));
    }
    let keys: Vec<String> = Series::all().map(key_of).collect();
    let mut near: Vec<&str> = Vec::new();
    while let Some(next) = nearest(
        quantity,
        keys.iter().map(String::as_str).filter(|key| !near.contains(key)),
    ) {
        near.push(next);
        if near.len() == NEAR {
            break;
        }
    }
    let hint = match near.is_empty() {
        true => String::new(),
        false => format!("; near: {}", near.join(", ")),
    };
    Err(format!(
        "there is no monthly series `{}`{hint} (`detente list --variables` shows all)",
        quantity.escape_debug()
    ))
}

/// How many names a message offers for one that is not known.
const NEAR: usize = 3;

fn month_of(date: &str) -> std::result::Result<Month, String> {
    let is_year = date.len() == 4 && date.bytes().all(|letter| letter.is_ascii_digit());
    let written = if is_year { format!("{date}-12") } else { date.to_owned() };
    let last = Month(MAX_MONTHS - 1);
    let range = format!("{FIRST_YEAR}-01 to {last}");
    match Month::parse(&written) {
        Some(month) if month <= last => Ok(month),
        Some(_) => Err(format!("{date} lies beyond every horizon; allowed: {range}")),
        None if is_year => Err(format!("{date} lies before the first month; allowed: {range}")),
        None => Err(format!(
            "`{}` is no date; write a year, such as 2032 (its end), or a month, such as 2032-06; allowed: {range}",
            date.escape_debug()
        )),
    }
}

/// Values of the dated outcomes that are asked for, each with its own.
pub type DatedValues<T> = Vec<(Dated, T)>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_every_form_and_written_in_one() {
        for (text, key) in [
            ("lag_months@2032", "china_lag_months@2032"),
            ("china.lag_months@2032-12", "china_lag_months@2032"),
            ("us_usable_compute@2029-06", "us_usable_compute@2029-06"),
            ("compute_ratio@2030", "compute_ratio@2030"),
            ("fragmentation@2023-01", "fragmentation@2023-01"),
        ] {
            let dated = Dated::parse(text).unwrap();
            assert_eq!(dated.key(), key);
            assert_eq!(Dated::parse(key).unwrap(), dated);
        }
        for series in Series::all() {
            let dated = Dated::new(series, Month(77));
            assert_eq!(Dated::parse(dated.key()).unwrap(), dated);
            assert_eq!((dated.series(), dated.month()), (series, 77));
        }
    }

    #[test]
    fn what_it_is_says_whose_and_when() {
        let said = |text: &str| Dated::parse(text).unwrap();
        assert_eq!(
            said("us_distrust@2031-03").meaning(),
            "distrust of the rival, United States, March 2031"
        );
        assert_eq!(
            said("lag_months@2032").meaning(),
            "China's lag behind the released US frontier, December 2032"
        );
    }

    #[test]
    fn what_is_no_quantity_or_no_date_is_refused_with_what_to_write() {
        for (text, words) in [
            (
                "usable_compute@2032",
                "say whose: us_usable_compute or china_usable_compute",
            ),
            ("china_lag_month@2032", "china_lag_months"),
            ("zzz@2032", "detente list --variables"),
            ("lag_months@32", "is no date; write a year"),
            ("lag_months@", "is no date"),
            ("lag_months@2032-13", "is no date"),
            (
                "lag_months@2022",
                "lies before the first month; allowed: 2023-01 to 2060-12",
            ),
            (
                "lag_months@2061",
                "lies beyond every horizon; allowed: 2023-01 to 2060-12",
            ),
            ("lag_months@2032@2033", "is no date"),
        ] {
            let refusal = Dated::parse(text).unwrap_err().to_string();
            assert!(refusal.contains(words), "{text}: {refusal}");
        }
    }
}
