//! The tables of a sensitivity analysis: what their columns are.

use super::{Method, Plan};
use engine::model::metrics::Metric;
use engine::scenario::inputs::Input;
use results::column::{Column, Kind, Schema};
use results::schema;

/// One row a simulated world: its row number, its world, then a value an input; an empty cell leaves the input as it
/// is.
pub const DESIGN_CSV: &str = "design.csv";
/// One row a simulated world: its row number, then an output a column.
pub const RESULTS_CSV: &str = "results.csv";
/// One row an output and input.
pub const INDICES_CSV: &str = "indices.csv";
/// One row an input: its group, its range, its distribution.
pub const INPUTS_CSV: &str = "inputs.csv";
/// Indices of the screening that chose the inputs, where one did.
pub const SCREENING_CSV: &str = "screening.csv";

const ROW: Column = Column::whole(
    "row",
    "number",
    "row of the design, from 0; the same in design.csv and results.csv",
);
const DESIGN: &[Column] = &[
    ROW,
    Column::whole(
        "world",
        "number",
        "number of the world: all that is no input is as this world has it",
    ),
];

schema! {
    /// Shares of variance.
    pub SOBOL = INDICES_CSV;
    [
        Column::entry("metric", "a column of results.csv"),
        Column::entry("input", "an input, a group, or chance: everything that is no input"),
        Column::text("unit", "unit of the input; empty for groups and chance"),
        Column::number(
            "first",
            "share",
            "share of the metric's variance that comes from the input alone (first order, Saltelli et al. 2010)",
        ),
        Column::number("first_low", "share", "lower end of its 95 % bootstrap interval"),
        Column::number("first_high", "share", "upper end of its 95 % bootstrap interval"),
        Column::number(
            "total",
            "share",
            "share of the metric's variance that the input has a part in, interactions with others included (total order, Jansen 1999)",
        ),
        Column::number("total_low", "share", "lower end of its 95 % bootstrap interval"),
        Column::number("total_high", "share", "upper end of its 95 % bootstrap interval"),
        Column::whole(
            "base_points",
            "points",
            "base points that count: those without a failed world",
        ),
    ]
}

schema! {
    /// Elementary effects.
    pub MORRIS = INDICES_CSV;
    [
        Column::entry("metric", "a column of results.csv"),
        Column::entry("input", "an input or a group"),
        Column::text("unit", "unit of the input; empty for groups"),
        Column::number(
            "mu",
            "of the metric",
            "mean effect: the change of the metric over the input's range; of a group the mean over its members, whose directions cancel",
        ),
        Column::number("mu_star", "of the metric", "mean size of the effect"),
        Column::number(
            "mu_star_low",
            "of the metric",
            "lower end of its 95 % bootstrap interval",
        ),
        Column::number(
            "mu_star_high",
            "of the metric",
            "upper end of its 95 % bootstrap interval",
        ),
        Column::number(
            "sigma",
            "of the metric",
            "standard deviation of the effect over trajectories; empty for groups",
        ),
        Column::whole(
            "trajectories",
            "trajectories",
            "trajectories that count: those without a failed world",
        ),
    ]
}

schema! {
    /// Effects of one input at a time.
    pub TORNADO = INDICES_CSV;
    [
        Column::entry("metric", "a column of results.csv"),
        Column::entry("input", "an input or a group"),
        Column::text("unit", "unit of the input; empty for groups"),
        Column::number("input_low", "of the input", "its low end; empty for groups"),
        Column::number("input_high", "of the input", "its high end; empty for groups"),
        Column::number(
            "as_it_is",
            "of the metric",
            "mean of the metric with every input as the worlds have it",
        ),
        Column::number(
            "at_low",
            "of the metric",
            "mean of the metric with the input at its low end",
        ),
        Column::number(
            "at_high",
            "of the metric",
            "mean of the metric with the input at its high end",
        ),
        Column::number("difference", "of the metric", "at_high less at_low"),
        Column::number(
            "difference_low",
            "of the metric",
            "lower end of its 95 % interval, from paired differences",
        ),
        Column::number(
            "difference_high",
            "of the metric",
            "upper end of its 95 % interval, from paired differences",
        ),
        Column::whole("worlds", "worlds", "worlds that count: those that failed in no row"),
    ]
}

schema! {
    /// The inputs of the design.
    pub INPUTS = INPUTS_CSV;
    [
        Column::entry("input", "a column of design.csv"),
        Column::text("group", "the group it moves with; its own key where it moves alone"),
        Column::text("unit", "unit of its values"),
        Column::number("low", "of the input", "lowest value of the analysis").exact(),
        Column::number("high", "of the input", "highest value of the analysis").exact(),
        Column::text(
            "drawn",
            "kind of the card's distribution, or `range` for an even spread from low to high",
        ),
        Column::text("meaning", "what it is"),
    ]
}

/// The table of indices of a method.
pub fn indices(method: Method) -> &'static Schema {
    match method {
        Method::Sobol { .. } => &SOBOL,
        Method::Morris { .. } => &MORRIS,
        Method::Tornado { .. } => &TORNADO,
    }
}

/// Indices of the screening before.
pub fn screening() -> Schema {
    Schema {
        file: SCREENING_CSV.into(),
        ..MORRIS.clone()
    }
}

/// The design: a column an input.
pub fn design(plan: &Plan) -> Schema {
    let cards = &plan.scenario.cards;
    Schema::new(DESIGN_CSV, DESIGN).with(plan.choice.inputs.iter().map(|chosen| {
        let input = chosen.input;
        let column = Column::named(
            input.key(cards).to_owned(),
            input.unit(cards).to_owned(),
            input.meaning(cards).to_owned(),
            Kind::Number,
        )
        .exact();
        match input {
            Input::Lever(_) => column,
            Input::Parameter(position) => column.from_source(cards.cards[position].source.clone()),
        }
    }))
}

/// The results: a column an output.
pub fn results(plan: &Plan) -> Schema {
    Schema::of(RESULTS_CSV, [ROW]).with(
        plan.outputs
            .iter()
            .map(|output| Column::named(output.key(), output.unit().to_owned(), output.meaning(), Kind::Number)),
    )
}

/// The file of this name as a reader takes it, who knows the method by the `head` of the file: inputs and outputs by their names alone.
pub fn stored(file: &str, head: &str) -> Option<Schema> {
    let input = |name: &str| {
        Input::from_key(name).map(|_| Column::named(name.to_owned(), "of the input", "an input", Kind::Number))
    };
    let output = |name: &str| {
        let metric = name.split(['<', '>', '=', '.']).next().and_then(Metric::from_key)?;
        Some(Column::named(
            name.to_owned(),
            metric.unit(),
            metric.meaning(),
            Kind::Number,
        ))
    };
    let has = |name: &str| head.trim_end().split(',').any(|column| column == name);
    Some(match file {
        DESIGN_CSV => Schema::new(DESIGN_CSV, DESIGN).or(input),
        RESULTS_CSV => Schema::of(RESULTS_CSV, [ROW]).or(output),
        INDICES_CSV if has("total") => SOBOL.clone(),
        INDICES_CSV if has("mu") => MORRIS.clone(),
        INDICES_CSV => TORNADO.clone(),
        INPUTS_CSV => INPUTS.clone(),
        SCREENING_CSV => screening(),
        _ => return None,
    })
}
