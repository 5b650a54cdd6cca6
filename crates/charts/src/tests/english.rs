//! The words of charts in English, from the catalogue of the reports.

use std::sync::LazyLock;

use results::message::{Catalogue, Text};

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| {
    let text = include_str!("../../../report/messages/en.ftl");
    Catalogue::read("en", "en.ftl", text).expect("it is read by a test of its own")
});

/// A text in English.
pub fn english(text: &Text) -> String {
    assert_eq!(ENGLISH.check(text), Ok(()), "no such sentence");
    ENGLISH.word(text)
}
