//! `detente condition`: look for histories that agree with what has been recorded.

use std::path::PathBuf;

use clap::Args;
use detente::analysis::condition::Request;
use detente::analysis::condition::chains::Chains;
use detente::error::{Error, Result};
use detente::results::store::manifest::quoted;
use detente::scenario::histories::MAX_ROWS;
use detente::scenario::time::{HISTORY_MONTHS, Month};

use super::output::OutputArguments;
use super::perform::Asked;
use super::request::{ScenarioArguments, default_out, whole};
use super::screen;
use super::validate::{as_read, facts_file, observables_file};

/// Rows where `--rows` says nothing.
const ROWS: u64 = 2048;
/// Sweeps where `--sweeps` says nothing.
const SWEEPS: u16 = 300;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// File of recorded facts; the shipped one, or `configs/facts.csv` of the current folder, if not given.
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// Last month whose facts count, such as 2025-06; the last month of recorded policy if not given.
    #[arg(long, value_name = "MONTH")]
    until: Option<String>,
    /// Number of histories to find.
    #[arg(long, value_name = "N", default_value_t = ROWS, value_parser = rows, allow_negative_numbers = true)]
    rows: u64,
    /// How often each draw of a history is proposed to change.
    #[arg(long, value_name = "N", default_value_t = SWEEPS, value_parser = sweeps, allow_negative_numbers = true)]
    sweeps: u16,
    #[command(flatten)]
    output: OutputArguments,
}

fn rows(text: &str) -> std::result::Result<u64, String> {
    whole(text, 1, MAX_ROWS as u64)
}

fn sweeps(text: &str) -> std::result::Result<u16, String> {
    whole(text, 1, u64::from(Chains::MOST_SWEEPS)).map(|number| number as u16)
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let study = arguments.request()?;
    for warning in &study.fact_set()?.warnings {
        screen::warn(&format!("note: {warning}"));
    }
    let plain = default_out(&study.scenario);
    let name = plain.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let asked = Asked {
        command: arguments.command(),
        default_out: plain.with_file_name(format!("{name}-condition-{}", study.last_month())),
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
            until: self.until()?,
            rows: self.rows,
            sweeps: self.sweeps,
        })
    }

    /// Months to the end of the last one whose facts count.
    fn until(&self) -> Result<usize> {
        let Some(text) = &self.until else {
            return Ok(HISTORY_MONTHS);
        };
        let last = Month(HISTORY_MONTHS - 1);
        match Month::parse(text) {
            Some(month) if month <= last => Ok(month.0 + 1),
            _ => Err(Error::Usage(format!(
                "--until {text} is no month of the record; allowed: 2023-01 to {last}, where recorded policy ends"
            ))),
        }
    }

    /// What to type to get the same result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "condition".to_owned()];
        words.extend(self.scenario.words());
        let mut add = |option: &str, value: String| words.extend([option.to_owned(), value]);
        if let Some(path) = &self.facts {
            add("--facts", quoted(&path.display().to_string()));
        }
        if let Some(month) = &self.until {
            add("--until", quoted(month));
        }
        add("--rows", self.rows.to_string());
        add("--sweeps", self.sweeps.to_string());
        words.join(" ")
    }
}
