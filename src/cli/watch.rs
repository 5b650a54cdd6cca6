//! A caller that is no shell: it hears how far a command is, can stop it, and takes what the command says in the place of the standard
//! output.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

/// Who is told how far a command is. Called from whichever thread does the work.
pub trait Watch: Send + Sync {
    /// A stage begins that takes so many worlds, of which the first `before` were done by an earlier attempt.
    fn stage(&self, worlds: u64, before: u64);

    /// So many worlds of the stage are done.
    fn progress(&self, worlds: u64);

    /// Whether to stop: asked several times a second. What is finished is kept.
    fn is_cancelled(&self) -> bool;
}

/// The caller of the command that this thread carries out.
#[derive(Clone)]
struct Caller {
    watch: Arc<dyn Watch>,
    said: Arc<Mutex<String>>,
}

thread_local! {
    static CALLER: RefCell<Option<Caller>> = const { RefCell::new(None) };
}

/// Takes the caller away when the command ends, however it ends.
struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        CALLER.set(None);
    }
}

/// Does `work`, of which `watch` is told; gives what it said, too.
pub fn watched<T>(watch: Arc<dyn Watch>, work: impl FnOnce() -> T) -> (T, String) {
    let said = Arc::new(Mutex::new(String::new()));
    CALLER.set(Some(Caller {
        watch,
        said: said.clone(),
    }));
    let leave = Leave;
    let done = work();
    drop(leave);
    let text = std::mem::take(&mut *said.lock().unwrap_or_else(PoisonError::into_inner));
    (done, text)
}

/// Who is told of the command that this thread carries out, if its caller is no shell.
pub fn current() -> Option<Arc<dyn Watch>> {
    CALLER.with_borrow(|caller| Some(caller.as_ref()?.watch.clone()))
}

/// Hands a text to the caller; says whether there is one.
pub fn hear(text: &str) -> bool {
    CALLER.with_borrow(|caller| {
        if let Some(caller) = caller {
            caller
                .said
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push_str(text);
        }
        caller.is_some()
    })
}
