//! Worker threads, or the same interface on one thread where one is asked for, none can be started, or the feature `parallel` is off.

use error::Result;
use std::num::NonZeroUsize;

/// Bytes of stack of a worker. One that waits for others takes their work upon its own, and states of eight worlds are large.
#[cfg(feature = "parallel")]
const STACK: usize = 16 << 20;

/// The threads that work is shared among; without any it is done where it is asked for.
pub struct Workers {
    #[cfg(feature = "parallel")]
    pool: Option<rayon::ThreadPool>,
}

#[cfg(feature = "parallel")]
impl Workers {
    /// Starts `threads` workers; `None` starts one a processor or, where the system allows fewer, as many as it does. One worker is the
    /// thread that asks.
    ///
    /// # Errors
    /// So many threads cannot be started.
    pub fn new(threads: Option<NonZeroUsize>) -> Result<Self> {
        let start = |count: usize| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(count)
                .stack_size(STACK)
                .build()
        };
        if let Some(threads) = threads.map(NonZeroUsize::get) {
            if threads == 1 {
                return Ok(Self { pool: None });
            }
            return start(threads).map(|pool| Self { pool: Some(pool) }).map_err(|error| {
                error::Error::Usage(format!(
                    "{threads} worker threads cannot be started here: {error}; allow more, or take fewer with --threads N: results are the \
                     same with any number"
                ))
            });
        }
        let mut count = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        while count > 1 {
            match start(count) {
                Ok(pool) => return Ok(Self { pool: Some(pool) }),
                // Those of the failed attempt leave while fewer are tried.
                Err(_) => count /= 2,
            }
        }
        Ok(Self { pool: None })
    }

    /// How many workers there are.
    pub fn count(&self) -> usize {
        self.pool.as_ref().map_or(1, rayon::ThreadPool::current_num_threads)
    }

    /// Does `work` on every piece of `size` items; it gets the index of the piece.
    pub fn each_piece<T: Send>(&self, items: &mut [T], size: usize, work: impl Fn(usize, &mut [T]) + Sync + Send) {
        use rayon::prelude::*;
        let Some(pool) = &self.pool else {
            return each_piece_here(items, size, work);
        };
        let pieces = items.par_chunks_mut(size).enumerate().with_max_len(1);
        pool.install(|| pieces.for_each(|(index, piece)| work(index, piece)));
    }

    /// What `work` makes of every item, in order; a worker takes up to `size` of them one after another.
    pub fn map<T: Sync, R: Send>(&self, items: &[T], size: usize, work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        use rayon::prelude::*;
        let Some(pool) = &self.pool else {
            return items.iter().map(work).collect();
        };
        pool.install(|| items.par_iter().with_max_len(size).map(work).collect())
    }

    /// One worker does `foreground` while the others do `background`, then all of them what is left of it; comes back when both are
    /// done.
    pub fn beside<R: Send>(&self, background: impl FnOnce() + Send, foreground: impl FnOnce() -> R + Send) -> R {
        let Some(pool) = &self.pool else {
            return one_after_the_other(background, foreground);
        };
        pool.install(|| {
            rayon::scope(|scope| {
                scope.spawn(|_| background());
                foreground()
            })
        })
    }
}

#[cfg(not(feature = "parallel"))]
impl Workers {
    pub fn new(_: Option<NonZeroUsize>) -> Result<Self> {
        Ok(Self {})
    }

    pub fn count(&self) -> usize {
        1
    }

    pub fn each_piece<T>(&self, items: &mut [T], size: usize, work: impl Fn(usize, &mut [T])) {
        each_piece_here(items, size, work);
    }

    pub fn map<T, R>(&self, items: &[T], _: usize, work: impl Fn(&T) -> R) -> Vec<R> {
        items.iter().map(work).collect()
    }

    pub fn beside<R>(&self, background: impl FnOnce(), foreground: impl FnOnce() -> R) -> R {
        one_after_the_other(background, foreground)
    }
}

fn each_piece_here<T>(items: &mut [T], size: usize, work: impl Fn(usize, &mut [T])) {
    for (index, piece) in items.chunks_mut(size).enumerate() {
        work(index, piece);
    }
}

fn one_after_the_other<R>(background: impl FnOnce(), foreground: impl FnOnce() -> R) -> R {
    let result = foreground();
    background();
    result
}
