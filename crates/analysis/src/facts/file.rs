//! A facts file: rows of text, checked and tied to observables.

use super::Fact;
use crate::dates::{DATE_FORMS, Span};
use crate::observables::{Observable, Observables, Scale, Subject};
use error::{ConfigProblem, Error, Result, nearest};

/// The facts that are shipped.
pub const SHIPPED: &str = include_str!("../../../../configs/facts.csv");

/// Columns of a facts file, in this order.
pub const COLUMNS: [&str; 9] = [
    "id",
    "observable",
    "agent",
    "date",
    "value",
    "low",
    "high",
    "unit",
    "source",
];

/// A checked facts file.
#[derive(Debug, Clone, PartialEq)]
pub struct FactSet {
    pub facts: Vec<Fact>,
    /// Rows that are usable but odd, one sentence each.
    pub warnings: Vec<String>,
}

impl FactSet {
    /// The shipped facts.
    pub fn shipped() -> Self {
        Self::parse("configs/facts.csv", SHIPPED.as_bytes(), &Observables::shipped())
            .expect("the shipped facts are read by a unit test")
    }

    /// Reads a facts file of the nine [`COLUMNS`]. `file` is its name in messages. The first bad row is an error naming row,
    /// column, value and what is allowed.
    pub fn parse(file: &str, bytes: &[u8], observables: &Observables) -> Result<Self> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = bytes[..error.valid_up_to()]
                .iter()
                .filter(|&&byte| byte == b'\n')
                .count()
                + 1;
            problem(file, line, "", "", "the file is not UTF-8 text", "save it as UTF-8")
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let allowed = || format!("the first line must be `{}`", COLUMNS.join(","));
        let header = reader
            .headers()
            .map_err(|error| problem(file, 1, "", "", &error.to_string(), &allowed()))?
            .clone();
        on_one_line(file, 1, &header)?;
        for (place, column) in header.iter().enumerate() {
            if COLUMNS.get(place).is_none_or(|expected| *expected != column.trim()) {
                let what = if COLUMNS.contains(&column.trim()) {
                    "column in the wrong place"
                } else {
                    "unknown column"
                };
                return Err(problem(file, 1, column.trim(), "", what, &allowed()));
            }
        }
        if header.len() < COLUMNS.len() {
            return Err(problem(
                file,
                1,
                COLUMNS[header.len()],
                "",
                "the column is missing",
                &allowed(),
            ));
        }
        let mut set = Self {
            facts: Vec::new(),
            warnings: Vec::new(),
        };
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(1, |position| position.line() as usize);
                problem(file, line, "", "", &error.to_string(), "nine comma-separated fields")
            })?;
            let line = record.position().map_or(1, |position| position.line() as usize);
            on_one_line(file, line, &record)?;
            let row = Row {
                file,
                line,
                record: &record,
            };
            let fact = row.fact(observables, &mut set.warnings)?;
            if let Some(other) = set.facts.iter().find(|other| other.id == fact.id) {
                return Err(row.problem(
                    "id",
                    &format!("stands twice (also for {})", other.label()),
                    "an id of its own for each row",
                ));
            }
            set.facts.push(fact);
        }
        if set.facts.is_empty() {
            return Err(problem(
                file,
                1,
                "",
                "",
                "the file holds no facts",
                "one row a fact below the header",
            ));
        }
        Ok(set)
    }
}

/// Refuses a field that runs on over a line break: it is nearly always an unclosed quote that swallows the rows below.
fn on_one_line(file: &str, line: usize, record: &csv::StringRecord) -> Result<()> {
    for (place, cell) in record.iter().enumerate() {
        if let Some((start, _)) = cell.split_once(['\n', '\r']) {
            return Err(problem(
                file,
                line,
                COLUMNS.get(place).copied().unwrap_or(""),
                start.trim(),
                "runs on over a line break",
                "a field on one line; close each double quote on the line where it opens",
            ));
        }
    }
    Ok(())
}

struct Row<'a> {
    file: &'a str,
    line: usize,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> &str {
        let place = COLUMNS
            .iter()
            .position(|name| *name == column)
            .expect("only names of COLUMNS are asked for");
        self.record.get(place).unwrap_or("").trim()
    }

    fn problem(&self, column: &str, what: &str, allowed: &str) -> Error {
        problem(self.file, self.line, column, self.cell(column), what, allowed)
    }

    fn number(&self, column: &str) -> Result<Option<f64>> {
        let text = self.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(self.problem(
                column,
                "is no number",
                "a plain number such as 104 or 2.5e25, without separators or unit",
            )),
        }
    }

    fn fact(&self, observables: &Observables, warnings: &mut Vec<String>) -> Result<Fact> {
        if self.record.len() != COLUMNS.len() {
            let what = format!("the row has {} fields, not {}", self.record.len(), COLUMNS.len());
            return Err(problem(
                self.file,
                self.line,
                "",
                "",
                &what,
                "put a text that holds commas in double quotes",
            ));
        }
        if self.cell("id").is_empty() {
            return Err(self.problem("id", "is empty", "a short name such as COMP014"));
        }
        let observable = self.observable(observables)?;
        let date = self.cell("date");
        let span = Span::parse(date).ok_or_else(|| self.problem("date", "is no date", DATE_FORMS))?;
        if span.years() == 0.0 && observable.read.needs_stretch() {
            let what = format!("is a day, but `{}` is read over a stretch of time", observable.name);
            return Err(self.problem("date", &what, &stretches_to(date)));
        }
        let unit = self.cell("unit");
        if plain_unit(unit) != plain_unit(&observable.unit) {
            let what = format!("is not the unit of `{}`", observable.name);
            return Err(self.problem(
                "unit",
                &what,
                &format!("`{}`; convert value, low and high", observable.unit),
            ));
        }
        let value = self
            .number("value")?
            .ok_or_else(|| self.problem("value", "is empty", "a number"))?;
        let (low, high) = (self.number("low")?, self.number("high")?);
        if observable.unit == "share" {
            for (column, number) in [("value", Some(value)), ("low", low), ("high", high)] {
                if number.is_some_and(|number| !(0.0..=1.0).contains(&number)) {
                    return Err(self.problem(column, "is no share", "a number from 0 to 1; write 0.75 for 75 %"));
                }
            }
        }
        if let (Some(low), Some(high)) = (low, high)
            && low > high
        {
            return Err(self.problem("low", &format!("is above high, {high}"), "low not above high"));
        }
        if observable.scale == Scale::Log {
            for (column, number) in [("value", Some(value)), ("low", low), ("high", high)] {
                if number.is_some_and(|number| number < f64::MIN_POSITIVE) {
                    let what = format!("must be above 0, as `{}` is read on a log scale", observable.name);
                    return Err(self.problem(column, &what, "a number above 0, or (low, high) nothing"));
                }
            }
        }
        if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
            warnings.push(format!(
                "{}:{}: `{}`: value {value} lies outside low..high; that side is read as without error of its own",
                self.file,
                self.line,
                self.cell("id")
            ));
        }
        let (id, source) = (self.cell("id").to_owned(), self.cell("source").to_owned());
        Ok(Fact {
            id,
            observable,
            date: date.to_owned(),
            span,
            value,
            low,
            high,
            source,
        })
    }

    fn observable(&self, observables: &Observables) -> Result<Observable> {
        let name = self.cell("observable");
        let subjects = observables.subjects(name);
        let keys: Vec<&str> = subjects.iter().map(|subject| subject.key()).collect();
        if subjects.is_empty() {
            let names = observables.names();
            let allowed = match nearest(name, names.iter().copied()) {
                Some(close) => {
                    format!("did you mean `{close}`? All names: configs/observables.toml and the model's variables")
                }
                None => "the names in configs/observables.toml and the model's variables".to_owned(),
            };
            return Err(self.problem("observable", "unknown observable", &allowed));
        }
        let agent = self.cell("agent");
        let subject = Subject::ALL
            .into_iter()
            .find(|subject| subject.key().eq_ignore_ascii_case(agent));
        let known = subject.and_then(|subject| observables.find(name, subject));
        known.ok_or_else(|| {
            let what = if subject.is_some() {
                format!("`{name}` is not observed of this agent")
            } else {
                "unknown agent".into()
            };
            self.problem("agent", &what, &format!("`{}`", keys.join("` or `")))
        })
    }
}

/// What to write for the stretches of time that may be meant by the day on which they end.
fn stretches_to(day: &str) -> String {
    let (year, month) = (day.get(..4).unwrap_or(day), day.get(..7).unwrap_or(day));
    let quarter = match day.get(5..) {
        Some("03-31") => "Q1",
        Some("06-30") => "Q2",
        Some("09-30") => "Q3",
        Some("12-31") => "Q4",
        _ => {
            return format!(
                "write `{year}` for the year, `{month}` for the month, or its first and last day as `2023-07-01..2024-06-30`"
            );
        }
    };
    format!(
        "write `{year}` for the year, `{year}-{quarter}` for the quarter, or its first and last day as `2023-07-01..2024-06-30`"
    )
}

/// A unit without what writers differ in: case, spaces, `per` for `/`, `yr` for `year`.
fn plain_unit(unit: &str) -> String {
    let lower = unit.to_ascii_lowercase().replace(" per ", "/");
    let lower: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    match lower.strip_suffix("/yr") {
        Some(stem) => format!("{stem}/year"),
        None => lower,
    }
}

fn problem(file: &str, line: usize, key: &str, value: &str, problem: &str, allowed: &str) -> Error {
    Error::Config(Box::new(ConfigProblem {
        file: file.to_owned(),
        line: Some(line),
        key: key.to_owned(),
        value: value.to_owned(),
        problem: problem.to_owned(),
        allowed: allowed.to_owned(),
    }))
}

#[cfg(test)]
mod tests;
