//! What stands at the foot of each printed sheet.

use crate::catalogue::Catalogue;
use crate::document::{Document, escape};
use crate::say;

/// Letters that nobody writes stand for both counters until the sentence around them is a string of CSS.
const SHEET: char = '\u{e000}';
const ALL: char = '\u{e001}';
/// Letters of a title that fit beside the number of a sheet.
const LONGEST_TITLE: usize = 110;

/// Boxes in the margin of a sheet: the title of the report, and which sheet of how many it is. Browsers that know of no such boxes
/// leave them out.
pub fn foot(document: &Document, words: &Catalogue) -> String {
    let sheet = say!(words, "page-sheet", sheet = SHEET.to_string(), all = ALL.to_string());
    let counted = [(SHEET, "page"), (ALL, "pages")]
        .iter()
        .fold(escape::css(&sheet), |text, (letter, counter)| {
            let letter = escape::css(&letter.to_string());
            text.replace(letter.trim_matches('"'), &format!("\" counter({counter}) \""))
        });
    let [start, end, direction] = match words.is_right_to_left() {
        true => ["right", "left", "rtl"],
        false => ["left", "right", "ltr"],
    };
    format!(
        "@bottom-{start} {{ content: {}; direction: {direction}; }} \
         @bottom-{end} {{ content: {counted}; direction: {direction}; white-space: nowrap; }}",
        escape::css(&shortened(&document.title))
    )
}

/// A title, or the words at its start that fit.
fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let start: String = title.chars().take(LONGEST_TITLE).collect();
    let words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{words} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_too_long_for_the_foot_ends_behind_a_word() {
        assert_eq!(shortened("A short one"), "A short one");
        let long = "policies ".repeat(20);
        let cut = shortened(&long);
        assert_eq!(cut, format!("{} …", "policies ".repeat(12).trim_end()));
        assert_eq!(shortened(&"x".repeat(200)), format!("{} …", "x".repeat(LONGEST_TITLE)));
    }
}
