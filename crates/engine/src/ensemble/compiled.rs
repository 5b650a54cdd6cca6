//! The draws and the model, compiled: for every instruction set in lanes, and once for a single run.
//!
//! Everything in the month loop is inlined into these few functions. Whoever wants a run calls them rather than
//! `model::simulate`, which would be compiled anew, and that takes long.

use crate::model::metrics::METRICS;
use crate::model::{Course, Record, simulate};
use crate::numeric::dispatch::{Kernel, Processor};
use crate::numeric::{LANE_WIDTH, Num};
use crate::scenario::Scenario;
use crate::scenario::distributions::Sampler;
use crate::scenario::histories::Draws;
use crate::scenario::inputs::Imposed;
use crate::scenario::worlds::World;

/// Draws `runs`, one a lane; a world that is no longer needed gives its memory.
pub fn draw_block(
    processor: Processor,
    scenario: &Scenario,
    sampler: &Sampler,
    runs: [u64; LANE_WIDTH],
    used: Option<World<LANE_WIDTH>>,
) -> World<LANE_WIDTH> {
    draw_block_at(processor, sampler, scenario.draws(), scenario.months, runs, used)
}

/// The same where the draws are said to stand, for so many months.
pub fn draw_block_at(
    processor: Processor,
    sampler: &Sampler,
    draws: Draws<'_>,
    months: usize,
    runs: [u64; LANE_WIDTH],
    used: Option<World<LANE_WIDTH>>,
) -> World<LANE_WIDTH> {
    processor.run(Draw {
        sampler,
        draws,
        months,
        runs,
        used,
    })
}

/// Simulates a block of runs. The same numbers as [`simulate_one`] on each of them.
pub fn simulate_block(
    processor: Processor,
    scenario: &Scenario,
    imposed: &Imposed<LANE_WIDTH>,
    world: &World<LANE_WIDTH>,
    record: &mut Record<'_, LANE_WIDTH>,
) -> [Num<LANE_WIDTH>; METRICS] {
    let mut course = Course::begin(scenario, world);
    advance_block(
        processor,
        &mut course,
        scenario,
        imposed,
        world,
        record,
        scenario.months,
    );
    record.dated.clone_from(course.dated());
    course.finish(scenario, imposed, world)
}

/// Takes a block of runs on until there have been `months` months. With [`Course::begin`] and [`Course::finish`], which are not worth the
/// wide instructions, the same as [`simulate_block`].
pub fn advance_block(
    processor: Processor,
    course: &mut Course<LANE_WIDTH>,
    scenario: &Scenario,
    imposed: &Imposed<LANE_WIDTH>,
    world: &World<LANE_WIDTH>,
    record: &mut Record<'_, LANE_WIDTH>,
    months: usize,
) {
    processor.run(Advance {
        course,
        scenario,
        imposed,
        world,
        record,
        months,
    });
}

/// Simulates one run alone, several times slower a run than [`simulate_block`].
#[inline(never)]
pub fn simulate_one(
    scenario: &Scenario,
    imposed: &Imposed<1>,
    world: &World<1>,
    record: &mut Record<'_, 1>,
) -> [f64; METRICS] {
    simulate(scenario, imposed, world, record).map(|value| value.0[0])
}

struct Draw<'a> {
    sampler: &'a Sampler,
    draws: Draws<'a>,
    months: usize,
    runs: [u64; LANE_WIDTH],
    used: Option<World<LANE_WIDTH>>,
}

impl Kernel for Draw<'_> {
    type Output = World<LANE_WIDTH>;

    #[inline(always)]
    fn call(self) -> Self::Output {
        let memory = self.used.map(World::into_memory).unwrap_or_default();
        World::draw_into(memory, self.sampler, self.draws, self.runs, self.months)
    }
}

struct Advance<'a, 'record> {
    course: &'a mut Course<LANE_WIDTH>,
    scenario: &'a Scenario,
    imposed: &'a Imposed<LANE_WIDTH>,
    world: &'a World<LANE_WIDTH>,
    record: &'a mut Record<'record, LANE_WIDTH>,
    months: usize,
}

impl Kernel for Advance<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.course
            .advance(self.scenario, self.imposed, self.world, self.record, self.months);
    }
}
