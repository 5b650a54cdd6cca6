//! Designs of the user's own: a table of text, one row a point, one column an input.
//!
//! Spreadsheets, R, pandas and programs for experimental designs each have their own habits. A habit that can mean one thing only is
//! followed; any other is refused with its line, so that no row is renumbered, left out or simulated as something that it is not.

mod columns;
mod layout;

use std::borrow::Cow;

use self::columns::{Columns, Refusal, Role, is_key, read_columns};
use self::layout::{Separator, comment, plain};
use super::design::{Design, MOST_ROWS, Method};
use engine::scenario::cards::CardSet;
use engine::scenario::inputs::{AS_IT_IS, Input};
use error::{ConfigProblem, Error, Result};

/// Largest number of a point: every whole number up to here is a number of its own in R, in pandas and in JSON too.
const LARGEST_NUMBER: f64 = 9e15;
/// How many lines below the first are searched for the names of columns, to tell where they stand.
const LINES_SEARCHED: usize = 30;

/// Reads a design. The header holds dotted keys of levers or parameters; every other line holds a number for each. A column of numbers of
/// points (`point`, `row`, `id`, a column of row names without a header ...) is kept. Under `point`, as the program itself writes it, an
/// empty cell leaves the input as it is. Cells are separated by commas, semicolons, tabs, bars or blanks, as the header shows; between
/// semicolons numbers may have decimal commas. Lines that begin with `#` are passed over; blank lines are too, where no row can be
/// meant by them. `file` is its name in messages.
///
/// # Errors
/// A text that is not such a table, with its line: an unknown or repeated key, a row with too few or too many cells, a cell that
/// is not a finite number within the input's bounds, a number of a point that stands twice, no rows.
pub fn read_design(file: &str, text: &str, cards: &CardSet) -> Result<Design> {
    let text = plain(text);
    let table = Header::find(file, &text, cards)?;
    let mut rows = Rows {
        header: &table,
        cards,
        values: Vec::new(),
        numbers: Vec::new(),
        lines: Vec::new(),
        blank: None,
        decimal: None,
    };
    for (line, content) in lines(&text).skip(table.lines) {
        rows.read(line, content)?;
    }
    rows.finish()
}

/// One-based numbers of lines, and the lines.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines())
}

/// The names of the columns, and how the lines below are read.
struct Header<'a> {
    file: &'a str,
    line: usize,
    /// Lines that lie behind the reader when it has read the header.
    lines: usize,
    separator: Separator,
    names: Vec<Cow<'a, str>>,
    columns: Columns,
}

impl<'a> Header<'a> {
    /// The first line that is neither blank nor a comment holds the names or, if it holds numbers, the comment above it does.
    fn find(file: &'a str, text: &'a str, cards: &CardSet) -> Result<Self> {
        let mut declared = None;
        let mut last_comment = None;
        let mut content = lines(text).filter(|(_, content)| !content.trim().is_empty());
        let found = content.find(|&(line, content)| {
            if let Some(said) = comment(content) {
                last_comment = Some((line, said));
                return false;
            }
            match Separator::declared(content) {
                Some(separator) if declared.is_none() => {
                    declared = Some(separator);
                    false
                }
                _ => true,
            }
        });
        let (line, first) = found.ok_or_else(|| {
            let allowed = "write keys such as us.chip_controls,us.enforcement on the first line, and one line of numbers for each point";
            problem(file, 1, "", "", "the design is empty", allowed)
        })?;
        let below = content.find(|(_, content)| comment(content).is_none());
        let below = below.map(|(_, content)| content);
        let separator = declared.unwrap_or_else(|| Separator::of_table(first, below));
        let cut = |separator: Separator, line, content: &'a str| {
            separator.cut(content).ok_or_else(|| {
                let allowed = "close each double quote on the line where it opens";
                problem(file, line, "", "", "a quote is not closed", allowed)
            })
        };
        let names = cut(separator, line, first)?;
        if names.iter().all(|name| is_number(name)) {
            // What `numpy.savetxt` makes of its `header`.
            if let Some((line_of_names, said)) = last_comment {
                let separator = Separator::of_table(said, Some(first));
                if let Some(names) = separator
                    .cut(said)
                    .filter(|names| names.iter().any(|name| is_key(name)))
                {
                    return Self::of_names(file, line_of_names, line - 1, separator, names, Some(first), cards);
                }
            }
            let allowed = "write the keys of the columns above the numbers, such as us.chip_controls,us.enforcement";
            return Err(problem(
                file,
                line,
                "",
                first.trim(),
                "the design begins with numbers and has no header",
                allowed,
            ));
        }
        let header = Self::of_names(file, line, line, separator, names, below, cards);
        header.map_err(|error| {
            let far_below = lines(text).skip(line).take(LINES_SEARCHED);
            let of_keys = |content: &str| {
                let separator = declared.unwrap_or_else(|| Separator::of_table(content, None));
                separator
                    .cut(content)
                    .is_some_and(|cells| cells.iter().any(|cell| is_key(cell)))
            };
            if of_keys(first) {
                return error;
            }
            match far_below.into_iter().find(|(_, content)| of_keys(content)) {
                Some((place, _)) => {
                    let allowed = format!(
                        "the names stand on line {place}: take out what is above them, or begin those lines with #"
                    );
                    problem(
                        file,
                        line,
                        "",
                        first.trim(),
                        "is not a line of names of columns",
                        &allowed,
                    )
                }
                None => error,
            }
        })
    }

    fn of_names(
        file: &'a str,
        line: usize,
        lines: usize,
        separator: Separator,
        mut names: Vec<Cow<'a, str>>,
        first_row: Option<&str>,
        cards: &CardSet,
    ) -> Result<Self> {
        // A spreadsheet keeps columns that were emptied.
        while names.len() > 1 && names.last().is_some_and(|name| name.is_empty()) {
            names.pop();
        }
        // R writes the names of rows without a name of their column. An unquoted first cell between commas may be half a decimal number.
        let of_first_row = first_row.and_then(|row| separator.cut(row));
        let has_row_names = of_first_row
            .is_some_and(|cells| cells.len() == names.len() + 1 && !cells.iter().any(|cell| cell.is_empty()))
            && (separator != Separator::Comma || first_row.is_some_and(|row| row.trim_start().starts_with('"')));
        if has_row_names {
            names.insert(0, Cow::Borrowed(""));
        }
        let columns = read_columns(&names, cards).map_err(
            |Refusal {
                 key,
                 problem: what,
                 allowed,
             }| problem(file, line, &key, "", what, &allowed),
        )?;
        Ok(Self {
            file,
            line,
            lines,
            separator,
            names,
            columns,
        })
    }
}

/// Whether a cell is a number, with a point or a comma.
fn is_number(cell: &str) -> bool {
    cell.replacen(',', ".", 1).parse::<f64>().is_ok()
}

fn problem(file: &str, line: usize, key: &str, value: &str, problem: &str, allowed: &str) -> Error {
    Error::Config(Box::new(ConfigProblem {
        file: file.to_owned(),
        line: Some(line),
        key: key.to_owned(),
        value: value.to_owned(),
        problem: problem.to_owned(),
        allowed: allowed.to_owned(),
    }))
}

/// The rows that have been read.
struct Rows<'a> {
    header: &'a Header<'a>,
    cards: &'a CardSet,
    values: Vec<f64>,
    /// Numbers of the points, where the table has them, and the lines on which they stand.
    numbers: Vec<u64>,
    lines: Vec<usize>,
    /// The first of the lines just above without any value: harmless at the end of a table, a lost row before others.
    blank: Option<usize>,
    /// The mark of the first decimal fraction, and its line.
    decimal: Option<(char, usize)>,
}

impl Rows<'_> {
    fn refuse(&self, line: usize, key: &str, value: &str, what: &str, allowed: &str) -> Error {
        problem(self.header.file, line, key, value, what, allowed)
    }

    fn read(&mut self, line: usize, content: &str) -> Result<()> {
        if comment(content).is_some() {
            return Ok(());
        }
        let width = self.header.names.len();
        if content.trim().is_empty() {
            // In a table of one column this may be a row with an empty cell.
            if width == 1 {
                self.blank.get_or_insert(line);
            }
            return Ok(());
        }
        let mut cells = self.header.separator.cut(content).ok_or_else(|| {
            let allowed = "close each double quote on the line where it opens";
            self.refuse(line, "", "", "a quote is not closed", allowed)
        })?;
        while cells.len() > width && cells.last().is_some_and(|cell| cell.is_empty()) {
            cells.pop();
        }
        if cells.iter().all(|cell| cell.is_empty()) {
            self.blank.get_or_insert(line);
            return Ok(());
        }
        if let Some(blank) = self.blank {
            let allowed = "fill it or take it out; the rows below would otherwise move up";
            return Err(self.refuse(blank, "", "", "the row is empty", allowed));
        }
        if cells.len() != width {
            return Err(self.wrong_width(line, cells.len()));
        }
        for (place, cell) in cells.iter().enumerate() {
            match self.header.columns.roles[place] {
                Role::Nothing => {}
                Role::Number => self.number(line, place, cell)?,
                Role::Input(_) if self.header.columns.is_own && matches!(&**cell, "" | "NA") => {
                    self.values.push(AS_IT_IS)
                }
                Role::Input(input) => {
                    let value = self.value(line, &self.header.names[place], cell, input)?;
                    self.values.push(value);
                }
            }
        }
        self.lines.push(line);
        if self.lines.len() > MOST_ROWS {
            let allowed = format!("allowed: {MOST_ROWS} rows");
            return Err(self.refuse(line, "", "", "the design is too long", &allowed));
        }
        Ok(())
    }

    fn wrong_width(&self, line: usize, cells: usize) -> Error {
        let width = self.header.names.len();
        let separator = self.header.separator;
        let found = format!("the row has {cells} cells, but the header has {width}");
        let allowed = match separator {
            Separator::Comma if cells > width => {
                "give one number for each column, and no more; with decimal commas the columns are separated by semicolons".to_owned()
            }
            separator => format!("give one number for each column, and no more, separated by {}", separator.words()),
        };
        self.refuse(line, "", "", &found, &allowed)
    }

    fn number(&mut self, line: usize, place: usize, cell: &str) -> Result<()> {
        let name = match &*self.header.names[place] {
            "" => "row names",
            name => name,
        };
        let number = cell.parse::<f64>().ok();
        let number = number.filter(|number| number.fract() == 0.0 && (0.0..=LARGEST_NUMBER).contains(number));
        let number = number.ok_or_else(|| {
            let what = match cell {
                "" => "the row has no number",
                _ => "is not the number of a point",
            };
            let allowed =
                "the column numbers the points, with whole numbers from 0 on; take it out if it means something else";
            self.refuse(line, name, cell, what, allowed)
        })?;
        self.numbers.push(number as u64);
        Ok(())
    }

    fn value(&mut self, line: usize, key: &str, cell: &str, input: Input) -> Result<f64> {
        let mark = if cell.contains(',') { ',' } else { '.' };
        let with_point = match self.header.separator {
            Separator::Semicolon if mark == ',' => cell.replacen(',', ".", 1),
            _ => cell.to_owned(),
        };
        let number = with_point.parse::<f64>().ok().filter(|number| number.is_finite());
        let number = number.ok_or_else(|| {
            let what = match cell {
                "" => "the cell is empty",
                _ => "is not a finite number",
            };
            let allowed = match (mark, self.header.separator) {
                (',', Separator::Semicolon) | ('.', _) => "give an ordinary number in every cell",
                _ => "write 0.5; decimal commas are read between semicolons only",
            };
            self.refuse(line, key, cell, what, allowed)
        })?;
        if cell.contains(mark) {
            let (first, first_line) = *self.decimal.get_or_insert((mark, line));
            if first != mark {
                let what = format!("has a decimal mark of another kind than the number on line {first_line}");
                let allowed = "write all numbers with a point, or all with a comma; none has a mark between thousands";
                return Err(self.refuse(line, key, cell, &what, allowed));
            }
        }
        let (low, high) = input.bounds(self.cards);
        if low < high && !(low..=high).contains(&number) {
            let allowed = format!("allowed: {low} to {high} ({})", input.unit(self.cards));
            return Err(self.refuse(line, key, cell, "is out of range", &allowed));
        }
        Ok(number)
    }

    fn finish(self) -> Result<Design> {
        if self.lines.is_empty() {
            let allowed = "add one line of numbers for each point";
            return Err(self.refuse(self.header.line, "", "", "the design has no rows", allowed));
        }
        let mut in_order: Vec<(u64, usize)> = self.numbers.iter().copied().zip(self.lines.iter().copied()).collect();
        in_order.sort_unstable();
        if let Some(pair) = in_order.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let what = format!("is the number of the point on line {} too", pair[0].1);
            let allowed = "give each point a number of its own, or take the column out; every point is simulated in the same worlds";
            let place = self.header.columns.roles.iter().position(|role| *role == Role::Number);
            let name = place.map_or("", |place| &*self.header.names[place]);
            let name = if name.is_empty() { "row names" } else { name };
            return Err(self.refuse(pair[1].1, name, &pair[1].0.to_string(), &what, allowed));
        }
        let inputs = self.header.columns.roles.iter().filter_map(|role| match role {
            Role::Input(input) => Some(*input),
            Role::Number | Role::Nothing => None,
        });
        Ok(Design::of_rows(Method::Table, inputs.collect(), self.values).numbered(self.numbers))
    }
}

#[cfg(test)]
mod tests;
