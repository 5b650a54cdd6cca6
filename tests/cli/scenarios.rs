//! What the page on scenarios promises, and how a case is named on screen, figures and folder.

use super::*;

/// The examples of the page, in its order: a policy, a worldview, a scenario.
fn examples() -> Vec<String> {
    let page = include_str!("../../docs/scenarios.md");
    let blocks = page.split("```toml\n").skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_examples_of_the_page_run_as_they_stand() {
    let place = Workplace::new("page");
    let [policy, worldview, scenario] = examples().try_into().unwrap();
    place.write("configs/policies/late_squeeze.toml", policy);
    place.write("configs/worldviews/slow_learning.toml", worldview);
    place.write("configs/quiet_race.toml", scenario);
    let text = place.succeeds("run quiet_race --policy late_squeeze --worldview slow_learning --runs 16 --no-figures");
    assert!(
        text.starts_with("A quiet race to 2035; United States: controls tightened late"),
        "{text}"
    );
    assert!(
        place
            .path("outputs/quiet_race+late_squeeze+slow_learning/manifest.json")
            .exists()
    );
    let manifest = place.read("outputs/quiet_race+late_squeeze+slow_learning/manifest.json");
    assert!(
        manifest.contains("us.treaty_in_force") && manifest.contains("us.enforcement"),
        "the rules are lost"
    );
    place.succeeds("run --runs 16 --no-figures --quiet --set shared.yield_learning=0.08 --set mechanisms.rally=false");
}

#[test]
fn what_was_applied_stands_in_heading_figures_and_folder() {
    let place = Workplace::new("applied");
    let text = place.succeeds("run --runs 16 --set us.chip_controls=0.5");
    assert!(
        text.starts_with("baseline with us.chip_controls = 0.5: 16 simulations"),
        "{text}"
    );
    let folder = "outputs/baseline+us.chip_controls=0.5";
    let overview = place.read(&format!("{folder}/figures/overview.svg"));
    assert!(overview.contains("baseline with us.chip_controls = 0.5"));
    assert!(overview.contains("Scenario baseline, with 1 setting."));
    assert!(
        !place
            .read(&format!("{folder}/figures/parity-year.svg"))
            .contains("where it happens")
    );
    let policy = place.succeeds("run --runs 1 --policy no_controls --no-figures");
    assert!(
        policy.starts_with("No export controls from 2026: 1 simulation to 2040-12"),
        "{policy}"
    );
    let told = place.succeeds("replay --world 5 --runs 2 --policy treaty --events-only");
    assert!(told.starts_with("Both states ready for a treaty: world 5"), "{told}");
    assert!(told.contains("not among the 2 worlds"), "{told}");
}

#[test]
fn numbers_that_make_no_sense_are_answered_with_what_is_allowed() {
    let place = Workplace::new("numbers");
    place.refuses(
        "replay --world 18446744073709551615",
        &["--world", "0 to 72057594037927935"],
    );
    place.refuses("run --checkpoint-every 0", &["--checkpoint-every", "1 to"]);
    place.refuses("run --runs 1e3", &["--runs", "1 to 1000000000"]);
    place.refuses("run --runs -1", &["--runs", "1 to 1000000000"]);
    place.refuses("run --set runs=-1", &["runs", "1 to 1000000000"]);
    place.refuses(
        "run --set us.outreach=0.5 --set us.outreach=0.6",
        &["us.outreach", "set twice"],
    );
    let kept = place.succeeds("run --runs 4 --no-figures --keep-trajectories 9");
    assert!(kept.contains("holds all 4 worlds; 9 were asked for"), "{kept}");
}

#[test]
fn a_name_in_the_wrong_place_is_answered_with_the_right_one() {
    let place = Workplace::new("wrong-place");
    place.refuses("run treaty", &["treaty is a policy: --policy treaty"]);
    place.refuses(
        "run --policy fast_fabs",
        &["fast_fabs is a worldview: --worldview fast_fabs"],
    );
    place.refuses(
        "run --set china.chip_controls=0.5",
        &["did you mean `us.chip_controls`?"],
    );
    place.refuses("run xyzzy", &["there is only baseline"]);
    #[cfg(unix)]
    place.refuses("run /dev/null", &["no ordinary file"]);
}
