//! Scenario discovery as its users meet it: boxes recounted from the files, the same from a run and from a comparison, mistakes.

use super::*;

/// Cells of a CSV table without quotes, by column name then row.
fn columns(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut columns: BTreeMap<String, Vec<String>> =
        header.iter().map(|name| ((*name).to_owned(), Vec::new())).collect();
    for line in lines {
        for (name, cell) in header.iter().zip(line.split(',')) {
            columns.get_mut(*name).unwrap().push(cell.to_owned());
        }
    }
    columns
}

/// The condition that holds in about a third of the worlds of a run.
fn third(place: &Workplace, folder: &str) -> String {
    let metrics = columns(&place.read(&format!("{folder}/metrics.csv")));
    let mut lags: Vec<f64> = metrics["china_lag_months_2030"]
        .iter()
        .map(|cell| cell.parse().unwrap())
        .collect();
    lags.sort_by(f64::total_cmp);
    format!("china_lag_months_2030<{:.2}", lags[lags.len() / 3])
}

const EASY: &str = "--quasi-p 0.9 --resamples 10 --no-figures --quiet";

/// Counts within the limits of `boxes.csv`, made anew from `metrics.csv` and `draws.csv`, are those of the chosen row of
/// `trajectory.csv`.
#[test]
fn a_box_of_a_run_can_be_recounted_from_its_files_and_a_comparison_gives_the_same() {
    let place = Workplace::new("discover-run");
    place.succeeds("run --runs 400 --rows all --no-figures --quiet --out base");
    let condition = third(&place, "base");
    place.succeeds(&format!(
        "discover base --where {condition} {EASY} --out found --threads 1"
    ));
    let boxes = columns(&place.read("found/boxes.csv"));
    let (metrics, draws) = (
        columns(&place.read("base/metrics.csv")),
        columns(&place.read("base/draws.csv")),
    );
    let threshold: f64 = condition.split('<').nth(1).unwrap().parse().unwrap();
    let within = |world: usize| {
        (0..boxes["input"].len()).all(|row| {
            let value: f64 = draws[&boxes["input"][row]][world].parse().unwrap();
            let limit = |side: &str, open: f64| boxes[side][row].parse().unwrap_or(open);
            limit("low", f64::NEG_INFINITY) <= value && value <= limit("high", f64::INFINITY)
        })
    };
    let holds = |world: usize| metrics["china_lag_months_2030"][world].parse::<f64>().unwrap() < threshold;
    let inside: Vec<usize> = (0..400).filter(|&world| within(world)).collect();
    let interest = inside.iter().filter(|&&world| holds(world)).count();
    let all = (0..400).filter(|&world| holds(world)).count();
    let trajectory = columns(&place.read("found/trajectory.csv"));
    let chosen = trajectory["chosen"].iter().position(|cell| cell == "yes").unwrap();
    let number = |name: &str| trajectory[name][chosen].parse::<f64>().unwrap();
    assert!(!boxes["input"].is_empty());
    assert_eq!(
        (number("rows"), number("interest")),
        (inside.len() as f64, interest as f64)
    );
    let is_near = |name: &str, part: f64| assert!((number(name) - part).abs() <= 5e-7 * part, "{name}: {part}");
    is_near("coverage", interest as f64 / all as f64);
    is_near("density", interest as f64 / inside.len() as f64);
    is_near("mass", inside.len() as f64 / 400.0);

    // The parameters of a comparison are drawn again from its manifest, and the threads do not matter.
    place.succeeds("compare treaty --runs 400 --no-figures --quiet --out two");
    place.succeeds(&format!(
        "discover two --under baseline --where {condition} {EASY} --out again --threads 2"
    ));
    for table in [
        "boxes.csv",
        "trajectory.csv",
        "trajectory-limits.csv",
        "stability.csv",
        "tree.csv",
    ] {
        assert_eq!(
            place.read(&format!("found/{table}")),
            place.read(&format!("again/{table}")),
            "{table}"
        );
    }
    let there = place.succeeds(&format!("discover base --where {condition} {EASY} --out found"));
    assert!(there.contains("Already there"), "{there}");
}

/// A lever that decides the condition is what the box is made of, whether single worlds or means of points are searched.
#[test]
fn a_lever_that_decides_is_found_in_worlds_and_in_points_of_a_sweep() {
    let place = Workplace::new("discover-sweep");
    // With a quota on licences weak controls bar chips, too.
    let free = "--set us.licence_quota=1 --set us.licence_fee=0 --no-figures --quiet";
    let found = |out: &str| columns(&place.read(&format!("{out}/boxes.csv")))["input"].clone();
    place.succeeds(&format!(
        "sweep --vary us.chip_controls=0:1:81 --runs 4 {free} --out points"
    ));
    let points = columns(&place.read("points/points.csv"));
    let mut shares: Vec<f64> = points["china_smuggled_share"]
        .iter()
        .map(|cell| cell.parse().unwrap())
        .collect();
    shares.sort_by(f64::total_cmp);
    let condition = format!("china_smuggled_share<{}", shares[40]);
    let shown = place.detente(&format!(
        "discover points --where {condition} --resamples 10 --no-figures --out of-points"
    ));
    let (stdout, stderr) = texts(&shown);
    assert!(shown.status.success(), "{stderr}");
    assert_eq!(found("of-points"), ["us.chip_controls"], "{stdout}");
    assert!(
        stdout.contains("outcomes of a setting are means over its simulations"),
        "{stdout}"
    );
    place.succeeds(&format!(
        "sweep --vary us.chip_controls=0:1:81 --runs 4 --worlds {free} --out worlds"
    ));
    place.succeeds(&format!("discover worlds --where {condition} {EASY} --out of-worlds"));
    assert!(found("of-worlds").contains(&"us.chip_controls".to_owned()));
}

#[test]
fn what_cannot_be_searched_is_said_with_what_to_do() {
    let place = Workplace::new("discover-mistakes");
    place.succeeds("run --runs 60 --no-figures --quiet --out base");
    for (words, said) in [
        (
            "discover nowhere --where incidents<1",
            vec!["no folder nowhere", "detente run"],
        ),
        (
            "discover base --where incidents<-1",
            vec!["never holds: in 0 of 60 worlds", "incidents goes from"],
        ),
        (
            "discover base --where incidents>-1",
            vec!["always holds: in 60 of 60 worlds"],
        ),
        (
            "discover base --where incident<1",
            vec!["no metric `incident`", "did you mean `incidents`", "^ here"],
        ),
        ("discover base --where incidents<", vec!["it ends where a value"]),
        ("discover base --where incidents<us", vec!["not a state"]),
        (
            "discover base --where incidents<1 --under treaty",
            vec!["holds one run", "leave it out"],
        ),
        ("discover base base --where incidents<1", vec!["name it once"]),
        (
            "discover base --where incidents<1 --input us.chip_control",
            vec!["did you mean"],
        ),
        ("discover base --where incidents<1 --boxes 0", vec!["1 to 9"]),
        (
            "discover base --where incidents<1 --slice 0.7",
            vec!["between 0 and 0.5"],
        ),
        ("discover base", vec!["--where"]),
    ] {
        place.refuses(words, &said);
    }
    let metrics = columns(&place.read("base/metrics.csv"));
    let mut lags: Vec<f64> = metrics["china_lag_months_2030"]
        .iter()
        .map(|cell| cell.parse().unwrap())
        .collect();
    lags.sort_by(f64::total_cmp);
    let rare = format!("discover base --where china_lag_months_2030<{}", lags[3]);
    // Three of sixty: twenty would be a third of 1,200; with a quarter more that is 500 for twenty of interest.
    place.refuses(
        &rare,
        &[
            "holds in 3 of 60 worlds",
            "at least 20 are needed",
            "about 500 worlds would do",
        ],
    );

    place.succeeds("compare treaty --runs 60 --no-figures --quiet --out two");
    place.refuses(
        "discover two --where incidents<1",
        &["several policies", "baseline, treaty"],
    );
    place.refuses(
        "discover two --where incidents<1 --under treety",
        &["no policy `treety`"],
    );

    place.write("base/metrics.csv", "run\n");
    place.refuses(
        "discover base --where incidents<1",
        &["was changed since it was written", "--force"],
    );
    std::fs::create_dir_all(place.path("half/partial")).unwrap();
    place.refuses("discover half --where incidents<1", &["no manifest.json"]);
    place.write(
        "half/partial/run.json",
        "{\"key\":\"x\",\"command\":\"detente run baseline\"}",
    );
    place.refuses(
        "discover half --where incidents<1",
        &["unfinished", "detente run baseline --out half --resume"],
    );
}
