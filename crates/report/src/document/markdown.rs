//! A document as Markdown: pipe tables, figures as links to their files.

use std::fmt::Write as _;

use super::escape::markdown as safe;
use super::{Block, ColumnKind, Document, Figure, Inline, Order, Section, Table, Weight};
use crate::catalogue::Catalogue;
use crate::say;

/// The document as text, within an element of its direction where that is not the usual one. Equal documents give equal texts.
pub fn text(document: &Document, words: &Catalogue) -> String {
    let [open, close] = match words.is_right_to_left() {
        true => ["<div dir=\"rtl\">\n\n", "\n</div>\n"],
        false => ["", ""],
    };
    let mut page = Page {
        words,
        text: format!("{open}# {}\n\n", safe(&document.title)),
    };
    for section in &document.sections {
        page.section(section, 2);
    }
    page.glossary(document);
    let _ = writeln!(page.text, "---\n\n{}", safe(&document.foot));
    if !document.mark.is_empty() {
        let _ = writeln!(page.text, "\n<!-- {} -->", document.mark.replace("--", ""));
    }
    page.text + close
}

struct Page<'a> {
    words: &'a Catalogue,
    text: String,
}

impl Page<'_> {
    fn section(&mut self, section: &Section, level: usize) {
        let _ = writeln!(
            self.text,
            "<a id=\"{}\"></a>\n\n{} {}\n",
            section.id,
            "#".repeat(level.min(6)),
            safe(&section.title)
        );
        self.blocks(&section.blocks);
        for inner in &section.sections {
            self.section(inner, level + 1);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.text.push('\n');
        }
    }

    fn block(&mut self, block: &Block) {
        let _ = match block {
            Block::Paragraph(pieces) => writeln!(self.text, "{}", line(pieces)),
            Block::List(order, points) => {
                for (place, point) in points.iter().enumerate() {
                    let _ = match order {
                        Order::Numbered => writeln!(self.text, "{}. {}", place + 1, line(point)),
                        Order::Free => writeln!(self.text, "- {}", line(point)),
                    };
                }
                Ok(())
            }
            Block::Facts(facts) => {
                for (what, value) in facts {
                    let _ = writeln!(self.text, "- **{}**: {}", safe(what), line(value));
                }
                Ok(())
            }
            Block::Finding(finding) => writeln!(
                self.text,
                "**{}**\n\n{}",
                safe(&finding.headline),
                line(&finding.sentences)
            ),
            Block::Table(table) => {
                self.table(table);
                Ok(())
            }
            Block::Figure(figure) => {
                self.figure(figure);
                Ok(())
            }
            Block::Details { summary, blocks, .. } => {
                let _ = writeln!(self.text, "**{}**\n", safe(summary));
                self.blocks(blocks);
                Ok(())
            }
            Block::Code(text) => {
                let fence = fence(text);
                writeln!(self.text, "{fence}\n{}\n{fence}", text.trim_end_matches('\n'))
            }
            Block::Notice(weight, pieces) => {
                let mark = match weight {
                    Weight::Note => "",
                    Weight::Warning => "**!** ",
                };
                writeln!(self.text, "> {mark}{}", line(pieces))
            }
        };
    }

    fn table(&mut self, table: &Table) {
        let _ = writeln!(self.text, "{}\n", safe(&table.caption));
        let heads: Vec<String> = table
            .columns
            .iter()
            .map(|column| match column.unit.as_str() {
                "" => safe(&column.header),
                unit => format!("{} ({})", safe(&column.header), safe(unit)),
            })
            .collect();
        let rules: Vec<&str> = table
            .columns
            .iter()
            .map(|column| match column.kind {
                ColumnKind::Words => "---",
                ColumnKind::Numbers => "---:",
            })
            .collect();
        let _ = writeln!(self.text, "| {} |\n| {} |", heads.join(" | "), rules.join(" | "));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| safe(&cell.shown)).collect();
            let _ = writeln!(self.text, "| {} |", cells.join(" | "));
        }
        if !table.left_out.is_empty() {
            let _ = writeln!(self.text, "\n{}", safe(&table.left_out));
        }
    }

    /// The drawing where it is a file; what is seen on it in any case. The table behind it is a file as well.
    fn figure(&mut self, figure: &Figure) {
        if figure.file.is_empty() {
            let _ = writeln!(self.text, "{}", safe(&figure.alt));
        } else {
            let _ = writeln!(self.text, "![{}](<{}>)", safe(&figure.alt), address(&figure.file));
        }
    }

    fn glossary(&mut self, document: &Document) {
        let glossary = &document.glossary;
        if glossary.entries.is_empty() {
            return;
        }
        let _ = writeln!(self.text, "## {}\n", safe(&glossary.title));
        for entry in &glossary.entries {
            let mut parts = vec![safe(&entry.meaning)];
            for (label, value) in [
                (say!(self.words, "page-unit"), &entry.unit),
                (say!(self.words, "page-source"), &entry.source),
            ] {
                if !value.is_empty() {
                    parts.push(format!("*{}* {}", safe(&label), safe(value)));
                }
            }
            let name = match entry.name.as_str() {
                "" => code(&entry.key),
                name => safe(name),
            };
            let _ = writeln!(self.text, "- {name}: {}", parts.join("; "));
        }
        self.text.push('\n');
    }
}

fn line(pieces: &[Inline]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Inline::Text(text) | Inline::Data(text) => safe(text),
            Inline::Strong(text) => format!("**{}**", safe(text)),
            Inline::Code(text) => code(text),
            Inline::Link { to, text } => format!("[{}](#{})", safe(text), super::identifier(to)),
            Inline::File { address, text } => format!("[{}](<{address}>)", safe(text)),
            Inline::Term { text, .. } => safe(text),
        })
        .collect()
}

/// Text in the type of code, whatever it holds.
fn code(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    match ticks.len() {
        1 => format!("`{text}`"),
        _ => format!("{ticks} {text} {ticks}"),
    }
}

/// More backticks than stand together anywhere in the text, three at least.
fn fence(text: &str) -> String {
    "`".repeat((longest_run(text) + 1).max(3))
}

fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

/// The place of a file between angle brackets.
fn address(file: &str) -> String {
    file.replace('\\', "/")
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace('\n', "%0A")
}
