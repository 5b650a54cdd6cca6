//! What all studies have in common: a request that says everything, and one function that does it.
//!
//! A request can be made by the command line, read from a file or built by another program; [`Study::run`] knows no files and no clock.
//! What it simulates goes through a [`Sink`], unit by unit and always in the same order, so that a journal of finished units is all it
//! takes to go on after a kill: they are read back in place of being simulated, and the result is the same to the last bit.

pub mod keys;
pub mod scenarios;

use engine::ensemble::cells::{Bench, Cell, Outcome};
use engine::ensemble::{Detail, Flow, Options, State, checkpoint};
use engine::model::metrics::{Metric, Metrics, dates};
use engine::scenario::Scenario;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use error::{Error, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Kinds of studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Run,
    Compare,
    Explain,
    Sweep,
    Sensitivity,
    Robust,
    Game,
    Discover,
    Voi,
    Adapt,
    Validate,
    Condition,
    Score,
}

impl Kind {
    /// All of them, in the order of the documents.
    pub const ALL: [Self; 11] = [
        Self::Run,
        Self::Compare,
        Self::Explain,
        Self::Sweep,
        Self::Sensitivity,
        Self::Robust,
        Self::Game,
        Self::Discover,
        Self::Voi,
        Self::Adapt,
        Self::Validate,
    ];

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The one word for it: the command, the module, the document.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Compare => "compare",
            Self::Explain => "explain",
            Self::Sweep => "sweep",
            Self::Sensitivity => "sensitivity",
            Self::Robust => "robust",
            Self::Game => "game",
            Self::Discover => "discover",
            Self::Voi => "voi",
            Self::Adapt => "adapt",
            Self::Validate => "validate",
            Self::Condition => "condition",
            Self::Score => "score",
        }
    }
}

/// A text that decides a result, and what it is: `scenario`, `list of metrics` ... Two requests whose texts are the same have the same
/// result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub name: String,
    pub text: String,
}

impl Input {
    /// A text and what it is.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, text) = (name.into(), text.into());
        Self { name, text }
    }
}

impl Input {
    /// The scenario and its parameter cards, all resolved.
    pub fn of_scenario(scenario: &Scenario) -> Vec<Self> {
        vec![
            Self::new("scenario", scenario_text(scenario)),
            Self::new("parameter cards", parameters_text(&scenario.cards)),
        ]
    }
}

/// A file that a request carries, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFile {
    /// What messages call it.
    pub name: String,
    pub text: String,
}

/// A request that has been read and checked, and how it is carried out.
pub trait Study: Serialize + DeserializeOwned {
    const KIND: Kind;
    /// What is found; it may borrow from the request.
    type Results<'a>
    where
        Self: 'a;

    /// The texts that decide the result.
    fn inputs(&self) -> Vec<Input>;

    /// Carries it out. How, `options` say, which move no byte of the result.
    ///
    /// # Errors
    /// What the engine refuses; nothing left to be said because worlds failed; [`Error::Cancelled`]; what the sink cannot keep.
    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Self::Results<'_>>;
}

/// Whom a study tells how far it is, and who keeps what is finished. All methods do nothing unless they are written.
pub trait Sink: Send {
    /// A stage of the work begins which takes so many worlds, in all.
    fn stage(&mut self, _worlds: u64) {}

    /// So many worlds of the stage are done.
    fn progress(&mut self, _worlds: u64) {}

    /// Whether to stop; asked before each unit.
    fn is_cancelled(&self) -> bool {
        false
    }

    /// The next unit that an earlier attempt finished; `None` when there are no more.
    ///
    /// # Errors
    /// It cannot be read.
    fn recall(&mut self) -> Result<Option<Vec<u8>>> {
        Ok(None)
    }

    /// Keeps a unit that is finished.
    ///
    /// # Errors
    /// There is no room for it.
    fn record(&mut self, _unit: &[u8]) -> Result<()> {
        Ok(())
    }
}

/// A sink that keeps nothing and says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Sink for Silent {}

impl dyn Sink + '_ {
    /// The next unit: as an earlier attempt kept it, or as `work` makes it now.
    ///
    /// # Errors
    /// As `work`; a sink that cannot read or keep it; [`Error::Cancelled`].
    pub fn unit(&mut self, work: impl FnOnce(&mut Self) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
        if self.is_cancelled() {
            return Err(Error::Cancelled);
        }
        if let Some(kept) = self.recall()? {
            return Ok(kept);
        }
        let unit = work(self)?;
        self.record(&unit)?;
        Ok(unit)
    }

    /// What `bench` makes of `cells`, as one unit. Only these `metrics` are kept, eight bytes each and one for the cell; all others of an
    /// outcome are not numbers, whether it is read back or not.
    ///
    /// # Errors
    /// As `unit`.
    pub fn outcomes(&mut self, bench: &Bench<'_>, cells: &[Cell<'_>], metrics: &[Metric]) -> Result<Vec<Outcome>> {
        let size = 1 + 8 * metrics.len();
        let unit = self.unit(|_| {
            let mut unit = Vec::with_capacity(size * cells.len());
            for outcome in bench.simulate_for(cells, Some(&dates(metrics.iter().copied()))) {
                unit.push(u8::from(outcome.failed));
                for &metric in metrics {
                    unit.extend_from_slice(&outcome.metrics[metric].to_le_bytes());
                }
            }
            Ok(unit)
        })?;
        if unit.len() != size * cells.len() {
            return Err(foreign());
        }
        let outcome = |bytes: &[u8]| {
            let mut kept = Metrics::NONE;
            for (&metric, bytes) in metrics.iter().zip(bytes[1..].as_chunks().0) {
                kept[metric] = f64::from_le_bytes(*bytes);
            }
            Outcome {
                metrics: kept,
                failed: bytes[0] != 0,
            }
        };
        Ok(unit.chunks_exact(size).map(outcome).collect())
    }

    /// So many numbers that take work, as one unit of eight bytes each.
    ///
    /// # Errors
    /// As `unit`.
    pub fn numbers(&mut self, count: usize, work: impl FnOnce() -> Result<Vec<f64>>) -> Result<Vec<f64>> {
        let unit = self.unit(|_| Ok(work()?.into_iter().flat_map(f64::to_le_bytes).collect()))?;
        match unit.as_chunks() {
            (numbers, []) if numbers.len() == count => Ok(numbers.iter().copied().map(f64::from_le_bytes).collect()),
            _ => Err(foreign()),
        }
    }

    /// A whole ensemble of a scenario, as one unit: what its statistics take, whatever the number of worlds.
    ///
    /// # Errors
    /// As `unit` and [`engine::ensemble::run`].
    pub fn ensemble(&mut self, scenario: &Scenario, detail: Detail<'_>, options: &Options) -> Result<State> {
        self.ensemble_of_stage(scenario, detail, options, None)
    }

    /// The same as a part of a stage, which had done so many worlds before it: its progress is told.
    ///
    /// # Errors
    /// As `ensemble`.
    pub fn ensemble_after(
        &mut self,
        before: u64,
        scenario: &Scenario,
        detail: Detail<'_>,
        options: &Options,
    ) -> Result<State> {
        let state = self.ensemble_of_stage(scenario, detail, options, Some(before))?;
        self.progress(before + scenario.runs);
        Ok(state)
    }

    fn ensemble_of_stage(
        &mut self,
        scenario: &Scenario,
        detail: Detail<'_>,
        options: &Options,
        before: Option<u64>,
    ) -> Result<State> {
        let mut simulated = None;
        let unit = self.unit(|sink| {
            let state = State::new(scenario, detail)?;
            let state = engine::ensemble::run(scenario, options, state, &mut |_, state| {
                if let Some(before) = before {
                    sink.progress(before + state.next_run());
                }
                Ok(if sink.is_cancelled() {
                    Flow::Stop
                } else {
                    Flow::Continue
                })
            })?;
            if !state.is_finished() {
                return Err(Error::Cancelled);
            }
            let unit = checkpoint::encode(&state, b"");
            simulated = Some(state);
            Ok(unit)
        })?;
        match simulated {
            Some(state) => Ok(state),
            None => Ok(checkpoint::decode(&unit, scenario).map_err(|_| foreign())?.0),
        }
    }
}

/// What is said of a unit that an earlier attempt cannot have kept for this study.
fn foreign() -> Error {
    Error::File("what an interrupted attempt left does not fit this study; use --force to start again".to_owned())
}

#[cfg(test)]
pub mod tests;
