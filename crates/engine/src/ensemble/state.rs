//! The reducers: what is known of all runs so far.

use super::cells::Outcome;
use super::digest::{CHUNK_ROWS, Extent, Layout};
use super::estimates::{Estimates, Milestone, Weights, estimates_of, is_milestone};
use super::parallel::Workers;
use super::run::Group;
use super::summary::{Distribution, MetricSummary, Spread, Summary, share_of};
use super::{Batch, EXACT_RUNS, MAX_RUNS};
use crate::error::{Error, Result};
use crate::model::metrics::{Kind, Metric};
use crate::model::series::Series;
use crate::numeric::LANE_WIDTH;
use crate::numeric::dispatch::{Kernel, Processor};
use crate::numeric::sketch::Sketch;
use crate::numeric::sketch::codes::{Code, Tally};
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
    pub metric: Metric,
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
            metrics: Metric::ALL
                .into_iter()
                .map(|metric| MetricState {
                    metric,
                    sum: 0.0,
                    moments: Moments::default(),
                    values: values.clone(),
                })
                .collect(),
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
        Layout {
            series: self.series.iter().map(|series| series.index()).collect(),
            months: self.months,
            whole: (0..self.rows.len())
                .filter(|&row| self.rows[row].sketch.keeps_values())
                .collect(),
        }
    }

    /// Counts in a batch whose runs are those of `groups`, made for `layout`. Each of `extents`, by row, holds what one worker has met so far;
    /// together they hold all values of the batch, and none of later ones.
    pub(super) fn take_in(
        &mut self,
        batch: &Batch,
        layout: &Layout,
        groups: &[Group],
        extents: &[&[Extent]],
        workers: &Workers,
        processor: Processor,
    ) {
        workers.each_piece(&mut self.rows, CHUNKS_AT_ONCE * CHUNK_ROWS, |piece, rows| {
            processor.run(Reduction {
                first_chunk: piece * CHUNKS_AT_ONCE,
                rows,
                layout,
                groups,
                extents,
            });
        });
        for group in groups {
            for &(row, value) in &group.digest.odd {
                if layout.whole.binary_search(&row).is_err() {
                    self.rows[row].sketch.insert(value);
                }
            }
        }
        let mut left = batch.metrics();
        while !left.is_empty() {
            let stretch = (1..left.len()).find(|&runs| is_milestone(self.next_run + runs as u64));
            let (now, later) = left.split_at(stretch.unwrap_or(left.len()));
            workers.each_piece(&mut self.metrics, METRICS_AT_ONCE, |piece, metrics| {
                let first = piece * METRICS_AT_ONCE;
                for values in now {
                    for (metric, &value) in metrics.iter_mut().zip(&values[first..]) {
                        metric.take_in(value);
                    }
                }
            });
            self.next_run += now.len() as u64;
            left = later;
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
        workers.map(&self.metrics, 1, |metric| {
            estimates_of(&metric.summary(), self.months, &weights)
        })
    }

    /// Means, quantiles and shares of the runs so far.
    pub fn summary(&self) -> Summary {
        let spreads: Vec<Spread> = self.rows.iter().map(Row::spread).collect();
        self.summary_of(&spreads, self.metrics.iter().map(MetricState::summary).collect())
    }

    /// The same, made by all workers.
    pub fn summary_on(&self, workers: &Workers) -> Summary {
        let spreads = workers.map(&self.rows, ROWS_AT_ONCE, Row::spread);
        self.summary_of(&spreads, workers.map(&self.metrics, 1, MetricState::summary))
    }

    /// With the spread of every row, by month, then series.
    fn summary_of(&self, spreads: &[Spread], metrics: Vec<MetricSummary>) -> Summary {
        let of_series = |series| spreads.iter().skip(series).step_by(self.series.len());
        Summary {
            runs: self.next_run,
            failed: self.failed,
            months: self.months,
            collected: self.series.clone(),
            series: (0..self.series.len()).flat_map(of_series).copied().collect(),
            metrics,
        }
    }
}

/// Chunks of rows that one worker counts in one after another.
const CHUNKS_AT_ONCE: usize = 16;
/// Rows that one worker sums up one after another.
const ROWS_AT_ONCE: usize = 64;
/// Metrics that one worker counts in together.
const METRICS_AT_ONCE: usize = 4;

/// Counts the values of all groups in some chunks of rows in, in run order.
struct Reduction<'a> {
    first_chunk: usize,
    rows: &'a mut [Row],
    layout: &'a Layout,
    groups: &'a [Group],
    extents: &'a [&'a [Extent]],
}

impl Kernel for Reduction<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self {
            first_chunk,
            rows,
            layout,
            groups,
            extents,
        } = self;
        let blocks: usize = groups.iter().map(|group| group.digest.runs.len()).sum();
        // A row's codes of all blocks one after another; a row more in between, or they would compete for the same lines of the cache.
        let stride = blocks + 4;
        let mut codes = vec![[Code::ABSENT; LANE_WIDTH]; CHUNK_ROWS * stride];
        let mut tally = Tally::default();
        let first_row = first_chunk * CHUNK_ROWS;
        for Group { digest, .. } in groups {
            for (row, values) in digest.mixed(first_row..first_row + rows.len()) {
                rows[row - first_row].sketch.insert_all(values);
            }
        }
        let first_whole = layout.whole.partition_point(|&row| row < first_row);
        let mut whole = (first_whole..).zip(&layout.whole[first_whole..]).peekable();
        for (chunk, rows) in (first_chunk..).zip(rows.chunks_mut(CHUNK_ROWS)) {
            let first = chunk * CHUNK_ROWS;
            let mut block = 0;
            for Group { digest, .. } in groups {
                for (row, sum) in rows.iter_mut().zip(&digest.sums[first..]) {
                    row.sum += sum;
                }
                for found in digest.chunk(chunk) {
                    for (row, &found) in found.iter().enumerate() {
                        codes[row * stride + block] = found;
                    }
                    block += 1;
                }
            }
            for ((number, row), codes) in (first..).zip(rows).zip(codes.chunks(stride)) {
                for extents in extents {
                    row.sketch.widen(extents[number].low, extents[number].high);
                }
                // As the batch was made for it: a row that gets its values whole may turn to bins at this.
                if let Some((place, _)) = whole.next_if(|(_, whole)| **whole == number) {
                    for Group { digest, .. } in groups {
                        digest.count_shared(layout, place, &mut row.sketch);
                    }
                } else {
                    row.sketch.count_codes(codes[..blocks].as_flattened(), &mut tally);
                }
            }
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

    fn summary(&self) -> MetricSummary {
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
        let who_shares = match self.metric.kind() {
            Kind::Who => [below[0], below[1] - below[0], below[2] - below[1]],
            Kind::Number | Kind::Year | Kind::NumberOrNever => [0.0; 3],
        };
        MetricSummary {
            metric: self.metric,
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
