//! The tables of an explanation: what their columns are.

use results::column::{Column, Schema};
use results::schema;

pub const EFFECTS_CSV: &str = "effects.csv";
pub const PARTS_CSV: &str = "parts.csv";
pub const LINKS_CSV: &str = "links.csv";

schema! {
    /// One row an outcome.
    pub EFFECTS = EFFECTS_CSV;
    [
        Column::entry("metric", "the outcome"),
        Column::text(
            "unit",
            "unit of the numbers that follow; of what happens in few worlds, and of who is first, the share of worlds",
        ),
        Column::number("reference_value", "of the unit column", "mean without the policy; a year that is never counts as the end of the horizon"),
        Column::number("policy_value", "of the unit column", "the same under the policy"),
        Column::number("difference", "of the unit column", "mean of the differences, policy less reference in the same world"),
        Column::error_of("se", "of the unit column"),
        Column::low_of("low_95", "of the unit column"),
        Column::number("high_95", "of the unit column", "upper end"),
        Column::number("difference_p05", "of the unit column", "5th percentile of the differences over worlds"),
        Column::number("difference_p50", "of the unit column", "median of the differences over worlds"),
        Column::number("difference_p95", "of the unit column", "95th percentile of the differences over worlds"),
        Column::number("larger", "share", "share of worlds in which it is larger (later) under the policy"),
        Column::number("smaller", "share", "share of worlds in which it is smaller (earlier)"),
        Column::whole("pairs", "worlds", "worlds that have the outcome whatever is switched off"),
    ]
}

schema! {
    /// One row an outcome and mechanism.
    pub PARTS = PARTS_CSV;
    [
        Column::entry("metric", "the outcome"),
        Column::text("unit", "unit of part, se, low_95 and high_95"),
        Column::entry("mechanism", "key of the mechanism; rest: what is left of the effect with all of them switched off"),
        Column::number(
            "part",
            "of the unit column",
            "its part of the effect: the mean, over orders of switching mechanisms on, of what it adds (Shapley value); the parts of an \
             outcome add up to the difference in effects.csv",
        ),
        Column::number("se", "of the unit column", "its standard error over worlds and orders"),
        Column::low_of("low_95", "of the unit column"),
        Column::number("high_95", "of the unit column", "upper end"),
        Column::number("share_of_effect", "share", "part over the whole effect; negative: it works against it"),
    ]
}

schema! {
    /// One row a quantity that the policy moves on the way to its outcomes.
    pub LINKS = LINKS_CSV;
    [
        Column::entry("agent", "us or china"),
        Column::entry("variable", "name of the monthly variable"),
        Column::text("unit", "its unit"),
        Column::month("first", "first month in which its median differs by more than 1 %"),
        Column::month("month", "month in which the medians are taken"),
        Column::number("reference_median", "of the unit column", "median over worlds without the policy"),
        Column::number("policy_median", "of the unit column", "the same under the policy"),
        Column::number("change", "share", "policy_median over reference_median, less 1"),
    ]
}

/// All tables in the order of the manifest, the data dictionary left out.
pub static SCHEMAS: [&Schema; 3] = [&EFFECTS, &PARTS, &LINKS];
