//! The loop over batches.

use super::block::Block;
use super::parallel::Workers;
use super::{Batch, State};
use crate::error::{Error, Result};
use crate::numeric::LANE_WIDTH;
use crate::numeric::dispatch::{InstructionSet, Processor};
use crate::scenario::Scenario;
use crate::scenario::distributions::Sampler;
use std::num::NonZeroUsize;

/// How to run an ensemble. None of these choices moves a byte of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Worker threads; `None` takes one a processor.
    pub threads: Option<NonZeroUsize>,
    /// `None` takes the widest that this machine has.
    pub instruction_set: Option<InstructionSet>,
}

/// Whether to go on after a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    Continue,
    /// Leave the remaining runs for later: the state that `run` gives back can be resumed.
    Stop,
}

/// Blocks of a batch: enough that each row of the reducers is fetched for many values at a time; memory is proportional.
const LEAST_BLOCKS: usize = 64;
/// More for machines with many processors, so that none waits long for the last block of a batch.
const BLOCKS_A_WORKER: usize = 4;

/// Simulates the runs of `scenario` from `state.next_run()` on. After each batch `on_batch` gets its results and the state
/// with them already counted in: the state to store in a checkpoint. While it works on them the next batch is simulated.
///
/// # Errors
/// What `on_batch` returns; cards that cannot be drawn from; an instruction set that this machine does not have; threads
/// that cannot be started; a state of another scenario.
pub fn run(
    scenario: &Scenario,
    options: &Options,
    mut state: State,
    on_batch: &mut dyn FnMut(&Batch, &State) -> Result<Flow>,
) -> Result<State> {
    if !state.fits(scenario) {
        let problem = "these results were begun with another seed, horizon or number of runs and cannot be continued";
        return Err(Error::Usage(problem.to_owned()));
    }
    let simulator = Simulator {
        scenario,
        sampler: Sampler::new(&scenario.cards)?,
        processor: processor(options.instruction_set)?,
        workers: Workers::new(options.threads)?,
    };
    let with_series = state.collects_series();
    let most_blocks = LEAST_BLOCKS.max(BLOCKS_A_WORKER * simulator.workers.count());
    let mut blocks = Vec::new();
    blocks.resize_with(simulator.blocks_from(state.next_run, most_blocks), || {
        Block::new(scenario, with_series)
    });
    let mut batch = Batch::default();
    simulator.simulate(&mut blocks, state.next_run);
    while !state.is_finished() {
        batch.fill(scenario, state.next_run, &blocks);
        state.take_in(&batch, &blocks, &simulator.workers, simulator.processor);
        blocks.truncate(simulator.blocks_from(state.next_run, most_blocks));
        let next_run = state.next_run;
        let flow = simulator.workers.beside(
            || simulator.simulate(&mut blocks, next_run),
            || on_batch(&batch, &state),
        )?;
        if flow == Flow::Stop {
            break;
        }
    }
    Ok(state)
}

/// The instruction set that was asked for, or the widest.
pub(super) fn processor(wanted: Option<InstructionSet>) -> Result<Processor> {
    wanted.map_or_else(
        || Ok(Processor::widest()),
        |set| {
            Processor::with(set).ok_or_else(|| {
                let available = InstructionSet::ALL.into_iter().filter(|set| set.is_available());
                let names: Vec<&str> = available.map(InstructionSet::key).collect();
                Error::Usage(format!(
                    "this machine has no `{}`; it has {}",
                    set.key(),
                    names.join(", ")
                ))
            })
        },
    )
}

/// What every block needs.
struct Simulator<'a> {
    scenario: &'a Scenario,
    sampler: Sampler,
    processor: Processor,
    workers: Workers,
}

impl Simulator<'_> {
    /// Blocks of the batch that begins with `first_run`.
    fn blocks_from(&self, first_run: u64, most: usize) -> usize {
        let left = self.scenario.runs.saturating_sub(first_run).div_ceil(LANE_WIDTH as u64);
        usize::try_from(left).map_or(most, |left| left.min(most))
    }

    /// Simulates the runs from `first_run` on, block by block.
    fn simulate(&self, blocks: &mut [Block], first_run: u64) {
        self.workers.each_piece(blocks, 1, |index, piece| {
            for block in piece {
                let first_run = first_run + (index * LANE_WIDTH) as u64;
                block.simulate(self.processor, self.scenario, &self.sampler, first_run);
            }
        });
    }
}
