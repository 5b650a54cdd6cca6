//! Why a policy does what it does: its effect by mechanism, made a few worlds at a time so that the page can show how far it is.

use analysis::compare::Case as Compared;
use analysis::explain::request::{self, LEAST_WORLDS};
use analysis::explain::{Explained, Request, Stepwise};
use engine::ensemble::Options;
use engine::model::metrics::Metric;
use engine::scenario::Scenario;
use error::Result;
use serde::Serialize;

use crate::case::Case;
use crate::number::Number;

/// Worlds that are explained: few, so that it takes a second or two; the program takes more.
pub const WORLDS: u64 = LEAST_WORLDS;

/// What is explained, and how far it has come.
pub struct Explaining {
    asked: (Case, Case, Metric),
    stepwise: Stepwise,
}

/// How far an explanation is, and what it has found once it is finished.
#[derive(Debug, Serialize)]
pub struct Progress {
    worlds: u64,
    of: u64,
    found: Option<Found>,
}

/// An effect and its parts, which add up to it.
#[derive(Debug, Serialize)]
struct Found {
    /// Mean of the differences over worlds.
    effect: Number,
    /// What is left with all mechanisms off first, then mechanisms from the largest part to the smallest.
    parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
struct Part {
    /// None: what is left with all of them off.
    mechanism: Option<&'static str>,
    mean: Number,
    /// Ends of its 95 % interval.
    low: Number,
    high: Number,
}

impl Explaining {
    /// Begins with what is asked.
    ///
    /// # Errors
    /// As [`Stepwise::new`], or a case cannot be loaded.
    fn new(baseline: Case, case: Case, metric: Metric) -> Result<Self> {
        let compared = |name: &str, case: &Case| -> Result<Compared> {
            Ok(Compared {
                name: name.to_owned(),
                scenario: case.scenario(WORLDS)?,
            })
        };
        let cases = vec![compared("baseline", &baseline)?, compared("policy", &case)?];
        let scenarios: Vec<&Scenario> = cases.iter().map(|case| &case.scenario).collect();
        let mechanisms = request::on(&scenarios);
        let stepwise = Stepwise::new(Request {
            cases,
            outcomes: vec![metric],
            mechanisms,
        })?;
        Ok(Self {
            asked: (baseline, case, metric),
            stepwise,
        })
    }

    /// Goes on with what is asked by eight worlds, or begins with it where `held` is something else.
    ///
    /// # Errors
    /// As [`Stepwise::new`] and [`Stepwise::explained`].
    pub fn step(held: &mut Option<Self>, baseline: Case, case: Case, metric: Metric) -> Result<Progress> {
        let asked = (baseline, case, metric);
        let explaining = match held.take().filter(|held| held.asked == asked) {
            Some(held) => held,
            None => Self::new(asked.0, asked.1, asked.2)?,
        };
        let explaining = held.insert(explaining);
        explaining.stepwise.step(&Options::default())?;
        let (worlds, of) = explaining.stepwise.progress();
        let found = match worlds == of {
            true => explaining.stepwise.explained()?.first().map(Found::of),
            false => None,
        };
        if found.is_some() {
            *held = None;
        }
        Ok(Progress { worlds, of, found })
    }
}

impl Found {
    fn of(explained: &Explained) -> Self {
        let part = |part: &analysis::explain::Part| Part {
            mechanism: part.mechanism.map(|mechanism| mechanism.key()),
            mean: Number(part.of.value),
            low: Number(part.of.low),
            high: Number(part.of.high),
        };
        Self {
            effect: Number(explained.effect.value),
            parts: explained.parts.iter().map(part).collect(),
        }
    }
}
