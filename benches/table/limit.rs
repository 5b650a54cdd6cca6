//! What the arithmetic of a month takes if nothing else did: its operations, each at the pace of the kernel by itself.

use std::hint::black_box;

use detente::numeric::dispatch::{Kernel, Processor};
use detente::numeric::{LANE_WIDTH, Num};
use detente::results::store::cpu_time::of_this_thread;

use super::{median, timed};

/// Operations of a month of the model with recording, for a lane of worlds, as counted while it ran (docs/performance.md): exponentials, logarithms,
/// other divisions and roots, other multiplications and additions.
const OPERATIONS: [(Operation, f64); 4] = [
    (Operation::Exponential, 49.0),
    (Operation::Logarithm, 20.0),
    (Operation::Division, 70.0),
    (Operation::MultiplyOrAdd, 2050.0),
];
const CHAINS: usize = 8;
/// Links of a chain: long enough for the clock, which some systems move once in some milliseconds only.
const STEPS: usize = 1 << 19;

#[derive(Clone, Copy)]
enum Operation {
    Exponential,
    Logarithm,
    Division,
    MultiplyOrAdd,
}

/// Seconds a lane of worlds and a month.
pub fn month(processor: Processor) -> f64 {
    OPERATIONS
        .iter()
        .map(|&(operation, times)| times * seconds(processor, operation))
        .sum()
}

/// Seconds of one operation on a lane, in eight independent chains, so that none waits.
fn seconds(processor: Processor, operation: Operation) -> f64 {
    // A multiplication and an addition are two operations, and ten times as quick as the others.
    let (each, steps) = if matches!(operation, Operation::MultiplyOrAdd) {
        (2, 8 * STEPS)
    } else {
        (1, STEPS)
    };
    let mut times: Vec<f64> = (0..5)
        .map(|_| {
            timed(of_this_thread, || {
                black_box(processor.run(Chains(black_box(operation), steps)));
            })
        })
        .collect();
    median(&mut times) / (CHAINS * steps * each) as f64
}

struct Chains(Operation, usize);

type Numbers = [Num<LANE_WIDTH>; CHAINS];

/// [`repeated`] with the chains in memory, for operations of many instructions. A macro, since a closure as long as these is not inlined, and what is not has
/// no wide instructions.
macro_rules! repeated_in_memory {
    ($steps:expr, $x:ident => $operation:expr) => {{
        let mut chains: Numbers = std::array::from_fn(|chain| Num::splat(0.5 + chain as f64 / 16.0));
        for _ in 0..$steps {
            for place in 0..CHAINS {
                // Hidden, or the loop would be made one over chains.
                let chain = &mut chains[black_box(place) % CHAINS];
                let $x = *chain;
                *chain = $operation;
            }
        }
        chains
    }};
}

impl Kernel for Chains {
    type Output = Numbers;

    #[inline(always)]
    fn call(self) -> Numbers {
        match self.0 {
            Operation::Exponential => repeated_in_memory!(self.1, x => (-x).exp()),
            Operation::Logarithm => repeated_in_memory!(self.1, x => (x + 2.0).ln()),
            Operation::Division => repeated(self.1, |x| Num::splat(1.5) / x),
            Operation::MultiplyOrAdd => repeated(self.1, |x| x * 0.7 + 0.4),
        }
    }
}

#[inline(always)]
fn repeated(steps: usize, operation: impl Fn(Num<LANE_WIDTH>) -> Num<LANE_WIDTH>) -> Numbers {
    let mut chains: Numbers = std::array::from_fn(|chain| Num::splat(0.5 + chain as f64 / 16.0));
    for _ in 0..steps {
        // Written out by the compiler: the chains stay in registers.
        for chain in &mut chains {
            *chain = operation(*chain);
        }
    }
    chains
}
