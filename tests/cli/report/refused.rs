//! What is wrong with results and options: refused, or said on the page.

use super::*;

#[test]
fn what_is_wrong_with_a_result_is_refused_or_said_on_the_page() {
    let place = Workplace::new("report-wrong");
    place.succeeds("run --runs 8 --quiet --out run");
    place.refuses("report", &["FOLDER"]);
    place.refuses("report nowhere", &["there is no folder nowhere"]);
    place.refuses(
        "report run/metrics.csv",
        &["run/metrics.csv is a file; name the output folder"],
    );
    std::fs::create_dir_all(place.path("empty")).unwrap();
    place.refuses("report empty", &["holds no manifest.json, so it is no result"]);
    place.refuses(
        "report run --metric china_lag_months_203",
        &["there is no metric `china_lag_months_203`", "did you mean"],
    );
    place.refuses("report run --language fr", &["there is no language `fr`", "en"]);
    place.refuses("report run --out run", &["is a folder"]);
    for (format, file) in [("html", "page.md"), ("md", "page.pdf")] {
        place.refuses(
            &format!("report run --out {file} --format {format}"),
            &[&format!("--format {format} does not go with {file}")],
        );
    }
    for file in ["page", "page.docx"] {
        let meant = [file, "does not say what to write", ".html, .md, .xlsx or .pdf"];
        place.refuses(&format!("report run --out {file}"), &meant);
    }
    place.succeeds("report run --no-hindcast --format md --out page.txt");
    assert!(place.read("page.txt").starts_with("# "));

    // A folder whose manifest lists all that is in it, be it reported or not, finished or not.
    copy(&place, "run", "other");
    place.write("begun/partial/run.json", "{\"key\":\"01\",\"command\":\"detente run\"}");
    for words in [
        "report run --out run/page.html",
        "report run --out run/below/page.html",
        "report run --out other/page.html",
        "report run --out begun/page.html",
        "report run --figures other/drawn --out page.html",
        "report run --figures other --out page.html",
        "report --extract page.html --out other/inside",
    ] {
        let folder = ["other", "begun"].into_iter().find(|folder| words.contains(*folder));
        let result = format!("inside the result {}", folder.unwrap_or("run"));
        place.refuses(words, &[&result, "beside it"]);
    }
    assert_same(&place.path("run"), &place.path("other"));
    assert!(!place.path("page.html").exists());

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
    place.write("changed/metrics.csv", metrics.replacen(",,never", ",2031,", 1));
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
            &["lacks files of its result", file, &format!("--out {gone} --force`")],
        );
    }
    // What the message says to type mends this folder, not another.
    let refused = place.detente("report gone-table --allow-changed");
    let advice = texts(&refused).1.split('`').nth(3).unwrap().to_owned();
    place.succeeds(&format!("{} --quiet", advice.strip_prefix("detente ").unwrap()));
    place.succeeds("report gone-table --no-hindcast");
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
