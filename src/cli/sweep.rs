//! `detente sweep`: many settings of levers and parameters on the same worlds.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use detente::analysis::aim::within;
use detente::analysis::asked;
use detente::analysis::precision::until::{FIRST_LOOK, Rule};
use detente::analysis::study::Kind as StudyKind;
use detente::analysis::sweep::claims::usual;
use detente::analysis::sweep::design::{Design, Method, Varied};
use detente::analysis::sweep::file::{SweepFile, read_inline};
use detente::analysis::sweep::run::{News, sweep};
use detente::analysis::sweep::{NO_POLICY, Request};
use detente::ensemble::{Flow, Options};
use detente::error::{Error, Result};
use detente::model::metrics::{Metric, dates};
use detente::report::needs::of_sweep;
use detente::report::study::spec;
use detente::report::sweep::writer::Writer;
use detente::report::sweep::{conclude, file_names};
use detente::results::store::manifest::quoted;
use detente::scenario::Scenario;
use detente::scenario::inputs::Input;
use detente::scenario::load::Kind;
use detente::scenario::load::cards::read_cards;

use super::configurations::find;
use super::design;
use super::output::{Outcome, OutputArguments};
use super::perform::open;
use super::progress::Progress;
use super::request::{self, HistoryArguments, ScenarioArguments, refuse_repeats, short_hash};
use super::screen;
use super::settings::SettingArguments;

/// Worlds of a point where nobody says how many.
const RUNS: u64 = 1000;
/// The most worlds of a point under `--until` where nobody says how many.
const MOST_RUNS: u64 = 100_000;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    sweep: SweepArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// What is swept.
#[derive(Debug, Args)]
pub struct SweepArguments {
    /// Sweep file, by name (see `detente list`) or path; not needed with --vary or --design.
    #[arg(value_name = "SWEEP")]
    file: Option<String>,
    /// Vary a lever or parameter over a grid, such as `us.chip_controls=0:1:11` (low, high, steps) or `us.enforcement=0.2,0.5`; may be
    /// given several times.
    #[arg(long, value_name = "KEY=VALUES", conflicts_with_all = ["file", "design"])]
    vary: Vec<String>,
    /// A design of your own: a CSV or Parquet file, one row a point, its columns levers or parameters.
    #[arg(long, value_name = "FILE")]
    design: Option<PathBuf>,
    /// Scenario, by name or path; `baseline` if neither this nor the sweep file names one.
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,
    /// Simulate every point under this policy: a name or path, several joined by `+`, or `none`; may be given several times, and
    /// then each point is simulated under each of them.
    #[arg(long = "policy", value_name = "NAME")]
    policies: Vec<String>,
    /// Apply a worldview to all points, by name or path; may be given several times.
    #[arg(long = "worldview", value_name = "NAME")]
    worldviews: Vec<String>,
    #[command(flatten)]
    settings: SettingArguments,
    /// Worlds of each point and policy; 1,000 if nothing says otherwise.
    #[arg(long, value_name = "WORLDS", value_parser = request::runs, allow_negative_numbers = true)]
    runs: Option<u64>,
    /// Seed of the worlds' random draws.
    #[arg(long, value_parser = request::seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    #[command(flatten)]
    histories: HistoryArguments,
    /// Speak of this metric and draw it (see `detente list --metrics`); may be given several times. The tables hold all metrics.
    #[arg(long = "metric", value_name = "KEY")]
    metrics: Vec<String>,
    /// Take as many worlds in each point as this needs, such as 'china_lag_months_2030.mean se<0.2'; may be given several times. --runs is
    /// then the most.
    #[arg(long, value_name = "RULE")]
    until: Vec<String>,
    /// Also write every world's metrics, to worlds.csv.
    #[arg(long)]
    worlds: bool,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let (name, asked) = arguments.sweep.read()?;
    let spec = spec(&asked, arguments.sweep.command());
    let output = &arguments.output;
    let default_out = Path::new("outputs").join(name);
    let (names, needs) = (file_names(&asked), of_sweep(&asked));
    let done = open(&default_out, &spec, &names, needs, output, |staging| {
        let cards = (&asked.scenarios[0].cards, &asked.scenarios[0].dated[..]);
        let of = (&asked.policies[..], &asked.metrics[..]);
        let mut writer = Writer::open(&asked.design, cards, of, &spec, staging, asked.worlds)?;
        let points = 0..asked.design.len();
        let outcome = simulate(&asked, points, &mut writer, &output.options(), output.silent())?;
        let figures = |figures| output.pictures(figures);
        let manifest = conclude(&asked, &spec, writer, &figures)?;
        Ok((manifest, outcome))
    })?;
    let record = done.record(StudyKind::Sweep)?;
    screen::print(&output.experiment(&done.out, &done.manifest, record, done.outcome))
}

impl SweepArguments {
    /// Finds and reads every file and word; gives the name of the folder, too.
    ///
    /// # Errors
    /// A name that stands for nothing, a file that cannot be read, words that do not go together.
    pub fn read(&self) -> Result<(String, Request)> {
        let source = self.file.as_ref().map(|name| find(Kind::Sweep, name)).transpose()?;
        let base_cards = read_cards(&find(Kind::Parameters, "parameters")?)?;
        let file = source
            .as_ref()
            .map(|source| SweepFile::read(source, &base_cards))
            .transpose()?;
        let policies = first_said(&self.policies, file.as_ref().map(|file| &file.policies));
        let policies = if policies.is_empty() {
            vec![NO_POLICY.to_owned()]
        } else {
            policies
        };
        refuse_repeats(&policies, "--policy")?;
        let until = Rule::parse_all(&self.until)?;
        let runs = self.runs.or(file.as_ref().and_then(|file| file.runs));
        let runs = runs.unwrap_or(if until.is_empty() { RUNS } else { MOST_RUNS });
        if !until.is_empty() && runs < FIRST_LOOK {
            return Err(Error::Usage(format!(
                "--until looks at {FIRST_LOOK} worlds for the first time, but --runs allows {runs}; allow more"
            )));
        }
        let scenario = self
            .scenario
            .clone()
            .or(file.as_ref().map(|file| file.scenario.clone()));
        let scenario = scenario.unwrap_or_else(|| "baseline".to_owned());
        let seed = self.seed.or(file.as_ref().and_then(|file| file.seed));
        let mut worldviews = file.as_ref().map_or_else(Vec::new, |file| file.worldviews.clone());
        worldviews.extend(self.worldviews.iter().cloned());
        let mut scenarios = policies
            .iter()
            .map(|policy| {
                let applied = policy.split('+').map(str::trim).filter(|name| *name != NO_POLICY);
                ScenarioArguments::of_parts(
                    &scenario,
                    applied,
                    &worldviews,
                    &self.settings.all(),
                    Some(runs),
                    seed,
                    &self.histories,
                )
                .load(None)
            })
            .collect::<Result<Vec<_>>>()?;
        let design = self.design(file.as_ref(), &scenarios[0])?;
        refuse_overlaps(&design, &policies, &scenarios)?;
        refuse_too_much(&design, policies.len(), runs)?;
        let months = scenarios[0].months;
        let metrics: Vec<Metric> = match (self.metrics.as_slice(), &file) {
            ([], Some(file)) if !file.metrics.is_empty() => file.metrics.clone(),
            ([], _) => usual(months),
            (keys, _) => asked::metrics(keys, "--metric")?,
        };
        for &metric in &metrics {
            within(metric, months, "--metric")?;
        }
        for rule in &until {
            within(rule.metric, months, "--until")?;
        }
        let asked = dates(metrics.iter().copied().chain(until.iter().map(|rule| rule.metric)));
        for scenario in &mut scenarios {
            scenario.ask(&asked)?;
        }
        let title = file
            .as_ref()
            .map_or_else(|| "A sweep".to_owned(), |file| file.about.title.clone());
        let name = self.name(file.as_ref(), &design, &scenarios[0]);
        let request = Request {
            title,
            specification: source.map_or_else(String::new, |source| source.text),
            policies,
            scenarios,
            design,
            metrics,
            until,
            worlds: self.worlds,
        };
        Ok((name, request))
    }

    fn design(&self, file: Option<&SweepFile>, scenario: &Scenario) -> Result<Design> {
        let cards = &scenario.cards;
        if let Some(path) = &self.design {
            if file.is_some_and(|file| !file.varied.is_empty()) {
                return Err(Error::Usage(format!(
                    "the sweep file varies inputs under [vary], and --design {} as well; keep one of the two",
                    path.display()
                )));
            }
            return design::read(path, cards);
        }
        if let Some(file) = file {
            if file.varied.is_empty() {
                return Err(Error::Usage(
                    "the sweep file has no [vary], so it says nothing to vary; add it, or give a --design".to_owned(),
                ));
            }
            return Design::new(file.method, &file.varied, cards);
        }
        if self.vary.is_empty() {
            return Err(Error::Usage(
                "nothing to vary: name a sweep file (`detente list` shows those there are), or give --vary us.chip_controls=0:1:11, or \
                 a table of your own with --design FILE.csv"
                    .to_owned(),
            ));
        }
        let varied: Vec<Varied> = self
            .vary
            .iter()
            .map(|text| read_inline(text, cards))
            .collect::<Result<_>>()?;
        for (place, one) in varied.iter().enumerate() {
            if varied[..place].iter().any(|other| other.input == one.input) {
                return Err(Error::Usage(format!(
                    "--vary names {} twice; name it once",
                    one.input.key(cards)
                )));
            }
        }
        Design::new(Method::Grid, &varied, cards)
    }

    /// Name of the output folder.
    fn name(&self, file: Option<&SweepFile>, design: &Design, scenario: &Scenario) -> String {
        if let Some(file) = file {
            return file.about.name.clone();
        }
        if let Some(stem) = self.design.as_ref().and_then(|path| path.file_stem()) {
            return format!("sweep-{}", stem.to_string_lossy());
        }
        let keys: Vec<&str> = design.inputs.iter().map(|input| input.key(&scenario.cards)).collect();
        let name = format!("sweep-{}", keys.join("+"));
        if name.len() <= 80 {
            return name;
        }
        format!("sweep-{}", short_hash(&name))
    }

    /// What to type to get the same result: nothing in it that does not change the result.
    pub fn command(&self) -> String {
        format!("detente sweep {}", self.words().join(" "))
    }

    /// What is swept as it would be typed again.
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        words.extend(self.file.iter().map(|file| quoted(file)));
        let mut add = |option: &str, value: String| words.extend([option.to_owned(), quoted(&value)]);
        self.vary.iter().for_each(|text| add("--vary", text.clone()));
        self.design
            .iter()
            .for_each(|path| add("--design", path.display().to_string()));
        self.scenario.iter().for_each(|name| add("--scenario", name.clone()));
        for (option, values) in [
            ("--policy", &self.policies),
            ("--worldview", &self.worldviews),
            ("--set", &self.settings.all()),
            ("--metric", &self.metrics),
            ("--until", &self.until),
        ] {
            values.iter().for_each(|value| add(option, value.clone()));
        }
        self.runs.iter().for_each(|runs| add("--runs", runs.to_string()));
        self.seed.iter().for_each(|seed| add("--seed", seed.to_string()));
        if self.worlds {
            words.push("--worlds".to_owned());
        }
        words.extend(self.histories.words());
        words
    }
}

/// Simulates what is not yet written of these points.
///
/// # Errors
/// What the engine refuses; a file that cannot be written; [`Error::Cancelled`].
pub fn simulate(
    asked: &Request,
    points: Range<usize>,
    writer: &mut Writer,
    options: &Options,
    silent: bool,
) -> Result<Outcome> {
    let begun = Instant::now();
    let first = writer.next_point();
    let before = (first - points.start) as u64 * asked.a_point();
    let total = points.len() as u64 * asked.a_point();
    let mut progress = Progress::new(total, before, silent);
    let mut simulated = 0;
    let done = sweep(&asked.sweep(), options, first..points.end, &mut |news| match news {
        News::Worlds(worlds) => {
            simulated = worlds;
            progress.set(before + worlds);
            match progress.flow() {
                Flow::Continue => Ok(()),
                Flow::Stop => Err(Error::Cancelled),
            }
        }
        News::Points(points) => writer.take(&points),
    });
    progress.finish();
    done?;
    Ok(Outcome::Written {
        worlds: simulated,
        seconds: begun.elapsed().as_secs_f64(),
    })
}

/// What the command line says, or else the file.
fn first_said(line: &[String], file: Option<&Vec<String>>) -> Vec<String> {
    match (line, file) {
        ([], Some(file)) => file.clone(),
        (line, _) => line.to_vec(),
    }
}

/// Refuses a sweep that no machine would finish.
fn refuse_too_much(design: &Design, policies: usize, runs: u64) -> Result<()> {
    const MOST_WORLDS: u64 = 2_000_000_000;
    let worlds = (design.len() as u64)
        .saturating_mul(policies as u64)
        .saturating_mul(runs);
    if worlds <= MOST_WORLDS {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{} points under {policies} policies in {runs} worlds each are {worlds:.2e} worlds, at some ten thousand a second about {:.0} days; take fewer \
         steps, or fewer --runs",
        design.len(),
        worlds as f64 / 10_000.0 / 86_400.0
    )))
}

/// Refuses to vary a lever that a policy or setting moves already: neither is meant more than the other.
fn refuse_overlaps(design: &Design, policies: &[String], scenarios: &[Scenario]) -> Result<()> {
    for (policy, scenario) in policies.iter().zip(scenarios) {
        for input in &design.inputs {
            let Input::Lever(lever) = *input else {
                continue;
            };
            if scenario.lever(lever).policy_from.is_some() {
                let by = match policy.as_str() {
                    NO_POLICY => "the scenario or --set".to_owned(),
                    policy => format!("the policy {policy}, the scenario or --set"),
                };
                return Err(Error::Usage(format!(
                    "the lever {} is varied by the sweep and set already by {by}; take it out of one of them",
                    lever.key()
                )));
            }
        }
    }
    Ok(())
}
