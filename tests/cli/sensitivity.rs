//! Sensitivity analyses as their users meet them: what is written, what is said, what is refused, and that a killed one
//! goes on.

use super::*;

/// A small and quick analysis.
const SMALL: &str = "sensitivity --set horizon=2030-12 --no-figures";

/// Rows of a table, cell by cell, without its header.
fn rows(text: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().skip(1).map(cells).collect()
}

#[test]
fn a_sobol_analysis_has_the_rows_of_its_design_and_chance_of_its_own() {
    let place = Workplace::new("sobol");
    let words = format!(
        "{SMALL} --method sobol --points 32 --input us.chip_controls=0.2:0.8 --group smuggling=shared.leak_share,shared.diverted_share \
         --metric us_spending_usd_bn --metric threshold_first --out a"
    );
    let said = place.succeeds(&words);
    assert!(
        said.contains("Sobol indices of 3 inputs and chance from 32 base points"),
        "{said}"
    );
    assert!(
        said.contains("of the variance involves this input") && said.contains("the rest of the variance is chance"),
        "{said}"
    );
    let design = place.read("a/design.csv");
    assert!(design.starts_with("row,world,us.chip_controls,shared.leak_share,shared.diverted_share\n"));
    let design = rows(&design);
    assert_eq!(design.len(), 32 * 5);
    for unit in design.chunks(5) {
        let part = |part: usize| &unit[part][1..];
        // A, chip controls from B, the group from B, the world of B, B.
        let [world, chips, leak, diverted] = part(0) else {
            panic!("four cells")
        };
        let [other, chips_b, leak_b, diverted_b] = part(4) else {
            panic!("four cells")
        };
        assert_eq!(part(1), [world, chips_b, leak, diverted].map(String::clone));
        assert_eq!(part(2), [world, chips, leak_b, diverted_b].map(String::clone));
        assert_eq!(part(3), [other, chips, leak, diverted].map(String::clone));
        assert_eq!(other.parse::<u64>().unwrap(), world.parse::<u64>().unwrap() + 32);
        assert!(chips.parse::<f64>().is_ok_and(|value| (0.2..=0.8).contains(&value)));
    }
    let results = place.read("a/results.csv");
    assert!(results.starts_with("row,us_spending_usd_bn,threshold_first.us,threshold_first.china\n"));
    assert_eq!(rows(&results).len(), 32 * 5);
    let indices = rows(&place.read("a/indices.csv"));
    let names: Vec<&str> = indices.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(names[..3], ["us.chip_controls", "smuggling", "chance"]);
    assert_eq!(indices.len(), 9);
    // Typed again it is found, with another number of threads it is the same.
    assert!(place.succeeds(&words).contains("Already there, unchanged"));
    place.succeeds(&format!("{} --threads 1", words.replace("--out a", "--out b")));
    assert_same(&place.path("a"), &place.path("b"));
}

#[test]
fn without_inputs_a_screening_comes_first_and_says_so() {
    let place = Workplace::new("screened");
    let said = place.succeeds(&format!(
        "{SMALL} --method tornado --runs 4 --trajectories 2 --metric us_spending_usd_bn --out a"
    ));
    assert!(said.contains("21 inputs, one at a time, in 4 worlds"), "{said}");
    assert!(said.contains("from low to high end of this input"), "{said}");
    assert_eq!(rows(&place.read("a/indices.csv")).len(), 20);
    let screening = rows(&place.read("a/screening.csv"));
    assert!(screening.len() > 150, "{} lines", screening.len());
    let dictionary = place.read("a/data-dictionary.csv");
    assert!(dictionary.contains("screening.csv,mu_star,") && dictionary.contains("results.csv,us_spending_usd_bn,"));
}

#[test]
fn an_input_that_changes_nothing_and_a_metric_that_does_not_vary_are_named() {
    let place = Workplace::new("idle");
    let said = place.succeeds(&format!(
        "{SMALL} --method morris --trajectories 4 --input shared.payoff_lead=0.5:1.5 --input us.private_growth_per_year \
         --metric us_spending_usd_bn --metric treaty_months --set mechanisms.treaty=false --out a"
    ));
    assert!(
        said.contains("1 more input has no effect in these simulations"),
        "{said}"
    );
    assert!(
        said.contains("no input that was moved changed it in any simulation"),
        "{said}"
    );
    let indices = rows(&place.read("a/indices.csv"));
    let treaty = indices.iter().filter(|row| row[0] == "treaty_months");
    for row in treaty {
        assert_eq!(row[3..8], ["", "", "", "", ""], "no index of a constant");
    }
}

#[test]
fn mistakes_are_answered_before_anything_is_changed() {
    let place = Workplace::new("sensitivity-mistakes");
    for (words, parts) in [
        ("--input us.chip_control", &["us.chip_controls"][..]),
        ("--input us.outreach --input us.outreach", &["twice"]),
        ("--input us.outreach=0.9:0.1", &["not below"]),
        ("--input us.outreach=0:2", &["0 to 1"]),
        ("--input shared.run_months", &["no uncertainty", "LOW:HIGH"]),
        (
            "--policy no_controls --input us.chip_controls",
            &["us.chip_controls", "policy"],
        ),
        ("--set us.outreach=0.4 --input us.outreach", &["--set"]),
        ("--input us.run_share", &["china.run_share", "--group"]),
        ("--group a=us.outreach --group b=us.outreach", &["`a` and `b`"]),
        ("--metric china_lag_2030", &["china_lag_months_2030"]),
        (
            "--set horizon=2028-12 --metric china_lag_months_2030",
            &["beyond the horizon"],
        ),
        ("--metric threshold_margin_months", &["some worlds only"]),
        ("--method sobol --points 1000", &["512 or 1024"]),
        ("--method sobol --points 0", &["allowed"]),
        ("--method sobol --runs 100", &["--points"]),
        ("--method morris --points 64", &["--trajectories"]),
        ("--method sobel", &["sobol"]),
        ("--method sobol --trajectories 4 --input us.outreach", &["--points"]),
    ] {
        place.refuses(&format!("sensitivity {words} --out a"), parts);
        assert!(!place.path("a").exists(), "`{words}` made a folder");
    }
}

#[test]
fn every_method_draws_one_figure_a_metric_that_varies() {
    let place = Workplace::new("sensitivity-figures");
    for (method, size, figure) in [
        ("morris", "--trajectories 4", "screening"),
        ("sobol", "--points 16", "indices"),
        ("tornado", "--runs 8", "tornado"),
    ] {
        place.succeeds(&format!(
            "sensitivity --set horizon=2030-12 --set mechanisms.treaty=false --method {method} {size} --input us.outreach --group \
             smuggling=shared.leak_share,shared.diverted_share --metric china_lag_months_2030 --metric treaty_months --out {method}"
        ));
        let svg = place.read(&format!("{method}/figures/{figure}-china_lag_months_2030.svg"));
        assert!(svg.contains("smuggling") && svg.contains("us.outreach"), "{method}");
        assert!(
            place
                .path(&format!("{method}/figures/{figure}-china_lag_months_2030.png"))
                .exists()
        );
        assert!(
            !place
                .path(&format!("{method}/figures/{figure}-treaty_months.svg"))
                .exists()
        );
    }
}

/// Kills an analysis in the middle, then resumes it. A machine may be so fast that nothing is left to kill: then with
/// more points.
#[test]
fn a_killed_analysis_resumes_and_ends_with_the_same_bytes() {
    let place = Workplace::new("killed-analysis");
    for points in [2048, 8192, 32768] {
        let words = format!(
            "sensitivity --method sobol --points {points} --input us.chip_controls --input us.outreach --metric us_spending_usd_bn \
             --no-figures --quiet --out killed"
        );
        let log = place.path("killed/partial/journal.bin");
        let mut child = place
            .program()
            .args(words.split_whitespace())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        resume::wait_for_rows(&log, &mut child);
        child.kill().unwrap();
        child.wait().unwrap();
        if place.path("killed/manifest.json").exists() {
            std::fs::remove_dir_all(place.path("killed")).unwrap();
            continue;
        }
        // Bytes of a piece that was being written when it was killed.
        let mut bytes = std::fs::read(&log).unwrap();
        bytes.extend([7; 100]);
        std::fs::write(&log, bytes).unwrap();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        place.refuses(&words, &["unfinished", "--resume", "--force"]);
        place.succeeds(&format!("{words} --resume"));
        place.succeeds(&words.replace("--out killed", "--out unbroken"));
        assert_same(&place.path("killed"), &place.path("unbroken"));
        return;
    }
    panic!("the program finished before it could be killed, even with 32,768 points");
}
