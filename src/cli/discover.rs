//! `detente discover`: in which worlds of finished results a condition holds.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};
use detente::analysis::aim::within;
use detente::analysis::discover::schema::SCHEMAS;
use detente::analysis::discover::{Choice, Condition, Objective, Peeling};
use detente::analysis::study::Kind;
use detente::ensemble::Workers;
use detente::error::{Error, Result, nearest};
use detente::report::answers::with_claims;
use detente::report::catalogue::in_english;
use detente::report::discover::source::{self, Material};
use detente::report::discover::{Discovery, Search, pictures, prepare, tables};
use detente::report::figures::file_names;
use detente::results::dictionary::table_names;
use detente::results::store::folder::{RunSpec, SpecInput};
use detente::results::store::manifest::{ExperimentRecord, Manifest, ResultKind, quoted};
use detente::results::store::room::Needs;
use detente::results::store::staging::Staging;
use detente::scenario::inputs::Input;

use super::output::{Outcome, OutputArguments};
use super::perform::open;
use super::request::{short_hash, whole};
use super::screen;

/// Resamples where nothing else is said.
const RESAMPLES: u64 = 50;
const MOST_RESAMPLES: u64 = 1000;
const MOST_BOXES: u64 = 9;
/// More restricted inputs than this are no plain words.
const MOST_INPUTS: u64 = 12;

/// What a slice of a box is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Gain of density for each world that is lost.
    Gain,
    /// Density of what is left.
    Density,
}

#[derive(Debug, Args)]
pub struct Arguments {
    /// Output folders of `detente run`, `compare` or `sweep`; the rows of several are put together.
    #[arg(value_name = "FOLDER", required = true)]
    folders: Vec<PathBuf>,
    /// The condition, such as 'china_lag_months_2030 < 3' or 'catastrophe_year != never and treaty_year = never'; metrics as in
    /// `detente list --metrics`.
    #[arg(long = "where", value_name = "CONDITION")]
    condition: String,
    /// Which policy of a comparison or sweep to look at.
    #[arg(long, value_name = "POLICY")]
    under: Option<String>,
    /// Search among these levers and parameters only; `china.*` takes all that begin so. May be given several times.
    #[arg(long = "input", value_name = "KEY")]
    inputs: Vec<String>,
    /// Most boxes; each further one is sought in what the ones before leave.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = boxes, allow_negative_numbers = true)]
    boxes: u64,
    /// The densest box is taken that still covers this share of the cases of interest.
    #[arg(long, value_name = "SHARE", default_value_t = Choice::default().least_coverage, value_parser = share, allow_negative_numbers = true)]
    coverage: f64,
    /// Most inputs that a box restricts.
    #[arg(long, value_name = "N", default_value_t = Choice::default().most_columns as u64, value_parser = most_inputs, allow_negative_numbers = true)]
    restrict: u64,
    /// Open a limit again if its quasi-p value is above this.
    #[arg(long, value_name = "P", default_value_t = Choice::default().most_quasi_p, value_parser = share, allow_negative_numbers = true)]
    quasi_p: f64,
    /// Least share of all worlds in a box [default: 5 %, or half the share in which the condition holds if that is less; at
    /// least 20 worlds].
    #[arg(long, value_name = "SHARE", value_parser = share, allow_negative_numbers = true)]
    mass: Option<f64>,
    /// Share of a box that one step peels off, and of what lies beyond it that one step pastes on.
    #[arg(long, value_name = "SHARE", default_value_t = Peeling::default().peel_share, value_parser = slice, allow_negative_numbers = true)]
    slice: f64,
    /// What a slice is judged by.
    #[arg(long, value_enum, default_value = "gain")]
    by: By,
    /// Resamples that tell how stable the first box is.
    #[arg(long, value_name = "N", default_value_t = RESAMPLES, value_parser = resamples, allow_negative_numbers = true)]
    resamples: u64,
    #[command(flatten)]
    output: OutputArguments,
}

fn number(text: &str, low: f64, high: f64) -> std::result::Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if low < number && number < high => Ok(number),
        _ => Err(format!("write a number between {low} and {high}")),
    }
}

fn share(text: &str) -> std::result::Result<f64, String> {
    number(text, 0.0, 1.0)
}

fn slice(text: &str) -> std::result::Result<f64, String> {
    number(text, 0.0, 0.5)
}

fn boxes(text: &str) -> std::result::Result<u64, String> {
    whole(text, 1, MOST_BOXES)
}

fn most_inputs(text: &str) -> std::result::Result<u64, String> {
    whole(text, 1, MOST_INPUTS)
}

fn resamples(text: &str) -> std::result::Result<u64, String> {
    whole(text, 10, MOST_RESAMPLES)
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let material = source::read(&arguments.folders, arguments.under.as_deref())?;
    let search = arguments.search(&material)?;
    let spec = RunSpec::new(arguments.command(), arguments.parts(&material, &search));
    let default_out = arguments.default_out(&search);
    let discovery = prepare(material, search)?;
    let figures = pictures::names(arguments.boxes as usize);
    let tables = table_names(&SCHEMAS).map(str::to_owned);
    let names: Vec<String> = tables.chain(file_names(figures)).collect();
    let done = open(
        &default_out,
        &spec,
        &names,
        Needs::default(),
        &arguments.output,
        |staging| {
            let begun = Instant::now();
            let manifest = arguments.discover(discovery, &spec, staging)?;
            let seconds = begun.elapsed().as_secs_f64();
            Ok((manifest, Outcome::Written { worlds: 0, seconds }))
        },
    )?;
    let record = done.record(Kind::Discover)?;
    screen::print(
        &arguments
            .output
            .experiment(&done.out, &done.manifest, record, done.outcome),
    )
}

impl Arguments {
    fn search(&self, material: &Material) -> Result<Search> {
        let mut among = Vec::new();
        for text in &self.inputs {
            among.extend(matching(text, material)?);
        }
        among.sort_unstable();
        among.dedup();
        let condition = Condition::parse(&self.condition, material.rows)?;
        for metric in condition.metrics() {
            within(metric, material.months, "--where")?;
            if metric.dated().is_some_and(|dated| !material.dated.contains(&dated)) {
                return Err(Error::Usage(format!(
                    "--where: `{key}` stands in no table here, for it was not asked for; make the result again with --metric {key} (`run`, \
                     `sweep`) or --outcome {key} (`compare`)",
                    key = metric.key()
                )));
            }
        }
        Ok(Search {
            condition,
            among,
            peeling: Peeling {
                peel_share: self.slice,
                paste_share: self.slice,
                least_mass: self.mass.unwrap_or(f64::NAN),
                objective: match self.by {
                    By::Gain => Objective::GainPerRow,
                    By::Density => Objective::Density,
                },
            },
            choice: Choice {
                least_coverage: self.coverage,
                most_quasi_p: self.quasi_p,
                most_columns: self.restrict as usize,
            },
            boxes: self.boxes as usize,
            resamples: self.resamples as usize,
        })
    }

    fn discover(&self, mut discovery: Discovery, spec: &RunSpec, staging: Staging) -> Result<Manifest> {
        discovery.perform(&Workers::new(self.output.options().threads)?);
        let tables = tables::tables(&discovery);
        let names = staging.write_tables(&tables)?;
        let pictures = self.output.pictures(pictures::figures(&discovery, &spec.key));
        let record = ExperimentRecord {
            title: format!("Where does `{}` hold?", discovery.search.condition),
            claims: Vec::new(),
            findings: Vec::new(),
            worlds: discovery.worlds(),
            failed: discovery.unknown as u64,
            cases: discovery.material.cases.clone(),
            parameters_toml: discovery.material.parameters_toml.clone(),
            specification: discovery.search.condition.to_string(),
        };
        let seed = discovery.material.seed;
        let kind = with_claims(ResultKind::Discover(record), &staging)?;
        staging.conclude(spec, seed, &names, pictures.files()?, kind)
    }

    /// The texts that decide the result.
    fn parts(&self, material: &Material, search: &Search) -> Vec<SpecInput> {
        let keys: Vec<&str> = search.among.iter().map(|input| input.key(&material.cards)).collect();
        vec![
            SpecInput::new("set of searched results", material.keys.join("\n")),
            SpecInput::new("policy", self.under.clone().unwrap_or_default()),
            SpecInput::new("condition", search.condition.to_string()),
            SpecInput::new("list of inputs", keys.join("\n")),
            SpecInput::new(
                "way of searching",
                format!(
                    "{:?} {:?}\nboxes {} resamples {}",
                    search.peeling, search.choice, search.boxes, search.resamples
                ),
            ),
            SpecInput::new("set of folders", in_english(&material.what.join("\n"))),
        ]
    }

    /// `outputs/`, the name of the first folder, and a hash of what is asked.
    fn default_out(&self, search: &Search) -> PathBuf {
        let first = self
            .folders
            .first()
            .and_then(|folder| folder.file_name())
            .unwrap_or_default();
        let asked = format!("{:?}\n{:?}\n{:?}", self.folders, self.under, search.condition);
        Path::new("outputs").join(format!("{}-discover-{}", first.to_string_lossy(), short_hash(&asked)))
    }

    /// What to type to get the same result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "discover".to_owned()];
        words.extend(self.folders.iter().map(|folder| quoted(&folder.display().to_string())));
        let mut add = |option: &str, value: String| words.extend([option.to_owned(), quoted(&value)]);
        add("--where", self.condition.clone());
        self.under.iter().for_each(|policy| add("--under", policy.clone()));
        self.inputs.iter().for_each(|key| add("--input", key.clone()));
        let standard = Choice::default();
        if self.boxes != 1 {
            add("--boxes", self.boxes.to_string());
        }
        if self.coverage != standard.least_coverage {
            add("--coverage", self.coverage.to_string());
        }
        if self.restrict != standard.most_columns as u64 {
            add("--restrict", self.restrict.to_string());
        }
        if self.quasi_p != standard.most_quasi_p {
            add("--quasi-p", self.quasi_p.to_string());
        }
        self.mass.iter().for_each(|mass| add("--mass", mass.to_string()));
        if self.slice != Peeling::default().peel_share {
            add("--slice", self.slice.to_string());
        }
        if self.by == By::Density {
            add("--by", "density".to_owned());
        }
        if self.resamples != RESAMPLES {
            add("--resamples", self.resamples.to_string());
        }
        words.join(" ")
    }
}

/// The inputs of the material with this key, or that begin so where a `*` ends it.
fn matching(text: &str, material: &Material) -> Result<Vec<Input>> {
    let key = |input: &Input| input.key(&material.cards).to_owned();
    let found: Vec<Input> = material
        .inputs
        .iter()
        .copied()
        .filter(|input| match text.strip_suffix('*') {
            Some(start) => key(input).starts_with(start),
            None => key(input) == text,
        })
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let keys: Vec<String> = material.inputs.iter().map(key).collect();
    let hint = match nearest(text, keys.iter().map(String::as_str)) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    };
    Err(Error::Usage(format!(
        "--input {text}: there is no such input in {}{hint}",
        in_english(&material.what.join(", "))
    )))
}
