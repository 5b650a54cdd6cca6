//! The tables of a sweep: what their columns are.

use super::Design;
use crate::run::schema::{dates_in, metric_column};
use engine::ensemble::Statistic;
use engine::model::metrics::Metric;
use engine::scenario::cards::CardSet;
use engine::scenario::dated::Dated;
use engine::scenario::inputs::Input;
use results::column::{Column, Kind, Schema};

/// One row a point: its number, then a value an input; an empty cell leaves the input as it is.
pub const DESIGN_CSV: &str = "design.csv";
/// One row a point and policy: inputs, then the central value of every metric.
pub const POINTS_CSV: &str = "points.csv";
/// One row a point, policy and metric: every statistic with its standard error.
pub const RESULTS_CSV: &str = "results.csv";
/// One row a world: point, policy, run, then its metrics. Only on request.
pub const WORLDS_CSV: &str = "worlds.csv";
/// The tables that are written once more as Parquet, and what that file is called.
pub const AS_PARQUET: [(&str, &str); 3] = [
    (DESIGN_CSV, "design.parquet"),
    (POINTS_CSV, "points.parquet"),
    (RESULTS_CSV, "results.parquet"),
];
/// All tables that a sweep may write, in the order of the manifest.
pub const FILES: [&str; 7] = [
    DESIGN_CSV,
    POINTS_CSV,
    RESULTS_CSV,
    WORLDS_CSV,
    AS_PARQUET[0].1,
    AS_PARQUET[1].1,
    AS_PARQUET[2].1,
];
/// Last columns of [`RESULTS_CSV`]: the difference from the first point, and its standard error.
pub const EFFECT: [&str; 2] = ["effect", "effect_se"];

const POINT: Column = Column::whole(
    "point",
    "number",
    "number of the design's row: from 0, or as the design has it; the same in every file",
);
const POLICY: Column = Column::text(
    "policy",
    "policy under which the point was simulated; none: the plain scenario",
);
const RUNS: Column = Column::whole("runs", "worlds", "worlds simulated, failed ones included");
const FAILED: Column = Column::whole("failed", "worlds", "worlds that failed and count in no statistic");

fn input_column(input: Input, cards: &CardSet, more: &str) -> Column {
    let meaning = format!("{}{more}", input.meaning(cards));
    let source = match input {
        Input::Lever(_) => "set by the design".to_owned(),
        Input::Parameter(position) => cards.cards[position].source.clone(),
    };
    Column::named(
        input.key(cards).to_owned(),
        input.unit(cards).to_owned(),
        meaning,
        Kind::Number,
    )
    .from_source(source)
    .exact()
}

/// What [`Statistic::central`] of a metric is, in words.
pub fn statistic_words(metric: Metric) -> &'static str {
    match Statistic::central(metric) {
        Statistic::RestrictedMean => "mean; never counts as the end of the horizon",
        Statistic::UnitedStates => "share of worlds in which it is the United States",
        _ => "mean",
    }
}

/// The points that were asked for.
pub fn design(design: &Design, cards: &CardSet) -> Schema {
    let inputs = design
        .inputs
        .iter()
        .map(|&input| input_column(input, cards, "; empty: left as it is"));
    Schema::of(DESIGN_CSV, [POINT]).with(inputs)
}

/// The central value of every metric at each point, with these dates.
pub fn points(design: &Design, cards: &CardSet, dated: &[Dated]) -> Schema {
    let inputs = design.inputs.iter().map(|&input| input_column(input, cards, ""));
    Schema::of(POINTS_CSV, [POINT, POLICY, RUNS, FAILED])
        .with(inputs)
        .with(Metric::all_with(dated).into_iter().map(central_column))
}

fn central_column(metric: Metric) -> Column {
    let meaning = format!("{} ({} over the worlds)", metric.meaning(), statistic_words(metric));
    Column::named(metric.key(), metric.unit(), meaning, Kind::Number)
}

/// Every statistic of every metric at each point.
pub fn results() -> Schema {
    const FIRST: &[Column] = &[
        POINT,
        POLICY,
        Column::entry("metric", "a column of points.csv"),
        Column::text("unit", "unit of the metric; shares of worlds are shares"),
        RUNS,
        FAILED,
    ];
    let statistics = Statistic::ALL.into_iter().flat_map(|statistic| {
        let unit = if statistic.is_share() { "share" } else { "of the metric" };
        let error = format!("{}_se", statistic.key());
        [
            Column::named(statistic.key(), unit, statistic.meaning(), Kind::NumberOrNever),
            Column::named(error, unit, "its standard error; empty where it has none", Kind::Number),
        ]
    });
    Schema::new(RESULTS_CSV, FIRST).with(statistics).with([
        Column::number(
            EFFECT[0],
            "of the metric",
            "difference of the mean (or restricted mean, or share) from that of the design's first point under the same policy, in the same worlds; empty \
             with --until",
        ),
        Column::number(
            EFFECT[1],
            "of the metric",
            "its standard error, from the differences world by world",
        ),
    ])
}

/// The metrics of each world of each point.
pub fn worlds(dated: &[Dated]) -> Schema {
    const FIRST: &[Column] = &[
        POINT,
        POLICY,
        Column::whole("run", "number", "number of the world, from 0; the same in every point"),
    ];
    Schema::new(WORLDS_CSV, FIRST).with(Metric::all_with(dated).into_iter().map(metric_column))
}

/// All tables of a sweep in the order of the data dictionary; `with_worlds` where those of worlds were asked for.
pub fn schemas(of: &Design, cards: &CardSet, dated: &[Dated], with_worlds: bool) -> Vec<Schema> {
    let mut schemas = vec![design(of, cards), points(of, cards, dated), results()];
    schemas.extend(with_worlds.then(|| worlds(dated)));
    schemas
}

/// The file of this name as a reader takes it: inputs by their names alone.
pub fn stored(file: &str, head: &str) -> Option<Schema> {
    let input = |name: &str| {
        Input::from_key(name).map(|_| Column::named(name.to_owned(), "of the input", "an input", Kind::Number))
    };
    Some(match file {
        DESIGN_CSV => Schema::of(DESIGN_CSV, [POINT]).or(input),
        POINTS_CSV => Schema::of(POINTS_CSV, [POINT, POLICY, RUNS, FAILED])
            .with(Metric::all_with(&dates_in(head)).into_iter().map(central_column))
            .or(input),
        RESULTS_CSV => results(),
        WORLDS_CSV => worlds(&dates_in(head)),
        _ => return None,
    })
}
