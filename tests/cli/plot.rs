//! `detente plot`: figures drawn again from a finished result.

use super::{Workplace, snapshot};

const RUN: &str = "run --runs 16 --out there";

#[test]
fn figures_drawn_again_have_the_bytes_of_the_run_also_where_it_left_them_out() {
    let place = Workplace::new("plot-again");
    place.succeeds(RUN);
    place.succeeds("run --runs 16 --out bare --no-figures --threads 1");
    assert_eq!(place.read("there/figures.json"), place.read("bare/figures.json"));
    assert!(!place.path("bare/figures").exists());
    let listed = place.succeeds("plot bare --list");
    let before = snapshot(&place.path("there"));
    // 3200 pixels at 300 dots an inch, as in figures/.
    place.succeeds("plot bare --width 270.93 --out drawn");
    let drawn = snapshot(&place.path("drawn"));
    assert_eq!(drawn, snapshot(&place.path("there/figures")));
    assert_eq!(drawn.len(), 2 * (listed.lines().count() - 1));

    let again = place.succeeds("plot there china-lag --width 170");
    assert!(
        again.contains("Written to there/plots/:\n  china-lag.svg\n  china-lag.png"),
        "{again}"
    );
    assert_eq!(
        place.read("there/plots/china-lag.svg"),
        place.read("there/figures/china-lag.svg")
    );
    let png = std::fs::read(place.path("there/plots/china-lag.png")).unwrap();
    // Width in the header: 170 mm at 300 dots an inch; then the density, dots a metre.
    assert_eq!(u32::from_be_bytes(png[16..20].try_into().unwrap()), 2008);
    let density = png
        .windows(4)
        .position(|name| name == b"pHYs")
        .expect("it states its density");
    assert_eq!(png[density + 4..density + 8], 11_811_u32.to_be_bytes());
    assert!(
        place
            .succeeds("plot there china-lag --width 170")
            .contains("Already there, unchanged")
    );
    place.refuses("plot there china-lag --width 100", &["china-lag.png", "--force"]);
    place.succeeds("plot there china-lag --width 100 --force");
    // The result itself is as it was.
    let after = snapshot(&place.path("there"));
    assert!(before.iter().all(|(name, bytes)| after[name] == *bytes));
    assert!(place.succeeds(RUN).contains("Already there, unchanged"));
}

#[test]
fn the_table_behind_a_figure_has_the_numbers_of_the_run() {
    let place = Workplace::new("plot-table");
    place.succeeds(&format!("{RUN} --no-figures"));
    place.succeeds("plot there china-lag --format csv --out tables");
    // One series of the run's own table, month by month.
    let table = place.read("there/trajectories.csv");
    let expected: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|row| row[1] == "china" && row[2] == "lag_months")
        .map(|row| [&row[..1], &row[5..]].concat())
        .collect();
    assert!(expected.len() > 200);
    let drawn = place.read("tables/china-lag.csv");
    let rows = drawn.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    // Series, month, year, five quantiles, three cells of recorded values.
    let simulated: Vec<Vec<&str>> = rows
        .filter(|row| !row[3].is_empty())
        .map(|row| [&row[1..2], &row[3..8]].concat())
        .collect();
    assert_eq!(simulated, expected);
}

#[test]
fn any_series_and_metric_can_be_drawn() {
    let place = Workplace::new("plot-any");
    place.succeeds(&format!("{RUN} --no-figures --series drawn,power_used"));
    let text = place.succeeds(
        "plot there --series china.lag_months --series power_used --metric china_chip_parity_year --format svg,csv --out any",
    );
    for name in [
        "series-china-lag-months",
        "series-power-used",
        "metric-china-chip-parity-year",
    ] {
        assert!(
            text.contains(&format!("{name}.svg")) && place.path(&format!("any/{name}.csv")).exists(),
            "{text}"
        );
    }
    assert_eq!(
        text.matches(".svg").count(),
        3,
        "the result's own figures were drawn too: {text}"
    );
    let power = place.read("any/series-power-used.svg");
    assert!(power.contains("United States") && power.contains("China") && power.contains("<desc>"));
    place.succeeds("plot there --metric china_lag_months_2030 --title Mine --format svg --out titled");
    assert!(
        place
            .read("titled/metric-china-lag-months-2030.svg")
            .contains("<title>Mine</title>")
    );
    // The shares of bars and of `never` make up all worlds.
    let table = place.read("any/metric-china-chip-parity-year.csv");
    let shares = table
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit(',').next()?.parse::<f64>().ok());
    assert!((shares.sum::<f64>() - 1.0).abs() < 1e-5, "{table}");

    place.succeeds("compare no_controls treaty --runs 16 --no-figures --out compared");
    place
        .succeeds("plot compared --series china.lag_months --metric china_lag_months_2030 --format csv --out policies");
    for name in ["series-china-lag-months", "metric-china-lag-months-2030"] {
        let table = place.read(&format!("policies/{name}.csv"));
        for policy in ["baseline,", "no_controls,", "treaty,"] {
            assert!(table.lines().any(|line| line.starts_with(policy)), "{name}: {policy}");
        }
    }
    place.succeeds("plot compared effects --format csv --out policies");
}

#[test]
fn a_validation_is_drawn_again_unless_it_was_changed() {
    let place = Workplace::new("plot-validation");
    place.succeeds("validate --runs 16 --no-figures --out there");
    place.succeeds("plot there --format svg --out charts");
    place.succeeds("validate --runs 16 --out drawn");
    for (name, bytes) in snapshot(&place.path("charts")) {
        assert_eq!(
            bytes,
            snapshot(&place.path("drawn/figures"))[&name],
            "{}",
            name.display()
        );
    }
    let refused = place.refuses(
        "plot there --metric threshold_year",
        &["holds a validation, which has no metrics.csv"],
    );
    assert!(refused.contains("detente run"), "{refused}");
    let figures = place.read("there/figures.json");
    place.write("there/figures.json", figures.replacen("2024", "2025", 1));
    place.refuses(
        "plot there --out others",
        &["was changed", "figures.json", "--allow-changed"],
    );
}

#[test]
fn what_cannot_be_drawn_is_said_with_what_to_type_instead() {
    let place = Workplace::new("plot-mistakes");
    place.succeeds(&format!("{RUN} --no-figures"));
    place.write("empty/notes.txt", "mine");
    place.refuses("plot nowhere", &["there is no folder nowhere"]);
    place.refuses("plot empty", &["holds no manifest.json", "no result"]);
    place.refuses("plot empty/notes.txt", &["is a file"]);
    place.refuses(
        "plot there chinalag",
        &["no figure `chinalag`", "did you mean `china-lag`?", "overview"],
    );
    place.refuses(
        "plot there --series china.lag_month",
        &["no series", "did you mean `china.lag_months`?"],
    );
    place.refuses(
        "plot there --metric lag_months_2030",
        &["no metric", "detente list --metrics"],
    );
    place.refuses("plot there --metric threshold_first", &["a state in each world"]);
    place.refuses("plot there --title mine", &["--title is for one figure"]);
    place.refuses("plot there --width 3", &["allowed: 40 to 2000 millimetres"]);
    place.refuses("plot there --dpi 0", &["allowed: 36 to 1200"]);
    place.refuses("plot there --width 2000 --dpi 1200", &["up to 20000"]);
    place.refuses("plot there --format gif", &["svg, png, csv"]);
    place.refuses("plot there china-lag --out empty/notes.txt", &["empty/notes.txt"]);

    place.write("begun/partial/run.json", "{}");
    place.refuses("plot begun", &["holds no manifest.json"]);
    let key = "0".repeat(64);
    place.write(
        "begun/partial/run.json",
        format!("{{\"key\":\"{key}\",\"command\":\"detente run x\",\"parts\":[]}}"),
    );
    place.write("begun/partial/metrics.csv", "run\n");
    let unfinished = place.refuses("plot begun", &["unfinished", "1 table begun"]);
    assert!(
        unfinished.contains("detente run x --out begun --resume"),
        "{unfinished}"
    );

    place.write("changed.json", place.read("there/figures.json"));
    place.write(
        "there/figures.json",
        place
            .read("changed.json")
            .replace("{\"key\":\"figure-run-lag_unit\"}", "\"The lag\""),
    );
    place.refuses("plot there", &["figures.json", "changed", "--allow-changed"]);
    let output = place.detente("plot there china-lag --allow-changed --format svg --out changed");
    let (_, stderr) = super::texts(&output);
    assert!(output.status.success() && stderr.contains("was changed"), "{stderr}");
    assert!(place.read("changed/china-lag.svg").contains("The lag"));
    // Parts that do not fit together, and a name that would lead elsewhere.
    let written = place.read("changed.json");
    place.write(
        "there/figures.json",
        written.replacen("\"values\":{\"numbers\":[", "\"values\":{\"numbers\":[1,", 1),
    );
    place.refuses("plot there --allow-changed", &["column `p05` has", "values for"]);
    place.write(
        "there/figures.json",
        written.replacen("\"name\":\"china-lag\"", "\"name\":\"../china-lag\"", 1),
    );
    place.refuses("plot there --allow-changed", &["is no name of a figure"]);
    place.write(
        "there/figures.json",
        written.replace("figure-run-lag_unit\"", "figure-run-leg_unit\""),
    );
    place.refuses(
        "plot there --allow-changed",
        &["no sentence `figure-run-leg_unit`", "--force"],
    );
    place.write("there/figures.json", "[{}]");
    place.refuses("plot there --allow-changed", &["figures that this version can read"]);
}

#[test]
fn the_results_own_figures_are_never_replaced() {
    let place = Workplace::new("plot-own");
    place.succeeds(RUN);
    let before = snapshot(&place.path("there"));
    place.refuses(
        "plot there --out there/figures --force",
        &["belongs to the result", "another --out"],
    );
    assert_eq!(snapshot(&place.path("there")), before);
}

#[test]
fn what_is_not_recorded_costs_nothing_and_is_refused_with_the_command_that_records_it() {
    let place = Workplace::new("plot-recorded");
    place.succeeds("run --runs 16 --out usual");
    place.succeeds("run --runs 16 --series all --no-figures --out all");
    place.succeeds("run --runs 16 --series none --keep-trajectories 1 --out none");
    place.succeeds("run --runs 16 --series china.migration --no-figures --out one");
    // The choice moves no number: what stands in the smaller table stands in the larger one.
    let all = place.read("all/trajectories.csv");
    for smaller in ["usual", "one"] {
        let table = place.read(&format!("{smaller}/trajectories.csv"));
        let lines: std::collections::BTreeSet<&str> = all.lines().collect();
        assert!(
            table.lines().count() > 200 && table.lines().all(|line| lines.contains(line)),
            "{smaller}"
        );
    }
    for name in ["metrics.csv", "events.csv", "precision.csv"] {
        let whole = place.read(&format!("all/{name}"));
        assert!(
            ["usual", "none", "one"]
                .iter()
                .all(|other| place.read(&format!("{other}/{name}")) == whole)
        );
    }
    assert!(!place.path("none/trajectories.csv").exists() && !place.path("none/figures/china-lag.svg").exists());
    assert!(place.path("none/figures/parity-year.svg").exists() && place.path("usual/figures/china-lag.svg").exists());
    assert!(place.read("none/kept-trajectories.csv").lines().count() > 200);
    place.succeeds("report none --out none.html");
    for (folder, said) in [
        (
            "usual",
            "detente run baseline --runs 16 --series drawn,us.migration --out DIR",
        ),
        (
            "none",
            "detente run baseline --runs 16 --keep-trajectories 1 --series us.migration --out DIR",
        ),
        (
            "one",
            "detente run baseline --runs 16 --series china.migration,us.migration --out DIR",
        ),
    ] {
        place.refuses(
            &format!("plot {folder} --series us.migration"),
            &["was not recorded", said],
        );
    }
    place.succeeds("plot one --series migration --format csv --out drawn");
    place.refuses(
        "run --runs 16 --series china.migratio --out no",
        &["did you mean `china.migration`", "--series"],
    );
}
