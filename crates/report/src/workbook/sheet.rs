//! A stored table as a sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use super::look::{Look, Looks};
use results::column::{Column, Kind};
use results::plain::{never_name, never_word};
use results::table::{Row, Table, Value};

/// Longest name that a sheet may have.
const LONGEST_NAME: usize = 31;
/// Longest text that a cell may have.
const LONGEST_TEXT: usize = 32_767;
/// Columns that stay in sight while a reader goes to the right.
const MOST_FROZEN: usize = 3;
/// Widths of columns, letters.
const WIDTHS: (usize, usize) = (8, 48);

/// A table with the places of its cells.
pub struct Sheet {
    pub name: String,
    pub table: Table,
    /// Rows of the table in the order of the sheet.
    rows: Vec<usize>,
    columns: Vec<Place>,
}

/// A column of a sheet: one of the table, or what is said beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Of(usize),
    /// Whether the cell to the left is empty because it never happens, as in the CSV file; left out where nothing is never.
    NeverOf(usize),
}

/// Columns whose words make rows belong together, so that a chart can take them as one stretch.
const GROUPED_BY: [&[&str]; 2] = [&["agent", "variable", "policy"], &["metric", "quantity"]];

impl Sheet {
    pub fn new(name: String, table: Table) -> Self {
        let has_never = |place: usize| {
            table.schema.columns[place].kind == Kind::NumberOrNever
                && table
                    .iter()
                    .any(|row| matches!(row.value(place), Value::Number(value) if value.is_infinite()))
        };
        let columns = (0..table.schema.columns.len())
            .flat_map(|place| {
                let never = has_never(place).then_some(Place::NeverOf(place));
                std::iter::once(Place::Of(place)).chain(never)
            })
            .collect();
        let rows = in_groups(&table);
        Self {
            name,
            table,
            rows,
            columns,
        }
    }

    /// How many rows it has below its head.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The column of the sheet in which a column of the table stands.
    pub fn column(&self, name: &str) -> Option<u16> {
        let is_it = |place: &Place| matches!(*place, Place::Of(of) if self.table.schema.columns[of].name == name);
        self.columns.iter().position(is_it).map(|place| place as u16)
    }

    /// Rows of the sheet in order, with their numbers.
    pub fn rows(&self) -> impl Iterator<Item = (u32, Row<'_>)> {
        (1..).zip(self.rows.iter().map(|&row| self.table.row(row)))
    }

    /// The stretches of rows that say the same in these columns, with what they say.
    pub fn stretches(&self, columns: &[&str]) -> Vec<(Vec<&str>, Range<u32>)> {
        let mut all: Vec<(Vec<&str>, Range<u32>)> = Vec::new();
        for (number, row) in self.rows() {
            let words: Vec<&str> = columns.iter().map(|column| row.text(column)).collect();
            match all.last_mut() {
                Some((last, rows)) if *last == words => rows.end = number + 1,
                _ => all.push((words, number..number + 1)),
            }
        }
        all
    }

    /// The sheet with all its cells.
    pub fn write(&self, looks: &Looks) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(&self.name)?;
        let columns = &self.table.schema.columns;
        let by_row = self.table.has("unit");
        let mut formats = Formats::default();
        let mut uniform: Vec<Option<Look>> = Vec::new();
        for place in &self.columns {
            let look = match *place {
                Place::Of(of) if !(by_row && columns[of].unit.starts_with("of the ")) => {
                    Some(Look::of(&columns[of].unit, self.size(of)))
                }
                Place::Of(_) | Place::NeverOf(_) => None,
            };
            uniform.push(look);
        }
        for (column, place) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, self.head(*place), &looks.head)?;
            sheet.set_column_width(column, self.width(*place) as f64)?;
        }
        for (number, row) in self.rows() {
            let unit = if by_row { row.text("unit") } else { "" };
            for ((column, place), look) in (0..).zip(&self.columns).zip(&uniform) {
                match *place {
                    Place::NeverOf(of) => {
                        if let Value::Number(value) = row.value(of)
                            && value.is_infinite()
                        {
                            sheet.write_string(number, column, never_word(value))?;
                        }
                    }
                    Place::Of(of) => match row.value(of) {
                        Value::Nothing => {}
                        Value::Number(value) if !value.is_finite() => {}
                        Value::Number(value) => {
                            let look = look.unwrap_or_else(|| Look::of(unit, value.abs()));
                            sheet.write_number_with_format(number, column, value, formats.of(look))?;
                        }
                        Value::Whole(value) => {
                            let look = match &*columns[of].unit {
                                "number" => Look::Ordinal,
                                _ => Look::Decimals(0),
                            };
                            sheet.write_number_with_format(number, column, value as f64, formats.of(look))?;
                        }
                        Value::YesNo(is_so) => {
                            sheet.write_string(number, column, if is_so { "yes" } else { "no" })?;
                        }
                        Value::Text(text) => match month(columns[of].kind, &text) {
                            Some(month) => {
                                sheet.write_datetime_with_format(number, column, &month, &looks.month)?;
                            }
                            // Never a formula, whatever it begins with.
                            None if !text.is_empty() => {
                                sheet.write_string(number, column, shortened(&text))?;
                            }
                            None => {}
                        },
                    },
                }
            }
        }
        let last_column = self.columns.len().saturating_sub(1) as u16;
        sheet.autofilter(0, 0, self.len() as u32, last_column)?;
        sheet.set_freeze_panes(1, self.frozen() as u16)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape();
        Ok(sheet)
    }

    /// The largest number of a column of the table.
    fn size(&self, of: usize) -> f64 {
        let sizes = self.table.iter().map(|row| match row.value(of) {
            Value::Number(value) if value.is_finite() => value.abs(),
            _ => 0.0,
        });
        sizes.fold(0.0, f64::max)
    }

    fn head(&self, place: Place) -> String {
        match place {
            Place::Of(of) => self.table.schema.columns[of].name.clone().into_owned(),
            Place::NeverOf(of) => never_name(&self.table.schema.columns[of].name),
        }
    }

    /// Wide enough for the head with its filter, and for the words below it.
    fn width(&self, place: Place) -> usize {
        const FILTER: usize = 3;
        const LOOKED_AT: usize = 500;
        let head = self.head(place).chars().count() + FILTER;
        let words = match place {
            Place::NeverOf(_) => 0,
            Place::Of(of) => {
                let rows = self.rows().take(LOOKED_AT);
                let lengths = rows.map(|(_, row)| match row.value(of) {
                    Value::Text(text) => text.chars().count() + 1,
                    _ => 0,
                });
                lengths.max().unwrap_or(0)
            }
        };
        head.max(words).clamp(WIDTHS.0, WIDTHS.1)
    }

    /// How many of the first columns stay in sight: those that say what a row is about.
    fn frozen(&self) -> usize {
        let is_key = |place: &&Place| match **place {
            Place::Of(of) => says_what(&self.table.schema.columns[of]),
            Place::NeverOf(_) => false,
        };
        self.columns.iter().take_while(is_key).count().min(MOST_FROZEN)
    }
}

/// Whether a column says what a row is about.
fn says_what(column: &Column) -> bool {
    match column.kind {
        Kind::Text | Kind::Month => true,
        Kind::Whole => column.unit == "number",
        Kind::Number | Kind::NumberOrNever | Kind::YesNo | Kind::Who => false,
    }
}

/// The number formats of a sheet, each made once.
#[derive(Default)]
struct Formats(Vec<(Look, Format)>);

impl Formats {
    fn of(&mut self, look: Look) -> &Format {
        let place = self.0.iter().position(|(known, _)| *known == look).unwrap_or_else(|| {
            self.0.push((look, Format::new().set_num_format(look.code())));
            self.0.len() - 1
        });
        &self.0[place].1
    }
}

/// The first day of the month in a cell.
fn month(kind: Kind, text: &str) -> Option<ExcelDateTime> {
    let (year, month) = text.split_once('-').filter(|_| kind == Kind::Month)?;
    ExcelDateTime::from_ymd(year.parse().ok()?, month.parse().ok()?, 1).ok()
}

/// A text that fits into a cell.
pub fn shortened(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    // Letters of two units count twice.
    text.chars().take(LONGEST_TEXT / 2).chain("...".chars()).collect()
}

/// The rows of a table such that those that belong together stand together; otherwise as they are.
fn in_groups(table: &Table) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..table.len()).collect();
    let columns = GROUPED_BY
        .iter()
        .find(|columns| columns[..2].iter().all(|column| table.has(column)));
    let Some(columns) = columns else {
        return rows;
    };
    let ranks: Vec<Vec<usize>> = columns
        .iter()
        .filter(|column| table.has(column))
        .map(|column| ranks(table, column))
        .collect();
    rows.sort_by_key(|&row| ranks.iter().map(|ranks| ranks[row]).collect::<Vec<_>>());
    rows
}

/// Of each row, which of the words of a column it has, in the order in which they come first.
fn ranks(table: &Table, column: &str) -> Vec<usize> {
    let mut known = BTreeMap::new();
    let words = table.iter().map(|row| row.text(column));
    let rank = |word| {
        let next = known.len();
        *known.entry(word).or_insert(next)
    };
    words.map(rank).collect()
}

/// A name that no sheet has yet, whether in capitals or not.
pub fn free_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = |letter: &char| !"[]:*?/\\'".contains(*letter) && !letter.is_control();
    let wanted: String = wanted.chars().filter(allowed).collect();
    let cut = |name: &str, most: usize| name.chars().take(most).collect::<String>();
    let mut name = cut(&wanted, LONGEST_NAME);
    for number in 2.. {
        if taken.insert(name.to_lowercase()) {
            break;
        }
        let ending = format!("-{number}");
        name = cut(&wanted, LONGEST_NAME - ending.len()) + &ending;
    }
    name
}
