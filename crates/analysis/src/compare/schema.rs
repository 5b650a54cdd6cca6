//! The tables of a comparison: what their columns are.

use std::borrow::Cow;

use crate::run::schema::{METRICS_CSV, PRECISION, RUN, TRAJECTORIES, TRAJECTORIES_CSV, metric_column};
use engine::model::metrics::Metric;
use results::column::{Column, Kind, Schema, Shown};
use results::schema;

/// One row a policy, metric and quantity.
pub const EFFECTS_CSV: &str = "effects.csv";
/// One row a policy and metric: which parameter would reverse the effect.
pub const REVERSALS_CSV: &str = "reversals.csv";
/// One row a policy, metric and statistic: the policy's own figures.
pub const SUMMARY_CSV: &str = "summary.csv";

const POLICY: Column = Column::text("policy", "the alternative, or the reference");

/// A number, or a word where there is none.
const VARIANCE_REDUCTION: Column = Column {
    name: Cow::Borrowed("variance_reduction"),
    unit: Cow::Borrowed("ratio"),
    meaning: Cow::Borrowed(
        "variance of the difference of means with independent worlds over that on the same worlds; identical where no world differs",
    ),
    source: Cow::Borrowed("model"),
    kind: Kind::Text,
    shown: Shown::Plain,
};

schema! {
    /// Effects of each policy.
    pub EFFECTS = EFFECTS_CSV;
    [
        Column::text("policy", "the alternative"),
        Column::text("reference", "what it is compared with, on the same worlds"),
        Column::entry("metric", "a column of metrics.csv"),
        Column::keyword(
            "quantity",
            "mean; restricted_mean (of a year, never counted as the end of the horizon); median; never (share of worlds); nobody, us, china \
         (shares of worlds)",
        ),
        Column::text("unit", "unit of the next six columns; years of differences of years"),
        Column::number_or_never(
            "reference_value",
            "of the unit column",
            "the quantity under the reference",
        ),
        Column::number_or_never("policy_value", "of the unit column", "the quantity under the policy"),
        Column::number_or_never(
            "difference",
            "of the unit column",
            "policy less reference; never where the policy's median never happens and the reference's does, -never the other way round",
        ),
        Column::number_or_never(
            "se",
            "of the unit column",
            "paired standard error of the difference; of medians from 999 resamples of worlds; empty where there is none",
        ),
        Column::number_or_never(
            "low_95",
            "of the unit column",
            "lower end of the 95 % interval of the difference",
        ),
        Column::number_or_never("high_95", "of the unit column", "upper end"),
        Column::whole(
            "pairs",
            "worlds",
            "worlds in which the metric exists under both; of a number that may be never, those in which it is a number under both",
        ),
        Column::number(
            "larger",
            "share",
            "share of these worlds in which the metric is larger under the policy (a year: later, never the latest)",
        ),
        Column::number("smaller", "share", "share in which it is smaller"),
        Column::number(
            "better",
            "share",
            "share in which it is better for whom the next column names; empty where nobody's good is agreed",
        ),
        Column::keyword("better_for", "for whom more of it, or less, is better; - for nobody"),
        VARIANCE_REDUCTION,
        Column::number_or_never(
            "difference_p05",
            "of the metric",
            "5th percentile over these worlds of policy less reference, world by world; years of differences of years; never where the policy's value never happens \
             and the reference's does; empty of states",
        ),
        Column::number_or_never("difference_p50", "of the metric", "median of the same"),
        Column::number_or_never("difference_p95", "of the metric", "95th percentile of the same"),
    ]
}

schema! {
    /// Where effects would be the other way round: for each policy and metric the parameter of which a fifth of the worlds says most against its mean effect.
    pub REVERSALS = REVERSALS_CSV;
    [
        Column::text("policy", "the alternative"),
        Column::text("reference", "what it is compared with, on the same worlds"),
        Column::entry("metric", "a column of metrics.csv"),
        Column::text("unit", "unit of the columns mean and se; a share of worlds for what happens in few"),
        Column::entry("parameter", "a parameter that is drawn for each world"),
        Column::keyword("side", "below: the fifth of the worlds with its lowest draws; above: with its highest"),
        Column::number("limit", "of the parameter", "the draw at which that fifth of the worlds ends or begins"),
        Column::text("parameter_unit", "its unit"),
        Column::number("mean", "of the unit column", "mean difference in that fifth, policy less reference; of years with never as the end of the horizon"),
        Column::number("se", "of the unit column", "its standard error"),
        Column::yes_no(
            "reverses",
            "whether the mean there is of the other sign than that of all worlds, beyond what chance gives among all parameters (four standard errors)",
        ),
    ]
}

/// Figures of each policy: the first columns of the precision of a run.
pub fn summary() -> Schema {
    Schema::of(SUMMARY_CSV, [POLICY]).with(PRECISION.columns[..6].iter().cloned())
}

/// The metrics of each policy and world.
pub fn metrics() -> Schema {
    Schema::of(METRICS_CSV, [POLICY, RUN]).with(Metric::ALL.map(metric_column))
}

/// The spread of the variables under each policy.
pub fn trajectories() -> Schema {
    Schema::of(TRAJECTORIES_CSV, [POLICY]).with(TRAJECTORIES.columns.iter().cloned())
}

/// All tables in the order of the manifest, the data dictionary left out.
pub fn schemas() -> [Schema; 5] {
    [EFFECTS.clone(), REVERSALS.clone(), summary(), metrics(), trajectories()]
}
