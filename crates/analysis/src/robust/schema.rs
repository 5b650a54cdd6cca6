//! The tables of a study of robustness: what their columns are.

use results::column::{Column, Schema};
use results::schema;

pub const CRITERIA_CSV: &str = "criteria.csv";
pub const MEANS_CSV: &str = "means.csv";
pub const PAIRS_CSV: &str = "pairs.csv";
pub const SATISFICING_CSV: &str = "satisficing.csv";
pub const FLIPS_CSV: &str = "flips.csv";

schema! {
    /// One row for each metric, criterion and policy.
    pub CRITERIA = CRITERIA_CSV;
    [
        Column::entry("metric", "the metric"),
        Column::text("unit", "its unit"),
        Column::text("wanted", "more or less: which way it is wanted"),
        Column::keyword("criterion", "the criterion; meanings below"),
        Column::text("policy", "the policy"),
        Column::number(
            "value",
            "of the metric",
            "what the criterion makes of the policy, undiscounted and signed; regrets are losses of at least zero",
        ),
        Column::whole(
            "rank",
            "number",
            "rank of the policy by this criterion, from 1; equal ones have the same",
        ),
        Column::yes_no("best", "whether the criterion prefers it"),
        Column::text(
            "worldview",
            "under which worldview it is so bad, for the worst case and Savage regret over worldviews; else empty",
        ),
    ]
}

schema! {
    /// One row for each metric, worldview and policy.
    pub MEANS = MEANS_CSV;
    [
        Column::entry("metric", "the metric"),
        Column::text("unit", "its unit"),
        Column::text("worldview", "the worldview; central: the scenario as it is"),
        Column::text("policy", "the policy"),
        Column::whole(
            "worlds",
            "worlds",
            "worlds that count: those that failed under no policy",
        ),
        Column::number(
            "mean",
            "of the metric",
            "mean over the worlds; a year that is never counts as the end of the horizon",
        ),
        Column::error_of("mean_se", "of the metric"),
    ]
}

schema! {
    /// One row for each metric, pair of policies and worldview.
    pub PAIRS = PAIRS_CSV;
    [
        Column::entry("metric", "the metric"),
        Column::text("unit", "its unit"),
        Column::text("better", "the policy that is ahead under the first worldview"),
        Column::text("worse", "the other one"),
        Column::text("worldview", "the worldview"),
        Column::number(
            "difference",
            "of the metric",
            "better less worse: mean difference in the same worlds, with its sign",
        ),
        Column::error_of("difference_se", "of the metric"),
        Column::low_of("difference_low", "of the metric"),
        Column::high_of("difference_high", "of the metric"),
        Column::keyword(
            "survival",
            "survives: the same under every worldview, known at 95 %; turns: known to differ; unknown: the worlds do not tell under some; same: no difference in any world",
        ),
    ]
}

schema! {
    /// One row for each threshold, policy and worldview; only the header without thresholds.
    pub SATISFICING = SATISFICING_CSV;
    [
        Column::text("threshold", "the condition; all: all of them at once"),
        Column::text("policy", "the policy"),
        Column::text("worldview", "the worldview; all: all worlds of all worldviews together"),
        Column::whole("worlds", "worlds", "worlds that count"),
        Column::whole("satisfied", "worlds", "worlds in which the condition holds"),
        Column::number("share", "share", "their share: the domain criterion"),
        Column::error_of("share_se", "share"),
    ]
}

schema! {
    /// One row for each ranking and parameter that turns it.
    pub FLIPS = FLIPS_CSV;
    [
        Column::entry("metric", "the metric"),
        Column::text(
            "better",
            "the policy that is ahead under central, all parameters being drawn",
        ),
        Column::text("worse", "the policy that it is ahead of"),
        Column::entry(
            "parameter",
            "the parameter that has the same value in all worlds, all others being drawn",
        ),
        Column::text("unit", "its unit"),
        Column::number(
            "center",
            "of the parameter",
            "its central value: the median of its card",
        ),
        Column::number("flip", "of the parameter", "where the mean difference changes its sign"),
        Column::number("move", "of the parameter", "how far it must move: flip less center"),
        Column::number(
            "flip_near",
            "of the parameter",
            "end of the flip's 95 % interval next to the center; the center itself if these worlds do not tell the ranking there",
        ),
        Column::number(
            "flip_far",
            "of the parameter",
            "its other end; empty if these worlds do not tell that the ranking turns within the card's bounds at all",
        ),
        Column::number(
            "percentile",
            "share",
            "share of the card's draws that lie below the flip",
        ),
        Column::number(
            "beyond",
            "of the metric",
            "gain of the better policy further out, where the change was seen; at the center if it is turned everywhere",
        ),
        Column::text(
            "turn",
            "turns_beyond: turned beyond the flip; holds_beyond: turned from the center to the flip; turned_everywhere: no flip",
        ),
    ]
}

/// All tables in the order of the manifest, the data dictionary left out.
pub static SCHEMAS: [&Schema; 5] = [&CRITERIA, &MEANS, &PAIRS, &SATISFICING, &FLIPS];
