//! `manifest.json`: what a result is, what made it, and the hash of each of its files.
//!
//! Nothing in it depends on when, where or with how many threads the run was made, so two runs of the same thing give the same
//! bytes, manifest included.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::failure::cannot;
pub use super::file_record::{FileRecord, hex};
pub use super::key::{Build, Key, VERSION};
pub use super::record::{CaseRecord, Counts, ExperimentRecord, LISTED_FAILURES, ResultKind, RunRecord, scenario_of};
use super::spec::RunSpec;
pub use super::spec::quoted;
use error::{Error, Result};

/// Name of the file; its presence marks a finished result.
pub const MANIFEST_JSON: &str = "manifest.json";
/// How every number of this program is to be taken.
pub const READING: &str = "These are conditional what-ifs under stated assumptions, not forecasts: they say what follows if the assumptions hold.";

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
