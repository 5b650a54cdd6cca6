//! The loop over batches.

use super::block::{Block, Care, Desk, Setup};
use super::digest::{Digest, Extent, GROUP_BLOCKS, GROUP_RUNS, Layout};
use super::parallel::Workers;
use super::{Batch, State};
use crate::model::series::SERIES;
use crate::numeric::LANE_WIDTH;
use crate::numeric::dispatch::{InstructionSet, Processor};
use crate::scenario::Scenario;
use crate::scenario::distributions::Sampler;
use error::{Error, Result};
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Mutex;

/// How to run an ensemble. None of these choices moves a byte of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Worker threads; `None` takes one a processor.
    pub threads: Option<NonZeroUsize>,
    /// `None` takes the widest that this machine has.
    pub instruction_set: Option<InstructionSet>,
}

impl Options {
    /// The instruction set that was asked for, or the widest.
    ///
    /// # Errors
    /// This machine does not have it.
    pub fn processor(&self) -> Result<Processor> {
        processor(self.instruction_set)
    }
}

/// Whether to go on after a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    Continue,
    /// Leave the remaining runs for later: the state that `run` gives back can be resumed.
    Stop,
}

/// Groups of a batch: enough that each row of the reducers is fetched for many values at a time, and few enough that their digests take less
/// room than the reducers.
const MOST_GROUPS: usize = 64;
/// More for machines with many processors, so that none waits long for the last group of a batch.
const GROUPS_A_WORKER: usize = 4;
/// Room for the digests and the kept series of a batch, bytes, unless that would leave a worker without a group.
const ROOM: usize = 128 << 20;
/// Groups of the first batch. Its values are kept whole, since rows of few distinct values are not yet known from others: enough runs
/// that the others show themselves ([`crate::numeric::sketch::FEW`]), and no more.
const FIRST_GROUPS: usize = 4;

/// Simulates the runs of `scenario` from `state.next_run()` on. After each batch `on_batch` gets its results and the state
/// with them already counted in: the state to store in a checkpoint. While one worker is busy with that the others simulate the next batch.
///
/// # Errors
/// What `on_batch` returns; cards that cannot be drawn from; an instruction set that this machine does not have; threads
/// that cannot be started; a state of another scenario.
pub fn run(
    scenario: &Scenario,
    options: &Options,
    mut state: State,
    on_batch: &mut (dyn FnMut(&Batch, &State) -> Result<Flow> + Send),
) -> Result<State> {
    if !state.fits(scenario) {
        let problem = "these results were begun with another seed, horizon or number of runs and cannot be continued";
        return Err(Error::Usage(problem.to_owned()));
    }
    let simulator = Simulator {
        setup: Setup {
            processor: options.processor()?,
            scenario,
            sampler: Sampler::new(&scenario.cards)?,
        },
        workers: Workers::new(options.threads)?,
        desks: Mutex::new(Vec::new()),
        runs: state.part(),
    };
    let mut groups = Vec::new();
    let mut batch = Batch::default();
    let mut layout = state.layout();
    simulator.simulate(&mut groups, &layout, state.next_run);
    while !state.is_finished() {
        batch.fill(scenario, state.next_run..state.end, &mut groups);
        simulator.count_in(&mut state, &batch, &layout, &groups)?;
        layout = state.layout();
        let next_run = state.next_run;
        let flow = simulator.workers.beside(
            || simulator.simulate(&mut groups, &layout, next_run),
            || on_batch(&batch, &state),
        )?;
        if flow == Flow::Stop {
            break;
        }
    }
    Ok(state)
}

/// The instruction set that was asked for, or the widest.
fn processor(wanted: Option<InstructionSet>) -> Result<Processor> {
    wanted.map_or_else(
        || Ok(Processor::widest()),
        |set| {
            Processor::with(set).ok_or_else(|| {
                let names: Vec<&str> = InstructionSet::available().map(InstructionSet::key).collect();
                Error::Usage(format!(
                    "this machine has no `{}`; it has {}",
                    set.key(),
                    names.join(", ")
                ))
            })
        },
    )
}

/// What every batch needs.
struct Simulator<'a> {
    setup: Setup<'a>,
    workers: Workers,
    /// Desks that no worker sits at just now.
    desks: Mutex<Vec<Desk>>,
    /// Those of the state.
    runs: Range<u64>,
}

/// The results of consecutive blocks.
#[derive(Default)]
pub struct Group {
    pub blocks: Vec<Block>,
    pub digest: Digest,
}

impl Simulator<'_> {
    /// Counts a batch into the reducers, while nobody works on another.
    fn count_in(&self, state: &mut State, batch: &Batch, layout: &Layout, groups: &[Group]) -> Result<()> {
        let desks = self.desks.lock();
        let desks = desks.map_err(|_| Error::Usage("a worker has failed".to_owned()))?;
        let extents: Vec<&[Extent]> = desks.iter().map(|desk| &desk.extents[..]).collect();
        state.take_in(batch, layout, groups, &extents, &self.workers, self.setup.processor);
        Ok(())
    }

    /// How many groups the batch that begins with `first_run` has.
    fn groups_from(&self, layout: &Layout, first_run: u64) -> usize {
        let workers = self.workers.count();
        let wanted = if first_run == self.runs.start && !layout.series.is_empty() {
            FIRST_GROUPS
        } else {
            MOST_GROUPS.max(GROUPS_A_WORKER * workers)
        };
        let scenario = self.setup.scenario;
        let kept = if first_run < scenario.kept_trajectories {
            // While the caller has those of one batch the next is simulated.
            2 * GROUP_RUNS * SERIES * scenario.months * size_of::<f64>()
        } else {
            0
        };
        let most = (ROOM / (Digest::bytes(layout) + kept).max(1)).min(wanted).max(workers);
        let left = self.runs.end.saturating_sub(first_run).div_ceil(GROUP_RUNS as u64);
        usize::try_from(left).map_or(most, |left| left.min(most))
    }

    /// Simulates the runs from `first_run` on, group by group.
    fn simulate(&self, groups: &mut Vec<Group>, layout: &Layout, first_run: u64) {
        groups.resize_with(self.groups_from(layout, first_run), Group::default);
        self.workers.each_piece(groups, 1, |index, piece| {
            let mut desk = self.desk(layout.rows());
            for group in piece {
                let first_run = first_run + (index * GROUP_RUNS) as u64;
                self.simulate_group(group, layout, first_run, &mut desk);
            }
            self.put_back(desk);
        });
    }

    fn simulate_group(&self, group: &mut Group, layout: &Layout, first_run: u64, desk: &mut Desk) {
        if !self.simulate_blocks(group, layout, first_run, desk, Care::Series) {
            // Too late to leave the values of failed runs out, so once more.
            group.digest.restore(&mut desk.extents);
            self.simulate_blocks(group, layout, first_run, desk, Care::Failures);
        }
    }

    /// Simulates the blocks of a group; says whether the series of failed runs have been left out.
    fn simulate_blocks(&self, group: &mut Group, layout: &Layout, first_run: u64, desk: &mut Desk, care: Care) -> bool {
        let starts = (first_run..self.runs.end).step_by(LANE_WIDTH).take(GROUP_BLOCKS);
        group.blocks.resize_with(starts.clone().count(), Block::new);
        group.digest.clear(layout);
        let mut sound = true;
        for (block, start) in group.blocks.iter_mut().zip(starts) {
            let runs = (self.runs.end - start).min(LANE_WIDTH as u64) as usize;
            let Desk { extents, memory } = desk;
            let digest = &mut group.digest;
            let taking =
                (!layout.series.is_empty()).then(|| digest.begin_block(self.setup.processor, layout, runs, extents));
            sound &= block.simulate(&self.setup, start, taking, care, memory);
        }
        sound || layout.series.is_empty()
    }

    /// A desk to work at.
    fn desk(&self, rows: usize) -> Desk {
        let free = self.desks.lock().ok().and_then(|mut desks| desks.pop());
        free.unwrap_or_else(|| Desk::new(rows))
    }

    fn put_back(&self, desk: Desk) {
        if let Ok(mut desks) = self.desks.lock() {
            desks.push(desk);
        }
    }
}
