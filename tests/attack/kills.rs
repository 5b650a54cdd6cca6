//! Kills: at random moments, and at each system call that writes.

use super::*;

/// Studies that are killed, each short but with several files.
const STUDIES: [&[&str]; 4] = [
    &["run", "--runs", "600"],
    &["sweep", "--vary", "us.outreach=0:1:40", "--runs", "40"],
    &["compare", "no_controls", "treaty", "--runs", "200"],
    &["robust", "none", "strict_controls", "--runs", "100"],
];
const COMMON: [&str; 4] = ["--no-figures", "--quiet", "--threads", "2"];

fn words<'a>(study: &[&'a str], out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [study, &COMMON, &["--out", out], more].concat()
}

/// A study may be killed again and again: what is finished at last has the bytes of one that was never disturbed.
#[test]
fn a_study_killed_at_random_moments_ends_with_the_same_bytes() {
    let place = Place::new("kills");
    let (mut chance, begun) = (Chance::new(3), Instant::now());
    let mut whole = Vec::new();
    for (number, study) in STUDIES.iter().enumerate() {
        let out = format!("whole-{number}");
        let started = Instant::now();
        assert!(place.run(&words(study, &out, &[])).status.success(), "{study:?}");
        whole.push((out, started.elapsed()));
    }
    let (mut kills, mut finished) = (0, 0);
    while begun.elapsed() < time() || finished == 0 {
        let number = chance.below(STUDIES.len());
        let (study, (reference, duration)) = (STUDIES[number], &whole[number]);
        let mut attempts = 0;
        loop {
            // After some kills it may go on undisturbed.
            let resume: &[&str] = if attempts > 0 { &["--resume"] } else { &[] };
            let mut child = place
                .program()
                .args(words(study, "out", resume))
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            if attempts < 4 {
                std::thread::sleep(duration.mul_f64(chance.below(1000) as f64 / 1000.0));
                if child.try_wait().unwrap().is_none() {
                    child.kill().unwrap();
                    kills += 1;
                }
            }
            let ended = child.wait().unwrap();
            attempts += 1;
            if ended.success() {
                break;
            }
            assert!(
                ended.code().is_none(),
                "{study:?} could not go on after {attempts} kills: {ended}"
            );
        }
        assert_same(
            &place.path("out"),
            &place.path(reference),
            &format!("{study:?} after {attempts} attempts"),
        );
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
#[cfg(target_os = "linux")]
const CALLS: [&str; 9] = [
    "openat",
    "write",
    "pwrite64",
    "rename",
    "renameat2",
    "unlink",
    "fsync",
    "fdatasync",
    "mkdir",
];

/// Killed when it enters the first, second, third ... of each of these calls, a run can always be finished with the same bytes.
#[test]
#[cfg(target_os = "linux")]
fn a_run_killed_at_each_system_call_of_writing_ends_with_the_same_bytes() {
    let is_there = Command::new("strace").arg("-V").stdout(Stdio::null()).status();
    if !is_there.is_ok_and(|status| status.success()) {
        eprintln!("attack: left out, strace is not there");
        return;
    }
    let place = Place::new("calls");
    let begun = Instant::now();
    let study: &[&str] = &["run", "--runs", "40"];
    assert!(place.run(&words(study, "whole", &[])).status.success());
    let mut kills = 0;
    for call in CALLS {
        // The quick part looks at some of them, spread over the run.
        let step = if is_long() { 1 } else { 23 };
        for nth in (1..).step_by(step) {
            if !is_long() && begun.elapsed() > time() {
                break;
            }
            let inject = format!("inject={call}:signal=SIGKILL:when={nth}");
            let mut killed = Command::new("strace");
            killed.current_dir(&place.0).args([
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                &format!("trace={call}"),
                "-e",
                &inject,
            ]);
            let program = [&[env!("CARGO_BIN_EXE_detente")], &words(study, "out", &[])[..]].concat();
            let ended = killed.args(program).stdin(Stdio::null()).output().unwrap();
            if ended.status.success() {
                std::fs::remove_dir_all(place.path("out")).unwrap();
                break;
            }
            kills += 1;
            let output = place.run(&words(study, "out", &["--resume"]));
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{call} {nth}: {said}");
            assert_same(&place.path("out"), &place.path("whole"), &format!("{call} {nth}"));
            std::fs::remove_dir_all(place.path("out")).unwrap();
        }
    }
    report(
        "kills at system calls",
        begun,
        &format!("{kills} kills, each resumed to the same bytes"),
    );
}
