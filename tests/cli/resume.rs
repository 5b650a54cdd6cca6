//! A run that is killed, or whose disk fills up, is taken up where it stood and ends with the same bytes.

use super::*;
use std::time::{Duration, Instant};

/// Kills a run in the middle, then resumes it. A machine may be so fast that nothing is left to kill: then with more worlds.
#[test]
fn a_killed_run_resumes_and_ends_with_the_same_bytes() {
    let place = Workplace::new("killed");
    for runs in [2_000, 8_000, 32_000, 128_000] {
        let words = format!("run --runs {runs} --no-figures --quiet --threads 2 --out killed");
        let mut child = place
            .program()
            .args(words.split(' '))
            .args(["--checkpoint-every", "8"])
            .stdout(Stdio::null())
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
    use detente::report::study::scenario_inputs;
    use detente::report::writer::{Pace, Writer};
    use detente::results::store::folder::{PARTIAL, RunSpec};
    use detente::results::store::staging::{Replaced, Staging};
    use detente::scenario::load::{Kind, Request, load};
    use detente::scenario::shipped;

    detente::announce_build();
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
    let spec = RunSpec::new(command, scenario_inputs(&scenario));
    let staging = Staging::start(&place.path("broken"), &spec, Replaced::Nothing).unwrap();
    let (mut writer, state) = Writer::open(&scenario, spec, Selection::USUAL, staging, Pace::Worlds(1)).unwrap();
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
    for name in ["metrics.csv", "events.csv", "kept-trajectories.csv"] {
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
fn a_limit_of_file_sizes_is_said_and_what_was_written_can_be_taken_up() {
    let place = Workplace::new("full");
    place.succeeds("run --runs 16 --no-figures --quiet --out there");
    let before = snapshot(&place.path("there"));
    let words = "run --runs 4000 --no-figures --quiet --checkpoint-every 1";
    place.succeeds(&format!("{words} --out fresh"));
    // In blocks of 512 or 1024 bytes, as the shell has it: before the first checkpoint is stored, and between two.
    for blocks in [200, 6000] {
        let output = place.limited(
            &format!("ulimit -f {blocks}; exec"),
            &format!("{words} --out there --force"),
        );
        let (_, stderr) = texts(&output);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(
            stderr.contains("files may not be so large") && stderr.contains("--resume"),
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

/// Kills a study at several moments, each time resumed, until it is left to finish: the folder is that of one that was never killed.
#[track_caller]
fn survives_kills(name: &str, words: &str) {
    survives_kills_of(name, words, 1_000_000);
}

/// The same of a study whose records have up to so many bytes: one that is half written is lost.
fn survives_kills_of(name: &str, words: &str, record: u64) {
    let place = Workplace::new(&format!("killed-{name}"));
    let begun = Instant::now();
    place.succeeds(&format!("{words} --out unbroken"));
    let whole = begun.elapsed();
    let journal = place.path("killed/partial/journal.bin");
    let (mut kept, mut kills) = (0, 0);
    for share in [0.35, 0.2, 0.45, 0.1, 0.3] {
        let mut child = place
            .program()
            .args(format!("{words} --out killed --resume").split(' '))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole.mul_f64(share));
        child.kill().unwrap();
        child.wait().unwrap();
        // Finished, or about to be: with a manifest the files are only moved to their places, and the journal has gone.
        let is_done = |folder: &str| place.path(folder).join("manifest.json").exists();
        if is_done("killed") || is_done("killed/partial") {
            break;
        }
        kills += 1;
        let left = std::fs::metadata(&journal).map_or(0, |journal| journal.len());
        // But for a record that was half written.
        assert!(
            left + record > kept,
            "{name}: a kill lost {kept} bytes of finished work"
        );
        kept = kept.max(left);
        if kills == 1 {
            place.refuses(
                &format!("{words} --out killed"),
                &["unfinished run", "--resume", "--force"],
            );
        }
    }
    assert!(
        kills > 0 && kept > 0,
        "{name}: {kills} kills left {kept} bytes of finished work"
    );
    place.detente(&format!("{words} --out killed --resume"));
    assert_same(&place.path("killed"), &place.path("unbroken"));
}

#[test]
fn a_killed_study_of_robustness_resumes() {
    survives_kills(
        "robust",
        "robust none strict_controls treaty --worldview fast_fabs --worldview slow_fabs --runs 400 --flip china.fab_growth_per_year \
         --flip shared.safety_treaty_effect --flip-worlds 200 --no-figures --quiet --threads 2",
    );
}

#[test]
fn a_killed_game_resumes() {
    survives_kills(
        "game",
        "game --us none --us strict_controls --china none --china mandate_total --runs 16000 --no-figures --quiet --threads 2",
    );
}

#[test]
fn a_killed_value_of_information_resumes() {
    survives_kills(
        "voi",
        "voi none no_controls strict_controls --payoff us --runs 20000 --no-figures --quiet --threads 2",
    );
}

#[test]
fn a_killed_explanation_resumes() {
    // Its last records are the months of both cases, with the spread of each quantity on the way.
    survives_kills_of(
        "explain",
        "explain no_controls --mechanism chip_controls --mechanism fabs --mechanism mandate --runs 4096 --no-figures --quiet --threads 2",
        16_000_000,
    );
}

#[test]
fn a_killed_comparison_resumes() {
    survives_kills(
        "compare",
        "compare no_controls strict_controls treaty --runs 6000 --no-figures --quiet --threads 2",
    );
}

#[test]
fn a_killed_search_for_rules_resumes() {
    survives_kills(
        "adapt",
        "adapt us_push --for us --lever us.chip_controls --lever us.outreach --rules 1 --candidates 32 --held-out 1000 --runs 512 \
         --no-figures --quiet --threads 2",
    );
}
