//! The tables of a sensitivity analysis as bytes.
//!
//! `design.csv` and `results.csv` have one row a simulated world, in the order of SALib's samplers, so that SALib and
//! other programs can analyse them as they are.

use crate::number::{push_float, push_integer};
use analysis::sensitivity::choice::Domain;
use analysis::sensitivity::{Analysis, Estimate, Indices, Plan, schema};
use engine::scenario::inputs::Input;
use error::Result;
use results::column::Schema;
use results::dictionary::{DICTIONARY_CSV, Dictionary};
use results::row;
use results::store::staging::Staging;
use results::store::table_file::TableFile;
use results::table::{Table, Value};

/// Writes `design.csv` and `results.csv` into the staging folder. `results`: for each row of the design one number for
/// each output.
///
/// # Errors
/// A file cannot be written.
pub fn write_rows(staging: &Staging, plan: &Plan, results: &[f64]) -> Result<()> {
    let mut design = begin(staging, &schema::design(plan))?;
    let mut table = begin(staging, &schema::results(plan))?;
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

fn begin(staging: &Staging, schema: &Schema) -> Result<TableFile> {
    let mut table = staging.create(schema.name())?;
    table.buffer().extend_from_slice(&schema.head());
    Ok(table)
}

fn push_cells(line: &mut Vec<u8>, values: &[f64]) {
    for &value in values {
        line.push(b',');
        push_float(line, value);
    }
    line.push(b'\n');
}

/// The indices: by output, then input. They go into the table of the screening where that `is_screening`.
pub fn indices(plan: &Plan, analysis: &Analysis, is_screening: bool) -> Table {
    let mut table = match is_screening {
        true => Table::new(&schema::screening()),
        false => Table::new(schema::indices(plan.method)),
    };
    for (place, output) in plan.outputs.iter().enumerate() {
        for (factor, name) in plan.names().into_iter().enumerate() {
            let mut row = Vec::from(row![output.key(), name, unit(plan, factor)]);
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
            row.extend(numbers.into_iter().map(Value::Number));
            row.push(analysis.indices.units(place).into());
            table.push(row);
        }
    }
    table
}

/// An estimate and the ends of its interval.
fn interval(estimate: Estimate) -> [f64; 3] {
    [estimate.value, estimate.low, estimate.high]
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

/// The inputs, in the order of the columns of the design: what SALib needs to know of it.
pub fn inputs(plan: &Plan) -> Table {
    let cards = &plan.scenario.cards;
    let mut table = Table::new(&schema::INPUTS);
    for factor in &plan.choice.factors {
        for &column in &factor.columns {
            let chosen = plan.choice.inputs[column];
            let (low, high) = plan.ends(column);
            let drawn = match (chosen.domain, chosen.input) {
                (Domain::Card, Input::Parameter(position)) => cards.cards[position].distribution.kind(),
                _ => "range",
            };
            table.push(row![
                chosen.input.key(cards),
                &factor.name,
                chosen.input.unit(cards),
                low,
                high,
                drawn,
                chosen.input.meaning(cards),
            ]);
        }
    }
    table
}

/// The data dictionary; `screened` says whether there is a table of a screening.
pub fn dictionary(plan: &Plan, screened: bool) -> Table {
    let mut dictionary = Dictionary::default();
    dictionary.columns(&schema::design(plan));
    dictionary.columns(&schema::results(plan));
    dictionary.columns(schema::indices(plan.method));
    dictionary.columns(&schema::INPUTS);
    if screened {
        dictionary.columns(&schema::screening());
    }
    dictionary.table()
}

/// Names of all tables, for outputs of any method.
pub const TABLES: [&str; 6] = [
    schema::DESIGN_CSV,
    schema::RESULTS_CSV,
    schema::INDICES_CSV,
    schema::INPUTS_CSV,
    schema::SCREENING_CSV,
    DICTIONARY_CSV,
];
