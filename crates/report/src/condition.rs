//! What a conditioning says and writes.

use crate::figures::Figure;
use crate::needs::of_numbers;
use crate::number::{readable, thousands};
use crate::study::{Written, write_files, write_tables};
use analysis::condition::schema::{FACTS, HISTORIES_CSV, PARAMETERS, SCHEMAS, SEARCH};
use analysis::condition::{FactPull, Request, Results};
use engine::error::Result;
use engine::scenario::cards::CardSet;
use engine::scenario::load::resolved::parameters_text;
use results::dictionary::table_names;
use results::row;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
use results::store::staging::Staging;
use results::table::Table;

/// Standard deviations beyond which a fact is a surprise, or is not met.
const FAR: f64 = 2.0;
/// Standard errors by which the likelihood may still move when chains have arrived.
const ARRIVED: f64 = 3.0;
/// Facts and parameters that are named on the screen.
const NAMED: usize = 5;

/// The tables beside the table of histories.
pub fn tables(results: &Results, cards: &CardSet) -> Vec<Table> {
    let mut facts = Table::new(&FACTS);
    for pull in &results.facts {
        let fact = &pull.fact;
        facts.push(Vec::from(row![
            &fact.id,
            &fact.observable.name,
            fact.observable.subject.key(),
            &fact.date,
            &fact.observable.unit,
            fact.value,
            fact.in_unit(pull.before.0),
            fact.in_unit(pull.after.0),
            pull.before.1,
            pull.after.1,
            pull.surprise,
            pull.left,
        ]));
    }
    let mut parameters = Table::new(&PARAMETERS);
    for pull in &results.parameters {
        parameters.push(Vec::from(row![
            &pull.key,
            &cards.cards[pull.position].unit,
            pull.before.0,
            pull.after.0,
            pull.before.1,
            pull.after.1,
            pull.shift,
            pull.by.map(|place| results.facts[place].fact.id.as_str()),
        ]));
    }
    let mut search = Table::new(&SEARCH);
    for (sweep, &log_likelihood) in (1_u64..).zip(&results.mixing.log_likelihood) {
        search.push(Vec::from(row![sweep, log_likelihood]));
    }
    vec![facts, parameters, search]
}

/// A value of a fact, in its unit.
fn in_unit(pull: &FactPull, value: f64) -> String {
    readable(pull.fact.in_unit(value))
}

/// What came out, in sentences.
pub fn findings(request: &Request, results: &Results) -> Vec<String> {
    let rows = results.table.rows();
    let mut found = vec![format!(
        "{} histories agree with {} facts until {}: as many independent candidates, none of which shares parameters or luck with another.",
        thousands(rows as f64),
        results.facts.len(),
        request.last_month(),
    )];
    let drift = results.mixing.drift(rows);
    found.push(match drift.abs() <= ARRIVED {
        true => format!(
            "The chains have arrived: over the last quarter of {} sweeps the mean log likelihood moved by {} standard errors; each number \
             changed {} times at least in the second half.",
            request.sweeps,
            readable(drift),
            readable(results.mixing.least_moves()),
        ),
        false => format!(
            "The chains have not arrived: over the last quarter of {} sweeps the mean log likelihood still moved by {} standard errors; \
             take more with --sweeps.",
            request.sweeps,
            readable(drift),
        ),
    });
    let mut surprising: Vec<&FactPull> = results.facts.iter().filter(|pull| pull.surprise.abs() > 1.0).collect();
    surprising.sort_by(|one, other| other.surprise.abs().total_cmp(&one.surprise.abs()));
    for pull in surprising.iter().take(NAMED) {
        found.push(format!(
            "{} ({}) pulled: recorded {} {}, expected {} before and {} now.",
            pull.fact.id,
            pull.fact.label(),
            readable(pull.fact.value),
            pull.fact.observable.unit,
            in_unit(pull, pull.before.0),
            in_unit(pull, pull.after.0),
        ));
    }
    for pull in results.parameters.iter().take(NAMED) {
        let by = pull.by.map(|place| &results.facts[place].fact);
        found.push(format!(
            "{}: {} before, {} now, its spread {} times what it was{}.",
            pull.key,
            readable(pull.before.0),
            readable(pull.after.0),
            readable(pull.narrowing()),
            by.map_or_else(String::new, |fact| format!(
                "; {} ({}) pulled most",
                fact.id,
                fact.label()
            )),
        ));
    }
    let missed: Vec<String> = results
        .facts
        .iter()
        .filter(|pull| pull.left.abs() > FAR)
        .map(|pull| {
            let side = if pull.left > 0.0 { "below" } else { "above" };
            format!(
                "{} ({}: {} {side} {})",
                pull.fact.id,
                pull.fact.label(),
                in_unit(pull, pull.after.0),
                readable(pull.fact.value)
            )
        })
        .collect();
    if !missed.is_empty() {
        found.push(format!("Not met within 2 standard deviations: {}.", missed.join("; ")));
    }
    found
}

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        let tables = table_names(&SCHEMAS).map(str::to_owned);
        tables.chain([HISTORIES_CSV.to_owned()]).collect()
    }

    fn write(&self, results: &Results, staging: &Staging) -> Result<Vec<String>> {
        let mut names = write_files(staging, &[(HISTORIES_CSV, results.table.text().into_bytes())])?;
        let tables = tables(results, &self.scenario.cards);
        names.extend(write_tables(staging, &tables)?);
        Ok(names)
    }

    fn figures(&self, _: &Results, _: &Key) -> Vec<Figure> {
        Vec::new()
    }

    fn record(&self, results: &Results) -> ExperimentRecord {
        ExperimentRecord {
            title: format!(
                "{}: worlds that agree with the record until {}",
                self.scenario.title,
                self.last_month()
            ),
            findings: findings(self, results),
            worlds: self.rows * (2 + u64::from(self.sweeps) * results.mixing.moves.len() as u64),
            failed: 0,
            claims: Vec::new(),
            cases: vec![CaseRecord::new(&self.scenario.name, &self.scenario)],
            parameters_toml: parameters_text(&self.scenario.cards),
            specification: match self.facts.text == analysis::facts::SHIPPED {
                true => String::new(),
                false => self.facts.text.clone(),
            },
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Condition(record)
    }

    fn seed(&self) -> u64 {
        self.scenario.seed
    }

    fn needs(&self) -> Needs {
        let facts = self.fact_set().map_or(0, |read| read.facts.len() as u64);
        // Facts before and after, parameters before and after, numbers.
        of_numbers(self.rows * 2 * (facts + self.scenario.cards.cards.len() as u64))
    }
}
