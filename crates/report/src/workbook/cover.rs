//! The first sheet: what was found, in sentences, how it was made, and which sheets there are.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::look::{Look, Looks};
use super::sheet::shortened;
use super::{LeftOut, MOST_CELLS, Part, Request, SHEET_ROWS, Why, unwritten};
use crate::catalogue::Catalogue;
use crate::chapters::method;
use crate::chapters::summary::Summary;
use crate::document::{Block, Inline, Table, Weight};
use crate::number::thousands;
use crate::say;
use error::Result;

/// Widths of the columns: labels, sentences, and what follows beside them.
const WIDTHS: [f64; 6] = [26.0, 80.0, 16.0, 16.0, 16.0, 16.0];
/// The columns of labels and of sentences.
const LABEL: u16 = 0;
const SENTENCE: u16 = 1;

/// Height of a line of text, points.
const LINE: f64 = 15.0;
/// Most lines that a row may show.
const MOST_LINES: f64 = 27.0;

/// A sheet that grows downward.
struct Page<'a> {
    sheet: Worksheet,
    row: u32,
    /// The highest row that has been made higher, and its lines.
    lines: (u32, f64),
    looks: &'a Looks,
}

pub fn cover(request: &Request, parts: &[Part], looks: &Looks) -> Result<Worksheet> {
    let words = request.words;
    let mut page = Page {
        sheet: Worksheet::new(),
        row: 0,
        lines: (0, 1.0),
        looks,
    };
    let made = |error| unwritten(&error);
    for (column, width) in (0..).zip(WIDTHS) {
        page.sheet.set_column_width(column, width).map_err(made)?;
    }
    for part in parts {
        let summary = Summary::of(words, part.result, request.metric)?;
        page.result(words, part, summary).map_err(made)?;
    }
    page.contents(words, parts).map_err(made)?;
    page.sheet.set_landscape();
    page.sheet.set_print_fit_to_pages(1, 0);
    Ok(page.sheet)
}

impl Page<'_> {
    fn result(&mut self, words: &Catalogue, part: &Part, summary: Summary) -> std::result::Result<(), XlsxError> {
        let looks = self.looks;
        // It runs on over the empty cells beside it.
        self.sheet
            .write_string_with_format(self.row, LABEL, shortened(&part.title), &looks.title)?;
        self.row += 1;
        self.write(SENTENCE, &part.result.manifest.reading, &looks.note)?;
        self.row += 1;
        for note in part.result.notes() {
            self.write(SENTENCE, &note, &looks.warning)?;
            self.row += 1;
        }
        self.row += 1;
        for block in summary.blocks(words) {
            self.block(&block)?;
        }
        self.row += 1;
        self.write(LABEL, &say!(words, "method-title"), &looks.strong)?;
        self.write(SENTENCE, &part.result.manifest.command, &looks.code)?;
        self.row += 1;
        self.block(&Block::Facts(method::facts(words, &part.result.manifest)))?;
        self.row += 2;
        Ok(())
    }

    /// Writes a block below what is there.
    fn block(&mut self, block: &Block) -> std::result::Result<(), XlsxError> {
        let looks = self.looks;
        match block {
            Block::Paragraph(pieces) => {
                // A heading in heavy type stands in the margin.
                match &pieces[..] {
                    [Inline::Strong(heading), rest @ ..] => {
                        self.write(LABEL, heading, &looks.strong)?;
                        if rest.is_empty() {
                            return Ok(());
                        }
                        self.write(SENTENCE, plain(rest).trim(), &looks.text)?;
                    }
                    pieces => self.write(SENTENCE, &plain(pieces), &looks.text)?,
                }
                self.row += 1;
            }
            Block::List(_, points) => {
                for point in points {
                    self.write(SENTENCE, &plain(point), &looks.text)?;
                    self.row += 1;
                }
            }
            Block::Facts(facts) => {
                for (what, value) in facts {
                    self.write(LABEL, what, &looks.text)?;
                    self.write(SENTENCE, &plain(value), &looks.text)?;
                    self.row += 1;
                }
            }
            Block::Finding(finding) => {
                self.write(SENTENCE, &finding.headline, &looks.strong)?;
                self.row += 1;
                if !finding.sentences.is_empty() {
                    self.write(SENTENCE, &plain(&finding.sentences), &looks.text)?;
                    self.row += 1;
                }
            }
            Block::Notice(weight, pieces) => {
                let look = match weight {
                    Weight::Note => &looks.note,
                    Weight::Warning => &looks.warning,
                };
                self.write(SENTENCE, &plain(pieces), look)?;
                self.row += 1;
            }
            Block::Code(text) => {
                self.write(SENTENCE, text, &looks.code)?;
                self.row += 1;
            }
            Block::Table(table) => self.table(table)?,
            Block::Details { summary, blocks, .. } => {
                self.write(LABEL, summary, &looks.strong)?;
                for block in blocks {
                    self.block(block)?;
                }
            }
            // Charts have a sheet of their own.
            Block::Figure(_) => {}
        }
        Ok(())
    }

    /// A table of the summary, its numbers as numbers.
    fn table(&mut self, table: &Table) -> std::result::Result<(), XlsxError> {
        let looks = self.looks;
        self.row += 1;
        self.write(SENTENCE, &table.caption, &looks.strong)?;
        self.row += 1;
        for (column, head) in (SENTENCE..).zip(&table.columns) {
            let head = match head.unit.as_str() {
                "" => head.header.clone(),
                unit => format!("{} ({unit})", head.header),
            };
            self.write(column, &head, &looks.wrapped_head)?;
        }
        self.row += 1;
        for row in &table.rows {
            for ((column, cell), head) in (SENTENCE..).zip(row).zip(&table.columns) {
                match cell.value.filter(|value| value.is_finite()) {
                    Some(value) => {
                        let look = Format::new().set_num_format(Look::of(&head.unit, value.abs()).code());
                        self.sheet.write_number_with_format(self.row, column, value, &look)?;
                    }
                    None => self.write(column, &cell.shown, &looks.text)?,
                }
            }
            self.row += 1;
        }
        if !table.left_out.is_empty() {
            self.write(SENTENCE, &table.left_out, &looks.note)?;
            self.row += 1;
        }
        Ok(())
    }

    /// Which sheets there are, and what stands elsewhere.
    fn contents(&mut self, words: &Catalogue, parts: &[Part]) -> std::result::Result<(), XlsxError> {
        let looks = self.looks;
        self.write(LABEL, &say!(words, "workbook-sheet"), &looks.head)?;
        self.write(SENTENCE, &say!(words, "workbook-holds"), &looks.head)?;
        self.row += 1;
        for part in parts {
            for sheet in &part.sheets {
                let link = Url::new(format!("internal:'{}'!A1", sheet.name)).set_text(&sheet.name);
                self.sheet.write_url_with_format(self.row, LABEL, link, &looks.link)?;
                let columns: Vec<&str> = sheet.table.schema.names().collect();
                let holds = say!(
                    words,
                    "workbook-rows",
                    rows = thousands(sheet.len() as f64),
                    columns = columns.join(", ")
                );
                self.write(SENTENCE, &holds, &looks.text)?;
                self.row += 1;
            }
            for LeftOut { file, why } in &part.left_out {
                let said = match why {
                    Why::TooLarge { rows, columns } => say!(
                        words,
                        "workbook-too_large",
                        rows = thousands(*rows as f64),
                        columns = thousands(*columns as f64),
                        cells = thousands(MOST_CELLS as f64),
                        most = thousands(SHEET_ROWS as f64)
                    ),
                    Why::Raw => say!(words, "workbook-raw"),
                };
                self.write(LABEL, file, &looks.text)?;
                self.write(SENTENCE, &said, &looks.note)?;
                self.row += 1;
            }
        }
        self.row += 1;
        self.write(SENTENCE, &say!(words, "workbook-blank"), &looks.note)
    }

    /// Words in a cell of the present row; never a formula.
    fn write(&mut self, column: u16, text: &str, look: &Format) -> std::result::Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(self.row, column, shortened(text), look)?;
        // Not every program makes a row as high as its text.
        let width = WIDTHS.get(usize::from(column)).map_or(1.0, |width| width * 1.05);
        let lines: f64 = text
            .lines()
            .map(|line| (line.chars().count() as f64 / width).ceil().max(1.0))
            .sum();
        let before = if self.lines.0 == self.row { self.lines.1 } else { 1.0 };
        if lines > before {
            self.lines = (self.row, lines);
            self.sheet.set_row_height(self.row, LINE * lines.min(MOST_LINES))?;
        }
        Ok(())
    }
}

/// The words of a line.
fn plain(pieces: &[Inline]) -> String {
    let words = pieces.iter().map(|piece| match piece {
        Inline::Text(text)
        | Inline::Strong(text)
        | Inline::Data(text)
        | Inline::Code(text)
        | Inline::Link { text, .. }
        | Inline::File { text, .. }
        | Inline::Term { text, .. } => text.as_str(),
    });
    words.collect()
}
