//! `detente explain`: why a policy does what it does, mechanism by mechanism.

use std::path::PathBuf;

use clap::Args;
use detente::analysis::aim::is_within;
use detente::analysis::asked::metrics;
use detente::analysis::explain::Request;
use detente::analysis::explain::request::{OUTCOMES, USUAL_WORLDS, on};
use detente::analysis::study::keys;
use detente::error::{Error, Result};
use detente::results::store::manifest::quoted;
use detente::scenario::mechanisms::Mechanism;

use super::output::OutputArguments;
use super::perform::Asked;
use super::request::{CommonArguments, beside_plain, names_or_hash, refuse_repeats};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Policy by name or path, several joined by `+`, or settings such as 'us.chip_controls=0.5'.
    #[arg(value_name = "POLICY")]
    policy: String,
    /// Compare with this policy instead of the plain scenario.
    #[arg(long, value_name = "POLICY")]
    reference: Option<String>,
    /// Explain the effect on this outcome (see `detente list --metrics`); may be given several times. The US lead in 2030, Chinese chip
    /// parity and the cost of AI competition if not given.
    #[arg(long = "outcome", value_name = "KEY")]
    outcomes: Vec<String>,
    /// Give a part to this mechanism (see `detente list --mechanisms`), and leave all others as they are; may be given several times. All
    /// that are on if not given.
    #[arg(long = "mechanism", value_name = "KEY")]
    mechanisms: Vec<String>,
    #[command(flatten)]
    common: CommonArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let study = arguments.read()?;
    let asked = Asked {
        command: arguments.command(),
        default_out: place(&study),
        study,
    };
    super::perform::perform(&asked, &arguments.output)
}

/// `outputs/`, the reference, the policy; a hash where that makes a long or awkward name.
fn place(study: &Request) -> PathBuf {
    let [reference, policy] = &study.cases[..] else {
        return PathBuf::from("outputs");
    };
    beside_plain(
        &reference.scenario,
        &format!("explain-{}", names_or_hash(&[&policy.name])),
    )
}

impl Arguments {
    fn read(&self) -> Result<Request> {
        // Many worlds are simulated many times.
        let common = match self.common.runs() {
            Some(_) => self.common.clone(),
            None => self.common.with_runs(USUAL_WORLDS),
        };
        let reference = match &self.reference {
            Some(text) => common.alternative(text)?,
            None => common.plain()?,
        };
        let cases = vec![reference, common.alternative(&self.policy)?];
        refuse_repeats(&self.mechanisms, "--mechanism")?;
        let mut outcomes = metrics(&self.outcomes, "--outcome")?;
        if outcomes.is_empty() {
            let months = cases[0].scenario.months;
            outcomes = OUTCOMES
                .into_iter()
                .filter(|&metric| is_within(metric, months))
                .collect();
        }
        let mechanism =
            |key: &String| keys::mechanism(key).map_err(|error| Error::Usage(format!("--mechanism: {error}")));
        let mut mechanisms: Vec<Mechanism> = self.mechanisms.iter().map(mechanism).collect::<Result<_>>()?;
        if mechanisms.is_empty() {
            mechanisms = on(&[&cases[0].scenario, &cases[1].scenario]);
        }
        Ok(Request {
            cases,
            outcomes,
            mechanisms,
        })
    }

    /// What to type to get the same result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "explain".to_owned(), quoted(&self.policy)];
        if let Some(reference) = &self.reference {
            words.extend(["--reference".to_owned(), quoted(reference)]);
        }
        words.extend(
            self.outcomes
                .iter()
                .flat_map(|key| ["--outcome".to_owned(), quoted(key)]),
        );
        words.extend(
            self.mechanisms
                .iter()
                .flat_map(|key| ["--mechanism".to_owned(), quoted(key)]),
        );
        words.extend(self.common.words());
        words.join(" ")
    }
}
