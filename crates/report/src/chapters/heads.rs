//! What the heads of tables mean that a report makes itself; those of tables of a result stand in its data dictionary.

use crate::catalogue::Catalogue;
use crate::document::Definition;
use crate::say;

/// A line an entry: the head, and what it means, each by its key in the catalogue.
macro_rules! entries {
    ($words:ident: $($head:literal is $meaning:literal;)+) => {
        vec![$(entry($head, say!($words, $head), say!($words, $meaning))),+]
    };
}

/// An entry for each head; the key is that of the head in the catalogue, or its own where heads are numbers.
pub fn definitions(words: &Catalogue) -> Vec<Definition> {
    [
        changing(words),
        outcomes(words),
        hindcast(words),
        story(words),
        cards(words),
        files(words),
        behind_figures(words),
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

/// Heads that are other words in each table, by a name of their own.
fn changing(words: &Catalogue) -> Vec<Definition> {
    let entries = [
        (
            "story-before",
            say!(words, "define-before_name"),
            say!(words, "define-before"),
        ),
        (
            "story-later",
            say!(words, "define-later_name"),
            say!(words, "define-later"),
        ),
        (
            "parting-then",
            say!(words, "define-then_name"),
            say!(words, "define-then"),
        ),
        (
            "parting-at_end",
            say!(words, "define-at_end_name"),
            say!(words, "define-at_end"),
        ),
        (
            "table-percentile",
            say!(words, "define-figure-percentile_name"),
            say!(words, "define-figure-percentile"),
        ),
    ];
    entries.map(|(key, name, meaning)| entry(key, name, meaning)).into()
}

fn outcomes(words: &Catalogue) -> Vec<Definition> {
    let percentile = |share: &str| {
        let name = say!(words, "table-percentile", share = share);
        let meaning = say!(words, "define-percentile", share = share);
        entry(&format!("tables.p{share}"), name, meaning)
    };
    let mut found = entries!(words:
        "tables-metric" is "define-metric";
        "tables-unit" is "define-unit";
        "tables-median" is "define-median";
        "tables-never" is "define-never";
    );
    found.extend(["5", "25", "75", "95"].map(percentile));
    found
}

fn hindcast(words: &Catalogue) -> Vec<Definition> {
    entries!(words:
        "hindcast-id" is "define-id";
        "hindcast-fact" is "define-fact";
        "hindcast-band" is "define-band";
        "hindcast-recorded" is "define-recorded";
        "hindcast-median" is "define-predicted";
        "hindcast-range" is "define-range";
        "hindcast-misses" is "define-misses";
        "hindcast-area" is "define-area";
        "hindcast-number" is "define-number";
        "hindcast-inside_share" is "define-inside_share";
        "hindcast-width" is "define-width";
        "hindcast-crps" is "define-crps";
        "hindcast-compared" is "define-compared";
        "hindcast-crps_model" is "define-crps_model";
        "hindcast-crps_naive" is "define-crps_naive";
        "hindcast-skill" is "define-skill";
    )
}

fn story(words: &Catalogue) -> Vec<Definition> {
    entries!(words:
        "story-month" is "define-month";
        "story-happened" is "define-happened";
        "story-drawn" is "define-drawn";
        "story-among" is "define-among";
        "story-correlation" is "define-correlation";
        "story-push" is "define-push";
        "parting-what" is "define-what";
        "parting-event" is "define-event";
    )
}

fn cards(words: &Catalogue) -> Vec<Definition> {
    entries!(words:
        "story-parameter" is "define-parameter";
        "story-meaning" is "define-meaning";
        "cards-value" is "define-value";
        "cards-unit" is "define-card_unit";
        "cards-grade" is "define-grade";
        "cards-source" is "define-source";
        "cards-importance" is "define-importance";
    )
}

fn files(words: &Catalogue) -> Vec<Definition> {
    let mut found = entries!(words:
        "method-file" is "define-file";
        "method-bytes" is "define-bytes";
    );
    found.push(entry("method.hash", "SHA-256".to_owned(), say!(words, "define-hash")));
    found
}

/// What the tables behind figures have: see [`FigureTable`](crate::figures::FigureTable).
fn behind_figures(words: &Catalogue) -> Vec<Definition> {
    entries!(words:
        "table-month" is "define-figure-month";
        "table-year" is "define-figure-year";
        "table-median" is "define-median";
        "table-recorded" is "define-recorded";
        "table-recorded_low" is "define-figure-recorded_low";
        "table-recorded_high" is "define-figure-recorded_high";
        "table-series" is "define-figure-series";
        "table-panel" is "define-figure-panel";
        "table-unit" is "define-unit";
        "table-what" is "define-figure-what";
        "table-count" is "define-figure-count";
        "table-expected" is "define-figure-expected";
        "table-from" is "define-figure-from";
        "table-to" is "define-figure-to";
        "table-share_of_worlds" is "define-figure-share_of_worlds";
        "table-simulated_low" is "define-figure-simulated_low";
        "table-simulated_median" is "define-figure-simulated_median";
        "table-simulated_high" is "define-figure-simulated_high";
        "table-predicted_low" is "define-figure-predicted_low";
        "table-predicted_high" is "define-figure-predicted_high";
        "table-fact" is "define-fact";
        "table-inside_band" is "define-figure-inside_band";
        "table-share" is "define-figure-share";
        "table-unscaled" is "define-figure-unscaled";
        "table-label" is "define-figure-label";
        "table-estimate" is "define-figure-estimate";
        "table-low" is "define-figure-low";
        "table-high" is "define-figure-high";
        "table-height" is "define-figure-height";
        "table-part" is "define-figure-part";
        "table-note" is "define-figure-note";
        "table-row" is "define-figure-row";
        "table-column" is "define-figure-column";
        "table-value" is "define-figure-value";
        "table-written" is "define-figure-written";
        "table-input" is "define-figure-input";
        "table-end" is "define-figure-end";
        "table-input_value" is "define-figure-input_value";
        "table-result" is "define-figure-result";
        "table-first_order" is "define-figure-first_order";
        "table-first_order_low" is "define-figure-low";
        "table-first_order_high" is "define-figure-high";
        "table-total_order" is "define-figure-total_order";
        "table-total_order_low" is "define-figure-low";
        "table-total_order_high" is "define-figure-high";
        "table-kind" is "define-figure-kind";
        "table-slope" is "define-figure-slope";
        "table-color" is "define-figure-color";
        "table-x" is "define-figure-x";
        "table-y" is "define-figure-y";
    )
}
