//! Limits of the system: memory, threads, size and number of files, room on the disk.

use super::*;

/// Runs words under limits that a shell sets.
fn limited(place: &Place, limit: &str, words: &str) -> Output {
    let line = format!("{limit}; exec {} {words}", env!("CARGO_BIN_EXE_detente"));
    let mut shell = Command::new("sh");
    shell
        .current_dir(&place.0)
        .stdin(Stdio::null())
        .args(["-c", &line])
        .output()
        .unwrap()
}

/// From far too little to enough: done, or refused in words; and what was refused can be finished without the limit.
#[test]
fn limits_are_answered_in_words_and_what_is_kept_can_be_finished() {
    let place = Place::new("limits");
    let begun = Instant::now();
    let study = "run --runs 400 --no-figures --quiet --threads 2 --out";
    assert!(limited(&place, "true", &format!("{study} whole")).status.success());
    let memory = (1..)
        .map(|step| format!("ulimit -v {}", 40_000 + 30_000 * step))
        .take(if is_long() { 40 } else { 8 });
    let sizes = (0..)
        .map(|step| format!("ulimit -f {}", 1_usize << step))
        .take(if is_long() { 14 } else { 6 });
    let files = (4..if is_long() { 40 } else { 12 }).map(|count| format!("ulimit -n {count}"));
    let (mut done, mut refused) = (0, 0);
    for limit in memory.chain(sizes).chain(files) {
        let output = limited(&place, &limit, &format!("{study} out"));
        // Too little for the system to start a program at all is not this program's affair.
        let is_started =
            output.status.code() != Some(127) && !String::from_utf8_lossy(&output.stderr).contains("shared librar");
        if is_started && !ended_well(&output, &|| limit.clone()) {
            refused += 1;
            let again = place.run(&format!("{study} out --resume").split(' ').collect::<Vec<_>>());
            assert!(
                again.status.success(),
                "{limit}: {}",
                String::from_utf8_lossy(&again.stderr)
            );
        } else {
            done += 1;
        }
        if place.path("out").exists() {
            assert_same(&place.path("out"), &place.path("whole"), &limit);
            std::fs::remove_dir_all(place.path("out")).unwrap();
        }
    }
    report(
        "limits",
        begun,
        &format!("{done} done, {refused} refused and finished without the limit"),
    );
}

/// A disk that is full at some moment: refused in words, finished once there is room. Needs the right to mount.
#[test]
fn a_full_disk_is_answered_in_words_and_what_is_kept_can_be_finished() {
    let place = Place::new("disk");
    let begun = Instant::now();
    let disk = place.path("disk");
    std::fs::create_dir_all(&disk).unwrap();
    let mount = |options: &str| {
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", options, "none"])
            .arg(&disk)
            .stderr(Stdio::null())
            .status()
    };
    if !mount("size=64k").is_ok_and(|status| status.success()) {
        eprintln!("attack: left out, no file system can be mounted");
        return;
    }
    let unmount = || Command::new("umount").arg(&disk).status();
    unmount().unwrap();
    let study = "run --runs 400 --no-figures --quiet --threads 2 --out";
    let run = |out: &str| place.run(&format!("{study} {out}").split(' ').collect::<Vec<_>>());
    assert!(run("whole").status.success());
    let (mut done, mut refused) = (0, 0);
    for kilobytes in (16..).step_by(if is_long() { 32 } else { 512 }) {
        assert!(mount(&format!("size={kilobytes}k")).unwrap().success());
        let output = run("disk/out");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_done = output.status.success();
        if !is_done {
            let again = Command::new("mount")
                .args(["-o", "remount,size=64m"])
                .arg(&disk)
                .status()
                .unwrap();
            assert!(again.success());
        }
        let finished = if is_done {
            output.status
        } else {
            run("disk/out --resume").status
        };
        let is_same = finished.success()
            && std::fs::read(disk.join("out/metrics.csv")).ok() == std::fs::read(place.path("whole/metrics.csv")).ok();
        unmount().unwrap();
        assert!(
            is_done || output.status.code() == Some(2) && said.contains("full"),
            "{kilobytes} kB: {said}"
        );
        assert!(is_same, "{kilobytes} kB: not finished with the same bytes after {said}");
        *(if is_done { &mut done } else { &mut refused }) += 1;
        if is_done || done > 0 {
            break;
        }
    }
    report(
        "full disk",
        begun,
        &format!("{refused} refused and finished with more room, {done} done"),
    );
}
