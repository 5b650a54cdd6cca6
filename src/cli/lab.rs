//! `detente lab`: write the policy lab, the model as one page for a browser.

use std::path::PathBuf;

use clap::Args;
use detente::error::{Error, Result};

use super::screen;

#[derive(Debug, Args)]
pub struct Arguments {
    /// File to write.
    #[arg(long, value_name = "FILE", default_value = "outputs/lab/index.html")]
    out: PathBuf,
    /// Overwrite another file that is there.
    #[arg(long)]
    force: bool,
}

/// The page, as `cargo lab` made it before the program was built.
#[cfg(feature = "lab")]
const PAGE: Option<&str> = Some(include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/outputs/lab/index.html"
)));
#[cfg(not(feature = "lab"))]
const PAGE: Option<&str> = None;

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let page = PAGE.ok_or_else(|| {
        Error::Usage(
            "this program was built without the lab; in a checkout of the sources `cargo lab` makes outputs/lab/index.html, and then \
             `cargo install --path . --features lab` a program that writes it anywhere"
                .to_owned(),
        )
    })?;
    let out = &arguments.out;
    let there = std::fs::read(out).ok();
    if !arguments.force && there.as_deref().is_some_and(|there| there != page.as_bytes()) {
        return Err(Error::Usage(format!(
            "{} is there and is another file; use --force to overwrite it, or name another with --out; nothing was written",
            out.display()
        )));
    }
    let cannot = |error: std::io::Error| {
        Error::File(format!(
            "cannot write {}: {error}; mend that, or name another file with --out",
            out.display()
        ))
    };
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder).map_err(cannot)?;
    }
    std::fs::write(out, page).map_err(cannot)?;
    screen::print(&format!("Written: {} (open it in a browser)\n", out.display()))
}
