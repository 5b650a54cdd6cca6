//! Points of a design evaluated in memory: for optimisers and samplers that ask for a few at a time.

use std::num::NonZeroUsize;

use detente::analysis::study::Study;
use detente::analysis::sweep::Request;
use detente::analysis::sweep::table::read_design;
use detente::cli::request::{HistoryArguments, ScenarioArguments};
use detente::ensemble::{Options, Statistic};
use detente::error::Result;
use detente::model::metrics::{Metric, dates};
use detente::results::column::{Column, Kind, Schema};
use detente::results::table::{Table as Typed, Value};
use pyo3::prelude::*;

use crate::calls::attended;
use crate::errors::raise;
use crate::tables::Table;

/// The central value of each metric in each point, and its standard error as `KEY.se`: the mean; of a year the mean in which `never` counts
/// as the end of the horizon; of a state the share of worlds in which it is the United States.
///
/// `metrics` are series at dates, such as `china_lag_months@2032`, beside those of every world. `design` is a table of points as CSV, its columns levers and parameters; all points meet the same worlds.
#[pyfunction]
#[pyo3(signature = (design, scenario, policies, worldviews, set, runs, seed, threads, metrics=Vec::new()))]
#[expect(clippy::too_many_arguments, reason = "Python passes them by name")]
pub fn evaluate(
    py: Python<'_>,
    design: &str,
    scenario: &str,
    policies: Vec<String>,
    worldviews: Vec<String>,
    set: Vec<String>,
    runs: u64,
    seed: Option<u64>,
    threads: Option<NonZeroUsize>,
    metrics: Vec<String>,
) -> PyResult<Table> {
    let read = || -> Result<Request> {
        let applied = policies.iter().map(String::as_str);
        let named = ScenarioArguments::of_parts(
            scenario,
            applied,
            &worldviews,
            &set,
            Some(runs),
            seed,
            &HistoryArguments::default(),
        );
        let mut scenario = named.load(None)?;
        let metrics = metrics
            .iter()
            .map(|key| Metric::named(key))
            .collect::<Result<Vec<_>>>()?;
        scenario.ask(&dates(metrics))?;
        Ok(Request {
            title: String::new(),
            specification: String::new(),
            policies: vec![policies.join("+")],
            design: read_design("the points", design, &scenario.cards)?,
            scenarios: vec![scenario],
            metrics: Vec::new(),
            until: Vec::new(),
            worlds: false,
        })
    };
    let request = read().map_err(|error| raise(py, &error))?;
    let options = Options {
        threads,
        ..Options::default()
    };
    attended(py, None, move |mut told| {
        let all = Metric::all_with(&request.scenarios[0].dated);
        let mut table = Typed::new(&schema(&all));
        for point in &request.run(&options, &mut told)? {
            let estimate = |metric: Metric| point.known.estimate(metric, Statistic::central(metric));
            let cells = all
                .iter()
                .map(|&metric| estimate(metric))
                .flat_map(|one| [Value::from(one.value), Value::from(one.error)]);
            table.push(cells);
        }
        Table::of(&table)
    })
}

fn schema(metrics: &[Metric]) -> Schema {
    let columns = metrics.iter().flat_map(|&metric| {
        let unit = Statistic::central(metric).unit(metric);
        let error = format!("standard error of {}", metric.key());
        [
            Column::named(metric.key(), unit, metric.meaning(), Kind::NumberOrNever),
            Column::named(format!("{}.se", metric.key()), unit, error, Kind::Number),
        ]
    });
    Schema::of("points.csv", columns)
}
