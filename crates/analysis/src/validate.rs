//! The hindcast: the baseline ensemble held against recorded facts.

pub mod claims;
pub mod held;
mod request;
pub mod sanity;

use super::crps;
use super::facts::{Fact, FactSet, Spread};
use super::naive::{self, Naive};
use super::observables::{Area, Scale};
use super::observation::Reading;
use super::published::Published;
use super::scores::{Band, Judged, NaiveScore, Scores};
use engine::ensemble::{self, Audited, Detail, Flow, State};
use engine::model::series::Series;
use engine::numeric::kernels;
use engine::scenario::Scenario;
use engine::scenario::time::Month;
use error::{Error, Result};

pub use request::Request;
use sanity::{Bound, Gathered, Range};
use std::sync::LazyLock;

/// Lower and upper share of worlds that bound the band.
const BAND: (f64, f64) = (0.05, 0.95);
/// A step of this size modulo 1 (the golden ratio) fills 0..1 as evenly as a sequence can.
const GOLDEN_STEP: f64 = 0.618_033_988_749_894_9;
/// On a log scale a simulated value counts as at least this part of the median of the positive ones, so that a zero stays
/// comparable; where no world gives a positive value, as this much of the unit.
const SMALLEST_PART: f64 = 1e-6;

/// What to validate with beside the scenario.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub ensemble: ensemble::Options,
    /// Facts that the naive forecast may know in addition to those judged (the shipped ones, say, where another file is judged).
    pub known: Vec<Fact>,
}

/// A fact about which the simulation says nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct NotCovered {
    pub fact: Fact,
    pub reason: String,
}

/// The result of a hindcast.
#[derive(Debug, Clone, PartialEq)]
pub struct Validation {
    pub runs: u64,
    /// Last month of the record that the worlds were made to agree with; nothing of worlds as they are drawn.
    pub known_until: Option<Month>,
    /// In the order of the facts file.
    pub judged: Vec<Judged>,
    pub not_covered: Vec<NotCovered>,
    pub overall: Scores,
    /// Areas that hold a judged fact, in the order of [`Area::ALL`].
    pub areas: Vec<(Area, Scores)>,
    /// How well the model's accounts balance, if they were audited.
    pub accounts: Vec<Audited>,
    /// The ranges of bounded quantities, if they were gathered; none where the simulation has none of a bound's months.
    pub magnitudes: Vec<(Bound, Option<Range>)>,
    /// Published forecasts that lie within the simulated time, in the order of their file.
    pub published: Vec<Beside>,
}

impl Validation {
    /// Whether the score of a fact is in-sample: the model was fitted with it at hand, or the worlds were made to agree with what was
    /// recorded by then.
    pub fn is_in_sample(&self, fact: &Fact) -> bool {
        let is_known = |until: Month| fact.span.end <= (until.0 + 1) as f64;
        is_fitted(fact) || self.known_until.is_some_and(is_known)
    }
}

/// Up to which month the record is known to the worlds of a scenario.
pub(crate) fn known_until(scenario: &Scenario) -> Option<Month> {
    scenario.histories.as_ref().map(|table| table.provenance.until)
}

/// A published forecast with what the model says beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    pub published: Published,
    /// The simulation alone, over worlds.
    pub simulated: Band,
}

impl Beside {
    /// Whether the published value, or the whole of its range, lies outside the model's 5-95 % band.
    pub fn is_apart(&self) -> bool {
        let fact = &self.published.fact;
        let (low, high) = (fact.low.unwrap_or(fact.value), fact.high.unwrap_or(fact.value));
        high < self.simulated.p05 || low > self.simulated.p95
    }
}

/// Runs the scenario's ensemble and holds it against `facts`. Facts outside the simulated time are reported, not refused.
///
/// # Errors
/// The ensemble's own; no world that gives a number for a fact.
pub fn validate(scenario: &Scenario, facts: &[Fact], options: &Options) -> Result<Validation> {
    let plan = Plan::new(facts, scenario.months);
    let values = plan.simulate(scenario, &options.ensemble, &mut Gathered::new(&[], scenario.months))?;
    Ok(Validation {
        known_until: known_until(scenario),
        ..plan.judge(&values, &options.known)?
    })
}

/// The facts that the simulated time covers, ready to be read off one world after the other.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(crate) covered: Vec<Fact>,
    pub(crate) readings: Vec<Reading>,
    not_covered: Vec<NotCovered>,
}

impl Plan {
    /// Sorts `facts` into those that runs of `months` months cover and those they do not.
    pub fn new(facts: &[Fact], months: usize) -> Self {
        let mut plan = Self {
            covered: Vec::new(),
            readings: Vec::new(),
            not_covered: Vec::new(),
        };
        for fact in facts {
            match Reading::prepare(&fact.observable, fact.span, months) {
                Ok(reading) => {
                    plan.covered.push(fact.clone());
                    plan.readings.push(reading);
                }
                Err(reason) => plan.not_covered.push(NotCovered {
                    fact: fact.clone(),
                    reason,
                }),
            }
        }
        plan
    }

    /// Facts that are covered, in file order.
    pub fn covered(&self) -> &[Fact] {
        &self.covered
    }

    /// Simulates every world of a scenario and reads it, for facts and for bounds of magnitudes.
    pub(crate) fn simulate(
        &self,
        scenario: &Scenario,
        options: &ensemble::Options,
        gathered: &mut Gathered<'_>,
    ) -> Result<Vec<Vec<f64>>> {
        let scenario = Scenario {
            kept_trajectories: scenario.runs,
            event_worlds: 0,
            ..scenario.clone()
        };
        let mut values = vec![Vec::with_capacity(scenario.runs as usize); self.readings.len()];
        let state = State::new(&scenario, Detail::Metrics)?;
        ensemble::run(&scenario, options, state, &mut |batch, _| {
            for trajectory in batch.trajectories() {
                let series = |series, month: usize| trajectory.series(series)[month];
                self.read(&series, &mut values);
                gathered.take(&series);
            }
            Ok(Flow::Continue)
        })?;
        Ok(values)
    }

    /// Reads one world: appends a value to each covered fact's list in `values`. `value` gives a series at the end of a month.
    pub fn read(&self, value: &impl Fn(Series, usize) -> f64, values: &mut [Vec<f64>]) {
        for (reading, column) in self.readings.iter().zip(values) {
            column.push(reading.read(value));
        }
    }

    /// Scores the worlds read so far, as if they knew nothing of the record; `values` holds a list for each covered fact, all of one length.
    ///
    /// # Errors
    /// A fact for which no world gave a number.
    pub fn judge(&self, values: &[Vec<f64>], known: &[Fact]) -> Result<Validation> {
        let shown = self
            .covered
            .iter()
            .chain(self.not_covered.iter().map(|entry| &entry.fact));
        let mut all: Vec<&Fact> = shown.collect();
        let added: Vec<&Fact> = known
            .iter()
            .filter(|fact| all.iter().all(|other| other.id != fact.id))
            .collect();
        all.extend(added);
        let mut judged = Vec::with_capacity(self.covered.len());
        for ((fact, reading), column) in self.covered.iter().zip(&self.readings).zip(values) {
            let naive = naive::forecast(fact, &all);
            judged.push(judge(fact, column, naive, reading.partly)?);
        }
        let areas = Area::ALL
            .into_iter()
            .map(|area| {
                (
                    area,
                    judged
                        .iter()
                        .filter(|entry| entry.fact.observable.area == area)
                        .collect::<Vec<_>>(),
                )
            })
            .filter(|(_, entries)| !entries.is_empty())
            .map(|(area, entries)| (area, Scores::of(&entries)))
            .collect();
        Ok(Validation {
            runs: values.first().map_or(0, |column| column.len() as u64),
            known_until: None,
            overall: Scores::of(&judged.iter().collect::<Vec<_>>()),
            areas,
            judged,
            not_covered: self.not_covered.clone(),
            accounts: Vec::new(),
            magnitudes: Vec::new(),
            published: Vec::new(),
        })
    }
}

/// Whether the model was fitted with a fact at hand: those of the shipped file were, so that a score on them is in-sample. What other
/// files hold may be new to it.
fn is_fitted(fact: &Fact) -> bool {
    static SHIPPED: LazyLock<FactSet> = LazyLock::new(FactSet::shipped);
    let is_this = |known: &Fact| known.id == fact.id && known.value == fact.value && known.date == fact.date;
    SHIPPED.facts.iter().any(is_this)
}

/// Published forecasts beside what worlds say of each; one of which no world says anything is left out.
fn beside(published: Vec<Published>, columns: &[Vec<f64>]) -> Vec<Beside> {
    let of = |(published, column): (Published, &Vec<f64>)| {
        let mut values: Vec<f64> = column.iter().copied().filter(|value| value.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        let at = |share| crps::quantile(&values, share);
        (!values.is_empty()).then(|| Beside {
            simulated: Band {
                p05: at(BAND.0),
                p50: at(0.5),
                p95: at(BAND.1),
            },
            published,
        })
    };
    published.into_iter().zip(columns).filter_map(of).collect()
}

/// Holds a fact against what worlds say of it.
///
/// # Errors
/// No world gives a number for it.
pub(crate) fn judge(fact: &Fact, values: &[f64], naive: Option<Naive>, partly: bool) -> Result<Judged> {
    let full = fact.full_error();
    let floor = floor(values);
    let scaled = |value: f64| match fact.observable.scale {
        Scale::Log => kernels::ln(value.max(floor)),
        Scale::Linear => value,
    };
    let start = offset(&fact.id);
    let mut simulated = Vec::with_capacity(values.len());
    let mut predicted = Vec::with_capacity(values.len());
    for (world, &value) in values.iter().enumerate() {
        if !value.is_finite() {
            continue;
        }
        let truth = scaled(value);
        let even = start + GOLDEN_STEP * (world as f64 + 0.5);
        simulated.push(truth);
        predicted.push(within_unit(fact, truth - draw(full, even - even.floor())));
    }
    let lost_worlds = (values.len() - simulated.len()) as u64;
    if simulated.is_empty() {
        let label = fact.label();
        return Err(Error::Usage(format!(
            "{}: no simulated world gives a number for {label}; run at least one world",
            fact.id
        )));
    }
    simulated.sort_by(f64::total_cmp);
    predicted.sort_by(f64::total_cmp);
    let band = |sorted: &[f64]| {
        let at = |p| fact.in_unit(crps::quantile(sorted, p));
        Band {
            p05: at(BAND.0),
            p50: at(0.5),
            p95: at(BAND.1),
        }
    };
    let recorded = fact.centre();
    let (low, high) = (crps::quantile(&predicted, BAND.0), crps::quantile(&predicted, BAND.1));
    let width = match fact.observable.scale {
        Scale::Log => (high - low) * std::f64::consts::LOG10_E,
        Scale::Linear => high - low,
    };
    let score = crps::of_sample(&predicted, recorded);
    let z = kernels::normal_quantile(BAND.1);
    Ok(Judged {
        simulated: band(&simulated),
        predicted: band(&predicted),
        inside: (low..=high).contains(&recorded),
        error: recorded - crps::quantile(&predicted, 0.5),
        width,
        relative_width: (high - low) / (z * (full.below + full.above)),
        crps: score,
        normalised_crps: score / full.mean(),
        naive: naive.map(|forecast| naive_score(fact, forecast)),
        pit: predicted.partition_point(|&value| value < recorded) as f64 / predicted.len() as f64,
        partly,
        lost_worlds,
        fact: fact.clone(),
    })
}

/// What a zero counts as on a log scale; the recorded value has no part in it, so a wrong one moves no simulated number.
fn floor(values: &[f64]) -> f64 {
    let mut positive: Vec<f64> = values
        .iter()
        .copied()
        .filter(|value| value.is_finite() && *value > 0.0)
        .collect();
    positive.sort_by(f64::total_cmp);
    let typical = if positive.is_empty() {
        1.0
    } else {
        crps::quantile(&positive, 0.5)
    };
    (SMALLEST_PART * typical).max(f64::MIN_POSITIVE)
}

/// One error of the source, at share `even` of its distribution: normal on each side, its middle at zero.
fn draw(spread: Spread, even: f64) -> f64 {
    // The sequence may touch 0 itself, where the quantile has no value.
    let z = kernels::normal_quantile(even.clamp(1e-9, 1.0 - 1e-9));
    if z < 0.0 { z * spread.below } else { z * spread.above }
}

/// Shares that a source can state lie in 0..1.
fn within_unit(fact: &Fact, value: f64) -> f64 {
    match (fact.observable.unit.as_str(), fact.observable.scale) {
        ("share", Scale::Linear) => value.clamp(0.0, 1.0),
        ("share", Scale::Log) => value.min(0.0),
        _ => value,
    }
}

/// Where a fact's even sequence starts, 0..1, from its id alone (FNV-1a), so that facts do not share their errors and adding a
/// row moves no other.
fn offset(id: &str) -> f64 {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

/// Scores a naive forecast of a fact.
pub(crate) fn naive_score(fact: &Fact, forecast: Naive) -> NaiveScore {
    let half = kernels::normal_quantile(BAND.1) * forecast.sd;
    let (low, high) = (forecast.mean - half, forecast.mean + half);
    NaiveScore {
        method: forecast.method,
        band: Band {
            p05: fact.in_unit(low),
            p50: fact.in_unit(forecast.mean),
            p95: fact.in_unit(high),
        },
        inside: (low..=high).contains(&fact.centre()),
        crps: crps::of_normal(forecast.mean, forecast.sd, fact.centre()),
    }
}

pub mod schema;

#[cfg(test)]
mod tests;
