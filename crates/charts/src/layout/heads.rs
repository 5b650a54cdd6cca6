//! Labels above the columns of a chart, turned upwards where columns are narrow.

use crate::scene::{Anchor, Scene};
use crate::theme::{Block, INK, SMALL_SIZE, Weight, fit, size_of_words, wrap};

/// Space between the edge of a column and its text.
pub const PADDING: f64 = 5.0;

/// Labels above columns.
pub enum Heads {
    Level(Vec<Block>),
    /// Upwards, where the columns are too narrow for words.
    Upwards(Vec<Block>),
}

impl Heads {
    /// Level where that needs no more than four lines and breaks no word, else upwards.
    pub fn new(labels: &[String], width: f64) -> Self {
        const LEVEL_SIZE: f64 = 19.0;
        let inner = width - 2.0 * PADDING;
        let narrow = |label: &String| {
            size_of_words(label, Weight::Regular, inner, (LEVEL_SIZE, 1.0)) < LEVEL_SIZE
                || wrap(label, Weight::Regular, LEVEL_SIZE, inner).len() > 4
        };
        if labels.iter().any(narrow) {
            Self::upwards(labels, width)
        } else {
            let block = |label: &String| fit(label, Weight::Regular, inner, (SMALL_SIZE, LEVEL_SIZE), 4);
            Self::Level(labels.iter().map(block).collect())
        }
    }

    /// Upwards, in as many lines as the columns are wide.
    pub fn upwards(labels: &[String], width: f64) -> Self {
        let lines = ((width - 4.0) / (1.3 * SMALL_SIZE)).max(1.0) as usize;
        let block = |label: &String| fit(label, Weight::Regular, 300.0, (SMALL_SIZE, 14.0), lines);
        Self::Upwards(labels.iter().map(block).collect())
    }

    /// Height of the highest with the space below it.
    pub fn height(&self) -> f64 {
        let heights: Vec<f64> = match self {
            Self::Level(blocks) => blocks.iter().map(Block::height).collect(),
            Self::Upwards(blocks) => blocks.iter().map(|block| block.width(Weight::Regular) * 1.04).collect(),
        };
        heights.into_iter().fold(0.0, f64::max) + 12.0
    }

    /// Draws the label of a column around `middle` so that it ends above `bottom`.
    pub fn draw(&self, scene: &mut Scene, column: usize, middle: f64, bottom: f64) {
        match self {
            Self::Level(blocks) => {
                let block = &blocks[column];
                let top = bottom - 8.0 - block.height();
                scene.block(block, middle, top, Anchor::Middle, Weight::Regular, INK);
            }
            Self::Upwards(blocks) => {
                let block = &blocks[column];
                let left = middle - block.height() / 2.0;
                scene.upwards_block(block, left, bottom - 10.0, Weight::Regular, INK);
            }
        }
    }
}
