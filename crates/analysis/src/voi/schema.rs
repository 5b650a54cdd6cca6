//! The tables of a value-of-information analysis: what their columns are.

use results::column::{Column, Schema};
use results::schema;

pub const POLICIES_CSV: &str = "policies.csv";
pub const INFORMATION_CSV: &str = "information.csv";
pub const CURVES_CSV: &str = "curves.csv";

schema! {
    /// One row a policy.
    pub POLICIES = POLICIES_CSV;
    [
        Column::text("policy", "the policy"),
        Column::entry(
            "metric",
            "what the policies are judged by: more of it is better, or less",
        ),
        Column::number(
            "mean",
            "of the metric",
            "mean over worlds; a year that is never counts as the end of the horizon",
        ),
        Column::error_of("mean_se", "of the metric"),
        Column::number(
            "difference",
            "of the metric",
            "payoff less that of the policy that is best on the mean, in the same worlds; negative: worse",
        ),
        Column::number("difference_se", "of the metric", "its paired standard error"),
        Column::number(
            "best_share",
            "share",
            "share of worlds in which the policy is better than every other",
        ),
        Column::number(
            "tied_share",
            "share",
            "share of worlds in which it is the best together with another",
        ),
        Column::yes_or_nothing("is_best", "yes for the policy that is best on the mean"),
    ]
}

schema! {
    /// One row a parameter or group.
    pub INFORMATION = INFORMATION_CSV;
    [
        Column::text("name", "parameter, or name of the group"),
        Column::text(
            "kind",
            "total: everything, chance included; parameter; correlated: parameters that are correlated; group: as asked; all: all parameters",
        ),
        Column::whole("parameters", "number", "how many parameters stand together"),
        Column::number(
            "value",
            "of the metric",
            "expected value of knowing them before the choice: by regression (Strong, Oakley & Brennan 2014), a little too high where it is \
         small; empty: too few worlds",
        ),
        Column::error_of("value_se", "of the metric"),
        Column::number(
            "held_out",
            "of the metric",
            "what choices by curves fitted to nine tenths of the worlds gained in the other tenth: a little too low",
        ),
        Column::error_of("held_out_se", "of the metric"),
        Column::number(
            "share_of_total",
            "share",
            "held_out over the value of perfect information",
        ),
        Column::number(
            "changes",
            "share",
            "share of worlds in which knowing them changes the choice",
        ),
        Column::yes_or_nothing(
            "worth",
            "yes where held_out is above zero beyond chance (5 % over all rows together)",
        ),
        Column::whole("columns", "number", "columns of the regression"),
        Column::text("source", "of a parameter: where its range comes from"),
        Column::text(
            "pedigree",
            "of a parameter: A measured, B estimated, C judged, D assumed",
        ),
    ]
}

schema! {
    /// One row a value of a parameter and policy: what the policy would give if the value were known.
    pub CURVES = CURVES_CSV;
    [
        Column::entry("parameter", "one of those that are worth most"),
        Column::text("unit", "unit of the parameter"),
        Column::number(
            "value",
            "of the parameter",
            "a value of it, at even steps of its worlds",
        ),
        Column::text("policy", "the policy"),
        Column::number(
            "difference",
            "of the metric",
            "expected payoff at this value less that of the policy that is best on the mean; negative: worse",
        ),
    ]
}

/// All tables in the order of the manifest, the data dictionary left out.
pub static SCHEMAS: [&Schema; 3] = [&POLICIES, &INFORMATION, &CURVES];
