//! Metrics at dates that a user names, in every study: the oracle is the metric that has the same date of its own.

use super::*;

/// What is asked for, and the metric that every world has with the same value.
const ASKED: &str = "china_lag_months@2030";
const OWN: &str = "china_lag_months_2030";

/// All tables of a result but the dictionary, by name, with the date's key as that of the metric.
fn tables(folder: &Path) -> BTreeMap<String, String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_table = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ending == "csv") && !path.ends_with("data-dictionary.csv")
    };
    files
        .filter(is_table)
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap().replace(ASKED, OWN))
        })
        .collect()
}

/// A column of a table without quotes.
fn column(text: &str, name: &str) -> Vec<String> {
    let place = text.lines().next().unwrap().split(',').position(|head| head == name);
    let place = place.unwrap_or_else(|| panic!("no column {name} in {}", text.lines().next().unwrap()));
    let cells = text.lines().skip(1).map(|line| line.split(',').nth(place).unwrap());
    cells.map(str::to_owned).collect()
}

#[test]
fn studies_that_judge_by_one_metric_find_the_same_at_its_date() {
    let place = Workplace::new("dated-studies");
    for words in [
        "explain no_controls --outcome KEY --mechanism chip_controls --mechanism fabs --runs 256",
        "robust none no_controls --worldview fast_fabs --metric KEY --threshold KEY>6 --runs 24 --no-flips",
        "sensitivity --method morris --input us.chip_controls --input china.mandate --metric KEY --trajectories 4",
        "game --us none --us no_controls --china none --china mandate_total --us-payoff KEY=1 --runs 16",
        "voi none no_controls --metric KEY --runs 240",
        "adapt --for us --runs 64 --held-out 64 --candidates 8 --rules 1 --set horizon=2030-12 --metric KEY",
    ] {
        let study = words.split(' ').next().unwrap();
        for (key, folder) in [(ASKED, "asked"), (OWN, "own")] {
            let words = words.replace("KEY", key);
            place.succeeds(&format!("{words} --no-figures --quiet --out {study}-{folder}"));
        }
        let [asked, own] = ["asked", "own"].map(|folder| tables(&place.path(&format!("{study}-{folder}"))));
        assert!(!own.is_empty(), "{study}");
        assert_eq!(asked, own, "{study}");
    }
}

#[test]
fn a_run_keeps_the_dates_that_it_is_asked_for_in_all_tables() {
    let place = Workplace::new("dated-run");
    let words = "run --runs 300 --metric lag_months@2030 --metric us_usable_compute@2029-06 --keep-trajectories 300 --quiet --no-figures";
    place.succeeds(&format!("{words} --threads 1 --out one"));
    place.succeeds(&format!("{words} --threads 2 --out two"));
    assert_same(&place.path("one"), &place.path("two"));
    let metrics = place.read("one/metrics.csv");
    assert_eq!(column(&metrics, ASKED), column(&metrics, OWN));
    let kept = place.read("one/kept-trajectories.csv");
    let months = column(&kept, "month");
    let series = column(&kept, "us.usable_compute");
    let june: Vec<String> = months
        .iter()
        .zip(series)
        .filter(|(month, _)| *month == "2029-06")
        .map(|(_, value)| value)
        .collect();
    assert_eq!(column(&metrics, "us_usable_compute@2029-06"), june);
    let precision = place.read("one/precision.csv");
    let rows = |key: &str| -> Vec<String> {
        let rows = precision.lines().filter(|line| line.starts_with(&format!("{key},")));
        rows.map(|row| row.replace(ASKED, OWN)).collect()
    };
    assert!(!rows(OWN).is_empty());
    assert_eq!(rows(ASKED), rows(OWN));
    let dictionary = place.read("one/data-dictionary.csv");
    assert!(
        dictionary.contains("\"China's lag behind the released US frontier, December 2030\""),
        "{dictionary}"
    );
    let manifest = place.read("one/manifest.json");
    assert!(
        manifest.contains("--metric lag_months@2030") && manifest.contains("dated_metrics"),
        "{manifest}"
    );
    // The other columns are those of a run that asks for nothing.
    place.succeeds("run --runs 300 --quiet --no-figures --out plain");
    let plain = place.read("plain/metrics.csv");
    let starts: Vec<bool> = metrics
        .lines()
        .zip(plain.lines())
        .map(|(row, plain)| row.starts_with(plain))
        .collect();
    assert_eq!(starts, vec![true; 301]);
}

#[test]
fn a_result_with_a_date_is_searched_drawn_and_told_by_it() {
    let place = Workplace::new("dated-reader");
    place.succeeds("run --runs 400 --metric lag_months@2032 --quiet --no-figures --out with");
    place.succeeds("run --runs 400 --quiet --no-figures --out without");
    let search = "--where china_lag_months@2032<14 --quasi-p 0.9 --resamples 10 --no-figures --quiet";
    place.succeeds(&format!("discover with {search} --out found"));
    assert!(place.read("found/manifest.json").contains("china_lag_months@2032 < 14"));
    place.refuses(
        &format!("discover without {search} --out lost"),
        &["make the result again", "--metric china_lag_months@2032"],
    );
    place.succeeds("plot with --metric lag_months@2032 --format csv --out plots");
    assert!(place.path("plots/metric-china-lag-months-2032.csv").exists());
    place.refuses(
        "plot without --metric lag_months@2032",
        &["make the result again", "--metric china_lag_months@2032"],
    );
    place.succeeds("report with --no-hindcast --metric lag_months@2032 --format md --out page.md");
    assert!(place.read("page.md").contains("US lead over China, December 2032"));
    place.succeeds("report with --no-hindcast --metric lag_months@2032 --language ar --out page.html");
    let page = place.read("page.html");
    assert!(
        page.contains("تقدّم الولايات المتحدة على الصين، ديسمبر"),
        "the title in Arabic"
    );
    assert!(
        !page.contains("US lead over China, December"),
        "a title that is left in English"
    );
    place.refuses(
        "report without --no-hindcast --metric lag_months@2032 --out other.html",
        &["make the result again"],
    );
}

#[test]
fn comparisons_and_sweeps_have_the_date_beside_all_other_metrics() {
    let place = Workplace::new("dated-tables");
    place.succeeds(&format!(
        "compare no_controls --outcome {ASKED} --runs 200 --no-figures --quiet --out compared"
    ));
    let effects = place.read("compared/effects.csv");
    let rows = |key: &str| -> Vec<String> {
        let rows = effects.lines().filter(|line| line.split(',').nth(2) == Some(key));
        rows.map(|row| row.replace(ASKED, OWN)).collect()
    };
    assert!(!rows(OWN).is_empty(), "{effects}");
    assert_eq!(rows(ASKED), rows(OWN));
    let metrics = place.read("compared/metrics.csv");
    assert_eq!(column(&metrics, ASKED), column(&metrics, OWN));
    place.succeeds(&format!(
        "sweep --vary us.chip_controls=0,1 --runs 24 --worlds --metric {ASKED} --metric {OWN} --no-figures --quiet --out swept"
    ));
    for file in ["points.csv", "worlds.csv"] {
        let table = place.read(&format!("swept/{file}"));
        assert_eq!(column(&table, ASKED), column(&table, OWN), "{file}");
    }
    place.write(
        "own.toml",
        "name = \"own\"\ntitle = \"Own\"\ndescription = \"Own\"\nbase = \"baseline\"\ndated_metrics = [\"lag_months@2030\"]\n",
    );
    place.succeeds("run own.toml --runs 24 --no-figures --quiet --out stated");
    let metrics = place.read("stated/metrics.csv");
    assert_eq!(column(&metrics, ASKED), column(&metrics, OWN));
}

#[test]
fn what_cannot_be_a_date_is_refused_wherever_it_is_written() {
    let place = Workplace::new("dated-mistakes");
    for (words, parts) in [
        (
            "run --metric china_lag_month@2032",
            &["--metric", "near: china_lag_months", "detente list --variables"][..],
        ),
        (
            "run --metric usable_compute@2032",
            &["us_usable_compute or china_usable_compute"],
        ),
        ("run --metric lag_months@soon", &["is no date", "2032-06"]),
        (
            "run --metric lag_months@2050",
            &["beyond the horizon", "2023-01 to 2040-12"],
        ),
        ("run --metric china_lag_months_2030", &["SERIES@YEAR"]),
        (
            "compare no_controls --outcome us_payoff@2032",
            &["--outcome", "sums up all months"],
        ),
        (
            "explain no_controls --outcome lag_months@2050",
            &["beyond the horizon", "2040-12"],
        ),
        (
            "sweep --vary us.chip_controls=0,1 --metric lag_months@2050",
            &["beyond the horizon"],
        ),
        ("sensitivity --metric catastrophe_year@2032", &["is a date itself"]),
        (
            "robust none no_controls --metric lag_months@2050",
            &["beyond the horizon"],
        ),
        ("robust none no_controls --threshold lag_months@x>6", &["is no date"]),
        (
            "game --us none --us no_controls --china none --china mandate_total --us-payoff lag_months@x=1",
            &["is no date"],
        ),
        ("voi none no_controls --metric lag_months@2050", &["beyond the horizon"]),
        ("adapt --for us --metric lag_months@2050", &["beyond the horizon"]),
    ] {
        place.refuses(words, parts);
    }
}

/// The same series at the same date, spelled otherwise, is the same metric: each study names both spellings.
#[test]
fn a_date_that_is_named_twice_is_refused_in_whatever_spelling() {
    let place = Workplace::new("dated-twice");
    for (words, option) in [
        ("run", "--metric"),
        ("shard --part 1/2", "--metric"),
        ("compare no_controls", "--outcome"),
        ("explain no_controls", "--outcome"),
        ("sweep --vary us.chip_controls=0,1", "--metric"),
        ("sensitivity", "--metric"),
        ("robust none no_controls", "--metric"),
    ] {
        let other = format!("{words} {option} lag_months@2032 {option} china.lag_months@2032-12 --out x");
        let both = "names one metric twice, as `lag_months@2032` and as `china.lag_months@2032-12`; name it once";
        place.refuses(&other, &[option, both]);
        let same = format!("{words} {option} lag_months@2032 {option} lag_months@2032 --out x");
        place.refuses(&same, &[option, "names `lag_months@2032` twice; name it once"]);
    }
    let game = "game --us none --us no_controls --china none --china mandate_total";
    place.refuses(
        &format!("{game} --us-payoff lag_months@2032=1 --us-payoff china_lag_months@2032=2"),
        &["--us-payoff", "as `lag_months@2032` and as `china_lag_months@2032`"],
    );
    let head = "name = \"twice\"\ntitle = \"Twice\"\ndescription = \"Twice\"\nclaim = \"assumption\"\n";
    place.write(
        "sweep.toml",
        format!(
            "{head}metrics = [\"lag_months@2032\", \"china_lag_months@2032\"]\n[vary]\n\"us.chip_controls\" = [0.0, 1.0]\n"
        ),
    );
    place.refuses(
        "sweep sweep.toml",
        &["\"china_lag_months@2032\": names the metric that `lag_months@2032` names"],
    );
    place.write(
        "game.toml",
        format!(
            "{head}us = [\"none\", \"no_controls\"]\nchina = [\"none\", \"mandate_total\"]\n[payoff.us]\n\"lag_months@2032\" = 1.0\n\"china_lag_months@2032\" = 1.0\n"
        ),
    );
    place.refuses("game game.toml", &["weighs the metric that `lag_months@2032` weighs"]);
}
