//! StoredResult results read back: whether a folder holds one, and whether its files are still those that were written.

use std::path::{Path, PathBuf};

use super::FIGURES_FOLDER;
use super::folder::{PARTIAL, unfinished};
use super::manifest::{Build, MANIFEST_JSON, Manifest, ResultKind, VERSION};
use super::staging::is_live;
use crate::number::counted;
use error::{Error, Result};

/// How to take files that are not what the manifest says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Refuse them.
    Unchanged,
    /// Read them as they are (`--allow-changed`).
    Changed,
}

/// An unfinished run beside a finished result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    pub command: String,
    /// Whether it is being written at this moment.
    pub is_live: bool,
}

/// A folder with a finished result.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredResult {
    pub folder: PathBuf,
    pub manifest: Manifest,
    /// Files that are missing or are not what the manifest says; empty under [`Trust::Unchanged`].
    pub changed: Vec<String>,
    /// Those of them that are missing: drawings only, as nothing else can be done without.
    missing: Vec<String>,
    /// An unfinished run that stands beside the finished result, if there is one.
    pub unfinished: Option<Beside>,
}

impl StoredResult {
    /// Looks into `folder` and holds every file of its result against the manifest.
    ///
    /// # Errors
    /// The folder is missing, is no result or an unfinished one (the message says how to finish it and what is there); its
    /// manifest cannot be read; under [`Trust::Unchanged`], a file is missing or was changed; under [`Trust::Changed`], a file is
    /// missing that is no drawing.
    pub fn open(folder: &Path, trust: Trust) -> Result<Self> {
        let manifest = manifest_of(folder, "any detente command")?;
        let changed = manifest.changed_files(folder)?;
        if trust == Trust::Unchanged && !changed.is_empty() {
            return Err(Error::Usage(format!(
                "{} was changed since it was written ({}); make the result again with `{}`, or use --allow-changed to take the \
                 files as they are",
                folder.display(),
                listed(&changed),
                manifest.again(folder)
            )));
        }
        let missing = manifest.missing_files(folder);
        let needed: Vec<String> = missing
            .iter()
            .filter(|name| !name.starts_with(FIGURES_FOLDER))
            .cloned()
            .collect();
        if !needed.is_empty() {
            return Err(Error::Usage(format!(
                "{} lacks files of its result ({}); --allow-changed takes files that were changed, not files that are gone: make the \
                 result again with `{}`",
                folder.display(),
                listed(&needed),
                manifest.again(folder)
            )));
        }
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
            changed,
            missing,
            unfinished: unfinished(folder).map(|spec| Beside {
                command: spec.command,
                is_live: is_live(&folder.join(PARTIAL)),
            }),
        })
    }

    /// What a reader of the result should be told before anything else: changed files, another version or build, a newer run
    /// that was not finished. Sentences; usually none.
    pub fn notes(&self) -> Vec<String> {
        let place = self.folder.display();
        let mut notes = Vec::new();
        if !self.changed.is_empty() {
            notes.push(format!(
                "{place} was changed since it was written: {}.",
                listed(&self.changed)
            ));
        }
        if self.manifest.version != VERSION {
            let version = &self.manifest.version;
            notes.push(format!(
                "{place} was made by version {version}; this is version {VERSION}."
            ));
        } else if self.manifest.sources != Build::current().sources {
            notes.push(format!(
                "{place} was made by a build of the same version from other sources."
            ));
        }
        if let Some(Beside { command, is_live }) = &self.unfinished {
            notes.push(match is_live {
                true => format!(
                    "another run (`{command}`) is being written to {place} at this moment; what is shown is the finished result before it."
                ),
                false => format!(
                    "{place} also holds an unfinished run (`{command}`); what is shown is the finished result before it."
                ),
            });
        }
        notes
    }

    /// A warning where results that are shown together were made by different versions or builds.
    pub fn mixed(results: &[Self]) -> Option<String> {
        let first = results.first()?;
        let other = results.iter().find(|other| {
            (&other.manifest.version, &other.manifest.sources) != (&first.manifest.version, &first.manifest.sources)
        })?;
        let made = |of: &Self| {
            let sources = of.manifest.sources.get(..8).unwrap_or(&of.manifest.sources);
            format!(
                "{} (version {}, sources {sources})",
                of.folder.display(),
                of.manifest.version
            )
        };
        Some(format!(
            "{} and {} were made by different builds of the program: differences between them may come from that.",
            made(first),
            made(other)
        ))
    }

    /// The path of a file of the result.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether the result has a file of this name, and it is there.
    pub fn has(&self, name: &str) -> bool {
        self.manifest.files.iter().any(|file| file.name == name) && self.missing.iter().all(|missing| missing != name)
    }

    /// What kind of result it is, in words.
    pub fn kind(&self) -> &'static str {
        match self.manifest.kind {
            ResultKind::Run(_) => "run",
            ResultKind::Compare(_) => "comparison",
            ResultKind::Explain(_) => "explanation",
            ResultKind::Sweep(_) => "sweep",
            ResultKind::Sensitivity(_) => "sensitivity analysis",
            ResultKind::Adapt(_) => "adaptive policy",
            ResultKind::Game(_) => "game",
            ResultKind::Robust(_) => "robustness analysis",
            ResultKind::Discover(_) => "discovery",
            ResultKind::Voi(_) => "value of information",
            ResultKind::Condition(_) => "conditioning",
            ResultKind::Score(_) => "scores",
            ResultKind::Validate(_) => "validation",
        }
    }
}

/// The manifest of the finished result in `folder`, whose files are not looked at. `wanted` says in a message which commands
/// write such a folder.
///
/// # Errors
/// The folder is missing, is no result or an unfinished one; its manifest cannot be read.
pub fn manifest_of(folder: &Path, wanted: &str) -> Result<Manifest> {
    let place = folder.display();
    if folder.is_file() {
        return Err(Error::Usage(format!(
            "{place} is a file; name the output folder of {wanted}"
        )));
    }
    if let Some(manifest) = Manifest::read(folder)? {
        return Ok(manifest);
    }
    Err(Error::Usage(match unfinished(folder) {
        Some(spec) if is_live(&folder.join(PARTIAL)) => format!(
            "{place} holds a run that is being written at this moment (`{}`); wait for it",
            spec.command
        ),
        Some(spec) => format!(
            "{place} holds an unfinished result{}; finish it first: {}",
            what_is_there(folder),
            spec.resumed(folder)
        ),
        None if folder.is_dir() => {
            format!("{place} holds no {MANIFEST_JSON}, so it is no result; name the folder of {wanted}")
        }
        None => format!("there is no folder {place}; name the output folder of {wanted}"),
    }))
}

/// How many tables an unfinished run has begun.
fn what_is_there(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder.join(PARTIAL)).into_iter().flatten().flatten();
    let tables = entries.filter(|entry| entry.path().extension().is_some_and(|kind| kind == "csv"));
    match tables.count() as u64 {
        0 => String::new(),
        count => format!(" ({} begun, in {PARTIAL}/)", counted(count, "table")),
    }
}

/// A few names, and how many more there are.
fn listed(names: &[String]) -> String {
    const MOST: usize = 3;
    let few: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(MOST) {
        0 => few.join(", "),
        more => format!("{} and {more} more", few.join(", ")),
    }
}
