//! `detente score`: forecasts from earlier dates, held against what came after.

use std::path::PathBuf;

use clap::Args;
use detente::analysis::condition::chains::Chains;
use detente::analysis::score::Request;
use detente::error::{Error, Result};
use detente::results::store::manifest::quoted;
use detente::scenario::time::{HISTORY_MONTHS, Month};

use super::output::OutputArguments;
use super::perform::Asked;
use super::request::{ScenarioArguments, default_out, whole};
use super::validate::{as_read, facts_file, observables_file};

/// Origins where `--from` says nothing.
const ORIGINS: [&str; 4] = ["2024-06", "2025-01", "2025-07", "2026-01"];
/// Histories at each origin where `--rows` says nothing.
const ROWS: u64 = 256;
/// Most of them.
const MOST_ROWS: u64 = 10_000;
/// Sweeps where `--sweeps` says nothing.
const SWEEPS: u16 = 200;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// File of recorded facts; the shipped one, or `configs/facts.csv` of the current folder, if not given.
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// Last month whose facts are known; may be given several times. June 2024, January and July 2025 and January 2026 if not given.
    #[arg(long = "from", value_name = "MONTH")]
    origins: Vec<String>,
    /// Histories that agree with what was known, at each origin.
    #[arg(long, value_name = "N", default_value_t = ROWS, value_parser = rows, allow_negative_numbers = true)]
    rows: u64,
    /// How often each draw of a history is proposed to change.
    #[arg(long, value_name = "N", default_value_t = SWEEPS, value_parser = sweeps, allow_negative_numbers = true)]
    sweeps: u16,
    #[command(flatten)]
    output: OutputArguments,
}

fn rows(text: &str) -> std::result::Result<u64, String> {
    whole(text, 8, MOST_ROWS)
}

fn sweeps(text: &str) -> std::result::Result<u16, String> {
    whole(text, 1, u64::from(Chains::MOST_SWEEPS)).map(|number| number as u16)
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let study = arguments.request()?;
    let plain = default_out(&study.scenario);
    let name = plain.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let asked = Asked {
        command: arguments.command(),
        default_out: plain.with_file_name(format!("{name}-score")),
        study,
    };
    super::perform::perform(&asked, &arguments.output)
}

impl Arguments {
    fn request(&self) -> Result<Request> {
        Ok(Request {
            scenario: self.scenario.unconditioned()?,
            observables: observables_file()?,
            facts: match &self.facts {
                Some(path) => as_read(path)?,
                None => facts_file()?,
            },
            origins: self.origins()?,
            rows: self.rows,
            sweeps: self.sweeps,
        })
    }

    /// Months to the end of each origin. Of the usual ones those that lie in the record.
    fn origins(&self) -> Result<Vec<usize>> {
        let last = Month(HISTORY_MONTHS - 1);
        if self.origins.is_empty() {
            let months = ORIGINS.into_iter().filter_map(Month::parse);
            return Ok(months.filter(|&month| month <= last).map(|month| month.0 + 1).collect());
        }
        let mut origins = Vec::new();
        for text in &self.origins {
            match Month::parse(text) {
                Some(month) if month <= last && !origins.contains(&(month.0 + 1)) => origins.push(month.0 + 1),
                Some(month) if month <= last => {
                    return Err(Error::Usage(format!("--from names {text} twice; name it once")));
                }
                _ => {
                    return Err(Error::Usage(format!(
                        "--from {text} is no month of the record; allowed: 2023-01 to {last}, where recorded policy ends"
                    )));
                }
            }
        }
        Ok(origins)
    }

    /// What to type to get the same result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "score".to_owned()];
        words.extend(self.scenario.words());
        let mut add = |option: &str, value: String| words.extend([option.to_owned(), value]);
        if let Some(path) = &self.facts {
            add("--facts", quoted(&path.display().to_string()));
        }
        self.origins.iter().for_each(|month| add("--from", quoted(month)));
        add("--rows", self.rows.to_string());
        add("--sweeps", self.sweeps.to_string());
        words.join(" ")
    }
}
