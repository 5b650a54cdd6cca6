//! Scores from a rolling origin: conditioned on what was known at a date, held against what came after.
//!
//! At each origin a table of histories is made from the facts that had ended by then, its worlds are simulated, and the facts that came
//! later are forecast. Three naive forecasts know the same facts. Policy after an origin is taken as it was recorded: these are forecasts
//! given policy.

pub mod claims;
pub mod pit;
pub mod schema;

use crate::condition;
use crate::facts::{Fact, FactSet};
use crate::naive;
use crate::observables::{Area, Observables};
use crate::scores::{Judged, NaiveScore};
use crate::study::{Input, Kind, Sink, Study, TextFile, scenarios};
use crate::validate::sanity::Gathered;
use crate::validate::{Plan, judge, naive_score};
use engine::ensemble::Options;
use engine::numeric::kernels;
use engine::numeric::streams::Streams;
use engine::scenario::Scenario;
use engine::scenario::time::Month;
use engine::scenario::worlds::Purpose;
use error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Worlds that are simulated from each history: the same past with so many futures.
const FUTURES: u64 = 4;
/// Bootstrap resamples for the interval of a skill.
const RESAMPLES: usize = 1000;
/// A score counts as at least this part of the fact's error, so that one lucky hit does not outweigh many misses in a mean of logarithms.
const LEAST_SCORE: f64 = 0.05;
/// Bars of the histogram of PIT values.
pub const PIT_BARS: usize = 10;
/// Names of the three naive forecasts.
pub const BASELINES: [&str; 3] = ["persistence", "drift", "line"];

/// A scenario, its record, and the dates from which it is to forecast.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    #[serde(with = "scenarios::one")]
    pub scenario: Scenario,
    pub observables: TextFile,
    pub facts: TextFile,
    /// Last months, from January 2023 on, whose facts are known: the number of months to their end.
    pub origins: Vec<usize>,
    /// Histories at each origin.
    pub rows: u64,
    pub sweeps: u16,
}

/// A fact forecast from an origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Last month whose facts were known.
    pub origin: Month,
    /// Months from the end of that to the end of the fact's date.
    pub lead_months: f64,
    pub judged: Judged,
    /// In the order of [`BASELINES`]; nothing where no earlier fact of its kind was known.
    pub baselines: Option<[NaiveScore; 3]>,
}

/// Skill against one naive forecast with its 90 % interval over resamples of observables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skill {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// Scores of several forecasts.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// What they have in common: an area, a lead time, an origin, or `all`.
    pub name: String,
    pub facts: usize,
    /// Of them with naive forecasts beside them.
    pub compared: usize,
    pub inside_share: f64,
    pub mean_relative_width: f64,
    pub mean_crps: f64,
    /// In the order of [`BASELINES`]; nothing where none is compared.
    pub skills: Option<[Skill; 3]>,
}

/// How the conditioning at an origin went.
#[derive(Debug, Clone, PartialEq)]
pub struct OriginNote {
    pub origin: Month,
    /// Facts known by then.
    pub facts: usize,
    /// How far the chains still moved, see [`condition::Mixing::drift`].
    pub drift: f64,
}

/// What was found: every fact here came after what its worlds were conditioned on.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    pub origins: Vec<OriginNote>,
    pub forecasts: Vec<Forecast>,
    pub overall: Scored,
    /// Scores by area, lead time and origin.
    pub by_area: Vec<Scored>,
    pub by_lead: Vec<Scored>,
    pub by_origin: Vec<Scored>,
    /// How many facts lie in each tenth of their predicted distribution.
    pub pit: [usize; PIT_BARS],
    pub worlds: u64,
}

impl Request {
    /// Worlds that are simulated from each origin.
    pub fn worlds_an_origin(&self) -> u64 {
        self.rows * FUTURES
    }

    /// The facts, known and to come.
    ///
    /// # Errors
    /// A file that cannot be read as what it is.
    pub fn fact_set(&self) -> Result<FactSet> {
        let observables = Observables::parse(&self.observables.name, &self.observables.text)?;
        FactSet::parse(&self.facts.name, self.facts.text.as_bytes(), &observables)
    }

    /// The conditioning at an origin.
    fn conditioning(&self, origin: usize) -> condition::Request {
        condition::Request {
            scenario: self.scenario.clone(),
            observables: self.observables.clone(),
            facts: self.facts.clone(),
            until: origin,
            rows: self.rows,
            sweeps: self.sweeps,
        }
    }

    /// Forecasts of all that came after an origin.
    fn forecasts(
        &self,
        facts: &[Fact],
        origin: usize,
        found: &condition::Results,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<Vec<Forecast>> {
        let end = origin as f64;
        let (known, later): (Vec<&Fact>, Vec<&Fact>) = facts.iter().partition(|fact| fact.span.end <= end);
        let scenario = Scenario {
            histories: Some(Arc::new(found.table.clone())),
            runs: self.worlds_an_origin(),
            ..self.scenario.clone()
        };
        let later: Vec<Fact> = later.into_iter().cloned().collect();
        let plan = Plan::new(&later, scenario.months);
        let runs = scenario.runs as usize;
        let values = sink.numbers(plan.covered().len() * runs, || {
            let mut nothing = Gathered::new(&[], scenario.months);
            Ok(plan.simulate(&scenario, options, &mut nothing)?.concat())
        })?;
        let mut forecasts = Vec::new();
        for ((fact, reading), column) in plan.covered.iter().zip(&plan.readings).zip(values.chunks_exact(runs)) {
            let naive = naive::forecasts(fact, &known);
            forecasts.push(Forecast {
                origin: Month(origin - 1),
                lead_months: fact.span.end - end,
                judged: judge(fact, column, None, reading.partly)?,
                baselines: naive.map(|naive| naive.map(|forecast| naive_score(fact, forecast))),
            });
        }
        Ok(forecasts)
    }
}

impl Study for Request {
    const KIND: Kind = Kind::Score;
    type Results<'a> = Results;

    fn inputs(&self) -> Vec<Input> {
        let mut inputs = Input::of_scenario(&self.scenario);
        inputs.push(Input::new("facts file", &self.facts.text));
        inputs.push(Input::new("file of observables", &self.observables.text));
        let origins: Vec<String> = self
            .origins
            .iter()
            .map(|&origin| Month(origin - 1).to_string())
            .collect();
        inputs.push(Input::new(
            "origins",
            format!(
                "known until {}; {} histories of {} sweeps, {FUTURES} futures each\n",
                origins.join(", "),
                self.rows,
                self.sweeps
            ),
        ));
        inputs
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Results> {
        let facts = self.fact_set()?.facts;
        let mut forecasts = Vec::new();
        let mut origins = Vec::new();
        for &origin in &self.origins {
            let found = self.conditioning(origin).run(options, sink)?;
            origins.push(OriginNote {
                origin: Month(origin - 1),
                facts: found.facts.len(),
                drift: found.mixing.drift(found.table.rows()),
            });
            forecasts.extend(self.forecasts(&facts, origin, &found, options, sink)?);
        }
        if forecasts.is_empty() {
            return Err(Error::Usage(
                "no fact lies between the origins and the scenario's horizon, so there is nothing to forecast"
                    .to_owned(),
            ));
        }
        Ok(self.conclude(origins, forecasts))
    }
}

/// Lead times that are scored together: from, up to and name.
pub(crate) const LEADS: [(f64, f64, &str); 4] = [
    (0.0, 6.0, "up to 6 months"),
    (6.0, 12.0, "6 to 12 months"),
    (12.0, 18.0, "12 to 18 months"),
    (18.0, f64::INFINITY, "more than 18 months"),
];

impl Request {
    fn conclude(&self, origins: Vec<OriginNote>, forecasts: Vec<Forecast>) -> Results {
        let seed = self.scenario.seed;
        let of = |name: &str, keep: &dyn Fn(&Forecast) -> bool| {
            let kept: Vec<&Forecast> = forecasts.iter().filter(|forecast| keep(forecast)).collect();
            (!kept.is_empty()).then(|| scored(name, &kept, seed))
        };
        let areas = Area::ALL.into_iter();
        let by_area = areas.filter_map(|area| of(area.key(), &|at| at.judged.fact.observable.area == area));
        let by_area = by_area.collect();
        let leads = LEADS.into_iter();
        let by_lead =
            leads.filter_map(|(from, to, name)| of(name, &|at| at.lead_months > from && at.lead_months <= to));
        let by_lead = by_lead.collect();
        let by_origin = origins.iter();
        let by_origin = by_origin.filter_map(|note| of(&note.origin.to_string(), &|at| at.origin == note.origin));
        let by_origin = by_origin.collect();
        let mut pit = [0; PIT_BARS];
        for forecast in &forecasts {
            pit[((forecast.judged.pit * PIT_BARS as f64) as usize).min(PIT_BARS - 1)] += 1;
        }
        Results {
            overall: scored("all", &forecasts.iter().collect::<Vec<_>>(), seed),
            by_area,
            by_lead,
            by_origin,
            pit,
            worlds: self.worlds_an_origin() * origins.len() as u64,
            origins,
            forecasts,
        }
    }
}

/// Scores of `forecasts`, of which there is one at least.
fn scored(name: &str, forecasts: &[&Forecast], seed: u64) -> Scored {
    let count = forecasts.len() as f64;
    let mean = |value: &dyn Fn(&Judged) -> f64| forecasts.iter().map(|at| value(&at.judged)).sum::<f64>() / count;
    let compared: Vec<(&Forecast, &[NaiveScore; 3])> = forecasts
        .iter()
        .filter_map(|at| Some((*at, at.baselines.as_ref()?)))
        .collect();
    // Facts of one observable and agent err together, so that they are drawn together.
    let mut clusters: Vec<(String, Vec<[f64; 3]>)> = Vec::new();
    for (at, baselines) in &compared {
        let fact = &at.judged.fact;
        let key = format!("{} {}", fact.observable.name, fact.observable.subject.key());
        let least = LEAST_SCORE * fact.full_error().mean();
        let log = |score: f64| kernels::ln(score.max(least));
        let ratios = baselines.each_ref().map(|naive| log(at.judged.crps) - log(naive.crps));
        match clusters.iter_mut().find(|(known, _)| *known == key) {
            Some((_, members)) => members.push(ratios),
            None => clusters.push((key, vec![ratios])),
        }
    }
    let members: Vec<&[[f64; 3]]> = clusters.iter().map(|(_, members)| &members[..]).collect();
    Scored {
        name: name.to_owned(),
        facts: forecasts.len(),
        compared: compared.len(),
        inside_share: mean(&|judged| f64::from(u8::from(judged.inside))),
        mean_relative_width: mean(&|judged| judged.relative_width),
        mean_crps: mean(&|judged| judged.normalised_crps),
        skills: (!members.is_empty()).then(|| std::array::from_fn(|baseline| skill(&members, baseline, seed))),
    }
}

/// 1 less the geometric mean of the ratios of scores, with the 5 % and 95 % points over resamples of `clusters`.
fn skill(clusters: &[&[[f64; 3]]], baseline: usize, seed: u64) -> Skill {
    let of = |chosen: &mut dyn Iterator<Item = usize>| {
        let ratios = chosen.flat_map(|place| clusters[place]).map(|ratios| ratios[baseline]);
        let (sum, count) = ratios.fold((0.0, 0.0), |(sum, count), ratio| (sum + ratio, count + 1.0));
        1.0 - kernels::exp(sum / count)
    };
    let streams = Streams::new(seed);
    let mut resampled: Vec<f64> = (0..RESAMPLES as u64)
        .map(|resample| {
            let mut stream = streams.open(resample, Purpose::Resampling.number());
            of(&mut (0..clusters.len()).map(|_| stream.below(clusters.len())))
        })
        .collect();
    resampled.sort_by(f64::total_cmp);
    Skill {
        value: of(&mut (0..clusters.len())),
        low: crate::crps::quantile(&resampled, 0.05),
        high: crate::crps::quantile(&resampled, 0.95),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two observables with ratios of e^-1 (three facts) and e^0.5 (one): 1 less the geometric mean is 1 - e^(-2.5/4). Resampled, the means of
    /// logarithms are -1 with chance 1/4, -2.5/4 with 1/2 and 0.5 with 1/4.
    #[test]
    fn skill_is_that_of_its_definition_and_its_interval_that_of_resampled_observables() {
        let (good, bad) = (vec![[-1.0; 3]; 3], vec![[0.5; 3]]);
        let found = skill(&[&good, &bad], 0, 7);
        assert!((found.value - (1.0 - f64::exp(-0.625))).abs() < 1e-12);
        assert!((found.low - (1.0 - f64::exp(0.5))).abs() < 1e-12, "{}", found.low);
        assert!((found.high - (1.0 - f64::exp(-1.0))).abs() < 1e-12, "{}", found.high);
    }
}
