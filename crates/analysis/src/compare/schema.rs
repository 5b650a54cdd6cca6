//! The tables of a comparison: what their columns are.

use std::borrow::Cow;

use crate::run::schema::{METRICS_CSV, PRECISION, RUN, TRAJECTORIES, TRAJECTORIES_CSV, metric_column};
use engine::model::metrics::Metric;
use engine::scenario::dated::Dated;
use results::column::{Column, Kind, Schema, Shown};
use results::schema;

/// One row a policy, metric and quantity.
pub const EFFECTS_CSV: &str = "effects.csv";
/// One row a policy and metric: which parameter would reverse the effect.
pub const REVERSALS_CSV: &str = "reversals.csv";
/// One row a view of what counts and policy: who is best under other weights of a payoff.
pub const WEIGHTINGS_CSV: &str = "weightings.csv";
/// One row a weight: how far it may move before another policy is best.
pub const WEIGHTS_CSV: &str = "weights.csv";
/// Over which values of two weights which policy is best.
pub const REGIONS_CSV: &str = "weight-regions.csv";
/// One row a policy, metric and statistic: the policy's own figures.
pub const SUMMARY_CSV: &str = "summary.csv";

const POLICY: Column = Column::text("policy", "the alternative, or the reference");

/// A number; none where no world differs.
const VARIANCE_REDUCTION: Column = Column {
    name: Cow::Borrowed("variance_reduction"),
    unit: Cow::Borrowed("ratio"),
    meaning: Cow::Borrowed(
        "variance of the difference of means with independent worlds over that on the same worlds; empty where no world differs",
    ),
    source: Cow::Borrowed("model"),
    kind: Kind::Number,
    shown: Shown::Plain,
    exact: false,
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
        Column::error_of("se", "of the unit column"),
        Column::yes_no(
            "reverses",
            "whether the mean there is of the other sign than that of all worlds, beyond what chance gives among all parameters (four standard errors)",
        ),
    ]
}

schema! {
    /// Which policy is best under which view of what counts in a payoff.
    pub WEIGHTINGS = WEIGHTINGS_CSV;
    [
        Column::entry("metric", "the payoff"),
        Column::keyword(
            "weighting",
            "documented: the weights as they are; lead, third_countries, cost, safety: four times the weights of what is named",
        ),
        Column::text("policy", "the policy, or the reference"),
        Column::whole("rank", "", "1 is the best under this weighting"),
        Column::number("value", "score", "mean payoff under this weighting"),
        Column::number("difference", "score", "mean payoff less that of the best policy, in the same worlds"),
        Column::error_of("se", "score"),
        Column::low_of("low_95", "score"),
        Column::number("high_95", "score", "upper end"),
        Column::whole("worlds", "worlds", "worlds in which the parts of the payoff were simulated"),
    ]
}

schema! {
    /// How far each weight of a payoff may move before another policy is best, all other weights as documented.
    pub WEIGHTS = WEIGHTS_CSV;
    [
        Column::entry("metric", "the payoff"),
        Column::entry("weight", "a parameter that weighs a part of the payoff"),
        Column::text("unit", "its unit"),
        Column::number("documented", "of the unit column", "its documented value"),
        Column::text("policy", "the best policy under the documented weights"),
        Column::number("low", "of the unit column", "that policy is best from this value of the weight on"),
        Column::text("best_below", "which is best below; empty where none is"),
        Column::number_or_never("high", "of the unit column", "up to this value; never: however much the weight counts"),
        Column::text("best_above", "which is best above; empty where none is"),
        Column::number("significant_low", "of the unit column", "from this value on it is ahead of every other by more than chance (95 %, Fieller); empty where it is not under the documented weights"),
        Column::number_or_never("significant_high", "of the unit column", "up to this value"),
    ]
}

schema! {
    /// Which policy is best over two weights of a payoff, in multiples of their documented values, all other weights as documented.
    pub REGIONS = REGIONS_CSV;
    [
        Column::entry("metric", "the payoff"),
        Column::entry("first_weight", "the weight that runs along"),
        Column::number("multiple", "x", "its multiple of the documented value"),
        Column::entry("second_weight", "the other weight"),
        Column::number("low", "x", "the policy is best from this multiple of the second weight on"),
        Column::number("high", "x", "up to this one"),
        Column::text("policy", "the best policy there"),
    ]
}

/// Figures of each policy: the first columns of the precision of a run.
pub fn summary() -> Schema {
    Schema::of(SUMMARY_CSV, [POLICY]).with(PRECISION.columns[..6].iter().cloned())
}

/// The metrics of each policy and world, with these dates.
pub fn metrics(dated: &[Dated]) -> Schema {
    Schema::of(METRICS_CSV, [POLICY, RUN]).with(Metric::all_with(dated).into_iter().map(metric_column))
}

/// The spread of the variables under each policy.
pub fn trajectories() -> Schema {
    Schema::of(TRAJECTORIES_CSV, [POLICY]).with(TRAJECTORIES.columns.iter().cloned())
}

/// All tables in the order of the manifest, the data dictionary left out; those of weights stand in results that judge by a payoff.
pub fn schemas(dated: &[Dated]) -> [Schema; 8] {
    [
        EFFECTS.clone(),
        REVERSALS.clone(),
        summary(),
        metrics(dated),
        trajectories(),
        WEIGHTINGS.clone(),
        WEIGHTS.clone(),
        REGIONS.clone(),
    ]
}
