//! The reducers: what is known of all runs so far.

use super::cells::Outcome;
use super::digest::Layout;
use super::estimates::{Estimate, Estimates, Milestone, STATISTICS, Weights, estimates_of, is_milestone};
use super::parallel::Workers;
use super::run::Group;
use super::summary::{Distribution, MetricSummary, Spread, Summary, share_of};
use super::{Batch, EXACT_RUNS, MAX_RUNS};
use crate::error::{Error, Result};
use crate::model::metrics::{Kind, METRICS, Metric};
use crate::model::series::{SERIES, Series};
use crate::numeric::dispatch::{Kernel, Processor};
use crate::numeric::sketch::Sketch;
use crate::numeric::statistics::Moments;
use crate::scenario::Scenario;
use crate::scenario::time::MAX_MONTHS;

/// What is collected besides metrics and draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Metrics alone: for grids of scenarios.
    Metrics,
    /// The distributions of these series in every month as well.
    Chosen(&'static [Series]),
    /// The distribution of every series in every month as well.
    Series,
}

/// The reduced results of the runs below `next_run`.
#[derive(Debug, Clone)]
pub struct State {
    /// Of the scenario: a state goes on only with the scenario it began with.
    pub(super) seed: u64,
    pub(super) months: usize,
    pub(super) runs: u64,
    pub(super) next_run: u64,
    pub(super) failed: u64,
    pub(super) metrics: Vec<MetricState>,
    pub(super) milestones: Vec<Milestone>,
    /// Which series are collected.
    pub(super) series: Vec<Series>,
    /// By month, then series in that order.
    pub(super) rows: Vec<Row>,
}

/// One metric over the runs so far.
#[derive(Debug, Clone)]
pub(super) struct MetricState {
    /// Of the finite values, in run order.
    pub sum: f64,
    /// Of the finite values too.
    pub moments: Moments,
    pub values: Values,
}

#[derive(Debug, Clone)]
pub(super) enum Values {
    /// Every value, in run order.
    All(Vec<f64>),
    Sketch(Sketch),
}

/// One series in one month over the runs so far.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Of the finite values: each group of runs is added up first, then the groups in run order.
    pub sum: f64,
    pub sketch: Sketch,
}

/// Distinct values of a metric that a sketch keeps exactly: enough for every month of the longest horizon.
const FEW_YEARS: u32 = 512;
const _: () = assert!(MAX_MONTHS < FEW_YEARS as usize);

impl State {
    /// Nothing yet.
    ///
    /// # Errors
    /// More runs than [`MAX_RUNS`].
    pub fn new(scenario: &Scenario, detail: Detail) -> Result<Self> {
        if scenario.runs > MAX_RUNS {
            return Err(Error::Usage(format!(
                "{} runs are too many; at most {MAX_RUNS} can be counted",
                scenario.runs
            )));
        }
        let values = if scenario.runs <= EXACT_RUNS {
            Values::All(Vec::new())
        } else {
            Values::Sketch(Sketch::with_exact(FEW_YEARS))
        };
        let series: Vec<Series> = match detail {
            Detail::Metrics => Vec::new(),
            Detail::Chosen(series) => series.to_vec(),
            Detail::Series => Series::all().collect(),
        };
        let rows = series.len() * scenario.months;
        Ok(Self {
            seed: scenario.seed,
            months: scenario.months,
            runs: scenario.runs,
            next_run: 0,
            failed: 0,
            metrics: vec![
                MetricState {
                    sum: 0.0,
                    moments: Moments::default(),
                    values
                };
                METRICS
            ],
            milestones: Vec::new(),
            series,
            rows: vec![
                Row {
                    sum: 0.0,
                    sketch: Sketch::default()
                };
                rows
            ],
        })
    }

    /// The first run that is not yet in.
    pub fn next_run(&self) -> u64 {
        self.next_run
    }

    /// Whether all runs are in.
    pub fn is_finished(&self) -> bool {
        self.next_run >= self.runs
    }

    /// Failed runs so far.
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// Every value of a metric so far, in run order; `None` of an ensemble of more than [`EXACT_RUNS`] runs.
    pub fn values(&self, metric: Metric) -> Option<&[f64]> {
        match &self.metrics[metric as usize].values {
            Values::All(values) => Some(values),
            Values::Sketch(_) => None,
        }
    }

    /// Whether the state was begun with this scenario's seed, horizon and number of runs.
    pub(super) fn fits(&self, scenario: &Scenario) -> bool {
        (self.seed, self.months, self.runs) == (scenario.seed, scenario.months, scenario.runs)
    }

    /// Which values the next batch has to bring.
    pub(super) fn layout(&self) -> Layout {
        let month = |month| {
            let series = self.series.iter();
            series.map(move |series| month * SERIES + series.index())
        };
        Layout {
            places: (0..self.months).flat_map(month).collect(),
            whole: (0..self.rows.len())
                .filter(|&row| self.rows[row].sketch.keeps_values())
                .collect(),
        }
    }

    /// Counts in a batch whose runs are those of `groups`, made for `layout`.
    pub(super) fn take_in(
        &mut self,
        batch: &Batch,
        layout: &Layout,
        groups: &[Group],
        workers: &Workers,
        processor: Processor,
    ) {
        workers.each_piece(&mut self.rows, ROWS_AT_ONCE, |piece, rows| {
            processor.run(Reduction {
                first: piece * ROWS_AT_ONCE,
                rows,
                layout,
                groups,
            });
        });
        for group in groups {
            for &(row, value) in &group.digest.odd {
                if layout.whole.binary_search(&row).is_err() {
                    self.rows[row].sketch.insert(value);
                }
            }
        }
        for values in batch.metrics() {
            for (metric, &value) in self.metrics.iter_mut().zip(values) {
                metric.take_in(value);
            }
            self.next_run += 1;
            if is_milestone(self.next_run) {
                let estimates = self.estimates(workers);
                self.milestones.push(Milestone {
                    runs: self.next_run,
                    estimates,
                });
            }
        }
        self.failed += batch.failed().len() as u64;
    }

    /// Counts in the next run, simulated as a cell. Keeps no milestones: an experiment that looks on the way does so itself.
    pub fn take_outcome(&mut self, outcome: &Outcome) {
        for (metric, &value) in self.metrics.iter_mut().zip(&outcome.metrics) {
            metric.take_in(value);
        }
        self.next_run += 1;
        self.failed += u64::from(outcome.failed);
    }

    /// What was known after 125, 250, 500 ... runs, up to where the state stands.
    pub fn milestones(&self) -> &[Milestone] {
        &self.milestones
    }

    fn estimates(&self, workers: &Workers) -> Vec<Estimates> {
        let weights = Weights::new(self.next_run - self.failed);
        let mut estimates = vec![[Estimate::NONE; STATISTICS]; METRICS];
        workers.each_piece(&mut estimates, 1, |place, piece| {
            for found in piece {
                let summary = self.metrics[place].summary(Metric::ALL[place]);
                *found = estimates_of(&summary, self.months, &weights);
            }
        });
        estimates
    }

    /// Means, quantiles and shares of the runs so far.
    pub fn summary(&self) -> Summary {
        Summary {
            runs: self.next_run,
            failed: self.failed,
            months: self.months,
            collected: self.series.clone(),
            series: (0..self.series.len())
                .flat_map(|series| self.rows[series..].iter().step_by(self.series.len()).map(Row::spread))
                .collect(),
            metrics: Metric::ALL
                .into_iter()
                .zip(&self.metrics)
                .map(|(metric, state)| state.summary(metric))
                .collect(),
        }
    }
}

/// Rows that are counted in together: their bins fit a processor's cache, and each block is read in stretches.
const ROWS_AT_ONCE: usize = 32;

/// Counts the values of all groups in some rows in, in run order.
struct Reduction<'a> {
    /// Number of the first of the rows.
    first: usize,
    rows: &'a mut [Row],
    layout: &'a Layout,
    groups: &'a [Group],
}

impl Kernel for Reduction<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let numbers = self.first..self.first + self.rows.len();
        // As the batch was made for them: rows that get their values whole may turn to bins below.
        let is_whole: Vec<bool> = self.rows.iter().map(|row| row.sketch.keeps_values()).collect();
        for Group { digest, .. } in self.groups {
            let edges = &digest.edges[numbers.clone()];
            for ((row, edge), whole) in self.rows.iter_mut().zip(edges).zip(&is_whole) {
                row.sum += edge.sum;
                if !whole {
                    row.sketch.widen(edge.low, edge.high);
                }
            }
            for block in 0..digest.runs.len() {
                let codes = digest.codes(block, numbers.clone());
                for ((row, codes), whole) in self.rows.iter_mut().zip(codes).zip(&is_whole) {
                    if !whole {
                        row.sketch.count_codes(codes);
                    }
                }
            }
        }
        let whole = &self.layout.whole;
        let mut values = Vec::new();
        let first = whole.partition_point(|&row| row < numbers.start);
        let places = (first..).zip(whole[first..].iter().take_while(|row| numbers.contains(row)));
        for (place, row) in places {
            values.clear();
            for Group { digest, .. } in self.groups {
                for (block, &runs) in digest.runs.iter().enumerate() {
                    values.extend_from_slice(&digest.whole(block, place, whole.len()).0[..runs]);
                }
            }
            self.rows[row - self.first].sketch.insert_all(&values);
        }
    }
}

impl Row {
    fn spread(&self) -> Spread {
        Spread::new(
            self.sum / self.sketch.finite() as f64,
            self.sketch.quantiles(Spread::SHARES),
        )
    }
}

impl MetricState {
    fn take_in(&mut self, value: f64) {
        if value.is_finite() {
            self.sum += value;
            self.moments.add(value);
        }
        match &mut self.values {
            Values::All(values) => values.push(value),
            Values::Sketch(sketch) => sketch.insert(value),
        }
    }

    fn summary(&self, metric: Metric) -> MetricSummary {
        let (distribution, finite, never, missing, runs) = match &self.values {
            Values::All(values) => {
                let mut sorted: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
                sorted.sort_unstable_by(f64::total_cmp);
                let finite = sorted.iter().filter(|value| value.is_finite()).count() as u64;
                let never = sorted.iter().filter(|value| **value == f64::INFINITY).count() as u64;
                let missing = (values.len() - sorted.len()) as u64;
                (Distribution::Exact(sorted), finite, never, missing, values.len() as u64)
            }
            Values::Sketch(sketch) => {
                let (finite, never, missing) = (sketch.finite(), sketch.never(), sketch.missing());
                (
                    Distribution::Sketch(sketch.clone()),
                    finite,
                    never,
                    missing,
                    sketch.count() + missing,
                )
            }
        };
        let below = [0.5, 1.5, 2.5].map(|x| distribution.share_below(x));
        let who_shares = match metric.kind() {
            Kind::Who => [below[0], below[1] - below[0], below[2] - below[1]],
            Kind::Number | Kind::Year | Kind::NumberOrNever => [0.0; 3],
        };
        MetricSummary {
            metric,
            spread: Spread::new(
                self.sum / finite as f64,
                Spread::SHARES.map(|share| distribution.quantile(share)),
            ),
            moments: self.moments,
            never_share: share_of(never, runs),
            missing_share: share_of(missing, runs),
            who_shares,
            distribution,
        }
    }
}
