//! A run or sweep in parts: merged it is that of one machine, byte for byte; what does not fit together is named.

use super::*;
use crate::resume::wait_for_rows;

/// Makes a run in parts that end at `cuts`, and gives the folders.
fn parts(place: &Workplace, words: &str, cuts: &[u64]) -> Vec<String> {
    let starts = std::iter::once(&0).chain(cuts);
    let stretches = starts.zip(cuts);
    stretches
        .map(|(from, to)| {
            let out = format!("part-{from}-{to}");
            place.succeeds(&format!("shard {words} --from {from} --to {to} --quiet --out {out}"));
            out
        })
        .collect()
}

#[test]
fn parts_of_a_run_merge_to_its_bytes_in_any_order() {
    let place = Workplace::new("shards");
    let words = "--runs 330 --policy treaty --keep-trajectories 40 --parquet";
    place.succeeds(&format!("run {words} --no-figures --quiet --out whole"));
    let mut folders = parts(&place, words, &[32, 192, 330]);
    folders.rotate_left(1);
    place.succeeds(&format!(
        "merge {} --no-figures --quiet --out merged",
        folders.join(" ")
    ));
    assert_same(&place.path("whole"), &place.path("merged"));
    assert!(place.path("part-32-192/metrics.parquet").is_file());

    // Parts of about the same size, named by their place.
    for part in 1..=3 {
        place.succeeds(&format!(
            "shard {words} --part {part}/3 --threads 1 --quiet --out third-{part}"
        ));
    }
    place.succeeds("merge third-3 third-1 third-2 --no-figures --quiet --out thirds");
    assert_same(&place.path("whole"), &place.path("thirds"));
    assert!(
        place
            .succeeds("merge third-1 third-2 third-3 --no-figures --out thirds")
            .contains("Already there")
    );
}

#[test]
fn parts_of_a_sweep_merge_to_its_bytes() {
    let place = Workplace::new("sweep-shards");
    let words = "--vary us.chip_controls=0:1:5 --policy none --policy treaty --runs 16 --worlds";
    place.succeeds(&format!("sweep {words} --no-figures --quiet --out whole"));
    for (from, to) in [(0, 1), (1, 4), (4, 5)] {
        place.succeeds(&format!(
            "shard sweep {words} --from {from} --to {to} --quiet --out part-{from}"
        ));
    }
    place.succeeds("merge part-4 part-0 part-1 --no-figures --quiet --out merged");
    assert_same(&place.path("whole"), &place.path("merged"));
}

#[test]
fn what_is_missing_doubled_strange_or_changed_is_named_and_nothing_is_written() {
    let place = Workplace::new("strange-shards");
    parts(&place, "--runs 96", &[32, 64, 96]);
    place.succeeds("shard --runs 96 --seed 7 --from 32 --to 64 --quiet --out other");
    place.refuses(
        "merge part-0-32 part-64-96 --out merged",
        &["of 96 worlds no shard holds 32 to 63"],
    );
    place.refuses(
        "merge part-0-32 part-32-64 part-64-96 part-32-64 --out merged",
        &["part-32-64 and part-32-64 both hold worlds 32 to 63"],
    );
    place.refuses(
        "merge part-0-32 other part-64-96 --out merged",
        &[
            "part-0-32 and other are of different results",
            "seed = 7",
            "seed = 20231",
        ],
    );
    let shard = place.read("part-32-64/shard.json");
    place.write(
        "part-32-64/shard.json",
        shard.replace("\"version\": \"", "\"version\": \"9"),
    );
    place.refuses(
        "merge part-0-32 part-32-64 part-64-96 --out merged",
        &["by version", "by 9"],
    );
    place.write("part-32-64/shard.json", &shard);
    let rows = place.read("part-32-64/metrics.csv");
    place.write("part-32-64/metrics.csv", rows.replacen('1', "2", 1));
    place.refuses(
        "merge part-0-32 part-32-64 part-64-96 --out merged",
        &[
            "part-32-64/metrics.csv was changed since it was written",
            "--from 32 --to 64",
        ],
    );
    place.write("part-32-64/metrics.csv", &rows);
    place.refuses("merge part-0-32 nowhere --out merged", &["there is no folder nowhere"]);
    place.succeeds("run --runs 96 --no-figures --quiet --out whole");
    place.refuses(
        "merge whole part-0-32 --out merged",
        &["whole holds a whole result, no shard"],
    );
    assert!(!place.path("merged/manifest.json").exists());
    place.succeeds("merge part-0-32 part-32-64 part-64-96 --no-figures --quiet --force --out merged");
    assert_same(&place.path("whole"), &place.path("merged"));
}

#[test]
fn stretches_that_cannot_be_are_refused() {
    let place = Workplace::new("no-shards");
    for (words, part) in [
        (
            "shard --runs 96 --from 0 --to 40 --out x",
            "--to 40 is no multiple of 32",
        ),
        ("shard --runs 96 --from 64 --to 64 --out x", "holds no worlds"),
        ("shard --runs 96 --from 96 --to 128 --out x", "holds no worlds"),
        ("shard --runs 96 --part 4/3 --out x", "3/100"),
        ("shard --runs 96 --part 1/4 --out x", "at most"),
        ("shard --runs 96 --from 0 --to 32", "--out"),
        ("shard --runs 96 --out x", "--from"),
        ("shard --runs 96 --part 1/2 --from 0 --out x", "cannot be used with"),
        ("shard sweep nothing --part 1/2 --out x", "no sweep `nothing`"),
    ] {
        place.refuses(words, &[part]);
    }
    place.succeeds("shard --runs 96 --from 0 --to 32 --quiet --out x");
    place.refuses(
        "shard --runs 96 --from 32 --to 64 --quiet --out x",
        &["holds another shard", "--force"],
    );
    place.succeeds("shard --runs 96 --from 32 --to 64 --quiet --force --out x");
    let again = place.succeeds("shard --runs 96 --from 32 --to 64 --quiet --out x");
    assert!(again.starts_with("Already there"), "{again}");
}

/// Kills a worker in the middle of its part; the same command takes it up.
#[test]
fn a_part_whose_worker_was_killed_is_taken_up_and_merges_to_the_same_bytes() {
    let place = Workplace::new("killed-shard");
    for runs in [16_000, 64_000, 256_000] {
        let half = runs / 2;
        let words = format!("shard --runs {runs} --rows metrics --from {half} --to {runs} --quiet --out second");
        let mut child = std::process::Command::new(PROGRAM)
            .current_dir(&place.0)
            .args(words.split(' '))
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        wait_for_rows(&place.path("second/partial/metrics.csv"), &mut child);
        child.kill().unwrap();
        child.wait().unwrap();
        if place.path("second/shard.json").exists() {
            std::fs::remove_dir_all(place.path("second")).unwrap();
            continue;
        }
        place.refuses(
            "merge second --out merged",
            &["holds an unfinished shard", "shard baseline"],
        );
        place.succeeds(&words);
        place.succeeds(&format!(
            "shard --runs {runs} --rows metrics --from 0 --to {half} --quiet --out first"
        ));
        place.succeeds("merge second first --no-figures --quiet --out merged");
        place.succeeds(&format!(
            "run --runs {runs} --rows metrics --no-figures --quiet --out whole"
        ));
        assert_same(&place.path("whole"), &place.path("merged"));
        return;
    }
    panic!("the program finished before it could be killed, even with 256,000 worlds");
}

/// A script of `examples/cluster` in a folder, with the program and small sizes.
fn script(place: &Workplace, name: &str) -> std::process::Command {
    let path = format!("{}/examples/cluster/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut command = std::process::Command::new(path);
    command
        .current_dir(&place.0)
        .env("DETENTE", PROGRAM)
        .envs([("RUNS", "200"), ("PARTS", "3"), ("OUT", "cluster")]);
    command
}

/// Whether programs are installed; says so where one is not, unless this is CI, which installs them.
fn has(programs: &[&str]) -> bool {
    let is_there = |program: &&&str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut folders = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
        folders.any(|folder| folder.join(program).is_file())
    };
    let Some(missing) = programs.iter().find(|program| !is_there(program)) else {
        return true;
    };
    assert!(std::env::var_os("CI").is_none(), "{missing} is to be installed in CI");
    eprintln!("skipped: {missing} is not installed (Debian: apt-get install parallel slurm-wlm)");
    false
}

#[test]
fn the_recipe_for_gnu_parallel_gives_the_bytes_of_one_machine() {
    if !has(&["parallel"]) {
        return;
    }
    let place = Workplace::new("parallel");
    let output = script(&place, "gnu-parallel.sh")
        .args(["--policy", "treaty"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", texts(&output).1);
    place.succeeds("run --runs 200 --policy treaty --quiet --out whole");
    assert_same(&place.path("whole"), &place.path("cluster/result"));
}

/// A Slurm cluster of this one machine, for as long as it lives.
struct Slurm(Vec<std::process::Child>);

impl Slurm {
    fn start(place: &Workplace) -> Self {
        let host = String::from_utf8(
            std::process::Command::new("hostname")
                .arg("-s")
                .output()
                .unwrap()
                .stdout,
        )
        .unwrap();
        let (host, root) = (host.trim(), place.0.display());
        for folder in ["state", "spool"] {
            std::fs::create_dir_all(place.path(folder)).unwrap();
        }
        place.write(
            "slurm.conf",
            format!(
                "ClusterName=trial\nSlurmctldHost={host}(127.0.0.1)\nSlurmUser=root\nSlurmdUser=root\nAuthType=auth/none\n\
                 CredType=cred/none\nSlurmctldPort=16817\nSlurmdPort=16818\nStateSaveLocation={root}/state\n\
                 SlurmdSpoolDir={root}/spool\nSlurmctldPidFile={root}/slurmctld.pid\nSlurmdPidFile={root}/slurmd.pid\n\
                 ProctrackType=proctrack/pgid\nTaskPlugin=task/none\nSelectType=select/cons_tres\nSelectTypeParameters=CR_Core\n\
                 JobAcctGatherType=jobacct_gather/none\nAccountingStorageType=accounting_storage/none\nReturnToService=2\n\
                 MpiDefault=none\nNodeName={host} NodeAddr=127.0.0.1 CPUs=1 RealMemory=500 State=UNKNOWN\n\
                 PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP\n"
            ),
        );
        let daemon = |name: &str, more: &[&str]| {
            std::process::Command::new(format!("/usr/sbin/{name}"))
                .args(["-D", "-f"])
                .arg(place.path("slurm.conf"))
                .args(more)
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null())
                .spawn()
                .unwrap()
        };
        let cluster = Self(vec![daemon("slurmctld", &["-c"]), daemon("slurmd", &[])]);
        for _ in 0..200 {
            let nodes = Self::client(place, "sinfo").args(["-h", "-o", "%T"]).output().unwrap();
            if texts(&nodes).0.contains("idle") {
                return cluster;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("the Slurm cluster does not come up");
    }

    fn client(place: &Workplace, program: &str) -> std::process::Command {
        let mut command = std::process::Command::new(program);
        command
            .current_dir(&place.0)
            .env("SLURM_CONF", place.path("slurm.conf"));
        command
    }
}

impl Drop for Slurm {
    fn drop(&mut self) {
        for daemon in &mut self.0 {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }
}

#[test]
fn the_recipe_for_slurm_gives_the_bytes_of_one_machine() {
    if !has(&["slurmctld", "slurmd", "sbatch"]) {
        return;
    }
    let place = Workplace::new("slurm");
    let _cluster = Slurm::start(&place);
    let recipe = script(&place, "slurm-array.sh");
    let variables = recipe.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let output = Slurm::client(&place, "sbatch")
        .envs(variables)
        .args(["--wait", "--array=1-3"])
        .arg(recipe.get_program())
        .args(["--policy", "treaty"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", texts(&output).1);
    place.succeeds("merge cluster/parts/1 cluster/parts/2 cluster/parts/3 --quiet --out cluster/result");
    place.succeeds("run --runs 200 --policy treaty --quiet --out whole");
    assert_same(&place.path("whole"), &place.path("cluster/result"));
}
