//! What a sweep is asked, and the whole of it.

use super::Design;
use super::run::{Finished, News, Sweep, sweep};
use crate::precision::until::Rule;
use crate::study::{Input, Kind, Sink, Study, keys, scenarios};
use engine::ensemble::Options;
use engine::model::metrics::Metric;
use engine::scenario::Scenario;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use error::{Error, Result};
use results::number::cell;
use serde::{Deserialize, Serialize};

/// A design, and the policies under which each of its rows is simulated.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    pub title: String,
    /// The sweep file as it was read; empty without one.
    pub specification: String,
    pub policies: Vec<String>,
    /// One a policy.
    #[serde(with = "scenarios")]
    pub scenarios: Vec<Scenario>,
    pub design: Design,
    /// Metrics that are spoken of and drawn.
    #[serde(with = "keys::metrics")]
    pub metrics: Vec<Metric>,
    /// When a row needs no more worlds; none: all of them.
    pub until: Vec<Rule>,
    /// Whether every world's metrics are wanted, too.
    pub worlds: bool,
}

impl Request {
    /// What is simulated.
    pub fn sweep(&self) -> Sweep<'_> {
        Sweep {
            scenarios: &self.scenarios,
            design: &self.design,
            until: &self.until,
            keep_worlds: self.worlds,
        }
    }

    /// Most worlds of a row, over all policies.
    pub fn a_point(&self) -> u64 {
        self.scenarios[0].runs * self.scenarios.len() as u64
    }

    /// The rows of the design as text.
    fn rows(&self) -> String {
        let inputs: Vec<&str> = self
            .design
            .inputs
            .iter()
            .map(|input| input.key(&self.scenarios[0].cards))
            .collect();
        let row = |(place, row): (usize, &[f64])| {
            let values: Vec<String> = row.iter().map(|&value| cell(value)).collect();
            format!("{},{}", self.design.number(place), values.join(","))
        };
        let rows = self.design.rows().enumerate().map(row);
        std::iter::once(format!("point,{}", inputs.join(",")))
            .chain(rows)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// Rows are handed over as they finish by [`sweep`], from any row on, which is how the program resumes one; here they are collected.
impl Study for Request {
    const KIND: Kind = Kind::Sweep;
    type Results<'a> = Vec<Finished>;

    fn inputs(&self) -> Vec<Input> {
        let mut text = String::new();
        for (policy, scenario) in self.policies.iter().zip(&self.scenarios) {
            text.push_str(&format!("policy {policy}\n{}", scenario_text(scenario)));
        }
        let keys: Vec<&str> = self.metrics.iter().map(|metric| metric.key()).collect();
        let until: Vec<String> = self.until.iter().map(Rule::text).collect();
        vec![
            Input::new("scenario", text),
            Input::new("set of parameter cards", parameters_text(&self.scenarios[0].cards)),
            Input::new("design", self.rows()),
            Input::new("title", self.title.clone()),
            Input::new("list of metrics", keys.join("\n")),
            Input::new("stop rule", until.join("\n")),
            Input::new("choice of tables", if self.worlds { "worlds.csv" } else { "" }),
        ]
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Vec<Finished>> {
        sink.stage(self.design.len() as u64 * self.a_point());
        let mut finished = Vec::new();
        sweep(&self.sweep(), options, 0..self.design.len(), &mut |news| {
            match news {
                News::Worlds(worlds) => sink.progress(worlds),
                News::Points(points) => finished.extend(points),
            }
            match sink.is_cancelled() {
                true => Err(Error::Cancelled),
                false => Ok(()),
            }
        })?;
        Ok(finished)
    }
}
