//! What a hindcast is asked, and the whole of it.

use super::{Plan, Validation};
use crate::facts::FactSet;
use crate::observables::Observables;
use crate::study::{Input, Kind, Sink, Study, TextFile, scenarios};
use engine::ensemble::Options;
use engine::error::Result;
use engine::scenario::Scenario;
use serde::{Deserialize, Serialize};

/// A scenario, and the records that its history is held against.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    #[serde(with = "scenarios::one")]
    pub scenario: Scenario,
    pub observables: TextFile,
    /// The facts that every hindcast knows: naive forecasts go on from them.
    pub known: TextFile,
    /// The facts that are judged.
    pub facts: TextFile,
}

impl Request {
    /// The facts that are judged, with warnings about them.
    ///
    /// # Errors
    /// A file that cannot be read as what it is.
    pub fn facts(&self) -> Result<FactSet> {
        self.parse(&self.facts)
    }

    fn parse(&self, file: &TextFile) -> Result<FactSet> {
        let observables = Observables::parse(&self.observables.name, &self.observables.text)?;
        FactSet::parse(&file.name, file.text.as_bytes(), &observables)
    }
}

impl Study for Request {
    const KIND: Kind = Kind::Validate;
    type Results<'a> = Validation;

    fn inputs(&self) -> Vec<Input> {
        let mut inputs = Input::of_scenario(&self.scenario);
        inputs.push(Input::new("facts file", &self.facts.text));
        inputs.push(Input::new("file of known facts", &self.known.text));
        inputs.push(Input::new("file of observables", &self.observables.text));
        inputs
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Validation> {
        let known = self.parse(&self.known)?;
        let plan = Plan::new(&self.facts()?.facts, self.scenario.months);
        let runs = self.scenario.runs as usize;
        sink.stage(self.scenario.runs);
        let values = sink.numbers(plan.readings.len() * runs, || {
            Ok(plan.simulate(&self.scenario, options)?.concat())
        })?;
        sink.progress(self.scenario.runs);
        let columns: Vec<Vec<f64>> = values.chunks_exact(runs).map(<[f64]>::to_vec).collect();
        plan.judge(&columns, &known.facts)
    }
}
