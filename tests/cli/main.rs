//! The program as its users meet it: what each mistake is answered with, what lands in the output folder, and that a result is
//! never lost or half written.

mod adapt;
#[path = "../attack/mod.rs"]
mod attack;
mod browser;
mod compare;
mod condition;
mod dated;
mod discover;
mod finding;
mod folder;
mod game;
mod lab;
mod mistakes;
mod output;
mod plot;
mod promises;
mod report;
mod resume;
mod robust;
mod scenarios;
mod sensitivity;
mod sentences;
mod shard;
mod studies;
mod sweep;
mod voi;
mod workbook;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program that is tested.
const PROGRAM: &str = env!("CARGO_BIN_EXE_detente");

/// A folder of its own for one test, removed at the end.
struct Workplace(PathBuf);

impl Workplace {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("detente-cli-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program in this folder.
    fn program(&self) -> Command {
        self.program_called(PROGRAM)
    }

    /// Another program in this folder.
    fn program_called(&self, name: &str) -> Command {
        let mut program = Command::new(name);
        program.current_dir(&self.0).stdin(Stdio::null());
        program
    }

    /// Runs `detente` in this folder with words as a shell would split them.
    fn detente(&self, words: &str) -> Output {
        let mut program = self.program();
        program.args(words.split(' ')).output().unwrap()
    }

    /// The same behind what a shell is to do before, up to `exec`, such as setting a limit.
    fn limited(&self, limit: &str, words: &str) -> Output {
        let mut shell = Command::new("sh");
        shell.current_dir(&self.0).stdin(Stdio::null());
        shell
            .args(["-c", &format!("{limit} {PROGRAM} {words}")])
            .output()
            .unwrap()
    }

    /// The same, and it must succeed; gives what was printed.
    #[track_caller]
    fn succeeds(&self, words: &str) -> String {
        let output = self.detente(words);
        let (stdout, stderr) = texts(&output);
        assert!(output.status.success(), "`detente {words}` failed: {stderr}");
        assert_eq!(
            stderr, "",
            "`detente {words}` printed to stderr where it is no terminal"
        );
        stdout
    }

    /// The same, and it must be refused with exit code 2 and a message that holds all `parts`.
    #[track_caller]
    fn refuses(&self, words: &str, parts: &[&str]) -> String {
        let output = self.detente(words);
        let (stdout, stderr) = texts(&output);
        assert_eq!(output.status.code(), Some(2), "`detente {words}`: {stdout}{stderr}");
        for part in parts {
            assert!(stderr.contains(part), "`detente {words}`: `{part}` is not in: {stderr}");
        }
        stderr
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn texts(output: &Output) -> (String, String) {
    (
        String::from_utf8(output.stdout.clone()).unwrap(),
        String::from_utf8(output.stderr.clone()).unwrap(),
    )
}

/// All files below a folder with their bytes.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(
                    path.strip_prefix(folder).unwrap().to_owned(),
                    std::fs::read(&path).unwrap(),
                );
            }
        }
    }
    files
}

/// Names of the files that differ between two folders.
#[track_caller]
fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (snapshot(one), snapshot(other));
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other));
    let differing: Vec<_> = one.keys().filter(|name| one[*name] != other[*name]).collect();
    assert!(differing.is_empty(), "these files differ: {differing:?}");
}
