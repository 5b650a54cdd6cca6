//! One scenario, whole: its summary, and how well that is known.
//!
//! Here the worlds are counted into statistics and let go. Who wants their rows, too, takes them from [`engine::ensemble::run`] as they
//! come, as the program does when it writes tables.

pub mod claims;
pub mod recorded;
pub mod schema;

use crate::precision::Precision;
use crate::study::{Input, Kind, Sink, Study, scenarios};
use engine::ensemble::{Detail, Options, Summary, Workers};
use engine::scenario::Scenario;
use error::Result;
use recorded::Recorded;
use serde::{Deserialize, Serialize};

/// A scenario.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    #[serde(with = "scenarios::one")]
    pub scenario: Scenario,
    /// Which monthly series the summary has.
    #[serde(default)]
    pub series: Recorded,
}

/// What all worlds together gave.
#[derive(Debug)]
pub struct Results {
    pub summary: Summary,
    pub precision: Precision,
}

impl Study for Request {
    const KIND: Kind = Kind::Run;
    type Results<'a> = Results;

    fn inputs(&self) -> Vec<Input> {
        Input::of_scenario(&self.scenario)
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Results> {
        sink.stage(self.scenario.runs);
        let series = self.series.series();
        let state = sink.ensemble_after(0, &self.scenario, Detail::Chosen(&series), options)?;
        let summary = state.summary_on(&Workers::new(options.threads)?);
        Ok(Results {
            precision: Precision::of(&state, &summary),
            summary,
        })
    }
}
