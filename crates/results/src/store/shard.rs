//! A part of a result that is made by itself, on another machine or at another time, until all parts are merged.
//!
//! Its folder looks like that of a result, but has a `shard.json` where a result has its manifest: of which result it is a part, which
//! part, and the hash of each of its files. What decides the whole stands in `whole.json`.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::failure::cannot;
use super::file_record::{FileRecord, hex};
use super::key::{Build, Key, VERSION};
use super::manifest::MANIFEST_JSON;
use super::spec::{PARTIAL, RUN_JSON, RunSpec, SpecInput, quoted};
use error::{Error, Result};

/// Name of the file; its presence marks a finished shard.
pub const SHARD_JSON: &str = "shard.json";
/// What decides the result of which it is a part.
pub const WHOLE_JSON: &str = "whole.json";

/// Bytes of a file that are read at once.
const PIECE: usize = 1 << 18;

/// What a shard holds a stretch of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Worlds of a run.
    Worlds,
    /// Points of a sweep.
    Points,
}

impl Unit {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Worlds => "worlds",
            Self::Points => "points",
        }
    }
}

/// Which part of a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub unit: Unit,
    /// The first one.
    pub from: u64,
    /// The first one of the next part.
    pub to: u64,
    /// How many the whole has.
    pub of: u64,
}

impl Part {
    /// The stretch itself.
    pub fn range(&self) -> Range<u64> {
        self.from..self.to
    }

    /// The spec of this part of a whole.
    pub fn spec(&self, whole: &RunSpec, command: String) -> RunSpec {
        let stretch = format!("{} {} to {} of {}", self.unit.word(), self.from, self.to, self.of);
        let inputs = whole.inputs.iter().cloned();
        RunSpec::new(command, inputs.chain([SpecInput::new("part", stretch)]).collect())
    }
}

/// What decides a result, and the request that makes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Whole {
    pub spec: RunSpec,
    /// The request of its study.
    pub request: serde_json::Value,
}

/// The contents of `shard.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shard {
    pub program: String,
    pub version: String,
    /// Fingerprint of the sources of the build that made it.
    pub sources: String,
    /// What to type to make it again.
    pub command: String,
    /// Key of the whole result.
    pub whole: Key,
    pub part: Part,
    pub files: Vec<FileRecord>,
}

impl Shard {
    /// A shard of this build.
    pub fn new(command: String, whole: Key, part: Part, files: Vec<FileRecord>) -> Self {
        Self {
            program: "detente".to_owned(),
            version: VERSION.to_owned(),
            sources: Build::current().sources.to_owned(),
            command,
            whole,
            part,
            files,
        }
    }

    /// Reads that of a folder; `None` if there is none.
    ///
    /// # Errors
    /// It cannot be read or is none.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(SHARD_JSON);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(cannot("read", &path, &error)),
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            Error::File(format!(
                "{} is no shard that this version of detente can read ({error}); make it again with --force",
                path.display()
            ))
        })
    }

    /// The file as bytes.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|error| Error::File(format!("cannot write {SHARD_JSON}: {error}")))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Bytes of one of its files, by its record; none if it has no such file.
    pub fn bytes(&self, name: &str) -> u64 {
        let file = self.files.iter().find(|file| file.name == name);
        file.map_or(0, |file| file.bytes)
    }

    /// The bytes of one of its files, which must be as they were when it was written.
    ///
    /// # Errors
    /// As [`Shard::copy`].
    pub fn file(&self, folder: &Path, name: &str) -> Result<Vec<u8>> {
        let path = folder.join(name);
        let bytes = std::fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        self.check(folder, name, bytes.len() as u64, &Sha256::digest(&bytes))?;
        Ok(bytes)
    }

    /// Hands the bytes of one of its files on, piece by piece; the file must be as it was when it was written.
    ///
    /// # Errors
    /// It has no such file; the file is missing, cannot be read or was changed; those of `take`.
    pub fn copy(&self, folder: &Path, name: &str, take: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let path = folder.join(name);
        let mut file = File::open(&path).map_err(|error| cannot("read", &path, &error))?;
        let (mut hash, mut length) = (Sha256::new(), 0);
        // A byte more than there should be, so that the end is found with the first reading of a small file.
        let room = usize::try_from(self.bytes(name)).unwrap_or(PIECE).min(PIECE - 1) + 1;
        let mut piece = vec![0; room];
        loop {
            let read = file.read(&mut piece).map_err(|error| cannot("read", &path, &error))?;
            if read == 0 {
                break;
            }
            hash.update(&piece[..read]);
            length += read as u64;
            take(&piece[..read])?;
        }
        self.check(folder, name, length, &hash.finalize())
    }

    /// Refuses a file that has not the size and the hash that were written down for it.
    fn check(&self, folder: &Path, name: &str, bytes: u64, hash: &[u8]) -> Result<()> {
        let found = FileRecord {
            name: name.to_owned(),
            bytes,
            sha256: hex(hash),
        };
        if self.files.contains(&found) {
            return Ok(());
        }
        Err(Error::File(format!(
            "{} was changed since it was written; make the shard again: {} --out {} --force",
            folder.join(name).display(),
            // It may have been moved since.
            self.command
                .rsplit_once(" --out ")
                .map_or(self.command.as_str(), |(words, _)| words),
            quoted(&folder.display().to_string())
        )))
    }

    /// What decides the whole.
    ///
    /// # Errors
    /// As [`Shard::file`].
    pub fn whole(&self, folder: &Path) -> Result<Whole> {
        serde_json::from_slice(&self.file(folder, WHOLE_JSON)?).map_err(|error| {
            let place = folder.join(WHOLE_JSON);
            Error::File(format!("cannot read {}: {error}", place.display()))
        })
    }
}

/// Shards in the order of what they hold, which together are one whole.
///
/// # Errors
/// A folder holds none; two are of different versions, builds or requests; a stretch is missing or stands in two of them.
pub fn in_order(folders: &[PathBuf]) -> Result<Vec<(PathBuf, Shard)>> {
    let mut shards = Vec::with_capacity(folders.len());
    for folder in folders {
        let shard = Shard::read(folder)?.ok_or_else(|| Error::Usage(what_else(folder)))?;
        shards.push((folder.clone(), shard));
    }
    let Some(first) = shards.first() else {
        return Err(Error::Usage("name the folders of the shards".to_owned()));
    };
    for other in &shards {
        refuse_strangers(first, other)?;
    }
    shards.sort_by_key(|(_, shard)| (shard.part.from, shard.part.to));
    let Part { unit, of, .. } = shards[0].1.part;
    let unit = unit.word();
    let mut missing = Vec::new();
    let mut next = 0;
    let mut before: Option<&(PathBuf, Shard)> = None;
    for one in &shards {
        let part = &one.1.part;
        if let (Some(before), true) = (before, part.from < next) {
            return Err(Error::Usage(format!(
                "{} and {} both hold {unit} {} to {}; name one of them",
                before.0.display(),
                one.0.display(),
                part.from,
                next.min(part.to) - 1
            )));
        }
        if part.from > next {
            missing.push(format!("{next} to {}", part.from - 1));
        }
        next = part.to;
        before = Some(one);
    }
    if next < of {
        missing.push(format!("{next} to {}", of - 1));
    }
    match missing.is_empty() {
        true => Ok(shards),
        false => Err(Error::Usage(format!(
            "of {of} {unit} no shard holds {}; make what is missing with `detente shard` and name its folder, too",
            missing.join(", ")
        ))),
    }
}

/// Refuses shards that are not of one result.
fn refuse_strangers(first: &(PathBuf, Shard), other: &(PathBuf, Shard)) -> Result<()> {
    let (place, shard) = first;
    let (elsewhere, stranger) = other;
    let (here, there) = (place.display(), elsewhere.display());
    let why = if shard.version != stranger.version {
        format!(
            "{here} was made by version {}, {there} by {}",
            shard.version, stranger.version
        )
    } else if shard.sources != stranger.sources {
        format!("{here} and {there} were made by builds from different sources")
    } else if shard.part.unit != stranger.part.unit {
        let (one, two) = (shard.part.unit.word(), stranger.part.unit.word());
        format!("{here} holds {one}, {there} {two}")
    } else if shard.whole != stranger.whole {
        let difference = shard.whole(place)?.spec.difference(&stranger.whole(elsewhere)?.spec);
        format!("{here} and {there} are of different results (then: {there}, now: {here}): {difference}")
    } else if shard.version != VERSION {
        format!("{here} was made by version {}, this is {VERSION}", shard.version)
    } else if shard.sources != Build::current().sources {
        format!("{here} was made by a build from other sources than this one")
    } else {
        return Ok(());
    };
    Err(Error::Usage(format!(
        "{why}; shards are merged by the build that made them all"
    )))
}

/// What is said of a folder that holds no shard.
fn what_else(folder: &Path) -> String {
    let place = folder.display();
    match std::fs::read(folder.join(PARTIAL).join(RUN_JSON)) {
        Ok(bytes) => match serde_json::from_slice::<RunSpec>(&bytes) {
            Ok(spec) => format!("{place} holds an unfinished shard; finish it first: {}", spec.command),
            Err(_) => format!("{place} holds an unfinished shard; make it again with --force"),
        },
        Err(_) if folder.join(MANIFEST_JSON).exists() => {
            format!("{place} holds a whole result, no shard; leave it out")
        }
        Err(_) if folder.is_dir() => {
            format!("{place} holds no {SHARD_JSON}, so it is no shard; name folders of `detente shard`")
        }
        Err(_) => format!("there is no folder {place}; name folders of `detente shard`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Unit = Unit::Worlds;

    fn shard(range: Range<u64>, text: &str) -> (Shard, Whole) {
        let input = SpecInput::new("scenario", text);
        let spec = RunSpec::new("detente run".to_owned(), vec![input]);
        let part = Part {
            unit: UNIT,
            from: range.start,
            to: range.end,
            of: 96,
        };
        let whole = Whole {
            spec,
            request: serde_json::Value::Null,
        };
        let command = format!("detente shard --from {}", range.start);
        (Shard::new(command, whole.spec.key.clone(), part, Vec::new()), whole)
    }

    /// Writes a shard into a folder of its own.
    fn stored(root: &Path, name: &str, (mut shard, whole): (Shard, Whole)) -> PathBuf {
        let folder = root.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(WHOLE_JSON), serde_json::to_vec(&whole).unwrap()).unwrap();
        shard.files = vec![FileRecord::of(&folder, WHOLE_JSON).unwrap()];
        std::fs::write(folder.join(SHARD_JSON), shard.to_bytes().unwrap()).unwrap();
        folder
    }

    fn refusal(folders: &[&PathBuf]) -> String {
        let folders: Vec<PathBuf> = folders.iter().map(|&folder| folder.clone()).collect();
        in_order(&folders).unwrap_err().to_string()
    }

    #[test]
    fn shards_of_one_result_are_ordered_and_what_is_missing_doubled_or_strange_is_named() {
        let root = std::env::temp_dir().join(format!("detente-shards-{}", std::process::id()));
        let one = stored(&root, "one", shard(0..32, "seed = 1"));
        let two = stored(&root, "two", shard(32..64, "seed = 1"));
        let three = stored(&root, "three", shard(64..96, "seed = 1"));
        let ordered = in_order(&[three.clone(), one.clone(), two.clone()]).unwrap();
        let places: Vec<&PathBuf> = ordered.iter().map(|(place, _)| place).collect();
        assert_eq!(places, [&one, &two, &three]);

        assert!(refusal(&[&one, &three]).starts_with("of 96 worlds no shard holds 32 to 63;"));
        assert!(refusal(&[&two]).starts_with("of 96 worlds no shard holds 0 to 31, 64 to 95;"));
        let doubled = refusal(&[&one, &two, &three, &two]);
        assert!(
            doubled.contains("two and") && doubled.contains("both hold worlds 32 to 63"),
            "{doubled}"
        );
        let wide = stored(&root, "wide", shard(0..64, "seed = 1"));
        assert!(refusal(&[&wide, &two, &three]).contains("both hold worlds 32 to 63"));

        let strange = stored(&root, "strange", shard(32..64, "seed = 2"));
        let said = refusal(&[&one, &strange, &three]);
        assert!(said.contains("`seed = 2` then, `seed = 1` now"), "{said}");
        let mut old = shard(32..64, "seed = 1");
        old.0.version = "0.0.1".to_owned();
        let old = stored(&root, "old", old);
        let said = refusal(&[&one, &old, &three]);
        assert!(said.contains("by version") && said.contains("by 0.0.1"), "{said}");
        let mut built = shard(32..64, "seed = 1");
        built.0.sources = "other".to_owned();
        let built = stored(&root, "built", built);
        assert!(refusal(&[&one, &built, &three]).contains("from different sources"));

        assert!(refusal(&[&one, &root]).contains("holds no shard.json"));
        assert!(refusal(&[&one, &root.join("nowhere")]).contains("there is no folder"));
        std::fs::write(strange.join(WHOLE_JSON), "{}").unwrap();
        assert!(refusal(&[&one, &strange]).contains("was changed since it was written"));
        std::fs::remove_dir_all(root).unwrap();
    }
}
