//! The documents about recorded facts say what the shipped files say.

use super::baseline;
use detente::analysis::facts::FactSet;
use detente::analysis::observables::{Observables, Subject};
use detente::scenario::cards::Distribution;

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn keys(sources: &str) -> Vec<&str> {
    sources
        .lines()
        .filter_map(|line| line.strip_prefix("- **")?.split_once("** "))
        .map(|(key, _)| key)
        .collect()
}

#[test]
fn every_source_key_of_a_parameter_card_stands_in_the_list_of_sources() {
    let sources = read("docs/sources.md");
    let keys = keys(&sources);
    for card in baseline(8).cards.cards {
        for key in card.source.split(',').map(str::trim) {
            assert!(keys.contains(&key), "card {} rests on {key}", card.key);
        }
    }
}

#[test]
fn chip_parity_means_the_same_to_the_observable_as_to_the_metric() {
    let observable = Observables::shipped()
        .find("years_to_chip_parity", Subject::China)
        .unwrap();
    let cards = baseline(8).cards.cards;
    let card = cards.iter().find(|card| card.key == "shared.parity_ratio").unwrap();
    assert_eq!(card.distribution, Distribution::Fixed(observable.level));
}

#[test]
fn every_source_key_stands_once_and_covers_facts_observables_and_claims() {
    let sources = read("docs/sources.md");
    let keys = keys(&sources);
    for (place, key) in keys.iter().enumerate() {
        assert!(!keys[..place].contains(key), "{key} stands twice");
    }
    for claim in 1..=22 {
        assert!(keys.contains(&format!("F{claim}").as_str()), "claim F{claim}");
    }
    for fact in &FactSet::shipped().facts {
        assert!(keys.contains(&fact.id.as_str()), "fact {}", fact.id);
    }
    for observable in Observables::shipped().rows() {
        assert!(
            keys.contains(&observable.source.as_str()),
            "{} rests on {}",
            observable.name,
            observable.source
        );
    }
    assert!(sources.contains("Epoch AI") && sources.contains("CC BY"));
}

#[test]
fn the_table_of_observables_in_the_document_is_the_shipped_one() {
    let document = read("docs/validation.md");
    for row in Observables::shipped().rows() {
        let errors = format!("| {:?} | {:?} | {} |", row.representation_error, row.error, row.source);
        let held = document.lines().any(|line| {
            line.starts_with(&format!("| `{}` |", row.name))
                && line.ends_with(&errors)
                && line.contains(row.subject.key())
                && line.contains(&format!("| {} |", row.unit))
        });
        assert!(
            held,
            "docs/validation.md does not hold `{}` of {}: {errors}",
            row.name,
            row.subject.key()
        );
    }
}

#[test]
fn each_recorded_fact_is_either_mapped_or_left_out_with_a_reason() {
    let sources = read("docs/sources.md");
    let document = read("docs/validation.md");
    let left_out = document.split_once("## Facts left out, and why").unwrap().1;
    let shipped = FactSet::shipped().facts;
    let recorded = sources.split_once("## Recorded facts").unwrap().1;
    let mut left = 0;
    for id in keys(recorded) {
        let mapped = shipped.iter().any(|fact| fact.id == id);
        let named = left_out
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| word == id);
        // A row that is left out may point to the one that stands for it.
        assert!(mapped || named, "{id} is neither mapped nor left out");
        left += usize::from(!mapped);
    }
    let counts = format!(
        "Of {} facts gathered, {} are mapped and {left} are not",
        left + shipped.len(),
        shipped.len()
    );
    assert!(left_out.contains(&counts), "{counts}");
}
