//! Room for long work: what it takes at least, held against what disk and memory have, before it begins.

use std::path::Path;

use error::{Error, Result};

use crate::number::readable;

/// What a piece of work takes at least, bytes: estimates that err on the small side, since nothing is to be refused that would go well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Needs {
    /// At once.
    pub memory: u64,
    /// In the output folder, at its end.
    pub disk: u64,
}

impl Needs {
    /// Refuses work for which there is not enough room. Where the system does not say how much there is, nothing is refused.
    ///
    /// # Errors
    /// Disk or memory have less than is needed; nothing was written.
    pub fn check(self, out: &Path) -> Result<()> {
        self.hold_against(out, free_disk(out), free_memory())
    }

    fn hold_against(self, out: &Path, disk: Option<u64>, memory: Option<u64>) -> Result<()> {
        // What an interrupted attempt has written already is needed no second time.
        let to_write = self.disk.saturating_sub(size(&out.join(super::folder::PARTIAL)));
        if let Some(free) = disk.filter(|&free| free < to_write) {
            return Err(Error::Usage(format!(
                "the result takes at least {} on the disk, but {} has room for {}; make room, take fewer --runs or points, write fewer \
                 tables (--rows), or use --out to write elsewhere; nothing was written",
                bytes(to_write),
                out.display(),
                bytes(free)
            )));
        }
        if let Some(free) = memory.filter(|&free| free < self.memory) {
            return Err(Error::Usage(format!(
                "this takes at least {} of memory, but {} can be had (a limit may be that of `ulimit -v`, of a container or of the \
                 machine); take fewer --runs or points, fewer --threads, or allow more; nothing was written",
                bytes(self.memory),
                bytes(free)
            )));
        }
        Ok(())
    }
}

/// `1.2 GB`.
fn bytes(count: u64) -> String {
    let count = count as f64;
    match count {
        _ if count < 1e6 => format!("{} kB", readable(count / 1e3)),
        _ if count < 1e9 => format!("{} MB", readable(count / 1e6)),
        _ => format!("{} GB", readable(count / 1e9)),
    }
}

/// Bytes of the files in a folder.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.metadata().ok())
        .filter(std::fs::Metadata::is_file)
        .map(|file| file.len())
        .sum()
}

/// Bytes that can still be written to the disk on which a folder lies or will lie.
#[cfg(unix)]
fn free_disk(folder: &Path) -> Option<u64> {
    let whole = std::path::absolute(folder).ok()?;
    let there = whole.ancestors().find(|folder| folder.is_dir())?;
    let disk = rustix::fs::statvfs(there).ok()?;
    // Some file systems say zero blocks of all: they have no size.
    (disk.f_blocks > 0).then(|| disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_disk(_: &Path) -> Option<u64> {
    None
}

/// Bytes of memory that the program can still get: the least that the machine, a container and a limit of the shell leave.
fn free_memory() -> Option<u64> {
    [of_machine(), of_container(), of_limit()].into_iter().flatten().min()
}

/// A line such as `MemAvailable:   123 kB` of a file of the system.
fn kilobytes(file: &str, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    Some(1024 * line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?)
}

fn of_machine() -> Option<u64> {
    kilobytes("/proc/meminfo", "MemAvailable")
}

/// What the control group of the program leaves, in the second version of these and the first.
fn of_container() -> Option<u64> {
    let groups = std::fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let own = groups.lines().find_map(|line| line.strip_prefix("0::"));
    let number = |file: String| std::fs::read_to_string(file).ok()?.trim().parse::<u64>().ok();
    let left = |folder: &str, most: &str, used: &str| {
        Some(number(format!("{folder}/{most}"))?.saturating_sub(number(format!("{folder}/{used}"))?))
    };
    let second = |path: &str| left(&format!("/sys/fs/cgroup{path}"), "memory.max", "memory.current");
    own.and_then(second).or_else(|| second("")).or_else(|| {
        left(
            "/sys/fs/cgroup/memory",
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
        )
    })
}

/// What `ulimit -v` leaves.
#[cfg(unix)]
fn of_limit() -> Option<u64> {
    let most = rustix::process::getrlimit(rustix::process::Resource::As).current?;
    Some(most.saturating_sub(kilobytes("/proc/self/status", "VmSize").unwrap_or(0)))
}

#[cfg(not(unix))]
fn of_limit() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_with_both_sizes_and_what_fits_is_not() {
        let out = std::env::temp_dir().join(format!("detente-room-{}", std::process::id()));
        let partial = out.join(super::super::folder::PARTIAL);
        std::fs::create_dir_all(&partial).unwrap();
        let needs = Needs {
            memory: 3_000_000_000,
            disk: 5_000_000,
        };
        let refused = |disk, memory| needs.hold_against(&out, disk, memory).unwrap_err().to_string();
        let said = refused(Some(4_999_999), None);
        assert!(said.contains("at least 5 MB") && said.contains("--rows"), "{said}");
        let said = refused(Some(5_000_000), Some(2_500_000_000));
        assert!(said.contains("at least 3 GB") && said.contains("2.5 GB"), "{said}");
        assert_eq!(needs.hold_against(&out, Some(5_000_000), Some(3_000_000_000)), Ok(()));
        assert_eq!(needs.hold_against(&out, None, None), Ok(()));
        // A half that is there already.
        std::fs::write(partial.join("a.csv"), vec![0; 2_500_000]).unwrap();
        assert_eq!(needs.hold_against(&out, Some(2_500_000), None), Ok(()));
        std::fs::remove_dir_all(out).unwrap();
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_machine_says_how_much_room_it_has() {
        assert!(free_disk(Path::new("not/yet/there")).is_some_and(|free| free > 0));
        assert!(free_memory().is_some_and(|free| free > 0));
    }
}
