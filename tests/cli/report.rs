//! Reports as their readers meet them: one page of every kind of result, that needs nothing else, holds all numbers, says no more
//! than the data, and hides no change.

use std::collections::BTreeSet;

use detente::experiment::facts::FactSet;
use detente::model::metrics::Metric;
use detente::model::series::Series;
use detente::scenario::load::cards::read_cards;
use detente::scenario::shipped::parameters;

use super::*;

const SMALL_GAME: &str =
    "game --us none --us strict_controls --china none --china mandate_total --runs 8 --out game --quiet";

/// One small result of every kind, by the folder it is in.
pub const KINDS: [(&str, &str); 9] = [
    ("run", "run --runs 48 --quiet --out run"),
    ("compare", "compare no_controls treaty --runs 24 --quiet --out compare"),
    (
        "sweep",
        "sweep --vary us.chip_controls=0:1:3 --runs 8 --metric china_lag_months_2030 --quiet --out sweep",
    ),
    (
        "sensitivity",
        "sensitivity --method tornado --runs 8 --input us.startup_share --input us.private_growth_per_year \
         --metric us_spending_usd_bn --quiet --out sensitivity",
    ),
    ("game", SMALL_GAME),
    (
        "robust",
        "robust none strict_controls --worldview fast_fabs --runs 8 --metric us_payoff --flip shared.leak_share --quiet --out robust",
    ),
    (
        "discover",
        "discover run --where china_lag_months_2030<14 --quasi-p 0.9 --resamples 10 --quiet --out discover",
    ),
    (
        "voi",
        "voi none treaty --metric china_lag_months_2030 --runs 200 --quiet --out voi",
    ),
    (
        "adapt",
        "adapt --for us --runs 64 --held-out 64 --candidates 8 --rules 1 --set horizon=2030-12 --metric china_lag_months_2030 --quiet \
         --out adapt",
    ),
];

pub fn make(place: &Workplace, folder: &str) {
    let (_, words) = KINDS.iter().find(|(name, _)| *name == folder).unwrap();
    place.succeeds(&words.split_whitespace().collect::<Vec<_>>().join(" "));
}

/// What a page says: its text without markup, style, script and data, a piece an element.
pub fn said(page: &str) -> Vec<String> {
    let (_, body) = page.split_once("<body>").unwrap();
    let mut rest = body.to_owned();
    for (from, to) in [("<script", "</script>"), ("<svg", "</svg>"), ("<style", "</style>")] {
        while let Some((before, after)) = rest.split_once(from) {
            rest = format!("{before}<x>{}", after.split_once(to).unwrap().1);
        }
    }
    let text = rest
        .split('<')
        .filter_map(|piece| piece.split_once('>'))
        .map(|(_, text)| plain(text));
    text.filter(|text| !text.trim().is_empty()).collect()
}

fn plain(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

/// Values of an attribute.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(&start)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

/// A page that is whole: ids differ, links lead somewhere, nothing is fetched, nothing runs but the one script.
#[track_caller]
fn check_page(page: &str) {
    let ids = attributes(page, "id");
    let distinct: BTreeSet<_> = ids.iter().collect();
    let twice: Vec<_> = distinct
        .iter()
        .filter(|id| ids.iter().filter(|other| other == *id).count() > 1)
        .collect();
    assert!(twice.is_empty(), "ids that stand twice: {twice:?}");
    for link in attributes(page, "href") {
        let target = link
            .strip_prefix('#')
            .unwrap_or_else(|| panic!("{link} leads out of the page"));
        assert!(ids.contains(&target), "nothing has the id {target}");
    }
    for name in ["aria-labelledby", "aria-describedby"] {
        for id in attributes(page, name) {
            assert!(ids.contains(&id), "nothing has the id {id}");
        }
    }
    for fetched in [
        " src=\"", "@import", "url(http", "<link ", "<iframe", "<object", "onload=", "onclick=",
    ] {
        assert!(!page.contains(fetched), "{fetched}");
    }
    assert!(page.contains("default-src 'none'"));
    let scripts = page.matches("<script>").count();
    assert_eq!(scripts, 1, "scripts that run");
}

#[test]
fn every_kind_of_result_has_a_report_that_needs_nothing_else() {
    let place = Workplace::new("report-kinds");
    for (folder, _) in KINDS {
        make(&place, folder);
        let shown = place.succeeds(&format!("report {folder} --no-hindcast"));
        assert!(shown.contains(&format!("{folder}-report.html")), "{shown}");
        let page = place.read(&format!("{folder}-report.html"));
        check_page(&page);
        let text = said(&page).join("\n");
        for part in [
            "Conditional what-ifs, not forecasts",
            "The question.",
            "How sure is that?",
            "What would turn it?",
            "How this was made",
            "SHA-256",
        ] {
            assert!(text.contains(part), "{folder}: `{part}` is not there");
        }
        let findings = page.matches("<div class=\"finding\">").count();
        assert!((1..=3).contains(&findings), "{folder}: {findings} findings");
        assert!(page.contains("<svg "), "{folder}: no figure");
        for empty in ["NaN", "not available", "{", " inf "] {
            assert!(
                !said(&page)
                    .iter()
                    .any(|piece| piece.contains(empty) && !piece.contains('\n')),
                "{folder}: {empty}"
            );
        }
        place.succeeds(&format!("report {folder} --no-hindcast --format md"));
        let markdown = place.read(&format!("{folder}-report.md"));
        for drawing in markdown
            .split("](<")
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap())
        {
            assert!(place.path(drawing).is_file(), "{folder}: no file {drawing}");
        }
        for line in markdown.lines().filter(|line| line.starts_with("| ")) {
            assert!(line.ends_with(" |"), "{folder}: {line}");
        }
    }
    // All of them together, each a chapter, under one first screen.
    let folders: Vec<&str> = KINDS.iter().map(|(folder, _)| *folder).collect();
    place.succeeds(&format!("report {} --no-hindcast --out all.html", folders.join(" ")));
    let page = place.read("all.html");
    check_page(&page);
    assert_eq!(page.matches("The question.").count(), KINDS.len());
    assert_eq!(page.matches("<h1>").count(), 1);
}

#[test]
fn the_numbers_of_the_first_screen_are_those_of_the_tables() {
    let place = Workplace::new("report-numbers");
    make(&place, "compare");
    place.succeeds("report compare --no-hindcast --metric us_spending_usd_bn");
    let page = place.read("compare-report.html");
    let mut rows = csv::Reader::from_path(place.path("compare/effects.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = rows.deserialize().map(|row| row.unwrap()).collect();
    let wanted = |row: &&BTreeMap<String, String>| row["metric"] == "us_spending_usd_bn" && row["quantity"] == "mean";
    let of = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
    let told: Vec<_> = rows
        .iter()
        .filter(wanted)
        .filter(|row| of(row, "low_95") > 0.0 || of(row, "high_95") < 0.0)
        .collect();
    let largest = told
        .iter()
        .max_by(|one, other| of(one, "difference").abs().total_cmp(&of(other, "difference").abs()))
        .expect("spending differs in 24 worlds");
    let headline = page
        .split("class=\"headline\">")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    let title = match largest["policy"].as_str() {
        "treaty" => "“Both states ready for a treaty”",
        _ => "“No export controls from 2026”",
    };
    assert!(headline.starts_with(title), "{headline}");
    let headline = plain(headline);
    let number = |text: &str| -> f64 { text.replace([',', '+'], "").replace('−', "-").parse().unwrap() };
    let shown = |after: &str, before: &str| {
        let (_, rest) = headline.split_once(after).unwrap();
        number(rest.split(before).next().unwrap())
    };
    for (value, column) in [
        (shown("sum, ", " USD bn"), "difference"),
        (shown("95 %: ", " to"), "low_95"),
        (shown(" to ", ")"), "high_95"),
    ] {
        let exact = of(largest, column);
        assert!(
            (value - exact).abs() <= exact.abs() * 0.005 + 1e-9,
            "{headline}: {exact}"
        );
    }
}

/// Twelve worlds tell nothing about catastrophes.
#[test]
fn an_effect_whose_interval_spans_zero_is_not_claimed() {
    let place = Workplace::new("report-untold");
    place.succeeds("compare open_weights_off --runs 12 --no-figures --quiet --out few");
    place.succeeds("report few --no-hindcast --metric catastrophe_year");
    let page = plain(&place.read("few-report.html"));
    assert!(
        page.contains("Loss-of-control catastrophe: no policy has an effect that can be told from none"),
        "{page}"
    );
    assert!(
        page.contains("This draws them:"),
        "a result without figures says how to have them"
    );
}

#[test]
fn a_run_without_rows_has_a_report_and_one_of_more_results_is_not_replaced_by_one_of_fewer() {
    let place = Workplace::new("report-without-rows");
    place.succeeds("run --runs 40 --rows none --quiet --out none");
    place.succeeds("report none --no-hindcast --out page.html");
    check_page(&place.read("page.html"));
    place.succeeds("run --runs 40 --seed 2 --rows none --quiet --out other");
    place.succeeds("report none other --no-hindcast --out both.html");
    place.refuses(
        "report none --no-hindcast --out both.html",
        &["no report of these results"],
    );
    place.succeeds("report none other --no-hindcast --out both.html");
}

#[test]
fn a_report_is_the_same_bytes_again_and_can_be_taken_apart() {
    let place = Workplace::new("report-again");
    make(&place, "run");
    place.succeeds("report run --out one.html --no-hindcast");
    place.succeeds("report ./run/ --out two.html --no-hindcast");
    assert_eq!(place.read("one.html"), place.read("two.html"));
    place.succeeds("report run --out one.html --no-hindcast");
    place.succeeds("report --extract one.html --out inside");
    assert_eq!(
        place.read("inside/r-run/manifest.json"),
        place.read("run/manifest.json")
    );
    let lag = place.read("inside/r-run/china-lag.csv");
    let months = lag.lines().filter(|line| line.starts_with("China,20")).count();
    assert!(months >= 216, "{months} rows");
    place.refuses(
        "report --extract one.html --out inside",
        &["is there already", "--force"],
    );
    place.refuses(
        "report --extract run/metrics.csv --out other",
        &["holds no data of a report"],
    );
}

#[test]
fn text_from_configurations_never_becomes_markup() {
    let place = Workplace::new("report-wicked");
    let title = "<script>alert(1)</script> & \\\"x\\\" <!-- `| *b* {count}";
    let scenario = format!(
        "name = \"wicked\"\ntitle = \"{title}\"\ndescription = \"</script><img src=x>\"\nbase = \"baseline\"\n"
    );
    place.write("wicked.toml", scenario);
    place.succeeds("run wicked.toml --runs 8 --quiet --out wicked");
    place.succeeds("report wicked --no-hindcast");
    let page = place.read("wicked-report.html");
    check_page(&page);
    assert!(
        !page.contains("<script>alert") && !page.contains("<img"),
        "markup came through"
    );
    let shown = "<script>alert(1)</script> & \"x\" <!-- `| *b* {count}";
    assert!(
        said(&page).iter().any(|piece| piece == shown),
        "the title is not shown as it is"
    );
    place.succeeds("report wicked --format md --no-hindcast");
    let markdown = place.read("wicked-report.md");
    assert!(
        markdown.starts_with("# &lt;script&gt;alert(1)&lt;/script&gt; &amp; \"x\" &lt;!-- \\`\\| \\*b\\* {count}\n")
    );
    place.succeeds("report --extract wicked-report.html --out inside");
    assert_eq!(
        place.read("inside/r-wicked/manifest.json"),
        place.read("wicked/manifest.json")
    );
}

#[test]
fn what_is_wrong_with_a_result_is_refused_or_said_on_the_page() {
    let place = Workplace::new("report-wrong");
    place.succeeds("run --runs 8 --quiet --out run");
    place.refuses("report", &["FOLDER"]);
    place.refuses("report nowhere", &["there is no folder nowhere"]);
    place.refuses("report run/metrics.csv", &["is a file"]);
    std::fs::create_dir_all(place.path("empty")).unwrap();
    place.refuses("report empty", &["holds no manifest.json, so it is no result"]);
    place.refuses(
        "report run --metric china_lag_months_203",
        &["there is no metric `china_lag_months_203`", "did you mean"],
    );
    place.refuses("report run --language fr", &["there is no language `fr`", "en"]);
    place.refuses("report run --out run", &["is a folder"]);
    place.refuses("report run --out run/page.html", &["inside the result run"]);
    place.refuses(
        "report run --out page.md --format html",
        &["--format html does not go with page.md"],
    );
    place.write("mine.html", "my own page");
    place.refuses(
        "report run --out mine.html",
        &["is no report of these results", "--force"],
    );
    assert_eq!(place.read("mine.html"), "my own page");
    place.succeeds("report run --out mine.html --force --no-hindcast");
    place.refuses("report run --out mine.html/below.html", &["cannot"]);

    let twice = place.detente("report run ./run --out twice.html --no-hindcast");
    assert!(texts(&twice).1.contains("./run is named twice"), "{twice:?}");
    assert_eq!(place.read("twice.html"), place.read("mine.html"));

    // Another version.
    let manifest = place.read("run/manifest.json");
    let old = manifest.replace(
        &format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")),
        "\"version\": \"0.0.9\"",
    );
    assert_ne!(manifest, old);
    copy(&place, "run", "old");
    place.write("old/manifest.json", old);
    let mixed = place.detente("report run old --out mixed.html --no-hindcast");
    assert!(mixed.status.success());
    let (_, stderr) = texts(&mixed);
    assert!(
        stderr.contains("version 0.0.9") && stderr.contains("different builds"),
        "{stderr}"
    );
    let page = said(&place.read("mixed.html")).join("\n");
    assert!(page.contains("old was made by version 0.0.9") && page.contains("different builds"));

    // A changed file.
    copy(&place, "run", "changed");
    let metrics = place.read("changed/metrics.csv");
    place.write("changed/metrics.csv", metrics.replacen("never", "2031", 1));
    place.refuses("report changed", &["was changed", "metrics.csv", "--allow-changed"]);
    assert!(!place.path("changed-report.html").exists());
    assert!(
        place
            .detente("report changed --allow-changed --no-hindcast")
            .status
            .success()
    );
    let page = said(&place.read("changed-report.html")).join("\n");
    assert!(
        page.contains("changed was changed since it was written: metrics.csv"),
        "{page}"
    );

    // A file that is gone: a table cannot be done without, a drawing can.
    for (gone, file) in [("gone-table", "metrics.csv"), ("gone-figures", "figures.json")] {
        copy(&place, "run", gone);
        std::fs::remove_file(place.path(&format!("{gone}/{file}"))).unwrap();
        place.refuses(&format!("report {gone}"), &["was changed", file]);
        place.refuses(
            &format!("report {gone} --allow-changed"),
            &["lacks files of its result", file, "--force"],
        );
    }
    copy(&place, "run", "gone-drawing");
    std::fs::remove_file(place.path("gone-drawing/figures/china-lag.png")).unwrap();
    place.detente("report gone-drawing --allow-changed --no-hindcast --format md");
    let page = place.read("gone-drawing-report.md");
    assert!(
        page.contains("](<gone-drawing/figures/overview.png>)")
            && !page.contains("](<gone-drawing/figures/china-lag.png>)")
    );

    // No stored figures.
    copy(&place, "run", "earlier");
    let manifest: serde_json::Value = serde_json::from_str(&place.read("run/manifest.json")).unwrap();
    let mut earlier = manifest.clone();
    earlier["files"]
        .as_array_mut()
        .unwrap()
        .retain(|file| file["name"] != "figures.json");
    place.write("earlier/manifest.json", serde_json::to_string_pretty(&earlier).unwrap());
    std::fs::remove_file(place.path("earlier/figures.json")).unwrap();
    place.succeeds("report earlier --no-hindcast");
    assert!(
        said(&place.read("earlier-report.html"))
            .join("\n")
            .contains("no stored figures")
    );

    // Not finished.
    place.write(
        "half/partial/run.json",
        "{\"key\":\"0123456789abcdef\",\"command\":\"detente run baseline\"}",
    );
    place.write("half/partial/metrics.csv", "run,x\n0,1\n1,2\n");
    let half = place.detente("report half");
    assert!(
        half.status.success() && texts(&half).1.contains("unfinished"),
        "{half:?}"
    );
    let page = place.read("half-report.html");
    check_page(&page);
    let page = said(&page).join("\n");
    for part in [
        "not finished",
        "detente run baseline --out half --resume",
        "partial/metrics.csv",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}

/// A folder of `detente validate` has a report of its own, and is the page on history of a report of other results.
#[test]
fn the_recorded_history_is_reported_alone_and_beside_results() {
    let place = Workplace::new("report-history");
    place.succeeds("run --runs 8 --quiet --out run");
    place.succeeds("validate --runs 16 --quiet --out history");
    place.succeeds("report history");
    let page = place.read("history-report.html");
    check_page(&page);
    let text = said(&page).join("\n");
    let table = place.read("history/validation.csv");
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes());
    let column = rows
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "inside")
        .unwrap();
    let judged: Vec<(String, String)> = rows
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[0].to_owned(), row[column].to_owned()))
        .filter(|(_, inside)| !inside.is_empty())
        .collect();
    let (judged_ids, judged): (Vec<String>, Vec<String>) = judged.into_iter().unzip();
    let inside = judged.iter().filter(|inside| *inside == "yes").count();
    assert!(text.contains(&format!("{inside} of {}", judged.len())), "{text}");
    assert!(
        text.contains("Does the simulated history meet the recorded one?"),
        "{text}"
    );
    assert!(
        text.contains("recorded facts lie in their 5-95 % bands") && inside > 50,
        "{text}"
    );
    // Findings with their intervals, said once.
    assert_eq!(page.matches("class=\"finding\"").count(), 3);
    for once in [
        "recorded facts lie in their 5-95 % bands",
        "The parameters were set by hand",
    ] {
        assert_eq!(text.matches(once).count(), 1, "{once}");
    }
    // How it was made, with the hash of the table; each fact with who says so.
    for part in ["detente validate", "SHA-256", "validation.csv", "Source:"] {
        assert!(text.contains(part), "{part} is not there");
    }
    for fact in &FactSet::shipped().facts {
        if judged_ids.contains(&fact.id) {
            assert!(
                page.contains(&format!("id=\"def-{}\"", fact.id.to_lowercase())),
                "{}",
                fact.id
            );
            assert!(plain(&page).contains(&fact.source), "{}: {}", fact.id, fact.source);
        }
    }
    // All figures are drawn, and in Markdown lead to their files.
    let drawn = std::fs::read_dir(place.path("history/figures")).unwrap().count() / 2;
    assert_eq!(page.matches("class=\"chart\"").count(), drawn);
    place.succeeds("report history --format md");
    assert_eq!(
        place.read("history-report.md").matches("](<history/figures/").count(),
        drawn
    );

    // An edited table is refused like that of any other result.
    copy(&place, "history", "edited");
    place.write("edited/validation.csv", table.replacen(",yes,", ",no,", 1));
    place.refuses("report edited", &["was changed", "validation.csv", "--allow-changed"]);
    place.refuses(
        "report run edited --out two.html",
        &["validation.csv", "--allow-changed"],
    );
    place.detente("report edited --allow-changed");
    assert!(
        said(&place.read("edited-report.html"))
            .join("\n")
            .contains("edited was changed since it was written: validation.csv")
    );
    std::fs::remove_file(place.path("edited/validation.csv")).unwrap();
    place.refuses(
        "report edited --allow-changed",
        &["lacks files", "validation.csv", "--force"],
    );

    place.succeeds("report run history --out both.html");
    let both = place.read("both.html");
    check_page(&both);
    assert_eq!(both.matches("What the model gets right and wrong</h2>").count(), 1);
    assert!(said(&both).join("\n").contains("What it gets right and wrong"));
}

fn copy(place: &Workplace, from: &str, to: &str) {
    for (name, bytes) in snapshot(&place.path(from)) {
        place.write(&format!("{to}/{}", name.display()), bytes);
    }
}

/// Every head of a table that the report makes itself has its definition one click away.
#[test]
fn heads_of_tables_are_defined_and_long_tables_go_by_years() {
    let place = Workplace::new("report-heads");
    place.succeeds("compare treaty --runs 200 --quiet --out compare");
    place.succeeds("report compare");
    let page = place.read("compare-report.html");
    let tables = page.split("<figure class=\"table\" id=\"").skip(1);
    let mut seen = 0;
    for table in tables {
        let id = table.split('"').next().unwrap();
        let head = table.split("<thead>").nth(1).unwrap().split("</thead>").next().unwrap();
        // Heads of the tables behind figures say what they are with their unit; the file of the table has no more.
        let defined = [
            "-draws",
            "-turns",
            "-months",
            "hindcast-facts",
            "hindcast-areas",
            "hindcast-missed",
            "cards-table",
            "-files",
        ];
        if defined.iter().any(|part| id.contains(part)) && (id == "cards-table" || !id.ends_with("-table")) {
            let (heads, asked) = (head.matches("<th ").count(), head.matches("class=\"def\"").count());
            assert_eq!(heads, asked, "{id}: {head}");
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen}");
    // Lines of 216 months: each December of all of them.
    let chosen = page.split("id=\"r-compare-chosen-worlds-table\"").nth(1).unwrap();
    let body = chosen
        .split("<tbody>")
        .nth(1)
        .unwrap()
        .split("</tbody>")
        .next()
        .unwrap();
    let rows = body.matches("<tr>").count();
    for (label, month) in [
        ("All worlds", "2040-12"),
        ("The median", "2030-12"),
        ("The best", "2023-12"),
    ] {
        let cells = |row: &str| row.contains(label) && row.contains(month);
        assert!(body.split("<tr>").any(cells), "{label} in {month}: {body}");
    }
    assert!((54..=80).contains(&rows), "{rows} rows");
    assert!(!body.contains("2023.08"));
}

/// What is said at a place has its unit, its band by name, and its month.
#[test]
fn places_of_figures_are_said_with_value_unit_band_and_month() {
    let place = Workplace::new("report-places");
    make(&place, "run");
    place.succeeds("report run --no-hindcast");
    let page = place.read("run-report.html");
    let marks = |figure: &str| -> Vec<String> {
        let rest = page
            .split(&format!("<figure class=\"chart\" id=\"{figure}\">"))
            .nth(1)
            .unwrap();
        let json = rest
            .split("class=\"marks\">")
            .nth(1)
            .unwrap()
            .split("</script>")
            .next()
            .unwrap();
        let marks: Vec<(i32, i32, String)> = serde_json::from_str(json).unwrap();
        marks.into_iter().map(|(_, _, text)| text).collect()
    };
    let lag = marks("r-run-china-lag");
    assert!(
        lag.iter().any(|text| text.starts_with("China, March 2029: ")
            && text.contains(" months (50 %: ")
            && text.contains("; 90 %: ")),
        "{lag:?}"
    );
    let recorded: Vec<&String> = lag.iter().filter(|text| text.contains("recorded")).collect();
    assert!(
        !recorded.is_empty() && recorded.iter().all(|text| text.contains(" months")),
        "{recorded:?}"
    );
    for text in lag.iter().chain(&marks("r-run-released-capability")) {
        let decimal = text
            .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .find(|number| {
                number.len() > 4 && number.starts_with("20") && number.as_bytes()[4] == b'.' && number.len() > 5
            });
        assert_eq!(decimal, None, "{text}");
    }
    let chips = marks("r-run-chip-quality");
    assert!(
        chips.iter().all(|text| text.ends_with(", ratio; 1 is parity")),
        "{chips:?}"
    );
    let chosen = marks("r-run-chosen-worlds");
    assert!(
        chosen
            .iter()
            .any(|text| text.starts_with("All worlds, ") && text.contains(" months (90 %: ")),
        "{chosen:?}"
    );
}

/// `detente compare` of five policies, with 200 of its usual 10,000 worlds: what a report holds does not grow with worlds.
#[test]
fn a_comparison_of_five_policies_stays_under_three_mebibytes() {
    let place = Workplace::new("report-size");
    place.succeeds(
        "compare no_controls strict_controls treaty china_subsidy_surge safety_first_us --runs 120 --quiet --out five",
    );
    place.succeeds("report five");
    let bytes = std::fs::metadata(place.path("five-report.html")).unwrap().len();
    assert!(bytes < 3 << 20, "{bytes} bytes");
}

/// Those of the result, and those that the report makes itself.
#[test]
fn every_figure_of_a_report_can_be_had_as_files() {
    let place = Workplace::new("report-figures");
    // With fewer worlds the importance of no parameter is told from chance.
    place.succeeds("run baseline --runs 1000 --quiet --out run");
    place.succeeds("report run --format md --figures drawn --out run.md");
    let files = snapshot(&place.path("drawn"));
    let names: Vec<String> = files.keys().map(|name| name.display().to_string()).collect();
    let [vector, images, tables] =
        ["svg", "png", "csv"].map(|ending| names.iter().filter(|name| name.ends_with(ending)).count());
    assert!(vector > 20 && vector == images && vector == tables, "{names:?}");
    for made in ["chosen-worlds", "importance-by-pedigree", "hindcast"] {
        assert!(names.iter().any(|name| name.contains(made)), "no {made} in {names:?}");
    }
    let text = place.read("run.md");
    let shown: Vec<&str> = text
        .split("](<drawn/")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
        .collect();
    assert_eq!(shown.len(), vector, "{shown:?}");
    assert!(
        shown.iter().all(|name| names.iter().any(|file| file == name)),
        "{shown:?}"
    );
    // Once more is nothing new; another report's figures are not replaced unasked.
    place.succeeds("report run --format md --figures drawn --out run.md");
    place.write("drawn/r-run-overview.svg", "mine");
    place.refuses(
        "report run --format md --figures drawn --out run.md",
        &["r-run-overview.svg"],
    );
}

#[test]
fn keys_of_sources_are_explained_on_the_page() {
    let place = Workplace::new("report-sources");
    make(&place, "run");
    place.succeeds("report run --no-hindcast");
    let page = place.read("run-report.html");
    let entry = page
        .split("<div id=\"def-f17\"")
        .nth(1)
        .expect("F17 is no entry of the glossary");
    assert!(
        entry.contains("decade") && page.contains("href=\"#def-f17\""),
        "{}",
        &entry[..300]
    );
}

/// The file of sentences in a language of which every letter is foreign: what is still in English on a page did not come from the
/// catalogue.
fn foreign(english: &str) -> String {
    let mut text = String::new();
    for line in english.lines() {
        let (mut inside_text, mut inside_slot) = (false, false);
        let line = if line.starts_with('#') { "" } else { line };
        // A word of the data is named by what it is in English.
        let (name, line) = match line.starts_with('"') {
            true => line.split_at(line.find("\" = ").unwrap() + 4),
            false => ("", line),
        };
        text.push_str(name);
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => {
                    text.push(letter);
                    text.extend(letters.next());
                    continue;
                }
                '"' => inside_text = !inside_text,
                '{' if inside_text => inside_slot = true,
                '}' if inside_text => inside_slot = false,
                _ => {}
            }
            text.push(match inside_text && !inside_slot && letter.is_ascii_alphabetic() {
                // Full-width letters.
                true => char::from_u32(u32::from(letter) + 0xfee0).unwrap(),
                false => letter,
            });
        }
        text.push('\n');
    }
    text
}

/// What a page may say in any language: names and keys, texts of configurations, commands, names of files, sources.
fn data_of(folder: &Path) -> String {
    /// Names and texts of a manifest; what the program says in English is none of its data.
    const SAID: [&str; 5] = ["findings", "precision", "parameters_toml", "meaning", "unit"];
    fn strings(value: &serde_json::Value, all: &mut String) {
        match value {
            serde_json::Value::String(text) => {
                all.push_str(text);
                all.push('\n');
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, all)),
            serde_json::Value::Object(entries) => {
                for (key, value) in entries.iter().filter(|(key, _)| !SAID.contains(&key.as_str())) {
                    all.push_str(key);
                    all.push('\n');
                    strings(value, all);
                }
            }
            _ => {}
        }
    }
    let mut all = format!(
        "baseline detente figures.csv chosen-worlds docs/ODD.md ODD Grimm et al SHA-256 r-{}\n",
        folder.display()
    );
    let manifest = std::fs::read_to_string(folder.join("manifest.json"));
    if let Ok(text) = manifest {
        let mut manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        // A title that the program made; those of configurations stand with them.
        manifest.as_object_mut().unwrap().remove("title");
        strings(&manifest, &mut all);
    }
    for metric in Metric::ALL {
        all.push_str(&format!("{}\n{}\n", metric.key(), metric.favours().key()));
    }
    for series in Series::all() {
        all.push_str(&format!("{}\n{}\n", series.key(), series.agent_key()));
    }
    let cards = read_cards(&parameters()).unwrap().cards;
    for card in &cards {
        all.push_str(&format!("{}\n{}\n", card.key, card.source));
    }
    let mut units: Vec<&str> = cards.iter().map(|card| card.unit.as_str()).collect();
    units.extend(Metric::ALL.iter().map(|metric| metric.unit()));
    units.extend(Series::all().map(|series| series.unit()));
    // Names of columns, and cells that are names.
    for (name, bytes) in snapshot(folder) {
        all.push_str(&format!("{}\n", name.display()));
        if name.extension().is_some_and(|ending| ending == "csv") {
            let mut table = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(bytes.as_slice());
            for row in table.records() {
                for cell in row.unwrap().iter() {
                    // What a search tried is told in the words of its table.
                    let is_tried = name.ends_with("search.csv");
                    if is_tried || (!cell.contains(' ') && !units.contains(&cell)) {
                        all.push_str(&format!("{cell}\n"));
                    }
                }
            }
        }
    }
    for fact in &FactSet::shipped().facts {
        all.push_str(&format!("{}\n{}\n{}\n", fact.id, fact.observable.name, fact.source));
    }
    one_spaced(&all.replace(|letter: char| "_-./`+".contains(letter) || letter.is_ascii_digit(), " "))
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Everything that a reader can see or hear of a page: text, drawn text, alternative texts, titles, names of things, and what is
/// said of places of figures.
fn all_words(page: &str) -> Vec<String> {
    let (_, body) = page.split_once("<body>").unwrap();
    let places = body.split("class=\"marks\">").skip(1);
    let mut pieces: Vec<String> = places
        .map(|place| place.split("</script>").next().unwrap().to_owned())
        .collect();
    // Its own script, the files inside it, and configurations word by word are not for reading.
    let body = without(body, "<script", "</script");
    let body = without(&body, "<style", "</style");
    let body = without(&body, "<pre", "</pre");
    let texts = body.split('<').filter_map(|piece| piece.split_once('>'));
    pieces.extend(texts.map(|(_, text)| plain(text)));
    for name in ["aria-label", "title", "alt", "placeholder"] {
        pieces.extend(attributes(&body, name).into_iter().map(plain));
    }
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

#[test]
fn every_word_of_a_report_comes_from_the_catalogue_or_is_data() {
    let place = Workplace::new("report-language");
    let listed = place.detente("list --sentences");
    let english = texts(&listed).0;
    place.write("xx.toml", foreign(&english));
    let mut strange = Vec::new();
    place.succeeds("validate --runs 16 --quiet --out history");
    for folder in KINDS.into_iter().map(|(folder, _)| folder).chain(["history"]) {
        if folder != "history" {
            make(&place, folder);
        }
        place.succeeds(&format!("report {folder} --language xx.toml --no-hindcast"));
        let page = place.read(&format!("{folder}-report.html"));
        check_page(&page);
        assert!(page.contains("<html lang=\"xx\">"));
        let known = data_of(&place.path(folder));
        for piece in all_words(&page) {
            for part in piece.split(|letter: char| {
                !letter.is_ascii() || letter.is_ascii_digit() || ",;:?`()[]./\"'+-=<>*\\|%".contains(letter)
            }) {
                let part = one_spaced(&part.replace('_', " "));
                let is_word = part
                    .split(' ')
                    .any(|word| word.chars().filter(char::is_ascii_alphabetic).count() > 2);
                if is_word && !known.contains(&part) {
                    strange.push(format!("{folder}: `{part}` of `{piece}`"));
                }
            }
        }
    }
    strange.dedup();
    assert!(strange.is_empty(), "in no catalogue:\n{}", strange.join("\n"));
    let missing = foreign(&english)
        .lines()
        .filter(|line| !line.starts_with("skip"))
        .collect::<Vec<_>>()
        .join("\n");
    place.write("short.toml", missing);
    place.refuses(
        "report run --language short.toml",
        &["short.toml", "page.skip", "missing"],
    );
}

fn without(page: &str, from: &str, to: &str) -> String {
    let mut pieces = page.split(from);
    let mut text = pieces.next().unwrap().to_owned();
    for piece in pieces {
        text.push_str(from);
        text.push_str(piece.split_once(to).unwrap().1);
    }
    text
}
