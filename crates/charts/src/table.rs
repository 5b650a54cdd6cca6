//! The table behind a figure, as people and programs read it.

use results::cell::push_text;
use results::message;
use results::number::{push_float, rounded};

use crate::data::Values;
use crate::figure::Chart;
use crate::moments::month_of;
use crate::words::{Words, said};

/// What a figure shows as a table of text cells. A cell is empty where there is no value; `never` stands where something does
/// not happen, `inf` and `-inf` where an interval has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureTable {
    pub header: Vec<String>,
    /// For each column the key of what it means: of the message that its head is, or what stands there instead, such as the key of a
    /// parameter.
    pub meanings: Vec<String>,
    /// One cell for each entry of the header.
    pub rows: Vec<Vec<String>>,
    /// The place of the column of months, if there is one; the decimal year stands behind it.
    pub months: Option<usize>,
}

impl FigureTable {
    /// The rows of Decembers, and those that are no month of a line: records and rules. All, where there is no column of months.
    pub fn yearly(&self) -> Vec<&Vec<String>> {
        let rows = self.rows.iter();
        match self.months {
            // The first number of a line stands behind month and year.
            Some(place) => rows
                .filter(|row| row[place].ends_with("-12") || row[place + 2].is_empty())
                .collect(),
            None => rows.collect(),
        }
    }

    /// The table as a CSV file.
    pub fn csv(&self) -> String {
        let mut text = Vec::new();
        for row in std::iter::once(&self.header).chain(&self.rows) {
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    text.push(b',');
                }
                push_text(&mut text, cell);
            }
            text.push(b'\n');
        }
        String::from_utf8(text).expect("cells are texts")
    }
}

/// A number as in every file for readers; empty where there is none.
fn cell(value: f64) -> String {
    let mut text = Vec::new();
    push_float(&mut text, rounded(value));
    text.into_iter().map(char::from).collect()
}

/// Head, meaning and cells of one column of the table as it is read.
struct Shown {
    head: String,
    meaning: String,
    cells: Vec<String>,
}

/// The table of a chart whose texts are in words; `meanings` has those of its columns before they were.
pub(crate) fn table(chart: &Chart, meanings: &[String], words: Words) -> FigureTable {
    let data = &chart.data;
    let never = words.of(message!("figure-never"));
    let mut shown: Vec<Shown> = Vec::new();
    let mut months = None;
    let rules = chart.ruled();
    for (column, meaning) in data.columns.iter().zip(meanings) {
        let head = match (said(&column.head), said(&column.unit)) {
            (head, "") => head.to_owned(),
            ("", unit) => unit.to_owned(),
            (head, unit) => words.of(message!("table-with_unit", what = head, unit = unit)),
        };
        let number = |value: &f64| match &column.values {
            Values::Happens(_) if *value == f64::INFINITY => never.clone(),
            _ => cell(*value),
        };
        let mut cells: Vec<String> = match &column.values {
            Values::Dates(_) => continue,
            Values::Numbers(values) | Values::Happens(values) | Values::Time(values) => {
                values.iter().map(number).collect()
            }
            Values::Words { .. } => (0..data.rows())
                .map(|row| data.text(&column.key, row).to_owned())
                .collect(),
        };
        if let Values::Time(years) = &column.values {
            let recorded = |row: usize| data.date(row).is_some();
            let mut simulated = (0..years.len()).filter(|row| !recorded(*row)).peekable();
            if simulated.peek().is_some() && simulated.all(|row| month_of(years[row]).is_some()) {
                let month = |row: usize| match data.date(row) {
                    None | Some("") => month_of(years[row]).map_or(String::new(), |month| month.to_string()),
                    Some(date) => date.to_owned(),
                };
                let mut cells: Vec<String> = (0..years.len()).map(month).collect();
                cells.resize(years.len() + rules.len(), String::new());
                months = Some(shown.len());
                shown.push(Shown {
                    head: words.of(message!("table-month")),
                    meaning: "table-month".to_owned(),
                    cells,
                });
            }
        }
        // A rule stands below: its label in the first column, its value in that of what it is drawn at.
        for (label, key, value) in &rules {
            cells.push(match shown.is_empty() {
                true => label.clone(),
                false if *key == column.key => cell(*value),
                false => String::new(),
            });
        }
        let meaning = meaning.clone();
        shown.push(Shown { head, meaning, cells });
    }
    let rows = data.rows() + rules.len();
    FigureTable {
        rows: (0..rows)
            .map(|row| shown.iter().map(|column| column.cells[row].clone()).collect())
            .collect(),
        meanings: shown.iter().map(|column| column.meaning.clone()).collect(),
        header: shown.into_iter().map(|column| column.head).collect(),
        months,
    }
}
