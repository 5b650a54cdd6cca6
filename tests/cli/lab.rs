//! The page of the policy lab, as a program writes it that was built with it, and what one says that was not.

use super::*;

#[cfg(not(feature = "lab"))]
#[test]
fn a_program_without_the_lab_says_in_one_line_how_to_get_it() {
    let place = Workplace::new("lab");
    let said = place.refuses(
        "lab --out page.html",
        &["`cargo lab`", "`cargo install --path . --features lab`"],
    );
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(snapshot(&place.0).is_empty());
}

/// Run by `.ci/run` after `cargo lab`, since the page is built into the program.
#[cfg(feature = "lab")]
#[test]
fn the_page_that_was_built_is_written_and_no_other_file_is_overwritten() {
    let place = Workplace::new("lab");
    let built = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("outputs/lab/index.html")).unwrap();
    let written = |name: &str| std::fs::read(place.path(name)).unwrap();
    assert!(place.succeeds("lab").contains("outputs/lab/index.html"));
    assert!(written("outputs/lab/index.html") == built);
    place.succeeds("lab --out folder/page.html");
    assert!(written("folder/page.html") == built);
    place.succeeds("lab --out folder/page.html");
    place.write("mine.html", "mine");
    place.refuses("lab --out mine.html", &["mine.html is there", "--force"]);
    assert_eq!(place.read("mine.html"), "mine");
    place.succeeds("lab --out mine.html --force");
    assert!(written("mine.html") == built);
}
