//! `detente compare` and `--until` as their users meet them.

use super::*;

const COMPARE: &str = "compare no_controls treaty+us.outreach=1 --runs 80 --no-figures";

/// Rows of a table as maps from column to cell.
fn rows(place: &Workplace, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(place.path(name)).unwrap();
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_policy_meets_the_same_worlds_as_a_run_of_its_own() {
    let place = Workplace::new("compare-worlds");
    place.succeeds(&format!("{COMPARE} --out there"));
    place.succeeds("run --policy no_controls --runs 80 --no-figures --quiet --out alone");
    let together = place.read("there/metrics.csv");
    let mut alone = place.read("alone/metrics.csv");
    alone = alone
        .lines()
        .skip(1)
        .map(|line| format!("no_controls,{line}\n"))
        .collect();
    assert!(
        together.contains(&alone),
        "the rows of no_controls are not those of its run"
    );
    for name in ["baseline", "no_controls", "treaty+us.outreach=1"] {
        let begins = |line: &&str| line.starts_with(&format!("{name},"));
        assert_eq!(together.lines().filter(begins).count(), 80, "{name}");
    }
    let spread = |line: &str| line.contains("china,lag_months,");
    let of_run: Vec<String> = place
        .read("alone/trajectories.csv")
        .lines()
        .filter(|line| spread(line))
        .map(|line| format!("no_controls,{line}"))
        .collect();
    let trajectories = place.read("there/trajectories.csv");
    assert_eq!(of_run.len(), 216);
    assert!(of_run.iter().all(|line| trajectories.contains(line)));
}

/// The oracle is the subtraction of the two columns of `metrics.csv`.
#[test]
fn the_effects_are_the_differences_of_the_rows() {
    let place = Workplace::new("compare-effects");
    let said = place.succeeds(&format!("{COMPARE} --out there"));
    assert!(
        said.contains("US lead over China in 2030, best for the United States first: "),
        "{said}"
    );
    let metrics = rows(&place, "there/metrics.csv");
    let column = |policy: &str| -> Vec<f64> {
        let of_policy = metrics.iter().filter(|row| row["policy"] == policy);
        of_policy
            .map(|row| row["world_race_cost_usd_bn"].parse().unwrap())
            .collect()
    };
    let differences: Vec<f64> = column("no_controls")
        .iter()
        .zip(column("baseline"))
        .map(|(policy, reference)| policy - reference)
        .collect();
    let n = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / n;
    let squares: f64 = differences
        .iter()
        .map(|difference| (difference - mean) * (difference - mean))
        .sum();
    let effects = rows(&place, "there/effects.csv");
    let row = effects
        .iter()
        .find(|row| {
            row["policy"] == "no_controls" && row["metric"] == "world_race_cost_usd_bn" && row["quantity"] == "mean"
        })
        .unwrap();
    let number = |name: &str| row[name].parse::<f64>().unwrap();
    // Seven digits of the costs themselves.
    let near = 1e-6
        * column("baseline")
            .iter()
            .fold(0.0, |most: f64, cost| most.max(cost.abs()));
    assert!((number("difference") - mean).abs() < near);
    assert!((number("se") - (squares / (n - 1.0) / n).sqrt()).abs() < near);
    let larger = differences.iter().filter(|difference| **difference > 0.0).count() as f64 / n;
    assert_eq!(number("larger"), larger);
    assert!((number("better") - number("smaller")).abs() < 1e-12 && row["better_for"] == "world: less");
    assert_eq!(row["pairs"], "80");
}

#[test]
fn the_same_comparison_is_there_already_and_figures_can_be_added() {
    let place = Workplace::new("compare-again");
    let first = place.succeeds(&format!("{COMPARE} --out there"));
    let second = place.succeeds(&format!("{COMPARE} --out there"));
    assert!(second.contains("Already there, unchanged"), "{second}");
    let results: Vec<&str> = first.lines().take_while(|line| !line.is_empty()).collect();
    assert!(
        !results.is_empty() && results.iter().all(|line| second.contains(line)),
        "{first}\n{second}"
    );
    place.succeeds("compare no_controls treaty+us.outreach=1 --runs 80 --out there --quiet");
    for name in ["effects", "trade-offs", "heat-map", "trajectories", "china-lag"] {
        assert!(place.path(&format!("there/figures/{name}.svg")).exists(), "{name}");
    }
    let other = place.refuses(
        "compare no_controls --runs 80 --no-figures --out there",
        &["another result"],
    );
    assert!(other.contains("--force"), "{other}");
}

#[test]
fn one_and_two_threads_write_the_same_bytes() {
    let place = Workplace::new("compare-threads");
    place.succeeds(&format!("{COMPARE} --threads 1 --quiet --out one"));
    place.succeeds(&format!("{COMPARE} --threads 2 --quiet --out two"));
    assert_same(&place.path("one"), &place.path("two"));
}

#[test]
fn a_policy_or_a_setting_that_changes_nothing_is_warned_of() {
    let place = Workplace::new("compare-nothing");
    // With the mechanism off, immigration has nothing to act on.
    let said = place.succeeds(
        "compare us.immigration_openness=1 Both:us.immigration_openness=0.9,us.chip_controls=0 --set mechanisms.talent=false --runs 64 \
         --no-figures --out there",
    );
    assert!(
        said.contains("WARNING: ") && said.contains("changes nothing: every outcome is that of current policy"),
        "{said}"
    );
    assert!(
        said.contains("WARNING: Both: its setting of us.immigration_openness changes nothing"),
        "{said}"
    );
    let effects = rows(&place, "there/effects.csv");
    let still: Vec<_> = effects
        .iter()
        .filter(|row| row["policy"] == "us.immigration_openness=1")
        .collect();
    assert!(still.len() > 60);
    for row in still {
        assert_eq!((row["difference"].as_str(), row["se"].as_str()), ("0", "0"), "{row:?}");
    }
}

#[test]
fn what_cannot_be_compared_is_answered_with_what_can() {
    let place = Workplace::new("compare-mistakes");
    for (words, parts) in [
        ("compare", &["at least one policy", "detente compare no_controls"][..]),
        ("compare no_control", &["no_control", "did you mean `no_controls`?"]),
        ("compare no_controls no_controls", &["`no_controls` is given twice"]),
        (
            "compare no_controls Open:no_controls+us.outreach=0.3 Open:treaty",
            &["`Open` is given twice"],
        ),
        ("compare us.outreach=1 A:us.outreach=1", &["set exactly the same"]),
        (
            "compare no_controls+strict_controls",
            &["us.chip_controls", "no_controls", "strict_controls"],
        ),
        ("compare us.outreach=1,enforcement", &["setting 2, `enforcement`"]),
        ("compare us.outreach=1,us.outreach=0", &["`us.outreach` is set twice"]),
        ("compare us.outreech=1", &["alternative 'us.outreech=1'", "us.outreach"]),
        ("compare us.outreach=7", &["alternative 'us.outreach=7'", "0 to 1"]),
        (
            "compare no_controls --policy us.outreach=1,runs=9",
            &["same worlds", "--set runs=9"],
        ),
        (
            "compare no_controls --reference no_controls",
            &["reference and an alternative at once"],
        ),
        ("compare no_controls --runs 100001", &["100,000"]),
        ("compare no_controls --scenario treaty", &["treaty", "policy"]),
        ("compare no_controls --until peak_distrust.p50", &["no `<`"]),
    ] {
        place.refuses(&format!("{words} --out there"), parts);
        assert!(!place.path("there").exists(), "{words}");
    }
}

#[test]
fn until_gives_the_very_result_of_the_number_of_worlds_it_finds() {
    let place = Workplace::new("until");
    let output = place
        .program()
        .args(["run", "--no-figures", "--set", "horizon=2028-12", "--out", "found"])
        .args([
            "--until",
            "peak.distrust.mean se < 0.02",
            "--until",
            "us_spending_usd_bn.mean cv<0.015",
        ])
        .output()
        .unwrap();
    let (stdout, stderr) = texts(&output);
    assert!(output.status.success(), "{stderr}");
    assert_eq!(stdout.matches("holds").count(), 2, "{stdout}");
    let manifest: serde_json::Value = serde_json::from_str(&place.read("found/manifest.json")).unwrap();
    let command = manifest["command"].as_str().unwrap();
    assert!(command.contains("--runs ") && !command.contains("until"), "{command}");
    let typed = command.strip_prefix("detente ").unwrap();
    place.succeeds(&format!("{typed} --no-figures --quiet --out typed"));
    assert_same(&place.path("found"), &place.path("typed"));
    let precision = rows(&place, "found/precision.csv");
    let row = precision
        .iter()
        .find(|row| row["metric"] == "peak_distrust" && row["statistic"] == "mean")
        .unwrap();
    assert!(row["se"].parse::<f64>().unwrap() < 0.02);
}

#[test]
fn stop_rules_that_contradict_or_cannot_hold_are_answered() {
    let place = Workplace::new("until-mistakes");
    for (rule, parts) in [
        ("peak_distrust.p50 se<0", &["above 0"][..]),
        ("peak_distrust.p50 se<-1", &["above 0"]),
        ("peak_distrus.p50 se<1", &["did you mean `peak_distrust`?"]),
        ("treaty_year.p50 cv<0.1", &["no natural zero"]),
        ("catastrophe_year.p50 se<0.1", &["`never`", "catastrophe_year.never"]),
    ] {
        let output = place
            .program()
            .args(["run", "--no-figures", "--out", "there", "--until", rule])
            .output()
            .unwrap();
        let (_, stderr) = texts(&output);
        assert_eq!(output.status.code(), Some(2), "{rule}: {stderr}");
        assert!(parts.iter().all(|part| stderr.contains(part)), "{rule}: {stderr}");
        assert!(!place.path("there").exists());
    }
    let short = "run --runs 500 --no-figures --out there --until peak_distrust.p50\u{a0}se<1";
    place.refuses(short, &["at least 1,000"]);
}

#[test]
fn a_run_says_whether_its_worlds_suffice() {
    let place = Workplace::new("enough");
    let said = place.succeeds("run --runs 64 --no-figures --out there");
    assert!(said.contains("Sampling error is too large for"), "{said}");
    let manifest: serde_json::Value = serde_json::from_str(&place.read("there/manifest.json")).unwrap();
    assert_eq!(manifest["enough_worlds"], false);
    let precision = rows(&place, "there/precision.csv");
    let wanting = precision.iter().filter(|row| row["enough"] == "no").count();
    let verdict = manifest["precision"].as_str().unwrap();
    assert!(verdict.contains(&format!("too large for {wanting} of")), "{verdict}");
    assert!(
        place
            .read("there/convergence.csv")
            .lines()
            .nth(1)
            .unwrap()
            .starts_with("64,")
    );
}

/// `none` is the plain scenario here as in every other command.
#[test]
fn the_plain_scenario_is_called_none_and_no_label_takes_its_name() {
    let place = Workplace::new("compare-none");
    place.refuses("compare none --runs 8", &["reference already"]);
    place.succeeds("compare none --reference treaty --runs 8 --no-figures --quiet --out there");
    let effects = place.read("there/effects.csv");
    assert!(
        effects.lines().skip(1).all(|line| line.starts_with("baseline,")),
        "{effects}"
    );
}
