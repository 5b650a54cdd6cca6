//! The tables of a search for trigger rules: what their columns are.

use results::column::{Column, Kind, Schema};

/// Every candidate, with the worlds it was tried on and its score there.
pub const SEARCH_CSV: &str = "search.csv";
/// The policies on the worlds that the search has not seen.
pub const HELD_OUT_CSV: &str = "held-out.csv";
/// For each rule and month the share of held-out worlds in which it has acted.
pub const PATHWAY_CSV: &str = "pathway.csv";

/// Source of what the search itself made.
const SEARCH: &str = "search";
const SCORE: &str = "what the criterion makes of the metric in all worlds: the mean, or the mean of the worst tenth";

/// The candidates, of a metric in this unit.
pub fn search(unit: &'static str) -> Schema {
    Schema::of(
        SEARCH_CSV,
        [
            Column::text("stage", "static, rule 1, rule 2: what was searched for").from_source(SEARCH),
            Column::text(
                "candidate",
                "constant levers, or the rule on top of what was found before",
            )
            .from_source(SEARCH),
            Column::whole("worlds", "worlds", "training worlds it was tried on").from_source(SEARCH),
            Column::number("score", unit, SCORE),
        ],
    )
}

/// The policies that were judged, by a metric in this unit.
pub fn held_out(unit: &'static str) -> Schema {
    Schema::of(HELD_OUT_CSV, [
        Column::text(
            "policy",
            "the plain scenario, the best static policy, that policy with the rules' levers set at once, then with each rule added",
        )
        .from_source(SEARCH),
        Column::number("score", unit, SCORE),
        Column::number(
            "difference",
            unit,
            "difference of the score from that of the best static policy, in the same worlds",
        ),
        Column::error_of("difference_se", unit),
        Column::low_of("low", unit),
        Column::high_of("high", unit),
        Column::number("better", "share", "worlds in which it is better than the best static policy"),
        Column::number("worse", "share", "worlds in which it is worse"),
        Column::whole("worlds", "worlds", "worlds that the search has not seen"),
    ])
}

/// When the rules act.
pub fn pathway() -> Schema {
    Schema::of(
        PATHWAY_CSV,
        [
            Column::whole("rule", "number", "number of the rule, from 1").from_source(SEARCH),
            Column::text("what", "the rule in words").from_source(SEARCH),
            Column::named("month", "date", "end of this month", Kind::Month),
            Column::number(
                "acted",
                "share",
                "held-out worlds in which the rule has moved its lever by then",
            ),
        ],
    )
}

/// All tables in the order of the manifest, by a metric in this unit; the data dictionary left out.
pub fn schemas(unit: &'static str) -> [Schema; 3] {
    [search(unit), held_out(unit), pathway()]
}
