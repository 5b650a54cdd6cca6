//! Published forecasts, for the model to be held beside them: it is not fitted to any of them.

use crate::facts::{COLUMNS, Fact, FactSet};
use crate::observables::Observables;
use error::{ConfigProblem, Error, Result};

/// The forecasts that are shipped.
pub const SHIPPED: &str = include_str!("../../../configs/published.csv");

/// Columns behind those of a facts file.
const MORE: [&str; 3] = ["statement", "url", "why"];

/// What somebody expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The expectation in the form of a fact: its source is who said so.
    pub fact: Fact,
    /// What was said.
    pub statement: String,
    pub url: String,
    /// Why the model says something else, where it does.
    pub why: String,
}

/// Reads a file of published forecasts: the columns of a facts file, then what was said, where, and why the model differs.
///
/// # Errors
/// As [`FactSet::parse`]; another head.
pub fn parse(file: &str, text: &str, observables: &Observables) -> Result<Vec<Published>> {
    let refuse = |line: usize, problem: String| {
        Error::Config(Box::new(ConfigProblem {
            file: file.to_owned(),
            line: Some(line),
            problem,
            allowed: format!("the first line must be `{},{}`", COLUMNS.join(","), MORE.join(",")),
            ..ConfigProblem::default()
        }))
    };
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let broken = |error: csv::Error| {
        let line = error.position().map_or(1, |position| position.line() as usize);
        refuse(line, error.to_string())
    };
    let head: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
    if !head.iter().map(String::as_str).eq(COLUMNS.into_iter().chain(MORE)) {
        return Err(refuse(1, "the columns are others".to_owned()));
    }
    let mut facts = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut more = Vec::new();
    facts.write_record(COLUMNS).map_err(broken)?;
    for record in reader.records() {
        let record = record.map_err(broken)?;
        facts.write_record(record.iter().take(COLUMNS.len())).map_err(broken)?;
        more.push(record.iter().skip(COLUMNS.len()).map(str::to_owned).collect::<Vec<_>>());
    }
    let facts = facts
        .into_inner()
        .map_err(|error| refuse(1, format!("cannot be read: {error}")))?;
    let set = FactSet::parse(file, &facts, observables)?;
    let rows = set.facts.into_iter().zip(more);
    rows.map(|(fact, more)| {
        let [statement, url, why] =
            <[String; 3]>::try_from(more).map_err(|_| refuse(1, "a row is cut short".to_owned()))?;
        Ok(Published {
            fact,
            statement,
            url,
            why,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_forecasts_are_fifteen_at_least_and_each_says_who_said_what_where() {
        let published = parse("configs/published.csv", SHIPPED, &Observables::shipped()).unwrap();
        assert!(published.len() >= 15, "{}", published.len());
        for one in published {
            assert!(
                !one.fact.source.is_empty() && !one.statement.is_empty() && !one.url.is_empty(),
                "{}",
                one.fact.id
            );
        }
    }

    #[test]
    fn another_head_is_refused() {
        let message = parse("p.csv", "id,value\n", &Observables::shipped())
            .unwrap_err()
            .to_string();
        assert!(
            message.contains("p.csv:1") && message.contains("statement"),
            "{message}"
        );
    }
}
