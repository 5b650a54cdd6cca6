//! What the sentences of reports claim: no more than the data, each with its number, in words for readers.

use super::report::{KINDS, make, said};
use super::*;
use detente::report::answers;
use detente::report::catalogue::english;
use detente::results::claim::Claim;
use detente::results::store::manifest::ResultKind;
use detente::results::store::stored::{StoredResult, Trust};

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
                "95 % CI ",
                "the same in every simulation",
                "90 % of simulations",
                "no confidence interval",
                "resamples",
                "of simulations instead of",
                "(",
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
                " 1 simulations",
                " 1 rows",
                " 1 columns",
                "States's",
                "simulations simulations",
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

/// What a study says when it has ended and what its folder says are the same claims, with the same numbers; no key of a table is in them,
/// and none of the words that only this program knows.
#[test]
fn claims_are_the_same_after_the_study_and_after_reading_its_folder_and_have_no_keys() {
    let place = Workplace::new("sentences-claims");
    for (folder, _) in KINDS {
        make(&place, folder);
        let result = StoredResult::open(&place.path(folder), Trust::Unchanged).unwrap();
        let (_, answer) = answers::of_result(&result, &[]).unwrap();
        let stored = match &result.manifest.kind {
            ResultKind::Run(record) => &record.claims,
            kind => &kind.experiment().unwrap().claims,
        };
        assert!(!stored.is_empty(), "{folder}");
        // Numbers that are missing are not equal to themselves, but their texts are.
        let text = |claims: &[Claim]| serde_json::to_string(claims).unwrap();
        assert_eq!(text(stored), text(&answer.claims), "{folder}");
        for claim in stored {
            let said = answers::in_words(english(), claim);
            let key = said
                .split(' ')
                .find(|word| word.contains('_') || word.starts_with("us.") || word.starts_with("china."));
            assert_eq!(key, None, "{folder}: {said}");
            for word in [
                "told apart",
                "told from",
                "worlds",
                "nine of ten",
                "by chance:",
                "(95 %:",
                "make sure of",
                "flip",
            ] {
                assert!(!said.contains(word), "{folder}: `{word}` in {said}");
            }
        }
    }
}

#[test]
fn three_worlds_are_too_few_and_tell_no_effect_beside_the_main_one() {
    let place = Workplace::new("sentences-few");
    place.succeeds("compare treaty no_controls --runs 3 --no-figures --quiet --out few");
    place.succeeds("report few --no-hindcast");
    let page = place.read("few-report.html");
    assert!(said(&page).join("\n").contains("Too few simulations: with 3, below 30"));
    let told_apart = "effects are statistically significant";
    assert!(!page.contains(told_apart));
    assert_eq!(
        findings(&page).len(),
        2,
        "of ninety effects some always look large over three worlds"
    );
    place.succeeds("compare treaty --runs 30 --no-figures --quiet --out enough");
    place.succeeds("report enough --no-hindcast");
    let page = place.read("enough-report.html");
    assert!(!page.contains("Too few simulations") && page.contains(told_apart));
}

/// The folder keeps the parameters of each alternative, so that its worlds can be told again.
#[test]
fn worlds_under_a_policy_that_changes_parameters_are_told_too() {
    let place = Workplace::new("sentences-parameters");
    place.succeeds("compare china.fab_growth_per_year=1.3 --runs 30 --no-figures --quiet --out fast");
    place.succeeds("report fast --no-hindcast");
    let page = said(&place.read("fast-report.html")).join("\n");
    assert!(page.contains("The same world under"), "{page}");
    assert!(!page.contains("comes out with other numbers"), "{page}");
    // How it was made says which parameter is other than in the reference.
    assert!(page.contains("this is 1.3 instead of normal, mean 0.95"), "{page}");
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
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with("No trigger rule does better") && found[0].contains("95 % CI "),
        "{found:?}"
    );
    let page = said(&place.read("adapt-report.html")).join("\n");
    assert!(page.contains("Best static policy: ") && page.contains("Would the United States do better in “"));
}

/// Nothing is said of limits where there are none, and no heading stands over nothing.
#[test]
fn a_discovery_without_a_box_speaks_of_no_limits() {
    let place = Workplace::new("sentences-no-box");
    place.succeeds("run baseline --runs 600 --no-figures --quiet --out run");
    place.succeeds("discover run --where treaty_year<2035 --quiet --out none");
    place.succeeds("report none --no-hindcast");
    let page = place.read("none-report.html");
    let text = said(&page).join("\n");
    assert!(text.contains("No rule was found under which"), "{text}");
    assert!(
        !text.contains("limits were fitted") && !text.contains("instead or as well"),
        "{text}"
    );
    assert!(!page.contains("-figures\""), "a heading without figures");
    place.refuses("plot none --out drawn", &["none has no figures"]);
}
