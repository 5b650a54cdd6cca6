//! Magnitudes that no world may leave, or not the middle one: bounds from grids, economies and physics, and from what is recorded of single dates.

use super::super::dates::{DATE_FORMS, Span};
use super::super::observables::{Subject, Term};
use crate::crps;
use engine::model::series::Series;
use engine::scenario::time::Month;
use error::{ConfigProblem, Error, Result};
use serde::Deserialize;

/// The shipped table.
pub const SHIPPED: &str = include_str!("../../../../configs/sanity.toml");
/// Its name in messages.
pub const SHIPPED_NAME: &str = "configs/sanity.toml";

/// Whom a bound holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whom {
    /// Every world.
    Worlds,
    /// The median over worlds.
    Median,
}

impl Whom {
    /// In tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Worlds => "all worlds",
            Self::Median => "median",
        }
    }
}

/// What is held against the bound, at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Read {
    /// The value.
    Month,
    /// Its mean over a calendar year.
    Year,
    /// What it has gained in twelve months.
    Gain,
    /// The factor by which it has grown in twelve months.
    Growth,
}

/// A quantity and the bounds that it has to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    pub id: String,
    /// The quantity in words.
    pub what: String,
    pub unit: String,
    pub of: Whom,
    read: Read,
    sum: Vec<Term>,
    per: Vec<Term>,
    pub dates: String,
    span: Span,
    pub low: f64,
    pub high: f64,
    pub why: String,
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    bound: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    what: String,
    unit: String,
    of: Whom,
    read: Read,
    sum: Vec<String>,
    #[serde(default)]
    per: Vec<String>,
    dates: String,
    low: f64,
    high: f64,
    why: String,
    source: String,
}

/// The shipped bounds.
pub fn shipped() -> Vec<Bound> {
    parse(SHIPPED_NAME, SHIPPED).expect("the shipped table is read by a unit test")
}

/// Reads a table of bounds; `file` is its name in messages.
///
/// # Errors
/// What is no such table: a series or a date that does not exist, bounds in the wrong order, an id that stands twice.
pub fn parse(file: &str, text: &str) -> Result<Vec<Bound>> {
    let problem = |line: Option<usize>, key: String, value: &str, problem: &str, allowed: &str| {
        Error::Config(Box::new(ConfigProblem {
            file: file.to_owned(),
            line,
            key,
            value: value.to_owned(),
            problem: problem.to_owned(),
            allowed: allowed.to_owned(),
        }))
    };
    let read: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
        let allowed = "see the comments at the head of configs/sanity.toml";
        problem(line, String::new(), "", error.message(), allowed)
    })?;
    let mut bounds: Vec<Bound> = Vec::new();
    for entry in read.bound {
        let fault = |key: &str, value: &str, what: &str, allowed: &str| {
            Err(problem(None, format!("{}.{key}", entry.id), value, what, allowed))
        };
        if bounds.iter().any(|bound| bound.id == entry.id) {
            return fault("id", &entry.id, "stands twice", "one entry an id");
        }
        let Some(span) = Span::parse(&entry.dates) else {
            return fault("dates", &entry.dates, "is no date", DATE_FORMS);
        };
        if entry.low.is_nan() || entry.high.is_nan() || entry.low >= entry.high {
            return fault("low", &entry.low.to_string(), "is not below `high`", "a smaller number");
        }
        let mut terms = [Vec::new(), Vec::new()];
        for (list, (key, texts)) in terms.iter_mut().zip([("sum", &entry.sum), ("per", &entry.per)]) {
            for text in texts {
                match Term::parse(text, Subject::World) {
                    Some(term) => list.push(term),
                    None => {
                        return fault(
                            key,
                            text,
                            "is no series",
                            "`us.power_capacity` or `1.2 us.chip_imports`",
                        );
                    }
                }
            }
        }
        let [sum, per] = terms;
        if sum.is_empty() {
            return fault("sum", "", "nothing to read", "a list of series");
        }
        bounds.push(Bound {
            id: entry.id,
            what: entry.what,
            unit: entry.unit,
            of: entry.of,
            read: entry.read,
            sum,
            per,
            dates: entry.dates,
            span,
            low: entry.low,
            high: entry.high,
            why: entry.why,
            source: entry.source,
        });
    }
    Ok(bounds)
}

impl Bound {
    /// The months at whose ends the quantity is read, in a simulation of `months` months.
    fn moments(&self, months: usize) -> Vec<usize> {
        let within = |month: &usize| {
            (*month as f64) >= self.span.start && (*month as f64) < self.span.end.max(self.span.start + 0.5)
        };
        let (first, step) = match self.read {
            Read::Month => (0, 1),
            Read::Year => (11, 12),
            Read::Gain | Read::Growth => (12, 1),
        };
        (first..months).step_by(step).filter(within).collect()
    }

    /// The quantity at the end of a month, in a world.
    fn value(&self, month: usize, series: &impl Fn(Series, usize) -> f64) -> f64 {
        let at = |month: usize| {
            let total =
                |terms: &[Term]| -> f64 { terms.iter().map(|term| term.factor * series(term.series, month)).sum() };
            match self.per.is_empty() {
                true => total(&self.sum),
                false => total(&self.sum) / total(&self.per),
            }
        };
        let value = match self.read {
            Read::Month => at(month),
            Read::Year => (month - 11..=month).map(at).sum::<f64>() / 12.0,
            Read::Gain => at(month) - at(month - 12),
            Read::Growth => at(month) / at(month - 12),
        };
        // What is not a number keeps no bound.
        if value.is_nan() { f64::INFINITY } else { value }
    }
}

/// The lowest and the highest value of a quantity, over months and, if the bound holds all of them, worlds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
    /// The months that these are in.
    pub months: [Month; 2],
}

/// Values of the bounds of a table, gathered world by world.
#[derive(Debug, Clone)]
pub struct Gathered<'a> {
    rows: Vec<Row<'a>>,
}

#[derive(Debug, Clone)]
struct Row<'a> {
    bound: &'a Bound,
    moments: Vec<usize>,
    /// By moment: all worlds where the median is asked for, else the lowest and the highest so far.
    values: Vec<Vec<f64>>,
}

impl<'a> Gathered<'a> {
    /// No world yet, of simulations of `months` months.
    pub fn new(bounds: &'a [Bound], months: usize) -> Self {
        let row = |bound: &'a Bound| {
            let moments = bound.moments(months);
            let values = vec![Vec::new(); moments.len()];
            Row { bound, moments, values }
        };
        Self {
            rows: bounds.iter().map(row).collect(),
        }
    }

    /// Takes in a world; `series` gives a series at the end of a month.
    pub fn take(&mut self, series: &impl Fn(Series, usize) -> f64) {
        for row in &mut self.rows {
            for (&month, values) in row.moments.iter().zip(&mut row.values) {
                let value = row.bound.value(month, series);
                match (row.bound.of, values.as_mut_slice()) {
                    (Whom::Worlds, [low, high]) => (*low, *high) = (low.min(value), high.max(value)),
                    (Whom::Worlds, _) => values.extend([value, value]),
                    (Whom::Median, _) => values.push(value),
                }
            }
        }
    }

    /// The range of each bound, in the order of the table; none where the simulation has none of its months.
    pub fn ranges(mut self) -> Vec<Option<Range>> {
        self.rows.iter_mut().map(Row::range).collect()
    }
}

impl Row<'_> {
    fn range(&mut self) -> Option<Range> {
        let mut range: Option<Range> = None;
        for (&month, values) in self.moments.iter().zip(&mut self.values) {
            let (low, high) = match self.bound.of {
                Whom::Worlds => (*values.first()?, *values.last()?),
                Whom::Median => {
                    values.sort_by(f64::total_cmp);
                    let median = match values.is_empty() {
                        true => return None,
                        false => crps::quantile(values, 0.5),
                    };
                    (median, median)
                }
            };
            let month = Month(month);
            let so_far = range.get_or_insert(Range {
                low,
                high,
                months: [month; 2],
            });
            if low < so_far.low {
                (so_far.low, so_far.months[0]) = (low, month);
            }
            if high > so_far.high {
                (so_far.high, so_far.months[1]) = (high, month);
            }
        }
        range
    }
}

/// Whether a range keeps its bound.
pub fn keeps(bound: &Bound, range: &Range) -> bool {
    bound.low <= range.low && range.high <= bound.high
}

#[cfg(test)]
mod tests;
