use super::*;
use crate::store::manifest::{ExperimentRecord, FileRecord, ResultKind};
use crate::store::staging::{Replaced, Staging};
use std::path::PathBuf;

/// An empty folder of its own for one test.
fn fresh(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("detente-folder-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

fn key(digit: &str) -> Key {
    serde_json::from_str(&format!("\"{}\"", digit.repeat(64))).unwrap()
}

fn spec(digit: &str) -> RunSpec {
    RunSpec {
        key: key(digit),
        command: format!("detente run {digit}"),
        inputs: vec![SpecInput::new("scenario", format!("name = \"x\"\nruns = {digit}\n"))],
    }
}

fn manifest(digit: &str, files: Vec<FileRecord>) -> Manifest {
    let kind = ResultKind::Sweep(ExperimentRecord {
        title: String::new(),
        claims: Vec::new(),
        findings: Vec::new(),
        worlds: 1,
        failed: 0,
        cases: Vec::new(),
        parameters_toml: String::new(),
        specification: String::new(),
    });
    Manifest::new(&spec(digit), 1, false, kind, files)
}

fn finish(out: &Path, digit: &str, name: &str, rows: &[u8], replaced: Replaced) {
    let staging = Staging::start(out, &spec(digit), replaced).unwrap();
    let mut table = staging.create(name).unwrap();
    table.buffer().extend_from_slice(rows);
    table.flush().unwrap();
    let record = FileRecord::of(staging.folder(), name).unwrap();
    staging.publish(&manifest(digit, vec![record])).unwrap();
}

fn decide(out: &Path, digit: &str, intent: Intent) -> Result<Plan> {
    plan(
        out,
        inspect(out, &["metrics.csv".to_owned()]).unwrap(),
        &spec(digit),
        intent,
        false,
    )
}

#[test]
fn the_same_result_is_recognised_and_another_one_is_refused() {
    let out = fresh("same");
    assert!(matches!(
        decide(&out, "a", Intent::Careful),
        Ok(Plan::Start(Replaced::Nothing))
    ));
    finish(&out, "a", "metrics.csv", b"1\n", Replaced::Nothing);
    assert!(matches!(decide(&out, "a", Intent::Careful), Ok(Plan::AlreadyThere(_))));
    assert!(matches!(decide(&out, "a", Intent::Resume), Ok(Plan::AlreadyThere(_))));
    let refusal = decide(&out, "b", Intent::Careful).unwrap_err().to_string();
    assert!(refusal.contains("--force") && refusal.contains("--out"), "{refusal}");
    assert!(matches!(
        decide(&out, "b", Intent::Force),
        Ok(Plan::Start(Replaced::Result(_)))
    ));
    assert!(!out.join(PARTIAL).exists());
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn a_result_that_was_edited_is_not_called_unchanged() {
    let out = fresh("edited");
    finish(&out, "a", "metrics.csv", b"1\n", Replaced::Nothing);
    std::fs::write(out.join("metrics.csv"), b"2\n").unwrap();
    let refusal = decide(&out, "a", Intent::Careful).unwrap_err().to_string();
    assert!(
        refusal.contains("metrics.csv") && refusal.contains("changed"),
        "{refusal}"
    );
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn an_unfinished_run_waits_for_resume_or_force() {
    let out = fresh("unfinished");
    let staging = Staging::start(&out, &spec("a"), Replaced::Nothing).unwrap();
    let mut table = staging.create("metrics.csv").unwrap();
    table.buffer().extend_from_slice(b"0\n1\n");
    assert_eq!(table.flush().unwrap(), 4);
    drop((table, staging));
    assert!(!out.join(MANIFEST_JSON).exists());
    let refusal = decide(&out, "a", Intent::Careful).unwrap_err().to_string();
    assert!(refusal.contains("--resume") && refusal.contains("--force"), "{refusal}");
    let refusal = decide(&out, "b", Intent::Resume).unwrap_err().to_string();
    assert!(refusal.contains("another unfinished run"), "{refusal}");
    assert!(
        refusal.contains("the scenario differs: `runs = a` then, `runs = b` now"),
        "{refusal}"
    );
    assert!(matches!(
        decide(&out, "a", Intent::Resume),
        Ok(Plan::Resume(Replaced::Nothing))
    ));

    let staging = Staging::open(&out, Replaced::Nothing).unwrap();
    assert!(
        staging.reopen("metrics.csv", 5).is_err(),
        "a table shorter than its checkpoint says was accepted"
    );
    let mut table = staging.reopen("metrics.csv", 2).unwrap();
    table.buffer().extend_from_slice(b"9\n");
    assert_eq!(table.flush().unwrap(), 4);
    assert_eq!(std::fs::read(staging.folder().join("metrics.csv")).unwrap(), b"0\n9\n");
    drop(staging);
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn a_replaced_result_leaves_none_of_its_files_and_all_of_the_users() {
    let out = fresh("replaced");
    finish(&out, "a", "draws.csv", b"1\n", Replaced::Nothing);
    std::fs::write(out.join("notes.txt"), b"mine").unwrap();
    let old = Manifest::read(&out).unwrap().unwrap();
    finish(&out, "b", "metrics.csv", b"1\n", Replaced::Result(Box::new(old)));
    assert!(!out.join("draws.csv").exists());
    assert_eq!(std::fs::read(out.join("notes.txt")).unwrap(), b"mine");
    assert_eq!(Manifest::read(&out).unwrap().unwrap().key, key("b"));
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn a_folder_with_files_of_no_run_is_refused() {
    let out = fresh("foreign");
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(out.join("notes.txt"), b"mine").unwrap();
    let refusal = decide(&out, "a", Intent::Careful).unwrap_err().to_string();
    assert!(refusal.contains("notes.txt"), "{refusal}");
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn two_runs_cannot_write_into_one_folder_at_once() {
    let out = fresh("locked");
    let first = Staging::start(&out, &spec("a"), Replaced::Nothing).unwrap();
    let refusal = Staging::start(&out, &spec("a"), Replaced::Nothing)
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("another run is writing"), "{refusal}");
    drop(first);
    assert!(Staging::start(&out, &spec("a"), Replaced::Nothing).is_ok());
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn an_interrupted_move_can_be_finished() {
    let out = fresh("moving");
    let staging = Staging::start(&out, &spec("a"), Replaced::Nothing).unwrap();
    staging.write("one.csv", b"1\n").unwrap();
    staging.write("two.csv", b"2\n").unwrap();
    let records = ["one.csv", "two.csv"].map(|name| FileRecord::of(staging.folder(), name).unwrap());
    let manifest = manifest("a", records.to_vec());
    // As if the process had been killed after the first file was moved.
    staging.write(MANIFEST_JSON, &manifest.to_bytes().unwrap()).unwrap();
    std::fs::rename(staging.folder().join("one.csv"), out.join("one.csv")).unwrap();
    drop(staging);
    assert!(matches!(
        decide(&out, "a", Intent::Resume),
        Ok(Plan::Resume(Replaced::Nothing))
    ));
    let staging = Staging::open(&out, Replaced::Nothing).unwrap();
    let complete = staging.complete().unwrap().unwrap();
    staging.publish(&complete).unwrap();
    assert!(matches!(decide(&out, "a", Intent::Careful), Ok(Plan::AlreadyThere(_))));
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn a_run_that_is_being_written_is_called_live_and_one_that_was_killed_is_not() {
    let out = fresh("live");
    let staging = Staging::start(&out, &spec("a"), Replaced::Nothing).unwrap();
    for intent in [Intent::Careful, Intent::Resume] {
        let refusal = decide(&out, "a", intent).unwrap_err().to_string();
        assert!(
            refusal.contains("at this moment") && !refusal.contains("--resume"),
            "{refusal}"
        );
    }
    drop(staging);
    let refusal = decide(&out, "a", Intent::Careful).unwrap_err().to_string();
    assert!(
        refusal.contains("unfinished run") && refusal.contains("--resume"),
        "{refusal}"
    );
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn a_run_over_a_broken_manifest_is_forced_once_and_can_then_be_finished() {
    let out = fresh("broken");
    finish(&out, "a", "metrics.csv", b"1\n", Replaced::Nothing);
    std::fs::write(out.join(MANIFEST_JSON), b"{").unwrap();
    for intent in [Intent::Careful, Intent::Resume] {
        let refusal = decide(&out, "a", intent).unwrap_err().to_string();
        assert!(
            refusal.contains(MANIFEST_JSON) && refusal.contains("--force"),
            "{refusal}"
        );
    }
    let Ok(Plan::Start(replaced)) = decide(&out, "a", Intent::Force) else {
        panic!("--force does not get past a broken manifest");
    };
    assert_eq!(replaced, Replaced::Broken);
    let staging = Staging::start(&out, &spec("a"), replaced).unwrap();
    staging.write("metrics.csv", b"2\n").unwrap();
    let record = FileRecord::of(staging.folder(), "metrics.csv").unwrap();
    drop(staging);
    let Ok(Plan::Resume(replaced)) = decide(&out, "a", Intent::Resume) else {
        panic!("what --force began cannot be gone on with");
    };
    let staging = Staging::open(&out, replaced).unwrap();
    staging.publish(&manifest("a", vec![record])).unwrap();
    assert_eq!(std::fs::read(out.join("metrics.csv")).unwrap(), b"2\n");
    assert!(matches!(decide(&out, "a", Intent::Careful), Ok(Plan::AlreadyThere(_))));
    std::fs::remove_dir_all(out).unwrap();
}
