//! Kills: at random moments, and at each system call that writes.

use super::studies::{COMMON, STUDIES};
use super::*;

fn words(study: &str, out: &str, more: &str) -> Vec<String> {
    let line = format!("{study} {COMMON} --out {out} {more}");
    line.split_whitespace().map(str::to_owned).collect()
}

/// A study may be killed again and again: what is finished at last has the bytes of one that was never disturbed, and a result that
/// stood there before is whole until the new one is.
#[test]
#[ignore = "an attack: scripts/attack"]
fn a_study_killed_at_random_moments_ends_with_the_same_bytes() {
    let place = Workplace::new("attack-kills");
    let (mut chance, begun) = (Chance::new(3), Instant::now());
    let mut whole: Vec<Option<(String, Duration)>> = vec![None; STUDIES.len()];
    place.succeeds(&format!("run --runs 8 {COMMON} --out old"));
    let old = snapshot(&place.path("old"));
    let (mut kills, mut finished) = (0, 0);
    while begun.elapsed() < time() || finished == 0 {
        let number = chance.below(STUDIES.len());
        let study = STUDIES[number];
        let (reference, duration) = whole[number]
            .get_or_insert_with(|| {
                let (out, started) = (format!("whole-{number}"), Instant::now());
                let output = place.program().args(words(study, &out, "")).output().unwrap();
                assert!(output.status.success(), "{study}: {}", texts(&output).1);
                (out, started.elapsed())
            })
            .clone();
        let replaces = chance.once_in(3);
        if replaces {
            place.succeeds(&format!("run --runs 8 {COMMON} --out out"));
        }
        let begins = if replaces { "--force" } else { "" };
        let mut attempts = 0;
        loop {
            // After some kills it may go on undisturbed.
            let more = if place.path("out/partial/run.json").exists() {
                "--resume"
            } else {
                begins
            };
            let mut child = place
                .program()
                .args(words(study, "out", more))
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            if attempts < 4 {
                std::thread::sleep(duration.mul_f64(1.1 * chance.share()));
                if child.try_wait().unwrap().is_none() {
                    child.kill().unwrap();
                    kills += 1;
                }
            }
            let output = child.wait_with_output().unwrap();
            attempts += 1;
            if output.status.success() {
                break;
            }
            let said = texts(&output).1;
            assert!(
                output.status.code().is_none(),
                "{study} could not go on after {attempts} kills: {said}"
            );
            if replaces && place.path("out/manifest.json").exists() && place.path("out/partial/run.json").exists() {
                let mut there = snapshot(&place.path("out"));
                there.retain(|name, _| !name.starts_with("partial"));
                assert!(there == old, "{study}: the result before it is no longer whole");
            }
        }
        assert_same(&place.path("out"), &place.path(&reference));
        std::fs::remove_dir_all(place.path("out")).unwrap();
        finished += 1;
    }
    report(
        "random kills",
        begun,
        &format!("{kills} kills, {finished} studies finished with the same bytes"),
    );
}

/// System calls that change what is on the disk.
const CALLS: [&str; 12] = [
    "openat",
    "write",
    "pwrite64",
    "rename",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "ftruncate",
    "fsync",
    "fdatasync",
    "mkdir",
];

/// Runs words under strace, killed when the program enters the `nth` of these calls; says whether it came so far.
fn killed_at(place: &Workplace, call: &str, nth: usize, words: &[String]) -> bool {
    let mut traced = Command::new("strace");
    traced.current_dir(&place.0).stdin(Stdio::null());
    traced.args(["-f", "-qq", "-o", "/dev/null"]);
    traced.args([
        "-e",
        &format!("trace={call}"),
        "-e",
        &format!("inject={call}:signal=SIGKILL:when={nth}"),
    ]);
    traced.arg(PROGRAM).args(words);
    !traced.output().unwrap().status.success()
}

fn has_strace() -> bool {
    let is_there = Command::new("strace").arg("-V").stdout(Stdio::null()).status();
    let has_it = is_there.is_ok_and(|status| status.success());
    if !has_it {
        note("left out, strace is not there");
    }
    has_it
}

/// Killed when it enters the first, second, third ... of each of these calls, a run can always be finished with the same bytes: one that
/// begins, one that replaces another result, and one that goes on.
#[test]
#[ignore = "an attack: scripts/attack"]
fn a_run_killed_at_each_system_call_of_writing_ends_with_the_same_bytes() {
    if !has_strace() {
        return;
    }
    let place = Workplace::new("attack-calls");
    let begun = Instant::now();
    let study = "run --runs 40 --checkpoint-every 16";
    place.succeeds(&words(study, "whole", "").join(" "));
    let mut kills = 0;
    // The quick part looks at some of them, spread over the run.
    let step = if is_long() { 1 } else { 29 };
    for (call, replaces) in CALLS.iter().flat_map(|call| [(call, false), (call, true)]) {
        for nth in (1..).step_by(step) {
            if !is_long() && begun.elapsed() > time() {
                break;
            }
            if replaces {
                place.succeeds(&format!("run --runs 8 {COMMON} --out out"));
            }
            let begins = if replaces { "--force" } else { "" };
            let came_so_far = killed_at(&place, call, nth, &words(study, "out", begins));
            if came_so_far {
                kills += 1;
                // Where it was killed before it began, there may be nothing to go on with, or another result.
                let more = if place.path("out/partial/run.json").exists() {
                    "--resume"
                } else {
                    begins
                };
                let output = place.program().args(words(study, "out", more)).output().unwrap();
                assert!(output.status.success(), "{call} {nth}, {begins}: {}", texts(&output).1);
            }
            assert_same(&place.path("out"), &place.path("whole"));
            std::fs::remove_dir_all(place.path("out")).unwrap();
            if !came_so_far {
                break;
            }
        }
    }
    report(
        "kills at system calls",
        begun,
        &format!("{kills} kills, each finished with the same bytes"),
    );
}

/// A report or a figure killed at any of these calls is there whole or not at all, and the same command makes it.
#[test]
#[ignore = "an attack: scripts/attack"]
fn a_page_killed_at_each_system_call_of_writing_is_whole_or_not_there() {
    if !has_strace() {
        return;
    }
    let place = Workplace::new("attack-pages");
    let begun = Instant::now();
    place.succeeds(&format!("run --runs 40 {COMMON} --out whole"));
    let commands = [
        ("report whole --no-hindcast --quiet --format md --out", "page.md"),
        ("plot whole china-lag --format csv,svg --out", "drawn"),
    ];
    let mut kills = 0;
    let step = if is_long() { 1 } else { 11 };
    for (command, out) in commands {
        let line = |out: &str| -> Vec<String> { format!("{command} {out}").split(' ').map(str::to_owned).collect() };
        let wanted = format!("wanted-{out}");
        assert!(place.program().args(line(&wanted)).output().unwrap().status.success());
        let read = |name: &str| match place.path(name).is_dir() {
            true => snapshot(&place.path(name)),
            false => std::fs::read(place.path(name))
                .map(|bytes| [("page".into(), bytes)].into())
                .unwrap_or_default(),
        };
        for call in CALLS {
            for nth in (1..).step_by(step) {
                if !is_long() && begun.elapsed() > time() {
                    break;
                }
                if !killed_at(&place, call, nth, &line(out)) {
                    break;
                }
                kills += 1;
                let mut there = read(out);
                // What was being written has a name of the program's own.
                there.retain(|name, _| !name.to_string_lossy().starts_with('.'));
                let whole = read(&wanted);
                assert!(
                    there.iter().all(|(name, bytes)| whole.get(name) == Some(bytes)),
                    "{command} {call} {nth}: half written"
                );
                let again = place.program().args(line(out)).output().unwrap();
                assert!(again.status.success(), "{command} {call} {nth}: {}", texts(&again).1);
                assert!(read(out) == whole, "{command} {call} {nth}");
            }
            let _ = std::fs::remove_dir_all(place.path(out));
            let _ = std::fs::remove_file(place.path(out));
        }
    }
    report(
        "kills of pages",
        begun,
        &format!("{kills} kills, each made again with the same bytes"),
    );
}
