//! The tables of a sensitivity analysis as bytes.
//!
//! `design.csv` and `results.csv` have one row a simulated world, in the order of SALib's samplers, so that SALib and
//! other programs can analyse them as they are.

use super::dictionary::{INPUT_COLUMNS, columns};
use crate::columns::number as cell;
use crate::number::{push_float, push_integer};
use analysis::sensitivity::choice::Domain;
use analysis::sensitivity::{Analysis, Estimate, Indices, Plan};
use engine::error::{Error, Result};
use engine::scenario::inputs::Input;
use results::store::staging::Staging;
use results::store::table_file::TableFile;

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

/// Writes `design.csv` and `results.csv` into the staging folder. `results`: for each row of the design one number for
/// each output.
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

fn begin(staging: &Staging, name: &str, columns: impl Iterator<Item = String>) -> Result<TableFile> {
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

/// A table as bytes.
pub(super) fn table<'a>(header: impl Iterator<Item = &'a str>, rows: Vec<Vec<String>>) -> Result<Vec<u8>> {
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

/// An estimate and the ends of its interval.
fn interval(estimate: Estimate) -> [f64; 3] {
    [estimate.value, estimate.low, estimate.high]
}

fn index_rows(plan: &Plan, analysis: &Analysis) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (place, output) in plan.outputs.iter().enumerate() {
        for (factor, name) in plan.names().into_iter().enumerate() {
            let mut row = vec![output.key(), name.to_owned(), unit(plan, factor).to_owned()];
            let numbers: Vec<f64> = match &analysis.indices {
                Indices::Sobol(of) => {
                    let (first, total) = (of[place].first[factor], of[place].total[factor]);
                    [first, total].into_iter().flat_map(interval).collect()
                }
                Indices::Morris(of) => {
                    let effect = of[place].effects[factor];
                    let star = interval(effect.mu_star);
                    [&[effect.mu], &star[..], &[effect.sigma]].concat()
                }
                Indices::Tornado(of) => {
                    let effect = of[place].effects[factor];
                    let (low, high) = ends(plan, factor);
                    let means = [low, high, of[place].mean, effect.at_low, effect.at_high];
                    [&means[..], &interval(effect.difference)].concat()
                }
            };
            row.extend(numbers.into_iter().map(cell));
            row.push(analysis.indices.units(place).to_string());
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

/// Names of all tables, for outputs of any method.
pub const TABLES: [&str; 6] = [
    DESIGN_CSV,
    RESULTS_CSV,
    INDICES_CSV,
    INPUTS_CSV,
    SCREENING_CSV,
    crate::dictionary::DICTIONARY_CSV,
];
