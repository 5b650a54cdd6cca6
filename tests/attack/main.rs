//! Attacks on the program: mutated designs, configurations and command lines; kills at random moments and at every system call of
//! writing; limits of memory, threads, files and disk.
//!
//! A short part runs with all tests. `scripts/attack SECONDS` runs it for long, with a seed of the clock; `ATTACK_SEED` repeats one. What
//! the machine does not allow (no strace, no rights to mount) is named and left out.

mod grammar;
mod kills;
#[cfg(target_os = "linux")]
mod limits;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Random numbers by splitmix64: the same attack for the same seed.
struct Chance(u64);

impl Chance {
    /// Of the seed that is asked for, and apart from those of other attacks.
    fn new(attack: u64) -> Self {
        let seed = std::env::var("ATTACK_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok())
            .unwrap_or(1);
        Self(attack << 56 ^ seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// From 0 to `end` - 1.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// How long each attack may go on.
fn time() -> Duration {
    let seconds = std::env::var("ATTACK_SECONDS")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(seconds.unwrap_or(8))
}

/// Whether this is the long attack, which looks at everything once however long that takes.
fn is_long() -> bool {
    std::env::var("ATTACK_SECONDS").is_ok()
}

/// A folder of its own, removed at the end.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("detente-attack-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_detente"));
        program.current_dir(&self.0).stdin(Stdio::null());
        program
    }

    fn run(&self, words: &[&str]) -> Output {
        self.program().args(words).output().unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Looks whether the program ended as it promises: done, or refused with exit code 2 and a message that steers no terminal. Says which.
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

/// Asserts that two folders hold the same files with the same bytes.
#[track_caller]
fn assert_same(a: &Path, b: &Path, what: &str) {
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(a), names(b), "{what}");
    for name in names(a) {
        let (a, b) = (a.join(&name), b.join(&name));
        if a.is_file() {
            assert!(
                std::fs::read(&a).unwrap() == std::fs::read(&b).unwrap(),
                "{what}: {name} differs"
            );
        }
    }
}

/// Counts of an attack, for the record in docs/reliability.md.
fn report(attack: &str, begun: Instant, counts: &str) {
    eprintln!("attack: {attack}: {counts} in {:.0} s", begun.elapsed().as_secs_f64());
}
