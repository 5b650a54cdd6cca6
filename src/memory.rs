//! What happens when there is no more memory: a sentence and exit code 2, as for every other limit, instead of an abort.
//!
//! The standard library ends the process by a signal when an allocation fails, whatever it was for. The program therefore asks for memory
//! through an allocator that says what can be done and leaves; what is vouched for on the disk is unharmed, as after a kill.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Exit code for anything the user can mend.
const MENDABLE: i32 = 2;
const MESSAGE: &[u8] = b"error: there is not enough memory (the limit may be one of `ulimit -v` or of the machine); finished work is kept: \
    type the command again with --resume where it has that option, with fewer --threads, --runs or points, with --rows metrics or \
    --no-figures, or with more memory allowed\n";

/// The allocator of the system, with words for the case that it has nothing left.
pub struct Spoken;

/// Says it and leaves, once: threads that find no memory at the same moment wait for the end. Nothing here asks for memory.
#[cold]
fn leave() -> ! {
    static IS_SAID: AtomicBool = AtomicBool::new(false);
    while IS_SAID.swap(true, Ordering::Relaxed) {
        std::thread::sleep(Duration::from_secs(1));
    }
    // Whether it can be written or not, the exit code says it.
    let _ = std::io::stderr().write_all(MESSAGE);
    std::process::exit(MENDABLE)
}

/// What the system gave, if it gave anything.
fn given(memory: *mut u8) -> *mut u8 {
    if memory.is_null() {
        leave()
    }
    memory
}

// SAFETY: every call is handed to the allocator of the system as it is, and only its answer is looked at.
unsafe impl GlobalAlloc for Spoken {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those that the system's allocator asks for.
        given(unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        given(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above.
        given(unsafe { System.realloc(memory, layout, size) })
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }
}
