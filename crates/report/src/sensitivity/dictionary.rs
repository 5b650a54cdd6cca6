//! `data-dictionary.csv` of a sensitivity analysis, and the columns that the tables share with it.

use super::tables::{DESIGN_CSV, INDICES_CSV, INPUTS_CSV, RESULTS_CSV, SCREENING_CSV, table};
use analysis::sensitivity::{Method, Plan};
use engine::error::Result;
use engine::scenario::inputs::Input;

pub const SOBOL_COLUMNS: [(&str, &str, &str); 10] = [
    ("metric", "text", "a column of results.csv"),
    (
        "input",
        "text",
        "an input, a group, or chance: everything that is no input",
    ),
    ("unit", "text", "unit of the input; empty for groups and chance"),
    (
        "first",
        "share",
        "share of the metric's variance that comes from the input alone (first order, Saltelli et al. 2010)",
    ),
    ("first_low", "share", "lower end of its 95 % bootstrap interval"),
    ("first_high", "share", "upper end of its 95 % bootstrap interval"),
    (
        "total",
        "share",
        "share of the metric's variance that the input has a part in, interactions with others included (total order, Jansen 1999)",
    ),
    ("total_low", "share", "lower end of its 95 % bootstrap interval"),
    ("total_high", "share", "upper end of its 95 % bootstrap interval"),
    (
        "base_points",
        "points",
        "base points that count: those without a failed world",
    ),
];

pub const MORRIS_COLUMNS: [(&str, &str, &str); 9] = [
    ("metric", "text", "a column of results.csv"),
    ("input", "text", "an input or a group"),
    ("unit", "text", "unit of the input; empty for groups"),
    (
        "mu",
        "of the metric",
        "mean effect: the change of the metric over the input's range; of a group the mean over its members, whose directions cancel",
    ),
    ("mu_star", "of the metric", "mean size of the effect"),
    (
        "mu_star_low",
        "of the metric",
        "lower end of its 95 % bootstrap interval",
    ),
    (
        "mu_star_high",
        "of the metric",
        "upper end of its 95 % bootstrap interval",
    ),
    (
        "sigma",
        "of the metric",
        "standard deviation of the effect over trajectories; empty for groups",
    ),
    (
        "trajectories",
        "trajectories",
        "trajectories that count: those without a failed world",
    ),
];

pub const TORNADO_COLUMNS: [(&str, &str, &str); 12] = [
    ("metric", "text", "a column of results.csv"),
    ("input", "text", "an input or a group"),
    ("unit", "text", "unit of the input; empty for groups"),
    ("input_low", "of the input", "its low end; empty for groups"),
    ("input_high", "of the input", "its high end; empty for groups"),
    (
        "as_it_is",
        "of the metric",
        "mean of the metric with every input as the worlds have it",
    ),
    (
        "at_low",
        "of the metric",
        "mean of the metric with the input at its low end",
    ),
    (
        "at_high",
        "of the metric",
        "mean of the metric with the input at its high end",
    ),
    ("difference", "of the metric", "at_high less at_low"),
    (
        "difference_low",
        "of the metric",
        "lower end of its 95 % interval, from paired differences",
    ),
    (
        "difference_high",
        "of the metric",
        "upper end of its 95 % interval, from paired differences",
    ),
    ("worlds", "worlds", "worlds that count: those that failed in no row"),
];

/// Columns of `indices.csv` for a method: name, unit, meaning.
pub fn columns(method: Method) -> &'static [(&'static str, &'static str, &'static str)] {
    match method {
        Method::Sobol { .. } => &SOBOL_COLUMNS,
        Method::Morris { .. } => &MORRIS_COLUMNS,
        Method::Tornado { .. } => &TORNADO_COLUMNS,
    }
}

/// Columns of `inputs.csv`: name, unit, meaning.
pub const INPUT_COLUMNS: [(&str, &str, &str); 7] = [
    ("input", "text", "a column of design.csv"),
    (
        "group",
        "text",
        "the group it moves with; its own key where it moves alone",
    ),
    ("unit", "text", "unit of its values"),
    ("low", "of the input", "lowest value of the analysis"),
    ("high", "of the input", "highest value of the analysis"),
    (
        "drawn",
        "text",
        "kind of the card's distribution, or `range` for an even spread from low to high",
    ),
    ("meaning", "text", "what it is"),
];

/// The contents of `data-dictionary.csv`. `screened` says whether there is a `screening.csv`.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn dictionary(plan: &Plan, screened: bool) -> Result<Vec<u8>> {
    let cards = &plan.scenario.cards;
    let model = "model";
    let mut rows: Vec<[String; 5]> = Vec::new();
    let mut add = |file: &str, name: &str, unit: &str, meaning: &str, source: &str| {
        rows.push([file, name, unit, meaning, source].map(str::to_owned));
    };
    let row = "row of the design, from 0; the same in design.csv and results.csv";
    add(DESIGN_CSV, "row", "number", row, model);
    add(
        DESIGN_CSV,
        "world",
        "number",
        "number of the world: all that is no input is as this world has it",
        model,
    );
    for chosen in &plan.choice.inputs {
        let source = match chosen.input {
            Input::Lever(_) => model,
            Input::Parameter(position) => &cards.cards[position].source,
        };
        add(
            DESIGN_CSV,
            chosen.input.key(cards),
            chosen.input.unit(cards),
            chosen.input.meaning(cards),
            source,
        );
    }
    add(RESULTS_CSV, "row", "number", row, model);
    for output in &plan.outputs {
        add(RESULTS_CSV, &output.key(), output.unit(), &output.meaning(), model);
    }
    for (name, unit, meaning) in columns(plan.method) {
        add(INDICES_CSV, name, unit, meaning, model);
    }
    for (name, unit, meaning) in INPUT_COLUMNS {
        add(INPUTS_CSV, name, unit, meaning, model);
    }
    for (name, unit, meaning) in MORRIS_COLUMNS.iter().filter(|_| screened) {
        add(SCREENING_CSV, name, unit, meaning, model);
    }
    let header = ["file", "name", "unit", "meaning", "source"];
    table(header.into_iter(), rows.into_iter().map(Vec::from).collect())
}
