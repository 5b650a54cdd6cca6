//! What is asked of a conditioning, and the whole of it.

use super::chains::{Chains, Walked};
use super::pull::{FactPull, ParameterPull, pulls};
use super::target::Target;
use crate::facts::FactSet;
use crate::observables::Observables;
use crate::study::{Input, Kind, Sink, Study, TextFile, scenarios};
use engine::ensemble::compiled::{advance_block, draw_block_at};
use engine::ensemble::{Options, Workers};
use engine::model::series::{SERIES, Series};
use engine::model::{Course, Record};
use engine::numeric::bytes::{Cursor, put_float, put_number};
use engine::numeric::dispatch::Processor;
use engine::numeric::{LANE_WIDTH, Num};
use engine::scenario::Scenario;
use engine::scenario::distributions::Sampler;
use engine::scenario::fit::model_of;
use engine::scenario::histories::{Addresses, Draws, Histories, Layout, MAX_ROWS, Provenance};
use engine::scenario::inputs::Imposed;
use engine::scenario::time::Month;
use engine::scenario::worlds::{World, drawn_parameters, in_a_row};
use error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Length of a stretch of the past whose shocks are drawn together.
pub const STRETCH_MONTHS: usize = 4;
/// Rows that are kept at once when they are finished.
const UNIT: u64 = 64;

/// A scenario, and the record that its worlds are to agree with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    #[serde(with = "scenarios::one")]
    pub scenario: Scenario,
    pub observables: TextFile,
    pub facts: TextFile,
    /// Months from January 2023 to the last one whose facts count.
    pub until: usize,
    pub rows: u64,
    pub sweeps: u16,
}

/// How the chains fared.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixing {
    /// Mean over rows of the log likelihood after each sweep.
    pub log_likelihood: Vec<f64>,
    /// Standard deviation over rows after the last sweep.
    pub spread: f64,
    /// For each number of a row, how often a chain changed it in the second half of the sweeps, mean over rows.
    pub moves: Vec<f64>,
}

impl Mixing {
    /// How far the mean log likelihood moved between three quarters of the sweeps and the end, in standard errors of the mean over rows:
    /// beyond 3 the chains have not arrived.
    pub fn drift(&self, rows: usize) -> f64 {
        let last = self.log_likelihood.len() - 1;
        let moved = self.log_likelihood[last] - self.log_likelihood[last * 3 / 4];
        moved / (self.spread * (2.0 / rows as f64).sqrt())
    }

    /// The fewest moves that any number of a row made.
    pub fn least_moves(&self) -> f64 {
        self.moves.iter().copied().fold(f64::INFINITY, f64::min)
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Results {
    pub table: Histories,
    pub mixing: Mixing,
    /// In the order of the file; facts that had no part are left out.
    pub facts: Vec<FactPull>,
    /// Uncertain parameters, the one that moved or narrowed most first.
    pub parameters: Vec<ParameterPull>,
    /// Facts that had no part, and why.
    pub left_out: Vec<(String, String)>,
}

/// One finished row.
struct Row {
    numbers: Vec<u16>,
    log_likelihood: f64,
    /// What the facts are in the world before and after the search.
    before: Vec<f64>,
    after: Vec<f64>,
}

/// What a unit of rows gave.
struct Unit {
    rows: Vec<Row>,
    /// Sum over rows after each sweep.
    trace: Vec<f64>,
    moves: Vec<f64>,
}

impl Request {
    /// The facts, with warnings about them.
    ///
    /// # Errors
    /// A file that cannot be read as what it is.
    pub fn fact_set(&self) -> Result<FactSet> {
        let observables = Observables::parse(&self.observables.name, &self.observables.text)?;
        FactSet::parse(&self.facts.name, self.facts.text.as_bytes(), &observables)
    }

    /// The last month whose facts count.
    pub fn last_month(&self) -> Month {
        Month(self.until - 1)
    }

    fn layout(&self) -> Layout {
        Layout::reaching(self.until, STRETCH_MONTHS)
    }

    fn target(&self) -> Result<Target> {
        let months = self.layout().months();
        if months > self.scenario.months {
            return Err(Error::Usage(format!(
                "the scenario ends before {}, the last month of the record; give it a later horizon",
                self.last_month()
            )));
        }
        let target = Target::new(&self.fact_set()?.facts, self.last_month(), months);
        if target.facts().is_empty() {
            return Err(Error::Usage(format!(
                "no fact of {} lies between January 2023 and {}, so there is nothing to agree with",
                self.facts.name,
                self.last_month()
            )));
        }
        Ok(target)
    }

    fn check(&self) -> Result<()> {
        let refuse = |problem: String| Err(Error::Usage(problem));
        if self.rows == 0 || self.rows > MAX_ROWS as u64 {
            return refuse(format!("a table has 1 to {MAX_ROWS} rows, not {}", self.rows));
        }
        if self.sweeps == 0 || self.sweeps > Chains::MOST_SWEEPS {
            return refuse(format!(
                "a search has 1 to {} sweeps, not {}",
                Chains::MOST_SWEEPS,
                self.sweeps
            ));
        }
        if self.scenario.histories.is_some() {
            return refuse("a table is made from worlds as they are drawn, not from those of another table".to_owned());
        }
        Ok(())
    }
}

/// What every unit needs.
struct Search<'a> {
    request: &'a Request,
    target: &'a Target,
    sampler: Sampler,
    processor: Processor,
    layout: Layout,
}

impl Search<'_> {
    /// What the worlds of eight rows say of every fact.
    fn read(&self, addresses: &Addresses, memory: &mut Option<World<LANE_WIDTH>>) -> [Vec<f64>; LANE_WIDTH] {
        let scenario = &self.request.scenario;
        let months = self.layout.months();
        let draws = Draws {
            seed: scenario.seed,
            addresses: Some(addresses),
        };
        let runs = in_a_row(addresses.first_row);
        let world = draw_block_at(self.processor, &self.sampler, draws, months, runs, memory.take());
        let mut series: Vec<Num<LANE_WIDTH>> = Vec::with_capacity(months * SERIES);
        let mut record = Record {
            series: Some(&mut series),
            ..Record::default()
        };
        let mut course = Course::begin(scenario, &world);
        let imposed = Imposed::NONE;
        advance_block(
            self.processor,
            &mut course,
            scenario,
            &imposed,
            &world,
            &mut record,
            months,
        );
        *memory = Some(world);
        std::array::from_fn(|lane| {
            self.target
                .read(&|of: Series, month: usize| series[month * SERIES + of.index()].0[lane])
        })
    }

    /// Eight rows from `first_row` on.
    fn rows(&self, first_row: u64) -> (Vec<Row>, Walked) {
        let (width, seed) = (self.layout.width(), self.request.scenario.seed);
        let mut memory = None;
        let mut read = |numbers: &[u16]| {
            let addresses = Addresses {
                seed,
                layout: self.layout,
                first_row,
                numbers: numbers.to_vec(),
            };
            self.read(&addresses, &mut memory)
        };
        let before = read(&vec![0; width * LANE_WIDTH]);
        let chains = Chains {
            seed,
            first_row,
            width,
            sweeps: self.request.sweeps,
        };
        let walked = chains.walk(&mut |numbers| read(numbers).map(|values| self.target.log_likelihood(&values)));
        let after = read(&walked.numbers);
        let rows = walked.numbers.chunks(width).zip(walked.log_likelihoods);
        let rows = rows.zip(before.into_iter().zip(after));
        let rows = rows.map(|((numbers, log_likelihood), (before, after))| Row {
            numbers: numbers.to_vec(),
            log_likelihood,
            before,
            after,
        });
        (rows.collect(), walked)
    }

    /// The rows of a unit, one after the other as bytes.
    fn unit(&self, workers: &Workers, first_row: u64, rows: u64) -> Vec<u8> {
        let starts: Vec<u64> = (first_row..first_row + rows).step_by(LANE_WIDTH).collect();
        let found = workers.map(&starts, 1, |&start| self.rows(start));
        let mut bytes = Vec::new();
        let mut trace = vec![0.0; usize::from(self.request.sweeps)];
        let mut moves = vec![0.0; self.layout.width()];
        for (_, walked) in &found {
            for (sum, lanes) in trace.iter_mut().zip(&walked.trace) {
                *sum += lanes.iter().sum::<f64>();
            }
            for (sum, &count) in moves.iter_mut().zip(&walked.moves) {
                *sum += f64::from(count);
            }
        }
        for number in trace.into_iter().chain(moves) {
            put_float(&mut bytes, number);
        }
        for row in found.into_iter().flat_map(|(rows, _)| rows).take(rows as usize) {
            row.numbers
                .iter()
                .for_each(|&number| put_number(&mut bytes, u64::from(number)));
            put_float(&mut bytes, row.log_likelihood);
            row.before
                .iter()
                .chain(&row.after)
                .for_each(|&value| put_float(&mut bytes, value));
        }
        bytes
    }

    /// What [`Self::unit`] wrote.
    fn read_unit(&self, bytes: &[u8], rows: u64) -> Option<Unit> {
        let mut cursor = Cursor(bytes);
        let floats =
            |cursor: &mut Cursor<'_>, count: usize| (0..count).map(|_| cursor.float()).collect::<Option<Vec<f64>>>();
        let facts = self.target.facts().len();
        let trace = floats(&mut cursor, usize::from(self.request.sweeps))?;
        let moves = floats(&mut cursor, self.layout.width())?;
        let mut found = Vec::new();
        for _ in 0..rows {
            let number = |cursor: &mut Cursor<'_>| u16::try_from(cursor.number()?).ok();
            found.push(Row {
                numbers: (0..self.layout.width())
                    .map(|_| number(&mut cursor))
                    .collect::<Option<_>>()?,
                log_likelihood: cursor.float()?,
                before: floats(&mut cursor, facts)?,
                after: floats(&mut cursor, facts)?,
            });
        }
        cursor.0.is_empty().then_some(Unit {
            rows: found,
            trace,
            moves,
        })
    }
}

impl Study for Request {
    const KIND: Kind = Kind::Condition;
    type Results<'a> = Results;

    fn inputs(&self) -> Vec<Input> {
        let mut inputs = Input::of_scenario(&self.scenario);
        inputs.push(Input::new("facts file", &self.facts.text));
        inputs.push(Input::new("file of observables", &self.observables.text));
        let (until, rows, sweeps) = (self.last_month(), self.rows, self.sweeps);
        inputs.push(Input::new(
            "search",
            format!("facts until {until}, {rows} rows, {sweeps} sweeps, stretches of {STRETCH_MONTHS} months\n"),
        ));
        inputs
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Results> {
        self.check()?;
        let target = self.target()?;
        let workers = Workers::new(options.threads)?;
        let search = Search {
            request: self,
            target: &target,
            sampler: Sampler::new(&self.scenario.cards)?,
            processor: options.processor()?,
            layout: self.layout(),
        };
        sink.stage(self.rows);
        let mut all = Unit {
            rows: Vec::new(),
            trace: vec![0.0; usize::from(self.sweeps)],
            moves: vec![0.0; search.layout.width()],
        };
        for first in (0..self.rows).step_by(UNIT as usize) {
            let rows = UNIT.min(self.rows - first);
            let bytes = sink.unit(|_| Ok(search.unit(&workers, first, rows)))?;
            let unit = search.read_unit(&bytes, rows).ok_or_else(|| {
                Error::File(
                    "what an interrupted attempt left does not fit this search; use --force to start again".to_owned(),
                )
            })?;
            all.rows.extend(unit.rows);
            all.trace
                .iter_mut()
                .zip(unit.trace)
                .for_each(|(sum, more)| *sum += more);
            all.moves
                .iter_mut()
                .zip(unit.moves)
                .for_each(|(sum, more)| *sum += more);
            sink.progress(first + rows);
        }
        self.conclude(&search, &target, &all)
    }
}

impl Request {
    fn conclude(&self, search: &Search<'_>, target: &Target, all: &Unit) -> Result<Results> {
        let of_facts = |row: for<'r> fn(&'r Row) -> &'r [f64]| -> Vec<Vec<f64>> {
            let facts = 0..target.facts().len();
            facts
                .map(|fact| all.rows.iter().map(|at| row(at)[fact]).collect())
                .collect()
        };
        let (before, after) = (of_facts(|row| &row.before), of_facts(|row| &row.after));
        let rows: Vec<(Vec<u16>, f64)> = all
            .rows
            .iter()
            .map(|row| (row.numbers.clone(), row.log_likelihood))
            .collect();
        let provenance = Provenance {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: self.scenario.name.clone(),
            until: self.last_month(),
            facts: target.facts().len(),
            sweeps: self.sweeps,
            model: model_of(&self.scenario),
        };
        let table = Histories::new(
            self.scenario.name.clone(),
            self.scenario.seed,
            search.layout,
            provenance,
            &rows,
        );
        let worlds: Vec<u64> = (0..self.rows).collect();
        let start = Addresses {
            numbers: vec![0; search.layout.width() * all.rows.len()],
            ..table.addresses().clone()
        };
        let drawn = |addresses: &Addresses| {
            let draws = Draws {
                seed: self.scenario.seed,
                addresses: Some(addresses),
            };
            drawn_parameters(&search.sampler, draws, &worlds)
        };
        let (facts, parameters) = pulls(
            target,
            &self.scenario.cards,
            [&before, &after],
            [&drawn(&start), &drawn(table.addresses())],
        );
        let unmet = facts
            .iter()
            .filter(|fact| fact.nearest > UNMET)
            .map(|fact| &fact.fact.id);
        let unmet: Vec<&str> = unmet.map(String::as_str).collect();
        if !unmet.is_empty() {
            return Err(Error::Usage(format!(
                "no world comes within {UNMET} standard errors of {}; look at its value, unit and date in {}, or leave it out",
                unmet.join(" and of "),
                self.facts.name
            )));
        }
        // Lanes beyond the last row were walked as well, so that sums are over whole blocks.
        let walked = all.rows.len().next_multiple_of(LANE_WIDTH) as f64;
        let log_likelihoods: Vec<f64> = all.rows.iter().map(|row| row.log_likelihood).collect();
        let mixing = Mixing {
            log_likelihood: all.trace.iter().map(|sum| sum / walked).collect(),
            spread: super::pull::moments(&log_likelihoods).1,
            moves: all.moves.iter().map(|sum| sum / walked).collect(),
        };
        Ok(Results {
            table,
            mixing,
            facts,
            parameters,
            left_out: target
                .left_out
                .iter()
                .map(|(fact, reason)| (fact.id.clone(), reason.clone()))
                .collect(),
        })
    }
}

/// Standard deviations of a fact's full error beyond which no world may be from it if the search is to count.
const UNMET: f64 = 10.0;

#[cfg(test)]
mod tests;
