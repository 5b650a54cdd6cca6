//! A run that is killed, or whose disk fills up, is taken up where it stood and ends with the same bytes.

use super::*;
use std::time::{Duration, Instant};

/// Kills a run in the middle, then resumes it. A machine may be so fast that nothing is left to kill: then with more worlds.
#[test]
fn a_killed_run_resumes_and_ends_with_the_same_bytes() {
    let place = Workplace::new("killed");
    for runs in [2_000, 8_000, 32_000, 128_000] {
        let words = format!("run --runs {runs} --no-figures --quiet --threads 2 --out killed");
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("detente"))
            .current_dir(&place.0)
            .args(words.split(' '))
            .args(["--checkpoint-every", "8"])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        wait_for_rows(&place.path("killed/partial/metrics.csv"), &mut child);
        child.kill().unwrap();
        child.wait().unwrap();
        if place.path("killed/manifest.json").exists() {
            std::fs::remove_dir_all(place.path("killed")).unwrap();
            continue;
        }
        place.refuses(&words, &["unfinished run", "--resume", "--force"]);
        place.refuses("run --runs 16 --resume --out killed", &["another unfinished run"]);
        place.succeeds(&format!("{words} --resume"));
        place.succeeds(&words.replace("--out killed", "--out unbroken"));
        assert_same(&place.path("killed"), &place.path("unbroken"));
        return;
    }
    panic!("the program finished before it could be killed, even with 128,000 worlds");
}

/// Waits until a checkpoint has put some rows into the table, or the program has ended.
pub fn wait_for_rows(table: &Path, child: &mut std::process::Child) {
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() && begun.elapsed() < Duration::from_secs(60) {
        if std::fs::metadata(table).is_ok_and(|table| table.len() > 20_000) {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// The same without luck: stops after the first batch, with rows behind the checkpoint that it does not vouch for.
#[test]
fn rows_behind_the_checkpoint_are_dropped() {
    use detente::ensemble::{self, Flow, Options};
    use detente::report::selection::Selection;
    use detente::report::writer::{Pace, Writer};
    use detente::results::store::folder::{PARTIAL, RunSpec, SpecInput};
    use detente::results::store::staging::Staging;
    use detente::scenario::load::{Kind, Request, load};
    use detente::scenario::shipped;

    let place = Workplace::new("rows");
    let runs = 1200;
    let request = Request {
        runs: Some(runs),
        kept_trajectories: Some(3),
        ..Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    let scenario = load(&request, &shipped::resolve).unwrap();
    let words = format!("run baseline --runs {runs} --keep-trajectories 3 --no-figures --quiet");
    let command = format!("detente run baseline --runs {runs} --keep-trajectories 3");
    let spec = RunSpec::new(command, SpecInput::of_scenario(&scenario));
    let staging = Staging::start(&place.path("broken"), &spec).unwrap();
    let (mut writer, state) = Writer::open(&scenario, spec, Selection::ALL, staging, Pace::Worlds(1)).unwrap();
    let options = Options {
        threads: std::num::NonZeroUsize::new(1),
        ..Options::default()
    };
    let state = ensemble::run(&scenario, &options, state, &mut |batch, state| {
        writer.take(batch, state)?;
        Ok(Flow::Stop)
    });
    assert!(
        state.unwrap().next_run() < runs,
        "one batch holds everything: this test needs more worlds"
    );
    drop(writer);
    for name in ["metrics.csv", "draws.csv", "events.csv", "kept-trajectories.csv"] {
        let path = place.path("broken").join(PARTIAL).join(name);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.extend_from_slice(b"777777,half a ro");
        std::fs::write(path, bytes).unwrap();
    }
    place.succeeds(&format!("{words} --out broken --resume"));
    place.succeeds(&format!("{words} --out unbroken"));
    assert_same(&place.path("broken"), &place.path("unbroken"));
}

/// A limit on the size of files stands in for a full disk: the same error reaches the program at the same places.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_what_was_written_can_be_taken_up() {
    let place = Workplace::new("full");
    place.succeeds("run --runs 16 --no-figures --quiet --out there");
    let before = snapshot(&place.path("there"));
    let program = assert_cmd::cargo::cargo_bin("detente");
    let words = "run --runs 4000 --no-figures --quiet --checkpoint-every 1";
    place.succeeds(&format!("{words} --out fresh"));
    // In blocks of 512 or 1024 bytes, as the shell has it: before the first checkpoint is stored, and between two.
    for blocks in [200, 6000] {
        let limited = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec {} {words} --out there --force",
            program.display()
        );
        let output = std::process::Command::new("sh")
            .current_dir(&place.0)
            .args(["-c", &limited])
            .output()
            .unwrap();
        let (_, stderr) = texts(&output);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(
            stderr.contains("the disk is full") && stderr.contains("--resume"),
            "{stderr}"
        );
        let after = snapshot(&place.path("there"));
        assert!(
            before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)),
            "the earlier result was changed"
        );
        let copy = format!("copy{blocks}");
        std::fs::create_dir_all(place.path(&copy)).unwrap();
        std::fs::rename(place.path("there/partial"), place.path(&copy).join("partial")).unwrap();
        place.succeeds(&format!("{words} --out {copy} --resume"));
        assert_same(&place.path(&copy), &place.path("fresh"));
    }
}
