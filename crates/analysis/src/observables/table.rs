//! The table of observables as a file: read, checked, searched.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Area, Bounds, Observable, Read, Scale, Subject, Term, in_words};
use crate::dates::{DATE_FORMS, Span};
use engine::model::series::Series;
use error::{ConfigProblem, Error, Result};

/// The table that is shipped.
pub const SHIPPED: &str = include_str!("../../../../configs/observables.toml");

/// All observables of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Observables {
    rows: Vec<Observable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    observable: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    title: Option<String>,
    area: Area,
    agents: Vec<Subject>,
    unit: String,
    meaning: String,
    source: String,
    read: Read,
    level: Option<f64>,
    sum: Vec<String>,
    #[serde(default)]
    per: Vec<String>,
    coverage: Option<Coverage>,
    scale: Scale,
    representation_error: f64,
    error: f64,
    #[serde(default)]
    bounds: Bounds,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Coverage {
    Always(f64),
    Dated(BTreeMap<String, f64>),
}

impl Observables {
    /// The shipped table.
    pub fn shipped() -> Self {
        Self::parse("configs/observables.toml", SHIPPED).expect("the shipped table is read by a unit test")
    }

    /// Reads a table of observables; `file` is its name in messages.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let table: Table = toml::from_str(text).map_err(|error| {
            let start = error.span().map(|span| span.start);
            let key = start.map_or("", |start| key_at(text, start));
            let allowed = "see the comments at the head of configs/observables.toml";
            let line = start.map(|start| line_at(text, start));
            problem(file, line, key, "", error.message(), allowed)
        })?;
        let mut rows: Vec<Observable> = Vec::new();
        for entry in &table.observable {
            let place = Place {
                file,
                text,
                start: entry.span().start,
            };
            let entry = entry.get_ref();
            for &subject in &entry.agents {
                let row = entry.for_subject(&place, subject)?;
                if rows
                    .iter()
                    .any(|other| other.name == row.name && other.subject == subject)
                {
                    let allowed = "one entry an observable and agent";
                    let line = place.line("name");
                    return Err(problem(
                        file,
                        Some(line),
                        &row.name,
                        subject.key(),
                        "stands twice",
                        allowed,
                    ));
                }
                rows.push(row);
            }
        }
        Ok(Self { rows })
    }

    /// The observable with this name for this subject, or the series of the model with this key.
    pub fn find(&self, name: &str, subject: Subject) -> Option<Observable> {
        self.rows
            .iter()
            .find(|row| row.name == name && row.subject == subject)
            .cloned()
            .or_else(|| Some(Observable::direct(Series::from_keys(subject.key(), name)?, subject)))
    }

    /// The table's own rows (the model's series are not among them).
    pub fn rows(&self) -> &[Observable] {
        &self.rows
    }

    /// All names that may be used: the table's, then the model's series.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let own = self.rows.iter().map(|row| row.name.as_str());
        for name in own.chain(Series::all().map(|series| series.key())) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The subjects for which a name may be used.
    pub fn subjects(&self, name: &str) -> Vec<Subject> {
        Subject::ALL
            .into_iter()
            .filter(|&subject| self.find(name, subject).is_some())
            .collect()
    }
}

/// Where an entry stands.
struct Place<'a> {
    file: &'a str,
    text: &'a str,
    /// Byte at which it begins.
    start: usize,
}

impl Place<'_> {
    /// The line of a key of the entry; that of the entry where it has no such key.
    fn line(&self, key: &str) -> usize {
        let first = line_at(self.text, self.start);
        // The entry's own head is the first line.
        let own = self
            .text
            .lines()
            .skip(first)
            .take_while(|line| !line.trim_start().starts_with("[["));
        let names = |line: &str| line.split_once('=').is_some_and(|(name, _)| name.trim() == key);
        first + own.zip(1..).find(|(line, _)| names(line)).map_or(0, |(_, below)| below)
    }
}

/// The one-based line of a byte.
fn line_at(text: &str, start: usize) -> usize {
    text.as_bytes()[..start].iter().filter(|&&byte| byte == b'\n').count() + 1
}

/// The key on the line of a byte, if the line has one.
fn key_at(text: &str, start: usize) -> &str {
    let line = text.lines().nth(line_at(text, start) - 1).unwrap_or_default();
    line.split_once('=').map_or("", |(key, _)| key.trim())
}

impl Entry {
    fn for_subject(&self, place: &Place, subject: Subject) -> Result<Observable> {
        let fault = |key: &str, value: &str, what: &str, allowed: &str| {
            let named = format!("{}.{key}", self.name);
            problem(place.file, Some(place.line(key)), &named, value, what, allowed)
        };
        let bad = |key: &str, value: &str, what: &str, allowed: &str| Err(fault(key, value, what, allowed));
        for (key, sd) in [
            ("representation_error", self.representation_error),
            ("error", self.error),
        ] {
            if !(sd.is_finite() && sd >= 0.0) {
                return bad(key, &sd.to_string(), "is no standard deviation", "a number not below 0");
            }
        }
        if self.representation_error + self.error <= 0.0 {
            return bad(
                "error",
                "0",
                "leaves a fact without any error",
                "`error` or `representation_error` above 0",
            );
        }
        if self.sum.is_empty() || (self.read == Read::PerDecade && self.per.is_empty()) {
            return bad(
                "sum",
                "",
                "nothing to read",
                "`sum` names a series; `per_decade` needs `per` too",
            );
        }
        if (self.read == Read::YearsUntil) != self.level.is_some() {
            return bad("level", "", "goes with `read = \"years_until\"`", "both or neither");
        }
        let terms = |list: &[String], key: &str| -> Result<Vec<Term>> {
            let allowed = "`us.installed_compute`, `self.researchers` or `1.2 us.chip_imports`";
            list.iter()
                .map(|text| Term::parse(text, subject).ok_or_else(|| fault(key, text, "is no series", allowed)))
                .collect()
        };
        let mut coverage = Vec::new();
        match &self.coverage {
            None => coverage.push((0.0, 1.0)),
            Some(Coverage::Always(factor)) => coverage.push((0.0, *factor)),
            Some(Coverage::Dated(factors)) => {
                for (date, &factor) in factors {
                    match Span::parse(date) {
                        Some(span) => coverage.push((span.end, factor)),
                        None => return bad("coverage", date, "is no date", DATE_FORMS),
                    }
                }
                coverage.sort_by(|a, b| a.0.total_cmp(&b.0));
            }
        }
        if coverage.is_empty()
            || coverage
                .iter()
                .any(|(_, factor)| !(factor.is_finite() && *factor > 0.0))
        {
            return bad("coverage", "", "holds no usable factor", "numbers above 0");
        }
        Ok(Observable {
            name: self.name.clone(),
            title: self.title.clone().unwrap_or_else(|| in_words(&self.name)),
            area: self.area,
            subject,
            unit: self.unit.clone(),
            meaning: self.meaning.clone(),
            source: self.source.clone(),
            read: self.read,
            level: self.level.unwrap_or(0.0),
            sum: terms(&self.sum, "sum")?,
            per: terms(&self.per, "per")?,
            coverage,
            scale: self.scale,
            representation_error: self.representation_error,
            error: self.error,
            bounds: self.bounds,
        })
    }
}

impl Term {
    /// Reads `1.2 us.chip_imports` or `self.researchers`.
    pub(crate) fn parse(text: &str, subject: Subject) -> Option<Self> {
        let (factor, series) = match text.split_once(' ') {
            Some((factor, series)) => (factor.parse().ok()?, series.trim()),
            None => (1.0, text),
        };
        let (agent, variable) = series.split_once('.')?;
        let agent = if agent == "self" { subject.key() } else { agent };
        Some(Self {
            factor,
            series: Series::from_keys(agent, variable)?,
        })
    }
}

fn problem(file: &str, line: Option<usize>, key: &str, value: &str, problem: &str, allowed: &str) -> Error {
    Error::Config(Box::new(ConfigProblem {
        file: file.to_owned(),
        line,
        key: key.to_owned(),
        value: value.to_owned(),
        problem: problem.to_owned(),
        allowed: allowed.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_valid_and_hides_no_series_of_the_model() {
        let table = Observables::parse("configs/observables.toml", SHIPPED).unwrap();
        for row in table.rows() {
            assert!(
                Series::from_keys(row.subject.key(), &row.name).is_none(),
                "{} hides a series",
                row.name
            );
            assert!(!row.meaning.is_empty() && !row.source.is_empty(), "{}", row.name);
        }
        for area in Area::ALL {
            assert!(
                table.rows().iter().any(|row| row.area == area),
                "no observable in {}",
                area.key()
            );
        }
    }

    #[test]
    fn every_series_of_the_model_can_be_named_directly() {
        let table = Observables::shipped();
        for series in Series::all() {
            let subject = Subject::ALL
                .into_iter()
                .find(|subject| subject.key() == series.agent_key())
                .unwrap();
            let observable = table.find(series.key(), subject).unwrap();
            assert_eq!(observable.unit, series.unit());
            assert_eq!(observable.sum, [Term { factor: 1.0, series }]);
        }
        assert_eq!(table.find("installed_compute", Subject::World), None);
    }

    #[test]
    fn dated_coverage_is_log_linear_between_its_dates_and_flat_outside() {
        let nvidia = Observables::shipped().find("nvidia_stock", Subject::World).unwrap();
        assert_eq!(nvidia.coverage_at(-5.0), 1.0);
        assert_eq!(nvidia.coverage_at(99.0), 0.72);
        assert!((nvidia.coverage_at(18.0) - (0.87_f64 * 0.72).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_broken_table_names_file_key_and_remedy() {
        let good = "[[observable]]\nname='a'\narea='chips'\nagents=['china']\nunit='x'\nmeaning='m'\nsource='s'\nread='stock'\n\
                    sum=['self.researchers']\nscale='log'\nrepresentation_error=0.1\nerror=0.1\n";
        assert!(Observables::parse("t.toml", good).is_ok());
        for (from, to, expected) in [
            (
                "self.researchers",
                "self.reserchers",
                "t.toml:9: `a.sum` = self.reserchers",
            ),
            (
                "error=0.1",
                "error=-0.1",
                "t.toml:11: `a.representation_error` = -0.1: is no standard deviation",
            ),
            ("read='stock'", "read='years_until'", "t.toml:1: `a.level`"),
            ("read='stock'", "read='stok'", "t.toml:8: `read`"),
            ("error=0.1", "error='x'", "t.toml:11: `representation_error`"),
            ("error=0.1", "eror=0.1", "t.toml:11: `representation_eror`"),
            (
                "agents=['china']",
                "agents=['china','china']",
                "t.toml:2: `a` = china: stands twice",
            ),
            ("scale='log'", "scale='log'\ncoverage=0.0", "above 0"),
            ("scale='log'", "scale='log'\ncoverage={ soon = 1.0 }", "no date"),
        ] {
            let message = Observables::parse("t.toml", &good.replacen(from, to, 1))
                .unwrap_err()
                .to_string();
            assert!(message.contains("t.toml") && message.contains(expected), "{message}");
        }
    }
}
