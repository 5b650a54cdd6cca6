//! Writing a sweep: rows as points finish, and a note of how far it has come.

use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::writer::shard::append_rows;

use super::tables::{Point, push_point, push_results, push_worlds, read_errors, read_points};
use analysis::sweep::Design;
use analysis::sweep::run::Finished;
use analysis::sweep::schema::{self, AS_PARQUET, DESIGN_CSV, POINTS_CSV, RESULTS_CSV, WORLDS_CSV};
use engine::ensemble::Statistic;
use engine::model::metrics::{METRICS, Metric};
use engine::scenario::cards::CardSet;
use engine::scenario::dated::Dated;
use error::{Error, Result};
use results::store::failure::cannot;
use results::store::folder::RunSpec;
use results::store::parquet::convert;
use results::store::shard::{Part, Shard, WHOLE_JSON, Whole};
use results::store::staging::Staging;
use results::store::table_file::TableFile;

/// File inside the staging folder that says how far the sweep has come.
const PROGRESS: &str = "progress.json";

/// How much of each table is vouched for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Progress {
    key: String,
    next_point: usize,
    points: Written,
    results: Written,
    worlds: Option<Written>,
    /// For each metric the largest standard error of its central value so far; 0 before there is one.
    largest_error: Vec<f64>,
    /// The same of its difference from the first point.
    largest_effect_error: Vec<f64>,
}

/// The part of a table that is vouched for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Written {
    bytes: u64,
    sha256: String,
}

/// Begins a table, or takes it up where `written` vouches for it.
fn open_table(staging: &Staging, name: &str, written: Option<&Written>, header: &[u8]) -> Result<TableFile> {
    let Some(written) = written else {
        let mut table = staging.create(name)?;
        table.buffer().extend_from_slice(header);
        return Ok(table);
    };
    let table = staging.reopen(name, written.bytes)?;
    if table.sha256() == written.sha256 {
        return Ok(table);
    }
    Err(Error::File(format!(
        "cannot go on with {}: it was changed since it was written; use --force to start again",
        staging.folder().join(name).display()
    )))
}

impl Written {
    /// Everything that was pushed onto a table, on the disk now: what vouches for it must not come there before.
    fn all_of(table: &mut TableFile) -> Result<Self> {
        Ok(Self {
            bytes: table.sync()?,
            sha256: table.sha256(),
        })
    }
}

/// A sweep with all its tables written.
#[derive(Debug)]
pub struct Done {
    pub staging: Staging,
    /// Names of the tables.
    pub tables: Vec<&'static str>,
    pub points: Vec<Point>,
    pub largest_error: Vec<f64>,
    pub largest_effect_error: Vec<f64>,
}

/// The files of a sweep while it is being made.
#[derive(Debug)]
pub struct Writer<'a> {
    design: &'a Design,
    cards: &'a CardSet,
    /// Dates that have columns of their own.
    dated: &'a [Dated],
    policies: &'a [String],
    /// Metrics that are spoken of and drawn.
    metrics: &'a [Metric],
    staging: Staging,
    points: TableFile,
    results: TableFile,
    worlds: Option<TableFile>,
    progress: Progress,
}

impl<'a> Writer<'a> {
    /// Takes up the sweep where its last finished points stand, or begins it, under these policies; these metrics are spoken of and drawn.
    /// `keep_worlds` asks for `worlds.csv`.
    ///
    /// # Errors
    /// A file that cannot be read or written, or is not what was left.
    pub fn open(
        design: &'a Design,
        (cards, dated): (&'a CardSet, &'a [Dated]),
        (policies, metrics): (&'a [String], &'a [Metric]),
        spec: &RunSpec,
        staging: Staging,
        keep_worlds: bool,
    ) -> Result<Self> {
        Self::open_from(
            design,
            (cards, dated),
            (policies, metrics),
            spec,
            staging,
            keep_worlds,
            0,
        )
    }

    /// The same for a part of the design, which begins with this row.
    ///
    /// # Errors
    /// As [`Writer::open`].
    pub fn open_from(
        design: &'a Design,
        (cards, dated): (&'a CardSet, &'a [Dated]),
        (policies, metrics): (&'a [String], &'a [Metric]),
        spec: &RunSpec,
        staging: Staging,
        keep_worlds: bool,
        first_point: usize,
    ) -> Result<Self> {
        let path = staging.folder().join(PROGRESS);
        let begun = match std::fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(cannot("read", &path, &error)),
        };
        let begun: Option<Progress> = begun
            .map(|bytes| serde_json::from_slice(&bytes))
            .transpose()
            .ok()
            .flatten()
            .filter(|progress: &Progress| progress.key == spec.key.as_str());
        let before = begun.as_ref();
        let points = before.map(|progress| &progress.points);
        let points = open_table(
            &staging,
            POINTS_CSV,
            points,
            &schema::points(design, cards, dated).head(),
        )?;
        let results = before.map(|progress| &progress.results);
        let results = open_table(&staging, RESULTS_CSV, results, &schema::results().head())?;
        let worlds = match keep_worlds {
            true => {
                let worlds = before.and_then(|progress| progress.worlds.as_ref());
                Some(open_table(&staging, WORLDS_CSV, worlds, &schema::worlds(dated).head())?)
            }
            false => None,
        };
        staging.write(DESIGN_CSV, &super::tables::design(design, cards))?;
        let progress = begun.unwrap_or_else(|| Progress {
            key: spec.key.as_str().to_owned(),
            next_point: first_point,
            largest_error: vec![0.0; METRICS + dated.len()],
            largest_effect_error: vec![0.0; METRICS + dated.len()],
            ..Progress::default()
        });
        let mut writer = Self {
            design,
            cards,
            dated,
            policies,
            metrics,
            staging,
            points,
            results,
            worlds,
            progress,
        };
        writer.store()?;
        Ok(writer)
    }

    /// The first row of the design that is not yet written.
    pub fn next_point(&self) -> usize {
        self.progress.next_point
    }

    /// Writes finished points: neighbouring rows, each under all policies.
    ///
    /// # Errors
    /// A file that cannot be written; what stands up to the points before can be resumed.
    pub fn take(&mut self, finished: &[Finished]) -> Result<()> {
        for one in finished {
            let policy = &self.policies[one.case];
            push_point(self.points.buffer(), one, policy, self.design);
            push_results(self.results.buffer(), one, policy, self.design);
            if let Some(worlds) = &mut self.worlds {
                push_worlds(worlds.buffer(), one, policy, self.design);
                worlds.flush()?;
            }
            let metrics = one.known.metrics().into_iter();
            for (metric, largest) in metrics.zip(&mut self.progress.largest_error) {
                // `max` passes over an error that does not exist.
                *largest = largest.max(one.known.estimate(metric, Statistic::central(metric)).error);
            }
            for (largest, effect) in self.progress.largest_effect_error.iter_mut().zip(&one.effects) {
                *largest = largest.max(effect.error);
            }
        }
        if let Some(last) = finished.last() {
            self.progress.next_point = last.point + 1;
        }
        self.store()
    }

    fn store(&mut self) -> Result<()> {
        self.progress.points = Written::all_of(&mut self.points)?;
        self.progress.results = Written::all_of(&mut self.results)?;
        self.progress.worlds = self.worlds.as_mut().map(Written::all_of).transpose()?;
        let text = serde_json::to_vec(&self.progress).map_err(|error| Error::File(error.to_string()))?;
        self.staging.write(PROGRESS, &text)
    }

    /// Ends a shard: its rows, as CSV and as Parquet, and how far off they may be.
    ///
    /// # Errors
    /// A file cannot be written or moved.
    pub fn finish_shard(mut self, command: String, whole: &Whole, part: Part) -> Result<Shard> {
        self.store()?;
        let whole_json = serde_json::to_vec(whole).map_err(|error| Error::File(error.to_string()))?;
        self.staging.write(WHOLE_JSON, &whole_json)?;
        let mut names = vec![WHOLE_JSON, PROGRESS, DESIGN_CSV, POINTS_CSV, RESULTS_CSV];
        names.extend(self.worlds.is_some().then_some(WORLDS_CSV));
        let schemas = schema::schemas(self.design, self.cards, self.dated, false);
        for (schema, (_, parquet)) in schemas.iter().zip(AS_PARQUET) {
            convert(&self.staging, schema, parquet)?;
            names.push(parquet);
        }
        self.staging
            .publish_shard(command, whole.spec.key.clone(), part, &names)
    }

    /// Appends the rows of the next shard, which stands in `folder`.
    ///
    /// # Errors
    /// A file of the shard is missing or was changed; a table cannot be written.
    pub fn append(&mut self, folder: &Path, shard: &Shard) -> Result<()> {
        let progress: Progress = serde_json::from_slice(&shard.file(folder, PROGRESS)?)
            .map_err(|error| Error::File(format!("cannot merge {}: {error}", folder.join(PROGRESS).display())))?;
        for table in [&mut self.points, &mut self.results]
            .into_iter()
            .chain(&mut self.worlds)
        {
            append_rows(table, folder, shard)?;
            // Parquet is made from the file.
            table.flush()?;
        }
        let largest =
            |own: &mut [f64], more: &[f64]| own.iter_mut().zip(more).for_each(|(own, more)| *own = own.max(*more));
        largest(&mut self.progress.largest_error, &progress.largest_error);
        largest(&mut self.progress.largest_effect_error, &progress.largest_effect_error);
        self.progress.next_point = progress.next_point;
        Ok(())
    }

    /// Writes the Parquet files and reads the points back.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub fn finish(mut self) -> Result<Done> {
        let mut names = vec![DESIGN_CSV, POINTS_CSV, RESULTS_CSV];
        if self.worlds.is_some() {
            names.push(WORLDS_CSV);
        }
        let schemas = schema::schemas(self.design, self.cards, self.dated, false);
        for (schema, (_, parquet)) in schemas.iter().zip(AS_PARQUET) {
            convert(&self.staging, schema, parquet)?;
            names.push(parquet);
        }
        let has_worlds = self.worlds.is_some();
        for table in [self.points, self.results].into_iter().chain(self.worlds) {
            self.staging.record_checksum(table.finish()?);
        }
        for schema in schema::schemas(self.design, self.cards, self.dated, has_worlds) {
            self.staging.make_plain(&schema)?;
        }
        let all = METRICS + self.dated.len();
        let largest = |mut found: Vec<f64>| {
            found.resize(all, 0.0);
            found
        };
        let largest_error = largest(self.progress.largest_error);
        let largest_effect_error = largest(self.progress.largest_effect_error);
        let mut points = read_points(
            &self.staging.standing(POINTS_CSV),
            self.design,
            (self.cards, self.dated),
            self.policies,
            self.metrics,
        )?;
        // Only lines over one input show them.
        if self.design.inputs.len() == 1 {
            read_errors(
                &self.staging.standing(RESULTS_CSV),
                &mut points,
                self.dated,
                self.metrics,
            )?;
        }
        Ok(Done {
            staging: self.staging,
            tables: names,
            points,
            largest_error,
            largest_effect_error,
        })
    }
}
