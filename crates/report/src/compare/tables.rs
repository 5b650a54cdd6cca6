//! The tables of a comparison.

use super::Comparison;
use crate::precision::push_known;
use crate::tables::{push_metrics, push_spread};
use analysis::compare::DRAWN;
use analysis::compare::schema::{
    self, EFFECTS_CSV, REGIONS_CSV, REVERSALS_CSV, SUMMARY_CSV, WEIGHTINGS_CSV, WEIGHTS_CSV,
};
use analysis::compare::weightings::{ranges_table, regions_table, weightings_table};
use analysis::compare::{effects_table, reversals_table};
use analysis::precision::Precision;
use analysis::run::schema::{METRICS_CSV, TRAJECTORIES_CSV, series_column};
use engine::ensemble::Milestone;
use engine::model::metrics::{Metric, Metrics};
use engine::scenario::dated::Dated;
use engine::scenario::time::Month;
use results::cell::push_text;
use results::dictionary::{DICTIONARY_CSV, Dictionary};
use results::plain;
use results::table::Table;

/// All tables with their names, the data dictionary last.
pub fn tables(comparison: &Comparison) -> Vec<(&'static str, Vec<u8>)> {
    let mut tables = vec![
        (EFFECTS_CSV, effects_table(comparison).to_csv()),
        (REVERSALS_CSV, reversals_table(comparison).to_csv()),
        (SUMMARY_CSV, summary(comparison)),
        (METRICS_CSV, metrics(comparison)),
        (TRAJECTORIES_CSV, trajectories(comparison)),
    ];
    if let Some(weightings) = &comparison.weightings {
        tables.push((WEIGHTINGS_CSV, weightings_table(weightings).to_csv()));
        tables.push((WEIGHTS_CSV, ranges_table(weightings).to_csv()));
        tables.push((REGIONS_CSV, regions_table(weightings).to_csv()));
    }
    let written: Vec<&str> = tables.iter().map(|(name, _)| *name).collect();
    let dictionary = dictionary(&written, &comparison.reference().scenario.dated).to_file();
    let schemas = schema::schemas(&comparison.reference().scenario.dated);
    for (name, text) in &mut tables {
        if let Some(schema) = schemas.iter().find(|schema| schema.name() == *name) {
            *text = plain::file(text, schema);
        }
    }
    tables.push((DICTIONARY_CSV, dictionary));
    tables
}

/// A name as a cell.
fn cell(name: &str) -> Vec<u8> {
    let mut cell = Vec::new();
    push_text(&mut cell, name);
    cell
}

fn summary(comparison: &Comparison) -> Vec<u8> {
    let mut text = schema::summary().head();
    for (case, result) in comparison.cases.iter().zip(&comparison.results) {
        let policy = cell(&case.name);
        for known in Precision::figures(&Milestone::of(&result.summary)) {
            text.extend_from_slice(&policy);
            text.push(b',');
            push_known(&mut text, &known);
            text.push(b'\n');
        }
    }
    text
}

fn metrics(comparison: &Comparison) -> Vec<u8> {
    let dated = &comparison.reference().scenario.dated;
    let all = Metric::all_with(dated);
    let mut text = schema::metrics(dated).head();
    for (case, result) in comparison.cases.iter().zip(&comparison.results) {
        let policy = cell(&case.name);
        for run in 0..result.summary.runs {
            let mut row = Metrics::NONE;
            for (&metric, values) in all.iter().zip(&result.values) {
                row[metric] = values[run as usize];
            }
            text.extend_from_slice(&policy);
            text.push(b',');
            push_metrics(&mut text, run, &row);
        }
    }
    text
}

fn trajectories(comparison: &Comparison) -> Vec<u8> {
    let mut text = schema::trajectories().head();
    for (case, result) in comparison.cases.iter().zip(&comparison.results) {
        let policy = cell(&case.name);
        for month in (0..result.summary.months).map(Month) {
            for &series in DRAWN {
                if let Some(spread) = result.summary.series(series, month) {
                    text.extend_from_slice(&policy);
                    text.push(b',');
                    push_spread(&mut text, month, series, spread);
                }
            }
        }
    }
    text
}

/// The columns of the tables of these names.
fn dictionary(written: &[&str], dated: &[Dated]) -> Table {
    let mut dictionary = Dictionary::default();
    let schemas = schema::schemas(dated);
    let of = schemas.iter().filter(|schema| written.contains(&schema.name()));
    of.for_each(|schema| dictionary.columns(schema));
    for &series in DRAWN {
        dictionary.column(TRAJECTORIES_CSV, &series_column(series));
    }
    dictionary.table()
}
