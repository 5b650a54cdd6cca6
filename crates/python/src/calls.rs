//! Calling a command: the work goes on in a thread of its own while this one, which holds the interpreter, lets others have it and looks
//! several times a second for interruptions and progress.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use detente::analysis::study::Sink;
use detente::cli::watch::Watch;
use detente::error::Result;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::errors::raise;

/// Time between two looks.
const LOOK: Duration = Duration::from_millis(100);

/// What the working thread tells the one that waits.
#[derive(Default)]
struct Told {
    /// Number of the stage, its worlds, and those that an earlier attempt had done.
    stage: Mutex<(u64, u64, u64)>,
    done: AtomicU64,
    is_cancelled: AtomicBool,
    is_finished: Mutex<bool>,
    finished: Condvar,
}

impl Watch for Told {
    fn stage(&self, worlds: u64, before: u64) {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        *stage = (stage.0 + 1, worlds, before);
        self.done.store(before, Ordering::Relaxed);
    }

    fn progress(&self, worlds: u64) {
        self.done.store(worlds, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

impl Told {
    fn finish(&self) {
        *self.is_finished.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.finished.notify_all();
    }

    /// Waits for the end, or for a while; says whether it is the end.
    fn wait(&self) -> bool {
        let is_finished = self.is_finished.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .finished
            .wait_timeout_while(is_finished, LOOK, |is_finished| !*is_finished);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Tells `progress`, called with the stage, the worlds that are done and those that the stage has.
    fn tell(&self, progress: &Bound<'_, PyAny>) -> PyResult<()> {
        let (stage, worlds, _) = *self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if stage > 0 {
            progress.call1((stage, self.done.load(Ordering::Relaxed), worlds))?;
        }
        Ok(())
    }
}

/// How the work tells: a command through its watch, a study that is run without a command as its sink.
pub struct Telling(Arc<Told>);

impl Sink for Telling {
    fn stage(&mut self, worlds: u64) {
        self.0.stage(worlds, 0);
    }

    fn progress(&mut self, worlds: u64) {
        self.0.progress(worlds);
    }

    fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}

/// Does `work` in a thread of its own, which has ended when this returns.
pub fn attended<T: Send + 'static>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(Telling) -> Result<T> + Send + 'static,
) -> PyResult<T> {
    let told = Arc::new(Told::default());
    let work = {
        let told = told.clone();
        move || {
            let telling = Telling(told.clone());
            let result = catch_unwind(AssertUnwindSafe(|| work(telling)));
            told.finish();
            result
        }
    };
    let worker = std::thread::Builder::new().name("detente".to_owned()).spawn(work)?;
    let mut stopped: Option<PyErr> = None;
    while !py.detach(|| told.wait()) {
        if stopped.is_some() {
            continue;
        }
        let looked = py.check_signals().and_then(|()| match progress {
            Some(progress) => told.tell(progress),
            None => Ok(()),
        });
        if let Err(error) = looked {
            told.is_cancelled.store(true, Ordering::Relaxed);
            stopped = Some(error);
        }
    }
    let result = py.detach(|| worker.join());
    if let Some(stopped) = stopped {
        return Err(stopped);
    }
    if let Some(progress) = progress {
        told.tell(progress)?;
    }
    match result {
        Ok(Ok(Ok(done))) => Ok(done),
        Ok(Ok(Err(error))) => Err(raise(py, &error)),
        Ok(Err(_)) | Err(_) => Err(PyRuntimeError::new_err(
            "detente met a fault of its own; please report it with the call you made",
        )),
    }
}

/// Carries out the command of these words (without the program's name) and gives what it would have printed.
///
/// The interpreter is free meanwhile. `progress`, if there is one, is called several times a second with the number of the stage, the
/// worlds that are done, and the worlds of the stage. An interruption, or an exception of `progress`, stops the work and leaves what is
/// finished where the same command goes on with it.
#[pyfunction]
#[pyo3(signature = (words, progress = None))]
pub fn call(py: Python<'_>, words: Vec<String>, progress: Option<Bound<'_, PyAny>>) -> PyResult<String> {
    attended(py, progress.as_ref(), move |told| detente::cli::call(&words, told.0))
}
