//! What happens to a folder that holds something already.

use super::*;

const RUN: &str = "run --runs 16 --no-figures --out there";

#[test]
fn the_same_command_again_changes_nothing_and_prints_the_same_summary() {
    let place = Workplace::new("again");
    let first = place.succeeds(RUN);
    let before = snapshot(&place.path("there"));
    let second = place.succeeds(RUN);
    assert!(second.contains("Already there, unchanged"), "{second}");
    assert!(snapshot(&place.path("there")) == before);
    let lines: Vec<&str> = first.lines().take_while(|line| !line.is_empty()).collect();
    assert!(lines.iter().all(|line| second.contains(line)), "{first}\n{second}");
    for screen in [first, second] {
        assert!(screen.lines().count() <= 15, "more than a screen: {screen}");
    }
}

#[test]
fn another_result_is_replaced_only_by_force() {
    let place = Workplace::new("another");
    place.succeeds("run --runs 16 --no-figures --keep-trajectories 2 --out there");
    place.write("there/notes.txt", "mine");
    let before = snapshot(&place.path("there"));
    place.refuses(
        "run --runs 24 --no-figures --out there",
        &["another result", "--force", "--out", "nothing was changed"],
    );
    assert!(snapshot(&place.path("there")) == before);

    place.succeeds("run --runs 24 --no-figures --out there --force");
    assert_eq!(place.read("there/notes.txt"), "mine");
    assert!(
        !place.path("there/kept-trajectories.csv").exists(),
        "a file of the replaced result is left"
    );
    std::fs::remove_file(place.path("there/notes.txt")).unwrap();
    place.succeeds("run --runs 24 --no-figures --out fresh");
    assert_same(&place.path("there"), &place.path("fresh"));
}

#[test]
fn files_that_no_run_wrote_are_not_touched() {
    let place = Workplace::new("foreign");
    place.write("there/notes.txt", "mine");
    place.refuses(RUN, &["notes.txt", "--out"]);
    assert_eq!(snapshot(&place.path("there")).len(), 1);
}

#[test]
fn a_changed_file_is_noticed() {
    let place = Workplace::new("edited");
    place.succeeds(RUN);
    place.write("there/metrics.csv", "edited");
    place.refuses(RUN, &["metrics.csv", "changed", "--force"]);
    assert_eq!(place.read("there/metrics.csv"), "edited");
}

#[test]
fn figures_can_be_added_to_a_result_without_them() {
    let place = Workplace::new("figures");
    place.succeeds(RUN);
    place.succeeds("run --runs 16 --out there");
    place.succeeds("run --runs 16 --out fresh");
    assert_same(&place.path("there"), &place.path("fresh"));
    for name in [
        "overview",
        "released-capability",
        "china-lag",
        "parity-year",
        "threshold-year",
        "third-countries",
    ] {
        let png = std::fs::read(place.path(&format!("there/figures/{name}.png"))).unwrap();
        assert!(png.starts_with(b"\x89PNG"), "{name}");
        assert!(
            place.read(&format!("there/figures/{name}.svg")).contains("<text"),
            "{name} has no real text"
        );
    }
}

#[test]
fn init_overwrites_no_edited_file() {
    let place = Workplace::new("init");
    place.succeeds("init here");
    place.succeeds("init here");
    place.write("here/configs/baseline.toml", "edited");
    place.refuses("init here", &["baseline.toml", "--force", "nothing was written"]);
    assert_eq!(place.read("here/configs/baseline.toml"), "edited");
    place.succeeds("init here --force");
    assert!(place.read("here/configs/baseline.toml").contains("[history]"));
}

#[test]
fn list_shows_what_can_be_used_beside_data_and_broken_files() {
    let place = Workplace::new("list");
    let shipped = place.succeeds("list");
    place.succeeds("init .");
    assert_eq!(place.succeeds("list"), shipped, "the data in configs/ is no scenario");
    place.write("configs/policies/mine.toml", "title = ");
    let listed = place.succeeds("list");
    let broken = listed.lines().find(|line| line.trim_start().starts_with("mine"));
    assert!(
        broken.is_some_and(|line| line.contains("cannot be used: configs/policies/mine.toml:1")),
        "{listed}"
    );
    assert!(listed.contains("no_controls"), "{listed}");
}

#[test]
fn a_validation_is_replaced_only_by_force() {
    let place = Workplace::new("validation");
    let first = place.succeeds("validate --runs 16 --no-figures --out there");
    assert!(first.contains("recorded facts lie in their 5-95 % bands"), "{first}");
    let before = snapshot(&place.path("there"));
    assert!(
        place
            .succeeds("validate --runs 16 --no-figures --out there")
            .contains("Already there, unchanged")
    );
    place.refuses(
        "validate --runs 24 --no-figures --out there",
        &["another result", "--force"],
    );
    assert!(snapshot(&place.path("there")) == before);
    place.succeeds("validate --runs 24 --no-figures --out there --force");
}

#[test]
fn force_gets_past_a_broken_manifest_but_not_over_a_file_of_the_user() {
    let place = Workplace::new("broken");
    place.succeeds(RUN);
    let whole = snapshot(&place.path("there"));
    for broken in ["", "{", "{\"program\": \"another\"}"] {
        place.write("there/manifest.json", broken);
        place.refuses(RUN, &["manifest.json", "--force"]);
        place.succeeds(&format!("{RUN} --force"));
        assert!(snapshot(&place.path("there")) == whole, "{broken}");
    }
    place.write("mine/metrics.csv", "by hand");
    place.refuses(
        "run --runs 16 --no-figures --out mine --force",
        &["metrics.csv", "--out"],
    );
    assert_eq!(place.read("mine/metrics.csv"), "by hand");
    assert_eq!(snapshot(&place.path("mine")).len(), 1);
    place.write("beside/notes.txt", "mine");
    place.succeeds("run --runs 16 --no-figures --out beside --force");
    assert_eq!(place.read("beside/notes.txt"), "mine");
}

#[test]
fn a_forced_validation_leaves_no_chart_of_the_replaced_one_and_all_of_the_users() {
    let place = Workplace::new("charts");
    let header = "id,observable,agent,date,value,low,high,unit,source\n";
    let chips = "A,best_chip_ratio,china,2025,0.3,,,ratio,s\n";
    place.write("one.csv", format!("{header}{chips}"));
    place.write("two.csv", format!("{header}B,cloud_share,us,2025,0.6,,,share,s\n"));
    place.write("there/figures/mine.svg", "mine");
    place.refuses(
        "validate --runs 16 --facts one.csv --out there",
        &["holds no manifest.json", "--force"],
    );
    let first = place.succeeds("validate --runs 16 --facts one.csv --out there --force");
    assert!(
        first.contains("of 1 recorded fact") && first.contains("1 figure\n"),
        "{first}"
    );
    assert!(place.path("there/figures/chips-ratio-log.png").exists());
    let again = place.succeeds("validate --runs 16 --facts one.csv --out there --no-figures");
    assert!(again.contains("Already there, unchanged"), "{again}");
    assert!(place.path("there/figures/chips-ratio-log.png").exists());
    place.succeeds("validate --runs 16 --facts two.csv --out there --force");
    let mut names: Vec<String> = std::fs::read_dir(place.path("there/figures"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["adoption-share.png", "adoption-share.svg", "mine.svg"]);
    let none = place.succeeds("validate --runs 16 --facts two.csv --out there --no-figures --force");
    assert!(!none.contains("figures/"), "{none}");
    assert!(!place.path("there/figures/adoption-share.png").exists() && place.path("there/figures/mine.svg").exists());
}
