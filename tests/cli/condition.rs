//! Conditioning as its users meet it: a table made, read by other commands, the same whatever the threads; and mistakes.

use super::*;

const SEARCH: &str = "condition --until 2024-03 --rows 24 --sweeps 6 --quiet";

/// A place with a table of 24 histories in `search/`.
fn searched(name: &str) -> Workplace {
    let place = Workplace::new(name);
    place.succeeds(&format!("{SEARCH} --threads 2 --out search"));
    place
}

#[test]
fn a_search_gives_the_same_table_whatever_the_threads_and_the_first_rows_of_a_longer_one() {
    let place = searched("condition-threads");
    place.succeeds(&format!("{SEARCH} --threads 1 --out again"));
    assert_same(&place.path("search"), &place.path("again"));
    place.succeeds("condition --until 2024-03 --rows 16 --sweeps 6 --quiet --out shorter");
    let rows = |folder: &str| -> Vec<String> {
        let text = place.read(&format!("{folder}/histories.csv"));
        let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        rows.map(str::to_owned).collect()
    };
    assert_eq!(rows("search")[..16], rows("shorter"));
}

/// The likelihood that is asked for rises, and worlds come nearer to the facts than they were.
#[test]
fn a_search_comes_nearer_to_the_record() {
    let place = searched("condition-nearer");
    let column = |file: &str, name: &str| -> Vec<f64> {
        let text = place.read(&format!("search/{file}"));
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let at = rows.headers().unwrap().iter().position(|head| head == name).unwrap();
        rows.records().map(|row| row.unwrap()[at].parse().unwrap()).collect()
    };
    let course = column("search.csv", "log_likelihood");
    assert_eq!(course.len(), 6);
    assert!(course[5] > course[0], "{course:?}");
    let far = |name: &str| column("facts.csv", name).iter().map(|value| value * value).sum::<f64>();
    assert!(far("left") < far("surprise"), "{} {}", far("left"), far("surprise"));
}

#[test]
fn worlds_of_a_table_share_their_past_alone_and_in_any_number() {
    let place = searched("condition-worlds");
    let table = "--histories search/histories.csv --no-figures --quiet";
    place.succeeds(&format!("run --runs 48 --rows all {table} --threads 1 --out one"));
    place.succeeds(&format!("run --runs 96 --rows all {table} --threads 2 --out two"));
    for name in ["metrics.csv", "draws.csv"] {
        let (one, two) = (place.read(&format!("one/{name}")), place.read(&format!("two/{name}")));
        assert!(two.starts_with(&one), "doubling keeps the first half of {name}");
    }
    // World 30 takes row 6 and has its parameters, but a future of its own.
    let draws: Vec<String> = place.read("one/draws.csv").lines().skip(1).map(str::to_owned).collect();
    let of = |world: usize| draws[world].split_once(',').unwrap().1.to_owned();
    assert_eq!(of(30), of(6));
    assert_ne!(of(30), of(7));
    let metrics: Vec<String> = place
        .read("one/metrics.csv")
        .lines()
        .skip(1)
        .map(str::to_owned)
        .collect();
    assert_ne!(
        metrics[30].split_once(',').unwrap().1,
        metrics[6].split_once(',').unwrap().1
    );
    let shown = place.succeeds("run --runs 48 --histories search/histories.csv --no-figures --out one --force");
    assert!(
        shown.contains("Worlds agree with") && shown.contains("24 histories"),
        "{shown}"
    );
}

#[test]
fn unconditioned_worlds_are_those_that_a_table_does_not_touch() {
    let place = searched("condition-none");
    let scenario = "name = \"mine\"\ntitle = \"Mine\"\ndescription = \"A test\"\nbase = \"baseline\"\n\
                    histories = \"search/histories.csv\"\nclaim = \"assumption\"\n";
    place.write("mine.toml", scenario);
    place.write("plain.toml", scenario.replace("search/histories.csv", "none"));
    let words = "--runs 24 --no-figures --quiet";
    place.succeeds(&format!("run mine.toml --unconditioned {words} --out without"));
    place.succeeds(&format!("run plain.toml {words} --out plain"));
    place.succeeds(&format!("run mine.toml {words} --out with"));
    assert_eq!(place.read("without/metrics.csv"), place.read("plain/metrics.csv"));
    assert_ne!(place.read("without/metrics.csv"), place.read("with/metrics.csv"));
}

/// A finished result says all that is needed to make its worlds again, the table included.
#[test]
fn parameters_of_a_comparison_are_found_again_from_its_manifest() {
    let place = searched("condition-discover");
    let table = "--histories search/histories.csv";
    place.succeeds(&format!(
        "compare no_controls treaty --runs 400 {table} --no-figures --quiet --out compared"
    ));
    place.succeeds(&format!(
        "run --runs 400 --rows all {table} --no-figures --quiet --out single"
    ));
    let words = "--where china_lag_months_2030<13 --no-figures --quiet --resamples 10";
    place.succeeds(&format!("discover single {words} --out of-run"));
    place.succeeds(&format!(
        "discover compared --under baseline {words} --out of-comparison"
    ));
    assert_eq!(place.read("of-run/boxes.csv"), place.read("of-comparison/boxes.csv"));
}

#[test]
fn a_table_that_cannot_be_meant_is_refused_or_told_of() {
    let place = searched("condition-mistakes");
    place.write(
        "short.csv",
        place.read("search/histories.csv").replacen("rows = 24", "rows = 25", 1),
    );
    place.refuses("run --histories short.csv", &["short.csv", "24 of the 25 rows"]);
    let text = place.read("search/histories.csv");
    let registry = text.lines().find(|line| line.starts_with("# registry = ")).unwrap();
    place.write("other.csv", text.replace(registry, "# registry = 0123456789abcdef"));
    place.refuses("run --histories other.csv", &["other.csv", "registry"]);
    place.refuses("run --histories configs/facts.csv", &["there is no such file"]);
    place.refuses(
        "run --histories search/histories.csv --unconditioned",
        &["cannot be used with"],
    );
    place.refuses("condition --until 2031-01", &["2031-01", "recorded policy ends"]);
    place.refuses(
        "sensitivity --histories search/histories.csv",
        &["--histories search/histories.csv", "before anything is"],
    );
    let words = "run --runs 24 --no-figures --histories search/histories.csv";
    let shown = place.succeeds(&format!("{words} --set mechanisms.rally=false --out other"));
    assert!(shown.contains("need not agree with the record"), "{shown}");
}

/// A fact that no world comes near is named.
#[test]
fn a_fact_that_no_world_meets_is_named() {
    let place = Workplace::new("condition-unmet");
    place.write(
        "facts.csv",
        "id,observable,agent,date,value,low,high,unit,source\nX1,compute_total,china,2023-12,1e12,9e11,1.1e12,H100e,a test\n",
    );
    place.refuses(
        "condition --facts facts.csv --until 2023-12 --rows 8 --sweeps 3 --out none",
        &["X1", "standard errors"],
    );
}

#[test]
fn scores_know_only_what_had_ended_and_are_the_same_whatever_the_threads() {
    let place = Workplace::new("score");
    let words = "score --from 2024-06 --rows 16 --sweeps 4 --quiet";
    place.succeeds(&format!("{words} --threads 1 --out one"));
    place.succeeds(&format!("{words} --threads 2 --out two"));
    assert_same(&place.path("one"), &place.path("two"));
    let text = place.read("one/forecasts.csv");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let at = rows.headers().unwrap().iter().position(|head| head == "lead").unwrap();
    let leads: Vec<f64> = rows.records().map(|row| row.unwrap()[at].parse().unwrap()).collect();
    assert!(leads.len() > 20 && leads.iter().all(|&lead| lead > 0.0));
    let pit = place.read("one/pit.csv");
    let mut rows = csv::Reader::from_reader(pit.as_bytes());
    let bars: Vec<Vec<f64>> = rows
        .records()
        .map(|row| row.unwrap().iter().map(|cell| cell.parse().unwrap()).collect())
        .collect();
    assert_eq!(bars.iter().map(|bar| bar[2]).sum::<f64>(), leads.len() as f64);
    assert!(bars.iter().all(|bar| bar[4] < bar[3] && bar[3] < bar[5]), "{pit}");
    assert!(place.read("one/manifest.json").contains("score-pit_counts"));
}

/// A column is as high as its count in pit.csv says, the title is the finding of the manifest, and the page says it in Arabic too.
#[test]
fn scores_draw_where_the_facts_lie_as_the_table_counts_them() {
    let place = Workplace::new("score-figure");
    place.succeeds("score --from 2024-06 --rows 16 --sweeps 4 --quiet --out scores");
    let figures: serde_json::Value = serde_json::from_str(&place.read("scores/figures.json")).unwrap();
    let [figure] = &figures.as_array().unwrap()[..] else {
        panic!("one figure");
    };
    assert_eq!(figure["name"], "places-of-facts");
    let drawn = |key: &str| -> Vec<f64> {
        let columns = figure["chart"]["data"]["columns"].as_array().unwrap();
        let column = columns.iter().find(|column| column["key"] == key).unwrap();
        let values = column["values"]["numbers"].as_array().unwrap();
        values.iter().map(|value| value.as_f64().unwrap()).collect()
    };
    let pit = place.read("scores/pit.csv");
    let heads = ["from", "to", "facts", "expected", "chance_low", "chance_high"];
    for (head, key) in heads
        .into_iter()
        .zip(["from", "to", "count", "expected", "low", "high"])
    {
        let told = column(&pit, head);
        assert_eq!(told, drawn(key), "{head}");
    }
    let title = figure["text"]["title"]["key"].as_str().unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&place.read("scores/manifest.json")).unwrap();
    let told = manifest.to_string().matches(&format!("\"{title}\"")).count();
    assert!(title.starts_with("score-pit_") && told == 1, "{title}: {told}");
    let sentence = |language: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("crates/report/messages/{language}.ftl"));
        let text = std::fs::read_to_string(file).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("{title} = ")));
        line.unwrap().to_owned()
    };
    assert!(
        place
            .read("scores/figures/places-of-facts.svg")
            .contains(&sentence("en"))
    );
    place.succeeds("report scores --no-hindcast --language ar --out page.html");
    let page = place.read("page.html");
    assert!(page.contains(&sentence("ar")) && page.contains("الأعمدة: الوقائع بحسب أعشار توزيعاتها"));
    assert!(!page.contains("ranges are right"), "the figure is left in English");
    place.succeeds("plot scores --format csv --out plots");
    assert!(place.path("plots/places-of-facts.csv").exists());
}

/// A column of numbers of a table without quotes.
fn column(text: &str, name: &str) -> Vec<f64> {
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let place = rows.headers().unwrap().iter().position(|head| head == name);
    let place = place.unwrap_or_else(|| panic!("no column {name}"));
    rows.records().map(|row| row.unwrap()[place].parse().unwrap()).collect()
}
