//! Reports as their readers meet them: one page of every kind of result, that needs nothing else, holds all numbers, says no more
//! than the data, and hides no change.

mod figures;
mod language;
mod refused;

use std::collections::BTreeSet;

use detente::analysis::facts::FactSet;

use super::*;

const SMALL_GAME: &str =
    "game --us none --us strict_controls --china none --china mandate_total --runs 8 --out game --quiet";

/// One small result of every kind, by the folder it is in.
pub const KINDS: [(&str, &str); 10] = [
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
        "explain",
        "explain treaty --runs 256 --mechanism treaty --mechanism distrust --outcome peak_distrust --quiet --out explain",
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
    let leads_to_the_lab = |link: &&&str| link.starts_with("../lab/index.html#v1&amp;");
    for link in attributes(page, "href").iter().filter(|link| !leads_to_the_lab(link)) {
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
            "How sure is this?",
            "What would change this conclusion?",
            "How this was made",
            "SHA-256",
        ] {
            assert!(text.contains(part), "{folder}: `{part}` is not there");
        }
        let findings = page.matches("<div class=\"finding\">").count();
        assert!((1..=4).contains(&findings), "{folder}: {findings} findings");
        check_first_page(folder, &page);
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
            .filter(|link| !link.starts_with("../lab/index.html#v1&"))
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

/// A first page has the answer, a chart, at most three points, how sure they are, and how they were made; what stands behind it can be folded.
fn check_first_page(folder: &str, page: &str) {
    let title = page.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
    assert!((5..=90).contains(&plain(title).chars().count()), "{folder}: {title}");
    let first = page.split("id=\"in-short\"").nth(1).unwrap();
    let (first, behind) = first.split_once("</section>").unwrap();
    let places = [
        "class=\"finding\"",
        "<figure class=\"chart\"",
        "How sure is this?",
        "How: ",
    ]
    .map(|part| {
        let place = first.find(part);
        place.unwrap_or_else(|| panic!("{folder}: `{part}` is not on the first page: {first}"))
    });
    assert!(places.is_sorted(), "{folder}: {places:?}");
    assert_eq!(first.matches("<figure class=\"chart\"").count(), 1, "{folder}");
    let points = first[places[1]..places[2]].matches("<li>").count();
    assert!(points <= 3, "{folder}: {points} points");
    assert!(
        behind.contains("<details class=\"part printed\" open><summary><h3"),
        "{folder}"
    );
}

#[test]
fn the_numbers_of_the_first_screen_are_those_of_the_tables() {
    let place = Workplace::new("report-numbers");
    make(&place, "compare");
    place.succeeds("report compare --no-hindcast --metric us_spending_usd_bn");
    let page = place.read("compare-report.html");
    let mut rows = csv::Reader::from_path(place.path("compare/effects.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = rows.deserialize().map(|row| row.unwrap()).collect();
    let wanted = |row: &BTreeMap<String, String>| row["metric"] == "us_spending_usd_bn" && row["quantity"] == "mean";
    let of = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
    // The asked outcome under the first policy; between so few worlds no more is claimed.
    let first = rows
        .iter()
        .find(|row| wanted(row) && row["policy"] == "no_controls")
        .expect("spending under the first policy");
    let headlines = page.split("class=\"headline\">").skip(1);
    let mut headlines = headlines.map(|rest| plain(rest.split('<').next().unwrap()));
    let headline = headlines
        .find(|headline| headline.starts_with("No controls: Cumulative US AI spending "))
        .expect("a finding on spending");
    // The spread over worlds, not the error of the mean: a fall is said as such, the ends as lower and higher.
    let amount = |text: &str| -> f64 {
        let (number, unit) = text.split_once(' ').unwrap();
        let number: f64 = number.trim_start_matches('$').replace(',', "").parse().unwrap();
        number * if unit.starts_with("trillion") { 1000.0 } else { 1.0 }
    };
    let end = |text: &str| {
        if text.contains(" lower") {
            -amount(text)
        } else {
            amount(text)
        }
    };
    let (middle, spread) = headline
        .split_once(" in the median simulation; 90 % of simulations: ")
        .unwrap();
    let middle = match (middle.split_once(" falls by "), middle.split_once(" rises by ")) {
        (Some((_, by)), _) => -amount(by),
        (_, Some((_, by))) => amount(by),
        _ => panic!("{headline}"),
    };
    let (low, high) = spread.split_once(" to ").unwrap();
    for (value, column) in [
        (middle, "difference_p50"),
        (end(low), "difference_p05"),
        (end(high), "difference_p95"),
    ] {
        let exact = of(first, column);
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
        page.contains("Loss of control: no statistically significant difference")
            || page.contains("Loss of control: the same"),
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

/// `detente compare` of five policies, with 200 of its usual 10,000 worlds: what a report holds does not grow with worlds.
#[test]
fn a_comparison_of_five_policies_stays_under_three_and_a_half_mebibytes() {
    let place = Workplace::new("report-size");
    place.succeeds(
        "compare no_controls strict_controls treaty china_subsidy_surge safety_first_us --runs 120 --quiet --out five",
    );
    place.succeeds("report five");
    let bytes = std::fs::metadata(place.path("five-report.html")).unwrap().len();
    assert!(bytes < 7 << 19, "{bytes} bytes");
}
