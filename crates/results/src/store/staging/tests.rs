use super::*;
use crate::store::folder::{Intent, Plan, inspect, plan, result_of};
use crate::store::manifest::ExperimentRecord;
use crate::store::partial::WRITTEN;

/// An empty folder of its own for one test.
fn fresh(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("detente-staging-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn spec(command: &str) -> RunSpec {
    RunSpec::new(command.to_owned(), vec![])
}

fn manifest(spec: &RunSpec, files: Vec<FileRecord>) -> Manifest {
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
    Manifest::new(spec, 1, false, kind, files)
}

const NAMES: [&str; 3] = ["a.csv", "b.csv", "figures/c.svg"];

fn names() -> Vec<String> {
    NAMES.map(str::to_owned).into()
}

/// A run that has written all its files, each with `text` in it, and its manifest.
fn written(out: &Path, spec: &RunSpec, text: &str, replaced: Replaced) -> (Staging, Manifest) {
    let staging = Staging::start(out, spec, replaced).unwrap();
    for name in NAMES {
        staging.write(name, text.as_bytes()).unwrap();
    }
    let records = NAMES.iter().map(|name| FileRecord::of(staging.folder(), name).unwrap());
    let manifest = manifest(spec, records.collect());
    (staging, manifest)
}

fn finished(out: &Path, spec: &RunSpec, text: &str) -> Manifest {
    let (staging, manifest) = written(out, spec, text, Replaced::Nothing);
    staging.publish(&manifest).unwrap();
    manifest
}

fn decide(out: &Path, spec: &RunSpec, intent: Intent) -> Result<Plan> {
    plan(out, inspect(out, &names()).unwrap(), spec, intent, false)
}

fn everything_holds(out: &Path, text: &str) {
    for name in NAMES {
        assert_eq!(std::fs::read_to_string(out.join(name)).unwrap(), text, "{name}");
    }
    assert!(!out.join(PARTIAL).exists());
}

#[test]
fn a_folder_or_link_of_the_users_is_refused_and_not_touched() {
    let out = fresh("users");
    let elsewhere = fresh("users-elsewhere");
    std::fs::write(elsewhere.join("notes.txt"), "mine").unwrap();
    let one = out.join("one");
    std::fs::create_dir_all(one.join(PARTIAL).join("deep")).unwrap();
    std::fs::write(one.join(PARTIAL).join("deep/notes.txt"), "mine").unwrap();
    let mut places = vec![one];
    #[cfg(unix)]
    {
        let linked = out.join("linked");
        std::fs::create_dir_all(&linked).unwrap();
        std::os::unix::fs::symlink(&elsewhere, linked.join(PARTIAL)).unwrap();
        places.push(linked);
    }
    let a_file = out.join("file");
    std::fs::create_dir_all(&a_file).unwrap();
    std::fs::write(a_file.join(PARTIAL), "mine").unwrap();
    places.push(a_file);
    for place in &places {
        for intent in [Intent::Careful, Intent::Force, Intent::Resume] {
            let said = decide(place, &spec("x"), intent).unwrap_err().to_string();
            assert!(said.contains(PARTIAL) && said.contains("--out"), "{said}");
        }
        assert!(Staging::start(place, &spec("x"), Replaced::Nothing).is_err());
    }
    assert_eq!(
        std::fs::read_to_string(places[0].join("partial/deep/notes.txt")).unwrap(),
        "mine"
    );
    assert_eq!(std::fs::read_to_string(elsewhere.join("notes.txt")).unwrap(), "mine");
    assert!(places.last().unwrap().join(PARTIAL).is_file());
    std::fs::remove_dir_all(out).unwrap();
    std::fs::remove_dir_all(elsewhere).unwrap();
}

#[test]
fn what_an_interrupted_run_left_is_dropped_with_its_half_written_files_and_nothing_else_is() {
    let out = fresh("dropped");
    let (staging, _) = written(&out, &spec("x"), "1", Replaced::Nothing);
    // Killed while a file was written.
    std::fs::write(staging.folder().join(format!("a.csv{NEW}")), "half").unwrap();
    drop(staging);
    let staging = Staging::start(&out, &spec("y"), Replaced::Nothing).unwrap();
    let left: Vec<String> = std::fs::read_dir(staging.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        left.iter().all(|name| [LOCK, RUN_JSON].contains(&name.as_str())),
        "{left:?}"
    );
    // A file of the user's among those of the run is named, and all stay.
    staging.write("a.csv", b"2").unwrap();
    std::fs::write(staging.folder().join("notes.txt"), "mine").unwrap();
    drop(staging);
    for intent in [Intent::Careful, Intent::Force, Intent::Resume] {
        let said = decide(&out, &spec("y"), intent).unwrap_err().to_string();
        assert!(said.contains("notes.txt"), "{said}");
    }
    assert_eq!(std::fs::read_to_string(out.join("partial/a.csv")).unwrap(), "2");
    std::fs::remove_dir_all(out).unwrap();
}

/// Kills between the moves: so many files stand in their place, the rest still in the folder of the run.
#[test]
fn an_interrupted_move_is_finished_wherever_it_stopped() {
    for number in 0..3 {
        for moved in 0..=NAMES.len() {
            let out = fresh(&format!("moved-{number}-{moved}"));
            let old = (number > 0).then(|| Box::new(finished(&out, &spec("old"), "old")));
            let old = match number {
                2 => Replaced::Broken,
                _ => old.map_or(Replaced::Nothing, Replaced::Result),
            };
            let (mut staging, manifest) = written(&out, &spec("new"), "new", old);
            staging.write(MANIFEST_JSON, &manifest.to_bytes().unwrap()).unwrap();
            staging.begin_to_move().unwrap();
            remove_if_there(&out.join(MANIFEST_JSON)).unwrap();
            std::fs::create_dir_all(out.join("figures")).unwrap();
            for name in &NAMES[..moved] {
                std::fs::rename(staging.folder().join(name), out.join(name)).unwrap();
            }
            drop(staging);
            let Plan::Resume(replaced) = decide(&out, &spec("new"), Intent::Resume).unwrap() else {
                panic!("{moved} files moved");
            };
            let staging = Staging::open(&out, replaced).unwrap();
            let there = staging.complete().unwrap().unwrap();
            staging.publish(&there).unwrap();
            everything_holds(&out, "new");
            assert!(matches!(
                decide(&out, &spec("new"), Intent::Careful),
                Ok(Plan::AlreadyThere(_))
            ));
            std::fs::remove_dir_all(out).unwrap();
        }
    }
}

#[test]
fn a_kill_between_the_manifest_and_the_removal_leaves_a_finished_result() {
    let out = fresh("left-over");
    let manifest = finished(&out, &spec("x"), "1");
    let partial = out.join(PARTIAL);
    std::fs::create_dir_all(&partial).unwrap();
    std::fs::write(partial.join(RUN_JSON), serde_json::to_vec(&spec("x")).unwrap()).unwrap();
    std::fs::write(partial.join(WRITTEN), "a.csv\n").unwrap();
    std::fs::write(partial.join(REPLACED_JSON), "null").unwrap();
    std::fs::write(partial.join(LOCK), "").unwrap();
    for intent in [Intent::Careful, Intent::Resume] {
        assert!(matches!(decide(&out, &spec("x"), intent), Ok(Plan::AlreadyThere(there)) if *there == manifest));
    }
    Staging::remove_left_over(&out);
    everything_holds(&out, "1");
    // Killed within the removal: the lock, which is empty, is the last file.
    std::fs::create_dir_all(&partial).unwrap();
    std::fs::write(partial.join(LOCK), "").unwrap();
    Staging::remove_left_over(&out);
    everything_holds(&out, "1");
    assert!(!partial.exists());
    // Whatever is not the program's stays.
    for (name, text) in [("mine.txt", ""), (LOCK, "mine")] {
        std::fs::create_dir_all(&partial).unwrap();
        std::fs::write(partial.join(LOCK), "").unwrap();
        std::fs::write(partial.join(name), text).unwrap();
        Staging::remove_left_over(&out);
        assert_eq!(std::fs::read_to_string(partial.join(name)).unwrap(), text);
        std::fs::remove_dir_all(&partial).unwrap();
    }
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn a_file_that_appears_during_a_run_is_not_replaced() {
    let out = fresh("appears");
    let (staging, manifest) = written(&out, &spec("x"), "1", Replaced::Nothing);
    std::fs::write(out.join("b.csv"), "mine").unwrap();
    let said = staging.publish(&manifest).unwrap_err().to_string();
    assert!(said.contains("`b.csv`") && said.contains("--resume"), "{said}");
    assert_eq!(std::fs::read_to_string(out.join("b.csv")).unwrap(), "mine");
    assert!(!out.join("a.csv").exists() && !out.join(MANIFEST_JSON).exists());
    std::fs::rename(out.join("b.csv"), out.join("mine.csv")).unwrap();
    assert!(matches!(
        decide(&out, &spec("x"), Intent::Resume),
        Ok(Plan::Resume(Replaced::Nothing))
    ));
    let staging = Staging::open(&out, Replaced::Nothing).unwrap();
    let there = staging.complete().unwrap().unwrap();
    staging.publish(&there).unwrap();
    everything_holds(&out, "1");
    assert_eq!(std::fs::read_to_string(out.join("mine.csv")).unwrap(), "mine");
    std::fs::remove_dir_all(out).unwrap();
}

#[test]
fn folders_of_a_result_are_its_own_and_others_within_it_are_not() {
    let out = fresh("own").canonicalize().unwrap();
    finished(&out, &spec("x"), "1");
    for own in ["", "figures", "partial", "figures/../"] {
        assert_eq!(result_of(&out.join(own)), Some(out.clone()), "{own}");
    }
    for other in ["plots", "plots/deep", ".."] {
        assert_eq!(result_of(&out.join(other)), None, "{other}");
    }
    std::fs::remove_dir_all(out).unwrap();
}

/// The rows of a table stand in the staging folder with all their digits; what comes to the result is the file for readers, wherever the move stops.
#[test]
fn the_file_for_readers_is_moved_and_not_the_rows_it_was_made_of() {
    use crate::column::{Column, Schema};

    const COLUMNS: &[Column] = &[Column::number_or_never("year", "year", "when")];
    let plain = "year,year_never\n2030.083,\n,never\n";
    for is_killed in [false, true] {
        let out = fresh("plain");
        let spec = spec("x");
        let mut staging = Staging::start(&out, &spec, Replaced::Nothing).unwrap();
        staging.write("a.csv", b"year\n2030.0833333333333\nnever\n").unwrap();
        staging.make_plain(&Schema::new("a.csv", COLUMNS)).unwrap();
        let standing = staging.standing("a.csv");
        assert_eq!(std::fs::read_to_string(&standing).unwrap(), plain);
        let records = staging.records(&["a.csv".to_owned()]).unwrap();
        assert_eq!(records, [staging.record("a.csv").unwrap()]);
        let manifest = manifest(&spec, records);
        if is_killed {
            staging.write(MANIFEST_JSON, &manifest.to_bytes().unwrap()).unwrap();
            staging.begin_to_move().unwrap();
            std::fs::rename(standing, out.join("a.csv")).unwrap();
            drop(staging);
            staging = Staging::open(&out, Replaced::Nothing).unwrap();
        }
        staging.publish(&manifest).unwrap();
        assert_eq!(std::fs::read_to_string(out.join("a.csv")).unwrap(), plain);
        assert!(!out.join(PARTIAL).exists());
        assert!(manifest.changed_files(&out).unwrap().is_empty());
        std::fs::remove_dir_all(out).unwrap();
    }
}
