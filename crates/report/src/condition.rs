//! What a conditioning says and writes.

use crate::figures::Figure;
use crate::needs::of_numbers;
use crate::study::{Written, write_files, write_tables};
use analysis::condition::claims::claims;
use analysis::condition::schema::{FACTS, HISTORIES_CSV, PARAMETERS, SCHEMAS, SEARCH};
use analysis::condition::{Request, Results};
use engine::scenario::cards::CardSet;
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::dictionary::table_names;
use results::row;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
use results::store::staging::Staging;
use results::table::Table;

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
            findings: Vec::new(),
            worlds: self.rows * (2 + u64::from(self.sweeps) * results.mixing.moves.len() as u64),
            failed: 0,
            claims: claims(self, results),
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
