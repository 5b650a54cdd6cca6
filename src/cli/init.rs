//! `detente init`: write the shipped configurations into a folder.

use std::path::{Path, PathBuf};

use clap::Args;
use detente::error::{Error, Result};
use detente::results::store::write_set::write_whole;
use detente::scenario::shipped::SHIPPED;

use super::configurations::DATA;
use super::screen;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder to write `configs/` into.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Overwrite files that are there.
    #[arg(long)]
    force: bool,
}

fn cannot(action: &str, path: &Path, error: &std::io::Error) -> Error {
    Error::File(format!(
        "cannot {action} {}: {error}; mend that, or name another folder: detente init DIR",
        path.display()
    ))
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let files: Vec<(&str, &str)> = SHIPPED
        .iter()
        .map(|shipped| (shipped.path, shipped.text))
        .chain(DATA)
        .collect();
    // Everything is checked before anything is written. A file that already says the same is no obstacle.
    let changed = |&&(path, text): &&(&str, &str)| {
        let path = arguments.dir.join(path);
        path.exists() && std::fs::read(path).ok().as_deref() != Some(text.as_bytes())
    };
    if !arguments.force
        && let Some((path, _)) = files.iter().find(changed)
    {
        let path = arguments.dir.join(path);
        return Err(Error::Usage(format!(
            "{} is there and differs from the shipped file; use --force to overwrite it, or name another folder; nothing was \
             written",
            path.display()
        )));
    }
    for (path, text) in &files {
        let path = arguments.dir.join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| cannot("write to", folder, &error))?;
        }
        write_whole(&path, text.as_bytes())?;
    }
    let place = arguments.dir.join("configs");
    screen::print(&format!(
        "Wrote {} files to {}/. Commands typed in {} take them instead of the built-in ones.\n",
        files.len(),
        place.display(),
        arguments.dir.display()
    ))
}
