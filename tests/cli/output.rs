//! What a run prints and writes.

use super::*;
use detente::numeric::dispatch::InstructionSet;
use serde_json::Value;
use sha2::{Digest, Sha256};

#[test]
fn the_bytes_are_the_same_for_any_number_of_threads() {
    let place = Workplace::new("threads");
    for threads in [1, 2, 8] {
        let words =
            format!("run --runs 200 --no-figures --quiet --keep-trajectories 3 --threads {threads} --out t{threads}");
        place.succeeds(&words);
    }
    assert_same(&place.path("t1"), &place.path("t2"));
    assert_same(&place.path("t1"), &place.path("t8"));
}

#[test]
fn the_bytes_are_the_same_with_any_instructions() {
    let place = Workplace::new("instructions");
    for set in InstructionSet::ALL {
        let words = format!(
            "run --runs 200 --no-figures --quiet --keep-trajectories 3 --instructions {0} --out {0}",
            set.key()
        );
        if set.is_available() {
            place.succeeds(&words);
            assert_same(&place.path("portable"), &place.path(set.key()));
        } else {
            place.refuses(&words, &["this machine has portable"]);
        }
    }
    place.refuses("run --instructions mmx", &["this machine has portable"]);
}

#[test]
fn more_worlds_begin_with_the_same_worlds() {
    let place = Workplace::new("more");
    place.succeeds("run --runs 40 --rows all --no-figures --quiet --out few");
    place.succeeds("run --runs 80 --rows all --no-figures --quiet --out many");
    for name in ["metrics.csv", "draws.csv"] {
        let (few, many) = (place.read(&format!("few/{name}")), place.read(&format!("many/{name}")));
        assert!(many.starts_with(&few), "{name}");
        assert_eq!((few.lines().count(), many.lines().count()), (41, 81), "{name}");
    }
}

#[test]
fn the_manifest_holds_the_hash_of_every_file_and_what_was_run() {
    let place = Workplace::new("manifest");
    place.succeeds("run --runs 16 --no-figures --quiet --policy treaty --set us.outreach=0.5 --threads 1 --out there");
    let manifest: Value = serde_json::from_str(&place.read("there/manifest.json")).unwrap();
    let files = manifest["files"].as_array().unwrap();
    for file in files {
        let bytes = std::fs::read(place.path("there").join(file["name"].as_str().unwrap())).unwrap();
        let hash: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(file["sha256"].as_str().unwrap(), hash, "{file}");
        assert_eq!(file["bytes"].as_u64().unwrap(), bytes.len() as u64);
    }
    // Every file but the manifest itself is in it.
    assert_eq!(snapshot(&place.path("there")).len(), files.len() + 1);
    assert_eq!(
        manifest["command"],
        "detente run baseline --policy treaty --set us.outreach=0.5 --runs 16"
    );
    assert!(manifest["scenario_toml"].as_str().unwrap().contains("runs = 16"));
    assert_eq!(manifest["counts"]["worlds"], 16);
}

#[test]
fn the_resolved_scenario_of_a_manifest_gives_the_same_worlds() {
    let place = Workplace::new("resolved");
    place.succeeds(
        "run --runs 16 --rows all --no-figures --quiet --policy strict_controls --worldview fast_fabs --out there",
    );
    let manifest: Value = serde_json::from_str(&place.read("there/manifest.json")).unwrap();
    place.write("again.toml", manifest["scenario_toml"].as_str().unwrap());
    place.write("configs/parameters.toml", manifest["parameters_toml"].as_str().unwrap());
    place.succeeds("run again.toml --rows all --no-figures --quiet --out again");
    for name in ["metrics.csv", "draws.csv", "trajectories.csv", "events.csv"] {
        assert!(
            place.read(&format!("there/{name}")) == place.read(&format!("again/{name}")),
            "{name} differs"
        );
    }
}

#[test]
fn json_is_all_that_is_printed_where_it_is_asked_for() {
    let place = Workplace::new("json");
    let report: Value = serde_json::from_str(&place.succeeds("run --runs 16 --no-figures --json --out there")).unwrap();
    assert_eq!(report["status"], "written");
    assert_eq!(report["counts"]["worlds"], 16);
    assert!(report["headlines"]["metrics"].as_array().unwrap().len() > 20);
    let again: Value = serde_json::from_str(&place.succeeds("run --runs 16 --no-figures --json --out there")).unwrap();
    assert_eq!(again["status"], "already there");
    assert_eq!(again["headlines"], report["headlines"]);
    let cards: Value = serde_json::from_str(&place.succeeds("params --json")).unwrap();
    assert!(
        cards
            .as_array()
            .unwrap()
            .iter()
            .all(|card| card["unit"].is_string() && card["source"].is_string())
    );
    let scores: Value = serde_json::from_str(&place.succeeds("validate --runs 16 --no-figures --json")).unwrap();
    assert!(scores["overall"]["facts"].as_u64().unwrap() >= 80);
}

#[test]
fn the_summary_is_in_plain_words_with_units_and_says_what_it_is_not() {
    let place = Workplace::new("summary");
    let text = place.succeeds("run --runs 64 --no-figures");
    for part in [
        "US lead over China: ",
        " months (90 % of simulations: ",
        "China leads for six months or more by 2035 in ",
        "Chinese chip parity: ",
        "First to reach transformative AI (about 10^35 effective FLOP, uncertain) by 2040: US ",
        "By 2040: loss of control in ",
        "Written to outputs/baseline/",
        "simulations per second",
        "not forecasts",
    ] {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
    assert!(text.lines().count() <= 18, "too long for a screen:\n{text}");
    assert!(place.path("outputs/baseline/manifest.json").exists());
    place.succeeds("run --runs 16 --no-figures --policy no_controls --worldview fast_fabs --quiet");
    assert!(
        place
            .path("outputs/baseline+no_controls+fast_fabs/manifest.json")
            .exists()
    );
}

#[test]
fn every_column_and_variable_is_in_the_data_dictionary() {
    let place = Workplace::new("dictionary");
    place.succeeds("run --runs 16 --rows all --no-figures --quiet --keep-trajectories 2 --out there");
    let mut reader = csv::Reader::from_path(place.path("there/data-dictionary.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for row in &rows {
        assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
    }
    let explained = |file: &str, name: &str| rows.iter().any(|row| &row[0] == file && &row[1] == name);
    for file in [
        "metrics.csv",
        "draws.csv",
        "trajectories.csv",
        "events.csv",
        "kept-trajectories.csv",
    ] {
        let text = place.read(&format!("there/{file}"));
        for name in text.lines().next().unwrap().split(',') {
            assert!(explained(file, name), "column `{name}` of {file} is not explained");
        }
    }
    for row in place.read("there/trajectories.csv").lines().skip(1).take(200) {
        let cells: Vec<&str> = row.split(',').collect();
        assert!(
            explained("trajectories.csv", &format!("{}.{}", cells[1], cells[2])),
            "{row}"
        );
    }
}

#[test]
fn a_replayed_world_is_the_one_of_the_ensemble() {
    let place = Workplace::new("replay");
    place.succeeds("run --runs 24 --no-figures --quiet --keep-trajectories 24 --out there");
    let text = place.read("there/kept-trajectories.csv");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| header.iter().position(|column| *column == name).unwrap();
    let row: Vec<&str> = lines
        .map(|line| line.split(',').collect::<Vec<_>>())
        .find(|row| row[..2] == ["13", "2029-06"])
        .unwrap();
    let eci = |agent: &str| row[column(&format!("{agent}.released_eci"))].parse::<f64>().unwrap();
    let told = place.succeeds("replay --world 13 --from 2029-06 --to 2029-06");
    let expected = format!("capability US {:.1}, China {:.1} ECI", eci("us"), eci("china"));
    assert!(told.contains(&expected), "`{expected}` is not in:\n{told}");
    assert!(
        place
            .succeeds("replay --world 13 --events-only")
            .contains("releases a model")
    );
    place.refuses("replay --world 13 --from 2030-01 --to 2029-01", &["2030-01", "2029-01"]);
    place.refuses("replay --world 13 --from 2030-13", &["--from"]);
}

#[test]
fn lists_say_what_can_be_typed() {
    let place = Workplace::new("lists");
    let list = place.succeeds("list");
    for name in [
        "baseline",
        "no_controls",
        "adaptive_controls",
        "fast_fabs",
        "long_timelines",
    ] {
        assert!(list.contains(name), "{list}");
    }
    assert!(place.succeeds("list --levers").contains("us.chip_controls"));
    assert!(place.succeeds("list --mechanisms").contains("M18"));
    assert!(place.succeeds("list --observables").contains("china.lag_months"));
    assert!(
        place
            .succeeds("list --metrics --variables")
            .contains("installed_compute")
    );
    assert!(
        place
            .succeeds("params fab_growth")
            .contains("china.fab_growth_per_year")
    );
    place.refuses("params nothing-like-this", &["no parameter has"]);
}

#[test]
fn only_the_rows_that_are_asked_for_are_written_and_the_rest_is_the_same() {
    let place = Workplace::new("rows-chosen");
    let words = "run --runs 40 --no-figures --quiet";
    place.succeeds(&format!("{words} --rows all --out all"));
    let all = snapshot(&place.path("all"));
    for (rows, missing) in [("metrics", &["draws.csv"][..]), ("none", &["metrics.csv", "draws.csv"])] {
        place.succeeds(&format!("{words} --rows {rows} --out {rows}"));
        let some = snapshot(&place.path(rows));
        for (name, bytes) in &all {
            match name.to_str().unwrap() {
                "manifest.json" | "data-dictionary.csv" => {}
                // The foot of a figure says which result it is of.
                "figures.json" => assert!(some.contains_key(Path::new("figures.json"))),
                name if missing.contains(&name) => assert!(!some.contains_key(Path::new(name)), "{name}"),
                name => assert!(some.get(Path::new(name)) == Some(bytes), "{name} differs"),
            }
        }
        let dictionary = place.read(&format!("{rows}/data-dictionary.csv"));
        for name in ["metrics.csv", "draws.csv"] {
            let explained = dictionary.contains(&format!("\n{name},"));
            assert_eq!(explained, !missing.contains(&name), "{rows}: {name}");
        }
        let manifest: Value = serde_json::from_str(&place.read(&format!("{rows}/manifest.json"))).unwrap();
        // The choice that is made anyway is not part of what to type.
        let typed = if rows == "metrics" { "" } else { " --rows none" };
        assert_eq!(manifest["command"], format!("detente run baseline --runs 40{typed}"));
        assert_eq!(manifest["files"].as_array().unwrap().len() + 1, some.len());
    }
    assert!(
        place
            .succeeds(&format!("{words} --out metrics"))
            .contains("Already there")
    );
    place.refuses(
        &format!("{words} --rows metrics --out all"),
        &["another result", "--force"],
    );
    place.refuses("run --rows some", &["all, metrics, none"]);
}

#[test]
fn worlds_are_searched_without_their_draws_but_not_without_their_metrics() {
    let place = Workplace::new("searched");
    let words = "run --runs 400 --no-figures --quiet";
    for rows in ["all", "metrics", "none"] {
        place.succeeds(&format!("{words} --rows {rows} --out {rows}"));
    }
    let search =
        |rows: &str| format!("discover {rows} --where us_spending_usd_bn>30000 --no-figures --out found-{rows}");
    place.succeeds(&search("all"));
    place.succeeds(&search("metrics"));
    assert_eq!(place.read("found-all/boxes.csv"), place.read("found-metrics/boxes.csv"));
    place.refuses(
        &search("none"),
        &[
            "no metrics.csv",
            "detente run baseline --runs 400 --rows metrics --force",
        ],
    );
}

/// The oracle is the CSV file, read by another crate than the one that wrote the Parquet file, which is read by its own reader. What is
/// measured has seven digits there, and `never` stands in a column of its own.
#[test]
fn parquet_tables_hold_every_cell_of_the_csv_tables_with_its_type() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let place = Workplace::new("parquet");
    place.succeeds("run --runs 48 --rows all --no-figures --quiet --keep-trajectories 1 --parquet --out there");
    for table in ["metrics", "draws", "trajectories", "events", "kept-trajectories"] {
        let file = std::fs::File::open(place.path(&format!("there/{table}.parquet"))).unwrap();
        let columnar = SerializedFileReader::new(file).unwrap();
        let mut text = csv::Reader::from_path(place.path(&format!("there/{table}.csv"))).unwrap();
        let names: Vec<String> = text.headers().unwrap().iter().map(str::to_owned).collect();
        let is_exact = table == "draws";
        let mut rows = columnar.get_row_iter(None).unwrap();
        for record in text.records().map(Result::unwrap) {
            let row = rows.next().unwrap().unwrap();
            let cells: BTreeMap<&str, &str> = names.iter().map(String::as_str).zip(&record).collect();
            for (name, field) in row.get_column_iter() {
                let cell = cells[name.as_str()];
                let beside = cells.get(format!("{name}_never").as_str()).copied().unwrap_or_default();
                let near = |value: f64, cell: f64| (cell - value).abs() <= 5e-7 * value.abs();
                let same = match field {
                    Field::Null => cell.is_empty() && beside.is_empty(),
                    Field::Long(value) => value.to_string() == cell,
                    Field::Double(value) if value.is_infinite() => cell.is_empty() && beside == "never",
                    Field::Double(value) if is_exact => cell.parse() == Ok(*value),
                    Field::Double(value) => {
                        let digits = cell.split('e').next().unwrap_or_default().replace(['-', '.'], "");
                        let is_short = value.fract() == 0.0 || digits.trim_matches('0').len() <= 7;
                        is_short && beside.is_empty() && cell.parse().is_ok_and(|cell| near(*value, cell))
                    }
                    Field::Str(value) => {
                        value == cell && !["run", "world", "size", "p50", "us_payoff"].contains(&name.as_str())
                    }
                    other => panic!("{table}, {name}: {other}"),
                };
                assert!(same, "{table}, {name}: {field} against `{cell}`");
            }
            let found: Vec<&String> = row.get_column_iter().map(|(name, _)| name).collect();
            let is_number = |name: &&String| !name.ends_with("_never");
            assert_eq!(found, names.iter().filter(is_number).collect::<Vec<_>>());
        }
        assert!(rows.next().is_none(), "{table}");
    }
}

#[test]
fn a_profile_accounts_for_all_time_and_moves_no_byte() {
    let place = Workplace::new("profile");
    let words = "run --runs 64 --no-figures";
    place.succeeds(&format!("{words} --quiet --out plain"));
    let report: Value =
        serde_json::from_str(&place.succeeds(&format!("{words} --profile --json --out profiled"))).unwrap();
    assert_same(&place.path("plain"), &place.path("profiled"));
    let parts = report["profile"]["parts"].as_array().unwrap();
    let shares: f64 = parts.iter().map(|part| part["share"].as_f64().unwrap()).sum();
    assert!((shares - 1.0).abs() < 1e-9, "{shares}");
    for name in [
        "draws",
        "observe",
        "govern",
        "tally",
        "statistics",
        "rows",
        "figures",
        "files",
    ] {
        assert!(parts.iter().any(|part| part["part"] == name), "{name}");
    }
    let text = place.succeeds(&format!("{words} --profile --out told"));
    assert!(
        text.contains("of CPU time went") && text.contains("microseconds a world"),
        "{text}"
    );
    // Nothing was simulated: nothing to say.
    assert!(
        !place
            .succeeds(&format!("{words} --profile --out told"))
            .contains("CPU time")
    );
}
