//! The page on the recorded history says what the hindcast itself says.

use super::*;
use crate::catalogue::english;
use engine::scenario::load::{Kind, Request, load};
use engine::scenario::shipped;

/// Binomial probabilities by hand: of eight tosses all one way 2/256 (below 1 %), of seven 2/128 (above); of twelve with one the
/// other way 2 * 13/4096.
#[test]
fn a_split_is_one_sided_where_its_probability_is_at_most_one_in_a_hundred() {
    assert!(is_one_sided(8, 0) && is_one_sided(0, 8) && !is_one_sided(7, 0));
    assert!(is_one_sided(11, 1) && !is_one_sided(10, 2) && !is_one_sided(0, 0));
}

/// The page reads the table back; its scores must be those of the hindcast itself.
#[test]
fn scores_of_the_page_are_those_of_the_hindcast() {
    let source = shipped::resolve(Kind::Scenario, "baseline").unwrap();
    let request = Request {
        runs: Some(16),
        ..Request::new(source, shipped::parameters())
    };
    let scenario = load(&request, &shipped::resolve).unwrap();
    let result = validate(&scenario, &FactSet::shipped().facts, &Options::default()).unwrap();
    let table = validation::table(&result);
    let page = Hindcast::of(Origin::Simulated(16), &table, Vec::new());
    let none = Means::of(page.facts.iter().filter(|held| held.naive_crps.is_nan()));
    assert!(none.facts > 0 && none.compared == 0 && none.skill.is_nan());
    let (found, expected) = (Means::of(page.facts.iter()), &result.overall);
    assert_eq!((found.facts, found.compared), (expected.facts, expected.naive_facts));
    for (found, expected) in [
        (found.inside_share(), expected.inside_share),
        (found.relative_width, expected.mean_relative_width),
        (found.crps, expected.mean_crps),
        (found.crps_compared, expected.mean_crps_compared),
        (found.crps_naive, expected.mean_crps_naive),
        (found.skill, expected.skill),
    ] {
        assert!(
            (found - expected).abs() < 1e-9 * expected.abs(),
            "{found} for {expected}"
        );
    }
    assert_eq!(page.areas().len(), result.areas.len());
    let logs = |judged: &analysis::scores::Judged| judged.fact.observable.scale == Scale::Log;
    assert!(
        page.facts
            .iter()
            .zip(&result.judged)
            .all(|(held, judged)| held.is_log == logs(judged))
    );
}

/// A fact of an area with its score, and that of an extrapolation.
fn held(area: &str, inside: bool, crps: f64, naive_crps: f64) -> Held {
    Held {
        id: String::new(),
        area: area.to_owned(),
        what: String::new(),
        unit: String::new(),
        source: String::new(),
        is_log: false,
        recorded: 1.0,
        predicted: [0.0, 1.0, 2.0],
        inside,
        error: 0.0,
        relative_width: 1.5,
        crps,
        normalised_crps: crps,
        naive_crps,
    }
}

#[test]
fn the_first_screen_of_a_history_says_how_many_facts_are_met_how_near_and_where_least() {
    let words = english();
    let with = |facts: Vec<Held>| Hindcast {
        origin: Origin::Simulated(1),
        knows_record: false,
        facts,
        not_covered: 0,
        figures: Vec::new(),
    };
    let headlines = |hindcast: &Hindcast| {
        let found = summary(words, hindcast).findings;
        found.into_iter().map(|finding| finding.headline).collect::<Vec<_>>()
    };
    let mut facts = vec![held("chips", true, 1.0, 2.0), held("chips", true, 3.0, 2.0)];
    let met = headlines(&with(facts.clone()));
    assert!(
        met[0].starts_with("2 of 2 recorded facts lie in their 5-95 % bands: 100 %"),
        "{met:?}"
    );
    // One of two: from 1.3 % to 98.7 % (Clopper-Pearson, 0.025 = 1 - 0.9873^2).
    assert_eq!(
        met[1],
        "On 1 of 2 facts that can be extrapolated from earlier ones the model comes nearer than the extrapolation: 50 % (95 %: 1.3 % to 98.7 %)"
    );
    assert_eq!(met[2], "In every area all facts lie in their bands");
    facts.extend([
        held("talent", false, 2.0, f64::NAN),
        held("talent", true, 2.0, f64::NAN),
        held("power", false, 2.0, f64::NAN),
    ]);
    let missed = headlines(&with(facts));
    assert_eq!(
        missed[2],
        "Met worst: power, 0 of 1 in their bands (95 %: 0 % to 97.5 %); talent, 1 of 2 in their bands (95 %: 1.3 % to 98.7 %)"
    );
    let none = summary(words, &with(Vec::new()));
    assert!(none.findings.is_empty() && !none.warnings.is_empty());
}
