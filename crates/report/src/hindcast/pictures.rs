//! The figures of the page on the recorded history.

use std::path::Path;

use super::{Hindcast, NAME, Origin};
use crate::catalogue::Catalogue;
use crate::chapters::figures as drawn;
use crate::document::{Attachment, Block};
use crate::figures::{Figure, drawn_names};
use crate::say;
use error::Result;

/// The figures with a record outside of its band, then the others, folded; and the tables behind all.
///
/// # Errors
/// A figure cannot be drawn.
pub fn blocks(words: &Catalogue, hindcast: &Hindcast, seen_from: &Path) -> Result<(Vec<Block>, Vec<Attachment>)> {
    let (mut missed, mut met, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for figure in &hindcast.figures {
        let (block, file) = drawn::block(words, figure, NAME, drawing(hindcast, figure, seen_from))?;
        files.push(file);
        match has_miss(figure) {
            true => missed.push(block),
            false => met.push(block),
        }
    }
    if !met.is_empty() {
        missed.push(Block::Details {
            summary: say!(words, "hindcast-met", count = met.len()),
            blocks: met,
            printed: true,
        });
    }
    Ok((missed, files))
}

/// Where a Markdown file finds the figure drawn, if anywhere.
fn drawing(hindcast: &Hindcast, figure: &Figure, seen_from: &Path) -> String {
    let Origin::Folder(folder) = &hindcast.origin else {
        return String::new();
    };
    let [_, png] = drawn_names(&figure.name);
    match folder.join(&png) {
        file if file.is_file() => drawn::relative(seen_from, &file),
        _ => String::new(),
    }
}

fn has_miss(figure: &Figure) -> bool {
    figure.chart.misses() > 0
}
