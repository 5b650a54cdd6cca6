//! Requests of the page and their answers.

use engine::model::metrics::Metric;
use engine::model::series::Series;
use engine::scenario::Scenario;
use engine::scenario::reader::Source;
use error::{ConfigProblem, Error, Result};
use serde::{Deserialize, Serialize};

use crate::case::{Case, LeftOut};
use crate::charts::series_of;
use crate::explaining::Explaining;
use crate::program::Program;
use crate::simulate::{Simulated, Simulator};
use crate::story::{exemplars, tell};
use crate::summary::Store;
use crate::theory::theory;

/// What the page asks.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
enum Request {
    /// The program's lists.
    Program,
    /// What of a case can be used.
    Sieve { case: Case },
    /// A case as a file.
    Toml { case: Case, worlds: u64 },
    /// What a file sets.
    Read { name: String, text: String },
    /// Simulates worlds; the numbers stand in the arrays of the answer.
    Simulate {
        case: Case,
        first: u64,
        count: usize,
        series: Vec<String>,
    },
    /// Begins a case under a name.
    Begin {
        name: String,
        months: usize,
        series: Vec<String>,
    },
    /// Takes worlds that were simulated elsewhere, from the arrays of the request.
    Take { name: String, first: usize, count: usize },
    /// Forgets all names but these.
    Keep { names: Vec<String> },
    Summarise {
        name: String,
        baseline: Option<String>,
        worlds: usize,
        series: Vec<String>,
    },
    Influences {
        name: String,
        case: Case,
        metric: String,
        worlds: usize,
    },
    /// Worlds that stand for an outcome.
    Exemplars {
        name: String,
        metric: String,
        worlds: usize,
    },
    Tell {
        baseline: Box<Case>,
        case: Box<Case>,
        metric: String,
        run: u64,
    },
    /// The next few worlds of an effect by mechanism.
    Explain {
        baseline: Box<Case>,
        case: Box<Case>,
        metric: String,
    },
    /// What game theory says of a shipped game.
    Theory {
        game: String,
        worldviews: Vec<String>,
        worlds: u64,
    },
}

/// What the page gets: JSON, and arrays where worlds were simulated.
#[derive(Debug, Default)]
pub struct Answer {
    pub json: Vec<u8>,
    pub arrays: Simulated,
}

/// Why a request cannot be answered.
#[derive(Debug, Serialize)]
struct Refusal {
    /// The program's whole message.
    message: String,
    file: String,
    line: Option<usize>,
    key: String,
}

/// Answers requests one after the other, and keeps what later ones need.
#[derive(Default)]
pub struct Desk {
    simulator: Simulator,
    store: Store,
    /// The case that was run last, so that its worlds need not be loaded chunk by chunk.
    last: Option<(Case, Scenario)>,
    explaining: Option<Explaining>,
}

impl Desk {
    /// Answers `request`. Arrays that come with it stand in `answer`, and those of the answer take their place.
    pub fn answer(&mut self, request: &[u8], answer: &mut Answer) {
        let said = serde_json::from_slice(request)
            .map_err(|error| {
                Error::Usage(format!(
                    "the page asked something that the program does not know: {error}"
                ))
            })
            .and_then(|request| self.perform(request, answer));
        answer.json = said.unwrap_or_else(|error| json(&Said::<()>::Error(refusal(&error))));
    }

    fn perform(&mut self, request: Request, answer: &mut Answer) -> Result<Vec<u8>> {
        match request {
            Request::Program => Program::read().map(ok),
            Request::Sieve { case } => {
                let (case, left_out) = case.sieved();
                Ok(ok(Sieved { case, left_out }))
            }
            Request::Toml { case, worlds } => case.toml(worlds).map(ok),
            Request::Read { name, text } => Case::read(&Source { name, text }).map(ok),
            Request::Simulate {
                case,
                first,
                count,
                series,
            } => {
                let scenario = loaded(&mut self.last, &case)?;
                self.simulator
                    .simulate(scenario, first, count, &series_named(&series)?, &mut answer.arrays)?;
                Ok(ok(()))
            }
            Request::Begin { name, months, series } => {
                self.store.begin(&name, months, series_named(&series)?);
                Ok(ok(()))
            }
            Request::Take { name, first, count } => {
                self.store
                    .take(&name, first, count, std::mem::take(&mut answer.arrays))?;
                Ok(ok(()))
            }
            Request::Keep { names } => {
                self.store.keep(&names);
                Ok(ok(()))
            }
            Request::Summarise {
                name,
                baseline,
                worlds,
                series,
            } => {
                let series = series_named(&series)?;
                self.store
                    .summarise(&name, baseline.as_deref(), worlds, &series)
                    .map(ok)
            }
            Request::Influences {
                name,
                case,
                metric,
                worlds,
            } => {
                let scenario = loaded(&mut self.last, &case)?;
                let metric = shown(&metric)?;
                self.store.influences(&name, scenario, metric, worlds).map(ok)
            }
            Request::Exemplars { name, metric, worlds } => {
                let metric = shown(&metric)?;
                let values = self.store.values(&name, metric, worlds)?;
                Ok(ok(exemplars(metric, &values)))
            }
            Request::Tell {
                baseline,
                case,
                metric,
                run,
            } => {
                let metric = shown(&metric)?;
                let (baseline, case) = (baseline.scenario(1)?, case.scenario(1)?);
                tell(&baseline, &case, metric, run).map(ok)
            }
            Request::Explain { baseline, case, metric } => {
                let metric = Metric::named(&metric)?;
                Explaining::step(&mut self.explaining, *baseline, *case, metric).map(ok)
            }
            Request::Theory {
                game,
                worldviews,
                worlds,
            } => theory(&game, &worldviews, worlds).map(ok),
        }
    }
}

/// The scenario of a case, which is loaded unless it was the last; the number of worlds in it plays no part here.
fn loaded<'a>(last: &'a mut Option<(Case, Scenario)>, case: &Case) -> Result<&'a Scenario> {
    if last.as_ref().is_none_or(|(of, _)| of != case) {
        *last = None;
    }
    let (_, scenario) = match last {
        Some(last) => last,
        None => last.insert((case.clone(), case.scenario(1)?)),
    };
    Ok(scenario)
}

/// An answer as the page reads it.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Said<T> {
    Ok(T),
    Error(Refusal),
}

/// What of a case can be used.
#[derive(Serialize)]
struct Sieved {
    case: Case,
    left_out: Vec<LeftOut>,
}

fn ok(answer: impl Serialize) -> Vec<u8> {
    json(&Said::Ok(answer))
}

fn json(said: &Said<impl Serialize>) -> Vec<u8> {
    serde_json::to_vec(said).expect("answers are plain data with text keys")
}

fn series_named(keys: &[String]) -> Result<Vec<Series>> {
    let named = |key: &String| series_of(key).ok_or_else(|| Error::Usage(format!("there is no series `{key}`")));
    keys.iter().map(named).collect()
}

fn refusal(error: &Error) -> Refusal {
    let place = match error {
        Error::Config(problem) => ConfigProblem::clone(problem),
        Error::Usage(_) | Error::File(_) | Error::Cancelled => ConfigProblem::default(),
    };
    Refusal {
        message: error.to_string(),
        file: place.file,
        line: place.line,
        key: place.key,
    }
}
/// A metric of every world by its key: the page has no others.
fn shown(key: &str) -> Result<Metric> {
    let metric = Metric::named(key)?;
    match metric.place() {
        Some(_) => Ok(metric),
        None => Err(Error::Usage(format!(
            "`{key}`: the lab shows the metrics of every world; `detente run --metric {key}` writes those of a date"
        ))),
    }
}
