//! What simulating takes of the machine. In a program of their own, for these tests count every request for memory and read the most
//! that the program ever had; so one waits for the other.

mod allocations;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(not(debug_assertions))]
mod merging;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held by each test while it counts.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}
