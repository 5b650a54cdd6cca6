//! What a hindcast is asked, and the whole of it.

use super::sanity::{self, Gathered, Range};
use super::{Plan, Validation, beside, known_until};
use crate::facts::{Fact, FactSet};
use crate::observables::Observables;
use crate::published::{self, Published};
use crate::study::{Input, Kind, Sink, Study, TextFile, scenarios};
use engine::ensemble::{self, Audited, Options};
use engine::model::audit::{ACCOUNTS, Account};
use engine::scenario::Scenario;
use engine::scenario::time::Month;
use error::Result;
use serde::{Deserialize, Serialize};

/// A scenario, and the records that its history is held against.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    #[serde(with = "scenarios::one")]
    pub scenario: Scenario,
    pub observables: TextFile,
    /// The facts that every hindcast knows: naive forecasts go on from them.
    pub known: TextFile,
    /// The facts that are judged.
    pub facts: TextFile,
    /// Bounds that magnitudes have to keep.
    pub sanity: TextFile,
    /// Published forecasts that the model is held beside.
    pub published: TextFile,
}

impl Request {
    /// The facts that are judged, with warnings about them.
    ///
    /// # Errors
    /// A file that cannot be read as what it is.
    pub fn facts(&self) -> Result<FactSet> {
        self.parse(&self.facts)
    }

    /// The published forecasts.
    ///
    /// # Errors
    /// A file that cannot be read as what it is.
    pub fn published(&self) -> Result<Vec<Published>> {
        let observables = Observables::parse(&self.observables.name, &self.observables.text)?;
        published::parse(&self.published.name, &self.published.text, &observables)
    }

    fn parse(&self, file: &TextFile) -> Result<FactSet> {
        let observables = Observables::parse(&self.observables.name, &self.observables.text)?;
        FactSet::parse(&file.name, file.text.as_bytes(), &observables)
    }
}

/// Facts with all that is known of their observables, a line each.
fn lines(facts: &[Fact]) -> String {
    facts.iter().map(|fact| format!("{fact:?}\n")).collect()
}

impl Study for Request {
    const KIND: Kind = Kind::Validate;
    type Results<'a> = Validation;

    fn inputs(&self) -> Vec<Input> {
        let mut inputs = Input::of_scenario(&self.scenario);
        // What was read, so that line endings, comments and the order of keys make no other result.
        for (what, file) in [("facts file", &self.facts), ("file of known facts", &self.known)] {
            let rows = self.parse(file).map(|read| lines(&read.facts));
            inputs.push(Input::new(what, rows.unwrap_or_else(|_| file.text.clone())));
        }
        inputs.push(Input::new("file of bounds", &self.sanity.text));
        inputs.push(Input::new("file of published forecasts", &self.published.text));
        inputs
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Validation> {
        let known = self.parse(&self.known)?;
        let bounds = sanity::parse(&self.sanity.name, &self.sanity.text)?;
        let mut facts = self.facts()?.facts;
        let plan = Plan::new(&facts, self.scenario.months);
        // Published forecasts are read off the same worlds, behind the facts.
        let within = |published: &Published| {
            let plan = Plan::new(std::slice::from_ref(&published.fact), self.scenario.months);
            !plan.covered.is_empty()
        };
        let expected: Vec<Published> = self.published()?.into_iter().filter(within).collect();
        facts.extend(expected.iter().map(|published| published.fact.clone()));
        let all = Plan::new(&facts, self.scenario.months);
        let runs = self.scenario.runs as usize;
        let read = all.readings.len() * runs;
        sink.stage(2 * self.scenario.runs);
        let mut values = sink.numbers(read + RANGE * bounds.len(), || {
            let mut gathered = Gathered::new(&bounds, self.scenario.months);
            let mut values = all.simulate(&self.scenario, options, &mut gathered)?.concat();
            values.extend(gathered.ranges().into_iter().flat_map(numbers_of));
            Ok(values)
        })?;
        sink.progress(self.scenario.runs);
        let accounts = sink.numbers(AUDITED * ACCOUNTS, || {
            let audited = ensemble::audit(&self.scenario, options)?;
            Ok(audited
                .into_iter()
                .flat_map(|account| [account.residual, account.run as f64, account.month as f64])
                .collect())
        })?;
        sink.progress(2 * self.scenario.runs);
        let ranges = values.split_off(read);
        let columns: Vec<Vec<f64>> = values.chunks_exact(runs).map(<[f64]>::to_vec).collect();
        let (of_facts, of_published) = columns.split_at(plan.readings.len());
        let audited = |(account, numbers): (Account, &[f64; AUDITED])| Audited {
            account,
            residual: numbers[0],
            run: numbers[1] as u64,
            month: numbers[2] as usize,
        };
        Ok(Validation {
            known_until: known_until(&self.scenario),
            accounts: Account::ALL
                .into_iter()
                .zip(accounts.as_chunks().0)
                .map(audited)
                .collect(),
            magnitudes: bounds
                .into_iter()
                .zip(ranges.as_chunks().0.iter().map(range_of))
                .collect(),
            published: beside(expected, of_published),
            ..plan.judge(of_facts, &known.facts)?
        })
    }
}

/// Numbers that a range is kept as.
const RANGE: usize = 4;
/// The same of an audited account.
const AUDITED: usize = 3;

fn numbers_of(range: Option<Range>) -> [f64; RANGE] {
    range.map_or([f64::NAN; RANGE], |range| {
        let [low, high] = range.months.map(|month| month.0 as f64);
        [range.low, range.high, low, high]
    })
}

fn range_of(numbers: &[f64; RANGE]) -> Option<Range> {
    let [low, high, first, last] = *numbers;
    (!first.is_nan()).then(|| Range {
        low,
        high,
        months: [first, last].map(|month| Month(month as usize)),
    })
}
