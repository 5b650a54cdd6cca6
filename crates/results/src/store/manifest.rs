//! `manifest.json`: what a result is, what made it, and the hash of each of its files.
//!
//! Nothing in it depends on when, where or with how many threads the run was made, so two runs of the same thing give the same
//! bytes, manifest included.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

use crate::claim::Claim;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::conditioning::conditioning;
use super::failure::cannot;
use super::folder::RunSpec;
use super::headlines::Headlines;
use engine::error::{Error, Result};
use engine::scenario::Scenario;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use engine::scenario::load::{Request, load};
use engine::scenario::reader::Source;

/// Name of the file; its presence marks a finished result.
pub const MANIFEST_JSON: &str = "manifest.json";
/// Version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Which build of the program makes results, beside its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Build {
    /// Fingerprint of what decides the numbers: sources of engine and analysis, and the embedded data.
    pub sources: &'static str,
    /// Commit of the checkout this was built from, where there was one.
    pub commit: Option<&'static str>,
}

static BUILD: OnceLock<Build> = OnceLock::new();

impl Build {
    /// Says once, before anything is stored or read, which build this is; a second saying changes nothing.
    ///
    /// It is said rather than compiled in here so that a changed model or a new commit does not build tables, charts and pages again.
    pub fn announce(self) {
        BUILD.get_or_init(|| self);
    }

    /// The build that was announced; one without fingerprint where none was.
    pub fn current() -> Self {
        BUILD.get().copied().unwrap_or_default()
    }
}

/// How every number of this program is to be taken.
pub const READING: &str = "These are conditional what-ifs under stated assumptions, not forecasts: they say what follows if the assumptions hold.";

/// How many failed worlds a manifest names.
pub const LISTED_FAILURES: usize = 100;

/// What identifies a result: the hash of version, sources and resolved scenario (runs and seed included).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key(String);

impl Key {
    /// The key of a scenario's run under this build.
    pub fn of(scenario: &Scenario) -> Self {
        Self::of_parts(&[&scenario_text(scenario), &parameters_text(&scenario.cards)])
    }

    /// The key of a result that these texts decide, under this build.
    pub fn of_parts(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in [VERSION, Build::current().sources].iter().chain(parts) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(hex(&hash.finalize()))
    }

    /// All 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first eight digits, for figures and messages.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

/// One file of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Path below the output folder, with `/` between its parts.
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

/// What was written of how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Worlds simulated, failed ones included.
    pub worlds: u64,
    /// Worlds that failed: their rows stand in the tables as they are, but they count in no statistic.
    pub failed: u64,
    /// `events.csv` holds the events of this many worlds, the first ones.
    pub event_worlds: u64,
    /// Rows of `events.csv`.
    pub events: u64,
    /// `kept-trajectories.csv` holds this many worlds, the first ones; zero when the file was not asked for.
    pub kept_trajectories: u64,
}

/// The contents of `manifest.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    pub program: String,
    pub version: String,
    /// Commit this program was built from; null for a build outside a checkout.
    pub commit: Option<String>,
    /// Fingerprint of the sources this program was built from.
    pub sources: String,
    /// What to type to get this result again.
    pub command: String,
    /// Identifies the result: hash of version, sources and scenario.
    pub key: Key,
    /// The first digits of the key, as written under each figure.
    pub short_hash: String,
    /// How the numbers are to be taken.
    pub reading: String,
    #[serde(with = "super::seed")]
    pub seed: u64,
    /// Whether figures were drawn.
    pub figures: bool,
    /// What kind of result it is, and what only that kind has.
    #[serde(flatten)]
    pub kind: ResultKind,
    pub files: Vec<FileRecord>,
}

/// Kinds of results, by the command that makes them; `kind` in the file. The first edition had other words for some.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ResultKind {
    /// One scenario (`detente run`).
    Run(Box<RunRecord>),
    /// Policies against a reference (`detente compare`).
    #[serde(alias = "comparison")]
    Compare(ExperimentRecord),
    /// The effect of a policy broken down by mechanism (`detente explain`).
    Explain(ExperimentRecord),
    /// Many settings (`detente sweep`).
    Sweep(ExperimentRecord),
    /// What the outcome depends on (`detente sensitivity`).
    Sensitivity(ExperimentRecord),
    /// Trigger rules that were searched for (`detente adapt`).
    #[serde(alias = "adaptation")]
    Adapt(ExperimentRecord),
    /// Strategies of two sides against each other (`detente game`).
    Game(ExperimentRecord),
    /// Policies under worldviews, by many criteria (`detente robust`).
    #[serde(alias = "robustness")]
    Robust(ExperimentRecord),
    /// In which worlds a condition holds (`detente discover`).
    #[serde(alias = "discovery")]
    Discover(ExperimentRecord),
    /// What information is worth before a choice (`detente voi`).
    #[serde(alias = "value")]
    Voi(ExperimentRecord),
    /// Histories that agree with the record (`detente condition`).
    Condition(ExperimentRecord),
    /// Forecasts from earlier dates against what came after (`detente score`).
    Score(ExperimentRecord),
    /// The simulated history against the recorded one (`detente validate`).
    #[serde(alias = "validation")]
    Validate(ExperimentRecord),
}

impl ResultKind {
    /// The record of an experiment; `None` for a run.
    pub fn experiment(&self) -> Option<&ExperimentRecord> {
        match self {
            Self::Run(_) => None,
            Self::Compare(record)
            | Self::Explain(record)
            | Self::Sweep(record)
            | Self::Sensitivity(record)
            | Self::Adapt(record)
            | Self::Game(record)
            | Self::Robust(record)
            | Self::Discover(record)
            | Self::Voi(record)
            | Self::Condition(record)
            | Self::Score(record)
            | Self::Validate(record) => Some(record),
        }
    }

    /// The parameter cards of the run or of the reference, as a file of cards.
    pub fn parameters_toml(&self) -> &str {
        match self {
            Self::Run(record) => &record.parameters_toml,
            _ => self.experiment().map_or("", |record| &record.parameters_toml),
        }
    }

    /// The texts of its scenario (the reference, where there are several; empty where an experiment names none) and of its
    /// parameter cards.
    pub fn scenario(&self) -> (&str, &str) {
        let first = || self.experiment()?.cases.first();
        let scenario = match self {
            Self::Run(record) => &record.scenario_toml,
            _ => first().map_or("", |case| &case.scenario_toml),
        };
        (scenario, self.parameters_toml())
    }
}

/// What the manifest of a run has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunRecord {
    pub counts: Counts,
    /// The first failed worlds (at most [`LISTED_FAILURES`]): a series or a metric was not a number where it must be one.
    pub failed_worlds: Vec<u64>,
    pub headlines: Headlines,
    /// Whether the worlds suffice for every figure of `precision.csv`.
    pub enough_worlds: bool,
    /// The same in words, with the criterion or with what is not known well enough.
    pub precision: String,
    /// What came out: claims with their numbers.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// Whether and how its worlds agree with what has been recorded; nothing where they are as they were drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditioning: Option<String>,
    /// The full resolved scenario, after policies, worldviews, overrides and defaults, as a scenario file.
    pub scenario_toml: String,
    /// The parameter cards it was run with, after all overlays, as a file of cards.
    pub parameters_toml: String,
}

/// What the manifest of an experiment on many scenarios has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExperimentRecord {
    /// What was asked, in one line.
    pub title: String,
    /// What came out: claims with their numbers.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// The same in sentences.
    pub findings: Vec<String>,
    /// Worlds simulated, over all scenarios and settings.
    pub worlds: u64,
    /// Those that failed: they count in no statistic.
    pub failed: u64,
    /// The scenarios, the reference first.
    pub cases: Vec<CaseRecord>,
    /// The parameter cards of the reference, after all overlays, as a file of cards.
    pub parameters_toml: String,
    /// The specification of the experiment as it was read, such as the sweep file; empty where the command says it all.
    pub specification: String,
}

/// One scenario of an experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseRecord {
    pub name: String,
    pub title: String,
    /// The full resolved scenario as a scenario file.
    pub scenario_toml: String,
    /// Its parameter cards, where they are not those of the first case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters_toml: Option<String>,
    /// Keys of its settings that were tried and change nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inert: Vec<String>,
    /// Whether and how its worlds agree with what has been recorded; nothing where they are as they were drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditioning: Option<String>,
}

impl CaseRecord {
    /// The record of a scenario under the name it has in this experiment.
    pub fn new(name: &str, scenario: &Scenario) -> Self {
        Self {
            name: name.to_owned(),
            title: scenario.title.clone(),
            scenario_toml: scenario_text(scenario),
            parameters_toml: None,
            inert: Vec::new(),
            conditioning: conditioning(scenario),
        }
    }

    /// The same with the settings that change nothing.
    #[must_use]
    pub fn with_inert(self, inert: &[String]) -> Self {
        Self {
            inert: inert.to_vec(),
            ..self
        }
    }

    /// The same with the cards of the scenario, if it has others than `first`, the first of the experiment: a policy may change parameters.
    #[must_use]
    pub fn beside(self, first: &Scenario, scenario: &Scenario) -> Self {
        let parameters_toml = (scenario.cards != first.cards).then(|| parameters_text(&scenario.cards));
        Self {
            parameters_toml,
            ..self
        }
    }

    /// The scenario itself; `first` are the cards of the first case.
    ///
    /// # Errors
    /// As [`scenario_of`].
    pub fn scenario(&self, first: &str) -> Result<Scenario> {
        scenario_of(&self.scenario_toml, self.parameters_toml.as_deref().unwrap_or(first))
    }
}

impl Manifest {
    /// Months that its scenario is simulated for; the fewest where an experiment has several. `None` where it names no scenario.
    ///
    /// # Errors
    /// As [`scenario_of`].
    pub fn months(&self) -> Result<Option<usize>> {
        let cards = self.kind.parameters_toml();
        let scenarios = match &self.kind {
            ResultKind::Run(record) => vec![scenario_of(&record.scenario_toml, cards)],
            kind => {
                let cases = kind.experiment().map_or(&[][..], |record| &record.cases);
                cases.iter().map(|case| case.scenario(cards)).collect()
            }
        };
        let months = scenarios.into_iter().map(|scenario| Ok(scenario?.months));
        Ok(months.collect::<Result<Vec<_>>>()?.into_iter().min())
    }
}

/// The scenario that the texts of a manifest describe.
///
/// # Errors
/// This version cannot load it.
pub fn scenario_of(scenario_toml: &str, parameters_toml: &str) -> Result<Scenario> {
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let request = Request::new(
        source("the scenario in the manifest", scenario_toml),
        source("the parameter cards in the manifest", parameters_toml),
    );
    load(&request, &|kind, name| {
        Err(Error::Usage(format!(
            "the scenario in the manifest names the {} {name}, but must state everything itself",
            kind.word()
        )))
    })
}

/// What stands in the place of a manifest.
#[derive(Debug)]
pub enum Found {
    Nothing,
    Manifest(Box<Manifest>),
    /// A file that is no manifest, or none of this version; the error says so.
    Broken(Error),
}

impl Found {
    /// Looks into a folder.
    ///
    /// # Errors
    /// The file is there and cannot be read, so that nothing is known of it.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        let path = folder.join(MANIFEST_JSON);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::Nothing),
            Err(error) => return Err(cannot("read", &path, &error)),
        };
        Ok(match serde_json::from_slice(&bytes) {
            Ok(manifest) => Self::Manifest(Box::new(manifest)),
            Err(error) => Self::Broken(Error::File(format!(
                "{} is not a manifest this version of detente can read ({error}); take another folder, or make the result again with \
                 --force",
                path.display()
            ))),
        })
    }
}

impl Manifest {
    /// The manifest of a result made by this build.
    pub fn new(spec: &RunSpec, seed: u64, figures: bool, kind: ResultKind, files: Vec<FileRecord>) -> Self {
        Self {
            program: "detente".to_owned(),
            version: VERSION.to_owned(),
            commit: Build::current().commit.map(str::to_owned),
            sources: Build::current().sources.to_owned(),
            command: spec.command.clone(),
            key: spec.key.clone(),
            short_hash: spec.key.short().to_owned(),
            reading: READING.to_owned(),
            seed,
            figures,
            kind,
            files,
        }
    }

    /// The manifest as the bytes of its file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|error| Error::File(format!("cannot write {MANIFEST_JSON}: {error}")))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads the manifest of a folder; `None` if there is none.
    ///
    /// # Errors
    /// It is there and cannot be read, or is not one of ours.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        match Found::in_folder(folder)? {
            Found::Nothing => Ok(None),
            Found::Manifest(manifest) => Ok(Some(*manifest)),
            Found::Broken(error) => Err(error),
        }
    }

    /// Names of the files in `folder` that are missing.
    pub fn missing_files(&self, folder: &Path) -> Vec<String> {
        let names = self.files.iter().map(|record| &record.name);
        names.filter(|name| !folder.join(name).exists()).cloned().collect()
    }

    /// What to type to make the result again in `folder`, where it is replaced.
    pub fn again(&self, folder: &Path) -> String {
        format!(
            "{} --out {} --force",
            self.command,
            quoted(&folder.display().to_string())
        )
    }

    /// Names of the files in `folder` that are missing or are not what the manifest says.
    ///
    /// # Errors
    /// A file is there and cannot be read, so that nothing is known of it.
    pub fn changed_files(&self, folder: &Path) -> Result<Vec<String>> {
        let mut changed = Vec::new();
        for record in &self.files {
            let is_there = folder.join(&record.name).symlink_metadata().is_ok();
            if !is_there || FileRecord::of(folder, &record.name)? != *record {
                changed.push(record.name.clone());
            }
        }
        Ok(changed)
    }
}

impl FileRecord {
    /// Size and hash of a file as it is on disk.
    pub fn of(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(name);
        let failed = |error: std::io::Error| cannot("read", &path, &error);
        let mut file = File::open(&path).map_err(failed)?;
        let mut hash = Sha256::new();
        let bytes = hash_rest(&mut file, &mut hash).map_err(failed)?;
        Ok(Self {
            name: name.to_owned(),
            bytes,
            sha256: hex(&hash.finalize()),
        })
    }
}

/// Takes what is left of a file into a hash and says how many bytes that was; the file is then at its end.
pub(super) fn hash_rest(file: &mut File, hash: &mut Sha256) -> std::io::Result<u64> {
    let (mut piece, mut bytes) = (vec![0; 1 << 18], 0);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(bytes),
            read => {
                hash.update(&piece[..read]);
                bytes += read as u64;
            }
        }
    }
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=+:,@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
