//! Signals: Ctrl-C is answered with a line that says what is kept and how to go on, and a limit on the size of files with an error.

/// Makes the program answer Ctrl-C, the request of a batch system to end, and a file that may not grow any more.
#[cfg(unix)]
pub fn answer() {
    use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::low_level::{emulate_default_handler, register};

    for signal in [SIGINT, SIGTERM].into_iter().filter(|&signal| !is_ignored(signal)) {
        // SAFETY: the handler reads an atomic pointer, writes bytes that are never freed, and ends the process as the system would have
        // done, all of which a handler may do.
        let registered = unsafe {
            register(signal, move || {
                words::write();
                let _ = emulate_default_handler(signal);
            })
        };
        if registered.is_err() {
            super::screen::warn("note: an interruption cannot be answered in words here");
        }
    }
    // The system's own answer is to end the process; with a handler, the write fails with an error instead, which is said in words.
    // SAFETY: the handler does nothing.
    let _ = unsafe { register(SIGXFSZ, || ()) };
}

/// Nothing to do: the system ends the program on Ctrl-C, and what is on the disk is safe.
#[cfg(not(unix))]
pub fn answer() {}

/// Whether whoever started the program wants a signal to be passed over, as a shell does for what a script starts in the background.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.unwrap_or(0) >> (signal - 1) & 1 == 1
}

/// Says from now on what is kept if the program is interrupted.
pub fn on_interrupt(said: &str) {
    #[cfg(unix)]
    words::set(said);
    #[cfg(not(unix))]
    let _ = said;
}

#[cfg(unix)]
mod words {
    use std::ptr;
    use std::sync::atomic::{AtomicPtr, Ordering};

    use crate::cli::screen::harmless;

    /// What is written when a signal comes. A handler may not wait for a lock, so each text stays for good; there are a few.
    static WORDS: AtomicPtr<String> = AtomicPtr::new(ptr::null_mut());
    const NOTHING: &str = "\ninterrupted; nothing was written\n";

    pub fn set(said: &str) {
        // The line begins below a bar of progress and the `^C` of the terminal.
        let said = format!("\ninterrupted; {}\n", harmless(said));
        WORDS.store(Box::leak(Box::new(said)), Ordering::Release);
    }

    pub fn write() {
        // SAFETY: it is null or a text that was leaked.
        let words = unsafe { WORDS.load(Ordering::Acquire).as_ref() };
        let words = words.map_or(NOTHING, String::as_str);
        // Whether anybody reads it or not, the program ends.
        let _ = rustix::io::write(rustix::stdio::stderr(), words.as_bytes());
    }
}
