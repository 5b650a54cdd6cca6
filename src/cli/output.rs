//! Options about where results go and how they are made, and the opening of the output folder: the same for all commands.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use detente::ensemble::Options;
use detente::error::Result;
use detente::numeric::dispatch::InstructionSet;
use detente::report::answers;
use detente::report::catalogue::english;
use detente::report::figures::{Drawing, Figure, Pictures};
use detente::report::number::{counted, readable};
use detente::results::message::Text;
use detente::results::store::folder::{self, Intent, Plan, RunSpec};
use detente::results::store::manifest::{ExperimentRecord, MANIFEST_JSON, Manifest};
use detente::results::store::room::Needs;
use detente::results::store::seed::Seed;
use detente::results::store::staging::Staging;
use serde_json::json;

use super::{report, screen};

/// Where results go, and how.
#[derive(Debug, Clone, Args)]
pub struct OutputArguments {
    /// Output folder; if not given, `outputs/` and a name made of what is asked, with a number behind it where another result has that name.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace another result in the output folder.
    #[arg(long, conflicts_with = "resume")]
    force: bool,
    /// Go on with work that was interrupted.
    #[arg(long)]
    resume: bool,
    #[command(flatten)]
    how: HowArguments,
    /// Draw no figures; `detente plot` can draw them later.
    #[arg(long)]
    no_figures: bool,
    /// Also write a workbook for Excel, LibreOffice and the like beside the folder, as `detente report --format xlsx` does.
    #[arg(long)]
    xlsx: bool,
    /// Print only the paths of what was written.
    #[arg(long)]
    pub quiet: bool,
    /// Print the summary as JSON.
    #[arg(long, conflicts_with = "quiet")]
    pub json: bool,
}

/// How worlds are simulated: nothing that moves a byte of a result.
#[derive(Debug, Clone, Args)]
pub struct HowArguments {
    /// Threads; all processors if not given. Results are the same for any number.
    #[arg(long, value_name = "N", value_parser = threads, allow_negative_numbers = true)]
    threads: Option<NonZeroUsize>,
    /// Processor instructions for the simulation: portable, avx2 or avx512; the widest there are if not given. Results are the same with any.
    #[arg(long, value_name = "SET", value_parser = instructions)]
    instructions: Option<InstructionSet>,
}

impl HowArguments {
    /// How to run ensembles.
    pub fn options(&self) -> Options {
        Options {
            threads: self.threads,
            instruction_set: self.instructions,
        }
    }
}

/// A number of threads that a machine can start.
pub fn threads(text: &str) -> std::result::Result<NonZeroUsize, String> {
    match text.parse::<NonZeroUsize>() {
        Ok(threads) if threads.get() <= 1024 => Ok(threads),
        _ => Err("allowed: 1 to 1024".to_owned()),
    }
}

/// A set of instructions that this machine has.
fn instructions(text: &str) -> std::result::Result<InstructionSet, String> {
    let set = InstructionSet::from_key(text).filter(|set| set.is_available());
    set.ok_or_else(|| {
        let names: Vec<&str> = InstructionSet::available().map(InstructionSet::key).collect();
        format!("this machine has {}", names.join(", "))
    })
}

/// The output folder, looked into and opened.
pub struct Opened {
    pub out: PathBuf,
    pub work: Work,
}

/// What is to be done.
pub enum Work {
    /// Nothing: the very same result is there, unchanged.
    AlreadyThere(Box<Manifest>),
    /// Nothing more: everything had been written, and the move to its place, which was interrupted, has been finished.
    Moved(Box<Manifest>),
    /// Work in this staging folder: it is empty, or holds what an interrupted attempt left.
    Do(Staging),
}

impl OutputArguments {
    /// Opens the output folder for the result of `spec`, which would write files of these `names` and `needs` so much room. `default_out`
    /// is taken where `--out` says nothing.
    ///
    /// # Errors
    /// The folder holds something else and no option says what to do with it, or cannot be written; there is not enough room.
    pub fn open(&self, default_out: &Path, spec: &RunSpec, names: &[String], needs: Needs) -> Result<Opened> {
        let out = match &self.out {
            Some(out) => out.clone(),
            None if self.force => default_out.to_owned(),
            None => folder::free_for(default_out, spec),
        };
        if self.out.is_none() && out != default_out && !self.silent() {
            screen::warn(&format!(
                "note: {} holds another result, which stays; this one goes to {} (--force replaces the other)",
                default_out.display(),
                out.display()
            ));
        }
        let intent = match (self.force, self.resume) {
            (true, _) => Intent::Force,
            (false, true) => Intent::Resume,
            (false, false) => Intent::Careful,
        };
        let plan = folder::plan(&out, folder::inspect(&out, names)?, spec, intent, !self.no_figures)?;
        let work = match plan {
            Plan::AlreadyThere(manifest) => {
                Staging::remove_left_over(&out);
                Work::AlreadyThere(manifest)
            }
            Plan::Start(replaced) => {
                if self.resume && !self.json {
                    screen::warn(&format!(
                        "There is nothing to go on with in {}: starting from the beginning.",
                        out.display()
                    ));
                }
                needs.check(&out)?;
                let staging = Staging::start(&out, spec, replaced)?;
                // All at once, so that the disk is waited for once.
                staging.note(names.iter().map(String::as_str))?;
                Work::Do(staging)
            }
            Plan::Resume(replaced) => {
                let staging = Staging::open(&out, replaced)?;
                match staging.complete()? {
                    Some(manifest) => {
                        staging.publish(&manifest)?;
                        Work::Moved(Box::new(manifest))
                    }
                    None => {
                        needs.check(&out)?;
                        Work::Do(staging)
                    }
                }
            }
        };
        Ok(Opened { out, work })
    }

    /// Whether figures are to be drawn.
    pub fn drawing(&self) -> Drawing {
        if self.no_figures { Drawing::Later } else { Drawing::Now }
    }

    /// Figures as they are wanted.
    pub fn pictures(&self, figures: Vec<Figure>) -> Pictures {
        Pictures::new(figures, self.drawing())
    }

    /// Whether progress is not to be shown.
    pub fn silent(&self) -> bool {
        self.quiet || self.json
    }

    /// How to run ensembles.
    pub fn options(&self) -> Options {
        self.how.options()
    }
}

/// How a result came to be there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    AlreadyThere,
    /// Written now: so many worlds simulated in so many seconds.
    Written {
        worlds: u64,
        seconds: f64,
    },
}

impl Outcome {
    /// Moved to its place now, after it had been made.
    pub const MOVED: Self = Self::Written {
        worlds: 0,
        seconds: 0.0,
    };

    /// Worlds simulated in a second, if any were.
    pub fn speed(self) -> Option<f64> {
        match self {
            Self::AlreadyThere | Self::Written { worlds: 0, .. } => None,
            Self::Written { worlds, seconds } => Some(worlds as f64 / seconds.max(1e-9)),
        }
    }

    /// The word for machines.
    pub fn status(self) -> &'static str {
        match self {
            Self::AlreadyThere => "already there",
            Self::Written { .. } => "written",
        }
    }

    /// Where it is, with its files where they are new.
    pub fn place(self, out: &Path, manifest: &Manifest) -> String {
        match self {
            Self::AlreadyThere => format!("Already there, unchanged: {}/\n", out.display()),
            Self::Written { .. } => format!("Written to {}/: {}\n", out.display(), listing(manifest)),
        }
    }
}

impl OutputArguments {
    /// Writes the workbook of a finished result, if one is asked for, and says where it is.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn workbook(&self, folder: &Path) -> Result<()> {
        if !self.xlsx {
            return Ok(());
        }
        let workbook = report::workbook_of(folder, self.force)?;
        let place = workbook.display();
        match self.quiet {
            true => screen::print(&format!("{place}\n")),
            false => {
                screen::warn(&format!("Workbook written to {place}"));
                Ok(())
            }
        }
    }

    /// What an experiment prints at its end: title and findings, where it is, how fast it was; or all of that for machines.
    pub fn experiment(&self, out: &Path, manifest: &Manifest, record: &ExperimentRecord, outcome: Outcome) -> String {
        if self.json {
            let report = json!({
                "status": outcome.status(),
                "out": out.display().to_string(),
                "command": manifest.command,
                "version": manifest.version,
                "short_hash": manifest.short_hash,
                "seed": Seed(manifest.seed),
                "title": record.title,
                "findings": record.findings,
                "claims": record.claims,
                "conditioning": first_conditioning(record),
                "worlds": record.worlds,
                "failed": record.failed,
                "files": manifest.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
                "worlds_per_second": outcome.speed().map(f64::round),
                "reading": manifest.reading,
            });
            return format!("{report:#}\n");
        }
        let place = outcome.place(out, manifest);
        if self.quiet {
            return place;
        }
        let mut text = format!(
            "{}\n\n{}{}\n{place}",
            record.title,
            found(record),
            conditioning_text(record)
        );
        if let Some(speed) = outcome.speed() {
            text.push_str(&format!("{} simulations per second\n", readable(speed)));
        }
        text.push_str(&format!("{}\n", manifest.reading));
        text
    }
}

/// What an experiment found, as a terminal shows it.
pub fn found(record: &ExperimentRecord) -> String {
    match record.claims.is_empty() {
        true => record.findings.iter().map(|finding| format!("{finding}\n")).collect(),
        false => answers::text(english(), &record.claims),
    }
}

/// Whether and how the worlds of an experiment agree with the record, each sentence once.
pub fn conditioning_text(record: &ExperimentRecord) -> String {
    let mut said: Vec<&Text> = Vec::new();
    for sentence in record.cases.iter().filter_map(|case| case.conditioning.as_ref()) {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said.iter().map(|sentence| english().word(sentence) + "\n").collect()
}

/// The same of the first of its scenarios, for programs.
pub fn first_conditioning(record: &ExperimentRecord) -> Option<String> {
    let said = record.cases.first()?.conditioning.as_ref()?;
    Some(english().word(said))
}

/// How many files a result has, beside its manifest.
fn listing(manifest: &Manifest) -> String {
    let figures = manifest.files.iter().filter(|file| file.name.ends_with(".svg")).count();
    let tables = manifest
        .files
        .iter()
        .filter(|file| !file.name.starts_with("figures/"))
        .count();
    let tables = counted(tables as u64, "table");
    match figures {
        0 => format!("{MANIFEST_JSON}, {tables}"),
        figures => format!("{MANIFEST_JSON}, {tables}, {}", counted(figures as u64, "figure")),
    }
}
