//! What there is to set and to look at: levers, parameters, metrics, and the configurations by name.

use detente::cli::configurations::all;
use detente::cli::request::ScenarioArguments;
use detente::error::{Error, Result};
use detente::model::metrics::{Kind, Metric};
use detente::results::column::Column;
use detente::results::row;
use detente::results::schema;
use detente::results::table::Table as Typed;
use detente::scenario::cards::distribution_text;
use detente::scenario::levers::Lever;
use detente::scenario::load::Kind as File;
use pyo3::prelude::*;

use crate::errors::raise;
use crate::tables::Table;

schema! {
    LEVERS = "levers.csv";
    [
        Column::text("key", "name in `set`, policies and sweeps"),
        Column::text("agent", "whose lever it is"),
        Column::text("unit", "unit of its values"),
        Column::number("low", "of the unit column", "least value"),
        Column::number("high", "of the unit column", "largest value"),
        Column::text("meaning", "what it is, and what its values mean"),
    ]
}

schema! {
    METRICS = "metrics.csv";
    [
        Column::text("key", "column of the tables"),
        Column::text("unit", "unit of its values"),
        Column::text("kind", "number, year, number or never, who"),
        Column::text("better", "more or less, where it is agreed; empty where it is not"),
        Column::text("whom", "for whom that is better"),
        Column::text("meaning", "what it is"),
    ]
}

schema! {
    PARAMETERS = "parameters.csv";
    [
        Column::text("key", "name in `set` and of the column of draws"),
        Column::text("unit", "unit of its values"),
        Column::text("distribution", "its value, or the distribution it is drawn from in each world"),
        Column::text("kind", "fixed, uniform, triangular, normal, lognormal, beta or discrete"),
        Column::number("low", "of the unit column", "least value that is drawn"),
        Column::number("high", "of the unit column", "largest value that is drawn"),
        Column::text("grade", "how well it is known, A to D"),
        Column::text("source", "a fact, a paper, or `assumption`"),
        Column::text("meaning", "what it is"),
    ]
}

schema! {
    CONFIGURATIONS = "configurations.csv";
    [
        Column::text("name", "what to call it"),
        Column::text("title", "what it is in a line"),
        Column::text("source", "claims or facts it rests on, or `assumption`; empty where its file states none"),
        Column::text("meaning", "what it means"),
    ]
}

/// Hands a table on to Python.
fn handed(py: Python<'_>, table: Result<Typed>) -> PyResult<Table> {
    table
        .and_then(|table| Table::of(&table))
        .map_err(|error| raise(py, &error))
}

/// The levers of both sides.
#[pyfunction]
pub fn levers(py: Python<'_>) -> PyResult<Table> {
    let mut table = Typed::new(&LEVERS);
    for lever in Lever::ALL {
        let (low, high) = lever.range();
        let agent = lever.agent().key();
        table.push(row![lever.key(), agent, lever.unit(), low, high, lever.meaning()]);
    }
    handed(py, Ok(table))
}

/// The metrics of a world.
#[pyfunction]
pub fn metrics(py: Python<'_>) -> PyResult<Table> {
    let mut table = Typed::new(&METRICS);
    for metric in Metric::ALL {
        let kind = match metric.kind() {
            Kind::Number => "number",
            Kind::Year => "year",
            Kind::NumberOrNever => "number or never",
            Kind::Who => "who",
        };
        let favours = metric.favours();
        let better = favours.more_is_better().map(|more| if more { "more" } else { "less" });
        table.push(row![
            metric.key(),
            metric.unit(),
            kind,
            better,
            favours.whom(),
            metric.meaning()
        ]);
    }
    handed(py, Ok(table))
}

/// The parameter cards of a scenario under worldviews.
#[pyfunction]
#[pyo3(signature = (scenario = "baseline", worldviews = Vec::new()))]
pub fn parameters(py: Python<'_>, scenario: &str, worldviews: Vec<String>) -> PyResult<Table> {
    let cards = || -> Result<Typed> {
        let scenario = ScenarioArguments::with_worldviews(scenario, &worldviews).load(None)?;
        let mut table = Typed::new(&PARAMETERS);
        for card in &scenario.cards.cards {
            let (low, high) = card.distribution.bounds();
            table.push(row![
                &card.key,
                &card.unit,
                distribution_text(&card.distribution),
                card.distribution.kind().replace("value", "fixed"),
                low,
                high,
                card.pedigree.letter(),
                &card.source,
                &card.meaning
            ]);
        }
        Ok(table)
    };
    handed(py, cards())
}

/// The configurations of a kind that can be used here: those that are shipped, and those of `configs/` in the current folder.
#[pyfunction]
pub fn configurations(py: Python<'_>, kind: &str) -> PyResult<Table> {
    let listed = || -> Result<Typed> {
        let kinds = [File::Scenario, File::Policy, File::Worldview, File::Sweep, File::Game];
        let found = kinds.into_iter().find(|known| known.word() == kind);
        let kind = found.ok_or_else(|| Error::Usage(format!("there is no kind of configuration `{kind}`")))?;
        let mut table = Typed::new(&CONFIGURATIONS);
        for (name, about) in all(kind) {
            table.push(row![name, about.title, about.claims.join(", "), about.description]);
        }
        Ok(table)
    };
    handed(py, listed())
}
