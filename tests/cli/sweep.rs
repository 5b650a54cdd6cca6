//! Sweeps as their users meet them: designs from files and other programs, results row for row, kills, mistakes.

use super::*;
use std::time::{Duration, Instant};

/// Rows of a CSV table without its header, cell by cell.
fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

/// The place of a column.
fn column(text: &str, name: &str) -> usize {
    let header = text.lines().next().unwrap();
    header
        .split(',')
        .position(|column| column == name)
        .unwrap_or_else(|| panic!("no column {name} in {header}"))
}

/// The oracle is `detente run --set` in the same worlds.
#[test]
fn a_design_made_elsewhere_is_answered_row_for_row() {
    let place = Workplace::new("sweep-design");
    let design = [["0.9", "0.4", "1.7"], ["0.1", "0.4", "1.6"], ["0.9", "0.1", "2.05"]];
    let lines: Vec<String> = design.iter().map(|row| row.join(",")).collect();
    place.write(
        "mine.csv",
        format!(
            "us.chip_controls,us.outreach,china.die_bank_years\n{}\n",
            lines.join("\n")
        ),
    );
    place.succeeds("sweep --design mine.csv --runs 3 --worlds --no-figures --quiet --out there");
    let worlds = place.read("there/worlds.csv");
    let points = place.read("there/points.csv");
    let (metric, point) = (
        column(&worlds, "china_lag_months_2030"),
        column(&points, "china_lag_months_2030"),
    );
    for (number, values) in design.iter().enumerate() {
        let set = format!(
            "--set us.chip_controls={} --set us.outreach={} --set china.die_bank_years={}",
            values[0], values[1], values[2]
        );
        place.succeeds(&format!("run {set} --runs 3 --no-figures --quiet --out alone --force"));
        let alone = place.read("alone/metrics.csv");
        let own: Vec<&str> = rows(&alone)
            .iter()
            .map(|row| row[column(&alone, "china_lag_months_2030")])
            .collect();
        let given: Vec<&str> = rows(&worlds)
            .iter()
            .skip(3 * number)
            .take(3)
            .map(|row| row[metric])
            .collect();
        assert_eq!(given, own, "point {number}");
        let row = &rows(&points)[number];
        assert_eq!(
            (row[0], row[1], row[2], &row[4..7]),
            (&*number.to_string(), "none", "3", &values[..])
        );
        let mean: f64 = own.iter().map(|value| value.parse::<f64>().unwrap()).sum::<f64>() / 3.0;
        assert!((row[point].parse::<f64>().unwrap() - mean).abs() < 1e-6 * mean);
    }
    // The design comes back as it was given, numbered.
    let back = place.read("there/design.csv");
    let cells: Vec<Vec<&str>> = rows(&back).iter().map(|row| row[1..].to_vec()).collect();
    assert_eq!(cells, design);
}

const SWEEP: &str = "name = \"mine\"\ntitle = \"Mine\"\ndescription = \"A test.\"\nclaim = \"assumption\"\npolicies = [\"none\", \"treaty\"]\n\
    runs = 40\n[vary]\n\"us.chip_controls\" = { low = 0.0, high = 1.0, steps = 40 }\n\"us.enforcement\" = { low = 0.0, high = 1.0, steps = 40 }\n";

/// Kills a sweep after its first points, then resumes it.
#[test]
fn a_killed_sweep_resumes_and_ends_with_the_same_bytes() {
    let place = Workplace::new("sweep-killed");
    place.write("mine.toml", SWEEP);
    let words = "sweep mine.toml --no-figures --quiet --threads 2 --out killed";
    let mut child = place
        .program()
        .args(words.split(' '))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() && begun.elapsed() < Duration::from_secs(120) {
        let progress = std::fs::read(place.path("killed/partial/progress.json")).unwrap_or_default();
        let progress: serde_json::Value = serde_json::from_slice(&progress).unwrap_or_default();
        if progress["next_point"].as_u64().is_some_and(|next| next > 0) {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(
        !place.path("killed/manifest.json").exists(),
        "the sweep ended before it could be killed"
    );
    place.refuses(words, &["unfinished run", "--resume", "--force"]);
    // Another file under the same name: what differs is said.
    place.write("mine.toml", SWEEP.replace("runs = 40", "runs = 48"));
    place.refuses(
        &format!("{words} --resume"),
        &["the scenario differs", "`runs = 40` then, `runs = 48` now"],
    );
    place.write(
        "mine.toml",
        SWEEP.replace(
            "high = 1.0, steps = 40 }\n\"us.enf",
            "high = 0.9, steps = 40 }\n\"us.enf",
        ),
    );
    place.refuses(&format!("{words} --resume"), &["the design differs"]);
    place.write("mine.toml", SWEEP);
    // Rows behind what is vouched for are dropped.
    let points = place.path("killed/partial/points.csv");
    let mut bytes = std::fs::read(&points).unwrap();
    bytes.extend_from_slice(b"777,half a ro");
    std::fs::write(&points, bytes).unwrap();
    // A row that was changed meanwhile is not taken for a result.
    let whole = std::fs::read(&points).unwrap();
    let mut changed = whole.clone();
    let first_row = whole.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    changed[first_row] ^= 1;
    std::fs::write(&points, changed).unwrap();
    place.refuses(&format!("{words} --resume"), &["points.csv", "changed", "--force"]);
    std::fs::write(&points, whole).unwrap();
    place.succeeds(&format!("{words} --resume"));
    place.succeeds(
        &words
            .replace("--out killed", "--out unbroken --threads 1")
            .replace("--threads 2 ", ""),
    );
    assert_same(&place.path("killed"), &place.path("unbroken"));
    assert!(
        place
            .succeeds(&words.replace("--quiet ", ""))
            .contains("Already there, unchanged")
    );
}

#[test]
fn figures_and_words_follow_the_shape_of_the_design() {
    let place = Workplace::new("sweep-figures");
    let said = place.succeeds("sweep --vary us.outreach=0:1:3 --policy none --policy treaty --runs 16 --metric china_lag_months_2030 --out lines");
    assert!(
        said.contains("3 settings under 2 policies, 16 simulations each"),
        "{said}"
    );
    assert!(place.path("lines/figures/china-lag-months-2030.svg").exists());
    let two = "sweep --vary us.outreach=0:1:3 --vary china.outreach=0.1,0.9 --runs 8 --metric china_payoff --metric us_payoff";
    place.succeeds(&format!("{two} --out surface"));
    for name in ["china-payoff", "us-payoff"] {
        assert!(place.path("surface/figures").join(format!("{name}.png")).exists());
    }
    place.write(
        "many.toml",
        "name = \"many\"\ntitle = \"Many\"\ndescription = \"A test.\"\nclaim = \"assumption\"\nruns = 4\n[design]\nmethod = \"latin_hypercube\"\npoints = 12\n\
         [vary]\n\"us.outreach\" = { low = 0.0, high = 1.0 }\n\"china.outreach\" = { low = 0.0, high = 1.0 }\n\"shared.leak_share\" = \"card\"\n",
    );
    place.succeeds("sweep many.toml --quiet");
    assert!(place.path("outputs/many/figures/parallel-axes.svg").exists());
    let manifest: serde_json::Value = serde_json::from_str(&place.read("outputs/many/manifest.json")).unwrap();
    assert_eq!(manifest["kind"], "sweep");
    assert_eq!((&manifest["worlds"], &manifest["failed"]), (&48.into(), &0.into()));
    assert!(manifest["specification"].as_str().unwrap().contains("latin_hypercube"));
}

/// Outreach acts through the mechanism that is switched off.
#[test]
fn a_lever_that_changes_nothing_is_named() {
    let place = Workplace::new("sweep-idle");
    let said = place.succeeds(
        "sweep --vary us.outreach=0,1 --set mechanisms.world=false --runs 8 --metric us_payoff --no-figures --out there",
    );
    assert!(
        said.contains("No effect on any outcome: effort to win third countries (United States)"),
        "{said}"
    );
}

/// Rows of a sweep's own design keep their numbers in every table; its Parquet file is the same design.
#[test]
fn designs_that_a_sweep_has_written_can_be_run_again() {
    let place = Workplace::new("sweep-again");
    let end = "--runs 2 --worlds --no-figures --quiet --out";
    place.succeeds(&format!(
        "sweep --vary us.chip_controls=0:1:3 --vary us.enforcement=0.2,0.6 {end} first"
    ));
    let design = place.read("first/design.csv");
    let lines: Vec<&str> = design.lines().collect();
    place.write("some.csv", [lines[0], lines[6], lines[4], lines[1]].join("\n"));
    place.succeeds(&format!("sweep --design some.csv {end} some"));
    let numbers = |text: &str| -> Vec<String> { rows(text).iter().map(|row| row[0].to_owned()).collect() };
    assert_eq!(numbers(&place.read("some/design.csv")), ["5", "3", "0"]);
    assert_eq!(numbers(&place.read("some/worlds.csv")), ["5", "5", "3", "3", "0", "0"]);
    let (all, some) = (place.read("first/points.csv"), place.read("some/points.csv"));
    for row in rows(&some) {
        assert!(rows(&all).contains(&row), "{row:?}");
    }
    place.succeeds(&format!("sweep --design first/design.parquet {end} second"));
    assert_eq!(place.read("second/points.csv"), all);
}

/// A German spreadsheet, R, and a file that is no table.
#[test]
fn designs_of_other_programs_are_read_or_told_what_they_are() {
    let place = Workplace::new("sweep-others");
    place.write("semicolons.csv", "us.chip_controls;us.enforcement\n0,5;0,2\n0,75;0,4\n");
    place.write(
        "from-r.txt",
        "\"us.chip_controls\" \"us.enforcement\"\n\"1\" 0.5 0.2\n\"2\" 0.75 0.4\n",
    );
    let unicode = "us.chip_controls\tus.enforcement\r\n0.5\t0.2\r\n0.75\t0.4\r\n";
    let unicode: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(unicode.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    place.write("unicode.txt", unicode);
    place.write("book.xlsx", b"PK\x03\x04 and so on");
    let values = |name: &str| -> Vec<Vec<String>> {
        place.succeeds(&format!(
            "sweep --design {name} --runs 1 --no-figures --quiet --out of-{name}"
        ));
        let text = place.read(&format!("of-{name}/design.csv"));
        rows(&text)
            .iter()
            .map(|row| row[1..].iter().map(|&cell| cell.to_owned()).collect())
            .collect()
    };
    for name in ["semicolons.csv", "from-r.txt", "unicode.txt"] {
        assert_eq!(values(name), [["0.5", "0.2"], ["0.75", "0.4"]], "{name}");
    }
    place.refuses("sweep --design book.xlsx", &["book.xlsx", "spreadsheet", "CSV"]);
}

/// A scenario that ends before 2030 has no lag of 2030: asked for it is refused, and of the usual metrics it is left out with a word.
#[test]
fn metrics_beyond_the_horizon_are_refused_or_left_out_with_a_word() {
    let place = Workplace::new("sweep-horizon");
    let sweep = "sweep --vary us.chip_controls=0,1 --runs 8 --set horizon=2027-12";
    let beyond = ["china_lag_months_2030", "beyond the horizon"];
    place.refuses(&format!("{sweep} --metric china_lag_months_2030"), &beyond);
    let said = place.succeeds(&format!("{sweep} --out there"));
    assert!(
        said.contains("Left out, beyond the horizon: US lead over China in 2030"),
        "{said}"
    );
    assert!(!place.path("there/figures/china-lag-months-2030.svg").exists());
    place.succeeds("run --set horizon=2027-12 --runs 8 --no-figures --quiet --out short");
    place.refuses("plot short --metric china_lag_months_2030 --out plots", &beyond);
}

#[test]
fn every_mistake_is_answered_and_nothing_is_written() {
    let place = Workplace::new("sweep-mistakes");
    place.write("empty.toml", SWEEP.split("\"us.chip").next().unwrap());
    place.write("nan.csv", "us.chip_controls\n0.5\nNaN\n");
    place.write("short.csv", "us.chip_controls,us.outreach\n0.5\n");
    place.write("fine.csv", "us.chip_controls\n0.5\n");
    place.write("mine.toml", SWEEP);
    for (words, parts) in [
        ("sweep", &["nothing to vary", "--vary", "--design"][..]),
        ("sweep control_strenght", &["did you mean `control_strength`"]),
        ("sweep treaty", &["treaty is a policy"]),
        ("sweep empty.toml", &["empty.toml", "empty"]),
        ("sweep --design nan.csv", &["nan.csv:3", "finite"]),
        ("sweep --design short.csv", &["short.csv:2", "1 cells"]),
        ("sweep --design none.csv", &["none.csv"]),
        ("sweep mine.toml --design fine.csv", &["[vary]", "keep one"]),
        ("sweep --vary us.outreech=0:1:3", &["did you mean `us.outreach`"]),
        ("sweep --vary us.outreach=0:1", &["LOW:HIGH:STEPS"]),
        ("sweep --vary us.outreach=0:2:3", &["out of range", "0 to 1"]),
        ("sweep --vary us.outreach=0.5,0.5", &["twice"]),
        (
            "sweep --vary us.outreach=0,1 --vary us.outreach=0,0.5",
            &["names us.outreach twice"],
        ),
        (
            "sweep --vary us.chip_controls=0,1 --policy no_controls",
            &["us.chip_controls", "set already", "no_controls"],
        ),
        (
            "sweep --vary us.outreach=0,1 --set us.outreach=0.5",
            &["us.outreach", "set already"],
        ),
        (
            "sweep --vary us.outreach=0,1 --metric china_lag_2030",
            &["did you mean `china_lag_months_2030`"],
        ),
        (
            "sweep --vary us.outreach=0,1 --policy treaty --policy treaty",
            &["twice"],
        ),
        (
            "sweep --vary us.outreach=0,1 --runs 500 --until us_payoff.mean_se<1",
            &["--until"],
        ),
    ] {
        place.refuses(words, parts);
    }
    assert!(!place.path("outputs").exists());
}

/// The band of a line is Student's t of 31 degrees of freedom, 2.0395, times the standard error of `results.csv` to either side.
#[test]
fn lines_over_one_input_have_the_interval_of_the_table() {
    let place = Workplace::new("sweep-band");
    place.succeeds("sweep --vary us.chip_controls=0:1:3 --runs 32 --metric china_lag_months_2030 --quiet --out swept");
    place.succeeds("plot swept --format csv --out plots");
    let table = |name: &str| -> Vec<BTreeMap<String, String>> {
        let mut rows = csv::Reader::from_path(place.path(name)).unwrap();
        rows.deserialize().map(|row| row.unwrap()).collect()
    };
    let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
    let drawn = table("plots/china-lag-months-2030.csv");
    let results = table("swept/results.csv");
    let known: Vec<_> = results
        .iter()
        .filter(|row| row["metric"] == "china_lag_months_2030")
        .collect();
    // The last row is the line that marks today.
    assert_eq!((drawn.len(), known.len()), (3 + 1, 3));
    for (drawn, known) in drawn.iter().zip(known) {
        let (mean, half) = (number(known, "mean"), 2.039_513 * number(known, "mean_se"));
        assert!(half > 0.0);
        for (column, expected) in [
            ("y (months)", mean),
            ("low (95 %) (months)", mean - half),
            ("high (95 %) (months)", mean + half),
        ] {
            let found = number(drawn, column);
            assert!(
                (found - expected).abs() < 1e-5 * expected.abs(),
                "{column}: {found} for {expected}"
            );
        }
    }
}

/// What the title of a figure is filled with, by the name of the argument, and its key.
fn title(place: &Workplace, folder: &str, figure: &str) -> (String, BTreeMap<String, serde_json::Value>) {
    let figures: serde_json::Value = serde_json::from_str(&place.read(&format!("{folder}/figures.json"))).unwrap();
    let mut figures = figures.as_array().unwrap().iter();
    let title = &figures.find(|one| one["name"] == figure).unwrap()["text"]["title"];
    let args = title["args"].as_array().unwrap().iter();
    let args = args.map(|arg| (arg[0].as_str().unwrap().to_owned(), arg[1].clone()));
    (title["key"].as_str().unwrap().to_owned(), args.collect())
}

/// Titles of all figures in English, as the alternative texts of a page begin with them.
fn titles(place: &Workplace, folder: &str) -> Vec<String> {
    place.succeeds(&format!("report {folder} --no-hindcast --format md --out {folder}.md"));
    let page = place.read(&format!("{folder}.md"));
    let images = page.lines().filter_map(|line| line.strip_prefix("!["));
    let kinds = [". Lines of ", ". Map of ", ". Lines across ", ". Results at "];
    let mut titles = Vec::new();
    for image in images {
        let end = kinds.iter().filter_map(|kind| image.find(kind)).min();
        titles.push(image[..end.unwrap_or(image.len())].replace('\\', ""));
    }
    titles
}

/// Oracle: the table of points, whose lowest and highest mean stand in the title to three figures.
#[test]
fn titles_of_sweeps_say_how_far_the_outcome_reaches() {
    let place = Workplace::new("sweep-titles");
    let words = "sweep --vary us.chip_controls=0:1:3 --runs 64 --metric china_lag_months_2030 --quiet";
    place.succeeds(&format!("{words} --out lines"));
    let points = place.read("lines/points.csv");
    let mut rows = csv::Reader::from_reader(points.as_bytes());
    let heads = rows.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let (x, y) = (at("us.chip_controls"), at("china_lag_months_2030"));
    let mut points: Vec<[f64; 2]> = rows
        .records()
        .map(|row| row.unwrap())
        .map(|row| [x, y].map(|place| row[place].parse().unwrap()))
        .collect();
    points.sort_by(|one, other| one[1].total_cmp(&other[1]));
    let (key, args) = title(&place, "lines", "china-lag-months-2030");
    assert_eq!(key, "sweep-range");
    for (end, [x, y]) in [("low", points[0]), ("high", points[2])] {
        let said = &args[end]["text"]["args"][0][1]["number"];
        let said: f64 = said.as_str().unwrap().parse().unwrap();
        assert!((said - y).abs() <= 0.05, "{end}: {said}, {y}");
        let place: f64 = args[&format!("{end}_at")]["text"].as_str().unwrap().parse().unwrap();
        assert_eq!(place, x, "{end}");
    }
    // An input without effect moves nothing, and chance none of the same worlds.
    place.succeeds(
        "sweep --vary us.outreach=0,1 --set mechanisms.world=false --runs 8 --metric us_payoff --quiet --out same",
    );
    assert_eq!(title(&place, "same", "us-payoff").0, "sweep-same");
    place.succeeds("sweep levers_one_at_a_time --runs 8 --quiet --out tornado");
    place.succeeds("sweep contested_numbers --runs 2 --quiet --out parallel");
    let (key, args) = title(&place, "parallel", "parallel-axes");
    assert_eq!(
        (key.as_str(), &args["count"]["count"]),
        ("figure-sweep-range_over", &256.into())
    );
    for folder in ["lines", "tornado", "parallel"] {
        let titles = titles(&place, folder);
        assert!(!titles.is_empty(), "{folder}");
        for title in titles {
            assert!(
                title.chars().count() <= 90 && !title.ends_with('?'),
                "{folder}: {title}"
            );
        }
    }
}

/// Oracle: the table of convergence, whose last rows hold the errors that the figure draws last.
#[test]
fn the_title_of_sampling_errors_says_the_largest_that_is_drawn() {
    let place = Workplace::new("sweep-convergence");
    place.succeeds("run --runs 500 --rows none --quiet --out run");
    let (key, args) = title(&place, "run", "convergence");
    assert_eq!(
        (key.as_str(), &args["count"]["count"]),
        ("figure-run-error", &500.into())
    );
    let drawn = [
        ("china_lag_months_2035", "mean"),
        ("compute_ratio_2035", "p50"),
        ("china_spending_usd_bn", "p95"),
        ("us_spending_usd_bn", "mean"),
        ("china_chip_parity_year", "never"),
        ("treaty_year", "never"),
    ];
    let table = place.read("run/convergence.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let rows = rows.records().map(|row| row.unwrap());
    let rows = rows.filter(|row| &row[0] == "500" && drawn.contains(&(&row[1], &row[2])));
    let errors = rows.filter_map(|row| {
        let [value, error]: [f64; 2] = [4, 6].map(|place| row[place].parse().unwrap_or(f64::NAN));
        (value.abs() > 2.0 * error).then(|| error / value.abs())
    });
    let largest = 100.0 * errors.fold(0.0, f64::max);
    let said = args["share"]["text"].as_str().unwrap().trim_end_matches(" %");
    let said: f64 = said.parse().unwrap();
    assert!(largest > 0.0 && (said - largest).abs() <= 0.051, "{said}, {largest}");
}
