//! Requests of the page and their answers.

use engine::error::{ConfigProblem, Error, Result};
use engine::model::metrics::{METRICS, Metric};
use engine::model::series::Series;
use engine::scenario::Scenario;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use engine::scenario::reader::Source;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::case::Case;
use crate::charts::series_of;
use crate::program::Program;
use crate::simulate::{Simulated, Simulator, months_sampled};
use crate::story::{exemplars, tell};
use crate::summary::Store;
use crate::theory::theory;

/// What the page asks.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
enum Request {
    /// The program's lists.
    Program,
    /// Whether a case can be run, and what its levers are month by month.
    Check { case: Case },
    /// What of a case can be used.
    Sieve { case: Case },
    /// A case as a file.
    Toml { case: Case, worlds: u64 },
    /// The same with everything that decides the numbers written out.
    Resolved { case: Case, worlds: u64 },
    /// What a file sets.
    Read { name: String, text: String },
    /// Simulates worlds; the numbers stand in the arrays of the answer.
    Simulate {
        case: Case,
        first: u64,
        count: usize,
        series: Vec<String>,
    },
    /// Makes room for the worlds of a case under a name.
    Begin {
        name: String,
        months: usize,
        worlds: usize,
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
    /// What game theory says of a shipped game.
    Theory {
        game: String,
        worldviews: Vec<String>,
        worlds: u64,
    },
    /// Values of metrics world by world, for tables.
    Values {
        name: String,
        metric: String,
        worlds: usize,
    },
}

/// What the page gets: JSON, and arrays where worlds were simulated.
#[derive(Debug, Default)]
pub struct Answer {
    pub json: Vec<u8>,
    pub metrics: Vec<f64>,
    pub samples: Vec<f32>,
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
        let json = match said {
            Ok(value) => json!({ "ok": value }),
            Err(error) => json!({ "error": refusal(&error) }),
        };
        answer.json = json.to_string().into_bytes();
    }

    fn perform(&mut self, request: Request, answer: &mut Answer) -> Result<Value> {
        match request {
            Request::Program => Program::read().map(value),
            Request::Check { case } => {
                let scenario = self.scenario(&case)?;
                let paths = scenario.levers.each_ref().map(|path| path.values.clone());
                Ok(json!({ "months": scenario.months, "seed": scenario.seed, "paths": paths.to_vec() }))
            }
            Request::Sieve { case } => {
                let (case, left_out) = case.sieved();
                Ok(json!({ "case": case, "left_out": left_out }))
            }
            Request::Toml { case, worlds } => case.toml(worlds).map(value),
            Request::Resolved { case, worlds } => {
                let scenario = case.scenario(worlds)?;
                Ok(json!({ "scenario": scenario_text(&scenario), "parameters": parameters_text(&scenario.cards) }))
            }
            Request::Read { name, text } => Case::read(&Source { name, text }).map(value),
            Request::Simulate {
                case,
                first,
                count,
                series,
            } => {
                let scenario = self.scenario(&case)?.clone();
                let mut simulated = Simulated {
                    metrics: std::mem::take(&mut answer.metrics),
                    samples: std::mem::take(&mut answer.samples),
                };
                self.simulator
                    .simulate(&scenario, first, count, &series_named(&series)?, &mut simulated)?;
                answer.metrics = simulated.metrics;
                answer.samples = simulated.samples;
                Ok(json!({
                    "first": first,
                    "count": count,
                    "metrics": METRICS,
                    "months": scenario.months,
                    "points": months_sampled(scenario.months).count(),
                }))
            }
            Request::Begin {
                name,
                months,
                worlds,
                series,
            } => {
                self.store.begin(&name, months, worlds, series_named(&series)?);
                Ok(Value::Null)
            }
            Request::Take { name, first, count } => {
                self.store.take(&name, first, count, &answer.metrics, &answer.samples)?;
                Ok(Value::Null)
            }
            Request::Keep { names } => {
                self.store.keep(&names);
                Ok(Value::Null)
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
                    .map(value)
            }
            Request::Influences {
                name,
                case,
                metric,
                worlds,
            } => {
                let metric = Metric::named(&metric)?;
                let scenario = self.scenario(&case)?.clone();
                self.store.influences(&name, &scenario, metric, worlds).map(value)
            }
            Request::Exemplars { name, metric, worlds } => {
                let metric = Metric::named(&metric)?;
                let values = self.store.values(&name, metric, worlds)?;
                Ok(value(exemplars(metric, values)))
            }
            Request::Tell {
                baseline,
                case,
                metric,
                run,
            } => {
                let metric = Metric::named(&metric)?;
                let (baseline, case) = (baseline.scenario(1)?, case.scenario(1)?);
                tell(&baseline, &case, metric, run).map(value)
            }
            Request::Theory {
                game,
                worldviews,
                worlds,
            } => theory(&game, &worldviews, worlds).map(value),
            Request::Values { name, metric, worlds } => {
                let values = self.store.values(&name, Metric::named(&metric)?, worlds)?;
                answer.metrics = values.to_vec();
                Ok(json!(values.len()))
            }
        }
    }

    /// The scenario of a case; the number of worlds in it plays no part here.
    fn scenario(&mut self, case: &Case) -> Result<&Scenario> {
        let is_last = self.last.as_ref().is_some_and(|(last, _)| last == case);
        if !is_last {
            self.last = Some((case.clone(), case.scenario(1)?));
        }
        let (_, scenario) = self.last.as_ref().expect("it was put there above where it was missing");
        Ok(scenario)
    }
}

fn value(answer: impl Serialize) -> Value {
    serde_json::to_value(answer).expect("answers are plain data with text keys")
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
