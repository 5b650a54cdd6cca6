//! Simulating worlds of a case: every metric, and of the monthly series those that are drawn, every third month.
//!
//! Recording little is what keeps a page small: all series of every month would take 150 kB a world.

use engine::ensemble::compiled::{advance_block, draw_block};
use engine::ensemble::is_broken;
use engine::model::metrics::{METRICS, Metric};
use engine::model::series::{SERIES, Series};
use engine::model::{Course, Record};
use engine::numeric::dispatch::Processor;
use engine::numeric::{LANE_WIDTH, Num};
use engine::scenario::Scenario;
use engine::scenario::distributions::Sampler;
use engine::scenario::inputs::Imposed;
use engine::scenario::worlds::{World, in_a_row};
use error::Result;

/// Months from one sample of the series to the next.
pub const STRIDE: usize = 3;
/// Blocks of worlds that are kept as they were drawn, for the next setting of a lever: a third of a megabyte each.
const KEPT_BLOCKS: usize = 32;

/// The months whose ends are sampled.
pub fn months_sampled(months: usize) -> impl Iterator<Item = usize> {
    (STRIDE - 1..months).step_by(STRIDE)
}

/// What some worlds gave.
#[derive(Debug, Default)]
pub struct Simulated {
    /// By metric, then world. Not a number where a world failed.
    pub metrics: Vec<f64>,
    /// By series asked for, then sampled month, then world.
    pub samples: Vec<f32>,
}

/// Simulates, and keeps the first worlds as they were drawn.
#[derive(Default)]
pub struct Simulator {
    /// The draws of a scenario with these cards, histories, seed and horizon are kept.
    like: Option<Scenario>,
    sampler: Option<Sampler>,
    kept: Vec<(u64, World<LANE_WIDTH>)>,
    spare: Option<World<LANE_WIDTH>>,
}

impl Simulator {
    /// Simulates `count` worlds from `first` on, which both are multiples of the lanes that run together.
    ///
    /// # Errors
    /// Cards that cannot be drawn from.
    pub fn simulate(
        &mut self,
        scenario: &Scenario,
        first: u64,
        count: usize,
        series: &[Series],
        into: &mut Simulated,
    ) -> Result<()> {
        let sampler = self.sampler(scenario)?;
        let processor = Processor::widest();
        let points = months_sampled(scenario.months).count();
        into.metrics.clear();
        into.metrics.resize(METRICS * count, f64::NAN);
        into.samples.clear();
        into.samples.resize(series.len() * points * count, f32::NAN);
        for start in (0..count).step_by(LANE_WIDTH) {
            let first_run = first + start as u64;
            let world = self.world(processor, scenario, &sampler, first_run);
            let lanes = (count - start).min(LANE_WIDTH);
            let mut course = Box::new(Course::begin(scenario, &world));
            let mut month: [Num<LANE_WIDTH>; SERIES] = [Num::ZERO; SERIES];
            for (point, sampled) in months_sampled(scenario.months).enumerate() {
                let mut record = Record::default();
                advance_block(
                    processor,
                    &mut course,
                    scenario,
                    &Imposed::NONE,
                    &world,
                    &mut record,
                    sampled,
                );
                let mut record = Record {
                    series: (!series.is_empty()).then_some(&mut month as _),
                    ..Record::default()
                };
                advance_block(
                    processor,
                    &mut course,
                    scenario,
                    &Imposed::NONE,
                    &world,
                    &mut record,
                    sampled + 1,
                );
                for (place, series) in series.iter().enumerate() {
                    let row = &mut into.samples[(place * points + point) * count + start..][..lanes];
                    for (sample, value) in row.iter_mut().zip(month[series.index()].0) {
                        *sample = value as f32;
                    }
                }
            }
            let mut record = Record::default();
            advance_block(
                processor,
                &mut course,
                scenario,
                &Imposed::NONE,
                &world,
                &mut record,
                scenario.months,
            );
            let metrics = course.finish(scenario, &Imposed::NONE, &world);
            for lane in 0..lanes {
                let value = |metric: Metric| metrics[place_of(metric)].0[lane];
                let failed = Metric::ALL
                    .into_iter()
                    .any(|metric| is_broken(metric, value(metric), scenario.months));
                for metric in Metric::ALL.into_iter().filter(|_| !failed) {
                    into.metrics[place_of(metric) * count + start + lane] = value(metric);
                }
            }
            self.keep(first_run, world);
        }
        Ok(())
    }

    /// The sampler of a scenario; forgets worlds that were drawn otherwise.
    fn sampler(&mut self, scenario: &Scenario) -> Result<Sampler> {
        let same = self.like.as_ref().is_some_and(|like| {
            (like.seed, like.months) == (scenario.seed, scenario.months)
                && like.cards == scenario.cards
                && like.histories == scenario.histories
        });
        if !same {
            self.spare = self.kept.pop().map(|(_, world)| world);
            self.kept.clear();
            self.sampler = Some(Sampler::new(&scenario.cards)?);
            self.like = Some(scenario.clone());
        }
        match &self.sampler {
            Some(sampler) => Ok(sampler.clone()),
            None => Sampler::new(&scenario.cards),
        }
    }

    fn world(
        &mut self,
        processor: Processor,
        scenario: &Scenario,
        sampler: &Sampler,
        first_run: u64,
    ) -> World<LANE_WIDTH> {
        match self.kept.iter().position(|(run, _)| *run == first_run) {
            Some(place) => self.kept.swap_remove(place).1,
            None => draw_block(processor, scenario, sampler, in_a_row(first_run), self.spare.take()),
        }
    }

    fn keep(&mut self, first_run: u64, world: World<LANE_WIDTH>) {
        if self.kept.len() < KEPT_BLOCKS {
            self.kept.push((first_run, world));
        } else {
            self.spare = Some(world);
        }
    }
}

/// Where a metric stands among those of every world, which are the ones that the page shows.
pub fn place_of(metric: Metric) -> usize {
    metric.place().unwrap_or(METRICS - 1)
}
