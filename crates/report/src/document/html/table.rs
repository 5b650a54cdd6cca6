//! Tables of a page.

use std::fmt::Write as _;

use super::Page;
use crate::document::escape::html as safe;
use crate::document::{Cell, Column, ColumnKind, Table};

impl Page<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        /// Columns from which on a table is set closer.
        const MANY: usize = 10;
        let _ = writeln!(
            self.text,
            "<figure class=\"table\" id=\"{0}\"><figcaption id=\"c-{0}\">{1}</figcaption>\
             <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"c-{0}\"><table{2}>",
            table.id,
            safe(&table.caption),
            if table.columns.len() < MANY {
                ""
            } else {
                " class=\"many\""
            },
        );
        self.put("<thead><tr>");
        for column in &table.columns {
            self.header(column);
        }
        self.put("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.put("<tr>");
            for (column, cell) in table.columns.iter().zip(row) {
                self.cell(column, cell);
            }
            self.put("</tr>\n");
        }
        self.put("</tbody></table></div>");
        if !table.left_out.is_empty() {
            let _ = write!(self.text, "<p class=\"left-out\">{}</p>", safe(&table.left_out));
        }
        self.put("</figure>\n");
    }

    fn header(&mut self, column: &Column) {
        let class = match column.kind {
            ColumnKind::Words => "",
            ColumnKind::Numbers => " class=\"n\"",
        };
        let unit = match column.unit.as_str() {
            "" => String::new(),
            unit => format!(" <span class=\"unit\">{}</span>", safe(unit)),
        };
        // A head with a button of HTML in it is not repeated on the next sheet of paper.
        let _ = write!(
            self.text,
            "<th scope=\"col\"{class}><span role=\"button\" tabindex=\"0\" class=\"sort\">{}{unit}</span>",
            safe(&column.header)
        );
        self.definition_link(&column.definition, &column.header);
        self.put("</th>");
    }

    fn cell(&mut self, column: &Column, cell: &Cell) {
        /// Letters from which on a cell is a sentence, whose column must not get too narrow.
        const LONG: usize = 24;
        self.put(match column.kind {
            ColumnKind::Words if cell.shown.chars().count() > LONG => "<td class=\"l\"",
            ColumnKind::Words => "<td",
            ColumnKind::Numbers => "<td class=\"n\"",
        });
        // A number that is written as it is needs no other to be sorted by.
        let is_written = |value: &f64| cell.shown.parse::<f64>() == Ok(*value);
        if let Some(value) = cell.value.filter(|value| !value.is_nan() && !is_written(value)) {
            let _ = write!(self.text, " data-v=\"{value}\"");
        }
        let shown = safe(&cell.shown);
        // Keys may be parted where their words are.
        let shown = match column.kind {
            ColumnKind::Words => shown.replace('_', "_<wbr>").replace('+', "+<wbr>"),
            ColumnKind::Numbers => shown,
        };
        let _ = write!(self.text, ">{shown}");
        self.definition_link(&cell.definition, &cell.shown);
        self.put("</td>");
    }
}
