//! The reducers: what is known of all runs so far.

use super::cells::Outcome;
use super::digest::{CHUNK_ROWS, Extent, Layout};
use super::estimates::{Estimates, Milestone, Weights, estimates_of, is_milestone};
use super::metric_state::{MetricState, Values};
use super::parallel::Workers;
use super::reduction::{CHUNKS_AT_ONCE, Reduction, Row};
use super::run::Group;
use super::summary::{MetricSummary, Spread, Summary};
use super::tree::{self, LEAF_RUNS};
use super::{Batch, EXACT_RUNS, MAX_RUNS};
use crate::model::metrics::{METRICS, Metric, Metrics, dates};
use crate::model::series::Series;
use crate::numeric::dispatch::Processor;
use crate::numeric::sketch::Sketch;
use crate::numeric::statistics::Moments;
use crate::scenario::Scenario;
use crate::scenario::dated::Dated;
use crate::scenario::time::MAX_MONTHS;
use error::{Error, Result};
use std::ops::Range;

/// What is collected besides metrics and draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail<'a> {
    /// Metrics alone: for grids of scenarios.
    Metrics,
    /// The distributions of these series in every month as well.
    Chosen(&'a [Series]),
    /// The distribution of every series in every month as well.
    Series,
}

/// The reduced results of the runs from `first_run` up to `next_run`.
#[derive(Debug, Clone)]
pub struct State {
    /// Of the scenario: a state goes on only with the scenario it began with.
    pub(super) seed: u64,
    pub(super) months: usize,
    pub(super) runs: u64,
    /// The first of its runs; zero unless it is a part of an ensemble.
    pub(super) first_run: u64,
    /// Where its runs end.
    pub(super) end: u64,
    pub(super) next_run: u64,
    pub(super) failed: u64,
    pub(super) metrics: Vec<MetricState>,
    pub(super) milestones: Vec<Milestone>,
    /// Of a part that does not begin with the first run and does not keep values: what it held at each milestone within it.
    pub(super) passed: Vec<Passed>,
    /// Which series are collected.
    pub(super) series: Vec<Series>,
    /// By month, then series in that order.
    pub(super) rows: Vec<Row>,
}

/// What a part of an ensemble held after so many runs of the whole.
#[derive(Debug, Clone)]
pub(super) struct Passed {
    pub runs: u64,
    pub metrics: Vec<MetricState>,
}

/// Distinct values of a metric that a sketch keeps exactly: enough for every month of the longest horizon.
const FEW_YEARS: u32 = 512;
const _: () = assert!(MAX_MONTHS < FEW_YEARS as usize);

impl State {
    /// Nothing yet.
    ///
    /// # Errors
    /// More runs than [`MAX_RUNS`].
    pub fn new(scenario: &Scenario, detail: Detail<'_>) -> Result<Self> {
        Self::of_part(scenario, detail, 0..scenario.runs)
    }

    /// Nothing yet of a part of the ensemble: of these runs. Parts that touch [`State::join`] to the same bits as the whole.
    ///
    /// # Errors
    /// As [`State::new`]; runs that the ensemble does not have; a border between two parts that is no multiple of [`LEAF_RUNS`].
    pub fn of_part(scenario: &Scenario, detail: Detail<'_>, part: Range<u64>) -> Result<Self> {
        if scenario.runs > MAX_RUNS {
            return Err(Error::Usage(format!(
                "{} runs are too many; at most {MAX_RUNS} can be counted",
                scenario.runs
            )));
        }
        let is_border = |run: u64| run.is_multiple_of(LEAF_RUNS) || run == scenario.runs;
        let is_part = part.end <= scenario.runs && is_border(part.start) && is_border(part.end);
        if !is_part || (part.is_empty() && scenario.runs > 0) {
            return Err(Error::Usage(format!(
                "the {} runs have no part from {} to {}; allowed: multiples of {LEAF_RUNS}, and {} as the end",
                scenario.runs, part.start, part.end, scenario.runs
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
            first_run: part.start,
            end: part.end,
            next_run: part.start,
            failed: 0,
            metrics: Metric::all_with(&scenario.dated)
                .into_iter()
                .map(|metric| MetricState {
                    metric,
                    nodes: Vec::new(),
                    begun: Moments::default(),
                    values: values.clone(),
                })
                .collect(),
            milestones: Vec::new(),
            passed: Vec::new(),
            series,
            rows: vec![
                Row {
                    nodes: Vec::new(),
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

    /// The runs of the ensemble, or of the part of it that is this state's.
    pub fn part(&self) -> Range<u64> {
        self.first_run..self.end
    }

    /// Whether all runs are in.
    pub fn is_finished(&self) -> bool {
        self.next_run >= self.end
    }

    /// Failed runs so far.
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// Every value of a metric so far, in run order; `None` of an ensemble of more than [`EXACT_RUNS`] runs.
    pub fn values(&self, metric: Metric) -> Option<&[f64]> {
        let dated = || self.metrics[METRICS..].iter().find(|known| known.metric == metric);
        let found = metric.place().map(|place| &self.metrics[place]);
        match &found.or_else(dated)?.values {
            Values::All(values) => Some(values),
            Values::Sketch(_) => None,
        }
    }

    /// Whether the state was begun with this scenario's seed, horizon, number of runs and dates.
    pub(super) fn fits(&self, scenario: &Scenario) -> bool {
        (self.seed, self.months, self.runs) == (scenario.seed, scenario.months, scenario.runs)
            && self.dated() == scenario.dated
    }

    /// Whether it has statistics of any monthly series.
    pub fn has_series(&self) -> bool {
        !self.series.is_empty()
    }

    /// The metrics that are collected, in table order.
    pub fn collected_metrics(&self) -> impl Iterator<Item = Metric> {
        self.metrics.iter().map(|known| known.metric)
    }

    /// The dates that were asked for.
    pub(super) fn dated(&self) -> Vec<Dated> {
        dates(self.collected_metrics())
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
                first_leaf: self.first_run / LEAF_RUNS,
                next_leaf: self.next_run / LEAF_RUNS,
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
        self.count_metrics(batch.metrics(), workers);
        self.failed += batch.failed().len() as u64;
    }

    /// Counts in the metrics of the next runs.
    fn count_metrics(&mut self, mut left: &[Metrics], workers: &Workers) {
        let first_leaf = self.first_run / LEAF_RUNS;
        while !left.is_empty() {
            let stretch = (1..left.len()).find(|&runs| is_milestone(self.next_run + runs as u64));
            let (now, later) = left.split_at(stretch.unwrap_or(left.len()));
            workers.each_piece(&mut self.metrics, METRICS_AT_ONCE, |piece, metrics| {
                let first = piece * METRICS_AT_ONCE;
                for (run, values) in (self.next_run..).zip(now) {
                    for (metric, value) in metrics.iter_mut().zip(values.values_from(first)) {
                        metric.take_in(run, value, first_leaf);
                    }
                }
            });
            self.next_run += now.len() as u64;
            left = later;
            self.keep_milestone(workers);
        }
    }

    /// Keeps what is known now, if so many runs are a milestone: itself, or what it takes to know it where the runs before are elsewhere.
    fn keep_milestone(&mut self, workers: &Workers) {
        let is_part = self.first_run > 0;
        if !is_milestone(self.next_run) || (is_part && (self.runs <= EXACT_RUNS || self.is_finished())) {
            return;
        }
        if is_part {
            self.pass();
        } else {
            let estimates = self.estimates(workers);
            self.milestones.push(Milestone {
                runs: self.next_run,
                estimates,
                dated: self.dated(),
            });
        }
    }

    /// Keeps what a milestone takes, for the runs before to be joined.
    fn pass(&mut self) {
        self.passed.push(Passed {
            runs: self.next_run,
            metrics: self.metrics.clone(),
        });
    }

    /// Counts in what `next` holds, the finished part of the same ensemble that begins where this one ends: the state is then that of both,
    /// as if they had been simulated as one.
    ///
    /// # Errors
    /// A part of another ensemble, or another place; one of the two is not finished.
    pub fn join(&mut self, next: &Self, workers: &Workers) -> Result<()> {
        self.check_next(next, &next.series)?;
        let first_leaf = self.first_run / LEAF_RUNS;
        workers.each_piece(&mut self.rows, ROWS_AT_ONCE, |piece, rows| {
            for (row, more) in rows.iter_mut().zip(&next.rows[piece * ROWS_AT_ONCE..]) {
                let nodes = tree::nodes(tree::leaves(next.first_run, next.end));
                for (node, &sum) in nodes.zip(&more.nodes) {
                    tree::push(&mut row.nodes, first_leaf, node, sum, |a, b| a + b);
                }
                row.sketch.merge(&more.sketch);
            }
        });
        self.join_totals(next, workers);
        Ok(())
    }

    /// Refuses what is not the finished part behind this one, which collects `series`.
    ///
    /// # Errors
    /// As [`State::join`].
    pub(super) fn check_next(&self, next: &Self, series: &[Series]) -> Result<()> {
        let like = |state: &Self| (state.seed, state.months, state.runs);
        let is_same = like(self) == like(next) && self.series == series && self.dated() == next.dated();
        if !is_same || !self.is_finished() || !next.is_finished() || self.end != next.first_run {
            return Err(Error::Usage(
                "these are not finished parts of one ensemble, the second of which begins where the first ends"
                    .to_owned(),
            ));
        }
        Ok(())
    }

    /// Counts in what `next`, which has been checked, holds besides series.
    pub(super) fn join_totals(&mut self, next: &Self, workers: &Workers) {
        // A milestone at which a part ends lies within it once more runs follow.
        if self.first_run > 0 && self.runs > EXACT_RUNS && is_milestone(self.next_run) {
            self.pass();
        }
        let next_leaf = next.first_run / LEAF_RUNS;
        self.end = next.end;
        self.failed += next.failed;
        if self.runs <= EXACT_RUNS {
            let runs = usize::try_from(next.end - next.first_run).unwrap_or(usize::MAX);
            let mut values = vec![Metrics::NONE; runs];
            for known in &next.metrics {
                if let Values::All(all) = &known.values {
                    all.iter()
                        .zip(&mut values)
                        .for_each(|(&value, row)| row[known.metric] = value);
                }
            }
            return self.count_metrics(&values, workers);
        }
        for passed in &next.passed {
            let mut before = self.without_rows();
            before.join_metrics(&passed.metrics, next_leaf, passed.runs, workers);
            self.milestones = before.milestones;
            self.passed = before.passed;
        }
        self.join_metrics(&next.metrics, next_leaf, next.end, workers);
    }

    /// The same without what is known of series.
    pub(super) fn without_rows(&self) -> Self {
        Self {
            metrics: self.metrics.clone(),
            milestones: self.milestones.clone(),
            passed: self.passed.clone(),
            series: Vec::new(),
            rows: Vec::new(),
            ..*self
        }
    }

    /// Joins the metrics of runs from the leaf `first` up to the run `next_run`.
    fn join_metrics(&mut self, metrics: &[MetricState], first: u64, next_run: u64, workers: &Workers) {
        let first_leaf = self.first_run / LEAF_RUNS;
        workers.each_piece(&mut self.metrics, 1, |place, own| {
            for (own, more) in own.iter_mut().zip(&metrics[place..]) {
                own.join(more, first_leaf, first..next_run / LEAF_RUNS);
            }
        });
        self.next_run = next_run;
        self.keep_milestone(workers);
    }

    /// Counts in the next run, simulated as a cell. Keeps no milestones: an experiment that looks on the way does so itself.
    pub fn take_outcome(&mut self, outcome: &Outcome) {
        let first_leaf = self.first_run / LEAF_RUNS;
        for (metric, value) in self.metrics.iter_mut().zip(outcome.metrics.values()) {
            metric.take_in(self.next_run, value, first_leaf);
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

/// Rows that one worker sums up one after another.
pub(super) const ROWS_AT_ONCE: usize = 64;
/// Metrics that one worker counts in together.
const METRICS_AT_ONCE: usize = 4;
