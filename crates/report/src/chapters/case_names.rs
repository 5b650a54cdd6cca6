//! What the scenarios of a result are called.

use crate::catalogue::Catalogue;
use analysis::robust::CENTRAL;
use analysis::sweep::NO_POLICY;
use analysis::titles;
use results::store::manifest::ExperimentRecord;

/// What a case is called in a sentence.
pub fn called(words: &Catalogue, name: &str) -> String {
    words.word(&titles::policy(name))
}

/// The title of a case, or of the first of a pair, that no other has.
pub fn title_of<'a>(record: &'a ExperimentRecord, name: &str) -> Option<&'a str> {
    let first = record.cases.first().and_then(|case| case.name.split_once(PAIRED));
    match first {
        Some((_, plain)) if is_plain(plain) => title_of_case(record, &format!("{name}{PAIRED}{plain}")),
        Some(_) => None,
        None => title_of_case(record, name),
    }
}

/// The title of the second of a pair that no other has; none of one that changes nothing.
pub fn title_of_second<'a>(record: &'a ExperimentRecord, name: &str) -> Option<&'a str> {
    let first = record.cases.first().and_then(|case| case.name.split_once(PAIRED));
    match first {
        Some((plain, _)) if is_plain(plain) && !is_plain(name) => {
            title_of_case(record, &format!("{plain}{PAIRED}{name}"))
        }
        _ => None,
    }
}

/// Between both names of a pair.
pub const PAIRED: &str = " / ";

/// Whether a strategy or a worldview changes nothing, so that the title of a pair with it is that of the other.
fn is_plain(name: &str) -> bool {
    matches!(name, NO_POLICY | CENTRAL)
}

/// The title of a case that no other has.
fn title_of_case<'a>(record: &'a ExperimentRecord, name: &str) -> Option<&'a str> {
    let title = record.cases.iter().find(|case| case.name == name)?.title.as_str();
    let as_often = record.cases.iter().filter(|case| case.title == title).count();
    (as_often == 1 && !title.is_empty()).then_some(title)
}
