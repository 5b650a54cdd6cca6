//! What every study's command does once its words are read: open the folder, carry the study out, write, print.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use detente::analysis::study::{Kind, Sink};
use detente::error::{Error, Result};
use detente::report::answers::with_claims;
use detente::report::study::{Written, spec};
use detente::results::store::folder::RunSpec;
use detente::results::store::journal::Journal;
use detente::results::store::manifest::{ExperimentRecord, Manifest};
use detente::results::store::room::Needs;
use detente::results::store::staging::Staging;

use super::output::{Outcome, OutputArguments, Work};
use super::progress::Progress;
use super::watch::{self, Watch};
use super::{screen, signals};

/// A study as the words of a command ask for it.
pub struct Asked<S> {
    pub study: S,
    /// What to type to get the same result: nothing in it that does not change the result.
    pub command: String,
    /// Where the result goes if `--out` says nothing.
    pub default_out: PathBuf,
}

/// A finished study in its folder.
pub struct Done {
    pub out: PathBuf,
    pub manifest: Manifest,
    pub outcome: Outcome,
}

impl Done {
    /// What the manifest says of it.
    ///
    /// # Errors
    /// It is the result of another kind.
    pub fn record(&self, kind: Kind) -> Result<&ExperimentRecord> {
        self.manifest.kind.experiment().ok_or_else(|| {
            let (out, kind) = (self.out.display(), kind.key());
            Error::Usage(format!("{out} holds no result of `detente {kind}`"))
        })
    }
}

/// Carries a study out, or what is left of it, and says what was found.
///
/// # Errors
/// As [`carry_out`].
pub fn perform<S: Written>(asked: &Asked<S>, output: &OutputArguments) -> Result<()> {
    let done = carry_out(asked, output)?;
    let record = done.record(S::KIND)?;
    screen::print(&output.experiment(&done.out, &done.manifest, record, done.outcome))
}

/// Carries a study out, or what is left of it.
///
/// # Errors
/// The output folder holds something else or cannot be written; those of the study.
pub fn carry_out<S: Written>(asked: &Asked<S>, output: &OutputArguments) -> Result<Done> {
    let study = &asked.study;
    let spec = spec(study, asked.command.clone());
    open(
        &asked.default_out,
        &spec,
        &study.file_names(),
        study.needs(),
        output,
        |staging| {
            let mut desk = Desk::open(&staging, output.silent())?;
            let results = study.run(&output.options(), &mut desk);
            let outcome = desk.close();
            let manifest = write_up(study, &results?, &spec, staging, output)?;
            Ok((manifest, outcome))
        },
    )
}

/// Writes all that was found and moves it to its place.
///
/// # Errors
/// A file cannot be written or moved.
pub fn write_up<S: Written>(
    study: &S,
    results: &S::Results<'_>,
    spec: &RunSpec,
    staging: Staging,
    output: &OutputArguments,
) -> Result<Manifest> {
    let names = study.write(results, &staging)?;
    let tables: Vec<&str> = names.iter().map(String::as_str).collect();
    let pictures = output.pictures(study.figures(results, &spec.key));
    let kind = with_claims(S::kind(study.record(results)), &staging)?;
    staging.conclude(spec, study.seed(), &tables, pictures.files()?, kind)
}

/// Opens the output folder for the result of `spec`, which would write files of these `names` and `needs` so much room, and does what `work` does if it is not
/// there already. `work` gets the staging folder.
///
/// # Errors
/// The output folder holds something else or cannot be written; those of `work`.
pub fn open(
    default_out: &Path,
    spec: &RunSpec,
    names: &[String],
    needs: Needs,
    output: &OutputArguments,
    work: impl FnOnce(Staging) -> Result<(Manifest, Outcome)>,
) -> Result<Done> {
    let opened = output.open(default_out, spec, names, needs)?;
    let (manifest, outcome) = match opened.work {
        Work::AlreadyThere(manifest) => (*manifest, Outcome::AlreadyThere),
        Work::Moved(manifest) => (*manifest, Outcome::MOVED),
        Work::Do(staging) => {
            signals::on_interrupt(&format!(
                "what was finished is kept in {}; go on with: {}",
                staging.folder().display(),
                spec.resumed(&opened.out)
            ));
            work(staging)?
        }
    };
    signals::on_interrupt(&format!(
        "the result is finished and stands in {}",
        opened.out.display()
    ));
    output.workbook(&opened.out)?;
    Ok(Done {
        out: opened.out,
        manifest,
        outcome,
    })
}

/// Shows how far a study is and keeps its journal.
pub struct Desk {
    journal: Journal,
    silent: bool,
    watch: Option<Arc<dyn Watch>>,
    begun: Instant,
    /// Worlds of the present stage.
    total: u64,
    progress: Option<Progress>,
    /// Worlds that are done in this stage, and those among them that an earlier attempt did.
    done: u64,
    before: u64,
    /// Worlds of the stages before that this attempt did.
    simulated: u64,
}

impl Desk {
    /// A desk for the study that stands in `staging`.
    ///
    /// # Errors
    /// The journal cannot be opened.
    pub fn open(staging: &Staging, silent: bool) -> Result<Self> {
        Ok(Self {
            journal: Journal::of(staging)?,
            silent,
            watch: watch::current(),
            begun: Instant::now(),
            total: 0,
            progress: None,
            done: 0,
            before: 0,
            simulated: 0,
        })
    }

    /// Takes the progress away; how many worlds were simulated now, and in what time.
    pub fn close(mut self) -> Outcome {
        self.stage(0);
        Outcome::Written {
            worlds: self.simulated,
            seconds: self.begun.elapsed().as_secs_f64(),
        }
    }
}

impl Sink for Desk {
    fn stage(&mut self, worlds: u64) {
        if let Some(progress) = self.progress.take() {
            progress.finish();
        }
        self.simulated += self.done - self.before;
        (self.total, self.done, self.before) = (worlds, 0, 0);
    }

    fn progress(&mut self, worlds: u64) {
        self.done = worlds;
        if !self.journal.is_at_end() {
            self.before = worlds;
            return;
        }
        let (total, before, silent) = (self.total, self.before, self.silent);
        let progress = self
            .progress
            .get_or_insert_with(|| Progress::new(total, before, silent));
        progress.set(worlds);
    }

    fn is_cancelled(&self) -> bool {
        self.watch.as_ref().is_some_and(|watch| watch.is_cancelled())
    }

    fn recall(&mut self) -> Result<Option<Vec<u8>>> {
        self.journal.recall()
    }

    fn record(&mut self, unit: &[u8]) -> Result<()> {
        self.journal.record(unit)
    }
}
