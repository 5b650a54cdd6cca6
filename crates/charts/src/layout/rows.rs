//! What pages of labelled rows are made of: their level axis, and the texts at both sides.

use super::page::SLACK;
use crate::axis::AxisScale;
use crate::scene::{Anchor, Region, Scene, Type};
use crate::theme::{Block, GRID, Hue, LABEL_SIZE, RULE, Rgb, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};

/// Space between the texts of a row and the plot.
pub const GAP: f64 = 24.0;
/// Room that two lines of a label may take.
const LABEL_ROOM: f64 = 56.0;
/// Room for one line of it, or two small ones.
const ONE_LINE: f64 = 40.0;

/// One row of the page: a label, and the rows of the table that have it.
pub struct Row {
    pub label: String,
    /// The colour of what the label names, if it has one.
    pub hue: Option<Hue>,
    pub of_table: Vec<usize>,
}

/// The axis of a chart of rows and the part of the page its values lie in.
#[derive(Debug)]
pub struct RowAxis<'a> {
    pub region: Region,
    pub ruler: &'a AxisScale,
}

impl RowAxis<'_> {
    /// Position of a value, or the edge it lies beyond.
    pub fn place(&self, value: f64) -> f64 {
        let width = self.region.width();
        self.region.left + (self.ruler.place(value) * width).clamp(0.0, width)
    }

    /// Upright grid lines with their numbers below.
    pub fn draw(&self, scene: &mut Scene) {
        let Region { top, bottom, .. } = self.region;
        let look = Type {
            size: TICK_SIZE,
            weight: Weight::Regular,
            color: SOFT_INK,
        };
        for (value, label) in &self.ruler.ticks {
            let is_zero = !self.ruler.logarithmic && *value == 0.0;
            scene.upright(self.place(*value), top, bottom, if is_zero { RULE } else { GRID });
            let baseline = bottom + 10.0 + TICK_SIZE;
            scene.text(label.as_str(), (self.place(*value), baseline), Anchor::Middle, look);
        }
    }

    /// A level line over an interval with a cross stroke at each end, or an arrow head where it leaves the axis.
    pub fn interval(&self, scene: &mut Scene, (low, high): (f64, f64), y: f64, color: Rgb, width: f64) {
        const HALF_STROKE: f64 = 6.0;
        let inside = |value: f64| (-1e-6..=1.0 + 1e-6).contains(&self.ruler.place(value));
        scene.line(vec![(self.place(low), y), (self.place(high), y)], color, width);
        for (end, inwards) in [(low, 12.0), (high, -12.0)] {
            let x = self.place(end);
            if inside(end) {
                scene.line(vec![(x, y - HALF_STROKE), (x, y + HALF_STROKE)], color, width);
            } else {
                let base = x + inwards;
                scene.area(vec![(x, y), (base, y - 8.0), (base, y + 8.0)], color, 1.0);
            }
        }
    }
}

/// Labels of at most two lines that fit rows of this height, all of one size that is `largest` or less.
pub fn labels<'a>(texts: impl Iterator<Item = &'a str> + Clone, width: f64, height: f64, largest: f64) -> Vec<Block> {
    let mut size = largest;
    loop {
        let blocks: Vec<Block> = texts
            .clone()
            .map(|text| fit(text, Weight::Regular, width, (size, size), 2))
            .collect();
        if size < 12.0 || blocks.iter().all(|block| block.height() <= height) {
            return blocks;
        }
        size -= 1.0;
    }
}

/// What is written at the left (its label) and at the right (a note) of each row.
#[derive(Debug)]
pub struct RowTexts {
    labels: Vec<Block>,
    notes: Vec<Block>,
}

impl RowTexts {
    /// `width` is that of labels, plot and notes together; rows may be as high as their texts need.
    pub fn new<'a>(rows: impl Iterator<Item = (&'a str, &'a str)> + Clone, width: f64) -> Self {
        // Without remarks there is more room for labels, which then need no second line.
        let (share, room, largest) = match rows.clone().any(|(_, note)| !note.is_empty()) {
            true => (0.32, LABEL_ROOM, LABEL_SIZE),
            false => (0.44, ONE_LINE, TICK_SIZE),
        };
        let notes = rows
            .clone()
            .map(|(_, note)| fit(note, Weight::Regular, width * 0.28, (SMALL_SIZE, SMALL_SIZE), 2))
            .collect();
        Self {
            labels: labels(rows.map(|(label, _)| label), width * share, room, largest),
            notes,
        }
    }

    /// Height of every row: that of the highest text, or more where there is `room` for all rows together; within `lowest` and
    /// `highest` as far as texts allow.
    pub fn row_height(&self, room: f64, (lowest, highest): (f64, f64)) -> f64 {
        let heights = self.labels.iter().chain(&self.notes).map(Block::height);
        let least = heights.map(|height| height + 6.0).fold(lowest, f64::max);
        (room / self.labels.len().max(1) as f64).clamp(least, least.max(highest))
    }

    /// The part of `content` between labels and notes.
    pub fn plot_between(&self, content: Region) -> Region {
        let widest = |blocks: &[Block]| {
            let widths = blocks.iter().map(|block| block.width(Weight::Regular));
            widths.fold(0.0, f64::max) / SLACK + GAP
        };
        Region {
            left: content.left + widest(&self.labels),
            right: content.right - widest(&self.notes),
            ..content
        }
    }

    /// Writes the label and the note of a row around the plot.
    pub fn draw(&self, scene: &mut Scene, row: usize, middle: f64, plot: Region, color: Rgb) {
        let (label, note) = (&self.labels[row], &self.notes[row]);
        let top = |block: &Block| middle - block.height() / 2.0;
        scene.block(label, plot.left - GAP, top(label), Anchor::End, Weight::Regular, color);
        scene.block(
            note,
            plot.right + GAP,
            top(note),
            Anchor::Start,
            Weight::Regular,
            SOFT_INK,
        );
    }
}
