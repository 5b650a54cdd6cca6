//! Limits of the system: memory, threads, size and number of files, room on the disk.

use super::*;

/// What is made under limits, and whether it can be gone on with.
const WORK: [(&str, bool); 5] = [
    ("run --runs 400 --quiet --threads 2 --out out", true),
    (
        "compare treaty --runs 100 --no-figures --quiet --threads 2 --out out",
        true,
    ),
    (
        "sweep --vary us.outreach=0:1:20 --runs 40 --no-figures --quiet --threads 2 --out out",
        true,
    ),
    ("report whole-0 --no-hindcast --quiet --out out/page.html", false),
    ("plot whole-0 --format csv,svg,png --out out", false),
];

/// From far too little to enough: done, or refused in words; and what was refused can be finished without the limit.
#[test]
#[ignore = "an attack: scripts/attack"]
fn limits_are_answered_in_words_and_what_is_kept_can_be_finished() {
    let place = Workplace::new("attack-limits");
    let begun = Instant::now();
    for (number, (work, _)) in WORK.iter().enumerate() {
        place.succeeds(&work.replace("out out", &format!("out whole-{number}")));
    }
    let long = is_long();
    let memory = (0..).map(|step| format!("ulimit -v {}; exec", 40_000 + 12_000 * step));
    let sizes = (0..).map(|step| format!("ulimit -f {}; exec", 1_usize << step));
    let files = (4..).map(|count| format!("ulimit -n {count}; exec"));
    // No number of threads binds the administrator.
    let ordinary = "setpriv --reuid=65534 --regid=65534 --clear-groups";
    let threads = (1..).map(|count| format!("chmod 777 .; ulimit -u {count}; exec {ordinary}"));
    let limits: Vec<String> = memory
        .take(if long { 60 } else { 6 })
        .chain(sizes.take(if long { 14 } else { 4 }))
        .chain(files.take(if long { 30 } else { 4 }))
        .chain(threads.take(if long { 12 } else { 2 }))
        .collect();
    let (mut done, mut refused) = (0, 0);
    for (number, (work, resumes)) in WORK.iter().enumerate() {
        for limit in &limits {
            if !long && begun.elapsed() > time() {
                break;
            }
            let output = place.limited(limit, work);
            let said = texts(&output).1;
            // Too little for the system to start a program at all is not this program's affair.
            let is_started =
                output.status.code() != Some(127) && !said.contains("shared librar") && !said.contains("Cannot fork");
            if is_started && !ended_well(&output, &|| format!("{limit}: {work}")) {
                refused += 1;
                let is_begun = place.path("out/partial/run.json").exists();
                let again = if *resumes && is_begun {
                    format!("{work} --resume")
                } else {
                    (*work).to_owned()
                };
                let again = place.run(&again.split(' ').collect::<Vec<_>>());
                assert!(again.status.success(), "{limit}: {work}: {}", texts(&again).1);
            } else {
                done += 1;
            }
            if place.path("out").exists() {
                assert_same(&place.path("out"), &place.path(&format!("whole-{number}")));
                std::fs::remove_dir_all(place.path("out")).unwrap();
            }
        }
    }
    report(
        "limits",
        begun,
        &format!("{done} done, {refused} refused and finished without the limit"),
    );
}

/// A small disk, gone at the end.
struct Disk(std::path::PathBuf);

impl Disk {
    fn mount(&self, options: &str) -> bool {
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", options, "none"])
            .arg(&self.0)
            .stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success())
    }

    fn grow(&self) {
        let mut mount = Command::new("mount");
        let grown = mount.args(["-o", "remount,size=256m"]).arg(&self.0).status().unwrap();
        assert!(grown.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).stderr(Stdio::null()).status();
    }
}

/// A disk that is full at some moment: refused in words, finished once there is room. Needs the right to mount.
#[test]
#[ignore = "an attack: scripts/attack"]
fn a_full_disk_is_answered_in_words_and_what_is_kept_can_be_finished() {
    let place = Workplace::new("attack-disk");
    let begun = Instant::now();
    std::fs::create_dir_all(place.path("disk")).unwrap();
    for (number, (work, _)) in WORK.iter().enumerate() {
        place.succeeds(&work.replace("out out", &format!("out whole-{number}")));
    }
    let (mut done, mut refused) = (0, 0);
    for (number, (work, resumes)) in WORK.iter().enumerate() {
        let work = work.replace("out out", "out disk/out");
        // Ever more room, until there is enough.
        for kilobytes in (0..).map(|step| 16 + step * if is_long() { 64 } else { 640 }) {
            let disk = Disk(place.path("disk"));
            if !disk.mount(&format!("size={kilobytes}k")) {
                note("left out, no file system can be mounted");
                return;
            }
            let output = place.run(&work.split(' ').collect::<Vec<_>>());
            let is_done = ended_well(&output, &|| format!("{kilobytes} kB: {work}"));
            if !is_done {
                let said = texts(&output).1;
                assert!(
                    said.contains("full") || said.contains("has room for"),
                    "{kilobytes} kB: {work}: {said}"
                );
                disk.grow();
                let is_begun = place.path("disk/out/partial/run.json").exists();
                let again = if *resumes && is_begun {
                    format!("{work} --resume")
                } else {
                    work.clone()
                };
                let again = place.run(&again.split(' ').collect::<Vec<_>>());
                assert!(again.status.success(), "{kilobytes} kB: {work}: {}", texts(&again).1);
                refused += 1;
            }
            assert_same(&place.path("disk/out"), &place.path(&format!("whole-{number}")));
            if is_done {
                done += 1;
                break;
            }
            if !is_long() && begun.elapsed() > time() {
                break;
            }
        }
    }
    report(
        "full disk",
        begun,
        &format!("{refused} refused and finished with more room, {done} done"),
    );
}
