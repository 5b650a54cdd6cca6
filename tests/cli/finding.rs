//! How newcomers find what they need: keys by the words they have for them, files to begin with, a folder for a second try.

use super::*;

#[test]
fn words_of_newcomers_find_keys() {
    let place = Workplace::new("words");
    for (question, key) in [
        ("H200", "us.chip_controls"),
        ("what if H200 exports are banned?", "us.chip_controls"),
        ("subsidies", "china_subsidy_surge"),
        ("improve algorithms", "shared.algorithm_base_per_year"),
        ("visas", "us.immigration_openness"),
        ("smuggling", "china_smuggled_share"),
    ] {
        let found = place.succeeds(&format!("list {question}"));
        assert!(found.contains(key), "{question}:\n{found}");
        assert!(
            found.lines().count() < 80,
            "{question}: {} lines",
            found.lines().count()
        );
    }
    let levers = place.succeeds("list --levers electricity");
    assert!(
        levers.contains("us.power_permitting") && !levers.contains("us.outreach"),
        "{levers}"
    );
    place.refuses("list pizza", &["nothing is called or means `pizza`"]);
    assert!(place.succeeds("params electricity").contains("us.energy_price"));
    assert!(place.succeeds("params subsidy").contains("china.state_funding_2023"));
    place.refuses("run --set h200=0.9", &["unknown key", "by meaning: `us.chip_controls`"]);
    place.refuses("run --set subsidy=2", &["unknown key", "`us.state_funding`"]);
}

#[test]
fn files_to_begin_with_can_be_used_at_once() {
    let place = Workplace::new("new");
    let said = place.succeeds(
        "new policy late_squeeze --title Late --set us.chip_controls=0.9 --set doctrine.us=fixed --from 2027-01",
    );
    assert!(said.contains("detente compare late_squeeze"), "{said}");
    let text = place.read("configs/policies/late_squeeze.toml");
    for part in [
        "# stringency of export controls",
        "\"us.chip_controls\" = [{ from = \"2027-01\", value = 0.9 }]",
        "us = \"fixed\"",
    ] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
    place.succeeds("run --policy late_squeeze --runs 8 --no-figures --quiet --out policy");
    place.succeeds("new worldview slow --set shared.yield_learning=0.05");
    place.succeeds("run --worldview slow --runs 8 --no-figures --quiet --out worldview");
    place.succeeds("new scenario short --policy late_squeeze --horizon 2030-12 --runs 8 --set mechanisms.rally=false");
    place.succeeds("run short --no-figures --quiet --out scenario");
    place.succeeds("new policy elsewhere --out mine/plain.toml");
    place.succeeds("run --policy mine/plain.toml --runs 8 --no-figures --quiet --out elsewhere");

    place.refuses("new policy late_squeeze", &["is there already", "nothing was written"]);
    place.refuses("new policy treaty", &["comes with the program"]);
    place.refuses("new policy", &["name it: detente new policy NAME"]);
    place.refuses("new policy a/b", &["cannot be a name"]);
    place.refuses("new policy far --set us.chip_controls=7", &["out of range", "0 to 1"]);
    place.refuses("new policy far --set us.outreach=0.5 --from 2090-01", &["2060-12"]);
    place.refuses(
        "new policy far --set shared.yield_learning=0.05",
        &["is a parameter", "detente new worldview NAME"],
    );
    place.refuses("new policy far --set h200=1", &["unknown key", "us.chip_controls"]);
    place.refuses("new policy far --runs 9", &["--runs says nothing in a policy"]);
    place.refuses(
        "new worldview far --from 2027-01",
        &["--from says nothing in a worldview"],
    );
    assert!(!place.path("configs/policies/far.toml").exists());
}

#[test]
fn another_result_of_the_same_name_has_a_folder_of_its_own() {
    let place = Workplace::new("second");
    place.succeeds("run --runs 16 --no-figures --quiet");
    let first = snapshot(&place.path("outputs/baseline"));
    let output = place.detente("run --runs 24 --no-figures");
    let (said, note) = texts(&output);
    assert!(
        output.status.success() && said.contains("Written to outputs/baseline-2/"),
        "{said}{note}"
    );
    assert!(
        note.contains("outputs/baseline holds another result, which stays") && note.contains("--force"),
        "{note}"
    );
    assert!(snapshot(&place.path("outputs/baseline")) == first);
    // Each is found again.
    assert!(
        place
            .succeeds("run --runs 24 --no-figures --quiet")
            .contains("unchanged: outputs/baseline-2/")
    );
    assert!(
        place
            .succeeds("run --runs 16 --no-figures --quiet")
            .contains("unchanged: outputs/baseline/")
    );
    assert!(
        place
            .succeeds("run --runs 32 --no-figures --quiet")
            .contains("outputs/baseline-3/")
    );
    place.succeeds("run --runs 32 --no-figures --quiet --force");
    assert!(snapshot(&place.path("outputs/baseline")) != first);
}
