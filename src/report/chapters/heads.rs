//! What the heads of tables mean that a report makes itself; those of tables of a result stand in its data dictionary.

use crate::report::catalogue::Catalogue;
use crate::report::document::Definition;
use crate::say;

/// An entry for each head; the key is that of the head in the catalogue, or its own where heads are numbers.
pub fn definitions(words: &Catalogue) -> Vec<Definition> {
    [
        outcomes(words),
        hindcast(words),
        story(words),
        cards(words),
        files(words),
    ]
    .concat()
}

fn entry(key: &str, name: String, meaning: String) -> Definition {
    Definition {
        key: key.to_owned(),
        name,
        meaning,
        ..Definition::default()
    }
}

fn outcomes(words: &Catalogue) -> Vec<Definition> {
    let percentile = |share: &str| {
        let name = format!("{share} %");
        let meaning = say!(words, "define.percentile", share = share);
        entry(&format!("tables.p{share}"), name, meaning)
    };
    vec![
        entry(
            "tables.metric",
            say!(words, "tables.metric"),
            say!(words, "define.metric"),
        ),
        entry("tables.unit", say!(words, "tables.unit"), say!(words, "define.unit")),
        percentile("5"),
        percentile("25"),
        entry(
            "tables.median",
            say!(words, "tables.median"),
            say!(words, "define.median"),
        ),
        percentile("75"),
        percentile("95"),
        entry("tables.never", say!(words, "tables.never"), say!(words, "define.never")),
    ]
}

fn hindcast(words: &Catalogue) -> Vec<Definition> {
    vec![
        entry("hindcast.id", say!(words, "hindcast.id"), say!(words, "define.id")),
        entry(
            "hindcast.fact",
            say!(words, "hindcast.fact"),
            say!(words, "define.fact"),
        ),
        entry(
            "hindcast.band",
            say!(words, "hindcast.band"),
            say!(words, "define.band"),
        ),
        entry(
            "hindcast.recorded",
            say!(words, "hindcast.recorded"),
            say!(words, "define.recorded"),
        ),
        entry(
            "hindcast.median",
            say!(words, "hindcast.median"),
            say!(words, "define.predicted"),
        ),
        entry(
            "hindcast.range",
            say!(words, "hindcast.range"),
            say!(words, "define.range"),
        ),
        entry(
            "hindcast.misses",
            say!(words, "hindcast.misses"),
            say!(words, "define.misses"),
        ),
        entry(
            "hindcast.area",
            say!(words, "hindcast.area"),
            say!(words, "define.area"),
        ),
        entry(
            "hindcast.number",
            say!(words, "hindcast.number"),
            say!(words, "define.number"),
        ),
        entry(
            "hindcast.inside_share",
            say!(words, "hindcast.inside_share"),
            say!(words, "define.inside_share"),
        ),
        entry(
            "hindcast.width",
            say!(words, "hindcast.width"),
            say!(words, "define.width"),
        ),
        entry(
            "hindcast.crps",
            say!(words, "hindcast.crps"),
            say!(words, "define.crps"),
        ),
        entry(
            "hindcast.compared",
            say!(words, "hindcast.compared"),
            say!(words, "define.compared"),
        ),
        entry(
            "hindcast.crps_model",
            say!(words, "hindcast.crps_model"),
            say!(words, "define.crps_model"),
        ),
        entry(
            "hindcast.crps_naive",
            say!(words, "hindcast.crps_naive"),
            say!(words, "define.crps_naive"),
        ),
        entry(
            "hindcast.skill",
            say!(words, "hindcast.skill"),
            say!(words, "define.skill"),
        ),
    ]
}

fn story(words: &Catalogue) -> Vec<Definition> {
    vec![
        entry("story.month", say!(words, "story.month"), say!(words, "define.month")),
        entry(
            "story.happened",
            say!(words, "story.happened"),
            say!(words, "define.happened"),
        ),
        entry(
            "story.before",
            say!(words, "define.before_name"),
            say!(words, "define.before"),
        ),
        entry(
            "story.later",
            say!(words, "define.later_name"),
            say!(words, "define.later"),
        ),
        entry("story.drawn", say!(words, "story.drawn"), say!(words, "define.drawn")),
        entry("story.among", say!(words, "story.among"), say!(words, "define.among")),
        entry(
            "story.correlation",
            say!(words, "story.correlation"),
            say!(words, "define.correlation"),
        ),
        entry("story.push", say!(words, "story.push"), say!(words, "define.push")),
        entry("parting.what", say!(words, "parting.what"), say!(words, "define.what")),
        entry(
            "parting.then",
            say!(words, "define.then_name"),
            say!(words, "define.then"),
        ),
        entry(
            "parting.at_end",
            say!(words, "define.at_end_name"),
            say!(words, "define.at_end"),
        ),
        entry(
            "parting.event",
            say!(words, "parting.event"),
            say!(words, "define.event"),
        ),
    ]
}

fn cards(words: &Catalogue) -> Vec<Definition> {
    vec![
        entry(
            "story.parameter",
            say!(words, "story.parameter"),
            say!(words, "define.parameter"),
        ),
        entry(
            "story.meaning",
            say!(words, "story.meaning"),
            say!(words, "define.meaning"),
        ),
        entry("cards.value", say!(words, "cards.value"), say!(words, "define.value")),
        entry("cards.unit", say!(words, "cards.unit"), say!(words, "define.card_unit")),
        entry("cards.grade", say!(words, "cards.grade"), say!(words, "define.grade")),
        entry(
            "cards.source",
            say!(words, "cards.source"),
            say!(words, "define.source"),
        ),
        entry(
            "cards.importance",
            say!(words, "cards.importance"),
            say!(words, "define.importance"),
        ),
    ]
}

fn files(words: &Catalogue) -> Vec<Definition> {
    vec![
        entry("method.file", say!(words, "method.file"), say!(words, "define.file")),
        entry("method.bytes", say!(words, "method.bytes"), say!(words, "define.bytes")),
        entry("method.hash", "SHA-256".to_owned(), say!(words, "define.hash")),
    ]
}
