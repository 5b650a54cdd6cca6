//! The page on the recorded history says what the hindcast itself says.

use super::*;
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
    let (facts, not_covered) = Held::of_table(&table);
    assert_eq!(not_covered, result.not_covered.len());
    let none = Means::of(facts.iter().filter(|held| held.naive_crps.is_nan()));
    assert!(none.facts > 0 && none.compared == 0 && none.skill.is_nan());
    let (found, expected) = (Means::of(facts.iter()), &result.overall);
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
    assert_eq!(areas(&facts).len(), result.areas.len());
    let logs = |judged: &analysis::scores::Judged| judged.fact.observable.scale == analysis::observables::Scale::Log;
    assert!(
        facts
            .iter()
            .zip(&result.judged)
            .all(|(held, judged)| held.is_log == logs(judged))
    );
}
