//! A run that was not finished: what is there, and how to go on.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::catalogue::Catalogue;
use crate::document::{Block, Cell, Column, Inline, Section, Table, Weight};
use crate::number::thousands;
use crate::say;
use error::Result;
use results::store::failure::cannot;
use results::store::folder::{self, PARTIAL, RunSpec};

/// A folder with an unfinished run and no finished result.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfinished {
    pub folder: PathBuf,
    pub spec: RunSpec,
    /// Whether it is being written at this moment.
    pub is_live: bool,
    files: Vec<Begun>,
}

/// A file that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Begun {
    name: String,
    bytes: u64,
    /// Rows of a table without its header; `None` for other files.
    rows: Option<usize>,
}

impl Unfinished {
    /// Looks into a folder; `None` where it holds no unfinished run, or a finished result beside it, or is no folder.
    ///
    /// # Errors
    /// What is there cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        // What is said of files is said of all that is no result.
        if folder.is_file() {
            return Ok(None);
        }
        let found = folder::inspect(folder, &[])?;
        let Some(spec) = found.unfinished.filter(|_| found.finished.is_none()) else {
            return Ok(None);
        };
        let partial = folder.join(PARTIAL);
        let failed = |error: std::io::Error| cannot("read", &partial, &error);
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&partial).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
                continue;
            };
            match path.is_file().then(|| Begun::of(&path, name)) {
                Some(Ok(begun)) => files.push(begun),
                // A run that goes on has put it in its place.
                Some(Err(error)) if path.exists() => return Err(cannot("read", &path, &error)),
                Some(Err(_)) | None => {}
            }
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Some(Self {
            folder: folder.to_owned(),
            spec,
            is_live: found.is_live,
            files,
        }))
    }

    /// The chapter that says so.
    pub fn section(&self, words: &Catalogue, chapter: &str, title: &str) -> Section {
        let mut section = Section::new(chapter, title);
        section.blocks.push(self.notice(words));
        if !self.is_live {
            section.paragraph(say!(words, "unfinished-go_on"));
            section.blocks.push(Block::Code(self.spec.resumed(&self.folder)));
        }
        section.paragraph(say!(words, "unfinished-there"));
        section.blocks.push(Block::Table(self.table(words, chapter)));
        section
    }

    /// That it is unfinished, or goes on.
    pub fn notice(&self, words: &Catalogue) -> Block {
        let folder = self.folder.display().to_string();
        let sentence = match self.is_live {
            true => say!(words, "unfinished-live", folder = folder),
            false => say!(words, "unfinished-notice", folder = folder),
        };
        Block::Notice(Weight::Warning, vec![Inline::Text(sentence)])
    }

    fn table(&self, words: &Catalogue, chapter: &str) -> Table {
        let rows = self.files.iter().map(|file| {
            let rows = match file.rows {
                Some(rows) => Cell::number(thousands(rows as f64), rows as f64),
                None => Cell::default(),
            };
            vec![
                Cell::words(format!("{PARTIAL}/{}", file.name)),
                Cell::number(thousands(file.bytes as f64), file.bytes as f64),
                rows,
            ]
        });
        Table {
            id: format!("{chapter}-begun"),
            caption: say!(words, "unfinished-files"),
            columns: vec![
                Column::words(say!(words, "method-file")),
                Column::numbers(say!(words, "method-bytes"), ""),
                Column::numbers(say!(words, "unfinished-rows"), ""),
            ],
            rows: rows.collect(),
            left_out: String::new(),
        }
    }
}

impl Begun {
    fn of(path: &Path, name: String) -> std::io::Result<Self> {
        let file = File::open(path)?;
        let bytes = file.metadata()?.len();
        let rows = match name.ends_with(".csv") {
            // Rows of an unfinished run may be gigabytes: a piece at a time.
            true => Some(lines(file)?.saturating_sub(1)),
            false => None,
        };
        Ok(Self { rows, bytes, name })
    }
}

/// How many lines a file has.
fn lines(mut file: File) -> std::io::Result<usize> {
    let (mut piece, mut count) = (vec![0; 1 << 18], 0);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(count),
            read => count += piece[..read].iter().filter(|byte| **byte == b'\n').count(),
        }
    }
}
