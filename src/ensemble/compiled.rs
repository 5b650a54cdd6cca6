//! The draws and the model, compiled: for every instruction set in lanes, and once for a single run.
//!
//! Everything in the month loop is inlined into these few functions. Whoever wants a run calls them rather than
//! `model::simulate`, which would be compiled anew, and that takes long.

use crate::model::metrics::METRICS;
use crate::model::{Record, simulate};
use crate::numeric::dispatch::{Kernel, Processor};
use crate::numeric::{LANE_WIDTH, Num};
use crate::scenario::Scenario;
use crate::scenario::distributions::Sampler;
use crate::scenario::worlds::World;

/// Draws the runs from `first_run` on.
pub fn draw_block(processor: Processor, scenario: &Scenario, sampler: &Sampler, first_run: u64) -> World<LANE_WIDTH> {
    processor.run(Draw {
        scenario,
        sampler,
        first_run,
    })
}

/// Simulates a block of runs. The same numbers as [`simulate_one`] on each of them.
pub fn simulate_block(
    processor: Processor,
    scenario: &Scenario,
    world: &World<LANE_WIDTH>,
    record: &mut Record<'_, LANE_WIDTH>,
) -> [Num<LANE_WIDTH>; METRICS] {
    processor.run(Simulation {
        scenario,
        world,
        record,
    })
}

/// Simulates one run alone, several times slower a run than [`simulate_block`].
#[inline(never)]
pub fn simulate_one(scenario: &Scenario, world: &World<1>, record: &mut Record<'_, 1>) -> [f64; METRICS] {
    simulate(scenario, world, record).map(|value| value.0[0])
}

struct Draw<'a> {
    scenario: &'a Scenario,
    sampler: &'a Sampler,
    first_run: u64,
}

impl Kernel for Draw<'_> {
    type Output = World<LANE_WIDTH>;

    #[inline(always)]
    fn call(self) -> Self::Output {
        World::draw(self.sampler, self.scenario.seed, self.first_run, self.scenario.months)
    }
}

struct Simulation<'a, 'record> {
    scenario: &'a Scenario,
    world: &'a World<LANE_WIDTH>,
    record: &'a mut Record<'record, LANE_WIDTH>,
}

impl Kernel for Simulation<'_, '_> {
    type Output = [Num<LANE_WIDTH>; METRICS];

    #[inline(always)]
    fn call(self) -> Self::Output {
        simulate(self.scenario, self.world, self.record)
    }
}
