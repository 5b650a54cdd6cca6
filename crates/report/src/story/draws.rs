//! What was drawn for a world and lies far from the middle, and where that pulls it.

use super::Story;
use crate::document::{Block, Cell, Column, Inline, Table};
use crate::number::signed;
use crate::number::{percent, readable};
use crate::say;
use crate::sensitivity::words::with_unit;
use analysis::dependence::Pull;
use analysis::titles::title;

/// Draws that are shown.
const SHOWN: usize = 6;

pub fn blocks(story: &Story, row: usize, place: f64) -> Vec<Block> {
    let words = story.words;
    let pulls = story.dependences.pulls(row);
    if pulls.is_empty() {
        return Vec::new();
    }
    // The middle, moved by every draw that is told from nothing.
    let expected = pulls.iter().map(|pull| pull.push).sum::<f64>() + 0.5;
    let summary = say!(
        words,
        "story-draws",
        expected = percent(expected.clamp(0.0, 1.0)),
        place = percent(place),
    );
    let columns = vec![
        Column::words(say!(words, "story-parameter")).defined("story-parameter"),
        Column::words(say!(words, "story-meaning")).defined("story-meaning"),
        Column::numbers(say!(words, "story-drawn"), "").defined("story-drawn"),
        Column::numbers(say!(words, "story-among"), say!(words, "story-percent")).defined("story-among"),
        Column::numbers(say!(words, "story-correlation"), "").defined("story-correlation"),
        Column::numbers(say!(words, "story-push"), say!(words, "story-places")).defined("story-push"),
    ];
    let table = Table {
        id: story.id("draws", story.material.runs[row]),
        caption: say!(words, "story-draws_caption", metric = title(story.metric)),
        columns,
        rows: pulls.iter().take(SHOWN).map(|pull| cells(story, row, pull)).collect(),
        left_out: match pulls.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => say!(words, "story-more_draws", count = more),
        },
    };
    vec![
        Block::Paragraph(vec![
            Inline::Strong(say!(words, "story-draws_title")),
            Inline::Text(format!(" {summary}")),
        ]),
        Block::Table(table),
    ]
}

fn cells(story: &Story, row: usize, pull: &Pull) -> Vec<Cell> {
    let words = story.words;
    let material = &story.material;
    let input = material.inputs[pull.dependence.column];
    let drawn = material.columns[pull.dependence.column][row];
    let key = input.key(&material.cards);
    let correlation = say!(
        words,
        "story-with_interval",
        value = signed(pull.dependence.value),
        low = signed(pull.dependence.low),
        high = signed(pull.dependence.high),
    );
    vec![
        Cell::words(key).defined(key),
        Cell::words(input.meaning(&material.cards)),
        Cell::number(with_unit(drawn, input.unit(&material.cards)), drawn),
        Cell::number(readable((pull.place * 1000.0).round() / 10.0), pull.place),
        Cell::number(correlation, pull.dependence.value),
        Cell::number(signed((pull.push * 1000.0).round() / 10.0), pull.push),
    ]
}
