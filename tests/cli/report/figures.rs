//! What figures and tables of a page say beside what is drawn: definitions of heads, months, words at places, files.

use super::*;

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
        let defined = [
            "-draws",
            "-turns",
            "-months",
            "hindcast-facts",
            "hindcast-areas",
            "hindcast-missed",
            "-files",
            // Those behind figures, and that of the parameter cards.
            "-table",
        ];
        if defined.iter().any(|part| id.contains(part)) {
            let (heads, asked) = (head.matches("<th ").count(), head.matches("class=\"def\"").count());
            assert_eq!(heads, asked, "{id}: {head}");
            seen += 1;
        }
    }
    assert!(seen >= 30, "{seen}");
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
