//! Finished files written at once, such as a report or figures drawn again.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::failure::cannot_at_once;
use error::{Error, Result};

/// Writes a set of finished files into `out`, each as a whole. Says whether anything was written: not if they are all there and
/// the same.
///
/// # Errors
/// A file is there and differs, and `force` does not allow to replace it; or a file cannot be written. Without `force`
/// nothing is changed then.
pub fn write_set(out: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<bool> {
    let differs = |(name, bytes): &&(String, Vec<u8>)| {
        let path = out.join(name);
        path.exists() && std::fs::read(&path).ok().as_ref() != Some(bytes)
    };
    if !force && let Some((name, _)) = files.iter().find(differs) {
        return Err(Error::Usage(format!(
            "{} holds another result (`{name}` differs); use --force to replace it, or --out to write elsewhere; nothing was \
             changed",
            out.display()
        )));
    }
    if files.iter().all(|(name, _)| out.join(name).exists()) && !files.iter().any(|file| differs(&file)) {
        return Ok(false);
    }
    for (name, bytes) in files {
        let path = out.join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| cannot_at_once("write to", folder, &error))?;
        }
        write_whole(&path, bytes)?;
    }
    Ok(true)
}

/// Writes a file so that it is there whole or not at all; one that stands there is replaced.
///
/// # Errors
/// It cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    replace(path, bytes).map_err(|error| cannot_at_once("write", path, &error))
}

/// Gives a file its new contents as a whole, whatever happens. They are collected beside it under a name of the program's own, which an
/// interrupted attempt may have left.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.detente-new"));
    match std::fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let written = File::create_new(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let moved = written.and_then(|()| std::fs::rename(&new, path));
    if moved.is_err() {
        // It is of no use, and a full disk has better ones for its room.
        let _ = std::fs::remove_file(&new);
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_replaces_its_own_files_only_and_leaves_nothing_behind() {
        let out = std::env::temp_dir().join(format!("detente-set-{}", std::process::id()));
        std::fs::create_dir_all(&out).unwrap();
        // A file of the user's that looks like one being written, and what an interrupted attempt left.
        std::fs::write(out.join("page.new"), "mine").unwrap();
        std::fs::write(out.join(".page.html.detente-new"), "half").unwrap();
        let set = |text: &str| vec![("page.html".to_owned(), text.as_bytes().to_vec())];
        assert!(write_set(&out, &set("1"), false).unwrap());
        assert!(!write_set(&out, &set("1"), false).unwrap());
        let said = write_set(&out, &set("2"), false).unwrap_err().to_string();
        assert!(said.contains("--force"), "{said}");
        assert!(write_set(&out, &set("2"), true).unwrap());
        let mut names: Vec<String> = std::fs::read_dir(&out)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, ["page.html", "page.new"]);
        assert_eq!(std::fs::read_to_string(out.join("page.new")).unwrap(), "mine");
        std::fs::remove_dir_all(out).unwrap();
    }
}
