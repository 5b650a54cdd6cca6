//! Results where analysts work: a workbook for spreadsheets, a document for word processors.

use super::report::{KINDS, make};
use super::*;

/// Whether a program is installed; says so where a test has to do without.
fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        println!("skipped: without {program} what it makes of the file is not looked at");
    }
    found
}

/// The columns of a table by their heads.
fn columns(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |place: usize| rows.iter().map(|row| row[place].to_owned()).collect();
    heads
        .iter()
        .enumerate()
        .map(|(place, head)| (head.clone(), column(place)))
        .collect()
}

/// The sheets of a workbook as LibreOffice shows them, by name.
fn sheets(place: &Workplace, workbook: &str) -> BTreeMap<String, String> {
    let profile = format!("-env:UserInstallation=file://{}", place.path("profile").display());
    // Every sheet; as shown; UTF-8; commas.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
    let mut office = place.program_called("soffice");
    office.args([
        &profile,
        "--headless",
        "--convert-to",
        filter,
        "--outdir",
        "sheets",
        workbook,
    ]);
    let output = office.output().unwrap();
    assert!(output.status.success(), "{}", texts(&output).1);
    let stem = workbook.trim_end_matches(".xlsx");
    snapshot(&place.path("sheets"))
        .into_iter()
        .filter_map(|(path, bytes)| {
            let name = path
                .to_str()?
                .strip_prefix(&format!("{stem}-"))?
                .strip_suffix(".csv")?
                .to_owned();
            Some((name, String::from_utf8(bytes).ok()?))
        })
        .collect()
}

#[test]
fn every_kind_of_result_is_the_same_workbook_wherever_it_is_written() {
    let place = Workplace::new("workbooks");
    for (kind, _) in KINDS {
        make(&place, kind);
        let said = place.succeeds(&format!("report {kind} --format xlsx"));
        assert!(said.contains(&format!("Written to {kind}-report.xlsx")), "{said}");
        let first = std::fs::read(place.path(&format!("{kind}-report.xlsx"))).unwrap();
        assert!(first.starts_with(b"PK"), "{kind}");
        place.succeeds(&format!("report {kind} --out books/{kind}.xlsx --quiet"));
        assert!(
            std::fs::read(place.path(&format!("books/{kind}.xlsx"))).unwrap() == first,
            "{kind}"
        );
    }
    place.succeeds("validate --runs 16 --no-figures --quiet --out validate");
    place.succeeds("report run validate compare --out all.xlsx --quiet");
    assert!(
        place
            .succeeds("report run --format xlsx")
            .contains("Already there, unchanged")
    );
    place.write("mine.xlsx", "mine");
    place.refuses("report run --out mine.xlsx", &["mine.xlsx", "--force", "nothing was"]);
    place.refuses(
        "report run --out x.xlsx --figures f",
        &["--figures", "--format html or md"],
    );
    place.refuses("report run --out x.xlsx --pdf", &["--format xlsx"]);
}

#[test]
fn a_study_can_write_its_workbook_at_once() {
    let place = Workplace::new("workbook-at-once");
    let said = place.succeeds("compare treaty --runs 16 --no-figures --xlsx --quiet --out result");
    assert!(said.lines().any(|line| line == "result-report.xlsx"), "{said}");
    let at_once = std::fs::read(place.path("result-report.xlsx")).unwrap();
    place.succeeds("report result --out later.xlsx --quiet");
    assert!(std::fs::read(place.path("later.xlsx")).unwrap() == at_once);
    // Again: the result is there and so is the workbook.
    place.succeeds("compare treaty --runs 16 --no-figures --xlsx --quiet --out result");
    place.write("result-report.xlsx", "mine");
    place.refuses(
        "compare treaty --runs 16 --no-figures --xlsx --quiet --out result",
        &["result-report.xlsx", "--force"],
    );
}

#[test]
fn a_spreadsheet_shows_numbers_percents_months_and_blanks() {
    if !is_installed("soffice") {
        return;
    }
    let place = Workplace::new("spreadsheet");
    place.write(
        "configs/policies/trap.toml",
        "name = \"trap\"\ntitle = \"=1+1\"\ndescription = \"A title that looks like a formula.\"\n[levers]\n\"us.outreach\" = 0.9\n",
    );
    place.succeeds("compare trap --runs 40 --no-figures --quiet --out compare");
    place.succeeds("report compare --out compare.xlsx --quiet");
    let sheets = sheets(&place, "compare.xlsx");
    let names: Vec<&str> = sheets.keys().map(String::as_str).collect();
    for name in [
        "In short",
        "Charts",
        "effects",
        "summary",
        "metrics",
        "trajectories",
        "data-dictionary",
    ] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    let metrics = columns(&sheets["metrics"]);
    let stored = columns(&place.read("compare/metrics.csv"));
    let key = "china_first_lead_year";
    for (row, cell) in stored[key].iter().enumerate() {
        let beside = format!("{key}_never");
        let (shown, never) = (&metrics[key][row], &metrics[&beside][row]);
        match (cell.as_str(), stored[&beside][row].as_str()) {
            ("", said) => assert_eq!((shown.as_str(), never.as_str()), ("", said)),
            (year, _) => {
                let year: f64 = year.parse().unwrap();
                assert_eq!((shown.as_str(), never.as_str()), (format!("{year:.1}").as_str(), ""));
            }
        }
    }
    assert!(
        metrics["us_lowest_safety"].iter().all(|cell| cell.ends_with('%')),
        "{:?}",
        metrics["us_lowest_safety"]
    );
    assert!(columns(&sheets["trajectories"])["month"].contains(&"2026-01".to_owned()));
    assert!(sheets["In short"].contains("=1+1"), "{}", sheets["In short"]);
}

/// The way that docs/report.md names, with figures in it.
#[test]
fn a_report_in_markdown_becomes_a_document_with_its_figures_and_tables() {
    if !is_installed("pandoc") {
        return;
    }
    let place = Workplace::new("word");
    make(&place, "compare");
    place.succeeds("report compare --brief --out race.md --figures race-figures --quiet");
    assert!(place.read("race.md").lines().count() < 150);
    let mut pandoc = place.program_called("pandoc");
    pandoc.args(["race.md", "--from", "gfm", "--output", "race.docx"]);
    let (_, said) = texts(&pandoc.output().unwrap());
    assert_eq!(said, "");
    let mut pandoc = place.program_called("pandoc");
    let (document, _) = texts(&pandoc.args(["race.docx", "--to", "json"]).output().unwrap());
    for (what, least) in [("Image", 1), ("Table", 1), ("Header", 4)] {
        let count = document.matches(&format!("\"t\":\"{what}\"")).count();
        assert!(count >= least, "{what}: {count}");
    }
}
