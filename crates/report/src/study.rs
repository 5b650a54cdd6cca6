//! What readers get of a study: its tables, figures and findings, whichever study it is.

use super::figures::Figure;
use analysis::study::Study;
use error::Result;
use results::store::folder::{RunSpec, SpecInput};
use results::store::manifest::{ExperimentRecord, Key, ResultKind, hex};
use results::store::room::Needs;
use results::store::staging::Staging;
use results::table::Table;
use sha2::{Digest, Sha256};

/// A study whose results are written into a folder when all is known.
pub trait Written: Study {
    /// Names of all files that it may write, the manifest left out.
    fn file_names(&self) -> Vec<String>;

    /// Writes its tables, and gives their names in the order of the manifest.
    ///
    /// # Errors
    /// A file cannot be written.
    fn write(&self, results: &Self::Results<'_>, staging: &Staging) -> Result<Vec<String>>;

    /// Its figures; `key` stands under them.
    fn figures(&self, results: &Self::Results<'_>, key: &Key) -> Vec<Figure>;

    /// What the manifest says of it.
    fn record(&self, results: &Self::Results<'_>) -> ExperimentRecord;

    /// The record as that of its kind.
    fn kind(record: ExperimentRecord) -> ResultKind;

    /// Seed of its worlds.
    fn seed(&self) -> u64;

    /// The room that it takes at least.
    fn needs(&self) -> Needs;
}

/// Writes tables, and gives their names.
///
/// # Errors
/// A file cannot be written.
pub fn write_tables(staging: &Staging, tables: &[Table]) -> Result<Vec<String>> {
    let names = staging.write_tables(tables)?;
    Ok(names.into_iter().map(str::to_owned).collect())
}

/// The same of files that are made already.
///
/// # Errors
/// A file cannot be written.
pub fn write_files(staging: &Staging, files: &[(&str, Vec<u8>)]) -> Result<Vec<String>> {
    let write = |(name, bytes): &(&str, Vec<u8>)| staging.write(name, bytes).map(|()| (*name).to_owned());
    files.iter().map(write).collect()
}

/// Which result a study has: the texts that decide it, and what to type for it.
pub fn spec(study: &impl Study, command: String) -> RunSpec {
    let inputs = study.inputs().into_iter();
    let inputs = inputs.map(|input| SpecInput::new(input.name, kept(input.text)));
    RunSpec::new(command, inputs.collect())
}

/// A text, or its hash where it is long.
fn kept(text: String) -> String {
    const LONGEST: usize = 8 << 20;
    if text.len() <= LONGEST {
        return text;
    }
    format!("{} bytes, SHA-256 {}", text.len(), hex(&Sha256::digest(&text)))
}
