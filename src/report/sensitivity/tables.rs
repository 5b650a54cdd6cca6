//! The tables of a sensitivity analysis as bytes.
//!
//! `design.csv` and `results.csv` have one row a simulated world, in the order of SALib's samplers, so that SALib and other programs can
//! analyse them as they are.

use crate::error::{Error, Result};
use crate::experiment::sensitivity::choice::{CHANCE, Domain};
use crate::experiment::sensitivity::{Analysis, Indices, Method, Output, Plan};
use crate::report::number::{percent, push_float, push_integer, readable, year};
use crate::report::staging::{Staging, Table};
use crate::scenario::inputs::Input;

/// One row a simulated world: its row number, its world, then a value an input; an empty cell leaves the input as it is.
pub const DESIGN_CSV: &str = "design.csv";
/// One row a simulated world: its row number, then an output a column.
pub const RESULTS_CSV: &str = "results.csv";
/// One row an output and input.
pub const INDICES_CSV: &str = "indices.csv";
/// One row an input: its group, its range, its distribution.
pub const INPUTS_CSV: &str = "inputs.csv";
/// Indices of the screening that chose the inputs, where one did.
pub const SCREENING_CSV: &str = "screening.csv";

/// Writes `design.csv` and `results.csv` into the staging folder. `results`: for each row of the design one number for each output.
///
/// # Errors
/// A file cannot be written.
pub fn write_rows(staging: &Staging, plan: &Plan, results: &[f64]) -> Result<()> {
    let cards = &plan.scenario.cards;
    let keys = plan
        .choice
        .inputs
        .iter()
        .map(|chosen| chosen.input.key(cards).to_owned());
    let mut design = begin(
        staging,
        DESIGN_CSV,
        ["row".to_owned(), "world".to_owned()].into_iter().chain(keys),
    )?;
    let outputs = plan.outputs.iter().map(|output| output.key());
    let mut table = begin(staging, RESULTS_CSV, std::iter::once("row".to_owned()).chain(outputs))?;
    let mut results = results.chunks_exact(plan.outputs.len());
    let mut row = 0;
    for unit in 0..plan.design.units() {
        for (part, coordinates) in plan.design.coordinates(unit).iter().enumerate() {
            let line = design.buffer();
            push_integer(line, row);
            line.push(b',');
            push_integer(line, plan.design.world(unit, part));
            push_cells(line, &plan.values(coordinates));
            let line = table.buffer();
            push_integer(line, row);
            push_cells(line, results.next().unwrap_or(&[]));
            row += 1;
        }
        design.settle()?;
        table.settle()?;
    }
    design.flush()?;
    table.flush().map(|_| ())
}

fn begin(staging: &Staging, name: &str, columns: impl Iterator<Item = String>) -> Result<Table> {
    let mut table = staging.create(name)?;
    let header: Vec<String> = columns.collect();
    table.buffer().extend_from_slice(header.join(",").as_bytes());
    table.buffer().push(b'\n');
    Ok(table)
}

fn push_cells(line: &mut Vec<u8>, values: &[f64]) {
    for &value in values {
        line.push(b',');
        push_float(line, value);
    }
    line.push(b'\n');
}

const SOBOL_COLUMNS: [(&str, &str, &str); 10] = [
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

const MORRIS_COLUMNS: [(&str, &str, &str); 9] = [
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

const TORNADO_COLUMNS: [(&str, &str, &str); 12] = [
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

/// The contents of `indices.csv`: by output, then input.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn indices(plan: &Plan, analysis: &Analysis) -> Result<Vec<u8>> {
    table(
        columns(plan.method).iter().map(|(name, _, _)| *name),
        index_rows(plan, analysis),
    )
}

fn table<'a>(header: impl Iterator<Item = &'a str>, rows: Vec<Vec<String>>) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| Error::File(format!("cannot write a table: {error}"));
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(header).map_err(failed)?;
    for row in rows {
        table.write_record(row).map_err(failed)?;
    }
    table
        .into_inner()
        .map_err(|error| Error::File(format!("cannot write a table: {error}")))
}

/// A number as it stands in a table; empty where there is none.
fn cell(value: f64) -> String {
    let mut text = Vec::new();
    push_float(&mut text, value);
    String::from_utf8_lossy(&text).into_owned()
}

fn index_rows(plan: &Plan, analysis: &Analysis) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (place, output) in plan.outputs.iter().enumerate() {
        for (factor, name) in plan.names().into_iter().enumerate() {
            let mut row = vec![output.key(), name.to_owned(), unit(plan, factor).to_owned()];
            let (numbers, units) = match &analysis.indices {
                Indices::Sobol(of) => {
                    let (first, total) = (of[place].first[factor], of[place].total[factor]);
                    let numbers = vec![first.value, first.low, first.high, total.value, total.low, total.high];
                    (numbers, of[place].units)
                }
                Indices::Morris(of) => {
                    let effect = of[place].effects[factor];
                    let star = effect.mu_star;
                    (
                        vec![effect.mu, star.value, star.low, star.high, effect.sigma],
                        of[place].units,
                    )
                }
                Indices::Tornado(of) => {
                    let effect = of[place].effects[factor];
                    let (low, high) = ends(plan, factor);
                    let difference = effect.difference;
                    let numbers = vec![low, high, of[place].mean, effect.at_low, effect.at_high];
                    let interval = [difference.value, difference.low, difference.high];
                    (numbers.into_iter().chain(interval).collect(), of[place].units)
                }
            };
            row.extend(numbers.into_iter().map(cell));
            row.push(units.to_string());
            rows.push(row);
        }
    }
    rows
}

/// Unit of a factor that is one input; empty for others.
pub fn unit<'a>(plan: &'a Plan, factor: usize) -> &'a str {
    single(plan, factor).map_or("", |column| plan.choice.inputs[column].input.unit(&plan.scenario.cards))
}

/// The ends between which a factor that is one input is moved; not numbers for others.
pub fn ends(plan: &Plan, factor: usize) -> (f64, f64) {
    single(plan, factor).map_or((f64::NAN, f64::NAN), |column| plan.ends(column))
}

fn single(plan: &Plan, factor: usize) -> Option<usize> {
    match plan.choice.factors.get(factor)?.columns[..] {
        [column] => Some(column),
        _ => None,
    }
}

const INPUT_COLUMNS: [(&str, &str, &str); 7] = [
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

/// The contents of `inputs.csv`, in the order of the columns of `design.csv`: what SALib needs to know of the design.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn inputs(plan: &Plan) -> Result<Vec<u8>> {
    let cards = &plan.scenario.cards;
    let mut rows = Vec::new();
    for factor in &plan.choice.factors {
        for &column in &factor.columns {
            let chosen = plan.choice.inputs[column];
            let (low, high) = plan.ends(column);
            let drawn = match (chosen.domain, chosen.input) {
                (Domain::Card, Input::Parameter(position)) => cards.cards[position].distribution.kind(),
                _ => "range",
            };
            rows.push(vec![
                chosen.input.key(cards).to_owned(),
                factor.name.clone(),
                chosen.input.unit(cards).to_owned(),
                cell(low),
                cell(high),
                drawn.to_owned(),
                chosen.input.meaning(cards).to_owned(),
            ]);
        }
    }
    table(INPUT_COLUMNS.iter().map(|(name, _, _)| *name), rows)
}

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

/// Names of all tables, for outputs of any method.
pub const TABLES: [&str; 6] = [
    DESIGN_CSV,
    RESULTS_CSV,
    INDICES_CSV,
    INPUTS_CSV,
    SCREENING_CSV,
    crate::report::dictionary::DICTIONARY_CSV,
];

/// The name of a factor as figures and sentences have it.
pub fn label(name: &str) -> &str {
    if name == CHANCE {
        "chance (shocks, other parameters)"
    } else {
        name
    }
}

/// A size of an output's change in words: percentage points for shares, years for calendar years.
pub fn change(output: Output, value: f64) -> String {
    match output.unit() {
        "share" => format!("{} percentage points", readable(100.0 * value)),
        "year" => format!("{} years", readable(value)),
        unit => with_unit(value, unit),
    }
}

/// A value of an output in words.
pub fn level(output: Output, value: f64) -> String {
    match output.unit() {
        "year" => year(value),
        unit => with_unit(value, unit),
    }
}

/// A number with its unit, where the unit says something.
pub fn with_unit(value: f64, unit: &str) -> String {
    match unit {
        "share" => percent(value),
        "index" | "ratio" | "score" | "1" => readable(value),
        "x" => format!("{} times", readable(value)),
        unit => format!("{} {unit}", readable(value)),
    }
}
