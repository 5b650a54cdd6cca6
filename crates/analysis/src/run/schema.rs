//! The tables of a run: what their columns are.

use engine::model::metrics::{self, Metric, dates};
use engine::model::series::Series;
use engine::scenario::cards::CardSet;
use engine::scenario::dated::Dated;
use engine::scenario::parameters;
use results::column::{Column, Kind, Schema};
use results::schema;

/// One row a world: the run's number, then its metrics.
pub const METRICS_CSV: &str = "metrics.csv";
/// One row a world: the run's number, then the values its parameters were drawn to have.
pub const DRAWS_CSV: &str = "draws.csv";
/// One row a month and variable: the spread over all worlds.
pub const TRAJECTORIES_CSV: &str = "trajectories.csv";
/// One row an event of the sampled worlds.
pub const EVENTS_CSV: &str = "events.csv";
/// One row a world and month, one column a variable: only on request.
pub const KEPT_CSV: &str = "kept-trajectories.csv";
/// One row a metric and statistic: the figure, its standard error, and whether the worlds suffice for it.
pub const PRECISION_CSV: &str = "precision.csv";
/// The same figures after 125, 250, 500 ... worlds.
pub const CONVERGENCE_CSV: &str = "convergence.csv";

/// The column that numbers worlds.
pub const RUN: Column = Column::whole("run", "number", "number of the world, from 0; the same in every file");

schema! {
    /// The spread of each variable over worlds.
    pub TRAJECTORIES = TRAJECTORIES_CSV;
    [
        Column::month("month", "month at whose end the state is taken"),
        Column::text("agent", "us, china or world"),
        Column::text("variable", "name of the variable; meanings below"),
        Column::text("unit", "unit of the five values that follow"),
        Column::number("mean", "of the variable", "mean over all worlds that did not fail"),
        Column::number("p05", "of the variable", "5th percentile over worlds"),
        Column::number("p25", "of the variable", "25th percentile over worlds"),
        Column::number("p50", "of the variable", "median over worlds"),
        Column::number("p75", "of the variable", "75th percentile over worlds"),
        Column::number("p95", "of the variable", "95th percentile over worlds"),
    ]
}

schema! {
    /// What happened in the sampled worlds.
    pub EVENTS = EVENTS_CSV;
    [
        Column::month("month", "month of the event"),
        Column::whole("world", "number", "number of the world, as in metrics.csv"),
        Column::text("agent", "us, china, or both where it concerns both"),
        Column::text("kind", "what happened; meanings below"),
        Column::text("detail", "for a policy change, the lever"),
        Column::number("size", "of the kind", "size of the event"),
        Column::text("unit", "unit of the size"),
    ]
}

schema! {
    /// How well each figure is known.
    pub PRECISION = PRECISION_CSV;
    [
        Column::entry("metric", "a column of metrics.csv"),
        Column::keyword(
            "statistic",
            "mean (of the worlds where it is a number), restricted_mean (of a year, never counted as the end of the horizon), p05 to p95, \
         never (share of worlds), by_2035 (share of worlds), nobody, us, china (shares of worlds)",
        ),
        Column::text("unit", "unit of value and se; a share for shares of worlds"),
        Column::number_or_never("value", "of the unit column", "the figure"),
        Column::number(
            "se",
            "of the unit column",
            "its standard error over other sets of worlds; empty where it is never, or too near to it",
        ),
        Column::number(
            "cv",
            "ratio",
            "se over the size of the value; empty for calendar years and for values within two se of zero",
        ),
        Column::number(
            "wanted_95",
            "of the unit column",
            "half the width that the 95 % interval (1.96 se to either side) may have for the worlds to suffice; empty where the figure is not judged",
        ),
        Column::yes_or_nothing("enough", "yes or no: whether the interval is as narrow as wanted"),
        Column::whole(
            "worlds_enough",
            "worlds",
            "how many worlds would do, by the square-root law; as many as there are where they do",
        ),
    ]
}

schema! {
    /// How the figures settle.
    pub CONVERGENCE = CONVERGENCE_CSV;
    [
        Column::whole("worlds", "worlds", "the first so many worlds"),
        Column::entry("metric", "as in precision.csv"),
        Column::keyword("statistic", "as in precision.csv"),
        Column::text("unit", "as in precision.csv"),
        Column::number_or_never("value", "of the unit column", "the figure over these worlds"),
        Column::error_of("se", "of the unit column"),
        Column::number("cv", "ratio", "as in precision.csv"),
    ]
}

/// What may stand in the column `kind` of [`EVENTS`]: word, unit of the size, meaning.
pub const EVENT_KINDS: [[&str; 3]; 9] = [
    [
        "release",
        "ECI",
        "a model release that raised the agent's released capability; size: points gained",
    ],
    [
        "breakthrough",
        "ln x",
        "an algorithmic efficiency breakthrough; size: natural logarithm of the gain",
    ],
    [
        "tool_breakthrough",
        "1",
        "the agent's own chip tools escape the rival's tool controls; size: 1",
    ],
    [
        "policy_change",
        "of the lever",
        "a lever moved; detail: the lever; size: its new value",
    ],
    [
        "treaty_signed",
        "index",
        "a governance framework enters into force; size: mean distrust at that moment",
    ],
    [
        "treaty_broken",
        "months",
        "the governance framework breaks; size: months it was in force",
    ],
    ["catastrophe", "USD bn", "a loss-of-control catastrophe; size: its cost"],
    [
        "threshold",
        "log10 FLOP",
        "the agent passes the transformative-capability threshold; size: its effective compute",
    ],
    [
        "named_event",
        "of the event",
        "a named event of the scenario; detail: which; size: burden that ChatGPT adds, R1's gain of efficiency (natural logarithm), share of \
         the world's supply that Taiwan's break takes",
    ],
];

/// What a metric is, with what its cells may hold beside numbers.
pub fn metric_column(metric: Metric) -> Column {
    let (kind, more) = match metric.kind() {
        metrics::Kind::Number => (Kind::Number, ""),
        metrics::Kind::Year | metrics::Kind::NumberOrNever => {
            (Kind::NumberOrNever, "; `never` if not within the horizon")
        }
        metrics::Kind::Who => (Kind::Who, ": us, china or nobody"),
    };
    Column::named(metric.key(), metric.unit(), format!("{}{more}", metric.meaning()), kind)
}

/// The metrics of each world, with these dates.
pub fn metrics(dated: &[Dated]) -> Schema {
    Schema::of(METRICS_CSV, [RUN]).with(Metric::all_with(dated).into_iter().map(metric_column))
}

/// The draws of each world.
pub fn draws(cards: &CardSet) -> Schema {
    let card = |place: usize| &cards.cards[place];
    Schema::of(DRAWS_CSV, [RUN]).with((0..cards.cards.len()).map(card).map(|card| {
        Column::named(card.key.clone(), card.unit.clone(), card.meaning.clone(), Kind::Number)
            .from_source(card.source.clone())
            .exact()
    }))
}

/// Column of a series in [`KEPT_CSV`], and its name in the data dictionary.
pub fn series_column(series: Series) -> Column {
    Column::named(series.name(), series.unit(), series.meaning(), Kind::Number)
}

/// All months of the worlds that were kept.
pub fn kept() -> Schema {
    const COLUMNS: &[Column] = &[
        Column::whole("world", "number", "number of the world, as in metrics.csv"),
        Column::month("month", "month at whose end the state is taken"),
    ];
    Schema::new(KEPT_CSV, COLUMNS).with(Series::all().map(series_column))
}

/// The dates whose metrics stand among the columns of a table with this `head`, in table order.
pub fn dates_in(head: &str) -> Vec<Dated> {
    dates(head.trim_end().split(',').filter_map(Metric::from_key))
}

/// The file of this name as a reader takes it, with the dates that stand in its `head`: parameters by their names alone.
pub fn stored(file: &str, head: &str) -> Option<Schema> {
    let parameter = |name: &str| {
        let is_known = parameters::keys().any(|key| key == name);
        is_known.then(|| Column::named(name.to_owned(), "of the parameter", "a parameter", Kind::Number))
    };
    Some(match file {
        METRICS_CSV => metrics(&dates_in(head)),
        DRAWS_CSV => Schema::of(DRAWS_CSV, [RUN]).or(parameter),
        TRAJECTORIES_CSV => TRAJECTORIES.clone(),
        EVENTS_CSV => EVENTS.clone(),
        KEPT_CSV => kept(),
        PRECISION_CSV => PRECISION.clone(),
        CONVERGENCE_CSV => CONVERGENCE.clone(),
        _ => return None,
    })
}
