//! `detente sensitivity`: what an outcome depends on.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente::analysis::sensitivity::plan::{MOST_UNITS, check_points};
use detente::analysis::sensitivity::{Asked as Inputs, Choice, Method, Output, Request};
use detente::error::{Error, Result};
use detente::results::store::manifest::quoted;
use detente::scenario::Scenario;

use super::output::OutputArguments;
use super::perform::Asked;
use super::request::{ScenarioArguments, default_out, whole};

/// Base points of a Sobol analysis where none are asked for.
const POINTS: usize = 4096;
/// Trajectories of a screening.
const TRAJECTORIES: usize = 64;
/// Worlds of one input at a time.
const WORLDS: usize = 512;
/// Inputs that a screening leaves where none are named.
const MOST_INFLUENTIAL: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Screening of many inputs: mean size (mu*) and spread (sigma) of their effects.
    Morris,
    /// Shares of variance: first and total order, with chance as an input of its own.
    Sobol,
    /// One input at a time at its low and its high end.
    Tornado,
}

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// How to analyse.
    #[arg(long, value_enum, default_value = "morris")]
    method: Kind,
    /// An input: a parameter, drawn as its card says, or a lever, over its whole range. KEY=LOW:HIGH takes a range
    /// instead, and `china.*` takes all uncertain parameters whose keys begin so. May be given several times.
    #[arg(long = "input", value_name = "KEY[=LOW:HIGH]")]
    inputs: Vec<String>,
    /// Inputs that are moved together and get one line, such as
    /// "fabs=china.fab_capacity_2023,china.fab_growth_per_year". Correlated inputs have to be in one group. May be
    /// given several times.
    #[arg(long = "group", value_name = "NAME=KEY,KEY")]
    groups: Vec<String>,
    /// What to explain (see `detente list --metrics`); may be given several times. If not given: lag, compute ratio,
    /// chip parity, threshold, cost and distrust.
    #[arg(long = "metric", value_name = "KEY")]
    metrics: Vec<String>,
    /// Base points of --method sobol, a power of two [default: 4096]. Worlds: this times the number of inputs and
    /// groups and three.
    #[arg(long, value_name = "N", value_parser = size, allow_negative_numbers = true)]
    points: Option<u64>,
    /// Trajectories of the screening [default: 64]. Worlds: this times the number of inputs and groups and one.
    #[arg(long, value_name = "N", value_parser = size, allow_negative_numbers = true)]
    trajectories: Option<u64>,
    #[command(flatten)]
    output: OutputArguments,
}

fn size(text: &str) -> std::result::Result<u64, String> {
    whole(text, 2, MOST_UNITS as u64)
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let study = arguments.request()?;
    // Whatever cannot be planned is said before the output folder is touched.
    study.first_plan()?;
    let asked = Asked {
        command: arguments.command(),
        default_out: arguments.default_out(&study.scenario),
        study,
    };
    super::perform::perform(&asked, &arguments.output)
}

impl Arguments {
    fn request(&self) -> Result<Request> {
        let screened = self.inputs.is_empty() && self.groups.is_empty();
        // Designs draw parameters of their own, from all that is believed before anything is recorded.
        let scenario = match (self.method, screened) {
            (Kind::Tornado, false) => self.scenario.load(None)?,
            _ => self.scenario.unconditioned()?,
        };
        self.refuse_idle_sizes(screened)?;
        let outputs = Output::read(&self.metrics, scenario.months)?;
        let trajectories = self.trajectories.map_or(TRAJECTORIES, |number| number as usize);
        let method = match self.method {
            Kind::Sobol => Method::Sobol {
                points: self.points.map_or(POINTS, |number| number as usize),
            },
            Kind::Morris => Method::Morris { trajectories },
            Kind::Tornado => Method::Tornado { worlds: self.worlds()? },
        };
        if let Method::Sobol { points } = method {
            check_points(points)?;
        }
        let asked = match (screened, self.method) {
            (false, _) => Inputs::Chosen(Choice::read(&scenario, &self.inputs, &self.groups)?),
            (true, Kind::Morris) => Inputs::Chosen(Choice::everything(&scenario.cards)),
            (true, Kind::Sobol | Kind::Tornado) => Inputs::MostInfluential {
                of: Choice::everything(&scenario.cards),
                most: MOST_INFLUENTIAL,
                trajectories,
            },
        };
        Ok(Request {
            scenario,
            method,
            asked,
            outputs,
        })
    }

    /// Refuses sizes that the method does not have: they would look as if they had done something.
    fn refuse_idle_sizes(&self, screened: bool) -> Result<()> {
        let refuse = |option: &str, method: &str, instead: &str| {
            Err(Error::Usage(format!(
                "{option} says nothing with --method {method}; {instead}"
            )))
        };
        match self.method {
            Kind::Sobol if self.scenario.runs().is_some() => refuse("--runs", "sobol", "its size is --points"),
            Kind::Morris if self.scenario.runs().is_some() => refuse("--runs", "morris", "its size is --trajectories"),
            Kind::Morris if self.points.is_some() => refuse("--points", "morris", "its size is --trajectories"),
            Kind::Tornado if self.points.is_some() => refuse("--points", "tornado", "its size is --runs"),
            Kind::Sobol if self.trajectories.is_some() && !screened => refuse(
                "--trajectories",
                "sobol",
                "its size is --points, and with --input nothing is screened",
            ),
            Kind::Tornado if self.trajectories.is_some() && !screened => refuse(
                "--trajectories",
                "tornado",
                "its size is --runs, and with --input nothing is screened",
            ),
            _ => Ok(()),
        }
    }

    fn worlds(&self) -> Result<usize> {
        match self.scenario.runs() {
            None => Ok(WORLDS),
            Some(runs) if (2..=MOST_UNITS as u64).contains(&runs) => Ok(runs as usize),
            Some(runs) => Err(Error::Usage(format!(
                "--runs {runs}: one input at a time needs 2 to {MOST_UNITS} worlds"
            ))),
        }
    }

    fn method_key(&self) -> &'static str {
        match self.method {
            Kind::Morris => "morris",
            Kind::Sobol => "sobol",
            Kind::Tornado => "tornado",
        }
    }

    fn default_out(&self, scenario: &Scenario) -> PathBuf {
        let run = default_out(scenario);
        let name = run.file_name().unwrap_or_default().to_string_lossy();
        run.with_file_name(format!("{name}-sensitivity-{}", self.method_key()))
    }

    /// What to type to get the same result: nothing in it that does not change the result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "sensitivity".to_owned()];
        words.extend(self.scenario.words());
        words.extend(["--method".to_owned(), self.method_key().to_owned()]);
        for (option, values) in [
            ("--input", &self.inputs),
            ("--group", &self.groups),
            ("--metric", &self.metrics),
        ] {
            words.extend(values.iter().flat_map(|value| [option.to_owned(), quoted(value)]));
        }
        for (option, value) in [("--points", self.points), ("--trajectories", self.trajectories)] {
            words.extend(
                value
                    .into_iter()
                    .flat_map(|value| [option.to_owned(), value.to_string()]),
            );
        }
        words.join(" ")
    }
}
