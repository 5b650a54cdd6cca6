//! Worker threads, or the same interface on one thread where the feature `parallel` is off.

use crate::error::Result;
use std::num::NonZeroUsize;

/// Bytes of stack of a worker. One that waits for others takes their work upon its own, and states of eight worlds are large.
#[cfg(feature = "parallel")]
const STACK: usize = 16 << 20;

#[cfg(feature = "parallel")]
pub struct Workers(rayon::ThreadPool);

#[cfg(feature = "parallel")]
impl Workers {
    /// Starts `threads` workers; `None` starts one a processor.
    pub fn new(threads: Option<NonZeroUsize>) -> Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.map_or(0, NonZeroUsize::get))
            .stack_size(STACK)
            .build();
        pool.map(Self)
            .map_err(|error| crate::error::Error::Usage(format!("the worker threads cannot be started: {error}")))
    }

    /// How many workers there are.
    pub fn count(&self) -> usize {
        self.0.current_num_threads()
    }

    /// Does `work` on every piece of `size` items; it gets the index of the piece.
    pub fn each_piece<T: Send>(&self, items: &mut [T], size: usize, work: impl Fn(usize, &mut [T]) + Sync + Send) {
        use rayon::prelude::*;
        let pieces = items.par_chunks_mut(size).enumerate().with_max_len(1);
        self.0.install(|| pieces.for_each(|(index, piece)| work(index, piece)));
    }

    /// What `work` makes of every item, in order; a worker takes up to `size` of them one after another.
    pub fn map<T: Sync, R: Send>(&self, items: &[T], size: usize, work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        use rayon::prelude::*;
        self.0
            .install(|| items.par_iter().with_max_len(size).map(work).collect())
    }

    /// One worker does `foreground` while the others do `background`, then all of them what is left of it; comes back when both are
    /// done.
    pub fn beside<R: Send>(&self, background: impl FnOnce() + Send, foreground: impl FnOnce() -> R + Send) -> R {
        self.0.install(|| {
            rayon::scope(|scope| {
                scope.spawn(|_| background());
                foreground()
            })
        })
    }
}

#[cfg(not(feature = "parallel"))]
pub struct Workers;

#[cfg(not(feature = "parallel"))]
impl Workers {
    pub fn new(_: Option<NonZeroUsize>) -> Result<Self> {
        Ok(Self)
    }

    pub fn count(&self) -> usize {
        1
    }

    pub fn each_piece<T>(&self, items: &mut [T], size: usize, work: impl Fn(usize, &mut [T])) {
        for (index, piece) in items.chunks_mut(size).enumerate() {
            work(index, piece);
        }
    }

    pub fn map<T, R>(&self, items: &[T], _: usize, work: impl Fn(&T) -> R) -> Vec<R> {
        items.iter().map(work).collect()
    }

    pub fn beside<R>(&self, background: impl FnOnce(), foreground: impl FnOnce() -> R) -> R {
        let result = foreground();
        background();
        result
    }
}
