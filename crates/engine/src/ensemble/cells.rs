//! Many settings on the same worlds: each cell is one world under one scenario with its inputs set to values of its own.
//!
//! Sweeps, sensitivity analyses and searches are all lists of cells. Eight neighbours in the list that share the scenario are
//! simulated in one go, whatever their runs and values; worlds are drawn once for neighbours that follow each other with
//! the same runs, and the months of recorded history, in which no lever can be imposed, are simulated once for them. A cell's outcome depends on nothing but the cell.

use super::block::{is_broken, metrics_of_lane, void, world_metrics};
use super::compiled::{advance_block, draw_block};
use super::parallel::Workers;
use super::run::Options;
use crate::model::metrics::{METRICS, Metrics};
use crate::model::{Course, Record};
use crate::numeric::dispatch::Processor;
use crate::numeric::{LANE_WIDTH, Mask, Num};
use crate::scenario::Scenario;
use crate::scenario::dated::{Dated, DatedValues};
use crate::scenario::distributions::Sampler;
use crate::scenario::inputs::{Imposed, Input};
use crate::scenario::levers::Lever;
use crate::scenario::time::HISTORY_MONTHS;
use crate::scenario::worlds::World;
use error::Result;

/// One world under one setting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell<'a> {
    /// Place among the scenarios of the bench.
    pub scenario: usize,
    /// One value for each input of the bench, or `AS_IT_IS`.
    pub values: &'a [f64],
    /// Number of the world.
    pub run: u64,
}

/// What a cell gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Not numbers if the world failed.
    pub metrics: Metrics,
    /// Whether a metric was not a number where it must be one.
    pub failed: bool,
}

/// Scenarios and inputs, made ready for cells.
pub struct Bench<'a> {
    scenarios: &'a [Scenario],
    inputs: &'a [Input],
    /// One for each kind of worlds.
    samplers: Vec<Sampler>,
    /// For each scenario the place of its kind of worlds: scenarios that differ in levers, rules or switches alone share one.
    draws: Vec<usize>,
    processor: Processor,
    workers: Workers,
}

/// Blocks that one worker takes at a time: enough that worlds drawn for the first serve many.
const PIECE: usize = 24;

impl<'a> Bench<'a> {
    /// Prepares every scenario.
    ///
    /// # Errors
    /// Cards that cannot be drawn from; an instruction set that this machine does not have; threads that cannot be started.
    pub fn new(scenarios: &'a [Scenario], inputs: &'a [Input], options: &Options) -> Result<Self> {
        let mut kinds: Vec<&Scenario> = Vec::new();
        let mut samplers = Vec::new();
        let mut draws = Vec::new();
        for scenario in scenarios {
            let same = |other: &&Scenario| {
                (other.seed, other.months) == (scenario.seed, scenario.months)
                    && other.cards == scenario.cards
                    && other.histories == scenario.histories
            };
            let known = kinds.iter().position(same);
            if known.is_none() {
                kinds.push(scenario);
                samplers.push(Sampler::new(&scenario.cards)?);
            }
            draws.push(known.unwrap_or(kinds.len() - 1));
        }
        Ok(Self {
            scenarios,
            inputs,
            samplers,
            draws,
            processor: options.processor()?,
            workers: Workers::new(options.threads)?,
        })
    }

    /// The threads that simulate, for what is done in between.
    pub fn workers(&self) -> &Workers {
        &self.workers
    }

    /// The outcome of every cell, in order, with the dates that its scenario asks for.
    pub fn simulate(&self, cells: &[Cell<'_>]) -> Vec<Outcome> {
        self.simulate_for(cells, None)
    }

    /// The same with these dates instead, if any are given.
    pub fn simulate_for(&self, cells: &[Cell<'_>], dates: Option<&[Dated]>) -> Vec<Outcome> {
        let mut jobs: Vec<Job> = cells
            .chunk_by(|a, b| a.scenario == b.scenario)
            .flat_map(|cells| cells.chunks(LANE_WIDTH))
            .map(|cells| Job {
                cells,
                outcomes: Vec::new(),
            })
            .collect();
        self.workers.each_piece(&mut jobs, PIECE, |_, piece| {
            let mut drawn = None;
            for job in piece {
                self.perform(job, &mut drawn, dates);
            }
        });
        jobs.into_iter().flat_map(|job| job.outcomes).collect()
    }

    /// Simulates one block, in the worlds of the block before if they are the same.
    fn perform(&self, job: &mut Job<'_, '_>, before: &mut Option<Drawn>, dates: Option<&[Dated]>) {
        let place = job.cells[0].scenario;
        let (scenario, like) = (&self.scenarios[place], self.draws[place]);
        // Lanes without a cell repeat the last one.
        let lanes: [&Cell; LANE_WIDTH] = std::array::from_fn(|lane| &job.cells[lane.min(job.cells.len() - 1)]);
        let runs = lanes.map(|cell| cell.run);
        let others = before.take_if(|drawn| drawn.world.runs != runs || drawn.like != like);
        let drawn = before.get_or_insert_with(|| {
            let used = others.map(|drawn| drawn.world);
            let world = draw_block(self.processor, scenario, &self.samplers[like], runs, used);
            Drawn {
                like,
                parameters: world.parameters.clone(),
                world,
                past: None,
                course: None,
            }
        });
        let imposed = Imposed::new(self.inputs, lanes.map(|cell| cell.values));
        if !imposed.parameters().is_empty() {
            let mut parameters = drawn.parameters.clone();
            for (position, setting) in imposed.parameters() {
                parameters[*position] = setting.or(parameters[*position]);
            }
            drawn.world.set_parameters(&parameters);
        }
        let (mut metrics, mut dated) = self.finish(drawn, place, &imposed, dates);
        let failed: [bool; LANE_WIDTH] = std::array::from_fn(|lane| {
            world_metrics(&metrics, &dated, lane).any(|(metric, value)| is_broken(metric, value, scenario.months))
        });
        void(&mut metrics, failed);
        void(dated.iter_mut().map(|(_, value)| value), failed);
        job.outcomes = (0..job.cells.len())
            .map(|lane| Outcome {
                metrics: metrics_of_lane(&metrics, &dated, lane),
                failed: failed[lane],
            })
            .collect();
    }

    /// Simulates a block to its end. Recorded history is taken from the block before where it is the same.
    fn finish(
        &self,
        drawn: &mut Drawn,
        place: usize,
        imposed: &Imposed<LANE_WIDTH>,
        dates: Option<&[Dated]>,
    ) -> ([Num<LANE_WIDTH>; METRICS], DatedValues<Num<LANE_WIDTH>>) {
        let Drawn {
            world, past, course, ..
        } = drawn;
        let scenario = &self.scenarios[place];
        let advance = |course: &mut Course<LANE_WIDTH>, months: usize| {
            let mut record = Record::default();
            advance_block(self.processor, course, scenario, imposed, world, &mut record, months);
        };
        let controls = imposed.lever(Lever::UsChipControls);
        let controls_set = controls.map_or(Mask::NONE, |setting| setting.is_set);
        let shared = past
            .as_ref()
            .filter(|past| past.scenario == place && past.controls_set == controls_set);
        let course = match (course, shared) {
            (Some(course), Some(past)) => {
                course.copy_from(&past.course);
                course
            }
            (course, _) => {
                let course = course.insert(Box::new(Course::begin(scenario, world)));
                dates.into_iter().for_each(|dates| course.ask(dates));
                advance(course, HISTORY_MONTHS.min(scenario.months));
                // Imposed parameters make a difference from the first month on.
                *past = imposed.parameters().is_empty().then(|| {
                    Box::new(Past {
                        scenario: place,
                        controls_set,
                        course: Course::clone(course),
                    })
                });
                course
            }
        };
        advance(course, scenario.months);
        (course.finish(scenario, imposed, world), course.dated().clone())
    }
}

/// Recorded history of a block: what comes before any lever can be imposed.
struct Past {
    /// Place of the scenario.
    scenario: usize,
    /// Of history only what is publicly announced about chip controls hangs on what will be imposed: on whether they are set.
    controls_set: Mask<LANE_WIDTH>,
    course: Course<LANE_WIDTH>,
}

/// Up to a block of cells of one scenario, and what they gave.
struct Job<'a, 'cell> {
    cells: &'a [Cell<'cell>],
    outcomes: Vec<Outcome>,
}

/// Worlds as they were drawn, and perhaps changed since.
struct Drawn {
    /// Place of their kind.
    like: usize,
    parameters: Vec<Num<LANE_WIDTH>>,
    world: World<LANE_WIDTH>,
    past: Option<Box<Past>>,
    /// Of the block before, for its memory.
    course: Option<Box<Course<LANE_WIDTH>>>,
}

#[cfg(test)]
mod tests;
