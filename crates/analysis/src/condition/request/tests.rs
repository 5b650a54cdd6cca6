use super::*;
use crate::{facts, observables};
use engine::scenario::fit::Fit;
use engine::scenario::load::{Conditioning, Kind as FileKind, Request as Load};
use engine::scenario::shipped;
use engine::scenario::time::HISTORY_MONTHS;

/// What to do about a shipped table that is not the one that would be made today.
const AGAIN: &str = "the shipped table of histories is out of date: run scripts/histories, and then the tests again";

fn file(name: &str, text: &str) -> TextFile {
    TextFile {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

/// The shipped table belongs to the shipped cards, mechanisms, facts, policies of the past, and equations: worlds that are read by some of its
/// rows say of the record just what the table has.
#[test]
fn the_shipped_table_belongs_to_the_shipped_model() {
    let asked = Load {
        conditioning: Some(Conditioning::Prior),
        ..shipped::request("baseline").unwrap()
    };
    let scenario = shipped::load(&asked).unwrap();
    let source = shipped::resolve(FileKind::Histories, "baseline").unwrap();
    let table = Histories::parse("baseline", &source.text).unwrap_or_else(|error| panic!("{AGAIN}\n{error}"));
    assert_eq!(table.fit(&scenario), Fit::Made, "{AGAIN}");
    let request = Request {
        scenario,
        observables: file("observables.toml", observables::SHIPPED),
        facts: file("facts.csv", facts::SHIPPED),
        until: HISTORY_MONTHS,
        rows: table.rows() as u64,
        sweeps: table.provenance.sweeps,
    };
    let target = request.target().unwrap();
    assert_eq!(
        (table.provenance.until, table.provenance.facts),
        (request.last_month(), target.facts().len()),
        "{AGAIN}"
    );
    assert_eq!(table.addresses().layout, request.layout(), "{AGAIN}");
    let search = Search {
        request: &request,
        target: &target,
        sampler: Sampler::new(&request.scenario.cards).unwrap(),
        processor: Options::default().processor().unwrap(),
        layout: request.layout(),
    };
    for first_row in (0..table.rows()).step_by(128) {
        let rows: Vec<&[u16]> = (first_row..first_row + LANE_WIDTH)
            .map(|row| table.addresses().row(row))
            .collect();
        let addresses = Addresses {
            first_row: first_row as u64,
            numbers: rows.concat(),
            ..table.addresses().clone()
        };
        let values = search.read(&addresses, &mut None);
        for (values, stated) in values.iter().zip(&table.log_likelihoods()[first_row..]) {
            let found = target.log_likelihood(values);
            // The file has hundredths.
            assert!((found - stated).abs() < 0.006, "{found} is not {stated}: {AGAIN}");
        }
    }
}
