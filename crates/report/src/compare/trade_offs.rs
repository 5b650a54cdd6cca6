//! The table of policies by outcomes, for terminal and page.

use analysis::claims::Subject;
use analysis::compare::trade_offs::{Mark, TradeOff, trade_offs};
use analysis::titles;
use results::message::Catalogue;

use crate::document::{Block, Cell, Column, Table};
use crate::say;

/// Heads and rows in words; the best and the worst of a column are marked.
fn cells(words: &Catalogue, subject: &Subject) -> (Vec<String>, Vec<Vec<String>>) {
    let found = trade_offs(subject);
    let mut head = vec![say!(words, "trade_off-policy")];
    head.extend(found.outcomes.iter().map(|&metric| words.word(&titles::title(metric))));
    let cell = |of: &TradeOff| {
        let text = words.word(&of.text);
        match of.mark {
            Mark::Best => say!(words, "trade_off-best", change = text),
            Mark::Worst => say!(words, "trade_off-worst", change = text),
            Mark::Neither => text,
        }
    };
    let row = |(name, cells): &(String, Vec<TradeOff>)| {
        let name = words.word(&titles::policy(name).capitalised());
        std::iter::once(name).chain(cells.iter().map(cell)).collect()
    };
    (head, found.rows.iter().map(row).collect())
}

/// The table for a terminal; columns as wide as their widest cell.
pub fn trade_off_text(words: &Catalogue, subject: &Subject) -> String {
    let (head, rows) = cells(words, subject);
    let width = |column: usize| {
        let cells = std::iter::once(&head)
            .chain(&rows)
            .map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut text = format!("{}\n", say!(words, "trade_off-caption"));
    for row in std::iter::once(&head).chain(&rows) {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
        text.push_str(&format!("  {}\n", cells.collect::<Vec<_>>().join("  ").trim_end()));
    }
    text
}

/// The table for a page.
pub fn trade_off_block(words: &Catalogue, subject: &Subject) -> Block {
    let (head, rows) = cells(words, subject);
    Block::Table(Table {
        id: "trade-offs".to_owned(),
        caption: say!(words, "trade_off-caption"),
        columns: head
            .into_iter()
            .map(|header| Column {
                header,
                ..Column::default()
            })
            .collect(),
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().map(Cell::words).collect())
            .collect(),
        left_out: String::new(),
    })
}
