//! `detente sensitivity`: what an outcome depends on.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};
use detente::error::{Error, Result};
use detente::experiment::sensitivity::plan::{MOST_UNITS, check_points};
use detente::experiment::sensitivity::{Analysis, Asked, Choice, Method, Output, Plan, Request};
use detente::report::folder::{Part, Ticket};
use detente::report::manifest::{ExperimentRecord, Manifest, Subject};
use detente::report::number::readable;
use detente::report::sensitivity::writer::{self, ANALYSIS_LOG, Finished, SCREENING_LOG, Screening};
use detente::report::staging::Staging;
use detente::scenario::Scenario;
use serde_json::json;

use super::output::{OutputArguments, Work, listing};
use super::progress::Progress;
use super::request::{ScenarioArguments, default_out, quoted, whole};
use super::screen;

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

/// Without --input, `morris` screens every uncertain parameter, and the other two methods take the 20 most influential ones of such a
/// screening.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// How to analyse.
    #[arg(long, value_enum, default_value = "morris")]
    method: Kind,
    /// An input: a parameter, drawn as its card says, or a lever, over its whole range. KEY=LOW:HIGH takes a range instead,
    /// and `china.*` takes all uncertain parameters whose keys begin so. May be given several times.
    #[arg(long = "input", value_name = "KEY[=LOW:HIGH]")]
    inputs: Vec<String>,
    /// Inputs that are moved together and get one line, such as "fabs=china.fab_capacity_2023,china.fab_growth_per_year". Correlated
    /// inputs have to be in one group. May be given several times.
    #[arg(long = "group", value_name = "NAME=KEY,KEY")]
    groups: Vec<String>,
    /// What to explain (see `detente list --metrics`); may be given several times. If not given: lag, compute ratio, chip
    /// parity, threshold, cost and distrust.
    #[arg(long = "metric", value_name = "KEY")]
    metrics: Vec<String>,
    /// Base points of --method sobol, a power of two [default: 4096]. Worlds: this times the number of inputs and groups and three.
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

/// How a result came to be there.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Outcome {
    AlreadyThere,
    /// Written now, with so many worlds simulated in so many seconds.
    Written {
        worlds: u64,
        seconds: f64,
    },
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let scenario = arguments.scenario.load(None)?;
    let request = arguments.request(&scenario)?;
    let specification = request.text(&scenario);
    let mut parts = Part::of_scenario(&scenario);
    parts.push(Part::new("analysis", specification.clone()));
    let ticket = Ticket::new(arguments.command(), parts);
    let names = writer::names(&request.outputs);
    let opened = arguments
        .output
        .open(&arguments.default_out(&scenario), &ticket, &names)?;
    let (manifest, outcome) = match opened.work {
        Work::AlreadyThere(manifest) => (*manifest, Outcome::AlreadyThere),
        Work::Moved(manifest) => {
            let (worlds, seconds) = (0, 0.0);
            (*manifest, Outcome::Written { worlds, seconds })
        }
        Work::Do { staging, replaced } => {
            let work = Analyst {
                arguments,
                scenario: &scenario,
                request,
                specification,
                begun: Instant::now(),
                worlds: 0,
            };
            work.perform(staging, &ticket, replaced.as_deref())?
        }
    };
    screen::print(&arguments.report(&opened.out, &manifest, outcome)?)
}

/// Someone at work on a request.
struct Analyst<'a> {
    arguments: &'a Arguments,
    scenario: &'a Scenario,
    request: Request,
    specification: String,
    begun: Instant,
    /// Worlds simulated so far, without those of an earlier attempt.
    worlds: u64,
}

impl Analyst<'_> {
    fn perform(
        mut self,
        staging: Staging,
        ticket: &Ticket,
        replaced: Option<&Manifest>,
    ) -> Result<(Manifest, Outcome)> {
        let outputs = || self.request.outputs.clone();
        let (screened, choice) = match self.request.asked.clone() {
            Asked::Chosen(choice) => (None, choice),
            Asked::MostInfluential { of, most, trajectories } => {
                let plan = Plan::new(self.scenario, of, outputs(), Method::Morris { trajectories })?;
                let (_, analysis) = self.make(&staging, SCREENING_LOG, &plan)?;
                let choice = plan.choice.only(&analysis.influential(most));
                (Some((plan, analysis)), choice)
            }
        };
        let plan = Plan::new(self.scenario, choice, self.request.outputs.clone(), self.request.method)?;
        let (results, analysis) = self.make(&staging, ANALYSIS_LOG, &plan)?;
        let outcome = Outcome::Written {
            worlds: self.worlds,
            seconds: self.begun.elapsed().as_secs_f64(),
        };
        let finished = Finished {
            plan: &plan,
            results: &results,
            analysis: &analysis,
            screening: screened.as_ref().map(|(plan, analysis)| Screening { plan, analysis }),
            specification: self.specification,
            figures: self.arguments.output.figures(),
        };
        Ok((finished.write(staging, ticket, replaced)?, outcome))
    }

    /// Simulates a plan and analyses it.
    fn make(&mut self, staging: &Staging, log: &str, plan: &Plan) -> Result<(Vec<f64>, Analysis)> {
        let output = &self.arguments.output;
        let rows = plan.design.rows() as u64;
        let mut progress: Option<Progress> = None;
        let mut first = 0;
        let results = writer::results(staging, log, plan, &output.options(), &mut |done| match &mut progress {
            Some(progress) => progress.set(done),
            None => {
                first = done;
                progress = Some(Progress::new(rows, done, output.silent()));
            }
        });
        if let Some(progress) = progress {
            progress.finish();
        }
        let results = results?;
        self.worlds += rows - first;
        let analysis = plan.analyse(&results);
        Ok((results, analysis))
    }
}

impl Arguments {
    fn request(&self, scenario: &Scenario) -> Result<Request> {
        let screened = self.inputs.is_empty() && self.groups.is_empty();
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
            (false, _) => Asked::Chosen(Choice::read(scenario, &self.inputs, &self.groups)?),
            (true, Kind::Morris) => Asked::Chosen(Choice::everything(&scenario.cards)),
            (true, Kind::Sobol | Kind::Tornado) => Asked::MostInfluential {
                of: Choice::everything(&scenario.cards),
                most: MOST_INFLUENTIAL,
                trajectories,
            },
        };
        if let Asked::Chosen(choice) = &asked {
            // Whatever cannot be planned is said before the output folder is touched.
            Plan::new(scenario, choice.clone(), outputs.clone(), method)?;
        }
        Ok(Request { method, asked, outputs })
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

    fn report(&self, out: &Path, manifest: &Manifest, outcome: Outcome) -> Result<String> {
        let Subject::Sensitivity(record) = &manifest.subject else {
            return Err(Error::Usage(format!("{} holds no sensitivity analysis", out.display())));
        };
        if self.output.json {
            return Ok(json_report(out, manifest, record, outcome));
        }
        let mut text = String::new();
        if !self.output.quiet {
            text.push_str(&format!("{}, seed {}\n", record.title, manifest.seed));
            for finding in &record.findings {
                text.push_str(&format!("  {finding}\n"));
            }
            text.push('\n');
        }
        text.push_str(&match outcome {
            Outcome::AlreadyThere => format!("Already there, unchanged: {}/\n", out.display()),
            Outcome::Written { .. } => format!("Written to {}/:\n{}", out.display(), listing(manifest)),
        });
        if self.output.quiet {
            return Ok(text);
        }
        if let Outcome::Written { worlds, seconds } = outcome
            && worlds > 0
        {
            let speed = worlds as f64 / seconds.max(1e-9);
            text.push_str(&format!("{} worlds per second\n", readable(speed)));
        }
        text.push_str(&format!("{}\n", manifest.reading));
        Ok(text)
    }
}

fn json_report(out: &Path, manifest: &Manifest, record: &ExperimentRecord, outcome: Outcome) -> String {
    let (status, speed) = match outcome {
        Outcome::AlreadyThere => ("already there", None),
        Outcome::Written { worlds: 0, .. } => ("written", None),
        Outcome::Written { worlds, seconds } => ("written", Some((worlds as f64 / seconds.max(1e-9)).round())),
    };
    let report = json!({
        "status": status,
        "out": out.display().to_string(),
        "command": manifest.command,
        "version": manifest.version,
        "short_hash": manifest.short_hash,
        "seed": manifest.seed,
        "title": record.title,
        "findings": record.findings,
        "worlds": record.worlds,
        "failed": record.failed,
        "files": manifest.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
        "worlds_per_second": speed,
        "reading": manifest.reading,
    });
    format!("{report:#}\n")
}
