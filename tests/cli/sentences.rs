//! What the sentences of reports claim: no more than the data, each with its number, in words for readers.

use super::report::{KINDS, make, said};
use super::*;

/// The findings of a page, each with its headline and its sentences.
fn findings(page: &str) -> Vec<String> {
    let blocks = page.split("<div class=\"finding\">").skip(1);
    blocks
        .map(|block| said(&format!("<body><x>{}", block.split("</div>").next().unwrap())).join(" "))
        .collect()
}

/// A sentence without its number or its interval claims more than anyone can check. What a rule of `adapt` says is no estimate.
#[test]
fn every_finding_has_its_interval_and_every_sentence_is_in_plain_words() {
    let place = Workplace::new("sentences");
    for (folder, _) in KINDS {
        make(&place, folder);
        place.succeeds(&format!("report {folder} --no-hindcast"));
        let page = place.read(&format!("{folder}-report.html"));
        let found = findings(&page);
        assert!(!found.is_empty(), "{folder}");
        for finding in &found {
            let is_known = [
                "95 %: ",
                "the same in every world",
                "nine of ten",
                "no interval known",
                "resamples",
            ];
            assert!(
                is_known.iter().any(|words| finding.contains(words)),
                "{folder}: {finding}"
            );
        }
        for sentence in said(&page.replace("<pre", "<script").replace("</pre", "</script")) {
            for wrong in [
                " 1 months",
                " 1 years",
                " 1 worlds",
                " 1 rows",
                " 1 columns",
                "States's",
                "worlds worlds",
            ] {
                assert!(!sentence.contains(wrong), "{folder}: {sentence}");
            }
            // The definition of a column says what stands in its file.
            let is_definition = sentence.contains("(of a year, never counted");
            for key in ["restricted_mean", "us: more", "regret 90", "savage worlds"] {
                assert!(is_definition || !sentence.contains(key), "{folder}: {sentence}");
            }
            // One minus sign: a hyphen stands before no number that stands by itself.
            let hyphen = sentence.split([' ', '(']).any(|word| {
                word.strip_prefix('-')
                    .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
            });
            assert!(!hyphen, "{folder}: {sentence}");
        }
    }
    let tables = said(&place.read("compare-report.html")).join("\n");
    assert!(tables.contains("mean, never as the end of the horizon") && tables.contains("United States: more"));
    let several = place.succeeds("report run compare --no-hindcast --out both.html");
    assert!(several.contains("both.html"));
    assert!(
        place
            .read("both.html")
            .contains("<title>Baseline: policies of autumn 2026 carried on (and 1 more result)")
    );
}

#[test]
fn three_worlds_are_too_few_and_tell_no_effect_beside_the_main_one() {
    let place = Workplace::new("sentences-few");
    place.succeeds("compare treaty no_controls --runs 3 --no-figures --quiet --out few");
    place.succeeds("report few --no-hindcast");
    let page = place.read("few-report.html");
    assert!(said(&page).join("\n").contains("Too few worlds: with 3, and below 30"));
    let told_apart = "effects can be told from no effect";
    assert!(!page.contains(told_apart));
    assert_eq!(
        findings(&page).len(),
        1,
        "of ninety effects some always look large over three worlds"
    );
    place.succeeds("compare treaty --runs 30 --no-figures --quiet --out enough");
    place.succeeds("report enough --no-hindcast");
    let page = place.read("enough-report.html");
    assert!(!page.contains("Too few worlds") && page.contains(told_apart));
}

/// The folder keeps the parameters of each alternative, so that its worlds can be told again.
#[test]
fn worlds_under_a_policy_that_changes_parameters_are_told_too() {
    let place = Workplace::new("sentences-parameters");
    place.succeeds("compare china.fab_growth_per_year=2 --runs 30 --no-figures --quiet --out fast");
    place.succeeds("report fast --no-hindcast");
    let page = said(&place.read("fast-report.html")).join("\n");
    assert!(page.contains("The same world under"), "{page}");
    assert!(!page.contains("comes out with other numbers"), "{page}");
    // How it was made says which parameter is other than in the reference.
    assert!(page.contains("this is 2 instead of normal, mean 1.5"), "{page}");
    assert!(
        page.contains("The outcome is that under baseline"),
        "importance is not that of the effect"
    );
}

#[test]
fn a_search_without_a_rule_says_what_the_best_static_policy_brings() {
    let place = Workplace::new("sentences-static");
    make(&place, "adapt");
    // The same result without the rows of its rule.
    let table = place.read("adapt/held-out.csv");
    let first: Vec<&str> = table.lines().take(3).collect();
    place.write("adapt/held-out.csv", format!("{}\n", first.join("\n")));
    let policy = place.read("adapt/adaptive.toml");
    place.write("adapt/adaptive.toml", policy.split("[[rules]]").next().unwrap());
    assert!(
        place
            .detente("report adapt --allow-changed --no-hindcast")
            .status
            .success()
    );
    let found = findings(&place.read("adapt-report.html"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("No rule was found") && found[0].contains("95 %: "),
        "{found:?}"
    );
    let page = said(&place.read("adapt-report.html")).join("\n");
    assert!(page.contains("best static policy") && page.contains("Would the United States do better in “"));
}

/// Nothing is said of limits where there are none, and no heading stands over nothing.
#[test]
fn a_discovery_without_a_box_speaks_of_no_limits() {
    let place = Workplace::new("sentences-no-box");
    place.succeeds("run baseline --runs 600 --no-figures --quiet --out run");
    place.succeeds("discover run --where china_lag_months_2030<8 --quiet --out none");
    place.succeeds("report none --no-hindcast");
    let page = place.read("none-report.html");
    let text = said(&page).join("\n");
    assert!(text.contains("No box of limits was found"), "{text}");
    assert!(
        !text.contains("limits were chosen") && !text.contains("instead or as well"),
        "{text}"
    );
    assert!(!page.contains("-figures\""), "a heading without figures");
    place.refuses("plot none --out drawn", &["none has no figures"]);
}
