//! Each mistake is answered with exit code 2 and a message that names file, line, key, value and what is allowed, and no byte of
//! an existing result changes, not even under `--force`.

use super::*;

/// A scenario on top of the baseline with some lines added.
fn scenario(lines: &str) -> String {
    format!(
        "name = \"mine\"\ntitle = \"Mine\"\ndescription = \"A test.\"\nclaim = \"assumption\"\nbase = \"baseline\"\n{lines}\n"
    )
}

/// Runs a scenario made of `lines` over an existing result; the message must hold `parts`.
#[track_caller]
fn refused(name: &str, lines: &str, parts: &[&str]) {
    let place = Workplace::new(name);
    place.write("mine.toml", scenario(lines));
    keeps_the_result(&place, "run mine.toml --force --out there", parts);
}

/// Makes a result in `there`, types `words`, which must be refused, and looks whether a byte of the result has changed.
#[track_caller]
fn keeps_the_result(place: &Workplace, words: &str, parts: &[&str]) {
    place.succeeds("run --runs 16 --no-figures --quiet --out there");
    let before = snapshot(&place.path("there"));
    place.refuses(words, parts);
    assert!(
        snapshot(&place.path("there")) == before,
        "`detente {words}` changed the existing result"
    );
}

#[test]
fn an_unknown_key_is_answered_with_the_nearest_one() {
    refused("key", "runz = 5", &["mine.toml:6", "`runz`", "`runs`"]);
}

#[test]
fn a_value_out_of_range_is_answered_with_the_range() {
    refused(
        "range",
        "[levers]\n\"us.chip_controls\" = 1.5",
        &["mine.toml:7", "us.chip_controls", "1.5", "0 to 1"],
    );
}

#[test]
fn a_wrong_type_is_answered_with_the_right_one() {
    refused("type", "runs = \"many\"", &["mine.toml:6", "`runs`", "many", "number"]);
}

#[test]
fn a_wrong_unit_is_answered_with_the_right_one() {
    let place = Workplace::new("unit");
    place.succeeds("init .");
    let cards = place.read("configs/parameters.toml");
    let wrong = cards.replacen("unit = \"1/year\"", "unit = \"1/week\"", 1);
    assert_ne!(wrong, cards);
    place.write("other/configs/parameters.toml", wrong);
    // The result stands beside the folder with the bad cards.
    place.succeeds("run --runs 16 --no-figures --quiet --out there");
    let before = snapshot(&place.path("there"));
    let output = Command::new(PROGRAM)
        .current_dir(place.path("other"))
        .args(["run", "--force", "--out", "../there"])
        .output()
        .unwrap();
    let (_, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    for part in ["parameters.toml:", "unit", "1/week", "1/year"] {
        assert!(stderr.contains(part), "`{part}` is not in: {stderr}");
    }
    assert!(snapshot(&place.path("there")) == before);
}

#[test]
fn bounds_that_contradict_are_refused() {
    let lines = "[parameters]\n\"china.fab_growth_per_year\" = { uniform = { low = 2.0, high = 1.0 } }";
    refused("bounds", lines, &["mine.toml:7", "china.fab_growth_per_year", "low"]);
}

#[test]
fn correlations_that_no_numbers_can_have_are_refused() {
    let place = Workplace::new("correlations");
    place.succeeds("run --runs 16 --no-figures --quiet --out there");
    let before = snapshot(&place.path("there"));
    place.succeeds("init .");
    let mut cards = place.read("configs/parameters.toml");
    let names = ["fab_growth_per_year", "fab_noise", "private_growth_per_year"];
    for (first, second, rank) in [(0, 1, 0.95), (1, 2, 0.95), (0, 2, -0.95)] {
        let between = format!("between = [\"china.{}\", \"china.{}\"]", names[first], names[second]);
        cards.push_str(&format!("\n[[correlation]]\n{between}\nrank = {rank}\n"));
    }
    place.write("configs/parameters.toml", cards);
    place.refuses("run --force --out there", &["configs/parameters.toml:", "correlation"]);
    assert!(snapshot(&place.path("there")) == before);
}

#[test]
fn a_trigger_on_something_unknown_is_refused() {
    let rule = |observable: &str, lever: &str| {
        format!(
            "[[rules]]\nwhen = {{ observable = \"{observable}\", below = 6, for_months = 3 }}\n\
             then = {{ lever = \"{lever}\", add = 0.1 }}"
        )
    };
    refused(
        "observable",
        &rule("china.lag_month", "us.chip_controls"),
        &["mine.toml:7", "china.lag_months"],
    );
    refused(
        "lever",
        &rule("china.lag_months", "us.chip_control"),
        &["mine.toml:8", "us.chip_controls"],
    );
}

#[test]
fn dates_beyond_the_horizon_or_out_of_order_are_refused() {
    let steps = |first: &str, second: &str| {
        format!(
            "[levers]\n\"us.outreach\" = [{{ from = \"{first}\", value = 0.4 }}, {{ from = \"{second}\", value = 0.5 }}]"
        )
    };
    refused(
        "horizon",
        &steps("2027-01", "2055-01"),
        &["mine.toml:7", "2055-01", "2040-12"],
    );
    refused("order", &steps("2029-01", "2027-01"), &["mine.toml:7", "2027-01"]);
}

#[test]
fn a_number_of_worlds_that_makes_no_sense_is_refused() {
    let place = Workplace::new("worlds");
    keeps_the_result(&place, "run --runs 0 --force --out there", &["--runs", "allowed: 1 to"]);
    keeps_the_result(
        &place,
        "run --runs 1000000000000 --force --out there",
        &["--runs", "hours", "TB"],
    );
    keeps_the_result(&place, "run --runs many --force --out there", &["--runs"]);
    keeps_the_result(
        &place,
        "run --threads 0 --force --out there",
        &["--threads", "1 to 1024"],
    );
}

#[test]
fn a_file_that_cannot_be_read_is_refused() {
    let place = Workplace::new("unreadable");
    place.write("latin.toml", b"name = \"caf\xe9\"\n");
    place.write("folder/inside.txt", "");
    keeps_the_result(&place, "run latin.toml --force --out there", &["latin.toml:1", "UTF-8"]);
    keeps_the_result(
        &place,
        "run missing.toml --force --out there",
        &["missing.toml", "no such file"],
    );
    keeps_the_result(&place, "run folder --force --out there", &["folder"]);
    keeps_the_result(
        &place,
        "run --policy no_control --force --out there",
        &["no_control", "did you mean `no_controls`?"],
    );
    keeps_the_result(
        &place,
        "run --set us.chip_controls --force --out there",
        &["us.chip_controls"],
    );
    keeps_the_result(
        &place,
        "run --set us.chip_control=1 --force --out there",
        &["us.chip_controls"],
    );
}

#[test]
fn a_place_that_cannot_be_written_is_refused_before_the_work() {
    let place = Workplace::new("unwritable");
    place.write("file", "mine");
    keeps_the_result(&place, "run --runs 16 --out file/below", &["file/below", "--out"]);
    keeps_the_result(&place, "run --runs 16 --out file", &["file", "--out"]);
    assert_eq!(place.read("file"), "mine");
}

#[test]
fn a_facts_file_with_a_bad_row_is_refused() {
    let place = Workplace::new("facts");
    let facts = "id,observable,agent,date,value,low,high,unit,source\n\
                 A,compute_total,china,2024-12,1000,,,H100e,s\nB,compute_total,china,2024-13,1000,,,H100e,s\n";
    place.write("facts.csv", facts);
    place.write("validation/validation.csv", "kept");
    place.refuses(
        "validate --facts facts.csv --out validation --force --runs 16",
        &["facts.csv:3", "date", "2024-13"],
    );
    assert_eq!(place.read("validation/validation.csv"), "kept");
}

/// A file cannot write to the terminal through a message about it.
#[test]
fn letters_that_steer_a_terminal_are_written_as_escapes() {
    let place = Workplace::new("steer");
    place.write("design.csv", "us.outreach\n0.5\u{1b}[31m\n");
    place.write(
        "policy.toml",
        "name = \"p\"\ntitle = \"t\"\ndescription = \"d\"\nclaim = \"F5\"\n[levers]\n\"us.chip\\u001b[2Jcontrols\" = 0.5\n",
    );
    for words in [
        "sweep --design design.csv --runs 1 --out o",
        "run --policy policy.toml --runs 4 --out p",
    ] {
        let output = place.detente(words);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains("\\u{1b}"), "{said}");
        assert!(
            !said.chars().any(|letter| letter.is_control() && letter != '\n'),
            "{said:?}"
        );
    }
}

/// With too little memory there is a sentence and exit code 2, and what is kept can be gone on with; never an abort.
#[test]
#[cfg(target_os = "linux")]
fn too_little_memory_is_said_in_a_sentence() {
    let place = Workplace::new("memory");
    for kilobytes in [60_000, 120_000, 200_000, 250_000] {
        let words = format!("run --runs 3000 --threads 2 --no-figures --quiet --out out-{kilobytes}");
        let output = place.limited(&format!("ulimit -v {kilobytes}; exec"), &words);
        let said = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => {}
            Some(2) => assert!(said.starts_with("error: ") && said.lines().count() == 1, "{said}"),
            other => panic!("{kilobytes} kB: {other:?} {said}"),
        }
    }
}
