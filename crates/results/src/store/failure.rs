//! The words for a file operation that failed: what, where, why, and what to do.

use std::io::ErrorKind;
use std::path::Path;

use error::Error;

/// The message for a file operation of a run that failed: what was written is kept.
pub fn cannot(action: &str, path: &Path, error: &std::io::Error) -> Error {
    message(
        action,
        path,
        error,
        "what was written so far is kept: make room and type the command again with --resume",
    )
}

/// The same of a file that is written in one piece, where there is nothing to go on with.
pub fn cannot_at_once(action: &str, path: &Path, error: &std::io::Error) -> Error {
    message(action, path, error, "make room and type the command again")
}

/// Too many open files, in this program or in the whole system.
const DESCRIPTORS: [i32; 2] = [24, 23];

fn message(action: &str, path: &Path, error: &std::io::Error, when_full: &str) -> Error {
    let place = path.display();
    Error::File(match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("cannot {action} {place}: the disk is full ({error}); {when_full}")
        }
        ErrorKind::FileTooLarge => format!(
            "cannot {action} {place}: files may not be so large here ({error}); raise the limit (ulimit -f), or take fewer worlds or write \
             fewer tables (--rows); {when_full}"
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if action == "read" => {
            format!("cannot read {place}: not permitted ({error})")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            format!("cannot {action} {place}: not permitted ({error}); use --out to write elsewhere")
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            format!("cannot {action} {place}: there is a file where a folder is needed; use --out to write elsewhere")
        }
        _ if cfg!(unix) && error.raw_os_error().is_some_and(|code| DESCRIPTORS.contains(&code)) => format!(
            "cannot {action} {place}: too many files are open ({error}); raise the limit (ulimit -n) and type the command again"
        ),
        _ => format!("cannot {action} {place}: {error}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_names_its_way_out() {
        let said = |kind: ErrorKind| cannot("write", Path::new("out/a.csv"), &kind.into()).to_string();
        assert!(said(ErrorKind::StorageFull).contains("--resume"));
        assert!(said(ErrorKind::FileTooLarge).contains("ulimit -f"));
        assert!(said(ErrorKind::PermissionDenied).contains("--out"));
        let at_once = cannot_at_once("write", Path::new("page.html"), &ErrorKind::StorageFull.into()).to_string();
        assert!(
            at_once.contains("make room") && !at_once.contains("--resume"),
            "{at_once}"
        );
    }

    #[test]
    #[cfg(unix)]
    fn too_few_descriptors_are_said_as_such() {
        let said = cannot("read", Path::new("a"), &std::io::Error::from_raw_os_error(24)).to_string();
        assert!(said.contains("ulimit -n"), "{said}");
    }
}
