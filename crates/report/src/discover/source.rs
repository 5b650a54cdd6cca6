//! StoredResult results read back: what each world (or point) was given, and what came of it.

mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use table::Table;

use crate::cases::scenario_of_case;
use crate::later;
use crate::phrases::worlds;
use crate::selection;
use analysis::discover::condition::Rows;
use analysis::run::schema::{DRAWS_CSV, METRICS_CSV};
use analysis::sweep::schema::{DESIGN_CSV, POINTS_CSV, WORLDS_CSV};
use engine::model::metrics::{Metrics, dates};
use engine::scenario::cards::CardSet;
use engine::scenario::dated::Dated;
use engine::scenario::distributions::Sampler;
use engine::scenario::inputs::Input;
use engine::scenario::load::cards::read_cards;
use engine::scenario::parameters;
use engine::scenario::reader;
use engine::scenario::worlds::drawn_parameters;
use error::{Error, Result};
use results::cell::text_of;
use results::store::manifest::{CaseRecord, Manifest, ResultKind};
use results::store::stored::{StoredResult, Trust, manifest_of};

/// Rows of finished results.
#[derive(Debug, Clone)]
pub struct Material {
    pub rows: Rows,
    /// What the rows are, such as `10,000 worlds of outputs/baseline`.
    /// In words of any language.
    pub what: Vec<String>,
    pub inputs: Vec<Input>,
    /// By input, then row; not a number where an input was left as it is and its value is not known.
    pub columns: Vec<Vec<f64>>,
    /// Number of the world of each row; empty for means over worlds.
    pub runs: Vec<u64>,
    pub metrics: Vec<Metrics>,
    /// The dates of series that all of the results hold.
    pub dated: Vec<Dated>,
    pub cards: CardSet,
    /// Cards as a file.
    pub parameters_toml: String,
    pub seed: u64,
    /// Months of the scenario; the fewest where there are several.
    pub months: usize,
    pub cases: Vec<CaseRecord>,
    /// Keys of the results.
    pub keys: Vec<String>,
    /// How many rows there were in all where only the first were read.
    pub cut_from: Option<u64>,
}

/// Reads the results in `folders`; they must have the same inputs. `under` chooses among the policies of a comparison or sweep.
///
/// # Errors
/// A folder without a finished result, or with another kind of result; files that are not those of the manifest; a policy that is not
/// there, or one too few said; results that do not go together.
pub fn read(folders: &[PathBuf], under: Option<&str>) -> Result<Material> {
    let mut all: Option<Material> = None;
    for folder in folders {
        let next = one(folder, under)?;
        match &mut all {
            None => all = Some(next),
            Some(before) => before.append(next, folder)?,
        }
    }
    all.ok_or_else(|| Error::Usage("name at least one output folder to search".to_owned()))
}

fn one(folder: &Path, under: Option<&str>) -> Result<Material> {
    let manifest = manifest_of(folder, "a `detente run`, `compare` or `sweep`")?;
    of_manifest(folder, &manifest, Trust::Unchanged, under)
}

/// Reads one result that was opened, which held every file against its manifest; `under` chooses among the policies of a comparison or
/// sweep.
///
/// # Errors
/// As [`read`].
pub fn of_result(result: &StoredResult, under: Option<&str>) -> Result<Material> {
    of_manifest(&result.folder, &result.manifest, Trust::Changed, under)
}

fn of_manifest(folder: &Path, manifest: &Manifest, trust: Trust, under: Option<&str>) -> Result<Material> {
    let reader = Reader {
        folder,
        manifest,
        trust,
    };
    match &manifest.kind {
        ResultKind::Run(record) => {
            if let Some(policy) = under {
                return Err(Error::Usage(format!(
                    "{} holds one run; --under {policy} chooses among the policies of a comparison or a sweep, so leave it out",
                    folder.display()
                )));
            }
            let case = CaseRecord {
                name: folder.display().to_string(),
                title: manifest.command.clone(),
                scenario_toml: record.scenario_toml.clone(),
                parameters_toml: None,
                inert: Vec::new(),
                conditioning: None,
            };
            reader.run(case, &record.parameters_toml)
        }
        ResultKind::Compare(record) => {
            let case = reader.case(&record.cases, under)?;
            reader.comparison(case, &record.parameters_toml)
        }
        ResultKind::Sweep(record) => {
            let case = reader.case(&record.cases, under)?;
            reader.sweep(case, &record.parameters_toml)
        }
        _ => Err(Error::Usage(format!(
            "{} holds no worlds to search (`{}`); name the folder of a `detente run`, `compare` or `sweep`",
            folder.display(),
            manifest.command
        ))),
    }
}

struct Reader<'a> {
    folder: &'a Path,
    manifest: &'a Manifest,
    trust: Trust,
}

impl Reader<'_> {
    /// The policy that is asked for.
    fn case(&self, cases: &[CaseRecord], under: Option<&str>) -> Result<CaseRecord> {
        let place = self.folder.display();
        let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        match (under, cases) {
            (None, [only]) => Ok(only.clone()),
            (None, _) => Err(Error::Usage(format!(
                "{place} holds several policies; say with --under which one to look at: {}",
                names.join(", ")
            ))),
            (Some(policy), _) => {
                let found = cases.iter().find(|case| case.name == policy).cloned();
                found.ok_or_else(|| {
                    Error::Usage(format!(
                        "{place} holds no policy `{policy}`; --under may be {}",
                        names.join(", ")
                    ))
                })
            }
        }
    }

    /// Reads a table of the folder.
    fn table(&self, name: &str, keep: &dyn Fn(&csv::StringRecord) -> bool) -> Result<Table> {
        Table::read(self.folder, self.manifest, self.trust, name, keep)
    }

    fn has(&self, name: &str) -> bool {
        self.manifest.files.iter().any(|file| file.name == name)
    }

    fn cards(&self, text: &str) -> Result<CardSet> {
        let cards = read_cards(&reader::Source {
            name: format!("the parameter cards in {}", self.folder.display()),
            text: text.to_owned(),
        })?;
        if cards.cards.len() == parameters::keys().count() {
            Ok(cards)
        } else {
            Err(Error::File(format!(
                "{} was made with other parameters than this version has; make the result again",
                self.folder.display()
            )))
        }
    }

    fn run(&self, case: CaseRecord, parameters_toml: &str) -> Result<Material> {
        if !self.has(METRICS_CSV) {
            return Err(Error::Usage(format!(
                "{} holds no {METRICS_CSV}, so it has no worlds to search; make it again: {} --rows {} --force",
                self.folder.display(),
                self.manifest.command.replace(" --rows none", ""),
                selection::Rows::Metrics.key()
            )));
        }
        let metrics = self.table(METRICS_CSV, &|_| true)?;
        if !self.has(DRAWS_CSV) {
            let columns = self.draws(&case, parameters_toml, &metrics.counts("run")?)?;
            let inputs = parameters_in_order().collect();
            return self.material(Rows::Worlds, &metrics, inputs, columns, case, parameters_toml);
        }
        let draws = self.table(DRAWS_CSV, &|_| true)?;
        if metrics.counts("run")? != draws.counts("run")? {
            return Err(metrics.problem("its worlds are not those of draws.csv"));
        }
        let (inputs, columns) = draws.inputs(1)?;
        self.material(Rows::Worlds, &metrics, inputs, columns, case, parameters_toml)
    }

    fn comparison(&self, case: CaseRecord, parameters_toml: &str) -> Result<Material> {
        let of_case = |record: &csv::StringRecord| record.get(0).map(text_of) == Some(&case.name);
        let metrics = self.table(METRICS_CSV, &of_case)?;
        let columns = self.draws(&case, parameters_toml, &metrics.counts("run")?)?;
        self.material(
            Rows::Worlds,
            &metrics,
            parameters_in_order().collect(),
            columns,
            case,
            parameters_toml,
        )
    }

    fn sweep(&self, case: CaseRecord, parameters_toml: &str) -> Result<Material> {
        let of_case = |record: &csv::StringRecord| record.get(1).map(text_of) == Some(&case.name);
        if !self.has(WORLDS_CSV) {
            let points = self.table(POINTS_CSV, &of_case)?;
            let (inputs, columns) = points.inputs(4)?;
            return self.material(Rows::Means, &points, inputs, columns, case, parameters_toml);
        }
        let worlds = self.table(WORLDS_CSV, &of_case)?;
        let design = self.table(DESIGN_CSV, &|_| true)?;
        let (mut inputs, settings) = design.inputs(1)?;
        let numbered: BTreeMap<u64, usize> = design.counts("point")?.into_iter().zip(0..).collect();
        let places = worlds.counts("point")?.into_iter();
        let places: Option<Vec<usize>> = places.map(|point| numbered.get(&point).copied()).collect();
        let places = places.ok_or_else(|| worlds.problem("it has points that design.csv has not"))?;
        let mut columns: Vec<Vec<f64>> = settings
            .iter()
            .map(|column| places.iter().map(|&place| column[place]).collect())
            .collect();
        let drawn = self.draws(&case, parameters_toml, &worlds.counts("run")?)?;
        for (input, drawn) in parameters_in_order().zip(drawn) {
            match inputs.iter().position(|set| *set == input) {
                // What a row of the design leaves as it is has its draw.
                Some(place) => {
                    for (value, drawn) in columns[place].iter_mut().zip(drawn) {
                        if value.is_nan() {
                            *value = drawn;
                        }
                    }
                }
                None => {
                    inputs.push(input);
                    columns.push(drawn);
                }
            }
        }
        self.material(Rows::Worlds, &worlds, inputs, columns, case, parameters_toml)
    }

    /// What the parameters of these runs were drawn to be, by parameter then run: a function of the scenario and the run alone.
    fn draws(&self, case: &CaseRecord, parameters_toml: &str, runs: &[u64]) -> Result<Vec<Vec<f64>>> {
        let scenario = scenario_of_case(case, parameters_toml)?;
        let sampler = Sampler::new(&self.cards(parameters_toml)?)?;
        Ok(drawn_parameters(&sampler, scenario.draws(), runs))
    }

    fn material(
        &self,
        rows: Rows,
        table: &Table,
        inputs: Vec<Input>,
        columns: Vec<Vec<f64>>,
        case: CaseRecord,
        parameters_toml: &str,
    ) -> Result<Material> {
        let read = match rows {
            Rows::Worlds => worlds(table.rows as u64),
            Rows::Means => later!("figure-discover-some_points", count = table.rows),
        };
        let folder = self.folder.display().to_string();
        let what = match &self.manifest.kind {
            ResultKind::Run(_) => later!("figure-discover-rows", rows = read, folder = folder),
            _ => later!(
                "figure-discover-rows_under",
                rows = read,
                policy = &case.name,
                folder = folder
            ),
        };
        Ok(Material {
            rows,
            what: vec![what],
            inputs,
            columns,
            runs: match rows {
                Rows::Worlds => table.counts("run")?,
                Rows::Means => Vec::new(),
            },
            metrics: table.metrics(),
            dated: dates(table.columns_of_metrics()),
            cards: self.cards(parameters_toml)?,
            parameters_toml: parameters_toml.to_owned(),
            seed: self.manifest.seed,
            months: scenario_of_case(&case, parameters_toml)?.months,
            cases: vec![case],
            keys: vec![self.manifest.key.as_str().to_owned()],
            cut_from: (table.beyond > 0).then_some(table.rows as u64 + table.beyond),
        })
    }
}

/// The metrics of these worlds of a run, or of one policy of a comparison, in the order of `runs`.
///
/// # Errors
/// As [`read`]; a world that is not there.
pub fn metrics_of(result: &StoredResult, policy: Option<&str>, runs: &[u64]) -> Result<Vec<Metrics>> {
    let run_place = usize::from(policy.is_some());
    let wanted = |record: &csv::StringRecord| {
        let of_policy = policy.is_none() || record.get(0).map(text_of) == policy;
        let run = || record.get(run_place).and_then(|cell| cell.parse::<u64>().ok());
        of_policy && run().is_some_and(|run| runs.contains(&run))
    };
    let table = Table::read(&result.folder, &result.manifest, Trust::Changed, METRICS_CSV, &wanted)?;
    let (found, metrics) = (table.counts("run")?, table.metrics());
    let row = |run: &u64| match found.iter().position(|other| other == run) {
        Some(row) => Ok(metrics[row].clone()),
        None => Err(table.problem(&format!("it has no world {run}"))),
    };
    runs.iter().map(row).collect()
}

fn parameters_in_order() -> impl Iterator<Item = Input> {
    (0..parameters::keys().count()).map(Input::Parameter)
}

impl Material {
    /// Adds the rows of another folder.
    fn append(&mut self, other: Self, folder: &Path) -> Result<()> {
        let place = folder.display();
        if self.rows != other.rows {
            return Err(Error::Usage(format!(
                "{place} holds means over worlds and the folder before single worlds, or the other way round; search them apart"
            )));
        }
        if self.inputs != other.inputs {
            return Err(Error::Usage(format!(
                "{place} varies other inputs than the folder before; search them apart"
            )));
        }
        if self.keys.iter().any(|key| other.keys.contains(key))
            && self.cases.iter().any(|case| other.cases.contains(case))
        {
            return Err(Error::Usage(format!(
                "{place} holds a result that stands in a folder before; name it once"
            )));
        }
        for (column, more) in self.columns.iter_mut().zip(other.columns) {
            column.extend(more);
        }
        self.runs.extend(other.runs);
        self.metrics.extend(other.metrics);
        self.dated.retain(|dated| other.dated.contains(dated));
        self.what.extend(other.what);
        self.months = self.months.min(other.months);
        self.cases.extend(other.cases);
        self.keys.extend(other.keys);
        self.cut_from = match (self.cut_from, other.cut_from) {
            (None, None) => None,
            (one, two) => Some(one.unwrap_or(0) + two.unwrap_or(0)),
        };
        Ok(())
    }
}
