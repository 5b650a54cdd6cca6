//! Summing up what the worlds gave: bands over time, outcomes, and differences between two cases world by world.

use std::collections::BTreeMap;

use analysis::dependence::Dependences;
use engine::ensemble::end_year;
use engine::model::metrics::{Kind, METRICS, Metric};
use engine::model::series::Series;
use engine::numeric::sketch::quantile_of;
use engine::scenario::Scenario;
use engine::scenario::cards::CardSet;
use engine::scenario::distributions::Sampler;
use engine::scenario::time::FIRST_YEAR;
use engine::scenario::worlds::drawn_parameters;
use error::{Error, Result};
use serde::Serialize;

use crate::number::Number;
use crate::simulate::{Simulated, months_sampled, place_of};

/// Two values of a metric are the same if they differ by less than this part of the larger one: that much is rounding.
const ROUNDING: f64 = 1e-9;
/// Bins a year in charts of years.
const BINS_A_YEAR: usize = 2;

/// What the worlds of one case gave so far.
#[derive(Debug)]
pub struct Held {
    months: usize,
    series: Vec<Series>,
    /// By the number of their first world, as they came: nothing is copied until it is summed up.
    pieces: BTreeMap<usize, Piece>,
}

/// Worlds in a row.
#[derive(Debug)]
struct Piece {
    worlds: usize,
    simulated: Simulated,
}

/// Worlds of several cases.
#[derive(Debug, Default)]
pub struct Store {
    cases: BTreeMap<String, Held>,
}

/// Bands of a series: one value a sampled month.
#[derive(Debug, Default, Serialize)]
pub struct Bands {
    series: String,
    p05: Vec<Number>,
    p25: Vec<Number>,
    p50: Vec<Number>,
    p75: Vec<Number>,
    p95: Vec<Number>,
}

/// An outcome over the worlds, and how it differs from the baseline's.
#[derive(Debug, Serialize)]
pub struct Row {
    key: &'static str,
    /// Worlds with a value.
    worlds: usize,
    p05: Number,
    p50: Number,
    p95: Number,
    /// Share of worlds in which it never happens; of a year or of a number that may not exist.
    never: Number,
    /// Shares of worlds for nobody and each state; of an outcome that says who.
    who: Option<[f64; 3]>,
    difference: Option<DifferenceRow>,
}

/// A difference world by world. A year that never comes counts as the end of the horizon.
#[derive(Debug, Serialize)]
pub struct DifferenceRow {
    pairs: usize,
    mean: Number,
    p05: Number,
    p50: Number,
    p95: Number,
    /// Shares of worlds in which it is larger (a year: later) and smaller.
    larger: Number,
    smaller: Number,
    /// Change of the share of worlds in which it never happens.
    never: Number,
    who: Option<[f64; 3]>,
    /// The mean difference in standard deviations over the baseline's worlds: puts effects on different outcomes in order.
    size: Number,
}

/// In which years something happens.
#[derive(Debug, Serialize)]
pub struct Years {
    metric: &'static str,
    edges: Vec<f64>,
    /// Share of all worlds in each bin.
    shares: Vec<f64>,
    never: f64,
}

/// One case summed up.
#[derive(Debug, Serialize)]
pub struct Summary {
    worlds: usize,
    failed: usize,
    bands: Vec<Bands>,
    /// The same of the differences from the baseline.
    differences: Vec<Bands>,
    rows: Vec<Row>,
    years: Vec<Years>,
}

/// What an outcome goes with.
#[derive(Debug, Serialize)]
pub struct Influence {
    parameter: String,
    correlation: f64,
    low: f64,
    high: f64,
    /// Whether chance would reach it in fewer than one of twenty results.
    told: bool,
}

impl Store {
    /// Begins a case, forgetting what was there under this name.
    pub fn begin(&mut self, name: &str, months: usize, series: Vec<Series>) {
        let held = Held {
            months,
            series,
            pieces: BTreeMap::new(),
        };
        self.cases.insert(name.to_owned(), held);
    }

    /// Forgets all cases but these.
    pub fn keep(&mut self, names: &[String]) {
        self.cases.retain(|name, _| names.contains(name));
    }

    /// Takes what `worlds` worlds from `first` on gave.
    ///
    /// # Errors
    /// Arrays of another size than the case needs.
    pub fn take(&mut self, name: &str, first: usize, worlds: usize, simulated: Simulated) -> Result<()> {
        let held = self.cases.get_mut(name).ok_or_else(|| unknown(name))?;
        let rows = held.series.len() * months_sampled(held.months).count();
        if simulated.metrics.len() != METRICS * worlds || simulated.samples.len() != rows * worlds {
            return Err(Error::Usage(format!(
                "worlds {first} to {} do not fit `{name}`",
                first + worlds
            )));
        }
        held.pieces.insert(first, Piece { worlds, simulated });
        Ok(())
    }

    /// Sums up the first `worlds` of a case, and its differences from another where one is named.
    ///
    /// # Errors
    /// A case that is not there.
    pub fn summarise(&self, name: &str, baseline: Option<&str>, worlds: usize, series: &[Series]) -> Result<Summary> {
        let held = self.held(name)?;
        let other = baseline.map(|name| self.held(name)).transpose()?;
        let bands = |other: Option<&Held>| -> Vec<Bands> {
            let shown = series.iter().filter_map(|series| Some((held.place(*series)?, *series)));
            shown
                .map(|(place, series)| held.bands(other, place, series, worlds))
                .collect()
        };
        Ok(Summary {
            worlds,
            failed: held.failed(worlds),
            bands: bands(None),
            differences: match other {
                Some(other) if other.series == held.series => bands(Some(other)),
                _ => Vec::new(),
            },
            rows: Metric::ALL
                .into_iter()
                .map(|metric| held.row(metric, other, worlds))
                .collect(),
            years: Metric::ALL
                .into_iter()
                .filter(|metric| metric.kind() == Kind::Year)
                .map(|metric| held.years(metric, worlds))
                .collect(),
        })
    }

    /// What an outcome depends on among the drawn parameters, the strongest first.
    ///
    /// # Errors
    /// A case that is not there; cards that cannot be drawn from.
    pub fn influences(&self, name: &str, scenario: &Scenario, metric: Metric, worlds: usize) -> Result<Vec<Influence>> {
        let held = self.held(name)?;
        let runs: Vec<u64> = (0..worlds as u64).collect();
        let columns = drawn_parameters(&Sampler::new(&scenario.cards)?, scenario.draws(), &runs);
        Ok(influences(&held.metric(metric, worlds), &columns, &scenario.cards))
    }

    /// The values of a metric in the first worlds.
    ///
    /// # Errors
    /// A case that is not there.
    pub fn values(&self, name: &str, metric: Metric, worlds: usize) -> Result<Vec<f64>> {
        self.held(name).map(|held| held.metric(metric, worlds))
    }

    /// The end of the horizon of a case, a decimal year.
    ///
    /// # Errors
    /// A case that is not there.
    pub fn end(&self, name: &str) -> Result<f64> {
        self.held(name).map(|held| end_year(held.months))
    }

    fn held(&self, name: &str) -> Result<&Held> {
        self.cases.get(name).ok_or_else(|| unknown(name))
    }
}

fn unknown(name: &str) -> Error {
    Error::Usage(format!("there are no worlds of `{name}`"))
}

fn influences(outcome: &[f64], columns: &[Vec<f64>], cards: &CardSet) -> Vec<Influence> {
    let found = Dependences::of(outcome, columns);
    let told = |value: f64| value.abs() > found.floor;
    found
        .all
        .iter()
        .map(|dependence| Influence {
            parameter: cards.cards[dependence.column].key.clone(),
            correlation: dependence.value,
            low: dependence.low,
            high: dependence.high,
            told: told(dependence.value),
        })
        .collect()
}

impl Held {
    fn place(&self, series: Series) -> Option<usize> {
        self.series.iter().position(|other| *other == series)
    }

    /// A metric of the first worlds; not a number where a world has not come or has failed.
    fn metric(&self, metric: Metric, worlds: usize) -> Vec<f64> {
        let mut values = vec![f64::NAN; worlds];
        self.gather(&mut values, |piece| {
            &piece.simulated.metrics[place_of(metric) * piece.worlds..][..piece.worlds]
        });
        values
    }

    /// Puts one row of every piece in its place among the first worlds.
    fn gather<Value: Copy>(&self, values: &mut [Value], row: impl Fn(&Piece) -> &[Value]) {
        for (&first, piece) in self.pieces.range(..values.len()) {
            let room = &mut values[first..];
            let count = room.len().min(piece.worlds);
            room[..count].copy_from_slice(&row(piece)[..count]);
        }
    }

    /// How many of the first worlds have no metric at all.
    fn failed(&self, worlds: usize) -> usize {
        let mut count = worlds;
        for (&first, piece) in self.pieces.range(..worlds) {
            let there = piece.worlds.min(worlds - first);
            let has_any = |world: &usize| {
                let mut metrics = piece.simulated.metrics.iter().skip(*world).step_by(piece.worlds);
                metrics.any(|value| !value.is_nan())
            };
            count -= (0..there).filter(has_any).count();
        }
        count
    }

    fn bands(&self, other: Option<&Self>, place: usize, series: Series, worlds: usize) -> Bands {
        let points = months_sampled(self.months).count();
        let mut bands = Bands {
            series: series.name(),
            ..Bands::default()
        };
        let (mut samples, mut before) = (vec![f32::NAN; worlds], vec![f32::NAN; worlds]);
        let mut values = Vec::with_capacity(worlds);
        for row in (0..points).map(|point| place * points + point) {
            self.gather(&mut samples, |piece| {
                &piece.simulated.samples[row * piece.worlds..][..piece.worlds]
            });
            values.clear();
            values.extend(samples.iter().map(|&value| f64::from(value)));
            if let Some(other) = other {
                other.gather(&mut before, |piece| {
                    &piece.simulated.samples[row * piece.worlds..][..piece.worlds]
                });
                for (value, before) in values.iter_mut().zip(&before) {
                    *value -= f64::from(*before);
                }
            }
            let [p05, p25, p50, p75, p95] = quantiles(&mut values, [0.05, 0.25, 0.5, 0.75, 0.95]).map(Number);
            bands.p05.push(p05);
            bands.p25.push(p25);
            bands.p50.push(p50);
            bands.p75.push(p75);
            bands.p95.push(p95);
        }
        bands
    }

    fn row(&self, metric: Metric, other: Option<&Self>, worlds: usize) -> Row {
        let mut values = self.metric(metric, worlds);
        let never = never(&values, metric);
        let who = (metric.kind() == Kind::Who).then(|| who(&values));
        let kept = values.iter().filter(|value| !value.is_nan()).count();
        if metric.kind() == Kind::NumberOrNever {
            values.retain(|value| value.is_finite());
        }
        let [p05, p50, p95] = quantiles(&mut values, [0.05, 0.5, 0.95]).map(Number);
        Row {
            key: metric.key(),
            worlds: kept,
            p05,
            p50,
            p95,
            never: Number(never),
            who,
            difference: other.map(|other| self.difference(metric, other, worlds)),
        }
    }

    fn difference(&self, metric: Metric, other: &Self, worlds: usize) -> DifferenceRow {
        let [after, before] = [self, other].map(|held| held.metric(metric, worlds));
        let counts = |value: f64| match metric.kind() {
            Kind::NumberOrNever => value.is_finite(),
            Kind::Number | Kind::Year | Kind::Who => !value.is_nan(),
        };
        let pairs: Vec<(f64, f64)> = before
            .iter()
            .copied()
            .zip(after.iter().copied())
            .filter(|&(x, y)| counts(x) && counts(y))
            .collect();
        let share = |is: &dyn Fn(f64, f64) -> bool| {
            pairs.iter().filter(|&&(x, y)| is(x, y)).count() as f64 / pairs.len() as f64
        };
        let end = end_year(self.months);
        let restricted = |value: f64| {
            if metric.kind() == Kind::Year && value > end {
                end
            } else {
                value
            }
        };
        let mut apart: Vec<f64> = pairs.iter().map(|&(x, y)| restricted(y) - restricted(x)).collect();
        let mean = mean(&apart);
        let size = mean / deviation(pairs.iter().map(|&(x, _)| restricted(x)));
        let is_who = metric.kind() == Kind::Who;
        let [p05, p50, p95] = match is_who {
            true => [f64::NAN; 3],
            false => quantiles(&mut apart, [0.05, 0.5, 0.95]),
        };
        let shares = [&before, &after].map(|values| who(values));
        DifferenceRow {
            pairs: pairs.len(),
            mean: Number(if is_who { f64::NAN } else { mean }),
            p05: Number(p05),
            p50: Number(p50),
            p95: Number(p95),
            larger: Number(share(&|x, y| y > x && !is_rounding(x, y))),
            smaller: Number(share(&|x, y| y < x && !is_rounding(x, y))),
            never: Number(never(&after, metric) - never(&before, metric)),
            who: is_who.then(|| std::array::from_fn(|place| shares[1][place] - shares[0][place])),
            size: Number(if is_who || !size.is_finite() { 0.0 } else { size }),
        }
    }

    fn years(&self, metric: Metric, worlds: usize) -> Years {
        let values = self.metric(metric, worlds);
        let bins = (end_year(self.months) - f64::from(FIRST_YEAR)).ceil() as usize * BINS_A_YEAR;
        let edges: Vec<f64> = (0..=bins)
            .map(|bin| f64::from(FIRST_YEAR) + bin as f64 / BINS_A_YEAR as f64)
            .collect();
        let mut counts = vec![0_usize; bins];
        for value in values.iter().filter(|value| value.is_finite()) {
            // A year is the end of a month: December 2030 is 2031.0 and belongs to 2030.
            let bin = ((value - f64::from(FIRST_YEAR)) * BINS_A_YEAR as f64 - 1e-6).max(0.0) as usize;
            counts[bin.min(bins - 1)] += 1;
        }
        let all = values.iter().filter(|value| !value.is_nan()).count().max(1) as f64;
        Years {
            metric: metric.key(),
            edges,
            shares: counts.into_iter().map(|count| count as f64 / all).collect(),
            never: never(&values, metric),
        }
    }
}

/// Quantiles of the values that are numbers, which are put in order; `never` is the highest. Not numbers where there is none.
fn quantiles<const N: usize>(values: &mut Vec<f64>, shares: [f64; N]) -> [f64; N] {
    values.retain(|value| !value.is_nan());
    if values.is_empty() {
        return [f64::NAN; N];
    }
    values.sort_unstable_by(f64::total_cmp);
    shares.map(|share| quantile_of(values.len() as u64, share, |rank| values[rank as usize]))
}

/// Share of worlds in which it never happens; not a number where it always has a value.
fn never(values: &[f64], metric: Metric) -> f64 {
    match metric.kind() {
        Kind::Number | Kind::Who => f64::NAN,
        Kind::Year | Kind::NumberOrNever => {
            let all = values.iter().filter(|value| !value.is_nan()).count();
            values.iter().filter(|value| value.is_infinite()).count() as f64 / all as f64
        }
    }
}

fn who(values: &[f64]) -> [f64; 3] {
    let all = values.iter().filter(|value| !value.is_nan()).count().max(1) as f64;
    std::array::from_fn(|state| values.iter().filter(|value| **value == state as f64).count() as f64 / all)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn deviation(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    let middle = mean(&values);
    (values
        .iter()
        .map(|value| (value - middle) * (value - middle))
        .sum::<f64>()
        / values.len() as f64)
        .sqrt()
}

fn is_rounding(x: f64, y: f64) -> bool {
    let size = if x.abs() > y.abs() { x.abs() } else { y.abs() };
    x == y || size.is_finite() && (y - x).abs() <= ROUNDING * size
}
