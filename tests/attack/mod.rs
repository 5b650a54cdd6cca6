//! Attacks on the program: mutated files and command lines; kills at random moments and at every system call of writing; limits of memory,
//! threads, descriptors and the size of files; a full disk.
//!
//! They are no part of `cargo test`: `scripts/attack SECONDS` runs them, with a seed of the clock or the one in `ATTACK_SEED`. What the
//! machine does not allow (no strace, no right to mount) is named and left out.

mod chance;
mod files;
mod grammar;
mod kills;
mod limits;
mod lines;
mod studies;

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::{PROGRAM, Workplace, assert_same, snapshot, texts};
use chance::Chance;

/// How long each attack goes on.
fn time() -> Duration {
    let seconds = std::env::var("ATTACK_SECONDS")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(seconds.unwrap_or(8))
}

/// Whether this is a long attack, which looks at everything once however long that takes.
fn is_long() -> bool {
    time() > Duration::from_secs(60)
}

impl Workplace {
    /// Runs it with these words.
    fn run(&self, words: &[&str]) -> Output {
        self.program().args(words).output().unwrap()
    }
}

/// Looks whether the program ended as it promises: done, or refused with exit code 2 and a reason that steers no terminal. Says which.
#[track_caller]
fn ended_well(output: &Output, what: &dyn Fn() -> String) -> bool {
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(0) => true,
        Some(2) => {
            assert!(said.contains("error:"), "{}\nno reason is given: {said}", what());
            assert!(
                !said.contains("fault of its own") && !said.contains("panicked"),
                "{}\n{said}",
                what()
            );
            let steers = said.chars().any(|letter| letter.is_control() && letter != '\n');
            assert!(!steers, "{}\nsteers the terminal: {said:?}", what());
            false
        }
        other => panic!("{}\nended with {other:?}: {said}", what()),
    }
}

/// Counts of an attack, for the record in docs/reliability.md.
fn report(attack: &str, begun: Instant, counts: &str) {
    note(&format!("{attack}: {counts} in {:.0} s", begun.elapsed().as_secs_f64()));
}

/// A line that is shown whether tests capture what they print or not.
fn note(line: &str) {
    let _ = writeln!(std::io::stderr(), "attack: {line}");
}
