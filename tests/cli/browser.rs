//! Reports in a real browser: nothing is fetched, nothing complains, nothing is cut; figures answer the pointer and the keys, tables
//! sort, colours change, and paper comes out. Pictures for a person to look at land in `target/tmp/report-pictures/`.

mod devtools;

use std::path::{Path, PathBuf};
use std::process::Command;

use devtools::Browser;

use super::report::{KINDS, make};
use super::*;
use detente::report::pdf::find_browser;

/// People without a browser say so; where nobody does, a missing one fails the tests.
const SWITCH: &str = "DETENTE_WITHOUT_BROWSER";

/// The browser; none where the switch says that there is none.
fn browser() -> Option<PathBuf> {
    if std::env::var_os(SWITCH).is_some() || !cfg!(unix) {
        println!("left out: these tests need a browser and a debugging pipe");
        return None;
    }
    match find_browser(None) {
        Ok(program) => Some(program),
        Err(error) => panic!("{error}; without a browser: {SWITCH}=1 cargo test --release"),
    }
}

fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report-pictures");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Elements that reach beyond the window, but for what can be scrolled within it; the first few.
const TOO_WIDE: &str = "(() => { const wide = document.documentElement.clientWidth; \
    if (document.documentElement.scrollWidth <= wide) return []; \
    return Array.from(document.querySelectorAll('body *')).filter((e) => !e.closest('.scroll, .plot, pre, .unseen, .skip') && \
    e.getBoundingClientRect().right > wide + 1).slice(0, 5).map((e) => e.tagName + '.' + e.className + ' ' + \
    e.textContent.slice(0, 60)); })()";

/// Tables that can only be read by moving them sideways, with their width and that of their place.
const SIDEWAYS: &str = "Array.from(document.querySelectorAll('.scroll')).filter((part) => part.scrollWidth > part.clientWidth + 1) \
    .map((part) => part.closest('figure').id + ' ' + part.scrollWidth + ' in ' + part.clientWidth)";

/// Pairs of texts in one figure that lie on each other, by more than the rounding of letters; and texts beyond the edge.
const OVERLAPS: &str = "(() => { const found = []; \
    for (const svg of document.querySelectorAll('.plot svg')) { \
      const frame = svg.getBoundingClientRect(); if (!frame.width) continue; \
      const boxes = Array.from(svg.querySelectorAll('text'), (text) => { const b = text.getBoundingClientRect(); \
        const h = b.height * 0.25; return { l: b.left + 1, r: b.right - 1, t: b.top + h, b: b.bottom - h, s: text.textContent.trim() }; }) \
        .filter((box) => box.s); \
      boxes.forEach((one, i) => { \
        if (one.l < frame.left - 1 || one.r > frame.right + 1 || one.t < frame.top || one.b > frame.bottom) found.push('cut: ' + one.s); \
        for (const other of boxes.slice(i + 1)) if (one.l < other.r && other.l < one.r && one.t < other.b && other.t < one.b) \
          found.push(svg.id + ': ' + one.s + ' / ' + other.s); }); \
    } return found.slice(0, 8); })()";

#[track_caller]
fn list(value: serde_json::Value) -> Vec<String> {
    let list = value.as_array().expect("a list");
    list.iter()
        .map(|entry| entry.as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_report_of_every_kind_opens_without_complaint_request_or_overflow_on_wide_and_narrow_screens() {
    let Some(program) = browser() else { return };
    let place = Workplace::new("browser-kinds");
    let mut browser = Browser::start(&program, &place);
    for (folder, _) in KINDS {
        make(&place, folder);
        place.succeeds(&format!("report {folder} --quiet --out {folder}.html"));
        for (width, height) in [(1280, 1600), (390, 1600)] {
            browser.resize(width, height);
            browser.open(&place.path(&format!("{folder}.html")));
            browser.eval("document.fonts.ready.then(() => true)");
            assert_eq!(browser.troubles(), [""; 0], "{folder} at {width}");
            assert_eq!(list(browser.eval(TOO_WIDE)), [""; 0], "{folder} at {width}");
            // Also of what is closed at first.
            browser.eval("document.querySelectorAll('details').forEach((part) => { part.open = true; }); true");
            assert_eq!(list(browser.eval(TOO_WIDE)), [""; 0], "{folder} at {width}, opened");
            assert_eq!(list(browser.eval(OVERLAPS)), [""; 0], "{folder} at {width}");
            if width >= 1280 {
                assert_eq!(list(browser.eval(SIDEWAYS)), [""; 0], "{folder} at {width}");
            }
            browser.eval("document.querySelectorAll('main details').forEach((part) => { part.open = false; }); scrollTo(0, 0); true");
            browser.photograph(&pictures().join(format!("{folder}-{width}.png")));
        }
    }
}

/// The job of measure: five policies against the baseline, the answer and its chart within the first screen, the first page on two sheets.
#[test]
fn the_answer_about_five_policies_and_its_chart_stand_on_the_first_screen_and_on_two_sheets() {
    let Some(program) = browser() else { return };
    let place = Workplace::new("browser-first");
    place.succeeds("compare no_controls licence_regime full_embargo treaty us_push --runs 64 --quiet --out five");
    place.succeeds("report five --no-hindcast --quiet --out five.html");
    place.succeeds("report five --no-hindcast --brief --pdf --quiet --out brief.html");
    let mut browser = Browser::start(&program, &place);
    browser.resize(1280, 900);
    browser.open(&place.path("five.html"));
    browser.eval("document.fonts.ready.then(() => true)");
    let ends = browser.eval(
        "['#in-short .finding', '#in-short .plot svg'].map((part) => document.querySelector(part).getBoundingClientRect().bottom)",
    );
    let ends: Vec<f64> = ends
        .as_array()
        .unwrap()
        .iter()
        .map(|end| end.as_f64().unwrap())
        .collect();
    assert!(ends.is_sorted() && ends.iter().all(|end| *end <= 900.0), "{ends:?}");
    // Behind it, on a sheet of its own, how it was made.
    let sheets = pages(&std::fs::read(place.path("brief.pdf")).unwrap()).len();
    assert!((2..=3).contains(&sheets), "{sheets} sheets");
}

/// The first figure that has something to say at several places, and the text that is shown at one of them.
const FIRST_PLOT: &str = "Array.from(document.querySelectorAll('.plot')).find((plot) => \
     JSON.parse(plot.parentElement.querySelector('script.marks')?.textContent ?? '[]').length > 3)";

#[test]
fn figures_answer_the_pointer_and_the_keys_tables_sort_and_colours_change() {
    let Some(program) = browser() else { return };
    let place = Workplace::new("browser-use");
    make(&place, "compare");
    place.succeeds("report compare --quiet --out compare.html");
    let mut browser = Browser::start(&program, &place);
    browser.resize(1280, 1600);
    browser.open(&place.path("compare.html"));

    // Pointing at a mark shows its text, which has a number in it.
    let at = browser.eval(&format!(
        "(async () => {{ const plot = {FIRST_PLOT}; plot.scrollIntoView({{block: 'center'}}); \
         await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); \
         const mark = JSON.parse(plot.parentElement.querySelector('script.marks').textContent)[0]; \
         const place = new DOMPoint(mark[0], mark[1]).matrixTransform(plot.querySelector('svg').getScreenCTM()); \
         return [place.x, place.y, mark[2]]; }})()"
    ));
    browser.point(at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
    let tip = "document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent";
    let shown = browser.eval(tip).as_str().unwrap().to_owned();
    assert_eq!(shown, at[2].as_str().unwrap());
    assert!(shown.contains(|letter: char| letter.is_ascii_digit()), "{shown}");

    // Keys step through the marks and Escape puts the tip away.
    browser.point(2.0, 2.0);
    browser.eval(&format!("{FIRST_PLOT}.focus()"));
    let mut steps = Vec::new();
    for _ in 0..3 {
        browser.press("ArrowRight", 39);
        steps.push(browser.eval(tip).as_str().unwrap().to_owned());
    }
    assert!(
        steps[0] != steps[1] && steps[1] != steps[2] && !steps[0].is_empty(),
        "{steps:?}"
    );
    browser.press("ArrowLeft", 37);
    assert_eq!(browser.eval(tip), serde_json::json!(steps[1]));
    browser.press("Escape", 27);
    assert_eq!(browser.eval(tip), "");

    // A column of numbers sorts up, down, and up again by the key; what has no value stays last.
    browser.eval(
        "window.head = Array.from(document.querySelectorAll('main table')).filter((table) => !table.closest('details:not(.part)') && \
         table.tBodies[0].rows.length > 3).flatMap((table) => Array.from(table.tHead.rows[0].cells)) \
         .find((head) => head.classList.contains('n') && head.querySelector('.sort')); true",
    );
    let order = "(() => { const rows = Array.from(head.closest('table').tBodies[0].rows, (row) => row.cells[head.cellIndex].dataset.v || row.cells[head.cellIndex].textContent || undefined); \
         return rows.filter((value) => value !== undefined).map((value) => value === 'inf' ? Infinity : Number(value)); })() \
         .map(String)";
    let sorted = |values: &[String], down: bool| {
        let numbers: Vec<f64> = values
            .iter()
            .map(|value| value.replace("Infinity", "inf").parse().unwrap())
            .collect();
        numbers
            .windows(2)
            .all(|pair| if down { pair[0] >= pair[1] } else { pair[0] <= pair[1] })
    };
    browser.click("head.querySelector('.sort')");
    let up = list(browser.eval(order));
    assert!(up.len() > 3 && sorted(&up, false), "{up:?}");
    assert_eq!(browser.eval("head.getAttribute('aria-sort')"), "ascending");
    browser.click("head.querySelector('.sort')");
    assert!(sorted(&list(browser.eval(order)), true));
    browser.eval("head.querySelector('.sort').focus(); true");
    browser.press("Enter", 13);
    assert!(sorted(&list(browser.eval(order)), false));

    // Dark and light.
    let ground = "getComputedStyle(document.body).backgroundColor";
    let light = browser.eval(ground);
    browser.click("document.getElementById('theme')");
    assert_ne!(browser.eval(ground), light);
    let folder = pictures();
    let sections = browser
        .eval("document.querySelectorAll('main h2, main h3').length")
        .as_u64()
        .unwrap();
    for (theme, width) in [("dark", 1280), ("dark", 390), ("light", 1280), ("light", 390)] {
        browser.resize(width, 1600);
        browser.eval(&format!("document.documentElement.dataset.theme = '{theme}'; true"));
        for section in 0..sections {
            browser.eval(&format!(
                "document.querySelectorAll('main h2, main h3')[{section}].scrollIntoView(); true"
            ));
            browser.photograph(&folder.join(format!("compare-{theme}-{width}-{section:02}.png")));
        }
    }
    assert_eq!(browser.troubles(), [""; 0]);
}

/// Sizes of all pages of a PDF, in points.
fn pages(pdf: &[u8]) -> Vec<(f64, f64)> {
    let text: String = pdf.iter().map(|byte| char::from(*byte)).collect();
    let boxes = text.split("/MediaBox [").skip(1).map(|rest| {
        let numbers: Vec<f64> = rest
            .split(']')
            .next()
            .unwrap()
            .split_whitespace()
            .map(|n| n.parse().unwrap())
            .collect();
        (numbers[2], numbers[3])
    });
    boxes.collect()
}

/// What paper shows that the screen folds away, and that nothing on it is longer than a sheet or shrunk.
#[test]
fn paper_has_the_parameter_cards_heads_on_each_sheet_and_long_figures_in_pieces() {
    let Some(program) = browser() else { return };
    let place = Workplace::new("browser-paper");
    place.succeeds(
        "compare no_controls strict_controls treaty china_subsidy_surge safety_first_us --runs 24 --quiet --out compare",
    );
    place.succeeds("report compare --quiet --out compare.html");
    let mut browser = Browser::start(&program, &place);
    // The text of an A4 sheet is 178 by 259 mm, that of a letter 184 by 241 mm; CSS has 96 pixels an inch.
    browser.resize(673, 1000);
    browser.open(&place.path("compare.html"));
    browser.paper();
    let head = browser.eval(
        "window.dispatchEvent(new Event('beforeprint')); const style = getComputedStyle(document.querySelector('#cards-table thead')); \
         [style.display, style.breakInside].join(' ')",
    );
    assert_eq!(head, "table-header-group avoid");
    // Chromium repeats no head that has a control of its own in it.
    assert_eq!(
        browser.eval("document.querySelectorAll('thead button, thead input').length"),
        0
    );
    let shown = browser.eval("document.getElementById('cards-table').getBoundingClientRect().height");
    assert!(shown.as_f64().unwrap() > 2000.0, "{shown}");
    // Small, but not too small to be read.
    let points =
        browser.eval("parseFloat(getComputedStyle(document.querySelector('#cards-table td')).fontSize) * 72 / 96");
    assert!((6.5..=7.5).contains(&points.as_f64().unwrap()), "{points}");
    // No heading without what stands below it.
    let said = browser.eval("document.querySelector('#r-compare-said li:last-child').getBoundingClientRect().height");
    assert!(said.as_f64().unwrap() > 5.0, "{said}");
    // What a card says stands in no glossary too.
    let entries = list(browser.eval(
        "Array.from(document.querySelectorAll('.glossary > div')).filter((entry) => entry.getBoundingClientRect().height > 0) \
         .map((entry) => entry.id)",
    ));
    let is_there = |id: &str| entries.iter().any(|entry| entry == id);
    assert!(
        is_there("def-china-lag-months-2030") && !is_there("def-shared-leak-share"),
        "{entries:?}"
    );
    let pieces = browser.eval(
        "Array.from(document.querySelectorAll('#r-compare-effects .plot svg'), (svg) => { const box = svg.getBoundingClientRect(); \
         return [box.width, box.height]; })",
    );
    let pieces = pieces.as_array().unwrap();
    assert!(pieces.len() > 1, "{pieces:?}");
    for piece in pieces {
        let (width, height) = (piece[0].as_f64().unwrap(), piece[1].as_f64().unwrap());
        assert!(width > 640.0 && height < 241.0 / 25.4 * 96.0, "{piece}");
    }
    assert_eq!(browser.troubles(), [""; 0]);
}

#[test]
fn a_report_is_printed_on_the_paper_that_is_asked_for_and_nothing_is_left_behind() {
    if browser().is_none() {
        return;
    }
    let place = Workplace::new("browser-print");
    make(&place, "run");
    let mut counts = Vec::new();
    for (words, paper, width, height) in [
        // A name that ends so asks for a PDF, with the page beside it.
        ("report run --out a4.pdf", "a4", 595.0, 842.0),
        (
            "report run --pdf --paper letter --out letter.html",
            "letter",
            612.0,
            792.0,
        ),
    ] {
        let said = place.succeeds(words);
        for ending in ["html", "pdf"] {
            assert!(said.contains(&format!("Written to {paper}.{ending}")), "{said}");
        }
        let pdf = std::fs::read(place.path(&format!("{paper}.pdf"))).unwrap();
        let pages = pages(&pdf);
        assert!((8..=70).contains(&pages.len()), "{paper}: {} pages", pages.len());
        for (x, y) in &pages {
            assert!(
                (x - width).abs() < 1.5 && (y - height).abs() < 1.5,
                "{paper}: {x} x {y}"
            );
        }
        counts.push(pages.len());
        std::fs::write(pictures().join(format!("run-{paper}.pdf")), pdf).unwrap();
    }
    assert!(counts[0].abs_diff(counts[1]) * 4 < counts[0], "{counts:?}");
    let text = Command::new("pdftotext").arg(place.path("a4.pdf")).arg("-").output();
    match text {
        Ok(text) => {
            let text = String::from_utf8_lossy(&text.stdout).into_owned();
            for (number, sheet) in text.split('\u{c}').take(counts[0]).enumerate() {
                let foot = format!("Page {} of {}", number + 1, counts[0]);
                assert!(
                    sheet.contains(&foot) && sheet.contains("policies of autumn 2026"),
                    "{foot}: {sheet}"
                );
            }
            // The table of parameter cards goes over many sheets, each with its head.
            let sheets: Vec<&str> = text
                .split('\u{c}')
                .filter(|sheet| sheet.contains("triangular, "))
                .collect();
            assert!(sheets.len() > 5, "{} sheets", sheets.len());
            assert!(sheets.iter().all(|sheet| sheet.contains("Grade")), "{sheets:?}");
        }
        Err(_) => println!("skipped: without pdftotext the words on each sheet are not read"),
    }
    place.refuses(
        "report run --pdf --format md --out run.md",
        &["--pdf prints the HTML page"],
    );
}

#[test]
fn without_a_browser_the_answer_says_what_to_do_and_nothing_is_written() {
    let place = Workplace::new("browser-none");
    make(&place, "run");
    place.refuses(
        "report run --pdf --browser ./no-such-browser --out run.html",
        &["there is no browser ./no-such-browser", "--browser"],
    );
    assert!(!place.path("run.html").exists() && !place.path("run.pdf").exists());
}
